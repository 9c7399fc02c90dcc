"""Cofactors: how a polynomial is a combination of others, through SymPy's Gröbner bases."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from porism.symbolic.polynomials import View

MAX_TERMS, MAX_TOTAL_DEGREE = 400, 20  # beyond these a Gröbner basis takes minutes


def cofactors_of(view: View, n: Any, generators: list[Any]) -> list[Any] | None:
    """c with n = Σ cᵢ·gᵢ, by division and then by a Gröbner basis; None if there is none or it is too large."""
    import sympy
    from sympy import QQ
    from sympy.polys.polyerrors import PolynomialError

    symbols = sympy.symbols(f"k:{len(view.kernels)}")
    ring = QQ.old_poly_ring(*symbols)

    def to_sympy(p: Any) -> Any:
        return sympy.Add(
            *(
                sympy.Rational(int(c.p), int(c.q))
                * sympy.Mul(*(s ** int(e) for s, e in zip(symbols, m, strict=True)))
                for m, c in p.terms()
            )
        )

    def from_sympy(e: Any) -> Any:
        terms = sympy.Poly(e, *symbols).terms()
        return view.ring.from_dict({m: fmpq(int(c.p), int(c.q)) for m, c in terms})

    if len(n) > MAX_TERMS or n.total_degree() > MAX_TOTAL_DEGREE:
        return None
    try:
        ideal = ring.ideal(*(to_sympy(g) for g in generators))
        found = ideal.in_terms_of_generators(to_sympy(n))
        return [from_sympy(ring.to_sympy(ring.convert(c))) for c in found]
    except (PolynomialError, ValueError, NotImplementedError):
        return None
