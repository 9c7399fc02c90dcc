"""Which tactics are worth trying on a state: templates, filled from what its first goal looks like.

    Template("rewrite {equation}", cost=2)      on a goal with the hypotheses E1, E2 about equality:  rewrite E1, rewrite E2

A template says which features a goal must have and what fills its slots:

    {name}       each hypothesis that states something         {equation}   each hypothesis that is an equation
    {variable}   each variable                                 {pair}       each difference `x - y` of two variables
    {argument}   each argument of the function in `of`         {left}, {right}    the conclusion's sides
    {equations}  all names of equations, with blanks between

A suggestion is a proposal; nothing here knows whether it is sensible. Order: by cost, then as the templates stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from porism.provers.tactics.protocol import Goal, State

MAX_FILLINGS = 12  # of one template on one goal
_RELATIONS = {"=": "=", "≠": "≠", "<>": "≠", "≤": "≤", "<=": "≤", "<": "<", "≥": "≤", ">=": "≤", ">": "<"}
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True)
class Suggestion:
    """A tactic to try. `closes`: if it succeeds on the first goal, nothing else need be tried on the state."""

    tactic: str
    cost: float = 1.0
    closes: bool = False


class Generator(Protocol):
    """Where a search takes its tactics from."""

    def suggestions(self, state: State) -> Iterable[Suggestion]:
        """Tactics for the state, the most promising first; the same for the same state."""
        ...


@dataclass(frozen=True)
class Template:
    """`text` with slots; it is for goals that have all features of `when`, and for functions `of`, where it has one."""

    text: str
    cost: float = 1.0
    when: frozenset[str] = frozenset()
    of: str = ""
    closes: bool = False


def template(text: str, cost: float, *when: str, of: str = "", closes: bool = False) -> Template:
    """A template as a line of a table."""
    return Template(text, cost, frozenset(when), of, closes)


class TemplateGenerator:
    """Templates filled from the goal, and suggestions that are worth a try on every state (a certificate's)."""

    def __init__(self, templates: Sequence[Template], hints: Sequence[Suggestion] = ()) -> None:
        self._templates, self._hints = tuple(templates), tuple(hints)

    def suggestions(self, state: State) -> list[Suggestion]:
        """Everything that fits the first goal, cheap ones first."""
        if not state.goals:
            return []
        goal = state.goals[0]
        seen = features(goal)
        found = [] if seen & {"forall", "implies"} else list(self._hints)
        for template in self._templates:
            if template.when <= seen and (not template.of or template.of in seen):
                found += [
                    Suggestion(text, template.cost, template.closes) for text in _filled(template, goal)
                ]
        unique = {suggestion.tactic: suggestion for suggestion in reversed(found)}
        return sorted((s for s in found if unique.pop(s.tactic, None) is not None), key=lambda s: s.cost)


class Scripted:
    """A whole proof that somebody proposes, one tactic after the other; where it fails, another generator goes on."""

    def __init__(self, script: Sequence[str], otherwise: Generator) -> None:
        self._script, self._otherwise = tuple(script), otherwise

    def suggestions(self, state: State) -> Iterator[Suggestion]:
        """The script's next tactic, if the state is the script's so far, then the others."""
        done = len(state.script)
        if done < len(self._script) and state.script == self._script[:done]:
            yield Suggestion(self._script[done], 0.0)
        yield from self._otherwise.suggestions(state)


def features(goal: Goal) -> frozenset[str]:
    """What a goal has: the conclusion's form (`forall`, `implies`, `and`, `=`, `≠`, `≤`, `<`), and the words in it.

    >>> sorted(features(Goal((("H", "0 < x"),), "sqrt x <= 1 /\\\\ x = x")))
    ['and', 'hypothesis', 'sqrt', 'x']
    >>> sorted(features(Goal((("a b", "R"), ("E", "a = b")), "b = a")))
    ['=', 'a', 'b', 'equation', 'two variables', 'variable']
    """
    found = set(re.findall(r"[^\W\d][\w'.]*", goal.conclusion))
    found |= {part for word in found for part in word.split(".") if part}
    form = conclusion_form(goal.conclusion)
    if form:
        found.add(form)
    if "/" in goal.conclusion.replace("/\\", ""):
        found.add("division")
    kinds = [conclusion_form(kind) for _, kind in goal.hypotheses]
    found |= {"equation"} & {"equation" if kind == "=" else "" for kind in kinds}
    found |= {"hypothesis"} & {"hypothesis" if kind in ("≤", "<", "≠") else "" for kind in kinds}
    count = len(list(variables(goal)))
    return frozenset(found | ({"variable"} if count else set()) | ({"two variables"} if count > 1 else set()))


def conclusion_form(text: str) -> str:
    """The outermost connective or relation of a statement, "" where none is seen.

    >>> [conclusion_form(t) for t in ("forall x, x = x", "0 < x -> x <> 0", "a ≤ b ∧ b = c", "(a = b) = c", "is_derive f x d")]
    ['forall', 'implies', 'and', '=', '']
    """
    if re.match(r"\s*(forall\b|∀)", text):
        return "forall"
    outer = list(_outer_tokens(text))
    for symbols, name in (
        (("->", "→"), "implies"),
        (("<->", "↔"), "iff"),
        (("/\\", "∧"), "and"),
        (("\\/", "∨"), "or"),
    ):
        if any(token in symbols for token, _ in outer):
            return name
    relations = [token for token, _ in outer if token in _RELATIONS]
    return _RELATIONS[relations[0]] if len(relations) == 1 else "between" if relations else ""


def sides(conclusion: str) -> tuple[str, str] | None:
    """The two sides of a statement with one relation.

    >>> sides("0 <= (if a <= b then a else b)")
    ('0', '(if a <= b then a else b)')
    """
    found = [(token, at) for token, at in _outer_tokens(conclusion) if token in _RELATIONS]
    if len(found) != 1:
        return None
    token, at = found[0]
    return conclusion[:at].strip(), conclusion[at + len(token) :].strip()


def variables(goal: Goal) -> Iterator[str]:
    """The names of numbers."""
    for names, kind in goal.hypotheses:
        if kind in ("R", "ℝ", "ℚ", "ℤ", "ℕ", "nat", "Z"):
            yield from re.split(r"[,\s]+", names)


def arguments(text: str, function: str) -> list[str]:
    """What a function is applied to, as it is printed: an atom, or parentheses with what is in them.

    >>> arguments("sqrt (x ^ 2 + 1) * sqrt y", "sqrt")
    ['(x ^ 2 + 1)', 'y']
    """
    found = list[str]()
    for match in re.finditer(rf"(?<![\w.]){re.escape(function)}\s+", text):
        rest = text[match.end() :]
        if rest[:1] == "(":
            end = _closing(rest)
            argument = rest[: end + 1] if end else ""
        else:
            atom = re.match(r"[\w'.]+", rest)
            argument = atom.group() if atom else ""
        if argument and argument not in found:
            found.append(argument)
    return found


def _filled(template: Template, goal: Goal) -> list[str]:
    slots: dict[str, list[str]] = {}
    facts = [(name, conclusion_form(kind)) for name, kind in goal.hypotheses]
    slots["name"] = [name for name, form in facts if form in ("=", "≠", "≤", "<")]
    slots["equation"] = [name for name, form in facts if form == "="]
    slots["equations"] = [" ".join(slots["equation"])] if slots["equation"] else []
    names = list(variables(goal))
    slots["variable"] = names
    slots["pair"] = [f"{a} - {b}" for a, b in combinations(names, 2)]
    slots["argument"] = arguments(goal.conclusion, template.of) if template.of else []
    both = sides(goal.conclusion)
    slots["left"], slots["right"] = ([both[0]], [both[1]]) if both else ([], [])
    texts = [template.text]
    for slot, values in slots.items():
        if f"{{{slot}}}" in template.text:
            texts = [text.replace(f"{{{slot}}}", value) for text in texts for value in values][:MAX_FILLINGS]
    return texts


def _outer_tokens(text: str) -> Iterator[tuple[str, int]]:
    """The symbols outside of brackets, and where they stand."""
    depth, at = 0, 0
    while at < len(text):
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth -= 1
        else:
            symbol = re.compile(r"<->|->|<-|/\\|\\/|<=|>=|<>|:=|[=<>≤≥≠→↔∧∨]").match(text, at)
            if symbol:
                if depth == 0:
                    yield symbol.group(), at
                at = symbol.end()
                continue
        at += 1


def _closing(text: str) -> int:
    """The place of the bracket that closes the first one, 0 if none does."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth == 0:
            return at
    return 0
