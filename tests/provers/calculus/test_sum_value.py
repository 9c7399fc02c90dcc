"""Values of sums: theorems are accepted with honest data, and refused with forged ones."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established, StatementVerdict
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_term
from porism.symbolic.statements import Scope, SumDiverges, SumValue, statement_from_json
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear
from porism.symbolic.term import to_json

N = Scope.of({"n": Domain("natural")})
K, n = Linear.of(0, {"k": 1}), Linear.of(0, {"n": 1})
REAL = Scope()


def term(text: str, *factorials: tuple[Linear, int]) -> Hypergeometric:
    return Hypergeometric.of(parse_term(text), factorials)


def plain(*terms: Hypergeometric) -> list[Any]:
    return [t.to_json() for t in terms]


def verdict(statement: SumValue | SumDiverges, data: Any) -> StatementVerdict:
    return established(statement, data, Budget(10.0, 2048))


def is_proved(statement: SumValue | SumDiverges, data: Any) -> bool:
    return isinstance(verdict(statement, data), Established)


BINOMIAL = (term("1", (n, 1), (K, -1), (n.minus(K), -1)),)
ROW: dict[str, Any] = {
    "certificate": plain(term("-1", (n, 1), (K.plus(-1), -1), (n.minus(K).plus(1), -1))),
    "recurrence": {
        "variable": "n",
        "start": [0, {}],
        "coefficients": [to_json(parse_term(t)) for t in ("-2", "1")],
    },
}


def row(value: str, low: int = 0, high: Linear = n, scope: Scope = N) -> SumValue:
    return SumValue(scope, BINOMIAL, "k", Linear.of(low), high, (term(value),))


def test_a_row_of_pascals_triangle() -> None:
    proved = verdict(row("2**n"), ROW)
    assert isinstance(proved, Established)
    certificates = [part.certificate.to_json() for part in proved.parts]
    assert check(proved.statement, ROW, certificates) == ()
    assert statement_from_json(proved.statement.to_json()) == proved.statement
    with pytest.raises(Rejected):
        check(row("2**n + 1"), ROW, certificates)
    with pytest.raises(Rejected):
        check(proved.statement, ROW, certificates[:-1])


@pytest.mark.parametrize(
    "statement",
    [
        row("2**n + 1"),
        row("2**(n+1)"),
        row("2**n", low=1),
        row("2**n", high=n.plus(-1)),
        row("2**n", scope=N.where("n", Domain("integer"))),  # n = -1 is in it
        row("n + 1"),
    ],
)
def test_a_wrong_value_or_limit_is_refused(statement: SumValue) -> None:
    assert not is_proved(statement, ROW)


@pytest.mark.parametrize(
    "change",
    [
        {"coefficients": [to_json(parse_term(t)) for t in ("-2", "0")]},  # the leading coefficient vanishes
        {"coefficients": [to_json(parse_term(t)) for t in ("-2*(n-3)", "n-3")]},  # … at n = 3
        {"coefficients": [to_json(parse_term(t)) for t in ("-2*k", "k")]},
        {"coefficients": [to_json(parse_term("1"))]},
        {"start": [1, {}]},  # n = 0 is left out
        {"start": [1, {}], "early": 2},  # n = -1 is not defined
        {"start": [0, {"n": 1}]},
        {"early": -1},
        {"early": True},
        {"variable": "k"},
        {"variable": "m"},
    ],
)
def test_a_forged_recurrence_is_refused(change: dict[str, Any]) -> None:
    assert not is_proved(row("2**n"), ROW | {"recurrence": ROW["recurrence"] | change})


def test_early_values_are_looked_at_one_by_one() -> None:
    late = ROW | {"recurrence": ROW["recurrence"] | {"start": [2, {}], "early": 2}}
    assert is_proved(row("2**n"), late)
    assert not is_proved(row("2**n + 0**n"), late)
    assert is_proved(row("2**n + 0**n*0"), late)


def test_a_certificate_with_a_pole_in_the_range_is_refused() -> None:
    # R = k/(2(k-n-1))·F as it is printed in books has its pole at k = n + 1, where F is 0.
    pole = ROW | {"certificate": plain(term("k/(k-n-1)", (n, 1), (K, -1), (n.minus(K), -1)))}
    assert not is_proved(row("2**n"), pole)


TELESCOPED = [
    ("k", "k*(k-1)/2", "n*(n+1)/2"),
    ("k**2", "k*(k-1)*(2*k-1)/6", "n*(n+1)*(2*n+1)/6"),
    ("1/(k*(k+1))", "-1/k", "n/(n+1)"),
    ("2**k", "2**k", "2**(n+1) - 2"),
    ("log(1 + 1/k)", "log(k)", "log(n+1)"),
]


@pytest.mark.parametrize(("t", "g", "value"), TELESCOPED)
def test_telescopers(t: str, g: str, value: str) -> None:
    data = {"certificate": plain(term(g))}
    assert is_proved(SumValue(N, (term(t),), "k", Linear.of(1), n, (term(value),)), data)
    for wrong in (f"{value} + 1", f"({value})*n"):
        assert not is_proved(SumValue(N, (term(t),), "k", Linear.of(1), n, (term(wrong),)), data)
    for low, high in ((1, n.plus(1)), (2, n), (1, n.plus(-1))):
        assert not is_proved(SumValue(N, (term(t),), "k", Linear.of(low), high, (term(value),)), data)
    assert not is_proved(
        SumValue(N, (term(t),), "k", Linear.of(1), n, (term(value),)),
        {"certificate": plain(term(f"{g} + k"))},
    )


def test_a_summand_with_a_pole_in_the_range_has_no_sum() -> None:
    data = {"certificate": plain(term("-1/(k-3)"))}
    shifted = (term("1/((k-3)*(k-2))"),)
    assert not is_proved(SumValue(N, shifted, "k", Linear.of(1), n, (term("-1/(n-2) - 1/2"),)), data)
    assert is_proved(SumValue(N, shifted, "k", Linear.of(4), n.plus(4), (term("1 - 1/(n+2)"),)), data)


def test_a_telescoper_that_fails_at_one_point_is_refused() -> None:
    # G(k+1) - G(k) = k but at k = 3, where the quotient is not defined.
    data = {"certificate": plain(term("k*(k-1)/2*(k-3)/(k-3)"))}
    assert not is_proved(SumValue(N, (term("k"),), "k", Linear.of(0), n, (term("n*(n+1)/2"),)), data)
    # 0**(k-3)... : a summand that differs at one point only
    one = term("k + 0**k")
    assert not is_proved(
        SumValue(N, (one,), "k", Linear.of(0), n, (term("n*(n+1)/2"),)),
        {"certificate": plain(term("k*(k-1)/2"))},
    )


def test_split_points_are_checked() -> None:
    statement = SumValue(N, (term("1/((2*k-1)*(2*k+1))"),), "k", Linear.of(0), n, (term("-(n+1)/(2*n+1)"),))
    data = {"certificate": plain(term("-1/(2*(2*k-1))"))}
    assert is_proved(statement, data | {"split": 1})
    for split in (-1, 21, "1", True):
        assert not is_proved(statement, data | {"split": split})


def test_factorials_of_negative_numbers_are_not_defined() -> None:
    data = {"certificate": plain(term("1", (K, 1)))}
    value = (term("1", (n.plus(1), 1)), term("-1"))
    assert is_proved(SumValue(N, (term("k", (K, 1)),), "k", Linear.of(1), n, value), data)
    assert not is_proved(SumValue(N, (term("k", (K, 1)),), "k", Linear.of(-1), n, value), data)
    real = Scope.of({"n": Domain("real")})
    assert not is_proved(SumValue(real, (term("k", (K, 1)),), "k", Linear.of(1), n, value), data)


def test_limits_and_values_do_not_depend_on_the_index() -> None:
    data = {"certificate": plain(term("k*(k-1)/2"))}
    assert not is_proved(SumValue(N, (term("k"),), "k", Linear.of(0), n, (term("n*(n+1)/2 + 0*k"),)), data)
    assert not is_proved(SumValue(N, (term("k"),), "k", K, n, (term("0"),)), data)
    bound = N.assuming(Relation.parse("k < 0"))
    assert not is_proved(SumValue(bound, (term("k"),), "k", Linear.of(0), n, (term("7"),)), data)


def test_a_sum_written_out() -> None:
    harmonic = SumValue(REAL, (term("1/k"),), "k", Linear.of(1), Linear.of(6), (term("49/20"),))
    assert is_proved(harmonic, {"written": True})
    assert not is_proved(
        SumValue(REAL, (term("1/k"),), "k", Linear.of(0), Linear.of(6), (term("49/20"),)), {"written": True}
    )
    assert not is_proved(
        SumValue(N, (term("1/k"),), "k", Linear.of(1), n, (term("49/20"),)), {"written": True}
    )


def series(t: str, value: str, data: dict[str, Any], low: int = 1, scope: Scope = REAL) -> bool:
    whole: dict[str, Any] = {"certificate": [], "known": [], "limit": ["num", "0"], "remainders": []}
    return is_proved(SumValue(scope, (term(t),), "k", Linear.of(low), None, (term(value),)), whole | data)


def known(name: str, *arguments: str, c: str = "1", shift: int = 0) -> dict[str, Any]:
    return {"known": [[to_json(parse_term(c)), name, [to_json(parse_term(a)) for a in arguments], shift]]}


def remainder(above: list[str], below: list[str], ratio: str = "1", factorials: Any = ()) -> dict[str, Any]:
    sides = {"numerator": above, "denominator": below}
    plain_sides = {k: [to_json(parse_term(t)) for t in v] for k, v in sides.items()}
    return plain_sides | {"ratio": to_json(parse_term(ratio)), "factorials": list(factorials)}


def test_known_series() -> None:
    assert series("1/k**2", "pi**2/6", known("zeta", "2"))
    assert series("1/k**2", "pi**2/6 - 1", known("zeta", "2"), low=2)
    assert not series("1/k**2", "pi**2/6", known("zeta", "2"), low=2)
    assert not series("1/k**2", "pi**2/6 + 1", known("zeta", "2"))
    assert not series("1/k**2", "pi**2/6", known("zeta", "2"), low=0)
    assert not series("1/k**3", "pi**3/26", known("zeta", "3"))
    assert not series("1/k**2", "pi**2/6", known("zeta", "2", shift=1))
    assert not series("1/k**2", "pi**2/6", known("no such series", "2"))
    assert not series("1/k**4", "pi**4/90", known("zeta", "2", c="1/k**2"))
    assert series(
        "x**k/k",
        "-log(1-x)",
        known("log", "x"),
        scope=REAL.where("x", Domain.from_json(["interval", ["num", "-1"], ["num", "1"], True, False])),
    )
    assert not series("x**k/k", "-log(1-x)", known("log", "x"))
    assert not series("(-2)**k/k", "-log(3)", known("log", "-2"))
    assert series("(-1)**k/k", "-log(2)", known("log", "-1"))
    assert not series("1/k", "-log(0)", known("log", "1"))


def test_limits_of_telescopers() -> None:
    tail = remainder(["-1"], ["0", "1"])
    one = {"certificate": plain(term("-1/k")), "remainders": [tail]}
    assert series("1/(k*(k+1))", "1", one)
    assert not series("1/(k*(k+1))", "2", one)
    assert not series("1/(k*(k+1))", "1", one | {"limit": ["num", "1"]})
    assert not series("1/(k*(k+1))", "1", one | {"remainders": []})
    growing = {"certificate": plain(term("k")), "remainders": [remainder(["0", "1"], ["1"])]}
    assert not series("1", "-1", growing)
    constant = {"certificate": plain(term("0")), "remainders": [remainder(["1"], ["1"])]}
    assert not series("0", "0", constant)
    vanishing_lead = {"certificate": plain(term("-1/k")), "remainders": [remainder(["-1"], ["0", "1", "0"])]}
    assert not series("1/(k*(k+1))", "1", vanishing_lead)


def test_geometric_remainders() -> None:
    def geometric(q: str) -> dict[str, Any]:
        return {
            "certificate": plain(term(f"({q})**k/({q}-1)")),
            "remainders": [remainder(["1"], [f"{q}-1"], q)],
        }

    assert series("(1/2)**k", "1", geometric("1/2"))
    assert not series("2**k", "-2", geometric("2"))
    assert not series("(-1)**k", "-1/2", geometric("-1"))
    assert not series("x**k", "x/(1-x)", geometric("x"))
    inside = REAL.where("x", Domain.from_json(["interval", ["num", "-1"], ["num", "1"], False, False]))
    assert series("x**k", "x/(1-x)", geometric("x"), scope=inside)


def test_factorial_remainders() -> None:
    data = {
        "certificate": plain(term("-1", (K, -1))),
        "remainders": [remainder(["-1"], ["1"], "1", [[K.to_json(), -1]])],
    }
    summand = (term("k", (K.plus(1), -1)),)
    whole = {"known": [], "limit": ["num", "0"]} | data
    assert is_proved(SumValue(REAL, summand, "k", Linear.of(1), None, (term("1"),)), whole)
    growing = whole | {"remainders": [remainder(["-1"], ["1"], "1", [[K.to_json(), 1]])]}
    assert not is_proved(SumValue(REAL, summand, "k", Linear.of(1), None, (term("1"),)), growing)


def test_divergence() -> None:
    def diverges(t: str, sign: int, bound: str, start: int = 0, low: int = 1) -> bool:
        statement = SumDiverges(REAL, (term(t),), "k", Linear.of(low), sign)
        return is_proved(statement, {"from": start, "bound": to_json(parse_term(bound))})

    assert diverges("1/k", 1, "1")
    assert diverges("-1/(2*k+1)", -1, "1/4")
    assert not diverges("1/k", -1, "1")
    assert not diverges("1/k**2", 1, "1")
    assert not diverges("1/k", 1, "0")
    assert not diverges("1/k", 1, "-1")
    assert not diverges("1/k", 1, "1/k")
    assert not diverges("1/k", 1, "1/2", low=0)
    assert not diverges("1/k", 1, "1", start=-1)


@pytest.mark.parametrize(
    "data", [None, 3, [], {}, {"certificate": 1}, {"certificate": [], "x": 1}, {"recurrence": {}}]
)
def test_malformed_data_are_refused(data: Any) -> None:
    assert not is_proved(row("2**n"), data)


def test_the_plain_form_is_checked() -> None:
    data = row("2**n").to_json()
    for change in ({"variable": "E"}, {"lower": [1.5, {}]}, {"summand": "x"}, {"upper": [0, {"n": "1"}]}):
        with pytest.raises(Exception, match="expected"):
            statement_from_json(data | change)


def test_a_sum_says_for_which_limits_it_holds() -> None:
    value = (term("n*(n + 1)/2"),)
    for domain in ("integer", "natural"):
        statement = SumValue(Scope.of({"n": Domain(domain)}), (term("k"),), "k", Linear(1), n, value)
        assert [str(r) for r in statement.assumed] == ["0 <= n"]
