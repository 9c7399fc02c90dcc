"""`porism lean setup` against stand-ins: each step once, nothing half-written, resumed, and quick where there is no network."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from porism.provers.lean.mathlib.project import (
    LEAN_RELEASE,
    MATHLIB_REVISION,
    READY,
    located,
    mathlib_revision,
    write_project,
)
from porism.provers.lean.mathlib.setup import Network, SetupError, set_up
from tests.provers.lean.mathlib.standin import LAKE, LEAN, StandIn

HERE = Network(hosts=())
NOWHERE = Network(hosts=(("127.0.0.1", 9),))  # the discard port, where nobody listens


@pytest.fixture(autouse=True)
def no_lake_but_the_standin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.delenv("PORISM_LEAN_PROJECT", raising=False)


def lines_of(folder: Path, network: Network = HERE, step_s: float = 30.0) -> list[str]:
    said = list[str]()
    set_up(folder, said.append, network, step_s)
    return said


def installer(tmp_path: Path, ends: str = "") -> Network:
    """A stand-in for elan's installer: it puts the stand-ins for lake and lean where it is told, and then `ends`."""
    programs = tmp_path / "programs"
    programs.mkdir(exist_ok=True)
    for name, text in (("lake", LAKE), ("lean", LEAN)):
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    script = tmp_path / "elan-init.sh"
    script.write_text(
        f'#!/bin/sh\nmkdir -p "$ELAN_HOME/bin"\ncp {programs}/* "$ELAN_HOME/bin"\n'
        f'echo "$*" > "$ELAN_HOME/arguments"\n{ends}\n',
        encoding="utf-8",
    )
    return Network(hosts=(), installer=script.as_uri())


def test_everything_is_installed_and_a_second_call_does_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "lean"
    said = lines_of(folder, installer(tmp_path))
    assert [line for line in said if line.startswith(("1/", "2/", "3/", "4/", "5/"))] == [
        "1/5 elan", "2/5 project", f"3/5 toolchain leanprover/lean4:{LEAN_RELEASE}",
        f"4/5 Mathlib {MATHLIB_REVISION}, sources", "5/5 Mathlib, compiled files",
    ]  # fmt: skip
    assert "    cloning mathlib" in said  # progress, also where a carriage return ends a line
    assert "--no-modify-path" in (folder / "elan" / "arguments").read_text(encoding="utf-8")
    assert (folder / "project" / READY).is_file()
    assert mathlib_revision(folder / "project") == MATHLIB_REVISION
    assert not isinstance(located(folder), str)
    assert len(lines_of(folder, NOWHERE)) == 1  # ready; the network is not asked


def test_without_a_network_it_says_so_quickly_and_changes_nothing(tmp_path: Path) -> None:
    folder, started = tmp_path / "lean", time.monotonic()
    with pytest.raises(SetupError, match="there is no network: 127.0.0.1 cannot be reached"):
        lines_of(folder, NOWHERE)
    assert time.monotonic() - started < 30
    assert not folder.exists()


def test_an_installer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "lean"
    with pytest.raises(SetupError, match=r"elan: .*failed: no space left"):
        lines_of(folder, installer(tmp_path, "echo no space left; exit 1"))
    assert [*folder.iterdir()] == []
    assert "1/5 elan" in lines_of(folder, installer(tmp_path))


def test_what_is_no_installer_is_not_run(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>log in first</html>", encoding="utf-8")
    with pytest.raises(SetupError, match="is not elan's installer"):
        lines_of(tmp_path / "lean", Network(hosts=(), installer=page.as_uri()))


def test_sources_that_fail_are_removed_and_the_next_call_goes_on(tmp_path: Path) -> None:
    standin = StandIn(tmp_path / "lean")
    standin.say(update_fails="")
    with pytest.raises(SetupError, match=r"mathlib: .*could not resolve host.*to go on"):
        lines_of(standin.folder)
    assert not (standin.folder / "project" / ".lake").exists()
    assert (standin.folder / "project" / "lakefile.toml").is_file()
    (standin.programs / "update_fails").unlink()
    standin.say(cache_fails="")
    with pytest.raises(SetupError, match=r"compiled: .*download failed"):
        lines_of(standin.folder)
    assert (standin.folder / "project" / ".lake" / "packages" / "mathlib").is_dir()
    assert isinstance(located(standin.folder), str)
    (standin.programs / "cache_fails").unlink()
    assert not any(line.startswith("4/5") for line in lines_of(standin.folder))
    assert standin.seen("lake_seen").count("lake update") == 2


def test_a_step_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    standin = StandIn(tmp_path / "lean")
    standin.say(update_sleep="300.5")
    started = time.monotonic()
    with pytest.raises(SetupError, match="mathlib: not finished after 1 s"):
        lines_of(standin.folder, step_s=1.0)
    assert time.monotonic() - started < 60
    assert not (standin.folder / "project" / ".lake").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(SetupError, match="cannot be written"):
        lines_of(tmp_path / "lean", HERE)


def test_the_project_names_one_release_of_both(tmp_path: Path) -> None:
    write_project(tmp_path / "project")
    lakefile = (tmp_path / "project" / "lakefile.toml").read_text(encoding="utf-8")
    assert f'rev = "{MATHLIB_REVISION}"' in lakefile
    assert (tmp_path / "project" / "lean-toolchain").read_text(
        encoding="utf-8"
    ) == f"leanprover/lean4:{LEAN_RELEASE}\n"
    assert LEAN_RELEASE == MATHLIB_REVISION
    (tmp_path / "project" / "lakefile.toml").write_text("mine", encoding="utf-8")
    write_project(tmp_path / "project")
    assert (tmp_path / "project" / "lakefile.toml").read_text(encoding="utf-8") == "mine"


def test_a_project_of_ones_own_is_taken_and_a_wrong_folder_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standin = StandIn(tmp_path / "lean").finished()
    monkeypatch.setenv("PORISM_LEAN_PROJECT", str(standin.folder / "project"))
    assert "no lake on the PATH" in str(located())
    monkeypatch.setenv("PATH", f"{standin.programs}:/usr/bin:/bin")
    assert not isinstance(located(), str)
    monkeypatch.setenv("PORISM_LEAN_PROJECT", str(tmp_path))
    assert "no Lake project" in str(located())
