"""The batch format: one claim a line as JSON, or a CSV with the same columns.

    {"id": "pyth", "claim": "sin(x)**2 + cos(x)**2 == 1", "vars": {"x": "real"}, "assume": ["x != 0"],
     "expect": "proved"}     on one line

In CSV, `vars` and `assume` hold JSON, or `x: real; y: positive` and `x != 0; y < 1`. Files are streamed: a bad line
becomes a `BadLine` with its line number, the column and the reason, and reading goes on. A line of more than MAX_LINE
characters is a bad line; it is skipped without being held in memory. What could be read in two ways is a bad line too:
a key or an id that is there twice, a key that does not exist.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError, ParseError, PorismError, shown

MAX_LINE = 1_000_000  # characters
MAX_ID = 200  # characters
_FIELDS = {"id", "claim", "vars", "assume", "expect"}
_EXPECTATIONS = (None, "proved", "refuted", "unknown")


@dataclass(frozen=True)
class BatchItem:
    """One claim of a batch: its line, its id (the line number where the file gives none), and what was expected."""

    line: int
    id: str
    claim: Claim
    expect: str | None = None


@dataclass(frozen=True)
class BadLine:
    """A line that is not a claim: where (1-based; the column within the faulty text, if known) and why."""

    line: int
    column: int | None
    reason: str

    def __str__(self) -> str:
        place = f"line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.reason}"


def read_batch(path: Path) -> Iterator[BatchItem | BadLine]:
    """The items of a `.jsonl` or `.csv` file in order; blank lines are passed over."""
    if path.suffix.lower() not in (".jsonl", ".ndjson", ".json", ".csv"):
        raise FormatError(f"expected a .jsonl or .csv file, found {path.name}; rename it or convert it")
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = _csv_rows(file) if path.suffix.lower() == ".csv" else _json_rows(file)
        seen = dict[str, int]()
        for line, row in rows:
            item = _item(line, row) if not isinstance(row, BadLine) else row
            if isinstance(item, BatchItem):
                if item.id in seen:
                    reason = f"the id {item.id!r} was used on line {seen[item.id]}; ids must be unique"
                    item = BadLine(line, None, reason)
                else:
                    seen[item.id] = line
            yield item


def _json_rows(file: TextIO) -> Iterator[tuple[int, Any]]:
    for number, text in _lines(file):
        if text is None:
            yield number, BadLine(number, None, f"the line has more than {MAX_LINE:,} characters")
        elif text.strip():
            try:
                yield number, _json(text.rstrip("\r\n"))
            except json.JSONDecodeError as error:
                yield number, BadLine(number, error.colno, f"expected one JSON object: {error.msg}")
            except (FormatError, RecursionError, ValueError) as error:
                yield number, BadLine(number, None, f"expected one JSON object: {str(error)[:200]}")


def _lines(file: TextIO) -> Iterator[tuple[int, str | None]]:
    """(number, text) of each line; text is None for a line that is too long, whose rest is read past."""
    number = 0
    while text := file.readline(MAX_LINE + 1):
        number += 1
        if len(text) > MAX_LINE and not text.endswith("\n"):
            while (rest := file.readline(MAX_LINE)) and not rest.endswith("\n"):
                pass
            yield number, None
        else:
            yield number, text


def _json(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys are all different: the last of two would win silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FormatError(f"the key {twice[:60]!r} is there twice")
    return found


def _csv_rows(file: TextIO) -> Iterator[tuple[int, Any]]:
    too_long = list[int]()

    def short_lines() -> Iterator[str]:
        for number, text in _lines(file):
            if text is None:
                too_long.append(number)
            yield text if text is not None else "\n"

    csv.field_size_limit(MAX_LINE + 1)
    reader = csv.reader(short_lines(), strict=True)
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise FormatError(f"expected a header of CSV: {error}") from None
    if "claim" not in header or not _FIELDS.issuperset(header) or len(set(header)) < len(header):
        raise FormatError(
            f"expected a CSV header of {', '.join(sorted(_FIELDS))}, found {', '.join(header)[:200]!r}"
        )
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, BadLine(reader.line_num, None, f"expected a line of CSV: {error}")
            continue
        finally:
            for number in too_long:
                yield number, BadLine(number, None, f"the line has more than {MAX_LINE:,} characters")
            too_long.clear()
        if cells:
            yield reader.line_num, _csv_record(reader.line_num, header, cells)


def _csv_record(line: int, header: list[str], cells: list[str]) -> dict[str, Any] | BadLine:
    if len(cells) > len(header):
        return BadLine(
            line, None, f"expected {len(header)} cells, found {len(cells)}; put quotes around commas"
        )
    record: dict[str, Any] = {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()}
    try:
        if "vars" in record:
            record["vars"] = _csv_mapping(record["vars"])
        if "assume" in record:
            record["assume"] = _csv_list(record["assume"])
    except (FormatError, RecursionError, ValueError) as error:
        return BadLine(line, None, str(error)[:200])
    return record


def _csv_mapping(text: str) -> Any:
    if text.lstrip().startswith("{"):
        return _json(text)
    pairs = [part.split(":", 1) for part in text.split(";") if part.strip()]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"expected vars such as 'x: real; y: positive', found {text[:80]!r}")
    return _object([(name.strip(), domain.strip()) for name, domain in pairs])


def _csv_list(text: str) -> Any:
    if text.lstrip().startswith("["):
        return _json(text)
    return [part.strip() for part in text.split(";") if part.strip()]


def _item(line: int, row: Any) -> BatchItem | BadLine:
    if not isinstance(row, dict):
        return BadLine(line, None, f"expected a JSON object with a claim, found {shown(row, 60)!r}")
    if unknown := set(row) - _FIELDS:
        found = ", ".join(sorted(unknown))[:80]
        return BadLine(line, None, f"expected only {', '.join(sorted(_FIELDS))}, found {found!r}")
    match row:
        case {"claim": str(text)}:
            identifier, domains, assume, expect = (row.get(k) for k in ("id", "vars", "assume", "expect"))
        case _:
            return BadLine(line, None, "expected a field claim with the relation as text")
    if not _is_identifier(identifier):
        return BadLine(
            line,
            None,
            f"expected id to be a text of 1 to {MAX_ID} characters, found {shown(identifier, 60)!r}",
        )
    if not isinstance(domains, dict | None) or not all(isinstance(v, str) for v in (domains or {}).values()):
        return BadLine(line, None, f"expected vars to be an object of domains, found {shown(domains, 60)!r}")
    if not isinstance(assume, list | None) or not all(isinstance(v, str) for v in assume or []):
        return BadLine(line, None, f"expected assume to be a list of relations, found {shown(assume, 60)!r}")
    if expect not in _EXPECTATIONS:
        return BadLine(
            line, None, f"expected expect to be proved, refuted or unknown, found {shown(expect, 60)!r}"
        )
    try:
        claim = Claim.parse(text, domains, assume or [])
    except ParseError as error:
        return BadLine(line, error.column + 1, str(error))
    except PorismError as error:
        return BadLine(line, None, str(error))
    return BatchItem(line, str(identifier) if identifier is not None else f"line{line}", claim, expect)


def _is_identifier(value: Any) -> bool:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return True
    return isinstance(value, str) and 0 < len(value) <= MAX_ID and value.isprintable()


def _refuse_constant(name: str) -> Any:
    raise FormatError(f"{name} is not a number")
