"""Where the telescoper of an infinite sum tends to: its limit, and remainders that tend to 0 as the rule wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.proposals.rational_poles import between
from porism.symbolic.proposals.telescoping import Parted, parted
from porism.symbolic.statements.hypergeometric import Summands
from porism.symbolic.sympy_bridge import from_sympy
from porism.symbolic.term import ONE, to_json


def limit_of_certificate(
    certificate: Summands, variable: str, real: Callable[[Any], bool]
) -> tuple[Any, list[Any], list[Relation]]:
    """L, remainders that tend to 0 as the rule wants them, and what the parameters have to satisfy."""
    k = sympy.Symbol(variable)
    limit, remainders, needs = sympy.S.Zero, list[Any](), list[Relation]()
    for term in certificate:
        for part in parted(term, variable) or _not_seen():
            numerator, denominator = (sympy.Poly(e, k) for e in sympy.fraction(sympy.together(part.rational)))
            if part.ratio == 1 and not any(f.coefficient(variable) for f, _ in part.factorials):
                if numerator.degree() > denominator.degree():
                    raise ValueError("G grows")
                if numerator.degree() == denominator.degree():
                    own = sympy.cancel(numerator.LC() / denominator.LC())
                    limit += own * _constant(part)
                    numerator = sympy.Poly(sympy.expand((numerator - own * denominator).as_expr()), k)
            if numerator.is_zero:
                continue
            slopes = [(f.coefficient(variable), e) for f, e in part.factorials if f.coefficient(variable)]
            rate = sympy.Mul(*(sympy.Integer(s) ** (e * s) for s, e in slopes))
            if sum(s * e for s, e in slopes) == 0 and part.ratio.free_symbols:
                needs += _below_one(part.ratio, rate, real)
            remainders.append(
                {
                    "numerator": [to_json(from_sympy(c)) for c in numerator.all_coeffs()[::-1]],
                    "denominator": [to_json(from_sympy(c)) for c in denominator.all_coeffs()[::-1]],
                    "ratio": to_json(from_sympy(part.ratio)),
                    "factorials": [[f.to_json(), e] for f, e in part.factorials],
                }
            )
    return limit, remainders, needs


def _constant(part: Parted) -> Any:
    if part.factorials:
        raise ValueError("a factorial that does not depend on k")
    return sympy.S.One


def _not_seen() -> list[Parted]:
    raise ValueError("G is not hypergeometric")


def _below_one(ratio: Any, rate: Any, real: Callable[[Any], bool]) -> tuple[Relation, ...]:
    """|ratio|·rate < 1, as bounds on a real symbol."""
    if ratio.is_Symbol and real(ratio):
        return between(-1 / rate, ratio, 1 / rate, "<", "<")
    return (relation("<", from_sympy(sympy.Abs(ratio) * rate), ONE),)
