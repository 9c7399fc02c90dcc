"""The command line as a person or a script meets it: what is on stdout, what on stderr, and the exit code."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from porism.display import LINE_KEYS
from porism.ledger import Ledger
from porism.pipeline import prove
from porism.recheck import accepted_without_sympy
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError
from tests.promptness import promptly


def porism(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from porism.cli import app; app()", *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        timeout=120,
        env=os.environ | environment,
    )


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    path.write_text(
        '{"id": "pyth", "claim": "sin(x)**2 + cos(x)**2 == 1", "vars": {"x": "real"}, "expect": "proved"}\n'
        '{"id": "root", "claim": "sqrt(x**2) == x", "expect": "refuted"}\n'
        '{"id": "cancel", "claim": "x/x == 1"}\n'
    )
    return path


# --- prove


def test_prove_prints_the_verdict_for_a_person() -> None:
    done = porism("prove", "(x**2 - 1)/(x - 1) == x + 1", "--kernel", "none")
    assert done.returncode == 0
    assert done.stderr == ""
    first, *rest = done.stdout.splitlines()
    assert first == "✓ proved (exact)  x + 1 == (x**2 - 1)/(x - 1)  for x real"
    assert rest[0].split() == ["where", "x", "!=", "1"]


def test_prove_json_is_one_line_with_the_documented_keys() -> None:
    done = porism("prove", "sqrt(x*y) == sqrt(x)*sqrt(y)", "--json", "--kernel", "none")
    assert done.returncode == 1
    (record,) = lines(done.stdout)
    assert list(record) == LINE_KEYS.split()
    assert (record["status"], record["trust"], set(record["witness"])) == ("refuted", "exact", {"x", "y"})


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("sin(x)**2 + cos(x)**2 == 1", "--var", "x:real", "--assume", "x != 0"), 0),
        (("log(x*y) == log(x) + log(y)", "--var", "x:positive", "--var", "y:positive"), 0),
        (("-x < 1",), 1),
        (("x == 1",), 1),
    ],
)
def test_prove_exit_codes(arguments: tuple[str, ...], code: int) -> None:
    done = porism("prove", *arguments, "--kernel", "none")
    assert (done.returncode, done.stderr) == (code, "")


def test_prove_reads_a_claim_from_stdin() -> None:
    assert porism("prove", "-", "--kernel", "none", stdin="x + x == 2*x\n").returncode == 0


def test_what_stays_open_is_exit_code_three() -> None:
    # With a hundredth of a second nothing beyond the first derivations is tried.
    done = porism(
        "prove",
        "sin(x*y)*exp(z) <= exp(z) + 10**-9*sin(x)**2",
        "--timeout",
        "0.01",
        "--json",
        "--kernel",
        "none",
    )
    (record,) = lines(done.stdout)
    assert done.returncode == {"unknown": 3, "proved": 0}[record["status"]]


HOSTILE = {
    "code": ("__import__('os').system('touch OWNED')", "expected"),
    "code in a function": ("sin(__import__('os').system('touch OWNED')) == 0", "expected"),
    "attribute": ("x.__class__ == 1", "expected"),
    "lambda": ("(lambda: 1)() == 1", "expected"),
    "deep nesting": ("(" * 5000 + "x" + ")" * 5000 + " == 1", "nested deeper"),
    "many minus signs": ("-" * 5000 + "x == 1", "nested deeper"),
    "tower": ("9**9**9**9 == 1", "exponent"),
    "huge exponent": ("x**99999999 == 1", "exponent"),
    "huge number": ("9" * 5000 + " == 1", "digits"),
    "huge float": ("1e999999999 == 1", "digits"),
    "look-alike": ("ѕin(x) == 1", "U+0455"),
    "right to left": ("x \u202e== 1", "U+20"),
    "zero width": ("x\u200b == 1", "U+20"),
    "NaN": ("nan == nan", "expected a variable"),
    "infinity": ("oo == oo", "expected a variable"),
    "unknown function": ("foo(x) == 1", "expected a known function"),
    "two relations": ("0 < x < 1", "expected one relation"),
    "no relation": ("x + 1", "expected a relation"),
    "assignment": ("x := 1", "expected"),
    "statement": ("import os", "expected"),
    "null": ("x\\0 == 1", "expected"),
    "latex": ("\\input{/etc/passwd} = 1", "not in the claim language"),
    "latex deep": ("\\frac{1}{" * 100 + "x" + "}" * 100 + " = 1", "nested deeper"),
    "empty": ("", "expected"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_claim_is_an_error_at_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, message = HOSTILE[name]
    monkeypatch.chdir(tmp_path)
    with promptly(), pytest.raises(PorismError) as caught:
        prove(claim, kernel=None)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 1000
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["code", "deep nesting", "tower", "look-alike", "empty"])
def test_an_error_is_one_message_on_stderr_and_exit_code_two(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, message = HOSTILE[name]
    monkeypatch.chdir(tmp_path)
    done = porism("prove", claim)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_bad_domain_or_option_is_a_message() -> None:
    assert "did you mean positive" in porism("prove", "x == 1", "--var", "x:postive").stderr
    assert "expected --var NAME:DOMAIN" in porism("prove", "x == 1", "--var", "x").stderr
    assert porism("prove", "x == 1", "--kernel", "magic").returncode == 2
    assert porism("prove").returncode == 2
    assert porism("nonsense").returncode == 2


# --- run


def test_run_json_prints_a_line_a_verdict_and_nothing_else(batch: Path, tmp_path: Path) -> None:
    done = porism("run", str(batch), "--out", str(tmp_path / "out"), "--json", "--kernel", "none")
    assert done.returncode == 1  # something is refuted
    records = {record["id"]: record for record in lines(done.stdout)}
    assert {name: record["status"] for name, record in records.items()} == {
        "pyth": "proved", "root": "refuted", "cancel": "proved",
    }  # fmt: skip
    assert all(list(record) == LINE_KEYS.split() for record in records.values())
    assert records["cancel"]["conditions"] == ["x != 0"]
    assert "porism report" in done.stderr


def test_a_bar_on_the_terminal_leaves_stdout_alone(batch: Path, tmp_path: Path) -> None:
    terminal, its_end = os.openpty()
    command = [
        sys.executable,
        "-c",
        "from porism.cli import app; app()",
        "run",
        str(batch),
        "--json",
        "--kernel",
        "none",
    ]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=its_end,
        text=True,
        timeout=60,
    )
    os.close(its_end)
    drawn = ""
    with contextlib.suppress(OSError):  # the end of a terminal that nobody writes to any more
        while piece := os.read(terminal, 100_000):
            drawn += piece.decode(errors="replace")
    os.close(terminal)
    assert {record["id"] for record in lines(done.stdout)} == {"pyth", "root", "cancel"}
    assert "3/3" in drawn
    assert "claim" not in drawn.replace("claims.jsonl", "")


def test_quiet_is_quiet(batch: Path, tmp_path: Path) -> None:
    done = porism("run", str(batch), "--out", str(tmp_path / "out"), "--json", "--quiet", "--kernel", "none")
    assert done.stderr == ""


def test_run_prints_a_table_without_colours_into_a_pipe(batch: Path, tmp_path: Path) -> None:
    done = porism("run", str(batch), "--out", str(tmp_path / "out"), "--kernel", "none")
    assert "\x1b" not in done.stdout + done.stderr
    assert "pyth" in done.stdout
    assert "x = -1" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120


def test_forced_colours_obey_no_color(batch: Path, tmp_path: Path) -> None:
    arguments = ("run", str(batch), "--kernel", "none", "--out")
    coloured = porism(*arguments, str(tmp_path / "a"), FORCE_COLOR="1", NO_COLOR="")
    plain = porism(*arguments, str(tmp_path / "b"), FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b[32m" in coloured.stdout
    assert "\x1b[32m" not in plain.stdout


def test_hostile_lines_are_named_recorded_and_do_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    claims = [claim for claim, _ in HOSTILE.values()]
    hostile = [json.dumps({"claim": claim}) for claim in claims]
    hostile += [
        '{"claim": "x == 1", "vars": {"x": NaN}}',
        '{"claim": NaN}',
        '{"claim": "x == 1", "vars": {"x y": "real"}}',
        '{"claim": ' * 100_000,
        "[" * 100_000,
        '{"claim": "' + "x + " * 2_500_000 + 'x == 0"}',  # 10 MB
        "\x00\x01\x02",
        '{"claim": "x == 1", "surprise": 1}',
        '{"claim": 5}',
        '{"claim": "x == 1", "id": {}}',
    ]
    good = '{{"id": "good{}", "claim": "x + {} == {} + x"}}'
    text = "\n".join(f"{line}\n{good.format(k, k, k)}" for k, line in enumerate(hostile)) + "\n"
    path.write_text(text, encoding="utf-8")
    done = porism("run", str(path), "--out", str(tmp_path / "out"), "--json", "--kernel", "none")
    assert done.returncode == 2
    assert {record["id"] for record in lines(done.stdout)} == {f"good{k}" for k in range(len(hostile))}
    assert {record["status"] for record in lines(done.stdout)} == {"proved"}
    with Ledger.open(tmp_path / "out", create=False) as ledger:
        assert [line for line, _, _ in ledger.bad_lines(1)] == [2 * k + 1 for k in range(len(hostile))]
    assert done.stderr.count("claims.jsonl: line ") == len(hostile)
    assert len(done.stderr) < 40_000
    assert not (tmp_path / "OWNED").exists()


def test_a_file_that_cannot_be_read_is_a_message(tmp_path: Path) -> None:
    for arguments in (
        ("run", str(tmp_path / "no.jsonl")),
        ("run", str(tmp_path)),
        ("check", str(tmp_path / "no.jsonl")),
    ):
        done = porism(*arguments, "--quiet")
        assert done.returncode == 2
        assert done.stderr.startswith("error: ")
        assert "Traceback" not in done.stderr


def test_ctrl_c_keeps_what_was_decided_and_resume_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(
        "".join(
            f'{{"id": "c{k}", "claim": "(x + {k})**2 == x**2 + {2 * k}*x + {k * k}"}}\n' for k in range(600)
        )
    )
    command = [
        sys.executable,
        "-c",
        "from porism.cli import app; app()",
        "run",
        str(path),
        "--json",
        "--kernel",
        "none",
    ]
    command += ["--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline() for _ in range(50)]
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "--resume" in said
    assert "Traceback" not in said
    reported = {record["id"] for record in lines("".join(seen) + rest)}
    with Ledger.open(tmp_path / "out", create=False) as ledger:
        kept = {entry.id for entry in ledger.entries()}
    assert 50 <= len(reported) < 600
    assert reported <= kept
    done = porism(*command[3:], "--resume")
    assert f"{len(kept)} verdicts are on disk already" in done.stderr
    assert len(lines(done.stdout)) == 600


# --- check, show, report, doctor


def test_check_accepts_what_was_proved_and_refuses_a_changed_record(batch: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    porism("run", str(batch), "--out", str(out), "--quiet", "--kernel", "none")
    done = porism("check", str(out))
    assert (done.returncode, done.stdout) == (
        0,
        "3 certificates accepted, 0 rejected, 0 verdicts are unknown and have none\n",
    )
    full = porism("show", str(out), "--json", "--full").stdout
    exported = tmp_path / "records.jsonl"
    exported.write_text(full)
    assert porism("check", str(exported)).returncode == 0
    by_id = {record["id"]: record for record in lines(full)}
    forgeries = [
        by_id["root"] | {"status": "proved", "witness": None},
        by_id["root"] | {"witness": {"x": "7"}},
        by_id["cancel"] | {"conditions": []},
        by_id["cancel"] | {"claim": "x/x == 2"},
        by_id["cancel"] | {"hash": "0" * 64},
        by_id["pyth"] | {"statement_json": by_id["root"]["statement_json"]},
        by_id["pyth"] | {"certificate": by_id["root"]["certificate"]},
        by_id["pyth"] | {"certificate": {"method": "derivation", "data": "nonsense"}},
        by_id["pyth"] | {"statement_json": {"relation": "nonsense"}},
    ]
    exported.write_text("".join(json.dumps(record) + "\n" for record in forgeries))
    done = porism("check", str(exported), "--json", "--quiet")
    assert done.returncode == 2
    assert [record["outcome"] for record in lines(done.stdout)] == ["rejected"] * len(forgeries)


def test_the_checking_process_refuses_to_have_sympy() -> None:
    import sympy  # noqa: F401  # the point of the test

    claim = Claim.parse("x + 1 == 1 + x").to_json()
    with pytest.raises(RuntimeError, match="SymPy was imported into the checking process"):
        accepted_without_sympy(claim, {"method": "derivation", "data": {}})


def test_check_says_what_it_needs_when_there_are_no_certificates(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.jsonl"
    path.write_text(porism("prove", "x == x", "--json", "--kernel", "none").stdout)
    done = porism("check", str(path))
    assert done.returncode == 2
    assert "porism show DIR --json --full" in done.stderr


def test_show_lists_filters_and_shows_one(batch: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    porism("run", str(batch), "--out", out, "--quiet", "--kernel", "none")
    assert [
        record["id"] for record in lines(porism("show", out, "--status", "refuted", "--json").stdout)
    ] == ["root"]
    one = porism("show", out, "pyth").stdout
    assert "certificate" in one
    assert "hash" in one
    assert "no verdict with the id" in porism("show", out, "missing").stderr
    assert "there is no ledger" in porism("show", str(tmp_path)).stderr


def test_doctor_names_every_component_and_a_command_for_what_is_missing() -> None:
    components = lines(porism("doctor", "--json").stdout)
    assert {"SymPy", "FLINT", "Clarabel", "Calcium", "JAX", "Rocq", "Lean", "Ray"} <= {
        c["name"] for c in components
    }
    assert all(c["cure"] for c in components)
    needed = {c["name"] for c in components if c["needed"]}
    assert needed == {"SymPy", "FLINT", "Clarabel", "Calcium", "JAX", "SQLite"}
    text = porism("doctor").stdout
    assert all(c["name"] in text for c in components)


def test_a_reader_that_stops_early_is_no_error(batch: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -c 'from porism.cli import app; app()' show {tmp_path / 'out'} --json --full"
    porism("run", str(batch), "--out", str(tmp_path / "out"), "--quiet", "--kernel", "none")
    done = subprocess.run(f"{command} | head -c 1", shell=True, capture_output=True, text=True)
    assert done.stderr == ""
