"""The notation of Maxima and FriCAS: what is written is read back, and nothing outside the language gets in."""

from __future__ import annotations

import pytest
from hypothesis import given

from porism.symbolic.errors import PorismError
from porism.symbolic.oracles.fricas import _members
from porism.symbolic.oracles.notation import read, renaming, written
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Derivative, Term, subterms
from tests.strategies import terms


@given(terms())
def test_what_is_written_is_read_back(t: Term) -> None:
    if any(isinstance(s, Derivative) for s in subterms(t)):
        return
    names = renaming(t)
    assert read(written(t, names), names) == t


def test_names_of_variables_mean_nothing_to_the_system() -> None:
    t = parse_term("D*integrate + x")
    assert written(t, renaming(t)) == "zv0*zv1 + zv2"


@pytest.mark.parametrize(
    "text",
    [
        "'integrate(f(zv0),zv0)",
        "rootOf(zv0^3+1)",
        "elliptic_f(zv0,2)",
        "__import__('os')",
        "zv0;zv0",
        "%%F0",
        "",
        "[zv0,1]",
    ],
)
def test_what_is_outside_the_language_is_refused(text: str) -> None:
    with pytest.raises(PorismError):
        read(text, {"x": "zv0"})


def test_a_list_of_answers_is_split_at_its_own_commas() -> None:
    assert _members("[f(a,b)+1,(c)]") == ["f(a,b)+1", "(c)"]
    assert _members("log(x)") == ["log(x)"]
