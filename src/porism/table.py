"""A table of measurements: the numeric columns of a CSV file or of a mapping, named as variables of the language.

Columns of text are passed over, and so are rows without a number in a column that is used. An input whose values all
are positive gets the domain `positive`, another one `real`, unless the caller says so otherwise.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError, ParseError
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.term import Variable

if TYPE_CHECKING:
    import numpy as np

MAX_ROWS = 1_000_000  # of a CSV file: beyond that the regressor takes a sample anyway


@dataclass(frozen=True)
class Table:
    """Numeric columns of equal length: `target` is to be explained by `inputs`; `domains` is where to state claims."""

    name: str
    source: str
    digest: str
    target: str
    inputs: tuple[str, ...]
    columns: Mapping[str, np.ndarray]
    domains: Mapping[str, Domain]
    dropped: int = 0


def read_table(
    data: str | Path | Mapping[str, Any],  # Any: whatever numpy makes an array of
    target: str | None = None,
    inputs: Sequence[str] = (),
    vars: Mapping[str, str] | None = None,
) -> Table:
    """The numeric columns of a CSV file or of a mapping; `"a=semi_major_axis_au"` gives a column a shorter name."""
    import numpy as np

    if isinstance(data, str | Path):
        name, source = Path(data).stem, str(data)
        found, digest = _csv_columns(Path(data))
    else:
        name, source = "table", "table"
        found = {str(key): _numbers(list(data[key])) for key in data}
        digest = hashlib.sha256(repr([(k, list(v)) for k, v in found.items()]).encode()).hexdigest()
    numeric = [column for column, values in found.items() if any(map(math.isfinite, values))]
    chosen = _renamed(target, inputs, numeric, source)
    rows = np.column_stack([found[column] for column in chosen.values()])  # (rows, columns), the target last
    finite = np.isfinite(rows).all(axis=1)
    if finite.sum() < 3:
        raise FormatError(
            f"{source} has {finite.sum()} rows with a number in each of {', '.join(chosen.values())}; need 3"
        )
    columns = {short: rows[finite, k] for k, short in enumerate(chosen)}
    *explaining, explained = chosen
    domains = {x: Domain("positive" if (columns[x] > 0).all() else "real") for x in explaining}
    for variable, text in (vars or {}).items():
        if variable not in domains:
            raise FormatError(
                f"expected a domain for one of {', '.join(domains)}, found one for {variable[:40]}"
            )
        domains[variable] = parse_domain(text)
    dropped = int((~finite).sum())
    return Table(name, source, digest, explained, tuple(explaining), columns, domains, dropped)


def _csv_columns(path: Path) -> tuple[dict[str, list[float]], str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FormatError(
            f"cannot read {path}: {error.strerror}; give the path of a CSV file with a header"
        ) from None
    reader = csv.reader(content.decode("utf-8", "replace").splitlines())
    header = [name.strip() for name in next(reader, [])]
    if not all(header) or len(set(header)) != len(header):
        raise FormatError(
            f"expected a header with a different name for each column in {path}, found {header[:20]}"
        )
    rows = list[list[str]]()
    for row in reader:
        if row and len(row) != len(header):
            raise FormatError(
                f"{path}, line {reader.line_num}: expected {len(header)} columns, found {len(row)}"
            )
        rows += [row] if row else []
        if len(rows) > MAX_ROWS:
            raise FormatError(f"{path} has more than {MAX_ROWS:,} rows; take a sample")
    columns = {name: _numbers([row[k] for row in rows]) for k, name in enumerate(header)}
    return columns, hashlib.sha256(content).hexdigest()


def _numbers(values: Sequence[Any]) -> list[float]:
    """The values as floats, not-a-number where they are none."""

    def number(value: Any) -> float:
        try:
            return float(value)
        except (TypeError, ValueError):
            return math.nan

    return [number(value) for value in values]


def _renamed(
    target: str | None, inputs: Sequence[str], numeric: Sequence[str], source: str
) -> dict[str, str]:
    """Short name → column, the target last."""
    if len(numeric) < 2:
        raise FormatError(
            f"expected at least two numeric columns in {source}, found {', '.join(numeric) or 'none'}"
        )
    target = target or numeric[-1]
    explained = target.partition("=")[2] or target
    wanted = [*(inputs or [column for column in numeric if column != explained]), target]
    chosen = dict[str, str]()
    for text in wanted:
        short, equals, column = text.partition("=")
        column = column if equals else short
        if column not in numeric:
            raise FormatError(
                f"expected a numeric column of {source} ({', '.join(numeric)}), found {column[:60]!r}"
            )
        short = short if equals else re.sub(r"\W", "_", short, flags=re.ASCII)
        if short in chosen or not _is_variable(short):
            raise FormatError(
                f"the column {column} needs a name of its own in formulas, {short[:40]!r} is none; write x={column}"
            )
        chosen[short] = column
    return chosen


def _is_variable(name: str) -> bool:
    try:
        return parse_term(name) == Variable(name)
    except ParseError:
        return False
