"""The notebooks are what their scripts give, and are notebooks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_every_notebook_is_what_its_script_gives() -> None:
    command = [sys.executable, str(ROOT / "docs" / "notebooks.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_cells_together_are_the_script(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    script = path.with_suffix(".py").read_text(encoding="utf-8")
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert text in script
            compile(text, path.name, "exec")
        else:
            assert all(f"# {line}".rstrip() in script for line in text.splitlines())
    assert len(notebook["cells"]) == script.count("# %%")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_notebook_has_the_published_format(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat", reason="no nbformat: pip install 'porism[notebook]'")
    nbformat.validate(nbformat.read(path, as_version=4))
