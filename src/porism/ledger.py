"""The ledger: what was decided, on disk, before it is reported.

    runs       one row for each `porism run`, `discover` or recorded `prove`: input and its hash, settings, times
    verdicts   one row for each decided claim: run, position in the input, id, hash of the claim, the JSON record
    bad_lines  the lines of an input that were not claims
    laws       the Pareto front of a discovery

Each verdict is its own transaction (SQLite, write-ahead log, `synchronous=FULL`: 0.4 ms), so that a process killed by
`kill -9` at any point leaves every verdict it has reported, and no half of one. A record read from a ledger is data: it
becomes a verdict again only when a checker accepts its certificate (`porism check`).

The schema's version stands in `PRAGMA user_version` and in the table `schema`; another one is refused, never migrated
silently. One process at a time writes (a lock that the system releases when the process dies); reading needs no lock.
"""

from __future__ import annotations

import fcntl
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from porism.symbolic.errors import LedgerError

SCHEMA_VERSION = 1
APPLICATION_ID = 0x506F7273  # "Pors"
FILE_NAME = "ledger.porism.sqlite"

Record: TypeAlias = dict[str, Any]  # the JSON object of `provers.verdict.verdict_record`

_SCHEMA = """
CREATE TABLE schema (version INTEGER NOT NULL, created TEXT NOT NULL);
CREATE TABLE runs (
    run INTEGER PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, source_hash TEXT NOT NULL,
    settings TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, total INTEGER);
CREATE TABLE verdicts (
    sequence INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, position INTEGER NOT NULL, id TEXT NOT NULL,
    hash TEXT NOT NULL, status TEXT NOT NULL, trust TEXT, record TEXT NOT NULL, UNIQUE (run, position));
CREATE INDEX verdicts_by_id ON verdicts (id);
CREATE INDEX verdicts_by_hash ON verdicts (hash);
CREATE TABLE bad_lines (
    run INTEGER NOT NULL REFERENCES runs, line INTEGER NOT NULL, place INTEGER, reason TEXT NOT NULL,
    PRIMARY KEY (run, line));
CREATE TABLE laws (
    run INTEGER NOT NULL REFERENCES runs, position INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (run, position));
"""


@dataclass(frozen=True)
class Run:
    """One row of `runs`; `finished` is None while it is going on, or where it was cut off."""

    run: int
    kind: str
    source: str
    source_hash: str
    settings: Record
    started: str
    finished: str | None
    total: int | None


@dataclass(frozen=True)
class Entry:
    """One row of `verdicts`."""

    run: int
    position: int
    id: str
    hash: str
    record: Record


class Ledger:
    """A ledger that is open; use it as a context manager.

    >>> import tempfile
    >>> with Ledger.open(Path(tempfile.mkdtemp())) as ledger:
    ...     run = ledger.start("prove", "x == x", "", {})
    ...     ledger.commit(run, 1, {"id": "a", "hash": "00", "status": "unknown", "trust": None})
    ...     [entry.id for entry in ledger.entries(run)]
    ['a']
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @staticmethod
    def open(place: Path, create: bool = True) -> Ledger:
        """The ledger in the folder `place`, or the file itself; made where there is none and `create` is set."""
        path = place if place.suffix == ".sqlite" else place / FILE_NAME
        if not create and not path.is_file():
            raise LedgerError(f"there is no ledger at {path}; make one with `porism run FILE --out {place}`")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=30.0)
        except (OSError, sqlite3.Error) as error:
            raise LedgerError(
                f"cannot open a ledger at {path}: {error}; give another folder with --out"
            ) from None
        try:
            _prepare(connection, path)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            connection.close()
            raise LedgerError(
                f"{path} cannot be used as a ledger: {error}; give another folder with --out"
            ) from None
        except LedgerError:
            connection.close()
            raise
        return Ledger(path, connection)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write; a second process is refused. The system drops the lock when the process dies."""
        with self.path.with_name(self.path.name + ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise LedgerError(
                    f"another process is writing to {self.path}; wait for it, or give another folder with --out"
                ) from None
            yield

    def start(
        self, kind: str, source: str, source_hash: str, settings: Record, total: int | None = None
    ) -> int:
        """The number of a new run."""
        with self._checked():
            cursor = self._connection.execute(
                "INSERT INTO runs (kind, source, source_hash, settings, started, total) VALUES (?, ?, ?, ?, ?, ?)",
                (kind, source, source_hash, json.dumps(settings), _now(), total),
            )
        return int(cursor.lastrowid or 0)

    def resume(self, kind: str, source: str, source_hash: str) -> Run | None:
        """The latest run of `kind`, if its input was the same; None if there is none, an error if it was another."""
        latest = max((run for run in self.runs() if run.kind == kind), key=lambda run: run.run, default=None)
        if latest is None:
            return None
        if latest.source_hash != source_hash:
            raise LedgerError(
                f"{self.path} holds a run of {latest.source} (SHA-256 {latest.source_hash[:12]}…), but {source} is now "
                f"{source_hash[:12]}…; start a new run without --resume, or give another folder with --out"
            )
        return latest

    def finish(self, run: int) -> None:
        """Note that nothing of the run is left."""
        with self._checked():
            self._connection.execute("UPDATE runs SET finished = ? WHERE run = ?", (_now(), run))

    def commit(self, run: int, position: int, record: Record) -> None:
        """Put one verdict on disk; when this returns it is there."""
        text = json.dumps(record, ensure_ascii=False)
        row = (run, position, record["id"], record["hash"], record["status"], record["trust"], text)
        try:
            self._connection.execute(
                "INSERT INTO verdicts (run, position, id, hash, status, trust, record) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        except sqlite3.IntegrityError:
            raise LedgerError(
                f"run {run} has a verdict at position {position} already; two runs were mixed up"
            ) from None
        except sqlite3.Error as error:  # a full disk, say
            raise LedgerError(
                f"cannot write to {self.path}: {error}; what was reported so far is kept"
            ) from None

    def commit_bad_line(self, run: int, line: int, place: int | None, reason: str) -> None:
        """Put a line that is not a claim on disk; a resumed run meets it again, which changes nothing."""
        with self._checked():
            self._connection.execute(
                "INSERT OR IGNORE INTO bad_lines VALUES (?, ?, ?, ?)", (run, line, place, reason)
            )

    def commit_laws(self, run: int, records: Sequence[Record]) -> None:
        """Put the Pareto front of a discovery on disk, all of it or nothing."""
        rows = [(run, position, json.dumps(record)) for position, record in enumerate(records)]
        self._connection.execute("BEGIN IMMEDIATE")
        with self._connection:  # ends the transaction
            self._connection.executemany("INSERT INTO laws VALUES (?, ?, ?)", rows)

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        with self._checked():
            rows = self._connection.execute(
                "SELECT run, kind, source, source_hash, settings, started, finished, total FROM runs ORDER BY run"
            )
            return [Run(*map(_typed, row, _RUN_TYPES)) for row in rows]

    def recorded(self, run: int, position: int) -> tuple[str, str] | None:
        """(id, hash) of the verdict at a position, None where there is none."""
        with self._checked():
            row = self._connection.execute(
                "SELECT id, hash FROM verdicts WHERE run = ? AND position = ?", (run, position)
            ).fetchone()
        return None if row is None else (str(row[0]), str(row[1]))

    def entries(self, run: int | None = None, identifier: str | None = None) -> Iterator[Entry]:
        """The verdicts in the order of their commits: of one run or all, of one id (or start of a hash) or any."""
        with self._checked():
            rows = self._connection.execute(
                "SELECT run, position, id, hash, record, status, trust FROM verdicts WHERE run = ifnull(?1, run) "
                "AND (?2 IS NULL OR id = ?2 OR hash LIKE ?2 || '%') ORDER BY sequence",
                (run, identifier),
            )
        while True:
            with self._checked():
                row = next(rows, None)
                entry = None if row is None else _entry(row)
            if entry is None:
                return
            yield entry

    def bad_lines(self, run: int) -> list[tuple[int, int | None, str]]:
        """(line, column, reason) of each bad line."""
        with self._checked():
            rows = self._connection.execute(
                "SELECT line, place, reason FROM bad_lines WHERE run = ? ORDER BY line", (run,)
            )
            return [(_typed(r[0], int), _typed(r[1], int | None), _typed(r[2], str)) for r in rows]

    def laws(self, run: int) -> list[Record]:
        """The Pareto front of a discovery, simplest first."""
        with self._checked():
            rows = self._connection.execute("SELECT record FROM laws WHERE run = ? ORDER BY position", (run,))
            return [_typed(row[0], dict) for row in rows]

    @contextmanager
    def _checked(self) -> Iterator[None]:
        """What the file holds may be anything: rows of another shape are an error of the ledger, not of Porism."""
        try:
            yield
        except (sqlite3.Error, ValueError, RecursionError, OverflowError) as error:
            raise LedgerError(
                f"{self.path} cannot be used: {str(error)[:200]}; take a copy that is whole, or give another folder"
            ) from None


_RUN_TYPES = (int, str, str, str, dict, str, str | None, int | None)
_ENTRY_TYPES = (int, int, str, str, dict)


def _entry(row: Sequence[Any]) -> Entry:
    """A row of `verdicts`; `ValueError` where its columns and its record are about two verdicts."""
    found = Entry(*map(_typed, row[:5], _ENTRY_TYPES))
    for name, told in zip(("id", "hash", "status", "trust"), (*row[2:4], *row[5:]), strict=True):
        if found.record.get(name) != told:
            raise ValueError(
                f"the row of {found.id!r:.60} says {name} {told!r:.60}, its record {found.record.get(name)!r:.60}"
            )
    return found


def _typed(value: Any, kind: Any) -> Any:
    """A column's value, a `dict` read from its JSON text; `ValueError` where it is of another type."""
    found = json.loads(value) if kind is dict and isinstance(value, str) else value
    if not isinstance(found, kind):
        raise ValueError(f"expected {kind.__name__ if isinstance(kind, type) else kind}, found {value!r:.60}")
    return found


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA busy_timeout = 30000")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version != SCHEMA_VERSION and (version or tables):
        raise LedgerError(
            f"{path} has schema version {version}, this Porism writes version {SCHEMA_VERSION}; "
            "read it with the version that wrote it, or give another folder with --out"
        )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if not version:
        # One transaction, so that a process killed here leaves an empty file and not half a schema.
        connection.executescript(
            f"BEGIN IMMEDIATE; {_SCHEMA} INSERT INTO schema VALUES ({SCHEMA_VERSION}, '{_now()}'); "
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
