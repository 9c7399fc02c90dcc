"""The lemmas of Porism's own libraries as data: name, statement and proof, as their files have them.

    Rocq    Lemma name : statement. Proof. … Qed.          provers/rocq/library/*.v
    Lean    theorem name (binders) : statement := proof    provers/lean/library/*.lean

Files are read as text, which is enough for ranking: nothing that a prover is asked depends on it but which lemma is tried
first. `words` makes a statement or a goal comparable: variables are alike, numbers are alike, notations stand as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

_ROCQ = re.compile(
    r"^(?:Lemma|Theorem)\s+(?P<name>[\w']+)\s*(?P<rest>.*?)\.\s*\n?\s*Proof\.(?P<proof>.*?)\b(?:Qed|Defined)\.",
    re.MULTILINE | re.DOTALL,
)
_LEAN = re.compile(
    r"^(?:@\[[^\]]*\]\s*)?(?:private |protected )*theorem\s+(?P<name>[\w'.]+)(?P<rest>.*?):=(?P<proof>.*?)(?=^\S|\Z)",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"\(\*.*?\*\)|/-.*?-/", re.DOTALL)
_TOKEN = re.compile(r"[^\W\d][\w'✝]*(?:\.[^\W\d][\w']*)*|\d+|[^\s\w]+?(?=[\s\w(){}\[\],]|$)|[(){}\[\],]")
_NAMED = re.compile(r"[^\W\d][\w']*(?:\.[^\W\d][\w']*)*")
_QUIET = frozenset(
    ["forall", "fun", "intros", "R", "ℝ", "∀", "Prop", "Type", "by", "Eq", *"uv(){}[],:.", ":="]
)
_VARIABLE = re.compile(r"(?:v_\w+|[a-zA-Zα-ωα-ω]|[a-zA-Z][0-9₀-₉]+|[A-Z]?[a-z]{0,2}')\Z")


@dataclass(frozen=True)
class Lemma:
    """A lemma; its proof is text too, and says which other lemmas it used."""

    name: str
    statement: str
    proof: str = ""


@cache
def rocq_library() -> tuple[Lemma, ...]:
    """The lemmas of Porism's Rocq library, chapter by chapter.

    >>> "porism_pythagoras" in {lemma.name for lemma in rocq_library()}
    True
    """
    return tuple(lemma for text in _texts("porism.provers.rocq", ".v") for lemma in rocq_lemmas(text))


@cache
def lean_library() -> tuple[Lemma, ...]:
    """The theorems of Porism's Lean library, chapter by chapter.

    >>> len(lean_library()) > 100
    True
    """
    return tuple(lemma for text in _texts("porism.provers.lean", ".lean") for lemma in lean_lemmas(text))


def rocq_lemmas(text: str) -> Iterator[Lemma]:
    """The lemmas of a Rocq file.

    >>> list(rocq_lemmas("Lemma a : forall x,\\\\n 0 <= x ^ 2. (* squares *)\\nProof. intro x. apply pow2_ge_0. Qed."))
    [Lemma(name='a', statement='forall x,\\\\n 0 <= x ^ 2', proof='intro x. apply pow2_ge_0.')]
    """
    for found in _ROCQ.finditer(_COMMENT.sub("", text)):
        statement = found["rest"].strip().removeprefix(":").strip()
        yield Lemma(found["name"], statement, found["proof"].strip())


def lean_lemmas(text: str) -> Iterator[Lemma]:
    """The theorems of a Lean file.

    >>> list(lean_lemmas("theorem a {x : R} (h : 0 < x) : 0 ≤ x := h.left\\n\\n/-- next -/\\ntheorem b : p := q"))[0]
    Lemma(name='a', statement='{x : R} (h : 0 < x) : 0 ≤ x', proof='h.left')
    """
    for found in _LEAN.finditer(_COMMENT.sub("", text)):
        yield Lemma(found["name"], found["rest"].strip(), found["proof"].strip())


def used(proof: str, names: Iterable[str]) -> set[str]:
    """Which of the lemmas a proof names, in full or by the last part of a qualified name.

    >>> used("exact F.square_nonneg a", ["square_nonneg", "mul_comm"])
    {'square_nonneg'}
    """
    said = set(_NAMED.findall(proof))
    said |= {word.rpartition(".")[2] for word in said}
    return {name for name in names if name in said}


def words(text: str) -> list[str]:
    """The words of a statement or goal in their order: `v` for a variable, `#` for a number, one for each part of a name.

    >>> words("forall x, 0 < x -> sqrt (x ^ 2) = x")
    ['v', '0', '<', 'v', '->', 'sqrt', 'v', '^', '2', '=', 'v']
    """
    found = list[str]()
    for token in _TOKEN.findall(text):
        if token in _QUIET:
            continue
        if token.isdigit():
            found.append(token if token in ("0", "1", "2") else "#")
        elif _VARIABLE.match(token) and token not in ("ln", "PI"):
            found.append("v")
        else:
            found += [part for part in token.split(".") if len(part) > 1 or not part.isalpha()]
    return found


def counted(text: str) -> Counter[str]:
    """Words and pairs of neighbouring words."""
    said = words(text)
    return Counter([*said, *(f"{a} {b}" for a, b in pairwise(said))])


def _texts(package: str, ending: str) -> list[str]:
    folder = resources.files(package) / "library"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(ending)), key=lambda f: f.name)
    return [file.read_text(encoding="utf-8") for file in files]
