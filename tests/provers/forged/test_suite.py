"""The negative suite as a whole: what is forged, where it lies, and that every file says which rule must stop it.

rocq/*.v                         bodies, with the guard and without it                test_rocq_bodies.py
../lean/checking/forged/*.lean   whole files, with the guard and without it           test_forged_files.py, there
certificates/*.json              certificates of false claims and statements          test_certificates.py
records/*.json                   records and rows of ledgers                          test_records.py
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
#: Folder and ending of the files, the least number of them, and what marks the rule in a file.
PARTS = {
    "rocq": (HERE / "rocq", ".v", 75, "; guard: "),
    "lean": (HERE.parent / "lean" / "checking" / "forged", ".lean", 60, "-- refused by: "),
    "certificates": (HERE / "certificates", ".json", 50, '"rule": "'),
    "records": (HERE / "records", ".json", 40, '"rule": "'),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_file_says_what_must_stop_it(part: str) -> None:
    folder, ending, least, mark = PARTS[part]
    files = sorted(folder.iterdir())
    assert {path.suffix for path in files} == {ending}
    assert len(files) >= least
    texts = {path.name: path.read_text(encoding="utf-8") for path in files}
    assert [name for name, text in texts.items() if mark not in text] == []
    if ending == ".json":
        assert all(json.loads(text)["rule"] for text in texts.values())
