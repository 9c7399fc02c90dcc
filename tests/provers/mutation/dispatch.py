"""What the checkers read: the names of rules and fields, taken from the text of their modules.

    rules(module)    strings at the head of a list in a `case [...]`, and keys of the module's tables of rules
    fields(module)   keys of `data["key"]`, `node.get("key")` and `case {"key": ...}`

A rule or a field that a checker learns to read is found here without anybody listing it.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _strings(pattern: ast.AST) -> Iterator[str]:
    match pattern:
        case ast.MatchValue(ast.Constant(str(text))):
            yield text
        case ast.MatchOr(patterns):
            for inner in patterns:
                yield from _strings(inner)


def rules(module: ModuleType) -> set[str]:
    """Names at the head of a list that a `case` of the module takes apart."""
    heads = (
        p.patterns[0] for p in ast.walk(_tree(module)) if isinstance(p, ast.MatchSequence) and p.patterns
    )
    return {text for head in heads for text in _strings(head)}


def fields(module: ModuleType) -> set[str]:
    """Keys that the module looks up in plain data."""
    found = set[str]()
    for node in ast.walk(_tree(module)):
        match node:
            case ast.Subscript(_, ast.Constant(str(key)), ast.Load()):
                found.add(key)
            case ast.Call(ast.Attribute(_, "get"), [ast.Constant(str(key)), *_]):
                found.add(key)
            case ast.MatchMapping(keys):
                found |= {k.value for k in keys if isinstance(k, ast.Constant) and isinstance(k.value, str)}
    return found


def methods(module: ModuleType) -> set[str]:
    """Values of `"method"` that a `case {"method": ...}` of the module asks for."""
    mappings = (node for node in ast.walk(_tree(module)) if isinstance(node, ast.MatchMapping))
    return {
        text
        for mapping in mappings
        for key, pattern in zip(mapping.keys, mapping.patterns, strict=True)
        if isinstance(key, ast.Constant) and key.value == "method"
        for text in _strings(pattern)
    }


def heads_in(data: Any) -> set[str]:
    """Strings at the head of a list, and values of `"rule"`, anywhere in plain data."""
    match data:
        case [str(head), *rest]:
            return {head}.union(*map(heads_in, rest))
        case list():
            return set[str]().union(*map(heads_in, data))
        case dict():
            named = {data["rule"]} if isinstance(data.get("rule"), str) else set()
            return named.union(*map(heads_in, data.values()))
        case _:
            return set()


def keys_in(data: Any) -> set[str]:
    """Keys of the objects anywhere in plain data."""
    match data:
        case list():
            return set[str]().union(*map(keys_in, data))
        case dict():
            return {str(key) for key in data}.union(*map(keys_in, data.values()))
        case _:
            return set()


def words_in(data: Any) -> set[str]:
    """All strings that are values in plain data."""
    match data:
        case str():
            return {data}
        case list():
            return set[str]().union(*map(words_in, data))
        case dict():
            return set[str]().union(*map(words_in, data.values()))
        case _:
            return set()
