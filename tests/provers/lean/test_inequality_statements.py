"""What an inequality's theorem says, against the meaning of the claim: an oracle by balls.

At points of which the claim speaks, every element is given the value that it stands for. Then each premise must hold, each
conjunct that is owed too, and the conclusion must be as true or false as the claim itself.
"""

from __future__ import annotations

import itertools
from typing import Any, TypeAlias

import pytest
from flint import acb, arb

from porism.provers.exact.prover import ExactProver
from porism.provers.lean.fragments import inequalities
from porism.provers.lean.nodes import Node
from porism.provers.lean.order.elements import Element
from porism.provers.lean.terms import Application, Constant, Forall, LeanTerm, Local, Natural
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim
from porism.symbolic.meaning import balls, truth, value
from porism.symbolic.parse import parse_term

CLAIMS: list[tuple[str, dict[str, str], list[str]]] = [
    ("x**2 + y**2 >= 2*x*y", {}, []),
    ("x**2 + x/2 + 1/7 > 0", {}, []),
    ("x*y != 0", {"x": "nonzero", "y": "nonzero"}, []),
    ("1/x < 0", {}, ["x < 0"]),
    ("1/(x + 1) < 1/x", {"x": "positive"}, []),
    ("x**2*(3 - x) <= 4", {"x": "[0, 3]"}, []),
    ("x*y <= 1/4", {}, ["x + y == 1"]),
    ("x < z", {}, ["x < y", "y <= z"]),
    ("sqrt(x*y) <= (x + y)/2", {"x": "nonnegative", "y": "nonnegative"}, []),
    ("sqrt(x) <= (x + 1)/2", {}, []),
    ("x**(1/2)*x**(1/3) >= 0", {"x": "nonnegative"}, []),
    ("1/sqrt(x) > 0", {"x": "positive"}, []),
    ("abs(x - y) <= abs(x) + abs(y)", {}, []),
    ("abs(x) < 2", {}, ["x**2 < 4"]),
    ("n*(n - 1) >= 0", {"n": "integer"}, []),
    ("m + 1 <= n", {"m": "integer", "n": "integer"}, ["m < n"]),
    ("sqrt(2) + sqrt(3) > 3", {}, []),
    ("exp(x) + exp(-x) >= 2", {}, []),
    ("exp(x/2) <= (1 + exp(x))/2", {}, []),
    ("exp((x + y)/2) <= (exp(x) + exp(y))/2", {}, []),
    ("tanh(x)**2 < 1", {}, []),
    ("3*sin(x) - 4*cos(x) <= 5", {}, []),
    ("sin(-x)**2 <= 1", {}, []),
    ("tan(x)**2 + 1 > 0", {}, []),
    ("pi*x**2 + E > 0", {}, []),
    ("sqrt(x**2) == abs(x)", {}, []),
    ("sqrt(x*y) == sqrt(x)*sqrt(y)", {"x": "nonnegative", "y": "nonnegative"}, []),
    ("(x**3)**(1/3) == x", {"x": "nonnegative"}, []),
    ("(x + y + abs(x - y))/2 == x", {}, ["y <= x"]),
]
Ball: TypeAlias = Any  # flint.arb, whose operations are not typed
VALUES = ("-2", "-1", "-1/2", "0", "1/3", "2/3", "1", "2", "3")


def meaning(element: Element, at: list[Ball], point: dict[str, Any]) -> Ball:
    """The value that an element stands for."""
    inside = node_value(element.of, at)
    match element.kind:
        case "inverse":
            return 1 / inside
        case "root":
            return (acb(inside) ** (acb(1) / element.degree)).real
        case "absolute":
            return abs(inside)
        case "constant":
            return value(parse_term("pi" if element.name == "c_pi" else "E"), {}).real
        case "variable":
            return point[element.name.removeprefix("v_")].real
        case _:
            assert element.term is not None
            x = value(element.term, point).real
            if element.kind == "exponential":
                return (x / element.degree).exp()
            return x.sin() if element.kind == "sine" else x.cos()


def node_value(node: Node, at: list[Ball]) -> Ball:
    match node:
        case ("number", n):
            return arb(n)
        case ("variable", i):
            return at[i]
        case ("pow", base, k):
            return node_value(base, at) ** k
        case ("neg", a):
            return -node_value(a, at)
        case (kind, a, b):
            x, y = node_value(a, at), node_value(b, at)
            return {"add": x + y, "sub": x - y, "mul": x * y}[kind]
    raise AssertionError(node)


def element_value(term: LeanTerm, at: dict[str, Ball]) -> Ball:
    match term:
        case Local(name):
            return at[name]
        case Application(Constant("Ring.zero"), _):
            return arb(0)
        case Application(Constant("Ring.natural"), (_, Natural(n))):
            return arb(n)
        case Application(Constant("Ring.pow"), (_, base, Natural(k))):
            return element_value(base, at) ** k
        case Application(Constant("Ring.neg"), (_, a)):
            return -element_value(a, at)
        case Application(Constant(name), (_, a, b)):
            x, y = element_value(a, at), element_value(b, at)
            return {"Ring.add": x + y, "Ring.sub": x - y, "Ring.mul": x * y}[name]
    raise AssertionError(term)


def holds(proposition: LeanTerm, at: dict[str, Ball]) -> bool | None:
    """Whether a proposition holds; None where balls cannot tell."""
    match proposition:
        case Application(Constant("OrderedField.le"), (_, a, b)):
            x, y = element_value(a, at), element_value(b, at)
            return True if x <= y else False if x > y else None
        case Application(Constant("OrderedField.lt"), (_, a, b)):
            x, y = element_value(a, at), element_value(b, at)
            return True if x < y else False if x >= y else None
        case Application(Constant("Eq"), (_, a, b)):
            difference = element_value(a, at) - element_value(b, at)
            return True if difference == 0 else None if difference.contains(0) else False
        case Application(Constant("Not"), (inner,)):
            found = holds(inner, at)
            return None if found is None else not found
        case Application(Constant("Or"), parts):
            return any(holds(part, at) for part in parts)
    raise AssertionError(proposition)


@pytest.mark.parametrize(("text", "domains", "assume"), CLAIMS)
def test_premises_hold_where_the_claim_speaks_and_the_conclusion_is_the_claim(
    text: str, domains: dict[str, str], assume: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = Claim.parse(text, domains, assume)
    verdict = ExactProver().prove(claim, None, Budget(20.0))
    assert isinstance(verdict, Proved)
    kept = list[inequalities.Theorem]()

    class Kept(inequalities.Theorem):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            kept.append(self)

    monkeypatch.setattr(inequalities, "Theorem", Kept)
    statement = inequalities.goal(claim, verdict.certificate).statement
    names = [name for name, _ in claim.variables]
    spoken = 0
    for choice in itertools.islice(itertools.product(VALUES, repeat=len(names)), 120):
        point = {name: parse_term(v) for name, v in zip(names, choice, strict=True)}
        expected = truth(claim, point)
        if expected is None:
            continue
        spoken += 1
        at, values = dict[str, Ball](), list[Ball]()
        for element in kept[-1].elements.found:
            values.append(meaning(element, values, balls(point)))
            at[element.name] = values[-1]
        assert conclusion(statement, at) in (expected, None), choice
    assert spoken


def conclusion(statement: LeanTerm, at: dict[str, Ball]) -> bool | None:
    """Whether what the statement says in the end holds; all that stands before it must."""
    while True:
        match statement:
            case Forall("", premise, rest):
                assert holds(premise, at) is not False, premise
                statement = rest
            case Forall(_, _, rest):
                statement = rest
            case Application(Constant("And"), (owed, rest)):
                assert holds(owed, at) is not False, owed
                statement = rest
            case _:
                return holds(statement, at)
