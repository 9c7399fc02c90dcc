"""What a proof may be made of before Lean reads it: tactics and lemmas on a list, the theorem's own names, and symbols.

A proof is a block of indented lines after `by`. Every word in it is a tactic or lemma of `lemmas.py`, a name of the theorem,
or a name that ends in a subscript digit and so is no keyword; every other character is on a list without quotation marks,
`#`, `@`, `$` and backquotes, and no comment can open or close. So no command, attribute, option or meta program can be said,
and nothing of the proof runs as code, neither while it is compiled nor when the compiled file is imported. `sorry` and
`native_decide` are on no list. Further lemmas can be named by whoever checks the proof (`more`), tactics cannot.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from porism.provers.lean.mathlib.lemmas import LEMMAS, METHODS, TACTICS
from porism.provers.lean.mathlib.syntax import COMPLEX_FUNCTIONS, REAL_FUNCTIONS
from porism.symbolic.errors import PorismError

MAX_BODY = 200_000  # characters
FUNCTIONS = frozenset(
    {*REAL_FUNCTIONS.values(), *COMPLEX_FUNCTIONS.values(), "Real.sqrt", "Real.pi", "Complex.I", "abs"}
)
_FORBIDDEN = ("--", "/-", "-/")
_NAME = r"[A-Za-z_][A-Za-z0-9_'₀-₉]*(?:\.[A-Za-z][A-Za-z0-9_'₀-₉]*)*"
_TOKEN = re.compile(rf"[ \n]+|{_NAME}|\.[a-z][A-Za-z0-9_']*|[0-9]+(?:\.[0-9]+)?|\?_|[^\w\s]|[ℕℤℚℝℂ𝓝ᶜ¹]")
_LOCAL = re.compile(r"[a-z]+[₀-₉]+'?|_|ih|hk")
_SYMBOLS = frozenset("()[]⟨⟩{},:;=+-*/^<>≤≥≠∧∨¬←→·|∀∈∑∫‖⁻¹.∘↦") | frozenset("ℕℤℚℝℂ𝓝ᶜ")
_KEYWORD_LIKE = re.compile(
    r"(?:sorry|admit|open|end|section|namespace|theorem|lemma|def|axiom|instance|notation|macro|syntax|elab|import|export"
    r"|initialize|unsafe|opaque|partial|private|protected|attribute|deriving|mutual|universe|variable|example|abbrev"
    r"|structure|class|inductive|set_option|run_tac|run_cmd|run_meta|run_elab|by_elab|native_decide|decide|eval)"
)


class BodyRefused(PorismError):
    """A proof is not of the form that is accepted; the message names the rule."""


def guarded(body: str, names: Collection[str], more: Iterable[str] = ()) -> None:
    """Raises `BodyRefused` unless the proof is made of what is on the lists; `names` are the theorem's own.

    >>> guarded("  linarith [sq_nonneg (x - y), hx]", ["x", "y", "hx"])
    """
    if len(body) > MAX_BODY:
        raise BodyRefused(f"size: the proof has more than {MAX_BODY:,} characters")
    for mark in _FORBIDDEN:
        if mark in body:
            raise BodyRefused(f"comment: {mark!r} is in no proof")
    lines = body.split("\n")
    if not body.strip() or any(line and not line.startswith("  ") for line in lines):
        raise BodyRefused("indentation: every line of a proof begins with two spaces, and there is one")
    allowed = set(names) | {_checked_lemma(name) for name in more}
    place = 0
    while place < len(body):
        found = _TOKEN.match(body, place)
        if found is None:
            raise BodyRefused(f"character: {body[place]!r} is in no proof")
        token, place = found.group(), found.end()
        if token.isspace() or token[0].isdigit() or token == "?_":
            continue
        if token[0].isascii() and (token[0].isalpha() or token[0] == "_"):
            if not _is_allowed(token, allowed):
                raise BodyRefused(
                    f"name: {token[:60]!r} is no tactic, lemma or name that a proof may use; "
                    "a lemma of Mathlib can be allowed by its name (--lemma)"
                )
        elif token.startswith(".") and len(token) > 1:
            if token[1:] not in METHODS:
                raise BodyRefused(f"method: {token[:60]!r} is not one that a proof may use")
        elif token not in _SYMBOLS:
            raise BodyRefused(f"character: {token!r} is in no proof")


def _is_allowed(token: str, names: Collection[str]) -> bool:
    parts = token.split(".")
    for count in range(len(parts), 0, -1):
        head, rest = ".".join(parts[:count]), parts[count:]
        known = (
            head in LEMMAS or head in FUNCTIONS or head in TACTICS or head in names or _LOCAL.fullmatch(head)
        )
        if known and all(part in METHODS for part in rest):
            return True
    return False


def _checked_lemma(name: str) -> str:
    if not re.fullmatch(_NAME, name) or any(_KEYWORD_LIKE.fullmatch(part) for part in name.split(".")):
        raise BodyRefused(f"lemma: {name[:60]!r} is not the name of a lemma")
    return name
