"""Certificates: plain data from which a checker can accept a verdict without searching.

A certificate is a method's name and JSON data, nothing else; what the data must be is written where it is checked
(`provers/exact/checker.py`, `provers/rocq/`). A finder may produce any certificate it likes: a wrong one is refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from porism.symbolic.errors import FormatError, shown


@dataclass(frozen=True)
class Certificate:
    """`method` names the checker's rule (`derivation`, `witness`, `rocq`); `data` is JSON."""

    method: str
    data: Any = field(hash=False)

    def to_json(self) -> dict[str, Any]:
        """The plain form."""
        return {"method": self.method, "data": self.data}

    @staticmethod
    def from_json(data: Any) -> Certificate:
        """The inverse of `to_json`, for data from outside; JSON values only."""
        match data:
            case {"method": str(method), "data": content}:
                try:
                    return Certificate(method, json.loads(json.dumps(content)))
                except (TypeError, ValueError, RecursionError) as error:
                    raise FormatError(
                        f"expected JSON as a certificate's data: {type(error).__name__}: {str(error)[:80]}"
                    ) from None
            case _:
                raise FormatError(f"expected a certificate with method and data, found {shown(data, 80)!r}")
