"""The kernel proofs of a ledger as files, so that anybody can run the proof assistant on them without Porism.

Each proof is one file, named after its run and claim; Porism's own library of lemmas lies beside them:

    cd proofs && for f in $(cat Porism/modules.txt); do coqc -Q Porism Porism Porism/$f.v; done
                 coqc -Q Porism Porism run1_derivative.v
    cd proofs && for f in $(cat Porism/chapters.txt); do LEAN_PATH=. lean -o Porism/$f.olean Porism/$f.lean; done
                 LEAN_PATH=. lean run1_binomial.lean
"""

from __future__ import annotations

import re
from pathlib import Path

from porism.ledger import Ledger
from porism.symbolic.errors import LedgerError

ENDINGS = {"rocq": ".v", "lean": ".lean", "mathlib": "_mathlib.lean"}  # kind of artifact → ending of its file


def write_proofs(ledger: Ledger, folder: Path) -> list[Path]:
    """Write every proof of the ledger into `folder`; the paths, in the order of the verdicts."""
    written, libraries = dict[Path, None](), set[str]()
    try:
        for entry in ledger.entries():
            for kind, text in entry.record["artifacts"]:
                if kind in ENDINGS:
                    if kind not in libraries:
                        libraries.add(kind)
                        _write_library(folder, kind)
                    # A module's name in Rocq: letters, digits and underscores.
                    name = re.sub(r"\W", "_", f"run{entry.run}_{entry.id}", flags=re.ASCII)[:80]
                    path = folder / f"{name}{ENDINGS[kind]}"
                    if path in written:
                        path = folder / f"{name}_{entry.position}{ENDINGS[kind]}"
                    path.write_text(text, encoding="utf-8")
                    written[path] = None
    except OSError as error:
        raise LedgerError(
            f"cannot write proofs into {folder}: {error.strerror}; give another place with --to"
        ) from None
    return list(written)


def _write_library(folder: Path, kind: str) -> None:
    if kind == "lean":
        from porism.provers.lean.checking.locate import CHAPTERS
        from porism.provers.lean.checking.locate import LIBRARY as CHAPTERS_FOLDER

        (folder / "Porism").mkdir(parents=True, exist_ok=True)
        (folder / "Porism" / "chapters.txt").write_text("\n".join(CHAPTERS) + "\n", encoding="ascii")
        for chapter in CHAPTERS:
            (folder / "Porism" / f"{chapter}.lean").write_bytes(
                (CHAPTERS_FOLDER / f"{chapter}.lean").read_bytes()
            )
    elif kind == "mathlib":
        folder.mkdir(parents=True, exist_ok=True)  # its proofs are checked in a project of their own
    else:
        from porism.provers.rocq.locate import sources

        texts = sources()
        (folder / "Porism").mkdir(parents=True, exist_ok=True)
        (folder / "Porism" / "modules.txt").write_text("\n".join(texts) + "\n", encoding="ascii")
        for module, text in texts.items():
            (folder / "Porism" / f"{module}.v").write_bytes(text)
