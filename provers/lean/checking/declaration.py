"""A theorem as a table of nodes, the form in which `kernel_child.py` reads it.

    table(statement, proof) = {"constants", "numerals", "nodes": [kinds, first, second], "statement": i, "proof": j}

Equal subterms are one node. A bound variable becomes the number of binders between it and its own, so that names play no
part. Everything that a term says is in the table and nothing else: `terms` reads it back.

Complexity: linear in the term as a graph; a term object that occurs twice under the same binders is visited once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from porism.provers.lean.terms import Application, Constant, Forall, Function, LeanTerm, Local, Natural

CONSTANT, APPLICATION, FUNCTION, FORALL, VARIABLE, NUMERAL = range(6)


class _Table:
    def __init__(self) -> None:
        self.constants = dict[Constant, int]()
        self.numerals = dict[int, int]()
        self.nodes = dict[tuple[int, int, int], int]()

    def number(self, term: LeanTerm, scope: Mapping[str, int], depth: int, seen: dict[int, int]) -> int:
        """The number of the term's node; `scope` maps a name to the number of binders outside its own."""
        found = seen.get(id(term))
        if found is not None:
            return found
        nodes = self.nodes
        if isinstance(term, Application):
            found = self.number(term.function, scope, depth, seen)
            for argument in term.arguments:
                number = seen.get(id(argument))
                if number is None:
                    number = self.number(argument, scope, depth, seen)
                found = nodes.setdefault((APPLICATION, found, number), len(nodes))
        elif isinstance(term, Constant):
            found = self._leaf(CONSTANT, self.constants.setdefault(term, len(self.constants)))
        elif isinstance(term, Local):
            if term.name not in scope:
                raise ValueError(f"{term.name!r} is not bound")
            found = self._leaf(VARIABLE, depth - 1 - scope[term.name])
        elif isinstance(term, Natural):
            if term.value < 0:
                raise ValueError(f"{term.value} is not a natural number")
            found = self._leaf(NUMERAL, self.numerals.setdefault(term.value, len(self.numerals)))
        elif isinstance(term, Function | Forall):
            domain = self.number(term.domain, scope, depth, seen)
            inside = {**scope, term.name: depth} if term.name else scope
            body = self.number(term.body, inside, depth + 1, {})
            found = nodes.setdefault(
                (FUNCTION if isinstance(term, Function) else FORALL, domain, body), len(nodes)
            )
        else:
            raise TypeError(f"{term!r} is not a term"[:200])
        seen[id(term)] = found
        return found

    def _leaf(self, kind: int, index: int) -> int:
        return self.nodes.setdefault((kind, index, 0), len(self.nodes))


def table(statement: LeanTerm, proof: LeanTerm) -> dict[str, Any]:
    """The table of a theorem, as JSON; raises `ValueError` if a variable is not bound.

    >>> kind = Constant("Bool")
    >>> table(Forall("x", kind, Local("x")), Function("y", kind, Local("y")))["nodes"]
    [[0, 4, 3, 2], [0, 0, 0, 0], [0, 0, 1, 1]]
    """
    made = _Table()
    roots = [made.number(root, {}, 0, {}) for root in (statement, proof)]
    columns = [list(column) for column in zip(*made.nodes, strict=True)]
    return {
        "constants": [[c.name, list(c.levels)] for c in made.constants],
        "numerals": [str(n) for n in made.numerals],
        "nodes": columns,
        "statement": roots[0],
        "proof": roots[1],
    }


def terms(read: Mapping[str, Any]) -> tuple[LeanTerm, LeanTerm]:
    """The statement and the proof of a table; a variable is named for the number of binders outside its own.

    >>> terms(table(Forall("x", Constant("Bool"), Local("x")), Constant("True")))[0]
    Forall(name='x0', domain=Constant(name='Bool', levels=()), body=Local(name='x0'))
    """
    columns: Sequence[Sequence[int]] = read["nodes"]
    rows: list[tuple[int, int, int]] = list(zip(*columns, strict=True))
    constants: list[LeanTerm] = [Constant(name, tuple(levels)) for name, levels in read["constants"]]

    def term(node: int, depth: int) -> LeanTerm:
        kind, a, b = rows[node]
        match kind:
            case 0:
                return constants[a]
            case 1:
                function, argument = term(a, depth), term(b, depth)
                if isinstance(function, Application):
                    return Application(function.function, (*function.arguments, argument))
                return Application(function, (argument,))
            case 2 | 3:
                binder = Function if kind == FUNCTION else Forall
                return binder(f"x{depth}", term(a, depth), term(b, depth + 1))
            case 4:
                return Local(f"x{depth - 1 - a}")
            case _:
                return Natural(int(read["numerals"][a]))

    return term(read["statement"], 0), term(read["proof"], 0)
