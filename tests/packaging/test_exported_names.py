"""The public names: each resolves, and the list changes on purpose only."""

from __future__ import annotations

import ast
import importlib
import json
from pathlib import Path

import pytest

from tests.packaging.exported_names import GOLDEN, PACKAGES, exported_names
from tests.packaging.sources import ROOT


@pytest.mark.parametrize("package", PACKAGES)
def test_every_exported_name_resolves(package: str) -> None:
    module = importlib.import_module(package)
    names = exported_names(package)
    assert [name for name in names if getattr(module, name, None) is None] == []
    assert set(names) <= set(dir(module)), "a lazy name is missing in dir(), so nobody can complete it"


@pytest.mark.parametrize("package", PACKAGES)
def test_the_exported_names_are_the_golden_list(package: str) -> None:
    golden: dict[str, list[str]] = json.loads(GOLDEN.read_text())
    assert exported_names(package) == golden[package], "meant so? python -m tests.packaging.exported_names"


@pytest.mark.parametrize("package", PACKAGES)
def test_no_exported_name_is_a_module_of_the_package(package: str) -> None:
    # Importing the module binds its name on the package, over a function of that name: what a user gets would
    # depend on what was imported before.
    folder = ROOT / "src" / Path(*package.split("."))
    tree = ast.parse((folder / "__init__.py").read_text())
    exported = {
        alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert {file.stem for file in folder.glob("*.py")} & exported == set()


def test_an_unknown_name_is_an_attribute_error() -> None:
    porism = importlib.import_module("porism")
    with pytest.raises(AttributeError, match="no_such_name"):
        porism.no_such_name  # noqa: B018
