"""The genuine statements of `genuine.json` with their data and certificates, and the false ones near them."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any

from porism.symbolic.errors import PorismError
from porism.symbolic.statements import Statement, statement_from_json
from tests.provers.mutation.falsehoods import near
from tests.provers.mutation.questions import GENUINE


@dataclass(frozen=True)
class Genuine:
    """A statement, the data of its rule, the certificates of its obligations, and false statements like it."""

    name: str
    statement: Statement
    data: Any
    certificates: list[Any]
    false: tuple[Statement, ...]


def _read(plain: Any) -> Statement | None:
    try:
        return statement_from_json(plain)
    except PorismError:
        return None


@functools.cache
def genuine() -> tuple[Genuine, ...]:
    """All of them, in the order of the file."""
    rows = json.loads(GENUINE.read_text(encoding="utf-8"))
    found = []
    for row in rows:
        statement = statement_from_json(row["statement"])
        false = [s for plain in near(row["name"], row["statement"]) if (s := _read(plain)) is not None]
        found.append(Genuine(row["name"], statement, row["data"], row["certificates"], tuple(false)))
    return tuple(found)


@functools.cache
def of_kind(kind: str) -> tuple[Genuine, ...]:
    """Those of one kind."""
    return tuple(g for g in genuine() if g.statement.kind == kind)
