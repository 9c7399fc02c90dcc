"""The domain examples in `notebooks/`: each runs from top to bottom, and every statement in it is proved."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import porism

NOTEBOOKS = Path(porism.__file__).resolve().parents[2] / "notebooks"
EXAMPLES = {  # name -> how many statements are proved in it
    "black_scholes": 9,
    "gaussian_bounds": 9,
    "heat_kernel": 8,
    "kepler": 11,
    "non_euclidean": 16,
    "power_chain": 10,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_statement_of_an_example_is_proved(name: str, tmp_path: Path) -> None:
    script = (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True, text=True, timeout=300, cwd=tmp_path, env=os.environ,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    last = done.stdout.splitlines()[-1]
    assert re.fullmatch(r"all (\d+) statements are proved", last)
    assert last == f"all {EXAMPLES[name]} statements are proved"
