"""The tactic search on real proofs: claims of every kind are proved by what it finds, and no false one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Task
from porism.provers.rocq.tactics.adapter import RocqSession, RocqTactics
from porism.provers.rocq.tactics.templates import planned_script, rocq_generator, template_generator
from porism.provers.tactics.generator import Scripted
from porism.provers.tactics.search import Found, Limits, search
from porism.provers.verdict import Proved, Verdict
from porism.symbolic.claim import Claim

pytestmark = pytest.mark.rocq

LIMITS = Limits(seconds=60.0, nodes=300, tactics=600, tactic_seconds=2.0)
FALSE_LIMITS = Limits(seconds=10.0, nodes=60, tactics=80)

TRUE: dict[str, tuple[dict[str, str], list[str]]] = {
    "(a + b)**3 == a**3 + 3*a**2*b + 3*a*b**2 + b**3": ({}, []),
    "1/(x - 1) - 1/(x + 1) == 2/(x**2 - 1)": ({}, []),
    "a**3 + b**3 + c**3 == 3*a*b*c": ({}, ["a + b + c == 0"]),
    "x**2 == 1": ({}, ["x == y", "y**2 == 1"]),
    "sin(x)**2 == 1 - cos(x)**2": ({}, []),
    "sin(2*x) == 2*sin(x)*cos(x)": ({}, []),
    "sin(x)**6 + cos(x)**6 == 1 - 3*sin(x)**2*cos(x)**2": ({}, []),
    "sinh(2*x) == 2*sinh(x)*cosh(x)": ({}, []),
    "asin(x) + acos(x) == pi/2": ({"x": "[-1, 1]"}, []),
    "sin(x)*cos(y) == (sin(x + y) + sin(x - y))/2": ({}, []),
    "cosh(x)**2 - sinh(x)**2 == 1": ({}, []),
    "exp(x + y) == exp(x)*exp(y)": ({}, []),
    "log(x*y) == log(x) + log(y)": ({"x": "positive", "y": "positive"}, []),
    "abs(x*y) == abs(x)*abs(y)": ({}, []),
    "abs(x + y) <= abs(x) + abs(y)": ({}, []),
    "abs(abs(x) - abs(y)) <= abs(x - y)": ({}, []),
    "sqrt(x**2) == abs(x)": ({}, []),
    "sqrt(x)*sqrt(x) == x": ({"x": "nonnegative"}, []),
    "exp(x) >= 1 + x": ({}, []),
    "log(x) <= x - 1": ({"x": "positive"}, []),
    "sin(x) <= x": ({"x": "nonnegative"}, []),
    "x**2 + y**2 >= 2*x*y": ({}, []),
    "x**2 - x + 1 > 0": ({}, []),
    "x**2 + 1 != 0": ({}, []),
    "x <= 1": ({}, ["x + y <= 2", "y >= 1"]),
    "x**3 >= x": ({"x": "[1, oo)"}, []),
    "diff(x**3, x) == 3*x**2": ({}, []),
    "diff(sin(x)*exp(x), x) == exp(x)*(sin(x) + cos(x))": ({}, []),
    "diff(log(x), x) == 1/x": ({"x": "positive"}, []),
}

WITH_CERTIFICATE: dict[str, dict[str, str]] = {
    "x + 1/x >= 2": {"x": "positive"},
    "x**4 + y**4 + z**2 >= 2*x*y*z": {},
    "x*y <= 1": {"x": "[0, 1]", "y": "[0, 1]"},
}

FALSE: dict[str, list[str]] = {
    "(x + 1)**2 == x**2 + 1": [],
    "x/x == 2": [],
    "abs(x) == x": [],
    "sqrt(x**2) == x": [],
    "a == b": ["a**2 == b**2"],
    "x**2 >= x": [],
    "sin(2*x) == 2*sin(x)": [],
    "abs(x + y) == abs(x) + abs(y)": [],
}


@pytest.fixture(scope="module")
def rocq() -> Iterator[RocqTactics]:
    adapter = RocqTactics()
    yield adapter
    adapter.close()


def searched(rocq: RocqTactics, task: Task, limits: Limits) -> Found:
    session = rocq.open(task)
    assert isinstance(session, RocqSession), session
    found = search(session, template_generator(task), limits=limits)
    session.close()
    return found


def test_claims_are_proved_by_search(rocq: RocqTactics) -> None:
    tasks = [Task(Claim.parse(text, domains, assume)) for text, (domains, assume) in TRUE.items()]
    for text, domains in WITH_CERTIFICATE.items():
        claim = Claim.parse(text, domains)
        exact = ExactProver().prove(claim, None, Budget(20.0))
        assert isinstance(exact, Proved)
        tasks.append(Task(claim, exact.certificate, exact.conditions))
    found = [(task, searched(rocq, task, LIMITS)) for task in tasks]
    assert [task.claim.text for task, f in found if f.ending != "found"] == []
    verdicts = rocq.check_many([(task, f.script) for task, f in found], 20.0)
    assert [str(v) for v in verdicts if not isinstance(v, Proved)] == []
    assert all(f.tree.script() for _, f in found)


def test_false_claims_are_not(rocq: RocqTactics) -> None:
    for text, assume in FALSE.items():
        found = searched(rocq, Task(Claim.parse(text, assume=assume)), FALSE_LIMITS)
        assert found.ending in ("exhausted", "nodes", "tactics", "time"), f"{text}: {found.script}"


def test_the_same_search_finds_the_same_proof(rocq: RocqTactics) -> None:
    task = Task(Claim.parse("sin(x)**2 == 1 - cos(x)**2"))
    first, second = (searched(rocq, task, LIMITS) for _ in range(2))
    assert (first.script, first.nodes, first.tactics) == (second.script, second.nodes, second.tactics)


def test_a_planned_proof_is_tried_first_and_the_search_goes_on_where_it_fails(rocq: RocqTactics) -> None:
    task = Task(Claim.parse("tan(3*x) == (3*tan(x) - tan(x)**3)/(1 - 3*tan(x)**2)"))
    session = rocq.open(task)
    assert isinstance(session, RocqSession)
    found = search(session, rocq_generator(task), limits=LIMITS)
    assert found.ending == "found"
    assert (
        list(found.script[:5]) == planned_script(task)[:5]
    )  # where a template ends it sooner, the rest is not needed
    other = Task(Claim.parse("x**2 + 1 != 0"))
    session = rocq.open(other)
    assert isinstance(session, RocqSession)
    wrong = Scripted(["intros.", "ring."], template_generator(other))
    assert search(session, wrong, limits=LIMITS).ending == "found"


def test_what_the_toplevel_takes_is_not_a_verdict_until_it_was_checked(rocq: RocqTactics) -> None:
    task = Task(Claim.parse("x**2 + 1 != 0"))
    session = rocq.open(task)
    assert isinstance(session, RocqSession)
    verdicts = list[Verdict]()

    def accept(script: tuple[str, ...]) -> bool:
        verdicts.append(rocq.check(task, script, 20.0))
        return isinstance(verdicts[-1], Proved)

    found = search(session, rocq_generator(task), limits=LIMITS, accept=accept)
    assert found.ending == "found"
    assert isinstance(verdicts[-1], Proved)
    assert verdicts[-1].trust == "kernel"
    assert "Lemma" in dict(verdicts[-1].artifacts)["rocq"]
    session.close()
