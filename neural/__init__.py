"""Proposers: symbolic regression by algebra, in JAX. What is proposed here is decided in `provers/`.

    scoring/      libraries of subexpressions, all pairs and products of them by matrix products
    regression/   `SymbolicRegressor`: searches, descriptions, exact constants
    calculus/     antiderivatives and solutions of differential equations by fits

Each name loads its module on first use, so that importing this package loads neither JAX nor SymPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from porism.neural.regression.formula import Formula as Formula
    from porism.neural.regression.law import Law as Law
    from porism.neural.regression.pareto import Candidate as Candidate
    from porism.neural.regression.reduction import reductions as reductions
    from porism.neural.regression.regressor import SymbolicRegressor as SymbolicRegressor
    from porism.neural.regression.snapping import ExactConstant as ExactConstant
    from porism.neural.regression.snapping import exact_constants as exact_constants
    from porism.neural.scoring.library import Library as Library

_MODULES = {
    "Candidate": "regression.pareto",
    "ExactConstant": "regression.snapping",
    "Formula": "regression.formula",
    "Law": "regression.law",
    "Library": "scoring.library",
    "SymbolicRegressor": "regression.regressor",
    "exact_constants": "regression.snapping",
    "reductions": "regression.reduction",
}


def __getattr__(name: str) -> Any:  # Any: whatever the name stands for
    if name not in _MODULES:
        raise AttributeError(f"module 'porism.neural' has no attribute {name!r}")
    return getattr(import_module(f"porism.neural.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_MODULES)
