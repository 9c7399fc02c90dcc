"""Certificates written as text: one function a step of `provers/exact/rules.py`, terms as the parser reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from porism.provers.exact.checker import Accepted, check
from porism.provers.exact.terms import Term, term
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.parse import parse_term
from porism.symbolic.term import to_json

Step: TypeAlias = list[Any]
Pairs: TypeAlias = Iterable[tuple[str, str]]


def plain(text: str) -> Any:
    """The plain form of a term."""
    return to_json(parse_term(text))


def read(text: str) -> Term:
    """The checker's own term."""
    return term(plain(text))


def claim(text: str, domains: dict[str, str] | None = None, *hypotheses: str) -> Claim:
    """A claim; a variable without a domain is real."""
    return Claim.parse(text, domains or {}, hypotheses)


def conditions(*relations: str) -> list[Any]:
    """The plain form of conditions."""
    return [Relation.parse(text).to_json() for text in relations]


def derivation(*steps: Step, grain: int = 1, needs: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """A derivation whose stated conditions are `needs`; `more` holds its `defined` and `real` parts."""
    return {
        "method": "derivation",
        "data": {"grain": grain, "steps": list(steps), "conditions": conditions(*needs), **more},
    }


def witness(**point: str) -> dict[str, Any]:
    """A point at which a claim is said to be false."""
    return {"method": "witness", "data": {"point": {name: plain(value) for name, value in point.items()}}}


def accept(stated: Claim, certificate: Any) -> Accepted:
    """The checker's answer; raises `Rejected`."""
    return check(stated.to_json(), certificate)


def rewrite(law: str, *arguments: str) -> Step:
    return ["rewrite", law, *map(plain, arguments)]


def lemma(name: str, *arguments: str) -> Step:
    return ["lemma", name, *map(plain, arguments)]


def sign(
    kind: str,
    t: str,
    summands: Iterable[tuple[str, Sequence[str]]] = (),
    multiplier: str = "1",
    ideal: Pairs = (),
) -> Step:
    products = [[c, [plain(f) for f in factors]] for c, factors in summands]
    return ["sign", kind, plain(t), plain(multiplier), products, _plain_pairs(ideal)]


def zero(t: str, ideal: Pairs = (), multiplier: str = "1") -> Step:
    return ["zero", plain(t), plain(multiplier), _plain_pairs(ideal)]


def solve(x: str, known_zero: str) -> Step:
    return ["solve", plain(x), plain(known_zero)]


def nonzero(t: str, cofactor: str, product: str) -> Step:
    return ["nonzero", plain(t), plain(cofactor), plain(product)]


def parts(t: str, rest: str, pairs: Pairs) -> Step:
    return ["parts", plain(t), plain(rest), _plain_pairs(pairs)]


def box(kind: str, t: str, depth: int, **bounds: tuple[str, str]) -> Step:
    return ["box", kind, plain(t), depth, {x: [plain(low), plain(high)] for x, (low, high) in bounds.items()}]


def flow(
    kind: str,
    t: str,
    anchor: str,
    side: int = 1,
    segment: Sequence[Step] = (),
    inside: Sequence[Step] = (),
    at_anchor: Sequence[Step] = (),
    until: str | None = None,
    x: str = "x",
) -> Step:
    steps: dict[str, Any] = {"segment": list(segment), "inside": list(inside), "anchor": list(at_anchor)}
    return [
        "flow",
        kind,
        plain(t),
        x,
        plain(anchor),
        side,
        steps | ({"until": plain(until)} if until else {}),
    ]


def between(t: str) -> Step:
    return ["between", plain(t)]


def root(t: str, n: int) -> Step:
    return ["root", plain(t), n]


def compare(kind: str, small: str, large: str) -> Step:
    return ["compare", kind, plain(small), plain(large)]


def cases(t: str, goals: Pairs, above: Sequence[Step] = (), below: Sequence[Step] = ()) -> Step:
    return ["cases", plain(t), [[kind, plain(goal)] for kind, goal in goals], list(above), list(below)]


def induction(
    kind: str, t: str, at_zero: Sequence[Step] = (), along: Sequence[Step] = (), n: str = "n"
) -> Step:
    return ["induction", kind, plain(t), n, list(at_zero), list(along)]


def _plain_pairs(pairs: Pairs) -> list[list[Any]]:
    return [[plain(a), plain(b)] for a, b in pairs]
