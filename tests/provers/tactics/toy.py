"""An interactive prover of three lines: a goal is a number, the tactic `+k` adds k to the first one, 10 closes it.

It counts, crashes, and takes its time when it is told to, so that the laws of the search can be seen without a prover.
"""

from __future__ import annotations

from collections.abc import Iterable

from porism.provers.tactics.generator import Suggestion
from porism.provers.tactics.protocol import Crashed, Error, Finished, Goal, Outcome, State, Timeout


class ToySession:
    """Goals are numbers; all of them have to become 10."""

    def __init__(self, *numbers: int) -> None:
        self.initial = state((), numbers)
        self.ran = list[tuple[tuple[str, ...], str]]()

    def run(self, state_: State, tactic: str, timeout_s: float) -> Outcome:
        self.ran.append((state_.script, tactic))
        numbers = [int(goal.conclusion) for goal in state_.goals]
        match tactic:
            case "crash":
                return Crashed("told to")
            case "slow":
                return Timeout(timeout_s)
            case "split":
                numbers.insert(0, numbers[0])
            case "swap":
                numbers.reverse()
            case _ if numbers[0] + int(tactic) > 10:
                return Error("too much")
            case _:
                numbers[0] += int(tactic)
        left = [n for n in numbers if n != 10]
        script = (*state_.script, tactic)
        return state(script, left) if left else Finished(script)

    def close(self) -> None:
        return None


class Always:
    """The same tactics for every state."""

    def __init__(self, *tactics: str) -> None:
        self._tactics = tactics

    def suggestions(self, state_: State) -> Iterable[Suggestion]:
        return [Suggestion(tactic) for tactic in self._tactics]


def state(script: tuple[str, ...], numbers: Iterable[int]) -> State:
    return State(script, tuple(Goal((), str(n)) for n in numbers))
