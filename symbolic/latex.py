"""LaTeX input, through SymPy's lark grammar and then the gate of our own term language.

SymPy's lark parser builds a SymPy expression; `sympy_bridge.from_sympy` admits it only if every node is in the term
language, so nothing that LaTeX can express beyond it gets in. One relation sign is split off before, since SymPy would
evaluate `x = x` to a truth value.

References: SymPy documentation, `sympy.parsing.latex.parse_latex_lark`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from porism.symbolic.errors import LimitError, ParseError, UnsupportedError
from porism.symbolic.term import MAX_DEPTH, Term

if TYPE_CHECKING:
    from porism.symbolic.parse import ParsedRelation

MAX_LATEX = 2_000  # characters: the Earley parser is cubic in the worst case
_RELATION = re.compile(r"\\leq?(?![a-z])|\\geq?(?![a-z])|\\neq?(?![a-z])|\\lt(?![a-z])|\\gt(?![a-z])|[=<>≤≥≠]")
_SIGN = {r"\le": "<=", r"\leq": "<=", "≤": "<=", r"\ge": ">=", r"\geq": ">=", "≥": ">=", r"\ne": "!=", r"\neq": "!=", "≠": "!=",
         r"\lt": "<", "<": "<", r"\gt": ">", ">": ">", "=": "=="}  # fmt: skip


def is_latex(text: str) -> bool:
    """Whether the text has a LaTeX command or is set between dollars."""
    return "\\" in text or text.lstrip().startswith("$")


def latex_term(text: str) -> Term:
    r"""The term that a LaTeX formula denotes.

    >>> print(latex_term(r"\\frac{\\sin x}{2}"))
    sin(x)/2
    """
    from porism.symbolic.sympy_bridge import from_sympy

    source = text.strip().strip("$").replace(r"\left", "").replace(r"\right", "")
    if len(source) > MAX_LATEX:
        raise LimitError(f"the LaTeX text has {len(source):,} characters, more than {MAX_LATEX:,}; use the text syntax")
    if max(_depths(source), default=0) > min(MAX_DEPTH, 40):
        raise LimitError("the LaTeX text is nested deeper than 40 levels; use the text syntax")
    if re.search(r"\^\s*\{?\s*\d{5,}|\d{400,}", source) or source.count("^") > 20:
        raise LimitError("the LaTeX text has an exponent or a number that is too large; use the text syntax")
    from lark.exceptions import LarkError, VisitError  # type: ignore[attr-defined]  # re-exported there

    try:
        expression = _parser().doparse(source)
    except VisitError as error:
        raise UnsupportedError(f"the LaTeX formula {source[:60]!r} is outside the language: {error.orig_exc}") from None
    except LarkError as error:
        column = getattr(error, "column", None)
        place = column - 1 if isinstance(column, int) and column > 0 else 0
        raise ParseError("expected a LaTeX formula of SymPy's grammar", source, place) from None
    return from_sympy(expression)


def latex_relation(text: str) -> ParsedRelation:
    r"""The relation that a LaTeX formula states.

    >>> print(latex_relation(r"\\sin^2 x + \\cos^2 x = 1").left)
    cos(x)**2 + sin(x)**2
    """
    from porism.symbolic.parse import ParsedRelation

    signs = list(_RELATION.finditer(text))
    if len(signs) != 1:
        column = signs[1].start() if signs else len(text)
        raise ParseError(f"expected exactly one relation sign, found {len(signs)}", text, column)
    sign = signs[0]
    kind = _SIGN[sign.group()]
    return ParsedRelation(kind, latex_term(text[: sign.start()]), latex_term(text[sign.end() :]))


@cache
def _parser() -> Any:  # sympy ships no types
    from sympy.parsing.latex.lark import LarkLaTeXParser

    return LarkLaTeXParser()


def _depths(text: str) -> list[int]:
    depth, depths = 0, []
    for character in text:
        depth += (character in "{(") - (character in "})")
        depths.append(depth)
    return depths
