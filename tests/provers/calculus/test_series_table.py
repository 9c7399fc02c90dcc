"""Each row of the table of known series against its partial sums."""

from __future__ import annotations

import pytest
import sympy
from mpmath import inf, mp, mpf, nsum

from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.series_table import NAMES, known
from porism.symbolic.meaning import holds
from porism.symbolic.parse import parse_relation, parse_term
from porism.symbolic.sympy_bridge import to_sympy

ROWS = [
    ("exp", "2/3"), ("exp", "-3"), ("cos", "5/4"), ("sin", "5/4"), ("cosh", "1/3"), ("sinh", "-2"),
    ("log", "1/2"), ("log", "-1"), ("log", "-2/3"), ("atan", "1"), ("atan", "-1/2"), ("atanh", "1/3"),
    ("central binomial", "1/9"), ("central binomial", "-1/5"), ("asin", "1/2"), ("asin", "-3/4"), ("asin square", "1/2"),
    ("zeta", "2"), ("zeta", "4"), ("zeta", "12"), ("odd zeta", "2"), ("odd zeta", "6"), ("eta", "2"), ("eta", "4"),
    ("beta", "1"), ("beta", "3"), ("beta", "5"), ("coth", "1"), ("coth", "7/3"),
    ("gauss", "1", "2"), ("gauss", "1", "3"), ("gauss", "2", "3"), ("gauss", "1", "4"),
    ("csch", "1"), ("csch", "3/2"), ("tanh", "1"), ("tanh", "2/3"), ("sech", "1"), ("sech", "1/4"),
    ("coth square", "1"), ("coth square", "5/2"), ("tanh square", "1"), ("tanh square", "1/3"),
    ("cot", "1/3"), ("cot", "-sqrt(2)"), ("cot", "7/2"), ("csc", "1/3"), ("csc", "sqrt(5)"), ("tan", "1/3"), ("tan", "sqrt(3)"),
    ("sec", "1/3"), ("sec", "-sqrt(7)"), ("alternating gauss", "1", "2"), ("alternating gauss", "1", "3"),
    ("alternating gauss", "3", "4"), ("alternating gauss", "5", "12"), ("reflection", "2", "1/3"), ("reflection", "3", "1/4"),
    ("reflection", "2", "1/pi"), ("asin over root", "1/2"), ("asin over root", "-2/3"),
    ("gauss", "3", "4"), ("gauss", "5", "8"), ("gauss", "2", "5"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_a_row_is_its_partial_sums(row: tuple[str, ...]) -> None:
    series = known(row[0], [parse_term(a) for a in row[1:]])

    k = sympy.Symbol("k")
    body = to_sympy(series.term.coefficient)
    for form, e in series.term.factorials:
        body *= sympy.factorial(to_sympy(form.term())) ** e
    with mp.workdps(25):
        total = nsum(sympy.lambdify(k, body, "mpmath"), [series.start, inf])
        stated = mp.mpf(to_sympy(series.value).evalf(25))
        assert abs(total - stated) < mpf(10) ** -8 * (1 + abs(stated))


def test_every_row_is_compared() -> None:
    assert {row[0] for row in ROWS} == set(NAMES)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("zeta", ["3"]), ("zeta", ["0"]), ("zeta", ["x"]), ("eta", ["1"]), ("beta", ["2"]), ("gauss", ["2", "2"]),
     ("gauss", ["0", "3"]), ("gauss", ["4", "3"]), ("gauss", ["1/2", "3"]), ("zeta", ["4000"]),
     ("alternating gauss", ["3", "3"]), ("alternating gauss", ["1", "13"]), ("alternating gauss", ["0", "2"]),
     ("reflection", ["1", "1/3"]), ("reflection", ["4", "1/3"]), ("reflection", ["x", "1/3"])],
)  # fmt: skip
def test_arguments_outside_a_theorem_are_refused(name: str, arguments: list[str]) -> None:
    with pytest.raises(Refused):
        known(name, [parse_term(a) for a in arguments])


@pytest.mark.parametrize(
    ("row", "false"),
    [(("coth", "0"), "0 < 0"), (("coth", "-1"), "0 < -1"), (("tanh square", "-1/2"), "0 < -1/2"),
     (("cot", "2"), "sin(2*pi) != 0"), (("tan", "3/2"), "cos(3*pi/2) != 0"), (("sec", "0"), "0 != 0"),
     (("reflection", "2", "3/2"), "3/2 < 1"), (("asin over root", "1"), "1 < 1"), (("csc", "I"), "I <= I")],
)  # fmt: skip
def test_what_a_row_needs_is_false_outside_it(row: tuple[str, ...], false: str) -> None:
    needs = known(row[0], [parse_term(a) for a in row[1:]]).needs
    assert parse_relation(false)[0] in {n.kind for n in needs}
    assert any(holds(n, {}) is not True for n in needs)
