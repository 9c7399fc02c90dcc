"""That a SymPy value is an exact number or term: as it is written, as SymPy writes it, or as a quotient of polynomials.

    require_term(2*log(x), term("2*log(x)"), symbols)         Differs where it is another one; nothing is sampled

A root in a box, which has no term, is a `CRootOf` or an algebraic number of the same polynomial that lies in the box.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from porism.symbolic.extended import Extended
from porism.symbolic.statements.exact_number import Exact, Root
from porism.symbolic.term import Term, multiply, number, subtract

DIGITS = 60  # of a number that SymPy gives for a root in a box


class Differs(Exception):  # an answer, not an error
    """What differs."""


def require_term(value: Any, term: Extended, symbols: dict[str, Any], sign: int = 1) -> None:
    """That a SymPy object is the term, or an infinity."""
    import sympy

    infinite = {"oo": sympy.oo, "-oo": -sympy.oo}
    if isinstance(term, str):
        if value != sign * infinite[term]:
            raise Differs(f"its value {str(value)[:60]} is not {term}")
        return
    _require_own(value, symbols)
    if not _is_term(value, term, symbols, sign):
        raise Differs(f"its value {str(value)[:60]} is not what its part says, {str(term)[:60]}")


def _require_own(value: Any, symbols: dict[str, Any]) -> None:
    for s in value.free_symbols:
        if str(s.name) in symbols and symbols[str(s.name)] != s:
            raise Differs(f"its value has another symbol {s}")


def _is_term(value: Any, term: Term, symbols: dict[str, Any], sign: int = 1) -> bool:
    from porism.symbolic.polynomials import View
    from porism.symbolic.sympy_bridge import from_sympy, to_sympy

    known = {str(s.name): s for s in value.free_symbols} | symbols
    if value == sign * to_sympy(term, known):
        return True
    signed = multiply(number(sign), term)
    read = from_sympy(value)
    if read == signed:
        return True
    view = View([read, signed])
    return bool(view.ratio(subtract(read, signed))[0] == 0)


def require_number(value: Any, exact: Exact, symbols: dict[str, Any]) -> None:
    """That a SymPy number is an exact one; a root in a box is a root of the same polynomial that lies in the box."""
    import sympy

    if not isinstance(exact, Root):
        require_term(value, exact, symbols)
        return
    t = sympy.Symbol("t")
    polynomial = sympy.Poly(list(reversed(exact.coefficients)), t)
    at = sympy.N(value, DIGITS)
    re, im = at.as_real_imag()
    inside = exact.left <= _fraction(re) <= exact.right and exact.bottom <= _fraction(im) <= exact.top
    if isinstance(value, sympy.CRootOf):
        is_root = polynomial.rem(sympy.Poly(value.poly.as_expr().subs(value.poly.gen, t), t)).is_zero
    else:
        is_root = polynomial.rem(sympy.Poly(sympy.minimal_polynomial(value, t), t)).is_zero
    if not (inside and is_root):
        raise Differs(f"its value {str(value)[:60]} is not {str(exact)[:80]}")


def _fraction(value: Any) -> Fraction:
    import sympy

    found = sympy.Rational(value)
    return Fraction(int(found.p), int(found.q))
