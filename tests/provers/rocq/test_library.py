"""Porism's library for Rocq: its chapters are all in the order, assume nothing, and compile once for everybody."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from porism.provers.rocq import locate
from porism.provers.rocq.checking.items import ANALYSIS, IDENTITIES

# What would assume something, change what a statement means, or act on the machine.
_BANNED = re.compile(
    r"\b(Axioms?|Parameters?|Conjectures?|Admitted|admit|give_up|Notation|Coercion|Canonical|Instance|Redirect|Load|Cd"
    r"|Extraction|Unset|Declare|bypass_check|Drop|native_compute)\b"
)
# A grammar of the library's own, which no text outside its brackets is read by; statements are read without the library at all.
_OWN_GRAMMAR = re.compile(
    r'^(?:Declare Custom Entry porism_\w+|Notation "[^"]*" := .* \(in custom porism_\w+ at .*\)'
    r'|Notation "<\{ a \}>" := a \(a custom porism_\w+ at level \d+\))\.$',
    re.MULTILINE,
)


def test_every_chapter_is_in_the_order_after_what_it_requires() -> None:
    assert {path.stem for path in locate.LIBRARY.glob("*.v")} == set(locate.CHAPTERS)
    before = set[str]()
    for name, text in locate.sources().items():
        required = re.findall(
            r"^From Porism Require (?:Import|Export) (.*)\.$", text.decode("ascii"), re.MULTILINE
        )
        assert {chapter for line in required for chapter in line.split()} <= before, name
        before.add(name)


@pytest.mark.parametrize("chapter", locate.CHAPTERS)
def test_a_chapter_assumes_nothing(chapter: str) -> None:
    text = re.sub(r"\(\*.*?\*\)", "", locate.sources()[chapter].decode("ascii"), flags=re.DOTALL)
    assert not _BANNED.search(_OWN_GRAMMAR.sub("", text))
    assert re.findall(r"^(?:Lemma|Theorem|Definition) (?!porism_)\S+", text, re.MULTILINE) == []


def test_statements_are_read_without_the_library() -> None:
    assert "Porism" not in ANALYSIS.statements + IDENTITIES.statements


@pytest.mark.rocq
def test_those_who_come_at_once_compile_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = list[Path]()
    compile_all = locate._compile

    def counted(texts: dict[str, bytes], folder: Path) -> None:
        built.append(folder)
        compile_all(texts, folder)

    monkeypatch.setenv("PORISM_CACHE", str(tmp_path))
    monkeypatch.setattr(
        locate,
        "sources",
        lambda: {"First": b"Definition a := 0.", "Porism": b"From Porism Require Export First."},
    )
    monkeypatch.setattr(locate, "_compile", counted)
    with ThreadPoolExecutor(4) as pool:
        folders = {future.result() for future in [pool.submit(locate.library_folder) for _ in range(4)]}
    (folder,) = folders
    assert folder is not None
    assert (folder / "First.vo").is_file()
    assert len(built) == 1
    # Another text is another folder, and one that does not compile is no library at all.
    monkeypatch.setattr(locate, "sources", lambda: {"Porism": b"Definition a := 1."})
    assert locate.library_folder() not in (folder, None)
    monkeypatch.setattr(
        locate, "sources", lambda: {"First": b"Lemma a : 0 = 1. Proof. reflexivity. Qed.", "Porism": b""}
    )
    assert locate.library_folder() is None
