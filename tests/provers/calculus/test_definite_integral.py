"""The rule of definite integrals: forged antiderivatives, breaks, ends, theorems and values must not be accepted."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import statement_from_json
from porism.symbolic.term import to_json

EXPAND = ["expand", "6"]
BUDGET = Budget(20.0, 2000)


def plain(text: str) -> Any:
    return to_json(parse_term(text))


def end(text: str) -> Extended:
    return text if text in ("oo", "-oo", "none") else parse_term(text)  # type: ignore[return-value]  # infinities


def integral(f: str, low: str, high: str, value: str, scope: Scope | None = None) -> DefiniteIntegral:
    return DefiniteIntegral(scope or Scope(), parse_term(f), "x", end(low), end(high), end(value))


def piece(primitive: str, *facts: str, known: tuple[Any, ...] = ()) -> dict[str, Any]:
    theorems = [[name, [plain(p) for p in parameters]] for name, *parameters in known]
    stated = [Relation.parse(fact).to_json() for fact in facts]
    return {"F": plain(primitive), "trees": [EXPAND, EXPAND], "known": theorems, "facts": stated}


def data(*pieces: dict[str, Any], breaks: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    return {"sample": {}, "breaks": [plain(c) for c in breaks], "pieces": list(pieces), **more}


def is_proved(statement: DefiniteIntegral, given: Any) -> bool:
    return isinstance(established(statement, given, BUDGET), Established)


def test_one_piece() -> None:
    assert is_proved(integral("x**2", "0", "1", "1/3"), data(piece("x**3/3")))
    assert is_proved(integral("1/(1 + x**2)", "-oo", "oo", "pi"), data(piece("atan(x)")))
    assert is_proved(integral("log(x)", "0", "1", "-1"), data(piece("x*log(x) - x")))
    assert is_proved(integral("exp(-x)*x", "0", "oo", "1"), data(piece("-(x + 1)*exp(-x)")))


@pytest.mark.parametrize("value", ["0", "-1/3", "1/2", "2/3", "oo", "-oo", "none"])
def test_a_wrong_value(value: str) -> None:
    assert not is_proved(integral("x**2", "0", "1", value), data(piece("x**3/3")))


@pytest.mark.parametrize("primitive", ["x**3", "x**2/2", "-x**3/3", "x**3/3 + x", "abs(x)**3/3 + 1/x"])
def test_a_wrong_antiderivative(primitive: str) -> None:
    assert not is_proved(integral("x**2", "-1", "1", "2/3"), data(piece(primitive)))


def test_an_antiderivative_must_not_jump() -> None:
    f, jumping = "1/(2 + cos(x))", "2*atan(tan(x/2)/sqrt(3))/sqrt(3)"
    assert not is_proved(integral(f, "0", "2*pi", "0"), data(piece(jumping)))
    assert not is_proved(integral(f, "0", "2*pi", "0"), data(piece(jumping, "cos(x/2) != 0")))
    halves = (piece(jumping, "cos(x/2) > 0"), piece(jumping, "cos(x/2) < 0"))
    assert is_proved(integral(f, "0", "2*pi", "2*pi/sqrt(3)"), data(*halves, breaks=("pi",)))
    assert not is_proved(integral(f, "0", "2*pi", "0"), data(*halves, breaks=("pi",)))
    for shifted in ("22/7", "pi/2", "3", "2*pi", "-pi", "3*pi"):
        assert not is_proved(integral(f, "0", "2*pi", "2*pi/sqrt(3)"), data(*halves, breaks=(shifted,)))


def test_a_hidden_step_is_a_jump() -> None:
    for jumping in (
        "x + abs(x)/x",
        "x + atan(1/x)*2/pi",
        "x + sqrt(x**2)/x",
        "x + log(x)/(I*pi) - log(abs(x))/(I*pi)",
    ):
        for value in ("2", "4", "0"):
            proved = is_proved(integral("1", "-1", "1", value), data(piece(jumping)))
            assert not proved, (jumping, value)


def test_a_pole_inside() -> None:
    assert not is_proved(integral("1/x**2", "-1", "1", "-2"), data(piece("-1/x")))
    assert not is_proved(integral("1/x", "-1", "1", "0"), data(piece("log(abs(x))")))
    assert is_proved(integral("1/x**2", "-1", "1", "oo"), data(piece("-1/x"), piece("-1/x"), breaks=("0",)))
    assert not is_proved(
        integral("1/x", "-1", "1", "0"), data(piece("log(-x)"), piece("log(x)"), breaks=("0",))
    )
    assert not is_proved(
        integral("1/x", "-1", "1", "oo"), data(piece("log(-x)"), piece("log(x)"), breaks=("0",))
    )


def test_no_value() -> None:
    right, left = [plain("0"), None], [None, plain("0")]
    assert is_proved(integral("1/x", "-1", "1", "none"), data(piece("log(x)"), within=right))
    assert is_proved(integral("1/x", "-1", "1", "none"), data(piece("log(-x)"), within=left))
    assert not is_proved(integral("1/sqrt(x)", "0", "1", "none"), data(piece("2*sqrt(x)")))
    assert not is_proved(integral("1/x", "1", "2", "none"), data(piece("log(x)"), within=right)), (
        "0 lies outside"
    )
    assert not is_proved(
        integral("1/x", "1", "2", "none"), data(piece("log(x)"), within=[plain("0"), plain("1")])
    )
    assert not is_proved(integral("1/x", "-1", "1", "none"), data(piece("log(x) + 1/x"), within=right))
    assert not is_proved(integral("cos(x)", "0", "oo", "none"), data(piece("sin(x)")))


def test_the_whole_interval_is_covered() -> None:
    f = integral("abs(x)", "-1", "2", "5/2")
    good = (piece("-x**2/2"), piece("x**2/2"))
    assert is_proved(f, data(*good, breaks=("0",)))
    assert not is_proved(f, data(*good, breaks=()))
    assert not is_proved(f, data(good[0], breaks=("0",)))
    assert not is_proved(f, data(*good, good[1], breaks=("0",)))
    assert not is_proved(f, data(*good, breaks=("1/10",)))
    assert not is_proved(f, data(*good, breaks=("3",)))
    assert not is_proved(integral("abs(x)", "-1", "2", "2"), data(good[1], breaks=()))
    back_and_forth = data(*(piece("x**2/2"),) * 3, breaks=("1", "1/2"))
    assert not is_proved(integral("x", "0", "2", "2"), back_and_forth)


def test_ends_in_order() -> None:
    assert not is_proved(integral("x**2", "1", "0", "-1/3"), data(piece("x**3/3")))
    assert not is_proved(integral("x**2", "1", "1", "0"), data(piece("x**3/3")))
    assert not is_proved(integral("exp(-x)", "oo", "0", "1"), data(piece("-exp(-x)")))
    assert not is_proved(integral("exp(-x)", "x", "1", "1"), data(piece("-exp(-x)")))


def test_facts_are_proved() -> None:
    f, jumping = integral("1/(2 + cos(x))", "0", "2*pi", "0"), "2*atan(tan(x/2)/sqrt(3))/sqrt(3)"
    for fact in ("cos(x/2) > 0", "x < 1", "0 < 0", "0 == 1", "1/x != 1/x"):
        assert not is_proved(f, data(piece(jumping, fact)))
    assert not is_proved(integral("1/x", "-1", "1", "0"), data(piece("log(abs(x))", "x != 0")))


def test_theorems() -> None:
    gauss = ("gauss", "1", "1", "0")
    assert is_proved(integral("exp(-x**2)", "-oo", "oo", "sqrt(pi)"), data(piece("0*x", known=(gauss,))))
    by_parts = piece("-x*exp(-x**2)/2", known=(("gauss", "1/2", "1", "0"),))
    assert is_proved(integral("x**2*exp(-x**2)", "-oo", "oo", "sqrt(pi)/2"), data(by_parts))
    dirichlet = piece("-sin(x)**2/x", known=(("dirichlet", "1", "2"),))
    assert is_proved(integral("sin(x)**2/x**2", "0", "oo", "pi/2"), data(dirichlet))
    mirrored = piece("0*x", known=(("mirrored half of gauss", "1", "1", "0"),))
    assert is_proved(integral("exp(-x**2)", "-oo", "0", "sqrt(pi)/2"), data(mirrored))


@pytest.mark.parametrize(
    ("f", "low", "high", "value", "name"),
    [
        ("exp(-x**2)", "0", "oo", "sqrt(pi)", ("gauss", "1", "1", "0")),  # another interval
        ("exp(-x**2)", "-oo", "1", "sqrt(pi)", ("gauss", "1", "1", "0")),
        ("exp(-x**2)", "1", "oo", "sqrt(pi)/2", ("half of gauss", "1", "1", "0")),
        ("exp(-2*x**2)", "-oo", "oo", "sqrt(pi)", ("gauss", "1", "1", "0")),  # another integrand
        ("exp(x**2)", "-oo", "oo", "sqrt(-pi)", ("gauss", "1", "-1", "0")),  # what it needs is false
        ("sin(-x)/x", "0", "oo", "pi/2", ("dirichlet", "1", "-1")),
        ("sin(x)/x", "0", "1", "pi/2", ("dirichlet", "1", "1")),
        ("exp(-x**2)", "-oo", "oo", "sqrt(pi)", ("gauss", "x", "1", "0")),  # a parameter that depends on x
        ("exp(-x**2)", "-oo", "oo", "sqrt(pi)", ("gauss", "exp(-x**2)", "0", "0")),
        ("1", "-oo", "oo", "sqrt(pi)", ("gauss", "1", "1", "x")),
        ("exp(-x)", "0", "oo", "1", ("magic", "1")),
        ("cos(x)/(1 + x**2)", "0", "oo", "pi*exp(1)/2", ("laplace cosine", "1", "-1", "1")),
    ],
)
def test_theorems_that_do_not_fit(f: str, low: str, high: str, value: str, name: Any) -> None:
    assert not is_proved(integral(f, low, high, value), data(piece("0*x", known=(name,))))


def test_reflection() -> None:
    f = integral("log(1 + tan(x))", "0", "pi/4", "pi*log(2)/8")
    assert is_proved(f, data(piece("x*log(2)"), reflected=plain("log(2)")))
    assert not is_proved(integral("x", "0", "1", "1"), data(piece("x**2/2"), reflected=plain("x")))
    assert not is_proved(integral("x", "0", "1", "1"), data(piece("2*x"), reflected=plain("2")))
    assert is_proved(integral("x", "0", "1", "1/2"), data(piece("x"), reflected=plain("1")))
    odd = data(piece("0*x"), reflected=plain("0*x"))
    assert not is_proved(integral("1/x", "-1", "1", "0"), odd), "a principal value is no value"
    assert not is_proved(integral("x", "-oo", "oo", "0"), odd)
    assert not is_proved(integral("1/x**3", "-1", "1", "0"), odd)


def test_parameters() -> None:
    positive, real = Scope.of({"a": Domain("positive")}), Scope.of({"a": Domain("real")})
    decay = {**data(piece("-exp(-a*x)/a")), "sample": {"a": "2"}}
    assert is_proved(integral("exp(-a*x)", "0", "oo", "1/a", positive), decay)
    assert not is_proved(integral("exp(-a*x)", "0", "oo", "1/a", real), decay)
    square = {**data(piece("x**2/2")), "sample": {"a": "2"}}
    assert is_proved(integral("x", "0", "a", "a**2/2", positive), square)
    assert not is_proved(integral("x", "0", "a", "a**2/2", real), square)
    assert not is_proved(integral("x", "a", "0", "-a**2/2", positive), square)
    assert not is_proved(integral("1/(x - 1)", "0", "a", "log(abs(a - 1))", positive), {
        **data(piece("log(abs(x - 1))")), "sample": {"a": "1/2"}})  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [None, {}, [], {"breaks": [], "pieces": []}, {"breaks": [], "pieces": [{}]}, {"breaks": ["0"], "pieces": [1, 2]},
     {"breaks": [], "pieces": [{"F": ["var", "x"]}]}, {"breaks": None, "pieces": None}, "F"],
)  # fmt: skip
def test_malformed_data(given: Any) -> None:
    assert not is_proved(integral("x**2", "0", "1", "1/3"), given)


def test_a_certificate_is_for_its_statement() -> None:
    statement, given = (
        integral("abs(x)", "-1", "2", "5/2"),
        data(piece("-x**2/2"), piece("x**2/2"), breaks=("0",)),
    )
    verdict = established(statement, given, BUDGET)
    assert isinstance(verdict, Established)
    certificates = [part.certificate.to_json() for part in verdict.parts]
    assert check(statement_from_json(statement.to_json()), given, certificates) == ()
    with pytest.raises(Rejected):
        check(integral("abs(x)", "-1", "2", "3/2"), given, certificates)
    with pytest.raises(Rejected):
        check(statement, given, [])
