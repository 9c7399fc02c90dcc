"""The exact checker's derivations said to Rocq: each step becomes a hypothesis with its proof.

    sign, zero, nonzero      an identity with known signs, zeros, non-zeros on its other side
    solve                    an equation for a variable, used as a rewriting
    lemma, rewrite           lemmas of `Porism.v` and of Rocq's library
    box                      `interval` with bisection
    flow                     the mean value theorem: continuous on the segment, the derivative's sign inside it
    cases                    `Rle_or_lt`

A step whose facts are not there yet is kept and tried again later. Steps that a plan does by itself (`parts`, the laws of log
and power) are passed over. The format is that of `provers/exact/rules.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

from porism.provers.rocq.emit import term_text, variable_name
from porism.provers.rocq.errors import NotSeen
from porism.provers.rocq.plan import Fact, Kind, Plan
from porism.provers.rocq.rational import constant
from porism.provers.rocq.slopes import derivative_tactic
from porism.provers.rocq.statement import IsDerivative
from porism.symbolic.derivative import derivative
from porism.symbolic.term import (
    HALF,
    ONE,
    PI,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    children,
    from_json,
    multiply,
    negate,
    number,
    power,
    substitute,
    subterms,
    subtract,
    variables,
)

_LEMMAS = {
    "exp_ge": "exp_ineq1_le {a}",
    "log_le": "porism_ln_le {a} ({p})",
    "log_ge": "porism_ln_ge {a} ({p})",
    "sin_sq_le": "porism_sin_sq_le {a}",
    "sin_le": "porism_sin_le {a} ({n})",
    "cos_ge": "porism_cos_ge {a}",
    "atan_le": "porism_atan_le {a} ({n})",
    "abs_ge": "Rle_abs {a}",
    "atan_lt": "atan_bound {a}",
    "asin_le": "asin_bound {a}",
    "abs_triangle": "Rabs_triang {a} {b}",
}


def apply_steps(plan: Plan, steps: Sequence[Any]) -> list[Any]:
    """Adds the facts of the steps to the plan; returns the steps that could not be said yet."""
    waiting = list[Any]()
    for step in steps:
        try:
            _apply(plan, step)
        except NotSeen:
            waiting.append(step)
    return waiting


def _apply(plan: Plan, step: Any) -> None:
    match step:
        case ["sign", kind, t, multiplier, summands, ideal]:
            _sign(plan, kind, from_json(t), from_json(multiplier), summands, ideal)
        case ["zero", t, multiplier, ideal]:
            _zero(plan, from_json(t), from_json(multiplier), ideal)
        case ["nonzero", t, cofactor, product]:
            _nonzero(plan, from_json(t), from_json(cofactor), from_json(product))
        case ["solve", ["var", name], zero]:
            _solve(plan, Variable(name), from_json(zero))
        case ["lemma", name, *arguments]:
            _lemma(plan, name, [from_json(a) for a in arguments])
        case ["rewrite", name, *arguments]:
            _law(plan, name, arguments)
        case ["box", kind, t, _, bounds]:
            _box(plan, kind, from_json(t), bounds)
        case ["compare", kind, small, large]:
            _compare(plan, kind, from_json(small), from_json(large))
        case ["cases", t, goals, first, second]:
            _cases(plan, from_json(t), goals, first, second)
        case ["flow", kind, t, name, anchor, side, steps]:
            _flow(plan, kind, from_json(t), name, from_json(anchor), side, steps)
        case _:
            pass  # `parts` gives premises of the statement; `induction` is about naturals


def all_steps(data: Any) -> list[Any]:
    """The steps of a derivation, those for definedness first."""
    if not isinstance(data, dict):
        return []
    defined = [step for _, steps in data.get("defined", []) for step in steps]
    return [*defined, *data.get("steps", [])]


def known_zero(plan: Plan, term: Term) -> tuple[str, str]:
    """The name and the text of a hypothesis `text = 0` about a multiple of the term."""
    for fact in plan.facts:
        if fact.kind == "=" and fact.term == term:
            return fact.name, fact.text
    value = plan.value(term)
    for fact in plan.facts:
        if fact.kind == "=" and (theirs := plan.value(fact.term)) and not theirs.is_zero():
            ratio = value * theirs**-1
            if ratio.numerator.is_constant() and ratio.denominator.is_constant():
                factor = plan.text(ratio)
                proof = f"transitivity ({factor} * ({fact.text})); [ {plan.identity(term, multiply(fact.term, plan.field.term(ratio)), False)} "
                known = plan.know("=", term, proof + f"| rewrite {fact.name}; ring ]")
                return known.name, known.text
    if plan.field.reduced(value.numerator).rest == 0:
        known = plan.know("=", term, plan.identity(term, number(0), False))
        return known.name, known.text
    raise NotSeen(f"{term} = 0 is not known")


def _combination(plan: Plan, ideal: Any) -> tuple[list[Term], str, str]:
    """Σ cofactor · zero: its terms, its text, and the names of the zeros."""
    terms, texts, names = list[Term](), list[str](), list[str]()
    for cofactor_data, zero_data in ideal:
        cofactor, (name, text) = from_json(cofactor_data), known_zero(plan, from_json(zero_data))
        terms.append(multiply(cofactor, from_json(zero_data)))
        texts.append(f"{term_text(cofactor)} * ({text})")
        names.append(name)
    return terms, " + ".join(texts), ", ".join(f"?{name}" for name in dict.fromkeys(names))


def _sign(plan: Plan, kind: str, t: Term, multiplier: Term, summands: Any, ideal: Any) -> None:
    strict = kind == ">"
    parts = [multiply(number(Fraction(c)), *map(from_json, factors)) for c, factors in summands]
    total = add(number(0), *parts)
    if len(parts) == 1 and parts[0] == t and not ideal:
        plan.know(cast(Kind, kind), t, plan.sign(t, strict))
        return
    zeros, text, names = _combination(plan, ideal)
    positive = plan.sign(multiplier, True)
    pieces, proved = list[str](), not strict
    for c, factors in summands:
        known, all_strict = _factors(plan, [from_json(f) for f in factors], not proved)
        proved = proved or all_strict
        pieces.append(" * ".join([term_text(number(Fraction(c))), *known]))
    if not proved:
        raise NotSeen("no summand is seen to be positive")
    # Written out as it stands: a canonical term would take minus signs out of factors that are known as they are.
    total_text = " + ".join(pieces) or "0"
    name = plan.names.fresh()
    plan.lines.append(f"assert ({name} : 0 {'<' if strict else '<='} {total_text}) by porism_sum")
    equation = plan.identity(multiply(t, multiplier), add(number(0), *parts, *zeros), False)
    if zeros:
        equation = f"transitivity ({total_text} + ({text})); [ {equation} | rewrite {names}; porism_field ]"
    lemma = "porism_lt_by" if strict else "porism_le_by"
    m = term_text(multiplier)
    plan.know(cast(Kind, kind), t, f"apply ({lemma} _ {m} ({total_text})); [ {positive} | exact {name} | {equation} ]")


def _factors(plan: Plan, factors: list[Term], wanted: bool) -> tuple[list[str], bool]:
    """The texts of factors that are known to be ≥ 0 from now on, and whether they were all asked and seen to be > 0."""
    if wanted:
        try:
            return [plan.know(">", f, plan.sign(f, True)).text for f in factors], True
        except NotSeen:
            pass
    return [plan.know(">=", f, plan.sign(f, False)).text for f in factors], False


def _zero(plan: Plan, t: Term, multiplier: Term, ideal: Any) -> None:
    zeros, text, names = _combination(plan, ideal)
    nonzero = plan.nonzero(multiplier)
    equation = plan.identity(multiply(t, multiplier), add(number(0), *zeros), False)
    plan.know(
        "=",
        t,
        f"apply (porism_zero_by _ {term_text(multiplier)}); [ {nonzero} | transitivity ({text or '0'}); "
        f"[ {equation} | {f'rewrite {names}; ' if names else ''}porism_field ] ]",
    )


def _nonzero(plan: Plan, t: Term, cofactor: Term, product: Term) -> None:
    try:
        tactic = plan.nonzero(t)
    except NotSeen:
        other = plan.nonzero(product)
        equation = plan.identity(multiply(t, cofactor), product, False)
        tactic = f"apply (porism_ne_by _ {term_text(cofactor)} {term_text(product)}); [ {other} | {equation} ]"
    plan.know("!=", t, tactic)


def _solve(plan: Plan, x: Variable, zero: Term) -> None:
    name, _ = known_zero(plan, zero)
    at_zero, at_one = (substitute(zero, {x.name: number(n)}) for n in (0, 1))
    slope = plan.value(subtract(at_one, at_zero))
    if not (slope.numerator.is_constant() and slope.denominator.is_constant()) or slope.is_zero():
        raise NotSeen(f"{zero} is not linear in {x}")
    value = plan.field.term(plan.value(at_zero) * (slope * constant(-1)) ** -1)
    plan.set_law(x, value, f"generalize {name}; lra")


def _lemma(plan: Plan, name: str, arguments: list[Term]) -> None:
    a = arguments[0]
    b = arguments[1] if len(arguments) > 1 else None
    facts: dict[str, Term] = {
        "exp_ge": subtract(Apply("exp", a), add(ONE, a)),
        "log_le": subtract(subtract(a, ONE), Apply("log", a)),
        "log_ge": subtract(Apply("log", a), subtract(ONE, power(a, number(-1)))),
        "sin_sq_le": subtract(power(a, number(2)), power(Apply("sin", a), number(2))),
        "sin_le": subtract(a, Apply("sin", a)),
        "cos_ge": add(Apply("cos", a), number(-1), multiply(HALF, power(a, number(2)))),
        "atan_le": subtract(a, Apply("atan", a)),
        "abs_ge": subtract(Apply("abs", a), a),
        "atan_lt": subtract(multiply(HALF, PI), Apply("atan", a)),
        "asin_le": subtract(multiply(HALF, PI), Apply("asin", a)),
    }
    if b is not None and name == "abs_triangle":
        facts[name] = subtract(add(Apply("abs", a), Apply("abs", b)), Apply("abs", add(a, b)))
    if name not in facts:
        raise NotSeen(f"the lemma {name} is not known here")
    values = {"a": term_text(a), "b": term_text(b) if b is not None else "", "p": "", "n": ""}
    if "{p}" in _LEMMAS[name]:
        values["p"] = plan.know(">", a, plan.sign(a, True)).name
    if "{n}" in _LEMMAS[name]:
        values["n"] = plan.know(">=", a, plan.sign(a, False)).name
    plan.know(">=", facts[name], f"pose proof ({_LEMMAS[name].format(**values)}); porism_linear")


def _law(plan: Plan, name: str, arguments: list[Any]) -> None:
    match name:
        case "asin_sin" | "asin_cos" | "atan_tan":
            a = from_json(arguments[0])
            half = multiply(HALF, PI)
            low, high = (number(0), PI) if name == "asin_cos" else (negate(half), half)
            strict = name == "atan_tan"
            kind: Kind = ">" if strict else ">="
            plan.know(kind, subtract(a, low), plan.sign(subtract(a, low), strict))
            plan.know(kind, subtract(high, a), plan.sign(subtract(high, a), strict))
            inner: Term = Apply("sin" if name == "asin_sin" else "cos", a)
            if strict:
                inner = multiply(Apply("sin", a), power(Apply("cos", a), number(-1)))
            left = Apply(name[:4], inner)
            right = subtract(half, a) if name == "asin_cos" else a
            text = term_text(a)
            proofs = {
                "asin_sin": "apply asin_sin; lra",
                "asin_cos": f"transitivity (PI / 2 - {text}); [ apply porism_asin_cos; lra | ring ]",
                "atan_tan": f"change (sin {text} / cos {text}) with (tan {text}); apply atan_tan; lra",
            }
            plan.set_law(left, right, proofs[name])
            if strict:
                plan.set_law(Apply("atan", Apply("tan", a)), right, "apply atan_tan; lra")
        case _:
            pass


def _box(plan: Plan, kind: str, t: Term, bounds: dict[str, Any]) -> None:
    names = list[str]()
    for x, ends in bounds.items():
        low, high = map(from_json, ends)
        for difference in (subtract(Variable(x), low), subtract(high, Variable(x))):
            plan.know(">=", difference, plan.sign(difference, False))
        name = plan.names.fresh("B")
        text = f"{term_text(low)} <= {variable_name(x)} <= {term_text(high)}"
        plan.lines.append(f"assert ({name} : {text}) by lra")
        names.append(variable_name(x))
    bisect = "".join(f"i_bisect {n}, " for n in names) + (f"i_autodiff {names[0]}, " if len(names) == 1 else "")
    tactic = f"interval with ({bisect}i_depth 30, i_prec 64)"
    if kind == "!=":
        plan.know("!=", t, f"first [ apply porism_pos_ne; {tactic} | apply porism_neg_ne; {tactic} ]")
    else:
        plan.know(cast(Kind, kind), t, tactic)


def _compare(plan: Plan, kind: str, small: Term, large: Term) -> None:
    strict = kind == ">"
    squares = subtract(power(large, number(2)), power(small, number(2)))
    known = plan.know(cast(Kind, kind), squares, plan.sign(squares, strict))
    nonnegative = plan.sign(large, False)
    a, b = term_text(small), term_text(large)
    equal = plan.squares_identity(large, small, squares)
    lemma = "porism_lt_squares" if strict else "porism_le_squares"
    tactic = f"apply porism_{'lt' if strict else 'le'}_minus; apply ({lemma} {a} {b} {known.text}); "
    proof = tactic + f"[ {nonnegative} | exact {known.name} | {equal} ]"
    difference = subtract(large, small)
    plan.know(cast(Kind, kind), difference, f"porism_replace ({b} - {a}); {proof}")


def _cases(plan: Plan, t: Term, goals: Any, first: Any, second: Any) -> None:
    plan.value(t)
    for kind, goal_data in goals:
        goal = from_json(goal_data)
        branches = list[str]()
        name = plan.names.fresh("C")
        for case, steps in ((t, first), (negate(t), second)):
            child = plan.copy()
            case_name = child.names.fresh()
            child.lines.append(f"assert ({case_name} : 0 <= {term_text(case)}) by (clear - {name}; lra)")
            child.facts.append(Fact(case_name, ">=", case, term_text(case)))
            waiting = apply_steps(child, steps)
            apply_steps(child, waiting)
            branches.append("; ".join([*child.lines, _goal_tactic(child, kind, goal)]))
        plan.know(
            cast(Kind, kind),
            goal,
            f"destruct (Rle_or_lt 0 {term_text(t)}) as [{name} | {name}]; [ {branches[0]} | {branches[1]} ]",
        )


def _goal_tactic(plan: Plan, kind: str, goal: Term) -> str:
    match kind:
        case "=":
            name, text = known_zero(plan, goal)
            return f"transitivity ({text}); [ porism_field | exact {name} ]"
        case "!=":
            return plan.nonzero(goal)
        case _:
            return plan.sign(goal, kind == ">")


def _flow(plan: Plan, kind: str, t: Term, x: str, anchor: Term, side: int, steps: dict[str, Any]) -> None:
    point, strict = Variable(x), kind == ">"
    away = subtract(point, anchor) if side == 1 else subtract(anchor, point)
    order = plan.know(">" if strict else ">=", away, plan.sign(away, strict))
    if "until" in steps:
        end = from_json(steps["until"])
        room = subtract(end, point) if side == 1 else subtract(point, end)
        plan.know(">=", room, plan.sign(room, False))
    s = plan.names.fresh(f"{x}_s")
    moved, name = Variable(s), variable_name(s)
    a_text, x_text = term_text(anchor), variable_name(x)
    function = f"(fun {name} : R => {re.sub(rf'(?<![A-Za-z0-9_]){x_text}(?![A-Za-z0-9_])', name, term_text(t))})"
    moved_t = substitute(t, {x: moved})

    def child(closed: bool) -> Plan:
        inner = plan.copy()
        inner.facts = [f for f in plan.facts if x not in variables(f.term)]
        low, high = inner.names.fresh(), inner.names.fresh()
        inner.lines.append(f"intros {name} [{low} {high}]")
        ends = ((anchor, low, 0), (point, high, 1)) if side == 1 else ((point, low, 0), (anchor, high, 1))
        for end, hypothesis, is_high in ends:
            if end == anchor:
                difference = subtract(end, moved) if is_high else subtract(moved, end)
                tactic = f"clear - {hypothesis}; lra"
                inner.know(">=" if closed else ">", difference, tactic)
        # What is known of x on the far side holds between the anchor and x.
        for fact in plan.facts:
            if variables(fact.term) == {x} and fact.kind in (">", ">="):
                slope = plan.value(derivative(fact.term, x))
                if not (slope.numerator.is_constant() and slope.denominator.is_constant()) or slope.is_zero():
                    continue
                upwards = plan.field.term(slope)
                far = isinstance(upwards, Number) and (upwards.value < 0) == (side == 1)
                moved_fact = substitute(fact.term, {x: moved})
                if far:
                    inner.know(fact.kind, moved_fact, f"clear - {fact.name} {low} {high}; lra")
                else:
                    # It bounds the anchor's side: it follows if it holds at the anchor.
                    at_anchor = substitute(fact.term, {x: anchor})
                    try:
                        tactic = plan.sign(at_anchor, fact.kind == ">" and closed)
                    except NotSeen:
                        continue
                    known = plan.know(">" if fact.kind == ">" and closed else ">=", at_anchor, tactic)
                    inner.know(fact.kind, moved_fact, f"clear - {known.name} {low} {high}; lra")
        return inner

    on = child(True)
    apply_steps(on, apply_steps(on, _renamed(steps.get("segment", []), x, s)))
    _know_continuous(on, moved_t)
    continuous = "; ".join([*on.lines, "porism_continuous"])
    inside = child(False)
    both = [*_renamed(steps.get("segment", []), x, s), *_renamed(steps.get("inside", []), x, s)]
    apply_steps(inside, apply_steps(inside, both))
    slope_term = derivative(moved_t, s)
    towards = slope_term if side == 1 else negate(slope_term)
    is_slope = derivative_tactic(inside, IsDerivative(moved_t, s, slope_term))
    sign = _goal_tactic(inside, kind, towards)
    differentiable = "; ".join([*inside.lines, f"exists {term_text(slope_term)}; split; [ {is_slope} | {_as_order(side, kind, towards, sign)} ]"])
    start = plan.copy()
    start.facts = [f for f in plan.facts if x not in variables(f.term)]
    apply_steps(start, steps.get("anchor", []))
    at_anchor = substitute(t, {x: anchor})
    base = _start_tactic(start, kind, at_anchor)
    arguments = [f"try porism_argument {f} {c}" for f, c in _arguments(t, x, anchor)]
    anchored = "; ".join([*start.lines, *arguments, f"porism_replace {term_text(at_anchor)}; {base}"])
    lemma = {("=", 1): "eq_up", ("=", -1): "eq_down", (">=", 1): "le_up", (">=", -1): "le_down", (">", 1): "lt_up", (">", -1): "lt_down"}
    order_text = f"clear - {order.name}; lra"
    plan.know(
        cast(Kind, kind),
        t,
        f"refine (porism_flow_{lemma[kind, side]} {function} {a_text} {x_text} _ _ _ _); "
        f"[ {order_text} | {continuous} | {differentiable} | {anchored} ]",
    )


def _arguments(t: Term, x: str, anchor: Term) -> list[tuple[str, str]]:
    """The functions in t with their arguments at the anchor, inner ones first, as the rest of the proof writes them."""
    found = dict[tuple[str, str], None]()
    for part in subterms(t):
        match part:
            case Apply(_, a) if x in variables(a):
                found[term_text(part).strip("()").split(" ", 1)[0], term_text(substitute(a, {x: anchor}))] = None
            case Power(base, Number(n)) if n.denominator == 2 and x in variables(base):
                found["sqrt", term_text(substitute(base, {x: anchor}))] = None
            case _:
                pass
    return list(found)


def _as_order(side: int, kind: str, towards: Term, sign: str) -> str:
    """The sign of the slope as the lemma wants it: 0 ≤ d upwards, d ≤ 0 downwards."""
    if side == 1:
        return sign
    if kind == "=":
        return f"assert (O : {term_text(towards)} = 0) by ({sign}); lra"
    return f"assert (O : 0 {'<' if kind == '>' else '<='} {term_text(towards)}) by ({sign}); lra"


def _start_tactic(plan: Plan, kind: str, at_anchor: Term) -> str:
    if kind == "=":
        return plan.identity(at_anchor, number(0), False)
    try:
        return f"apply Req_le; symmetry; {plan.identity(at_anchor, number(0), False)}"
    except NotSeen:
        return plan.sign(at_anchor, False)


def _know_continuous(plan: Plan, term: Term) -> None:
    """Puts what makes the term continuous into the context."""
    for child in children(term):
        _know_continuous(plan, child)
    match term:
        case Apply("log", a):
            plan.know(">", a, plan.sign(a, True))
        case Power(base, Number(n)) if n.denominator == 2:
            plan.know(">=", base, plan.sign(base, False))
            if n < 0:
                plan.know(">", base, plan.sign(base, True))
        case Power(base, Number(n)) if n.denominator == 1:
            if n < 0:
                plan.know("!=", power(base, number(-n)), plan.nonzero(power(base, number(-n))))
        case Power(base, _):
            plan.know(">", base, plan.sign(base, True))
        case Apply("tan", a):
            plan.know("!=", Apply("cos", a), plan.nonzero(Apply("cos", a)))
        case Apply("asin" | "acos", a):
            for side in (add(ONE, a), subtract(ONE, a)):
                plan.know(">", side, plan.sign(side, True))
        case Number() | Constant() | Variable() | Sum() | Product() | Apply():
            pass
        case _:
            raise NotSeen(f"{term} is not seen to be continuous")


def _renamed(data: Any, x: str, s: str) -> Any:
    """Steps with the variable x called s."""
    match data:
        case ["var", name]:
            return ["var", s if name == x else name]
        case ["flow", kind, t, name, *rest]:
            return ["flow", kind, _renamed(t, x, s), s if name == x else name, *(_renamed(r, x, s) for r in rest)]
        case list():
            return [_renamed(item, x, s) for item in data]
        case dict():
            return {s if key == x else key: _renamed(item, x, s) for key, item in data.items()}
        case _:
            return data
