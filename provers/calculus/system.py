r"""Trusted: families of solutions, each solution in one of them, by a tree of cases.

Every term is a quotient of polynomials in the unknowns, the parameters and *kernels*: roots a^(1/n) of polynomials a
(with s^n = a), i (i² = −1), sin u and cos u of parameters (s² + c² = 1), exp u, π and e (`kernel_ring.py`). Kernels are
read as new variables that satisfy these equations; nothing else about them is used, but that closed ones are not 0.

*Each family solves.* Its values are put into each relation; the numerator must be 0 modulo the kernels' equations. If
no free variable is left but parameters, each divisor must be seen not to vanish where the provisos hold.

*Each solution belongs.* The data name kernels and give a tree over facts (`polynomial_facts.py`) that hold at every
solution of its case:

    {"steps": […], "split": p, "zero": tree, "nonzero": tree}      p = 0 or p ≠ 0
    {"steps": […], "factors": [i, [p, …]], "cases": [tree, …]}      zᵢ = Π p^k: some p = 0
    {"steps": […], "family": k}                                    d·x = n for each x = n/d of the family, and d ≠ 0
    {"steps": […], "empty": i}                                     zᵢ vanishes nowhere: there is no such point

References: D. Cox, J. Little, D. O'Shea (2015), Ideals, Varieties, and Algorithms, ch. 2–4; V. Weispfenning (1992),
Comprehensive Gröbner bases.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, TypeAlias

from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.polynomial_facts import Facts
from porism.provers.exact.terms import term as plain_term
from porism.provers.exact.values import decide
from porism.symbolic.claim import relation
from porism.symbolic.errors import PorismError
from porism.symbolic.kernel_ring import Kernels, collect
from porism.symbolic.rational_functions import Poly, Ratio, is_multiple, raised
from porism.symbolic.statements.system import Family, System
from porism.symbolic.term import (
    ONE,
    ZERO,
    Term,
    from_json,
    multiply,
    number,
    power,
    subtract,
    to_json,
    variables,
)

Solved: TypeAlias = tuple[dict[str, Ratio], list[Poly]]  # a family's values, and the divisors inside them

MAX_NODES = 500


def obligations(statement: System, data: Any) -> Iterator[Obligation]:
    """One obligation for each proviso, a claim that is defined exactly where it holds; the rest is decided here."""
    unknowns = frozenset(statement.unknowns)
    stated = [side for r in (*statement.relations, *statement.provisos) for side in (r.left, r.right)]
    values = [t for f in statement.families for _, t in f]
    names = sorted(unknowns.union(*map(variables, [*stated, *values])), key=lambda x: (x not in unknowns, x))
    about_unknowns = any(h.variables() & unknowns for h in statement.scope.hypotheses)
    if len(unknowns) != len(statement.unknowns) or not unknowns or about_unknowns:
        raise Refused("expected unknowns, each once, and hypotheses on the parameters only")
    given = unknowns.union(*map(variables, stated))
    if not set(names) <= given or any(x not in given for f in statement.families for x, _ in f):
        raise Refused("a family has a variable that the system does not have")
    kernels = Kernels(names, unknowns, [*map(from_json, data["kernels"]), *stated, *values], _is_not_zero)
    reader, zeros, nonzeros = kernels.reader(), list[Poly](), list[Poly]()
    for r in statement.relations:
        if r.kind not in ("==", "!="):
            raise Refused("a system has equations and inequations, no order relations")
        n, _ = reader.ratio(subtract(r.left, r.right))
        (zeros if r.kind == "==" else nonzeros).append(n)
    nonzeros += reader.divisors
    nonzeros += _given_nonzeros(statement, names, kernels)
    provisos = list[Poly]()
    for r in statement.provisos:
        if r.kind != "!=" or r.right != ZERO or variables(r.left) & unknowns:
            raise Refused(f"expected a proviso such as a != 0 on the parameters, found {r}")
        n, d = reader.ratio(r.left)
        if not d.is_constant():
            raise Refused("a proviso is a polynomial")
        provisos.append(n)
        yield _where(r.left, statement)
    equations = [zero for _, zero in kernels.relations]
    real = frozenset(x for x in names if statement.scope.domain(x).is_real)
    facts = Facts(kernels.ring, [*zeros, *equations], [*nonzeros, *provisos, *kernels.closed], real)
    solved = list[Solved]()
    for family in statement.families:
        solving, partial = _solving(
            family, statement, kernels, [*provisos, *_given_nonzeros(statement, names, kernels)]
        )
        solved.append(solving)
        for divisor in partial:
            yield _where(kernels.term(divisor), statement)
    _covered(facts, data["tree"], solved, [MAX_NODES])


def _given_nonzeros(statement: System, names: list[str], kernels: Kernels) -> list[Poly]:
    """What domains and hypotheses say is not 0."""
    signed = [x for x in names if statement.scope.domain(x).name in ("positive", "nonzero")]
    found = [kernels.ring.generators[x] for x in signed]
    for h in statement.scope.hypotheses:
        if h.kind == "!=":
            with contextlib.suppress(PorismError):
                found.append(kernels.reader().ratio(subtract(h.left, h.right))[0])
    return found


def _where(term: Term, statement: System) -> Obligation:
    """A true claim that is defined exactly where the term is not 0, which becomes a condition of the verdict."""
    return Obligation(statement.scope.claim(relation("==", multiply(term, power(term, number(-1))), ONE)))


def _is_not_zero(term: Term) -> bool:
    return decide("!=", plain_term(to_json(term))) is True


def _solving(
    family: Family, statement: System, kernels: Kernels, provisos: list[Poly]
) -> tuple[Solved, list[Poly]]:
    """A family's values and what they divide by, after checking that it solves; and what must not be 0 for it to do so."""
    names = [x for x, _ in family]
    if len(set(names)) != len(names) or any(variables(t) & set(names) for _, t in family):
        raise Refused("a family gives each variable at most once, in terms of those that are free")
    reader = kernels.reader()
    values = {x: reader.ratio(t) for x, t in family}
    if any(kernels.ring.used(p) & set(names) for pair in values.values() for p in pair):
        raise Refused("a family's value has a root of a variable that is not free")
    free_unknowns = set(statement.unknowns) - set(names)
    given = [*provisos, *kernels.closed]
    for divisor in reader.divisors:
        rest = kernels.reduced(divisor)
        has_variables = any(not x.startswith("_") for x in kernels.ring.used(rest))
        if rest == 0 or not (has_variables or Facts(kernels.ring, [], given).is_nonzero(rest)):
            raise Refused("a family's value may be undefined")
    known = Facts(kernels.ring, [], [*given, *(d for _, d in values.values())])
    putting = kernels.reader(values)
    for term in kernels.indices:
        if variables(term) & set(names) and any(
            term in _kernels_of(side) for r in statement.relations for side in (r.left, r.right)
        ):
            raise Refused(f"{str(term)[:60]} depends on a variable that the family solves for")
    for r in statement.relations:
        n, _ = putting.ratio(subtract(r.left, r.right))
        if r.kind == "==" and kernels.reduced(n) != 0:
            raise Refused(f"a family does not solve {str(r)[:120]}")
        if r.kind == "!=":
            putting.divisors.append(n)
    partial = list[Poly]()
    for divisor in putting.divisors:
        rest = kernels.reduced(divisor)
        if rest == 0 or not (known.is_nonzero(rest) or kernels.ring.used(rest) & free_unknowns):
            raise Refused("a relation may be undefined on a whole family")
        if not known.is_nonzero(rest):
            partial.append(rest)
    return (values, reader.divisors), partial


def _kernels_of(term: Term) -> set[Term]:
    found = dict[Term, None]()
    collect(term, frozenset(), found)
    return set(found)


def _covered(facts: Facts, node: Any, families: list[Solved], left: list[int]) -> None:
    """Require that every point at which the facts hold belongs to a family."""
    left[0] -= 1
    if left[0] < 0:
        raise Refused(f"more than {MAX_NODES} cases")
    facts = Facts(facts.ring, facts.zeros, facts.nonzeros, facts.real)
    facts.run(node["steps"])
    match node:
        case {"split": data, "zero": zero, "nonzero": nonzero}:
            p = facts.ring.poly(data)
            _covered(facts.with_zero(p), zero, families, left)
            _covered(facts.with_nonzero(p), nonzero, families, left)
        case {"factors": [index, list(factors)], "cases": list(cases)}:
            parts = [facts.ring.poly(f) for f in factors]
            product = facts.ring.one
            for p in parts:
                product *= p
            if not parts or not is_multiple(raised(product, 30), facts.zero(index)):
                raise Refused("the cases do not cover the zeros of a product")
            for p, case in zip(parts, cases, strict=True):
                _covered(facts.with_zero(p), case, families, left)
        case {"family": int(k)}:
            if not 0 <= k < len(families):
                raise Refused(f"there is no family {k}")
            values, divisors = families[k]
            if not all(map(facts.is_nonzero, divisors)):
                raise Refused("a family's value may be undefined in its case")
            for x, (n, d) in values.items():
                wanted = facts.ring.generators[x] * d - n
                if not facts.is_nonzero(d):
                    raise Refused(f"the denominator of {x} may vanish")
                if not any(_same(wanted, zero) for zero in facts.zeros):
                    raise Refused(f"{x} is not seen to have the family's value")
        case {"empty": index}:
            if not facts.is_nonzero(facts.zero(index)):
                raise Refused("a case is not seen to be empty")
        case _:
            raise Refused(f"unknown case {str(node)[:60]}")


def _same(p: Poly, q: Poly) -> bool:
    """Whether two polynomials are equal up to a rational factor that is not 0."""
    if p == 0 or q == 0:
        return bool(p == q)
    return bool(p * q.leading_coefficient() == q * p.leading_coefficient())
