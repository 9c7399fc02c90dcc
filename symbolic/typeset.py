r"""Terms, relations and domains as mathematics to look at: one layout, printed as LaTeX or as MathML.

    term ──► Box = Token | Row | Quotient | Script | Root | Fence ──► LaTeX (notebooks, papers)
                                                                 └──► MathML (a browser draws it without any library)

Nothing is simplified or evaluated: products become fractions, half powers roots, `exp(a)` becomes eᵃ, as `text.py` does
for plain text. SymPy is not needed. Linear in the size of the term.

References: W3C (2024), MathML Core; D. Knuth (1986), The TeXbook, ch. 17-18 (spacing, fences).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias, assert_never

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.domain import Domain
from porism.symbolic.term import (
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    number,
    power,
)
from porism.symbolic.text import written_order


@dataclass(frozen=True)
class Token:
    """A number, a name or an operator: its kind in MathML, its character, its LaTeX."""

    kind: Literal["mn", "mi", "mo", "mtext"]
    text: str
    latex: str


@dataclass(frozen=True)
class Row:
    """Boxes side by side."""

    parts: tuple[Box, ...]


@dataclass(frozen=True)
class Quotient:
    """One box above another."""

    above: Box
    below: Box


@dataclass(frozen=True)
class Script:
    """A base with a superscript or a subscript."""

    base: Box
    script: Box
    raised: bool = True


@dataclass(frozen=True)
class Root:
    """A square root, or the root of a degree."""

    radicand: Box
    degree: Box | None = None


@dataclass(frozen=True)
class Fence:
    """A box between delimiters that grow with it."""

    left: str
    inside: Box
    right: str


Box: TypeAlias = Token | Row | Quotient | Script | Root | Fence

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "zeta": "ζ", "eta": "η", "theta": "θ",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "ϕ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
_RELATIONS = {"==": ("=", "="), "!=": ("≠", r"\neq"), "<=": ("≤", r"\leq"), "<": ("<", "<")}
_SETS = {"real": "ℝ", "integer": "ℤ", "natural": "ℕ", "complex": "ℂ"}
_SIGNS = {"positive": (">", ">"), "nonnegative": ("≥", r"\geq"), "nonzero": ("≠", r"\neq")}
_BLACKBOARD = {"ℝ": r"\mathbb{R}", "ℤ": r"\mathbb{Z}", "ℕ": r"\mathbb{N}", "ℂ": r"\mathbb{C}"}
_LATEX_FUNCTIONS = {"log", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan"} | {
    "sinh", "cosh", "tanh", "coth",
}  # fmt: skip
_SUM, _PRODUCT, _POWER, _ATOM = range(4)  # binding strength; a minus sign counts as a sum

_PLUS, _MINUS, _TIMES = Token("mo", "+", "+"), Token("mo", "−", "-"), Token("mo", "·", r"\cdot")
_THIN, _APPLY = (
    Token("mo", "\u2062", r"\,"),
    Token("mo", "\u2061", ""),
)  # invisible times, function application


def term_box(term: Term) -> Box:
    """The layout of a term."""
    return _box(term)[0]


def relation_box(stated: Relation) -> Box:
    """The layout of a relation."""
    text, latex = _RELATIONS[stated.kind]
    return Row((term_box(stated.left), Token("mo", text, latex), term_box(stated.right)))


def domain_box(name: str, domain: Domain) -> Box:
    """The layout of a variable's domain: x ∈ ℝ, y > 0, z ∈ [0, 1)."""
    variable = _name(name)
    if domain.name in _SIGNS:
        text, latex = _SIGNS[domain.name]
        return Row((variable, Token("mo", text, latex), _number(0)))
    element = Token("mo", "∈", r"\in")
    if domain.name in _SETS:
        letter = _SETS[domain.name]
        return Row((variable, element, Token("mi", letter, _BLACKBOARD[letter])))
    infinity = Token("mi", "∞", r"\infty")
    low = Row((_MINUS, infinity)) if domain.low is None else term_box(domain.low)
    high = infinity if domain.high is None else term_box(domain.high)
    inside = Row((low, Token("mo", ",", ","), high))
    ends = Fence("[" if domain.low_closed else "(", inside, "]" if domain.high_closed else ")")
    return Row((variable, element, ends))


def claim_latex(claim: Claim) -> str:
    r"""The claim in LaTeX: its relation, then domains and hypotheses.

    >>> print(claim_latex(Claim.parse("sqrt(x)/2 <= exp(-x)", {"x": "[0, 1]"})))
    \frac{\sqrt{x}}{2} \leq e^{-x}\quad x \in \left[0,1\right]
    """
    sides = [latex(domain_box(name, domain)) for name, domain in claim.variables]
    sides += [latex(relation_box(h)) for h in claim.hypotheses]
    return latex(relation_box(claim.relation)) + (r"\quad " + r",\; ".join(sides) if sides else "")


def latex(box: Box) -> str:
    r"""The box as LaTeX, without dollars.

    >>> from porism.symbolic.parse import parse_term
    >>> print(latex(term_box(parse_term("-x**2/(1+x) + sqrt(2)*E**y"))))
    \sqrt{2}\,e^{y} - \frac{x^{2}}{x + 1}
    """
    match box:
        case Token(kind, _, text):
            return f" {text} " if kind == "mo" and text not in ("", r"\,", ",", "/") else text
        case Row(parts):
            text = "".join(latex(part) for part in parts).strip()
            # A sign in front stands close; a command must not run into the letter after it.
            return re.sub(r"^- ", "-", re.sub(r"  +", " ", text))
        case Quotient(above, below):
            return rf"\frac{{{latex(above).strip()}}}{{{latex(below).strip()}}}"
        case Script(base, script, raised):
            return f"{latex(base)}{'^' if raised else '_'}{{{latex(script).strip()}}}"
        case Root(radicand, degree):
            return rf"\sqrt{f'[{latex(degree)}]' if degree else ''}{{{latex(radicand).strip()}}}"
        case Fence(left, inside, right):
            return rf"\left{left}{latex(inside).strip()}\right{right}"
        case _:
            assert_never(box)


def mathml(box: Box, block: bool = False) -> str:
    """The box as a `<math>` element, for any browser of today.

    >>> from porism.symbolic.parse import parse_term
    >>> print(mathml(term_box(parse_term("x/2"))))
    <math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>
    """
    display = ' display="block"' if block else ""
    return f"<math{display}>{_elements(box)}</math>"


def _elements(box: Box) -> str:
    match box:
        case Token("mi", text, _) if len(text) > 1:  # a name of several letters is upright already
            return f"<mi>{html.escape(text)}</mi>"
        case Token(kind, text, _):
            return f"<{kind}>{html.escape(text)}</{kind}>"
        case Row(parts):
            return f"<mrow>{''.join(map(_elements, parts))}</mrow>"
        case Quotient(above, below):
            return f"<mfrac>{_elements(above)}{_elements(below)}</mfrac>"
        case Script(base, script, raised):
            tag = "msup" if raised else "msub"
            return f"<{tag}>{_elements(base)}{_elements(script)}</{tag}>"
        case Root(radicand, None):
            return f"<msqrt>{_elements(radicand)}</msqrt>"
        case Root(radicand, degree):
            return f"<mroot>{_elements(radicand)}{_elements(degree)}</mroot>" if degree else ""
        case Fence(left, inside, right):
            return f"<mrow><mo>{left}</mo>{_elements(inside)}<mo>{right}</mo></mrow>"
        case _:
            assert_never(box)


def _box(term: Term) -> tuple[Box, int]:
    """The layout and how strongly it binds."""
    match term:
        case Number(value):
            return _rational(value)
        case Constant(name):
            return Token("mi", {"pi": "π"}.get(name, name), {"pi": r"\pi"}.get(name, name)), _ATOM
        case Variable(name):
            return _name(name), _ATOM
        case Apply("exp", a):
            return Script(Token("mi", "e", "e"), term_box(a)), _POWER
        case Apply("abs", a):
            return Fence("|", term_box(a), "|"), _ATOM
        case Apply(function, a):
            return Row((_function(function), _APPLY, Fence("(", term_box(a), ")"))), _ATOM
        case Derivative(expression, variable):
            d = Token("mi", "d", "d")
            return Row(
                (Quotient(d, Row((d, _name(variable)))), Fence("(", term_box(expression), ")"))
            ), _PRODUCT
        case Power(base, exponent):
            return _power(base, exponent)
        case Product(factors):
            return _product(factors)
        case Sum(terms):
            return _sum(terms)
        case _:
            assert_never(term)


def _within(term: Term, strength: int) -> Box:
    box, own = _box(term)
    return box if own >= strength else Fence("(", box, ")")


def _sum(terms: tuple[Term, ...]) -> tuple[Box, int]:
    parts = list[Box]()
    for term in written_order(terms):
        box = _within(term, _SUM) if not isinstance(term, Sum) else Fence("(", term_box(term), ")")
        if isinstance(box, Row) and box.parts[0] == _MINUS:
            parts += [_MINUS, *box.parts[1:]]
        else:
            parts += [_PLUS, box] if parts else [box]
    return Row(tuple(parts)), _SUM


def _power(base: Term, exponent: Term) -> tuple[Box, int]:
    if isinstance(exponent, Number):
        q = exponent.value
        if q < 0:
            return _product((Power(base, exponent),))
        if q.numerator == 1 and 1 < q.denominator < 10:
            return Root(term_box(base), _number(q.denominator) if q.denominator > 2 else None), _ATOM
        if isinstance(base, Apply) and base.function not in ("exp", "abs") and q.denominator == 1:  # sin²(x)
            function = Script(_function(base.function), _number(int(q)))
            return Row((function, _APPLY, Fence("(", term_box(base.argument), ")"))), _ATOM
    return Script(_within(base, _ATOM), _slanted(exponent)), _POWER


def _product(factors: tuple[Term, ...]) -> tuple[Box, int]:
    """A product as a fraction; powers with a negative number as exponent go below the line."""
    coefficient = Fraction(1)
    above, below = list[Term](), list[Term]()
    for factor in factors:
        match factor:
            case Number(value):
                coefficient = value
            case Power(base, Number(n)) if n < 0:
                below.append(power(base, number(-n)) if n != -1 else base)
            case _:
                above.append(factor)
    top, bottom = abs(coefficient.numerator), coefficient.denominator
    is_quotient = bool(below) or bottom != 1
    box = _juxtaposed([_number(top)] if top != 1 or not above else [], above, is_quotient)
    if is_quotient:
        box = Quotient(box, _juxtaposed([_number(bottom)] if bottom != 1 else [], below, True))
    if coefficient < 0:
        return Row((_MINUS, box)), _SUM
    return box, _PRODUCT


def _juxtaposed(numbers: list[Box], factors: list[Term], in_quotient: bool) -> Box:
    alone = len(numbers) + len(factors) == 1
    boxes = numbers + [_within(f, _SUM if alone and in_quotient else _PRODUCT) for f in factors]
    for k, f in enumerate(factors[:-1], len(numbers)):
        if isinstance(f, Derivative):  # else what follows would seem to be differentiated
            boxes[k] = Fence("(", boxes[k], ")")
    if alone:
        return boxes[0]
    parts = [boxes[0]]
    for before, box in pairwise(boxes):
        parts += [_TIMES if _starts_with_digit(box) or _is_name(before, box) else _THIN, box]
    return Row(tuple(parts))


def _starts_with_digit(box: Box) -> bool:
    match box:
        case Token(kind):
            return kind == "mn"
        case Row(parts):
            return _starts_with_digit(parts[0])
        case Script(base):
            return _starts_with_digit(base)
        case Quotient():
            return True
        case _:
            return False


def _is_name(before: Box, box: Box) -> bool:
    """Whether two boxes beside each other hold a name of several letters, so that a gap would mislead."""
    return any(isinstance(b, Token) and b.kind == "mi" and len(b.text) > 1 for b in (before, box))


def _slanted(exponent: Term) -> Box:
    if isinstance(exponent, Number) and exponent.value.denominator != 1:
        q = exponent.value
        box = Row((_number(abs(q.numerator)), Token("mo", "/", "/"), _number(q.denominator)))
        return Row((_MINUS, *box.parts)) if q < 0 else box
    return term_box(exponent)


def _rational(value: Fraction) -> tuple[Box, int]:
    size = abs(value)
    box: Box = _number(size.numerator)
    if size.denominator != 1:
        box = Quotient(box, _number(size.denominator))
    return (Row((_MINUS, box)), _SUM) if value < 0 else (box, _ATOM if size.denominator == 1 else _PRODUCT)


def _number(value: int) -> Token:
    return Token("mn", str(value), str(value))


def _function(name: str) -> Token:
    shown = re.sub("^a(?=sin|cos|tan)", "ar" if name.endswith("h") else "arc", name)
    return Token("mi", shown, rf"\{shown}" if shown in _LATEX_FUNCTIONS else rf"\operatorname{{{shown}}}")


def _name(name: str) -> Box:
    stem, _, index = name.partition("_")
    if not index and (match := re.fullmatch(r"([A-Za-z]+?)([0-9]+)", name)):
        stem, index = match.groups()
    if stem in _GREEK:
        base = Token("mi", _GREEK[stem], rf"\{stem}")
    else:
        base = Token("mi", stem, stem if len(stem) == 1 else rf"\mathrm{{{stem}}}")
    if not index:
        return base
    shown = index.replace("_", " ")
    return Script(base, Token("mtext", shown, rf"\mathrm{{{shown.replace(' ', '~')}}}"), raised=False)
