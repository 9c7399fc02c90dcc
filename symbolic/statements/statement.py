"""Structured statements: what is claimed of an integral, a limit, a set of solutions, as frozen data.

A statement is proved by its *obligations*: ordinary claims (`claim.py`) that together imply it. Which ones they are is
said once for each kind, in `provers/calculus/`, beside the theorem that makes them enough. A statement means nothing
beyond what its own module's docstring says.
"""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError, shown
from porism.symbolic.statements.scope import Scope

_HASH_PREFIX = b"porism-statement-1\n"  # changes when a plain form changes
_KINDS: dict[str, type[Statement]] = {}


@dataclass(frozen=True)
class Statement(ABC):
    """A structured claim over a scope; `kind` names it in the plain form."""

    scope: Scope
    kind: ClassVar[str]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "kind" in cls.__dict__:  # a class between has none
            _KINDS[cls.kind] = cls

    @property
    @abstractmethod
    def text(self) -> str:
        """The statement in one line, without its scope."""

    @abstractmethod
    def latex(self) -> str:
        """The statement in LaTeX, without its scope."""

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """What it says beside its scope, as plain data."""

    @property
    def assumed(self) -> tuple[Relation, ...]:
        """What an answer has to state besides the conditions of its proof, since its finder may have narrowed the scope."""
        return ()

    @classmethod
    @abstractmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Statement:
        """The inverse of `content`."""

    def to_json(self) -> dict[str, Any]:
        """The plain form that certificates and files hold."""
        return {"kind": self.kind, **self.content(), "scope": self.scope.to_json()}

    @cached_property
    def hash(self) -> str:
        """64 hexadecimal digits of SHA-256 of the plain form."""
        plain = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(_HASH_PREFIX + plain.encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.text}{self.scope}"


def statement_from_json(data: Any) -> Statement:
    """The statement of a plain form, for data from outside."""
    match data:
        case {"kind": str(kind), "scope": scope, **rest} if kind in _KINDS:
            content = {str(key): value for key, value in rest.items()}
            try:
                return _KINDS[kind].from_content(Scope.from_json(scope), content)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise FormatError(f"a {kind} does not have this shape: {shown(content, 80)}") from error
        case _:
            raise FormatError(
                f"expected a statement of one of {', '.join(_KINDS)}, found {shown(data, 80)!r}"
            )
