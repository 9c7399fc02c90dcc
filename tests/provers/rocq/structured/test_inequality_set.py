"""Sets of inequalities as Rocq's theorems; no theorem for a false one, and the propositions of false ones are false in Rocq."""

from __future__ import annotations

import pytest

from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq.checking.audit import Accepted
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.items import Item
from porism.provers.rocq.structured.inequality_set import goal, sides
from porism.provers.rocq.structured.opening import conjunction
from porism.provers.rocq.structured.theorems import theorems
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.inequality_set import InequalitySet, Piece
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import number, to_json

BUDGET = Budget(seconds=30.0)
ZERO_TO_TWO = interval(number(0), number(2), True, True)


def stated(relations: str, pieces: str, domain: Domain | None = None) -> InequalitySet:
    """Pieces such as `[0, 2); {3}; (4, oo)`."""
    found = list[Piece]()
    for piece in pieces.split("; ") if pieces else []:
        if piece.startswith("{"):
            value = parse_term(piece[1:-1])
            found.append((value, value, True, True))
            continue
        low, high = (None if end.endswith("oo") else parse_term(end) for end in piece[1:-1].split(", "))
        found.append((low, high, piece[0] == "[", piece[-1] == "]"))
    given = tuple(map(Relation.parse, relations.split("; ")))
    return InequalitySet(Scope.of({"x": domain or Domain("real")}), given, "x", tuple(found))


def task(relations: str, pieces: str, breaks: str, domain: Domain | None = None) -> WholeTask:
    """The breakpoints are separated by blanks."""
    data = {"breaks": [to_json(parse_term(b)) for b in breaks.split()]}
    return WholeTask(stated(relations, pieces, domain), data)


def proposition(said: InequalitySet) -> str:
    return conjunction(sides(said).parts)


@pytest.mark.rocq
def test_sets_are_theorems() -> None:
    asked = [
        task("x**2 < 4", "(-2, 2)", "-2 2"),
        task("(x - 1)/(x + 3) <= 0", "(-3, 1]", "-3 1"),
        task("x**2 + 1 > 0", "(-oo, oo)", ""),
        task("x**2 <= 0", "{0}", "0"),
        task("x**2 + x + 1 < 0", "", ""),
        task("x**2 < x + 1", "((1-sqrt(5))/2, (1+sqrt(5))/2)", "(1-sqrt(5))/2 (1+sqrt(5))/2"),
        task("x > 1", "(1, 2]", "0 1 2", ZERO_TO_TWO),
        task("x != 1; 1/x > 0", "(0, 1); (1, oo)", "0 1"),
        task("sqrt(x) >= 0", "[0, oo)", "0"),  # not real, so not defined, to the left of 0
        task("sqrt(x + 1) >= 0", "[0, oo)", "0", Domain("nonnegative")),
        task("x**2 > 0", "(-oo, 0); (0, oo)", "0", Domain("nonzero")),
        task("abs(x) < 3", "(-3, 3)", "-3 0 3"),
    ]
    found = theorems(asked, BUDGET)
    assert [f if isinstance(f, str) else "" for f in found] == [""] * len(asked)


FALSE = [
    task("x**2 < 4", "(-2, 2]", "-2 2"),
    task("x**2 <= 4", "(-2, 2]", "-2 2"),  # an end left out
    task("x**2 >= 4", "[2, oo)", "-2 2"),  # an interval left out
    task("x**2 >= 4", "(-oo, -2]", "-2 2"),
    task("(x - 1)/(x + 3) <= 0", "[-3, 1]", "-3 1"),  # a pole; Rocq's quotient is 0 there
    task("1/x >= 0", "[0, oo)", "0"),
    task("1/x != 1", "(-oo, 1); (1, oo)", "0 1"),  # a pole inside
    task("1/x <= x", "[-1, 0]; [1, oo)", "-1 0 1"),
    task("x**2 > 0", "(-oo, oo)", "0"),
    task("x**2 <= 0", "", "0"),
    task("x**2 < 1", "(-1, 1)", "-1 1", Domain("nonzero")),
    task("x > 1", "(1, oo)", "1 2", ZERO_TO_TWO),  # beyond the domain
    task("x > 1", "(1, oo)", "0 1 2", ZERO_TO_TWO),
    task("x > 1", "(1, 2]", "0 1 2", interval(number(0), number(2), True, False)),
    task("x**2 < 2", "(-3/2, 3/2)", "-3/2 3/2"),
    task("x**2 < 2", "(-sqrt(2), sqrt(2)]", "-sqrt(2) sqrt(2)"),
    task("sqrt(x) >= 0", "(-oo, oo)", "0"),  # Rocq's root of a negative number is 0
    task("sqrt(x) <= 0", "(-oo, 0]", "0"),
    task("log(x) <= 0", "(-oo, 1]", "0 1"),  # Rocq's logarithm of a negative number is 0
    task("x > 1; x < 3", "(1, oo)", "1 3"),
    task("x > 1; x < 3", "(1, 3); (3, 4)", "1 3 4"),
    task("x < 1", "(-oo, 1)", ""),  # no breakpoints
    task("x < 1", "(-oo, 1)", "2 1"),  # out of order
]


@pytest.mark.rocq
def test_false_sets_are_not() -> None:
    """Of those with unusable breakpoints the statement is true, but nothing is proved."""
    for asked, found in zip(FALSE, theorems(FALSE, BUDGET), strict=True):
        assert not isinstance(found, Theorem), asked.statement


REFUTED = [
    ("x**2 < 4", "(-2, 2]", None, "2"),
    ("x**2 <= 4", "(-2, 2]", None, "-2"),
    ("x**2 >= 4", "[2, oo)", None, "-3"),
    ("(x - 1)/(x + 3) <= 0", "[-3, 1]", None, "-3"),
    ("1/x >= 0", "[0, oo)", None, "0"),
    ("x > 1", "(1, oo)", ZERO_TO_TWO, "3"),
    ("x**2 < 1", "(-1, 1)", Domain("nonzero"), "0"),
    ("sqrt(x) >= 0", "(-oo, oo)", None, "-1"),
    ("log(x) <= 0", "(-oo, 1]", None, "-1"),
]


@pytest.mark.rocq
def test_propositions_of_false_sets_are_refuted_in_rocq() -> None:
    """Each by a point that lies in exactly one of the two sides."""
    body = "intro H. destruct (H ({})) as [L R]. first [ lra | destruct R; lra | exfalso; destruct R as [R R']; nra ]."
    asked = [Item(f"~ ({proposition(stated(r, p, d))})", body.format(w)) for r, p, d, w in REFUTED]
    found = check_items(asked, 30.0, 4096)
    assert [type(f) for f in found] == [Accepted] * len(asked), found


def test_propositions() -> None:
    assert proposition(stated("1/x >= 2", "(0, 1/2]", Domain("positive"))) == (
        "(forall v_x : R, ((0 < v_x) /\\ (v_x <> 0) /\\ (2 <= 1 / v_x)) <-> ((0 < v_x /\\ v_x <= (1 / 2))))"
    )
    assert proposition(stated("log(x) < 1", "(0, exp(1))")) == (
        "(forall v_x : R, ((v_x <> 0) /\\ (0 < v_x) /\\ (ln v_x < 1)) <-> ((0 < v_x /\\ v_x < (exp 1))))"
    )
    # x*sqrt(x) is no multiple of the root by a number: that the root is real has to be shown.
    assert proposition(stated("x*sqrt(1 + x) < 1", "[0, 1)")).startswith(
        "(forall v_x : R, (0 <= v_x + 1)) /\\ "
    )
    # An equation may be between complex numbers, so a root in it is not said to be undefined.
    assert "(forall v_x : R, (0 <= v_x))" in proposition(stated("sqrt(x) == 1", "{1}"))


@pytest.mark.parametrize(
    ("relations", "pieces"),
    [
        ("a*x < 1", "(0, 1)"),
        ("gamma(x) < 1", "(0, 1)"),
        ("x < i", ""),
        ("x < 1", "(0, 0]"),
        ("x < 1", "(0, x)"),
    ],
)
def test_what_is_not_said(relations: str, pieces: str) -> None:
    with pytest.raises(UnsupportedError):
        goal(task(relations, pieces, "0 1"))


@pytest.mark.parametrize("domain", ["integer", "natural", "complex"])
def test_other_domains_are_not_said(domain: str) -> None:
    with pytest.raises(UnsupportedError):
        goal(task("x < 1", "(-oo, 1)", "1", Domain(domain)))
