"""`verify_body` and `porism verify-body`: what a body proves, and how the others are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import porism
from porism import bodies
from porism.cli import commands
from porism.provers import isolation
from porism.provers.verdict import Proved, Refuted, Unknown
from porism.symbolic.errors import FormatError, UnsupportedError

TRUE = "(x + 1)**2 == x**2 + 2*x + 1"
LEAN_BODY = (
    "fun R v_x => identity R 1 (.cons v_x .nil) (.add (.add (.pow (.variable 0) 2) (.mul (.number 2) (.variable 0))) "
    "(.number 1)) (.pow (.add (.variable 0) (.number 1)) 2) (Eq.refl Bool.true)"
)
#: By prover: a body that proves TRUE, one that does not, and one that the guard refuses, with its rule.
GIVEN = {
    "rocq": ("intros x. ring.", "intros x. reflexivity.", "Admitted.", "forbidden-word"),
    "lean": (LEAN_BODY, LEAN_BODY.replace(".number 2", ".number 3"), "fun R v_x => sorry", "name"),
}
BOTH = pytest.mark.parametrize(
    "prover", [pytest.param("rocq", marks=pytest.mark.rocq), pytest.param("lean", marks=pytest.mark.lean)]
)


def ran(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(commands, ["verify-body", *words], input=stdin)


@BOTH
def test_a_body_that_proves_is_accepted_and_the_sandbox_is_told(prover: bodies.BodyProver) -> None:
    verdict = porism.verify_body(TRUE, GIVEN[prover][0], prover=prover)
    assert isinstance(verdict, Proved)
    assert verdict.trust == "kernel"
    (checker,) = [c for c in verdict.checkers if c.level == "kernel"]
    assert (checker.name, checker.sandbox) == (prover, isolation.level())
    assert checker.to_json()["sandbox"] == isolation.level()
    assert [c.to_json().get("sandbox") for c in verdict.checkers if c.level == "exact"] == [None]


@BOTH
def test_a_body_that_does_not_prove_is_unknown_though_the_claim_is_true(prover: bodies.BodyProver) -> None:
    _, wrong, refused, rule = GIVEN[prover]
    verdict = porism.verify_body(TRUE, wrong, prover=prover)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "undecided"
    verdict = porism.verify_body(TRUE, refused, prover=prover)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "refused"
    assert verdict.detail.startswith(f"{rule}:")


@BOTH
def test_conditions_are_those_of_the_claim(prover: bodies.BodyProver) -> None:
    body = {
        "rocq": "intros x H. field. assumption.",
        "lean": "fun R v_x u_1 h_1 => h_1",
    }[prover]
    verdict = porism.verify_body("x/x == 1", body, prover=prover)
    assert isinstance(verdict, Proved)
    assert [str(c) for c in verdict.conditions] == ["x != 0"]


@BOTH
def test_a_false_claim_is_refuted_whatever_the_body(prover: bodies.BodyProver) -> None:
    verdict = porism.verify_body("x == x + 1", GIVEN[prover][0], prover=prover)
    assert isinstance(verdict, Refuted)


@pytest.mark.lean
def test_a_claim_that_is_defined_nowhere_is_not_proved_by_lean() -> None:
    body = "fun R v_x u_1 h_1 => h_1"
    for claim in ("1/(x - x) == 1", "1/(sin(x)**2 + cos(x)**2 - 1) == 7"):
        assert isinstance(porism.verify_body(claim, body, prover="lean"), Unknown)


@pytest.mark.lean
def test_an_inequality_has_a_theorem_where_the_exact_prover_has_a_certificate() -> None:
    asked = bodies.theorem("x**2 + y**2 >= 2*x*y", prover="lean")
    assert "OrderedField" in asked.proposition
    assert asked.file.rstrip().endswith("BODY")
    assert {"nonneg_of_certificate", "Cone.square"} <= set(asked.words)


def test_nothing_is_to_be_proved_of_a_refuted_claim() -> None:
    with pytest.raises(UnsupportedError, match="is refuted: there is nothing to prove"):
        bodies.theorem("x == x + 1")


def test_another_prover_is_an_error() -> None:
    with pytest.raises(FormatError, match="expected prover to be 'rocq' or 'lean', found 'metamath'"):
        porism.verify_body(TRUE, "", prover="metamath")  # type: ignore[arg-type]  # the error under test


@BOTH
def test_the_command_shows_what_is_to_be_proved_and_takes_its_proof(prover: str, tmp_path: Path) -> None:
    shown = ran(TRUE, "--prover", prover, "--show-statement")
    assert shown.exit_code == 0
    assert "BODY" in shown.stdout
    asked = json.loads(ran(TRUE, "--prover", prover, "--show-statement", "--json").stdout)
    assert asked["proposition"] in shown.stdout
    place = tmp_path / "body"
    place.write_text(GIVEN[prover][0])
    done = ran(TRUE, str(place), "--prover", prover, "--json")
    assert (done.exit_code, json.loads(done.stdout)["trust"]) == (0, "kernel")
    refused = ran(TRUE, "-", "--prover", prover, stdin=GIVEN[prover][2])
    assert refused.exit_code == 3
    assert f"refused: {GIVEN[prover][3]}" in refused.stdout
    assert ran("x == x + 1", str(place), "--prover", prover).exit_code == 1


@pytest.mark.rocq
def test_a_claim_may_be_a_record_of_a_file(tmp_path: Path) -> None:
    place, body = tmp_path / "record.json", tmp_path / "body"
    body.write_text("intros x. ring.")
    claim = porism.Claim.parse(TRUE)
    for record in ({"id": "a", "statement_json": claim.to_json()}, {"id": "a", "claim": TRUE}):
        place.write_text(json.dumps(record))
        assert ran(str(place), str(body)).exit_code == 0


ERRORS = {
    "no body": ([TRUE], "expected a file with the proof's body"),
    "no such body": ([TRUE, "no/such/file"], "cannot read no/such/file"),
    "both on stdin": (["-", "-"], "only one of claim and body can be on stdin"),
    "no such record": (["no/such.json", "-"], "cannot read no/such.json"),
    "a record with domains": (["a.json", "-", "--var", "x:positive"], "a record has its domains"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_cannot_be_read_is_an_error_that_says_what_to_do(name: str) -> None:
    words, message = ERRORS[name]
    done = ran(*words, stdin="intros.")
    assert isinstance(done.exception, FormatError)
    assert message in str(done.exception)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "3",
        "{" * 100_000,
        '{"id": "a", "claim": "x +"}',
        '{"claim": "x == x", "claim": "x == 1"}',
    ],
)
def test_a_record_that_states_nothing_is_an_error(text: str, tmp_path: Path) -> None:
    place = tmp_path / "record.json"
    place.write_text(text)
    done = ran(str(place), "-", stdin="intros.")
    assert isinstance(done.exception, porism.PorismError), done.output


def test_a_body_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    place = tmp_path / "body"
    place.write_bytes(b"\xff\xfe\x00")
    assert "is not UTF-8 text" in str(ran(TRUE, str(place)).exception)
