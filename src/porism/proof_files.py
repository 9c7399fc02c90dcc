"""The kernel proofs of a ledger as files, so that anybody can run the proof assistant on them without Porism.

A verdict's artifacts are pairs (kind, text); the kind of a proof is the ending of its file (`.v`, `.lean`). Claims that
were checked in one file share its text, and it is written once, under the hash of its text.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from porism.ledger import Ledger

PROOF_KINDS = (".v", ".lean")


def write_proofs(ledger: Ledger, folder: Path) -> list[Path]:
    """Write every proof of the ledger into `folder`; the paths, in the order of the verdicts."""
    written = dict[Path, None]()
    for entry in ledger.entries():
        for kind, text in entry.record["artifacts"]:
            if kind in PROOF_KINDS:
                path = folder / f"proof_{hashlib.sha256(text.encode()).hexdigest()[:12]}{kind}"
                if path not in written:
                    folder.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, encoding="utf-8")
                written[path] = None
    return list(written)
