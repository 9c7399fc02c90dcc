"""The lexer of Lean text: identifiers with Lean's Unicode letters, numerals, symbols, comments that nest.

Total: a character that no rule knows becomes a token of its own, for the parser to refuse with its place. One pass with one
regular expression, without backtracking over more than a token; comments are passed over. Linear in the text.

References: Lean 4's reference manual, Lexical structure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from porism.datasets.lean_statements.refusal import Reason, Refusal

#: Letters that begin an identifier: ASCII, Greek but λ Π Σ, the letterlike symbols (ℝ, ℕ, …), mathematical script.
_FIRST = "A-Za-z_\u0391-\u039f\u03a1\u03a4-\u03ba\u03bc-\u03fb\u1f00-\u1ffe\u2100-\u214f\U0001d49c-\U0001d59f"
_REST = _FIRST + "0-9'!?\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c\u271d"
_PART = f"(?:[{_FIRST}][{_REST}]*|«[^«»\n]{{1,200}}»)"
_TOKEN = re.compile(
    rf"""(?P<space>\s+|--[^\n]*)
    |(?P<comment>/-)
    |(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![{_FIRST}]))
    |(?P<name>ℝ≥0∞|ℝ≥0|ℕ\+|{_PART}(?:\.{_PART})*)
    |(?P<symbol>:=|=>|->|<-|<=|>=|!=|/\\|\\/|\|\||&&|⁻¹|\.\.|.)""",
    re.VERBOSE | re.DOTALL,
)
_ALIASES = {"<=": "≤", ">=": "≥", "->": "→", "/\\": "∧", "\\/": "∨", "=>": "↦", "≰": "≰"}
_KEYWORDS = frozenset({
    "fun", "in", "let", "if", "then", "else", "at", "with", "have", "show", "by", "do", "from", "where", "match", "return",
    "for", "unless", "try", "catch", "mut", "suffices", "theorem", "lemma", "example", "def", "abbrev", "axiom", "end", "open",
    "namespace", "section", "variable", "instance", "import", "structure", "class", "inductive", "deriving", "mutual", "opaque",
    "universe", "notation", "macro", "syntax", "infix", "infixl", "infixr", "prefix", "postfix", "attribute", "export",
    "private", "protected", "noncomputable", "partial", "unsafe", "local", "scoped", "nomatch", "calc", "exists", "forall",
})  # fmt: skip
MAX_TEXT = 20_000_000  # characters of a file; Mathlib's longest has half a million
MAX_DIGITS = 4_000  # of one literal


class Token(NamedTuple):
    """A lexeme: `kind` is name, keyword, number, string, symbol or end; `spaced` if space or a comment stands before it."""

    kind: str
    text: str
    offset: int
    spaced: bool

    @property
    def shown(self) -> str:
        """The lexeme as a message shows it."""
        return "the end" if self.kind == "end" else repr(self.text[:40])


def tokens(text: str, start: int = 0, stop: int | None = None) -> Iterator[Token]:
    """The tokens of `text[start:stop]`, with offsets in `text`, and at last one of kind `end`.

    >>> [t.text for t in tokens("x₁ ≤ 2.5 -- a remark")]
    ['x₁', '≤', '2.5', '']
    """
    end = len(text) if stop is None else stop
    if end - start > MAX_TEXT:
        raise Refusal(Reason.LIMIT, f"the text has more than {MAX_TEXT:,} characters", start)
    position, spaced = start, True
    while position < end and (match := _TOKEN.match(text, position, end)):
        kind, lexeme = match.lastgroup or "", match.group()
        offset, position = position, match.end()
        if kind == "comment":
            position, spaced = after_comment(text, offset, end), True
        elif kind == "space":
            spaced = True
        else:
            if kind == "name" and lexeme in _KEYWORDS:
                kind = "keyword"
            yield Token(kind, _ALIASES.get(lexeme, lexeme), offset, spaced)
            spaced = False
    yield Token("end", "", end, True)


def after_comment(text: str, offset: int, end: int) -> int:
    """The offset after the comment that begins at `offset`; comments nest, and an open one ends with the text."""
    depth = 0
    for match in re.compile(r"/-|-/").finditer(text, offset, end):
        depth += 1 if match.group() == "/-" else -1
        if not depth:
            return match.end()
    return end


class Places:
    """Lines and columns of offsets in one text, 1-based."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, offset: int) -> tuple[int, int]:
        """(line, column).

        >>> Places("ab\\ncd").of(4)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int | None:
        """The offset of a 1-based line and column; None where the text has no such line."""
        return self._starts[line - 1] + column - 1 if 0 < line <= len(self._starts) else None
