"""`porism.prove` and `porism.run` as a program calls them, and the examples that people read first."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sympy

import porism
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError, ParseError, PorismError

ROOT = Path(__file__).parents[2]


def test_text_sympy_and_claim_give_the_same_verdict() -> None:
    x = sympy.Symbol("x", positive=True)
    as_text = porism.prove("log(x**2) == 2*log(x)", {"x": "positive"}, kernel=None)
    as_sympy = porism.prove(
        sympy.Eq(sympy.log(x**2, evaluate=False), 2 * sympy.log(x), evaluate=False), kernel=None
    )
    as_claim = porism.prove(Claim.parse("log(x**2) == 2*log(x)", {"x": "positive"}), kernel=None)
    assert as_text.claim == as_claim.claim
    assert {type(v) for v in (as_text, as_sympy, as_claim)} == {porism.Proved}


def test_a_proved_verdict_has_conditions_checkers_and_a_date() -> None:
    verdict = porism.prove("x/x == 1", kernel=None)
    assert isinstance(verdict, porism.Proved)
    assert [str(c) for c in verdict.conditions] == ["x != 0"]
    assert verdict.trust == "exact"
    assert verdict.checkers[0].level == "exact"
    assert verdict.provenance.proposer == "user"
    assert verdict.provenance.when


def test_a_refuted_verdict_has_a_witness_in_the_domain() -> None:
    verdict = porism.prove("x**2 >= 2*x", {"x": "[0, 3]"}, kernel=None)
    assert isinstance(verdict, porism.Refuted)
    assert dict(verdict.witness).keys() == {"x"}


@pytest.mark.parametrize("isolate", [True, False])
def test_hypotheses_count(isolate: bool) -> None:
    verdict = porism.prove("abs(x) == x", assume=["x >= 0"], kernel=None, isolate=isolate)
    assert isinstance(verdict, porism.Proved)


def test_what_takes_too_long_is_unknown() -> None:
    verdict = porism.prove("x**4 - x + 1 != 0", timeout_s=0.001, memory_mb=500, kernel=None)
    assert isinstance(verdict, porism.Unknown | porism.Proved)
    if isinstance(verdict, porism.Unknown):
        assert verdict.reason in ("timeout", "undecided")


@pytest.mark.parametrize(
    ("statement", "arguments", "error", "message"),
    [
        ("x ==", {}, ParseError, "column 5"),
        (True, {}, FormatError, "evaluated it"),
        (sympy.true, {}, PorismError, "expected a SymPy relation"),
        (sympy.Symbol("x"), {}, PorismError, "expected a SymPy relation"),
        (3, {}, PorismError, "expected a SymPy relation"),
        (Claim.parse("x == 1"), {"vars": {"x": "real"}}, FormatError, "has its domains"),
        (sympy.Eq(sympy.Symbol("x"), 1), {"vars": {"x": "real"}}, FormatError, "from its symbols"),
        ("x == 1", {"assume": [sympy.Symbol("x") > 0]}, FormatError, "to be texts"),
        ("x == 1", {"kernel": "magic"}, PorismError, "expected kernel to be"),
    ],
)
def test_what_is_not_a_claim_is_an_error_that_says_so(
    statement: object, arguments: dict[str, object], error: type[PorismError], message: str
) -> None:
    with pytest.raises(error, match=message):
        porism.prove(statement, **({"kernel": None} | arguments))  # type: ignore[arg-type]  # on purpose


def test_threads_may_prove_at_once() -> None:
    found = dict[int, porism.Verdict]()

    def work(k: int) -> None:
        found[k] = porism.prove(f"x + {k} == {k} + x", kernel=None)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(verdict, porism.Proved) for verdict in found.values())
    assert len(found) == 4


def test_a_script_without_a_main_guard_proves(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import porism\nprint('once')\nprint(type(porism.prove('x == x', kernel=None)).__name__)\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("once\nProved\n", "")


def test_a_forked_child_has_a_worker_of_its_own() -> None:
    # In a fresh interpreter: a fork of the test process would carry JAX's threads.
    program = (
        "import os, porism\n"
        "prove = lambda: type(porism.prove('x == x', kernel=None)).__name__\n"
        "print(prove(), flush=True)\n"
        "if os.fork() == 0:\n"
        "    print(prove(), flush=True)\n"
        "    raise SystemExit\n"
        "os.wait()\n"
        "print(prove())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.stdout.split(), done.stderr) == (["Proved"] * 3, "")


def test_run_gives_a_summary_that_reads_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(
        "id,claim,vars,assume,expect\n"
        "pyth,sin(x)**2 + cos(x)**2 == 1,x: real,,proved\n"
        "root,sqrt(x**2) == x,x: real,,proved\n"
        "bad,x ==,,,\n"
        "half,1/x <= 1,x: positive,x >= 1,proved\n"
    )
    summary = porism.run(path, tmp_path / "out", kernel=None, jobs=1)
    assert dict(summary.counts) == {"proved": 2, "refuted": 1, "bad": 1}
    assert summary.surprises == ("root",)
    assert [record["id"] for record in summary.records()] == ["pyth", "root", "half"]
    assert "2 proved, 1 refuted, 0 unknown, 1 bad lines" in str(summary)
    assert "refuted" in summary._repr_mimebundle_()["text/html"]


@pytest.mark.slow
def test_the_tour_runs_from_top_to_bottom(tmp_path: Path) -> None:
    script = (ROOT / "notebooks" / "tour.py").read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script + "\nprint(found.law)\nprint(summary)"],
        capture_output=True, text=True, timeout=300, cwd=tmp_path, env=os.environ | {"TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("holds where x != 1")
    assert "log refuted {'x': '-1'}" in lines
    assert lines[-2] == "a**(3/2)"
    assert lines[-1].startswith("2 proved, 1 refuted, 0 unknown")


@pytest.mark.slow
@pytest.mark.rocq
def test_the_readme_shows_what_the_commands_print_today() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "readme.py"), "--check"],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": ""},
    )
    assert done.returncode == 0, f"run `make readme` and look at the difference:\n{done.stdout}{done.stderr}"
