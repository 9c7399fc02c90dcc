"""False statements near the genuine ones: each genuine statement with one thing about it made wrong.

`NEAR[name]` lists edits of the statement of that name in `genuine.json`; besides, `near` makes those that are false for
every statement of a kind: a family, a point or an interval left out, an end of an interval opened or closed, and so on.
An edit is a list of (path, plain value); a path such as `families.0.value` walks through the statement's plain form.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from porism.symbolic.claim import Relation
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.term import to_json

Edit: TypeAlias = list[tuple[str, Any]]
GONE: Final = object()


def t(path: str, text: str) -> Edit:
    """A term in the place of another; `oo`, `-oo` and `none` are themselves."""
    return [(path, text if text in ("oo", "-oo", "none") else to_json(parse_term(text)))]


def v(path: str, value: Any) -> Edit:
    """A plain value in the place of another."""
    return [(path, value)]


def r(path: str, text: str) -> Edit:
    """A relation in the place of another."""
    return [(path, Relation.parse(text).to_json())]


def d(path: str, text: str) -> Edit:
    """A domain in the place of another."""
    return [(path, parse_domain(text).to_json())]


def ts(path: str, *texts: str) -> list[Edit]:
    """Several terms in the place of one, each an edit."""
    return [t(path, text) for text in texts]


def edited(statement: Any, edit: Edit) -> Any:
    """The plain statement with an edit made."""
    changed = copy.deepcopy(statement)
    for path, value in edit:
        *way, last = [int(step) if step.lstrip("-").isdigit() else step for step in path.split(".")]
        part = changed
        for step in way:
            part = part[step]
        if value is GONE:
            del part[last]
        else:
            part[last] = value
    return changed


INFINITE = ["oo", "-oo"]
X, Y = "scope.variables.x", "scope.variables.y"
NEAR: dict[str, list[Edit]] = {
    "x*exp(x)": [
        *ts("value", "exp(x)*(x + 1)", "exp(x)*(x - 1) + x", "x*exp(x)", "x**2*exp(x)/2", "exp(x)*(x - 1)*2"),
        *ts("integrand", "x*exp(-x)", "(x - 1)*exp(x)", "x*exp(x) + 1", "abs(x)*exp(x)"),
    ],
    "1/(x**2 + a**2)": [
        *ts("value", "atan(x/a)", "a*atan(x/a)", "atan(x*a)/a", "log(x**2 + a**2)", "atan(x/a)/abs(a)"),
        t("integrand", "1/(x**2 + a)"), t("integrand", "1/(x**2 - a**2)"), v("variable", "a"),
    ],
    "log": [*ts("value", "x*log(x)", "log(x)**2/2", "x*log(x) - x + log(x)"), t("integrand", "log(abs(x))")],
    "d sqrt(x**2 + 1)": [
        *ts("value", "2*x/sqrt(x**2 + 1)", "1/sqrt(x**2 + 1)", "-x/sqrt(x**2 + 1)", "x*sqrt(x**2 + 1)"),
        t("expression", "sqrt(x**2 - 1)"), t("expression", "sqrt(x + 1)"), v("orders", ["x", "x"]),
    ],
    "d2 sin(a*x)": [
        *ts("value", "a**2*sin(a*x)", "-a*sin(a*x)", "-a**2*cos(a*x)", "0"), v("orders", ["x"]),
        v("orders", ["x", "a"]), v("orders", ["x", "x", "x", "x"]),
    ],
    "int x**2": [
        *ts("value", "1/2", "0", "-1/3", "oo", "-oo", "none"), t("high", "2"), t("low", "-1"),
        t("high", "oo"), *ts("integrand", "x**3", "x", "1/x**2", "x**2 + 1/x"),
    ],
    "int gauss": [
        *ts("value", "pi", "sqrt(pi)/2", "-sqrt(pi)", "0", "oo"), t("low", "0"), t("high", "1"),
        *ts("integrand", "exp(-2*x**2)", "exp(x**2)", "exp(-x)"),
    ],
    "int 1/(2 + cos)": [
        *ts("value", "0", "pi/sqrt(3)", "4*pi/sqrt(3)"), t("high", "pi"), t("high", "4*pi"),
        t("integrand", "1/(1 + cos(x))"), t("integrand", "1/(3 + sin(2*x))"),
    ],
    "int 1/x": [
        *ts("value", "-oo", "0", "1"), t("integrand", "-1/x"), t("integrand", "1/sqrt(x)"), t("low", "1/2"),
        t("low", "-1"),
    ],
    "int 1/x across": [
        *ts("value", "0", "oo", "-oo"), t("integrand", "x"), t("low", "1/2"), t("integrand", "1"),
    ],
    "int log": [
        *ts("value", "1", "0", "oo", "-oo", "none"), t("high", "2"), t("low", "1/2"),
        t("integrand", "2*log(x)"),
    ],
    "int abs": [
        *ts("value", "3/2", "0", "-5/2", "9/2"), t("high", "4"), t("low", "-1"), t("integrand", "x - 1"),
    ],
    "int log(1 + tan)": [
        *ts("value", "pi*log(2)/4", "0", "-pi*log(2)/8"), t("high", "pi/3"), t("high", "pi"),
        t("integrand", "log(1 - tan(x))"),
    ],
    "reflected": [
        *ts("value", "pi*log(2)/4", "pi*log(2)", "log(2)"), t("high", "pi/3"), t("low", "-pi/4"),
        t("integrand", "log(1 + x)"), t("integrand", "log(2)"),
    ],
    "lim sin(x)/x": [
        *ts("value", "0", "-1", "oo", "2"), t("point", "pi"), [*t("point", "oo"), *v("side", "-")],
        *ts("expression", "sin(2*x)/x", "cos(x)/x", "abs(sin(x))/x", "sin(x)/x + 1"),
    ],
    "lim (1 + a/x)**x": [
        *ts("value", "exp(-a)", "1", "exp(a) + 1", "exp(2*a)", "oo"), t("expression", "(1 + a/x)**(2*x)"),
        [*t("point", "0"), *v("side", "+")], t("expression", "(1 - a/x)**x"),
    ],
    "lim x*log(x)": [
        *ts("value", "1", "oo", "-oo"), t("expression", "log(x)"), t("expression", "x*log(x) + 1"),
        t("point", "2"), [*t("point", "oo"), *v("side", "-")],
    ],
    "lim x*sin(1/x)": [
        *ts("value", "1", "oo"), t("expression", "sin(1/x)"), [*t("point", "oo"), *v("side", "-")],
        t("expression", "cos(x)*sin(1/x)"), t("point", "1"),
    ],
    "lim 1/x**2": [
        *ts("value", "-oo", "0", "1"), t("expression", "1/x"), t("expression", "1/x**3"), t("point", "1"),
        t("expression", "-1/x**2"), t("expression", "sin(1/x)/x**2"),
    ],
    "lim sqrt": [
        *ts("value", "0", "1", "oo", "-1/2"), t("expression", "sqrt(x**2 + 2*x) - x"),
        [*t("point", "-oo"), *v("side", "+")],
    ],
    "no lim sin(1/x)": [
        *ts("expression", "x*sin(1/x)", "sin(x)", "1/x**2", "1"), t("point", "1"),
        [*t("point", "oo"), *v("side", "-")],
    ],
    "no lim abs(x)/x #3": [
        v("side", "+"), v("side", "-"), t("expression", "abs(x)"), t("point", "1"),
        t("expression", "abs(x)/x*x"),
    ],
    "no lim abs(x)/x": [*ts("value", "-1", "0"), v("side", "-"), v("side", "+-")],
    "no lim x*cos(x)": [
        *ts("expression", "cos(x)/x", "x", "x*cos(x)**2/x**2", "-x"), [*t("point", "0"), *v("side", "+-")],
    ],
    "series sin": [
        *ts("terms.1.0", "1/6", "-1/7", "0"), v("terms.1", GONE), v("terms.0", GONE), v("order", ["8", 0]),
        v("order", None), t("point", "pi"), *ts("expression", "cos(x)", "sin(2*x)", "sinh(x)"),
        v("terms.1.1", "2"), v("terms.1.2", 1), v("terms.2.1", "4"),
    ],
    "series exp(x)/x": [
        v("terms.0", GONE), v("order", ["4", 0]), t("expression", "exp(-x)/x"), v("terms.1.1", "-2"),
        v("order", None), t("expression", "exp(x)"), t("terms.2.0", "1/3"),
    ],
    "series x**x": [
        v("order", ["3", 2]), v("terms.1", GONE), v("terms.1.2", 0), t("expression", "x**(-x)"),
        v("order", None), t("terms.2.0", "1"),
    ],
    "series log": [
        v("terms.1", GONE), t("terms.0.0", "-1"), v("order", ["4", 0]), t("expression", "log(2 + x)"),
        t("expression", "log(1 - x)"), v("order", None),
    ],
    "x**2 == 2": [
        *ts("family.value", "1", "-2", "sqrt(3)", "2"), d(X, "integer"), d(X, "(2, oo)"), d(X, "[0, 1]"),
        t("left", "x**2 - 3"), t("right", "1"),
    ],
    "x**2 == 2 #2": [d(X, "positive"), d(X, "nonnegative"), d(X, "natural"), t("family.value", "I*sqrt(2)")],
    "x**4": [*ts("family.value", "3", "0", "I"), t("left", "x**4 - 5*x**2 + 5"), d(X, "[-1, 1]")],
    "x**5": [
        t("left", "x**5 - x - 2"), d(X, "integer"), r("family.conditions.0", "n**5 - n == 0"),
        t("family.value", "n + 1"), d("family.bound.0.1", "(2, 3)"), v("family.conditions", []),
        r("family.conditions.0", "n**5 - n - 1 != 0"), d(X, "[2, oo)"),
    ],
    "sin(x) == 1/2": [
        *ts("family.value", "2*n*pi + pi/3", "pi*n + pi/6", "n*pi/2 + pi/6", "2*n + pi/6"), d(X, "[0, 10]"),
        t("left", "cos(x)"), t("right", "-1/2"), d("family.bound.0.1", "real"),
    ],
    "tan(x) == 1": [
        *ts("family.value", "n*pi/2 + pi/4", "pi*n", "pi*n - pi/4"), d("family.bound.0.1", "real"),
        d(X, "positive"), t("left", "1/tan(2*x)"),
    ],
    "cos(x) == x": [
        t("left", "sin(x) + 1"), d("family.bound.0.1", "(0, 1/2)"), t("right", "x/2"), d(X, "[2, 3]"),
        v("family.exactly_one", False), d(X, "integer"), d("family.bound.0.1", "(3, 4)"),
    ],
    "cos(x) == x #2": [t("right", "x/20"), d("families.0.bound.0.1", "(0, 1/2)"), t("left", "3*cos(3*x)")],
    "exp(x) == 3": [
        *ts("family.value", "3", "log(2)", "-log(3)"), t("right", "-3"), d(X, "integer"), d(X, "(2, oo)"),
    ],
    "exp(x) == 3 #2": [
        d(X, "complex"), t("left", "exp(x**2)"), t("left", "exp(2*x)"), t("families.0.value", "3"),
    ],
    "x*exp(x) == 2": [*ts("family.value", "LambertW(1)", "log(2)", "LambertW(2) + 1"), t("right", "-2")],
    "x*exp(x) == 2 #2": [t("right", "-1/10"), t("right", "1"), t("left", "x**2*exp(x)"), d(X, "complex")],
    "sqrt(x + 1) == x - 1": [*ts("family.value", "0", "-1", "2"), t("left", "-sqrt(x + 1)"), d(X, "[0, 2]")],
    "sqrt(x + 1) == x - 1 #2": [
        t("right", "x - 5"), t("families.0.value", "0"), [*t("left", "(x + 1)"), *t("right", "(x - 1)**2")],
    ],
    "abs(x - 1) == 2": [*ts("family.value", "1", "0", "2 + I"), d(X, "positive"), t("right", "-2")],
    "abs(x - 1) == 2 #3": [d(X, "complex"), t("left", "abs(x - 1)**2"), t("right", "3")],
    "a*x**2 == c": [
        *ts("family.value", "a/c", "c", "-c/a", "c/a + 1"), t("left", "a*x**2"),
        d("scope.variables.c", "complex"),
    ],
    "a*x**2 == c #2": [
        v("provisos", []), t("families.0.value", "a/c"), r("provisos.0", "c != 0"), t("left", "a*x**2"),
    ],
    "x**3 == 1": [*ts("family.value", "-1", "0"), t("right", "2")],
    "x**3 == 1 #2": [d(X, "complex"), t("left", "x**4"), t("right", "-1"), t("families.0.value", "2")],
    "sin(x) == 0 within": [*ts("family.value", "1", "-pi", "3*pi", "pi/2"), d(X, "(0, 7]")],
    "sin(x) == 0 within #4": [
        d(X, "[0, 10]"), d(X, "real"), d(X, "[-4, 7]"), t("left", "sin(2*x)"), t("right", "1/2"),
    ],
    "exp(x) == x": [
        d(X, "complex"), t("left", "exp(x)/3"), t("right", "2*x + 1"), t("right", "-x"), t("left", "exp(-x)"),
    ],
    "exp(x) == I": [d(X, "complex"), t("right", "2"), t("left", "exp(x)*I")],
    "x == I": [d(X, "complex"), t("right", "2"), t("left", "x*I")],
    "x/x == 1": [v("family.conditions", []), r("family.conditions.0", "t != 1"), t("right", "2")],
    "x/x == 1 #2": [
        r("families.0.conditions.0", "0 < t"), d("families.0.bound.0.1", "integer"),
        r("families.0.conditions.0", "t == 1"), d(X, "complex"),
    ],
    "undefined": [
        r("families.0.conditions.0", "0 < t"), r("families.0.conditions.0", "t != 1"), d(X, "complex"),
        d("families.0.bound.0.1", "positive"),
    ],
    "x**2 == 2 positive": [*ts("family.value", "-sqrt(2)", "2"), d(X, "[2, oo)")],
    "x**2 == 2 positive #2": [d(X, "real"), d(X, "complex"), t("left", "x**4 - x**2"), t("right", "3")],
    "abs(x) == x": [t("family.value", "-1"), d(X, "positive")],
    "abs(x) == x #2": [
        v("family.conditions", []), r("family.conditions.0", "t < 0"), r("family.conditions.0", "t != 0"),
        d("family.bound.0.1", "complex"), t("family.value", "t - 1"), t("left", "-abs(x)"),
    ],
    "abs(x) == x #3": [
        r("families.1.conditions.0", "1 < t"), d("families.1.bound.0.1", "integer"),
        t("left", "sqrt(x**4)/x"),
    ],
    "x**x == 1": [*ts("family.value", "2", "-2", "1/2"), t("left", "x**(x - 1)")],
    "x**x == 1 #3": [t("left", "x**(x**2 - 2*x)"), t("right", "4"), t("left", "x**(2*x - 4)")],
    "strict": [
        d(X, "real"), d(X, "nonnegative"), d(X, "(-oo, 1)"), t("left", "exp(x) - 1/2"), t("right", "2*x + 1"),
        d(X, "complex"),
    ],
    "strict from above": [d(X, "real"), d(X, "(-oo, 0]"), d(X, "(-oo, 1)"), t("right", "x/2 + 1")],
    "imaginary": [d(X, "complex"), t("left", "x + 1"), t("left", "x*I"), t("right", "I + 2")],
    "residues": [
        t("families.1.value", "2*n1 + 2"), t("families.0.value", "4*n1"),
        d("families.0.bound.0.1", "natural"), d(X, "real"),
    ],
    "log(x) == log(3 - x)": [*ts("family.value", "1", "3", "-1"), t("right", "log(4 - x)")],
    "log(x) == log(3 - x) #2": [
        t("right", "log(3 - 2*x)"), t("left", "log(x)**2"), t("families.0.value", "1"),
        t("right", "log(4/x)"),
    ],
    "system linear": [
        t("families.0.0.1", "y - 1"), t("families.0.0.1", "1 - 2*y"), v("families.0", []),
        r("relations.1", "2*x + 2*y == 3"), r("relations.1", "2*x + y == 2"),
        t("families.0.0.1", "1 - y + 1/y"),
    ],
    "system 2": [
        v("provisos", []), t("families.0.0.1", "c/(a + 1)"), t("families.0.1.1", "a"),
        r("relations.0", "a*x + y == 2"), r("provisos.0", "a != 0"), r("relations.1", "x - y != c"),
    ],
    "system complete": [
        t("families.0.0.1", "a/c"), v("families.1", [["a", ["num", "0"]]]), r("relations.0", "a*x**2 == c"),
        v("families.1", [["c", ["num", "0"]]]), r("relations.0", "x == c"),
    ],
    "x*y == 0": [
        v("families.0.0", GONE), v("families.0.1", GONE), t("families.1.0.1", "1"),
        r("relations.1", "a*y == 0"), r("relations.1", "x*a == 1"),
    ],
    "sum of squares": [
        v("provisos", []), d(X, "complex"), d(Y, "complex"), r("relations.0", "x**2 - y**2 == 0"),
        r("relations.0", "x**2 + y**2 == 1"), r("provisos.0", "c != 1"),
    ],
    "no sum of squares": [
        d(X, "complex"), r("relations.0", "a**2 + x**2 + y**2 - 1 == 0"),
        r("relations.0", "a**2 + x**2 + y == 0"),
    ],
    "double": [
        t("families.0.0.1", "-a"), t("families.0.1.1", "a"), r("relations.0", "(x - a)*(x + a) == 0"),
        t("families.0.1.1", "1 - a**2"),
    ],
    "two constants": [
        v("families.0.1", GONE), v("families.0.0", GONE), r("relations.1", "x != c"),
        t("families.0.0.1", "2*c"),
    ],
    "two by two": [t("families.0.0.1", "3/(a - c)"), r("relations.0", "a*x - y == 1")],
    "curves": [
        t("families.0.0.1", "a + sqrt(a**2 - 4*c)/2"), r("relations.1", "x*y == 2*c"),
        r("relations.0", "x - y == a"),
    ],
    "a divisor": [
        v("provisos", []), r("relations.0", "x == 2*a"), t("families.0.1.1", "2/(a*c)"),
        t("families.0.0.1", "c"),
    ],
    "an inequation": [
        r("relations.1", "x*y == 1"), t("families.0.0.1", "-y"), r("relations.0", "x**2 == y**2"),
    ],
    "a quotient": [
        t("families.0.0.1", "1"), r("relations.0", "x**2 == 4*y**2"), r("relations.1", "1/(x - y) == a"),
    ],
    "circle and line": [
        t("points.0.0", "1"), t("points.1.1", "2"), r("relations.0", "x**2 + y**2 == 13"), d(X, "positive"),
        r("relations.1", "(x - y)**2 == 1"), r("relations.1", "x - y != 1"), r("relations.1", "x + y == 1"),
    ],
    "two conics": [
        t("points.0.0", "2"), d(X, "integer"), d(Y, "positive"), r("relations.1", "y**2 + x == 3"),
        r("relations.0", "x**2 - y == 3"),
    ],
    "none": [
        r("relations.0", "x*y == 0"), r("relations.1", "x == 1"), r("relations.1", "x != 0"),
        r("relations.1", "y != 0"),
    ],
    "with Ne": [
        r("relations.2", "x != -1"), r("relations.2", "x != 2"), r("relations.2", "x == 1"),
        t("points.0.1", "2"),
    ],
    "transcendental": [
        t("others.0.1", "exp(-x)"), t("others.0.1", "x"), r("relations.1", "x**2 == 1"),
        t("families.0.value", "1"), r("relations.1", "x**3 - 4*x == 0"), r("relations.1", "x**2 != 4"),
    ],
    "substituted": [
        t("others.0.1", "x"), t("others.0.1", "x + 1"), r("relations.1", "x**2 == 1"),
        t("families.0.value", "2"), r("relations.0", "y**2 == x**2"), r("relations.1", "x != 1"),
        t("families.0.value", "-1"), d(Y, "(1, oo)"),
    ],
    "x**2 - 3*x + 2 > 0": [
        t("pieces.0.1", "0"), t("pieces.1.0", "3"), r("relations.0", "x**2 - 3*x + 2 < 0"), d(X, "integer"),
        r("relations.0", "x**2 - 3*x + 1 > 0"), r("relations.0", "x**2 - 3*x + 2 >= 0"),
    ],
    "(x - 1)/(x + 2) >= 0": [
        r("relations.0", "(x - 1)*(x + 2) >= 0"), r("relations.0", "(x - 1)/(x + 2) > 0"),
        t("pieces.1.0", "0"), t("pieces.0.1", "-3"), r("relations.0", "(x - 1)/(x + 2)**2 >= 0"),
    ],
    "sqrt(x) < 1": [
        r("relations.0", "sqrt(x) <= 1"), r("relations.0", "x < 1"), t("pieces.0.0", "-1"),
        t("pieces.0.1", "2"), r("relations.0", "sqrt(x) > 1"), r("relations.0", "sqrt(abs(x)) < 1"),
    ],
    "log(x)**2 < 1": [
        r("relations.0", "log(x)**2 < 2"), r("relations.0", "log(x)**2 <= 1"),
        r("relations.0", "log(abs(x))**2 < 1"), t("pieces.1.0", "1/3"),
    ],
    "abs(x - 1) < 2": [
        r("relations.0", "abs(x + 1) < 2"), r("relations.0", "abs(x - 1) <= 2"),
        r("relations.0", "abs(x - 1) > 2"), r("relations.0", "x - 1 < 2"),
    ],
    "exp(x) > 2": [
        r("relations.0", "exp(x) > 3"), r("relations.1", "x**2 < 9"), r("relations.1", "x**2 <= 10"),
        r("relations.0", "exp(x) >= 2"),
    ],
    "f' = f": [
        *ts("solution", "C1*exp(-x)", "C1*exp(x) + 1", "C1*exp(2*x)", "exp(C1*x)", "x"), t("ode.0", "f1 + f"),
        t("ode.0", "f1 - f**2"), t("ode.0", "f1 - x*f"),
    ],
    "f' = f #2": [*ts("solution", "exp(x)", "exp(x) + x", "x**2")],
    "f' = f #3": [
        *ts("solution", "exp(x)", "C1**2*exp(x)", "exp(C1)*exp(x)", "C1*exp(-x)", "C1*exp(x) + C1"),
        t("ode.0", "f1 + f"), t("ode.0", "f1 - f**2"), t("ode.0", "f1**2 - f**2"), t("ode.0", "x*f1 - x*f"),
    ],
    "f'' = -f": [
        *ts("solution", "C1*sin(2*x) + C2*cos(x)", "C1*exp(x) + C2*cos(x)", "C1*x + C2"),
        t("ode.0", "f2 - f"), t("ode.0", "f1 + f"),
    ],
    "f'' = -f #2": [
        *ts("solution", "(C1 + C2)*cos(x)", "C1*cos(x) + C2*cos(x)", "C1*cos(x)", "C1*C2*sin(x)", "C1*2**C2*exp(x)"),
        t("solution", "sin(x)*(C1 - C2)"),
    ],
    "f'' = -f #3": [
        *ts("solution", "C1*sin(x)", "C1*cos(x) + C2*cos(x)", "C1**2*sin(x) + C2*cos(x)", "(C1 + C2)*sin(x)", "C1*sin(x) + C2"),
        t("ode.0", "f2 - f"), t("ode.0", "f2 + f - 1"), t("ode.0", "f2 + f**3"),
    ],
    "logistic": [*ts("solution", "1/(C1*exp(x) + 1)", "1/(1 - C1*x)", "C1"), t("ode.0", "f1 - f*(2 - f)")],
    "logistic #2": [*ts("solution", "1", "1/(exp(-x) + 1)")],
    "logistic #3": [*ts("solution", "2", "-1", "x"), t("ode.0", "f1 - 1 - f")],
    "initial": [
        *ts("solution", "exp(x)", "2*exp(-x)", "exp(x) + 1", "2"), t("initial.0.2", "1"),
        t("initial.0.1", "1"), t("ode.0", "f1 + f"),
    ],
    "initial #2": [*ts("solution", "exp(x)", "C1**2*exp(x)"), t("ode.0", "f1 - 2*f")],
    "initial 2": [
        *ts("solution", "x + cos(x)", "x + cos(x) + sin(x)", "cos(x)"), t("initial.1.2", "1"),
        t("initial.0.1", "1"), t("ode.0", "f + f2 + x"),
    ],
    "initial 2 #2": [
        *ts("solution", "x + C1*sin(x)", "C1*sin(x) + C2*cos(x)", "x + (C1 + C2)*sin(x)"),
        t("ode.0", "f + f2"),
    ],
    "implicit": [
        *ts("solution", "f**2/2 + x**2/2 + exp(f)", "f**2/2 - x**2 + exp(f)", "f - x"),
        t("ode.0", "f1 + x/(f + exp(f))"), t("ode.0", "f1 - x/f"),
    ],
    "one solution": [
        *ts("solution", "2*exp(x)", "exp(-x)", "1", "exp(x) + x"), t("initial.0.2", "2"),
        t("initial.0.1", "1"), t("ode.0", "y1 + y"), t("ode.0", "x*y1 - x*y - 1"), v("initial", []),
    ],
    "one solution with a factor": [
        *ts("solution", "x", "2*x**2", "2"), d(X, "real"), t("initial.0.2", "1"), v("initial", []),
        t("initial.0.1", "-1") + t("initial.0.2", "-2"),
    ],
    "sum k": [
        v("value.0.0", to_json(parse_term("n*(n - 1)/2"))), t("value.0.0", "n**2/2"),
        t("value.0.0", "n*(n + 1)"), v("lower", [2, {}]), v("upper", [1, {"n": 1}]),
        v("upper", [0, {"n": 2}]), t("summand.0.0", "k + 1"), t("summand.0.0", "k**2"),
    ],
    "sum binomial": [
        *ts("value.0.0", "2**n + 1", "2**(n + 1)", "n + 1", "2**n - 1"), v("lower", [1, {}]),
        v("upper", [-1, {"n": 1}]), d("scope.variables.n", "integer"),
    ],
    "sum k*k!": [
        v("lower", [2, {}]), v("upper", [1, {"n": 1}]), t("summand.0.0", "k + 1"), t("value.0.0", "1"),
    ],
    "sum x**k/k!": [
        *ts("value.0.0", "exp(-x)", "exp(x) - 1", "exp(2*x)", "1 + x"), v("lower", [1, {}]),
        t("summand.0.0", "(2*x)**k"),
    ],
    "sum 1/(k*(k + 1))": [
        *ts("value.0.0", "2", "1/2", "0"), v("lower", [2, {}]), t("summand.0.0", "1/k"), v("lower", [0, {}]),
        t("summand.0.0", "1/(k*(k + 2))"),
    ],
    "sum 1/k**2": [
        *ts("value.0.0", "pi**2/8", "pi**2/6 - 1", "2"), v("lower", [2, {}]), v("lower", [0, {}]),
        t("summand.0.0", "1/k**4"), t("summand.0.0", "1/(k + 1)**2"),
    ],
    "sum x**k": [
        *ts("value.0.0", "1/(x - 1)", "x/(1 - x)", "1/(1 + x)"), v("lower", [1, {}]),
        v("scope.hypotheses.0", GONE), v("scope.hypotheses.1", GONE), t("summand.0.0", "(-x)**k"),
    ],
    "sum 1/k": [
        t("summand.0.0", "1/k**2"), v("sign", -1), v("lower", [0, {}]), t("summand.0.0", "(-1)**k/k"),
        t("summand.0.0", "-1/k"),
    ],
    "sum sqrt": [
        t("summand.0.0", "1/sqrt(k + 1) - 1/sqrt(k + 2)"), v("sign", -1),
        t("summand.0.0", "sqrt(k) - sqrt(k + 1)"), t("summand.0.0", "(sqrt(k + 1) - sqrt(k))/(k + 1)"),
    ],
    "sum (-1)**k": [
        t("summand.0.0", "(-1)**k/(k + 1)"), t("summand.0.0", "(-1/2)**k"), t("summand.0.0", "0"),
        t("summand.0.0", "1/(k + 1)**2"),
    ],
    "1/k": [
        t("summand.0.0", "1/k**2"), v("sign", -1), v("lower", [0, {}]), t("summand.0.0", "1/k - 1/(k + 1)"),
    ],
    "(-1)**k": [t("summand.0.0", "(-1)**k/(k + 1)"), t("summand.0.0", "(1/3)**k"), t("summand.0.0", "0")],
    "sum written": [
        *ts("value.0.0", "2", "5/2", "49/10"), v("lower", [2, {}]), v("upper", [7, {}]),
        t("summand.0.0", "1/k**2"), v("lower", [0, {}]),
    ],
    "min lines": [
        *ts("value", "1", "3", "0"), t("point.0.1", "0"), v("sense", "max"), t("objective", "x - y"),
        v("scope.hypotheses.0", GONE), v("scope.hypotheses.1", GONE), d(X, "[2, oo)"),
        t("objective", "2*x + y"),
    ],
    "min square": [
        *ts("value", "0", "-2", "1"), t("point.0.1", "0"), v("sense", "max"), t("objective", "x**2 + 2*x"),
        d(X, "[2, 3]"),
    ],
    "max x*exp(-x)": [
        *ts("value", "1", "exp(1)", "0"), t("point.0.1", "2"), v("sense", "min"), t("objective", "x*exp(x)"),
        d(X, "[2, oo)"), d(X, "nonzero") + t("objective", "exp(-x)/x"),
    ],
    "unbounded": [
        d(X, "[0, 1]"), v("sense", "max"), t("bound", "0"), t("objective", "exp(x)"), t("objective", "x**2"),
        t("bound", "-10"),
    ],
    "infimum": [
        t("bound", "1"), t("bound", "-1"), v("sense", "max"), d(X, "nonnegative"), d(X, "real"),
        d(X, "(1, oo)"), v("bound", None),
    ],
    "infimum of exp": [
        t("bound", "1"), t("bound", "-1"), v("sense", "max"), t("objective", "exp(x**2)"), v("bound", None),
        t("objective", "x"), t("objective", "exp(-x) + 1"),
    ],
    "no bound": [
        v("sense", "min"), t("objective", "-x"), t("objective", "1/x"), r("scope.hypotheses.0", "x <= 1"),
        t("bound", "1"),
    ],
    "infeasible": [
        r("scope.hypotheses.0", "x <= 1"), d(X, "real"), r("scope.hypotheses.0", "0 <= x"),
        r("scope.hypotheses.0", "x != 1"), d(X, "[0, oo)"),
    ],
    "infeasible written": [
        v("scope.hypotheses.0", GONE), v("scope.hypotheses.1", GONE), r("scope.hypotheses.0", "0 <= x"),
        r("scope.hypotheses.1", "x <= 1"),
    ],
    "lim between": [
        *ts("value", "1", "oo", "-1"), t("expression", "sin(x)"), [*t("point", "0"), *v("side", "+")],
        t("expression", "cos(x)/x + 1"),
    ],
    "lim null": [
        *ts("value", "1", "-oo"), t("expression", "sin(x)"), t("expression", "x*sin(x)"),
        [*t("point", "0"), *v("side", "-")],
    ],
    "lim beyond": [
        *ts("value", "-oo", "0"), t("expression", "x*sin(x)"), t("expression", "-x + sin(x)"),
        t("expression", "sin(x)"), [*t("point", "0"), *v("side", "+")],
    ],
    "lim hospital": [
        *ts("value", "0", "2", "oo"), t("expression", "(exp(x) - 2)/sin(x)"),
        t("expression", "(exp(2*x) - 1)/sin(x)"), t("point", "1"),
    ],
    "lim substitute": [
        *ts("value", "1", "oo"), v("side", "-"), t("expression", "exp(1/x)"), t("point", "1"),
        v("side", "+-"),
    ],
    "lim equal": [
        *ts("value", "1", "0", "oo"), t("expression", "(x**2 - 1)/(x - 1)**2"), t("point", "0"),
        t("point", "2"),
    ],
}  # fmt: skip


def _without(path: str) -> Callable[[Any], Iterator[Edit]]:
    """Each item of a list left out."""
    return lambda statement: (v(f"{path}.{k}", GONE) for k in range(len(statement[path])))


def _pieces(statement: Any) -> Iterator[Edit]:
    yield from _without("pieces")(statement)
    for k, (low, high, left, right) in enumerate(statement["pieces"]):
        if low is not None:
            yield v(f"pieces.{k}.2", not left)
        if high is not None:
            yield v(f"pieces.{k}.3", not right)
    yield v("pieces", [[None, None, False, False]])


def _moved(statement: Any) -> Iterator[Edit]:
    """A little added to the value, of which there is only one."""
    value = statement["value"]
    if isinstance(value, list):
        yield v("value", ["+", ["num", "1/7"], value])
        yield v("value", ["*", ["num", "8/7"], ["+", ["num", "1/7"], value]])


def _moved_sum(statement: Any) -> Iterator[Edit]:
    yield v("value", [*statement["value"], [["num", "1/7"], []]])


_ALWAYS: dict[str, Callable[[Any], Iterator[Edit]]] = {
    "definite_integral": _moved,
    "derivative": _moved,
    "limit": _moved,
    "optimum": _moved,
    "sum value": _moved_sum,
    "solution set": _without("families"),
    "system": _without("families"),
    "substituted system": _without("families"),
    "finite system": _without("points"),
    "inequality set": _pieces,
}


def near(name: str, statement: Any) -> list[Any]:
    """Plain false statements near a genuine one."""
    edits = [*NEAR.get(name, []), *_ALWAYS.get(statement["kind"], lambda _: iter(()))(statement)]
    return [edited(statement, edit) for edit in edits]
