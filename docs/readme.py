"""Runs the README's examples and writes their real output into it, so that the two cannot drift.

    python docs/readme.py            run every example, write README.md
    python docs/readme.py --check    exit code 1 if an output has changed (times, versions of tools and dates apart)

A fenced block of kind `console` with lines `$ command`, or of kind `python`, is an example; the fenced block of kind
`text` right after it is its output. Commands run in one scratch folder with the repository's `datasets/` beside it;
Python examples share one namespace, and the value of a last expression is shown as a session would show it.
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
WIDTH = 104
_EXAMPLE = re.compile(
    r"(?P<code>```(?P<kind>console|python)\n(?P<body>.*?)```\n\n?)```text\n.*?```", re.DOTALL
)
# What differs from run to run: times, versions of tools, dates, and who was the first to propose an answer.
_VOLATILE = re.compile(
    r"^  by  .*| *\d+(\.\d+)?(e[+-]\d+)? ?(ms|s)\b"
    r"|(?<=flint )\d[\d.]*|(?<=rocq )\d[\d.]*|\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*|\s+$",
    re.MULTILINE,
)

# Formulas of a front other than the law: their fitted constants depend on the last digits of the machine's arithmetic.
_FITTED = re.compile(r" *\d+ +\d\.\d\de[+-]\d\d  (?!.*← the law)")


def main() -> int:
    """Write the README, or compare."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        (Path(folder) / "datasets").symlink_to(ROOT / "datasets")
        namespace: dict[str, Any] = {}
        fresh = _EXAMPLE.sub(lambda match: _with_output(match, namespace), text)
    if "--check" not in sys.argv:
        README.write_text(fresh, encoding="utf-8")
        return 0
    before, after = (_comparable(version) for version in (text, fresh))
    changes = list(difflib.unified_diff(before, after, "README.md", "now", lineterm=""))
    print("\n".join(changes))
    return 1 if changes else 0


def _comparable(text: str) -> list[str]:
    """The lines that must be the same on every machine."""
    return [line for line in _VOLATILE.sub("…", text).splitlines() if not _FITTED.match(line)]


def _with_output(match: re.Match[str], namespace: dict[str, Any]) -> str:
    run = _console if match["kind"] == "console" else _python
    return f"{match['code']}```text\n{run(match['body'], namespace)}```"


def _console(body: str, namespace: dict[str, Any]) -> str:
    """The output of the block as one script; a line without a prompt belongs to the command before it."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"  # this environment's own commands first
    environment = os.environ | {"PATH": path, "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    script = "\n".join(line.removeprefix("$ ") for line in body.splitlines())
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, timeout=300, env=environment
    )
    return _tidied(done.stdout + done.stderr)


def _python(body: str, namespace: dict[str, Any]) -> str:
    *statements, last = ast.parse(body).body
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        _execute(ast.Module(statements, []), namespace)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "README.md", "eval"), namespace)  # noqa: S307  # our own file
            if value is not None:
                print(repr(value))
        else:
            _execute(ast.Module([last], []), namespace)
    return _tidied(printed.getvalue())


def _execute(module: ast.Module, namespace: dict[str, Any]) -> None:
    exec(compile(module, "README.md", "exec"), namespace)  # noqa: S102  # our own file


def _tidied(output: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in output.splitlines())


if __name__ == "__main__":
    sys.exit(main())
