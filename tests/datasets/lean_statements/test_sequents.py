"""Propositions as claims: at every point of a small grid the claims hold together if and only if the proposition does."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porism.datasets.lean_statements import Agreement, Reason, conclusion
from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.grammar import parse_statement
from porism.datasets.lean_statements.names import Context
from porism.datasets.lean_statements.propositions import Propositions
from porism.datasets.lean_statements.refusal import Refusal
from porism.datasets.lean_statements.translation import Translated, translated
from porism.symbolic.meaning import truth
from porism.symbolic.term import number

GRID = list(product((-1, 0, 1, 2), repeat=2))
RELATIONS = [
    "x = y", "x ≠ y", "x < y", "x ≤ 0", "y > 1", "x + y ≥ 1", "x ∈ Set.Icc 0 1", "y ∈ Set.Ioi 0", "x ∈ Set.Ico 0 2",
    "y ∈ Set.Iic 1", "x ∈ ({0}ᶜ : Set {T})", "y ∈ ({1, 2} : Set {T})", "x * y = 0", "√y = 1", "1 ≤ √x", "√x ≤ √y", "|x| = y",
    "True", "False",
]  # fmt: skip


@st.composite
def propositions(draw: st.DrawFn, depth: int = 2) -> str:
    """Propositions without quantifiers, over x and y."""
    if not depth or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(RELATIONS))
    if draw(st.integers(0, 4)) == 0:
        return f"¬ ({draw(propositions(depth - 1))})"
    sign = draw(st.sampled_from("∧∨→↔"))
    return f"(({draw(propositions(depth - 1))}) {sign} ({draw(propositions(depth - 1))}))"


def elaborated(text: str) -> t.Elaborated:
    statement = parse_statement(text)
    return Propositions(Context()).statement(statement.binders, statement.body)


def holds(prop: t.Prop, at: dict[str, int]) -> bool:
    """The truth of a proposition at a point, by Lean's definitions."""
    match prop:
        case t.Truth(known):
            return known
        case t.Not(part):
            return not holds(part, at)
        case t.And(left, right):
            return holds(left, at) and holds(right, at)
        case t.Or(left, right):
            return holds(left, at) or holds(right, at)
        case t.Implies(left, right):
            return not holds(left, at) or holds(right, at)
        case t.Iff(left, right):
            return holds(left, at) == holds(right, at)
        case t.Relation(kind, left, right, _):
            return related(kind, value(left, at), value(right, at))
        case t.Member(element, low, high, _):
            v = value(element, at)
            above = low is None or related("<=" if low[1] else "<", value(low[0], at), v)
            return above and (high is None or related("<=" if high[1] else "<", v, value(high[0], at)))
        case t.Nonzero(element, _):
            return value(element, at) != 0
        case _:
            raise AssertionError(prop)


def related(kind: str, a: float, b: float) -> bool:
    return {"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b}[kind]


def value(term: t.Typed, at: dict[str, int]) -> float:
    match term:
        case t.Literal(v, _, _):
            return float(v)
        case t.Local(binding, _, _):
            return at[binding.name]
        case t.Cast(operand, _, _):
            return value(operand, at)
        case t.Operation(operator, (a, b), _, _):
            return value(a, at) + value(b, at) if operator == "+" else value(a, at) * value(b, at)
        case t.Function("Real.sqrt", (a,), _, _):
            return math.sqrt(max(value(a, at), 0))
        case t.Function("abs", (a,), _, _):
            return abs(value(a, at))
        case _:
            raise AssertionError(term)


@settings(max_examples=100, deadline=None)
@given(propositions(), st.lists(propositions(1), max_size=2), st.sampled_from("ℝℤ"))
def test_claims_hold_where_the_statement_does(goal: str, hypotheses: list[str], kind: str) -> None:
    given_ = " ".join(f"(h{index} : {text})" for index, text in enumerate(hypotheses))
    text = f"theorem t (x y : {kind}) {given_} : {goal}".replace("{T}", kind)
    statement = elaborated(text)
    try:
        claims = translated(statement).claims
    except Refusal as refused:
        allowed = (Reason.EMPTY, Reason.CASES)
        if refused.reason not in allowed:
            raise
        return
    said, meant = list[bool | None](), list[bool]()
    for x, y in GRID:
        at, point = {"x": x, "y": y}, {"x": number(x), "y": number(y)}
        meant.append(holds(statement.goal, at) or not all(holds(h, at) for _, h in statement.hypotheses))
        truths = [truth(claim, {n: point[n] for n, _ in claim.variables}, 200) for claim in claims]
        said.append(False if False in truths else None if None in truths else True)
    if all(len(claim.variables) == 2 for claim in claims):
        # A point that a claim leaves out has None; so has an equation between roots that balls cannot decide.
        roots = "√" in text or "|" in text
        assert all(
            m == (s is not False) or (roots and s is None) for m, s in zip(meant, said, strict=True)
        ), text
    elif (
        "√" not in text and "|" not in text
    ):  # a variable that only has a domain is gone, and the claim is about all points
        assert all(meant) == (False not in said), text


@pytest.mark.parametrize(
    ("statement", "claims"),
    [
        ("(x : ℝ) (h : x < 0 ∨ 0 < x) : x ≠ 0", ["x != 0  for x real  assuming x < 0", "x != 0  for x real  assuming 0 < x"]),
        ("(x : ℝ) : x < 0 ∨ x = 0 ∨ 0 < x", ["0 < x  for x real  assuming x != 0, 0 <= x"]),
        ("(x : ℝ) (h : ¬ (0 ≤ x ∧ x ≤ 1)) (g : 0 < x) : 1 < x",
         ["1 < x  for x real  assuming 0 < x, x < 0", "1 < x  for x real  assuming 0 < x, 1 < x"]),
        ("(x : ℝ) (h : ∃ y : ℝ, x = y * y) : 0 ≤ x", ["0 <= x  for x real, y real  assuming y*y == x"]),
        ("(x : ℝ) : ¬ ∃ y : ℝ, y * y = -1 - x * x", ["-x*x - 1 != y*y  for x real, y real"]),
        ("(x y : ℝ) (h : ∃ x : ℝ, x = y) : x = x", ["x == x  for x real, x_2 real, y real  assuming y == x_2"]),
        ("(x : ℝ) (h : x ∈ Set.Icc 1 0) : x = 7", ["x == 7  for x real  assuming 1 <= x, x <= 0"]),
        ("(x : ℝ) (h : x ∈ Set.Ioo 0 0) : x = 7", ["x == 7  for x real  assuming 0 < x, x < 0"]),
        ("(x : ℝ) (h : x ∈ Set.Icc 0 1) (g : x ∈ Set.Ioi 0) : x ≤ 1", ["x <= 1  for x ∈ [0, 1]  assuming 0 < x"]),
        ("(n : ℤ) (h : n ∈ Set.Icc 0 1) : n ≤ 1", ["n <= 1  for n integer  assuming 0 <= n, n <= 1"]),
        ("(x : ℝ) (h : x ∈ Set.Icc (0 - 1 / 0) 1) : x ≤ 1", ["x <= 1  for x ∈ [0, 1]"]),
    ],
)  # fmt: skip
def test_cases(statement: str, claims: list[str]) -> None:
    assert [str(c) for c in translated(elaborated(f"theorem t {statement}")).claims] == claims


@pytest.mark.parametrize(
    "statement", ["(x : ℝ) (h : False) : x = 1", ": True", ": False", "(x : ℝ) : x = 1 → True"]
)
def test_statements_without_a_relation_to_decide(statement: str) -> None:
    with pytest.raises(Refusal) as refused:
        translated(elaborated(f"theorem t {statement}"))
    assert refused.value.reason is Reason.EMPTY


def test_conclusions() -> None:
    proved, unknown = {"status": "proved"}, {"status": "unknown"}
    refuted = {"status": "refuted", "witness": {"q": "1/2", "x": "sqrt(2)"}}
    exact, partly = Agreement.EXACT, Agreement.WHERE_DEFINED
    assert conclusion(exact, [], [proved, proved]) == "true"
    assert conclusion(partly, [], [proved]) == "true where defined"
    assert conclusion(exact, [], [proved, unknown]) == "unknown"
    assert conclusion(exact, ["q"], [unknown, refuted]) == "false"
    assert conclusion(partly, [], [refuted]) == "false"
    assert conclusion(exact, ["x"], [refuted, proved]) == "unknown"
    assert conclusion(exact, [], []) == "unknown"


def test_a_translation_is_plain_data() -> None:
    found = translated(elaborated("theorem t (q₁ : ℚ) : q₁ = q₁"))
    assert isinstance(found, Translated)
    assert (found.rational, found.names) == (("q_1",), (("q₁", "q_1"),))
