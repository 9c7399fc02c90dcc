"""What is published: an sdist, and the wheel built from it, hold every room with its data and install on their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packaging.sources import ROOMS, ROOT

PACKAGED = {".py", ".csv", ".json", ".jsonl", ".npz", ".lean", ".v", ".sha256"}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `python -m build` filled, from a copy of the tree, so that nothing here is written to."""
    copy = tmp_path_factory.mktemp("sources") / "porism"
    clutter = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "runs")
    shutil.copytree(ROOT, copy, symlinks=True, ignore=clutter)
    built = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(built), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return built


def packaged_files() -> set[str]:
    """Every module and data file of the rooms and the hall, under its name in the wheel."""
    found = {f"porism/{file.name}" for file in (ROOT / "src" / "porism").iterdir() if file.is_file()}
    for room in ROOMS:
        files = (file for file in (ROOT / room).rglob("*") if file.is_file() and file.suffix in PACKAGED)
        found |= {f"porism/{file.relative_to(ROOT)}" for file in files if "__pycache__" not in file.parts}
    return found


def test_the_wheel_holds_the_rooms_and_their_data(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert packaged_files() - names == set()
    strangers = {name for name in names if not name.startswith(("porism/", "porism-"))}
    assert strangers == set(), "the wheel would install something beside the package"


def test_the_sdist_holds_the_tests(distributions: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"tests/conftest.py", "constraints.txt", "LICENSE", "src/porism/symbolic/claim.py"} <= names


def test_the_wheel_works_away_from_the_repository(distributions: Path, tmp_path: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = (
        "import porism, porism.symbolic.claim as c\n"
        "from importlib.resources import files\n"
        "assert files('porism.datasets').joinpath('corpora/elementary.jsonl').is_file()\n"
        "print(porism.__file__, c.Claim.parse('x == x').text)"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.stdout.split() == [str(tmp_path / "site" / "porism" / "__init__.py"), "x", "==", "x"], (
        done.stderr
    )
