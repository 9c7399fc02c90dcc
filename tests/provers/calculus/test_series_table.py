"""Each row of the table of known series against its partial sums."""

from __future__ import annotations

import pytest
import sympy
from mpmath import inf, mp, mpf, nsum

from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.series_table import NAMES, known
from porism.symbolic.parse import parse_term
from porism.symbolic.sympy_bridge import to_sympy

ROWS = [
    ("exp", "2/3"), ("exp", "-3"), ("cos", "5/4"), ("sin", "5/4"), ("cosh", "1/3"), ("sinh", "-2"),
    ("log", "1/2"), ("log", "-1"), ("log", "-2/3"), ("atan", "1"), ("atan", "-1/2"), ("atanh", "1/3"),
    ("central binomial", "1/9"), ("central binomial", "-1/5"), ("asin", "1/2"), ("asin", "-3/4"), ("asin square", "1/2"),
    ("zeta", "2"), ("zeta", "4"), ("zeta", "12"), ("odd zeta", "2"), ("odd zeta", "6"), ("eta", "2"), ("eta", "4"),
    ("beta", "1"), ("beta", "3"), ("beta", "5"), ("coth", "1"), ("coth", "7/3"),
    ("gauss", "1", "2"), ("gauss", "1", "3"), ("gauss", "2", "3"), ("gauss", "1", "4"),
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
     ("gauss", ["0", "3"]), ("gauss", ["4", "3"]), ("gauss", ["1/2", "3"]), ("zeta", ["4000"])],
)  # fmt: skip
def test_arguments_outside_a_theorem_are_refused(name: str, arguments: list[str]) -> None:
    with pytest.raises(Refused):
        known(name, [parse_term(a) for a in arguments])
