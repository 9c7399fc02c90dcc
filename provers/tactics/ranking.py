"""Which lemmas are likely to help with a goal: similarity of the goal's words to the lemma's statement, by weights.

    Overlap    Σ of idf(word) · how often it occurs, damped and by length (BM25): the words that both have
    Encoder    cosine of two vectors, the sum of the goal's words' vectors and of the statement's, learned apart
    Blend      both, each made comparable over the lemmas

The encoder was trained to put a goal next to the lemmas that its proof used, away from the other lemmas of its batch
(`benchmarks/lemma_ranking.py`, which needs torch); evaluation needs NumPy alone. A ranking says what is tried first.

References: S. Robertson, H. Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond; V. Karpukhin et al.
(2020), Dense Passage Retrieval; K. Yang et al. (2023), LeanDojo, §5 (retrieval of premises).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from porism.provers.tactics.lemmas import Lemma, counted

WEIGHTS = Path(__file__).with_name("ranking.npz")
SATURATION, LENGTH = 1.2, 0.75  # BM25's k₁ and b, as is usual

Array = NDArray[np.float64]


class Ranking(Protocol):
    """What ranks the lemmas that it was made for."""

    @property
    def lemmas(self) -> tuple[Lemma, ...]:
        """The lemmas, in the library's order."""
        ...

    def scores(self, goal: str) -> Array:
        """A number for each lemma, the larger the likelier."""
        ...


class Overlap:
    """By the words that goal and statement share; rare words weigh more. Nothing is learned."""

    def __init__(self, lemmas: Sequence[Lemma]) -> None:
        self.lemmas = tuple(lemmas)
        documents = [counted(lemma.statement) for lemma in self.lemmas]
        lengths = [sum(d.values()) for d in documents]
        usual = max(1.0, sum(lengths) / max(1, len(lengths)))
        self._holding = dict[
            str, list[tuple[int, float]]
        ]()  # by word: which statement, how much it has of it
        for k, (document, length) in enumerate(zip(documents, lengths, strict=True)):
            for word, often in document.items():
                damped = often + SATURATION * (1 - LENGTH + LENGTH * length / usual)
                self._holding.setdefault(word, []).append((k, often * (SATURATION + 1) / damped))

    def scores(self, goal: str) -> Array:
        """BM25 with the goal as the query and the statements as documents."""
        found = np.zeros(len(self.lemmas))
        for word in counted(goal):
            holding = self._holding.get(word, [])
            idf = math.log(1 + (len(self.lemmas) - len(holding) + 0.5) / (len(holding) + 0.5))
            for k, share in holding:
                found[k] += idf * share
        return found


@dataclass(frozen=True, eq=False)
class Vectors:
    """`places` of the words that are known; a row for each in `goals` and in `statements`."""

    places: Mapping[str, int]
    goals: Array
    statements: Array

    @staticmethod
    def read(words: Sequence[str], goals: Array, statements: Array) -> Vectors:
        """The vectors that the arrays are; raises `ValueError` where they do not fit together."""
        if goals.ndim != 2 or statements.shape != goals.shape or len(words) != len(goals):
            raise ValueError(f"expected {len(words)} rows, found {goals.shape} and {statements.shape}")
        if not (np.isfinite(goals).all() and np.isfinite(statements).all()):
            raise ValueError("the vectors hold numbers that are not finite")
        places = {str(word): k for k, word in enumerate(words)}
        return Vectors(places, goals.astype(float), statements.astype(float))

    def of(self, text: str, rows: Array) -> Array:
        """The direction of the sum of the words' rows, 0 where no word is known."""
        known = [(self.places[w], 1 + math.log(n)) for w, n in counted(text).items() if w in self.places]
        total = np.zeros(rows.shape[1])
        for place, weight in known:
            total = total + weight * rows[place]
        return np.asarray(total / max(1e-12, float(np.linalg.norm(total))))


class Encoder:
    """By the cosines of the goal's vector with the statements'."""

    def __init__(self, vectors: Vectors, lemmas: Sequence[Lemma]) -> None:
        self.lemmas, self._vectors = tuple(lemmas), vectors
        rows = [vectors.of(lemma.statement, vectors.statements) for lemma in self.lemmas]
        self._matrix = np.array(rows).reshape(len(rows), vectors.goals.shape[1])

    def scores(self, goal: str) -> Array:
        """A cosine for each lemma."""
        return np.asarray(self._matrix @ self._vectors.of(goal, self._vectors.goals))


class Blend:
    """A weighted sum of two rankings of the same lemmas, each less its mean and over its deviation."""

    def __init__(self, first: Ranking, second: Ranking, weight: float) -> None:
        self.lemmas, self._first, self._second, self._weight = first.lemmas, first, second, weight

    def scores(self, goal: str) -> Array:
        """`weight` of the second, the rest of the first."""
        a, b = (_standard(ranking.scores(goal)) for ranking in (self._first, self._second))
        return (1 - self._weight) * a + self._weight * b


def best(ranking: Ranking, goal: str, count: int) -> list[Lemma]:
    """The likeliest lemmas, the first in front; ties stand as the library has them.

    >>> from porism.provers.tactics.lemmas import rocq_library
    >>> found = best(Overlap(rocq_library()), "sin (2 * atan v_x) = 2 * v_x / (1 + v_x ^ 2)", 1)
    >>> [lemma.name for lemma in found]
    ['porism_sin_2atan']
    """
    return [ranking.lemmas[k] for k in np.argsort(-ranking.scores(goal), kind="stable")[:count]]


@cache
def learned(lemmas: tuple[Lemma, ...]) -> Ranking:
    """The ranking that comes with Porism: with what was learned where its file is there and whole, else `Overlap`."""
    return stored(WEIGHTS, lemmas)


def stored(path: Path, lemmas: tuple[Lemma, ...]) -> Ranking:
    """The blend in a file; the overlap of words where the file cannot be used; never an exception."""
    if not path.is_file():
        return Overlap(lemmas)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            vectors = Vectors.read([str(w) for w in data["words"]], data["goals"], data["statements"])
            weight = float(data["weight"])
    except Exception:  # noqa: BLE001  # whatever a broken file makes of the reader: a ranking is only an order
        return Overlap(lemmas)
    if not 0 <= weight <= 1:
        return Overlap(lemmas)
    return Blend(Overlap(lemmas), Encoder(vectors, lemmas), weight)


def _standard(scores: Array) -> Array:
    return (scores - scores.mean()) / (scores.std() + 1e-9) if len(scores) else scores
