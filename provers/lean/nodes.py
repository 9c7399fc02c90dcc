"""Nodes: what a claim's terms become, read three ways: as ring elements, as reified expressions, and as FLINT polynomials.

    Node = ("number", n) | ("variable", i) | ("add" | "mul" | "sub", a, b) | ("neg", a) | ("pow", a, k)

The first two readings are Lean terms made of numerals, our own constructors' names and the variables' names, nothing
else; so no text from outside reaches Lean. Lean checks that they agree, since the theorem's type is the first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from porism.provers.lean.terms import (
    Application,
    Constant,
    LeanTerm,
    Local,
    Natural,
    call,
    foralls,
    functions,
)

Node: TypeAlias = tuple[Any, ...]  # Any: the shapes above, which the readers match
Poly: TypeAlias = Any  # flint.fmpq_mpoly, which ships no types

ONE: Node = ("number", 1)
LONG = 16  # terms of a sum
RING = Local("R")
CARRIER = call("Ring.carrier", RING, levels=(0,))
FOLD = Constant("Expression.Fold")
_NUMBER, _VARIABLE, _POWER = Local("num"), Local("var"), Local("pow")
_NAMED = {kind: Local(kind) for kind in ("add", "mul", "sub", "neg")}
_IN_RING = {kind: Constant(f"Ring.{kind}", (0,)) for kind in (*_NAMED, "pow", "natural")}


def _arrow(*types: LeanTerm) -> LeanTerm:
    return foralls([("", domain) for domain in types[:-1]], types[-1])


_C, _NAT = Local("C"), Constant("Nat")
_OPERATIONS: Sequence[tuple[str, LeanTerm]] = (
    ("C", Constant("Expression.Kind")),
    ("num", _arrow(_NAT, _C)),
    ("var", _arrow(_NAT, _C)),
    ("add", _arrow(_C, _C, _C)),
    ("mul", _arrow(_C, _C, _C)),
    ("neg", _arrow(_C, _C)),
    ("sub", _arrow(_C, _C, _C)),
    ("pow", _arrow(_C, _NAT, _C)),
)


@dataclass(frozen=True)
class Equation:
    """`left = right`, with the premise's name where it is one."""

    left: Node
    right: Node
    name: str = ""


def ring_term(node: Node, variables: Sequence[LeanTerm], ring: LeanTerm = RING) -> LeanTerm:
    """The element of the ring that the node is.

    >>> from porism.provers.lean.terms import text
    >>> text(ring_term(("add", ("variable", 0), ("pow", ("number", 2), 3)), [Local("v_x")]))
    'R.add v_x (R.pow (R.natural 2) 3)'
    """
    kind = node[0]
    if kind == "variable":
        return variables[node[1]]
    if kind == "number":
        return Application(_IN_RING["natural"], (ring, Natural(int(node[1]))))
    if kind == "pow":
        return Application(_IN_RING[kind], (ring, ring_term(node[1], variables, ring), Natural(int(node[2]))))
    if kind in _NAMED:
        return Application(_IN_RING[kind], (ring, *[ring_term(part, variables, ring) for part in node[1:]]))
    raise ValueError(f"not a node: {node!r}"[:200])


def expression_term(node: Node) -> LeanTerm:
    """The `Expression` that the node is.

    >>> from porism.provers.lean.terms import text
    >>> text(expression_term(("neg", ("pow", ("variable", 0), 3))))
    '.neg (.pow (.variable 0) 3)'
    """
    match node:
        case ("number" | "variable" as kind, n):
            return call(f"Expression.{kind}", Natural(int(n)))
        case ("pow", base, k):
            return call("Expression.pow", expression_term(base), Natural(int(k)))
        case ("add" | "mul" | "sub" | "neg" as kind, *parts):
            return call(f"Expression.{kind}", *(expression_term(p) for p in parts))
        case _:
            raise ValueError(f"not a node: {node!r}"[:200])


def fold_term(node: Node) -> LeanTerm:
    """The `Expression.Fold` that the node is: the expression as a formula, its operations left open.

    >>> from porism.provers.lean.terms import text
    >>> text(fold_term(("neg", ("pow", ("variable", 0), 3))))
    'fun C num var add mul neg sub pow => neg (pow (var 0) 3)'
    """
    return functions(_OPERATIONS, _formula(node))


def _formula(node: Node) -> LeanTerm:
    kind = node[0]
    if kind in _NAMED:
        return Application(_NAMED[kind], tuple([_formula(part) for part in node[1:]]))
    if kind == "variable":
        return Application(_VARIABLE, (Natural(int(node[1])),))
    if kind == "number":
        return Application(_NUMBER, (Natural(int(node[1])),))
    if kind == "pow":
        return Application(_POWER, (_formula(node[1]), Natural(int(node[2]))))
    raise ValueError(f"not a node: {node!r}"[:200])


def polynomial(node: Node, generators: Sequence[Poly], one: Poly) -> Poly:
    """The polynomial that the node is."""
    match node:
        case ("number", n):
            return one * n
        case ("variable", i):
            return generators[i]
        case ("add", a, b):
            return polynomial(a, generators, one) + polynomial(b, generators, one)
        case ("sub", a, b):
            return polynomial(a, generators, one) - polynomial(b, generators, one)
        case ("mul", a, b):
            return polynomial(a, generators, one) * polynomial(b, generators, one)
        case ("neg", a):
            return -polynomial(a, generators, one)
        case ("pow", a, k):
            return polynomial(a, generators, one) ** k
        case _:
            raise ValueError(f"not a node: {node!r}"[:200])


def polynomial_node(value: Poly) -> Node:
    """The node of a polynomial with integer coefficients, a sum of monomials."""
    summands = list[tuple[bool, Node]]()
    for exponents, coefficient in value.terms():
        if coefficient.q != 1:
            raise ValueError(f"{coefficient} is not an integer")
        size = abs(int(coefficient.p))
        factors: list[Node] = [("number", size)] if size != 1 or not any(exponents) else []
        for i, k in enumerate(exponents):
            if k:
                factors.append(("variable", i) if k == 1 else ("pow", ("variable", i), int(k)))
        summands.append((bool(coefficient < 0), product(factors)))
    return signed_total(summands)


def total(parts: Sequence[Node]) -> Node:
    """Their sum, 0 for none: from the left as people read it, a long one by halves, so that no term becomes deep.

    >>> total([("variable", k) for k in range(3)])
    ('add', ('add', ('variable', 0), ('variable', 1)), ('variable', 2))
    """
    return signed_total([(False, part) for part in parts])


def signed_total(summands: Sequence[tuple[bool, Node]]) -> Node:
    """The same, where the first of a pair says whether the second is subtracted."""
    if len(summands) > LONG:
        half = len(summands) // 2
        return ("add", signed_total(summands[:half]), signed_total(summands[half:]))
    found: Node | None = None
    for negative, node in summands:
        if found is None:
            found = ("neg", node) if negative else node
        else:
            found = ("sub" if negative else "add", found, node)
    return ("number", 0) if found is None else found


def product(factors: Sequence[Node]) -> Node:
    """Their product, 1 for none."""
    node: Node | None = None
    for factor in factors:
        node = factor if node is None else ("mul", node, factor)
    return ONE if node is None else node


def bits(node: Node, variables: int) -> float:
    """The size, in bits, of the numbers that Lean's check computes by pairs: the value at the separating point."""
    return both_bits(node, variables)[0]


def both_bits(node: Node, variables: int) -> tuple[float, float]:
    """The size, in bits, of the numbers that Lean's check computes by pairs, and by formulas.

    The parts (p, q) of a value satisfy p + q = the value with all signs made positive, so the first is that value's
    logarithm. In the check by formulas that value takes the place of −1.
    """
    logs = dict.fromkeys(range(variables), 0.0)
    for i in reversed(range(variables)):
        # The point's coordinate i: the value with the coordinates up to i set to one.
        logs[i] = _logarithm(node, {j: (0.0 if j <= i else logs[j]) for j in logs}) + 1.0
        if not math.isfinite(logs[i]) or logs[i] > 1e12:
            return math.inf, math.inf
    size = _logarithm(node, logs)
    return size, _logarithm(node, logs, size)


def _logarithm(node: Node, logs: Mapping[int, float], minus: float = 0.0) -> float:
    kind = node[0]
    if kind == "mul":
        return _logarithm(node[1], logs, minus) + _logarithm(node[2], logs, minus)
    if kind == "variable":
        return logs[node[1]]
    if kind == "pow":
        return _logarithm(node[1], logs, minus) * int(node[2])
    if kind == "add":
        return max(_logarithm(node[1], logs, minus), _logarithm(node[2], logs, minus)) + 1.0
    if kind == "sub":
        return max(_logarithm(node[1], logs, minus), _logarithm(node[2], logs, minus) + minus) + 1.0
    if kind == "number":
        return math.log2(int(node[1])) if node[1] else 0.0
    if kind == "neg":
        return _logarithm(node[1], logs, minus) + minus
    raise ValueError(f"not a node: {node!r}"[:200])
