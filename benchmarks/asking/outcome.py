"""What a prover made of a claim."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

Status: TypeAlias = Literal["proved", "refuted", "unknown", "unsupported", "timeout", "missing"]


@dataclass(frozen=True)
class Outcome:
    """`detail` says why, `trust` how far a proof of ours goes, `certificate` and `conditions` what a kernel starts from."""

    status: Status
    seconds: float
    detail: str = ""
    trust: str = ""
    certificate: Any = None
    conditions: tuple[Any, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The plain form, without what is empty."""
        return {k: v for k, v in asdict(self).items() if v not in ("", None, ())}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Outcome:
        """The inverse."""
        return Outcome(**data | {"conditions": tuple(data.get("conditions", ()))})
