"""Elements that depend on natural numbers, and what one step up does to them.

    Pattern = Node | ("index", t) | ("power", base, t) | ("factorial", a, o, t) | ("binomial", t, o, s)
            | ("inverse", i)

A pattern is a node with leaves besides that depend on indices t, s: t itself, base^t, (a·t + o)!, C(t + o, s), and the
i-th inverse. `Place` says what an index is: a numeral, or a variable plus a numeral. `Elements.node` reads a pattern at places
as a node over ring elements (`step_elements.py`), whose laws say how they follow from those at the variables themselves:

    t + o = t + o (as a sum in the ring),     (t + o)! = (t + o)·(t + o − 1)!,     (a·b)^t = a^t·b^t,     b(t)·u(t) = 1

while base^(t + o) is base^t·base⋯base by definition; for binomials Pascal's rule, (s + 1)·C(t, s + 1) = (t − s)·C(t, s),
C(t, 0) = C(t, t) = 1 and C(t, s) = 0 for s > t. The library proves all but the last one (`Induction.lean`), which is a
premise of the theorem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flint import fmpq_poly

from porism.provers.lean.nodes import ONE, Node
from porism.provers.lean.terms import LeanTerm, Local, Natural, call
from porism.symbolic.errors import UnsupportedError

Pattern = Node  # with the leaves above


@dataclass(frozen=True)
class Place:
    """The natural number `variable` + `offset`, or the numeral `offset`."""

    variable: str | None
    offset: int = 0

    def term(self) -> LeanTerm:
        """The natural number."""
        return natural_term(self.variable, 1, self.offset)


@dataclass(frozen=True)
class Inverse:
    """The function u_i of the indices (or the element, where there is none) with divisor·u = 1."""

    divisor: Pattern
    indices: tuple[str, ...]


@dataclass
class Sequences:
    """The ring elements of a theorem that do not depend on the index, and its inverses."""

    elements: list[str] = field(default_factory=list)
    inverses: list[Inverse] = field(default_factory=list)
    is_stated: bool = False  # whether the statement is read, and what follows belongs to its proof only

    def element(self, name: str) -> Pattern:
        """The element with a name."""
        if name not in self.elements:
            self.elements.append(name)
        return ("element", name)

    def inverse(self, divisor: Pattern) -> Pattern:
        """1/divisor."""
        if divisor == ONE:
            return ONE
        if divisor == ("number", 0):
            raise UnsupportedError("a denominator is zero: the sum is defined nowhere")
        found = Inverse(divisor, tuple(sorted(self.indices(divisor), reverse=True)))
        if found not in self.inverses:
            self._refuse_doubtful(found)
            self.inverses.append(found)
        return ("inverse", self.inverses.index(found))

    def _refuse_doubtful(self, inverse: Inverse) -> None:
        """Refuse an inverse whose premise could not be met, or would leave out points that the statement speaks about."""
        divisor = inverse.divisor
        if len(inverse.indices) > 1:
            raise UnsupportedError("a denominator depends on the index and on the upper limit")
        if self.has_element(divisor):
            if inverse.indices:
                raise UnsupportedError("a denominator depends on the index and on another variable")
            if self.is_stated:
                raise UnsupportedError("the certificate has a denominator that the statement has not")
        elif not self._never_zero(divisor):
            raise UnsupportedError("a denominator may be 0")

    def has_element(self, pattern: Pattern) -> bool:
        """Whether a variable or constant occurs that is no index."""
        match pattern:
            case ("element", _):
                return True
            case ("inverse", i):
                return self.has_element(self.inverses[i].divisor)
            case ("power" | "pow", base, _):
                return self.has_element(base)
            case ("add" | "mul" | "sub" | "neg", *parts):
                return any(map(self.has_element, parts))
            case _:
                return False

    def _never_zero(self, pattern: Pattern) -> bool:
        """Whether a pattern of at most one index is not 0 for any natural number, as far as its form shows."""
        match pattern:
            case ("factorial", _, _, _) | ("inverse", _):
                return True
            case ("power", base, _) | ("pow", base, _) | ("neg", base):
                return self._never_zero(base)
            case ("mul", a, b) if self._never_zero(a) and self._never_zero(b):
                return True
        found = self._polynomial(pattern)
        if found is None or found == 0:
            return False
        lines = (p for p, _ in found.factor()[1] if p.degree() == 1)
        roots = (-p[0] / p[1] for p in lines)
        return not any(root >= 0 and root.q == 1 for root in roots)

    def linear(self, pattern: Pattern) -> tuple[int, int] | None:
        """(a, c) for a pattern equal to a·t + c with integers a and c, t the index."""
        found = self._polynomial(pattern)
        if found is None or found.degree() > 1 or found.denom() != 1:
            return None
        return int(found[1].p), int(found[0].p)

    def _polynomial(self, pattern: Pattern) -> Any:
        """The polynomial in the index that a pattern is, None if it is none."""
        match pattern:
            case ("number", n):
                return fmpq_poly([int(n)])
            case ("index", _):
                return fmpq_poly([0, 1])
            case ("inverse", i) if not self.inverses[i].indices:
                value = self._polynomial(self.inverses[i].divisor)
                return None if value is None or value.degree() != 0 else fmpq_poly([1 / value[0]])
            case ("pow", base, k):
                value = self._polynomial(base)
                return None if value is None else value ** int(k)
            case ("neg", a):
                value = self._polynomial(a)
                return None if value is None else -value
            case ("add" | "sub" | "mul" as kind, a, b):
                left, right = self._polynomial(a), self._polynomial(b)
                if left is None or right is None:
                    return None
                return left * right if kind == "mul" else left + right if kind == "add" else left - right
            case _:
                return None

    def indices(self, pattern: Pattern) -> set[str]:
        """The indices on which the pattern depends."""
        match pattern:
            case ("index", t) | ("power", _, t) | ("factorial", _, _, t):
                return {t}
            case ("binomial", t, _, s):
                return {t, s}
            case ("inverse", i):
                return set(self.inverses[i].indices)
            case ("number" | "element", _):
                return set()
            case ("pow", base, _):
                return self.indices(base)
            case (_, *parts):
                return set[str]().union(*map(self.indices, parts))
            case _:
                raise ValueError(f"not a pattern: {pattern!r}"[:200])


def pattern_sum(parts: Sequence[Pattern]) -> Pattern:
    """Their sum, 0 for none."""
    total: Pattern | None = None
    for part in parts:
        total = part if total is None else ("add", total, part)
    return ("number", 0) if total is None else total


def natural_term(variable: str | None, factor: int, offset: int) -> LeanTerm:
    """factor·variable + offset, or the numeral `offset` without a variable."""
    if variable is None:
        return Natural(offset)
    scaled = Local(variable) if factor == 1 else call("Nat.mul", Natural(factor), Local(variable))
    return scaled if offset == 0 else call("Nat.add", scaled, Natural(offset))
