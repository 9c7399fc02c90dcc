"""That an answer is what its parts say: the value shown, and the question asked, against the statements to be proved.

    question ──┐
    value    ──┼──► objection(...) ──► "" if the statements are about this question and say this value, else what differs
    parts    ──┘

A finder proposes a value and the statements that are proved for it. The provers look at the statements alone, so what binds
the two has to be seen here: a finder that proves something else, about another question or on other domains, or that shows
another value, has its proposal put aside. Values are compared as terms, exactly (`shown_values.py`).

Differential equations have a module of their own (`ode_agreement.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from porism.shown_values import Differs, require_number, require_term
from porism.symbolic.claim import Relation
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.statements import (
    Antiderivative,
    DefiniteIntegral,
    DerivativeValue,
    FiniteSystem,
    InequalitySet,
    Infeasible,
    Infimum,
    Limit,
    NoLimit,
    NoSum,
    Optimum,
    Scope,
    Series,
    Solution,
    SolutionSet,
    SubstitutedSystem,
    SumDiverges,
    SumValue,
    System,
)
from porism.symbolic.statements.exact_number import Exact
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.statement import Statement


def objection(arguments: tuple[Any, ...], proposal: Proposal) -> str:
    """Why the proposal's parts do not say its value of the question; empty where they do, or where nobody knows."""
    name = type(arguments[0]).__name__ if len(arguments) == 1 else f"{len(arguments)} arguments"
    check = _CHECKS.get(name)
    if check is None:
        return ""
    try:
        check(arguments, proposal)
    except Differs as difference:
        return str(difference)
    except (PorismError, AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        return f"its value cannot be compared with its parts: {type(error).__name__}: {str(error)[:120]}"
    return ""


# statements


def _stated(proposal: Proposal, *kinds: type[Statement]) -> list[Any]:
    """The statements of the parts; each must be of one of the kinds, and there must be one."""
    found = [p.statement for p in proposal.parts if p.role != "rejected"]
    if not found or any(not isinstance(s, kinds) for s in found):
        raise Differs("its parts are not the statements that answer the question")
    return found


def _same(what: str, *pairs: tuple[Any, Any]) -> None:
    """That a part is about what was asked: the members of each pair are the same."""
    if any(a != b for a, b in pairs):
        raise Differs(f"a part is about another {what}")


def narrowed(stated: Scope, asked: Scope) -> None:
    """That a scope is narrower, if at all, only by what the statement's conditions show: bounds and hypotheses."""
    for name in {name for name, _ in (*stated.variables, *asked.variables)}:
        domain, own = stated.domain(name), asked.domain(name)
        wider = domain.name == "complex" or (domain.name == "real" and own.is_real)
        bounded = all(d.is_real and not d.is_discrete for d in (domain, own))
        if domain != own and not wider and not bounded:
            raise Differs(f"a part has another domain of {name}")


# one function a question


def _antiderivative(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    (q,) = arguments
    for s in _stated(proposal, Antiderivative):
        _same("integral", (s.integrand, q.integrand), (s.variable, q.variable))
        narrowed(s.scope, q.scope)
        require_term(proposal.value, s.value, dict(q.symbols))


def _definite(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    import sympy

    (q,) = arguments
    for s in _stated(proposal, DefiniteIntegral):
        _same(
            "integral", (s.integrand, q.integrand), (s.variable, q.variable), (s.low, q.low), (s.high, q.high)
        )
        narrowed(s.scope, q.scope)
        if s.value == "none":
            if proposal.value is not sympy.nan:
                raise Differs("a divergent integral has no value")
        else:
            require_term(proposal.value, s.value, dict(q.symbols), q.sign)


def _derivative(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    (q,) = arguments
    for s in _stated(proposal, DerivativeValue):
        _same("derivative", (s.expression, q.term), (s.orders, q.orders))
        narrowed(s.scope, q.scope)
        require_term(proposal.value, s.value, dict(q.symbols))


def _limit(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    import sympy

    term, name, point, side, scope, symbols = arguments
    asked = side if not isinstance(point, str) else ("-" if point == "oo" else "+")
    found = _stated(proposal, Limit, NoLimit)
    for s in found:
        _same("limit", (s.expression, term), (s.variable, name), (s.point, point))
        narrowed(s.scope, scope)
    values = [s for s in found if isinstance(s, Limit) and s.side == asked]
    if proposal.value is sympy.nan:
        if not any(isinstance(s, NoLimit) and s.side == asked for s in found):
            raise Differs("no part says that there is no limit")
    elif not values:
        raise Differs("no part says what the limit is")
    for s in values:
        require_term(proposal.value, s.value, symbols)


def _series(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    from porism.symbolic.proposals.power_series import shown

    term, name, point, n, side, scope, symbols = arguments
    sides = ("-" if point == "oo" else "+",) if isinstance(point, str) else ("+-", side)
    (s,) = _stated(proposal, Series)
    _same("series", (s.expression, term), (s.variable, name), (s.point, point), (s.side in sides, True))
    narrowed(s.scope, scope)
    if s.order is not None and s.order[0] != n:
        raise Differs("its remainder is not the one that is asked for")
    if proposal.value != shown(s, symbols):
        raise Differs("its value is not the series that its part states")


def _equation(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    from porism.symbolic.proposals.equations import answer_value

    (q,) = arguments
    found = _stated(proposal, Solution, SolutionSet)
    for s in found:
        _same("equation", (s.left, q.left), (s.right, q.right), (s.unknown, q.unknown), (s.scope, q.scope))
    sets = [s for s in found if isinstance(s, SolutionSet)]
    solutions = [s for s in found if isinstance(s, Solution)]
    roles = {(p.role, type(p.statement)) for p in proposal.parts if p.role != "rejected"}
    if len(sets) != 1 or not roles <= {("complete", SolutionSet), ("answer", Solution)}:
        raise Differs("its parts are not solutions and one statement that they are all")
    for family in sets[0].families:
        if not any(_covers(s, family, sets[0].provisos) for s in solutions):
            raise Differs(f"no part says that {family} are solutions")
    if proposal.value != answer_value(q, sets[0].families):
        raise Differs("its value is not the solutions that its parts list")


def _covers(solution: Solution, family: Family, provisos: Iterable[Relation]) -> bool:
    """Whether a solution's family has all members of another, where the provisos hold."""
    kept = replace(solution.family, conditions=())
    supposed = {*solution.family.conditions, *solution.provisos}
    return kept == replace(family, conditions=()) and supposed <= {
        *family.conditions,
        *provisos,
        *solution.provisos,
    }


def _inequality(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    import sympy

    (q,) = arguments
    (s,) = _stated(proposal, InequalitySet)
    _same("inequality", (s.relations, q.relations), (s.unknown, q.unknown), (s.scope, q.scope))
    value = proposal.value
    shown = (
        list(value.args) if isinstance(value, sympy.Union) else [] if value is sympy.S.EmptySet else [value]
    )
    # Isolated points stand in one FiniteSet, the pieces in any order.
    shown = [
        p for v in shown for p in ([*map(sympy.FiniteSet, v.args)] if isinstance(v, sympy.FiniteSet) else [v])
    ]
    if value is sympy.S.Reals:
        shown = [sympy.Interval(-sympy.oo, sympy.oo)]
    if len(shown) != len(s.pieces):
        raise Differs("its value has another number of pieces than its part")
    for piece in s.pieces:
        if not any(_is_piece(v, piece, q) for v in shown):
            raise Differs("its value is not the set that its part states")


def _is_piece(value: Any, piece: Any, q: Any) -> bool:
    import sympy

    low, high, low_closed, high_closed = piece
    if isinstance(value, sympy.FiniteSet):
        ends, open_ends = (value.args[0], value.args[0]), (False, False)
    else:
        ends, open_ends = (value.start, value.end), (bool(value.left_open), bool(value.right_open))
    is_point = low is not None and low == high
    if open_ends != (not low_closed, not high_closed) or is_point != isinstance(value, sympy.FiniteSet):
        return False
    try:
        for end, exact, infinite in ((ends[0], low, -sympy.oo), (ends[1], high, sympy.oo)):
            if exact is None and end != infinite:
                return False
            if exact is not None:
                require_number(end, exact, {})
    except (Differs, PorismError):
        return False
    return True


def _system(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    (q,) = arguments
    (s,) = _stated(proposal, System, FiniteSystem, SubstitutedSystem)
    _same("system", (s.relations, q.relations), (s.unknowns, q.unknowns), (s.scope, q.scope))
    symbols = dict(q.symbols)
    if isinstance(s, SubstitutedSystem):
        from porism.symbolic.proposals.substituted_systems import shown as of_substituted

        _same("value", (proposal.value, of_substituted(s, symbols)))
        return
    rows: Sequence[Sequence[tuple[str, Exact]]] = (
        s.families
        if isinstance(s, System)
        else [[*zip(s.unknowns, point, strict=True)] for point in s.points]
    )
    if len(rows) != len(proposal.value):
        raise Differs("its value has another number of solutions than its part")
    for row, shown in zip(rows, proposal.value, strict=True):
        if set(shown) != {symbols[name] for name, _ in row} or len(shown) != len(row):
            raise Differs("its value gives other unknowns than its part")
        for name, exact in row:
            require_number(shown[symbols[name]], exact, symbols)


def _optimum(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    import sympy

    scope, objective, sense, symbols = arguments
    (s,) = _stated(proposal, Optimum, Infimum, Infeasible)
    value, point = proposal.value
    none = sympy.oo if sense == "min" else -sympy.oo
    if not isinstance(s, Optimum) and point != {}:
        raise Differs("its value has a point, its part none")
    match s:
        case Infeasible():
            _require_scope(s.scope, scope)
            _same("value", (value, none))
        case Infimum():
            _same("problem", (s.objective, objective), (s.sense, sense))
            _require_scope(s.scope, scope)
            if s.bound is None:
                _same("value", (value, -none))
            else:
                require_term(value, s.bound, symbols)
        case _:
            _same("problem", (s.objective, objective), (s.sense, sense))
            _require_scope(s.scope, scope)
            require_term(value, s.value, symbols)
            _same("point", ({str(k.name) for k in point}, {name for name, _ in s.point}))
            given = {str(k.name): v for k, v in point.items()}
            for name, t in s.point:
                require_term(given[name], t, symbols)


def _require_scope(stated: Scope, asked: Scope) -> None:
    _same(
        "domain or constraint",
        (set(stated.variables), set(asked.variables)),
        (set(stated.hypotheses), set(asked.hypotheses)),
    )


def _sum(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    import sympy

    from porism.symbolic.proposals.hypergeometric_bridge import summands_from_sympy, summands_to_sympy

    (q,) = arguments
    for s in _stated(proposal, SumValue, SumDiverges, NoSum):
        _same("sum", (s.summand, q.summand), (s.variable, q.variable), (s.lower, q.lower), (s.upper, q.upper))
        narrowed(s.scope, q.scope)
        if isinstance(s, SumDiverges):
            _same("value", (proposal.value, s.sign * sympy.oo))
            continue
        if isinstance(s, NoSum):
            _same("value", (proposal.value is sympy.nan, True))
            continue
        plain = proposal.value.subs({symbol: sympy.Symbol(name) for name, symbol in q.symbols.items()})
        if plain != summands_to_sympy(s.value) and summands_from_sympy(plain) != s.value:
            raise Differs("its value is not what its part says")


def _ode(arguments: tuple[Any, ...], proposal: Proposal) -> None:
    from porism.ode_agreement import agree

    agree(arguments[0], proposal)


_CHECKS: dict[str, Callable[[tuple[Any, ...], Proposal], None]] = {
    "IntegralQuestion": _antiderivative,
    "DefiniteQuestion": _definite,
    "DerivativeQuestion": _derivative,
    "EquationQuestion": _equation,
    "InequalityQuestion": _inequality,
    "SystemQuestion": _system,
    "SumQuestion": _sum,
    "OdeQuestion": _ode,
    "6 arguments": _limit,
    "7 arguments": _series,
    "4 arguments": _optimum,
}
