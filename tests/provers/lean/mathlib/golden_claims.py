"""The claims whose Lean text is pinned in `golden/`, and how the files are written anew.

    python -m tests.provers.lean.mathlib.golden_claims

asks the exact prover for a certificate of each claim, stores them in `golden/certificates.json` and writes `golden/*.lean`.
Read the difference before it is committed: a golden file says what Porism promises to Lean's readers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim

GOLDEN = Path(__file__).with_name("golden")
CERTIFICATES = GOLDEN / "certificates.json"

#: name of the file → (claim, domains, hypotheses)
CLAIMS: dict[str, tuple[str, dict[str, str], list[str]]] = {
    # polynomial and rational identities
    "ring_cube": ("(x + y)**3 == x**3 + 3*x**2*y + 3*x*y**2 + y**3", {}, []),
    "ring_complex": ("(z - w)*(z + w) == z**2 - w**2", {"z": "complex", "w": "complex"}, []),
    "ring_natural": ("(n + 1)**2 == n**2 + 2*n + 1", {"n": "natural"}, []),
    "ring_natural_subtraction": ("(n + 1)**2 - n**2 == 2*n + 1", {"n": "natural"}, []),
    "ring_natural_division": ("n*(n + 1)/2 + n + 1 == (n + 1)*(n + 2)/2", {"n": "natural"}, []),
    "ring_natural_power": ("2**(n + 1) == 2*2**n", {"n": "natural"}, []),
    "ring_integer": ("x**2 - 1 == (x - 1)*(x + 1)", {"x": "integer"}, []),
    "field_self": ("x/x == 1", {}, []),
    "field_partial_fractions": ("1/(x - 1) - 1/(x + 1) == 2/(x**2 - 1)", {}, []),
    "field_positive_denominator": ("1/(x**2 + 1) - 1 == -x**2/(1 + x**2)", {}, []),
    # equations from hypotheses
    "combination_fourth_power": ("x**4 == 1", {}, ["x**2 == 1"]),
    "combination_three_cubes": ("a**3 + b**3 + c**3 == 3*a*b*c", {}, ["a + b + c == 0"]),
    "combination_quotient": ("x/y == 2", {}, ["x == 2*y"]),
    # inequalities
    "linear_sum": ("x + y <= 3", {}, ["x <= 1", "y <= 2"]),
    "linear_chain": ("x < y", {}, ["x < z", "z < y"]),
    "square_two_variables": ("2*x*y <= x**2 + y**2", {}, []),
    "square_on_interval": ("x*(1 - x) <= 1/4", {"x": "[0, 1]"}, []),
    "square_with_factor": ("x**2*y + x*y**2 <= x**3 + y**3", {"x": "positive", "y": "positive"}, []),
    "product_of_positive": ("1 < x**2", {"x": "(1, oo)"}, []),
    "motzkin": ("3*x**2*y**2 <= x**4*y**2 + x**2*y**4 + 1", {}, []),
    "quotient_bound": ("2 <= x + 1/x", {"x": "positive"}, []),
    "positivity_product": ("0 < x*y", {"x": "positive", "y": "positive"}, []),
    "positivity_natural": ("0 <= n*(n + 1)", {"n": "natural"}, []),
    "unequal_square": ("x**2 != -1", {}, []),
    "unequal_from_hypothesis": ("x != 0", {}, ["x**2 == 4"]),
    # numbers
    "number_order": ("2/3 < 3/4", {}, []),
    "number_pi": ("pi < 22/7", {}, []),
    "number_e": ("E < 3", {}, []),
    "number_root": ("sqrt(2) < 3/2", {}, []),
    "number_sine": ("sin(pi/6) == 1/2", {}, []),
    # elementary functions
    "exp_add": ("exp(x + y) == exp(x)*exp(y)", {}, []),
    "exp_sub": ("exp(x - y)*exp(y)**2 == exp(x + y)", {}, []),
    "exp_bound": ("1 + x <= exp(x)", {}, []),
    "log_mul": ("log(x*y) == log(x) + log(y)", {"x": "positive", "y": "positive"}, []),
    "log_pow": ("log(x**3) == 3*log(x)", {"x": "positive"}, []),
    "log_bound": ("log(x) <= x - 1", {"x": "positive"}, []),
    "log_obligation": ("log((1 - x)**2) == 2*log(1 - x)", {"x": "[0, 1)"}, []),
    "sin_sq_add_cos_sq": ("sin(x)**2 + cos(x)**2 == 1", {}, []),
    "sin_four": ("sin(4*x) == 4*sin(x)*cos(x)**3 - 4*sin(x)**3*cos(x)", {}, []),
    "tan_sq": ("1 + tan(x)**2 == 1/cos(x)**2", {}, []),
    "sin_integer_pi": ("sin(n*pi) == 0", {"n": "integer"}, []),
    "sqrt_sq": ("sqrt(x**2) == abs(x)", {}, []),
    "rpow_add": ("x**(y + z) == x**y*x**z", {"x": "positive"}, []),
    "rpow_thirds": ("x**(1/3)*x**(2/3) == x", {"x": "positive"}, []),
    "cosh_sq": ("cosh(x)**2 - sinh(x)**2 == 1", {}, []),
    "euler": ("exp(I*x) == cos(x) + I*sin(x)", {}, []),
    # derivatives
    "deriv_power": ("diff(x**3, x) == 3*x**2", {}, []),
    "deriv_x_log": ("diff(x*log(x), x) == log(x) + 1", {"x": "positive"}, []),
    "deriv_quotient": ("diff(sin(x**2)/x, x) == 2*cos(x**2) - sin(x**2)/x**2", {}, []),
    "deriv_sqrt": ("diff(sqrt(x), x) == 1/(2*sqrt(x))", {"x": "positive"}, []),
    "deriv_tan": ("diff(tan(x), x) == 1 + tan(x)**2", {}, []),
    "deriv_tan_composed": ("diff(tan(x**2), x) == 2*x*(1 + tan(x**2)**2)", {}, []),
    "deriv_real_power": ("diff(x**y, x) == y*x**(y - 1)", {"x": "positive"}, []),
    "deriv_arsinh": ("diff(asinh(x), x) == 1/sqrt(1 + x**2)", {}, []),
    "tanh_exp": ("tanh(x) == (exp(2*x) - 1)/(exp(2*x) + 1)", {}, []),
    "half_angle": ("1 - cos(x) == 2*sin(x/2)**2", {}, []),
    "product_from_sum": ("a*b + a*c + b*c <= 1/3", {}, ["a + b + c == 1"]),
    "quotient_negative": ("1/(1 - x) >= 1 + x", {"x": "[0, 1)"}, []),
    "euler_pi": ("exp(I*pi) + 1 == 0", {}, []),
    "deriv_second": ("diff(diff(sin(x), x), x) == -sin(x)", {}, []),
    "deriv_equation": ("diff(C*exp(x), x) - C*exp(x) == 0", {}, []),
    # names that are words of Lean
    "names": ("(fun + Real)**2 == fun**2 + 2*fun*Real + Real**2", {}, []),
}  # fmt: skip


#: name of the file → a question whose answer's statements are pinned, by SymPy's text; see `_answer`
QUESTIONS: dict[str, tuple[str, ...]] = {
    "integral_exp": ("integrate", "x*exp(x)"),
    "integral_square": ("integrate", "x**2", "0", "1"),
    "integral_sine": ("integrate", "sin(x)", "0", "pi"),
    "integral_reciprocal": ("integrate", "1/x", "1", "2"),
    "integral_arctan": ("integrate", "1/(1 + x**2)", "0", "1"),
    "solve_rational": ("solve", "x**2 - 3*x + 2"),
    "solve_roots": ("solve", "x**2 - 2"),
    "solve_none": ("solve", "x**2 + 1"),
    "solve_double": ("solve", "x**3 - x**2"),
    "solve_parameter": ("solve", "2*x + a"),
    "limit_removable": ("limit", "(x**2 - 1)/(x - 1)", "1"),
    "limit_continuous": ("limit", "x**2*cos(x)", "2"),
    "sum_squares": ("sum", "k**2", "1", "n"),
    "sum_telescoping": ("sum", "1/(k*(k + 1))", "1", "n"),
    "sum_geometric": ("sum", "2**k", "0", "n"),
    "minimum_square": ("minimize", "x**2 - 2*x"),
    "minimum_empty": ("minimize", "x", "x >= 1", "x <= 0"),
    "ode_exponential": ("dsolve", "y' - y"),
    "ode_oscillation": ("dsolve", "y'' + y"),
    "derivative_second": ("diff", "sin(x)**2", "2"),
}  # fmt: skip
STATEMENTS = GOLDEN / "statements.json"


def claim(name: str) -> Claim:
    """The claim of a golden file."""
    text, domains, assume = CLAIMS[name]
    return Claim.parse(text, domains, assume)


def certificates() -> dict[str, Any]:
    """The stored certificates, plain data."""
    found: dict[str, Any] = json.loads(CERTIFICATES.read_text(encoding="ascii"))
    return found


def text(name: str, plain: Any) -> str:
    """The file that is written for a claim with its stored certificate."""
    from porism.provers.lean.mathlib.emit import theorem
    from porism.provers.lean.mathlib.file import file_text

    certificate = None if plain is None else Certificate.from_json(plain)
    stated = claim(name)
    return file_text(
        [(stated, theorem(stated, certificate, accepted_by="porism-exact" if certificate else ""))]
    )


def statements() -> dict[str, list[Any]]:
    """The stored statements of the questions: [statement, data, [[claim, certificate], …]], plain data."""
    found: dict[str, list[Any]] = json.loads(STATEMENTS.read_text(encoding="ascii"))
    return found


def structured_text(rows: list[Any]) -> str:
    """The file that is written for stored statements; those that cannot be written are left out."""
    from porism.provers.lean.mathlib.emit import Theorem, structured_theorem
    from porism.provers.lean.mathlib.file import file_text
    from porism.provers.lean.mathlib.scopes import Evidence
    from porism.symbolic.errors import UnsupportedError
    from porism.symbolic.statements import statement_from_json
    from porism.symbolic.statements.statement import Statement

    items = list[tuple[Claim | Statement, Theorem]]()
    for plain, data, certified in rows:
        said = statement_from_json(plain)
        evidence = Evidence(data, [(Claim.from_json(c), Certificate.from_json(d)) for c, d in certified])
        try:
            items.append((said, structured_theorem(said, evidence, accepted_by="porism-exact")))
        except UnsupportedError:
            continue
    return file_text(items)


def _answer(question: tuple[str, ...]) -> Any:
    import sympy

    import porism

    x, a = sympy.symbols("x a", real=True)
    n, k = sympy.Symbol("n", integer=True, nonnegative=True), sympy.Symbol("k", integer=True)
    names = {"x": x, "a": a, "n": n, "k": k}

    def read(text: str) -> Any:
        return porism.parse_term(text)

    from porism.symbolic.sympy_bridge import to_sympy

    def expression(text: str) -> Any:
        return to_sympy(read(text), names)

    match question:
        case ("integrate", f):
            return porism.integrate(expression(f), x)
        case ("integrate", f, low, high):
            return porism.integrate(expression(f), (x, expression(low), expression(high)))
        case ("solve", f):
            return porism.solve(expression(f), x)
        case ("limit", f, point):
            return porism.limit(expression(f), x, expression(point), "+-")
        case ("sum", f, low, high):
            return porism.summation(expression(f), (k, expression(low), expression(high)))
        case ("minimize", f, *given):
            return porism.minimize(expression(f), [sympy.Ge(x, 1), sympy.Le(x, 0)] if given else [])
        case ("dsolve", f):
            y = sympy.Function("y")(x)
            return porism.dsolve(y.diff(x) - y if f == "y' - y" else y.diff(x, 2) + y)
        case _:
            return porism.diff(expression(question[1]), x, 2)


def _write_statements() -> None:
    from porism.provers.calculus.verdict import Established

    found = dict[str, list[Any]]()
    for name, question in QUESTIONS.items():
        rows = list[Any]()
        for part in _answer(question).parts:
            if isinstance(part.verdict, Established):
                v = part.verdict
                rows.append(
                    [
                        v.statement.to_json(),
                        v.data,
                        [[p.claim.to_json(), p.certificate.to_json()] for p in v.parts],
                    ]
                )
        found[name] = rows
    STATEMENTS.write_text(
        "{\n" + ",\n".join(f"{json.dumps(n)}: {json.dumps(c)}" for n, c in found.items()) + "\n}\n", "ascii"
    )
    for name, rows in found.items():
        (GOLDEN / f"{name}.lean").write_text(structured_text(rows), encoding="utf-8")


def _write() -> None:
    from porism.provers.exact.prover import ExactProver
    from porism.provers.protocol import Budget
    from porism.provers.verdict import Proved, Refuted

    found = dict[str, Any]()
    for name in CLAIMS:
        verdict = ExactProver().prove(claim(name), None, Budget(seconds=20))
        if isinstance(verdict, Refuted):
            raise SystemExit(f"{name} is false: {verdict}")
        found[name] = verdict.certificate.to_json() if isinstance(verdict, Proved) else None
    GOLDEN.mkdir(exist_ok=True)
    CERTIFICATES.write_text(
        "{\n" + ",\n".join(f"{json.dumps(n)}: {json.dumps(c)}" for n, c in found.items()) + "\n}\n", "ascii"
    )
    for old in GOLDEN.glob("*.lean"):
        old.unlink()
    for name, plain in found.items():
        (GOLDEN / f"{name}.lean").write_text(text(name, plain), encoding="utf-8")
    _write_statements()


if __name__ == "__main__":
    _write()
