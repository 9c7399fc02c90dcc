"""The project's own files, as the packaging tests read them: by path and by syntax tree, without importing them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("symbolic", "neural", "provers", "datasets")
HALL = "porism"


def python_files(part: str) -> list[Path]:
    """The modules of a room, or of the hall without the rooms that are linked into it."""
    folder = ROOT / "src" / "porism" if part == HALL else ROOT / part
    linked = () if part != HALL else tuple(folder / room for room in ROOMS)
    files = [file for file in folder.rglob("*.py") if not any(file.is_relative_to(link) for link in linked)]
    return sorted(file for file in files if "__pycache__" not in file.parts)


def module_name(part: str, file: Path) -> str:
    """The name under which a file is imported: `porism.symbolic.term`."""
    relative = file.relative_to(ROOT / "src" if part == HALL else ROOT).with_suffix("")
    parts = (*(() if part == HALL else (HALL,)), *relative.parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(source: str, module: str, is_package: bool = False) -> Iterator[tuple[int, str]]:
    """Each dotted name that a module imports, at any depth, with its line; `from a import b` gives `a.b`.

    A string that is nothing but a dotted name of Porism counts too: lazy imports and `python -m` are arrows as well.

    >>> sorted(imported_names("from porism.symbolic import term\\nf('porism.neural.vm')", "porism.provers.x"))
    [(1, 'porism.symbolic.term'), (2, 'porism.neural.vm')]
    """
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=target, names=names, level=level):
                if level:
                    kept = package.split(".")[: len(package.split(".")) - level + 1]
                    target = ".".join([*kept, *([target] if target else [])])
                yield from ((node.lineno, f"{target}.{alias.name}") for alias in names)
            case ast.Constant(value=str(text)) if re.fullmatch(r"porism(\.\w+)+", text):
                yield node.lineno, text
