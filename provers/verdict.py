"""Verdicts: the only three answers there are, and the only place where `Proved` and `Refuted` are minted.

    Verdict = Proved | Refuted | Unknown

`Proved` and `Refuted` need the key `MINT` of this package, so that a proposer cannot construct one by mistake; a record
read back from a file is data (`to_json`), never a verdict, until a checker has accepted its certificate again. A pickle
carries a verdict between Porism's own worker processes only.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import Any, Final, Literal, TypeAlias, assert_never, cast

from porism.provers.rendering import mimebundle, plain
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.errors import TrustError
from porism.symbolic.term import Term

Trust: TypeAlias = Literal["exact", "kernel", "cross-checked"]
Level: TypeAlias = Literal[
    "exact", "kernel", "strict"
]  # strict: a kernel's proof, read again by its second checker


class _Mint:
    """The key to the constructors of `Proved` and `Refuted`; it has one instance, private to `provers/`."""


MINT: Final = _Mint()


@dataclass(frozen=True)
class Checker:
    """Who accepted: name, version, level of trust, and the assumptions (axioms) that the acceptance rests on.

    `sandbox` is the level of isolation at which a kernel read the proof (`provers/isolation.py`); a checker of our own,
    which runs nothing from outside, has none, and records of earlier versions do not name it.
    """

    name: str
    version: str
    level: Level
    assumptions: tuple[str, ...] = ()
    sandbox: str = ""

    def to_json(self) -> dict[str, Any]:
        """The plain form."""
        plain_form: dict[str, Any] = {
            "name": self.name,
            "version": self.version,
            "level": self.level,
            "assumptions": list(self.assumptions),
        }
        return plain_form | ({"sandbox": self.sandbox} if self.sandbox else {})


@dataclass(frozen=True)
class Provenance:
    """Who proposed the claim (`proposer`: method, model and version, with `seed`), and when (ISO 8601, UTC)."""

    proposer: str = "user"
    seed: int | None = None
    when: str = ""

    def to_json(self) -> dict[str, Any]:
        """The plain form."""
        return {"proposer": self.proposer, "seed": self.seed, "when": self.when}


class _Shown:
    """How a verdict shows itself: a few lines of text, and what Jupyter chooses from."""

    claim: Claim

    def __repr__(self) -> str:
        return plain(verdict_record(cast("Verdict", self)), self.claim)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return mimebundle(verdict_record(cast("Verdict", self)), self.claim)


@dataclass(frozen=True, repr=False)
class Proved(_Shown):
    """The claim holds wherever `conditions` hold (exactly where it is defined), and each of `checkers` accepted that.

    `artifacts` names further evidence, such as the text of a kernel's proof: (kind, text or path).
    """

    claim: Claim
    conditions: tuple[Relation, ...]
    certificate: Certificate
    checkers: tuple[Checker, ...]
    seconds: float
    provenance: Provenance = Provenance()
    artifacts: tuple[tuple[str, str], ...] = ()
    key: InitVar[_Mint | None] = None  # not kept, so that `dataclasses.replace` cannot pass it on

    def __post_init__(self, key: _Mint | None) -> None:
        _require_key(key, "Proved")
        if not self.checkers:
            raise TrustError("a Proved needs at least one checker that accepted it")

    @property
    def trust(self) -> Trust:
        """`kernel` if a proof assistant accepted, `cross-checked` if two different ones did, else `exact`.

        Lean is one kernel, with Mathlib and without.
        """
        kernels = {"lean" if c.name == "mathlib" else c.name for c in self.checkers if c.level == "kernel"}
        return "cross-checked" if len(kernels) > 1 else "kernel" if kernels else "exact"

    def to_mathlib(self) -> str:
        """The claim as a Lean 4 file with Mathlib, the proof written from the certificate.

        `UnsupportedError` says why where it cannot be written. `porism lean check` asks Lean.
        """
        from porism.provers.lean.mathlib.emit import theorem  # the writer is a layer above
        from porism.provers.lean.mathlib.file import file_text

        names = ", ".join(f"{c.name} {c.version}" for c in self.checkers)
        return file_text([(self.claim, theorem(self.claim, self.certificate, accepted_by=names))])


@dataclass(frozen=True, repr=False)
class Refuted(_Shown):
    """The claim is false at the point `witness`, where it is defined and its hypotheses hold."""

    claim: Claim
    witness: tuple[tuple[str, Term], ...]
    certificate: Certificate
    checkers: tuple[Checker, ...]
    seconds: float
    provenance: Provenance = Provenance()
    key: InitVar[_Mint | None] = None  # not kept, so that `dataclasses.replace` cannot pass it on

    def __post_init__(self, key: _Mint | None) -> None:
        _require_key(key, "Refuted")


@dataclass(frozen=True, repr=False)
class Unknown(_Shown):
    """Nothing was decided. `reason` is a word (`timeout`, `memory`, `unsupported`, `undecided`, `missing`, `crash`,
    `undefined`), `detail` a sentence."""

    claim: Claim
    reason: str
    detail: str = ""
    seconds: float = 0.0
    provenance: Provenance = Provenance()


Verdict: TypeAlias = Proved | Refuted | Unknown


def verdict_record(verdict: Verdict, identifier: str | None = None) -> dict[str, Any]:
    """The verdict as one JSON object, in the shape of the command line's `--json` plus certificate and provenance.

    `id` is the claim's short hash where none is given.
    """
    claim = verdict.claim
    record: dict[str, Any] = {
        "id": identifier if identifier is not None else claim.hash[:12],
        "claim": claim.text,
        "status": "unknown",
        "trust": None,
        "conditions": [],
        "witness": None,
        "checkers": [],
        "reason": "",
        "proposer": verdict.provenance.proposer,
        "seconds": round(verdict.seconds, 6),
        "statement": claim.to_record(identifier or claim.hash[:12]),
        "statement_json": claim.to_json(),
        "hash": claim.hash,
        "certificate": None,
        "provenance": verdict.provenance.to_json(),
        "artifacts": [],
    }
    match verdict:
        case Proved():
            record |= {
                "status": "proved",
                "trust": verdict.trust,
                "conditions": [str(c) for c in verdict.conditions],
                "checkers": [c.to_json() for c in verdict.checkers],
                "certificate": verdict.certificate.to_json(),
                "artifacts": [list(a) for a in verdict.artifacts],
            }
        case Refuted():
            record |= {
                "status": "refuted",
                "trust": "exact",
                "witness": {name: str(value) for name, value in verdict.witness},
                "checkers": [c.to_json() for c in verdict.checkers],
                "certificate": verdict.certificate.to_json(),
            }
        case Unknown():
            record |= {"reason": f"{verdict.reason}: {verdict.detail}" if verdict.detail else verdict.reason}
        case _:
            assert_never(verdict)
    return record


def _require_key(key: _Mint | None, kind: str) -> None:
    if key is not MINT:
        raise TrustError(
            f"a {kind} can only be minted by a prover; call porism.prove(claim), or return Unknown"
        )
