"""A process that one talks to: text in, an answer out, under the limits of `sandbox.py` and with a deadline for each answer.

An answer ends where a pattern says so. A process that does not answer in time, says too much, or ends, is killed with
its process group and with every descendant that has left the group (a program run under a terminal of its own has).
Nothing here knows what is said.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from porism.provers.sandbox import kill_group, start_limited

MAX_ANSWER = 8_000_000  # bytes
_CHUNK = 65536


class Silent(Exception):
    """No answer within the time; the process was killed."""


class Gone(Exception):
    """The process ended, or said more than an answer may have; the message is the end of what it said."""


class Conversation:
    """A process in a folder of its own, that ends with this object's `close` or with this program."""

    def __init__(
        self,
        command: Sequence[str],
        end: re.Pattern[str],
        cpu_seconds: float,
        memory_mb: int | None,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
        writes: Sequence[Path] = (),
    ) -> None:
        self._end = end
        self._own = None if folder else tempfile.TemporaryDirectory(prefix="porism-tactics-")
        self.process = start_limited(
            command, folder or Path(self._own.name if self._own else ""), cpu_seconds, memory_mb,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, variables=variables, writes=writes,
        )  # fmt: skip
        if self.process.stdin is None or self.process.stdout is None:
            raise Gone("the process has no pipes")
        self._input, self._output = self.process.stdin, self.process.stdout
        os.set_blocking(self._output.fileno(), False)
        os.set_blocking(self._input.fileno(), False)
        self.alive = True

    def ask(self, text: str, seconds: float) -> re.Match[str]:
        """Says `text`, and waits for the answer: the match of the end's pattern; `.string[:.start()]` is before it."""
        deadline = time.monotonic() + seconds
        try:
            self._say(text.encode(), deadline)
            return self._hear(deadline)
        except (Silent, Gone):
            self.close()
            raise
        except OSError as error:
            self.close()
            raise Gone(str(error)) from None

    def close(self) -> None:
        """Kills the process and all its descendants."""
        if not self.alive:
            return
        self.alive = False
        kill_group(self.process)
        for stream in (self._input, self._output):
            with contextlib.suppress(OSError):
                stream.close()
        if self._own is not None:
            self._own.cleanup()

    def _say(self, data: bytes, deadline: float) -> None:
        while data:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([], [self._input], [], left)[1]:
                raise Silent
            data = data[os.write(self._input.fileno(), data) :]

    def _hear(self, deadline: float) -> re.Match[str]:
        heard = bytearray()
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._output], [], [], left)[0]:
                raise Silent
            chunk = os.read(self._output.fileno(), _CHUNK)
            heard += chunk
            if not chunk or len(heard) > MAX_ANSWER:
                raise Gone(" ".join(heard[-2000:].decode("utf-8", "replace").split())[-300:])
            # Only the last piece can complete the end; the whole is decoded once.
            if self._end.search(heard[-_CHUNK:].decode("utf-8", "replace")):
                found = self._end.search(heard.decode("utf-8", "replace"))
                if found is not None:
                    return found
