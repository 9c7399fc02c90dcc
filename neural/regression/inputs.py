"""Tables as users have them, read into named float64 columns; what cannot be used is an error that names the column.

    X     arrays, lists, pandas and polars frames: numbers and truth values; a column each
    y     one target, or one column a target
    w     how often a row counts: weight 2 is the row twice, weight 0 is no row

Equal rows are merged, their weights added, and rows are put into the order of their values, so that a fit depends on what the
rows are and not on how they lie. Columns that are constant stay: they cannot occur in a formula, and cost little.
"""

from __future__ import annotations

import keyword
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float

from porism.symbolic.errors import PorismError
from porism.symbolic.parse import CONSTANT_NAMES

_MISSING = "leave those rows out, or fill them (sklearn.impute)"
_CATEGORIES = "encode categories as columns of 0 and 1 (pandas.get_dummies), or leave the column out"


class DataError(PorismError, ValueError):
    """The data cannot be used as they are; the message names the column and what to do."""


class DataTypeError(DataError, TypeError):
    """A column holds something else than numbers."""


@dataclass(frozen=True)
class Rows:
    """Distinct rows in the order of their values, with how often each counts."""

    columns: dict[str, Float[np.ndarray, " n"]]
    y: Float[np.ndarray, " n"]
    weights: Float[np.ndarray, " n"]


def distinct(
    columns: dict[str, Float[np.ndarray, " m"]], y: Float[np.ndarray, " m"], weights: Float[np.ndarray, " m"]
) -> Rows:
    """The rows that count, merged where they are equal.

    >>> rows = distinct({"x": np.array([2.0, 1.0, 2.0])}, np.array([4.0, 1.0, 4.0]), np.ones(3))
    >>> rows.columns["x"], rows.y, rows.weights
    (array([1., 2.]), array([1., 4.]), array([1., 2.]))
    """
    kept = weights > 0
    table = np.stack([*(c[kept] for c in columns.values()), y[kept]], axis=1)
    found, place = np.unique(table, axis=0, return_inverse=True)
    counts = np.bincount(place.ravel(), weights[kept], len(found))
    parts = [np.ascontiguousarray(part) for part in found.T]
    return Rows(dict(zip(columns, parts[:-1], strict=True)), parts[-1], counts)


def read_columns(X: Any, names: Sequence[str] | None = None) -> dict[str, Float[np.ndarray, " n"]]:
    """The columns of a table by name, x0, x1, … where it has none.

    >>> read_columns([[1, 2.5], [3, True]])
    {'x0': array([1., 3.]), 'x1': array([2.5, 1. ])}
    """
    own, parts = read_table(X)
    names = own if names is None else list(names)
    if len(names) != len(parts) or len(set(names)) != len(names):
        raise DataError(f"{len(names)} names {names} for {len(parts)} columns; give each column its own")
    for name in names:
        _require_variable(name)
    return dict(zip(names, parts, strict=True))


def read_table(X: Any) -> tuple[list[str], list[Float[np.ndarray, " n"]]]:
    """The names of the columns and their values; names that are no texts are passed over, as scikit-learn does."""
    if hasattr(X, "toarray"):
        raise DataTypeError("X is a sparse matrix; expected dense columns (X.toarray())")
    if hasattr(X, "columns") and hasattr(X, "__getitem__"):
        given, count = list(X.columns), len(X)
        columns = [np.asarray(X[name]) for name in given]
        is_named = all(isinstance(name, str) for name in given)
    else:
        table = np.asarray(X)
        if table.ndim != 2:
            raise DataError(
                f"X has shape {table.shape}; expected rows × columns. Reshape your data: X.reshape(-1, 1) "
                "for one column, X.reshape(1, -1) for one row"
            )
        count, is_named, columns = len(table), False, list(table.T)
        given = [None] * len(columns)
    names = [name if is_named else f"x{k}" for k, name in enumerate(given)]
    if not columns:
        raise DataError(f"X has 0 feature(s) (shape=({count}, 0)) while a minimum of 1 is required.")
    if not count:
        raise DataError(
            f"X has 0 sample(s) (shape=(0, {len(columns)})) while a minimum of 1 is required: there are no rows"
        )
    return names, [_numbers(c, f"column {name!r}") for c, name in zip(columns, names, strict=True)]


def read_targets(y: Any, rows: int) -> Float[np.ndarray, "n k"]:
    """The targets, one a column."""
    if y is None:
        raise DataError("requires y to be passed, but the target y is None; fit(X, y) takes one value a row")
    if hasattr(y, "toarray"):
        raise DataTypeError("y is a sparse matrix; expected dense values (y.toarray())")
    values = np.asarray(y)
    if values.ndim not in (1, 2) or len(values) != rows or (values.ndim == 2 and not values.shape[1]):
        raise DataError(f"y has shape {values.shape}; expected ({rows},), one value a row of X")
    columns = values.reshape(rows, -1).T
    names = ["y"] if values.ndim == 1 else [f"y[:, {k}]" for k in range(len(columns))]
    return np.stack([_numbers(c, name) for c, name in zip(columns, names, strict=True)], axis=1)


def read_weights(sample_weight: Any, rows: int) -> Float[np.ndarray, " n"]:
    """How often each row counts; once where nothing is said."""
    if sample_weight is None:
        return np.ones(rows)
    weights = _numbers(np.asarray(sample_weight), "sample_weight")
    if weights.shape != (rows,):
        raise DataError(f"sample_weight has shape {weights.shape}; expected ({rows},), one weight a row of X")
    if np.any(weights < 0):
        row = int(np.flatnonzero(weights < 0)[0])
        raise DataError(f"sample_weight is {weights[row]:g} in row {row}; expected weights of 0 or more")
    if not np.any(weights):
        raise DataError("every sample_weight is zero, so that no row counts; expected some above 0")
    return weights


def _numbers(values: np.ndarray, what: str) -> Float[np.ndarray, "..."]:
    if np.iscomplexobj(values):
        raise DataTypeError(
            f"Complex data not supported: {what} holds complex numbers; give two real columns"
        )
    if values.dtype.kind not in "biuf":
        wrong = [v for v in values.ravel().tolist() if not isinstance(v, (int, float, np.number, type(None)))]
        if wrong or values.dtype.kind != "O":
            kind = f"{type(wrong[0]).__name__} {str(wrong[0])[:40]!r}" if wrong else str(values.dtype)
            raise DataTypeError(
                f"{what} holds {kind}; expected numbers, each argument must be a string or a number that reads as one: "
                f"{_CATEGORIES}"
            )
    numbers = values.astype(np.float64)
    if not np.all(np.isfinite(numbers)):
        first = int(np.flatnonzero(~np.isfinite(numbers.ravel()))[0])
        holds = (
            "NaN"
            if np.isnan(numbers.ravel()[first])
            else "infinity or a value too large for dtype('float64')"
        )
        raise DataError(f"Input {what} contains {holds}, first in row {first}; {_MISSING}")
    return numbers


def _require_variable(name: str) -> None:
    if not (name.isidentifier() and name.isascii() and not name.startswith("_")) or keyword.iskeyword(name):
        raise DataError(
            f"column name {name!r} is no identifier of letters and digits; rename the column, or give names=[…] to fit"
        )
    if name in CONSTANT_NAMES:
        raise DataError(f"column name {name!r} is a constant of the claim language; rename the column")
