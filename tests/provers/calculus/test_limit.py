"""The rule of limits: what it accepts, and the forged trees, values and sides that it must not."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.domain import Domain
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.limit import Limit
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import statement_from_json
from porism.symbolic.term import to_json

EXPAND = ["expand", "6"]
BUDGET = Budget(20.0, 2000)


def value(text: str) -> Extended:
    return text if text in ("oo", "-oo") else parse_term(text)  # type: ignore[return-value]  # the two infinities


def limit(f: str, point: str, side: str, stated: str, scope: Scope | None = None) -> Limit:
    return Limit(scope or Scope(), parse_term(f), "x", value(point), side, value(stated))  # type: ignore[arg-type]  # a side


def data(*trees: Any, **sample: str) -> dict[str, Any]:
    return {"sample": sample, "trees": list(trees)}


def plain(text: str) -> Any:
    return to_json(parse_term(text))


def is_proved(statement: Limit, given: Any) -> bool:
    return isinstance(established(statement, given, BUDGET), Established)


TRUE = [
    ("sin(x)/x", "0", "+", "1"),
    ("(1 - cos(x))/x**2", "0", "-", "1/2"),
    ("(tan(sin(x)) - sin(tan(x)))/x**7", "0", "+", "1/30"),
    ("(1 + 3/x)**x", "oo", "-", "exp(3)"),
    ("x**x", "0", "+", "1"),
    ("x**5*exp(-x)", "oo", "-", "0"),
    ("log(x)/x**(1/10)", "oo", "-", "0"),
    ("log(log(x))/log(x)", "oo", "-", "0"),
    ("x*sin(1/x)", "0", "+", "0"),
    ("exp(1/x)", "0", "-", "0"),
    ("exp(1/x)", "0", "+", "oo"),
    ("tan(x)", "pi/2", "-", "oo"),
    ("tan(x)", "pi/2", "+", "-oo"),
    ("atan(tan(x)/2)", "pi/2", "-", "pi/2"),
    ("atan(tan(x)/2)", "pi/2", "+", "-pi/2"),
    ("log(x - 1) - log(1 - x)", "0", "+", "log(-1)"),
    ("sqrt(x**2 + x) - x", "oo", "-", "1/2"),
    ("sqrt(x**2 + x) + x", "-oo", "+", "-1/2"),
    ("asin(x)", "1", "-", "pi/2"),
    ("abs(x)/x", "0", "-", "-1"),
    ("x**pi*log(x)", "0", "+", "0"),
    ("(log(x + 1)/log(x) - 1)*x*log(x)", "oo", "-", "1"),
]


@pytest.mark.parametrize(("f", "point", "side", "stated"), TRUE)
def test_expansions_prove(f: str, point: str, side: str, stated: str) -> None:
    assert is_proved(limit(f, point, side, stated), data(EXPAND if "x**7" not in f else ["expand", "9"]))


FALSE = [
    ("sin(x)/x", "0", "+", "0"),
    ("sin(x)/x", "oo", "-", "1"),
    ("1/x", "0", "+", "-oo"),
    ("1/x", "0", "-", "oo"),
    ("1/x", "0", "+", "0"),
    ("tan(x)", "pi/2", "+", "oo"),
    ("atan(1/x)", "0", "-", "pi/2"),
    ("abs(x)/x", "0", "-", "1"),
    ("sqrt(x**2)/x", "0", "-", "1"),
    ("sqrt(x**2 + 1)/x", "-oo", "+", "1"),
    ("exp(x)/x**10", "oo", "-", "0"),
    ("x**10/exp(x)", "oo", "-", "oo"),
    ("(1 + 1/x)**x", "oo", "-", "1"),
    ("x**x", "0", "+", "0"),
    ("log(x)", "0", "-", "-oo"),  # not real there
    ("sqrt(x)/x", "0", "-", "oo"),  # not real there
    ("sin(x)", "oo", "-", "0"),
    ("cos(x) + 1", "oo", "-", "oo"),
    ("x*sin(x)", "oo", "-", "oo"),
    ("x**(sqrt(2) - 1)", "oo", "-", "0"),
    ("log(x**pi*x)/log(x)", "oo", "-", "pi"),
    ("x**pi - x**pi", "oo", "-", "1"),
    ("exp(-1/x)/x**9", "0", "-", "0"),
]


@pytest.mark.parametrize("precision", ["1", "4", "12"])
@pytest.mark.parametrize(("f", "point", "side", "stated"), FALSE)
def test_a_false_limit_is_not_proved(f: str, point: str, side: str, stated: str, precision: str) -> None:
    statement = limit(f, point, side, stated)
    for tree in (["expand", precision], ["parts", EXPAND, EXPAND], ["parts", EXPAND]):
        assert not is_proved(statement, data(tree))


def test_both_sides_are_needed() -> None:
    assert is_proved(limit("sin(x)/x", "0", "+-", "1"), data(EXPAND, EXPAND))
    assert not is_proved(limit("sin(x)/x", "0", "+-", "1"), data(EXPAND))
    assert not is_proved(limit("1/x", "0", "+-", "oo"), data(EXPAND, EXPAND))
    assert not is_proved(limit("abs(x)/x", "0", "+-", "1"), data(EXPAND, EXPAND))


@pytest.mark.parametrize(("point", "side"), [("oo", "+"), ("oo", "+-"), ("-oo", "-"), ("-oo", "+-")])
def test_infinity_has_one_side(point: str, side: str) -> None:
    assert not is_proved(limit("1/x", point, side, "0"), data(EXPAND))


def test_parts() -> None:
    log = ["parts", EXPAND]
    assert is_proved(limit("atan(log(x))", "oo", "-", "pi/2"), data(log))
    assert is_proved(limit("exp(exp(x))", "oo", "-", "oo"), data(["parts", ["parts", EXPAND]]))
    for f, stated in (("x - exp(x)", "0"), ("x*exp(-x)", "0"), ("x*exp(-x)", "oo"), ("x - exp(x)", "-oo")):
        assert not is_proved(limit(f, "oo", "-", stated), data(["parts", EXPAND, EXPAND])), "indeterminate"
    assert not is_proved(limit("log(x)", "0", "-", "-oo"), data(["parts", EXPAND]))
    assert not is_proved(limit("sqrt(x)", "-oo", "+", "oo"), data(["parts", EXPAND, EXPAND]))
    assert not is_proved(limit("exp(I*x)", "oo", "-", "0"), data(["parts", EXPAND]))


def test_an_equal_function_must_be_equal() -> None:
    def tree(g: str, near: str = "1/8") -> Any:
        return ["equal", plain(g), near, EXPAND]

    assert is_proved(limit("(x**2 - 1)/(x - 1)", "1", "+", "2"), data(tree("x + 1")))
    assert not is_proved(limit("(x**2 - 1)/(x - 1)", "1", "+", "3"), data(tree("x + 2")))
    assert not is_proved(limit("abs(x)", "0", "-", "0"), data(tree("x")))
    assert not is_proved(limit("(x**2 - 1)/(x - 1)", "1", "+", "2"), data(tree("x + 1", "-1/8")))
    assert not is_proved(limit("(x**2 - 1)/(x - 1)", "1", "+", "2"), data(tree("x + 1", "0")))
    # equal on the given side only
    assert is_proved(limit("abs(x)/x", "0", "-", "-1"), data(tree("-1 + 0*x")))
    assert not is_proved(limit("abs(x)/x", "0", "+", "-1"), data(tree("-1 + 0*x")))


def test_squeeze() -> None:
    bounds = ["between", plain("-1/x"), plain("1/x"), "1", EXPAND, EXPAND]
    assert is_proved(limit("sin(x)/x", "oo", "-", "0"), data(bounds))
    loose = ["between", plain("-1 + 0*x"), plain("1 + 0*x"), "1", EXPAND, EXPAND]
    assert not is_proved(limit("sin(x)", "oo", "-", "1"), data(loose))
    assert not is_proved(
        limit("x", "oo", "-", "0"), data(["between", plain("-1/x"), plain("1/x"), "1", EXPAND, EXPAND])
    )
    assert is_proved(limit("sin(x)/x", "oo", "-", "0"), data(["null", plain("1/x"), "1", EXPAND]))
    assert not is_proved(limit("sin(x)", "oo", "-", "0"), data(["null", plain("1 + 0*x"), "1", EXPAND]))
    assert is_proved(limit("x + sin(x)", "oo", "-", "oo"), data(["beyond", plain("x - 1"), "1", EXPAND]))
    assert not is_proved(limit("x + sin(x)", "oo", "-", "oo"), data(["beyond", plain("2*x"), "1", EXPAND]))
    assert not is_proved(limit("x + sin(x)", "oo", "-", "-oo"), data(["beyond", plain("x - 1"), "1", EXPAND]))


def hospital(u: str, v: str, du: str, dv: str, near: str, *trees: Any) -> Any:
    return ["hospital", plain(u), plain(v), plain(du), plain(dv), near, *trees]


def test_hospital() -> None:
    good = hospital("sin(x)", "x", "cos(x)", "1", "1/8", EXPAND, EXPAND, EXPAND)
    assert is_proved(limit("sin(x)/x", "0", "+", "1"), data(good))
    grows = hospital("log(x)", "x", "1/x", "1", "1", None, EXPAND, EXPAND)
    assert is_proved(limit("log(x)/x", "oo", "-", "0"), data(grows))
    wrong_slope = hospital("sin(x)", "x", "2*cos(x)", "1", "1/8", EXPAND, EXPAND, EXPAND)
    assert not is_proved(limit("sin(x)/x", "0", "+", "2"), data(wrong_slope))
    not_a_form = hospital("cos(x)", "x + 1", "-sin(x)", "1", "1/8", EXPAND, EXPAND, EXPAND)
    assert not is_proved(limit("cos(x)/(x + 1)", "0", "+", "0"), data(not_a_form))
    unbounded = hospital("cos(x)", "x + 1", "-sin(x)", "1", "1/8", None, EXPAND, EXPAND)
    assert not is_proved(limit("cos(x)/(x + 1)", "0", "+", "0"), data(unbounded))


def test_parameters_need_their_domains() -> None:
    f = "x**a*exp(-x)"
    positive, real = Scope.of({"a": Domain("positive")}), Scope.of({"a": Domain("real")})
    assert is_proved(limit(f, "oo", "-", "0", positive), data(EXPAND, a="3"))
    assert is_proved(limit("exp(-a*x)", "oo", "-", "0", positive), data(EXPAND, a="3"))
    assert not is_proved(limit("exp(-a*x)", "oo", "-", "0", real), data(EXPAND, a="3"))
    assert not is_proved(limit("exp(-a*x)", "oo", "-", "oo", positive), data(EXPAND, a="-3"))
    assert not is_proved(limit("atan(a*x)", "oo", "-", "-pi/2", positive), data(EXPAND, a="-3"))
    assert not is_proved(limit("abs(a*x)/x", "0", "+", "-a", positive), data(EXPAND, a="-3"))
    assert not is_proved(limit("atan(sqrt(a)*x)", "oo", "-", "0", positive), data(EXPAND, a="-3"))


def test_the_variable_is_no_parameter() -> None:
    assert not is_proved(limit("x", "x", "+", "x"), data(EXPAND))
    assert not is_proved(limit("x", "0", "+", "x"), data(EXPAND))


@pytest.mark.parametrize(
    "tree", [None, [], "expand", ["expand"], ["expand", "0"], ["expand", "99"], ["expand", "1/0"], ["magic"], ["parts"],
             ["equal", ["var", "x"], "1"], ["hospital"], ["null", ["var", "x"]], {"expand": 3}]
)  # fmt: skip
def test_malformed_trees_are_refused(tree: Any) -> None:
    assert not is_proved(limit("sin(x)/x", "0", "+", "1"), data(tree))


def test_a_certificate_is_for_its_statement() -> None:
    statement = limit("(exp(x) - E)/(x - 1)", "1", "+", "E")
    verdict = established(statement, data(EXPAND), BUDGET)
    assert isinstance(verdict, Established)
    certificates = [part.certificate.to_json() for part in verdict.parts]
    read_again = statement_from_json(statement.to_json())
    assert read_again == statement
    assert check(read_again, data(EXPAND), certificates) == ()
    with pytest.raises(Rejected):
        check(limit("(exp(x) - E)/(x - 1)", "1", "+", "3"), data(EXPAND), certificates)
    with pytest.raises(Rejected):
        check(statement, data(EXPAND), certificates[:-1])
