"""Importing Porism is silent and quick, and what is heavy stays on the disk until somebody needs it."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.packaging.sources import ROOT

HEAVY = ("jax", "torch", "lean_dojo", "ray", "z3", "cvc5", "sympy", "networkx", "IPython")


def loaded(statement: str) -> set[str]:
    """The heavy packages in `sys.modules` after a statement in a new interpreter; printing is an error."""
    program = f"{statement}\nimport sys\nprint(*sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, cwd="/"
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == 1, f"{statement} printed {lines[:-1]}"
    return set(lines[0].split())


def test_import_is_silent_and_leaves_the_heavy_packages_out() -> None:
    assert loaded("import porism") == set()


def test_the_checker_needs_neither_sympy_nor_jax() -> None:
    assert loaded("import porism.provers.exact.checker") == set()


def test_the_command_line_starts_light() -> None:
    assert loaded("import porism.cli") == set()


def seconds(statement: str) -> float:
    """Wall-clock time of one statement in a new interpreter."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, cwd="/")
    return time.perf_counter() - start


def test_import_costs_at_most_a_third_more_than_sympy() -> None:
    statements = ("import porism", "import sympy")
    for statement in statements:
        seconds(statement)  # bytecode is written and the files are in memory
    rounds = [
        [seconds(statement) for statement in statements] for _ in range(5)
    ]  # in turn: a busy machine hits both
    porism, sympy = (statistics.median(column) for column in zip(*rounds, strict=True))
    assert porism <= 1.3 * sympy, f"import porism {porism:.3f} s, import sympy {sympy:.3f} s"


def test_root_datasets_does_not_shadow_another_package_of_that_name(tmp_path: Path) -> None:
    # Where a library such as Hugging Face's `datasets` is installed, a regular package wins over our bare folder.
    package = tmp_path / "datasets"
    package.mkdir()
    (package / "__init__.py").write_text("WHO = 'another library'\n")
    program = f"import sys; sys.path.append({str(tmp_path)!r}); import datasets; print(datasets.WHO)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "another library\n", done.stderr
