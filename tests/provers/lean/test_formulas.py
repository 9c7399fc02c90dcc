"""Identities by formulas and equations of quotients: what is false is refused by the kernel when nothing else looks."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.lean import quotients
from porism.provers.lean.checking import locate
from porism.provers.lean.checking.kernel import Theorem, check_theorems
from porism.provers.lean.emit import goal
from porism.provers.lean.nodes import FOLD, Node, fold_term
from porism.provers.lean.prover import LeanProver
from porism.provers.lean.quotients import Quotients
from porism.provers.lean.reader import Reader
from porism.provers.lean.terms import Application, Constant, Function, LeanTerm, Local, alike
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError

RATIONAL = [
    "1/(x - 1) - 1/(x + 1) == 2/(x**2 - 1)",
    "1/(1 + 1/(1 + 1/x)) == (x + 1)/(2*x + 1)",
    "(a/b)**3/(c/b)**2 == a**3/(b*c**2)",
    "-(x/y) + y/x == (y**2 - x**2)/(x*y)",
    "x/2 - x/3 == x/6",
    "(x + 1/x)**2 - (x - 1/x)**2 == 4",
    "1/(x*y) + 1/(y*z) + 1/(z*x) == (x + y + z)/(x*y*z)",
    "x**-3*y**-2 == 1/(x**3*y**2)",
]
WRONG = [
    "1/(x - 1) - 1/(x + 1) == 1/(x**2 - 1)",
    "1/(1 + 1/(1 + 1/x)) == (x + 1)/(2*x - 1)",
    "(a/b)**3/(c/b)**2 == a**2/(b*c**2)",
    "x/y == y/x",
    "x/2 - x/3 == x/5",
    "1/(x + y) == 1/x + 1/y",
    "x/x == 2",
    "1/x == -1/x",
]


@pytest.mark.lean
def test_equations_between_quotients_are_proved_without_cofactors() -> None:
    claims = [Claim.parse(text) for text in RATIONAL]
    exact = [ExactProver().prove(claim, None, Budget(10.0)) for claim in claims]
    tasks = [Task(v.claim, v.certificate) for v in exact if isinstance(v, Proved)]
    assert len(tasks) == len(RATIONAL)
    for elaborated in (False, True):
        verdicts = LeanProver(elaborated).prove_many(tasks, Budget(20.0))
        assert [v.claim.text for v in verdicts if not isinstance(v, Proved)] == []
        assert all("equal_quotients" in dict(v.artifacts)["lean"] for v in verdicts if isinstance(v, Proved))
        assert [v.conditions for v in verdicts if isinstance(v, Proved)] == [
            v.conditions for v in exact if isinstance(v, Proved)
        ]


@pytest.mark.lean
def test_false_equations_are_refused_by_the_kernel_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def trusting(node: Node, generators: object, one: object) -> int:
        """Every difference of products is zero, and no divisor is."""
        return 0 if node[0] == "sub" and node[1][0] == node[2][0] == "mul" else 1

    monkeypatch.setattr(quotients, "polynomial", trusting)
    forged = list[Theorem]()
    for text in WRONG:
        found = goal(Claim.parse(text))
        assert "equal_quotients" in str(found.proof)
        forged.append(Theorem(found.statement, found.proof))
    assert [f for f in check_theorems(forged, 5.0, 500) if not hasattr(f, "reason")] == []


@pytest.mark.lean
def test_forged_quotients_and_formulas_are_refused() -> None:
    forged = list[Theorem]()
    for text in (*RATIONAL, "(x + y)**2 == x**2 + 2*x*y + y**2", "x*(y - z) == x*y - x*z"):
        found = goal(Claim.parse(text))
        for proof in changes(found.proof):
            if proof != found.proof:
                forged.append(Theorem(found.statement, proof))
    assert len(forged) > 60
    findings = check_theorems(forged, 5.0, 500)
    assert [forged[k].proof for k, f in enumerate(findings) if not hasattr(f, "reason")] == []


def changes(proof: LeanTerm) -> Iterator[LeanTerm]:
    """The proof with other formulas, premises and lemmas."""
    one = fold_term(("number", 1))
    yield replaced(proof, lambda t: one if is_fold(t) else None)
    yield replaced(proof, lambda t: alike(FOLD, one, 2) if is_named(t, "rfl") else None)
    yield replaced(proof, lambda t: inner(t) if is_named(t, "Quotient.inverse") else None)
    names = (
        ("add", "mul"),
        ("mul", "add"),
        ("sub", "add"),
        ("num", "var"),
        ("h_1", "h_2"),
        ("h_2", "h_1"),
        ("u_1", "v_x"),
    )
    for first, second in names:
        yield exchanged(proof, Local(first), Local(second))
    for first, second in (("add", "mul"), ("sub", "add"), ("mul", "add")):
        yield exchanged(proof, Constant(f"Quotient.{first}", (0,)), Constant(f"Quotient.{second}", (0,)))


def exchanged(proof: LeanTerm, old: LeanTerm, new: LeanTerm) -> LeanTerm:
    return replaced(proof, lambda t: new if t == old else None)


def inner(term: LeanTerm) -> LeanTerm:
    assert isinstance(term, Application)
    return term.arguments[6]


def is_fold(term: LeanTerm) -> bool:
    return isinstance(term, Function) and term.name == "C"


def is_named(term: LeanTerm, name: str) -> bool:
    return (
        isinstance(term, Application) and isinstance(term.function, Constant) and term.function.name == name
    )


def replaced(term: LeanTerm, change: Callable[[LeanTerm], LeanTerm | None]) -> LeanTerm:
    new = change(term)
    if new is not None:
        return new
    match term:
        case Application(function, arguments):
            return Application(replaced(function, change), tuple(replaced(a, change) for a in arguments))
        case Function(name, domain, body):
            return Function(name, replaced(domain, change), replaced(body, change))
        case _:
            return term


@pytest.mark.lean
def test_a_premise_of_another_divisor_proves_nothing() -> None:
    claim = Claim.parse("1/x + 1/y == (x + y)/(x*y)")
    found = goal(claim)
    other = goal(Claim.parse("1/x + 1/(y + 1) == (x + y + 1)/(x*(y + 1))"))
    unbound = exchanged(found.proof, Local("h_1"), Local("h_9"))
    findings = check_theorems([Theorem(found.statement, p) for p in (other.proof, unbound)], 5.0, 500)
    assert all(hasattr(finding, "reason") for finding in findings)


def test_a_denominator_that_is_zero_everywhere_is_found() -> None:
    claim = Claim.parse("1/(x*(y - 1) - x*y + x) == 1/x")
    reader = Reader(claim)
    sides = reader.node(claim.relation.left), reader.node(claim.relation.right)
    with pytest.raises(UnsupportedError, match="defined nowhere"):
        Quotients(reader).equation(*sides)


@pytest.mark.lean
def test_the_theorems_rest_on_no_axiom(tmp_path: Path) -> None:
    names = ("identity_of_folds", "combination_of_fold", "equal_quotients", "Nat.congruent_mod")
    found = locate.lean()
    assert isinstance(found, locate.Lean)
    text = "prelude\nimport Porism.Library\n" + "".join(f"#print axioms {name}\n" for name in names)
    (tmp_path / "axioms.lean").write_text(text, encoding="utf-8")
    environment = {"LEAN_PATH": str(locate.library_folder())}
    run = subprocess.run(
        [*found.command, "axioms.lean"],
        cwd=tmp_path,
        check=True,
        env=environment,
        capture_output=True,
        text=True,
    )
    said = [line.split(": ", 1)[-1].removeprefix("info: ") for line in run.stdout.splitlines()]
    assert [f"'{name}' does not depend on any axioms" for name in names] == [
        line[line.index("'") :] for line in said
    ]
