"""The Lean theorem of a claim or a structured statement, with its proof, as a person would write it.

    theorem(claim, certificate) -> Theorem(name, signature, proof, …)        raises UnsupportedError with the reason

What the theorem says is decided in `statement.py` for claims and in `structured.py` for the other kinds; a proof is written
only where the certificate, or the shape of the expressions, gives its ingredients. There is never a `sorry`.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from porism.provers.admission import too_long
from porism.provers.lean.mathlib.context import INDENT, Proof
from porism.provers.lean.mathlib.derivatives import prove_derivative
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.inequalities import prove_order, prove_unequal
from porism.provers.lean.mathlib.statement import Goal, HasDerivative, Statement, statement
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
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
        raise UnsupportedError(f"a statement of the kind {said.kind} is not written in Lean yet")
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


def prove_goals(stated: Statement, certificate: Certificate | None) -> list[str]:
    """The lines that prove the conclusion, one goal after another."""
    parts = list[list[str]]()
    facts = dict[Relation, str]()
    heads = list[str]()
    for k, goal in enumerate(stated.goals):
        proof = Proof(stated, facts)
        found = certificate
        if k < stated.obligations:
            found = certified_obligation(stated, goal)
        prove_goal(proof, goal, found)
        if k < stated.obligations and isinstance(goal, Relation):
            # Later goals may use it; it is proved before them.
            label = f"ho{len(heads) + 1}".translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
            heads += [f"have {label} : {stated.goal_text(goal)} := by", *(INDENT + x for x in proof.lines)]
            facts[goal] = label
            parts.append([f"exact {label}"])
        else:
            parts.append(proof.lines)
    if len(parts) == 1:
        return parts[0]
    *owed, last = parts
    names = [p[0].removeprefix("exact ") if p[0].startswith("exact ho") else "?_" for p in owed]
    lines = [*heads, f"refine ⟨{', '.join([*names, '?_'])}⟩"]
    open_parts = [p for p, n in zip([*owed, last], [*names, "?_"], strict=True) if n == "?_"]
    if len(open_parts) == 1:
        return [*lines, *open_parts[0]]
    for part in open_parts:
        lines += [f"· {part[0]}", *(f"{INDENT}{line}" for line in part[1:])]
    return lines


def prove_goal(proof: Proof, goal: Goal, certificate: Certificate | None) -> None:
    """Adds the tactics for one goal."""
    match goal:
        case HasDerivative():
            prove_derivative(proof, goal, certificate)
        case Relation("==", left, right):
            prove_equal(proof, proof.reader.node(left), proof.reader.node(right), certificate)
        case Relation("!="):
            prove_unequal(proof, goal, certificate)
        case _:
            prove_order(proof, goal, certificate)


def certified_obligation(stated: Statement, goal: Goal) -> Certificate | None:
    """A certificate of a condition that the theorem proves on the way, from the exact prover; None where it finds none."""
    from porism.provers.exact.prover import ExactProver  # the finders behind it are heavy
    from porism.provers.protocol import Budget
    from porism.provers.verdict import Proved

    if not isinstance(goal, Relation):
        return None
    claim = Claim.make(goal, stated.domains, stated.known)
    verdict = ExactProver().prove(claim, None, Budget(seconds=2.0))
    return verdict.certificate if isinstance(verdict, Proved) else None


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
