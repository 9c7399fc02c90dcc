"""What a claim looks like to the learned order: counts and shapes, as numbers between about 0 and 5.

Features: the relation; how many variables, by domain; hypotheses, by relation; for both sides together, how often each
operation and each function occurs, the degree, the depth, the largest number; whether there are divisions, roots,
parameters in exponents, a derivative. Counts are taken as log(1 + n).

Shape: one row of `len(NAMES)` numbers for a claim. Complexity: linear in the claim.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from porism.symbolic.claim import Claim
from porism.symbolic.term import (
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    children,
    subterms,
)

RELATIONS = ("==", "!=", "<", "<=")
DOMAINS = ("real", "positive", "nonnegative", "nonzero", "integer", "natural", "complex", "interval")
FUNCTIONS = ("exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "abs")
COUNTED = (
    "sum",
    "product",
    "power",
    "division",
    "root",
    "symbolic power",
    "derivative",
    "constant",
    "number",
)
NAMES: tuple[str, ...] = (
    *(f"relation {kind}" for kind in RELATIONS),
    *(f"variables {domain}" for domain in DOMAINS),
    *(f"hypotheses {kind}" for kind in RELATIONS),
    *FUNCTIONS,
    "other functions",
    *COUNTED,
    "degree",
    "depth",
    "largest number",
    "size",
)


def features(claim: Claim) -> NDArray[np.float64]:
    """The row of a claim.

    >>> row = dict(zip(NAMES, features(Claim.parse("x**3 + 1/x >= 2", {"x": "positive"})), strict=True))
    >>> bool(row["degree"] > row["division"] > row["exp"])
    True
    """
    sides = (claim.relation.left, claim.relation.right)
    terms = [t for side in sides for t in subterms(side)]
    counts = Counter(_kind(t) for t in terms)
    exponents = [t.exponent.value for t in terms if isinstance(t, Power) and isinstance(t.exponent, Number)]
    counts["division"] = sum(q < 0 for q in exponents)
    counts["root"] = sum(q.denominator != 1 for q in exponents)
    known = {*FUNCTIONS, *COUNTED}
    domains = Counter(domain.name for _, domain in claim.variables)
    hypotheses = Counter[str](h.kind for h in claim.hypotheses)
    numbers = [abs(t.value) for t in terms if isinstance(t, Number)]
    values = [
        *(float(claim.relation.kind == kind) for kind in RELATIONS),
        *(math.log1p(domains[name]) for name in DOMAINS),
        *(math.log1p(hypotheses[kind]) for kind in RELATIONS),
        *(math.log1p(counts[name]) for name in FUNCTIONS),
        math.log1p(sum(n for name, n in counts.items() if name not in known and name != "variable")),
        *(math.log1p(counts[name]) for name in COUNTED),
        math.log1p(min(float(max(map(abs, exponents), default=0)), 1e6)),
        math.log1p(max(_depth(side) for side in sides)),
        math.log1p(min(float(max(numbers, default=0)), 1e6)) / 3,
        math.log1p(len(terms)),
    ]
    return np.array(values)


def _kind(t: Term) -> str:
    match t:
        case Apply(function):
            return function
        case Power(_, Number()):
            return "power"
        case Power():
            return "symbolic power"
        case Sum():
            return "sum"
        case Product():
            return "product"
        case Derivative():
            return "derivative"
        case Constant():
            return "constant"
        case Number():
            return "number"
        case Variable():
            return "variable"


def _depth(t: Term) -> int:
    deepest, waiting = 0, [(t, 1)]
    while waiting:
        part, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in children(part)]
    return deepest
