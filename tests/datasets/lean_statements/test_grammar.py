"""The grammar: binding strengths, places of errors, and input that means harm."""

from __future__ import annotations

import pytest

from porism.datasets.lean_statements import syntax as s
from porism.datasets.lean_statements.grammar import parse_statement, parse_term
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.tokens import Places, tokens


def shown(term: s.Syntax) -> str:
    """A term with all its parentheses."""
    match term:
        case s.Name(text, _):
            return text
        case s.Numeral(value, _, _):
            return str(value)
        case s.Call(function, arguments, _):
            return "[" + " ".join(map(shown, (function, *arguments))) + "]"
        case s.Prefix(operator, argument, _):
            return f"({operator} {shown(argument)})"
        case s.Infix(operator, left, right, _):
            return f"({shown(left)} {operator} {shown(right)})"
        case s.Ascription(inner, kind, _):
            return f"({shown(inner)} : {shown(kind)})"
        case s.Bars(argument, _):
            return f"|{shown(argument)}|"
        case s.Quantified(quantifier, binders, body, _):
            names = " ".join(name for binder in binders for name in binder.names)
            return f"({quantifier} {names}, {shown(body)})"
        case s.Lambda(binder, body, _):
            return f"(fun {binder.names[0]}, {shown(body)})"
        case s.BigOperator(operator, name, domain, body, _):
            return f"({operator} {name} {shown(domain)}, {shown(body)})"
        case s.SetBraces(elements, _):
            return "{" + ", ".join(map(shown, elements)) + "}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * c", "(a + (b * c))"),
        ("a - b - c", "((a - b) - c)"),
        ("a ^ b ^ c", "(a ^ (b ^ c))"),
        ("-a ^ 2", "(- (a ^ 2))"),
        ("-a * b", "((- a) * b)"),
        ("a * -b", "(a * (- b))"),
        ("2 ^ -1", "(2 ^ (- 1))"),
        ("a / b * c", "((a / b) * c)"),
        ("a⁻¹ ^ 2", "((⁻¹ a) ^ 2)"),
        ("f x⁻¹", "[f (⁻¹ x)]"),
        ("f x + y", "([f x] + y)"),
        ("√x ^ 2", "((√ x) ^ 2)"),
        ("2 * √x * y", "((2 * (√ x)) * y)"),
        ("|a - b| / 2", "(|(a - b)| / 2)"),
        ("|a| + |b|", "(|a| + |b|)"),
        ("f |x|", "[f |x|]"),
        ("a = b ∧ c < d", "((a = b) ∧ (c < d))"),
        ("¬ a = b ∧ c", "((¬ (a = b)) ∧ c)"),
        ("p ∧ q ∨ r", "((p ∧ q) ∨ r)"),
        ("p → q → r", "(p → (q → r))"),
        ("p ∧ q → r ↔ t", "(((p ∧ q) → r) ↔ t)"),
        ("∀ x, p x → q", "(∀ x, ([p x] → q))"),
        ("∀ x > 0, q", "(∀ x, ((x > 0) → q))"),
        ("∃ x < 1, q", "(∃ x, ((x < 1) ∧ q))"),
        ("p ∧ ∀ x, q ∧ r", "(p ∧ (∀ x, (q ∧ r)))"),
        ("∑ i ∈ s, i * 2 + 1", "((∑ i s, (i * 2)) + 1)"),
        ("a * ∑ i in s, i", "(a * (∑ i s, i))"),
        ("Finset.sum s fun i => i + 1", "[Finset.sum s (fun i, (i + 1))]"),
        ("(x : ℝ) + ↑n", "((x : ℝ) + (↑ n))"),
        ("↑n ^ 2", "((↑ n) ^ 2)"),
        ("n ! + 1", "((! n) + 1)"),
        ("x >= y /\\ y -> z", "(((x ≥ y) ∧ y) → z)"),
        ("2.50", "5/2"),
        ("1e3", "1000"),
        ("x -- a remark\n + /- /- in -/ here -/ y", "(x + y)"),
    ],
)
def test_binding_strengths(text: str, expected: str) -> None:
    assert shown(parse_term(text)) == expected


@pytest.mark.parametrize(
    ("text", "reason", "offset"),
    [
        ("a = b = c", Reason.SYNTAX, 6),
        ("a +", Reason.SYNTAX, 3),
        ("(a", Reason.SYNTAX, 2),
        ("2 x", Reason.SYNTAX, 2),
        ("√x y", Reason.SYNTAX, 3),
        ("|x", Reason.SYNTAX, 2),
        ("| x|", Reason.SYNTAX, 0),
        ("a ∣ b", Reason.RELATION, 2),
        ("n!", None, None),  # an identifier, as in Lean
        ("⌊x⌋", Reason.FUNCTION, 0),
        ("(a, b)", Reason.TYPE, 2),
        ("∃! x, x = 1", Reason.QUANTIFIER, 0),
        ("fun x y => x", Reason.FUNCTION, 0),
        ("∑ i : Fin 3, i", Reason.SUM, 0),
        ('"text"', Reason.SYNTAX, 0),
        ("a $ b", Reason.SYNTAX, 2),
        ("", Reason.SYNTAX, 0),
    ],
)
def test_errors_have_a_reason_and_a_place(text: str, reason: Reason | None, offset: int | None) -> None:
    if reason is None:
        parse_term(text)
        return
    with pytest.raises(Refusal) as refused:
        parse_term(text)
    assert (refused.value.reason, refused.value.offset) == (reason, offset)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "-" * 100_000 + "x",
        "√" * 100_000 + "x",
        "↑" * 100_000 + "x",
        "x" + " + x" * 100_000,
        "x" + "⁻¹" * 100_000,
        "x" + " ^ x" * 100_000,
        "∀ x, " * 100_000,
        "p" + " → p" * 100_000,
        "{" * 100_000,
        "/-" * 100_000,
        "f " * 100_000,
        "|x" * 100_000,
        "9" * 1_000_000,
        "1e999999999",
        '"' + "\\" * 100_001,
        "«" * 100_000,
        "\x00" * 100_000,
        "x." * 100_000,
    ],
)
def test_hostile_text_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        parse_term(text)


def test_a_statement_ends_where_its_proof_begins() -> None:
    found = parse_statement("theorem t {x y : ℝ} (h : x < y) : x ≠ y := by nonsense ( [")
    assert (found.name, [b.names for b in found.binders]) == ("t", [("x", "y"), ("h",)])


def test_places_are_counted_from_one() -> None:
    places = Places("one\ntwo\n")
    assert [places.of(k) for k in (0, 3, 4, 8)] == [(1, 1), (1, 4), (2, 1), (3, 1)]
    assert places.offset(2, 2) == 5
    assert places.offset(9, 1) is None


def test_tokens_cover_every_character() -> None:
    text = "∀ x₁' : ℝ≥0, «odd name».f x₁' ≤ 2.5e-1⁻¹ \u0007"
    assert [t.text for t in tokens(text)] == [
        "∀", "x₁'", ":", "ℝ≥0", ",", "«odd name».f", "x₁'", "≤", "2.5e-1", "⁻¹", "\u0007", "",
    ]  # fmt: skip
