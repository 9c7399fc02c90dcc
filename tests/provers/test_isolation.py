"""What a sandboxed command cannot reach, as far as the level says so; and that a weaker system gives a weaker level."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from porism.provers import isolation
from porism.provers.isolation import LEVELS, isolated, level, reached
from porism.provers.sandbox import Run, run_limited

PROGRAM = sys.executable


def keeps(word: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        word not in reached(),
        reason=f"the sandbox does not keep commands from {word} here: it needs user namespaces of the system",
    )


def shell(script: str, folder: Path, **named: object) -> Run:
    return run_limited(["/bin/sh", "-c", script], folder, 10.0, 200, **named)  # type: ignore[arg-type]  # reads, writes


def python(script: str, folder: Path) -> Run:
    return run_limited([PROGRAM, "-I", "-S", "-c", script], folder, 10.0, 500)


def test_the_level_is_one_of_those_that_are_known() -> None:
    assert reached() in (*LEVELS, ())
    assert level() == (f"namespaces: {', '.join(reached())}" if reached() else "limits")


@keeps("network")
def test_no_network_can_be_reached(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        connect = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
        found = python(connect, tmp_path)
        assert found.outcome == "error"
        assert "unreachable" in found.stderr
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()
    assert (
        python("import socket; socket.create_connection(('192.0.2.1', 80), 2)", tmp_path).outcome == "error"
    )


@keeps("network")
def test_no_abstract_socket_can_be_reached(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0porism-{os.getpid()}")
        server.listen()
        connect = f"import socket; socket.socket(socket.AF_UNIX).connect('\\0porism-{os.getpid()}')"
        assert "refused" in python(connect, tmp_path).stderr


@keeps("files")
def test_foreign_files_can_be_neither_written_nor_removed(tmp_path: Path) -> None:
    own, foreign = tmp_path / "own", tmp_path / "foreign"
    own.mkdir()
    foreign.mkdir()
    (foreign / "kept").write_text("kept")
    package = Path(isolation.__file__).resolve()
    before = package.read_bytes()
    places = f"{foreign}/new {tmp_path}/new /etc/new {package} {package}.new {sys.prefix}/new /tmp/new {Path.home()}/new"
    script = f"for f in {places}; do (echo x >> $f) 2>/dev/null && echo $f; done; rm -rf {foreign} 2>/dev/null; echo end"
    found = shell(script, own)
    assert (found.outcome, found.stdout) == ("ok", "end\n")
    assert (foreign / "kept").read_text() == "kept"
    assert package.read_bytes() == before
    assert not (foreign / "new").exists()


@keeps("files")
def test_foreign_temporary_files_and_homes_cannot_be_read(tmp_path: Path) -> None:
    own, foreign = tmp_path / "own", tmp_path / "foreign"
    own.mkdir()
    foreign.mkdir()
    (foreign / "secret").write_text("secret")
    assert shell(f"cat {foreign}/secre*", own).outcome == "error"
    # A path that the command line names is shown, and to be read only.
    assert shell("cat ../foreign/secret", own, reads=[foreign]).stdout == "secret"
    assert shell("echo x > ../foreign/secret", own, reads=[foreign]).outcome == "error"
    assert shell("echo x > ../foreign/secret", own, writes=[foreign]).outcome == "ok"
    assert (foreign / "secret").read_text() == "x\n"
    listed = set(shell(f"ls -A {Path.home()} {tempfile.gettempdir()}", own).stdout.split())
    assert not listed & {".ssh", ".bashrc", ".netrc", ".config"}


@keeps("files")
def test_a_link_leads_nowhere(tmp_path: Path) -> None:
    own, foreign = tmp_path / "own", tmp_path / "foreign"
    own.mkdir()
    foreign.write_text("secret")
    found = shell(f"ln -sf {foreign} stdout.txt; ln -sf {foreign} stderr.txt; echo said", own)
    assert (found.stdout, found.stderr) == ("said\n", "")
    assert shell("cat stdout.txt", own).outcome == "error"


@keeps("files")
def test_what_was_taken_away_cannot_be_taken_back(tmp_path: Path) -> None:
    for command in (
        "mount -o remount,bind,rw /",
        "umount /tmp",
        "unshare -m true",
        "unshare -U -m -r sh -c 'mount -o remount,bind,rw / && echo x > /etc/new'",
        "unshare -U -m -r umount -l /tmp",
        "unshare -U -r chroot /proc/1/root true",
    ):
        assert shell(f"{command} 2>/dev/null", tmp_path).outcome == "error", command
    held = shell("grep CapEff /proc/self/status; grep NoNewPrivs /proc/self/status", tmp_path).stdout.split()
    assert held == ["CapEff:", "0000000000000000", "NoNewPrivs:", "1"]


@keeps("processes")
def test_no_other_process_can_be_seen_or_signalled(tmp_path: Path) -> None:
    found = python(
        "import os; print(max(int(p) for p in os.listdir('/proc') if p.isdigit()), os.getppid())", tmp_path
    )
    assert found.stdout == "2 1\n"
    me = os.getpid()
    assert python(f"import os; os.kill({me}, 0)", tmp_path).outcome == ("ok" if me <= 2 else "error")


def test_how_a_command_ended_is_passed_on(tmp_path: Path) -> None:
    assert shell("exit 0", tmp_path).outcome == "ok"
    assert shell("exit 7", tmp_path).outcome == "error"
    assert shell("kill -TERM $$", tmp_path).outcome == "error"
    assert shell("kill -KILL $$", tmp_path).outcome == "memory"
    assert shell("kill -XCPU $$", tmp_path).outcome == "timeout"
    found = run_limited(["/no/such/program"], tmp_path, 10.0, 200)
    assert (found.outcome, found.stderr) == ("error", "/no/such/program: No such file or directory\n")


def test_signals_are_as_usual_even_if_python_or_who_started_it_ignores_them(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        ignored = shell("grep SigIgn /proc/self/status", tmp_path).stdout.split()[1]
    finally:
        signal.signal(signal.SIGHUP, before)
    ours = sum(1 << number - 1 for number in signal.valid_signals())  # the C library keeps two for itself
    assert int(ignored, 16) & ours == 0


@pytest.mark.parametrize("wanted", [*LEVELS, ()], ids=lambda words: "+".join(words) or "limits")
def test_each_weaker_level_runs_a_command_where_the_strongest_does(wanted: tuple[str, ...]) -> None:
    if not set(wanted) <= set(reached()):
        pytest.skip(f"this system does not give {', '.join(set(wanted) - set(reached()))} to its users")
    assert isolation._works(wanted)


def test_a_level_that_cannot_be_reached_runs_nothing(tmp_path: Path) -> None:
    """A system that forbids what it allowed a moment ago gives no answer, and no answer without a sandbox."""
    command = isolated(
        ["/bin/sh", "-c", "echo x > file"], tmp_path, (), variables={}, wanted=("user", "no such")
    )
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert not (tmp_path / "file").exists()


def test_without_namespaces_the_level_is_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_works", lambda wanted: False)
    reached.cache_clear()
    try:
        assert reached() == ()
        assert level() == "limits"
    finally:
        reached.cache_clear()
