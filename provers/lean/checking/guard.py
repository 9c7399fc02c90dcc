"""What a proof may be made of: one term of names on a list, numerals, brackets and commas.

A text that holds anything else is refused before Lean sees it: no command can begin (`theorem`, `axiom`, `set_option`,
`instance`, `import`, `#eval`, … are not on the list), no comment or string can open, no name of Lean's own meta language
can be said, and the body cannot end early, because no token on the list ends a term at top level.
"""

from __future__ import annotations

import re

from porism.symbolic.errors import PorismError

MAX_BODY = 5_000_000  # characters

CONSTRUCTORS = ("number", "variable", "add", "mul", "sub", "neg", "pow", "cons", "nil")
NAMES = {
    *(f".{name}" for name in CONSTRUCTORS),
    *(f"Invertible.{name}" for name in ("one", "mul", "pow", "intro")),
    *("True.intro", "And.intro", "Prod.mk", "Eq.refl", "Bool.true"),
    *(f"{ring}.{name}" for ring in ("R", "Ring") for name in ("add", "mul", "neg", "sub", "pow", "natural")),
    *("Ring.integers", "Ring.rationals", "Field.rationals", "OrderedField.rationals"),
    *("Integer.natural", "Integer.neg", *(f"Rational.{kind}_of_compared" for kind in ("eq", "ne", "le", "lt"))),
    *(f"F.field.ring{part}" for part in ("", ".zero", ".carrier", ".add", ".mul", ".neg", ".sub", ".pow", ".natural")),
    *(f"OrderedField.{name}" for name in (
        "Positive", "point", "sub_nonneg", "sub_pos", "le_of_sub_nonneg", "lt_of_sub_pos", "le_of_squares", "lt_of_squares",
        "eq_of_squares", "eq_of_powers", "ne_of_square_pos", "square_pos_of_ne", "by_sign",
    )),
    *("OrderedField.field", "OrderedField.le", "OrderedField.lt", "Field.ring", "Ring.zero", "Ring.carrier"),
    *(f"Cone.{name}" for name in ("number", "square", "premise", "add", "mul")),
    "nonneg_of_certificate", "positive_of_certificate", "equal_of_certificate", "establish",
    "F", "F.le", "F.lt", "Eq", "Or", "Or.elim", "Not", "Expression.value", "Bool.false",
    *(f"Derivation.{name}" for name in ("apply", "chain", "inverse", "root")),
    *("Law.given", "Law.chain", "Law.slopes", "Law.derivative", "Law.again", "Expression.slope"),
    "identity", "combination", "identity_of_folds", "combination_of_fold", "equal_quotients", "rfl", "fun", "R",
    *(f"Quotient.{name}" for name in ("polynomial", "inverse", "add", "sub", "mul", "neg", "pow")),
    *("C", "num", "var", "add", "mul", "neg", "sub", "pow"),
    *(f"Ring.{name}" for name in ("sum_eq", "natural_add", "natural_mul", "natural_factorial", "natural_mul_pow")),
    *(f"Ring.{name}_pow" for name in ("one", "mul", "neg", "pow", "inverse")), "Ring.sign_square",
    *(f"Ring.natural_binomial_{name}" for name in ("zero", "self", "above", "pascal", "next")),
    *(f"Rational.{name}_ne_zero" for name in ("mul", "neg", "pow", "factorial", "reciprocal")), "Rational.reciprocal",
    *("Rational.mul_reciprocal", "Rational.ne_zero_of_natural", "Rational.ne_zero_of_neg"),
    *("Ring.sum_by_recurrence", "Ring.sum_by_telescoping", "Ring.sum", "Nat.binomial", "Nat.zero_or_succ"),
    *("Ring.natural_factorial_moved", "Nat.add", "Nat.mul", "Nat.factorial"),
}  # fmt: skip
LOCAL = re.compile(r"v_[A-Za-z0-9_]+|c_(?:i|pi|e)|d_[A-Za-z0-9_]+|[afhlru]_[0-9]+")
_TOKEN = re.compile(r"\s+|=>|[()]|[0-9]+|\.?[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*", re.ASCII)


class BodyRefused(PorismError):
    """A proof is not of the form that is accepted; the message names the rule."""


def guarded(text: str) -> list[str]:
    """The tokens of a term; raises `BodyRefused`.

    >>> guarded("fun R v_x => identity R 1 (.cons v_x .nil) (.variable 0) (.variable 0) (Eq.refl Bool.true)")[:5]
    ['fun', 'R', 'v_x', '=>', 'identity']
    """
    if len(text) > MAX_BODY:
        raise BodyRefused(f"size: the proof has more than {MAX_BODY:,} characters")
    tokens, place, depth = list[str](), 0, 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise BodyRefused(f"character: {text[place]!r} at character {place + 1} is in no proof")
        token, place = found.group(), found.end()
        if token.isspace():
            continue
        if (token[0].isalpha() or token[0] in "._") and token not in NAMES and not LOCAL.fullmatch(token):
            raise BodyRefused(f"name: {token[:60]!r} is not a name that a proof may use")
        depth += (token == "(") - (token == ")")
        if depth < 0:
            raise BodyRefused("bracket: ')' closes nothing")
        tokens.append(token)
    if depth or not tokens:
        raise BodyRefused("bracket: one is never closed" if depth else "empty: there is no proof")
    return tokens
