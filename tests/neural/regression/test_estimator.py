"""The regressor as scikit-learn's users know estimators: its checks, frames, weights, several targets, what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from porism.neural.regression.inputs import DataError, distinct, read_columns
from porism.neural.regression.progress import Progress
from porism.neural.regression.regressor import SymbolicRegressor

SHORT = SymbolicRegressor(max_time_s=60.0, max_evaluations=2e5)
rng = np.random.default_rng(5)
X = rng.uniform(1.0, 3.0, (120, 2))
Y = X[:, 0] * X[:, 1] ** 2 / 2


@parametrize_with_checks([SHORT])  # type: ignore[untyped-decorator]  # scikit-learn has no types
@pytest.mark.filterwarnings("default")  # scikit-learn's own, of skipped checks
def test_scikit_learns_checks(estimator: Any, check: Any) -> None:
    check(estimator)


def test_frames_give_their_names() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"mass": X[:, 0], "speed": X[:, 1]})
    found = clone(SHORT).fit(frame, pandas.Series(Y))
    assert str(found.best) == "mass*speed**2/2"
    assert list(found.feature_names_in_) == ["mass", "speed"]
    np.testing.assert_allclose(found.predict(frame), Y)
    with pytest.raises(ValueError, match="feature names"):
        found.predict(frame.rename(columns={"mass": "m"}))


def test_polars_frames_give_their_names() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"mass": X[:, 0], "speed": X[:, 1]})
    found = clone(SHORT).fit(frame, polars.Series(Y))
    assert str(found.best) == "mass*speed**2/2"
    np.testing.assert_allclose(found.predict(frame), Y)


def test_a_frame_may_be_given_other_names() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"the mass": X[:, 0], "the speed": X[:, 1]})
    with pytest.raises(DataError, match=r"column name 'the mass' is no identifier .*give names="):
        clone(SHORT).fit(frame, Y)
    found = clone(SHORT).fit(frame, Y, names=("m", "v"))
    assert str(found.best) == "m*v**2/2"
    np.testing.assert_allclose(found.predict(frame), Y)


def test_weights_say_what_counts() -> None:
    wrong = Y.copy()
    wrong[::3] += 5.0
    weights = np.where(np.arange(len(Y)) % 3 == 0, 0.0, 2.0)
    assert str(clone(SHORT).fit(X, wrong, sample_weight=weights).best) == "x0*x1**2/2"
    weights[::3] = 1e-9  # what is left of wrong rows changes no constant
    found = clone(SHORT).fit(X, wrong, sample_weight=weights)
    np.testing.assert_allclose(found.predict(X), Y, rtol=1e-6)


def test_the_order_of_rows_does_not_matter() -> None:
    order = rng.permutation(len(Y))
    noisy = Y + 0.05 * np.sin(37 * X[:, 0])
    first, second = clone(SHORT).fit(X, noisy), clone(SHORT).fit(X[order], noisy[order])
    assert [str(law) for law in first.pareto_front_] == [str(law) for law in second.pareto_front_]


def test_equal_rows_are_one_with_their_weights_added() -> None:
    noisy = Y + 0.05 * np.sin(37 * X[:, 0])
    twice = clone(SHORT).fit(np.repeat(X, 2, axis=0), np.repeat(noisy, 2))
    weighted = clone(SHORT).fit(X, noisy, sample_weight=np.full(len(Y), 2.0))
    assert [(str(a), a.bits) for a in twice.pareto_front_] == [
        (str(a), a.bits) for a in weighted.pareto_front_
    ]
    rows = distinct({"x": np.array([1.0, 1.0, 2.0])}, np.array([3.0, 3.0, 3.0]), np.array([1.0, 0.5, 0.0]))
    assert rows.weights.tolist() == [1.5]


def test_several_targets_have_a_law_each() -> None:
    both = np.stack([Y, X[:, 0] / X[:, 1]], axis=1)
    found = clone(SHORT).fit(X, both)
    assert [str(law) for law in found.best_] == ["x0*x1**2/2", "x0/x1"]
    np.testing.assert_allclose(found.predict(X), both)
    assert found.score(X, both) == pytest.approx(1.0)
    with pytest.raises(DataError, match="there are 2 targets, and a law for each"):
        found.sympy()


def test_it_works_with_scikit_learns_tools() -> None:
    assert np.all(cross_val_score(clone(SHORT), X, Y, cv=3) > 0.999)
    assert make_pipeline(StandardScaler(), clone(SHORT)).fit(X, Y).score(X, Y) > 0.9
    searched = GridSearchCV(clone(SHORT), {"random_state": [1, 2]}, cv=2).fit(X, Y)
    assert str(searched.best_estimator_.best) == "x0*x1**2/2"


def test_a_limit_of_evaluations_ends_the_search_in_the_same_place() -> None:
    noise = rng.normal(size=len(Y))
    first, second = clone(SHORT).fit(X, noise), clone(SHORT).fit(X, noise)
    assert not first.is_complete_
    assert 0 < first.evaluations_ == second.evaluations_
    assert [name for name, _ in first.stages_] == [name for name, _ in second.stages_]
    np.testing.assert_array_equal(first.predict(X), second.predict(X))


BAD: dict[str, tuple[Any, Any, dict[str, Any], str]] = {
    "one dimension": ([1.0, 2.0], [1.0, 2.0], {}, "Reshape your data"),
    "too few targets": ([[1.0], [2.0]], [1.0], {}, r"y has shape \(1,\); expected \(2,\)"),
    "no rows": (np.empty((0, 2)), [], {}, "there are no rows"),
    "no columns": (np.empty((3, 0)), [1, 2, 3], {}, r"0 feature\(s\)"),
    "infinity": ([[1.0, np.inf], [2.0, 1.0]], [1.0, 2.0], {}, "column 'x1' contains infinity .* first in row 0"),
    "NaN in y": ([[1.0], [2.0]], [1.0, np.nan], {}, "Input y contains NaN, first in row 1; leave those rows out"),
    "text": ([[1.0, "Oslo"], [2.0, "Rome"]], [1.0, 2.0], {}, "column 'x0' holds str"),
    "complex": ([[1.0 + 1j], [2.0]], [1.0, 2.0], {}, "give two real columns"),
    "names": ([[1.0], [2.0]], [1.0, 2.0], {"names": ["a", "b"]}, "2 names"),
    "a keyword": ([[1.0], [2.0]], [1.0, 2.0], {"names": ["lambda"]}, "'lambda' is no identifier"),
    "a constant": ([[1.0], [2.0]], [1.0, 2.0], {"names": ["pi"]}, "'pi' is a constant"),
    "weights": ([[1.0], [2.0]], [1.0, 2.0], {"sample_weight": [1.0, -1.0]}, "sample_weight is -1 in row 1"),
    "no weight": ([[1.0], [2.0]], [1.0, 2.0], {"sample_weight": [0, 0]}, "every sample_weight is zero"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_is_named_with_the_cure(name: str) -> None:
    table, target, keywords, message = BAD[name]
    with pytest.raises(DataError, match=message):
        SymbolicRegressor().fit(table, target, **keywords)


def test_a_column_of_categories_is_named() -> None:
    pandas = pytest.importorskip("pandas")
    for values in (["Oslo", "Rome"], pandas.Categorical(["Oslo", "Rome"])):
        with pytest.raises(DataError, match=r"column 'city' holds str 'Oslo'.*get_dummies"):
            SymbolicRegressor().fit(pandas.DataFrame({"t": [1.0, 2.0], "city": values}), [1.0, 2.0])
    with pytest.raises(DataError, match=r"column 'day' holds datetime"):
        SymbolicRegressor().fit(
            pandas.DataFrame({"day": pandas.to_datetime(["2026-01-01", "2026-01-02"])}), [1.0, 2.0]
        )


def test_settings_are_checked_when_they_are_used() -> None:
    with pytest.raises(DataError, match="max_time_s is 0; expected a number of seconds above 0"):
        SymbolicRegressor(max_time_s=0).fit(X, Y)
    with pytest.raises(DataError, match="max_evaluations is -1"):
        SymbolicRegressor(max_evaluations=-1).fit(X, Y)


def test_few_rows_and_constant_columns_are_searched() -> None:
    assert str(clone(SHORT).fit([[2.0]], [3.0]).best) == "3"
    table = np.column_stack([X, np.full(len(Y), 7.0)])
    assert str(clone(SHORT).fit(table, Y).best) == "x0*x1**2/2"
    wide = rng.uniform(1, 2, (6, 9))
    assert np.all(np.isfinite(clone(SHORT).fit(wide, wide[:, 4]).predict(wide)))


def test_truth_values_and_small_integers_are_numbers() -> None:
    assert read_columns(np.array([[True], [False]]))["x0"].tolist() == [1.0, 0.0]
    assert read_columns(np.array([[3]], dtype=np.int8))["x0"].dtype == np.float64


def test_callbacks_see_the_front_and_may_end_the_search() -> None:
    seen = list[Progress]()

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return len(seen) == 3

    noise = rng.normal(size=len(Y))
    found = SymbolicRegressor(max_time_s=60.0, callbacks=[watch]).fit(X, noise)
    assert [p.stage for p in seen] == [name for name, _ in found.stages_]
    assert len(seen) == 3
    assert not found.is_complete_
    assert [str(law) for law in seen[-1].front] == [str(law) for law in found.pareto_front_]
    assert seen[0].evaluations < seen[-1].evaluations == found.evaluations_
    with pytest.raises(DataError, match="callbacks is .* expected functions"):
        SymbolicRegressor(callbacks=[3]).fit(X, Y)


def test_the_front_is_shown_while_it_is_searched_for(capsys: pytest.CaptureFixture[str]) -> None:
    clone(SHORT).set_params(verbose=True).fit(X, Y)
    assert "x0*x1**2/2" in capsys.readouterr().err
