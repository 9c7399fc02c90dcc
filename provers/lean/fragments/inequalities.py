"""Inequalities between quotients, roots, absolute values, exp, sin and cos of polynomials, in every ordered field.

    ∀ F, an ordered field, and v_x, …, u_1, …, r_1, … in it:  premises → left ≤ right     (also <, ≠, and =)

What the elements stand for: `order/elements.py`. Premises are the domains of the variables, the hypotheses and the
conditions that the exact checker accepts for the certificate; all of them hold at every point that the claim speaks
about, and so does `1 ≤ t or t ≤ 0` for an integer t, a premise where the proof distinguishes these cases. A root of a
that has no value in an ordered field where a < 0 does not hide that case: before it is introduced the theorem says, and
proves, 0 ≤ a. So with ℝ for F the theorem implies the claim (ℚ and ℤ lie in ℝ).

The proof follows the exact certificate step by step (`order/steps.py`): sums of squares, Farkas' multipliers and products
are elements of the cone of `library/Positivstellensatz.lean`; the identity is computed by the kernel. Equations are those
that need signs, such as √(x²) = |x| (`order/equal.py`).

Not supported: other functions, complex variables, what follows by calculus only, claims without an exact certificate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from porism.provers.admission import certified_conditions
from porism.provers.lean.goal import Goal
from porism.provers.lean.nodes import ONE, Node
from porism.provers.lean.order.certificates import CARRIER, FIELD_TYPE, Point, Sign, Zero
from porism.provers.lean.order.elements import Elements, is_integer
from porism.provers.lean.order.equal import equal_sides
from porism.provers.lean.order.plan import Bound, NotSeen, Owed, Plan, assembled
from porism.provers.lean.order.signs import Signs
from porism.provers.lean.order.steps import all_steps, powers_in, say
from porism.provers.lean.order.vanishing import Ring
from porism.provers.lean.terms import LeanTerm, Local, call, text
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import ZERO, Term, Variable, subtract

THEORY = "laws of an ordered field, for the real numbers"
ASSUMED = {"exponential": "exp(a + b) = exp(a)·exp(b) > 0", "cosine": "sin(a)² + cos(a)² = 1"}  # of functions
MAX_ROUNDS = 4
MAX_SPLITS = 8


def supported(claim: Claim) -> str | None:
    """None if the claim is an inequality between terms that an ordered field has, else the reason why it is not."""
    try:
        elements = Elements(claim)
        for name, domain in claim.variables:
            for member in membership(name, domain):
                elements.node(member.left), elements.node(member.right)
        for side in (claim.relation.left, claim.relation.right):
            elements.node(side)
    except UnsupportedError as error:
        return str(error)
    if relation("!=", ZERO, ZERO) in defining_conditions(claim):
        return "a denominator is zero: the claim is defined nowhere"
    return None


def goal(claim: Claim, certificate: Certificate | None) -> Goal:
    """The theorem of `claim` with a proof; raises `UnsupportedError` where there is none in reach."""
    if reason := supported(claim):
        raise UnsupportedError(reason)
    conditions = certified_conditions(claim, certificate)
    if certificate is None or conditions is None:
        raise UnsupportedError("an inequality needs a certificate that the exact checker accepts")
    splits, steps = dict[Term, None](), all_steps(certificate.data)
    for _ in range(MAX_ROUNDS):
        theorem = Theorem(claim, conditions, list(splits), steps)
        try:
            return theorem.proved(steps)
        except NotSeen:
            if splits.keys() >= theorem.plan.wanted.keys() or len(splits) > MAX_SPLITS:
                raise
            splits |= theorem.plan.wanted
    raise UnsupportedError("too many facts about integers are needed")


def membership(name: str, domain: Domain) -> Iterator[Relation]:
    """What it means that the variable `name` lies in a real domain."""
    variable = Variable(name)
    if domain.name == "nonzero":
        yield relation("!=", variable, ZERO)
    low, high, low_closed, high_closed = domain.bounds()
    if low is not None:
        yield relation("<=" if low_closed else "<", low, variable)
    if high is not None:
        yield relation("<=" if high_closed else "<", variable, high)


def _is_natural(node: Node) -> bool:
    """Whether a radicand is a numeral 0, 1, 2, …, which nobody doubts to be ≥ 0; a negative one is a negation."""
    return bool(node[0] == "number")


class Theorem:
    """The statement, and the plan of its proof, in the order in which the statement introduces things."""

    def __init__(
        self, claim: Claim, conditions: tuple[Relation, ...], splits: Sequence[Term], steps: list[object]
    ) -> None:
        self.claim = claim
        discrete = frozenset(name for name, domain in claim.variables if domain.is_discrete)
        sides = [s for c in conditions for s in (c.left, c.right)]
        self.elements = Elements(claim, [*sides, *powers_in(steps)])
        members = [m for name, domain in claim.variables for m in membership(name, domain)]
        # What mentions no root comes first: it may help to prove that a radicand is not negative.
        stated = list(dict.fromkeys([*members, *claim.hypotheses, *conditions]))
        self.premises = list[tuple[Relation, Node, Node, int]]()
        waiting = list[Relation]()
        for late in (False, True):
            for premise in waiting if late else stated:
                before = len(self.elements.found)
                try:
                    left, right = self.elements.node(premise.left), self.elements.node(premise.right)
                except UnsupportedError:
                    if premise in members:
                        raise
                    self.elements.forget(before)  # a premise less makes the theorem stronger
                    continue
                if not late and any(e.kind == "root" for e in self.elements.found[before:]):
                    self.elements.forget(before)
                    waiting.append(premise)
                else:
                    self.premises.append((premise, left, right, len(self.elements.found)))
        if strange := [t for t in splits if not is_integer(t, discrete)]:
            raise UnsupportedError(f"{strange[0]} is no integer by its shape")
        self.splits = [self.elements.node(t) for t in splits]
        r = claim.relation
        self.sides = self.elements.node(r.left), self.elements.node(r.right)
        self.plan = Plan(Ring(self.elements.found))
        self.plan.discrete = discrete

    def proved(self, steps: list[object]) -> Goal:
        """The theorem with its proof."""
        plan = self.plan
        plan.parts.append(Bound("F", FIELD_TYPE, False))
        self._introduce(len(self.claim.variables), steps)
        for premise, left, right, needed in self.premises:
            self._introduce(needed, steps)
            name = plan.named()
            plan.parts.append(Bound(name, plan.point.relation(premise.kind, left, right), True))
            self._learn(premise.kind, left, right, Local(name))
        for t in self.splits:
            self._split(t)
        self._introduce(len(plan.ring.elements), steps)
        say(plan, steps)
        proof = self._relation()
        proposition = plan.point.relation(self.claim.relation.kind, *self.sides)
        proof, statement = assembled(plan.parts, proof, proposition)
        kinds = {element.kind for element in plan.ring.elements}
        theory = [THEORY, *(assumed for kind, assumed in ASSUMED.items() if kind in kinds)]
        return Goal(statement, proof, tuple(self._legend()), "; ".join(theory))

    def _split(self, t: Node) -> None:
        """The premise that an integer t is at least 1 or at most 0."""
        plan, name = self.plan, self.plan.named()
        sides = [plan.point.relation("<=", ("number", 1), t), plan.point.relation("<=", t, ("number", 0))]
        plan.parts.append(Bound(name, call("Or", *sides), True))
        plan.splits.append((plan.reduced(plan.raw(t)), t, Local(name)))

    def _introduce(self, count: int, steps: list[object]) -> None:
        """The elements up to `count`, with what is owed for them and what is known of them."""
        plan = self.plan
        while plan.count < count:
            k = plan.count
            element = plan.ring.elements[k]
            if element.kind == "root" and not _is_natural(element.of):
                self._owe(element.of, element.term, steps)
            plan.parts.append(Bound(element.name, CARRIER, False))
            plan.count += 1
            x: Node = ("variable", k)
            match element.kind:
                case "inverse":
                    self._equation(element.name, ("mul", element.of, x), ONE)
                case "root":
                    self._equation(element.name, ("pow", x, element.degree), element.of)
                    self._signed(False, x)
                case "absolute":
                    self._equation(element.name, ("mul", x, x), ("mul", element.of, element.of))
                    self._signed(False, x)
                case "cosine":
                    sine = element.of
                    self._equation(element.name, ("add", ("mul", sine, sine), ("mul", x, x)), ONE)
                case "constant" | "exponential":
                    self._signed(True, x)
                case _:
                    pass

    def _equation(self, relation: str, left: Node, right: Node) -> None:
        plan, name = self.plan, self.plan.named()
        plan.parts.append(Bound(name, plan.point.relation("==", left, right), True))
        plan.know_zero(Zero(relation, left, right, Local(name)))

    def _signed(self, strict: bool, node: Node) -> None:
        plan, name = self.plan, self.plan.named()
        plan.parts.append(Bound(name, plan.point.signed(strict, node), True))
        plan.know(Sign(strict, node, Local(name)))

    def _owe(self, radicand: Node, term: object, steps: list[object]) -> None:
        """0 ≤ radicand, proved before its root is spoken of."""
        plan = self.plan
        signs = Signs(plan)
        try:
            found = signs.sign(term, False)  # type: ignore[arg-type]  # the element keeps the term that it was read from
        except NotSeen:
            say(plan, steps)
            found = signs.sign(term, False)  # type: ignore[arg-type]
        sign = plan.certify(radicand, False, [found])
        plan.parts.append(Owed(plan.point.signed(False, radicand), sign.proof))

    def _learn(self, kind: str, left: Node, right: Node, proof: LeanTerm) -> None:
        plan, point = self.plan, self.plan.point
        difference: Node = ("sub", right, left)
        match kind:
            case "<=" | "<":
                law = "sub_nonneg" if kind == "<=" else "sub_pos"
                plan.know(Sign(kind == "<", difference, point.law(law, [left, right], proof)))
            case "==":
                plan.know_zero(Zero(f"premise {len(plan.zeros)}", left, right, proof))
            case _:
                difference = ("sub", left, right)
                square = Sign(
                    True,
                    ("mul", difference, difference),
                    point.law("square_pos_of_ne", [left, right], proof),
                )
                plan.know_square(difference, square)

    def _relation(self) -> LeanTerm:
        plan, signs = self.plan, Signs(self.plan)
        left, right = self.sides
        stated = self.claim.relation
        match stated.kind:
            case "<=" | "<":
                strict = stated.kind == "<"
                sign = self._seen(("sub", right, left), subtract(stated.right, stated.left), strict)
                law = "lt_of_sub_pos" if strict else "le_of_sub_nonneg"
                return plan.point.law(law, [left, right], sign.proof)
            case "==":
                return equal_sides(signs, self.sides, (stated.left, stated.right)).proof
            case _:
                difference: Node = ("sub", left, right)
                square: Node = ("mul", difference, difference)
                try:
                    sign = plan.certify(square, True, [signs.nonzero(subtract(stated.left, stated.right))])
                except NotSeen as reason:
                    sign = self._absurd(square, True, reason)
                return plan.point.law("ne_of_square_pos", [left, right], sign.proof)

    def _seen(self, target: Node, term: Term, strict: bool) -> Sign:
        try:
            return self.plan.certify(target, strict, [Signs(self.plan).sign(term, strict)])
        except NotSeen as reason:
            return self._absurd(target, strict, reason)

    def _absurd(self, target: Node, strict: bool, reason: NotSeen) -> Sign:
        """The claim speaks about no point, if its premises exclude each other."""
        try:
            return self.plan.certify_absurd(target, strict)
        except NotSeen:
            raise reason from None

    def _legend(self) -> Iterator[str]:
        point = Point([e.name for e in self.plan.ring.elements])
        for element in self.plan.ring.elements:
            inside = text(point.element(element.of))
            match element.kind:
                case "inverse":
                    yield f"{element.name} stands for 1/({inside})"
                case "root":
                    yield f"{element.name} stands for ({inside})^(1/{element.degree})"
                case "absolute":
                    yield f"{element.name} stands for |{inside}|"
                case "constant":
                    yield f"{element.name} is any positive element"
                case "exponential":
                    exponent = f"({element.term})/{element.degree}" if element.degree != 1 else element.term
                    yield f"{element.name} stands for exp({exponent}), a positive number"
                case "sine":
                    yield f"{element.name} stands for sin({element.term})"
                case "cosine":
                    yield f"{element.name} stands for cos({element.term})"
                case _:
                    pass
