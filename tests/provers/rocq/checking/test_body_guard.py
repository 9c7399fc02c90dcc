"""The guard reads a proof body as Rocq does, and lets nothing through but tactics."""

from __future__ import annotations

import pytest

from porism.provers.rocq.checking.body_guard import BodyRefused, guarded_body

ALLOWED = {
    "ring.": "ring.\n",
    "intros x H; field; assumption.": "intros x H; field; assumption.\n",
    "- ring.\n+ lra.": "- ring.\n+ lra.\n",
    "assert (H : 0 < 1). { lra. } exact H.": "assert (H : 0 < 1).\n{ lra.\n} exact H.\n",
    "all: try lra.": "all: try lra.\n",
    "2: ring.": "2: ring.\n",
    "intros (* a (* nested *) remark *) x.": "intros x.\n",
    "match goal with |- ?a = ?b => idtac end.": "match goal with |- ?a = ?b => idtac end.\n",
    "apply Rmult_le_pos; [ lra | apply Rlt_le, exp_pos ].": "apply Rmult_le_pos; [ lra | apply Rlt_le, exp_pos ].\n",
    "porism_sign.": "porism_sign.\n",
    "": "",
}


@pytest.mark.parametrize("body", ALLOWED)
def test_tactics_pass_and_comments_go(body: str) -> None:
    assert guarded_body(body) == ALLOWED[body]


REFUSED = {
    "admit.": "forbidden-word",
    "give_up.": "forbidden-word",
    "Admitted.": "forbidden-word",
    "exact (ltac:(admit)).": "forbidden-word",
    "ring. Qed. Axiom bad : False.": "forbidden-word",
    "Set Printing All.": "forbidden-word",
    "exact_no_check I.": "forbidden-word",
    "apply Coq.Init.Logic.Axiom.": "forbidden-word",
    "time_travel.": "head",
    "intros.ring.": "head",
    "Foo bar.": "head",
    "; ring.": "head",
    "1 : 2.": "head",
    "ring": "unfinished-sentence",
    "ring. intros x": "unfinished-sentence",
    "ring. (* unfinished": "unfinished-comment",
    "ring. (* (* *)": "unfinished-comment",
    'idtac "done".': "string",
    'ring. (* " *) exact I. (* " *)': "string",
    "ring ... x.": "sentence-dots",
    "exact 1.5.": "sentence-dots",
    "#[local] idtac.": "character",
    "exаct I.": "character",  # a Cyrillic а
    "idtac\\.": "character",
    "idtac $x.": "character",
    "idtac `x`.": "character",
    "ring\u00a0.": "character",  # a no-break space
    "ring\x00.": "character",
    " " * 400_001: "too-long",
}


@pytest.mark.parametrize("body", REFUSED, ids=lambda b: repr(b[:40]))
def test_anything_else_is_refused_by_its_rule(body: str) -> None:
    with pytest.raises(BodyRefused) as refused:
        guarded_body(body)
    assert refused.value.rule == REFUSED[body]


def test_what_is_compiled_is_what_was_read() -> None:
    body = "intros x. (* one *) assert (x = x) by (reflexivity (* two *)). (**) assumption."
    assert guarded_body(guarded_body(body)) == guarded_body(body)
    assert "(*" not in guarded_body(body)
