"""Lean's kernel without its elaborator: what is ill-typed, false or forged is refused, and both roads mean the same."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.findings import Accepted, Rejected
from porism.provers.lean.checking import audit, kernel, locate
from porism.provers.lean.checking.declaration import table, terms
from porism.provers.lean.checking.kernel import Theorem, check_theorems, read_answers
from porism.provers.lean.emit import goal
from porism.provers.lean.prover import LeanProver, item
from porism.provers.lean.terms import (
    BOOL,
    TRUE,
    Constant,
    Forall,
    Function,
    LeanTerm,
    Local,
    Natural,
    call,
    decided,
    equal,
)
from porism.provers.protocol import Budget
from porism.provers.sandbox import Run
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim

CLAIMS = {
    "(a + b)**3 == a**3 + 3*a**2*b + 3*a*b**2 + b**3": [],
    "(1 + I*x)*(1 - I*x) == 1 + x**2": [],
    "1/(x - 1) - 1/(x + 1) == 2/(x**2 - 1)": [],
    "a**3 + b**3 + c**3 == 3*a*b*c": ["a + b + c == 0"],
    "x**4 == 1": ["x**2 + y**2 == 1", "y == 0"],
    "x == y": ["3*x == 3*y"],
}


def theorem(text: str, assume: list[str] | None = None) -> Theorem:
    claim = Claim.parse(text, {}, assume or [])
    exact = ExactProver().prove(claim, None, Budget(10.0))
    found = goal(claim, exact.certificate if isinstance(exact, Proved) else None)
    return Theorem(found.statement, found.proof)


def bool_equal(left: LeanTerm, right: LeanTerm) -> LeanTerm:
    return equal(BOOL, left, right)


def natural_equal(left: LeanTerm, n: int) -> Theorem:
    return Theorem(bool_equal(call("Nat.beq", left, Natural(n)), TRUE), decided())


def shuffled(entry: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    copied = json.loads(json.dumps(entry))
    change(copied)
    return dict(copied)


def test_a_table_is_read_back_and_names_play_no_part() -> None:
    for text, assume in CLAIMS.items():
        found = theorem(text, assume)
        made = table(found.statement, found.proof)
        assert table(*terms(made)) == made
    assert table(*(Function("x", BOOL, Function("y", BOOL, Local(v))) for v in "xx")) == table(
        *(Function("a", BOOL, Function("b", BOOL, Local(v))) for v in "aa")
    )
    inner, outer = (Function("x", BOOL, Function("y", BOOL, Local(v))) for v in "yx")
    assert table(inner, inner) != table(outer, outer)
    shadowed = Function("x", BOOL, Function("x", BOOL, Local("x")))
    assert table(shadowed, shadowed) == table(inner, inner)


def test_a_variable_that_is_not_bound_is_refused() -> None:
    for term in (Local("x"), Forall("", BOOL, Local("")), call("f", Function("x", BOOL, TRUE), Local("x"))):
        with pytest.raises(ValueError, match="is not bound"):
            table(TRUE, term)
    with pytest.raises(ValueError, match="natural"):
        table(TRUE, Natural(-1))
    (found,) = check_theorems([Theorem(TRUE, Local("x"))], 1.0, 500)
    assert isinstance(found, Rejected)


@pytest.mark.lean
def test_the_kernel_answers_each_kind_of_wrong_declaration_by_its_name() -> None:
    refl, true = decided(), bool_equal(TRUE, TRUE)
    ring = Constant("Ring", (0,))
    wrong: list[tuple[Theorem, str]] = [
        (Theorem(bool_equal(TRUE, Constant("Bool.false")), refl), "declTypeMismatch"),
        (Theorem(true, TRUE), "declTypeMismatch"),
        (Theorem(true, call("Eq.refl", Constant("Nat"), TRUE, levels=(1,))), "appTypeMismatch"),
        (Theorem(true, call("Eq.refl", BOOL, TRUE, levels=(2,))), "appTypeMismatch"),
        (Theorem(true, call("Eq.refl", BOOL, TRUE, levels=(1, 1))), "other"),
        (Theorem(true, call("Eq.refl", BOOL, TRUE)), "other"),
        (Theorem(true, call("Eq.refl", BOOL, TRUE, TRUE, levels=(1,))), "funExpected"),
        (Theorem(BOOL, TRUE), "thmTypeIsNotProp"),
        (Theorem(ring, ring), "thmTypeIsNotProp"),
        (Theorem(TRUE, TRUE), "typeExpected"),
        (Theorem(Forall("x", TRUE, true), refl), "typeExpected"),
        (Theorem(Constant("False"), Constant("sorryAx", (0,))), "description: the library has no sorryAx"),
        (Theorem(Constant("False"), Constant("Porism_goal")), "description: the library has no Porism_goal"),
        (Theorem(true, Constant("lcErased")), "other"),
        (Theorem(Constant("lcErased"), refl), "other"),
        (natural_equal(call("Nat.mul", Natural(2**70), Natural(2**60)), 2**130 + 1), "declTypeMismatch"),
        (natural_equal(call("Nat.add", Natural(2**64 - 1), Natural(1)), 0), "declTypeMismatch"),
        (natural_equal(Natural(2**63), 2**63 - 1), "declTypeMismatch"),
    ]
    right = [
        Theorem(true, refl),
        natural_equal(call("Nat.mul", Natural(2**70), Natural(2**60)), 2**130),
        natural_equal(call("Nat.add", Natural(2**64 - 1), Natural(1)), 2**64),
        natural_equal(call("Nat.sub", Natural(2**64), Natural(2**65)), 0),
        Theorem(Forall("a", true, true), Function("h", true, Local("h"))),
    ]
    found = check_theorems([t for t, _ in wrong] + right, 5.0, 500)
    assert [f.detail.removeprefix("Lean's kernel: ") for f in found if isinstance(f, Rejected)] == [
        reason for _, reason in wrong
    ]
    assert found[len(wrong) :] == [Accepted()] * len(right)


@pytest.mark.lean
def test_no_forged_theorem_is_accepted() -> None:
    dice = random.Random(20)
    true = [theorem(text, assume) for text, assume in CLAIMS.items()]
    forged = [Theorem(a.statement, b.proof) for a in true for b in true if a is not b]
    forged += [Theorem(Constant("False"), t.proof) for t in true]
    while len(forged) < 250:
        chosen = dice.choice(true)
        entry = table(chosen.statement, chosen.proof)
        kinds, first, second = entry["nodes"]
        if dice.random() < 0.3 and entry["numerals"]:
            k = dice.randrange(len(entry["numerals"]))
            entry["numerals"][k] = str(int(entry["numerals"][k]) + 1)
        else:
            k = dice.choice([k for k, kind in enumerate(kinds) if kind in (1, 4) and k <= entry["statement"]])
            column = dice.choice((first, second)) if kinds[k] == 1 else first
            column[k] = dice.randrange(k) if kinds[k] == 1 else column[k] + dice.choice((-1, 1))
        if any(n < 0 for n in first):
            continue
        try:
            statement, _ = terms(entry)
            if table(statement, chosen.proof) != table(chosen.statement, chosen.proof):
                forged.append(Theorem(statement, chosen.proof))
        except (LookupError, ValueError):
            continue
    found = check_theorems(forged, 5.0, 1000)
    assert [forged[k] for k, f in enumerate(found) if not isinstance(f, Rejected)] == []
    assert not any(f.reason in ("crash", "audit", "missing") for f in found if isinstance(f, Rejected))


@pytest.mark.lean
def test_a_table_that_is_none_is_refused_and_harms_no_other() -> None:
    good = theorem("x + 1 == 1 + x")
    entry = table(good.statement, good.proof)
    last = len(entry["nodes"][0])

    def row(kind: int, a: int, b: int) -> Callable[[dict[str, Any]], None]:
        def add(e: dict[str, Any]) -> None:
            for column, n in zip(e["nodes"], (kind, a, b), strict=True):
                column.append(n)

        return add

    changes = [
        row(1, last, 0), row(1, 0, last + 5), row(1, -1, 0), row(6, 0, 0), row(-1, 0, 0), row(0, 99, 0), row(5, 99, 0),
        lambda e: e["nodes"][0].append(1),
        lambda e: e["nodes"].append([]),
        lambda e: e.update(proof=last),
        lambda e: e.update(statement=str(e["statement"])),
        lambda e: e.update(numerals=["x"] * 9),
        lambda e: e["nodes"][1].__setitem__(3, "0"),
        lambda e: e.pop("proof"),
    ]  # fmt: skip
    tables = [shuffled(entry, change) for change in changes]
    found = kernel.check_batch([*tables, entry], 5.0, 500)
    assert isinstance(found, list)
    assert [k for k, f in enumerate(found) if "description" not in getattr(f, "detail", "")] == [len(tables)]
    assert found[-1] == Accepted()


@pytest.mark.lean
def test_both_roads_mean_the_same_statement(tmp_path: Path) -> None:
    """What Lean elaborates from the text is what the proof, as a declaration, proves."""
    goals = [theorem(text, assume) for text, assume in CLAIMS.items()]
    library, found = locate.library_folder(), locate.lean()
    assert library is not None
    assert isinstance(found, locate.Lean)
    assert found.shared is not None
    shutil.copytree(library, tmp_path / "both")
    texts = [item(goal_of(t)) for t in goals]
    source = audit.statement_text("n", [*texts, item(goal_of(goals[0]))])
    (tmp_path / "both" / "Statements.lean").write_text(source, encoding="utf-8")
    arguments = ("-R", ".", "-o", "Statements.olean", "Statements.lean")
    assert (
        locate.run_lean(found, arguments, tmp_path / "both", (tmp_path / "both",), 30.0, 1000).outcome == "ok"
    )
    head = task_head(str(tmp_path / "both"), "Statements")
    posed = [(Constant(f"statement_n_{k}"), t.proof) for k, t in enumerate(goals)]
    posed += [(Constant(f"statement_n_{k}"), goals[k - 1].proof) for k in range(len(goals))]
    said = child(tmp_path, found.shared, [head, *(table(*pair) for pair in posed)])
    answers = [line.split(" ", 2)[2] for line in said.stdout.splitlines()[1:]]
    assert answers[: len(goals)] == ["accepted"] * len(goals)
    assert not any(answer == "accepted" for answer in answers[len(goals) :])


@pytest.mark.lean
def test_a_library_with_an_axiom_is_not_believed(tmp_path: Path) -> None:
    library, found = locate.library_folder(), locate.lean()
    assert library is not None
    assert isinstance(found, locate.Lean)
    assert found.shared is not None
    shutil.copytree(library, tmp_path / "both")
    entry = table(Constant("False"), Constant("easy"))
    for declared in ("axiom easy : False", "theorem easy : True := True.intro"):
        text = f"prelude\nimport Porism.Library\n{declared}\n"
        (tmp_path / "both" / "Wrong.lean").write_text(text, encoding="utf-8")
        arguments = ("-R", ".", "-o", "Wrong.olean", "Wrong.lean")
        run = locate.run_lean(found, arguments, tmp_path / "both", (tmp_path / "both",), 30.0, 1000)
        assert run.outcome == "ok"
        head = task_head(str(tmp_path / "both"), "Wrong")
        head["chapters"].append("Wrong")
        said = child(tmp_path, found.shared, [head, entry])
        if declared.startswith("axiom"):
            assert said.returncode != 0
            assert said.stdout == ""
            assert "easy is an axiom" in said.stderr
        else:
            assert said.stdout.endswith("refused declTypeMismatch\n")


@pytest.mark.lean
def test_what_is_known_to_be_false_is_refused_and_what_is_known_to_be_true_accepted() -> None:
    posed = kernel.canaries(random.Random(7))
    found = check_theorems([t for t, _ in posed], 5.0, 500)
    assert [isinstance(f, Accepted) for f in found] == [truth for _, truth in posed]
    assert {True, False} == {truth for _, truth in posed}


@pytest.mark.lean
@pytest.mark.parametrize("turned", [0, 1])
def test_a_batch_with_one_wrong_answer_is_thrown_away(turned: int, monkeypatch: pytest.MonkeyPatch) -> None:
    posed = kernel.canaries(random.Random(7))
    posed[turned] = (posed[turned][0], not posed[turned][1])
    monkeypatch.setattr(kernel, "canaries", lambda dice: posed)
    found = check_theorems([theorem("x + 1 == 1 + x"), theorem("x*y == y*x")], 5.0, 500)
    assert [f.reason for f in found if isinstance(f, Rejected)] == ["audit", "audit"]


@pytest.mark.lean
def test_what_takes_too_much_is_stopped_and_harms_no_other() -> None:
    power = call("Nat.pow", call("Nat.add", Natural(2), Natural(1)), Natural(2**24 - 1))
    nested = call("Nat.mul", call("Nat.mul", power, power), call("Nat.mul", power, power))
    natural = Constant("Nat")
    motive, step = Function("n", natural, BOOL), Function("n", natural, Function("b", BOOL, Local("b")))
    counted = call("Nat.rec", motive, TRUE, step, Natural(10**9), levels=(1,))
    long = Theorem(bool_equal(counted, TRUE), decided())
    short = theorem("x + 1 == 1 + x")
    found = check_theorems([short, natural_equal(nested, 5), long, short], 0.02, 2000)
    assert isinstance(found[1], Rejected)
    assert isinstance(found[2], Rejected)
    assert found[2].reason in ("timeout", "memory")
    assert [found[0], found[3]] == [Accepted()] * 2


NONCE = "0123456789abcdef" * 2
LINES = [f"{NONCE} ready", f"{NONCE} 0 accepted", f"{NONCE} 1 refused other", ""]


def test_only_exactly_the_answers_that_were_asked_for_are_read() -> None:
    def answered(lines: list[str], outcome: Any = "ok") -> Rejected | list[str]:
        return read_answers(Run(outcome, "\n".join(lines), "", 0.0), NONCE, 2)

    assert answered(LINES) == ["accepted", "refused other"]
    for outcome in ("error", "timeout", "memory"):
        assert isinstance(answered(LINES, outcome), Rejected)
    strange = [
        LINES[1:],
        LINES[:-1],
        [*LINES[:2], ""],
        [*LINES[:3], LINES[1], ""],
        [LINES[0], LINES[2], LINES[1], ""],
        [LINES[0], LINES[1], LINES[1], ""],
        [LINES[0].replace("0", "1"), *LINES[1:]],
        [LINES[0], LINES[1].replace("0123", "1123"), *LINES[2:]],
        [LINES[0], LINES[1] + " ", *LINES[2:]],
        [LINES[0], " " + LINES[1], *LINES[2:]],
        [LINES[0], f"{NONCE} 0 accepted\r", *LINES[2:]],
        [LINES[0], f"{NONCE} 0 acceptedaccepted", *LINES[2:]],
        [LINES[0], f"{NONCE} 0 Accepted", *LINES[2:]],
        [LINES[0], f"{NONCE} 0 ", *LINES[2:]],
        [],
    ]
    for lines in strange:
        assert isinstance(answered(lines), Rejected)


@pytest.mark.lean
def test_the_verdict_says_which_road_it_came_by(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = Claim.parse("(x + 1)**2 == x**2 + 2*x + 1")
    by_kernel = LeanProver().prove(claim, None, Budget(10.0))
    by_text = LeanProver(elaborated=True).prove(claim, None, Budget(10.0))
    assert isinstance(by_kernel, Proved)
    assert isinstance(by_text, Proved)
    assert by_kernel.artifacts == by_text.artifacts
    assert [v.certificate.data["road"] for v in (by_kernel, by_text)] == ["declaration", "text"]
    other = locate.Lean(("lean",), "4.30.0", False)
    monkeypatch.setattr(locate, "lean", lambda: other)
    assert not kernel.available()
    (found,) = check_theorems([theorem("x == x")], 1.0, 500)
    assert isinstance(found, Rejected)
    assert found.reason == "missing"


@pytest.mark.lean
def test_a_child_that_dies_proves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def died(*arguments: Any, **named: Any) -> Run:
        return Run("error", LINES[0] + "\n", "Segmentation fault", 0.1)

    monkeypatch.setattr(kernel, "run_limited", died)
    verdict = LeanProver().prove(Claim.parse("x == x"), None, Budget(1.0))
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "crash"


def goal_of(found: Theorem) -> Any:
    return type("Goal", (), {"statement": found.statement, "proof": found.proof})()


def task_head(library: str, main: str) -> dict[str, Any]:
    chapters = [f"Porism.{name}" for name in locate.CHAPTERS]
    return {
        "nonce": NONCE, "library": library, "chapters": chapters, "main": main, "heartbeats": 10**9, "depth": 10**5,
    }  # fmt: skip


def child(folder: Path, libraries: Path, lines: list[dict[str, Any]]) -> subprocess.CompletedProcess[str]:
    numbered = [lines[0], *({"id": k, **line} for k, line in enumerate(lines[1:]))]
    (folder / "task.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in numbered), encoding="ascii"
    )
    command = (*locate.script("kernel_child.py", libraries), str(folder / "task.jsonl"))
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
