"""A stand-in for `lake` and `lean`, which are not on every machine: it says what a golden file says, nothing is proved.

    standin.py PROGRAM GOLDEN ARGUMENT…        PROGRAM is lake or lean

It speaks LeanDojo's protocol of one JSON line each way in the documented form, and Lean's `--json` messages:

    {"open": TEXT}                        said at the start of the loop
    {"send": REQUEST, "say": TEXT}        the answer to a request; with "exit" it ends then, with "sleep" it waits first
    {"lean": FILE, "say": [LINE, …]}      what compiling Statement_…, Proof_… or Audit_… prints; with "exit" the exit code
    {"build": TEXT, "exit": 1}            what `lake build` prints

NONCE in a text is the one in the file's name. A request that is not there is answered with an error.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

VERSION = "Lean (version 4.29.0, x86_64-unknown-linux-gnu, commit 0123456789abcdef0123456789abcdef01234567, Release)"


def lake(golden: list[dict[str, Any]], arguments: list[str]) -> int:
    if arguments[0].startswith("--dir="):
        del arguments[0]
    if arguments[0] == "env":
        os.execvp(arguments[1], arguments[1:])
    silent: dict[str, Any] = {"build": ""}
    entry = next((e for e in golden if "build" in e), silent)
    print(entry["build"])
    return int(entry.get("exit", 0))


def lean(golden: list[dict[str, Any]], arguments: list[str]) -> int:
    if arguments == ["--version"]:
        print(VERSION)
        return 0
    if "--json" in arguments:
        return compiled(golden, Path(arguments[-1]), arguments)
    return loop(golden, Path(arguments[-1]))


def compiled(golden: list[dict[str, Any]], file: Path, arguments: list[str]) -> int:
    kind, _, nonce = file.stem.partition("_")
    assert file.is_file()
    silent: dict[str, Any] = {"say": []}
    entry = next((e for e in golden if e.get("lean") == kind), silent)
    for line in entry["say"]:
        print(line.replace("NONCE", nonce))
    code = int(entry.get("exit", 0))
    if code == 0 and "-o" in arguments:
        Path(arguments[arguments.index("-o") + 1]).touch()
    return code


def loop(golden: list[dict[str, Any]], file: Path) -> int:
    text = file.read_text(encoding="utf-8")
    assert re.search(r"^import Lean4Repl$", text, re.MULTILINE)
    assert "lean_dojo_repl" in text
    opening = next(e for e in golden if "open" in e)
    print(opening["open"], flush=True)
    if "exit" in opening:
        return int(opening["exit"])
    for line in sys.stdin:
        request = json.loads(line)
        entry = next((e for e in golden if e.get("send") == request), None)
        if entry is None:
            answer = {"sid": None, "tacticState": None, "error": f"unknown: {request['cmd']}"}
            print(f"REPL> {json.dumps(answer, ensure_ascii=False)}", flush=True)
            continue
        time.sleep(entry.get("sleep", 0))
        print(entry["say"], flush=True)
        if "exit" in entry:
            return int(entry["exit"])
    return 0


if __name__ == "__main__":
    program, golden_file, *rest = sys.argv[1:]
    entries = [
        json.loads(line) for line in Path(golden_file).read_text(encoding="utf-8").splitlines() if line
    ]
    sys.exit({"lake": lake, "lean": lean}[program](entries, rest))
