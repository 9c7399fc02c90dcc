"""Random statements, each elaborated by Lean 4 itself: our types and coercions are Lean's."""

from __future__ import annotations

import random

import pytest

from porism.datasets.lean_statements.refusal import Refusal
from tests.datasets.lean_statements.lean_oracle import Oracle, readings

pytestmark = pytest.mark.lean
HOW_MANY = 250
# Operations that no instance gives: `values.py` refuses them.
_MISSING = ("N.neg", "N.inv", "Z.inv", "N.abs", "Q.mod", "R.mod")


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    return Oracle(tmp_path_factory.mktemp("oracle"))


def random_term(rng: random.Random, depth: int, names: str = "mnjkpqxy") -> str:
    """Lean text that may or may not have a type."""

    def inner(more: str = "") -> str:
        return random_term(rng, depth - 1, names + more)

    kind = rng.random() if depth else 0.0
    if kind < 0.12:
        return rng.choice(names + "123123")
    if kind < 0.50:
        return f"({inner()} {rng.choice('+-*/')} {inner()})"
    if kind < 0.60:
        return f"({inner()} : {rng.choice('ℕℤℚℝ')})"
    if kind < 0.68:
        simple = ["2", "n", "(-1 : ℤ)", "(n - 1)", "(1 / 2)", "(1 / 2 : ℝ)", "k", "x", "(k + 1)"]
        return f"({inner()}) ^ {rng.choice([*simple, f'({inner()})'])}"
    if kind < 0.74:
        return f"(-{inner()})"
    if kind < 0.79:
        return f"Real.sqrt ({inner()})"
    if kind < 0.85:
        return f"{rng.choice('fgh')} ({inner()})"
    if kind < 0.90:
        return f"abs ({inner()})"
    if kind < 0.93:
        return f"({inner()})⁻¹"
    if kind < 0.97:
        domain = rng.choice(["range 3", "range n", "Icc 1 4", "Icc j 4"])
        return f"(∑ i ∈ Finset.{domain}, {inner('i' * 4)})"
    return f"({inner()} % {inner()})"


def random_statement(rng: random.Random) -> str:
    """A relation, sometimes under a binder without type."""
    quantified = rng.random() < 0.2
    names = "mnjkpqxy" + ("ttttttt" if quantified else "")
    left, right = (random_term(rng, rng.choice([0, 1, 2, 2, 3]), names) for _ in range(2))
    return ("∀ t, " if quantified else "") + f"{left} {rng.choice('=<≤≠')} {right}"


def test_types_and_coercions_are_those_of_leans_elaborator(oracle: Oracle) -> None:
    rng, texts, statements = random.Random(4), list[str](), list[tuple[str, str]]()
    while len(statements) < HOW_MANY:
        text = random_statement(rng)
        try:
            found = readings(text)
        except Refusal:
            continue
        if not any(name in found[1] for name in _MISSING):
            texts.append(text)
            statements.append(found)
    assert [texts[index] for index in oracle.disagreements(statements)] == []
    assert len(oracle.refused([f"Eq {read} {read}" for read, _ in statements])) < HOW_MANY / 50


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        ("(binrel% Eq x (binop% HSub.hSub m n))", "(@Eq R x (N.toR (N.sub m n)))"),
        ("(binrel% Eq x (binop% HDiv.hDiv 1 2))", "(@Eq R x (N.toR (N.div 1 2)))"),
        ("(binrel% Eq (binop% HDiv.hDiv 1 2) 0)", "(@Eq R (R.div (R.lit 1) (R.lit 2)) (R.lit 0))"),
        ("(binrel% Eq (rightact% HPow.hPow x (binop% HDiv.hDiv 1 2)) 1)",
         "(@Eq R (R.rpow x (R.div (R.lit 1) (R.lit 2))) (R.lit 1))"),
        ("(binrel% LE.le m n)", "(N.lt m n)"),
    ],
)  # fmt: skip
def test_the_oracle_refuses_another_reading(oracle: Oracle, read: str, wrong: str) -> None:
    assert oracle.disagreements([(read, read), (read, wrong)]) == [1]
