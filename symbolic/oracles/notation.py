"""Between terms and the infix notation of other systems, both ways.

    written(t, names)     our own printing of t with the system's constants and with variables of our own making
    read(text, names)     the term of a system's answer, by the safe parser; functions that it does not know end it

Variables are renamed (`zv0`, `zv1`, …), so that no name of a claim means something in the system. `%pi`, `%e` and `%i` are
the constants in Maxima and in FriCAS alike. Nothing that comes back is evaluated: it is text for our own grammar.
"""

from __future__ import annotations

import re

from porism.symbolic.parse import parse_term
from porism.symbolic.term import Term, Variable, substitute, variables
from porism.symbolic.text import term_text

_CONSTANTS = {"E": "%e", "I": "%i", "pi": "%pi"}
_BACK = (("%pi", "pi"), ("%e", "E"), ("%i", "I"), ("pi()", "pi"))
MAX_ANSWER = 20_000  # characters; longer antiderivatives are of no use to a person


def renaming(t: Term, *more: str) -> dict[str, str]:
    """A neutral name for each variable."""
    return {name: f"zv{k}" for k, name in enumerate(sorted(variables(t) | set(more)))}


def written(t: Term, names: dict[str, str]) -> str:
    """The term as input for Maxima or FriCAS.

    >>> written(parse_term("E + x*pi"), {"x": "zv0"})
    '%pi*zv0 + %e'
    """
    text = term_text(substitute(t, {name: Variable(new) for name, new in names.items()}))
    return re.sub(r"\b(E|I|pi)\b", lambda found: _CONSTANTS[found.group()], text).replace("**", "^")


def read(text: str, names: dict[str, str]) -> Term:
    """The term of an answer; a `ParseError` where it leaves the language.

    >>> print(read("(2*atan(zv0*%e))/%pi", {"x": "zv0"}))
    2*atan(E*x)/pi
    """
    text = "".join(line.strip() for line in text.splitlines())
    for theirs, ours in _BACK:
        text = text.replace(theirs, ours)
    return substitute(
        parse_term(text[: MAX_ANSWER + 1]), {new: Variable(name) for name, new in names.items()}
    )
