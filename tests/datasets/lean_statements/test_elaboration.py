"""Types of literals and places of coercions, as Lean 4 with Mathlib elaborates them; what is not certain is refused."""

from __future__ import annotations

import pytest

from porism.datasets.lean_statements import Reason, Translated, statement_of
from porism.datasets.lean_statements.names import Context
from porism.datasets.lean_statements.refusal import Refusal

OPEN = Context(frozenset({"Real", "Nat", "BigOperators"}))


def said(statement: str, context: Context = OPEN) -> str:
    """The claims of a statement `binders : body`, or the reason."""
    outcome = statement_of(f"theorem t {statement} := by sorry", context).outcome
    return (
        " ; ".join(c.text for c in outcome.claims) if isinstance(outcome, Translated) else outcome.reason.name
    )


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        # Numerals: ℕ unless a leaf of the tree says otherwise.
        (": 1 / 2 = 0", "0 == 0"),
        (": (1 / 2 : ℚ) = 0.5", "1/2 == 1/2"),
        ("(x : ℝ) : x = 1 / 2", "x == 1/2"),
        ("(n : ℕ) : n = 7 / 2", "n == 3"),
        ("(x : ℝ) : 1 / 2 * x = x / 2", "x/2 == x/2"),
        ("(x : ℝ) : x = (1 / 2 : ℕ)", "x == 0"),
        ("(x : ℝ) (h : x = ((2 - 5 : ℕ) : ℤ)) : x = 0", "x == 0"),
        ("(x : ℝ) : x = (2 - 5 : ℤ)", "x == -3"),
        # Coercions stand at the leaves of the whole tree, both sides of a relation included.
        ("(m n : ℕ) (x : ℝ) : x = m - n", "m - n == x"),
        ("(m n : ℕ) (x : ℝ) : x + (m - n) = 0", "m + x - n == 0"),
        ("(m n : ℕ) (x : ℝ) : x = (m - n : ℕ)", "(m - n + abs(m - n))/2 == x"),
        ("(m n : ℕ) (x : ℝ) : x = ↑(m - n)", "(m - n + abs(m - n))/2 == x"),
        ("(m n : ℕ) (x : ℝ) : x = (m - n : ℝ)", "m - n == x"),
        ("(m n : ℕ) (z : ℤ) : z = m - n", "m - n == z"),
        ("(m n : ℕ) (z : ℤ) : (z : ℝ) = (m - n : ℤ)", "m - n == z"),
        ("(n : ℕ) (x : ℝ) : (x + (n - 1)) ^ 2 = 1", "(n + x - 1)**2 == 1"),
        ("(n : ℕ) (x : ℝ) : -n + x = 0", "x - n == 0"),
        # Exponents are trees of their own.
        ("(x : ℝ) : x ^ (1 / 2) = 1", "x**0 == 1"),
        ("(x : ℝ) (n : ℕ) (h : 1 ≤ n) : x ^ (n - 1) = 1", "x**(n - 1) == 1"),
        ("(x : ℝ) (h : 0 < x) : x ^ (1 / 2 : ℝ) = 1", "sqrt(x) == 1"),
        ("(x : ℝ) (h : 0 < x) : x ^ ((1 : ℝ) / 2) = 1", "sqrt(x) == 1"),
        ("(x : ℝ) : 2 ^ 3 * x = 8 * x", "8*x == 8*x"),
        ("(x : ℝ) (n : ℕ) : 2 ^ n * x = x", "x*2**n == x"),
        ("(x : ℝ) : x ^ (-1 : ℤ) = 1", "1/x == 1"),
        ("(x : ℝ) : 2 ^ x = (8 : ℝ)", "2**x == 8"),
        # Arguments of functions have an expected type.
        ("(n : ℕ) : Real.sqrt (n / 2) = 1", "sqrt(n/2) == 1"),
        ("(n : ℕ) : Real.sqrt (1 / 2 : ℕ) = 0", "sqrt(0) == 0"),
        ("(f : ℕ → ℝ) (h : ∀ n, f n = n / 2) : f 3 = 3 / 2", "3/2 == 3/2"),
        ("(f : ℕ → ℕ) (h : ∀ n, f n = n / 2) : f 3 = 1", "1 == 1"),
        ("(f : ℝ → ℝ) (h : ∀ x, f x = x / 2) : f 3 = 3 / 2", "3/2 == 3/2"),
        ("(f : ℝ → ℝ) (h : ∀ x, f x = x / 2) : f (3 / 2) = 3 / 4", "3/4 == 3/4"),
        ("(f : ℝ → ℝ) (h : f = fun t => t + 1) : f (f 0) = 2", "2 == 2"),
        ("(f : ℝ → ℝ) (h : f = fun (t : ℝ) ↦ t / 2) : f 1 = 1 / 2", "1/2 == 1/2"),
        # Binders without a type take it from the use.
        ("(f : ℝ → ℝ) (h : ∀ x, f x = 1 / x) (y : ℝ) (hy : y ≠ 0) : f y * y = 1", "y/y == 1"),
        # Sums: the index of an interval of numerals is what the sum is compared with.
        ("(z : ℤ) : ∑ k ∈ Finset.Icc 1 2, (k - 5) = z", "z == -7"),
        (": ∑ k ∈ Finset.Icc 1 2, (k - 5) = 0", "0 == 0"),
        ("(x : ℝ) : x = ∑ k ∈ Finset.range 3, (k : ℝ) / 2", "x == 3/2"),
        ("(x : ℝ) : x = ∑ k ∈ Finset.range 3, k / 2", "x == 1"),
        ("(x : ℝ) : x = ∑ k ∈ Finset.range 0, x", "x == 0"),
        # Short names.
        ("(x : ℝ) : sin (2 * x) = 0", "sin(2*x) == 0"),
        ("(x : ℝ) (h : 0 < x) : log x = 0", "log(x) == 0"),
        (": π = Real.pi", "pi == pi"),
        ("(sin : ℝ → ℝ) (h : ∀ x, sin x = x) : sin 2 = 2", "2 == 2"),
        # Complex numbers.
        (
            "(z : ℂ) : Complex.exp (z * Complex.I) = Complex.cos z + Complex.I * Complex.sin z",
            "cos(z) + I*sin(z) == exp(I*z)",
        ),
        ("(z : ℂ) (h : ‖z - 1‖ ≤ 1) : ‖z‖ ≤ 2", "abs(z) <= 2"),
        ("(x : ℝ) : ‖Complex.exp (x * Complex.I)‖ = 1", "abs(exp(I*x)) == 1"),
        ("(z : ℂ) (h : z ≠ 0) : Complex.exp (Complex.log z) = z", "exp(log(z)) == z"),
        ("(z w : ℂ) : ‖z * w‖ = ‖z‖ * ‖w‖", "abs(w)*abs(z) == abs(w*z)"),
        ("(z : ℂ) : √‖z‖ ^ 2 = ‖z‖", "(abs(z) + abs(abs(z)))/2 == abs(z)"),
        # Intervals.
        ("(x : ℝ) : x ∈ Set.Ioc 0 1 → x ≤ 1", "x <= 1"),
        ("(n : ℕ) (h : n ∈ Finset.range 3) : n ≤ 2", "n <= 2"),
    ],
)
def test_types_are_leans(statement: str, claim: str) -> None:
    assert said(statement) == claim


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (": -1 = -1", Reason.ELABORATION),  # ℤ by the priority of an instance
        (": 2⁻¹ = 0", Reason.ELABORATION),
        (": 0.5 = 0.5", Reason.ELABORATION),  # Float
        ("(n : ℕ) : -n = n", Reason.ELABORATION),
        ("(n : ℕ) : n = 0.5", Reason.ELABORATION),
        ("(n : ℕ) (x : ℝ) : n⁻¹ = x", Reason.ELABORATION),
        ("(x : ℝ) (n : ℕ) : (x : ℕ) = n", Reason.ELABORATION),
        ("(f : ℕ → ℝ) (x : ℝ) : f x = 0", Reason.ELABORATION),
        ("(x : ℝ) : x ^ (-1) = 1", Reason.ELABORATION),
        ("(x : ℝ) (q : ℚ) : x ^ q = 1", Reason.ELABORATION),
        ("(n : ℕ) (x : ℝ) : n ^ x = 1", Reason.ELABORATION),
        ("(n : ℕ) : (n : ℤ) ^ (-1 : ℤ) = 1", Reason.ELABORATION),
        ("(n : ℕ) : |n| = n", Reason.ELABORATION),
        ("(k : ℤ) : (|k / 2| : ℝ) = 0", Reason.ELABORATION),
        ("(x : ℝ) : x = (∑ k ∈ Finset.range 3, k / 2 : ℝ)", Reason.ELABORATION),
        ("(x : ℝ) : ∑ k ∈ Finset.Icc 1 2, (k + x) = x", Reason.ELABORATION),
        ("(x : ℝ) (n : ℕ) : max x n = x", Reason.ELABORATION),
        ("(x : ℝ) (n : ℕ) : x ∈ Set.Icc n 9", Reason.ELABORATION),
        ("(x : ℝ) : x ∈ Finset.Icc 1 9", Reason.ELABORATION),
        (": ∀ a, a = a", Reason.ELABORATION),
        (": ↑1 = ↑1", Reason.ELABORATION),
        ("(n : ℕ) : sqrt n = 1", Reason.ELABORATION),
        ("(x : ℝ) : x % 2 = 0", Reason.ELABORATION),
        ("(f : ℝ → ℝ) (h : f = fun t => (1 : ℕ)) : f 0 = 1", Reason.ELABORATION),
        ("(z : ℂ) : max z z = z", Reason.ELABORATION),
        ("(z : ℂ) : Complex.tan z = 1", Reason.FUNCTION),
        ("(z : ℂ) : |z| = 1", Reason.ELABORATION),
        ("(z : ℂ) : Real.exp z = 1", Reason.ELABORATION),
        ("(z : ℂ) : ‖z = 1", Reason.SYNTAX),
        ("(z : ℂ) : z < 1", Reason.RELATION),
        ("(z : ℂ) : z ^ z = 1", Reason.CONVENTION),
        ("(x : ℝ) : x ^ (1 / 2 : ℝ) = 1", Reason.CONVENTION),
        ("(x : ℝ) : x.sqrt = 1", Reason.NAME),
        ("(Real : ℝ) : Real.sqrt 1 = 1", Reason.NAME),
        ("(x : ℝ) : Foo.sin x = 1", Reason.FUNCTION),
        ("(x : ℝ) : if 0 < x then x = x else x = 1", Reason.SYNTAX),
        ("(x : ℕ → ℕ → Prop) : x 1 1", Reason.TYPE),
        ("(f : ℝ → Set ℝ) : f 1 = f 1", Reason.TYPE),
        ("(f g : ℝ → ℝ) : f = g", Reason.UNKNOWN_FUNCTION),
        ("(f : ℝ → ℝ) (h : ∀ x, f x = f x + 1) : 1 = 2", Reason.QUANTIFIER),
        ("(f : ℝ → ℝ) (h : ∀ x > 0, f x = 1) : f 1 = 1", Reason.QUANTIFIER),
        ("(f : ℝ → ℝ) (h : ∀ n : ℕ, f n = 1) : f 1 = 1", Reason.QUANTIFIER),
        ("(f : ℝ → ℝ) (h : ∀ x, f (x + 1) = x) : f 1 = 0", Reason.QUANTIFIER),
        ("(f : ℝ → ℝ → ℝ) (h : ∀ x, f x x = 1) : f 1 1 = 1", Reason.QUANTIFIER),
        ("(p : Prop) (h : p) : p", Reason.TYPE),
        ("(x : ℝ) (h : IsUnit x) : x ≠ 0", Reason.RELATION),
    ],
)
def test_what_is_not_certain_is_refused(statement: str, reason: Reason) -> None:
    assert said(statement) == reason.name


@pytest.mark.parametrize(
    ("opened", "statement"),
    [
        ("Complex Real", "(x : ℝ) : exp x = 1"),
        ("Complex Real", "(x : ℝ) : log x = 1"),
        ("NormedSpace Real", "(x : ℝ) : exp x = 1"),
        ("Nat", "(x : ℝ) : sqrt x = 1"),
        ("", "(x : ℝ) : sin x = 1"),
        ("", "(x : ℝ) : π = x"),
        ("Nat.Prime Foo", "(n : ℕ) : n ! = 1"),
    ],
)
def test_short_names_that_could_mean_something_else_are_refused(opened: str, statement: str) -> None:
    assert said(statement, Context(frozenset(opened.split()))) in ("NAME", "ELABORATION")


def test_definitions_hold_where_they_were_made() -> None:
    """Under one half of a conjunction a function is defined; the other half knows nothing of it."""
    statement = "(f : ℝ → ℝ) : ((∀ x, f x = 1) → f 2 = 1) ∧ f 2 = 1"
    assert said(statement) == Reason.UNKNOWN_FUNCTION.name


def test_a_function_in_its_own_argument_keeps_its_variables_apart() -> None:
    statement = "(x : ℝ) (f : ℝ → ℝ) (h : ∀ x, f x = x ^ 2 + x) : f (f x) = 0"
    assert said(statement) == "x**2 + x + (x**2 + x)**2 == 0"


def test_terms_that_grow_without_end_are_refused() -> None:
    inner = "x"
    for _ in range(40):
        inner = f"f ({inner})"
    statement = f"(x : ℝ) (f : ℝ → ℝ) (h : ∀ x, f x = x * x + x) : {inner} = 0"
    assert said(statement) == Reason.LIMIT.name
    difference = "n"
    for k in range(40):
        difference = f"({difference} - {k})"
    assert said(f"(n : ℕ) : {difference} = 0") == Reason.LIMIT.name
    assert said("(n : ℕ) : 9 ^ 9 ^ 9 ^ 9 = n") == Reason.LIMIT.name
    assert said("(n : ℕ) : ∑ k ∈ Finset.range 1000000000, k = n") == Reason.LIMIT.name
    assert said("(n : ℕ) : Nat.factorial 1000000000 = n") == Reason.LIMIT.name
    many = " ".join(f"(x{k} : ℝ) (h{k} : 0 < x{k})" for k in range(101))
    assert said(f"{many} : 0 < √x1") == Reason.LIMIT.name
    cases = " ".join(f"(h{k} : x < {k} ∨ {k} < x)" for k in range(9))
    assert said(f"(x : ℝ) {cases} : x = x") == Reason.CASES.name


def test_a_refusal_knows_its_place() -> None:
    outcome = statement_of("theorem t (x : ℝ) : x ∣ x := by sorry").outcome
    assert isinstance(outcome, Refusal)
    assert outcome.offset == 22
