"""Finite sums by induction: true ones are theorems on both roads to the kernel, false ones are refused there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from porism.provers.findings import Accepted
from porism.provers.lean.checking import kernel
from porism.provers.lean.checking.audit import check_items
from porism.provers.lean.goal import Goal
from porism.provers.lean.instances import INTEGERS, RATIONALS
from porism.provers.lean.nodes import Node
from porism.provers.lean.prover import item
from porism.provers.lean.sums import induction as sums
from porism.provers.lean.sums import laws, reciprocals
from porism.provers.lean.sums.laws import Law
from porism.provers.lean.sums.reciprocals import Reciprocals
from porism.provers.lean.sums.sequences import Pattern, Place, Sequences
from porism.provers.lean.terms import LeanTerm, text
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear, Summands, plain
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.sum_value import SumValue

N = Linear(0, (("n", 1),))
K = Linear(0, (("k", 1),))
AS_TEXT = 6  # goals that are also elaborated


def total(
    summand: str | Summands,
    value: str | Summands,
    lower: int = 0,
    upper: Linear = N,
    domains: dict[str, str] | None = None,
    assume: Sequence[str] = (),
) -> SumValue:
    given = {"n": "natural"} | (domains or {})
    scope = Scope.of({x: Domain(d) for x, d in given.items()}, tuple(map(Relation.parse, assume)))
    sides = [plain(parse_term(s)) if isinstance(s, str) else s for s in (summand, value)]
    return SumValue(scope, sides[0], "k", Linear(lower), upper, sides[1])


def with_factorials(coefficient: str, *factorials: tuple[Linear, int]) -> Hypergeometric:
    return Hypergeometric.of(parse_term(coefficient), factorials)


REAL = {"x": "real"}
TRUE = {
    "numbers": total("k", "n*(n + 1)/2"),
    "squares": total("k**2", "n*(n + 1)*(2*n + 1)/6"),
    "cubes": total("k**3", "(n*(n + 1)/2)**2"),
    "from-one": total("k**3", "n**2*(n + 1)**2/4", 1),
    "one-by-one": total("1", "n", 1),
    "odd": total("2*k - 1", "n**2", 1),
    "to-before": total("k", "n*(n - 1)/2", 0, Linear(-1, (("n", 1),))),
    "to-beyond": total("k", "(n + 2)*(n + 3)/2", 0, Linear(2, (("n", 1),))),
    "powers-of-two": total("2**k", "2**(n + 1) - 1"),
    "powers-of-six": total("6**k", "(6*2**n*3**n - 1)/5"),
    "powers-of-nine": total("3**(2*k)", "(9**(n + 1) - 1)/8"),
    "halves": total("2**(-k)", "2 - 2**(-n)"),
    "signs": total("(-1)**k", "((-1)**n + 1)/2"),
    "signs-and-squares": total("(-1)**k*k**2", "(-1)**n*n*(n + 1)/2"),
    "geometric": total("x**k", "(x**(n + 1) - 1)/(x - 1)", 0, N, REAL, ["x != 1"]),
    "products-of-powers": total("2**k*x**k", "((2*x)**(n + 1) - 1)/(2*x - 1)", 0, N, REAL, ["x != 1/2"]),
    "arithmetic-geometric": total("k*2**k", "(n - 1)*2**(n + 1) + 2"),
    "telescoping": total("1/(k*(k + 1))", "n/(n + 1)", 1),
    "telescoping-from-two": total("1/(k*(k - 1))", "1 - 1/n", 2),
    "telescoping-odd": total("1/((2*k - 1)*(2*k + 1))", "n/(2*n + 1)", 1),
    "written-out": total("k**2", "385", 0, Linear(10)),
    "empty": total("1/k", "0", 3, Linear(2)),
    "factorials": total((with_factorials("k", (K, 1)),), (with_factorials("1", (N.plus(1), 1)), with_factorials("-1"))),
    "over-factorials": total(
        (with_factorials("k", (K.plus(1), -1)),),
        (with_factorials("1"), with_factorials("-1", (N.plus(1), -1))),
        1,
    ),
    "a-parameter": total("a*k", "a*n*(n + 1)/2", 0, N, {"a": "integer"}),
    "from-a-hypothesis": total("1", "n - 1", 2, N, {"n": "integer"}, ["5 <= n"]),
}  # fmt: skip
# (2·k)!, whose elaboration as text takes 10 seconds.
SLOW_AS_TEXT = total(
    (with_factorials("4*k**2 + 6*k + 1", (K.times(2), 1)),),
    (with_factorials("1", (N.times(2).plus(2), 1)), with_factorials("-1")),
)
FALSE = {
    "wrong-base": total("k", "n*(n + 1)/2 + 1"),
    "wrong-step": total("k", "n*(n + 2)/2"),
    "right-at-the-first-two": total("k", "n**2"),
    "off-by-one-above": total("k", "n*(n - 1)/2"),
    "off-by-one-below": total("2**k", "2**(n + 1) - 1", 1),
    "wrong-power": total("3**k", "2**(n + 1) - 1"),
    "wrong-sign": total("(-1)**k", "((-1)**n - 1)/2"),
    "wrong-fraction": total("1/(k*(k + 1))", "(n + 1)/(n + 2)", 1),
    "wrong-factorial": total((with_factorials("k", (K, 1)),), (with_factorials("1", (N, 1)),)),
    "wrong-number": total("k**2", "384", 0, Linear(10)),
    "geometric-with-another-divisor": total("x**k", "(x**(n + 1) - 1)/(x + 1)", 0, N, REAL),
    "not-empty": total("k", "0", 2, Linear(2)),
}


def accepted(goals: Sequence[Goal]) -> list[bool]:
    """Whether the kernel takes each goal: as a declaration, and the first ones also as text, which takes longer."""
    direct = kernel.available()
    written = goals[:AS_TEXT] if direct else goals
    texts = [isinstance(f, Accepted) for f in check_items(list(map(item, written)), 20.0, 2000)]
    if not direct:
        return texts
    found = kernel.check_theorems([kernel.Theorem(g.statement, g.proof) for g in goals], 20.0, 2000)
    both = [isinstance(f, Accepted) for f in found]
    assert texts == both[:AS_TEXT]
    return both


@pytest.mark.lean
def test_true_sums_are_theorems() -> None:
    answers = dict(zip(TRUE, accepted([sums.goal(s) for s in TRUE.values()]), strict=True))
    assert [name for name, answer in answers.items() if not answer] == []


@pytest.mark.lean
def test_a_factorial_of_twice_the_index() -> None:
    if not kernel.available():
        pytest.skip("the pinned Lean is missing: pip install 'porism[lean]'")
    found = sums.goal(SLOW_AS_TEXT)
    assert kernel.check_theorems([kernel.Theorem(found.statement, found.proof)], 20.0, 2000) == [Accepted()]


@pytest.mark.parametrize("name", FALSE)
def test_false_sums_have_no_proof(name: str) -> None:
    with pytest.raises(UnsupportedError):
        sums.goal(FALSE[name])


@pytest.mark.lean
def test_the_kernel_refuses_false_sums_without_our_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proofs are written as if nothing were left over."""

    def unchecked(elements: Sequence[LeanTerm], left: Node, right: Node, known: Sequence[Law]) -> LeanTerm:
        return laws.attempted(elements, left, right, known)[0]

    monkeypatch.setattr(sums, "proved", unchecked)
    answers = dict(zip(FALSE, accepted([sums.goal(s) for s in FALSE.values()]), strict=True))
    assert [name for name, answer in answers.items() if answer] == []


@pytest.mark.lean
def test_the_kernel_refuses_denominators_that_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """1/(k − 3) is not defined at 3: no proof says that k − 3 is never 0, whatever form it is said to have."""
    vanishing = [
        total("1/((k - 3)*(k - 2))", "-1/3 - 1/(n - 2)"),
        total("1/(k*(k + 1))", "1 - 1/(n + 1)"),
    ]
    for statement in vanishing:
        with pytest.raises(UnsupportedError):
            sums.goal(statement)

    def said(self: Reciprocals, pattern: Pattern, places: Mapping[str, Place]) -> LeanTerm:
        linear = self.sequences.linear(pattern)
        assert linear is not None
        return self._positive(pattern, linear[0], max(linear[1], 1), places)

    def unchecked(elements: Sequence[LeanTerm], left: Node, right: Node, known: Sequence[Law]) -> LeanTerm:
        return laws.attempted(elements, left, right, known)[0]

    monkeypatch.setattr(Sequences, "_refuse_doubtful", lambda self, inverse: None)
    monkeypatch.setattr(Reciprocals, "_nonzero", said)
    monkeypatch.setattr(reciprocals, "proved", unchecked)
    monkeypatch.setattr(sums, "proved", unchecked)
    assert accepted(list(map(sums.goal, vanishing))) == [False] * len(vanishing)


def test_a_sum_in_the_rationals_has_no_premise() -> None:
    assert "->" not in text(sums.goal(TRUE["telescoping"]).statement)
    assert "->" in text(sums.goal(TRUE["geometric"]).statement)


@pytest.mark.lean
def test_the_proof_of_one_sum_does_not_prove_another() -> None:
    """Statements with a limit moved, a premise dropped or a start changed, each with the proof of the true one."""
    pairs = [
        ("numbers", total("k", "n*(n + 1)/2", 0, Linear(1, (("n", 1),)))),
        ("from-one", total("k**3", "n**2*(n + 1)**2/4", 0, N)),
        ("powers-of-two", total("2**k", "2**(n + 1) - 1", 0, Linear(-1, (("n", 1),)))),
    ]
    forged = list[Goal]()
    for name, other in pairs:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sums, "proved", lambda *arguments: laws.attempted(*arguments)[0])
            stated = sums.goal(other)
        if name != "from-one":  # that one is true from 0 on as well, and its proof another
            forged.append(replace(stated, proof=sums.goal(TRUE[name]).proof))
    premise = sums.goal(TRUE["geometric"])
    without = text(premise.statement)
    assert "-> " in without
    dropped = replace(premise, statement=_without_premise(premise.statement))
    assert [answer for answer in accepted([*forged, dropped]) if answer] == []


def _without_premise(statement: LeanTerm) -> LeanTerm:
    """The statement without its first premise."""
    name, domain, body = statement.name, statement.domain, statement.body  # type: ignore[union-attr]  # a ∀
    if not name:
        return body
    return type(statement)(name, domain, _without_premise(body))  # type: ignore[call-arg, arg-type]


def test_sums_of_integers_are_about_the_integers() -> None:
    theories = {name: sums.goal(statement).theory for name, statement in TRUE.items()}
    assert {name for name, theory in theories.items() if theory not in (INTEGERS, RATIONALS)} == {
        "geometric",
        "products-of-powers",
    }
    assert theories["factorials"] == theories["odd"] == INTEGERS
    assert theories["numbers"] == theories["telescoping"] == RATIONALS


UNSUPPORTED = {
    "infinite": replace(TRUE["halves"], upper=None),
    "a-moving-start": replace(TRUE["numbers"], lower=N),
    "a-negative-start": total("k", "n*(n + 1)/2", -1),
    "twice-the-limit": total("k", "n*(2*n + 1)", 0, Linear(0, (("n", 2),))),
    "a-limit-that-may-be-negative": total("k", "n*(n + 1)/2", 0, N, {"n": "integer"}),
    "a-summand-with-the-limit": total("n*k", "n**2*(n + 1)/2"),
    "functions": total("sin(k)", "n"),
    "the-imaginary-unit": total("I**k", "n"),
    "a-power-of-the-index": total("k**k", "n"),
    "negative-factorials": total((with_factorials("1", (K.plus(-1), 1)),), "n"),
    "a-power-that-excludes-zero": total("x**(k - 1)", "n", 0, N, REAL),
    "no-denominator": total("0**(-1)", "n"),
    "no-power": total("0**(-k)", "n"),
}


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_what_is_not_supported_says_so(name: str) -> None:
    with pytest.raises(UnsupportedError):
        sums.goal(UNSUPPORTED[name])
