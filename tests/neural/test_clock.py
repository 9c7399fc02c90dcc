"""Time limits: they end the work, keep what was found, and do not wait for a compiler."""

from __future__ import annotations

import time

import jax.numpy as jnp
import numpy as np
import pytest

from porism.neural.clock import Clock, OutOfTime
from porism.neural.compiled import Kernel
from porism.neural.regression.regressor import SymbolicRegressor


def test_a_clock_without_an_end_never_rings() -> None:
    Clock().check()
    Clock.ending_in(60.0).check()
    with pytest.raises(OutOfTime):
        Clock(time.monotonic()).check()


def test_a_kernel_is_compiled_once_a_shape() -> None:
    traced = list[tuple[int, ...]]()

    def summed(a: jnp.ndarray) -> jnp.ndarray:
        traced.append(a.shape)
        return a.sum()

    kernel = Kernel(summed)
    assert [float(kernel(jnp.ones(n))) for n in (2, 3, 2)] == [2.0, 3.0, 2.0]
    assert traced == [(2,), (3,)]


def test_the_wait_for_the_compiler_can_be_ended() -> None:
    def slow(a: jnp.ndarray) -> jnp.ndarray:
        time.sleep(0.3)  # while it is traced
        return a + 1

    kernel = Kernel(slow)
    with pytest.raises(OutOfTime):
        kernel(jnp.ones(2), pause=Clock.ending_in(0.02).check)
    assert kernel(jnp.ones(2)).tolist() == [2.0, 2.0]  # what was begun is finished


def test_a_kernels_error_is_told() -> None:
    def wrong(a: jnp.ndarray) -> jnp.ndarray:
        raise TypeError("no such thing")

    with pytest.raises(TypeError, match="no such thing"):
        Kernel(wrong)(jnp.ones(2))


def test_a_search_that_is_cut_short_keeps_what_it_found() -> None:
    rng = np.random.default_rng(0)
    X = rng.uniform(1.0, 3.0, (300, 4))
    found = SymbolicRegressor(max_time_s=1.0).fit(X, rng.normal(size=300))
    assert not found.is_complete_
    assert len(found.pareto_front_) > 0
    assert np.all(np.isfinite(found.predict(X)))
