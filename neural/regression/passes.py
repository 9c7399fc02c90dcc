"""The passes of a search: each scores one shape of formula over a problem's library and returns formulas to consider.

With T a transform of y, f, g, h elements of the library, m a cheap element and U a small span of elements:

    pairs        T(y) = a·f + b·g + u,   u ∈ U          products    T(y) = a·f·g + u,   u ∈ U
    divided      y/m = a·f + b·g + c  and  a·f·g + c, for the variables m and their inverses
    quotients    T(y/m) = a·f + c                       spans       T(y/m) = Σ aᵢ·fᵢ, the fᵢ among the cheapest
    rational     y = (a·f + c)/(1 - b·g)                triples     T(y) = a·f + b·g + d·h + c
    families     T(y/m) = a·φ(ω·u) + c, φ among exp, sin and cos, ω free
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from jaxtyping import Float, Int

from porism.neural.regression.families import FUNCTIONS, Members, best_members, member_values
from porism.neural.regression.formula import Formula, parameter
from porism.neural.regression.problem import Problem
from porism.neural.regression.proposal import formula_of, rational_formula
from porism.neural.scoring import scorer
from porism.neural.scoring.kernels import BEST
from porism.neural.scoring.library import MONOMIAL
from porism.neural.scoring.refit import Target, least_squares, normalised_error
from porism.neural.scoring.transforms import TRANSFORMS
from porism.symbolic.term import ONE, Apply, Term, multiply, substitute

DIVISORS: Final = 256  # monomials m of `quotients`: with 17 transforms one block of the scorer
SPAN_ROWS: Final = 512  # of `spans`, held out or not: an identity to eighteen digits needs no judge
SPREAD: Final = 1e-4  # so that coefficients of a fit in the span keep eight digits
EXACT_SPAN: Final = 1e-18  # share of the square norm outside the span
MOST_TERMS: Final = 6  # of a sum that a person would still call a formula
FAMILY_DIVISORS: Final = 64  # monomials m of `families`
REFINED: Final = 8  # members of a family that become formulas, some milliseconds each
_NONE: Final = np.empty((0, 0), dtype=np.int64)
_ALGEBRAIC = tuple(t for t in TRANSFORMS if t.exponent in (1, -1))


def pairs(problem: Problem, size: int, span: Sequence[int] = (), of: Sequence[Target] = ()) -> list[Formula]:
    """T(y) = a·f + b·g + u for the first `size` elements."""
    of, values = of or problem.targets, problem.values(size)
    found = list[Formula]()
    for some in _blocks(of, size):
        seen = (values[:, problem.fit_rows], _stacked(some, problem), _span(problem, span))
        hits = scorer.pair_hits(*seen, problem.clock.check)
        problem.tally.scored += len(some) * len(values) ** 2 // 2
        linear = np.concatenate([_repeated(span, len(hits.target)), hits.elements], axis=1)
        found += problem.proposals(some, hits.target, linear, hits.elements[:, :0], not span)
    return found


def products(
    problem: Problem, size: int, span: Sequence[int] = (), of: Sequence[Target] = ()
) -> list[Formula]:
    """T(y) = a·f·g + u for the first `size` elements."""
    of, values = of or problem.targets, problem.values(size)
    found = list[Formula]()
    for some in _blocks(of, size):
        seen = (values[:, problem.fit_rows], _stacked(some, problem), _span(problem, span))
        hits = scorer.product_hits(*seen, problem.clock.check)
        problem.tally.scored += len(some) * len(values) ** 2 // 2
        linear = _repeated(span, len(hits.target))
        found += problem.proposals(some, hits.target, linear, hits.elements, not span)
    return found


def divided(problem: Problem, size: int) -> list[Formula]:
    """Pairs and products for y/m and y·m, m the variables."""
    problem.values(size)
    leaves = problem.library.leaves
    inverse = [
        k for k in range(len(leaves) + 1, min(4 * len(leaves) + 1, size)) if problem.library.cost[k] == 2
    ]
    of = problem.divided([*map(int, leaves), *inverse], _ALGEBRAIC[:1])[: scorer.TARGETS[-1]]
    return [*pairs(problem, size, of=of), *products(problem, size, of=of)] if of else []


def triples(problem: Problem) -> list[Formula]:
    """T(y) = a·f + b·g + d·h + c, the first of them among those that explain a target best, the others cheap."""
    values = problem.values(scorer.BUCKETS[0])
    of = [t for t in problem.targets if t.transform in _ALGEBRAIC or t.transform.name == "log"]
    t = _stacked(of, problem)
    basis = scorer.orthonormal(np.ones((1, t.shape[1])))
    cosines = np.abs(scorer.unit_rest(values[:, problem.fit_rows], basis) @ scorer.unit_rest(t, basis).T)
    rank = np.argsort(-cosines, axis=0, kind="stable")
    thirds = np.array(list(dict.fromkeys(rank[: scorer.THIRDS].ravel().tolist()))[: scorer.THIRDS])
    hits = scorer.triple_hits(values[:, problem.fit_rows], t, thirds, BEST, problem.clock.check)
    problem.tally.scored += len(of) * len(thirds) * scorer.THIRD_LIBRARY**2 // 2
    return problem.proposals(of, hits.target, hits.elements, hits.elements[:, :0], False)


def quotients(problem: Problem, size: int) -> list[Formula]:
    """T(y/m) = a·f + c for cheap monomials m and the first `size` elements f."""
    values = problem.values(size)
    of = problem.divided([int(k) for k in problem.library.of_kind(MONOMIAL, DIVISORS)])
    hits = scorer.single_hits(
        values[:, problem.fit_rows], _stacked(of, problem), 4 * BEST, problem.clock.check
    )
    problem.tally.scored += len(of) * len(values)
    return problem.proposals(of, hits.target, hits.elements, hits.elements[:, :0], True)


def spans(problem: Problem, size: int) -> list[Formula]:
    """T(y/m) = Σ aᵢ·fᵢ with the fᵢ among the cheapest elements, for the first `size` elements m; exact ones only.

    The span has nearly a third as many dimensions as there are rows, so that an approximate hit means nothing.
    """
    values, rows = problem.values(size), slice(0, SPAN_ROWS)
    columns = values[:, rows]
    width = min(columns.shape[1] // 3, len(values))
    cheap = [*range(width - width // 2), *problem.library.of_kind(MONOMIAL, width)]
    wide = np.array(list(dict.fromkeys(cheap))[:width])
    kept = wide[_independent(columns[wide], problem)]
    basis = scorer.orthonormal(columns[kept])
    usable = np.flatnonzero(np.all(values != 0, axis=1))
    found = list[Formula]()
    for transform in _ALGEBRAIC:
        problem.clock.check()
        with np.errstate(all="ignore"):
            quotient = problem.targets[0].values / values[usable]
            t = transform.forward(quotient)[:, rows]
            inside = np.all((quotient > transform.lowest) & (quotient < transform.highest), axis=1)
            t = t / np.linalg.norm(t, axis=1, keepdims=True)
            inside &= np.all(np.isfinite(t), axis=1) & (np.ptp(t, axis=1) > scorer.FLAT)
        t = t[inside]
        share = np.sum((t - (t @ basis.T) @ basis) ** 2, axis=1)
        for k in np.argsort(share, kind="stable")[:3]:
            if share[k] > EXACT_SPAN:
                break
            (target,) = problem.divided([int(usable[inside][k])], (transform,))
            a = np.linalg.lstsq(columns[kept].T, target.values[rows], rcond=None)[0]
            needed = np.abs(a) * np.linalg.norm(columns[kept], axis=1) > 1e-7 * np.linalg.norm(
                target.values[rows]
            )
            if 0 < needed.sum() <= MOST_TERMS:
                found.append(
                    formula_of(
                        [
                            (float(c), problem.library.term(int(i)))
                            for c, i in zip(a[needed], kept[needed], strict=True)
                        ],
                        target,
                    )
                )
    return found


def _independent(columns: Float[np.ndarray, "k n"], problem: Problem) -> Int[np.ndarray, " m"]:
    """The rows of `columns` that lie outside the span of the earlier ones by `SPREAD` of their norm."""
    kept, basis = list[int](), np.empty((0, columns.shape[1]))
    for k, row in enumerate(columns):
        problem.clock.check()
        rest = row - (row @ basis.T) @ basis
        rest -= (rest @ basis.T) @ basis
        if np.linalg.norm(rest) > SPREAD * np.linalg.norm(row):
            kept.append(k)
            basis = np.concatenate([basis, rest[None] / np.linalg.norm(rest)])
    return np.array(kept)


def rational(problem: Problem) -> list[Formula]:
    """y = (a·f + c)/(1 - b·g), linear in a, b, c with y·g as a column; f and g among the cheapest elements."""
    values = problem.values(scorer.SMALL)
    target = problem.targets[0]
    z, rows, size = target.values, problem.fit_rows, len(values)
    columns = np.concatenate([values, values[1:] * z])
    hits = scorer.pair_hits(columns[:, rows], z[None, rows], np.ones((1, int(rows.sum()))))
    problem.tally.scored += len(columns) ** 2 // 2
    problem.clock.check()
    i, j = hits.elements[:, 0], hits.elements[:, 1]
    i, j = i[(i < size) & (j >= size)], j[(i < size) & (j >= size)]
    if not len(i):
        return []
    design = np.stack([columns[i], columns[j], np.ones((len(i), len(z)))], axis=1)
    design[i == 0, 0] = 0.0
    a = least_squares(design[:, :, rows], np.broadcast_to(z[rows], (len(i), int(rows.sum()))))
    with np.errstate(all="ignore"):
        h = (a[:, :1] * design[:, 0] + a[:, 2:]) / (1 - a[:, 1:2] * values[j - size + 1])
    error = normalised_error(target.y(h), problem.y)
    found = list[Formula]()
    for row in np.argsort(error, kind="stable")[: BEST // 4]:
        direct: list[tuple[float, Term]] = [(float(a[row, 2]), ONE)]
        if i[row]:
            direct.append((float(a[row, 0]), problem.library.term(int(i[row]))))
        implied = [(float(a[row, 1]), problem.library.term(int(j[row]) - size + 1))]
        found.append(rational_formula(direct, implied, target))
    return found


def families(problem: Problem) -> list[Formula]:
    """T(y/m) = a·φ(ω·u) + c for cheap monomials m: the best member of a family for each target, with ω sharpened."""
    problem.values(scorer.BUCKETS[0])
    library, rows = problem.library, problem.fit_rows
    cheap = [0, *map(int, library.of_kind(MONOMIAL, FAMILY_DIVISORS))]
    of = problem.divided(cheap, [t for t in TRANSFORMS if t.name in ("y", "1/y", "log")])
    t = _stacked(of, problem)
    found = list[Formula]()
    for function in FUNCTIONS:
        sharp, target, left = best_members(library, function, t, rows)
        for k in np.argsort(left, kind="stable")[:REFINED].tolist():
            problem.clock.check()
            found.append(_member_formula(problem, of[target[k]], sharp[k : k + 1]))
    return found


def _member_formula(problem: Problem, target: Target, member: Members) -> Formula:
    """y from T(y/m) = a·φ(ω·u) + c, with a, c and ω refined together."""
    element, rows = int(member.element[0]), problem.fit_rows
    u = problem.library.values[element]
    columns = np.stack([member_values(member, u[None])[0], np.ones(len(u))])[None]
    a, c = least_squares(columns[:, :, rows], target.values[None, rows])[0]
    inner = Apply(member.function, multiply(_FREE, problem.library.term(element)))
    formula = formula_of([(float(a), inner), (float(c), ONE)], target)
    free = parameter(len(formula.parameters))
    constants = (*formula.parameters, float(member.frequency[0]))
    whole = Formula(substitute(formula.term, {_FREE.name: free}), constants)
    return whole.refined(problem.columns, problem.y, np.ones(len(problem.y)))


def deflated(problem: Problem, size: int) -> list[Formula]:
    """Pairs and products beside the span of the variables, of their squares, and of their logarithms under log."""
    values = problem.values(size)
    leaves = [int(k) for k in problem.library.leaves]
    if not 1 < len(leaves) < scorer.SPANS[-1]:
        return []  # of one variable the library holds every span of this kind
    found = list[Formula]()
    algebraic = [t for t in problem.targets if t.transform in _ALGEBRAIC]
    logarithmic = [t for t in problem.targets if t.transform.name == "log"]
    for function, of in ((None, algebraic), (np.square, algebraic), (np.log, logarithmic)):
        span = leaves if function is None else _images(values, leaves, function)
        if span and of:
            found += products(problem, size, span, of)
            found += pairs(problem, size, span, of)
    return found


_FREE: Final = parameter(10**6)  # stands for ω until the other constants have their numbers


def _images(values: Float[np.ndarray, "size n"], leaves: Sequence[int], function: np.ufunc) -> list[int]:
    """The elements that are `function` of a variable."""
    found = list[int]()
    for k in leaves:
        with np.errstate(all="ignore"):
            image = function(values[k])
        same = np.flatnonzero(np.abs(values - image).max(axis=1) <= 1e-12 * np.abs(image).max())
        found += [int(j) for j in same[:1]]
    return found


def _span(problem: Problem, span: Sequence[int]) -> Float[np.ndarray, "s n"]:
    """The constant and the elements of the span, on the rows to fit."""
    rows = int(problem.fit_rows.sum())
    return np.concatenate([np.ones((1, rows)), problem.library.values[list(span)][:, problem.fit_rows]])


def _repeated(span: Sequence[int], count: int) -> Int[np.ndarray, "m s"]:
    return np.broadcast_to(np.array(span, dtype=np.int64), (count, len(span)))


def _blocks(of: Sequence[Target], size: int) -> list[Sequence[Target]]:
    """The targets in blocks that the scorer takes at once; of a large library only the first block."""
    most = scorer.TARGETS[0] if size > scorer.BUCKETS[0] else scorer.TARGETS[-1]
    return [of[:most]] if size > scorer.BUCKETS[0] else [of[k : k + most] for k in range(0, len(of), most)]


def _stacked(of: Sequence[Target], problem: Problem) -> Float[np.ndarray, "K n"]:
    return np.stack([t.values for t in of])[:, problem.fit_rows]
