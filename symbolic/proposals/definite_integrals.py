"""Definite integrals proposed with their pieces: an oracle's antiderivative on each piece where everything is smooth.

    f, (a, b) ──► pieces between the points where f is not smooth ──► |u| = ±u on each ──► an oracle's F on each
      ──► pieces between the points where F is not smooth ──► F at both ends of each ──► value, shortened ──► Proposal

So F(b) − F(a) is never taken across a jump of F. Where F is infinite at an end, the integral is infinite or has no value.
Integrals of `symbolic/known_integrals.py` are looked for too (`known_forms.py`). The prover decides.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice, pairwise
from typing import Any

import numpy as np
import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.extended import Extended, opposite
from porism.symbolic.known_integrals import known
from porism.symbolic.oracles import fricas, maxima, sympy_oracle
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.proposals.closed_forms import attempted, shortened
from porism.symbolic.proposals.continuity import continuous_forms
from porism.symbolic.proposals.known_forms import Reduced, reduced_forms
from porism.symbolic.proposals.limit_trees import Target, sample_of
from porism.symbolic.proposals.limits import shown
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.smooth_pieces import (
    Range,
    TooManyPieces,
    breaks,
    guards,
    sign_on,
    with_real_logarithms,
    with_signs,
)
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import HALF, ZERO, Apply, Term, add, multiply, subterms, subtract, to_json

MAX_FORMS = 4  # of one antiderivative
POINTS = 31


@dataclass(frozen=True)
class DefiniteQuestion:
    """∫ integrand d variable from low to high, low < high; `symbols` are the caller's, by name."""

    integrand: Term
    variable: str
    low: Extended
    high: Extended
    scope: Scope
    symbols: tuple[tuple[str, Any], ...] = ()  # Any: sympy ships no types
    seconds: float = 20.0
    memory_mb: int = 2048
    sign: int = 1  # −1 where the caller gave the ends the other way round

    @property
    def free_symbols(self) -> frozenset[Any]:
        """The caller's symbols, as SymPy's objects have them."""
        return frozenset(symbol for _, symbol in self.symbols)

    @cached_property
    def where(self) -> Range:
        """The interval."""
        return Range(self.variable, self.low, self.high, sample_of(self.scope))


@dataclass(frozen=True)
class Piece:
    """A part of the interval with an antiderivative of f less known integrals, and what it contributes."""

    where: Range
    primitive: Term
    trees: tuple[list[Any], list[Any]]
    values: tuple[Extended, Extended]  # of F at the low end and at the high end
    theorems: tuple[tuple[str, tuple[Term, ...]], ...] = ()

    @property
    def contributions(self) -> list[Extended]:
        x = self.where.variable
        return [opposite(self.values[0]), self.values[1], *(known(n, p, x).value for n, p in self.theorems)]

    def data(self, facts: list[Relation]) -> dict[str, Any]:
        return {
            "F": to_json(self.primitive),
            "trees": list(self.trees),
            "known": [[name, [to_json(p) for p in parameters]] for name, parameters in self.theorems],
            "facts": [fact.to_json() for fact in facts],
        }


def by_sympy(question: DefiniteQuestion) -> list[Proposal]:
    """With `sympy.integrate` for the antiderivatives."""
    return _proposals(question, sympy_oracle.integrate, "sympy.integrate")


def by_manualintegrate(question: DefiniteQuestion) -> list[Proposal]:
    """With SymPy's `manualintegrate`."""
    return _proposals(question, sympy_oracle.manualintegrate, "sympy.manualintegrate")


def by_heurisch(question: DefiniteQuestion) -> list[Proposal]:
    """With SymPy's `heurisch`."""
    return _proposals(question, sympy_oracle.heurisch, "sympy.heurisch")


def by_maxima(question: DefiniteQuestion) -> list[Proposal]:
    """With Maxima."""
    return _proposals(question, maxima.antiderivatives, "maxima")


def by_fricas(question: DefiniteQuestion) -> list[Proposal]:
    """With FriCAS."""
    return _proposals(question, fricas.antiderivatives, "fricas")


def by_known_integrals(question: DefiniteQuestion) -> list[Proposal]:
    """With the theorems of `known_integrals.py`, and integration by parts towards them."""
    assemblies = list[list[Piece]]()
    for cuts in _cuts(question):
        pieces = list[Piece]()
        for where in cuts:
            piece = next(
                filter(None, (_piece(r, where) for r in reduced_forms(question.integrand, where))), None
            )
            if piece is None:
                break
            pieces.append(piece)
        else:
            assemblies.append(pieces)
    return [p for pieces in assemblies for p in _stated(question, pieces, "known integrals")]


def by_reflection(question: DefiniteQuestion) -> list[Proposal]:
    """With f(x) + f(low + high − x) in place of 2f, where that is simpler."""
    low, high, x = question.low, question.high, question.variable
    if isinstance(low, str) or isinstance(high, str) or question.scope.variables:
        raise OracleError("only a proper integral without parameters is reflected")
    symbol = sympy.Symbol(x, real=True)
    f = to_sympy(question.integrand, {x: symbol})
    both = f + f.subs(symbol, to_sympy(add(low, high)) - symbol)
    h = _constant(both, symbol) or attempted(lambda: sympy.simplify(sympy.expand_trig(both)), 6.0)
    if h is None or sympy.count_ops(h) > sympy.count_ops(f):
        raise OracleError("the reflected integrand is not simpler")
    half = dataclasses.replace(question, integrand=from_sympy(h))
    found = list[Proposal]()
    for oracle in (sympy_oracle.manualintegrate, sympy_oracle.integrate):
        with suppress(OracleError):
            found += _proposals(half, oracle, "reflection")
    return [p for proposal in found for p in _of_reflected(question, proposal)]


def _constant(expression: Any, symbol: Any) -> Any:
    """The value of an expression that seems to be constant, None if it does not."""
    values = [attempted(partial(_at, expression, symbol, at)) for at in (0, 0.1, 0.3, 0.7)]
    known_values = [v for v in values if v is not None]
    if len(known_values) < 2 or any(abs(v - known_values[0]) > 1e-9 for v in known_values):
        return None
    return attempted(lambda: sympy.simplify(expression.subs(symbol, 0)))


def _at(expression: Any, symbol: Any, at: float) -> complex:
    return complex(expression.subs(symbol, at).evalf())


def _of_reflected(question: DefiniteQuestion, proposal: Proposal) -> Iterator[Proposal]:
    """A proposal for the reflected integrand as one for the integrand."""
    (part,) = proposal.parts
    whole = part.statement
    if not isinstance(whole, DefiniteIntegral) or isinstance(whole.value, str):
        return
    for value in shortened(multiply(HALF, whole.value), dict(question.symbols))[:1]:
        statement = dataclasses.replace(whole, integrand=question.integrand, value=value)
        data = {**part.data, "reflected": to_json(whole.integrand)}
        answer = value if question.sign == 1 else opposite(value)
        yield Proposal(
            shown(answer, dict(question.symbols)), (Part("answer", statement, data),), proposal.proposer
        )


def _cuts(question: DefiniteQuestion) -> Iterator[list[Range]]:
    """The whole interval, and its halves at 0."""
    where = question.where
    yield [where]
    low, high = where.ends()
    if low < 0 < high:
        yield [where.between(where.low, ZERO), where.between(ZERO, where.high)]


def _proposals(
    question: DefiniteQuestion, oracle: Callable[[IntegralQuestion], list[Term]], proposer: str
) -> list[Proposal]:
    try:
        cuts = [question.low, *breaks(question.integrand, question.where), question.high]
    except TooManyPieces as error:
        raise OracleError(str(error)) from error
    parts = [question.where.between(a, b) for a, b in pairwise(cuts)]
    options = list[list[list[Piece]]]()
    answers = dict[Term, list[Term]]()
    for part in parts:
        f = with_signs(question.integrand, part)
        if f not in answers:
            answers[f] = oracle(_asked(question, f))
        options.append(list(islice(_solutions(question.integrand, answers[f], part), MAX_FORMS)))
    found = list[Proposal]()
    if any(not o for o in options):
        diverging = [
            p for o in options for pieces in o for p in pieces if any(isinstance(v, str) for v in p.values)
        ]
        found += [q for p in diverging[:1] for q in _divergent(question, p, proposer)]
        if not found:
            raise OracleError(
                "the antiderivatives fail at sample points, or have no limits that can be found"
            )
        return found
    for k in range(max(map(len, options))):
        pieces = [piece for o in options for piece in o[min(k, len(o) - 1)]]
        found += _stated(question, pieces, proposer)
    return found


def _asked(question: DefiniteQuestion, f: Term) -> IntegralQuestion:
    scope = question.scope.where(question.variable, Domain("real"))
    names = tuple((n, s) for n, s in question.symbols if n != question.variable)
    return IntegralQuestion(f, question.variable, scope, names, question.seconds, question.memory_mb)


def _solutions(integrand: Term, answers: list[Term], part: Range) -> Iterator[list[Piece]]:
    """Ways to cut a part into pieces on which a form of an answer is an antiderivative, with limits at the ends."""
    seen = set[Term]()
    for answer in answers:
        for form in continuous_forms(answer, part.variable):
            if form in seen:
                continue
            seen.add(form)
            try:
                cuts = [part.low, *breaks(form, part), part.high]
            except TooManyPieces:
                continue
            pieces = [_piece(Reduced(with_real_logarithms(form, w)), w, integrand)
                      for w in (part.between(a, b) for a, b in pairwise(cuts))]  # fmt: skip
            whole = [piece for piece in pieces if piece is not None]
            if len(whole) == len(pieces):
                yield whole


def _piece(reduced: Reduced, where: Range, integrand: Term | None = None) -> Piece | None:
    """The piece with its limits, None if the derivative is wrong at sample points or a limit is not found."""
    form = with_signs(reduced.primitive, where)
    if integrand is not None and not _agrees(form, integrand, where):
        return None
    reached = []
    for end, sign in ((where.low, 1), (where.high, -1)):
        centre = None if isinstance(end, str) else end
        target = Target(where.variable, centre, sign if centre is not None else -sign, where.sample)
        found = target.reached(form)
        if found is None:
            return None
        reached.append(found)
    low, high = reached
    return Piece(where, form, (low.tree, high.tree), (low.value, high.value), reduced.theorems)


def _agrees(primitive: Term, integrand: Term, where: Range) -> bool:
    """Whether F′ = f at points of the piece."""
    points = where.points(POINTS)
    with np.errstate(all="ignore"):
        gap = where.values(subtract(derivative(primitive, where.variable), integrand), points)
        size = np.abs(where.values(integrand, points))
    known_points = np.isfinite(gap) & np.isfinite(size)
    close = np.abs(gap) <= 1e-6 * (1 + size)
    return bool(
        known_points.any() and close[known_points].mean() > 0.9
    )  # a point may lie where digits cancel


def _stated(question: DefiniteQuestion, pieces: list[Piece], proposer: str) -> list[Proposal]:
    """The proposals for an assembly: short values first, with few facts before many."""
    values = [v for piece in pieces for v in piece.contributions]
    infinite = {v for v in values if isinstance(v, str)}
    if len(infinite) > 1:
        first = next(p for p in pieces if any(isinstance(v, str) for v in p.values))
        return _divergent(question, first, proposer)
    if infinite:
        stated: list[Extended] = [infinite.pop()]
    else:
        total = add(ZERO, *(v for v in values if not isinstance(v, str)))
        stated = list(shortened(total, dict(question.symbols)))
    cuts = [piece.where.high for piece in pieces[:-1]]
    found = list[Proposal]()
    for facts in _fact_choices(question, pieces):
        data = {
            "sample": _plain_sample(question),
            "breaks": [to_json(c) for c in cuts if not isinstance(c, str)],
            "pieces": [piece.data(f) for piece, f in zip(pieces, facts, strict=True)],
        }
        for value in stated:
            statement = DefiniteIntegral(
                question.scope, question.integrand, question.variable, question.low, question.high, value
            )
            answer = value if question.sign == 1 else opposite(value)
            part = Part("answer", statement, data)
            found.append(Proposal(shown(answer, dict(question.symbols)), (part,), proposer))
    return found


def _divergent(question: DefiniteQuestion, piece: Piece, proposer: str) -> list[Proposal]:
    """The proposals that there is no value, since the piece has none."""
    statement = DefiniteIntegral(
        question.scope, question.integrand, question.variable, question.low, question.high, "none"
    )
    ends = (piece.where.low, piece.where.high)
    within = [None if e == own else to_json(e) if not isinstance(e, str) else None
              for e, own in zip(ends, (question.low, question.high), strict=True)]  # fmt: skip
    found = list[Proposal]()
    for facts in _fact_choices(question, [piece]):
        data = {
            "sample": _plain_sample(question), "breaks": [], "within": within, "pieces": [piece.data(facts[0])]
        }  # fmt: skip
        found.append(Proposal(sympy.nan, (Part("answer", statement, data),), proposer))
    return found


def _plain_sample(question: DefiniteQuestion) -> dict[str, str]:
    return {name: to_json(t)[1] for name, t in question.where.sample.items()}


def _fact_choices(question: DefiniteQuestion, pieces: list[Piece]) -> list[list[list[Relation]]]:
    """Facts for each piece, signs of guards: of none, of those with a circular function, of all."""
    circular, every = list[list[Relation]](), list[list[Relation]]()
    for piece in pieces:
        facts = dict[Relation, bool]()
        for guard in dict.fromkeys((*guards(question.integrand, question.variable),
                                    *guards(piece.primitive, question.variable))):  # fmt: skip
            sign = sign_on(guard, piece.where)
            if sign:
                fact = relation("<", ZERO, guard) if sign == 1 else relation("<", guard, ZERO)
                facts[fact] = any(
                    isinstance(t, Apply) and t.function in ("sin", "cos") for t in subterms(guard)
                )
        circular.append([fact for fact, is_circular in facts.items() if is_circular])
        every.append(list(facts))
    choices: list[list[list[Relation]]] = [circular, every, [[] for _ in pieces]]
    return [c for k, c in enumerate(choices) if c not in choices[:k]]
