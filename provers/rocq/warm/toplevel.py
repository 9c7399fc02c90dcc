"""Rocq's `coqtop` with the libraries loaded: thousands of sentences a second, and back to any earlier state.

    coqtop -emacs:   sentence ─► what it prints, then `<prompt>NAME < STATE |NAME| 0 < </prompt>`

STATE grows with each accepted sentence and stays after an error; `BackTo STATE` returns. Loading the libraries takes a new
process 2 s, and 0.9 GB. What it says decides nothing.
"""

from __future__ import annotations

import re
import shutil

from porism.provers.rocq import locate
from porism.provers.rocq.checking.items import IMPORT_SECONDS, PROOF_IMPORTS
from porism.provers.tactics.conversation import Conversation, Gone
from porism.provers.tactics.protocol import Error, Timeout

GRACE_S = 2.0
SESSION_CPU_S = 3600.0
MEMORY_MB = 3000
_PROMPT = re.compile(r"<prompt>[^<>]* < ([0-9]+) \|([^|<>]*)\| [0-9]+ < </prompt>\Z")
_INFORMATION = re.compile(r"<infomsg>.*?</infomsg>", re.DOTALL)


class Toplevel:
    """One `coqtop` with the libraries loaded; sessions take turns in it."""

    def __init__(self, silent: bool = False) -> None:
        """`silent`: goals are not shown after each sentence, which takes longer than most tactics."""
        library, program = locate.library_folder(), shutil.which("coqtop")
        if library is None or program is None:
            raise Gone(f"coqtop or Porism's library for it could not be loaded; {locate.INSTALL}")
        command = [program, "-emacs", "-q", "-w", "none", "-Q", str(library), "Porism"]
        self._talk = Conversation(command, _PROMPT, SESSION_CPU_S, MEMORY_MB)
        self._talk.ask("", IMPORT_SECONDS)  # its greeting
        settings = "Set Printing Width 100000.\nSet Printing Depth 100000.\n"
        for line in (PROOF_IMPORTS + settings).splitlines():
            self._said(line, IMPORT_SECONDS)
        if silent:
            self._said("Set Silent.", IMPORT_SECONDS)
        self.state, _ = self._said("Definition porism_loaded : nat := 0%nat.", IMPORT_SECONDS)
        self.owner: object = None

    @property
    def alive(self) -> bool:
        """Whether it can be talked to."""
        return self._talk.alive

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._talk.process.pid

    def _said(self, sentence: str, seconds: float) -> tuple[int, str]:
        answer = self._talk.ask(sentence + "\n", seconds)
        return int(answer.group(1)), _INFORMATION.sub("", answer.string[: answer.start()])

    def tell(self, sentence: str, seconds: float) -> str | Error | Timeout:
        """What a sentence prints, or why it failed; raises `Silent` and `Gone`."""
        before = self.state
        self.state, printed = self._said(sentence, seconds)
        if self.state != before:
            return printed
        message = printed.rpartition("Error:")[2]
        if message.strip() == "Timeout!":
            return Timeout(seconds)
        return Error(" ".join(message.split())[:500] or "the tactic had no effect")

    def back_to(self, state: int) -> None:
        """Forgets what was said since."""
        self.state, printed = self._said(f"BackTo {state}.", 30.0)
        if self.state != state:
            self.close()
            raise Gone(f"coqtop did not go back to a state: {' '.join(printed.split())[:200]}")

    def close(self) -> None:
        """Ends the process."""
        self._talk.close()
