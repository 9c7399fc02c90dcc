"""Random changes of plain claims and certificates, and what must be true of whatever the checker still accepts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, TypeAlias

from porism.provers.exact.checker import Accepted
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.meaning import balls, belongs, holds, truth, value
from porism.symbolic.sampling import sample_points
from porism.symbolic.term import from_json

NUMBERS = ["0", "1", "-1", "2", "-2", "1/2", "3", "-1/2", "4", "5/3"]
KINDS = [">=", ">", "=", "!=", "<=", "<", "=="]
FUNCTIONS = ["exp", "log", "sin", "cos", "abs", "atan", "asin", "asinh", "tan", "cosh", "acos", "erf"]
FUNCTIONS += ["Ei", "li", "Si", "Ci", "Shi", "Chi", "fresnels", "fresnelc", "dilog"]
FUNCTIONS += ["LambertW", "LambertWm1", "gamma", "loggamma", "digamma"]
DOMAINS = ["real", "positive", "nonnegative", "nonzero", "integer", "natural", "complex"]
PRECISION = 200

Place: TypeAlias = tuple[Any, ...]


def _places(data: Any, path: Place = ()) -> Iterator[Place]:
    yield path
    pairs = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
    for key, part in pairs:
        yield from _places(part, (*path, key))


def _at(data: Any, path: Place) -> Any:
    for key in path:
        data = data[key]
    return data


def _with(data: Any, path: Place, part: Any) -> Any:
    if not path:
        return part
    head, *rest = path
    changed = _with(data[head], tuple(rest), part)
    return {**data, head: changed} if isinstance(data, dict) else [*data[:head], changed, *data[head + 1 :]]


def changed(data: Any, rng: random.Random, spare: list[Any]) -> Any:
    """`data` with one random change; `spare` are terms to put in a term's place."""
    path = rng.choice(list(_places(data)))
    part = _at(data, path)
    match part:
        case bool():
            return data
        case int():
            return _with(data, path, part + rng.choice([-1, 1, 2]))
        case str() if part in KINDS:
            return _with(data, path, rng.choice(KINDS))
        case str() if part in FUNCTIONS:
            return _with(data, path, rng.choice(FUNCTIONS))
        case str() if part in DOMAINS:
            return _with(data, path, rng.choice(DOMAINS))
        case str() if part.lstrip("-").replace("/", "").isdigit():
            return _with(data, path, rng.choice(NUMBERS))
        case [str(), *_] if rng.random() < 0.5:  # a term, or a step
            return _with(data, path, rng.choice(spare))
        case list() if part:
            k = rng.randrange(len(part))
            fewer, more = [*part[:k], *part[k + 1 :]], [*part[:k], part[k], *part[k:]]
            return _with(data, path, rng.choice([fewer, more, part[::-1]]))
    return data


def terms_in(data: Any) -> list[Any]:
    """The plain terms inside plain data."""
    heads = ("num", "var", "const", "+", "*", "^", *FUNCTIONS)
    parts = (_at(data, path) for path in _places(data))
    return [part for part in parts if isinstance(part, list) and part and part[0] in heads]


def renumbered(data: Any, old: str, new: str) -> Any:
    """`data` with one number in the place of another everywhere."""
    match data:
        case ["num", n]:
            return ["num", new if n == old else n]
        case list():
            return [renumbered(part, old, new) for part in data]
        case dict():
            return {key: renumbered(part, old, new) for key, part in data.items()}
    return data


def objections(claim: Claim, accepted: Accepted, count: int = 80, seed: int = 0) -> list[str]:
    """What the oracle has against an acceptance; empty if nothing."""
    if accepted.status == "refuted":
        point = {name: from_json(data) for name, data in accepted.witness.items()}
        return ["refuted where it holds"] if truth(claim, point, PRECISION) is True else []
    conditions = [Relation.from_json(data) for data in accepted.conditions]
    found = list[str]()
    for point in sample_points(claim, count, seed):
        at = balls(point, PRECISION)
        if any(belongs(at[name], domain, PRECISION) is not True for name, domain in claim.variables):
            continue
        if any(holds(h, at, PRECISION) is not True for h in claim.hypotheses):
            continue
        where = ", ".join(f"{name} = {t}" for name, t in point.items())
        if holds(claim.relation, at, PRECISION) is False:
            found.append(f"false at {where}")
        met = [holds(c, at, PRECISION) for c in conditions]
        defined = _is_defined(claim, at)
        if defined is False and all(m is True for m in met):
            found.append(f"undefined at {where}, where the conditions hold")
        if defined is True and any(m is False for m in met):
            found.append(f"defined at {where}, where a condition fails")
    return found


def _is_defined(claim: Claim, at: dict[str, Any]) -> bool | None:
    left, right = (value(side, at, PRECISION) for side in (claim.relation.left, claim.relation.right))
    if not (left.is_finite() and right.is_finite()):
        # the ball of an undefined term is not finite; neither is that of 1 - tanh(90) at this precision
        return False if all(abs(z.real) < 20 and abs(z.imag) < 20 for z in at.values()) else None
    if claim.relation.kind in ("==", "!="):
        return True
    if left.imag == 0 and right.imag == 0:
        return True
    return None if left.imag.contains(0) and right.imag.contains(0) else False
