"""Rankings of lemmas: what is read from the libraries, what is likelier, and that a ranking only moves suggestions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from porism.provers.protocol import Task
from porism.provers.rocq.checking.body_guard import guarded_body
from porism.provers.rocq.tactics.templates import FORMS, template_generator
from porism.provers.tactics.generator import Suggestion
from porism.provers.tactics.lemmas import (
    Lemma,
    counted,
    lean_lemmas,
    lean_library,
    rocq_lemmas,
    rocq_library,
    used,
    words,
)
from porism.provers.tactics.protocol import Goal, State
from porism.provers.tactics.ranked import LIKELY, Form, Ranked, is_equation
from porism.provers.tactics.ranking import Blend, Encoder, Overlap, Vectors, best, learned, stored
from porism.symbolic.claim import Claim

LEMMAS = (
    Lemma("exp_sum", "forall a b, exp (a + b) = exp a * exp b"),
    Lemma("square", "forall a, 0 <= a ^ 2"),
    Lemma("sine", "forall a, sin a <= 1"),
)


class Given:
    """The same suggestions for every state."""

    def __init__(self, *given: Suggestion) -> None:
        self.given = given

    def suggestions(self, state: State) -> list[Suggestion]:
        return list(self.given)


def state(conclusion: str) -> State:
    return State((), (Goal((("v_x", "R"),), conclusion),))


def test_every_lemma_of_the_rocq_library_is_read() -> None:
    folder = Path(__file__).parents[3] / "provers" / "rocq" / "library"
    text = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.v"))
    stated = [line.split()[1] for line in text.splitlines() if line.startswith(("Lemma ", "Theorem "))]
    read = [lemma.name for lemma in rocq_library()]
    assert {name.rstrip(":") for name in stated} == set(read)
    assert len(read) == len(set(read))
    assert all(lemma.statement and lemma.proof for lemma in rocq_library())


def test_the_lean_library_is_read_with_its_proofs() -> None:
    by_name = {lemma.name: lemma for lemma in lean_library()}
    lemma = by_name["square_pos"]
    assert lemma.statement.startswith("{a : F.field.ring.carrier} (h : Not")
    assert {"square_nonneg", "mul_ne_zero"} <= used(lemma.proof, ["square_nonneg", "mul_ne_zero", "trans"])


@pytest.mark.parametrize("text", ["", "Lemma a : 1 = 1.", "Proof. Qed.", "Lemma", "theorem", "theorem a : p"])
def test_what_is_no_whole_lemma_is_passed_over(text: str) -> None:
    assert list(rocq_lemmas(text)) == list(lean_lemmas(text)) == []


def test_words_forget_which_variable_and_which_number() -> None:
    assert words("0 < v_x ^ 7") == words("0 < b ^ 9") != words("0 < exp b ^ 9")
    assert counted("exp v_x * exp v_y")["exp v"] == 2


def test_the_overlap_prefers_what_the_goal_speaks_of() -> None:
    ranking = Overlap(LEMMAS)
    assert [
        best(ranking, goal, 1)[0].name for goal in ("exp (v_x + 1) = 0", "sin v_y <= 2", "0 <= (v_x - 3) ^ 2")
    ] == [
        "exp_sum",
        "sine",
        "square",
    ]
    assert not Overlap(LEMMAS).scores("unheard").any()
    assert len(Overlap(()).scores("0 = 0")) == 0


def vectors() -> Vectors:
    """Vectors that put `cos` beside what states `sin`."""
    names = ["cos", "sin", "exp"]
    goals = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
    return Vectors.read(names, goals, np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))


def test_the_encoder_knows_more_than_words() -> None:
    encoder = Encoder(vectors(), LEMMAS)
    assert [lemma.name for lemma in best(encoder, "cos v_x <= 1", 1)] == ["sine"]
    assert not encoder.scores("nothing known").any()
    blend = Blend(Overlap(LEMMAS), encoder, 0.5)
    assert best(blend, "exp (v_x + v_y) = 2", 1)[0].name == "exp_sum"
    assert len(Encoder(vectors(), ()).scores("cos")) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"goals": np.zeros((2, 2))},
        {"goals": np.zeros(3)},
        {"statements": np.full((3, 2), np.nan)},
        {"weight": np.array(7.0)},
        {"weight": np.array([1.0, 2.0])},
        {"words": np.array([[{}]], dtype=object)},
    ],
)
def test_weights_that_do_not_fit_leave_the_overlap(change: dict[str, Any], tmp_path: Path) -> None:
    whole: dict[str, Any] = {
        "words": np.array(["cos", "sin", "exp"]),
        "goals": vectors().goals,
        "statements": vectors().statements,
        "weight": np.array(0.5),
    }
    path = tmp_path / "ranking.npz"
    np.savez_compressed(path, **whole)
    assert isinstance(stored(path, LEMMAS), Blend)
    np.savez_compressed(path, **(whole | change))
    assert isinstance(stored(path, LEMMAS), Overlap)
    path.write_bytes(path.read_bytes()[:80])
    assert isinstance(stored(path, LEMMAS), Overlap)
    assert isinstance(stored(tmp_path / "missing.npz", LEMMAS), Overlap)


def test_a_ranking_adds_its_lemmas_and_takes_nothing_away() -> None:
    given = (Suggestion("ring", 0.1, closes=True), Suggestion("apply sine", 2.0), Suggestion("intros", 0.0))
    forms = (Form("apply {lemma}", 3.0), Form("rewrite {lemma}", 1.0, equation=True))
    found = Ranked(Given(*given), Overlap(LEMMAS), forms).suggestions(state("sin v_x <= 1"))
    costs = {s.tactic: s.cost for s in found}
    assert {s.tactic for s in given} <= set(costs)
    assert costs["apply sine"] < 2.0
    assert costs["rewrite exp_sum"] < costs["apply square"]
    assert "rewrite sine" not in costs
    assert [s.cost for s in found] == sorted(s.cost for s in found)
    assert len(found) == len(costs)


@pytest.mark.parametrize(
    "conclusion", ["forall v_x : R, sin v_x <= 1", "0 < v_x -> 0 <= v_x", "0 = 0 /\\ 1 = 1"]
)
def test_lemmas_wait_for_a_goal_of_their_own_form(conclusion: str) -> None:
    given = Given(Suggestion("intros", 0.0))
    assert Ranked(given, Overlap(LEMMAS), FORMS).suggestions(state(conclusion)) == list(given.given)
    assert Ranked(given, Overlap(LEMMAS), FORMS).suggestions(State((), ())) == list(given.given)


def test_what_is_suggested_for_rocq_passes_the_guard() -> None:
    generator = template_generator(Task(Claim.parse("sin(2*atan(x)) == 2*x/(1 + x**2)")))
    found = list(generator.suggestions(state("sin (2 * atan v_x) = 2 * v_x / (1 + v_x ^ 2)")))
    lemmas = [
        s for s in found if any(s.tactic == f.text.replace("{lemma}", "porism_sin_2atan") for f in FORMS)
    ]
    assert len(lemmas) == len(FORMS)
    assert sum(s.tactic.startswith("apply porism_") for s in found) >= LIKELY
    for suggestion in found:
        assert guarded_body(f"{suggestion.tactic}.")


def test_the_ranking_that_ships_ranks_the_library() -> None:
    scores = learned(rocq_library()).scores("0 < exp v_x")
    assert scores.shape == (len(rocq_library()),)
    assert np.isfinite(scores).all()


def test_equations_are_seen_behind_premises() -> None:
    assert is_equation(Lemma("a", "forall x y, -1 <= x <= 1 -> y = 1 - x ^ 2 -> cos (asin x) = sqrt y"))
    assert not is_equation(Lemma("b", "forall a b, a = b -> 0 <= b - a"))
