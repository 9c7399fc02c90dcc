"""The lexemes of a LaTeX formula: commands, letters, numbers, fences; spaces and layout commands are passed over.

Each letter is one lexeme, as in TeX; letters that spell a function without its backslash are refused, since they would
be read as a product. Linear in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from porism.symbolic.errors import ParseError
from porism.symbolic.term import FUNCTION_ALIASES, FUNCTIONS

#: The functions by their LaTeX names; `lg` is the logarithm to the base 10.
LATEX_FUNCTIONS = {name: name for name in FUNCTIONS} | FUNCTION_ALIASES
#: Functions whose names are letters as commands; they are written with \\operatorname.
LETTERS = frozenset({"gamma"})
LATEX_FUNCTIONS |= {"arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh", "lg": "lg"}
#: The relation signs, in the claim language.
RELATION_SIGNS = {"=": "==", "<": "<", r"\lt": "<", ">": ">", r"\gt": ">"}
RELATION_SIGNS |= dict.fromkeys((r"\neq", r"\ne", "≠"), "!=")
RELATION_SIGNS |= dict.fromkeys((r"\leq", r"\le", r"\leqslant", "≤"), "<=")
RELATION_SIGNS |= dict.fromkeys((r"\geq", r"\ge", r"\geqslant", "≥"), ">=")

_OPERATORS = {
    r"\cdot": "*",
    r"\times": "*",
    "·": "*",
    "×": "*",
    "*": "*",
    r"\div": "/",
    "/": "/",
    "−": "-",
    "π": r"\pi",
}
_OPERATORS |= {r"\lvert": "|<", r"\rvert": ">|", r"\dfrac": r"\frac", r"\tfrac": r"\frac"}
_SYMBOLS = {"*", "/", "-", "|<", ">|"}
_GAPS = {r"\,", r"\;", r"\:", r"\!", "\\ ", "~", r"\quad", r"\qquad"}
_IGNORED = {r"\displaystyle", r"\textstyle"}
_D = r"(?:d|\\partial|\\mathrm\s*\{\s*d\s*\})"
_ORDER = r"(?:\^\s*(?:\{\s*([2-9])\s*\}|([2-9])))?"
TOKEN = re.compile(
    rf"\s+|(?P<derivative>\\[dt]?frac\s*\{{\s*{_D}\s*{_ORDER}\s*\}}\s*\{{\s*{_D}\s*(?P<of>[A-Za-z]|\\[A-Za-z]+)"
    rf"(?:_(?:\{{\s*(?:\\mathrm\s*\{{\s*)?(?P<index>[A-Za-z0-9]+)\s*\}}?\s*\}}|(?P<digit>[A-Za-z0-9])))?\s*{_ORDER}\s*\}})"
    r"|\\(?P<side>left|right)(?![A-Za-z])\s*(?P<fence>[()\[\]|])"
    r"|(?P<named>\\(?:mathrm|operatorname|text|mathit)\s*\{\s*[A-Za-z0-9]+\s*\})"
    r"|(?P<command>\\[A-Za-z]+|\\[,;:! ]|~)|(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
    rf"|(?P<bare>(?<![A-Za-z])(?:{'|'.join(sorted(LATEX_FUNCTIONS))}|pi)(?![A-Za-z]))|(?P<letter>[A-Za-z])"
    r"|(?P<operator>[-+*/^_=<>|(){}\[\]≤≥≠·×−π])",
    re.ASCII,
)


class LatexToken(NamedTuple):
    """A lexeme; `gap` says that an explicit space stands before it, as `\\,` does between factors."""

    kind: str
    text: str
    column: int
    gap: bool = False


def latex_tokens(text: str) -> list[LatexToken]:
    """The lexemes between the delimiters of a formula, and the end."""
    start, stop = _inside(text)
    tokens, position, gap = list[LatexToken](), start, False
    while position < stop:
        match = TOKEN.match(text, position, stop)
        if match is None:
            raise ParseError(f"expected a LaTeX formula, found {text[position]!r}", text, position)
        lexeme, column, position = match.group(), position, match.end()
        if match["bare"]:
            raise ParseError(f"{lexeme} would be a product of letters; write \\{lexeme}", text, column)
        if match["side"]:
            fence = match["fence"]
            tokens.append(
                LatexToken(
                    "operator",
                    {"left": "|<", "right": ">|"}[match["side"]] if fence == "|" else fence,
                    column,
                    gap,
                )
            )
        elif lexeme in _GAPS:
            gap = True
            continue
        elif match.lastgroup and lexeme not in _IGNORED:
            shown = _OPERATORS.get(lexeme, lexeme)
            kind = "operator" if shown in RELATION_SIGNS or shown in _SYMBOLS else match.lastgroup
            tokens.append(LatexToken("command" if shown == r"\pi" else kind, shown, column, gap))
        elif not match.lastgroup or lexeme in _IGNORED:
            continue
        gap = False
    return [*tokens, LatexToken("end", "", stop)]


def _inside(text: str) -> tuple[int, int]:
    """The columns between the delimiters of a formula: dollars, \\( \\) or \\[ \\]."""
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    for left, right in (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]")):
        if (
            text.startswith(left, start)
            and text.endswith(right, start, stop)
            and stop - start >= len(left) + len(right)
        ):
            return start + len(left), stop - len(right)
    return start, stop


def upright_name(token: LatexToken) -> str:
    """The name in a lexeme such as `\\mathrm{max}`."""
    return token.text.partition("{")[2].rstrip("} ").strip()
