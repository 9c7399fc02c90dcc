"""What a sum's theorem says, read by an evaluator of its own: true for the same upper limits as the sum itself.

The evaluator gives `R.sum`, `Nat.binomial`, `Rational.reciprocal`, … their meaning in Python and knows nothing of how the
theorem was made; the sum is evaluated by SymPy. True and false statements are written alike, without their proofs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sympy

from porism.provers.lean.sums import induction as sums
from porism.provers.lean.sums import recurrent_sums
from porism.provers.lean.terms import Application, Constant, Forall, Function, LeanTerm, Local, Natural
from porism.symbolic.proposals.hypergeometric_bridge import linear_to_sympy, summands_to_sympy
from porism.symbolic.statements.sum_value import SumValue


def beside(name: str) -> ModuleType:
    """A test module of this folder, for its statements."""
    found = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module


def statements() -> dict[str, tuple[SumValue, Any]]:
    own, recurrent = beside("test_sums"), beside("test_recurrent_sums")
    plain = {name: (s, None) for table in (own.TRUE, own.FALSE) for name, s in table.items()}
    found: dict[str, tuple[SumValue, Any]] = {**plain, **recurrent.TRUE, **recurrent.FORGED}
    # The others are about every ring, which is not evaluated.
    return {k: v for k, v in found.items() if all(d.is_discrete for _, d in v[0].scope.variables)}


def meaning(term: LeanTerm, at: Mapping[str, Any]) -> Any:
    """The value of a term: a fraction, or the truth of an equation."""
    match term:
        case Local(name):
            return at[name]
        case Natural(value):
            return value
        case Application(Constant("Ring.sum"), (_, Function(name, _, body), count)):
            return sum((meaning(body, {**at, name: j}) for j in range(meaning(count, at))), Fraction(0))
        case Application(Constant("Eq"), (_, left, right)):
            return meaning(left, at) == meaning(right, at)
        case Application(Constant(name), arguments):
            values = [meaning(a, at) for a in arguments if not (isinstance(a, Constant))]
            return OPERATIONS[name](*values)
        case _:
            raise TypeError(term)


OPERATIONS: dict[str, Any] = {
    "Ring.natural": Fraction,
    "Ring.add": lambda a, b: a + b,
    "Ring.sub": lambda a, b: a - b,
    "Ring.mul": lambda a, b: a * b,
    "Ring.neg": lambda a: -a,
    "Ring.pow": lambda a, k: a**k,
    "Nat.add": lambda a, b: a + b,
    "Nat.mul": lambda a, b: a * b,
    "Nat.factorial": math.factorial,
    "Nat.binomial": math.comb,
    "Rational.reciprocal": lambda a: 1 / a if a else Fraction(0),
}


def truth(statement: SumValue, n: int, a: int) -> bool | None:
    """Whether the sum has its value for an upper limit n and a parameter a; None where something is not defined."""
    at = {"n": n, "a": a}
    assert statement.upper is not None
    last = linear_to_sympy(statement.upper).subs(at)
    summand = summands_to_sympy(statement.summand).subs(at)
    total = sum(
        (summand.subs({statement.variable: k}) for k in range(statement.lower.constant, last + 1)),
        sympy.S.Zero,
    )
    value = summands_to_sympy(statement.value).subs(at)
    difference = sympy.nsimplify(total - value)
    return None if difference.has(sympy.zoo, sympy.nan, sympy.oo) else bool(difference == 0)


@pytest.mark.parametrize("name", statements())
def test_a_theorem_says_what_the_sum_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    statement, data = statements()[name]
    for module in (sums, recurrent_sums):
        monkeypatch.setattr(module, "proved", lambda *arguments: Constant("True.intro"))
    found = sums.goal(statement, data)
    bound, conclusion = list[str](), found.statement
    while isinstance(conclusion, Forall):
        bound.append(conclusion.name)
        conclusion = conclusion.body
    shift = next((int(m[1]) for m in map(re.compile(r"n is v_n \+ (\d+)").fullmatch, found.legend) if m), 0)
    assert any(truth(statement, j + shift, 3) is not None for j in range(5))
    for j in range(5):
        at = {"v_n": j, "v_a": Fraction(3)}
        expected = truth(statement, j + shift, 3)
        if expected is not None:
            assert meaning(conclusion, {x: at[x] for x in bound}) is expected, j
