"""Readers and checkers raise what they are documented to raise, in time, and do nothing to the system.

Few inputs here; `python -m benchmarks.fuzzing` runs a stated number, and PORISM_EXAMPLES multiplies these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.examples import examples
from tests.fuzzing import watching
from tests.fuzzing.running import watched
from tests.fuzzing.targets import TARGETS, Target

COUNT = {"text": 400, "latex": 300, "ledgers": 100, "json lines of records": 60}  # others: 120
MOST_S = 10.0  # of CPU time: ten times what is allowed, since a loaded machine stretches that too


def test_every_target_keeps_its_rules() -> None:
    chunks = [(name, 0, examples(COUNT.get(name, 120))) for name in TARGETS]
    found = dict(zip(TARGETS, watched(chunks), strict=True))
    assert {name: row["first faults"] for name, row in found.items() if row["faults"]} == {}
    assert {name: row["slowest"] for name, row in found.items() if row["slowest"]["cpu_s"] > MOST_S} == {}


def _loop(_: object) -> None:
    while True:
        pass


@pytest.mark.parametrize(
    ("run", "fault"),
    [
        (lambda _: {"a": 1}["x"], "KeyError"),
        (lambda _: exec("1"), "exec"),  # noqa: S102  # what is looked for
        (lambda _: open("/dev/null", "w").close(), "open"),
        (lambda _: __import__("os").system("true"), "os.system"),
        (_loop, "CPU seconds"),
    ],
)
def test_the_watch_sees_what_it_is_for(
    run: Callable[[Any], object], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching.watch()  # the hook stays in this process, and sees nothing where nothing is armed
    monkeypatch.setitem(TARGETS, "forged", Target(lambda rng: rng.random(), run))
    monkeypatch.setattr(watching, "ABORT_S", 0.3)
    assert fault in watching.outcome_of("forged", 0).fault
