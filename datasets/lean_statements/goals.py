"""Goals as Lean displays them: hypotheses line by line, then `⊢` and the conclusion.

    x y : ℝ
    h₀ : x + y = 3
    ⊢ 2 * x + 2 * y = 6

A line that begins with a space continues the one above. Lean does not display the types of numerals, so a numeral whose type no
variable settles is refused (`Context.displayed`), and so is a short name of a function unless its argument is seen to be real.
"""

from __future__ import annotations

import re

from porism.datasets.lean_statements.grammar import Parser, bounded
from porism.datasets.lean_statements.names import Context
from porism.datasets.lean_statements.propositions import Propositions
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.syntax import Binder
from porism.datasets.lean_statements.translation import Translated, translated

MAX_GOAL = 100_000  # characters
_HYPOTHESIS = re.compile(r"([^:\n]{1,1000}?) :(=?)\s")


def goal_translated(text: str) -> Translated:
    """The claims of one displayed goal; raises `Refusal`.

    >>> [str(claim) for claim in goal_translated("x : ℝ\\nh : 0 < x\\n⊢ x + 1 > 1").claims]
    ['1 < x + 1  for x real  assuming 0 < x']
    """
    if len(text) > MAX_GOAL:
        raise Refusal(Reason.LIMIT, f"a goal of more than {MAX_GOAL:,} characters")
    if text.count("⊢") != 1:
        raise Refusal(Reason.NO_STATEMENT, f"expected one goal, found {text.count('⊢')}")
    binders, offset = list[Binder](), 0
    for part in re.split(r"\n(?! )", text):
        stop = offset + len(part)
        if part.startswith("⊢"):
            parser = Parser(text, offset + 1, stop)
            body = parser.term(0)
            parser.expect_end()
            statement = Propositions(Context(displayed=True)).statement(tuple(binders), bounded(body))
            return translated(statement)
        if part.strip() and not part.startswith("case "):
            binders.append(_binder(text, offset, part))
        offset = stop + 1
    raise Refusal(Reason.NO_STATEMENT, "no line that begins with ⊢")


def _binder(text: str, offset: int, line: str) -> Binder:
    match = _HYPOTHESIS.match(line)
    if match is None:
        raise Refusal(Reason.SYNTAX, "expected a hypothesis `name : type`", offset)
    names = tuple(match.group(1).split())
    if any(name.startswith("inst") and name.endswith("✝") for name in names):
        raise Refusal(Reason.INSTANCE, "an instance argument", offset)
    parser = Parser(text, offset + match.end(), offset + len(line))
    kind = parser.annotation()
    if match.group(2) or parser.current.text == ":=":
        raise Refusal(Reason.FUNCTION, "a local definition", offset)
    parser.expect_end()
    return Binder(names, bounded(kind), "(", offset)
