"""What all theorems about sums have in common: their elements and premises, and the least value of the upper limit."""

from __future__ import annotations

from collections.abc import Sequence

from porism.provers.lean.checking.guard import LOCAL
from porism.provers.lean.fragments.equations import THEORY
from porism.provers.lean.goal import Goal
from porism.provers.lean.instances import concrete
from porism.provers.lean.nodes import CARRIER, ONE, ring_term
from porism.provers.lean.sums.reciprocals import Reciprocals
from porism.provers.lean.sums.sequences import Pattern, Place, Sequences
from porism.provers.lean.sums.step_elements import Elements, Places
from porism.provers.lean.terms import Constant, Forall, LeanTerm, equal, foralls, functions, text
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import Number, Variable

NAT = Constant("Nat")


def assembled(
    statement: SumValue,
    sequences: Sequences,
    n: str,
    conclusion: LeanTerm,
    proof: LeanTerm,
    legend: Sequence[str],
) -> Goal:
    """The goal whose statement is the conclusion for all elements, under the premises that say what inverses are.

    `n` is the natural number that the conclusion is about, empty where there is none.
    """
    discrete = all(domain.is_discrete for _, domain in statement.scope.variables)
    # A variable that no domain is given for is real; a constant is an element too.
    known = {f"v_{name}" for name, _ in statement.scope.variables}
    is_concrete = discrete and known.issuperset(sequences.elements)
    reciprocals = Reciprocals(sequences) if is_concrete else None
    bound = f"v_{statement.variable}"
    names = [*sequences.elements, bound, *([n] if n else [])]
    if strange := [name for name in names if not LOCAL.fullmatch(name)]:
        raise UnsupportedError(f"{strange[0][2:60]!r} is not a variable's name")
    elements = [("R", Constant("Ring", (0,))), *((name, CARRIER) for name in sequences.elements)]
    facts = list[tuple[str, LeanTerm]]()
    shown = list[str]()
    for i, inverse in enumerate(sequences.inverses):
        if reciprocals is not None and i in reciprocals.known:
            continue
        kind: LeanTerm = Forall("", NAT, CARRIER) if inverse.indices else CARRIER
        elements.append((f"u_{i + 1}", kind))
        fact, meaning = _inverse_fact(sequences, i, bound)
        facts.append((f"h_{i + 1}", fact))
        shown.append(meaning)
    if reciprocals is not None:
        facts = [(name, reciprocals.put(fact)) for name, fact in facts]
        conclusion, proof = reciprocals.put(conclusion), reciprocals.put(proof)
    last = [(n, NAT)] if n else []
    stated = foralls([*elements, *(("", fact) for _, fact in facts), *last], conclusion)
    proved = functions([*elements, *facts, *last], proof)
    found = Goal(stated, proved, (*shown, *legend), THEORY)
    if not is_concrete:
        return found
    return concrete(found, divided=bool(sequences.inverses))


def read(sequences: Sequences, pattern: Pattern, places: Places) -> LeanTerm:
    """The ring element that a pattern is at places."""
    elements = Elements(sequences)
    node = elements.node(pattern, places)
    return ring_term(node, elements.terms)


def least_value(scope: Scope, index: str, least: int) -> int:
    """The least value of the index in the scope where the sum has its limits in order."""
    domain = scope.domain(index)
    if not domain.is_discrete:
        raise UnsupportedError(f"{index} is no integer")
    if domain.name == "natural":
        least = max(least, 0)
    for hypothesis in scope.hypotheses:
        match hypothesis.kind, hypothesis.left, hypothesis.right:
            case "<=", Number(value), Variable(name) if name == index and value.denominator == 1:
                least = max(least, int(value))
            case "<", Number(value), Variable(name) if name == index and value.denominator == 1:
                least = max(least, int(value) + 1)
    return least


def _inverse_fact(sequences: Sequences, i: int, bound: str) -> tuple[LeanTerm, str]:
    """What the i-th inverse is, as a premise about all values of its index `bound`, and for the reader."""
    elements = Elements(sequences)
    indices = sequences.inverses[i].indices
    places = {t: Place(bound) for t in indices}
    divisor = elements.node(sequences.inverses[i].divisor, places)
    inverse = elements.node(("inverse", i), places)
    fact = equal(
        CARRIER,
        ring_term(("mul", divisor, inverse), elements.terms),
        ring_term(ONE, elements.terms),
    )
    shown = text(ring_term(inverse, elements.terms))
    legend = f"{shown} stands for 1/({text(ring_term(divisor, elements.terms))})"
    return (Forall(bound, NAT, fact) if indices else fact), legend
