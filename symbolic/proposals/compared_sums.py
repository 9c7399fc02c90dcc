"""Closed forms of finite sums, compared with the sum at small integers, as statements with the hypotheses that they need.

From where on a value is right becomes a hypothesis on the first integer variable; a divisor that depends on parameters
alone is apart from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.hypergeometric_bridge import (
    summands_from_sympy,
    summands_to_sympy,
)
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.sum_questions import SumQuestion
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear, Summands, put
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import from_json as term_from_json

TESTED = 7  # values of an integer at which a closed form is compared


def proposed(question: SumQuestion, value: Any, data: dict[str, Any], n: str | None) -> Iterator[Proposal]:
    """The statement of a value with the hypotheses that it needs, if it is right at small integers."""
    try:
        stated = summands_from_sympy(value)
        hypotheses = list(parameters_apart(question, (*question.summand, *stated), data))
    except PorismError:
        return
    first = _first_right(question, value)
    if first is None:
        return
    scope = question.scope.assuming(*hypotheses)
    name, start, least = first
    if name is not None and start > least:
        scope = scope.assuming(relation("<=", Linear(start).term(), Linear(0, ((name, 1),)).term()))
    if n is not None:
        begin = start if name == n else 0
        early = _early(data["recurrence"], begin)
        data = data | {"recurrence": data["recurrence"] | {"start": [begin + early, {}], "early": early}}
    statement = SumValue(scope, question.summand, question.variable, question.lower, question.upper, stated)
    shown = value.subs({sympy.Symbol(x): s for x, s in question.symbols.items()})
    if "written" in data:
        yield Proposal(shown, (Part("answer", statement, data),), "Porism (written out)")
        return
    for split in (0, 1, 2):
        part = Part("answer", statement, data | {"split": split})
        yield Proposal(shown, (part,), "Porism (telescoping)" if n is None else "Porism (recurrence)")
        if not _needs_split(question):
            break


def _early(recurrence: dict[str, Any], begin: int) -> int:
    """How many values come before the leading coefficient stays different from 0."""
    symbol = sympy.Symbol(recurrence["variable"])
    leading = to_sympy(term_from_json(recurrence["coefficients"][-1]))
    zeros = [at for at in range(begin, begin + 10) if leading.subs(symbol, at) == 0]
    return max(zeros) + 1 - begin if zeros else 0


def _needs_split(question: SumQuestion) -> bool:
    """Whether a denominator such as 2k-1 may change its sign at the first points of the range."""
    k = sympy.Symbol(question.variable)
    dens = [sympy.fraction(sympy.together(to_sympy(t.coefficient)))[1] for t in question.summand]
    return any(d.has(k) for d in dens)


def parameters_apart(question: SumQuestion, terms: Summands, data: dict[str, Any]) -> Iterator[Relation]:
    """`factor != 0` for the divisors that depend on parameters alone."""
    bodies = [to_sympy(t.coefficient) for t in terms]
    bodies += [to_sympy(Hypergeometric.from_json(c).coefficient) for c in data.get("certificate", [])]
    integers = set(question.integers()) | {question.variable}
    seen = set[Any]()
    for body in bodies:
        for node in sympy.preorder_traversal(body):
            if not (
                isinstance(node, sympy.Pow) and node.exp.could_extract_minus_sign() and node.exp.is_number
            ):
                continue
            try:
                factors = [f for f, _ in sympy.factor_list(node.base)[1]]
            except sympy.PolynomialError:
                factors = [node.base]
            for factor in factors:
                names = {str(s) for s in factor.free_symbols}
                if names and not names & integers and factor not in seen:
                    seen.add(factor)
                    yield _apart(factor)


def _apart(factor: Any) -> Relation:
    names = sorted(factor.free_symbols, key=str)
    if len(names) == 1 and factor.is_polynomial() and sympy.degree(factor) == 1:
        root = sympy.solve(factor, names[0])[0]
        return relation("!=", from_sympy(names[0]), from_sympy(root))
    return relation("!=", from_sympy(factor), from_sympy(sympy.S.Zero))


def _first_right(question: SumQuestion, value: Any) -> tuple[str | None, int, int] | None:
    """(variable, from where the value is right, from where it was compared); None where it is wrong."""
    integers = question.integers()
    if question.upper is None:
        return None
    k = question.variable
    names = sorted({x for t in question.summand for x in t.names()} | {str(s) for s in value.free_symbols})
    others = [x for x in names if x not in integers and x != k]
    point = {x: _sample(question.scope.domain(x), i) for i, x in enumerate(others)}
    main = integers[0] if integers else None
    rest = {x: 3 + i for i, x in enumerate(integers[1:])}
    results = list[tuple[int, bool]]()
    for at in range(-1 if main else 0, TESTED + 3 if main else 1):
        if main and question.scope.domain(main).name == "natural" and at < 0:
            continue
        integer_values = rest | ({main: at} if main else {})
        linear = {x: Linear(v) for x, v in integer_values.items()}
        low, high = question.lower.put(linear), question.upper.put(linear)
        if low.parts or high.parts or low.constant > high.constant + 1 or high.constant - low.constant > 400:
            continue
        whole = {sympy.Symbol(x): v for x, v in (point | integer_values).items()}
        results.append(
            (at, _is_right(put(question.summand, linear), k, low.constant, high.constant, value, whole))
        )
    if not results or not results[-1][1]:
        return None
    start = results[-1][0]
    for at, right in reversed(results):
        if not right:
            break
        start = at
    if main is not None and sum(right for _, right in results) < 3:
        return None
    return main, start, results[0][0]


def _is_right(terms: Summands, k: str, low: int, high: int, value: Any, whole: dict[Any, Any]) -> bool:
    try:
        points = (put(terms, {k: Linear(i)}) for i in range(low, high + 1))
        total = sum((summands_to_sympy(p).subs(whole) for p in points), sympy.S.Zero)
        at = summands_to_sympy(
            put(
                summands_from_sympy(value),
                {str(x): Linear(int(v)) for x, v in whole.items() if isinstance(v, int)},
            )
        ).subs(whole)
        gap = sympy.N(total - at, 30)
        return bool(abs(gap) < sympy.Float("1e-15") * (1 + abs(sympy.N(total, 20))))
    except (PorismError, TypeError, ValueError, ZeroDivisionError):
        return False


def _sample(domain: Domain, i: int) -> Any:
    base = sympy.Rational(3 + 2 * i, 7 + i)
    if domain.name == "interval" and domain.low is not None and domain.high is not None:
        return (to_sympy(domain.low) + to_sympy(domain.high)) / 2 + sympy.Rational(1, 100)
    if domain.name == "interval" and domain.high is not None:
        return to_sympy(domain.high) - base
    return base
