"""Lean files as statements: every `theorem`, `lemma` and `example` with what stands before it.

    statements_of(text)  ->  Found(name, line, column, statement or Refusal), one for each, in order

A command begins with its keyword in the first column; proofs, which follow `:=`, are passed over. `open`, `namespace`,
`section` and `variable` are followed; a variable is a binder of those statements that mention it. From a command on that
changes what symbols or names mean (`notation`, `infix`, `macro`, `instance`, `local …`, …), every later statement of the file
is refused: the text may not say what it seems to say. Names that the file declares are never taken for Mathlib's. Linear in
the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from porism.datasets.lean_statements.grammar import KEYWORDS, MAX_TOKENS, parse_binders, parse_statement
from porism.datasets.lean_statements.names import Context
from porism.datasets.lean_statements.propositions import Propositions
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.syntax import Binder, Name, Statement, Syntax, parts_of
from porism.datasets.lean_statements.tokens import MAX_TEXT, Places, after_comment, tokens
from porism.datasets.lean_statements.translation import Translated, translated

MAX_VARIABLES = 100  # of a statement, from its scope
MAX_NAME = 200  # characters of a namespace
_DECLARING = (
    "def",
    "abbrev",
    "structure",
    "inductive",
    "class",
    "opaque",
    "axiom",
    "alias",
    "irreducible_def",
)
_CHANGING = frozenset({
    "notation", "notation3", "infix", "infixl", "infixr", "prefix", "postfix", "macro", "macro_rules", "syntax", "elab",
    "elab_rules", "instance", "local", "scoped", "attribute", "declare_syntax_cat", "binder_predicate", "export", "run_cmd",
    "initialize", "builtin_initialize", "deriving", "unif_hint", "default_instance", "run_meta", "run_elab", "include", "omit",
})  # fmt: skip
_PLAIN = frozenset({
    "import", "set_option", "universe", "end", "noncomputable", "mutual", "public", "open", "namespace", "section", "variable",
    "variables", "#eval", "#check", "#print", "#guard", "#synth", "#align", "#lint", "#guard_msgs", "suppress_compilation",
    "library_note", "proof_wanted", "add_decl_doc", "assert_not_exists", "initialize_simps_projections",
})  # fmt: skip
#: What `tokens` passes over or takes for a string; the rest in long pieces, cut where a lexeme ends that could be misread.
_COMMENT_OR_STRING = re.compile(
    r"""--[^\n]*|(?P<block>/-)|"(?:[^"\\]|\\.)*"|(?P<kept>«[^«»\n]{1,200}»|<-|\\/|/\\|[^-/"«<\\]+|.)""",
    re.DOTALL,
)
_MODIFIERS = (
    "private",
    "protected",
    "noncomputable",
    "nonrec",
    "unsafe",
    "partial",
    "public",
    "meta",
    "scoped",
    "local",
)
_COMMAND = re.compile(r"^(?:@\[[^\]]{0,400}\]\s*)*([#A-Za-z_][A-Za-z_0-9']*)", re.MULTILINE)
_INSTANCE = re.compile(r"instance|\bcoe\b|macro|elab|unif|expander|\bclass\b|reducible")


@dataclass(frozen=True)
class Found:
    """A statement of a file: where it stands (1-based), its name, and its translation or the refusal with its place."""

    name: str
    line: int
    column: int
    text: str
    outcome: Translated | Refusal
    refused_at: tuple[int, int] | None = None


@dataclass
class _Scope:
    """What `section`, `namespace` and `end` save and restore."""

    opened: frozenset[str] = frozenset()
    namespace: str = ""
    variables: tuple[Binder, ...] = ()
    unread: bool = False  # a `variable` command could not be read


@dataclass
class _File:
    text: str
    places: Places
    scopes: list[_Scope] = field(default_factory=lambda: [_Scope()])
    declared: frozenset[str] = frozenset()
    changed: str = ""  # the first command that changes notation or instances


def statements_of(text: str, opened: frozenset[str] = frozenset()) -> Iterator[Found]:
    """The statements of a Lean file; `opened` are namespaces that are open before its first line.

    >>> [found] = statements_of("theorem t (n : ℕ) : n + 0 = n := by simp")
    >>> found.name, [str(claim) for claim in found.outcome.claims]
    ('t', ['n == n  for n natural'])
    """
    if len(text) > MAX_TEXT:
        raise Refusal(Reason.LIMIT, f"the file has more than {MAX_TEXT:,} characters")
    file = _File(text, Places(text), [_Scope(opened)])
    commands = list(_commands(text))
    stops = [start for _, start in commands[1:]] + [len(text)]
    for (keyword, start), stop in zip(
        commands, stops, strict=False
    ):  # a file without commands has none to stop
        if keyword in KEYWORDS:
            yield _found(file, start, stop)
        else:
            _follow(file, keyword, start, stop)


def statement_of(text: str, context: Context | None = None) -> Found:
    """A single statement, such as an entry of a data set: its text up to the proof."""
    start = next((at for keyword, at in _commands(text) if keyword in KEYWORDS), 0)
    return _elaborated(text, start, len(text), context or Context(), (), Places(text))


def _commands(text: str) -> Iterator[tuple[str, int]]:
    """(keyword, offset of the keyword) of each command, comments and strings left out."""
    lines = {match.start(): match for match in _COMMAND.finditer(_blanked(text))}
    for start in sorted(lines):
        match = lines[start]
        keyword, at = match.group(1), match.start(1)
        while keyword in _MODIFIERS and (
            following := re.compile(r"\s+([A-Za-z_][A-Za-z_0-9']*)").match(text, match.end(1))
        ):
            if following.group(1) == "section":
                break
            if keyword in ("scoped", "local"):
                break
            match, keyword, at = following, following.group(1), following.start(1)
        if keyword in KEYWORDS or keyword in _DECLARING or keyword in _CHANGING or keyword in _PLAIN:
            yield keyword, at


def _blanked(text: str) -> str:
    """The text with comments and strings as blanks, of the same length and with the same lines."""
    pieces, position = list[str](), 0
    while match := _COMMENT_OR_STRING.match(text, position):
        end = after_comment(text, position, len(text)) if match.lastgroup == "block" else match.end()
        piece = text[position:end]
        pieces.append(piece if match.lastgroup == "kept" else re.sub(r"[^\n]", " ", piece))
        position = end
    return "".join(pieces)


def token_text(text: str, offset: int, lexeme: str) -> str:
    """The characters of a token as they are written; an alias may have another length."""
    if text.startswith(lexeme, offset):
        return lexeme
    return text[offset : offset + 2]


def _follow(file: _File, keyword: str, start: int, stop: int) -> None:
    """Take in a command that is no statement."""
    scope = file.scopes[-1]
    words = [token.text for token in tokens(file.text, start, stop) if token.kind in ("name", "keyword")][1:]
    if keyword in _DECLARING and _INSTANCE.search(_attributes_before(file.text, start)):
        file.changed = file.changed or f"an attribute of {keyword}"
    match keyword:
        case "open":
            spaces = [w for w in words if w not in ("in", "scoped", "hiding", "renaming")]
            file.scopes[-1] = replace(scope, opened=scope.opened | frozenset(spaces))
            if {"hiding", "renaming"} & set(words) or "(" in file.text[start:stop]:
                file.changed = file.changed or "open … hiding, renaming or (…)"
        case "namespace":
            name = words[0] if words else "_"
            inner = f"{scope.namespace}.{name}".lstrip(".")[-MAX_NAME:]
            file.scopes.append(replace(scope, namespace=inner))
        case "section" | "noncomputable" | "mutual" | "public":
            file.scopes.append(replace(scope))
        case "end":
            if len(file.scopes) > 1:
                file.scopes.pop()
        case "variable" | "variables":
            begin = start + len(keyword)
            try:
                more = parse_binders(file.text, begin, stop)
                known = {name for binder in scope.variables for name in binder.names}
                # `variable (x)` changes the brackets of a variable that is there, not its type.
                new = tuple(b for b in more if b.type is not None or not known.issuperset(b.names))
                file.scopes[-1] = replace(scope, variables=scope.variables + new)
            except Refusal:
                file.scopes[-1] = replace(scope, unread=True)
        case "attribute" if not _INSTANCE.search(file.text[start:stop]):
            pass
        case _ if keyword in _DECLARING:
            if words:
                file.declared |= {words[0].removeprefix("_root_.")}
        case _ if keyword in _CHANGING:
            file.changed = file.changed or keyword
        case _:
            pass


def _attributes_before(text: str, start: int) -> str:
    """The attributes `@[…]` and modifiers in front of a command's keyword."""
    opening = text.rfind("@[", max(0, start - 500), start)
    between = text[opening:start] if opening >= 0 else ""
    return between if re.fullmatch(r"(?:@\[[^\]]*\]\s*)+(?:[a-z]+\s+)*", between) else ""


def _found(file: _File, start: int, stop: int) -> Found:
    scope = file.scopes[-1]
    context = Context(scope.opened, scope.namespace, file.declared)
    refused: Refusal | None = None
    if file.changed:
        refused = Refusal(Reason.NOTATION, f"after {file.changed}", start)
    elif scope.unread:
        refused = Refusal(Reason.INSTANCE, "variables in scope that are not read", start)
    found = _elaborated(file.text, start, stop, context, scope.variables, file.places, refused)
    file.declared |= {found.name} - {""}
    return found


def _elaborated(
    text: str,
    start: int,
    stop: int,
    context: Context,
    scope: tuple[Binder, ...],
    places: Places,
    refused: Refusal | None = None,
) -> Found:
    line, column = places.of(start)
    name, end = _name_after(text, start, stop), _end_of_statement(text, start, stop)
    source = text[start:end].strip()
    try:
        statement = parse_statement(text, start, stop)
        if refused is not None:
            raise refused
        binders = (*_mentioned(scope, statement), *statement.binders)
        outcome: Translated | Refusal = translated(Propositions(context).statement(binders, statement.body))
    except Refusal as refusal:
        outcome = refusal
    except RecursionError:
        outcome = Refusal(Reason.LIMIT, "nested too deeply", start)
    at = places.of(outcome.offset) if isinstance(outcome, Refusal) and outcome.offset is not None else None
    return Found(name, line, column, source, outcome, at)


def _name_after(text: str, start: int, stop: int) -> str:
    found = tokens(text, start, stop)
    keyword, following = next(found), next(found, None)
    return following.text if following and following.kind == "name" and keyword.text != "example" else ""


def _end_of_statement(text: str, start: int, stop: int) -> int:
    some = islice(tokens(text, start, stop), MAX_TOKENS)  # a longer statement is refused
    return next((token.offset for token in some if token.text == ":="), stop)


def _mentioned(scope: tuple[Binder, ...], statement: Statement) -> tuple[Binder, ...]:
    """The variables in scope that a statement mentions, or their types do; a hypothesis in scope may be used unseen."""
    own = {name for binder in statement.binders for name in binder.names}
    wanted = names_in(statement.body) | {
        n for b in statement.binders if b.type is not None for n in names_in(b.type)
    }
    kept = list[Binder]()
    for binder in reversed(scope):
        if len(kept) > MAX_VARIABLES:
            raise Refusal(Reason.LIMIT, f"more than {MAX_VARIABLES} variables in scope", statement.offset)
        used = tuple(name for name in binder.names if name in wanted and name not in own)
        if used:
            kept.append(replace(binder, names=used))
            wanted |= names_in(binder.type) if binder.type is not None else frozenset()
        elif binder.type is not None and names_in(binder.type) & wanted - own:
            raise Refusal(Reason.NAME, "a hypothesis in scope, which Lean may include", statement.offset)
    return tuple(reversed(kept))


def names_in(term: Syntax) -> frozenset[str]:
    """All identifiers of a term."""
    found, stack = set[str](), [term]
    while stack:
        one = stack.pop()
        if isinstance(one, Name):
            found.add(one.text)
        stack += parts_of(one)
    return frozenset(found)
