"""The strict level: `coqchk`, Rocq's independent checker of compiled files, reads the proofs again in a fresh process.

    coqchk -silent -o -norec Candidate.proofs_N -norec Porism.CHAPTER …          exit code 0, then a summary:

    * Theory: …   * Axioms: …   * …relying on type-in-type: …   * …unsafe (co)fixpoints: …   * …positivity is assumed: …

The compiled proofs and the chapters of Porism's own library are type-checked again; what Debian's packages installed is
loaded. The summary is read by its exact form, and counts only if no axiom lies outside the installed libraries and every
other list is empty: a file compiled without checks of universes, recursion or positivity passes `coqchk` with exit code
0, and shows there alone. Which of the installed axioms a theorem rests on is the audit's business, not this one's.

References: Rocq reference manual, "Compiled libraries checker (coqchk)".
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from porism.provers.sandbox import run_limited

INSTALL = "apt-get install coq"
_INSTALLED = ("Coq.", "Coquelicot.", "Interval.", "Flocq.", "mathcomp.", "Bignums.")
_SUMMARY = re.compile(
    r"\s*CONTEXT SUMMARY\n=+\n\s*"
    r"\* Theory: Set is predicative\s+"
    r"\* Axioms:(?P<axioms> <none>|(?:\n    [^\s*][^\n]*)+)\s+"
    r"\* Constants/Inductives relying on type-in-type: <none>\s+"
    r"\* Constants/Inductives relying on unsafe \(co\)fixpoints: <none>\s+"
    r"\* Inductives whose positivity is assumed: <none>\s*"
)


def missing() -> str | None:
    """Why the strict level cannot be reached, with the cure; None where it can."""
    return None if shutil.which("coqchk") else f"coqchk is not installed; {INSTALL}"


def refusal(
    modules: Sequence[str], options: Sequence[str], folder: Path, seconds: float, memory_mb: int
) -> tuple[str, str] | None:
    """None if `coqchk` accepts the compiled modules and their summary is clean; else a word and the reason."""
    program = shutil.which("coqchk")
    if program is None:
        return "missing", missing() or "coqchk is not installed"
    chosen = [part for module in modules for part in ("-norec", module)]
    run = run_limited([program, "-silent", "-o", *chosen, *options], folder, seconds, memory_mb)
    if run.outcome in ("timeout", "memory"):
        return run.outcome, f"coqchk ran out of {'time' if run.outcome == 'timeout' else 'memory'}"
    if run.outcome != "ok":
        return "strict", f"coqchk did not accept the compiled proof: {' '.join(run.stderr.split())[-200:]}"
    if run.stdout:
        return "strict", f"coqchk printed what it does not print: {' '.join(run.stdout.split())[:200]}"
    if reason := summary_fault(run.stderr):
        return "strict", f"coqchk: {reason}"
    return None


def summary_fault(printed: str) -> str | None:
    """None if the summary is clean, else what is not.

    >>> summary_fault("coqchk says all is well")
    'the summary is not of the form that is accepted'
    """
    found = _SUMMARY.fullmatch(printed)
    if found is None:
        return "the summary is not of the form that is accepted"
    axioms = [] if found["axioms"] == " <none>" else found["axioms"].split()
    foreign = [axiom for axiom in axioms if not axiom.startswith(_INSTALLED)]
    return f"the axiom {foreign[0]} is not one of an installed library" if foreign else None
