"""A fit that is killed goes on from its file, and ends as it would have."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from porism.neural.regression import checkpoint
from porism.neural.regression.inputs import DataError
from porism.neural.regression.progress import Progress
from porism.neural.regression.regressor import SymbolicRegressor

rng = np.random.default_rng(2)
X = rng.uniform(1.0, 3.0, (160, 3))
Y = X[:, 0] * np.sin(X[:, 1]) / X[:, 2] + 0.05 * rng.normal(size=160)
SETTINGS: dict[str, Any] = {"max_time_s": 600.0, "max_evaluations": 6e7, "guesses": ["k*x0"]}


def shape(found: SymbolicRegressor) -> list[Any]:
    return [
        [(str(law), law.error, law.bits) for law in found.pareto_front_],
        [name for name, _ in found.stages_],
        found.evaluations_,
    ]


def test_a_killed_fit_ends_as_an_unbroken_one(tmp_path: Path) -> None:
    path = tmp_path / "fit.json"
    script = (
        "import os, signal\n"
        "import numpy as np\n"
        "from porism.neural import SymbolicRegressor\n"
        "from porism.neural.regression import checkpoint\n"
        "from tests.neural.regression.test_checkpoint import SETTINGS, X, Y\n"
        "checkpoint.EVERY_S = 0.0\n"
        "passes = []\n"
        "def kill(progress):\n"
        "    passes.append(progress)\n"
        "    if len(passes) == 9:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        f"SymbolicRegressor(**SETTINGS, checkpoint={str(path)!r}, callbacks=[kill]).fit(X, Y)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[3], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(json.loads(path.read_text())["targets"][0]["stages"]) == 9
    seen = list[Progress]()
    resumed = SymbolicRegressor(**SETTINGS, checkpoint=path, callbacks=[seen.append]).fit(X, Y)
    whole = SymbolicRegressor(**SETTINGS).fit(X, Y)
    assert shape(resumed) == shape(whole)
    assert len(seen) == len(whole.stages_) - 9  # nothing was done twice
    assert os.listdir(tmp_path) == ["fit.json"]


def test_a_finished_fit_is_read_again(tmp_path: Path) -> None:
    path, y = tmp_path / "fit.json", X[:, 0] * X[:, 1]
    both = np.stack([y, X[:, 2] ** 2], axis=1)
    first = SymbolicRegressor(max_time_s=60.0, checkpoint=path).fit(X, both)
    seen = list[Progress]()
    again = SymbolicRegressor(max_time_s=60.0, checkpoint=path, callbacks=[seen.append]).fit(X, both)
    assert seen == []
    assert [str(law) for law in again.best_] == [str(law) for law in first.best_] == ["x0*x1", "x2**2"]


def test_it_is_written_each_minute_and_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "fit.json"
    written = list[bool]()
    SymbolicRegressor(
        max_time_s=60.0,
        max_evaluations=2e5,
        checkpoint=path,
        callbacks=[lambda p: written.append(path.exists())],
    ).fit(X, Y)
    assert written
    assert not any(written)
    assert path.exists()


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fit.json"
    short: dict[str, Any] = {"max_time_s": 60.0, "max_evaluations": 2e5, "checkpoint": path}
    SymbolicRegressor(**short).fit(X, Y)
    before = path.read_text()
    for other in (SymbolicRegressor(**short, random_state=1), SymbolicRegressor(**short, guesses=["x0"])):
        with pytest.raises(DataError, match="belongs to other data, other settings"):
            other.fit(X, Y)
    with pytest.raises(DataError, match="belongs to other data"):
        SymbolicRegressor(**short).fit(X, Y + 1)
    assert path.read_text() == before
    path.write_text("{")
    with pytest.raises(DataError, match="is no checkpoint"):
        SymbolicRegressor(**short).fit(X, Y)
    with pytest.raises(DataError, match="has no folder"):
        SymbolicRegressor(checkpoint=tmp_path / "no" / "fit.json").fit(X, Y)


def test_names_of_data_are_their_values() -> None:
    digest = checkpoint.digest_of([X], {"a": 1})
    assert digest == checkpoint.digest_of([X.copy()], {"a": 1})
    assert digest not in (checkpoint.digest_of([X.T], {"a": 1}), checkpoint.digest_of([X], {"a": 2}))


def test_a_warm_start_begins_with_the_laws_of_before() -> None:
    short: dict[str, Any] = {"max_time_s": 60.0, "max_evaluations": 2e5}
    y = X[:, 0] * np.sin(X[:, 1]) / X[:, 2]
    found = SymbolicRegressor(max_time_s=60.0, warm_start=True).fit(X, y)
    law = str(found.best)
    found.set_params(**short)
    assert str(found.fit(X[:40], 2 * y[:40]).best) in (f"2*{law}", law.replace("x0*", "2*x0*"))
    assert found.stages_[0][0] == "guesses"
