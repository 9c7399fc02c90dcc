"""The trusted base imports python-flint and the standard library only, and decides without SymPy."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import porism.provers.exact as room
from tests.provers.exact.certificates import claim, derivation, witness

TRUSTED = ("terms", "values", "ratios", "normal_form", "context", "laws", "boxes", "rules", "checker")

PROGRAM = """
import json, sys
before = set(sys.modules)
from porism.provers.exact.checker import Rejected, check
for claim, certificate, status in json.load(sys.stdin):
    try:
        answer = check(claim, certificate).status
    except Rejected:
        answer = "rejected"
    assert answer == status, (claim, answer)
heavy = {"sympy", "mpmath", "jax", "numpy", "torch", "scipy", "porism.symbolic.claim"} & set(sys.modules)
assert not heavy, heavy
"""


def test_a_certificate_is_checked_without_sympy() -> None:
    same = claim("sin(x)**2 + cos(x)**2 == 1").to_json()
    other = claim("sin(x) == cos(x)").to_json()
    rows = [
        (same, derivation(), "proved"),
        (other, witness(x="0"), "refuted"),
        (other, derivation(), "rejected"),
    ]
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=json.dumps(rows), text=True, capture_output=True
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("module", TRUSTED)
def test_a_trusted_module_imports_flint_and_the_standard_library_only(module: str) -> None:
    source = (Path(next(iter(room.__path__))) / f"{module}.py").read_text()
    for node in ast.walk(ast.parse(source)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            head = name.split(".")[0]
            assert (
                head in sys.stdlib_module_names or head == "flint" or name.startswith("porism.provers.exact.")
            ), name
            if name.startswith("porism."):
                assert name.rsplit(".", 1)[1] in TRUSTED


@pytest.mark.parametrize("module", TRUSTED)
def test_a_trusted_module_rests_on_no_assert(module: str) -> None:
    tree = ast.parse((Path(next(iter(room.__path__))) / f"{module}.py").read_text())
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]  # python -O would drop it
