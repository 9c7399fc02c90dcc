"""The Lean theorem of a claim or a structured statement, with its proof, as a person would write it.

    theorem(claim, certificate) -> Theorem(name, signature, proof, …)        raises UnsupportedError with the reason

What the theorem says is decided in `statement.py` for claims and in `structured.py` for the other kinds; a proof is written
only where the certificate, or the shape of the expressions, gives its ingredients. There is never a `sorry`.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from porism.provers.admission import too_long
from porism.provers.lean.mathlib.context import INDENT
from porism.provers.lean.mathlib.goals import prove_goals
from porism.provers.lean.mathlib.scopes import Evidence
from porism.provers.lean.mathlib.statement import statement
from porism.provers.lean.mathlib.structured import written
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.statement import Statement as StructuredStatement

WIDTH = 100  # Mathlib's


@dataclass(frozen=True)
class Stated:
    """What a theorem says: `binders : conclusion`; `names` are those of its variables and hypotheses."""

    name: str
    binders: str
    conclusion: str
    names: tuple[str, ...]

    @property
    def signature(self) -> str:
        """The text from the name to `:= by`, on one line, or broken where it is long."""
        head = " ".join(part for part in ("theorem", self.name, self.binders) if part)
        line = f"{head} : {self.conclusion} := by"
        if len(line) <= WIDTH:
            return line
        lines = textwrap.wrap(
            f"{head} :", WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )
        pieces = [self.conclusion]
        if len(self.conclusion) + 10 > WIDTH:
            pieces = self.conclusion.replace(" ∧ ", " ∧\n").split("\n")
        return "\n".join([*lines, *(f"    {piece}" for piece in pieces)]) + " := by"

    @property
    def proposition(self) -> str:
        """What it says, as a closed proposition."""
        return f"∀ {self.binders}, {self.conclusion}" if self.binders else self.conclusion


@dataclass(frozen=True)
class Theorem(Stated):
    """A theorem with its proof: the lines after `by`, what is claimed, and a remark on where the proof comes from."""

    proof: tuple[str, ...]
    claim: str
    remark: str

    @property
    def text(self) -> str:
        """The theorem with its documentation.

        >>> print(theorem(Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), name="square").text)
        /-- `x**2 + 2*x + 1 == (x + 1)**2  for x real`
        <BLANKLINE>
        The proof needs no certificate. -/
        theorem square (x : ℝ) : x ^ 2 + 2 * x + 1 = (x + 1) ^ 2 := by
          ring
        """
        said = textwrap.fill(self.remark, WIDTH, break_long_words=False)
        document = f"`{self.claim}`\n\n{said}".replace("-/", "- /").replace("/-", "/ -")
        return "\n".join([f"/-- {document} -/", self.signature, self.body]) + "\n"

    @property
    def body(self) -> str:
        """The proof as it stands in a file."""
        return "\n".join(piece for line in self.proof for piece in _broken(INDENT + line))


def _broken(line: str) -> list[str]:
    """A line of tactics; a long list of facts or a long combination is broken between its members, nothing else is."""
    if len(line) <= WIDTH or not line.lstrip().startswith(("linarith", "nlinarith", "linear_combination")):
        return [line]
    marks = (", ",) if "linarith" in line else (" + ", " - ")
    indent, lines, depth, start = " " * (len(line) - len(line.lstrip()) + 4), list[str](), 0, 0
    for place, character in enumerate(line):
        depth += (character in "([") - (character in ")]")
        if depth == ("linarith" in line) and any(line.startswith(m, place) for m in marks):
            end = place + ("linarith" in line)
            lines.append(line[start:end].strip())
            start = end
    lines.append(line[start:].strip())
    joined = [line[: len(line) - len(line.lstrip())] + lines[0]]
    for piece in lines[1:]:
        if len(joined[-1]) + len(piece) + 1 <= WIDTH:
            joined[-1] += f" {piece}"
        else:
            joined.append(indent + piece)
    return joined


def stated_theorem(said: Claim | StructuredStatement, name: str = "") -> Stated:
    """What the theorem of a claim or a structured statement says, without a proof."""
    if not isinstance(said, Claim):
        says = written(said)
        return Stated(name or claim_name(said), says.binders, says.conclusion, says.names)
    if reason := too_long(said):
        raise UnsupportedError(reason)
    stated = statement(said)
    return Stated(name or claim_name(said), stated.binders, stated.conclusion, stated.names)


def claim_name(said: Claim | StructuredStatement) -> str:
    """The name of the theorem."""
    return f"{'claim' if isinstance(said, Claim) else 'statement'}_{said.hash[:12]}"


def theorem(
    claim: Claim, certificate: Certificate | None = None, *, name: str = "", accepted_by: str = ""
) -> Theorem:
    """The theorem of a claim; `accepted_by` names the checkers that accepted the certificate."""
    says = stated_theorem(claim, name)
    proof = prove_goals(statement(claim), certificate)
    said = remark(certificate, proof, accepted_by)
    return Theorem(says.name, says.binders, says.conclusion, says.names, tuple(proof), str(claim), said)


def structured_theorem(
    said: StructuredStatement, evidence: Evidence, *, name: str = "", accepted_by: str = ""
) -> Theorem:
    """The theorem of a structured statement, with the evidence of its own certificate."""
    says, named = written(said), name or claim_name(said)
    proof = says.proof(evidence)
    certificate = next((c for _, c in evidence.certificates), None)
    note = remark(certificate, proof, accepted_by)
    return Theorem(named, says.binders, says.conclusion, says.names, tuple(proof), str(said), note)


def remark(certificate: Certificate | None, proof: list[str], accepted_by: str) -> str:
    """Where the proof comes from, in a sentence."""
    used = " ".join(proof)
    if certificate is None or not any(word in used for word in ("linear_combination", "linarith")):
        said = "The proof needs no certificate."
    elif "linear_combination" in used:
        said = "The cofactors of the combination were computed by Porism."
    else:
        said = "The facts of the combination are those of the certificate that Porism's finders gave."
    return f"{said} The claim's certificate was accepted by {accepted_by}." if accepted_by else said
