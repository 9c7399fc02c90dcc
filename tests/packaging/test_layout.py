"""What the tree promises: links, names, the size and the imports of the trusted part, soundness without `assert`."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.packaging.sources import HALL, ROOMS, ROOT, imported_names, module_name, python_files

CHECKER = ROOT / "provers" / "exact" / "checker.py"
MODULES = [file for part in (*ROOMS, HALL) for file in python_files(part)]
SETUP_FILES = (
    "pyproject.toml",
    "constraints.txt",
    "Makefile",
    "MANIFEST.in",
    ".ci/run",
    ".ci/tools",
    ".ci/venv",
)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_a_relative_link_in_the_package(room: str) -> None:
    link = ROOT / "src" / "porism" / room
    assert link.is_symlink()
    assert link.readlink() == Path("../..") / room


def test_datasets_is_no_regular_package() -> None:
    # A root datasets/__init__.py would shadow the package `datasets` of other libraries for whoever works here.
    assert not (ROOT / "datasets" / "__init__.py").exists()


def test_the_package_is_typed() -> None:
    assert (ROOT / "src" / "porism" / "py.typed").read_text() == ""


def test_a_module_is_named_for_what_it_is() -> None:
    vague = {"utils", "util", "common", "helpers", "helper", "misc", "base", "core", "manager"}
    named = [
        file.relative_to(ROOT)
        for file in MODULES
        if vague & {file.stem, *file.parent.relative_to(ROOT).parts}
    ]
    assert named == []


def test_the_trusted_base_is_short_and_stands_on_flint_alone() -> None:
    """Decision 003: the checker and the modules it stands on, which import FLINT, the standard library and each other."""
    trusted = sorted(set(CHECKER.parent.glob("*.py")) - {CHECKER.parent / "prover.py"})
    assert len(CHECKER.read_text().splitlines()) <= 300
    for module in trusted:
        source = module.read_text()
        assert len(source.splitlines()) <= 360, module.name
        for _, name in imported_names(source, f"porism.provers.exact.{module.stem}"):
            top = name.partition(".")[0]
            own = name.startswith("porism.provers.exact.") and not name.startswith(
                "porism.provers.exact.prover"
            )
            assert own or top in {"flint", *sys.stdlib_module_names}, f"{module.name} imports {name}"


def test_no_soundness_rests_on_assert() -> None:
    # `python -O` drops every assert; a check in provers/ is `if …: raise`.
    asserts = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in python_files("provers")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Assert)
    ]
    assert asserts == []


def test_no_text_is_evaluated_as_code() -> None:
    banned = {"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "lambdify"}
    calls = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and banned & {getattr(node.func, "id", ""), called_attribute(node.func)}
    ]
    assert calls == []


def called_attribute(function: ast.expr) -> str:
    """`sympify` of `sympy.sympify`; methods of other objects, such as jax.eval_shape or model.eval, are not meant."""
    match function:
        case ast.Attribute(value=ast.Name(id="sympy" | "builtins"), attr=name):
            return name
        case _:
            return ""


def test_nothing_names_a_host_or_a_place_of_one_machine() -> None:
    texts = {name: (ROOT / name).read_text() for name in SETUP_FILES}
    assert [name for name, text in texts.items() if re.search(r"https?://|index-url|find-links", text)] == []
    texts |= {str(file.relative_to(ROOT)): file.read_text() for file in MODULES}
    assert [name for name, text in texts.items() if re.search(r"/(home|root|work|Users)/\w", text)] == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        name
        for group in [project["dependencies"], *project["optional-dependencies"].values()]
        for name in group
    }
    names = {re.split(r"[^\w.-]", text)[0].lower() for text in wanted} - {"porism"}
    lines = [
        line
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    pins = dict(line.lower().split("==") for line in lines)
    assert len(pins) == len(lines), "a package is pinned twice"
    assert names - set(pins) == set()
    assert pins["torch"] == "2.13.0"  # a plain newer torch brings gigabytes of CUDA
    assert pins["mpmath"].startswith("1.3.")


def test_every_import_is_a_declared_dependency() -> None:
    # What is merely installed here, or needed by somebody else, is missing on a fresh machine.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        text
        for group in [project["dependencies"], *project["optional-dependencies"].values()]
        for text in group
    }
    declared = {distribution_name(re.split(r"[^\w.-]", text)[0]) for text in wanted}
    providers = importlib.metadata.packages_distributions()
    undeclared = {
        f"{file.relative_to(ROOT)} imports {top}"
        for part in (*ROOMS, HALL)
        for file in python_files(part)
        for _, name in imported_names(file.read_text(), module_name(part, file), file.name == "__init__.py")
        if (top := name.partition(".")[0]) not in {HALL, *sys.stdlib_module_names}
        and not declared & {distribution_name(name) for name in providers.get(top, [top])}
    }
    assert undeclared == set()


def distribution_name(name: str) -> str:
    """The normal form of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_extra_all_is_the_union_of_the_others() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    listed = re.fullmatch(r"porism\[(.*)\]", extras["all"][0])
    assert listed is not None
    assert set(listed[1].split(",")) == set(extras) - {"all"}
