"""The report of a soundness alarm: both verdicts on a claim on which two checkers contradict each other, in one file.

One of the two checkers is wrong, so nothing that either says can be relied on until somebody knows which. The file has
what is needed to find out, and to report it: claim, certificates, witnesses, checkers with their versions, proofs.
It is written beside the ledger as `alarm-<run>.json`; the ledger has the claim as unknown, also after `--resume`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import porism
from porism.symbolic.errors import SoundnessAlarm


def reported(alarms: Sequence[tuple[str, SoundnessAlarm]], folder: Path, run: int) -> SoundnessAlarm:
    """The alarm to raise, after the evidence of all of them, by the claims' ids, is on disk; earlier evidence is kept."""
    path = folder / f"alarm-{run}.json"
    known = _known(path)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    known += [
        {"id": name, "problem": str(alarm), "porism": porism.__version__, "when": now, **alarm.evidence}
        for name, alarm in alarms
    ]
    name, first = alarms[0]
    more = f" (and {len(alarms) - 1} more)" if len(alarms) > 1 else ""
    try:
        path.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        where = f"both verdicts are in {path}"
    except OSError as error:
        where = f"the evidence could not be written to {path}: {error.strerror}"
    return SoundnessAlarm(
        f"the run was stopped at {name}{more}: {first}; {where}. Every verdict of these checkers is in doubt until it is "
        "known which of them is wrong; --resume goes on and leaves the claim unknown",
        first.evidence,
    )


def _known(path: Path) -> list[object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return found if isinstance(found, list) else [found]
