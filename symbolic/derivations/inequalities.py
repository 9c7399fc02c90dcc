"""x"""
from collections.abc import Iterator
from porism.symbolic.derivations.problem import Problem, Step, step
from porism.symbolic.term import *
def sign_steps(problem: Problem, kind: str, t: Term) -> Iterator[list[Step]]:
    yield []
def positivity_steps(problem: Problem, kind: str, t: Term) -> list[Step] | None:
    return []
