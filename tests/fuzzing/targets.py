"""What is fuzzed: each reader and each checker with a way to draw inputs, and the errors that it is documented to raise."""

from __future__ import annotations

import functools
import itertools
import json
import random
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from porism import datasets  # noqa: F401  # the room, so that its modules are loaded before anything is watched
from porism.datasets.lean_statements.loading import load
from porism.datasets.lean_statements.refusal import Refusal
from porism.ledger import FILE_NAME, Ledger
from porism.provers.calculus import checker as calculus
from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import statement_record
from porism.provers.exact import checker as exact
from porism.provers.exact.prover import ExactProver
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.provers.verdict import verdict_record
from porism.recheck import _answer_rechecked, _rechecked, records
from porism.reverify import _is_accepted
from porism.symbolic.batch import read_batch
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.parse import parse_domain, parse_relation, parse_term
from porism.symbolic.statements import (
    Antiderivative,
    DefiniteIntegral,
    DerivativeValue,
    Limit,
    Scope,
    Statement,
    statement_from_json,
)
from porism.symbolic.term import from_json, to_json
from porism.symbolic.typeset import latex, term_box
from porism.workers import Call, Failed, Returned, WorkerPool
from tests.fuzzing.inputs import DOMAINS, LATEX, LEAN, TEXTS, bytes_from, json_from, text_from
from tests.provers.mutation.exact_pairs import found, written
from tests.provers.mutation.genuine import genuine

SMALL = 20_000  # characters of JSON; larger documents say nothing new


@dataclass(frozen=True)
class Target:
    """`run(draw(rng))` may return or raise one of `allowed`, and nothing else."""

    draw: Callable[[random.Random], Any]
    run: Callable[[Any], object]
    allowed: tuple[type[Exception], ...] = (PorismError,)


# documents


@functools.cache
def claims() -> list[Any]:
    return [plain for plain, _ in (*written(), *found()) if len(json.dumps(plain)) < SMALL]


@functools.cache
def certificates() -> list[Any]:
    return [certificate for _, certificate in (*written(), *found())]


@functools.cache
def statements() -> list[Any]:
    return [g.statement.to_json() for g in genuine()]


@functools.cache
def terms() -> list[Any]:
    return [side for claim in claims() for side in claim["relation"][1:]]


@functools.cache
def claims_with_certificates() -> list[Any]:
    return [[plain, certificate] for plain, certificate in (*written(), *found())]


@functools.cache
def statements_with_data() -> list[Any]:
    rows = [[g.statement.to_json(), g.data, g.certificates] for g in genuine()]
    return [row for row in rows if len(json.dumps(row)) < SMALL]


@functools.cache
def claim_records() -> list[Any]:
    texts = ("x**2 + 1 > 0", "x/x == 1", "x**2 > x", "sqrt(x**2) == x")
    prover, budget = ExactProver(), Budget(10.0, 2048)
    return [verdict_record(prover.prove(Claim.parse(text, {"x": "real"}), None, budget)) for text in texts]


@functools.cache
def answer_records() -> list[Any]:
    rows = []
    for g in genuine():
        if (question := _question(g.statement)) and g.name in ANSWERS:
            given = [Certificate.from_json(c) for c in g.certificates]
            part = statement_record(established(g.statement, g.data, Budget(10.0, 2048), given))
            value = str(getattr(g.statement, "value", ""))
            about = {"question": question, "value": value, "status": "proved", "complete": "unknown"}
            parts = [{"role": "answer", "about": "", **part}]
            rows.append({**about, "conditions": part["conditions"], "given": [], "parts": parts})
    return rows


ANSWERS = (
    "x*exp(x)",
    "1/(x**2 + a**2)",
    "int x**2",
    "int log",
    "lim sin(x)/x",
    "lim x*log(x)",
    "d2 sin(a*x)",
)


def _question(stated: Statement) -> str:
    match stated:
        case Antiderivative():
            return f"Integral({stated.integrand}, {stated.variable})"
        case DefiniteIntegral():
            return f"Integral({stated.integrand}, ({stated.variable}, {stated.low}, {stated.high}))"
        case Limit():
            return f"limit({stated.expression}, {stated.variable}, {stated.point}, {stated.side!r})"
        case DerivativeValue():
            return f"Derivative({stated.expression}, {', '.join(stated.orders)})"
        case _:
            return ""


class Here(WorkerPool):
    """A pool whose calls run in this process; an exception in one is a crash of the worker, as in the real one."""

    def __init__(self) -> None:
        pass

    def call(self, call: Call) -> Returned | Failed:
        target: Callable[..., Any] = _is_accepted if "reverify" in call.target else _exact
        try:
            return Returned(target(*call.arguments), 0.0)
        except Exception as error:  # noqa: BLE001  # what a worker does
            return Failed("crash", repr(error)[:200], 0.0)


def _exact(claim: Any, certificate: Any) -> Any:
    try:
        accepted = exact.check(claim, certificate)
    except Rejected as rejection:
        return str(rejection)
    return accepted.status, accepted.conditions, accepted.witness


# files


@functools.cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="porism-fuzzing-"))


def written_to(name: str, content: bytes) -> Path:
    path = folder() / name
    path.write_bytes(content)
    return path


@functools.cache
def ledger_bytes() -> bytes:
    place = folder() / "genuine"
    with Ledger.open(place) as ledger:
        run = ledger.start("run", "claims.jsonl", "00", {"timeout": 1.0}, 4)
        for position, record in enumerate(claim_records()):
            ledger.commit(run, position, record)
        ledger.commit_bad_line(run, 9, 3, "no claim")
        ledger.commit_laws(run, [{"law": "x", "loss": 0.5}])
        ledger.finish(run)
        ledger._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ledger._connection.execute("PRAGMA journal_mode = DELETE")
    return (place / FILE_NAME).read_bytes()


COLUMNS = {
    "runs": ("run", "kind", "source_hash", "settings", "started", "finished", "total"),
    "verdicts": ("run", "position", "id", "hash", "status", "record"),
    "bad_lines": ("line", "place", "reason"),
    "laws": ("position", "record"),
    "schema": ("version", "created"),
}
VALUES: list[Any] = [
    None,
    0,
    -1,
    2**62,
    1.5,
    "",
    "x",
    "{",
    "[]",
    "null",
    "1",
    '{"a": NaN}',
    "[" * 5_000,
    b"\x00\xff",
    b"{}",
    "\x00",
    '"\\ud800"',
    '{"id": 1, "status": [], "certificate": 3, "statement_json": {}}',
    "9" * 5_000,
]


def a_ledger(rng: random.Random) -> Path:
    """A ledger's file, damaged: in its bytes, in its rows, or in its tables."""
    for beside in folder().glob("fuzzed.sqlite*"):
        beside.unlink()
    content = bytearray(ledger_bytes())
    kind = rng.random()
    if kind < 0.05:
        content = bytearray(rng.randbytes(rng.randrange(5_000)))
    elif kind < 0.35:
        for _ in range(rng.choice((1, 3, 20, 200))):
            content[rng.randrange(100 if rng.random() < 0.3 else len(content))] = rng.randrange(256)
        if rng.random() < 0.2:
            del content[rng.randrange(len(content)) :]
    path = written_to("fuzzed.sqlite", bytes(content))
    if kind >= 0.35:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for _ in range(rng.choice((1, 1, 2, 4))):
            table = rng.choice(list(COLUMNS))
            column, value = rng.choice(COLUMNS[table]), rng.choice(VALUES)
            changes: list[tuple[str, Sequence[Any]]] = [
                (f"UPDATE {table} SET {column} = ?", (value,)),
                (f"UPDATE {table} SET {column} = ? WHERE rowid = 1", (value,)),
                (f"ALTER TABLE {table} RENAME COLUMN {column} TO other", ()),
                (f"ALTER TABLE {table} RENAME TO other", ()),
                (f"DROP TABLE {table}", ()),
                ("PRAGMA user_version = 7", ()),
                (f"CREATE VIEW v AS SELECT * FROM {table}", ()),
            ]
            weights = [6, 6, 1, 1, 1, 1, 1]
            statement, values = rng.choices(changes, weights)[0]
            try:
                connection.execute(statement, values)
            except (sqlite3.Error, OverflowError):
                continue
        connection.close()
    return path


def read_ledger(path: Path) -> None:
    """Read all that a ledger holds, as `show`, `check` and a resumed run do."""
    with Ledger.open(path, create=False) as ledger:
        for reading in (
            ledger.runs,
            lambda: list(ledger.entries()),
            lambda: ledger.bad_lines(1),
            lambda: ledger.laws(1),
            lambda: ledger.recorded(1, 0),
            lambda: ledger.resume("run", "claims.jsonl", "00"),
        ):
            try:
                reading()
            except PorismError:
                continue


def read_files(path: Path) -> None:
    for record in itertools.islice(records(path), 50):
        recheck(record)


def recheck(record: Any) -> None:
    """What `porism check` does with a record."""
    if isinstance(record, dict) and "question" in record:
        _answer_rechecked(record, Here(), 1.0, 2048)
    else:
        _rechecked(record, Here(), 1.0, 2048)


def term_json(data: Any) -> None:
    for read in (from_json, Relation.from_json, Domain.from_json, Scope.from_json, Certificate.from_json):
        with suppress(PorismError):
            str(read(data))


def any_text(text: str) -> None:
    """Read as a term, a relation and a domain; what was read can be written, and read again as the same."""
    with suppress(PorismError):
        term = parse_term(text)
        if from_json(to_json(term)) != term:
            raise ValueError(f"the plain form is of another term: {str(term)[:80]}")
        latex(term_box(term))
        str(term)
    with suppress(PorismError):
        claim = Claim.make(relation(*parse_relation(text)))
        if Claim.from_json(claim.to_json()) != claim:
            raise ValueError(f"the plain form is of another claim: {claim.text[:80]}")
    with suppress(PorismError):
        str(parse_domain(text))


def calculus_check(row: Any) -> None:
    match row:
        case [stated, data, certificates]:
            pass
        case _:
            stated, data, certificates = statements()[0], row, row
    statement = statement_from_json(stated)
    for check in (
        lambda: calculus.obligations(statement, data),
        lambda: calculus.check(statement, data, certificates),
    ):
        try:
            check()
        except (Refused, Rejected):
            continue


def exact_check(row: Any) -> None:
    match row:
        case [claim, certificate]:
            exact.check(claim, certificate)
        case _:
            exact.check(row, certificates()[0])
            exact.check(claims()[0], row)


@functools.cache
def record_lines() -> bytes:
    return b"".join(json.dumps(r).encode() + b"\n" for r in [*claim_records(), *answer_records()[:2]])


PYTHAGORAS = {
    "id": "pyth",
    "claim": "sin(x)**2 + cos(x)**2 == 1",
    "vars": {"x": "real"},
    "assume": ["x != 0"],
}
SQUARE = {"id": 3, "claim": "x**2 == y", "vars": {"x": "positive", "y": "[0, 1]"}, "expect": "refuted"}
LINES = ["\n".join(json.dumps(row) for row in (PYTHAGORAS, {"claim": "x > 0"}, SQUARE)).encode()]
TABLES = [
    b"id,claim,vars,assume,expect\np,sin(x)**2 >= 0,x: real; y: positive,x != 0; y < 1,proved\n"
    b',"1 == 1","{""x"": ""real""}","[]",\n'
]
TRACED = {"tactic": "rfl", "state_before": "x : ℝ\n⊢ x = x", "state_after": "no goals"}
THEOREM = {
    "url": "u",
    "commit": "c",
    "file_path": "f",
    "full_name": "n",
    "start": [1, 2],
    "theorem_statement": "theorem n (x : ℝ) : x = x",
    "traced_tactics": [TRACED],
}
GOAL = {**THEOREM, "full_name": "g", "theorem_statement": None}
DOJO = [json.dumps([THEOREM, GOAL], ensure_ascii=False).encode()]

TARGETS: dict[str, Target] = {
    "text": Target(text_from([*TEXTS, *DOMAINS]), any_text),
    "latex": Target(text_from(LATEX), any_text),
    "term json": Target(json_from(terms), term_json),
    "claim json": Target(json_from(claims), lambda data: Claim.from_json(data).text),
    "certificate json": Target(json_from(certificates), Certificate.from_json),
    "statement json": Target(json_from(statements), lambda data: str(statement_from_json(data))),
    "exact checker": Target(json_from(claims_with_certificates), exact_check, (Rejected,)),
    "calculus checker": Target(json_from(statements_with_data), calculus_check),
    "records": Target(json_from(lambda: [*claim_records(), *answer_records()]), recheck),
    "json lines of records": Target(
        lambda rng: written_to("records.jsonl", bytes_from([record_lines()])(rng)), read_files
    ),
    "batch lines": Target(
        lambda rng: written_to("batch.jsonl", bytes_from(LINES)(rng)), lambda path: list(read_batch(path))
    ),
    "batch tables": Target(
        lambda rng: written_to("batch.csv", bytes_from(TABLES)(rng)), lambda path: list(read_batch(path))
    ),
    "ledgers": Target(a_ledger, read_ledger),
    "lean files": Target(
        lambda rng: written_to("a.lean", text_from(LEAN)(rng).encode("utf-8", "surrogatepass")),
        lambda path: list(load(path)),
        (PorismError, Refusal),
    ),
    "lean entries": Target(
        lambda rng: written_to("a.json", bytes_from(DOJO)(rng)),
        lambda path: list(load(path)),
        (PorismError, Refusal),
    ),
}
