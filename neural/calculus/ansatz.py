"""The functions of which an antiderivative is looked for as a linear combination, built from the integrand's own subterms.

    f = P/Q in kernels θ = x, exp m, log u, sin v, √u, atan w, …        (`symbolic/polynomials.py`)

    θ^α / D         D = Π qᵢ^(eᵢ−1) over the factors qᵢ of Q; the exponents α are those of P, one more for x or one logarithm
    log q, atan s   of the factors q of Q and of the kernels' derivatives, and of their quadratic forms (`ansatz_atoms.py`)

By Liouville's theorem an elementary antiderivative is a function of the field of f plus constants times logarithms; the
bounds on the exponents are those of the Risch–Norman method. They may be too small: then there is no answer. Exponents that
differentiation keeps (of exponentials and roots that no denominator holds, of constants) are those of f.

References: M. Bronstein (2005), Symbolic Integration I, §10 (parallel integration); K. Geddes, L. Stefanus (1989), ISSAC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product as _every
from typing import Final

from porism.neural.calculus.ansatz_atoms import extra_atoms
from porism.symbolic.derivative import derivative
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.polynomials import Poly, View, native
from porism.symbolic.term import (
    Apply,
    Constant,
    Number,
    Power,
    Term,
    Variable,
    multiply,
    number,
    power,
    variables,
)

MAX_BOX: Final = 60_000  # exponent vectors looked through
MAX_EXPONENT: Final = 12
MAX_CONSTANTS: Final = 4  # monomials in constants by which each new logarithm is multiplied
Exponents = tuple[int, ...]


@dataclass(frozen=True)
class Ansatz:
    """Elements are products of powers of atoms, as (atom, exponent) pairs; cheap ones come first."""

    atoms: tuple[Term, ...]
    elements: tuple[tuple[tuple[int, int], ...], ...]

    def term(self, k: int) -> Term:
        """Element k."""
        return multiply(*(power(self.atoms[j], number(e)) for j, e in self.elements[k]))


def ansatz(f: Term, variable: str, most: int) -> Ansatz:
    """At most `most` products, and the new logarithms, for the integrand `f` in native form."""
    view, slopes = _closed_view(f, variable)
    above, below = view.ratio(f)
    kernels = view.kernels
    if not kernels:
        return Ansatz((Variable(variable),), (((0, 1),),))
    moving = [variable in variables(k) for k in kernels]
    _, pairs = view.factors(below)
    parameters = {j for j, k in enumerate(kernels) if isinstance(k, Variable) and k.name != variable}
    factors = [
        (q, e) for q, e in pairs if any(d for j, d in enumerate(map(int, q.degrees())) if j not in parameters)
    ]
    denominators = [q for q, _ in factors]
    radicands = list[Poly]()
    for j, k in enumerate(kernels):
        if moving[j]:
            denominators += [q for q, _ in view.factors(view.ratio(slopes[k])[1])[1]]
            if isinstance(k, Power) and isinstance(k.exponent, Number):
                radicands += [p for side in view.ratio(k.base) for p, _ in view.factors(side)[1]]
    mixed = {  # kernels whose exponents differentiation does not keep
        j for q in (*denominators, *radicands) if _generator(q) is None for j, d in enumerate(map(int, q.degrees())) if d
    }  # fmt: skip
    mixed |= {
        j for i, k in enumerate(kernels) if moving[i] for side in view.ratio(slopes[k])
        for j, d in enumerate(map(int, side.degrees())) if d and i != j
    }  # fmt: skip

    atoms = list[Term](kernels)
    common = list[tuple[int, int]]()  # 1/D
    lowered = [0] * len(kernels)  # what D adds to the degrees
    for q, e in factors:
        degrees = list(map(int, q.degrees()))
        own = _generator(q)
        kept = e - 1
        if own is not None and _is_kept(kernels[own], moving[own]):
            kept = e
        for i, d in enumerate(degrees):
            lowered[i] += kept * d - e * d
        if kept and own is not None:
            common.append((own, -kept))
        elif kept:
            atoms.append(view.term(q))
            common.append((len(atoms) - 1, -kept))
    numerators = [
        tuple(0 if j in parameters else int(e) for j, e in enumerate(exponents))
        for exponents, _ in above.terms()
    ]
    shifted = [tuple(e + lowered[j] for j, e in enumerate(m)) for m in dict.fromkeys(numerators)]
    boxes = _exponents(kernels, shifted, moving, mixed, parameters, variable)
    elements = list[tuple[tuple[int, int], ...]]()
    for exponents in boxes:
        joined = dict(common)
        for j, e in enumerate(exponents):
            joined[j] = joined.get(j, 0) + e
        element = tuple((j, e) for j, e in joined.items() if e)
        if any(j >= len(kernels) or moving[j] for j, _ in element):
            elements.append(element)
    elements = sorted(elements, key=lambda element: (sum(abs(e) for _, e in element), element))[:most]
    divided = dict(common)
    fixed = [j for j in range(len(kernels)) if not moving[j]]
    constants = [tuple((j, e) for j in fixed if (e := m[j] + divided.get(j, 0))) for m in shifted]
    constants = list(dict.fromkeys([(), *constants]))[:MAX_CONSTANTS]
    for atom in extra_atoms(view, f, variable, _different([*denominators, *radicands])):
        if atom not in atoms and _has_value(atom):
            atoms.append(atom)
            elements += [(*c, (len(atoms) - 1, 1)) for c in constants]
    return Ansatz(tuple(atoms), tuple(dict.fromkeys(elements)))


def _closed_view(f: Term, variable: str) -> tuple[View, dict[Term, Term]]:
    """A view whose kernels include those of their derivatives and arguments, and the derivatives."""
    terms = [f]
    for _ in range(3):
        view = View(terms)
        slopes = {k: native(derivative(k, variable)) for k in view.kernels}
        bases = [k.base for k in view.kernels if isinstance(k, Power)]
        circular = [
            Apply("cos" if k.function == "sin" else "sin", k.argument)
            for k in view.kernels
            if isinstance(k, Apply) and k.function in ("sin", "cos")
        ]
        arguments = [
            k.argument for k in view.kernels if isinstance(k, Apply) and k.function in ("log", "atan", "asin", "asinh")
        ]  # fmt: skip
        more = [f, Variable(variable), *slopes.values(), *bases, *circular, *arguments]
        if set(more) == set(terms):
            break
        terms = list(dict.fromkeys(more))
    view = View(terms)
    return view, {k: native(derivative(k, variable)) for k in view.kernels if _seen(view, k, variable)}


def _seen(view: View, kernel: Term, variable: str) -> bool:
    """Whether the view can hold the kernel's derivative: kernels of the last round may not be."""
    try:
        view.ratio(native(derivative(kernel, variable)))
    except (KeyError, UnsupportedError) as error:
        raise UnsupportedError("the integrand's functions are nested too deeply") from error
    return True


def _exponents(
    kernels: list[Term],
    shifted: list[Exponents],
    moving: list[bool],
    mixed: set[int],
    parameters: set[int],
    variable: str,
) -> Iterator[Exponents]:
    """Exponent vectors of numerators, without those of the common denominator."""
    pairs = _circular_pairs(kernels)
    kept = [
        j for j, k in enumerate(kernels) if _is_kept(k, moving[j]) and j not in mixed and j not in parameters
    ]
    keys = {_key(m, kept, kernels) for m in shifted}
    growing = [
        j for j, k in enumerate(kernels) if moving[j] and (k == Variable(variable) or (isinstance(k, Apply)
        and k.function not in ("exp", "sin", "cos")))
    ]  # fmt: skip
    ranges = list[range]()
    for j, k in enumerate(kernels):
        low, high = min(m[j] for m in shifted), max(m[j] for m in shifted)
        if j in parameters:
            ranges.append(range(1))
        elif j in kept and not _is_root(k):
            ranges.append(range(low, high + 1))
        elif _is_kept(k, moving[j]) and not _is_root(k):  # of either sign: the kernel is exp(m) or exp(−m)
            ranges.append(range(min(low, 0) - 1, max(high, 0) + 2))
        elif _is_root(k) and moving[j]:
            n = _index(k)
            ranges.append(range(min(max(high, n - 1) + n, MAX_EXPONENT) + 1))
        elif j in pairs:
            total = max(m[j] + m[pairs[j]] for m in shifted) if pairs[j] != j else high
            is_sine = isinstance(k, Apply) and k.function == "sin"
            ranges.append(range(2 if is_sine else max(min(total, MAX_EXPONENT), 1) + 1))
        else:
            ranges.append(range(min(max(high + 1, 1), MAX_EXPONENT) + 1))
    size = 1
    for r in ranges:
        size *= max(len(r), 1)
    if size > MAX_BOX:
        raise UnsupportedError("the integrand has too many different functions")
    for e in _every(*ranges):
        if kept and _key(e, kept, kernels) not in keys:
            continue
        if any(_is_below(e, m, growing, pairs, kernels) for m in shifted):
            yield e


def _is_below(
    e: Exponents, m: Exponents, growing: list[int], pairs: dict[int, int], kernels: list[Term]
) -> bool:
    """Whether the vector exceeds that of a monomial of f in x or one logarithm only, by one (two where m is negative)."""
    excess = sum(max(0, e[j] - max(m[j], 0)) for j in growing)
    if excess > 1:
        return False
    return all(e[j] + e[k] <= max(m[j] + m[k], 0) + 1 for j, k in pairs.items() if j < k) and all(
        e[j] <= max(m[j], 0) + 1 for j, k in enumerate(kernels) if not _is_root(k) and j not in pairs
    )


def _key(m: Exponents, kept: list[int], kernels: list[Term]) -> Exponents:
    """What differentiation keeps of the exponents: of an n-th root modulo n."""
    return tuple(m[j] % _index(kernels[j]) if _is_root(kernels[j]) else m[j] for j in kept)


def _is_kept(k: Term, moving: bool) -> bool:
    return not moving or _is_root(k) or (isinstance(k, Apply) and k.function == "exp") or isinstance(k, Power)


def _circular_pairs(kernels: list[Term]) -> dict[int, int]:
    """The cosine of each sine's angle, and the sine of each cosine's."""
    place = {k: j for j, k in enumerate(kernels)}
    return {
        j: place.get(Apply("cos" if k.function == "sin" else "sin", k.argument), j)
        for k, j in place.items()
        if isinstance(k, Apply) and k.function in ("sin", "cos")
    }


def _generator(q: Poly) -> int | None:
    """j if the polynomial is a multiple of the j-th kernel."""
    terms = list(q.terms())
    if len(terms) == 1 and sum(terms[0][0]) == 1:
        return [int(e) for e in terms[0][0]].index(1)
    return None


def _has_value(atom: Term) -> bool:
    """Whether no denominator of the atom is identically 0."""
    try:
        View([native(atom)]).ratio(native(atom))
    except (UnsupportedError, ZeroDivisionError):
        return False
    return True


def _different(polynomials: list[Poly]) -> list[Poly]:
    found = list[Poly]()
    for q in polynomials:
        if q not in found:
            found.append(q)
    return found


def _is_root(k: Term) -> bool:
    return (
        isinstance(k, Power) and isinstance(k.exponent, Number) and not isinstance(k.base, Constant | Number)
    )


def _index(k: Term) -> int:
    return k.exponent.value.denominator if isinstance(k, Power) and isinstance(k.exponent, Number) else 1
