"""The theorem of a finite sum, proved by induction on its upper limit.

    ∀ R, a commutative ring, x, … in it, u_1 : ℕ → R, …:  (∀ k, b(k)·u_1(k) = 1) → … →
        ∀ n : ℕ,  Σ_{k < n + c} summand(k) = value(n)

    v_x      a variable of the statement that is not the upper limit's; nothing is used of its domain
    u_i      1/b for a divisor b of summand or value, which may depend on k or n
    v_k      k minus the lower limit;  v_n the upper limit's variable minus its least value

Where all variables are integers, ℤ stands for R, or ℚ if there are divisors: no structure is left (`instances.py`).

The statement speaks about the points where all summands and the value are defined; there the divisors are not zero, and
the premises hold in ℂ. With c summands the value has to be right at 0, and value(n) + summand(n + c) = value(n + 1).
Powers with the exponent k, factorials and k itself are the library's, defined by recursion: nothing is assumed of them.

Not supported: a summand in which the upper limit occurs, limits other than a natural number and n + a natural number,
factorials of what may be negative, functions.
"""

from __future__ import annotations

from dataclasses import dataclass

from porism.provers.lean.fragments.equations import THEORY
from porism.provers.lean.goal import Goal
from porism.provers.lean.guard import LOCAL
from porism.provers.lean.instances import concrete
from porism.provers.lean.laws import proved
from porism.provers.lean.nodes import CARRIER, ONE, RING, ring_term
from porism.provers.lean.sequences import Elements, Pattern, Place, Sequences
from porism.provers.lean.summands import Reader
from porism.provers.lean.terms import (
    Constant,
    Forall,
    Function,
    LeanTerm,
    Local,
    Natural,
    call,
    equal,
    foralls,
    functions,
    text,
)
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.hypergeometric import Linear, put
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import Number, Variable

NAT = Constant("Nat")
MAX_FIRST = 40  # summands that the start of the induction writes out


def goal(statement: SumValue) -> Goal:
    """The theorem of a sum, and its proof if the value is right; raises `UnsupportedError`.

    >>> from porism.symbolic.statements.hypergeometric import plain
    >>> from porism.symbolic.parse import parse_term
    >>> from porism.symbolic.domain import Domain
    >>> scope, k, n = Scope.of({"n": Domain("natural")}), parse_term("k"), parse_term("n*(n + 1)")
    >>> twice = (*plain(k), *plain(k))
    >>> print(text(goal(SumValue(scope, twice, "k", Linear(0), Linear(0, (("n", 1),)), plain(n))).statement))
    ∀ (v_n : Nat), Eq (Ring.sum Ring.integers (fun v_k => ...) (Nat.add v_n 1)) (...)
    """
    plan = _plan(statement)
    sequences = Sequences()
    reader = Reader(sequences, plan.index)
    summand = reader.pattern(
        put(statement.summand, {statement.variable: plan.summand_at}), statement.variable
    )
    value_at = {} if plan.index is None else {plan.index: plan.value_at}
    value = reader.pattern(put(statement.value, value_at), plan.index)
    bound = f"v_{statement.variable}"
    n = f"v_{plan.index}" if plan.index else ""
    names = [*sequences.elements, bound, *([n] if n else [])]
    if strange := [name for name in names if not LOCAL.fullmatch(name)]:
        raise UnsupportedError(f"{strange[0][2:60]!r} is not a variable's name")
    elements = [("R", Constant("Ring", (0,))), *((name, CARRIER) for name in sequences.elements)]
    facts = list[tuple[str, LeanTerm]]()
    legend = list[str]()
    for i, inverse in enumerate(sequences.inverses):
        kind: LeanTerm = Forall("", NAT, CARRIER) if inverse.moves else CARRIER
        elements.append((f"u_{i + 1}", kind))
        place = Place(bound) if inverse.moves else Place(None)
        fact, shown = _inverse_fact(sequences, i, place)
        facts.append((f"h_{i + 1}", Forall(bound, NAT, fact) if inverse.moves else fact))
        legend.append(shown)
    function = Function(bound, NAT, _read(sequences, summand, Place(bound)))
    count = Natural(plan.count) if not n else Place(n, plan.count).term()
    total = call("Ring.sum", RING, function, count, levels=(0,))
    conclusion = equal(CARRIER, total, _read(sequences, value, Place(n or None)))
    last = [(n, NAT)] if n else []
    statement_term = foralls([*elements, *(("", fact) for _, fact in facts), *last], conclusion)
    base = _base(sequences, summand, value, plan.count)
    proof = base
    if n:
        values = Function(n, NAT, _read(sequences, value, Place(n)))
        step = Function(n, NAT, _step(sequences, summand, value, n, plan.count))
        proof = call(
            "Ring.sum_eq", RING, function, values, Natural(plan.count), base, step, Local(n), levels=(0,)
        )
    legend += _shifts(statement.variable, plan)
    found = Goal(statement_term, functions([*elements, *facts, *last], proof), tuple(legend), THEORY)
    discrete = all(domain.is_discrete for _, domain in statement.scope.variables)
    # A variable that no domain is given for is real; a constant is an element too.
    known = {f"v_{name}" for name, _ in statement.scope.variables}
    return concrete(found) if discrete and known.issuperset(sequences.elements) else found


@dataclass(frozen=True)
class _Plan:
    """The upper limit's variable, what is put for it and for the summand's, and the number of summands at the start."""

    index: str | None
    summand_at: Linear
    value_at: Linear
    count: int


def _plan(statement: SumValue) -> _Plan:
    k, lower, upper = statement.variable, statement.lower, statement.upper
    if upper is None:
        raise UnsupportedError("the sum has no last summand")
    if lower.parts or lower.constant < 0:
        raise UnsupportedError(f"the sum begins at {lower}, which is no natural number")
    first = lower.constant
    summand_at = Linear(first, ((k, 1),))
    match upper.parts:
        case ():
            index, start, count = None, 0, upper.constant - first + 1
        case ((index, 1),) if index != k:
            start = _least(statement.scope, index, first - 1 - upper.constant)
            count = start + upper.constant - first + 1
        case _:
            raise UnsupportedError(f"the sum ends at {upper}, which is not n plus a number")
    if any(index in term.names() for term in statement.summand):
        raise UnsupportedError(f"the summand depends on {index}, and the upper limit with it")
    if not 0 <= count <= MAX_FIRST or start < 0:
        raise UnsupportedError(f"the sum has {count} summands at the start")
    return _Plan(index, summand_at, Linear.of(start, {index: 1}) if index else Linear(0), count)


def _least(scope: Scope, index: str, least: int) -> int:
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


def _read(sequences: Sequences, pattern: Pattern, place: Place) -> LeanTerm:
    elements = Elements(sequences)
    node = elements.node(pattern, place)
    return ring_term(node, elements.terms)


def _inverse_fact(sequences: Sequences, i: int, place: Place) -> tuple[LeanTerm, str]:
    """What the i-th inverse is, as a premise and for the reader."""
    elements = Elements(sequences)
    divisor = elements.node(sequences.inverses[i].divisor, place)
    inverse = elements.node(("inverse", i), place)
    product = ring_term(("mul", divisor, inverse), elements.terms)
    shown = text(ring_term(inverse, elements.terms))
    legend = f"{shown} stands for 1/({text(ring_term(divisor, elements.terms))})"
    return equal(CARRIER, product, ring_term(ONE, elements.terms)), legend


def _base(sequences: Sequences, summand: Pattern, value: Pattern, count: int) -> LeanTerm:
    """The proof that the sum of the first summands has the value at 0."""
    elements = Elements(sequences)
    total: Pattern = ("number", 0)
    for j in range(count):
        total = ("add", total, elements.node(summand, Place(None, j)))
    right = elements.node(value, Place(None, 0))
    laws = elements.laws()
    return proved(elements.terms, total, right, laws)


def _step(sequences: Sequences, summand: Pattern, value: Pattern, n: str, count: int) -> LeanTerm:
    """The proof that the value at n with the next summand is the value at n + 1."""
    elements = Elements(sequences)
    left = ("add", elements.node(value, Place(n, 0)), elements.node(summand, Place(n, count)))
    right = elements.node(value, Place(n, 1))
    laws = elements.laws()
    return proved(elements.terms, left, right, laws)


def _shifts(variable: str, plan: _Plan) -> list[str]:
    """What the variables stand for where they do not stand for themselves."""
    found = list[str]()
    if plan.summand_at.constant:
        found.append(f"{variable} is v_{variable} + {plan.summand_at.constant}")
    if plan.index and plan.value_at.constant:
        found.append(f"{plan.index} is v_{plan.index} + {plan.value_at.constant}")
    return found
