"""The ten classes, and claims drawn from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random

from porism.datasets.claim_templates import derivatives, equations, functions, inequalities
from porism.datasets.claim_templates.made import Made, Stated

TEMPLATES: Mapping[str, Callable[[Random, bool], Stated]] = {
    "polynomial": equations.polynomial,
    "rational": equations.rational,
    "trigonometric": functions.trigonometric,
    "exponential": functions.exponential,
    "radical": functions.radical,
    "hypotheses": equations.hypotheses,
    "linear": inequalities.linear,
    "inequality": inequalities.inequality,
    "bounds": inequalities.bounds,
    "derivative": derivatives.derivative,
}


def made(count: int, seed: int) -> Iterator[Made]:
    """`count` true and `count` false claims of each class, alternating.

    >>> [(m.kind, m.true) for m in made(1, seed=0)][:3]
    [('polynomial', True), ('polynomial', False), ('rational', True)]
    """
    for kind, template in TEMPLATES.items():
        for k in range(count):
            for true in (True, False):
                claim, domains, assume = template(Random(f"{seed} {kind} {k} {true}"), true)
                yield Made(kind, claim, true, domains, tuple(assume))
