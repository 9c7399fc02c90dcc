"""The public names of Porism, read from its tables of contents.

`python -m tests.packaging.exported_names`, run at the repository's root, writes exported_names.json, the golden list.
A name that leaves it breaks somebody's program: the list changes on purpose, with a line in CHANGELOG.md.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

GOLDEN = Path(__file__).with_name("exported_names.json")
PACKAGES = ("porism", "porism.symbolic", "porism.neural", "porism.provers")


def exported_names(package: str) -> list[str]:
    """The names in `__all__`; without one, those that `dir` shows, except submodules and `annotations`."""
    module = importlib.import_module(package)
    declared: list[str] | None = getattr(module, "__all__", None)
    if declared is not None:
        return sorted(declared)
    shown = (name for name in dir(module) if not name.startswith("_") and name != "annotations")
    return sorted(name for name in shown if not isinstance(getattr(module, name), ModuleType))


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps({package: exported_names(package) for package in PACKAGES}, indent=2) + "\n")
