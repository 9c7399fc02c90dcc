"""Equations between quotients of polynomials, in every commutative ring.

    ∀ R, a commutative ring, and v_x, …, c_i, u_1, … in it:  premises → left = right

What the variables stand for: `reader.py`. At every point that the claim speaks about, the divisors are not zero; with ℂ
for R (ℚ, ℝ and ℤ lie in it) and 1/b for u_k the theorem's premises hold there and its conclusion is the claim.
Hypotheses that are equations between such terms are premises; other hypotheses and the domains are not needed, which
makes the theorem stronger. The proof is `identity` or `combination` of `library/`, by formulas
where these make it quicker, with the cofactors of `cofactors.py`.

Not supported: functions, fractional or symbolic exponents, relations other than equations.
"""

from __future__ import annotations

from collections.abc import Sequence

from porism.provers.lean.cofactors import Cofactors, cofactors_of, refuse_large
from porism.provers.lean.goal import Goal, Stated
from porism.provers.lean.nodes import (
    CARRIER,
    FOLD,
    ONE,
    RING,
    Equation,
    Node,
    expression_term,
    fold_term,
    polynomial_node,
    ring_term,
)
from porism.provers.lean.quotients import Quotients
from porism.provers.lean.reader import Reader
from porism.provers.lean.terms import (
    Constant,
    LeanTerm,
    Local,
    Natural,
    alike,
    call,
    decided,
    equal,
    foralls,
    functions,
    listed,
    text,
)
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import ZERO

THEORY = "commutative ring laws of the complex numbers"
EXPRESSION = Constant("Expression")
TERM = Constant("Expression.Term")


def supported(claim: Claim) -> str | None:
    """None if the claim is an equation between quotients of polynomials, else the reason why it is not."""
    try:
        _read(claim)
    except UnsupportedError as error:
        return str(error)
    return None


def _read(claim: Claim) -> tuple[Reader, Node, Node]:
    """The two sides, and who read them."""
    if claim.relation.kind != "==":
        raise UnsupportedError(f"{claim.relation} is not an equation")
    reader = Reader(claim)
    left, right = reader.node(claim.relation.left), reader.node(claim.relation.right)
    if relation("!=", ZERO, ZERO) in defining_conditions(claim):
        raise UnsupportedError("a denominator is zero: the claim is defined nowhere")
    return reader, left, right


def goal(claim: Claim, certificate: Certificate | None) -> Goal:
    """The theorem of `claim` with a proof; raises `UnsupportedError` where there is none in reach.

    >>> print(text(goal(Claim.parse("x**2 + 2*x == x*(x + 2)"), None).statement))
    ∀ (R : Ring.{0}) (v_x : R.carrier), Eq (...) (R.mul v_x (R.add v_x (R.natural 2)))
    """
    reader, left, right = _read(claim)
    hypotheses = _hypotheses(reader, claim)
    quick = refuse_large(("sub", left, right), len(reader.names))  # before anything is expanded
    proof = Quotients(reader).equation(left, right) if reader.divisors else None
    if proof is not None:
        return _goal(reader, left, right, _premises(reader, hypotheses), proof)
    found = cofactors_of(reader, left, right, hypotheses, certificate)
    premises = _premises(reader, hypotheses)
    return _goal(reader, left, right, premises, _by_cofactors(reader, left, right, premises, found, quick))


def stated(claim: Claim) -> Stated:
    """The theorem of `claim` alone; raises `UnsupportedError` where the claim is none of this kind.

    >>> print(text(stated(Claim.parse("x/x == 1")).statement))
    ∀ (R : Ring.{0}) (v_x u_1 : R.carrier), Eq (R.mul v_x u_1) (R.natural 1) -> Eq (R.mul v_x u_1) (R.natural 1)
    """
    reader, left, right = _read(claim)
    premises = _premises(reader, _hypotheses(reader, claim))
    variables = [Local(name) for name in reader.names]
    facts = [("", _equation(p.left, p.right, variables)) for p in premises]
    asserted = foralls([*_binders(reader), *facts], _equation(left, right, variables))
    return Stated(asserted, _legend(reader), THEORY)


def _hypotheses(reader: Reader, claim: Claim) -> list[Equation]:
    """The hypotheses that are equations between such terms, and what is known of the elements that stand for roots."""
    hypotheses = list[Equation]()
    for h in claim.hypotheses:
        if h.kind == "==":
            before = len(reader.names), len(reader.divisors)
            try:
                hypotheses.append(Equation(reader.node(h.left), reader.node(h.right)))
            except UnsupportedError:
                if before != (len(reader.names), len(reader.divisors)):
                    raise  # it left a variable behind; a claim of this kind is not worth more
    return hypotheses + list(reader.squares)


def _premises(reader: Reader, hypotheses: Sequence[Equation]) -> list[Equation]:
    """b·u = 1 for each divisor, then the hypotheses, all with names."""
    inverses = [Equation(("mul", b, ("variable", i)), ONE) for b, i in reader.divisors]
    return [Equation(p.left, p.right, f"h_{k}") for k, p in enumerate([*inverses, *hypotheses], 1)]


def _goal(reader: Reader, left: Node, right: Node, premises: Sequence[Equation], proof: LeanTerm) -> Goal:
    variables = [Local(name) for name in reader.names]
    elements = _binders(reader)
    facts = [(p.name, _equation(p.left, p.right, variables)) for p in premises]
    stated = foralls([*elements, *(("", fact) for _, fact in facts)], _equation(left, right, variables))
    everywhere = all(b[0] == "number" and b[1] != 0 for b, _ in reader.divisors)
    return Goal(stated, functions([*elements, *facts], proof), _legend(reader), THEORY, everywhere)


def _binders(reader: Reader) -> list[tuple[str, LeanTerm]]:
    return [("R", Constant("Ring", (0,))), *((name, CARRIER) for name in reader.names)]


def _legend(reader: Reader) -> tuple[str, ...]:
    variables = [Local(name) for name in reader.names]
    return tuple(
        f"{reader.names[i]} stands for 1/({text(ring_term(b, variables))})" for b, i in reader.divisors
    )


def _equation(a: Node, b: Node, variables: Sequence[LeanTerm]) -> LeanTerm:
    return equal(CARRIER, ring_term(a, variables), ring_term(b, variables))


def _by_cofactors(
    reader: Reader, left: Node, right: Node, premises: Sequence[Equation], found: Cofactors, quick: bool
) -> LeanTerm:
    variables = [Local(name) for name in reader.names]
    count, point = Natural(len(variables)), listed(CARRIER, variables)
    used = [(c, p) for c, p in zip(found.cofactors, premises, strict=True) if c != 0]
    if not used and not any(found.powers):
        if quick:
            folds = fold_term(left), fold_term(right)
            same = (alike(FOLD, fold, 2) for fold in folds)
            return call("identity_of_folds", RING, count, point, *folds, *same, decided())
        sides = expression_term(left), expression_term(right)
        return call("identity", RING, count, point, *sides, decided(), levels=(0,))
    multiplier, invertible = _multiplier(reader, premises, found.powers, variables)
    entries = list[LeanTerm]()
    combined: Node = ("number", 0)
    holds: LeanTerm = Constant("True.intro")
    held: LeanTerm = Constant("True")
    for cofactor, premise in reversed(used):
        node = polynomial_node(cofactor)
        combined = ("add", ("mul", node, ("sub", premise.left, premise.right)), combined)
        entries.insert(0, _entry(node, premise))
        fact = _equation(premise.left, premise.right, variables)
        holds = call("And.intro", fact, held, Local(premise.name), holds)
        held = call("And", fact, held)
    zero: Node = ("sub", ("mul", multiplier, ("sub", left, right)), combined)
    sides = expression_term(left), expression_term(right)
    given = [RING, count, point, *sides, expression_term(multiplier), listed(TERM, entries)]
    if refuse_large(zero, len(variables)):
        fold = fold_term(zero)
        given += [fold, alike(FOLD, fold, 2)]
        return call("combination_of_fold", *given, decided(), invertible, holds, levels=(0,))
    return call("combination", *given, decided(), invertible, holds, levels=(0,))


def _multiplier(
    reader: Reader, premises: Sequence[Equation], powers: Sequence[int], variables: Sequence[LeanTerm]
) -> tuple[Node, LeanTerm]:
    """The product of the divisors' powers, and the proof that it has an inverse."""
    node, value = ONE, ring_term(ONE, variables)
    proof = call("Invertible.one", RING, levels=(0,))
    for k, power in enumerate(powers):
        if power:
            divisor, index = reader.divisors[k]
            element, factor = ring_term(divisor, variables), ("pow", divisor, power)
            has_inverse = call(
                "Invertible.intro", RING, element, variables[index], Local(premises[k].name), levels=(0,)
            )
            raised = call("Invertible.pow", RING, element, has_inverse, Natural(power), levels=(0,))
            proof = call(
                "Invertible.mul", RING, value, ring_term(factor, variables), proof, raised, levels=(0,)
            )
            node = ("mul", node, factor)
            value = ring_term(node, variables)
    return node, proof


def _entry(cofactor: Node, premise: Equation) -> LeanTerm:
    """The cofactor with the two sides of its premise."""
    sides = call(
        "Prod.mk",
        EXPRESSION,
        EXPRESSION,
        expression_term(premise.left),
        expression_term(premise.right),
        levels=(0, 0),
    )
    pair = call("Prod", EXPRESSION, EXPRESSION, levels=(0, 0))
    return call("Prod.mk", EXPRESSION, pair, expression_term(cofactor), sides, levels=(0, 0))
