"""The exact checker's derivations said to Rocq: each step becomes a hypothesis with its proof.

    sign, zero, nonzero      an identity with known signs, zeros, non-zeros on its other side
    solve                    an equation for a variable, used as a rewriting
    lemma, rewrite           lemmas of `library/` and of Rocq's own library
    box                      `interval` with bisection
    flow                     the mean value theorem: continuous on the segment, the derivative's sign inside it
    cases                    `Rle_or_lt`

A step whose facts are not there yet is kept and tried again later. Steps that a plan does by itself (`parts`, the
laws of log and power) are passed over. The format is that of `provers/exact/rules.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.flow import say_flow
from porism.provers.rocq.planning.goals import goal_tactic, known_zero
from porism.provers.rocq.planning.integers import is_integer
from porism.provers.rocq.planning.plan import Fact, Kind, Plan
from porism.provers.rocq.planning.rational import constant
from porism.provers.rocq.stating.emit import term_text, variable_name
from porism.symbolic.term import (
    HALF,
    ONE,
    PI,
    Apply,
    Number,
    Term,
    Variable,
    add,
    from_json,
    multiply,
    negate,
    number,
    power,
    substitute,
    subtract,
    to_json,
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


def say(plan: Plan, steps: Sequence[Any]) -> None:
    """Adds the facts of the steps, those that need others later."""
    apply_steps(plan, apply_steps(plan, steps))


def _apply(plan: Plan, step: Any) -> None:
    match step:
        case ["sign", kind, t, multiplier, summands, ideal]:
            _sign(plan, kind, from_json(t), from_json(multiplier), summands, ideal)
        case ["zero", t, multiplier, ideal]:
            _zero(plan, from_json(t), from_json(multiplier), ideal)
        case ["nonzero", t, cofactor, product]:
            _nonzero(plan, from_json(t), from_json(cofactor), from_json(product))
        case ["between", t]:
            _between(plan, from_json(t))
        case ["root", t, int(n)]:
            _root(plan, from_json(t), n)
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
            say_flow(plan, kind, from_json(t), name, from_json(anchor), side, steps, say)
        case _:
            pass  # `parts` gives premises of the statement; `induction` is about naturals


def all_steps(data: Any) -> list[Any]:
    """The steps of a derivation, those for definedness first."""
    if not isinstance(data, dict):
        return []
    defined = [step for _, steps in data.get("defined", []) for step in steps]
    return [*defined, *data.get("steps", [])]


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
    plan.know(
        cast(Kind, kind),
        t,
        f"apply ({lemma} _ {m} ({total_text})); [ {positive} | exact {name} | {equation} ]",
    )


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


def _between(plan: Plan, t: Term) -> None:
    for side in (t, negate(t)):
        plan.know(">=", side, plan.sign(side, False))
    plan.know("=", t, "apply Rle_antisym; lra")


def _root(plan: Plan, t: Term, n: int) -> None:
    whole = power(t, number(n))
    _, text, names = _combination(plan, [[to_json(ONE), to_json(whole)]])
    equation = plan.identity(whole, add(number(0), whole), False)
    plan.know(
        "=",
        t,
        f"destruct (Req_dec {term_text(t)} 0) as [Z | Z]; [ exact Z | exfalso; apply (pow_nonzero _ {n} Z); "
        f"transitivity ({text}); [ {equation} | rewrite {names}; porism_field ] ]",
    )


def _nonzero(plan: Plan, t: Term, cofactor: Term, product: Term) -> None:
    try:
        tactic = plan.nonzero(t)
    except NotSeen:
        other = plan.nonzero(product)
        try:
            equation = plan.identity(multiply(t, cofactor), product, False)
        except NotSeen:
            zero = subtract(multiply(t, cofactor), product)
            _, text, names = _combination(plan, [[to_json(ONE), to_json(zero)]])
            same = plan.identity(zero, add(number(0), zero), False)
            equation = (
                f"apply Rminus_diag_uniq; transitivity ({text}); [ {same} | rewrite {names}; porism_field ]"
            )
        tactic = (
            f"apply (porism_ne_by _ {term_text(cofactor)} {term_text(product)}); [ {other} | {equation} ]"
        )
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
    bisect = "".join(f"i_bisect {n}, " for n in names) + (
        f"i_autodiff {names[0]}, " if len(names) == 1 else ""
    )
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


def _is_absurd(plan: Plan) -> bool:
    """Whether a negative number was shown to be ≥ 0."""
    return any(isinstance(f.term, Number) and f.kind == ">=" and f.term.value < 0 for f in plan.facts)


def _cases(plan: Plan, t: Term, goals: Any, first: Any, second: Any) -> None:
    plan.value(t)
    for kind, goal_data in goals:
        goal = from_json(goal_data)
        branches = list[str]()
        name = plan.names.fresh("C")
        whole = is_integer(plan, t)
        for case, steps in ((subtract(t, ONE) if whole else t, first), (negate(t), second)):
            child = plan.copy()
            case_name = child.names.fresh()
            child.lines.append(f"assert ({case_name} : 0 <= {term_text(case)}) by (clear - {name}; lra)")
            child.facts.append(Fact(case_name, ">=", case, term_text(case)))
            say(child, steps)
            found = (
                "exfalso; lra" if _is_absurd(child) else goal_tactic(child, kind, goal)
            )  # it may add lines
            branches.append("; ".join([*child.lines, found]))
        split = f"(Rle_or_lt 0 {term_text(t)})"
        if whole:
            split = f"(porism_integer_split {term_text(t)} ltac:(porism_integer))"
        plan.know(
            cast(Kind, kind),
            goal,
            f"destruct {split} as [{name} | {name}]; [ {branches[0]} | {branches[1]} ]",
        )
