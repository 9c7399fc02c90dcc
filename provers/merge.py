"""Two verdicts on one claim become one: the exact prover's and a kernel's.

    exact      kernel     merged           (`exact` may have been merged with another kernel's before)
    Proved     Proved     Proved by both checkers, under the exact prover's conditions
    Proved     Unknown    the exact verdict, with a note why the kernel did not accept
    Refuted    Unknown    the exact verdict
    Unknown    any        the kernel's verdict where it decides, else the exact one
    Proved     Refuted    } SoundnessAlarm: one of the two checkers is wrong, and nothing may be
    Refuted    Proved     } reported as decided until somebody has found out which

A kernel's theorem that needs a condition which the exact verdict does not have is weaker than the claim; it does not
raise the trust. `attributed` says who proposed the claim. Both mint, so they live in `provers/`; they check no
mathematics.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from porism.provers.verdict import MINT, Proved, Provenance, Refuted, Unknown, Verdict, verdict_record
from porism.symbolic.errors import SoundnessAlarm, TrustError


def merge(exact: Verdict, kernel: Verdict, name: str = "kernel") -> Verdict:
    """The one verdict that follows from the exact prover's and a kernel's on the same claim; `name` is the kernel's."""
    if exact.claim != kernel.claim:
        raise TrustError(f"verdicts on two claims cannot be merged: {exact.claim} / {kernel.claim}")
    match exact, kernel:
        case (Proved(), Refuted()) | (Refuted(), Proved()):
            proved, refuted = (exact, kernel) if isinstance(exact, Proved) else (kernel, exact)
            raise SoundnessAlarm(
                f"two checkers contradict each other on {exact.claim}: {_names(proved)} proved it, {_names(refuted)} "
                "refuted it; neither is reported. Please report this claim as a bug",
                {"proved": verdict_record(proved), "refuted": verdict_record(refuted)},
            )
        case Proved(), Proved() if set(kernel.conditions) <= set(exact.conditions):
            return Proved(
                claim=exact.claim,
                conditions=exact.conditions,
                certificate=exact.certificate,
                checkers=exact.checkers + tuple(c for c in kernel.checkers if c not in exact.checkers),
                seconds=exact.seconds + kernel.seconds,
                provenance=exact.provenance,
                artifacts=exact.artifacts + kernel.artifacts,
                key=MINT,
            )
        case Proved(), Proved():
            return _with_note(exact, f"{name}: its theorem has more conditions than the claim needs")
        case Proved(), Unknown(_, reason, detail):
            return _with_note(exact, ": ".join(filter(None, (name, reason, detail))))
        case Unknown(), Proved() | Refuted():
            return kernel
        case _:
            return exact


def attributed(verdict: Verdict, provenance: Provenance) -> Verdict:
    """The same verdict, with another account of where its claim came from."""
    match verdict:
        case Unknown():
            return replace(verdict, provenance=provenance)
        case Proved() | Refuted():
            return replace(verdict, provenance=provenance, key=MINT)
        case _:
            assert_never(verdict)


def _with_note(exact: Proved, note: str) -> Proved:
    return replace(exact, artifacts=(*exact.artifacts, ("kernel note", note)), key=MINT)


def _names(verdict: Verdict) -> str:
    checkers = () if isinstance(verdict, Unknown) else verdict.checkers
    return ", ".join(f"{c.name} {c.version}" for c in checkers) or "nobody"
