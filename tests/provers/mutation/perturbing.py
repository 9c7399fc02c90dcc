"""Plain data with something changed: numbers, words, terms, items, keys, types, and parts of other data put in."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

Place: TypeAlias = tuple[Any, ...]
NUMBERS = ["0", "1", "-1", "2", "-2", "1/2", "3", "-1/2", "4", "5/3", "1/8", "100", "1000000007/3"]
SIZES = [0, 1, -1, 2, 3, 5, 60, 10**6, 10**30, -(10**9)]
WORDS = [
    "",
    "oo",
    "-oo",
    "none",
    "+",
    "-",
    "+-",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "=",
    "R",
    "N",
    "x",
    "y",
    "n",
    "i",
    "pi",
]
WORDS += [
    "real",
    "positive",
    "integer",
    "natural",
    "complex",
    "nonzero",
    "expand",
    "parts",
    "found",
    "exp",
    "log",
    "sin",
]
MAX_DEPTH = 200  # of the places where something is changed
HEADS = ("num", "var", "const", "+", "*", "^", "exp", "log", "sin", "cos")
STRANGE: list[Any] = [
    None,
    True,
    False,
    0,
    1.5,
    float("nan"),
    "",
    [],
    {},
    [[]],
    "9" * 40,
    ["num", "0"],
    ["num", "1"],
]


def places(data: Any) -> Iterator[Place]:
    """The paths to all parts of plain data, the whole first; the deepest parts of deep data are left out."""
    waiting: list[tuple[Place, Any]] = [((), data)]
    while waiting:
        path, part = waiting.pop()
        yield path
        if len(path) < MAX_DEPTH:
            pairs: Iterable[tuple[Any, Any]] = ()
            if isinstance(part, list | dict):
                pairs = enumerate(part) if isinstance(part, list) else part.items()
            waiting += reversed([((*path, key), inner) for key, inner in pairs])


def part_at(data: Any, path: Place) -> Any:
    """The part at a path."""
    for key in path:
        data = data[key]
    return data


def with_part(data: Any, path: Place, part: Any) -> Any:
    """The data with another part at a path."""
    if not path:
        return part
    head, *rest = path
    changed = with_part(data[head], tuple(rest), part)
    return {**data, head: changed} if isinstance(data, dict) else [*data[:head], changed, *data[head + 1 :]]


def parts_in(documents: Sequence[Any]) -> list[Any]:
    """Lists and objects inside plain documents, to be put where they do not belong."""
    return [
        part
        for document in documents
        for path in places(document)
        if isinstance(part := part_at(document, path), list | dict) and part
    ]


def perturbed(data: Any, rng: random.Random, spare: Sequence[Any]) -> Any:
    """`data` with one random change."""
    path = rng.choice(list(places(data)))
    part = part_at(data, path)
    if rng.random() < 0.05:
        return with_part(data, path, rng.choice(STRANGE))
    return with_part(data, path, _changed(part, rng, spare))


def _changed(part: Any, rng: random.Random, spare: Sequence[Any]) -> Any:
    match part:
        case bool():
            return not part
        case int():
            return rng.choice([part + 1, part - 1, -part, rng.choice(SIZES), str(part)])
        case str() if part.lstrip("-").replace("/", "").isdigit():
            return rng.choice(NUMBERS)
        case str():
            return rng.choice(WORDS)
        case list():
            return _changed_list(part, rng, spare)
        case dict():
            return _changed_object(part, rng, spare)
        case _:
            return rng.choice([*STRANGE, *([rng.choice(spare)] if spare else [])])


def _changed_list(part: list[Any], rng: random.Random, spare: Sequence[Any]) -> Any:
    alike = [s for s in spare if isinstance(s, list) and s and part and type(s[0]) is type(part[0])]
    same = [s for s in alike if isinstance(part[0], str) and s[0] == part[0]]
    k, j = (rng.randrange(len(part)) for _ in "ab") if part else (0, 0)
    is_term = bool(part) and part[0] in HEADS
    match rng.randrange(9):
        case 0 | 1 if same:
            return rng.choice(same)
        case 2 if alike:
            return rng.choice(alike)
        case 3 if is_term:
            return rng.choice(
                [
                    ["*", ["num", "-1"], part],
                    ["+", ["num", rng.choice(NUMBERS)], part],
                    ["^", part, ["num", "2"]],
                ]
            )
        case 4 if part:
            return [*part[:k], *part[k + 1 :]]
        case 5 if part:
            return [*part[:k], part[k], *part[k:]]
        case 6 if part:
            swapped = list(part)
            swapped[k], swapped[j] = swapped[j], swapped[k]
            return swapped
        case 7 if part:
            return part[::-1] if rng.random() < 0.5 else part[:k]
        case _:
            return rng.choice(spare) if spare else [*part, rng.choice(STRANGE)]


def _changed_object(part: dict[str, Any], rng: random.Random, spare: Sequence[Any]) -> Any:
    alike = [s for s in spare if isinstance(s, dict) and set(s) & set(part)]
    keys = list(part)
    if not keys:
        return rng.choice(STRANGE)
    k, j = rng.choice(keys), rng.choice(keys)
    match rng.randrange(5):
        case 0:
            return {key: value for key, value in part.items() if key != k}
        case 1:
            return {(rng.choice(WORDS) if key == k else key): value for key, value in part.items()}
        case 2:
            return {**part, k: part[j], j: part[k]}
        case 3 if alike:
            return rng.choice(alike)
        case _:
            return {**part, rng.choice([*WORDS, *keys]): rng.choice(STRANGE)}
