"""Claims: closed mathematical statements, the one object that proposers make and provers decide.

A claim says that its relation holds at **every** point of its variables' domains that satisfies the hypotheses and at
which every subterm is defined (`definedness.py`). Claims are frozen, hashable and canonical: the order of terms, the
way round of an equation, `>` against `<` and spaces do not matter to `Claim.hash`, which is the same on every machine.

A derivative claim is a relation about a `Derivative` term: `diff(x**3, x) == 3*x**2`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from porism.symbolic.domain import NAMES, Domain
from porism.symbolic.errors import DomainError, FormatError, LimitError, ParseError, shown
from porism.symbolic.parse import ParsedRelation, RelationKind, parse_domain, parse_relation
from porism.symbolic.term import (
    MAX_NODES,
    Derivative,
    Term,
    from_json,
    is_variable_name,
    subterms,
    to_json,
    variables,
)

if TYPE_CHECKING:
    import sympy

_HASH_PREFIX = b"porism-claim-1\n"  # changes when the canonical form changes


@dataclass(frozen=True)
class Relation:
    """`left kind right` with kind one of `==`, `!=`, `<=`, `<`; build with `relation`, which flips `>=` and `>`."""

    kind: RelationKind
    left: Term
    right: Term

    def variables(self) -> frozenset[str]:
        """The names of the variables that occur, those of differentiation included."""
        names = variables(self.left) | variables(self.right)
        parts = (*subterms(self.left), *subterms(self.right))
        return names | {t.variable for t in parts if isinstance(t, Derivative)}

    def to_json(self) -> list[Any]:
        """`[kind, left, right]` with terms in their plain form."""
        return [self.kind, to_json(self.left), to_json(self.right)]

    @staticmethod
    def from_json(data: Any) -> Relation:
        """The inverse of `to_json`, for data from outside."""
        match data:
            case [("==" | "!=" | "<=" | "<") as kind, left, right]:
                return relation(kind, from_json(left), from_json(right))
            case _:
                raise FormatError(f"expected [relation, left, right], found {shown(data, 80)!r}")

    @staticmethod
    def parse(text: str) -> Relation:
        """The relation that `text` states.

        >>> print(Relation.parse("x > 0"))
        0 < x
        """
        return relation(*parse_relation(text))

    def __str__(self) -> str:
        return f"{self.left} {self.kind} {self.right}"


def relation(kind: str, left: Term, right: Term) -> Relation:
    """The canonical relation: `>` and `>=` are turned round, the sides of `==` and `!=` sorted, the larger one first."""
    match kind:
        case ">":
            return Relation("<", right, left)
        case ">=":
            return Relation("<=", right, left)
        case "<" | "<=":
            return Relation(kind, left, right)
        case "==" | "!=":
            if left.sort_key < right.sort_key:
                left, right = right, left
            return Relation(kind, left, right)
        case _:
            raise FormatError(f"expected one of == != <= < >= >, found {kind!r}")


@dataclass(frozen=True)
class Claim:
    """A relation, the domains of its variables (sorted by name) and hypotheses (sorted); see the module's head."""

    relation: Relation
    variables: tuple[tuple[str, Domain], ...] = ()
    hypotheses: tuple[Relation, ...] = ()

    @staticmethod
    def make(
        statement: Relation | ParsedRelation,
        domains: Mapping[str, Domain] | None = None,
        hypotheses: Sequence[Relation] = (),
    ) -> Claim:
        """The canonical claim: unused domains are dropped, missing ones are `real`, hypotheses sorted and unique."""
        stated = statement if isinstance(statement, Relation) else relation(*statement)
        ordered = tuple(sorted(set(hypotheses), key=lambda h: (h.kind, h.left.sort_key, h.right.sort_key)))
        used = sorted(frozenset.union(*(r.variables() for r in (stated, *ordered))))
        size = sum(1 for r in (stated, *ordered) for side in (r.left, r.right) for _ in subterms(side))
        if size > MAX_NODES:
            raise LimitError(f"the claim has {size:,} parts, more than {MAX_NODES:,}; split it")
        known = domains or {}
        claim = Claim(stated, tuple((name, known.get(name, Domain("real"))) for name in used), ordered)
        for name in _differentiated(claim):
            if claim.domain(name).is_discrete:
                raise DomainError(
                    f"cannot differentiate with respect to {name}, whose domain is {claim.domain(name)}"
                )
        return claim

    @staticmethod
    def parse(
        text: str, vars: Mapping[str, str] | None = None, assume: Sequence[str] = ()
    ) -> Claim:  # `vars` is the batch format's name for it
        """The claim that a text states, over domains and hypotheses given as text.

        >>> print(Claim.parse("log(x*y) == log(x) + log(y)", {"x": "positive", "y": "positive"}))
        log(x) + log(y) == log(x*y)  for x positive, y positive
        """
        domains = dict[str, Domain]()
        for name, domain_text in (vars or {}).items():
            if not is_variable_name(name) or name in NAMES:
                raise ParseError(f"expected a variable's name, found {name[:40]!r}", name, 0)
            domains[name] = parse_domain(domain_text)
        return Claim.make(parse_relation(text), domains, [Relation.parse(h) for h in assume])

    @staticmethod
    def from_sympy(statement: sympy.Basic, assume: Sequence[sympy.Basic] = ()) -> Claim:
        """The claim of a SymPy relation; domains come from the symbols' assumptions, real where there are none."""
        from porism.symbolic.sympy_bridge import claim_from_sympy

        return claim_from_sympy(statement, assume)

    def domain(self, name: str) -> Domain:
        """The domain of the variable `name`."""
        return dict(self.variables)[name]

    @property
    def text(self) -> str:
        """The relation as text; `str(claim)` adds domains and hypotheses."""
        return str(self.relation)

    @cached_property
    def hash(self) -> str:
        """64 hexadecimal digits of SHA-256 of the canonical form."""
        canonical = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(_HASH_PREFIX + canonical.encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The plain form that certificates and the ledger hold."""
        return {
            "relation": self.relation.to_json(),
            "variables": {name: domain.to_json() for name, domain in self.variables},
            "hypotheses": [h.to_json() for h in self.hypotheses],
        }

    @staticmethod
    def from_json(data: Any) -> Claim:
        """The inverse of `to_json`, for data from outside."""
        match data:
            case {"relation": stated, "variables": dict(domains), "hypotheses": list(hypotheses), **rest} if (
                not rest
            ):
                return Claim.make(
                    Relation.from_json(stated),
                    {str(name): Domain.from_json(d) for name, d in domains.items()},
                    [Relation.from_json(h) for h in hypotheses],
                )
            case _:
                raise FormatError(
                    f"expected a claim with relation, variables and hypotheses, found {shown(data, 80)!r}"
                )

    def to_record(self, identifier: str) -> dict[str, Any]:
        """The claim as a line of the batch format."""
        record: dict[str, Any] = {"id": identifier, "claim": self.text}
        if self.variables:
            record["vars"] = {name: str(domain) for name, domain in self.variables}
        if self.hypotheses:
            record["assume"] = [str(h) for h in self.hypotheses]
        return record

    def to_sympy(self) -> sympy.Basic:
        """The relation as an unevaluated SymPy relation over symbols that carry the domains' assumptions."""
        from porism.symbolic.sympy_bridge import claim_to_sympy

        return claim_to_sympy(self)

    def latex(self) -> str:
        """The relation in LaTeX."""
        from porism.symbolic.sympy_bridge import relation_latex

        return relation_latex(self.relation)

    def __str__(self) -> str:
        text = self.text
        if self.variables:
            text += "  for " + ", ".join(
                f"{n} {'∈ ' if d.name == 'interval' else ''}{d}" for n, d in self.variables
            )
        if self.hypotheses:
            text += "  assuming " + ", ".join(map(str, self.hypotheses))
        return text


def _differentiated(claim: Claim) -> set[str]:
    relations = (claim.relation, *claim.hypotheses)
    parts = (t for r in relations for side in (r.left, r.right) for t in subterms(side))
    return {t.variable for t in parts if isinstance(t, Derivative)}
