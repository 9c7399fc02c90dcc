"""Loaders: Lean files, folders of them, and LeanDojo Benchmark 4, from paths that the user gives.

    load("miniF2F/Valid.lean")      one file with many statements
    load("miniF2F/Test/")           a folder of Lean files, one statement each or many
    load("leandojo_benchmark_4/")   random/ and novel_premises/ with train.json, val.json, test.json

An entry of LeanDojo Benchmark 4 is {url, commit, file_path, full_name, start, end, traced_tactics}; a tactic has `tactic`,
`annotated_tactic`, `state_before` and `state_after`. It holds no statement: the first tactic's goal is read in its place, which
is what the proof shows there, or `theorem_statement` where an export has one. JSON arrays are streamed, an entry at a time, and
an entry that both splits have is read once. Nothing is downloaded.

References: K. Yang et al. (2023), LeanDojo: Theorem Proving with Retrieval-Augmented Language Models; K. Zheng, J. M. Han,
S. Polu (2022), miniF2F: a cross-system benchmark for formal Olympiad-level mathematics.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from porism.datasets.lean_statements.files import Found, statement_of, statements_of
from porism.datasets.lean_statements.goals import goal_translated
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.tokens import Places
from porism.datasets.lean_statements.translation import Agreement, Translated
from porism.symbolic.batch import MAX_ID
from porism.symbolic.errors import FormatError, shown

MAX_ENTRY = 50_000_000  # characters of one entry of a JSON file
_CHUNK = 1_000_000
_SPLITS = ("random", "novel_premises")


@dataclass(frozen=True)
class LeanStatement:
    """A statement of a file: its place (1-based), its text, and its claims, or the reason why it has none.

    `source` is `statement`, or `first goal` where the text is the goal that the proof's first tactic saw.
    """

    name: str
    file: str
    line: int
    column: int
    text: str
    translation: Translated | None
    reason: Reason | None = None
    detail: str = ""
    source: str = "statement"


def load(path: str | Path) -> Iterator[LeanStatement]:
    """The statements of a `.lean` file, a `.json` file of LeanDojo Benchmark 4, or a folder of either.

    A folder of the benchmark is one that has `random` or `novel_premises`; of another, all `*.lean` files are read, or else
    all `*.json` files. Raises `FormatError` for something else.
    """
    place = Path(path)
    if place.is_dir():
        yield from _folder(place)
    elif not place.is_file():
        raise FormatError(f"there is no file or folder {place}; give the path of Lean files or of a data set")
    elif place.suffix == ".lean":
        yield from lean_file(place)
    elif place.suffix == ".json":
        yield from leandojo([place])
    else:
        raise FormatError(f"expected a .lean or .json file, found {place.name}")


def lean_file(path: Path) -> Iterator[LeanStatement]:
    """The statements of one Lean file."""
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        for found in statements_of(text):
            yield _statement(found, str(path))
    except Refusal as refusal:
        raise FormatError(f"{path}: {refusal.detail}; split it") from None


def leandojo(files: Iterable[Path]) -> Iterator[LeanStatement]:
    """The entries of files of LeanDojo Benchmark 4; an entry that was seen before is passed over."""
    seen = set[tuple[str, ...]]()
    for file in files:
        for index, entry in enumerate(entries(file)):
            if not isinstance(entry, dict):
                raise FormatError(
                    f"{file}: expected objects, found {shown(entry, 60)!r} as entry {index + 1}"
                )
            key = tuple(str(entry.get(k)) for k in ("url", "commit", "file_path", "full_name", "start"))
            if key not in seen:
                seen.add(key)
                yield _entry(entry, f"{file.name}#{index + 1}")


def entries(path: Path) -> Iterator[Any]:
    """The elements of a JSON array, one after the other, without holding the array in memory."""
    decoder, buffer, position = json.JSONDecoder(), "", 0
    with path.open(encoding="utf-8", errors="replace") as file:
        buffer = file.read(_CHUNK)
        if not buffer.lstrip("\ufeff \t\r\n").startswith("["):
            raise FormatError(f"{path}: expected a JSON array of entries")
        position = buffer.index("[") + 1
        while True:
            while position < len(buffer) and buffer[position] in " \t\r\n,":
                position += 1
            if position < len(buffer) and buffer[position] == "]":
                return
            try:
                entry, end = decoder.raw_decode(buffer, position)
            except (json.JSONDecodeError, RecursionError) as error:
                more = file.read(max(_CHUNK, len(buffer) - position))
                if not more or len(buffer) - position > MAX_ENTRY:
                    raise FormatError(f"{path}: not a JSON array of entries: {str(error)[:100]}") from None
                buffer, position = buffer[position:] + more, 0
            else:
                yield entry
                buffer, position = (buffer[end:], 0) if end > _CHUNK else (buffer, end)


def summary(statements: Iterable[LeanStatement]) -> Counter[Agreement | Reason]:
    """How many statements were translated, by agreement, and how many were not, by reason."""
    return Counter(
        s.translation.agreement if s.translation is not None else s.reason or Reason.NO_STATEMENT
        for s in statements
    )


def batch_records(statement: LeanStatement, taken: set[str]) -> list[dict[str, Any]]:
    """The claims of a statement as lines of the batch format; their ids, added to `taken`, are unique."""
    if statement.translation is None:
        return []
    claims = statement.translation.claims
    stem = "".join(c for c in statement.name if c.isprintable())[: MAX_ID - 20]
    stem = stem or f"{Path(statement.file).stem[:100]}:{statement.line}"
    records = list[dict[str, Any]]()
    for index, claim in enumerate(claims):
        name = stem if len(claims) == 1 else f"{stem}.{index + 1}"
        number, identifier = 2, name
        while identifier in taken:
            number, identifier = number + 1, f"{name}~{number}"
        taken.add(identifier)
        records.append(claim.to_record(identifier))
    return records


def statement_record(statement: LeanStatement, claims: list[str]) -> dict[str, Any]:
    """A statement as one JSON object: where it stands, the ids of its claims and how they agree with it, or the reason."""
    translation = statement.translation
    record: dict[str, Any] = {
        "name": statement.name,
        "file": statement.file,
        "line": statement.line,
        "column": statement.column,
        "source": statement.source,
        "text": statement.text,
        "claims": claims,
    }
    if translation is None:
        reason = statement.reason or Reason.NO_STATEMENT
        return record | {"reason": reason.name, "detail": statement.detail}
    return record | {
        "agreement": str(translation.agreement),
        "rational": list(translation.rational),
        "names": dict(translation.names),
    }


def _folder(place: Path) -> Iterator[LeanStatement]:
    splits = [place / split for split in _SPLITS if (place / split).is_dir()]
    if splits:
        yield from leandojo(file for split in splits for file in sorted(split.glob("*.json")))
        return
    lean = sorted(file for file in place.rglob("*.lean") if ".lake" not in file.parts)
    if lean:
        for file in lean:
            yield from lean_file(file)
        return
    found = sorted(place.glob("*.json"))
    if not found:
        raise FormatError(f"{place} has neither .lean nor .json files")
    yield from leandojo(found)


def _entry(entry: dict[str, Any], where: str) -> LeanStatement:
    name = entry.get("full_name")
    file = entry.get("file_path")
    match entry.get("start"):
        case [int(line), int(column)]:
            pass
        case _:
            line, column = 0, 0
    named = (str(name) if isinstance(name, str) else where, str(file) if isinstance(file, str) else where)
    text = entry.get("theorem_statement")
    if isinstance(text, str) and text.strip():
        found = _statement(statement_of(text), named[1])
        return LeanStatement(
            named[0], named[1], line, column, text, found.translation, found.reason, found.detail
        )
    match entry.get("traced_tactics"):
        case [{"state_before": str(goal)}, *_]:
            pass
        case _:
            detail = "no theorem_statement and no traced tactic"
            return LeanStatement(*named, line, column, "", None, Reason.NO_STATEMENT, detail)
    try:
        translation = goal_translated(goal)
    except Refusal as refusal:
        at = None if refusal.offset is None else Places(goal).of(refusal.offset)
        detail = _placed(refusal.detail, at)
        return LeanStatement(*named, line, column, goal, None, refusal.reason, detail, "first goal")
    return LeanStatement(*named, line, column, goal, translation, source="first goal")


def _statement(found: Found, file: str) -> LeanStatement:
    place = (found.name, file, found.line, found.column, found.text)
    match found.outcome:
        case Translated() as translation:
            return LeanStatement(*place, translation)
        case refusal:
            return LeanStatement(*place, None, refusal.reason, _placed(refusal.detail, found.refused_at))


def _placed(detail: str, at: tuple[int, int] | None) -> str:
    return detail if at is None else f"{detail} (line {at[0]}, column {at[1]})"
