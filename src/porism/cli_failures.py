"""How a command ends that did not come to its end: one message on stderr, and an exit code of its own.

    2     an error of ours: what was given cannot be used
    70    Porism itself has failed (`EX_SOFTWARE` of sysexits.h): an unexpected exception, or two checkers that contradict
    130   Ctrl-C
    141   nobody reads on: `porism … | head`

Code 1 means that something is refuted, so no failure may end with it. Typer would use it for an end of input and for a
closed pipe; `Commands` sees these first. With `PORISM_DEBUG=1` an unexpected exception shows where it came from.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import typer
from typer.core import TyperGroup

import porism
from porism.symbolic.errors import PorismError, SoundnessAlarm

DEBUG = "PORISM_DEBUG"


class Commands(TyperGroup):
    """A group of commands whose failures end with their own exit codes."""

    def invoke(self, ctx: Any) -> Any:  # Any: Typer's own context, which has had two classes
        try:
            return super().invoke(ctx)
        except (
            KeyboardInterrupt,
            EOFError,
            OSError,
        ) as error:  # the others come through to whoever calls the group
            raise typer.Exit(failure_code(error)) from error


def failure_code(error: BaseException) -> int:
    """The exit code for an exception, which is told on stderr where a person can do something about it."""
    from porism.display import Narrator

    narrator = Narrator(quiet=False)
    match error:
        case SoundnessAlarm():
            narrator.fail(str(error))
            return 70
        case PorismError():
            narrator.fail(str(error))
            return 2
        case KeyboardInterrupt():
            return 130
        case BrokenPipeError():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 141
        case _:
            if os.environ.get(DEBUG):
                traceback.print_exception(error)
            said = " ".join(str(error).split())[:300]
            narrator.fail(
                f"Porism {porism.__version__} has failed, and nothing was decided by that: "
                f"{type(error).__name__}{': ' if said else ''}{said}\n"
                f"This is a bug; please report it with this command and what it prints under {DEBUG}=1"
            )
            return 70
