"""How many examples a property test draws: few in the suite, more where PORISM_EXAMPLES says so.

PORISM_EXAMPLES=100 pytest tests/provers/mutation     draws a hundred times as many
"""

from __future__ import annotations

import os


def examples(count: int) -> int:
    """`count` times the environment variable PORISM_EXAMPLES."""
    return max(1, int(count * float(os.environ.get("PORISM_EXAMPLES", "1"))))
