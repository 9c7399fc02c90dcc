"""What the calculus checker loads, in a process of its own: nothing that searches, nothing that is not written down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOMS = Path(__file__).parents[2]

# The language: terms, claims, their text and meaning.
LANGUAGE = {
    "batch", "certificate", "claim", "definedness", "derivative", "domain", "errors", "exact_value", "meaning", "parse",
    "term", "text", "typeset",
}  # fmt: skip
# The mathematics of the rules, in `symbolic/` because finders compute with it too.
MATHEMATICS = {
    "coefficients", "decisions", "expansion", "expansion_arithmetic", "extended", "imaginary_parts", "inverse_images",
    "kernel_ring", "known_integrals", "limit_arithmetic", "rational_functions",
}  # fmt: skip
# The rules, one a kind of statement, and the trusted mathematics that several of them use.
RULES = {
    "antiderivative", "checker", "definite_integral", "derivative", "enclosures", "finite_system", "hypergeometric",
    "inequality_set", "isolation", "limit", "membership", "no_limit", "obligation", "ode", "optimum", "polynomial_facts",
    "polynomial_signs", "rational_series", "real_terms", "roots", "series", "series_table", "sign_chart", "solution",
    "solution_cover", "solution_set", "solution_steps", "sum_diverges", "sum_value", "system", "substituted_system",
}  # fmt: skip
RULE_LINES = 300
HEAVY = ("sympy", "numpy", "scipy", "mpmath", "jax", "torch", "clarabel")


def loaded() -> list[str]:
    script = "import sys, porism.provers.calculus.checker; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.split()


def test_the_checker_loads_what_is_listed_here_and_no_proposer() -> None:
    modules = loaded()
    assert [name for name in modules if name.partition(".")[0] in HEAVY] == []
    ours = {name.removeprefix("porism.symbolic.") for name in modules if name.startswith("porism.symbolic.")}
    assert {name for name in ours if not name.startswith("statements")} == LANGUAGE | MATHEMATICS
    assert not any(name.startswith(("porism.neural", "porism.provers.rocq")) for name in modules)
    rules = "porism.provers.calculus."
    assert {name.removeprefix(rules) for name in modules if name.startswith(rules)} == RULES


def test_a_rule_can_be_read_in_one_sitting() -> None:
    files = [ROOMS / "provers" / "calculus" / f"{name}.py" for name in RULES]
    assert {f.name for f in files if len(f.read_text(encoding="utf-8").splitlines()) > RULE_LINES} == set()


def test_each_trusted_module_says_so() -> None:
    files = [ROOMS / "symbolic" / f"{name}.py" for name in MATHEMATICS]
    files += [
        f
        for f in (ROOMS / "provers" / "calculus").glob("*.py")
        if f.stem not in ("__init__", "prover", "verdict")
    ]
    silent = [str(f.relative_to(ROOMS)) for f in files if "rusted" not in f.read_text(encoding="utf-8")[:400]]
    assert silent == []
