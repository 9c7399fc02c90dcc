"""Nobody outside provers/ makes a verdict, not even where `python -O` drops asserts."""

from __future__ import annotations

import subprocess
import sys

import pytest

FORGERIES = {
    "a Proved made by hand": """
Proved(claim, (), certificate, (Checker("me", "1", "kernel"),), 0.0)
""",
    "a Refuted made by hand": """
Refuted(claim, (), certificate, (Checker("me", "1", "exact"),), 0.0)
""",
    "a key of one's own": """
Proved(claim, (), certificate, (Checker("me", "1", "exact"),), 0.0, key=type(verdict.MINT)())
""",
    "a true verdict moved to a false claim": """
proved = Proved(Claim.parse("1 == 1"), (), certificate, (Checker("c", "1", "exact"),), 0.0, key=verdict.MINT)
dataclasses.replace(proved, claim=claim)
""",
    "a Proved that no checker accepted": """
Proved(claim, (), certificate, (), 0.0, key=verdict.MINT)
""",
}
PREPARE = """
import dataclasses
from porism.provers import verdict
from porism.provers.verdict import Checker, Proved, Refuted
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
claim, certificate = Claim.parse("1 == 2"), Certificate("none", {})
"""


@pytest.mark.parametrize("flags", [(), ("-O",), ("-OO",)], ids=["plain", "-O", "-OO"])
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_verdict_is_refused(forgery: str, flags: tuple[str, ...]) -> None:
    program = PREPARE + "".join(
        ["try:\n"]
        + [f"    {line}\n" for line in FORGERIES[forgery].strip().splitlines()]
        + ["except verdict.TrustError:\n    print('refused')\nelse:\n    print('forged')\n"]
    )
    done = subprocess.run([sys.executable, *flags, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("refused\n", "")
