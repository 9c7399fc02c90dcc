"""The notation of Maxima and FriCAS: what is written is read back, and nothing outside the language gets in."""

from __future__ import annotations

import pytest
from hypothesis import given

from porism.symbolic.errors import PorismError
from porism.symbolic.oracles.fricas import _members
from porism.symbolic.oracles.notation import FRICAS, MAXIMA, OURS, System, read, renaming, written
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Derivative, Term, subterms
from tests.strategies import terms


@pytest.mark.parametrize("system", [OURS, MAXIMA, FRICAS], ids=["ours", "maxima", "fricas"])
@given(t=terms())
def test_what_is_written_is_read_back(t: Term, system: System) -> None:
    if any(isinstance(s, Derivative) for s in subterms(t)):
        return
    names = renaming(t)
    assert read(written(t, names, system), names, system) == t


READ = [
    (MAXIMA, "li[2](1-zv0)", "dilog(1 - x)"),
    (MAXIMA, "-gamma_incomplete(0,-log(zv0))", "Ei(log(x))"),
    (MAXIMA, "-(expintegral_e(1,-(zv0*(zv0+1)))*%e^-(zv0/2))/2", "Ei(x*(x + 1))*exp(-x/2)/2"),
    (MAXIMA, "gamma_incomplete(1/2,gamma_incomplete(0,zv0))", "sqrt(pi)*(1 - erf(sqrt(-Ei(-x))))"),
    (MAXIMA, "expintegral_li(zv0)+fresnel_s(zv0)+erf(%i*zv0)", "li(x) + fresnels(x) + erf(I*x)"),
    (MAXIMA, "gamma_incomplete(0,-%i*zv0)", "-I*Si(x) - Ci(x)"),
    (MAXIMA, "gamma_incomplete(2,zv0)", "exp(-x) + x*exp(-x)"),
    (MAXIMA, "gamma_incomplete(-1,zv0)", "-(-Ei(-x) - exp(-x)/x)"),
    (FRICAS, "Gamma(3/2,zv0)+Gamma(zv0)", "sqrt(pi)*(1 - erf(sqrt(x)))/2 + sqrt(x)*exp(-x) + gamma(x)"),
    (FRICAS, "complex(zv0,-2)*complex(0,1)", "(x - 2*I)*I"),
    (FRICAS, "2*dilog((-1)*exp(zv0)+1)", "2*dilog(exp(x))"),
    (FRICAS, "(erfi(zv0)*pi()^(1/2))/2", "-I*erf(I*x)*sqrt(pi)/2"),
    (FRICAS, "fresnelC(zv0*(2/pi())^(1/2))", "fresnelc(x*sqrt(2/pi))"),
]


@pytest.mark.parametrize(("system", "text", "ours"), READ, ids=[text for _, text, _ in READ])
def test_reading_special_functions(system: System, text: str, ours: str) -> None:
    assert read(text, {"x": "zv0"}, system) == parse_term(ours)


@pytest.mark.parametrize(
    "text",
    [
        "gamma_incomplete(zv0,1)",
        "gamma_incomplete(0,zv0",
        "gamma_incomplete(0)",
        "gamma_incomplete(0,zv0,1)",
        "li[3](zv0)",
        "expintegral_e(2,zv0)",
        "psi[1](zv0)",
    ],
)
def test_functions_that_the_language_lacks_are_refused(text: str) -> None:
    with pytest.raises(PorismError):
        read(text, {"x": "zv0"}, MAXIMA)


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
