"""A law elsewhere: NumPy, JAX, torch and C give the values that the law has."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from porism.neural.regression.export import function
from porism.neural.regression.formula import Formula, parameter
from porism.neural.regression.law import Law
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import multiply

TEXTS = (
    "a*b**2/(4*pi)",
    "sqrt(a**2 + b**2)",
    "exp(-a)*sin(b) + E**2",
    "a**b",
    "asin(a/4) + acos(b/4) - atan(a*b) + tanh(a)",
    "log(a/b)",
    "1/(a - b)**2",
    "7/3",
)
rng = np.random.default_rng(0)
A, B = rng.uniform(1.0, 3.0, (2, 50))


def law(text: str) -> Law:
    return Law(Formula(parse_term(text)), 1, 0.0, 0.0, ("a", "b"))


def truth(text: str) -> np.ndarray:
    return Formula(parse_term(text)).value({"a": A, "b": B})


@pytest.mark.parametrize("text", TEXTS)
def test_numpy_and_jax_have_the_values(text: str) -> None:
    import jax

    np.testing.assert_allclose(law(text).numpy()(A, B), truth(text), rtol=1e-13)
    with jax.enable_x64(True):
        np.testing.assert_allclose(jax.jit(law(text).jax())(A, B), truth(text), rtol=1e-12)


@pytest.mark.parametrize("text", TEXTS)
def test_torch_has_the_values(text: str) -> None:
    torch = pytest.importorskip("torch")
    found = law(text).torch()(torch.from_numpy(A), torch.from_numpy(B))
    np.testing.assert_allclose(found.numpy(), truth(text), rtol=1e-13)


@pytest.mark.parametrize("text", TEXTS)
def test_c_has_the_values(text: str, tmp_path: Path) -> None:
    if (compiler := shutil.which("cc")) is None:
        pytest.skip("no C compiler")
    (tmp_path / "f.c").write_text(law(text).c_code("f"))
    library = tmp_path / "f.so"
    subprocess.run(
        [compiler, "-std=c99", "-shared", "-fPIC", "-o", library, tmp_path / "f.c", "-lm"], check=True
    )
    compiled = ctypes.CDLL(str(library)).f
    compiled.restype, compiled.argtypes = ctypes.c_double, (ctypes.c_double, ctypes.c_double)
    values = [compiled(float(a), float(b)) for a, b in zip(A, B, strict=True)]
    np.testing.assert_allclose(values, truth(text), rtol=1e-13)


def test_outside_the_domain_is_nan() -> None:
    assert np.isnan(law("log(a)").numpy()(np.array([-1.0]), np.array([1.0]))).all()
    assert np.isnan(law("sqrt(a)").jax()(np.array([-1.0]), np.array([1.0]))).all()


def test_free_constants_are_what_was_measured() -> None:
    free = Law(Formula(multiply(parameter(0), parse_term("a")), (1.25,)), 1, 0.0, 0.0, ("a", "b"))
    assert free.numpy()(np.array([2.0]), np.array([0.0])).tolist() == [2.5]
    assert "return (5.0/4.0)*a;" in free.c_code()


def test_gradients_come_from_jax() -> None:
    import jax

    slope = jax.grad(lambda a: law("a**2*b").jax()(a, 3.0))(2.0)
    assert slope == pytest.approx(12.0)


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(UnsupportedError, match=r"variables \['c'\]"):
        function(parse_term("a*c"), ("a",), "numpy")
    with pytest.raises(TypeError, match="1 arrays for 2 variables; expected a, b"):
        law("a*b").numpy()(A)
