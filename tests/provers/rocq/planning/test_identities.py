"""Identities by one computation: what is planned is what Rocq accepts; nothing false or undefined is accepted."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porism.provers.protocol import Budget, Task
from porism.provers.rocq.checking.audit import Accepted
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.items import ANALYSIS, IDENTITIES, Item, imports_for, lemma
from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.planning.identities import MAX_TERMS, Node, NotRational, Reader, identity_tactics
from porism.provers.rocq.prover import RocqProver
from porism.provers.rocq.stating.statement import statement
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim

TRUE: dict[str, tuple[dict[str, str], list[str]]] = {
    "(x + y)**5 == x**5 + 5*x**4*y + 10*x**3*y**2 + 10*x**2*y**3 + 5*x*y**4 + y**5": ({}, []),
    "x/3 - x/2 == -x/6": ({}, []),
    "1/(x - 1) - 1/(x + 1) == 2/((x - 1)*(x + 1))": ({}, []),
    "1/(1 + 1/(1 + 1/x)) == (x + 1)/(2*x + 1)": ({}, []),
    "(x**2 - y**2)/(x - y) == x + y": ({}, []),
    "1/(2*x + 2) + 1/(3*x + 3) == 5/(6*x + 6)": ({}, []),
    "x**2/x == x": ({"x": "positive"}, []),
    "y/x + 1 == (y + x)/x": ({"x": "(-oo, 0)", "y": "[0, 1]"}, []),
    "x/(x - y) + y/(y - x) == 1": ({}, ["x != y", "y <= 3"]),
    "(sin(x) + cos(y))**2 == sin(x)**2 + 2*sin(x)*cos(y) + cos(y)**2": ({}, []),
    "(sin(x) + 1)/sin(x) == 1 + 1/sin(x)": ({}, []),
    "2 + 2 == 4": ({}, []),
}
NOT_BY_COMPUTATION: dict[str, tuple[dict[str, str], list[str]]] = {
    "x*y == y*x + 1": ({}, []),
    "x + 1 <= x + 2": ({}, []),
    "sin(x)**2 + cos(x)**2 == 1": ({}, []),
    "diff(x**2, x) == 2*x": ({}, []),
    "a + b == 0": ({}, ["a == -b"]),
    "log(x) + 1/x == 1/x + log(x)": ({}, []),  # it owes 0 < x
    "(x + y + z + a + b + c)**60 == (a + b + c + x + y + z)**60": ({}, []),
}


def _claim(text: str, given_: tuple[dict[str, str], list[str]]) -> Claim:
    return Claim.parse(text, *given_)


@pytest.mark.rocq
def test_true_identities_are_proved_by_computation() -> None:
    claims = [_claim(text, found) for text, found in TRUE.items()]
    for claim in claims:
        stated = statement(claim)
        lines = planned(stated)
        assert lines[-1].split()[0] == "porism_identity", claim.text
        assert imports_for(Item(stated.text, ".\n".join(lines) + ".\n")) is IDENTITIES
    verdicts = RocqProver().prove_many([Task(claim) for claim in claims], Budget(20.0))
    assert [v.claim.text for v in verdicts if not isinstance(v, Proved)] == []
    assert {v.checkers[0].assumptions for v in verdicts if isinstance(v, Proved)} == {("classical reals",)}


@pytest.mark.parametrize("text", NOT_BY_COMPUTATION)
def test_other_claims_are_left_to_the_plan(text: str) -> None:
    assert identity_tactics(statement(_claim(text, NOT_BY_COMPUTATION[text]))) is None


FORGED: dict[str, tuple[str, str]] = {
    "other sides": (
        "forall (v_x : R), (v_x = v_x + 1)",
        "intros v_x. porism_identity (cons v_x nil) (@nil porism_term) <{@1}> <{@1}>.",
    ),
    "unequal sides": (
        "forall (v_x : R), (v_x = v_x + 1)",
        "intros v_x. porism_identity (cons v_x nil) (@nil porism_term) <{@1}> <{@1 + 1}>.",
    ),
    "a divisor that may be 0": (
        "forall (v_x : R), (v_x / v_x = 1)",
        "intros v_x. porism_identity (cons v_x nil) (@nil porism_term) <{@1 / @1}> <{1}>.",
    ),
    "a hypothesis that is not there": (
        "forall (v_x : R), (v_x / v_x = 1)",
        "intros v_x. porism_identity (cons v_x nil) (cons <{@1}> nil) <{@1 / @1}> <{1}>.",
    ),
    "a hypothesis about something else": (
        "forall (v_x : R), (v_x + 1 <> 0) -> (v_x / v_x = 1)",
        "intros v_x. porism_identity (cons v_x nil) (cons <{@1 + 1}> nil) <{@1 / @1}> <{1}>.",
    ),
    "a divisor 0": (
        "(1 / 0 = 2 / 0)",
        "porism_identity (@nil R) (@nil porism_term) <{1 / 0}> <{2 / 0}>.",
    ),
    "a power 0 of what may be 0": (
        "forall (v_x : R), (v_x / v_x ^ 1 = 1)",
        "intros v_x. porism_identity (cons v_x nil) (@nil porism_term) <{@1 / @1^1}> <{1}>.",
    ),
}


@pytest.mark.rocq
def test_forged_computations_are_refused() -> None:
    items = [Item(stated, body) for stated, body in FORGED.values()]
    items += [Item(stated, body.replace(". p", ".\np")) for stated, body in FORGED.values()]  # stated as data
    assert sum(lemma(item) != (item.statement, item.body) for item in items) == 6
    honest = Item("(2 + 2 = 4)", "porism_identity (@nil R) (@nil porism_term) <{2 + 2}> <{4}>.")
    assert {imports_for(item) for item in items} == {IDENTITIES}
    found = check_items([*items, honest], 5.0, 1024)
    assert [isinstance(f, Accepted) for f in found] == [False] * len(items) + [True]


@pytest.mark.parametrize(
    "item",
    [
        Item("forall (v_x : R), (v_x = v_x)", "intros v_x.\nreflexivity."),
        Item("forall (v_x : R), (is_derive (fun v_x : R => v_x) v_x 1)", "intros v_x.\nporism_identity."),
        Item("(2 = 2)", "porism_identity.\nlra."),
        Item("(2 = 2)", "intros.\nvm_compute."),
    ],
)
def test_what_needs_more_gets_more(item: Item) -> None:
    assert imports_for(item) is ANALYSIS


@st.composite
def _texts(draw: st.DrawFn, depth: int = 4) -> tuple[str, int]:
    """A text and how tightly it binds: 0 sum, 1 product, 2 negation, 3 power, 4 atom."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(["v_x", "v_y", "1", "2", "37"])), 4
    own = draw(st.integers(0, 3))
    a, left = draw(_texts(depth=depth - 1))
    if own == 3:
        return f"{a if left == 4 else f'({a})'} ^ {draw(st.integers(0, 3))}", 3
    if own == 2:
        return f"- {a if left >= 2 else f'({a})'}", 2
    b, right = draw(_texts(depth=depth - 1))
    sign = draw(st.sampled_from("+-" if own == 0 else "*/"))
    return f"{a if left >= own else f'({a})'} {sign} {b if right > own else f'({b})'}", own


@given(_texts(), st.integers(-3, 3), st.integers(-3, 3))
@settings(max_examples=150, deadline=None)
def test_a_text_is_read_with_rocqs_precedence(written: tuple[str, int], x: int, y: int) -> None:
    # Python's differs only in `- a ^ 2`, where it agrees, and in `- a * b`, where the value is the same.
    reader = Reader()
    node = reader.node_of(written[0])
    at: dict[str, Any] = {"v_x": Fraction(x), "v_y": Fraction(y)}
    text = " ".join(f"Fraction({w})" if w.isdigit() else w for w in _words(written[0]))
    try:
        expected = eval(text.replace("^ Fraction", "** "), {"Fraction": Fraction}, at)  # noqa: S307
        found = _value(node, [at[name] for name in reader.atoms])
    except ZeroDivisionError:
        return
    assert found == expected


def _words(text: str) -> list[str]:
    return text.replace("(", "( ").replace(")", " )").split()


def _value(node: Node, at: list[Fraction]) -> Fraction:
    match node:
        case ("t_x", k):
            return Fraction(at[k - 1])
        case ("t_c", c):
            return Fraction(c)
        case ("t_n", a):
            return -_value(a, at)
        case ("t_p", a, n):
            return Fraction(_value(a, at) ** n)
        case (name, a, b):
            left, right = _value(a, at), _value(b, at)
            if name == "t_d":
                return left / right
            return {"t_a": left + right, "t_s": left - right, "t_m": left * right}[name]
    raise AssertionError(node)


@pytest.mark.parametrize(
    "text", ["", "v_x +", "(v_x", "v_x)", "v_x ^ v_y", "+ v_x", "1 2", "v_x < 1", "sin (v_x"]
)
def test_what_is_no_term_is_not_read(text: str) -> None:
    with pytest.raises(NotRational):
        Reader().node_of(text)


def test_what_would_be_too_large_is_not_computed() -> None:
    assert MAX_TERMS < 10_000
    assert identity_tactics(statement(Claim.parse("(x + y + z)**200 == (z + y + x)**200"))) is None
