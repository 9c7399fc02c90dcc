"""A batch run in a process of its own, to be killed: `python -m tests.hall.batch_process FILE FOLDER`.

It resumes what it finds, and prints the id of each verdict that it has newly reported.
"""

from __future__ import annotations

import sys
from pathlib import Path

from porism.ledger import Ledger
from porism.provers.protocol import Budget
from porism.runner import Decided, batch
from porism.stages import Stages
from tests.hall.standin import STAND_IN_KERNEL

if __name__ == "__main__":
    stages = Stages("tests.hall.standin:prove", (STAND_IN_KERNEL,))
    with Ledger.open(Path(sys.argv[2])) as ledger:
        for event in batch(Path(sys.argv[1]), ledger, stages, Budget(5.0, 500), jobs=2, resume=True):
            if isinstance(event, Decided) and not event.resumed:
                print(event.record["id"], flush=True)
