"""That the solutions of a differential equation are what their parts say, for proposals and for records.

    y(x) = ... ──► an `OdeSolution` of this equation with exactly these constants and the initial values that were asked
    implicit   ──► an `OdeImplicit`; only without initial values
    complete   ──► `OdeGeneral` of the one family that is shown, on intervals that cover the domain of x, or stated as one
                   interval; with initial values at one point, inside its interval, or `OdeUnique` of the value

A linear equation whose solutions are all known on an interval has one solution with given y, ..., y⁽ⁿ⁻¹⁾ at a point of it.
Whatever is shown is stated by a part, and whatever a part states is shown: a solution that is lost is not left out again.

Here are the laws, for shown solutions that know whether they are a term; `agree` reads a proposal, and
`ode_record_agreement.py` a record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from porism.provers.exact.terms import sub as minus
from porism.provers.exact.terms import term as plain
from porism.provers.exact.values import decide
from porism.shown_values import Differs, require_term
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.statements import OdeGeneral, OdeImplicit, OdeIndependence, OdeSolution, OdeUnique
from porism.symbolic.statements.ode import Ode
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Apply, Number, Power, Term, Variable, negate, replaced, subterms, to_json

WHOLE = (OdeGeneral, OdeUnique)


@dataclass(frozen=True)
class Shown:
    """One solution of the answer: y by itself, with its constants, or an integral that is constant."""

    explicit: bool
    constants: frozenset[str]
    says: Callable[[Term], bool]


@dataclass(frozen=True)
class Asked:
    """The question: its equation, its initial values, and where an interval that covers the domain of x may begin and end."""

    is_equation: Callable[[Ode], bool]
    initial: tuple[tuple[int, Term, Term], ...]
    is_initial: Callable[[tuple[tuple[int, Term, Term], ...]], bool]
    begins: Callable[[Term | None], bool]
    ends: Callable[[Term | None], bool]


def require_agreement(
    asked: Asked, shown: Sequence[Shown], parts: Sequence[tuple[str, Claim | Statement]]
) -> None:
    """Raise `Differs` where the parts (role and statement) do not say what is shown."""
    found = list[Any]()
    for role, s in parts:
        if not isinstance(s, OdeSolution | OdeIndependence | OdeGeneral | OdeImplicit):
            raise Differs("its parts are not the statements that answer the question")
        if role != ("complete" if isinstance(s, WHOLE) else "answer"):
            raise Differs("a part has another role than its statement")
        if not asked.is_equation(s.ode):
            raise Differs("a part is about another equation")
        if isinstance(s, OdeSolution) and not asked.is_initial(s.initial):
            raise Differs("a part is about other initial values")
        # What no condition shows: that a variable of the solution, or of the equation, is an integer.
        if any(s.scope.domain(n).is_discrete for n in (s.ode.variable, *s.ode.unknown, *s.constants)):
            raise Differs("a part has another domain")
        found.append(s)
    if not found or not shown:
        raise Differs("it has no solution, or no part")
    for form in shown:
        if asked.initial and not form.explicit:
            raise Differs("a solution in implicit form has no initial values")
        if not any(_shows(form, s, (OdeSolution,) if form.explicit else (OdeImplicit,)) for s in found):
            raise Differs("no part says that its value is a solution")
    for s in found:
        if isinstance(s, OdeGeneral):
            _require_all(asked, shown, s)
        elif not any(_shows(form, s, type(s)) for form in shown):
            raise Differs("its value lacks what a part says")
    if not asked.initial:
        _require_cover(asked, [s for s in found if isinstance(s, OdeGeneral) and not s.alone])


def _shows(form: Shown, s: Any, kinds: Any) -> bool:
    """Whether a form is the solution of a statement of one of these kinds, with all its constants and no other."""
    explicit = not isinstance(s, OdeImplicit)
    same_constants = explicit == form.explicit and set(s.constants) == set(form.constants)
    return isinstance(s, kinds) and same_constants and form.says(s.solution)


def _require_all(asked: Asked, shown: Sequence[Shown], s: OdeGeneral) -> None:
    """That all solutions being known says something about the value."""
    if len(shown) != 1 or not shown[0].explicit:
        raise Differs("all solutions are said to be one family, its value has more")
    (form,) = shown
    if not asked.initial:
        if set(s.constants) != form.constants or not any(form.says(t) for t in _either_side(s)):
            raise Differs("all solutions are said to be another family")
        return
    points = {p for _, p, _ in asked.initial}
    orders = sorted(i for i, _, _ in asked.initial)
    if form.constants or len(points) != 1 or orders != list(range(s.ode.order)):
        raise Differs("initial values at one point are needed for one solution")
    if not s.alone or not _contains(s, points.pop()):
        raise Differs("all solutions are known on another interval than that of the initial values")


def _either_side(s: OdeGeneral) -> tuple[Term, Term]:
    """The family, and as it is written right of 0: log(x) for log(-x), and roots likewise."""
    x, family = Variable(s.ode.variable), s.solution
    for t in dict.fromkeys(subterms(s.solution)):
        match t:
            case Apply("log", a) if a == negate(x):
                family = replaced(family, t, Apply("log", x))
            case Power(a, Number(q)) if a == negate(x) and q.denominator != 1:
                family = replaced(family, t, Power(x, Number(q)))
            case _:
                pass
    return s.solution, family


def _contains(s: OdeGeneral, point: Term) -> bool:
    """Whether a number is seen to lie between the ends of the interval."""
    low, high, *_ = s.scope.domain(s.ode.variable).bounds()
    pairs = [(low, point)] * (low is not None) + [(point, high)] * (high is not None)
    return all(decide(">", minus(plain(to_json(b)), plain(to_json(a)))) is True for a, b in pairs)  # type: ignore[arg-type]  # no end is None here


def _require_cover(asked: Asked, beside: list[OdeGeneral]) -> None:
    """That intervals whose ends alone are left out cover the domain of x, one beside the other."""
    spans = [s.scope.domain(s.ode.variable).bounds()[:2] for s in beside]
    firsts = [span for span in spans if asked.begins(span[0])]
    if not spans:
        return
    if len(firsts) != 1:
        raise Differs("all solutions are known on some intervals only")
    (at,) = firsts
    spans.remove(at)
    while spans:
        following = [span for span in spans if span[0] is not None and span[0] == at[1]]
        if len(following) != 1:
            raise Differs("all solutions are known on some intervals only")
        (at,) = following
        spans.remove(at)
    if not asked.ends(at[1]):
        raise Differs("all solutions are known on some intervals only")


# proposals


def agree(question: Any, proposal: Proposal) -> None:  # Any: an OdeQuestion, which loads SymPy
    """Raise `Differs` where a proposal's parts do not say its value."""
    from porism.agreement import narrowed
    from porism.symbolic.sympy_bridge import from_sympy

    ode, names = question.statement(), {str(c) for c in question.constants}
    initial = tuple((i, from_sympy(p), from_sympy(v)) for i, p, v in question.initial)
    low, high, *_ = question.scope.domain(str(question.x)).bounds()
    parts = [(p.role, p.statement) for p in proposal.parts if p.role != "rejected"]
    asked = Asked(
        lambda s: bool(s == ode),
        initial,
        lambda values: bool(values == initial),
        lambda end: end in (None, low),
        lambda end: end in (None, high),
    )
    values = proposal.value if isinstance(proposal.value, list) else [proposal.value]
    require_agreement(asked, [_form(question, v) for v in values], parts)
    for _, s in parts:
        if not set(getattr(s, "constants", ())) <= names:
            raise Differs("a part is about another list of constants")
        narrowed(s.scope, question.scope)  # type: ignore[union-attr]  # no claim is left


def _form(question: Any, value: Any) -> Shown:
    """Y by itself, or an integral that is equal to the first constant."""
    import sympy

    if not isinstance(value, sympy.Eq):
        raise Differs(f"its value {str(value)[:60]} is not an equation")
    known = question.symbols | {str(c): c for c in question.constants}
    if value.lhs == question.function:
        used = frozenset(str(c) for c in question.constants if value.rhs.has(c))
        return Shown(True, used, lambda t: _is(question, value.rhs, t, known))
    y = question.unknown[0]
    if value.rhs != question.constants[0] or value.lhs.has(y, *question.constants):
        raise Differs("a solution in implicit form is an integral, equal to a constant")
    integral = value.lhs.subs(question.function, y)
    return Shown(False, frozenset(), lambda t: _is(question, integral, t, known | {str(y): y}))


def _is(question: Any, form: Any, term: Term, symbols: dict[str, Any]) -> bool:
    from porism.symbolic.sympy_bridge import to_sympy

    if form == question.shown(to_sympy(term)):
        return True
    try:
        require_term(form, term, symbols)
    except (Differs, PorismError):
        return False
    return True
