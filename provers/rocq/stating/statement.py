"""The theorem of a claim: a closed proposition of real analysis that implies the claim and nothing less.

    forall x y : R,  S₁ (S₂ (… (relation)))        each step S is a premise `P -> …` or an obligation `O /\\ …`

A claim speaks about the points of its domains that satisfy its hypotheses and at which every subterm is defined;
Rocq's functions are total and real (`1/0 = 0`, `ln (-1) = 0`, `sqrt (-1) = 0`). Premises are: membership in the
domains, the hypotheses, `d ≠ 0` for each condition of definedness, and further conditions that are known to hold
wherever the claim is defined. Obligations (`emit.obligations`) say that a subterm is real and means in Rocq what it
means in the claim.

Law: **the obligations of a proposition stand before it.** Were `ln x ≠ 0` assumed before `0 < x` is proved, the
theorem would be about Rocq's own `ln`, which is 0 for every x ≤ 0, and `0 < x` would follow from it by that
convention. By induction over the steps, at every point that the claim speaks about, each premise is true and each
subterm has its value.

A derivative `diff(f, x)` is replaced by the term d of `symbolic.derivative`, and `is_derive (fun x => f) x d` joins
the conclusion; the obligations of f are then strict. Inside a further derivative the equation must hold nearby:
`locally`.

An integer is a real number with the premise `exists z : Z, n = IZR z`.

Not supported (`UnsupportedError`): complex numbers, derivatives in hypotheses, claims that are defined nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from porism.provers.rocq.stating.emit import (
    is_numerically_true,
    obligations,
    relation_text,
    term_text,
    unfolded,
    variable_name,
)
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    ZERO,
    Apply,
    Constant,
    Derivative,
    Number,
    Term,
    Variable,
    children,
    rebuilt,
    subterms,
)


@dataclass(frozen=True)
class IsDerivative:
    """`slope` is the derivative of `function` in `variable`, also at all nearby values of the variables `near`."""

    function: Term
    variable: str
    slope: Term
    near: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The proposition."""
        name = variable_name(self.variable)
        text = f"is_derive (fun {name} : R => {term_text(self.function)}) {name} {term_text(self.slope)}"
        for other in self.near:  # innermost first
            text = f"locally {variable_name(other)} (fun {variable_name(other)} : R => {text})"
        return text


@dataclass(frozen=True)
class IsInteger:
    """The variable's value is an integer."""

    variable: str

    @property
    def text(self) -> str:
        """The proposition; no variable is called z, since names of variables carry a prefix."""
        return f"exists z : Z, {variable_name(self.variable)} = IZR z"


Proposition: TypeAlias = Relation | IsDerivative | IsInteger


@dataclass(frozen=True)
class Step:
    """A premise, which a proof may use, or an obligation, which it must prove with the premises before it."""

    kind: Literal["premise", "obligation"]
    proposition: Proposition

    @property
    def text(self) -> str:
        """The proposition in parentheses."""
        return f"({proposition_text(self.proposition)})"


@dataclass(frozen=True)
class Statement:
    """The theorem of a claim; `conditions` are those of the verdict that it supports."""

    variables: tuple[str, ...]
    steps: tuple[Step, ...]
    relation: Relation
    conditions: tuple[Relation, ...] = field(compare=False)

    @property
    def text(self) -> str:
        """The proposition, closed.

        >>> print(statement(Claim.parse("1/x + log(y) == log(y) + 1/x")).text)
        forall (v_x v_y : R), (v_x <> 0) -> (v_y <> 0) -> (0 < v_y) /\\ (1 / v_x + ln v_y = 1 / v_x + ln v_y)
        """
        return closed(self.variables, self.steps, relation_text(self.relation))


class Steps:
    """The steps of a proposition, in an order that keeps the law above: what a step owes stands before it, once."""

    def __init__(self) -> None:
        self.found = list[Step]()
        self._known = set[str]()

    def include(self, kind: Literal["premise", "obligation"], proposition: Proposition) -> None:
        """Adds a step, unless it is there or is a true relation between numbers; what it owes is the caller's affair."""
        if isinstance(proposition, Relation):
            proposition = Relation(proposition.kind, unfolded(proposition.left), unfolded(proposition.right))
        text = proposition_text(proposition)
        if text not in self._known and not (
            isinstance(proposition, Relation) and is_numerically_true(proposition)
        ):
            self._known.add(text)
            self.found.append(Step(kind, proposition))

    def owed(self, proposition: Relation) -> list[Relation]:
        """What must hold for the sides of the relation to mean their values, and is no step yet."""
        found = (*obligations(proposition.left), *obligations(proposition.right))
        return [o for o in found if proposition_text(o) not in self._known]

    def range_over(self, name: str, domain: Domain) -> None:
        """The premises that the variable lies in a real domain, after what its ends owe."""
        for end in (domain.low, domain.high):
            for needed in _end_obligations(end):
                self.include("obligation", needed)
        for member in membership(name, domain):
            self.include("premise", member)
        if domain.is_discrete:
            self.include("premise", IsInteger(name))

    def grant(
        self, relations: Iterable[Relation], kind: Literal["premise", "obligation"] = "premise"
    ) -> None:
        """The relations as premises (or as obligations), each after what it owes."""
        pending = list(dict.fromkeys(p for p in relations if not _holds_always(p)))
        while pending:
            # First what owes nothing: it may help to prove what the others owe.
            chosen = min(pending, key=lambda p: len(self.owed(p)))
            pending.remove(chosen)
            for needed in self.owed(chosen):
                self.include("obligation", needed)
            self.include(kind, chosen)

    def value(self, term: Term) -> None:
        """What `term` owes to mean its value, its conditions of definedness apart."""
        for needed in obligations(term):
            self.include("obligation", needed)

    def defined(self, term: Term) -> None:
        """That `term` is defined and real, and means its value: nothing of it is assumed."""
        conditions = defining_conditions(Claim.make(relation("==", term, term)))
        if relation("!=", ZERO, ZERO) in conditions:
            raise UnsupportedError(f"a denominator of {term} is zero")
        self.grant(conditions, "obligation")
        self.value(term)


def closed(variables: Sequence[str], steps: Sequence[Step], conclusion: str) -> str:
    """The proposition that the steps lead to the conclusion, for all values of the variables."""
    text = f"({conclusion})"
    for step in reversed(steps):
        # `->` and `/\` associate to the right, and `/\` binds tighter: only a premise under `/\` needs parentheses.
        if step.kind == "premise":
            text = f"{step.text} -> {text}"
        else:
            text = f"{step.text} /\\ {text if _is_conjunction(text) else f'({text})'}"
    names = " ".join(map(variable_name, variables))
    return f"forall ({names} : R), {text}" if names else text


def statement(claim: Claim, conditions: Sequence[Relation] = ()) -> Statement:
    """The theorem of `claim`; `conditions` must hold wherever the claim is defined, and become premises.

    Raises `UnsupportedError` for a claim outside the fragment.
    """
    refuse_unsupported(claim)
    defining = defining_conditions(claim)
    if relation("!=", ZERO, ZERO) in defining:
        raise UnsupportedError("a denominator is zero: the claim is defined nowhere")
    steps = Steps()
    for name, domain in claim.variables:
        steps.range_over(name, domain)
    steps.grant([*claim.hypotheses, *conditions, *defining])
    sides = (claim.relation.left, claim.relation.right)
    for side in sides:
        steps.value(side)
    values = list[Term]()
    for side in sides:
        value, facts = resolved(unfolded(side))
        values.append(value)
        for fact in facts:
            steps.include("obligation", fact)
        if value is not side:
            steps.value(value)
    stated = Relation(claim.relation.kind, values[0], values[1])
    shown = tuple(dict.fromkeys(c for c in (*conditions, *defining) if not _holds_always(c)))
    return Statement(tuple(name for name, _ in claim.variables), tuple(steps.found), stated, shown)


def membership(name: str, domain: Domain) -> Iterator[Relation]:
    """What it means that the variable `name` lies in a real domain."""
    variable = Variable(name)
    if domain.name == "nonzero":
        yield relation("!=", variable, ZERO)
    low, high, low_closed, high_closed = domain.bounds()
    if low is not None:
        yield relation("<=" if low_closed else "<", low, variable)
    if high is not None:
        yield relation("<=" if high_closed else "<", variable, high)


def resolved(term: Term, outer: tuple[str, ...] = ()) -> tuple[Term, list[IsDerivative]]:
    """`term` with its derivatives replaced by their values, and what makes these right.

    `outer` are the variables of the derivatives around it, innermost first.
    """
    if isinstance(term, Derivative):
        variable = term.variable
        near = outer if outer[:1] == (variable,) else (variable, *outer)
        function, facts = resolved(term.expression, near)
        slope = derivative(function, variable)
        return slope, [*facts, IsDerivative(function, variable, slope, outer)]
    parts = [resolved(child, outer) for child in children(term)]
    return rebuilt(term, [value for value, _ in parts]), [f for _, facts in parts for f in facts]


def proposition_text(proposition: Proposition) -> str:
    """The proposition in Rocq."""
    return relation_text(proposition) if isinstance(proposition, Relation) else proposition.text


def _is_conjunction(text: str) -> bool:
    """Whether the text, built above, can stand to the right of `/\\` without parentheses."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and text.startswith("->", position):
            return False
    return True


def _end_obligations(end: Term | None) -> Iterator[Relation]:
    """An interval's end must itself be defined and real: nothing about it is assumed."""
    if end is None:
        return
    yield from defining_conditions(Claim.make(relation("==", end, ZERO)))
    yield from obligations(end)


def _holds_always(stated: Relation) -> bool:
    """Conditions that no reader misses: `cosh a ≠ 0`, `1 + a² ≠ 0` for a real a, and true ones between numbers."""
    match stated:
        case Relation("!=", Apply("cosh" | "exp", _), Number(value)) if value == 0:
            return True
        case _:
            return is_numerically_true(stated)


def refuse_unsupported(claim: Claim) -> None:
    """Raises `UnsupportedError` for a claim that is not about real numbers, or has a derivative as a hypothesis."""
    for name, domain in claim.variables:
        if not domain.is_real:
            raise UnsupportedError(f"{name} is complex; the Rocq statements are about real numbers")
    for stated in (claim.relation, *claim.hypotheses):
        for side in (stated.left, stated.right):
            for term in subterms(side):
                if isinstance(term, Constant) and term.name == "i":
                    raise UnsupportedError(
                        "the imaginary unit occurs; the Rocq statements are about real numbers"
                    )
                if isinstance(term, Derivative) and stated is not claim.relation:
                    raise UnsupportedError(f"{term} stands in a hypothesis")
