"""The grammar of Lean statements: tokens to `syntax.py`, with Lean 4's and Mathlib's binding strengths.

    statement := ("theorem" | "lemma" | "example") [name] binder* ":" term (":=" | "|" | the end)
    binder    := "(" name+ ":" term ")" | "{" name+ ":" term "}" | "[" … "]"
    term      := prefix term | term infix term | ∀ ∃ fun … | ∑ x ∈ s, term | atom argument*
    atom      := name | numeral | "(" term [":" type] ")" | "|" term "|" | "‖" term "‖" | "{" term, … "}"

    ↔ 20   → 25 (right)   ∨ 30 (right)   ∧ 35 (right)   ¬ 40   = ≠ < ≤ > ≥ ∈ 50 (not associative)   + − 65   ∑ ∏ 67
    * / % 70   −a ^ 75 (right)   √ 100   application, ⁻¹, !, ᶜ, ↑ strongest

Precedence climbing with one token of lookahead; linear in the text, nesting bounded by MAX_NESTING. What is meaningful Lean and
outside the fragment is refused with its own reason, everything else as syntax, with the offset where it stands.

References: V. Pratt (1973), Top down operator precedence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.syntax import (
    Ascription,
    Bars,
    BigOperator,
    Binder,
    Call,
    Infix,
    Lambda,
    Name,
    Numeral,
    Prefix,
    Quantified,
    SetBraces,
    Statement,
    Syntax,
    parts_of,
)
from porism.datasets.lean_statements.tokens import MAX_DIGITS, Token, tokens

MAX_NESTING = 60  # levels; each costs a few of Python's frames
MAX_HEIGHT = 80  # of the tree, which a chain of sums makes higher than it is nested
MAX_TOKENS = 20_000  # of one statement

KEYWORDS = ("theorem", "lemma", "example")
RELATIONS = frozenset("=≠<≤>≥∈")
#: operator -> (its strength, the least strength of what stands at its right)
INFIX: dict[str, tuple[int, int]] = {
    "↔": (20, 21), "→": (25, 25), "∨": (30, 30), "∧": (35, 35), **dict.fromkeys(RELATIONS, (50, 51)),
    "+": (65, 66), "-": (65, 66), "*": (70, 71), "/": (70, 71), "%": (70, 71), "^": (75, 75),
}  # fmt: skip
_BODY_OF_SUM, _NOT, _NEGATIVE = 67, 40, 75
_REFUSED = {
    **dict.fromkeys(("∣", "≡", "⊆", "⊂", "∉", "≈", "∼", "≃", "!="), Reason.RELATION),
    **dict.fromkeys(("∘", "•", "∪", "∩", "\\", "⌊", "⌈", "⁻", "·", "×", "∫", "⟨", "⊓", "⊔", "'", "∂"), Reason.FUNCTION),
    **dict.fromkeys(("∅", "∞", "⊤", "⊥"), Reason.TYPE),
}  # fmt: skip


def parse_term(text: str) -> Syntax:
    """The Lean term that the whole of `text` is.

    >>> parse_term("2 * x").operator
    '*'
    """
    parser = Parser(text, 0, len(text))
    found = parser.term(0)
    parser.expect_end()
    return bounded(found)


def parse_statement(text: str, start: int = 0, stop: int | None = None) -> Statement:
    """The statement that begins at `start` with its keyword; what follows `:=` is not read.

    >>> parse_statement("theorem t (x : ℝ) : x = x := by rfl").name
    't'
    """
    parser = Parser(text, start, len(text) if stop is None else stop)
    keyword = parser.take()
    if keyword.text not in KEYWORDS:
        raise parser.unexpected("theorem, lemma or example", keyword)
    name = parser.take().text if keyword.text != "example" and parser.current.kind == "name" else ""
    if parser.current.text == ".{":
        raise Refusal(Reason.INSTANCE, "universe parameters", parser.current.offset)
    binders = parser.binders()
    parser.expect(":")
    body = parser.term(0)
    if parser.current.text not in (":=", "|", "where"):
        parser.expect_end()
    for part in (body, *(b.type for b in binders if b.type is not None)):
        bounded(part)
    return Statement(name, binders, body, keyword.offset)


def parse_binders(text: str, start: int, stop: int) -> tuple[Binder, ...]:
    """The binders of a `variable` command."""
    parser = Parser(text, start, stop)
    found = parser.binders()
    parser.expect_end()
    return found


def bounded(term: Syntax) -> Syntax:
    """The term, refused if it is higher than MAX_HEIGHT."""
    level, height = [term], 0
    while level:
        height += 1
        if height > MAX_HEIGHT:
            raise Refusal(Reason.LIMIT, f"a tree higher than {MAX_HEIGHT}", term.offset)
        level = [part for one in level for part in parts_of(one)]
    return term


class Parser:
    """A cursor over the tokens of one piece of text."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self._tokens: Iterator[Token] = tokens(text, start, stop)
        self._count, self._depth = 0, 0
        self.current = next(self._tokens)

    def take(self) -> Token:
        """The current token; the cursor moves on."""
        token, self._count = self.current, self._count + 1
        if self._count > MAX_TOKENS:
            raise Refusal(Reason.LIMIT, f"the statement has more than {MAX_TOKENS:,} tokens", token.offset)
        self.current = next(self._tokens, token)
        return token

    def accept(self, *texts: str) -> Token | None:
        """The current token if it is one of these."""
        return (
            self.take() if self.current.kind in ("symbol", "keyword") and self.current.text in texts else None
        )

    def expect(self, text: str) -> Token:
        """The current token, which must be this one."""
        found = self.accept(text)
        if found is None:
            raise self.unexpected(text, self.current)
        return found

    def expect_end(self) -> None:
        """Nothing may be left."""
        if self.current.kind != "end":
            raise self.unexpected("an operator or the end", self.current)

    def unexpected(self, wanted: str, token: Token) -> Refusal:
        """The refusal of a token: with a reason of its own if it is a part of Lean that is known and not read."""
        known = _REFUSED.get(token.text)
        if known is not None and token.kind == "symbol":
            return Refusal(known, f"the symbol {token.text}", token.offset)
        return Refusal(Reason.SYNTAX, f"expected {wanted}, found {token.shown}", token.offset)

    def binders(self) -> tuple[Binder, ...]:
        """Bracketed binders, as many as there are."""
        found = list[Binder]()
        while opening := self.accept("(", "{", "[", "⦃"):
            if opening.text == "[":
                raise Refusal(Reason.INSTANCE, "an instance argument", opening.offset)
            names = self.names()
            kind = self.annotation() if self.accept(":") else None
            self.expect({"(": ")", "{": "}", "⦃": "⦄"}[opening.text])
            found.append(Binder(names, kind, opening.text, opening.offset))
        return tuple(found)

    def annotation(self) -> Syntax:
        """The type of a binder; a type of types is refused here, since `Type*` is no term."""
        if self.current.text in ("Type", "Sort"):
            raise Refusal(Reason.INSTANCE, "a type argument", self.current.offset)
        return self.term(0)

    def names(self) -> tuple[str, ...]:
        """One name or more; `_` is one."""
        found = list[str]()
        while self.current.kind == "name" and "." not in self.current.text:
            found.append(self.take().text)
        if not found:
            raise self.unexpected("a variable's name", self.current)
        return tuple(found)

    def term(self, strength: int) -> Syntax:
        """A term whose operators bind at least as strongly as `strength`."""
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise Refusal(Reason.LIMIT, f"nested deeper than {MAX_NESTING} levels", self.current.offset)
        left, bound = self.operand()
        while self.current.kind == "symbol" and self.current.text in INFIX:
            own, right = INFIX[self.current.text]
            if own < strength or own > bound:
                break
            sign = self.take()
            left = Infix(sign.text, left, self.term(right), sign.offset)
            bound = own if own != 50 else 49  # relations do not associate
        self._depth -= 1
        return left

    def operand(self) -> tuple[Syntax, int]:
        """A prefix operator with its argument, a quantifier, or an application; and the strength of what was read."""
        token = self.current
        if self.accept("-"):
            return Prefix("-", self.term(_NEGATIVE), token.offset), _NEGATIVE
        if self.accept("¬"):
            return Prefix("¬", self.term(_NOT), token.offset), _NOT
        if self.accept("∀", "∃"):
            return self.quantified(token), 0
        if self.accept("fun", "λ"):
            return self.function(token), 0
        if self.accept("∑", "∏"):
            return self.big_operator(token), _BODY_OF_SUM
        return self.application(), 1000

    def function(self, token: Token) -> Syntax:
        binders = self.binders()
        if not binders:
            names, kind = self.names(), self.term(0) if self.accept(":") else None
            binders = (Binder(names, kind, "", token.offset),)
        self.expect("↦")
        if sum(len(binder.names) for binder in binders) > 1:
            raise Refusal(Reason.FUNCTION, "a function of several variables", token.offset)
        return Lambda(binders[0], self.term(0), token.offset)

    def quantified(self, token: Token) -> Syntax:
        if self.current.text == "!":
            raise Refusal(Reason.QUANTIFIER, "unique existence", token.offset)
        binders, premise = self.binders(), None
        if not binders:
            names, offset = self.names(), token.offset
            if self.current.text in RELATIONS:
                sign = self.take()
                bound = self.term(51)
                for name in reversed(names):
                    one: Syntax = Infix(sign.text, Name(name, offset), bound, sign.offset)
                    premise = one if premise is None else Infix("∧", one, premise, sign.offset)
            kind = self.term(0) if self.accept(":") else None
            binders = (Binder(names, kind, "", offset),)
        self.expect(",")
        body = self.term(0)
        if premise is not None:
            body = Infix("→" if token.text == "∀" else "∧", premise, body, token.offset)
        return Quantified(token.text, binders, body, token.offset)

    def big_operator(self, token: Token) -> Syntax:
        grouped = self.accept("(")
        if grouped or len(names := self.names()) > 1 or self.current.text not in ("in", "∈"):
            raise Refusal(Reason.SUM, "bounds that are not x ∈ …", token.offset)
        self.take()
        domain = self.term(51)
        if self.current.text in ("with", "if"):
            raise Refusal(Reason.SUM, "a sum with a condition", token.offset)
        self.expect(",")
        return BigOperator(token.text, names[0], domain, self.term(_BODY_OF_SUM), token.offset)

    def application(self) -> Syntax:
        head = self.postfixed()
        arguments = list[Syntax]()
        while self.starts_argument():
            arguments.append(self.postfixed())
        if self.current.text in ("fun", "λ") and isinstance(head, Name):  # `f s fun x => …`
            arguments.append(self.term(0))
        if not arguments:
            return head
        if isinstance(head, Prefix | Numeral | Bars):
            raise Refusal(Reason.SYNTAX, "expected an operator, found an argument", arguments[0].offset)
        return Call(head, tuple(arguments), head.offset)

    def starts_argument(self) -> bool:
        token = self.current
        opens_bars = token.text == "|" and token.spaced
        return token.kind in ("name", "number") or token.text in ("(", "{", "↑") or opens_bars

    def postfixed(self) -> Syntax:
        found = self.atom()
        while sign := self.accept("⁻¹", "!", "ᶜ"):
            found = Prefix(sign.text, found, sign.offset)
        return found

    def atom(self) -> Syntax:
        token = self.take()
        match token.kind, token.text:
            case "number", text:
                return _numeral(token)
            case "name", text:
                return Name(text, token.offset)
            case "symbol", "(":
                return self.parenthesised(token)
            case "symbol", "{":
                return self.braces(token)
            case "symbol", "↑" | "√":
                return Prefix(token.text, self.nested(self.postfixed), token.offset)
            case "symbol", "‖":
                inner = self.nested(lambda: self.term(0))
                self.expect("‖")
                return Prefix("‖", inner, token.offset)
            case "symbol", "|" if not self.current.spaced:
                inner = self.term(0)
                if self.current.text != "|" or self.current.spaced:
                    raise self.unexpected("| without a space before it", self.current)
                self.take()
                return Bars(inner, token.offset)
            case _:
                raise self.unexpected("a term", token)

    def nested(self, parse: Callable[[], Syntax]) -> Syntax:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise Refusal(Reason.LIMIT, f"nested deeper than {MAX_NESTING} levels", self.current.offset)
        found = parse()
        self._depth -= 1
        return found

    def parenthesised(self, opening: Token) -> Syntax:
        inner = self.term(0)
        if self.accept(":"):
            inner = Ascription(inner, self.term(0), opening.offset)
        if self.current.text == ",":
            raise Refusal(Reason.TYPE, "a pair", self.current.offset)
        self.expect(")")
        return inner

    def braces(self, opening: Token) -> Syntax:
        elements = [self.term(0)]
        while self.accept(","):
            elements.append(self.term(0))
        if self.current.text in ("|", ":", "//"):
            raise Refusal(Reason.RELATION, "a set given by a property", opening.offset)
        self.expect("}")
        return SetBraces(tuple(elements), opening.offset)


def _numeral(token: Token) -> Numeral:
    mantissa, _, exponent = token.text.lower().partition("e")
    if len(mantissa) > MAX_DIGITS or len(exponent) > 5 or abs(int(exponent or 0)) > MAX_DIGITS:
        raise Refusal(Reason.LIMIT, f"a numeral of more than {MAX_DIGITS} digits", token.offset)
    scientific = "." in mantissa or bool(exponent)
    return Numeral(Fraction(mantissa) * Fraction(10) ** int(exponent or 0), scientific, token.offset)
