"""The steps of a completeness proof, each as a Rocq tactic for what it concludes.

    multiple   (l − r)·m = a − b        factor   a product that is 0        roots    degree 1 and 2
    invert     f(u) = c by a lemma      cases    trichotomy                 replace  rewriting          apply    f_equal

A rule gives a tactic for the disjunction of its cases, in a context that holds the hypotheses under the names of the node;
what it needs besides is asserted in the node's plan first. The lemmas are those of `library/Roots.v`. Untrusted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from porism.provers.calculus.solution_steps import State
from porism.provers.rocq.planning.bodies import proposition_tactic
from porism.provers.rocq.planning.derivation import apply_steps
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.plan import Plan
from porism.provers.rocq.stating.emit import number_text, relation_text, term_text, unfolded
from porism.provers.rocq.stating.statement import Proposition
from porism.provers.rocq.structured.solutions import real_form
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Term,
    Variable,
    add,
    from_json,
    multiply,
    negate,
    number,
    power,
    subtract,
)


@dataclass
class Node:
    """A goal of the proof: what the exact proof knows there, the plan, and the name of each hypothesis."""

    state: State
    plan: Plan
    names: list[str]
    hints: Mapping[Claim, list[Any]]  # the steps of the exact derivations


def seen(plan: Plan, wanted: Proposition, steps: list[Any]) -> str:
    """The proposition's tactic; as long as it is not seen, one more step of the derivation is said first."""
    while True:
        before = plan.copy(), len(plan.lines)
        try:
            return proposition_tactic(plan, wanted)
        except NotSeen:
            plan.restore(*before)
            if not steps:
                raise
        while steps:
            step, *steps = steps
            if not apply_steps(plan, [step]):
                break


def prove(node: Node, claim: Claim) -> str:
    """The name of the claim's relation, asserted."""
    wanted = real_form(claim.relation)
    tactic = seen(node.plan, wanted, list(node.hints.get(claim, [])))
    name = node.plan.names.fresh("Q")
    node.plan.lines.append(f"assert ({name} : {relation_text(wanted)}) by ({tactic})")
    return name


Cases = Sequence[tuple[Relation, ...]]
Rule = Callable[[Node, Any, list[Claim], Cases], str]


def _equation(node: Node, left: Term, right: Term, hints: list[Any]) -> str:
    """The name of the equation between two terms, asserted."""
    tactic = seen(node.plan, Relation("==", left, right), hints)
    name = node.plan.names.fresh("Q")
    node.plan.lines.append(f"assert ({name} : {term_text(left)} = {term_text(right)}) by ({tactic})")
    return name


def _derive(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    return f"exact {prove(node, claims[0])}"


def _multiple(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    k = int(data["of"])
    h = real_form(node.state.hypotheses[k])
    m, a, b = (unfolded(from_json(data[key])) for key in ("by", "left", "right"))
    hints = list(node.hints.get(claims[0], [])) if claims else []
    name = _equation(node, multiply(subtract(h.left, h.right), m), subtract(a, b), hints)
    node.plan.closing(m)
    texts = " ".join(map(term_text, (h.left, h.right, m, a, b)))
    core = f"apply (porism_multiple {texts}); [ exact {node.names[k]} | porism_as {name} ]"
    return f"first [ {core} | symmetry; {core} ]"  # the canonical equation may stand the other way round


def _factor(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    return f"let Z := fresh in pose proof {node.names[int(data['of'])]} as Z; porism_product_zero Z"


def _apply(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    name, f = node.names[int(data["of"])], data["function"]
    image = f"(fun t : R => t ^ {f})" if isinstance(f, int) else {"abs": "Rabs"}.get(f, str(f))
    return f"let Z := fresh in pose proof (f_equal {image} {name}) as Z; cbv beta in Z; porism_as Z"


def _replace(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    old, rule = node.names[int(data["in"])], node.names[int(data["by"])]
    h = node.state.equation(data["by"])
    s = h.left if data["forward"] is True else h.right
    arrow = "" if real_form(h).left == unfolded(s) else "<- "
    return f"let Z := fresh in generalize {old}; rewrite {arrow}{rule}; intro Z; first [ exact Z | porism_as Z | lra ]"


def _cases(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    text = term_text(unfolded(from_json(data["on"])))
    if data["kind"] == "sign":
        return f"destruct (Rtotal_order {text} 0) as [ ? | [ ? | ? ] ]; porism_one"
    return f"destruct (Req_dec {text} 0) as [ ? | ? ]; porism_one"


def _roots(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    u = unfolded(from_json(data["in"]))
    coefficients = [Fraction(str(c)) for c in data["polynomial"]]
    name, text = node.names[int(data["of"])], term_text(u)
    if len(coefficients) == 2:
        return f"generalize {name}; intro; lra"
    if len(coefficients) != 3:
        raise NotSeen("roots of higher degree are not said in Rocq")
    c, b, a = coefficients
    d = b * b - 4 * a * c
    if d > 0:
        return _two_roots(node, u, coefficients, name, cases)
    moved = f"({text} + {number_text(b / (2 * a))})"
    start = f"assert (Z : {moved} ^ 2 = {number_text(d / (4 * a * a))}) by (generalize {name}; intro; nra)"
    if d < 0:
        return f"{start}; generalize (pow2_ge_0 {moved}); rewrite Z; intro; lra"
    return f"{start}; assert (Y : {moved} = 0) by (apply (porism_root_zero _ 1); exact Z); porism_one"


def _two_roots(node: Node, u: Term, coefficients: list[Fraction], name: str, cases: Cases) -> str:
    plan, q, a = node.plan, Variable("root"), number(coefficients[2])
    values = list[Term]()
    for (h,) in cases:
        stated = real_form(h)
        values.append(stated.right if stated.left == u else stated.left)
    product = multiply(a, *(subtract(q, v) for v in values))
    whole = add(ZERO, *(multiply(number(c), power(q, number(k))) for k, c in enumerate(coefficients)))
    tactic = seen(plan, Relation("==", product, whole), [])
    fact, text = plan.names.fresh("Q"), term_text(u)
    one, two = map(term_text, values)

    def factored(x: str) -> str:
        return f"{term_text(a)} * ({x} - {one}) * ({x} - {two})"

    same = f"transitivity {term_text(product)}; [ porism_field | {tactic} ]"
    stated_for_all = f"forall v_root : R, {factored('v_root')} = {term_text(whole)}"
    plan.lines.append(f"assert ({fact} : {stated_for_all}) by (intro v_root; {same})")
    return (
        f"let Z := fresh in assert (Z : {factored(text)} = 0) by (rewrite {fact}; generalize {name}; intro; lra); "
        f"apply Rmult_integral in Z; destruct Z as [Z|Z]; "
        f"[ apply Rmult_integral in Z; destruct Z as [Z|Z]; [ exfalso; lra | left; lra ] | right; lra ]"
    )


def _member(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    return "porism_find" if cases[0] else "exact I"


def _invert(node: Node, data: Any, claims: list[Claim], cases: Cases) -> str:
    k, plan = int(data["of"]), node.plan
    h = node.state.equation(k)
    sides = (h.left, h.right) if data["side"] == "left" else (h.right, h.left)
    image, c = map(unfolded, sides)
    ct, fact = term_text(c), plan.names.fresh("E")
    plan.lines.append(f"assert ({fact} : {term_text(image)} = {ct}) by (porism_as {node.names[k]})")

    def posed(lemma: str, rest: str) -> str:
        return f"let Z := fresh in pose proof ({lemma} {fact}) as Z; {rest}"

    match image:
        case Apply("log", u):
            return posed(f"porism_ln_is {term_text(u)} {ct} ltac:({plan.sign(u, True)})", "porism_one")
        case Apply("asin" | "acos" as f, u):
            for t in (add(ONE, u), subtract(ONE, u)):
                tactic, name = plan.sign(t, False), plan.names.fresh("B")
                plan.lines.append(f"assert ({name} : 0 <= {term_text(t)}) by ({tactic})")
            value = f"{'sin' if f == 'asin' else 'cos'} {ct}"
            proof = f"apply porism_{f}_is; [ lra | lra | exact {fact} ]"
            return f"let Z := fresh in assert (Z : {term_text(u)} = {value}) by ({proof}); porism_one"
        case Apply("exp" | "abs" | "atan" | "sinh" | "asinh" as f, u):
            inverse = "arcsinh" if f == "asinh" else f
            return posed(f"porism_{inverse}_is {term_text(u)} {ct}", "porism_split Z; porism_one")
        case Apply("sin" | "cos" | "tan" as f, u):
            defined = f" ltac:({plan.nonzero(Apply('cos', u))})" if f == "tan" else ""
            return posed(f"porism_{f}_is {term_text(u)} {ct}{defined}", "porism_turns Z")
        case Power(u, Number(q)) if q == 2:
            return posed(f"porism_square_is {term_text(u)} {ct}", "porism_split Z; porism_one")
        case Power(u, Number(q)) if q.denominator == 2 and q > 0:
            sign, name = plan.sign(u, False), plan.names.fresh("S")
            plan.lines.append(f"assert ({name} : 0 <= {term_text(u)}) by ({sign})")
            left = term_text(power(u, number(q.numerator)))
            same = f"replace {left} with ({term_text(image)} ^ 2) by (porism_root_power {name})"
            return f"let Z := fresh in assert (Z : {left} = {ct} ^ 2) by ({same}; rewrite {fact}; reflexivity); porism_as Z"
        case Power(u, Number(q)) if q.denominator == 1 and q > 2:
            n = int(q)
            lemma, of, turn = (f"porism_odd_is {n // 2}" if n % 2 else f"porism_even_is {n // 2 - 1}"), c, ""
            try:
                sign = plan.sign(c, True)
            except NotSeen:
                if n % 2 == 0:
                    raise
                lemma, of, turn = f"porism_odd_neg_is {n // 2}", negate(c), "apply porism_neg_lt; "
                sign = plan.sign(of, True)
            rest = "porism_root_index Z; porism_split Z; porism_one"
            return posed(f"{lemma} {term_text(u)} {ct} ltac:({turn}{sign})", rest)
        case _:
            raise NotSeen(f"the inverse images of {image} are not said in Rocq")


RULES: Final[Mapping[str, Rule]] = {
    "derive": _derive, "multiple": _multiple, "factor": _factor, "apply": _apply, "replace": _replace, "cases": _cases,
    "roots": _roots, "member": _member, "invert": _invert, "defined": _member,
}  # fmt: skip
