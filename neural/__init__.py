"""Proposers: symbolic regression by algebra, in JAX. What is proposed here is decided in `provers/`.

Each name loads its module on first use, so that importing this package loads neither JAX nor SymPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from porism.neural.formula import Formula as Formula
    from porism.neural.library import Library as Library
    from porism.neural.pareto import Candidate as Candidate
    from porism.neural.reduction import reductions as reductions
    from porism.neural.regressor import Law as Law
    from porism.neural.regressor import SymbolicRegressor as SymbolicRegressor
    from porism.neural.snapping import ExactConstant as ExactConstant
    from porism.neural.snapping import exact_constants as exact_constants

_MODULES = {
    "Candidate": "pareto",
    "ExactConstant": "snapping",
    "Formula": "formula",
    "Law": "regressor",
    "Library": "library",
    "SymbolicRegressor": "regressor",
    "exact_constants": "snapping",
    "reductions": "reduction",
}


def __getattr__(name: str) -> Any:  # Any: whatever the name stands for
    if name not in _MODULES:
        raise AttributeError(f"module 'porism.neural' has no attribute {name!r}")
    return getattr(import_module(f"porism.neural.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_MODULES)
