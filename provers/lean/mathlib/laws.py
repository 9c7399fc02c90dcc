"""Instances of laws of elementary functions, for the atoms of an expression, each with its proof in Lean.

    exp (x + y)  ⟶  Real.exp_add x y : exp (x + y) = exp x * exp y            sin x  ⟶  Real.sin_sq_add_cos_sq x

A law is an equation between polynomials in atoms; `equalities.py` looks for a combination of laws and hypotheses that gives
the claim. A law with a side condition is given only where the condition is seen from the hypotheses. Laws name further atoms,
which are simpler, so that taking laws until there are no new atoms comes to an end (`MAX_LAWS`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Protocol

from porism.provers.lean.mathlib.syntax import Node, System, text, wrapped

MAX_LAWS = 60
MAX_MULTIPLE = 12  # of an angle


@dataclass(frozen=True)
class Law:
    """left = right; `proof` is a term, or the tactics of a `by` block where `by` is set."""

    left: Node
    right: Node
    proof: str
    by: bool = False


class Knowledge(Protocol):
    """What a proof knows: terms that prove signs, None where the sign is not seen."""

    def nonzero(self, node: Node) -> str | None:
        """A proof of node ≠ 0."""
        ...

    def positive(self, node: Node) -> str | None:
        """A proof of 0 < node."""
        ...

    def nonnegative(self, node: Node) -> str | None:
        """A proof of 0 ≤ node."""
        ...


def laws(atom: Node, known: Knowledge) -> Iterator[Law]:
    """The laws that say what the atom is in simpler ones."""
    if atom.kind == "call" and atom.system == "ℝ" and atom.value == "Real.sqrt":
        yield from _of_root(atom, known)
    elif atom.kind == "call":
        space, _, function = atom.value.partition(".")
        (argument,) = atom.parts
        match function:
            case "exp":
                yield from _of_exp(space, argument, known)
            case "sin" | "cos":
                yield from _of_wave(space, function, argument)
            case "tan":
                cosine = _call(f"{space}.cos", argument)
                if proof := known.nonzero(cosine):
                    sine = _call(f"{space}.sin", argument)
                    yield Law(_mul(atom, cosine), sine, f"{space}.tan_mul_cos {proof}")
            case "log" if space == "Real":
                yield from _of_log(atom, argument, known)
            case "sinh" | "cosh" if space == "Real":
                up, down = _call("Real.exp", argument), _call("Real.exp", _neg(argument))
                yield Law(
                    atom,
                    Node("div", (Node("sub" if function == "sinh" else "add", (up, down)), _number(2))),
                    f"Real.{function}_eq {wrapped(argument)}",
                )
            case "arctan" if argument.kind == "number" and argument.value in ("0", "1"):
                quarter = Node("div", (Node("atom", (), "Real.pi"), _number(4)))
                zero = argument.value == "0"
                yield Law(atom, _number(0) if zero else quarter, f"Real.arctan_{'zero' if zero else 'one'}")
            case "tanh" if space == "Real":
                a = wrapped(argument)
                tactics = (
                    f"have cosh₀ := (Real.cosh_pos {a}).ne'; rw [Real.tanh_eq_sinh_div_cosh]; field_simp"
                )
                sinh, cosh = _call("Real.sinh", argument), _call("Real.cosh", argument)
                yield Law(_mul(atom, cosh), sinh, tactics, by=True)
            case _:
                return
    elif atom.kind == "abs" and atom.system != "ℂ":
        yield from _of_absolute(atom, known)
    elif atom.kind == "rpow" and atom.system == "ℝ":
        yield from _of_real_power(atom, known)
    elif atom.kind == "atom" and atom.value == "Complex.I":
        yield Law(_pow(atom, 2), _neg(_number(1, "ℂ")), "Complex.I_sq")


def multiple_law(atom: Node, n: int, rest: Node) -> Iterator[Law]:
    """The law of f(A) where A = n·rest by `ring`, for f among exp, sin and cos."""
    space, _, function = atom.value.partition(".")
    if function == "exp":
        proof = f"rw [← {space}.exp_nat_mul]; congr 1; push_cast; ring"
        yield Law(atom, _pow(_call(atom.value, rest), n), proof, by=True)
    elif function in ("sin", "cos"):
        yield from _of_multiple_angle(space, function, atom, n, rest)


def multiple(node: Node) -> tuple[int, Node]:
    """n and the rest, for n·rest with an integer n > 1; else 1 and the node."""
    factors = [node]
    while factors[0].kind == "mul":
        first, *rest = factors
        factors = [*first.parts, *rest]
    if factors[0].kind != "number" or len(factors) == 1 or int(factors[0].value) < 2:
        return 1, node
    inner = factors[1]
    for factor in factors[2:]:
        inner = _mul(inner, factor)
    return int(factors[0].value), inner


def _of_exp(space: str, a: Node, known: Knowledge) -> Iterator[Law]:
    def exp(argument: Node) -> Node:
        return _call(f"{space}.exp", argument)

    add = f"{space}.exp_add"
    match a.kind, a.parts:
        case "number", () if a.value == "0":
            yield Law(exp(a), _number(1, a.system), f"{space}.exp_zero")
        case "add", (b, c):
            yield Law(exp(a), _mul(exp(b), exp(c)), f"{add} {wrapped(b)} {wrapped(c)}")
        case "sub", (b, c):
            yield Law(exp(a), _mul(exp(b), exp(_neg(c))), f"rw [sub_eq_add_neg, {add}]", by=True)
        case "neg", (b,) if b.kind in ("add", "sub"):
            parts = b.parts[0], b.parts[1] if b.kind == "add" else _neg(b.parts[1])
            shown = f"{text(a)} = {text(Node('add', (_neg(parts[0]), _neg(parts[1])), system=a.system))}"
            right = _mul(exp(_neg(parts[0])), exp(_neg(parts[1])))
            yield Law(exp(a), right, f"rw [show {shown} by ring, {add}]", by=True)
        case "neg", (b,) if b.kind == "neg":
            yield Law(exp(a), exp(b.parts[0]), "rw [neg_neg]", by=True)
        case "neg", (b,) if 1 < multiple(b)[0] <= MAX_MULTIPLE:
            n, rest = multiple(b)
            proof = f"rw [← {space}.exp_nat_mul]; congr 1; push_cast; ring"
            yield Law(exp(a), _pow(exp(_neg(rest)), n), proof, by=True)
        case "neg", (b,):
            proof = f"rw [← {add}, neg_add_cancel, {space}.exp_zero]"
            yield Law(_mul(exp(a), exp(b)), _number(1, a.system), proof, by=True)
        case "mul", (b, c) if text(a) == "(Real.pi : ℂ) * Complex.I":
            yield Law(exp(a), _neg(_number(1, "ℂ")), "Complex.exp_pi_mul_I")
        case "mul", (b, c) if c.kind == "atom" and c.value == "Complex.I":
            sine = _mul(_call("Complex.sin", b), c)
            right = Node("add", (_call("Complex.cos", b), sine), system="ℂ")
            yield Law(exp(a), right, f"Complex.exp_mul_I {wrapped(b)}")
        case "mul", (b, _):
            n, rest = multiple(a)
            if 1 < n <= MAX_MULTIPLE:
                proof = f"exact_mod_cast {space}.exp_nat_mul {wrapped(rest)} {n}"
                if b.kind != "number":
                    proof = f"rw [← {space}.exp_nat_mul]; congr 1; push_cast; ring"
                yield Law(exp(a), _pow(exp(rest), n), proof, by=True)
        case "call", (b,) if a.value == f"{space}.log":
            if proof_of := known.positive(b) if space == "Real" else known.nonzero(b):
                yield Law(exp(a), b, f"{space}.exp_log {proof_of}")
        case _:
            return


_SPECIAL = {
    "Real.pi": {"sin": "0", "cos": "-1"}, "Real.pi / 2": {"sin": "1", "cos": "0"},
    "Real.pi / 3": {"sin": "√3/2", "cos": "1/2"}, "Real.pi / 4": {"sin": "√2/2", "cos": "√2/2"},
    "Real.pi / 6": {"sin": "1/2", "cos": "√3/2"},
}  # fmt: skip
_NAMES = {
    "Real.pi": "pi",
    "Real.pi / 2": "pi_div_two",
    "Real.pi / 3": "pi_div_three",
    "Real.pi / 4": "pi_div_four",
}


def _of_wave(space: str, function: str, a: Node) -> Iterator[Law]:
    def wave(name: str, argument: Node) -> Node:
        return _call(f"{space}.{name}", argument)

    itself, name = wave(function, a), f"{space}.{function}"
    if text(a) in _SPECIAL:
        suffix = _NAMES.get(text(a), "pi_div_six")
        yield Law(itself, _special_value(_SPECIAL[text(a)][function]), f"{name}_{suffix}")
        return
    match a.kind, a.parts:
        case "number", () if a.value == "0":
            yield Law(itself, _number(0 if function == "sin" else 1, a.system), f"{name}_zero")
            return
        case (("add" | "sub"), (b, c)):
            plus = a.kind == "add"
            yield Law(
                itself, _sum_law(space, function, b, c, plus), f"{name}_{a.kind} {wrapped(b)} {wrapped(c)}"
            )
            return
        case "neg", (b,):
            inner = wave(function, b)
            yield Law(itself, _neg(inner) if function == "sin" else inner, f"{name}_neg {wrapped(b)}")
            return
        case _:
            pass
    if (integer := _integer_times_pi(a)) is not None:
        right = _number(0) if function == "sin" else Node("power", (_neg(_number(1)), integer))
        kind = "nat" if integer.system == "ℕ" else "int"
        yield Law(itself, right, f"rw [mul_comm]; exact {name}_{kind}_mul_pi {integer.value}", by=True)
        return
    n, rest = multiple(a)
    if 1 < n <= MAX_MULTIPLE:
        yield from _of_multiple_angle(space, function, itself, n, rest)
        return
    square = Node("add", (_pow(wave("sin", a), 2), _pow(wave("cos", a), 2)), system=a.system)
    yield Law(square, _number(1, a.system), f"{space}.sin_sq_add_cos_sq {wrapped(a)}")


def _turned(law: str, argument: str, wanted: str) -> str:
    """The law with its argument rewritten to another text; only the law's own side is rewritten."""
    return f"have law₀ := {law}; rwa [show {argument} = {wanted} by ring] at law₀"


def _sum_law(space: str, function: str, b: Node, c: Node, plus: bool) -> Node:
    """What the addition theorem says of f(b + c) or f(b − c)."""

    def product(first: str, second: str) -> Node:
        return _mul(_call(f"{space}.{first}", b), _call(f"{space}.{second}", c))

    if function == "sin":
        return Node("add" if plus else "sub", (product("sin", "cos"), product("cos", "sin")), system=b.system)
    return Node("sub" if plus else "add", (product("cos", "cos"), product("sin", "sin")), system=b.system)


def _of_multiple_angle(space: str, function: str, itself: Node, n: int, rest: Node) -> Iterator[Law]:
    name = f"{space}.{function}"

    def wave(called: str, argument: Node) -> Node:
        return _call(f"{space}.{called}", argument)

    (a,) = itself.parts
    sine, cosine = wave("sin", rest), wave("cos", rest)
    plain = a.kind == "mul" and a.parts[0].kind == "number"
    if n in (2, 3):
        two = _mul(_mul(_number(2), sine), cosine) if n == 2 else _triple(_number(3), sine, _number(4), False)
        right = (
            two
            if function == "sin"
            else _double(cosine)
            if n == 2
            else _triple(_number(4), cosine, _number(3), True)
        )
        lemma = f"{name}_{'two' if n == 2 else 'three'}_mul"
        if plain:
            yield Law(itself, right, f"{lemma} {wrapped(rest)}")
        else:
            yield Law(
                itself, right, _turned(f"{lemma} {wrapped(rest)}", f"{n} * {wrapped(rest)}", text(a)), by=True
            )
    elif n % 2 == 0:
        half = _mul(_number(n // 2), rest)
        right = (
            _mul(_mul(_number(2), wave("sin", half)), wave("cos", half))
            if function == "sin"
            else _double(wave("cos", half))
        )
        yield Law(
            itself,
            right,
            _turned(f"{name}_two_mul {wrapped(half)}", f"2 * {wrapped(half)}", text(a)),
            by=True,
        )
    else:
        most = _mul(_number(n - 1), rest)
        yield Law(
            itself,
            _sum_law(space, function, most, rest, True),
            _turned(
                f"{name}_add {wrapped(most)} {wrapped(rest)}", f"{text(most)} + {wrapped(rest)}", text(a)
            ),
            by=True,
        )


def _double(cosine: Node) -> Node:
    return Node("sub", (_mul(_number(2), _pow(cosine, 2)), _number(1)), system=cosine.system)


def _triple(first: Node, wave: Node, second: Node, cubed_first: bool) -> Node:
    cube = _pow(wave, 3)
    parts = (
        (_mul(first, cube), _mul(second, wave)) if cubed_first else (_mul(first, wave), _mul(second, cube))
    )
    return Node("sub", parts, system=wave.system)


def _special_value(value: str) -> Node:
    if value.startswith("√"):
        root = _call("Real.sqrt", _number(int(value[1])))
        return Node("div", (root, _number(2)))
    q = Fraction(value)
    whole = _number(abs(q.numerator))
    node = whole if q.denominator == 1 else Node("div", (whole, _number(q.denominator)))
    return _neg(node) if q < 0 else node


def _integer_times_pi(a: Node) -> Node | None:
    """n, for the product of π and an integer variable n that is cast."""
    if a.kind == "mul" and a.parts[0].value == "Real.pi" and a.parts[1].kind == "atom" and a.parts[1].parts:
        return a.parts[1].parts[0]
    return None


def _of_log(atom: Node, a: Node, known: Knowledge) -> Iterator[Law]:
    def log(argument: Node) -> Node:
        return _call("Real.log", argument)

    match a.kind, a.parts:
        case "number", () if a.value == "1":
            yield Law(atom, _number(0), "Real.log_one")
        case (("mul" | "div"), (b, c)):
            left, right = known.nonzero(b), known.nonzero(c)
            if left and right:
                joined = Node("add" if a.kind == "mul" else "sub", (log(b), log(c)))
                yield Law(atom, joined, f"Real.log_{a.kind} {left} {right}")
        case "inv", (b,):
            yield Law(atom, _neg(log(b)), f"Real.log_inv {wrapped(b)}")
        case "pow", (b,):
            n = int(a.value)
            yield Law(
                atom, _mul(_number(n), log(b)), f"exact_mod_cast Real.log_pow {n} {wrapped(b)}", by=True
            )
        case "power", (b, n) if n.kind == "atom" and n.system == "ℕ":
            cast = Node("atom", (n,), f"({n.value} : ℝ)")
            yield Law(atom, _mul(cast, log(b)), f"Real.log_pow {n.value} {wrapped(b)}")
        case "rpow", (b, q):
            if proof := known.positive(b):
                yield Law(atom, _mul(q, log(b)), f"Real.log_rpow {proof} {wrapped(q)}")
        case "call", (b,) if a.value == "Real.exp":
            yield Law(atom, b, f"Real.log_exp {wrapped(b)}")
        case "call", (b,) if a.value == "Real.sqrt":
            if proof := known.nonnegative(b):
                yield Law(atom, Node("div", (log(b), _number(2))), f"Real.log_sqrt {proof}")
        case _:
            return


def _of_root(atom: Node, known: Knowledge) -> Iterator[Law]:
    (a,) = atom.parts
    if a.kind == "number" and isqrt(int(a.value)) ** 2 == int(a.value):
        n = isqrt(int(a.value))
        tactics = f"rw [show ({a.value} : ℝ) = {n} ^ 2 by norm_num, Real.sqrt_sq (by norm_num)]"
        yield Law(atom, _number(n), tactics, by=True)
        return
    if a.kind == "pow" and a.value == "2":
        (b,) = a.parts
        yield Law(atom, Node("abs", (b,)), f"Real.sqrt_sq_eq_abs {wrapped(b)}")
    if a.kind == "mul" and (proof := known.nonnegative(a.parts[0])):
        b, c = a.parts
        joined = _mul(_call("Real.sqrt", b), _call("Real.sqrt", c))
        yield Law(atom, joined, f"Real.sqrt_mul {proof} {wrapped(c)}")
    if proof := known.nonnegative(a):
        yield Law(_pow(atom, 2), a, f"Real.sq_sqrt {proof}")


def _of_absolute(atom: Node, known: Knowledge) -> Iterator[Law]:
    (a,) = atom.parts

    def absolute(argument: Node) -> Node:
        return Node("abs", (argument,), system=atom.system)

    if proof := known.nonnegative(a):
        yield Law(atom, a, f"abs_of_nonneg {proof}")
    match a.kind, a.parts:
        case "mul", (b, c):
            yield Law(atom, _mul(absolute(b), absolute(c)), f"abs_mul {wrapped(b)} {wrapped(c)}")
        case "neg", (b,):
            yield Law(atom, absolute(b), f"abs_neg {wrapped(b)}")
        case _:
            yield Law(_pow(atom, 2), _pow(a, 2), f"sq_abs {wrapped(a)}")


def _of_real_power(atom: Node, known: Knowledge) -> Iterator[Law]:
    a, q = atom.parts

    def power(exponent: Node) -> Node:
        return Node("rpow", (a, exponent))

    positive, nonnegative = known.positive(a), known.nonnegative(a)
    match q.kind, q.parts:
        case "number", () if q.value == "1":
            yield Law(atom, a, f"Real.rpow_one {wrapped(a)}")
        case "add", (b, c) if positive:
            yield Law(atom, _mul(power(b), power(c)), f"Real.rpow_add {positive} {wrapped(b)} {wrapped(c)}")
        case "sub", (b, c) if c.kind == "number" and c.value == "1" and (nonzero := known.nonzero(a)):
            yield Law(_mul(atom, a), power(b), f"rw [Real.rpow_sub_one {nonzero}]; field_simp", by=True)
        case "sub", (b, c) if positive:
            proof = f"rw [← Real.rpow_add {positive}, sub_add_cancel]"
            yield Law(_mul(atom, power(c)), power(b), proof, by=True)
        case "neg", (b,) if positive:
            proof = f"rw [← Real.rpow_add {positive}, neg_add_cancel, Real.rpow_zero]"
            yield Law(_mul(atom, power(b)), _number(1), proof, by=True)
        case "div", (b, c) if b.kind == c.kind == "number" and nonnegative:
            proof = f"rw [← Real.rpow_natCast, ← Real.rpow_mul {nonnegative}]; norm_num"
            p, d = int(b.value), int(c.value)
            if p == 1 and a.kind == "pow" and int(a.value) == d and (inner := known.nonnegative(a.parts[0])):
                proof = f"rw [← Real.rpow_natCast, ← Real.rpow_mul {inner}]; norm_num"
                yield Law(atom, a.parts[0], proof, by=True)
            unit = power(Node("div", (_number(1), _number(d))))
            if p == 1:
                yield Law(_pow(atom, d), a, proof, by=True)
            else:
                yield Law(atom, _pow(unit, p), proof, by=True)
        case _:
            pass
    if a.kind == "mul":
        b, c = a.parts
        if (left := known.nonnegative(b)) and (right := known.nonnegative(c)):
            joined = _mul(Node("rpow", (b, q)), Node("rpow", (c, q)))
            yield Law(atom, joined, f"Real.mul_rpow {left} {right}")


def _call(name: str, argument: Node) -> Node:
    return Node("call", (argument,), name, argument.system)


def _mul(a: Node, b: Node) -> Node:
    return Node("mul", (a, b), system=a.system)


def _neg(a: Node) -> Node:
    return Node("neg", (a,), system=a.system)


def _pow(a: Node, n: int) -> Node:
    return Node("pow", (a,), str(n), a.system)


def _number(n: int, system: System = "ℝ") -> Node:
    return Node("number", (), str(n), system)
