"""A formula for other programs: vectorised functions of NumPy, JAX and torch, and a function in C.

The functions take one array a variable, in the order of `names`, and return an array of their shape: nan where the formula is
not defined over the reals, as these libraries have it. Gradients and compilation are theirs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final

import numpy as np

from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Apply, Constant, Number, Power, Product, Sum, Term, Variable, variables

MODULES: Final = {"numpy": "numpy", "jax": "jax.numpy", "torch": "torch"}
_FUNCTIONS: Final = {
    "exp": "exp", "log": "log", "sin": "sin", "cos": "cos", "tan": "tan", "asin": "arcsin", "acos": "arccos",
    "atan": "arctan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "asinh": "arcsinh", "acosh": "arccosh",
    "atanh": "arctanh", "abs": "abs",
}  # fmt: skip
_CONSTANTS: Final = {"pi": math.pi, "e": math.e}


def function(term: Term, names: Sequence[str], library: str) -> Callable[..., Any]:
    """The term as a function of arrays of this library (`numpy`, `jax`, `torch`), one a name.

    >>> import numpy as np
    >>> from porism.symbolic.parse import parse_term
    >>> function(parse_term("a/b**2"), ("a", "b"), "numpy")(np.array([1.0, 2.0]), np.array([2.0, 2.0]))
    array([0.25, 0.5 ])
    """
    module = import_module(MODULES[library])
    _require_known(term, names)

    def value(*arrays: Any) -> Any:
        if len(arrays) != len(names):
            raise TypeError(f"{len(arrays)} arrays for {len(names)} variables; expected {', '.join(names)}")
        with np.errstate(all="ignore"):  # outside the domain is nan, without a warning in any library
            return _value(term, dict(zip(names, arrays, strict=True)), module) + 0.0 * arrays[0]

    value.__name__ = "formula"
    value.__doc__ = f"{term} of {', '.join(names)}."
    return value


def c_code(term: Term, names: Sequence[str], called: str = "formula") -> str:
    """A C99 function of doubles.

    >>> from porism.symbolic.parse import parse_term
    >>> print(c_code(parse_term("a*exp(-b)"), ("a", "b")))
    #include <math.h>
    <BLANKLINE>
    double formula(double a, double b) {
        return a*exp(-b);
    }
    """
    import sympy

    from porism.symbolic.sympy_bridge import to_sympy

    _require_known(term, names)
    arguments = ", ".join(f"double {name}" for name in names)
    macros = {sympy.pi: "M_PI", sympy.E: "M_E"}  # not in C99, where they are called something else or nothing
    body = sympy.ccode(to_sympy(term), standard="c99", math_macros=macros)
    named = [(name, v) for name, v in (("M_PI", math.pi), ("M_E", math.e)) if name in body]
    constants = "".join(f"#ifndef {name}\n#define {name} {v!r}\n#endif\n" for name, v in named)
    return f"#include <math.h>\n{constants}\ndouble {called}({arguments}) {{\n    return {body};\n}}"


def _require_known(term: Term, names: Sequence[str]) -> None:
    if missing := sorted(variables(term) - set(names)):
        raise UnsupportedError(f"{term} has the variables {missing}, which are not among {list(names)}")


def _value(term: Term, columns: dict[str, Any], module: Any) -> Any:  # Any: arrays of any of the libraries
    match term:
        case Number(value):
            return float(value)
        case Constant(name) if name in _CONSTANTS:
            return _CONSTANTS[name]
        case Variable(name):
            return columns[name]
        case Sum(parts):
            return sum((_value(p, columns, module) for p in parts[1:]), _value(parts[0], columns, module))
        case Product(parts):
            return math.prod(
                (_value(p, columns, module) for p in parts[1:]), start=_value(parts[0], columns, module)
            )
        case Power(base, Number(exponent)) if exponent.denominator == 1 and not isinstance(
            base, Number | Constant
        ):
            return _value(base, columns, module) ** int(exponent)
        case Power(base, exponent):
            return _value(base, columns, module) ** _value(exponent, columns, module)
        case Apply(name, Number() | Constant() as argument):
            return float(getattr(math, name)(_value(argument, columns, module)))
        case Apply(name, argument) if name in _FUNCTIONS:
            return getattr(module, _FUNCTIONS[name])(_value(argument, columns, module))
        case _:
            raise UnsupportedError(f"no array library computes {term}; expected real elementary functions")
