"""Finders of infinite sums: telescoping with a limit, and reduction to known series by the same linear algebra.

    t(k) = Σ c·T(k + shift) + G(k+1) - G(k),    G(k) -> L        =>    Σ t = Σ c·Σ T + L - G(a)

The known series T that may occur are read off the shape of t: the poles of a rational t, the ratio of a geometric one, the
factorials in its denominator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sympy

from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.compared_sums import parameters_apart
from porism.symbolic.proposals.divergent_sums import divergent, growing, without_value
from porism.symbolic.proposals.hypergeometric_bridge import (
    summands_from_sympy,
    summands_to_sympy,
)
from porism.symbolic.proposals.known_sums import candidates
from porism.symbolic.proposals.limit_trees import Target, sample_of
from porism.symbolic.proposals.null_remainders import limit_of_certificate
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.rational_poles import K, Known
from porism.symbolic.proposals.sum_questions import SumQuestion
from porism.symbolic.proposals.telescoped_sums import telescoper
from porism.symbolic.proposals.telescoping import Parted, parted, shape, telescopers
from porism.symbolic.statements.hypergeometric import Hypergeometric, Summands, put
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import add, negate, to_json


def series_values(question: SumQuestion) -> list[Proposal]:
    """Proposals for Σ_{k=a}^{oo}."""
    nowhere = list(without_value(question))
    if nowhere:
        return nowhere
    certificate = telescoper(question)
    found = [] if certificate is None else list(_by_tree(question, certificate))
    found += _convergent(question, certificate)
    return found or list(divergent(question))


def _by_tree(question: SumQuestion, certificate: Summands) -> Iterator[Proposal]:
    """The value of a telescoper of functions, whose limit the expansions show; or that it grows."""
    k = question.variable
    if any(t.factorials for t in certificate) or all(parted(t, k) for t in certificate):
        return
    g = add(*(t.coefficient for t in certificate))
    sample = sample_of(question.scope)
    reached = Target(k, None, 1, sample).reached(g)
    if reached is None:
        return
    plain = {name: to_json(t)[1] for name, t in sample.items()}
    tree = {"tree": reached.tree, "sample": plain}
    if isinstance(reached.value, str):
        sign = 1 if reached.value == "oo" else -1
        if question.lower.parts:
            return
        yield from growing(question, sign, g if sign > 0 else negate(g), Target(k, None, 1, sample))
        return
    start = summands_to_sympy(put(certificate, {k: question.lower}))
    total = to_sympy(reached.value) - start
    for form in dict.fromkeys([sympy.simplify(total), total]):
        try:
            stated = summands_from_sympy(form)
        except PorismError:
            continue
        statement = SumValue(question.scope, question.summand, k, question.lower, None, stated)
        data = {
            "certificate": [t.to_json() for t in certificate],
            "known": [],
            "limit": to_json(reached.value),
            **tree,
        }
        shown = form.subs({sympy.Symbol(x): s for x, s in question.symbols.items()})
        for split in (0, 1, 2):
            yield Proposal(
                shown, (Part("answer", statement, data | {"split": split}),), "Porism (telescoping)"
            )


def _convergent(question: SumQuestion, certificate: Summands | None) -> Iterator[Proposal]:
    if certificate is not None:
        yield from _proposed(question, certificate, [])
    parts = [p for t in question.summand for p in parted(t, question.variable) or ()]
    groups = dict[Any, list[Parted]]()
    for part in parts:
        groups.setdefault(shape(part, question.variable), []).append(part)
    whole, used = list[Hypergeometric](), list[tuple[Any, Known]]()
    for members in groups.values():
        reduced = _reduced(question, members)
        if reduced is None:
            return
        whole.append(reduced[0])
        used += reduced[1]
    if parts:
        yield from _proposed(question, tuple(whole), used)


def _reduced(
    question: SumQuestion, members: list[Parted]
) -> tuple[Hypergeometric, list[tuple[Any, Known]]] | None:
    """G and the known series of the sum of similar terms."""
    k = sympy.Symbol(question.variable)
    if len({m.factorials for m in members}) == 1:
        members = [
            Parted(sum((m.rational for m in members), sympy.S.Zero), members[0].ratio, members[0].factorials)
        ]
    if len(members) != 1:
        return None
    series = list(candidates(members[0], k, question))
    columns = [members[0]]
    usable = list[Known]()
    for s in series:
        moved = s.term.subs(K, k + s.shift)
        pieces = [p for t in summands_from_sympy(moved) for p in parted(t, question.variable) or ()]
        if (
            len({shape(p, question.variable) for p in pieces}) == 1
            and len({p.factorials for p in pieces}) == 1
        ):
            piece = Parted(
                sum((p.rational for p in pieces), sympy.S.Zero), pieces[0].ratio, pieces[0].factorials
            )
            if shape(piece, question.variable) == shape(members[0], question.variable):
                columns.append(piece)
                usable.append(s)
    for t in telescopers(columns, question.variable):
        p0, *rest = t.coefficients
        if p0 != 0:
            scale = 1 / sympy.factor(p0)
            coefficients = [sympy.factor(-p * scale) for p in rest]
            certificate = t.certificate.scaled(from_sympy(scale))
            return certificate, [(c, s) for c, s in zip(coefficients, usable, strict=True) if c != 0]
    return None


def _proposed(
    question: SumQuestion, certificate: Summands, used: Sequence[tuple[Any, Known]]
) -> Iterator[Proposal]:
    """The proposal of a telescoper and known series, if G has a limit that is seen."""
    k = sympy.Symbol(question.variable)
    try:
        limit, remainders, needs = limit_of_certificate(
            certificate, question.variable, lambda x: question.scope.domain(str(x)).is_real
        )
    except (PorismError, sympy.PolynomialError, ValueError):
        return
    total = limit - summands_to_sympy(put(certificate, {question.variable: question.lower}))
    known = list[Any]()
    for c, s in used:
        head = sum(
            (s.term.subs(K, i) for i in range(s.start, question.lower.constant + s.shift)), sympy.S.Zero
        )
        total += c * (s.value - head)
        needs = [*needs, *s.needs]
        known.append([to_json(from_sympy(c)), s.name, [to_json(from_sympy(a)) for a in s.arguments], s.shift])
    data = {
        "certificate": [t.to_json() for t in certificate],
        "known": known,
        "limit": to_json(from_sympy(limit)),
        "remainders": remainders,
    }
    for form in dict.fromkeys([sympy.simplify(total), sympy.factor(total) if not used else total, total]):
        if form.has(sympy.nan, sympy.zoo, sympy.oo, k):
            continue
        try:
            stated = summands_from_sympy(form)
            apart = list(parameters_apart(question, (*question.summand, *stated), data))
        except PorismError:
            continue
        shown = form.subs({sympy.Symbol(x): s for x, s in question.symbols.items()})
        for hypotheses in dict.fromkeys(
            [tuple(dict.fromkeys(needs)), tuple(dict.fromkeys([*needs, *apart]))]
        ):
            scope = question.scope.assuming(*hypotheses)
            statement = SumValue(scope, question.summand, question.variable, question.lower, None, stated)
            for split in (0, 1, 2):
                yield Proposal(
                    shown, (Part("answer", statement, data | {"split": split}),), "Porism (series)"
                )
