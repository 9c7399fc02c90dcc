"""The guard in front of a Lean toolchain: a tactic is one line of listed tokens that begins with a listed tactic.

No command can begin (`FORBIDDEN`), no comment, string, attribute or quoted name can open, no name of Lean's meta language
can be said, no bracket stays open, and a tactic that searches by itself (`exact?`) is left out, since it may put a
`sorry` where it has found nothing. A proof is such lines, one below the other.

The guard is the first of two walls; the audit of the axioms is the other.
"""

from __future__ import annotations

import re

from porism.symbolic.errors import PorismError

MAX_TACTIC = 20_000  # characters

_TACTICS = """
    abel abel_nf absurd all_goals any_goals apply apply_fun assumption assumption_mod_cast beta_reduce bound by_cases
    by_contra calc case cases cases' change clear congr constructor contradiction contrapose contrapose! conv convert
    decide dsimp exact exact_mod_cast exacts exfalso exists ext fail_if_success field_simp field first focus fun_prop
    funext gcongr grind have induction induction' infer_instance injection interval_cases intro intros iterate left
    let lia lift linarith linear_combination measurability mono multiplicity nlinarith noncomm_ring norm_cast norm_num
    obtain omega on_goal order pick_goal positivity push_cast push_neg rcases refine refine' rename_i
    repeat replace rfl right ring ring_nf rintro rotate_left rw rwa set show simp simp_all simp_rw simpa skip solve
    specialize split split_ifs subst subst_vars suffices swap symm tauto trans transitivity trivial try unfold use
    wlog zify qify rify eq_self nth_rewrite erw
"""
TACTICS = frozenset(_TACTICS.split())

_FORBIDDEN = """
    abbrev add_decl_doc admit attribute axiom axioms builtin_initialize bv_decide class declare_syntax_cat def deriving
    elab elab_rules end eval eval_expr example export extern implemented_by import include inductive infix infixl infixr
    init initialize instance lemma local macro macro_rules mutual namespace native_decide noncomputable notation omit
    opaque open partial postfix prefix private protected public run_cmd run_elab run_meta run_tac scoped section
    set_option sorry sorryAx stop structure syntax theorem unsafe universe variable where termination_by decreasing_by
    lean_dojo_repl
    ofReduceBool ofReduceNat trustCompiler reduceBool reduceNat unsafeCast lcProof
"""
FORBIDDEN = frozenset(_FORBIDDEN.split())
_META = ("Lean.", "IO.", "System.", "Lake.", "Mathlib.Tactic", "Qq.", "Elab.", "Meta.")

_TOKEN = re.compile(
    r"(?P<space> +)|(?P<word>[^\W\d][\w'!✝]*(?:\.[^\W\d][\w'!]*|\.[0-9]+)*)|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<mark><;>|:=|=>|->|<-|<=|>=|≠|≤|≥|<|>|=|→|←|↔|∧|∨|¬|∀|∃|∑|∏|∈|∉|⊢|∘|⁻¹|•|·|√|π|\?_|[-+*/^|()\[\]{}⟨⟩:,;_.@↑⁻¹²³₀-₉])"
)
_BRACKETS = {")": "(", "]": "[", "}": "{", "⟩": "⟨"}


class TacticRefused(PorismError):
    """A text is not one tactic of the list; the message names the rule."""


def guarded_tactic(text: str) -> str:
    """The tactic as it was given, without blanks around it; raises `TacticRefused`.

    >>> guarded_tactic(" nlinarith [sq_nonneg (x - y)] ")
    'nlinarith [sq_nonneg (x - y)]'
    """
    tactic = text.strip()
    if len(tactic) > MAX_TACTIC:
        raise TacticRefused(f"size: the tactic has more than {MAX_TACTIC:,} characters")
    place, brackets, head, before = 0, list[str](), "", ""
    while place < len(tactic):
        found = _TOKEN.match(tactic, place)
        if found is None or tactic.startswith(("--", "/-"), place):
            raise TacticRefused(f"character: {tactic[place : place + 2]!r} has no place in a tactic")
        token, place = found.group(), found.end()
        if found.lastgroup == "space":
            continue
        if token == "[" and before == "@":
            raise TacticRefused("attribute: a tactic gives none")
        if found.lastgroup == "word":
            _refuse_word(token)
        if token in _BRACKETS.values():
            brackets.append(token)
        elif token in _BRACKETS and (not brackets or brackets.pop() != _BRACKETS[token]):
            raise TacticRefused(f"bracket: {token!r} closes nothing")
        head = head or (token if token != "(" else "")
        before = token
    if brackets:
        raise TacticRefused(f"bracket: {brackets[-1]!r} is never closed")
    if head not in TACTICS:
        raise TacticRefused(f"head: {head[:60]!r} is not a tactic that a proof may use")
    return tactic


def _refuse_word(word: str) -> None:
    if any(part in FORBIDDEN for part in word.split(".")):
        raise TacticRefused(f"forbidden: {word[:60]} may not occur in a tactic")
    if word.startswith(_META):
        raise TacticRefused(f"meta: {word[:60]} is a name of Lean's own language")
