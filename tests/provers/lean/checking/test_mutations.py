"""Random changes of certificates, proofs and statements: none makes Lean accept something false, on neither road.

Of each of five kinds 30 or 60 are tried; `-m slow` tries 500. With all 2,500 mutants, 2,000 of them on both roads, nothing
false was accepted (November 2026). Truth is judged without the provers: statements by `counterexample`, in the rings of
integers modulo small numbers, claims by their meaning at random points.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.findings import Accepted, Finding, Rejected
from porism.provers.lean.checking import kernel
from porism.provers.lean.checking.audit import Item, check_items
from porism.provers.lean.checking.guard import NAMES, BodyRefused, guarded
from porism.provers.lean.checking.kernel import Theorem
from porism.provers.lean.cofactors import cofactors_of
from porism.provers.lean.emit import goal
from porism.provers.lean.fragments import equations
from porism.provers.lean.goal import Goal
from porism.provers.lean.prover import LeanProver
from porism.provers.lean.terms import Application, Constant, Forall, Function, LeanTerm, Local, Natural, text
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved
from porism.symbolic import term
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError
from porism.symbolic.meaning import truth

#: A true claim, and a false one of the same shape.
NEIGHBOURS: list[tuple[str, str, list[str]]] = [
    ("(x + 1/2)**2 == x**2 + x + 1/4", "(x + 1/2)**2 == x**2 + 2*x + 1/4", []),
    ("1/x + 1/y == (x + y)/(x*y)", "1/x + 1/y == (x + 2*y)/(x*y)", []),
    (
        "(x - y)**3 == x**3 - 3*x**2*y + 3*x*y**2 - y**3",
        "(x - y)**3 == x**3 - 3*x**2*y + 3*x*y**2 + y**3",
        [],
    ),
    ("x**3 + y**3 + z**3 == 3*x*y*z", "x**3 + y**3 + z**3 == 4*x*y*z", ["x + y + z == 0"]),
    ("x**4 == 1", "x**4 == 2", ["x**2 + y**2 == 1", "y == 0"]),
]
DRAWS = pytest.mark.parametrize("count", [30, pytest.param(500, marks=pytest.mark.slow)])
MODULI = (2, 3, 4, 5, 7, 13)
TRIALS = 300  # points a modulus
#: How a wrong proof may end; an exponent that became huge takes all the time or memory there is.
UNKNOWN = {"undecided", "refused", "crash", "timeout", "memory"}

pytestmark = pytest.mark.lean


@pytest.fixture(scope="module")
def proofs() -> list[tuple[Goal, Goal, Any]]:
    """For each pair the true claim's goal, the false claim's with the true one's cofactors, and these."""
    found, shorter = list[tuple[Goal, Goal, Any]](), list[tuple[Goal, Goal, Any]]()
    for true, false, assume in NEIGHBOURS:
        cofactors = list[Any]()  # Any: what the search finds

        def remembering(*arguments: Any, into: list[Any] = cofactors) -> Any:
            into.append(cofactors_of(*arguments))
            return into[-1]

        right = with_cofactors(true, assume, remembering)
        wrong = with_cofactors(false, assume, lambda *_, known=cofactors: known[-1])
        found.append((right, wrong, cofactors[-1]))
        direct = goal(Claim.parse(true, {}, assume))
        if direct != right:  # quotients have a proof of another kind
            shorter.append((direct, replace(wrong, proof=direct.proof), None))
    assert shorter
    return found + shorter


def with_cofactors(claim: str, assume: list[str], search: Callable[..., Any]) -> Goal:
    """The claim's goal with the cofactors that `search` gives, right or wrong."""

    class NoQuotients:
        def __init__(self, reader: object) -> None: ...

        def equation(self, left: object, right: object) -> None: ...

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(equations, "cofactors_of", search)
        patch.setattr(equations, "Quotients", NoQuotients)
        return goal(Claim.parse(claim, {}, assume))


def both_roads(goals: list[Goal]) -> list[tuple[Finding, Finding]]:
    """What the kernel says of a theorem handed to it, and what the audit says of its text."""
    handed = kernel.check_theorems([Theorem(g.statement, g.proof) for g in goals], 10.0, 1024)
    written = check_items([Item(text(g.statement), text(g.proof)) for g in goals], 10.0, 1024)
    return list(zip(handed, written, strict=True))


def reasons(findings: list[tuple[Finding, Finding]]) -> set[str]:
    return {f.reason if isinstance(f, Rejected) else "accepted" for pair in findings for f in pair}


@DRAWS
def test_mutated_certificates_of_false_claims_are_never_accepted(
    count: int, proofs: list[tuple[Goal, Goal, Any]]
) -> None:
    dice, mutants = random.Random(4), list[Goal]()
    for (_, false, assume), (_, _, cofactors) in zip(NEIGHBOURS, proofs, strict=False):
        for _ in range(count // 5):
            mutant = mutated(cofactors, dice)
            mutants.append(with_cofactors(false, assume, lambda *_, m=mutant: m))
    assert all(counterexample(m.statement, dice) for m in mutants[:: count // 5])
    assert reasons(both_roads(mutants)) == {"undecided"}


@DRAWS
def test_mutated_proofs_of_false_claims_are_never_accepted(
    count: int, proofs: list[tuple[Goal, Goal, Any]]
) -> None:
    dice, mutants = random.Random(5), list[Goal]()
    while len(mutants) < count:
        _, false, _ = dice.choice(proofs)
        proof = changed(false.proof, dice)
        if dice.random() < 0.5:
            proof = changed(proof, dice)
        mutants.append(replace(false, proof=proof))
    assert reasons(both_roads(mutants)) <= UNKNOWN


@DRAWS
def test_mutated_statements_are_accepted_only_where_they_are_true(
    count: int, proofs: list[tuple[Goal, Goal, Any]]
) -> None:
    """With the proof of the true claim, and with a proof that has the same change."""
    dice, mutants = random.Random(6), list[Goal]()
    while len(mutants) < count:
        true, _, _ = dice.choice(proofs)
        seed = dice.random()
        statement = changed(true.statement, random.Random(seed))
        if statement != true.statement:
            proof = changed(true.proof, random.Random(seed)) if dice.random() < 0.5 else true.proof
            mutants.append(replace(true, statement=statement, proof=proof))
    findings = both_roads(mutants)
    accepted = [m for m, pair in zip(mutants, findings, strict=True) if Accepted() in pair]
    assert [text(m.statement) for m in accepted if counterexample(m.statement, dice)] == []
    false = sum(counterexample(m.statement, dice) for m in mutants)
    assert false > count // 2  # else the test would say little
    assert reasons(findings) <= {"accepted", *UNKNOWN}


@DRAWS
def test_texts_that_the_guard_accepts_prove_nothing_false(
    count: int, proofs: list[tuple[Goal, Goal, Any]]
) -> None:
    """Tokens exchanged, left out, doubled and put in, from what a proof may be made of."""
    dice, mutants = random.Random(8), list[Item]()
    words = [*sorted(NAMES), "(", ")", "=>", "0", "1", "2", "h_1", "u_1", "v_x"]
    while len(mutants) < count:
        _, false, _ = dice.choice(proofs)
        tokens = guarded(text(false.proof))
        for _ in range(dice.randrange(1, 4)):
            k, j = dice.randrange(len(tokens)), dice.randrange(len(tokens))
            change = dice.randrange(5)
            if change == 0:
                tokens[k] = dice.choice(words)
            elif change == 1:
                tokens[k], tokens[j] = tokens[j], tokens[k]
            elif change == 2:
                del tokens[k]
            elif change == 3:
                tokens[k:k] = tokens[j : j + dice.randrange(6)]
            else:
                tokens.insert(k, dice.choice(words))
        body = " ".join(tokens)
        try:
            guarded(body)
        except BodyRefused:
            continue
        mutants.append(Item(text(false.statement), body))
    findings = check_items(mutants, 10.0, 1024)
    assert {f.reason if isinstance(f, Rejected) else "accepted" for f in findings} <= UNKNOWN


#: True claims of every kind that has a theorem, with hypotheses.
CLAIMS: list[tuple[str, list[str]]] = [
    *((true, assume) for true, _, assume in NEIGHBOURS),
    ("3**20 < 2**40", []),
    ("x**2 + y**2 >= 2*x*y", []),
    ("x/(x**2 + 1) <= 1/2", []),
    ("a/b + b/a >= 2", ["a > 0", "b > 0"]),
    ("sqrt(x*y) <= (x + y)/2", ["x >= 0", "y >= 0"]),
    ("abs(x + y) <= abs(x) + abs(y)", []),
    ("sin(x)**2 + cos(x)**2 == 1", []),
    ("exp(x + y) == exp(x)*exp(y)", []),
    ("diff(x*sin(x), x) == sin(x) + x*cos(x)", []),
    ("diff(exp(2*x)/x, x) == exp(2*x)*(2*x - 1)/x**2", []),
]


@pytest.mark.parametrize("count", [60, pytest.param(500, marks=pytest.mark.slow)])
def test_mutated_claims_with_the_certificates_of_true_ones_are_proved_only_where_they_are_true(
    count: int,
) -> None:
    dice, exact = random.Random(10), ExactProver()
    true = list[Task]()
    for claim_text, assume in CLAIMS:
        claim = Claim.parse(claim_text, {}, assume)
        found = exact.prove(claim, None, Budget(10.0))
        true.append(Task(claim, found.certificate if isinstance(found, Proved) else None))
    assert sum(isinstance(v, Proved) for v in LeanProver().prove_many(true, Budget(10.0))) >= 12
    mutants = list[Task]()
    while len(mutants) < count:
        k = dice.randrange(len(CLAIMS))
        written = respelled(CLAIMS[k][0], dice)
        assume = [respelled(a, dice) if dice.random() < 0.3 else a for a in CLAIMS[k][1]]
        if (written, assume) == CLAIMS[k]:
            continue
        certificate = (true[k] if dice.random() < 0.8 else dice.choice(true)).certificate
        try:
            mutants.append(Task(Claim.parse(written, {}, assume), certificate))
        except PorismError:
            continue
    for prover in (LeanProver(), LeanProver(elaborated=True))[: 1 if count < 500 else 2]:
        proved = [v.claim for v in prover.prove_many(mutants, Budget(10.0)) if isinstance(v, Proved)]
        assert [c.text for c in proved if is_false(c, dice)] == []
    assert not any(is_false(task.claim, dice) for task in true)
    assert sum(is_false(task.claim, dice) for task in mutants) > count // 4


def is_false(claim: Claim, dice: random.Random) -> bool:
    """Whether the claim is false at one of many random points, small ones among them for the sake of equations."""
    for k in range(200):
        span = (1, 2, 9)[k % 3]
        point = {
            name: term.Number(Fraction(dice.randint(-span, span), dice.choice((1, 1, 2, 3))))
            for name, _ in claim.variables
        }
        if truth(claim, point) is False:
            return True
    return False


def respelled(written: str, dice: random.Random) -> str:
    """The claim's text with one or two tokens exchanged for others of their kind."""
    tokens = re.findall(r"\d+|[A-Za-z_]+|\*\*|[=!<>]=|.", written)
    kinds = (
        ["sin", "cos", "tan", "exp", "log", "sqrt", "abs"], ["+", "-"], ["*", "/"], ["==", "<=", ">=", "<", ">"],
        sorted({t for t in tokens if re.fullmatch("[a-z]", t)}),
    )  # fmt: skip
    for _ in range(dice.choice((1, 1, 2))):
        k = dice.randrange(len(tokens))
        if tokens[k].isdigit():
            tokens[k] = str(max(0, int(tokens[k]) + dice.choice((-1, 1, 2))))
        for kind in kinds:
            if tokens[k] in kind:
                tokens[k] = dice.choice(kind)
    return "".join(tokens)


def test_the_judge_knows_true_from_false(proofs: list[tuple[Goal, Goal, Any]]) -> None:
    dice = random.Random(9)
    for true, false, _ in proofs:
        assert not counterexample(true.statement, dice)
        assert counterexample(false.statement, dice)


def mutated(found: Any, dice: random.Random) -> Any:
    """The certificate with a power or with one to three monomials of its cofactors changed."""
    cofactors, powers = list(found.cofactors), list(found.powers)
    for _ in range(dice.randrange(1, 4)):
        if powers and dice.random() < 0.2:
            k = dice.randrange(len(powers))
            powers[k] = max(0, powers[k] + dice.choice((-1, 1)))
        elif cofactors:
            k, context = dice.randrange(len(cofactors)), cofactors[0].context()
            monomial = context.constant(dice.choice((-2, -1, 1, 3)))
            for generator in context.gens():
                monomial *= generator ** dice.choice((0, 0, 1, 2))
            cofactors[k] += monomial
    return replace(found, cofactors=tuple(cofactors), powers=tuple(powers))


#: Constants that may take each other's place, by the number of their arguments.
ALIKE = [
    ["Ring.add", "Ring.mul", "Ring.sub"],
    ["Expression.add", "Expression.mul", "Expression.sub"],
    ["Expression.number", "Expression.variable"],
    ["Bool.true", "Bool.false"],
    ["And", "Prod", "Eq"],
    ["identity", "combination"],
]


def changed(term: LeanTerm, dice: random.Random) -> LeanTerm:
    """The term with one place changed: a numeral, a variable, an operation, the order of arguments, or a whole part."""
    places = list(parts(term))
    locals_ = sorted({p.name for p, _ in places if isinstance(p, Local) and p.name != "R"})
    usable = [(p, put) for p, put in places if isinstance(p, Natural | Local | Constant | Application)]
    while True:
        part, put = dice.choice(usable)
        match part:
            case Natural(n):
                return put(
                    Natural(dice.choice([n + 1, max(0, n - 1), 0, n * 2, n + 2**64, dice.randrange(9)]))
                )
            case Local(name) if name != "R" and len(locals_) > 1:
                return put(Local(dice.choice(locals_)))
            case Constant(name, levels):
                group = [other for kind in ALIKE for other in kind if name in kind and other != name]
                if group:
                    return put(Constant(dice.choice(group), levels))
            case Application(function, arguments) if len(arguments) > 1:
                k, j = dice.sample(range(len(arguments)), 2)
                swapped = list(arguments)
                if dice.random() < 0.7:
                    swapped[k], swapped[j] = swapped[j], swapped[k]
                else:
                    swapped[k] = dice.choice([p for p, _ in places if isinstance(p, Application | Natural)])
                return put(Application(function, tuple(swapped)))


def parts(term: LeanTerm) -> Iterator[tuple[LeanTerm, Callable[[LeanTerm], LeanTerm]]]:
    """Every part of a term, with the function that puts another in its place."""
    yield term, lambda new: new
    match term:
        case Application(function, arguments):
            for part, put in parts(function):
                yield part, lambda new, put=put: Application(put(new), arguments)  # type: ignore[misc]
            for k, argument in enumerate(arguments):
                for part, put in parts(argument):
                    yield (
                        part,
                        lambda new, put=put, k=k: Application(  # type: ignore[misc]
                            function, (*arguments[:k], put(new), *arguments[k + 1 :])
                        ),
                    )
        case Forall(name, domain, body) | Function(name, domain, body):
            kind = type(term)
            for part, put in parts(domain):
                yield part, lambda new, put=put: kind(name, put(new), body)  # type: ignore[misc]
            for part, put in parts(body):
                yield part, lambda new, put=put: kind(name, domain, put(new))  # type: ignore[misc]


class MeaninglessError(Exception):
    """A term is no statement about rings."""


def counterexample(statement: LeanTerm, dice: random.Random) -> bool:
    """Whether the statement is false, or means nothing, in some ring of integers modulo a small number."""
    names, premises = list[str](), list[LeanTerm]()
    match statement:
        case Forall("R", Constant("Ring"), body):
            statement = body
        case _:
            return True
    while isinstance(statement, Forall):
        if statement.name:
            names.append(statement.name)
        else:
            premises.append(statement.domain)
        statement = statement.body
    try:
        for modulus in MODULI:
            for _ in range(TRIALS):
                point = {name: dice.randrange(modulus) for name in names}
                if all(holds(p, point, modulus) for p in premises) and not holds(statement, point, modulus):
                    return True
    except MeaninglessError:
        return True
    return False


def holds(fact: LeanTerm, point: Mapping[str, int], modulus: int) -> bool:
    """Whether an equation holds at a point."""
    match fact:
        case Application(Constant("Eq"), (Application(Constant("Ring.carrier"), _), left, right)):
            return (value(left, point, modulus) - value(right, point, modulus)) % modulus == 0
        case _:
            raise MeaninglessError


def value(term: LeanTerm, point: Mapping[str, int], modulus: int) -> int:
    """The value of a ring element at a point."""
    match term:
        case Local(name) if name in point:
            return point[name]
        case Application(Constant("Ring.natural"), (Local("R"), Natural(n))):
            return n % modulus
        case Application(Constant("Ring.pow"), (Local("R"), base, Natural(n))):
            return pow(value(base, point, modulus), n, modulus)
        case Application(Constant("Ring.neg"), (Local("R"), inner)):
            return -value(inner, point, modulus) % modulus
        case Application(Constant("Ring.add" | "Ring.mul" | "Ring.sub" as name), (Local("R"), first, second)):
            a, b = value(first, point, modulus), value(second, point, modulus)
            return {"Ring.add": a + b, "Ring.mul": a * b, "Ring.sub": a - b}[name] % modulus
        case _:
            raise MeaninglessError
