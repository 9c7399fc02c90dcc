"""Lean as a child process: loads the shared libraries of the pinned wheel and calls their `lean_main`.

    python -I -S child.py FOLDER ARGUMENT…       as `lean ARGUMENT…` would be

It runs by itself, in a sandbox, and imports nothing of Porism.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

LIBRARIES = ("libInit_shared.so", "libleanshared_2.so", "libleanshared_1.so", "libleanshared.so")


def main(folder: str, arguments: list[str]) -> int:
    """Lean's exit code."""
    for name in LIBRARIES:  # each needs the symbols of those before it
        library = ctypes.CDLL(str(Path(folder) / name), mode=ctypes.RTLD_GLOBAL)
    words = [b"lean", *(argument.encode() for argument in arguments)]
    return int(library.lean_main(len(words), (ctypes.c_char_p * (len(words) + 1))(*words, None)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
