"""A theorem as the kernel gets it: the statement that a claim makes, its proof, and what a reader has to know of both."""

from __future__ import annotations

from dataclasses import dataclass

from porism.provers.lean.terms import LeanTerm


@dataclass(frozen=True)
class Stated:
    """A statement without a proof; what the other fields say is told at `Goal`."""

    statement: LeanTerm
    legend: tuple[str, ...]
    theory: str


@dataclass(frozen=True)
class Goal:
    """A statement and what proves it.

    `legend` says what the variables stand for, a line each; `theory` says what the statement is about, and so what has
    to hold of the numbers or functions of the claim: "laws of a commutative ring, for the complex numbers". `everywhere`
    says that the statement has no premise from the claim's definedness, so that no certificate has to name conditions.
    """

    statement: LeanTerm
    proof: LeanTerm
    legend: tuple[str, ...]
    theory: str
    everywhere: bool = False
