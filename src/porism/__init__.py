"""Porism: propose mathematics, and say "proved" only when a trusted checker accepted a certificate.

    porism.prove("sin(x)**2 + cos(x)**2 == 1")       a verdict: Proved, Refuted or Unknown
    porism.run("claims.jsonl", out="runs/mine")      many claims, resumable
    porism.discover("planets.csv", target="T")       a law from data, and what follows from it

This is the table of contents; everything is loaded when it is first used, so that importing Porism is quick and silent.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from porism.bodies import verify_body as verify_body
    from porism.definite import definite_integral as definite_integral
    from porism.discovery import Discovery as Discovery
    from porism.inequalities import solve_inequality as solve_inequality
    from porism.integration import diff as diff
    from porism.integration import integrate as integrate
    from porism.integration import integrate_many as integrate_many
    from porism.limits import limit as limit
    from porism.limits import series as series
    from porism.neural.regression.regressor import SymbolicRegressor as SymbolicRegressor
    from porism.odes import dsolve as dsolve
    from porism.optimisation import minimize as minimize
    from porism.pipeline import RunSummary as RunSummary
    from porism.pipeline import discover as discover
    from porism.pipeline import prove as prove
    from porism.pipeline import run as run
    from porism.proof_search import search_proof as search_proof
    from porism.provers.verdict import Proved as Proved
    from porism.provers.verdict import Refuted as Refuted
    from porism.provers.verdict import Unknown as Unknown
    from porism.provers.verdict import Verdict as Verdict
    from porism.simplification import equal as equal
    from porism.simplification import simplify as simplify
    from porism.solving import solve as solve
    from porism.solving import solve_many as solve_many
    from porism.sums import summation as summation
    from porism.symbolic.claim import Claim as Claim
    from porism.symbolic.errors import PorismError as PorismError
    from porism.symbolic.parse import parse_domain as parse_domain
    from porism.symbolic.parse import parse_relation as parse_relation
    from porism.symbolic.parse import parse_term as parse_term
    from porism.symbolic.term import Term as Term
    from porism.systems import solve_system as solve_system

__version__ = "0.1.0"

_HOMES = {
    "Claim": "porism.symbolic.claim",
    "Discovery": "porism.discovery",
    "PorismError": "porism.symbolic.errors",
    "Proved": "porism.provers.verdict",
    "Refuted": "porism.provers.verdict",
    "RunSummary": "porism.pipeline",
    "SymbolicRegressor": "porism.neural.regression.regressor",
    "Term": "porism.symbolic.term",
    "Unknown": "porism.provers.verdict",
    "Verdict": "porism.provers.verdict",
    "definite_integral": "porism.definite",
    "diff": "porism.integration",
    "discover": "porism.pipeline",
    "integrate": "porism.integration",
    "integrate_many": "porism.integration",
    "equal": "porism.simplification",
    "dsolve": "porism.odes",
    "limit": "porism.limits",
    "minimize": "porism.optimisation",
    "parse_domain": "porism.symbolic.parse",
    "parse_relation": "porism.symbolic.parse",
    "parse_term": "porism.symbolic.parse",
    "prove": "porism.pipeline",
    "run": "porism.pipeline",
    "search_proof": "porism.proof_search",
    "series": "porism.limits",
    "simplify": "porism.simplification",
    "solve": "porism.solving",
    "solve_inequality": "porism.inequalities",
    "solve_many": "porism.solving",
    "solve_system": "porism.systems",
    "summation": "porism.sums",
    "verify_body": "porism.bodies",
}
__all__ = ["__version__", *_HOMES]  # noqa: PLE0604  # the keys are strings


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'porism' has no attribute {name!r}; see dir(porism)")
    value = getattr(import_module(home), name)
    globals()[name] = value  # the next access does not come here
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
