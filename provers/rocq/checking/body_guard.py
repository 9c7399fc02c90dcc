"""The guard in front of Rocq: a proof body is read token by token, and refused if it could be more than tactics.

    body     := sentence*            sentence := bullet* [selector ":"] head token* "."      bullet := - | + | * | { | }
    token    := word | number | punctuation            comments are dropped, strings are refused

Every sentence must begin with a tactic of `TACTICS`, so that no command (`Axiom`, `Notation`, `Redirect`, `Qed`, …)
can be one; words of `FORBIDDEN` may not occur anywhere. What is compiled is the text rebuilt from the tokens, so Rocq
reads what the guard has read: no comment, string or unusual character is left that the two could see differently.

The guard is the first of two walls; `audit.py` is the other, and does not rely on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from porism.symbolic.errors import PorismError

MAX_BODY = 400_000  # characters

_TACTICS = """
    all any apply assert assert_fails assert_succeeds assumption auto auto_derive case case_eq cbn cbv change
    clear compute congruence constructor contradict contradiction cut decompose dependent destruct discriminate
    do eapply eassumption easy eauto eexact eexists elim enough eright eleft erewrite esplit etransitivity exact
    exfalso exists exists_ f_equal fail field field_simplify field_simplify_eq first firstorder fourier fold
    generalize have hnf idtac in induction injection integral interval interval_intro intro intros intuition
    inversion lapply lazymatch lazy left let lia lra match move multimatch nia now nra nsatz once only pattern
    pose progress psatzl red refine reflexivity remember rename repeat replace revert rewrite right ring
    ring_simplify set setoid_rewrite simpl solve specialize split split_Rabs split_Rmult stepl stepr subst
    symmetry tauto timeout transitivity trivial try tryif unfold unify vm_compute
"""
TACTICS = frozenset(_TACTICS.split())
LIBRARY_PREFIX = "porism_"  # tactics of Porism's library

_FORBIDDEN = """
    Abort Add Admit Admitted Arguments Axiom Axioms Back BackTo Bind Canonical Cd Check Close Coercion
    Collection Conjecture Conjectures Corollary Create CreateHintDb Cumulative Declare Defined Definition Derive
    Drop End Eval Example Exit Export Extract Extraction Fact Fail Fixpoint Focus From Function Functional
    Generalizable Global Goal Grab Hint Hypotheses Hypothesis Identity Import Include Inductive Infix Inspect
    Instance Lemma Load Local Locate Ltac Ltac2 Module Monomorphic Next NonCumulative Notation Numeral Number
    Obligation Obligations Opaque Open Parameter Parameters Polymorphic Prenex Preterm Primitive Print Private
    Program Proof Proposition Pwd Qed Quit Record Recursive Redirect Register Remark Remove Require Reserved
    Reset Restart Save Scheme Search Section Separate Set Show String Strategy Structure SubClass Succeed Tactic
    Test Theorem Time Timeout Transparent Typeclasses Type_in_type Undo Unfocus Universe Universes Unset
    Unshelve Variable Variables Variant admit admit_as exact_no_check vm_cast_no_check native_cast_no_check
    native_compute give_up shelve shelve_unifiable gfail bypass_check external optimize_heap restart_timer
    finish_timing
"""
FORBIDDEN = frozenset(_FORBIDDEN.split())

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<word>[A-Za-z_][A-Za-z0-9_']*(?:\.[A-Za-z_][A-Za-z0-9_']*)*)|(?P<number>[0-9]+)"
    r"|(?P<end>\.(?=\s|\Z))|(?P<mark>/\\|\\/|<->|->|<-|<>|<=|>=|:=|=>|\|-|\|\||[-+*/^()\[\]{}<>=,;:|?!@~&%])",
    re.ASCII,
)


class Token(NamedTuple):
    """A lexeme; `kind` is word, number, mark or end."""

    kind: str
    text: str
    position: int


class BodyRefused(PorismError):
    """The body is not a sequence of allowed tactics; `rule` names what it breaks."""

    def __init__(self, rule: str, explanation: str) -> None:
        self.rule = rule
        super().__init__(f"{rule}: {explanation}")


def guarded_body(body: str) -> str:
    """The body rebuilt from its tokens, one sentence a line; raises `BodyRefused`.

    >>> guarded_body("intros x (* a (* nested *) remark *). ring.")
    'intros x .\\nring.\\n'
    """
    lines = list[str]()
    sentence = list[Token]()
    for token in tokens(body):
        last = token.text.rsplit(".", 1)[-1]
        if token.kind == "word" and (last in FORBIDDEN or token.text.split(".", 1)[0] in FORBIDDEN):
            raise BodyRefused("forbidden-word", f"{token.text} may not occur in a proof body")
        sentence.append(token)
        if token.kind == "end":
            _check_head(sentence)
            lines.append(_joined(sentence))
            sentence = []
    if any(t.text not in "{}" for t in sentence):
        raise BodyRefused(
            "unfinished-sentence", f"the body ends within {' '.join(t.text for t in sentence)[:60]!r}"
        )
    lines.append(_joined(sentence))
    return "".join(lines)


def one_sentence(tactic: str) -> str:
    """The tactic as one guarded sentence; raises `BodyRefused`.

    >>> one_sentence("apply Rle_trans with v_x")
    'apply Rle_trans with v_x.'
    """
    text = tactic.strip()
    lines = guarded_body(text if text.endswith(".") else f"{text}.").splitlines()
    if len(lines) != 1 or not lines[0].rstrip().endswith("."):
        raise BodyRefused("sentences", "a tactic is one sentence")
    if lines[0][0] in "-+*{}":
        raise BodyRefused("bullet", "a tactic has no bullet; the search keeps the goals apart")
    return lines[0].strip()


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a body, comments left out; raises `BodyRefused` for what has no place in one."""
    if len(text) > MAX_BODY:
        raise BodyRefused("too-long", f"the body has {len(text):,} characters, more than {MAX_BODY:,}")
    position = 0
    while position < len(text):
        if text.startswith("(*", position):
            position = _comment_end(text, position)
            continue
        found = _TOKEN.match(text, position)
        if found is None:
            character = text[position]
            rule = "string" if character == '"' else "sentence-dots" if character == "." else "character"
            raise BodyRefused(rule, f"{character!r} at position {position} has no place in a proof body")
        if found.lastgroup and found.lastgroup != "space":
            yield Token(found.lastgroup, found.group(), position)
        position = found.end()


def _joined(sentence: list[Token]) -> str:
    """The tokens on one line, a space where the text had a blank or a comment: `?x` is not `? x`."""
    text, end = "", None
    for token in sentence:
        text += " " * (end is not None and token.position > end) + token.text
        end = token.position + len(token.text)
    return text + "\n" if text else ""


def _comment_end(text: str, start: int) -> int:
    """The position after the comment that begins at `start`; comments nest, and strings in them are refused."""
    depth, position = 0, start
    while position < len(text):
        if text.startswith("(*", position):
            depth, position = depth + 1, position + 2
        elif text.startswith("*)", position):
            depth, position = depth - 1, position + 2
            if depth == 0:
                return position
        elif text[position] == '"':
            # Rocq reads strings inside comments, so `(* " *)` would end elsewhere for it than for a simpler reader.
            raise BodyRefused("string", f"a quotation mark in the comment at position {start}")
        else:
            position += 1
    raise BodyRefused("unfinished-comment", f"the comment at position {start} is not closed")


def _check_head(sentence: list[Token]) -> None:
    rest = sentence
    while rest and rest[0].text in ("-", "+", "*", "{", "}"):
        rest = rest[1:]
    if len(rest) > 1 and rest[1].text == ":" and (rest[0].kind == "number" or rest[0].text == "all"):
        rest = rest[2:]
    while rest and rest[0].text in ("(", "["):
        rest = rest[1:]
    head = rest[0] if rest else sentence[-1]
    if head.kind != "word" or not (head.text in TACTICS or head.text.startswith(LIBRARY_PREFIX)):
        raise BodyRefused("head", f"a sentence begins with {head.text!r}, which is not an allowed tactic")
