"""Integers in a plan: which terms are integers by their shape, and sines and cosines of whole multiples of pi.

    n, n + m, n·m, n^k      are integers if n, m are
    sin(m·pi) = 0, cos(m·pi)^2 = 1
    t > -1 gives t >= 0;  t <= 0 or t >= 1

The lemmas are those of `library/Integers.v`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.kernel import Kernel
from porism.provers.rocq.planning.rational import constant
from porism.provers.rocq.stating.emit import term_text
from porism.symbolic.term import ONE, PI, Apply, Number, Power, Product, Sum, Term, Variable, multiply

if TYPE_CHECKING:
    from porism.provers.rocq.planning.plan import Plan


def is_integer(plan: Plan, term: Term) -> bool:
    """Whether the term is an integer by its shape."""
    match term:
        case Number(value):
            return value.denominator == 1
        case Variable(name):
            return name in plan.integers
        case Sum(parts) | Product(parts):
            return all(is_integer(plan, part) for part in parts)
        case Power(base, Number(n)):
            return n.denominator == 1 and n >= 0 and is_integer(plan, base)
        case _:
            return False


def integer_tactic(plan: Plan, term: Term) -> str:
    """A tactic for `exists z, term = IZR z`; raises `NotSeen`."""
    if is_integer(plan, term):
        return "porism_integer"
    raise NotSeen(f"{term} is not seen to be an integer")


def half_turns(plan: Plan, base: Term) -> Term | None:
    """The integer m where the base is m·pi, and m is not a number."""
    match base:
        case Product(factors) if PI in factors:
            rest = multiply(ONE, *(f for f in factors if f != PI))
            return rest if not isinstance(rest, Number) and is_integer(plan, rest) else None
        case _:
            return None


def at_half_turns(plan: Plan, term: Apply, base: Term, m: Term) -> Kernel:
    """The kernel of sin(m·pi), which is 0, or of cos(m·pi), an atom whose square is 1."""
    if term.function == "sin":
        proof = f"apply (porism_sin_turns _ {term_text(m)}); [ porism_integer | ring ]"
        return Kernel(constant(0), "0", (), proof)
    atom, text = plan.field.atom(term), f"{term_text(term)} ^ 2 - 1"
    if term not in plan.related:
        plan.related.add(term)
        name = plan.names.fresh("P")
        proof = f"apply (porism_cos_turns _ {term_text(m)}); [ porism_integer | ring ]"
        plan.lines.append(f"assert ({name} : {text} = 0) by ({proof})")
        plan.field.vanish(name, text, (atom**2 - constant(1)).numerator, term)
    return Kernel(atom, term_text(term), (term,), "")
