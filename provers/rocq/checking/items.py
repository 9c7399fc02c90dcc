"""What is put before Rocq: a statement with a body, and the libraries that the two need.

Items whose words are all of Rocq's own real numbers, and whose proofs are one computation (`identities.py`, `lra`), go into
files that import little else: they start in half the time, and thousands fit into one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

IMPORT_SECONDS = 30.0  # on a machine whose disk cache is cold; 1.3 s when warm
STATEMENT_IMPORTS = "Require Import Reals.\nFrom Coquelicot Require Import Coquelicot.\nOpen Scope R_scope.\n"
PROOF_IMPORTS = (
    "Require Import Reals Lra Lia Psatz Field.\nFrom Coquelicot Require Import Coquelicot.\n"
    "From Interval Require Import Tactic.\nFrom Porism Require Import Porism.\nOpen Scope R_scope.\n"
)


@dataclass(frozen=True)
class Item:
    """A statement of ours and a body that may prove it."""

    statement: str
    body: str


@dataclass(frozen=True)
class Imports:
    """What the two files import, and how many items go into one process."""

    statements: str
    proofs: str
    most: int
    few: int  # up to here one process is cheaper than two are quick


#: For everything; 200 polynomial identities by `ring` take 4 s, and a failure compiles the rest again.
ANALYSIS = Imports(STATEMENT_IMPORTS, PROOF_IMPORTS, 120, 120)
#: For identities that one computation proves; it was made in Python before, so that failures are rare.
IDENTITIES = Imports(
    "Require Import Reals.\nOpen Scope R_scope.\n",
    "Require Import Reals Lra.\nFrom Porism Require Import Identities.\nOpen Scope R_scope.\n",
    2_000,
    500,
)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_'.]*")
_STANDARD_WORDS = "forall R PI exp ln sin cos tan atan asin acos sqrt Rabs Rpower sinh cosh tanh arcsinh"
_COMPUTED_WORDS = (
    "intros intro generalize lra porism_identity cons nil porism_term t_x t_c t_a t_s t_m t_d t_i t_n t_p "
    "Rgt_not_eq Rlt_not_eq Rminus_eq_contra _"
)
_CLOSING = {"lra", "porism_identity"}
_BY_DATA = re.compile(r"intros ((?:v_[A-Za-z0-9_']+ ?)+)\.\nporism_identity ([^.]*?) ?\.\s*")
_STANDARD = frozenset(_STANDARD_WORDS.split())
_COMPUTED = _STANDARD | frozenset(_COMPUTED_WORDS.split())


def lemma(item: Item) -> tuple[str, str]:
    """The statement and the body for the proofs' file.

    Where one computation proves the whole statement, it is stated as the data only: reading it twice is half of the cost.
    The kernel compares what was proved with the statement itself, in the audit.

    >>> lemma(Item("forall (v_x : R), (v_x + 1 = 1 + v_x)", "intros v_x.\\nporism_identity DATA.\\n"))
    ('forall (v_x : R), Rational.says DATA', 'porism_stated.\\n')
    """
    found = _BY_DATA.fullmatch(item.body)
    if found and item.statement.startswith(binder := f"forall ({found[1].strip()} : R), "):
        return f"{binder}Rational.says {found[2]}", "porism_stated.\n"
    return item.statement, item.body


def imports_for(item: Item) -> Imports:
    """What the item needs, by its words; too little would make it fail, never pass.

    >>> imports_for(Item("forall (v_x : R), (v_x + 1 = 1 + v_x)", "intros v_x.\\nring.")) is ANALYSIS
    True
    """
    words = {word for word in _WORD.findall(item.statement) if not word.startswith("v_")}
    if not words <= _STANDARD:
        return ANALYSIS
    words = set(_WORD.findall(item.body.replace(".\n", " ")))
    known = (w in _COMPUTED or w.startswith("v_") or re.fullmatch("A[0-9]+", w) for w in words)
    return IDENTITIES if words & _CLOSING and all(known) else ANALYSIS
