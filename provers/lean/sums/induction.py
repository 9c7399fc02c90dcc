"""The theorem of a finite sum, proved by induction on its upper limit.

    ∀ R, a commutative ring, x, … in it, u_1 : ℕ → R, …:  (∀ k, b(k)·u_1(k) = 1) → … →
        ∀ n : ℕ,  Σ_{k < n + c} summand(k) = value(n)

    v_x      a variable of the statement that is not the upper limit's; nothing is used of its domain
    u_i      1/b for a divisor b of summand or value, which may depend on k or n
    v_k      k minus the lower limit;  v_n the upper limit's variable minus its least value

Where all variables are integers, ℤ stands for R, or ℚ if there are divisors: no structure is left (`instances.py`), and
in ℚ no premise about divisors either (`reciprocals.py`).

The statement speaks about the points where all summands and the value are defined; there the divisors are not zero, and
the premises hold in ℂ. With c summands the value has to be right at 0, and value(n) + summand(n + c) = value(n + 1).
Powers with the exponent k, factorials and k itself are the library's, defined by recursion: nothing is assumed of them.

A summand in which the upper limit occurs goes to `recurrent_sums.py`.

Not supported: limits other than a natural number and n + a natural number, factorials of what may be negative, functions,
denominators that depend on the index and on another variable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from porism.provers.lean.goal import Goal
from porism.provers.lean.nodes import CARRIER, RING
from porism.provers.lean.sums import recurrent_sums
from porism.provers.lean.sums.laws import proved
from porism.provers.lean.sums.sequences import Pattern, Place, Sequences
from porism.provers.lean.sums.step_elements import Elements
from porism.provers.lean.sums.sum_parts import NAT, assembled, least_value, read
from porism.provers.lean.sums.summands import Indices, Reader
from porism.provers.lean.terms import Function, LeanTerm, Local, Natural, call, equal
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.hypergeometric import Linear, put
from porism.symbolic.statements.sum_value import SumValue

INDEX = "t"  # in patterns: k in the summand and n in the value, each from its least value on
MAX_FIRST = 40  # summands that the start of the induction writes out


def goal(statement: SumValue, data: Any = None) -> Goal:
    """The theorem of a sum, and its proof if the value is right; raises `UnsupportedError`.

    `data` is the finder's, which is needed only for a summand in which the upper limit occurs (`recurrent_sums.py`).

    >>> from porism.provers.lean.terms import text
    >>> from porism.symbolic.statements.hypergeometric import plain
    >>> from porism.symbolic.statements.scope import Scope
    >>> from porism.symbolic.parse import parse_term
    >>> from porism.symbolic.domain import Domain
    >>> scope, k, n = Scope.of({"n": Domain("natural")}), parse_term("k"), parse_term("n*(n + 1)")
    >>> twice = (*plain(k), *plain(k))
    >>> print(text(goal(SumValue(scope, twice, "k", Linear(0), Linear(0, (("n", 1),)), plain(n))).statement))
    ∀ (v_n : Nat), Eq (Ring.sum Ring.integers (fun v_k => ...) (Nat.add v_n 1)) (...)
    """
    if statement.upper is not None and any(
        name in term.names() for name, _ in statement.upper.parts for term in statement.summand
    ):
        return recurrent_sums.goal(statement, data)
    plan = _plan(statement)
    sequences = Sequences()
    reader = Reader(sequences)
    summand_at = put(statement.summand, {statement.variable: plan.summand_at})
    summand = reader.pattern(summand_at, Indices({statement.variable: INDEX}))
    value_at = {} if plan.index is None else {plan.index: plan.value_at}
    value = reader.pattern(put(statement.value, value_at), Indices({plan.index: INDEX} if plan.index else {}))
    bound = f"v_{statement.variable}"
    n = f"v_{plan.index}" if plan.index else ""
    function = Function(bound, NAT, read(sequences, summand, {INDEX: Place(bound)}))
    count = Place(n or None, plan.count).term()
    total = call("Ring.sum", RING, function, count, levels=(0,))
    conclusion = equal(CARRIER, total, read(sequences, value, {INDEX: Place(n or None)}))
    proof = _base(sequences, summand, value, plan.count)
    if n:
        values = Function(n, NAT, read(sequences, value, {INDEX: Place(n)}))
        step = Function(n, NAT, _step(sequences, summand, value, n, plan.count))
        arguments = (function, values, Natural(plan.count), proof, step, Local(n))
        proof = call("Ring.sum_eq", RING, *arguments, levels=(0,))
    return assembled(statement, sequences, n, conclusion, proof, _shifts(statement.variable, plan))


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
            start = least_value(statement.scope, index, first - 1 - upper.constant)
            count = start + upper.constant - first + 1
        case _:
            raise UnsupportedError(f"the sum ends at {upper}, which is not n plus a number")
    if not 0 <= count <= MAX_FIRST or start < 0:
        raise UnsupportedError(f"the sum has {count} summands at the start")
    return _Plan(index, summand_at, Linear.of(start, {index: 1}) if index else Linear(0), count)


def _base(sequences: Sequences, summand: Pattern, value: Pattern, count: int) -> LeanTerm:
    """The proof that the sum of the first summands has the value at 0."""
    elements = Elements(sequences)
    total: Pattern = ("number", 0)
    for j in range(count):
        total = ("add", total, elements.node(summand, {INDEX: Place(None, j)}))
    right = elements.node(value, {INDEX: Place(None, 0)})
    laws = elements.laws()
    return proved(elements.terms, total, right, laws)


def _step(sequences: Sequences, summand: Pattern, value: Pattern, n: str, count: int) -> LeanTerm:
    """The proof that the value at n with the next summand is the value at n + 1."""
    elements = Elements(sequences)
    left = (
        "add",
        elements.node(value, {INDEX: Place(n, 0)}),
        elements.node(summand, {INDEX: Place(n, count)}),
    )
    right = elements.node(value, {INDEX: Place(n, 1)})
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
