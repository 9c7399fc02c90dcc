"""The neural room as a finder of antiderivatives: proposals with its name, or a reason; hostile integrands included."""

from __future__ import annotations

import subprocess
import sys

import pytest

from porism.neural.calculus.antiderivatives import antiderivatives, regressed_form
from porism.symbolic.domain import interval
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.parse import parse_term
from porism.symbolic.polynomials import native
from porism.symbolic.statements.antiderivative import Antiderivative
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import number


def question(text: str, scope: Scope | None = None, seconds: float = 1.0) -> IntegralQuestion:
    return IntegralQuestion(parse_term(text), "x", scope or Scope(), (), seconds)


def test_a_proposal_says_who_made_it_and_what_has_to_be_proved() -> None:
    first = antiderivatives(question("x*exp(x)"))[0]
    assert first.proposer == "neural: exact fit"
    statement = first.parts[0].statement
    assert isinstance(statement, Antiderivative)
    assert (statement.integrand, statement.variable) == (parse_term("x*exp(x)"), "x")


@pytest.mark.parametrize(
    "text",
    ["exp(-x**3)", "tan(1/x)", "1/sin(1/x)", "sqrt(-1 - x**2)", "x**x", "exp(exp(exp(x**2)))", "i*x".replace("i", "I"),
     "a*b*c*d*x", "sin(a*x)/(b*x**2 + exp(c*x) + d)", "1/(x**60 + x + 1)", "x**(x**x)", "erf(erf(x))", "gamma(x)"],
)  # fmt: skip
def test_without_an_answer_there_is_a_reason(text: str) -> None:
    with pytest.raises(OracleError, match=r"\w"):
        antiderivatives(question(text, seconds=0.1))


def test_a_tiny_interval_is_no_obstacle() -> None:
    tiny = interval(number("1"), number("1000001/1000000"), False, False)
    scope = Scope.of({"x": tiny}, ())
    assert antiderivatives(question("log(x)/x", scope))[0].parts[0].statement is not None


def test_regression_is_the_last_way() -> None:
    asked = question("2*x + cos(x)", seconds=6.0)
    import time

    found = regressed_form(native(asked.integrand), asked, time.monotonic() + 6.0)
    assert str(found) in ("sin(x) + x**2", "x**2 + sin(x)")


def test_jax_is_not_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, porism.neural.calculus.antiderivatives as a, porism.neural.calculus.solutions, porism.integration\n"
        "from porism.symbolic.parse import parse_term\n"
        "from porism.symbolic.oracles.question import IntegralQuestion\n"
        "from porism.symbolic.statements.scope import Scope\n"
        "a.antiderivatives(IntegralQuestion(parse_term('x*exp(x)'), 'x', Scope()))\n"
        "print('jax' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == "False"
