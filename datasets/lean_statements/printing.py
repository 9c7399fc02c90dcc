"""Claims as Lean 4 statements in Mathlib's notation, for those whose Lean text says what the claim says.

    theorem name (x : ℝ) (hx : x ∈ Set.Ioi (0 : ℝ)) (h₁ : x ≠ 1) : Real.log x ≠ 0

Every number is real, a natural or integer variable n is written `(n : ℝ)`; the domain of a real variable is membership in an
interval, so that it is told apart from a hypothesis. The law is parse ∘ print = identity: a text is given only if it is read
back as the same claim. Lean's statement says more than the claim at points where the claim is undefined, so it implies the
claim; where it must be false for that reason (`x/x = 1` at x = 0), it has no proof.
"""

from __future__ import annotations

from fractions import Fraction

from porism.datasets.lean_statements.files import statement_of
from porism.datasets.lean_statements.refusal import Refusal
from porism.datasets.lean_statements.translation import Translated
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    HALF,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    number,
)
from porism.symbolic.text import written_order

_FUNCTIONS = {
    "exp": "Real.exp", "log": "Real.log", "sin": "Real.sin", "cos": "Real.cos", "tan": "Real.tan", "atan": "Real.arctan",
    "sinh": "Real.sinh", "cosh": "Real.cosh", "tanh": "Real.tanh", "asinh": "Real.arsinh",
}  # fmt: skip
_SIGNS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤"}
_TYPES = {"natural": "ℕ", "integer": "ℤ"}
_SUM, _PRODUCT, _POWER, _ROOT, _ATOM = 65, 70, 75, 100, 1024  # binding strengths, as in `grammar.py`


def lean_statement(claim: Claim, name: str = "claim") -> str:
    """The Lean statement of a claim, without proof; `UnsupportedError` if none is read back as this claim.

    >>> lean_statement(Claim.parse("sqrt(x)**2 == x", {"x": "nonnegative"}), "root")
    'theorem root (x : ℝ) (hx : x ∈ Set.Ici (0 : ℝ)) : x = x'
    """
    domains = dict(claim.variables)
    if any(domain.name == "complex" for domain in domains.values()):
        raise UnsupportedError("a complex variable has no place in a Lean statement over ℝ")
    printer = _Printer(domains)
    parts = ["theorem", name]
    for variable, domain in claim.variables:
        parts.append(f"({variable} : {_TYPES.get(domain.name, 'ℝ')})")
        if domain.is_real and domain.name not in ("real", *_TYPES):
            parts.append(f"(h{variable} : {variable} ∈ {printer.set(domain)})")
    for index, hypothesis in enumerate(claim.hypotheses):
        subscript = "".join(chr(0x2080 + int(digit)) for digit in str(index + 1))
        parts.append(f"(h{subscript} : {printer.relation(hypothesis)})")
    text = f"{' '.join(parts)} : {printer.relation(claim.relation)}"
    found = statement_of(text)
    if not name or found.name != name:
        raise UnsupportedError(f"expected the name of a theorem, found {name[:60]!r}")
    match found.outcome:
        case Translated(claims) if claims == (claim,):
            return text
        case Refusal() as refusal:
            raise UnsupportedError(f"not in the fragment of Lean statements: {refusal.detail}")
        case _:
            raise UnsupportedError("Lean's functions would give this text another meaning than the claim's")


class _Printer:
    def __init__(self, domains: dict[str, Domain]) -> None:
        self._domains = domains

    def relation(self, stated: Relation) -> str:
        left = self.term(stated.left, 51)
        if not self._is_seen_real(stated.left):
            left = f"({self.term(stated.left, 0)} : ℝ)"
        return f"{left} {_SIGNS[stated.kind]} {self.term(stated.right, 51)}"

    def set(self, domain: Domain) -> str:
        if domain.name == "nonzero":
            return "({0}ᶜ : Set ℝ)"
        low, high, low_closed, high_closed = domain.bounds()
        ends = " ".join(f"({self.term(end, 0)} : ℝ)" for end in (low, high) if end is not None)
        kind = f"{'c' if low_closed else 'o'}{'c' if high_closed else 'o'}"
        if high is None:
            kind = "ci" if low_closed else "oi"
        elif low is None:
            kind = "ic" if high_closed else "io"
        return f"Set.I{kind} {ends}"

    def _is_seen_real(self, term: Term) -> bool:
        """Whether a leaf of the term's own tree has the type ℝ, so that no numeral becomes a natural number."""
        match term:
            case Power(base, exponent):
                return self._is_seen_real(base) or exponent == HALF
            case Sum(parts) | Product(parts):
                return any(map(self._is_seen_real, parts))
            case Number():
                return False
            case Apply("abs", argument):
                return self._is_seen_real(argument)
            case _:
                return True

    def term(self, term: Term, strength: int) -> str:
        """The text of a term, in parentheses where it stands inside something that binds as strongly as `strength`."""
        text, own = self._text(term)
        return f"({text})" if own < strength else text

    def _text(self, term: Term) -> tuple[str, int]:
        match term:
            case Number(value):
                return _number(value)
            case Constant("pi"):
                return "Real.pi", _ATOM
            case Variable(name):
                domain = self._domains.get(name, Domain("real"))
                return (f"({name} : ℝ)" if domain.is_discrete else name), _ATOM
            case Power(base, exponent):
                return self._power(base, exponent)
            case Apply("abs", argument):
                inner = self.term(argument, 0)
                if not self._is_seen_real(argument):
                    inner = f"({inner} : ℝ)"
                return (
                    f"|{inner}|" if "|" not in inner else f"abs ({inner})",
                    _ATOM if "|" not in inner else 1000,
                )
            case Apply(function, argument) if function in _FUNCTIONS:
                return f"{_FUNCTIONS[function]} {self.term(argument, _ATOM)}", 1000
            case Product(factors):
                return self._product(factors)
            case Sum(terms):
                return self._sum(terms)
            case _:
                raise UnsupportedError(f"{term} has no Lean text here")

    def _power(self, base: Term, exponent: Term) -> tuple[str, int]:
        if exponent == HALF:
            return f"√{self.term(base, _ATOM)}", _ROOT
        raised = self.term(base, _POWER + 1)
        match exponent:
            case Number(value) if value.denominator == 1 and value >= 0:
                return f"{raised} ^ {value}", _POWER
            case Number(value) if value.denominator == 1:
                return f"{raised} ^ ({value} : ℤ)", _POWER
            case Variable(name) if self._domains.get(name, Domain("real")).is_discrete:
                return f"{raised} ^ {name}", _POWER
            case _:
                return f"{raised} ^ ({self.term(exponent, 0)} : ℝ)", _POWER

    def _product(self, factors: tuple[Term, ...]) -> tuple[str, int]:
        above, below, sign = list[str](), list[str](), ""
        for factor in factors:
            match factor:
                case Number(value):
                    sign = "-" if value < 0 else ""
                    if abs(value.numerator) != 1:
                        above.append(str(abs(value.numerator)))
                    if value.denominator != 1:
                        below.append(str(value.denominator))
                case Power(base, Number(n)) if n < 0 and n.denominator == 1:
                    inner = base if n == -1 else Power(base, number(-n))
                    below.append(self.term(inner, _PRODUCT + 1))
                case _:
                    above.append(self.term(factor, _PRODUCT + (1 if above else 0)))
        text = " * ".join(above) or "1"
        for divisor in below:
            text += f" / {divisor}"
        return (sign + text, _PRODUCT)

    def _sum(self, terms: tuple[Term, ...]) -> tuple[str, int]:
        text = ""
        for term in written_order(terms):
            part, own = self._text(term)
            if text and part.startswith("-"):
                text += f" - {part[1:]}" if own > _SUM else f" + ({part})"
            elif text:
                text += f" + {part}" if own > _SUM else f" + ({part})"
            else:
                text = part if own >= _SUM else f"({part})"
        return text, _SUM


def _number(value: Fraction) -> tuple[str, int]:
    if value.denominator != 1:
        return (f"{value.numerator} / {value.denominator}", _PRODUCT)
    return str(value), _POWER if value < 0 else _ATOM
