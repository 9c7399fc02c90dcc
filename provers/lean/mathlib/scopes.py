"""What the theorems of structured statements share: their scope as variables and hypotheses, what is seen from it, evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from porism.provers.lean.mathlib.goals import prove_goals
from porism.provers.lean.mathlib.shapes import Shapes
from porism.provers.lean.mathlib.statement import (
    Statement,
    obligations,
    statement,
)
from porism.provers.lean.mathlib.syntax import (
    Node,
    is_untyped,
    text,
    wrapped,
)
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    ZERO,
)


@dataclass(frozen=True)
class Evidence:
    """What the statement's own certificate holds: the finder's data, and a certificate for each obligation."""

    data: Any = None
    certificates: Sequence[tuple[Claim, Certificate]] = ()

    def of(self, claim: Claim) -> Certificate | None:
        """The certificate of an obligation."""
        return next((c for stated, c in self.certificates if stated == claim), None)


@dataclass(frozen=True)
class Written:
    """What a theorem says, and the tactics for it, given the evidence."""

    binders: str
    conclusion: str
    names: tuple[str, ...]
    proof: Callable[[Evidence], list[str]]


def of_claim(claim: Claim, more: Sequence[Relation] = ()) -> Written:
    """The theorem of a claim, with further goals whose conditions have to be seen."""
    stated = statement(claim)
    if more:
        require_seen(more, stated.shapes(bounds=True))
        stated = replace(stated, goals=(*stated.goals, *more))
    return Written(
        stated.binders,
        stated.conclusion,
        stated.names,
        lambda evidence: prove_goals(stated, evidence.of(claim) or only_certificate(evidence)),
    )


def only_certificate(evidence: Evidence) -> Certificate | None:
    """The one certificate there is."""
    return evidence.certificates[0][1] if len(evidence.certificates) == 1 else None


def require_seen(relations: Sequence[Relation], seen: Shapes) -> None:
    """That everything in the relations is defined and real, by what is seen."""
    for stated in relations:
        claim = Claim.make(stated)
        for needed in (
            *defining_conditions(claim),
            *obligations(stated.left, seen.domains),
            *obligations(stated.right, seen.domains),
        ):
            if not seen.follows(needed):
                raise UnsupportedError(f"{needed} is not seen from the hypotheses, and {stated} needs it")


def scope_statement(scope: Scope, names: Sequence[str]) -> Statement:
    """The theorem about a scope that says nothing: its variables and hypotheses, those with other names left out."""
    domains = {n: scope.domain(n) for n in names}
    for stated in scope.hypotheses:
        if not stated.variables() <= set(names):
            raise UnsupportedError(f"the hypothesis {stated} speaks of a bound variable")
    nothing = Relation("==", ZERO, ZERO)
    used = tuple(sorted(domains.items()))
    plain = statement(Claim(nothing, used, tuple(scope.hypotheses)))
    if plain.system in ("ℂ",):
        raise UnsupportedError("a statement about complex numbers")
    return replace(plain, system="ℝ") if any(not d.is_discrete for d in domains.values()) else plain


def node_with(node: Node, name: str, value: Node) -> Node:
    """The expression with an atom replaced, in the shape it has."""
    if node.kind == "atom" and node.value == name:
        return value
    return (
        replace(node, parts=tuple(node_with(p, name, value) for p in node.parts))
        if node.kind != "atom"
        else node
    )


def typed_text(node: Node) -> str:
    """The expression as an argument that says its type itself."""
    return f"({text(node)} : {node.system})" if is_untyped(node) else wrapped(node)
