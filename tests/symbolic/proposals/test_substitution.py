"""Changes of variable and moments: right by numerical differentiation, general in their parameters, refused where they end."""

from __future__ import annotations

import mpmath
import pytest
import sympy

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.parse import parse_term
from porism.symbolic.proposals.moments import moment
from porism.symbolic.proposals.substitution import by_substitution
from porism.symbolic.statements.scope import Scope

u = sympy.Symbol("u", positive=True)
ORDERS = [sympy.Rational(n, 2) for n in range(-7, 8)]


@pytest.mark.parametrize("s", ORDERS, ids=str)
@pytest.mark.parametrize("function", [sympy.exp, sympy.sin, sympy.cos, None], ids=str)
@pytest.mark.parametrize("k", [sympy.Integer(3), sympy.Rational(-5, 2)], ids=str)
def test_a_moment_is_an_antiderivative(s: sympy.Rational, function: type | None, k: sympy.Rational) -> None:
    m = sympy.Rational(1, 3)
    value = moment(s, function, k, m, u)
    integrand = u**s * (function(k * u + m) if function else 1)
    with mpmath.workdps(30):
        F, f = (sympy.lambdify(u, t, "mpmath") for t in (value, integrand))
        for at in ("0.3", "1.7"):
            assert abs(mpmath.diff(F, mpmath.mpf(at)) - f(mpmath.mpf(at))) < 1e-12


PROVED = [
    "x/asin(2*x)**2", "asin(a*x)**(3/2)", "x**2*acos(x)**2", "x/asinh(b*x)**3", "1/acosh(x)**2", "x**2/sqrt(a + b*asin(c*x))",
    "x**3/log(a*x**n)", "x**m/log(a*x**n)**(5/2)", "(c + d*x)**2/log(c + d*x)", "log(c*(d*(e + f*x)**p)**q)**2*(g + h*x)",
]  # fmt: skip


@pytest.mark.parametrize("f", PROVED)
def test_what_a_change_of_variable_proposes_is_proved(f: str) -> None:
    found = by_substitution(IntegralQuestion(parse_term(f), "x", Scope()))
    verdicts = (established(p.parts[0].statement, None, Budget(20.0, 2048)) for p in found)  # type: ignore[arg-type]
    assert any(isinstance(v, Established) for v in verdicts)


@pytest.mark.parametrize(
    "f", ["x", "asin(x**2)/x**3", "sqrt(asin(x))/x", "log(x + exp(x))", "1/(x*log(sin(x)))", "asin(x)**n"]
)
def test_where_no_change_of_variable_helps_it_says_so(f: str) -> None:
    with pytest.raises(OracleError):
        by_substitution(IntegralQuestion(parse_term(f), "x", Scope()))
