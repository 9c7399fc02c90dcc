"""Signs by a change of variables: with x = a + u for a known x ≥ a, or x = b − u for x ≤ b, no coefficient is negative.

    x·y·z − 24 = u·v·w + 4·u·v + 3·u·w + 2·v·w + …     for x = 2 + u, y = 3 + v, z = 4 + w

Each monomial is then a product of known signs. Handelman's theorem for orthants; costs nothing beside a sum of squares.

References: D. Handelman (1988), Representing polynomials by positive linear functions on compact convex polyhedra.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

from porism.symbolic.derivations.problem import Problem, Step, step
from porism.symbolic.polynomials import View, native, rational
from porism.symbolic.term import ONE, Term, Variable

MAX_CHOICES = 16  # of a bound for each variable
MAX_SUMMANDS = 200


def by_shifts(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """One step, for a polynomial in variables each of which has a bound."""
    signs = [(k, native(f)) for k, f in problem.facts if k in (">", ">=")]
    view = View([t, *(f for _, f in signs)])
    target = view.polynomial(t)
    if target is None or target.is_constant():
        return None
    used = [k for k, e in zip(view.kernels, target.degrees(), strict=False) if e]
    bounds = dict[Term, list[tuple[str, Term, Fraction, Fraction]]]()
    for sign, f in signs:
        p = view.polynomial(f)
        if p is None or p.total_degree() != 1 or sum(map(bool, p.degrees())) != 1:
            continue
        kernel = view.kernels[next(j for j, e in enumerate(p.degrees()) if e)]
        slope = rational(p.derivative(view.kernels.index(kernel)).leading_coefficient())
        rest = p - view.generators[kernel] * view.constant(slope)
        constant = rational(rest.leading_coefficient()) if rest != 0 else Fraction(0)
        bounds.setdefault(kernel, []).append((sign, f, slope, constant))
    if not all(isinstance(k, Variable) and k in bounds for k in used):
        return None
    choices = itertools.islice(itertools.product(*(bounds[k] for k in used)), MAX_CHOICES)
    for chosen in choices:
        # x = (u − constant)/slope, where u is the fact
        images = list(view.ring.gens())
        for kernel, (_, _, slope, constant) in zip(used, chosen, strict=True):
            index = view.kernels.index(kernel)
            images[index] = (view.generators[kernel] - view.constant(constant)) * view.constant(1 / slope)
        shifted = target.compose(*images, ctx=view.ring)
        terms = [(tuple(map(int, m)), rational(c)) for m, c in shifted.terms()]
        if len(terms) > MAX_SUMMANDS or any(c < 0 for _, c in terms):
            continue
        facts = {view.kernels.index(k): (sign, f) for k, (sign, f, _, _) in zip(used, chosen, strict=True)}
        strict = any(all(facts[j][0] == ">" for j, e in enumerate(m) if e) for m, _ in terms)
        if kind == ">" and not strict:
            continue
        summands = [[str(c), [facts[j][1] for j, e in enumerate(m) for _ in range(e)]] for m, c in terms]
        return [step("sign", kind, t, ONE, summands, [])]
    return None
