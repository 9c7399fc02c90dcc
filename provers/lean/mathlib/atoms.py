"""Expressions as quotients of polynomials in their atoms, as Mathlib's `ring` sees them.

    atoms: variables, constants, applied functions, real powers, b ^ n for a variable n          b ^ (n + 2) = b ^ n * b ^ 2

Two expressions with the same quotient are equal by `ring`, or by `field_simp` and `ring` where divisors cancel. Atoms are
told apart by their text. Generators are sorted so that division by a law such as sin² + cos² − 1 rewrites towards the simpler
atom: longer texts first, hyperbolic functions before all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from flint import Ordering, fmpq_mpoly_ctx

from porism.provers.lean.mathlib.syntax import Node, is_untyped, text
from porism.symbolic.errors import UnsupportedError

Poly: TypeAlias = Any  # flint.fmpq_mpoly, which ships no types
MAX_TERMS, MAX_DEGREE = 2_000, 60


class Ring:
    """Polynomials over the rationals in the atoms of some expressions."""

    def __init__(self, expressions: Iterable[Node]) -> None:
        found = dict[str, Node]()
        for expression in expressions:
            for atom in atoms(expression):
                found.setdefault(text(atom), atom)
        self.names = sorted(found, key=lambda t: (not _is_hyperbolic(t), -len(t), [-ord(c) for c in t]))
        self.atoms = [found[t] for t in self.names]
        self.context = fmpq_mpoly_ctx.get([f"a{k}" for k in range(max(1, len(found)))], Ordering.lex)
        self._place = {t: k for k, t in enumerate(self.names)}

    @property
    def one(self) -> Poly:
        """The polynomial 1."""
        return self.context.constant(1)

    def generator(self, atom: Node) -> Poly:
        """The polynomial that is this atom."""
        return self.context.gens()[self._place[text(atom)]]

    def ratio(self, node: Node) -> tuple[Poly, Poly]:
        """Numerator and denominator; raises `UnsupportedError` beyond the bounds, ZeroDivisionError for x/0."""
        match node.kind, node.parts:
            case "number", ():
                return self.one * int(node.value), self.one
            case "neg", (a,):
                n, d = self.ratio(a)
                return -n, d
            case "add" | "sub", (a, b):
                (n, d), (m, e) = self.ratio(a), self.ratio(b)
                g = d.gcd(e)
                left, right = n * (e / g), m * (d / g)
                return self._bounded(left + right if node.kind == "add" else left - right), d * (e / g)
            case "mul", (a, b):
                (n, d), (m, e) = self.ratio(a), self.ratio(b)
                return self._bounded(n * m), d * e
            case "div", (a, b):
                (n, d), (m, e) = self.ratio(a), self.ratio(b)
                return self._over(n * e, d * m)
            case "inv", (a,):
                n, d = self.ratio(a)
                return self._over(d, n)
            case "pow", (a,):
                (n, d), k = self.ratio(a), int(node.value)
                if max(n.total_degree(), d.total_degree(), 1) * k > MAX_DEGREE and not (
                    n.is_constant() and d.is_constant()
                ):
                    raise UnsupportedError(f"{text(node)[:60]} has a degree beyond {MAX_DEGREE}")
                return self._bounded(n**k), d**k
            case "power", (a, exponent):
                factors = list(_powers(a, exponent))
                if factors == [node]:
                    return self.generator(node), self.one
                n, d = self.one, self.one
                for factor in factors:
                    m, e = self.ratio(factor)
                    n, d = n * m, d * e
                return self._bounded(n), d
            case _:
                return self.generator(node), self.one

    def polynomial(self, node: Node) -> Poly | None:
        """The polynomial that the expression is, None if its denominator is not a number."""
        n, d = self.ratio(node)
        return n * (1 / d.leading_coefficient()) if d.is_constant() else None

    def factored(self, p: Poly, factors: Iterable[Node]) -> tuple[Any, list[tuple[Node, int]]]:
        """c and exponents with p = c·Π factorᵉ, c a number; `UnsupportedError` if p has another factor.

        A denominator is written with the factors that are known not to be zero, as `field_simp` looks for them.
        """
        found = list[tuple[Node, int]]()
        for factor in {text(f): f for f in factors}.values():
            q, count = self.polynomial(factor), 0
            while q is not None and not q.is_constant() and not p.is_constant():
                quotient, rest = divmod(p, q)
                if rest != 0:
                    break
                p, count = quotient, count + 1
            if count:
                found.append((factor, count))
        if not p.is_constant():
            raise UnsupportedError(
                f"the common denominator has the factor {self.text(p)[:60]}, which is no divisor"
            )
        return p.leading_coefficient(), found

    def text(self, p: Poly) -> str:
        """The polynomial in Lean, a sum of monomials.

        >>> from porism.provers.lean.mathlib.syntax import Reader
        >>> from porism.symbolic.parse import parse_term
        >>> x = Reader("ℝ", {}).node(parse_term("exp(x)*y**2/2 - 1"))
        >>> r = Ring([x])
        >>> r.text(r.polynomial(x))
        'Real.exp x * y ^ 2 / 2 - 1'
        """
        pieces = list[str]()
        for exponents, coefficient in p.terms():
            top, bottom = abs(int(coefficient.p)), int(coefficient.q)
            factors = [
                self._factor(name, int(k)) for name, k in zip(self.names, exponents, strict=False) if k
            ]
            if top != 1 or not factors:
                factors.insert(0, str(top))
            piece = " * ".join(factors) + (f" / {bottom}" if bottom != 1 else "")
            sign = ("- " if coefficient < 0 else "+ ") if pieces else ("-" if coefficient < 0 else "")
            pieces.append(sign + piece)
        return " ".join(pieces) or "0"

    def _factor(self, name: str, k: int) -> str:
        atom = self.atoms[self._place[name]]
        written = f"({name})" if atom.kind in ("power", "rpow") and k != 1 else name
        return written if k == 1 else f"{written} ^ {k}"

    def _over(self, n: Poly, d: Poly) -> tuple[Poly, Poly]:
        if d == 0:
            raise UnsupportedError("a divisor is zero")
        return self._bounded(n), self._bounded(d)

    def _bounded(self, p: Poly) -> Poly:
        if len(p) > MAX_TERMS:
            raise UnsupportedError(f"a polynomial has more than {MAX_TERMS} terms")
        return p


def product_of(powers: Iterable[tuple[Node, int]]) -> Node:
    """Π factorᵉ as an expression."""
    total: Node | None = None
    for factor, k in powers:
        power = factor if k == 1 else Node("pow", (factor,), str(k), factor.system)
        total = power if total is None else Node("mul", (total, power), system=factor.system)
    return Node("number", (), "1") if total is None else total


def atoms(node: Node) -> Iterator[Node]:
    """The parts that `ring` does not look into."""
    match node.kind:
        case "number":
            return
        case "atom" | "call" | "abs" | "rpow":
            yield node
        case "power":
            base, exponent = node.parts
            yield from atoms(base)
            for factor in _powers(base, exponent):
                if factor.kind == "power":
                    yield factor
        case _:
            for part in node.parts:
                yield from atoms(part)


def divisors(node: Node) -> Iterator[Node]:
    """The factors of everything that is divided by, numbers left out."""
    for part in node.parts:
        yield from divisors(part)
    if node.kind in ("div", "inv"):
        yield from _factors(node.parts[-1])


def _factors(node: Node) -> Iterator[Node]:
    match node.kind:
        case "mul":
            for part in node.parts:
                yield from _factors(part)
        case "pow" | "neg":
            yield from _factors(node.parts[0])
        case _ if is_untyped(node):
            return
        case _:
            yield node


def _powers(base: Node, exponent: Node) -> Iterator[Node]:
    """base ^ exponent as a product: of base ^ n for a variable n, powers of these, and numeric powers."""
    if exponent.system != "ℕ":
        yield Node("power", (base, exponent), system=base.system)
        return
    match exponent.kind, exponent.parts:
        case "add", (a, b):
            yield from _powers(base, a)
            yield from _powers(base, b)
        case "number", ():
            yield Node("pow", (base,), exponent.value, base.system)
        case "mul", (a, b) if a.kind == "number":
            for factor in _powers(base, b):
                yield Node("pow", (factor,), a.value, base.system)
        case _:
            yield Node("power", (base, exponent), system=base.system)


def _is_hyperbolic(name: str) -> bool:
    return name.partition(" ")[0].rpartition(".")[2] in ("sinh", "cosh", "tanh")
