"""The LeanDojo adapter on a real toolchain: runs where `lake` is on the PATH and PORISM_LEAN_PROJECT names a project."""

from __future__ import annotations

import os

import pytest

from porism.provers.lean.dojo.bridge import DojoSession, DojoTactics
from porism.provers.lean.dojo.project import VARIABLE
from porism.provers.lean.dojo.theorem import lean_generator, mathlib_theorem
from porism.provers.protocol import Task
from porism.provers.tactics.protocol import Error, Finished, State
from porism.provers.tactics.search import Limits, search
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim

pytestmark = [
    pytest.mark.mathlib,
    pytest.mark.skipif(
        VARIABLE not in os.environ, reason=f"no Lake project with Mathlib: export {VARIABLE}=FOLDER"
    ),
]
TASK = Task(Claim.parse("x**2 + y**2 >= 2*x*y"))


def test_lean_itself() -> None:
    lean = DojoTactics(mathlib_theorem)
    try:
        session = lean.open(TASK)
        assert isinstance(session, DojoSession), session
        assert isinstance(session.run(session.initial, "ring", 60), Error)
        fact = session.run(session.initial, "have h := sq_nonneg (x - y)", 60)
        assert isinstance(fact, State)
        assert isinstance(session.run(fact, "nlinarith", 60), Finished)
        assert isinstance(lean.check(TASK, ["nlinarith [sq_nonneg (x - y)]"], 60), Proved)
        assert isinstance(lean.check(TASK, ["nlinarith [sq_nonneg x]"], 60), Unknown)
        other = lean.open(TASK)
        assert isinstance(other, DojoSession)
        found = search(other, lean_generator(TASK), limits=Limits(seconds=300.0, tactic_seconds=20.0))
        assert isinstance(lean.check(TASK, found.script, 60), Proved)
    finally:
        lean.close()
