"""The public names: each resolves, and the list changes on purpose only."""

from __future__ import annotations

import importlib
import json

import pytest

from tests.packaging.exported_names import GOLDEN, PACKAGES, exported_names


@pytest.mark.parametrize("package", PACKAGES)
def test_every_exported_name_resolves(package: str) -> None:
    module = importlib.import_module(package)
    names = exported_names(package)
    assert names
    assert [name for name in names if getattr(module, name, None) is None] == []
    assert set(names) <= set(dir(module)), "a lazy name is missing in dir(), so nobody can complete it"


@pytest.mark.parametrize("package", PACKAGES)
def test_the_exported_names_are_the_golden_list(package: str) -> None:
    golden: dict[str, list[str]] = json.loads(GOLDEN.read_text())
    assert exported_names(package) == golden[package], "meant so? python -m tests.packaging.exported_names"


def test_an_unknown_name_is_an_attribute_error() -> None:
    porism = importlib.import_module("porism")
    with pytest.raises(AttributeError, match="no_such_name"):
        porism.no_such_name  # noqa: B018
