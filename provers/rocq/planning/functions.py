"""Functions of one moving variable as data, with their derivatives and what these need.

    text ─► ("f", "atan", ("t_d", ("t_x", 1), ("t_x", 2))) ─► d_f e_atan (d_d (d_k 1) d_x)     and its slope, node by node

`library/Derivatives.v` proves once that `Differential.slope` of such data is the derivative where what the data needs
holds. `Calculus` computes the same slope, in the same shape, so that Rocq's is this one by conversion. Which facts
prove the needs, and that the slope is the stated one, is the plan's part (`opaque.py`). Nothing here is trusted; linear
in the text, but that a slope repeats the factors of products.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from porism.provers.rocq.planning.identities import Node, NotRational, Reader, list_text
from porism.provers.rocq.stating.emit import variable_name

ELEMENTARY = {
    "exp": "e_exp", "ln": "e_ln", "sin": "e_sin", "cos": "e_cos", "tan": "e_tan", "sqrt": "e_sqrt", "Rabs": "e_abs",
    "atan": "e_atan", "sinh": "e_sinh", "cosh": "e_cosh", "tanh": "e_tanh",
}  # fmt: skip
ROOTED = {"asin": "e_asin", "acos": "e_acos", "arcsinh": "e_arcsinh"}
_DATA = {"t_a": "d_a", "t_s": "d_s", "t_m": "d_m", "t_d": "d_d"}
ONE, ZERO, TWO = ("t_c", 1), ("t_c", 0), ("t_c", 2)


class FunctionReader(Reader):
    """Reads functions too: `("f", name, argument)`, and `("f", "Rpower", base, exponent)`.

    >>> FunctionReader().node_of("2 * sin (v_x ^ 2)")
    ('t_m', ('t_c', 2), ('f', 'sin', ('t_p', ('t_x', 1), 2)))
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts = dict[Node, str]()  # of functions and of their arguments, as they stand in an application
        self._applications = dict[Node, Node]()

    def _atom(self, depth: int) -> Node:
        if self._at == len(self._tokens) or not (name := self._tokens[self._at][2]):
            return super()._atom(depth)
        self._at += 1
        if name not in ELEMENTARY and name not in ROOTED and name != "Rpower":
            if self._at < len(self._tokens) and (not self._tokens[self._at][3] or self._sign() == "("):
                raise NotRational
            return self.indeterminate(name)
        return ("f", name, *(self._argument(depth) for _ in range(2 if name == "Rpower" else 1)))

    def _argument(self, depth: int) -> Node:
        if self._at == len(self._tokens):
            raise NotRational
        first = self._tokens[self._at]
        if first[2]:
            self._at += 1
            node = self.indeterminate(first[2])
        else:
            node = super()._atom(depth)
        start, end = first.start(first.lastindex or 0), self._tokens[self._at - 1].end()
        self.texts.setdefault(node, self._text[start:end])
        return node

    def opaque(self, node: Node) -> Node:
        """The data for `porism_identity`: functions are indeterminates."""
        if node[0] == "f":
            if node not in self._applications:
                self._applications[node] = self.indeterminate(self.application(node))
            return self._applications[node]
        return (node[0], *(self.opaque(part) if isinstance(part, tuple) else part for part in node[1:]))

    def application(self, node: Node) -> str:
        """The text of a function of arguments that were read."""
        return f"({node[1]} {' '.join(self.texts[part] for part in node[2:])})"


@dataclass(frozen=True)
class Need:
    """What the data needs, in the order of `Differential.needs`: 0 < node, node ≠ 0, or what a root's function needs."""

    kind: Literal[">", "!=", "root"]
    node: Node
    function: str = ""


@dataclass
class Calculus:
    """One function by its moving variable; `roots` are what stands under the roots of `Need("root")`, filled in before.

    >>> reader = FunctionReader()
    >>> function = reader.node_of("ln v_x / v_a")
    >>> calculus = Calculus(reader, "x")
    >>> calculus.data(function), calculus.environment
    ('(d_d (d_f e_ln d_x) (d_k 1))', ['v_a'])
    >>> [(need.kind, need.node) for need in calculus.needs]
    [('>', ('t_x', 1)), ('!=', ('t_x', 2))]
    """

    reader: FunctionReader
    variable: str
    roots: dict[Node, Node] = field(default_factory=dict)
    environment: list[str] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)

    def moves(self, node: Node) -> bool:
        """Whether the moving variable occurs in it."""
        if node[0] == "t_x":
            return bool(self.reader.atoms[node[1] - 1] == variable_name(self.variable))
        return any(isinstance(part, tuple) and self.moves(part) for part in node[1:])

    def data(self, node: Node) -> str:
        """The data of a function, and its needs; raises `NotRational`."""
        match node:
            case ("t_x", number):
                return "d_x" if self.moves(node) else self._constant(self.reader.atoms[number - 1])
            case ("f", *_) if not self.moves(node):
                return self._constant(self.reader.application(node))
            case ("t_c", value):
                return f"(d_c {value})"
            case ("t_n", a):
                return f"(d_n {self.data(a)})"
            case ("t_p", a, n):
                return f"(d_p {self.data(a)} {n})"
            case ("f", "Rpower", a, b):
                found = f"(d_r {self.data(a)} {self.data(b)})"
                self.needs.append(Need(">", a))
                return found
            case ("f", name, a) if name in ROOTED:
                inner = self.data(a)
                self.needs.append(Need("root", a, name))
                kept = len(self.needs)
                found = f"(d_w {ROOTED[name]} {inner} {self.data(self.roots[node])})"
                del self.needs[kept:]  # what stands under the root need not be smooth by itself
                return found
            case ("f", name, a):
                inner = self.data(a)
                if name in ("ln", "sqrt"):
                    self.needs.append(Need(">", a))
                elif name in ("tan", "Rabs"):
                    self.needs.append(Need("!=", ("f", "cos", a) if name == "tan" else a))
                return f"(d_f {ELEMENTARY[name]} {inner})"
            case (name, a, b):
                found = f"({_DATA[name]} {self.data(a)} {self.data(b)})"
                if name == "t_d":
                    self.needs.append(Need("!=", b))
                return found
        raise NotRational

    def _constant(self, text: str) -> str:
        if text not in self.environment:
            self.environment.append(text)
        return f"(d_k {self.environment.index(text) + 1})"

    def slope(self, node: Node) -> Node:
        """The derivative, in the shape of `Differential.slope`."""
        match node:
            case ("t_x", _):
                return ONE if self.moves(node) else ZERO
            case ("t_c", _):
                return ZERO
            case ("f", *_) if not self.moves(node):
                return ZERO
            case ("t_a" | "t_s" as name, a, b):
                return (name, self.slope(a), self.slope(b))
            case ("t_m", a, b):
                return ("t_a", ("t_m", self.slope(a), b), ("t_m", a, self.slope(b)))
            case ("t_d", a, b):
                top = ("t_s", ("t_m", self.slope(a), b), ("t_m", a, self.slope(b)))
                return ("t_d", top, ("t_p", b, 2))
            case ("t_n", a):
                return ("t_n", self.slope(a))
            case ("t_p", a, n):
                return ("t_m", ("t_m", ("t_c", n), ("t_p", a, max(n - 1, 0))), self.slope(a))
            case ("f", "Rpower", a, b):
                change = ("t_m", self.slope(b), ("f", "ln", a)), ("t_m", b, ("t_d", self.slope(a), a))
                return ("t_m", node, ("t_a", *change))
            case ("f", name, a):
                return ("t_m", self._outer(node, name, a), self.slope(a))
        raise NotRational

    def _outer(self, node: Node, name: str, a: Node) -> Node:
        def of(function: str, argument: Node = a) -> Node:
            return ("f", function, argument)

        match name:
            case "exp":
                return node
            case "ln":
                return ("t_i", a)
            case "sin" | "sinh" | "cosh":
                return of({"sin": "cos", "sinh": "cosh", "cosh": "sinh"}[name])
            case "cos":
                return ("t_n", of("sin"))
            case "tan" | "tanh":
                return ("t_i", ("t_p", of("cos" if name == "tan" else "cosh"), 2))
            case "sqrt":
                return ("t_i", ("t_m", TWO, node))
            case "Rabs":
                return ("t_d", a, node)
            case "atan":
                return ("t_i", ("t_a", ONE, ("t_p", a, 2)))
            case _:
                found = ("t_i", of("sqrt", self.roots[node]))
                return ("t_n", found) if name == "acos" else found

    def environment_text(self) -> str:
        """The list of the constants."""
        return list_text(self.environment, "R")
