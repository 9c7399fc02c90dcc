"""The rule for inequality sets: what it accepts, and every forgery that it must refuse."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established, statement_record
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.proposals.inequalities import InequalityQuestion, proposals
from porism.symbolic.statements import InequalitySet, Scope, statement_from_json
from porism.symbolic.statements.exact_number import Root
from porism.symbolic.term import ONE, ZERO, Term, number, to_json

X = sympy.Symbol("x")


def asked(*texts: str, domain: str = "real") -> tuple[InequalitySet, Any, Any]:
    scope = Scope.of({"x": parse_domain(domain)})
    found = proposals(InequalityQuestion(tuple(map(Relation.parse, texts)), "x", scope, X))[0]
    (part,) = found.parts
    assert isinstance(part.statement, InequalitySet)
    return part.statement, part.data, found.value


def accepted(statement: InequalitySet, data: Any) -> bool:
    return isinstance(established(statement, data, Budget(20)), Established)


CASES: list[tuple[tuple[str, ...], str, str]] = [
    (("x**2 - 3*x + 2 > 0",), "real", "(-oo, 1) ∪ (2, oo)"),
    (("x**2 <= 0",), "real", "{0}"),
    (("x**2 < 0",), "real", "∅"),
    (("x**2 >= 0",), "real", "(-oo, oo)"),
    (("(x - 1)/(x + 2) >= 0",), "real", "(-oo, -2) ∪ [1, oo)"),
    (("x/x >= 1",), "real", "(-oo, 0) ∪ (0, oo)"),
    (("x**2 != 4", "x > 0"), "real", "(0, 2) ∪ (2, oo)"),
    (("x**2 < 2",), "positive", "(0, sqrt(2))"),
    (("x**2 < 2",), "[-1, 5]", "[-1, sqrt(2))"),
    (("x**2 > 0",), "nonzero", "(-oo, 0) ∪ (0, oo)"),
    (("x**2 == 4", "x < 3"), "real", "{-2} ∪ {2}"),
    (("sqrt(x) < 1",), "real", "[0, 1)"),
    (("sqrt(x) > -1",), "real", "[0, oo)"),
    (("log(x) < 1",), "real", "(0, E)"),
    (("log(x)**2 < 1",), "real", "{-1} ∪ (exp(-1), E)"),
    (("exp(x) > 2", "x**2 <= 9"), "real", "(log(2), 3]"),
    (("sqrt(x + 1) >= x - 1",), "real", "[-1, 3]"),
    (("abs(x - 1) < 2",), "real", "(-1, 3)"),
]


@pytest.mark.parametrize(("texts", "domain", "union"), CASES)
def test_the_set_is_found_and_accepted_again(texts: tuple[str, ...], domain: str, union: str) -> None:
    statement, data, _ = asked(*texts, domain=domain)
    assert statement.text.endswith(f" in {union}")
    verdict = established(statement, data, Budget(20))
    assert isinstance(verdict, Established)
    record = json.loads(json.dumps(statement_record(verdict)))
    again = statement_from_json(record["statement"])
    assert again == statement
    check(again, record["data"], [part["certificate"] for part in record["parts"]])


def pieces(*given: tuple[str | None, str | None, bool, bool]) -> Any:
    def end(text: str | None) -> Term | None:
        return None if text is None else parse_term(text)

    return tuple((end(low), end(high), a, b) for low, high, a, b in given)


@pytest.mark.parametrize(
    "wrong",
    [
        pieces((None, "1", False, False)),  # a piece is missing
        pieces(("2", None, False, False)),
        pieces((None, "1", False, True), ("2", None, False, False)),  # an end too many
        pieces((None, "1", False, False), ("2", None, True, False)),
        pieces((None, None, False, False)),  # everything
        pieces(),  # nothing
        pieces((None, "1", False, False), ("1", "2", False, False), ("2", None, False, False)),
        pieces(("1", "2", False, False)),  # the complement
        pieces((None, "1", False, False), ("3", None, False, False)),  # no breakpoint
        pieces((None, "1", False, False), ("1", "1", True, True), ("2", None, False, False)),
        pieces((None, "1", True, False), ("2", None, False, False)),  # −∞ belongs
        pieces((None, "1", False, False), ("2", "2", False, False), ("2", None, False, False)),  # empty
        pieces(("2", "1", False, False)),  # the wrong way round
    ],
)
@pytest.mark.parametrize("texts", [("x**2 - 3*x + 2 > 0",), ("abs(2*x - 3) > 1",)])
def test_a_wrong_set_is_refused(texts: tuple[str, ...], wrong: Any) -> None:
    statement, data, _ = asked(*texts)
    assert statement.pieces == pieces((None, "1", False, False), ("2", None, False, False))
    assert not accepted(replace(statement, pieces=wrong), data)


@pytest.mark.parametrize(
    ("relation", "texts"),
    [
        ("x**2 - 3*x + 2 >= 0", ("x**2 - 3*x + 2 > 0",)),
        ("x**2 - 3*x + 2 < 0", ("x**2 - 3*x + 2 > 0",)),
        ("x**2 - 3*x + 2 > 1/1000000", ("x**2 - 3*x + 2 > 0",)),
        ("(x**2 - 3*x + 2)*(x - 7)**2 > 0", ("x**2 - 3*x + 2 > 0",)),
        ("(x**2 - 3*x + 2)/(x - 7)**2 > 0", ("x**2 - 3*x + 2 > 0",)),
        ("(x**2 - 3*x + 2)*(x - 7) > 0", ("x**2 - 3*x + 2 > 0",)),
        ("sqrt(x) <= 1", ("sqrt(x) < 1",)),
        ("sqrt(x)*(x + 1) < 1", ("sqrt(x) < 1",)),
        ("sqrt(x + 1) < 1", ("sqrt(x) < 1",)),
        ("x < 1", ("sqrt(x) < 1",)),
        ("log(x) < 2", ("log(x) < 1",)),
        ("log(x**2) < 2", ("log(x) < 1",)),
        ("exp(x) >= 2", ("exp(x) > 2",)),
        ("exp(x) > 2 + 1/10**9", ("exp(x) > 2",)),
    ],
)
def test_the_proof_of_another_relation_is_refused(relation: str, texts: tuple[str, ...]) -> None:
    statement, data, _ = asked(*texts)
    assert not accepted(replace(statement, relations=(Relation.parse(relation),)), data)


@pytest.mark.parametrize("domain", ["positive", "nonzero", "[0, 3]", "(-5, 5)", "complex", "integer"])
def test_another_domain_is_refused(domain: str) -> None:
    statement, data, _ = asked("x**2 - 3*x + 2 > 0")
    assert not accepted(replace(statement, scope=Scope.of({"x": parse_domain(domain)})), data)


def test_hypotheses_and_parameters_are_refused() -> None:
    statement, data, _ = asked("x > 0")
    assert accepted(statement, data)
    assert not accepted(
        replace(statement, scope=Scope((("x", Domain("real")),), (Relation.parse("x < 5"),))), data
    )
    assert not accepted(replace(statement, relations=(Relation.parse("x > 0*a"),)), data)
    assert not accepted(replace(statement, relations=()), data)


@pytest.mark.parametrize("where", [0, 1])
def test_a_breakpoint_that_is_left_out_is_missed(where: int) -> None:
    statement, data, _ = asked("x*(x - 1)**2*(x - 2) < 0")
    assert len(data["breaks"]) == 3
    data = copy.deepcopy(data)
    del data["breaks"][1], data["points"][1], data["spans"][1 + where]
    union = pieces(("0", "2", False, False))
    assert not accepted(replace(statement, pieces=union), data)


def test_breakpoints_are_in_order_and_real() -> None:
    statement, data, _ = asked("x**2 - 3*x + 2 > 0")
    for breaks in ([2, 1], [1, 1, 2]):
        assert not accepted(statement, data | {"breaks": [to_json(number(b)) for b in breaks]})
    assert not accepted(
        statement, data | {"breaks": [to_json(parse_term(t)) for t in ("1", "2 + 0*I/1", "I")]}
    )
    assert not accepted(statement, data | {"breaks": [to_json(parse_term(t)) for t in ("1", "log(0)")]})


def test_an_algebraic_breakpoint_is_the_right_root() -> None:
    statement, data, _ = asked("x**3 - 3*x + 1 > 0")
    roots = [Root((1, -3, 0, 1), Fraction(a), Fraction(b)) for a, b in ((-2, -1), (0, 1), (1, 2))]
    union = ((roots[0], roots[1], False, False), (roots[2], None, False, False))
    plain = [["root", [str(c) for c in r.coefficients], [str(r.left), str(r.right), "0", "0"]] for r in roots]
    assert accepted(replace(statement, pieces=union), data | {"breaks": plain})
    assert not accepted(
        replace(statement, pieces=((roots[0], roots[1], True, False), union[1])), data | {"breaks": plain}
    )
    wide = Root((1, -3, 0, 1), Fraction(0), Fraction(2))
    assert not accepted(
        replace(statement, pieces=((roots[0], wide, False, False), union[1])),
        data | {"breaks": [plain[0], ["root", ["1", "-3", "0", "1"], ["0", "2", "0", "0"]], plain[2]]},
    )
    other = Root((1, -3, 0, 2), Fraction(0), Fraction(1))
    assert not accepted(
        replace(statement, pieces=((roots[0], other, False, False), union[1])),
        data | {"breaks": [plain[0], ["root", ["1", "-3", "0", "2"], ["0", "1", "0", "0"]], plain[2]]},
    )


def test_a_side_that_is_complex_here_and_there_is_real_at_a_point() -> None:
    """log(x)² < 1 holds at −1, where log(x)² = −π², and nowhere else below 0."""
    statement, data, _ = asked("log(x)**2 < 1")
    assert not accepted(replace(statement, pieces=statement.pieces[1:]), data)


@pytest.mark.parametrize(
    "proof",
    [["holds"], ["chart"], ["complex", 0, []], ["complex", 1, [["var", "x"]]], ["undefined", 0], None],
)
def test_wrong_proofs_do_not_make_a_false_set(proof: Any) -> None:
    """√x > −1 does not hold below 0, whatever is said there."""
    statement, data, _ = asked("sqrt(x) > -1")
    data = copy.deepcopy(data)
    everywhere = replace(statement, pieces=((None, None, False, False),))
    assert not accepted(everywhere, data | {"spans": [[proof], data["spans"][1]]})
    nowhere = replace(statement, pieces=((ZERO, ZERO, True, True),))
    assert not accepted(nowhere, data | {"spans": [data["spans"][0], [0, proof]]})


def test_zeros_of_another_equation_are_refused() -> None:
    statement, data, _ = asked("exp(x) > 2")
    other, others, _ = asked("exp(x) > 3")
    assert data["zeros"][0] is not None
    assert not accepted(statement, data | {"zeros": others["zeros"]})
    assert not accepted(other, others | {"zeros": data["zeros"]})
    assert not accepted(statement, data | {"zeros": [{"values": [], "tree": data["zeros"][0]["tree"]}]})


def test_a_jump_is_no_continuity() -> None:
    """1/x < 1: no zero between −1 and 1/2, but a pole."""
    statement, data, _ = asked("1/x < exp(0)")
    piece = interval(None, ONE, False, False)
    assert str(piece) == "(-oo, 1)"
    forged = replace(statement, pieces=((None, ONE, False, False),))
    assert not accepted(forged, data)


@pytest.mark.parametrize(
    "signs",
    [
        [],
        [[["var", "x"], 1]],
        [[["var", "y"], 1]],
        [[["var", "x"], 0]],
        [[["+", ["var", "x"], ["num", "-1"]], -1], [["var", "x"], 1]],
    ],
)
def test_wrong_signs_of_absolute_values_are_refused(signs: Any) -> None:
    """|x| < −x + 1 on x < 0, where |x| is −x and not x."""
    statement, data, _ = asked("abs(x) < 1 - x")
    assert accepted(statement, data)
    data = copy.deepcopy(data)
    assert data["spans"][0] == [["signs", [[["var", "x"], -1]]]]
    data["spans"][0] = [["signs", signs]]
    assert not accepted(statement, data)


@pytest.mark.parametrize(("text", "union"), [
    ("abs(x)/x < 1", "(-oo, 0)"),
    ("log(x**2 - 3) <= 0", "[-2, -sqrt(3)) ∪ (sqrt(3), 2]"),
    ("x**(1/3) < 2", "[0, 8)"),
    ("sqrt(x) != 2", "(-oo, 4) ∪ (4, oo)"),
    ("abs(x**2 - 5*x + 6) >= 2", "(-oo, 1] ∪ [4, oo)"),
])  # fmt: skip
def test_more_sets(text: str, union: str) -> None:
    statement, data, _ = asked(text)
    assert statement.text.endswith(f" in {union}")
    assert accepted(statement, data)
    for piece in statement.pieces:
        fewer = tuple(p for p in statement.pieces if p != piece)
        assert not accepted(replace(statement, pieces=fewer), data)
    assert not accepted(replace(statement, pieces=((None, None, False, False),)), data)
