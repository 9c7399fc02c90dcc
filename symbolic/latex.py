r"""LaTeX input: formulas as they are typeset, to terms.

    relation := sum ("=" | \neq | \leq | < | \geq | >) sum
    sum      := ["+" | "-"] product (("+" | "-") product)*
    product  := factor ((\cdot | \times | / | \div | nothing) factor)*
    factor   := atom ["^" script]
    atom     := number | letter [subscript] | \pi | \frac{a}{b} | \sqrt[n]{a} | call | group | |a| | \frac{d}{dx} factor
    call     := function ["^" script] (group | run)           a run is 2x, \omega t, \frac{x}{2}: as in \sin 2x
    group    := ( sum ) | [ sum ] | { sum }, with or without \left and \right

`e` is Euler's number, `i` the imaginary unit, `\sin^{-1}` the inverse function. What readers or TeX itself take in two
ways is refused with the cure: `x(y+1)` (a function or a product), `x^10`, `x/2y`, `\sin x/2`, `\frac{dy}{dx}`.

SymPy's LaTeX parsers are not used: they evaluate on the way, so that `\frac{x}{x}` loses its condition x ≠ 0, and the
running time of their Earley grammar is cubic (docs/decisions/004). Linear in the text; bounds as in `term.py`.

References: D. Knuth (1986), The TeXbook, ch. 16-18; ISO 80000-2:2019 (the usual readings).
"""

from __future__ import annotations

import re

from porism.symbolic.errors import LimitError, ParseError
from porism.symbolic.latex_tokens import (
    LATEX_FUNCTIONS,
    LETTERS,
    RELATION_SIGNS,
    TOKEN,
    LatexToken,
    latex_tokens,
    upright_name,
)
from porism.symbolic.parse import MAX_DIGITS, ParsedRelation
from porism.symbolic.term import (
    MAX_DEPTH,
    MAX_NODES,
    MINUS_ONE,
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

MAX_LATEX = 20_000  # characters: half a second on a slow machine

_GREEK = frozenset({
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "rho", "varrho", "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega",
    "Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Phi", "Psi", "Omega",
})  # fmt: skip
_INVERSES = {name: f"a{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")}
_CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|", "|<": ">|"}


def is_latex(text: str) -> bool:
    """Whether the text has a LaTeX command or is set between dollars."""
    return "\\" in text or text.lstrip().startswith("$")


def latex_term(text: str) -> Term:
    r"""The term that a LaTeX formula denotes.

    >>> print(latex_term(r"\frac{\sin 2x}{2} + e^{-x}"))
    exp(-x) + sin(2*x)/2
    """
    reader = _Reader(text)
    term = reader.sum(0)
    reader.finish()
    return term


def latex_relation(text: str) -> ParsedRelation:
    r"""The relation that a LaTeX formula states.

    >>> print(latex_relation(r"\sin^2 x + \cos^2 x = 1").left)
    cos(x)**2 + sin(x)**2
    """
    reader = _Reader(text)
    left = reader.sum(0)
    sign = reader.take()
    if sign.text not in RELATION_SIGNS:
        raise reader.fail("a relation (one of = \\neq < \\leq > \\geq)", sign)
    right = reader.sum(0)
    if reader.peek().text in RELATION_SIGNS:
        raise reader.fail("one relation in a claim (put the others into `assume`)", reader.peek())
    reader.finish()
    return ParsedRelation(RELATION_SIGNS[sign.text], left, right)


class _Reader:
    """A cursor over the tokens of one text; `bars` says whether a plain | would close."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LATEX:
            raise LimitError(f"the formula has {len(text):,} characters, more than {MAX_LATEX:,}; split it")
        self.text, self.position, self.nodes, self.bars = text, 0, 0, False
        self.tokens = latex_tokens(text)

    # tokens

    def peek(self) -> LatexToken:
        return self.tokens[self.position]

    def take(self) -> LatexToken:
        token = self.tokens[self.position]
        self.position += token.kind != "end"
        return token

    def accept(self, *texts: str) -> LatexToken | None:
        return self.take() if self.peek().kind == "operator" and self.peek().text in texts else None

    def fail(self, expected: str, token: LatexToken) -> ParseError:
        found = "the end" if token.kind == "end" else repr(token.text[:30])
        return ParseError(f"expected {expected}, found {found}", self.text, token.column)

    def refuse(self, problem: str, token: LatexToken) -> ParseError:
        return ParseError(problem, self.text, token.column)

    def finish(self) -> None:
        if self.peek().kind != "end":
            raise self.fail("an operator or the end", self.peek())

    def grow(self, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise LimitError(
                f"the formula is nested deeper than {MAX_DEPTH} levels at column {self.peek().column + 1}"
            )
        if self.nodes > MAX_NODES:
            raise LimitError(f"the formula has more than {MAX_NODES:,} parts")

    # sums and products

    def sum(self, depth: int) -> Term:
        first = self.accept("+", "-")
        terms = [self.product(depth)]
        if first and first.text == "-":
            terms[0] = negate(terms[0])
        while sign := self.accept("+", "-"):
            term = self.product(depth)
            terms.append(negate(term) if sign.text == "-" else term)
        return add(*terms) if len(terms) > 1 else terms[0]

    def product(self, depth: int) -> Term:
        start = self.peek()
        factors = [self.factor(depth)]
        divided = False
        while True:
            token, before = self.peek(), self.tokens[self.position - 1]
            if sign := self.accept("*", "/"):
                factor = self.factor(depth)
                factors.append(divide(number(1), factor) if sign.text == "/" else factor)
                divided = sign.text == "/"
            elif self.starts_factor(token):
                if token.text == start.text == "|" and before.text != "|":
                    raise self.refuse(
                        "these bars can be paired in two ways; write \\left| and \\right|", token
                    )
                if divided:
                    raise self.refuse(
                        "a product after / can be read in two ways; write \\frac{…}{…} or \\cdot", token
                    )
                factors.append(self.factor(depth))
            else:
                return multiply(*factors) if len(factors) > 1 else factors[0]

    def starts_factor(self, token: LatexToken) -> bool:
        """Whether a factor follows without a sign between."""
        before = self.tokens[self.position - 1]
        match token.kind:
            case "number":
                raise self.fail("an operator (write \\cdot between factors)", token)
            case "operator" if token.text in ("(", "["):
                if before.kind in ("letter", "script") and not token.gap:
                    raise self.refuse(
                        "a letter before ( is a function or a product; write \\cdot between factors", token
                    )
                return True
            case "operator":
                return token.text in ("{", "|<") or (token.text == "|" and not self.bars)
            case kind:
                return kind != "end" and token.text not in RELATION_SIGNS

    def factor(self, depth: int) -> Term:
        self.grow(depth)
        base = self.atom(depth)
        return self.raised(base, depth)

    def raised(self, base: Term, depth: int) -> Term:
        if not (caret := self.accept("^")):
            return base
        exponent = self.script(depth)
        if self.peek().text == "^":
            raise self.refuse(
                "two exponents can be read in two ways; write braces as in x^{y^{z}}", self.peek()
            )
        try:
            return power(base, exponent)
        except LimitError as error:
            raise LimitError(f"{error} (column {caret.column + 1})") from None

    def script(self, depth: int) -> Term:
        """What stands raised: a group in braces, or a single sign."""
        self.grow(depth)
        token = self.peek()
        if token.kind == "number" and len(token.text) > 1:
            raise self.refuse(f"TeX raises only the first digit; write ^{{{token.text[:20]}}}", token)
        if token.text == "{" or token.kind in ("number", "letter", "command", "named"):
            return self.atom(depth + 1)
        raise self.fail("an exponent in braces", token)

    # atoms

    def atom(self, depth: int) -> Term:
        token = self.take()
        match token.kind:
            case "number":
                return self.literal(token)
            case "letter":
                return {"e": E, "i": I}.get(token.text) or self.variable(token.text, token)
            case "named":
                return self.named(token, depth)
            case "derivative":
                return self.derivative(token, depth)
            case "operator" if token.text in _CLOSING:
                return self.group(token, depth)
            case "command":
                return self.command(token, depth)
            case _:
                raise self.fail("a number, a letter or a group", token)

    def group(self, token: LatexToken, depth: int) -> Term:
        bars, self.bars = self.bars, token.text == "|"
        inner = self.sum(depth + 1)
        if not self.accept(_CLOSING[token.text]):
            raise self.fail(_CLOSING[token.text].replace(">|", "\\right|"), self.peek())
        self.bars = bars
        return Apply("abs", inner) if token.text in ("|", "|<") else inner

    def literal(self, token: LatexToken) -> Term:
        if len(token.text) > MAX_DIGITS:
            raise LimitError(f"the number at column {token.column + 1} has more than {MAX_DIGITS} digits")
        return number("0" + token.text if token.text.startswith(".") else token.text)

    def variable(self, stem: str, token: LatexToken) -> Term:
        name = stem
        if self.accept("_"):
            name = f"{stem}_{self.index()}"
        if not is_variable_name(name):
            raise self.refuse(f"{name} is not a variable's name in the claim language; rename it", token)
        return Variable(name)

    def index(self) -> str:
        """A subscript of letters and digits."""
        token = self.take()
        if token.kind == "number" and len(token.text) > 1:
            raise self.refuse(f"TeX lowers only the first digit; write _{{{token.text[:20]}}}", token)
        parts = [token]
        if token.text == "{":
            parts = []
            while (token := self.take()).text != "}":
                if token.kind not in ("letter", "number", "named"):
                    raise self.fail("a subscript of letters and digits", token)
                parts.append(token)
        index = "".join(upright_name(p) if p.kind == "named" else p.text for p in parts)
        if not re.fullmatch("[A-Za-z0-9]+", index):
            raise self.fail("a subscript of letters and digits", token)
        self.tokens[self.position - 1] = token._replace(kind="script")
        return index

    def named(self, token: LatexToken, depth: int) -> Term:
        name = upright_name(token)
        if name in LATEX_FUNCTIONS:
            return self.call(LATEX_FUNCTIONS[name], token, depth)
        return {"e": E, "i": I}.get(name) or self.variable(name, token)

    def command(self, token: LatexToken, depth: int) -> Term:
        name = token.text[1:]
        if name in LATEX_FUNCTIONS and name not in LETTERS:
            return self.call(LATEX_FUNCTIONS[name], token, depth)
        match name:
            case "pi":
                return PI
            case "frac":
                return self.fraction(token, depth)
            case "sqrt":
                return self.root(depth)
            case _ if name in _GREEK:
                return self.variable("lamda" if name == "lambda" else name, token)  # SymPy's name for λ
            case _:
                raise self.refuse(
                    f"{token.text[:40]} is not in the claim language (see docs/language.md)", token
                )

    def fraction(self, token: LatexToken, depth: int) -> Term:
        if (digits := self.peek()).kind == "number" and len(digits.text) == 2:  # \frac12
            self.take()
            return divide(number(digits.text[0]), number(digits.text[1]))
        starts = list[str]()
        parts = list[Term]()
        for _ in range(2):
            at = self.tokens[min(self.position + (self.peek().text == "{"), len(self.tokens) - 1)]
            starts.append(at.text)
            parts.append(self.argument(depth))
        if all(s in ("d", r"\partial") for s in starts):
            raise self.refuse(r"a derivative is written \frac{d}{dx}\left(…\right)", token)
        return divide(*parts)

    def root(self, depth: int) -> Term:
        degree: Term = number(2)
        if opening := self.accept("["):
            degree = self.group(opening, depth)
        return power(self.argument(depth), divide(number(1), degree))

    def argument(self, depth: int) -> Term:
        """A command's argument: a group in braces, or one sign."""
        self.grow(depth)
        token = self.peek()
        if token.kind == "number" and len(token.text) > 1:
            raise self.refuse(f"TeX takes only the first digit; write {{{token.text[:20]}}}", token)
        if token.text == "{" or token.kind in ("number", "letter", "command"):
            return self.atom(depth + 1)
        raise self.fail("an argument in braces", token)

    def derivative(self, token: LatexToken, depth: int) -> Term:
        match = TOKEN.match(self.text, token.column)
        if match is None:
            raise self.fail("a derivative", token)
        orders = [int(g) for g in (match[2], match[3], match[7], match[8]) if g] or [1, 1]
        if len(orders) != 2 or orders[0] != orders[1]:
            raise self.refuse(
                "a derivative has the same order above and below, as in \\frac{d^2}{dx^2}", token
            )
        index = match["index"] or match["digit"]
        variable = self.variable(match["of"].lstrip("\\") + (f"_{index}" if index else ""), token)
        grouped = self.peek().text in ("(", "[")
        term = self.atom(depth + 1) if grouped else self.factor(depth + 1)
        follows = self.peek()
        if (
            follows.text in ("^", "*", "/")
            if grouped
            else follows.text in ("*", "/") or self.starts_factor(follows)
        ):
            raise self.refuse("put what is differentiated, and nothing else, into parentheses", follows)
        for _ in range(orders[0]):
            term = Derivative(term, variable.name if isinstance(variable, Variable) else "")
        return term

    # functions

    def call(self, name: str, token: LatexToken, depth: int) -> Term:
        base = exponent = None
        if name == "log" and self.accept("_"):
            base = self.script(depth)
        if name == "lg":
            name, base = "log", number(10)
        if caret := self.accept("^"):
            exponent = self.script(depth)
            if exponent == MINUS_ONE:
                if name not in _INVERSES:
                    raise self.refuse(
                        f"\\{name}^{{-1}} can be read in two ways; write \\frac{{1}}{{\\{name} …}}", caret
                    )
                name, exponent = _INVERSES[name], None
        opening = self.peek()
        term = Apply(name, self.call_argument(depth + 1))
        if opening.text == "{" and self.peek().text == "^":
            raise self.refuse(
                "an exponent after {…} can be read in two ways; write \\sin^2 x or \\sin\\left(x^2\\right)",
                self.peek(),
            )
        value: Term = term if base is None else divide(term, Apply("log", base))
        return value if exponent is None else power(value, exponent)

    def call_argument(self, depth: int) -> Term:
        """A group, another call, or a run of numbers, letters and fractions as in `2\\pi x`."""
        self.grow(depth)
        token = self.peek()
        if token.kind == "operator" and token.text in _CLOSING and not (token.text == "|" and self.bars):
            return self.group(self.take(), depth)
        if _is_call(token):
            return self.atom(depth)
        if not _runs(token):
            raise self.fail("the function's argument", token)
        factors = [self.factor(depth)]
        while _runs(self.peek()) and self.peek().kind != "number":
            factors.append(self.factor(depth))
        follows = self.peek()
        if follows.text == "/" or (follows.text in ("(", "[", "{") and follows.kind == "operator"):
            raise self.refuse(
                "where the function's argument ends can be read in two ways; write \\left( … \\right)",
                follows,
            )
        return multiply(*factors) if len(factors) > 1 else factors[0]


def _is_call(token: LatexToken) -> bool:
    if token.kind == "command":
        return token.text[1:] in LATEX_FUNCTIONS and token.text[1:] not in LETTERS
    return token.kind == "named" and upright_name(token) in LATEX_FUNCTIONS


def _runs(token: LatexToken) -> bool:
    """Whether a token starts a factor of a function's argument that has no parentheses."""
    if token.kind == "command":
        return token.text in (r"\pi", r"\frac", r"\sqrt") or token.text[1:] in _GREEK
    return token.kind in ("number", "letter") or (token.kind == "named" and not _is_call(token))
