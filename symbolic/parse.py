"""The safe parser: text of the claim language to terms, relations and domains.

    relation := sum (("==" | "=" | "!=" | "<=" | "<" | ">=" | ">" | "≤" | "≥" | "≠") sum)
    sum      := ["+" | "-"] product (("+" | "-") product)*
    product  := factor (("*" | "/") factor)*
    factor   := ("+" | "-") factor | power
    power    := atom [("**" | "^") factor]                       right-associative, binds tighter than the sign
    atom     := number | name | name "(" sum ["," name] ")" | "(" sum ")"

Precedence climbing over a token list; nothing is ever evaluated, imported or looked up outside the two tables of
functions and constants. Decimals are exact (`0.1` is 1/10). Text with a backslash or between dollars is LaTeX
(`latex.py`). Bounds: MAX_TEXT characters, and the depth, size and exponents of `term.py`.
Linear in the text.

References: V. Pratt (1973), Top down operator precedence.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from porism.symbolic.domain import NAMES, Domain, interval
from porism.symbolic.errors import DomainError, LimitError, ParseError
from porism.symbolic.term import (
    ABBREVIATIONS,
    FUNCTION_ALIASES,
    FUNCTIONS,
    MAX_DEPTH,
    MAX_NODES,
    PI,
    Apply,
    Derivative,
    E,
    I,
    Term,
    Variable,
    add,
    divide,
    is_variable_name,
    multiply,
    negate,
    number,
    power,
)

MAX_TEXT = 100_000  # characters; the longest formula in the corpora has 300
MAX_DIGITS = 4_000  # of one literal: below Python's own limit for converting text to integers

RelationKind: TypeAlias = Literal["==", "!=", "<=", "<"]

CONSTANT_NAMES: dict[str, Term] = {"pi": PI, "E": E, "I": I}
RELATION_SIGNS = {"==": "==", "=": "==", "!=": "!=", "≠": "!=", "<": "<", ">": ">"}
RELATION_SIGNS |= {"<=": "<=", "≤": "<=", ">=": ">=", "≥": ">="}
_MISSING = "an operator (write * between factors)"
_OPERATOR_ALIASES = {"^": "**", "·": "*", "×": "*", "−": "-", "π": "pi"}

_TOKEN = re.compile(
    r"\s+|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*|π)"
    r"|(?P<operator>\*\*|==|!=|<=|>=|[-+*/^()<>=,≤≥≠·×−|])",
    re.ASCII,
)


class Token(NamedTuple):
    """A lexeme; `kind` is number, name, operator or end."""

    kind: str
    text: str
    column: int

    @property
    def starts_factor(self) -> bool:
        """Whether a factor starts here; after another one, an operator is missing."""
        return self.kind in ("name", "number") or self.text == "("

    @property
    def shown(self) -> str:
        """The lexeme as a message shows it."""
        return "the end" if self.kind == "end" else repr(self.text[:40])


class ParsedRelation(NamedTuple):
    """A relation as written: `kind` may still be `>=` or `>`."""

    kind: str
    left: Term
    right: Term


def parse_term(text: str) -> Term:
    """The term that `text` denotes.

    >>> print(parse_term("2*x**2 - 1/3"))
    2*x**2 - 1/3
    >>> parse_term("2x")
    Traceback (most recent call last):
    porism.symbolic.errors.ParseError: expected an operator (write * between factors), found 'x' at column 2
      2x
       ^
    """
    from porism.symbolic.latex import is_latex, latex_term

    if is_latex(_checked(text)):
        return latex_term(text)
    parser = _Parser(text)
    term = parser.sum(0)
    parser.finish()
    return term


def parse_relation(text: str) -> ParsedRelation:
    """The relation that `text` states; exactly one relation sign is expected."""
    from porism.symbolic.latex import is_latex, latex_relation

    if is_latex(_checked(text)):
        return latex_relation(text)
    parser = _Parser(text)
    left = parser.sum(0)
    sign = parser.take()
    if sign.text not in RELATION_SIGNS:
        raise parser.fail(_MISSING if sign.starts_factor else "a relation (one of == != <= < >= >)", sign)
    right = parser.sum(0)
    if parser.peek().text in RELATION_SIGNS:
        raise ParseError(
            "expected one relation in a claim (put the others into `assume`), found a chain",
            text,
            parser.peek().column,
        )
    parser.finish()
    return ParsedRelation(RELATION_SIGNS[sign.text], left, right)


def parse_domain(text: str) -> Domain:
    """The domain that `text` names, such as `positive` or `[0, pi/2)`.

    >>> str(parse_domain("(0, oo)"))
    'positive'
    """
    name = _checked(text).strip()
    if name in NAMES:
        return Domain(name)
    if not (name[:1] in "([" and name[-1:] in ")]" and name.count(",") == 1):
        close = difflib.get_close_matches(name, NAMES, n=1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise DomainError(
            f"expected a domain ({', '.join(NAMES)}) or an interval such as [0, 1) or (0, oo), "
            f"found {name[:60]!r}{hint}"
        )
    low_text, high_text = (part.strip() for part in name[1:-1].split(","))
    low = None if low_text in ("-oo", "-inf") else parse_term(low_text)
    high = None if high_text in ("oo", "+oo", "inf") else parse_term(high_text)
    return interval(low, high, name[0] == "[", name[-1] == "]")


def _checked(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise LimitError(
            f"the text has {len(text):,} characters, more than {MAX_TEXT:,}; split it into smaller claims"
        )
    return text


@dataclass
class _Parser:
    """A cursor over the tokens of one text."""

    text: str
    nodes: int = 0
    tokens: Iterator[Token] = field(init=False)
    current: Token = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = _tokens(_checked(self.text))
        self.current = next(self.tokens)

    def peek(self) -> Token:
        return self.current

    def take(self) -> Token:
        token = self.current
        self.current = next(self.tokens, token)  # the end stays
        return token

    def accept(self, *operators: str) -> Token | None:
        token = self.peek()
        return self.take() if token.kind == "operator" and token.text in operators else None

    def fail(self, expected: str, token: Token) -> ParseError:
        return ParseError(f"expected {expected}, found {token.shown}", self.text, token.column)

    def finish(self) -> None:
        token = self.peek()
        if token.starts_factor:
            raise self.fail(_MISSING, token)
        if token.kind != "end":
            raise self.fail("an operator or the end", token)

    def grow(self, depth: int) -> None:
        self.nodes += 1
        column = self.peek().column
        if depth > MAX_DEPTH:
            raise LimitError(
                f"the expression is nested deeper than {MAX_DEPTH} levels at column {column + 1}"
            )
        if self.nodes > MAX_NODES:
            raise LimitError(f"the expression has more than {MAX_NODES:,} parts at column {column + 1}")

    def sum(self, depth: int) -> Term:
        terms = [self.product(depth)]
        while sign := self.accept("+", "-"):
            term = self.product(depth)
            terms.append(negate(term) if sign.text == "-" else term)
        return add(*terms) if len(terms) > 1 else terms[0]

    def product(self, depth: int) -> Term:
        factors = [self.factor(depth)]
        while sign := self.accept("*", "/"):
            factor = self.factor(depth)
            factors.append(divide(number(1), factor) if sign.text == "/" else factor)
        return multiply(*factors) if len(factors) > 1 else factors[0]

    def factor(self, depth: int) -> Term:
        self.grow(depth)
        if sign := self.accept("+", "-"):
            inner = self.factor(depth + 1)
            return negate(inner) if sign.text == "-" else inner
        base = self.atom(depth)
        caret = self.peek()
        if self.accept("**", "^"):
            exponent = self.factor(depth + 1)
            try:
                return power(base, exponent)
            except LimitError as error:
                raise LimitError(f"{error} (column {caret.column + 1})") from None
        return base

    def atom(self, depth: int) -> Term:
        token = self.take()
        if token.kind == "number":
            return _literal(token, self.text)
        if token.kind == "name":
            return self.call(token, depth) if self.peek().text == "(" else self.name(token)
        if token.text == "(":
            inner = self.sum(depth + 1)
            self.close()
            return inner
        if token.text == "|":
            raise self.fail("a number, a name or ( (write abs(…) for an absolute value)", token)
        raise self.fail("a number, a name or (", token)

    def name(self, token: Token) -> Term:
        name = "pi" if token.text == "π" else token.text
        if name in CONSTANT_NAMES:
            return CONSTANT_NAMES[name]
        if is_variable_name(name):
            return Variable(name)
        if name in FUNCTIONS or name in FUNCTION_ALIASES or name in ABBREVIATIONS or name == "diff":
            raise self.fail(f"( after the function {name}", self.peek())
        raise self.fail("a variable that stands for a number (a letter, then letters, digits or _)", token)

    def call(self, token: Token, depth: int) -> Term:
        name = FUNCTION_ALIASES.get(token.text, token.text)
        if name not in FUNCTIONS and name not in ABBREVIATIONS and name != "diff":
            known = sorted({*FUNCTIONS, *FUNCTION_ALIASES, *ABBREVIATIONS, "diff"})
            close = difflib.get_close_matches(name, known, n=1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            raise self.fail(f"a known function{hint}; write * to multiply by a parenthesis", token)
        self.take()
        argument = self.sum(depth + 1)
        if name == "diff":
            variable = self.derivative_variable()
            self.close()
            return Derivative(argument, variable)
        self.close()
        return ABBREVIATIONS[name](argument) if name in ABBREVIATIONS else Apply(name, argument)

    def derivative_variable(self) -> str:
        if not self.accept(","):
            raise self.fail("a comma and the variable of differentiation", self.peek())
        variable = self.name(token := self.take()) if self.peek().kind == "name" else None
        if not isinstance(variable, Variable):
            raise self.fail("the variable of differentiation", token if variable else self.peek())
        return variable.name

    def close(self) -> None:
        if not self.accept(")"):
            token = self.peek()
            raise self.fail(_MISSING if token.starts_factor else ")", token)


def _tokens(text: str) -> Iterator[Token]:
    """The lexemes one by one, so that the first error ends the reading of a long text."""
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ParseError(
                f"expected a number, a name or an operator, found {_character(text[position])}",
                text,
                position,
            )
        if match.lastgroup:
            lexeme = match.group()
            yield Token(match.lastgroup, _OPERATOR_ALIASES.get(lexeme, lexeme), position)
        position = match.end()
    yield Token("end", "", len(text))


def _character(character: str) -> str:
    name = unicodedata.name(character, "an unnamed character")
    return f"{character!r} (U+{ord(character):04X}, {name})" if not character.isascii() else repr(character)


def _literal(token: Token, text: str) -> Term:
    mantissa, _, exponent = token.text.lower().partition("e")
    if len(mantissa) > MAX_DIGITS or len(exponent) > 5 or abs(int(exponent or 0)) > MAX_DIGITS:
        raise LimitError(f"the number at column {token.column + 1} has more than {MAX_DIGITS} digits")
    if mantissa.startswith(".") or mantissa.endswith("."):
        mantissa = "0" + mantissa if mantissa.startswith(".") else mantissa + "0"
    return number(Fraction(mantissa) * Fraction(10) ** int(exponent or 0))
