"""A verdict as plain text, LaTeX and HTML, for notebooks and reports."""

from __future__ import annotations

from typing import Any

from porism.symbolic.claim import Claim


def mimebundle(record: dict[str, Any], claim: Claim) -> dict[str, str]:
    """The representations that Jupyter chooses from."""
    return {"text/plain": f"{record['status']}: {claim}"}
