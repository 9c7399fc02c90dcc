"""Reads a claim's terms as nodes, and collects on the way what stands for its constants and for its divisors.

    v_x      the claim's variable x; nothing is used of its domain
    c_i      the constant i, with the premise i·i = −1; pi and e are any elements
    u_k      1/b for the k-th divisor b, with the premise b·u_k = 1

At every point that the claim speaks about, the divisors are not zero, so with 1/b for u_k the premises hold there. No
condition is dropped: a divisor that is zero has no u_k.

Not supported: functions, fractional or symbolic exponents.
"""

from __future__ import annotations

from porism.provers.lean.checking.guard import LOCAL
from porism.provers.lean.nodes import ONE, Equation, Node, product, signed_total
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Constant, Number, Power, Product, Sum, Term, Variable

MAX_POWER = 100


class Reader:
    """Turns terms into nodes, and collects the variables and divisors on the way."""

    def __init__(self, claim: Claim) -> None:
        self.names = [f"v_{name}" for name, _ in claim.variables]
        if strange := [name for name in self.names if not LOCAL.fullmatch(name)]:
            raise UnsupportedError(f"{strange[0][2:60]!r} is not a variable's name")
        self.legend = list[str]()
        self.divisors = list[tuple[Node, int]]()  # (b, the index of u)
        self.squares = list[Equation]()
        self._known = dict[Node, Node]()

    def node(self, term: Term) -> Node:
        """The node of a term; raises `UnsupportedError`."""
        match term:
            case Number(value):
                size: Node = ("number", abs(value.numerator))
                if value.denominator != 1:
                    inverse = self.inverse(("number", value.denominator))
                    size = inverse if abs(value.numerator) == 1 else ("mul", size, inverse)
                return ("neg", size) if value < 0 else size
            case Constant(name):
                return self._constant(name)
            case Variable(name):
                return ("variable", self.names.index(f"v_{name}"))
            case Power(base, Number(n)) if n.denominator == 1 and abs(n) <= MAX_POWER:
                inside = self.node(base)
                if n < 0:
                    inside = self.inverse(inside)
                return inside if abs(n) == 1 else ("pow", inside, abs(n.numerator))
            case Product((Number(n), *_)) if n < 0:
                return ("neg", self._signed(term)[1])
            case Product(factors):
                return product([self.node(factor) for factor in factors])
            case Sum(terms):
                numbers_last = sorted(terms, key=lambda t: isinstance(t, Number))  # as people write
                return signed_total([self._signed(part) for part in numbers_last])
            case _:
                raise UnsupportedError(f"{term} is no polynomial or quotient of polynomials"[:300])

    def _signed(self, term: Term) -> tuple[bool, Node]:
        """Whether the term has a minus sign, and the node of what is behind it."""
        match term:
            case Number(n) if n < 0:
                return True, self.node(Number(-n))
            case Product((Number(n), *factors)) if n < 0:
                return True, product([self.node(f) for f in (factors if n == -1 else (Number(-n), *factors))])
            case _:
                return False, self.node(term)

    def inverse(self, divisor: Node) -> Node:
        """The variable that stands for 1/divisor."""
        if divisor == ONE:
            return ONE
        if divisor not in self._known:
            name = f"u_{len(self.divisors) + 1}"
            self._known[divisor] = ("variable", len(self.names))
            self.divisors.append((divisor, len(self.names)))
            self.names.append(name)
        return self._known[divisor]

    def _constant(self, name: str) -> Node:
        key: Node = ("constant", name)
        if key not in self._known:
            self._known[key] = found = ("variable", len(self.names))
            self.names.append(f"c_{name}")
            if name == "i":
                self.squares.append(Equation(("mul", found, found), ("neg", ONE)))
        return self._known[key]
