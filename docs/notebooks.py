"""Writes notebooks/*.ipynb from the scripts beside them, so that the two cannot drift.

    python docs/notebooks.py            write a notebook for every script
    python docs/notebooks.py --check    exit code 1 if a notebook is not what its script gives

In a script `# %%` begins a cell of code and `# %% [markdown]` one of text, whose lines are comments. Notebooks hold no
output: it appears when they are run. Cells are numbered, so that the same script gives the same bytes.

References: Jupyter, The notebook file format, version 4.5.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
_CELL = re.compile(r"^# %%(?P<markdown> \[markdown\])?$\n", re.MULTILINE)


def main() -> int:
    """Write the notebooks, or compare."""
    different = False
    for script in sorted(FOLDER.glob("*.py")):
        notebook, text = script.with_suffix(".ipynb"), notebook_text(script.read_text(encoding="utf-8"))
        if "--check" not in sys.argv:
            notebook.write_text(text, encoding="utf-8")
        elif not notebook.exists() or notebook.read_text(encoding="utf-8") != text:
            print(f"{notebook.name} is not what {script.name} gives; python docs/notebooks.py writes it")
            different = True
    return 1 if different else 0


def notebook_text(script: str) -> str:
    """The notebook of a script, as JSON."""
    _, *parts = _CELL.split(script)  # kind and content of each cell in turn
    kinds_and_contents = zip(parts[::2], parts[1::2], strict=True)
    cells = [
        _cell(number, bool(kind), text.strip()) for number, (kind, text) in enumerate(kinds_and_contents, 1)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(number: int, is_markdown: bool, text: str) -> dict[str, Any]:
    if is_markdown:
        text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
    cell: dict[str, Any] = {
        "cell_type": "markdown" if is_markdown else "code",
        "id": f"cell-{number}",
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }
    return cell if is_markdown else cell | {"execution_count": None, "outputs": []}


if __name__ == "__main__":
    sys.exit(main())
