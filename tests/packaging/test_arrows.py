"""The arrows between the rooms: who may import whom. No proposer reaches a prover, no mathematics the hall."""

from __future__ import annotations

import ast

import pytest

from tests.packaging.sources import HALL, ROOMS, ROOT, imported_names, module_name, python_files

# The table of the design: room -> what it may import, besides itself.
ARROWS: dict[str, frozenset[str]] = {
    "symbolic": frozenset(),
    "neural": frozenset({"symbolic"}),
    "datasets": frozenset({"symbolic"}),
    "provers": frozenset({"symbolic"}),
    HALL: frozenset(ROOMS),
}


def target_of(name: str) -> str | None:
    """The part of Porism that an imported name belongs to; None for other people's packages."""
    head, _, rest = name.partition(".")
    if head in ("symbolic", "neural", "provers"):
        return f"{head} by its folder, a second copy: write porism.{head}"
    if head != HALL:
        return None
    room = rest.partition(".")[0]
    return room if room in ROOMS else HALL


def forbidden_arrows(part: str, module: str, source: str, is_package: bool = False) -> list[str]:
    """The imports of a module that the table does not have."""
    allowed = {part, *ARROWS[part]}
    arrows = ((line, target_of(name)) for line, name in imported_names(source, module, is_package))
    return [
        f"{module}:{line} imports {target}" for line, target in arrows if target and target not in allowed
    ]


@pytest.mark.parametrize("part", ARROWS)
def test_every_import_is_an_arrow_of_the_table(part: str) -> None:
    files = python_files(part)
    assert files, f"no modules found for {part}"
    found = [
        arrow
        for file in files
        for arrow in forbidden_arrows(
            part, module_name(part, file), file.read_text(), file.name == "__init__.py"
        )
    ]
    assert found == []


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("symbolic", "from porism.provers.verdict import Proved"),
        ("symbolic", "def f():\n    import porism.neural.vm"),
        ("neural", "if TYPE_CHECKING:\n    from porism.provers import verdict"),
        ("neural", "from ..provers.verdict import MINT"),
        ("neural", "importlib.import_module('porism.provers.verdict')"),
        ("provers", "from porism import prove"),
        ("provers", "from porism import neural"),
        ("datasets", "import porism"),
        ("porism", "from symbolic.term import Term"),
    ],
)
def test_a_forbidden_arrow_is_found(part: str, source: str) -> None:
    module = f"porism.{part}.made_up" if part != HALL else "porism.made_up"
    assert len(forbidden_arrows(part, module, source)) == 1


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("provers", "from porism.symbolic.claim import Claim"),
        ("neural", "from .vm import run\nfrom porism.neural import search"),
        ("porism", "from porism.provers import verdict\nimport porism.ledger"),
        ("datasets", "import numpy, csv"),
    ],
)
def test_an_arrow_of_the_table_is_allowed(part: str, source: str) -> None:
    module = f"porism.{part}.made_up" if part != HALL else "porism.made_up"
    assert forbidden_arrows(part, module, source) == []


def test_only_provers_hold_the_key_to_verdicts() -> None:
    outside = [file for part in ARROWS if part != "provers" for file in python_files(part)]
    holders = [
        str(file.relative_to(ROOT))
        for file in outside
        for node in ast.walk(ast.parse(file.read_text()))
        if "MINT" in (getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "name", None))
    ]
    assert holders == []
