"""Solutions of systems that are false must stay open: lost points, roots that do not exist."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.exact_number import Root
from porism.symbolic.statements.finite_system import FiniteSystem
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.statements.system import System


def is_established(statement: Statement, data: Any) -> bool:
    return isinstance(established(statement, data, Budget(10, 1024)), Established)


def square_roots(root: str) -> tuple[System, Any]:
    """x² = a at ±root, in the ring with the names root, x, a."""
    scope = Scope.of({"x": Domain("complex"), "a": Domain("complex")})
    families = tuple((("x", parse_term(sign + root)),) for sign in ("", "-"))
    plus, minus = ([["1", [0, 1, 0]], [sign, [1, 0, 0]]] for sign in ("1", "-1"))
    one = [["1", [0, 0, 0]]]
    tree = {
        "steps": [["sum", [[0, one], [1, [["-1", [0, 0, 0]]]]]]],
        "factors": [2, [minus, plus]],
        "cases": [{"steps": [], "family": 0}, {"steps": [], "family": 1}],
    }
    return System(scope, (Relation.parse("x**2 == a"),), ("x",), families), {"kernels": [], "tree": tree}


def test_a_root_of_what_divides_by_zero_loses_a_point() -> None:
    assert is_established(*square_roots("sqrt(a)"))
    assert not is_established(
        *square_roots("sqrt(1/(1/a))")
    )  # not defined at a = 0, where x = 0 is a solution


def test_a_linear_polynomial_has_its_root_in_the_box() -> None:
    data = {
        "steps": [["sum", [[0, [["0", [0]]]]]]],
        "polynomial": ["-2", "1"],
        "form": ["1"],
        "vanishes": 0,
        "images": [["0", "1"]],
        "equal": [1],
        "minimal": [[None]],
    }

    def at_two(left: int, right: int) -> FiniteSystem:
        root = Root((-2, 1), Fraction(left), Fraction(right))
        return FiniteSystem(Scope.of({"x": Domain("real")}), (Relation.parse("x == 2"),), ("x",), ((root,),))

    assert is_established(at_two(1, 3), data)
    assert not is_established(at_two(5, 6), data)
