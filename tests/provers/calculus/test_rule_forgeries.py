"""False statements, and true ones with data that show something else, for the rules that were hardest to read."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.proposals.equations import EquationQuestion, by_steps
from porism.symbolic.statements import NoSum, Scope, Series, Solution, SolutionSet, SumDiverges
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear
from porism.symbolic.statements.no_limit import NoLimit
from porism.symbolic.statements.ode import Ode, OdeUnique
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.statement import Statement
from porism.symbolic.statements.substituted_system import SubstitutedSystem
from porism.symbolic.term import to_json

EXPAND: Any = ["expand", "6"]
INTEGER = (("n", Domain("integer")),)


def plain(text: str) -> Any:
    return to_json(parse_term(text))


def is_proved(statement: Statement, data: Any) -> bool:
    return isinstance(established(statement, data, Budget(6.0, 2048)), Established)


# solutions that stand apart from the poles of the equation


def solution(equation: str, value: str, domain: str = "real", *conditions: str) -> Solution:
    stated = Relation.parse(equation)
    family = Family(parse_term(value), INTEGER, tuple(map(Relation.parse, conditions)))
    return Solution(Scope.of({"x": parse_domain(domain)}), stated.left, stated.right, "x", family)


def apart(*entries: Any, modulus: int = 1, steady: tuple[int, ...] = ()) -> dict[str, Any]:
    return {"modulus": modulus, "steady": list(steady), "apart": list(entries)}


def test_a_family_that_stands_apart_from_a_pole() -> None:
    assert is_proved(solution("tan(x) == 1", "pi*n + pi/4"), apart(steady=(0,)))
    assert is_proved(solution("x/x == 1", "n**2 + 1"), apart(0))
    assert is_proved(solution("x/x == 1", "n**2 + 1"), apart([0, plain("1 + n**2")]))


@pytest.mark.parametrize("data", [
    apart(0), apart(-1), apart([0, plain("1")]), apart([0, plain("cos(pi*n/2)")]), apart([0, plain("(-1)**n")]),
    apart([0, plain("2 + sin(n)")]), apart(0, modulus=2), apart([0, plain("1")], modulus=4), apart(steady=(0,)),
    apart(steady=(0,), modulus=2), apart(steady=(0,), modulus=4), apart(0, [0, plain("1")]), apart(1), apart([0]),
    apart([0, None]), apart(modulus=0), apart(modulus=25), apart(modulus=4), None,
])  # fmt: skip
def test_members_at_a_pole_are_no_solutions(data: Any) -> None:
    assert not is_proved(solution("tan(x)*cos(x) == sin(x)", "pi*n/2"), data)


@pytest.mark.parametrize(("equation", "value", "data"), [
    ("x/x == 1", "n", apart(0)),  # 0/0
    ("x/x == 1", "n", apart([0, plain("n**2 + 1")])),
    ("x/x == 1", "2*n", apart([0, plain("2*n + 1")])),
    ("1/(1/x) == x", "n", apart(0)),
    ("1/(1/x) == x", "n", apart(1)),
    ("1/(1/x) == x", "n", apart(0, 1)),
    ("1/(1/x) == x", "n", apart([1, plain("1/n")])),
    ("1/sin(x) == 1/sin(x)", "n*pi + pi/2*0", apart([0, plain("1")])),
    ("1/sin(x) == 1/sin(x)", "n", apart([0, plain("1/sin(n)")])),
    ("log(x)/log(x) == 1", "n**2 + 1", apart(0, [1, plain("1")])),  # log(1) = 0
])  # fmt: skip
def test_what_is_apart_is_apart_for_every_member(equation: str, value: str, data: Any) -> None:
    assert not is_proved(solution(equation, value), data)


# integers in a bounded interval


def found(text: str, domain: str) -> tuple[SolutionSet, Any]:
    import sympy

    stated = Relation.parse(text)
    symbols = tuple((name, sympy.Symbol(name)) for name in sorted(stated.variables()))
    scope = Scope.of({"x": parse_domain(domain)})
    question = EquationQuestion(stated.left, stated.right, "x", scope, True, symbols)
    (part,) = [p for p in by_steps(question)[0].parts if p.role == "complete"]
    assert isinstance(part.statement, SolutionSet)
    return part.statement, part.data


def changed(node: Any, change: dict[str, Any]) -> Any:
    """The tree with every bounded family of integers changed."""
    if isinstance(node, list):
        return [changed(n, change) for n in node]
    if not isinstance(node, dict):
        return node
    inner = {key: changed(value, change) for key, value in node.items()}
    return inner | change if node.get("rule") == "integers" else inner


BOUNDED = [("sin(x) == 0", "[0, 7]"), ("sin(x) == 1/2", "[-1, oo)"), ("sin(x) == a", "[0, pi]")]


@pytest.mark.parametrize(("text", "domain"), BOUNDED)
def test_integers_in_an_interval(text: str, domain: str) -> None:
    statement, data = found(text, domain)
    assert "integers" in str(data)
    assert is_proved(statement, data)


@pytest.mark.parametrize(("text", "domain"), BOUNDED)
@pytest.mark.parametrize("change", [
    {"start": plain("0")}, {"start": plain("pi/7")}, {"start": plain("n1")}, {"start": plain("x")},
    {"step": plain("4*pi")}, {"step": plain("-2*pi")}, {"step": plain("0")}, {"step": plain("2*pi*n1")},
    {"step": plain("2*pi*I")}, {"of": 0}, {"of": -9}, {"name": "n1"}, {"name": "y"}, {"integer": "x"}, {"cases": []},
    {"cases": [{"rule": "absurd", "of": 0}]}, {"lowest": plain("2"), "highest": plain("1")},
], ids=str)  # fmt: skip
def test_integers_that_are_lost_are_missed(text: str, domain: str, change: dict[str, Any]) -> None:
    statement, data = found(text, domain)
    if change != {"start": plain("0")} and ("lowest" not in change or "lowest" in str(data)):
        assert not is_proved(statement, changed(data, change))


@pytest.mark.parametrize(
    ("domain", "wider"),
    [("[0, 3]", "[0, 4]"), ("[0, 3]", "[-4, 3]"), ("[0, 3]", "real"), ("(0, 3)", "[0, 3)")],
)
def test_a_wider_interval_has_more_members(domain: str, wider: str) -> None:
    statement, data = found("sin(x) == 0", domain)
    assert is_proved(statement, data)
    assert not is_proved(replace(statement, scope=Scope.of({"x": parse_domain(wider)})), data)


@pytest.mark.parametrize(("text", "domain"), BOUNDED)
def test_each_member_in_the_interval_is_listed(text: str, domain: str) -> None:
    statement, data = found(text, domain)
    for k in range(len(statement.families)):
        moved = replace(statement.families[k], value=parse_term("5"), bound=())
        families = (*statement.families[:k], moved, *statement.families[k + 1 :])
        assert not is_proved(replace(statement, families=families), data)


# systems in which equations give the other unknowns


def system(relations: list[str], members: list[str], other: str, x: str = "real", y: str = "real") -> Any:
    scope = Scope.of({"x": Domain(x), "y": Domain(y)})
    families = tuple(Family(parse_term(m)) for m in members)
    return SubstitutedSystem(
        scope, tuple(map(Relation.parse, relations)), ("x", "y"), "x", families, (("y", parse_term(other)),)
    )


def steps(term: str, by: str = "1", k: int = 0, main: int = 1, tree: Any = None) -> dict[str, Any]:
    found = {"rule": "found", "family": 0, "at": {}, "using": [0]}
    return {
        "steps": [[k, "y", plain(by), plain(term)]],
        "main": main,
        "tree": tree or found,
        "steady": [None],
    }


def test_a_system_by_substitution() -> None:
    assert is_proved(system(["y == x**2", "x == 1"], ["1"], "x**2"), steps("x**2"))


@pytest.mark.parametrize(("relations", "members", "other", "data"), [
    (["y == 0", "x == 0", "y/x == 0"], ["0"], "0", steps("0")),  # 0/0
    (["y == 0", "x == 0", "x**y == 1"], ["0"], "0", steps("0", by="1/x")),
    (["y == 1", "x == 0", "1/(1/x) == 0"], ["0"], "1", steps("1")),
    (["x*y == 0", "x == 0"], ["0"], "0", steps("0", by="1/x")),  # any y
    (["x*y == x", "x == 0"], ["0"], "1", steps("1", by="1/x")),
    (["y**2 == 1", "x == 0"], ["0"], "1", steps("1")),  # y = -1 too
    (["y**2 == 1", "x == 0"], ["0"], "1", steps("1", by="1/(y + 1)")),
    (["y == x", "x == 0"], ["0"], "y", steps("y")),
    (["y == x", "x == 0", "x != y"], ["0"], "x", steps("x")),
    (["y == log(x)", "x == 0"], ["0"], "log(x)", steps("log(x)")),  # undefined at the member
    (["y == sqrt(x)", "x == -1"], ["-1"], "sqrt(x)", steps("sqrt(x)")),  # not real
    (["abs(y) == x", "x == 1"], ["1"], "x", steps("x")),
    (["y == x", "x**2 == 1"], ["1"], "x", steps("x")),
    (["y == x", "x == 1", "x == 2"], ["1"], "x", steps("x")),
    (["y == x", "x == 1", "x == 2"], ["2"], "x", steps("x", main=2)),
])  # fmt: skip
def test_a_false_system_is_refused(relations: list[str], members: list[str], other: str, data: Any) -> None:
    assert not is_proved(system(relations, members, other), data)


def test_unknowns_outside_their_domains_are_no_solutions() -> None:
    assert not is_proved(system(["y == x - 2", "x == 1"], ["1"], "x - 2", y="positive"), steps("x - 2"))
    assert not is_proved(system(["y == x/2", "x == 1"], ["1"], "x/2", y="integer"), steps("x/2"))


# differential equations with one solution


def unique(
    left: str, solution: str, values: list[tuple[int, str, str]], domain: str = "real", n: int = 1
) -> Any:
    ode = Ode(parse_term(left), "x", ("y", "y1", "y2")[: n + 1])
    initial = tuple((i, parse_term(p), parse_term(v)) for i, p, v in values)
    return OdeUnique(Scope.of({"x": parse_domain(domain)}), ode, (), parse_term(solution), initial)


def given(factor: str, right: str) -> dict[str, Any]:
    return {"factor": plain(factor), "right": plain(right)}


@pytest.mark.parametrize(("statement", "data"), [
    (unique("y1**3 - y", "0", [(0, "0", "0")]), given("1", "y**(1/3)")),
    (unique("y*y1 - x", "x", [(0, "0", "0")]), given("y", "x/y")),  # -x too
    (unique("y1 - log(y)", "1", [(0, "0", "1")]), given("1", "log(y)")),  # not for all y
    (unique("y1*abs(y) - y**2", "0", [(0, "0", "0")]), given("abs(y)", "abs(y)")),
    (unique("x*y2 - y1", "0", [(0, "0", "0"), (1, "0", "0")], n=2), given("x", "y1/x")),  # x² too
    (unique("y1 - y/x", "x", [(0, "-1", "-1")], "(-oo, 1)"), given("1", "y/x")),
    (unique("y1 - y", "exp(x)", [(0, "0", "1")], "positive"), given("1", "y")),  # the point is outside
    (unique("y1 - y", "exp(x)", [(0, "0", "1"), (0, "0", "1")]), given("1", "y")),
    (unique("y1 - y", "exp(x)", []), given("1", "y")),
    (unique("y1 - y", "exp(x)*C1", [(0, "0", "1")]), given("1", "y")),
    (unique("y1 - y", "x*0", [(0, "0", "x")]), given("1", "y")),
    (unique("y1 - I*y", "exp(I*x)", [(0, "0", "1")]), given("1", "I*y")),
    (unique("0*y1", "x", [(0, "0", "0")]), given("0", "y1")),
    (unique("y1**2 - 1", "x", [(0, "0", "0")]), given("y1 + 1", "1")),  # -x too
])  # fmt: skip
def test_what_is_not_the_only_solution(statement: OdeUnique, data: Any) -> None:
    assert not is_proved(statement, data)


# limits that exist, series and sums


def way(x: str, f: str) -> list[Any]:
    return ["sequence", plain(x), plain(f), EXPAND, EXPAND]


@pytest.mark.parametrize(("f", "point", "side", "ways"), [
    ("sin(x)/x", "oo", "-", [way("2*pi*n + pi/2", "1/(2*pi*n + pi/2)"), way("2*pi*n + pi", "0")]),
    ("x", "0", "+-", [way("1/(n + 1)", "1/(n + 1)"), way("1", "1")]),
    ("exp(1/x)", "0", "-", [["side", "-", EXPAND], way("1/(n + 1)", "exp(n + 1)")]),
    ("exp(1/x)", "0", "-", [way("-1/(n + 1)", "exp(-n - 1)"), way("1/(n + 1)", "exp(n + 1)")]),
    ("x**2", "1", "+-", [["side", "+", EXPAND], ["side", "-", ["expand", "-1"]]]),
    ("atan(x)", "oo", "-", [way("n", "atan(n)"), way("-n", "-atan(n)")]),
    ("cos(x)", "0", "+", [way("2*pi*n", "1"), way("2*pi*n + pi", "-1")]),
    ("cos(2*pi*x)", "0", "+", [way("1/(n + 1)", "cos(2*pi/(n + 1))"), way("1/(n + 1)", "1/2")]),
    ("x/x", "0", "+-", [way("1/(n + 1)", "1"), way("0/(n + 1)", "0")]),
    ("sqrt(x)", "0", "+", [way("1/(n + 1)", "1/sqrt(n + 1)"), way("-1", "I")]),
])  # fmt: skip
def test_a_limit_that_exists_is_not_denied(f: str, point: str, side: Any, ways: list[Any]) -> None:
    end: Any = point if point in ("oo", "-oo") else parse_term(point)
    statement = NoLimit(Scope(), parse_term(f), "x", end, side)
    assert not is_proved(statement, {"sample": {}, "ways": ways})


def test_a_hypothesis_about_the_variable_does_not_help() -> None:
    ways = [way("2*pi*n", "1"), way("2*pi*n + pi", "-1")]
    honest = NoLimit(Scope(), parse_term("cos(x)"), "x", "oo", "-")
    assert is_proved(honest, {"sample": {}, "ways": ways})
    for text in ("x < 3", "x == 0", "1 == 2"):
        forged = replace(honest, expression=parse_term("cos(x)/x"), scope=Scope((), (Relation.parse(text),)))
        assert not is_proved(forged, {"sample": {}, "ways": ways}) or text == "1 == 2"


@pytest.mark.parametrize(("f", "point", "side", "terms", "order"), [
    ("cos(x)", "0", "+-", [("1", "0", 0), ("-1/2", "2", 0), ("1/23", "4", 0)], ("6", 0)),
    ("log(x)*x", "0", "+", [("1", "1", 0)], ("2", 0)),  # the logarithm is lost
    ("1/(1 - x)", "oo", "-", [("1", "1", 0)], ("2", 0)),  # -1/x
    ("asin(x)", "1", "+", [("pi/2", "0", 0), ("-sqrt(2)", "1/2", 0)], ("1", 0)),  # not real right of 1
    ("x**2*sin(1/x)", "0", "+", [], ("3", 0)),
    ("exp(x)", "-oo", "+", [], None),
    ("exp(x)", "-oo", "+", [("1", "-1", 0)], ("0", 0)),
    ("gamma(x)", "0", "+", [("1", "-1", 0), ("1", "0", 0)], ("1", 0)),
    ("Ei(x)", "0", "+", [("1", "0", 1)], ("1", 0)),  # Euler's constant is lost
    ("abs(sin(x))", "0", "+-", [("1", "1", 0)], ("3", 0)),
    ("tan(x)", "pi/2", "+-", [("1", "-1", 0)], ("1", 0)),  # -1/(x - pi/2)
    ("sqrt(x**2 + 1)", "-oo", "+", [("1", "-1", 0)], ("1", 0)),
])  # fmt: skip
def test_a_false_series_is_refused(
    f: str, point: str, side: Any, terms: list[tuple[str, str, int]], order: tuple[str, int] | None
) -> None:
    end: Any = point if point in ("oo", "-oo") else parse_term(point)
    parts = tuple((parse_term(c), (Fraction(a), b)) for c, a, b in terms)
    rest = None if order is None else (Fraction(order[0]), order[1])
    statement = Series(Scope(), parse_term(f), "x", end, side, parts, rest)
    assert not is_proved(statement, {"sample": {}, "precision": "10"})


def summand(text: str) -> tuple[Hypergeometric, ...]:
    return (Hypergeometric.of(parse_term(text), ()),)


def diverging(t: str, low: int, sign: int = 1, scope: Scope | None = None) -> SumDiverges:
    return SumDiverges(scope or Scope(), summand(t), "k", Linear.of(low), sign)


def bound(c: str, start: int = 0, **more: Any) -> dict[str, Any]:
    return {"from": start, "bound": plain(c), **more}


def minorant(g: str, start: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "from": start,
        "minorant": [Hypergeometric.of(parse_term(g), ()).to_json()],
        "tree": EXPAND,
        "sample": {},
    } | more


def test_a_sum_that_diverges() -> None:
    assert is_proved(diverging("1/k", 1), bound("1"))
    assert is_proved(diverging("-1/k", 1, -1), bound("1"))


@pytest.mark.parametrize(("statement", "data"), [
    (diverging("1/k", 1, -1), bound("1")),
    (diverging("1/k", 0), bound("1", 1)),  # the first summand is undefined
    (diverging("1/(k - 3)", 0), bound("1", 4)),
    (diverging("1/k**2", 1), bound("1")),
    (diverging("1/k**2", 1), bound("1/k")),
    (diverging("1/k**2", 1), bound("0")),
    (diverging("-1/k", 1), bound("-1")),
    (diverging("1/k", 1), bound("1", -1)),
    (diverging("1/k", 1), bound("I")),
    (diverging("(-1)**k", 0), bound("1")),
    (diverging("(-1)**k/k", 1), bound("1/2", real=True)),
    (diverging("I/k", 1), bound("1")),
    (diverging("a/k", 1), bound("a")),  # a may be negative
    (diverging("1/k**2", 1), {"from": 0, "minorant": plain("-1/k"), "tree": EXPAND, "sample": {}}),
    (diverging("1/k**2", 1), {"from": 0, "minorant": plain("log(k)"), "tree": EXPAND, "sample": {}}),
    (diverging("1/(k*(k + 1))", 1), minorant("-1/(k + 1)")),
    (diverging("1/(k*(k + 1))", 1), minorant("log(k + 1)")),
    (diverging("0*k", 1), minorant("0*k")),
])  # fmt: skip
def test_a_sum_that_does_not_tend_there(statement: SumDiverges, data: Any) -> None:
    assert not is_proved(statement, data)


def test_a_hypothesis_about_the_index_is_refused() -> None:
    hidden = Scope((), (Relation.parse("k < 0"),))
    assert not is_proved(diverging("1/k**2", 1, scope=hidden), bound("1"))
    assert not is_proved(NoSum(hidden, summand("1/k**2"), "k", Linear.of(1)), member("1"))


def member(h: str, step: int = 1, offset: int = 0, **more: Any) -> dict[str, Any]:
    return {"step": step, "offset": offset, "member": plain(h), "tree": EXPAND, "sample": {}} | more


def none(t: str, low: int = 0) -> NoSum:
    return NoSum(Scope(), summand(t), "k", Linear.of(low))


def test_a_sum_without_value() -> None:
    assert is_proved(none("(-1)**k"), member("1", step=2))


@pytest.mark.parametrize(("statement", "data"), [
    (none("(-1)**k/(k + 1)"), member("1/(2*k + 1)", step=2)),  # converges
    (none("(-1)**k/(k + 1)"), member("1", step=2)),
    (none("(1/2)**k"), member("1")),
    (none("(1/2)**k"), member("(1/2)**k")),
    (none("0*k"), member("0")),
    (none("(-1)**k"), member("1", step=1)),
    (none("(-1)**k"), member("1", step=0)),
    (none("(-1)**k"), member("1", step=2, offset=1)),
    (none("(-1)**k"), member("1", step=2, offset=-2)),
    (none("(-1)**k"), member("1", step=True)),
    (none("sin(pi*k)"), member("sin(pi*k)")),  # 0 at every integer
    (none("sin(pi*k)"), member("sin(pi/2)")),
    (none("k/(k - 3)"), member("k/(k - 3)")),  # undefined at 3
    (none("k/(k - 3)"), member("(k + 4)/(k + 1)", offset=4)),
    (none("1/(k + 1)"), member("1/(k + 1)")),
])  # fmt: skip
def test_a_sum_that_converges_or_is_not_defined(statement: NoSum, data: Any) -> None:
    assert not is_proved(statement, data)
