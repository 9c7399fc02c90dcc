"""Exact coefficients of an integrand in the derivatives of an ansatz: linear algebra over a prime field, then rationals.

    f(x) = Σ cₖ·bₖ′(x) at more random points of F_p than there are elements bₖ  ──►  which cₖ are needed
    the same with those elements alone over a larger field                      ──►  cₖ as rational numbers

With parameters a, b, … the coefficients are rational functions of them. The parameters are put at large numbers A ≪ B ≪ …
without common factors, and a numerator in Z[a, b, …] with small degrees and coefficients is read off from the
digits of its value in base B, and those of its digits in base A (Kronecker's substitution).

An element that depends on cheaper ones gets no coefficient. Cost: n² products at each of n points and one elimination.

References: P. Wang, M. Guy, J. Davenport (1982), SIGSAM Bull. 16 (rational reconstruction); L. Kronecker (1882).
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, isqrt
from typing import Final

from flint import fmpz, nmod_mat

from porism.neural.calculus.ansatz import Ansatz
from porism.neural.calculus.prime_field import Program, UndefinedHere, prime
from porism.symbolic.derivative import derivative
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.polynomials import native
from porism.symbolic.term import Term, Variable, add, divide, multiply, number, power, variables

SPARE: Final = 12  # points beyond the number of elements: a wrong answer survives them once in p¹²
TRIES: Final = 60  # points tried for one that is kept: each root halves the chance
BASES: Final = (
    31,
    43,
    59,
)  # parameters are at powers of primes near these, squares, so that their roots exist
MAX_PARAMETERS: Final = 3
DIGITS: Final = 4  # a parameter's degree is below this where there are more parameters
LARGEST: Final = 200  # of a digit that is believed
SMALL_BITS: Final = 62
MAX_SUPPORT: Final = 60


def exact_fit(f: Term, basis: Ansatz, variable: str) -> Term | None:
    """F = Σ cₖ·bₖ with F′ = f and rational coefficients (in parameters), or None if there is none."""
    names = sorted(set().union(*map(variables, (f, *basis.atoms))) - {variable})
    if len(names) > MAX_PARAMETERS:
        raise UnsupportedError(f"{len(names)} parameters are more than can be interpolated")
    support = _support(f, basis, variable, names)
    if not support:
        return number(0) if support == [] else None
    if len(support) > MAX_SUPPORT:
        return None
    for base in BASES if names else (1,):
        found = _coefficients(f, basis, support, variable, names, base)
        if found is not None:
            return add(*(multiply(c, basis.term(k)) for k, c in zip(support, found, strict=True)))
    return None


def _support(f: Term, basis: Ansatz, variable: str, names: list[str]) -> list[int] | None:
    """The elements that are needed, None if f is no combination of their derivatives."""
    p = prime(SMALL_BITS)
    size = len(basis.elements)
    at = {name: (k * 7919 + 31) ** 2 for k, name in enumerate(names)}
    rows = _rows(f, basis, range(size), variable, at, p, size + SPARE)
    reduced, rank = nmod_mat(len(rows), size + 1, [v for row in rows for v in row], p).rref()
    needed = list[int]()
    for i in range(rank):
        pivot = next(k for k in range(size + 1) if int(reduced[i, k]))
        if pivot == size:
            return None
        if int(reduced[i, size]):
            needed.append(pivot)
    return needed


def _coefficients(
    f: Term, basis: Ansatz, support: list[int], variable: str, names: list[str], base: int
) -> list[Term] | None:
    at = {name: _prime_above(base ** (DIGITS**k)) ** 2 for k, name in enumerate(names)}
    bits = DIGITS * max(v.bit_length() for v in at.values()) if names else 48
    p = prime(2 * bits + 40 + 62)
    rows = _rows(f, basis, support, variable, at, p, len(support) + SPARE)
    values = _solved(rows, len(support), p)
    if values is None:
        return None
    found = list[Term]()
    for value in values:
        c = reconstructed(value, p)
        if c is None:
            return None
        if not names:
            found.append(number(c))
            continue
        t = _in_parameters(c, at)
        if t is None:
            return None
        found.append(t)
    return found


def _rows(
    f: Term,
    basis: Ansatz,
    chosen: range | list[int],
    variable: str,
    at: dict[str, int],
    p: int,
    count: int,
) -> list[list[int]]:
    """b₁′, …, bₙ′, f at `count` points."""
    program = Program(p, variable, at)
    used = sorted({j for k in chosen for j, _ in basis.elements[k]})
    slots = {
        j: (program.slot(native(basis.atoms[j])), program.slot(native(derivative(basis.atoms[j], variable))))
        for j in used
    }
    target = program.slot(f)
    elements = [basis.elements[k] for k in chosen]
    needed = {(j, e) for element in elements for j, e in element}
    rows, failures = list[list[int]](), 0
    while len(rows) < count:
        try:
            v = program.at_random()
            slope = {j: v[s] * pow(v[b], -1, p) % p for j, (b, s) in slots.items()}
        except (UndefinedHere, ValueError):  # a pole, no square, or an atom that is 0
            failures += 1
            if failures > TRIES * (len(rows) + 1):
                raise UnsupportedError("the integrand could not be sampled") from None
            continue
        powers = {(j, e): pow(v[slots[j][0]], e, p) for j, e in needed}
        row = list[int]()
        for element in elements:
            value, logarithmic = 1, 0
            for j, e in element:
                value = value * powers[j, e] % p
                logarithmic += e * slope[j]
            row.append(value * logarithmic % p)
        row.append(v[target])
        rows.append(row)
    return rows


def _solved(rows: list[list[int]], size: int, p: int) -> list[int] | None:
    """The only solution of the equations Σ row[k]·c[k] = row[size], None if there is none or more than one."""
    rest, chosen = [list(row) for row in rows], list[list[int]]()
    for k in range(size):
        pivot = next((i for i, row in enumerate(rest) if row[k]), None)
        if pivot is None:
            return None
        row = rest.pop(pivot)
        scale = pow(row[k], -1, p)
        row = [v * scale % p for v in row]
        rest = [[(a - r[k] * b) % p for a, b in zip(r, row, strict=True)] if r[k] else r for r in rest]
        chosen = [[(a - r[k] * b) % p for a, b in zip(r, row, strict=True)] if r[k] else r for r in chosen]
        chosen.append(row)
    if any(row[size] for row in rest):
        return None
    return [row[size] for row in chosen]


def reconstructed(value: int, p: int) -> Fraction | None:
    """The fraction n/d ≡ value with n, d below √(p/2) in size, None if there is none that is far smaller than p.

    >>> reconstructed(5 * pow(7, -1, 10**9 + 7) % (10**9 + 7), 10**9 + 7)
    Fraction(5, 7)
    """
    bound = isqrt(p // 2)
    r, s, t, u = p, value % p, 0, 1
    while s > bound:
        q = r // s
        r, s, t, u = s, r - q * s, u, t - q * u
    if u == 0 or gcd(s, u) != 1:
        return None
    found = Fraction(s, u)
    known = p.bit_length() - 16  # as long as the field, the fraction is any number
    return found if abs(found.numerator).bit_length() + found.denominator.bit_length() < known else None


def _prime_above(n: int) -> int:
    while not fmpz(n).is_probable_prime():
        n += 1
    return n


def _in_parameters(c: Fraction, at: dict[str, int]) -> Term | None:
    """The rational function of the parameters whose value is c: its digits are small."""
    best: tuple[int, Term] | None = None
    for factor in range(1, 13):  # what numerator and denominator have in common at this point by chance
        above, below = (_polynomial(factor * n, list(at.items())) for n in (c.numerator, c.denominator))
        if above is not None and below is not None and (best is None or above[0] + below[0] < best[0]):
            best = above[0] + below[0], divide(above[1], below[1])
    return best[1] if best else None


def _polynomial(n: int, at: list[tuple[str, int]]) -> tuple[int, Term] | None:
    """(the sum of the coefficients' sizes, the polynomial) with the value n."""
    if not at:
        return (abs(n), number(n)) if abs(n) <= LARGEST else None
    name, base = at[-1]
    parts, height, degree = list[Term](), 0, 0
    while n:
        digit = (n + base // 2) % base - base // 2
        n = (n - digit) // base
        coefficient = _polynomial(digit, at[:-1])
        if coefficient is None or degree > 2 * DIGITS:
            return None
        if digit:
            parts.append(
                multiply(coefficient[1], power(Variable(name), number(degree)) if degree else number(1))
            )
            height += coefficient[0]
        degree += 1
    return height, add(*parts) if parts else number(0)
