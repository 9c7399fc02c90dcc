"""A ledger's proofs as files: the commands that the module says compile them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from porism import run
from porism.ledger import Ledger
from porism.proof_files import write_proofs


@pytest.mark.rocq
def test_proofs_for_rocq_compile_beside_their_library(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps({"claim": "exp(x) >= 1 + x"}) + "\n", encoding="utf-8")
    run(file, tmp_path / "ledger", timeout_s=20.0, kernel="rocq")
    with Ledger.open(tmp_path / "ledger") as ledger:
        (path,) = write_proofs(ledger, tmp_path / "proofs")
    library = (
        "for f in $(cat Porism/modules.txt); do coqc -q -w none -Q Porism Porism Porism/$f.v || exit 1; done"
    )
    command = f"{library}; coqc -q -w none -Q Porism Porism {path.name}"
    assert subprocess.run(["sh", "-c", command], cwd=path.parent, check=False).returncode == 0
