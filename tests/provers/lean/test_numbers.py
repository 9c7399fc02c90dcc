"""ℤ, ℚ and facts about concrete numbers: the library computes as Python does, and exactly the true comparisons are accepted."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.findings import Accepted
from porism.provers.lean.checking import locate
from porism.provers.lean.checking.audit import Item, check_items
from porism.provers.lean.emit import goal
from porism.provers.lean.fragments import numbers
from porism.provers.lean.instances import INTEGERS, RATIONALS, concrete, is_about_integers
from porism.provers.lean.prover import LeanProver, item
from porism.provers.lean.terms import Application, Constant, Natural, text
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import number

BUDGET = Budget(seconds=20.0)
HOLDS = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
}


@pytest.mark.lean
def test_integers_and_rationals_compute_as_python_does(tmp_path: Path) -> None:
    rng, lines = random.Random(11), list[str]()

    def state(left: str, right: str) -> None:
        lines.append(f"theorem t{len(lines)} : Eq ({left}) ({right}) := Eq.refl _")

    def written(n: int) -> str:
        return f"(Integer.natural {n})" if n >= 0 else f"(Integer.negative {-n - 1})"

    for bits in (2, 3, 200):
        for _ in range(20):
            a, b = (rng.getrandbits(bits) * rng.choice((1, -1)) for _ in range(2))
            state(f"Integer.add {written(a)} {written(b)}", written(a + b))
            state(f"Integer.mul {written(a)} {written(b)}", written(a * b))
            state(f"Integer.neg {written(a)}", written(-a))
    for _ in range(12):
        x, y = (Fraction(rng.randrange(-4, 5), rng.randrange(1, 5)) for _ in range(2))
        p, q = (f"(Rational.ratio {written(r.numerator)} {r.denominator})" for r in (x, y))
        for name, value in (("add", x + y), ("mul", x * y)):
            state(f"Rational.numerator (Rational.{name} {p} {q})", written(value.numerator))
            state(f"Rational.denominator (Rational.{name} {p} {q})", str(value.denominator))
    header = "prelude\nimport Porism.Library\n"
    axioms = "\n#print axioms OrderedField.rationals\n#print axioms Ring.integers\n"
    found, library = locate.lean(), locate.library_folder()
    assert isinstance(found, locate.Lean)
    assert library is not None
    (tmp_path / "asked.lean").write_text(header + "\n".join(lines) + axioms, encoding="utf-8")
    run = locate.run_lean(found, ("asked.lean",), tmp_path, (library,), 60.0, 2000)
    assert run.outcome == "ok", run.stdout[:2000]
    expected = [
        f"'{name}' does not depend on any axioms" for name in ("OrderedField.rationals", "Ring.integers")
    ]
    assert run.stdout.splitlines() == expected


@pytest.mark.lean
def test_exactly_the_true_comparisons_are_accepted() -> None:
    """The fragment looks at no truth: every false theorem reaches the kernel with the proof that a true one would have."""
    rng, cases = random.Random(5), list[tuple[str, Fraction, Fraction]]()
    values = [Fraction(rng.randrange(-3, 4), rng.randrange(1, 4)) for _ in range(12)]
    values += [Fraction(rng.getrandbits(90) - 2**89, rng.getrandbits(60) + 1) for _ in range(3)]
    pairs = [(rng.choice(values), rng.choice(values)) for _ in range(20)] + [(v, v) for v in values[:3]]
    for a, b in pairs:
        cases += [(kind, a, b) for kind in HOLDS]
    goals = [numbers.goal(Claim.make(relation(kind, number(a), number(b))), None) for kind, a, b in cases]
    accepted = [isinstance(f, Accepted) for f in check_items(list(map(item, goals)), 20.0, 2000)]
    # `relation` may turn an equation round, which changes nothing about its truth.
    assert accepted == [HOLDS[kind](a, b) for kind, a, b in cases]


@pytest.mark.lean
def test_forged_comparisons_are_refused() -> None:
    """The statement of one fact with the proof of another, and denominators of zero."""
    honest = goal(Claim.parse("1/3 < 1/2"))
    statement = text(honest.statement)
    others = ["1/3 <= 1/2", "1/3 != 1/2", "1/4 < 1/2", "2/7 < 1/2", "1/3 < 1"]
    forged = [Item(statement, text(goal(Claim.parse(other)).proof)) for other in others]
    zero = replace(honest, proof=_changed(honest.proof, 1, Natural(0)))
    nowhere = Item(
        "OrderedField.lt OrderedField.rationals (Rational.ratio (Integer.natural 1) 0) (Rational.ratio (Integer.natural 1) 2)",
        "Rational.lt_of_compared (Integer.natural 1) 0 (Integer.natural 1) 2 (Eq.refl Bool.true)",
    )
    assert not any(isinstance(f, Accepted) for f in check_items([*forged, item(zero), nowhere], 20.0, 2000))
    assert check_items([item(honest)], 20.0, 2000) == [Accepted()]


def _changed(proof: Any, index: int, value: Any) -> Any:
    assert isinstance(proof, Application)
    arguments = list(proof.arguments)
    arguments[index] = value
    return Application(proof.function, tuple(arguments))


def test_what_is_no_number_is_not_supported() -> None:
    for claim in ("sqrt(2) < 3/2", "x < 2", "3 < pi", "2 == I"):
        assert numbers.supported(Claim.parse(claim)) is not None
        with pytest.raises(UnsupportedError):
            numbers.goal(Claim.parse(claim), None)


# A claim, its domains and hypotheses, and what its theorem is about.
READ_AT: list[tuple[str, dict[str, str], list[str], str]] = [
    ("(n + 1)**2 == n**2 + 2*n + 1", {"n": "natural"}, [], INTEGERS),
    ("n**2 == m**2", {"n": "integer", "m": "integer"}, ["n == m"], INTEGERS),
    ("n*(n + 1)/2 + n + 1 == (n + 1)*(n + 2)/2", {"n": "integer"}, [], RATIONALS),
    ("n == m", {"n": "integer", "m": "integer"}, ["3*n == 3*m"], RATIONALS),
    ("1/(n*(n + 1)) == 1/n - 1/(n + 1)", {"n": "natural"}, [], RATIONALS),
    ("3**200 < 2**400", {}, [], RATIONALS),
    ("n*x == x*n", {"n": "integer"}, [], "commutative ring laws of the complex numbers"),
    ("pi*n == n*pi", {"n": "integer"}, [], "commutative ring laws of the complex numbers"),
    ("I*I*n == -n", {"n": "integer"}, [], "commutative ring laws of the complex numbers"),
]


@pytest.mark.lean
def test_claims_about_integers_are_theorems_about_the_integers() -> None:
    exact, tasks = ExactProver(), list[Task]()
    for source, domains, assume, _ in READ_AT:
        claim = Claim.parse(source, domains, assume)
        verdict = exact.prove(claim, None, BUDGET)
        tasks.append(Task(claim, getattr(verdict, "certificate", None)))
    for (source, _, _, theory), verdict in zip(READ_AT, LeanProver().prove_many(tasks, BUDGET), strict=True):
        assert isinstance(verdict, Proved), (source, verdict)
        assert verdict.checkers[0].assumptions == (theory,), source


@pytest.mark.lean
def test_false_claims_about_integers_stay_unknown() -> None:
    domains = {"n": "integer", "m": "natural"}
    claims = ["n*m == n + m", "n**2 == n", "(n + m)**2 == n**2 + m**2", "5 < 3", "2/3 == 3/4", "1/7 != 2/14"]
    tasks = [Task(Claim.parse(c, domains)) for c in claims]
    assert all(isinstance(v, Unknown) for v in LeanProver().prove_many(tasks, BUDGET))


def test_an_element_that_the_rationals_need_not_have_keeps_the_structure() -> None:
    claim = Claim.parse("(n + 1)**2 == n**2 + 2*n + 1", {"n": "integer"})
    found = goal(claim)
    assert found.theory == INTEGERS
    general = goal(Claim.parse("(n + 1)**2 == n**2 + 2*n + 1"))
    assert concrete(general).statement == found.statement
    root = replace(general, statement=_renamed(general.statement, "v_n", "s_1"))
    assert concrete(root) == root
    assert not is_about_integers(Claim.parse("n == n + x - x", {"n": "integer"}))


def _renamed(term: Any, old: str, new: str) -> Any:
    if isinstance(term, Application):
        return Application(
            _renamed(term.function, old, new), tuple(_renamed(a, old, new) for a in term.arguments)
        )
    if hasattr(term, "domain"):
        name = new if term.name == old else term.name
        return type(term)(name, _renamed(term.domain, old, new), _renamed(term.body, old, new))
    if not isinstance(term, Constant) and getattr(term, "name", "") == old:
        return type(term)(new)
    return term
