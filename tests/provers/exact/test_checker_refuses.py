"""Forged certificates: whatever is claimed for a false statement, a rule stops it.

A table row is (name, claim, certificate, words of the refusal). The first table holds claims that are false somewhere,
which another test looks up with the oracle.
"""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.exact import checker
from porism.provers.exact.checker import check
from porism.provers.exact.terms import Rejected
from porism.symbolic.claim import Claim
from porism.symbolic.meaning import truth
from porism.symbolic.parse import parse_term
from porism.symbolic.sampling import sample_points
from tests.provers.exact.certificates import (
    accept,
    between,
    box,
    cases,
    claim,
    compare,
    derivation,
    flow,
    induction,
    lemma,
    nonzero,
    parts,
    plain,
    rewrite,
    root,
    sign,
    solve,
    witness,
    zero,
)

W = "(sqrt(c**2) - c)"  # not formally 0, but a zero divisor: it is 0 for c >= 0
UNIT = {"x": "[0, 1]"}
NATURAL = {"n": "natural"}
OFF_ZERO = [nonzero("-1 + I*x", "-1 - I*x", "1 + x**2"), nonzero("1 - I*x", "1 + I*x", "1 + x**2")]

OUTSIDE: list[tuple[str, Claim, tuple[str, ...]]] = [
    ("log_mul", claim("log(x*y) == log(x) + log(y)", {"x": "nonzero", "y": "nonzero"}), ("x", "y")),
    ("power_mul", claim("sqrt(x*y) == sqrt(x)*sqrt(y)"), ("x", "y", "1/2")),
    ("log_power", claim("log(x**2) == 2*log(x)", {"x": "nonzero"}), ("x", "2")),
    ("power_power", claim("(x**2)**(1/2) == x"), ("x", "2", "1/2")),
    ("power_power", claim("(x**3)**(1/3) == x", {"x": "nonzero"}), ("x", "3", "1/3")),
    ("power_power", claim("(x**I)**I == x**-1", {"x": "positive"}), ("x", "I", "I")),
    ("power_power_nonneg", claim("(x**2)**(1/2) == x"), ("x", "2", "1/2")),
    ("root_square", claim("sqrt(x**2) == abs(x)", {"x": "complex"}), ("x",)),
    ("log_exp", claim("log(exp(x)) == x", {"x": "complex"}), ("x",)),
    ("log_exp", claim("log(exp(I*x)) == I*x"), ("I*x",)),
    ("power_exp", claim("sqrt(exp(x)) == exp(x/2)", {"x": "complex"}), ("x", "1/2")),
    ("abs_of_nonneg", claim("abs(x) == x"), ("x",)),
    ("abs_of_nonpos", claim("abs(x) == -x"), ("x",)),
    ("abs_exp", claim("abs(exp(x)) == exp(x)", {"x": "complex"}), ("x", "0")),
    ("abs_power", claim("abs(x**I) == abs(x)**I", {"x": "nonzero"}), ("x", "I")),
    ("asin_sin", claim("asin(sin(x)) == x"), ("x",)),
    ("asin_cos", claim("acos(cos(x)) == x"), ("x",)),
    ("atan_tan", claim("atan(sin(x)/cos(x)) == x", {"x": "[2, 3]"}, "cos(x) != 0"), ("x",)),
]  # fmt: skip
LAWS_OUTSIDE_THEIR_DOMAINS = [
    (f"{name} outside its domain", stated, derivation(rewrite(name, *arguments), grain=6), name)
    for name, stated, arguments in OUTSIDE
]

FALSE: list[tuple[str, Claim, Any, str]] = [
    # terms that may be undefined carry no facts
    ("a known zero with a zero divisor below", claim("sqrt(c**2) + c == 0"),
     derivation(zero("sqrt(c**2) + c", [("0", f"0/{W}")]), grain=2), "meets 0"),
    ("an equation with a zero divisor below", claim("x + sqrt(c**2) + c == y", {}, "x == y"),
     derivation(solve("x", f"(x - y)*{W}/{W}"), grain=2), "meets 0"),
    ("a solution with a zero divisor below", claim("x + sqrt(c**2) + c == y", {}, "x == y", f"x != {W}"),
     derivation(solve("x", f"(x - y)*(x - {W})/(x - {W})"), grain=2), "meets 0"),
    ("a law with a zero divisor below", claim("log(exp(x)) + sqrt(c**2) + c == x"),
     derivation(rewrite("log_exp", f"x*{W}/{W}"), grain=2), "meets 0"),
    ("a flow of a term with a zero divisor below", claim("sqrt(c**2) + c == 0*x", {"x": "nonnegative"}),
     derivation(flow("=", f"sqrt(c**2) + c + 0*x + 0/{W}", "0"), grain=2), "meets 0"),
    ("an induction that is defined by a hypothesis only", claim("m/m == 2 + 0*n", NATURAL, "m != 0"),
     derivation(induction("=", "m/m - 1 + 0*n")), "meets 0"),
    ("a product with a factor 1/0", claim("x == 1"),
     derivation(zero("x - 1", [], "1/x")), "meets 0"),
    ("a logarithm of 0", claim("x == 1"), derivation(zero("(x - 1)*log(x)")), "meets 0"),
    ("an arctangent at i", claim("x == 1", {"x": "complex"}), derivation(zero("0*atan(x)")), "arctangent"),
    ("0 to a power that may be negative", claim("0**x == 0"), derivation(), "meets 0"),
    ("a summand that is not defined", claim("x >= 1"), derivation(sign(">=", "x - 1", [("1", ["1/x"])])), "meets 0"),
    # boxes
    ("a box off the real line", claim("x != I + 1/2", {"x": "complex"}, "0 <= x - I", "x - I <= 1"),
     derivation(box("!=", "x - I - 1/2", 3, x=("I", "1 + I"))), "real number"),
    ("a box that ends too early", claim("x < 3/5", UNIT),
     derivation(box(">", "3/5 - x", 3, x=("0", "1/2"))), "the box: cannot"),
    ("a box that starts too late", claim("x > 2/5", UNIT),
     derivation(box(">", "x - 2/5", 3, x=("1/2", "1"))), "the box: cannot"),
    ("a box with a wrong sign", claim("x < 1/2", UNIT), derivation(box(">", "1/2 - x", 6, x=("0", "1"))), "not fine"),
    ("a box around a zero", claim("x != 1/2", UNIT), derivation(box("!=", "x - 1/2", 9, x=("0", "1"))), "not fine"),
    ("a box that leaves a variable out", claim("x*y >= 0", {"x": "[0, 1]"}),
     derivation(box(">=", "x*y", 3, x=("0", "1"))), "fine enough"),
    ("a box of a term that is not real", claim("abs(1 + I*x) == 1 + I*x", UNIT),
     derivation(box(">", "1 + I*x", 3, x=("0", "1")), rewrite("abs_of_nonneg", "1 + I*x")), "the box: cannot"),
    ("a box of very many cells", claim("x < 0", UNIT),
     derivation(box(">", "x - x + 1/100000", 30, x=("0", "1"))), "cells"),
    ("a box with an end in a variable", claim("x <= 1", {"x": "[0, 2]"}),
     derivation(box(">=", "1 - x", 3, x=("0", "x"))), "real number"),
    ("a box over a pole", claim("1/(x - 1/3) < 10", UNIT), derivation(
        box("!=", "x - 1/3", 9, x=("0", "1")), needs=["x != 1/3"]), "not fine"),
    # flows
    ("a segment that ends at its own point",
     claim("x**3/3 - 2*x**2 + 3*x >= 1", {"x": "nonnegative"}, "(x - 2)**2 >= 1"),
     derivation(flow(">=", "x**3/3 - 2*x**2 + 3*x", "0", until="x + (x - 2)**2 - 1")), "real number"),
    ("a segment that ends before its point", claim("x**2/2 - x**3/3 >= 0", {"x": "nonnegative"}), derivation(
        flow(">=", "x**2/2 - x**3/3", "0", until="1", inside=[sign(">=", "x - x**2", [("1", ["x", "1 - x"])])])),
     "end of the segment"),
    ("a flow of an unknown kind", claim("x != 1", {"x": "nonnegative"}), derivation(flow("!=", "x - 1", "0")), "a flow shows"),
    ("a flow of |·| off the real line", claim("abs(x + I)**2 == x**2 + 2*I*x + 1", {"x": "nonnegative"}), derivation(
        flow("=", "abs(x + I)**2 - x**2 - 2*I*x - 1", "0", inside=[nonzero("x + I", "x - I", "x**2 + 1")])),
     "not be differentiable"),
    ("a flow without its anchor value", claim("x >= 1", {"x": "nonnegative"}), derivation(flow(">=", "x - 1", "0")),
     "at the anchor"),
    ("a flow against the slope", claim("x <= 0", {"x": "nonnegative"}),
     derivation(flow(">=", "-x", "0")), "derivative"),
    ("a flow to the wrong side", claim("x >= 0"), derivation(flow(">=", "x", "0")), "the side"),
    ("a flow over a pole", claim("1/x <= 1", {"x": "nonzero"}),
     derivation(flow(">=", "-1/x + 1", "-1", 1)), "the side"),
    ("a flow over a pole on its segment", claim("1/x <= 1", {"x": "nonzero"}, "x >= -1"),
     derivation(flow(">=", "1 - 1/x", "-1")), "meets 0"),
    ("a flow over a jump", claim("atan(1/x) == atan(x)", {"x": "nonzero"}, "x >= -1"),
     derivation(flow("=", "atan(1/x) + atan(x) + pi/2", "-1")), "meets 0"),
    ("a flow over a jump, its end known", claim("atan(1/x) == pi/2 - atan(x)", {"x": "nonzero"}, "x > -1", "x <= 1"),
     derivation(flow("=", "atan(1/x) + atan(x) - pi/2", "1", -1, until="-1")), "meets 0"),
    ("a flow over a branch cut", claim("log(-1 + I*x) == log(1 - I*x) + I*pi", {"x": "real"}, "x <= 1"),
     derivation(flow("=", "log(-1 + I*x) - log(1 - I*x) - I*pi", "1", -1, segment=OFF_ZERO), *OFF_ZERO,
                defined=[[plain("-1 + I*x"), OFF_ZERO], [plain("1 - I*x"), OFF_ZERO]]), "branch cut"),
    ("a flow along an integer", claim("sin(pi*n) >= 1", {"n": "integer"}, "n >= 0"),
     derivation(flow(">=", "sin(pi*n) - 1", "0", x="n")), "real variable"),
    ("a strict flow from the anchor itself", claim("x**3 > 0", {"x": "nonnegative"}),
     derivation(flow(">", "x**3", "0")), "the anchor itself"),
    ("a flow that is not differentiable", claim("abs(x) >= 1", {"x": "nonnegative"}),
     derivation(flow(">=", "abs(x - 1) - 1", "0")), "meets 0"),
    ("a flow that uses a hypothesis on its segment", claim("(x - 1)**2 <= 1", {"x": "nonnegative"}, "x*(x - 3) >= 0"),
     derivation(flow(">=", "x**3/3 - 3*x**2/2", "0", inside=[sign(">=", "x**2 - 3*x", [("1", ["x*(x - 3)"])])])),
     "a factor"),
    ("a flow from a complex anchor", claim("x >= 1", {"x": "nonnegative"}),
     derivation(flow(">=", "x - 1", "I")), "real number"),
    # signs
    ("a negative coefficient", claim("x <= 0"), derivation(sign(">=", "-x", [("-1", ["x"])])), "positive"),
    ("a coefficient 0", claim("x > 0", {"x": "nonnegative"}),
     derivation(sign(">", "x", [("0", []), ("1", ["x"])])), "positive"),
    ("a factor of unknown sign", claim("x >= 0"), derivation(sign(">=", "x", [("1", ["x"])])), "a factor"),
    ("a multiplier that may vanish", claim("x >= 0"), derivation(sign(">=", "x", [("1", ["x**2", "x**2"])], "x**3")),
     "multiplier"),
    ("a sum that is another", claim("x**2 >= 1"), derivation(sign(">=", "x**2 - 1", [("1", ["x**2"])])), "the sum"),
    ("strictness from nothing", claim("x**2 > 0"), derivation(sign(">", "x**2", [("1", ["x**2"])])), "strictly"),
    ("a square of a complex number", claim("x**2 != -1", {"x": "complex"}),
     derivation(sign(">", "x**2 + 1", [("1", []), ("1", ["x**2"])])), "a factor"),
    ("a sign of an unknown kind", claim("x == 0"), derivation(sign("=", "x", [("1", ["x**2"])])), "strictly"),
    ("a cofactor times something that is not zero", claim("x >= 1"),
     derivation(sign(">=", "x - 1", [], ideal=[("1", "x - 1")])), "not known to be zero"),
    # zero, solve, nonzero
    ("a multiplier that is 0", claim("x == 1"), derivation(zero("x - 1", [], "0")), "the multiplier"),
    ("a multiplier that may be 0", claim("x == 1", {}, "x**2 == x"),
     derivation(zero("x - 1", [("1", "x**2 - x")], "x")), "the multiplier"),
    ("an equation that is not linear", claim("x == 1", {}, "x**2 == 1"),
     derivation(solve("x", "x**2 - 1")), "not linear"),
    ("an equation with a coefficient that is not a number", claim("x == 0", {}, "x*y == 0"),
     derivation(solve("x", "x*y")), "not a number"),
    ("solved for something else than a variable", claim("x == 1", {}, "sin(x) == 0*x"),
     derivation(solve("sin(x)", "sin(x)")), "only a variable"),
    ("an equation that is not known", claim("x == y"), derivation(solve("x", "x - y")), "not known to be zero"),
    ("not 0 because of a product that may be 0", claim("x != 0"),
     derivation(nonzero("x", "x", "x**2")), "the product"),
    ("not 0 because of another product", claim("x != 0"), derivation(nonzero("x", "x", "x**2 + 1")), "the product"),
    # parts
    ("parts of opposite signs", claim("x >= 0"), derivation(
        parts("sqrt(x) - sqrt(x)", "0", [("1", "sqrt(x)"), ("-1", "sqrt(x)")]), grain=2), "coefficient"),
    ("parts of opposite turns", claim("x >= 0"), derivation(
        parts("sqrt(x) - x**(1/2)", "0", [("1", "sqrt(x)"), ("-1", "x**(1/2)")]), grain=2), "coefficient"),
    ("a rest that is not real", claim("x >= 0"),
     derivation(parts("0*x", "-sqrt(x)", [("1", "sqrt(x)")]), grain=2), "the rest"),
    ("parts of another sum", claim("x >= 0"), derivation(parts("x", "0", [("1", "sqrt(x)")]), grain=2), "the parts"),
    ("a part with coefficient 0", claim("x >= 0"),
     derivation(parts("0*sqrt(x)", "0", [("0", "sqrt(x)")]), grain=2), "coefficient"),
    ("a part with an imaginary coefficient", claim("x >= 0", {}, "I*sqrt(x) < 1"),
     derivation(parts("I*sqrt(x)", "0", [("I", "sqrt(x)")]), grain=2), "coefficient"),
    ("a sum of parts that is not real", claim("x >= 0"),
     derivation(parts("sqrt(x)", "0", [("1", "sqrt(x)")]), grain=2), "the sum"),
    ("an integer power as a part", claim("x >= 0"),
     derivation(parts("x**2", "0", [("1", "x**2")])), "logarithm or a root"),
    ("a part with a complex argument", claim("z != 2", {"z": "complex"}, "0 <= log(z)"),
     derivation(parts("log(z)", "0", [("1", "log(z)")])), "an argument"),
    # cases, induction, compare
    ("one case only", claim("x >= 0"), derivation(cases("x", [(">=", "x")], [], [])), "a case"),
    ("cases of a complex number", claim("x**2 != -1", {"x": "complex"}),
     derivation(cases("x", [("!=", "x**2 + 1")])), "case distinction"),
    ("cases of a number that is no integer", claim("x*(x - 1) >= 0"),
     derivation(cases("x", [(">=", "x*(x - 1)")],
                [sign(">=", "x*(x - 1)", [("1", ["x", "x - 1"])])],
                [sign(">=", "x*(x - 1)", [("1", ["-x", "1 - x"])])])), "a factor"),
    ("induction without its base", claim("n >= 1", NATURAL), derivation(induction(">=", "n - 1")), "base"),
    ("induction without its step", claim("n <= 0", NATURAL), derivation(induction(">=", "-n")), "induction step"),
    ("induction over an integer", claim("n >= 0", {"n": "integer"}),
     derivation(induction(">=", "n")), "natural variable"),
    ("induction with a hypothesis about n", claim("n**2 <= 2*n", NATURAL, "n <= 3"),
     derivation(induction(">=", "2*n - n**2", along=[sign(">=", "3 - n", [("1", ["3 - n"])])])), "a factor"),
    ("a comparison of squares with a negative side", claim("x <= y", {}, "x**2 <= y**2"),
     derivation(compare(">=", "x", "y")), "larger side"),
    ("a comparison of complex numbers", claim("I*x != 2", {"x": "complex"}),
     derivation(compare(">=", "I*x", "1")), "smaller side"),
    ("a comparison of an unknown kind", claim("x == y", {"y": "nonnegative"}, "x**2 == y**2"),
     derivation(compare("=", "x", "y")), "a comparison is"),
    ("a strict comparison from a weak one", claim("x < y", {"y": "nonnegative"}, "x**2 <= y**2"),
     derivation(compare(">", "x", "y")), "the squares"),
    # between, root, boxes without bounds
    ("one bound only", claim("x == 1", {}, "x <= 1"), derivation(between("x - 1")), "the term"),
    ("the other bound only", claim("x == 1", {}, "x >= 1"), derivation(between("x - 1")), "its negative"),
    ("bounds that do not meet", claim("x == 1", {}, "x <= 2", "x >= 1"), derivation(between("x - 1")), "its negative"),
    ("a term between that is complex", claim("x == 0", {"x": "complex"}), derivation(between("x")), "the term"),
    ("a root of what is not 0", claim("x == 1", {}, "x**2 == 1"), derivation(root("x", 2)), "the power"),
    ("a root of another power", claim("x == 1", {}, "(x - 1)**2 == 1"), derivation(root("x - 1", 2)), "the power"),
    ("a root of no power", claim("x == 1"), derivation(root("x - 1", 0)), "positive integer"),
    ("a root of a negative power", claim("1/x == 1", {}, "x != 0"), derivation(root("x - 1", -1)), "positive integer"),
    ("a sum of squares that may be negative", claim("x == 0", {}, "x**2 - y**2 == 0"),
     derivation(sign(">=", "-x**2", [("1", ["-y**2"])], ideal=[("-1", "x**2 - y**2")]), between("x**2"), root("x", 2)),
     "a factor"),
    ("a box without bounds that needs them", claim("x < 2"), derivation(box(">", "2 - x", 20)), "fine enough"),
    ("a box without bounds over complex numbers", claim("x != I", {"x": "complex"}),
     derivation(box("!=", "x - I", 4)), "without bounds"),
    ("a box without bounds that is too tight", claim("exp(sin(x)) < 27/10"),
     derivation(box(">", "27/10 - exp(sin(x))", 40), grain=2), "fine enough"),
    ("a box without bounds with a pole", claim("1/x < 2", {"x": "nonzero"}),
     derivation(box(">", "2 - 1/x", 40)), "fine enough"),
    ("a box with bounds of another variable", claim("sin(x) < 1/2"), derivation(box(">", "1/2 - sin(x)", 4, y=("0", "1"))),
     "variables of the term"),
    # laws and lemmas outside their side conditions
    *LAWS_OUTSIDE_THEIR_DOMAINS,
    ("a lemma for negative arguments", claim("sin(x) <= x"), derivation(lemma("sin_le", "x")), "sin_le"),
    ("a lemma for complex arguments", claim("exp(x) != 1", {"x": "complex"}),
     derivation(lemma("exp_ge", "x")), "exp_ge"),
    ("a lemma for negative arguments", claim("x >= 1", {"x": "nonzero"}), derivation(lemma("log_le", "x")), "log_le"),
    ("a lemma for complex arguments", claim("abs(erf(x)) <= 1", {"x": "complex"}), derivation(lemma("erf_le", "x")), "erf_le"),
    ("a scaled derivative", claim("diff(erf(x), x) == exp(-x**2)"), derivation(grain=2), "does not follow"),
    ("the error function is not even", claim("erf(-x) == erf(x)"), derivation(), "does not follow"),
    ("the error function is not linear", claim("erf(2*x) == 2*erf(x)"), derivation(), "does not follow"),
    ("a lemma turned round", claim("exp(x) <= 1 + x"), derivation(lemma("exp_ge", "x")), "does not follow"),
    # normal forms of roots, logarithms and arctangents stay on their branches
    ("a root of a square", claim("sqrt(x**2) == x"), derivation(grain=2), "does not follow"),
    ("a root of a product", claim("sqrt(-x)*sqrt(-1) == sqrt(x)"), derivation(grain=2), "does not follow"),
    ("a cube root of -1", claim("(-1)**(1/3) == -1"), derivation(grain=3), "does not follow"),
    ("a logarithm of a negative product", claim("log(-2*x) == log(2) + log(-x) + 2*pi*I", {"x": "nonzero"}),
     derivation(), "not follow"),
    ("a half turn of a real", claim("exp(2*pi*I*x) == 1"), derivation(), "does not follow"),
    ("a quarter turn of an integer", claim("exp(pi*I*n) == 1", {"n": "integer"}), derivation(), "does not follow"),
    ("a half turn of half an integer", claim("exp(pi*I*n) == 1", {"n": "integer"}),
     derivation(grain=2), "does not follow"),
    ("|x|² as x² over C", claim("abs(x)**2 == x**2", {"x": "complex"}), derivation(), "does not follow"),
    ("0^n as 0", claim("0**n == 0", NATURAL), derivation(), "does not follow"),
    # closed claims
    ("a near miss of 10^-40", claim("sqrt(2) == 1.4142135623730950488016887242096980785696718753769"),
     derivation(grain=2), "not follow"),
    ("a closed order that fails", claim("pi > 22/7"), derivation(), "does not follow"),
    # derivatives
    ("a wrong derivative", claim("diff(x**3, x) == 2*x**2"), derivation(), "does not follow"),
    ("a derivative of |x| as 1", claim("diff(abs(x), x) == 1"), derivation(needs=["abs(x) != 0"]), "does not follow"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "certificate", "words"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE]
)
def test_a_false_claim_is_refused(stated: Claim, certificate: Any, words: str) -> None:
    with pytest.raises(Rejected, match=words):
        accept(stated, certificate)


# where sampling does not meet a counterexample by itself
POINTS = {
    "a box off the real line": {"x": "I + 1/2"},
    "a comparison of complex numbers": {"x": "-2*I"},
    "log_exp outside its domain": {"x": "10*I"},
    "power_exp outside its domain": {"x": "4*I"},
}


@pytest.mark.parametrize(("name", "stated"), [row[:2] for row in FALSE], ids=[row[0] for row in FALSE])
def test_the_table_holds_false_claims_only(name: str, stated: Claim) -> None:
    given = {x: parse_term(text) for x, text in POINTS.get(name, {}).items()}
    assert any(
        truth(stated, point, 300) is False
        for point in ([given] if given else []) + list(sample_points(stated, 400))
    )


WRONG_CONDITIONS: list[tuple[str, Claim, Any, str]] = [
    ("none where one is needed", claim("x/x == 1"), derivation(), "do not make the claim defined"),
    ("too weak", claim("x/x == 1"), derivation(needs=["x != 1"]), "do not make the claim defined"),
    ("too strong", claim("x/x == 1"), derivation(needs=["x > 0"]), "not necessary"),
    ("beside the point", claim("x/x == 1"), derivation(needs=["x != 0", "x != 2"]), "not necessary"),
    ("by another function", claim("tan(x) == sin(x)/cos(x)"), derivation(needs=["sin(x) != 0"]), "defined"),
    ("not for inner terms", claim("1/(1 + 1/x) == x/(x + 1)"), derivation(needs=["x != -1"]), "defined"),
    ("itself undefined", claim("x == x"), derivation(needs=["1/x != 0"]), "itself not defined"),
    ("undefined before the claim", claim("x/x == 1"), derivation(needs=["1/x != 0"]), "defined"),
    ("about a foreign variable", claim("x == x"), derivation(needs=["y == y"]), "without a domain"),
    ("never true", claim("log(x - x) == 1"), derivation(
        zero("log(x - x) - 1", [], "x - x"), needs=["x - x != 0"]), "defined nowhere"),
    ("none where a side is not real", claim("sqrt(x) <= sqrt(x) + 1"), derivation(grain=2), "a side real"),
    ("too strong for a real side", claim("sqrt(x) <= sqrt(x) + 1"), derivation(
        parts("sqrt(x)", "0", [("1", "sqrt(x)")]), grain=2, needs=["x > 0"]), "not necessary"),
    ("an order between complex sides", claim("sqrt(x) <= sqrt(x) + 1"), derivation(
        parts("sqrt(x)", "0", [("1", "sqrt(x)")]), grain=2, needs=["I <= I + x"]), "not necessary"),
    ("a real side from nothing", claim("I < 2 + I"), derivation(), "a side real"),
    ("a closed term that is 1/0", claim("1/(sqrt(2)**2 - 2) == x"), derivation(grain=2), "nowhere|vanishes"),
    ("a branch point of a derivative", claim("diff(asin(x), x) == (1 - x**2)**(-1/2)"),
     derivation(grain=2, needs=["1 - x**2 != 0"]), "not be differentiable"),
    ("a derivative of |·| off the real line", claim("diff(abs(x + I), x) == (x + I)/abs(x + I)"),
     derivation(nonzero("x + I", "x - I", "x**2 + 1"), defined=[
         [plain("abs(x + I)"), [nonzero("x + I", "x - I", "x**2 + 1")]]]), "not be differentiable"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "certificate", "words"),
    [row[1:] for row in WRONG_CONDITIONS],
    ids=[row[0] for row in WRONG_CONDITIONS],
)
def test_conditions_other_than_definedness_are_refused(stated: Claim, certificate: Any, words: str) -> None:
    with pytest.raises(Rejected, match=words):
        accept(stated, certificate)


UNDEFINED_POWER = claim(
    "(x**y)**0 + abs(x) != 1", {"y": "[-2, -1]"}
)  # 0**-1 has no value, and neither has its power 0

BAD_WITNESSES: list[tuple[str, Claim, Any, str]] = [
    ("the claim holds there", claim("x**2 >= x"), witness(x="2"), "does not satisfy"),
    ("outside the domain", claim("x >= 0", {"x": "positive"}), witness(x="-1"), "does not satisfy"),
    ("at an open end", claim("x < 1", {"x": "[0, 1)"}), witness(x="1"), "does not satisfy"),
    ("not an integer", claim("sin(pi*n) == 0", {"n": "integer"}), witness(n="1/2"), "an integer"),
    ("an integer only in disguise", claim("n <= 1", NATURAL), witness(n="sqrt(4)"), "an integer"),
    ("not real", claim("x**2 >= 0"), witness(x="I"), "does not satisfy"),
    ("against a hypothesis", claim("x >= 0", {}, "x > -1"), witness(x="-2"), "does not satisfy"),
    ("at a pole", claim("x/x == 1"), witness(x="0"), "does not satisfy"),
    ("at log 0", claim("log(x**2) <= x"), witness(x="0"), "does not satisfy"),
    ("where an inner term is undefined", UNDEFINED_POWER, witness(x="0", y="-1"), "does not satisfy"),
    ("where a side is not real", claim("sqrt(x) <= -1 + x**2 + 2"), witness(x="-4"), "does not satisfy"),
    ("without a variable", claim("x == y"), witness(x="1"), "each variable"),
    ("with one too many", claim("x == 1"), witness(x="2", y="1"), "each variable"),
    ("that is not closed", claim("x == y"), witness(x="y", y="2"), "closed value"),
    ("that is not a number", claim("x == 1"), witness(x="1/0"), ""),
    ("at a kink", claim("diff(abs(x), x) == 1", {"x": "nonnegative"}), witness(x="0"), "does not satisfy"),
    ("of |·| off the real line", claim("diff(abs(x + I), x) == x/abs(x + I)"),
     witness(x="1"), "not be differentiable"),
    ("on a branch cut", claim("diff(log(-1 + I*x), x) == x"), witness(x="0"), "not be differentiable"),
    ("beyond a branch point", claim("diff(asin(x), x) == x"), witness(x="2"), "not be differentiable"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "certificate", "words"),
    [row[1:] for row in BAD_WITNESSES],
    ids=[row[0] for row in BAD_WITNESSES],
)
def test_a_point_that_does_not_refute_is_refused(stated: Claim, certificate: Any, words: str) -> None:
    with pytest.raises(Rejected, match=words or None):
        accept(stated, certificate)


X, ONE = plain("x"), plain("1")
TOWER = plain("2")
for _ in range(4):
    TOWER = ["^", TOWER, ["num", "10000"]]


def _nested(function: str, times: int) -> Any:
    t = X
    for _ in range(times):
        t = [function, t]
    return t


def _steps(*steps: Any, **data: Any) -> Any:
    return {"method": "derivation", "data": {"steps": list(steps), **data}}


MALFORMED: list[tuple[str, Any]] = [
    ("nothing", None),
    ("a number", 7),
    ("a list", []),
    ("no method", {"data": {}}),
    ("no data", {"method": "derivation"}),
    ("an unknown method", {"method": "oracle", "data": {}}),
    ("data that is a list", {"method": "derivation", "data": []}),
    ("a point that is a list", {"method": "witness", "data": {"point": ["x"]}}),
    ("an unknown step", _steps(["trust me", X])),
    ("a step that is a number", _steps(3)),
    ("a step that is a word", _steps("zero")),
    ("a step without a name", _steps([])),
    ("a step whose name is a list", _steps([["zero"], X])),
    ("a step with too few arguments", _steps(["zero", X])),
    ("a step with too many arguments", _steps(["solve", X, X, X])),
    ("an unknown law", _steps(["rewrite", "log_add", X, X])),
    ("an unknown lemma", _steps(["lemma", "exp_le", X])),
    ("a law with too few terms", _steps(["rewrite", "log_mul", X])),
    ("steps that are no list", {"method": "derivation", "data": {"steps": 3}}),
    ("steps that are null", {"method": "derivation", "data": {"steps": None}}),
    ("a grain of 0", _steps(grain=0)),
    ("a negative grain", _steps(grain=-2)),
    ("a huge grain", _steps(grain=10**9)),
    ("a grain as text", _steps(grain="2")),
    ("a grain that is true", _steps(grain=True)),
    ("a fractional grain", _steps(grain=2.0)),
    ("a grain that is not a number", _steps(grain=float("nan"))),
    ("a condition of an unknown kind", _steps(conditions=[["~", X, ONE]])),
    ("a condition with one side", _steps(conditions=[["<=", X]])),
    ("conditions that are text", _steps(conditions="x")),
    ("a float as a number", _steps(["zero", ["num", 0.5], ONE, []])),
    ("true as a number", _steps(["zero", ["num", True], ONE, []])),
    ("NaN as a number", _steps(["zero", ["num", "nan"], ONE, []])),
    ("an exponential as a number", _steps(["zero", ["num", "1e9"], ONE, []])),
    ("1/0 as a number", _steps(["zero", ["num", "1/0"], ONE, []])),
    ("a number of 5,000 digits", _steps(["zero", ["num", "9" * 5000], ONE, []])),
    ("an unknown function", _steps(["zero", ["gamma", X], ONE, []])),
    ("a function of two arguments", _steps(["zero", ["sin", X, X], ONE, []])),
    ("a sum of one term", _steps(["zero", ["+", X], ONE, []])),
    ("a derivative", _steps(["zero", ["diff", ["num", "3"], X], ONE, []])),
    ("a huge exponent", _steps(["zero", ["^", X, ["num", "1000000000"]], ONE, []])),
    ("a hidden huge exponent", _steps(["zero", ["^", ["+", X, ONE], ["*", ["num", "9999999"], ONE]], ONE, []])),
    ("a tower of powers", _steps(["zero", ["+", TOWER, ["*", ["num", "-1"], TOWER], X], ONE, []])),
    ("a power of many terms", _steps(["zero", ["^", ["+", X, ["exp", X], ["sin", X], ONE], ["num", "9999"]], ONE, []])),
    ("a term nested 5,000 deep", _steps(["zero", _nested("sin", 5000), ONE, []])),
    ("sines nested 140 deep", _steps(["zero", _nested("sin", 140), ONE, []])),
    ("tangents nested 30 deep", _steps(["zero", _nested("tan", 30), ONE, []])),
    ("exponentials nested 100 deep", _steps(["zero", _nested("exp", 100), ONE, []])),
    ("a coefficient as a float", _steps(["sign", ">=", X, ONE, [[0.5, [X]]], []])),
    ("an astronomical coefficient", _steps(["sign", ">=", X, ONE, [["1e999999999", [X]]], []])),
    ("a depth as text", _steps(["box", ">", X, "3", {"x": [ONE, ONE]}])),
    ("an astronomical depth", _steps(["box", ">", X, 10**9, {"x": [ONE, ONE]}])),
    ("a box with one end", _steps(["box", ">", X, 3, {"x": [ONE]}])),
    ("a box of another variable", _steps(["box", ">", X, 3, {"y": [ONE, ONE]}])),
    ("a flow along an unknown variable", _steps(["flow", ">=", X, "w", ONE, 1, {}])),
    ("a flow to the side 0", _steps(["flow", ">=", X, "x", ONE, 0, {}])),
    ("a flow whose parts are a list", _steps(["flow", ">=", X, "x", ONE, 1, [1]])),
    ("an induction over nothing", _steps(["induction", ">=", X, "w", [], []])),
    ("cases with unknown kinds", _steps(["cases", X, [["~", X]], [], []])),
    ("a case whose steps are null", _steps(["cases", X, [[">=", X]], None, None])),
]  # fmt: skip


@pytest.mark.parametrize("certificate", [row[1] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
def test_a_malformed_certificate_is_refused_and_nothing_else_is_raised(certificate: Any) -> None:
    with pytest.raises(Rejected):
        accept(claim("(x + 1)**2 == x**2 + 2*x + 1"), certificate)


def _plain_claim(domain: Any = "real", **changes: Any) -> dict[str, Any]:
    return {"relation": ["==", X, X], "variables": {"x": domain}, "hypotheses": []} | changes


BAD_CLAIMS: list[tuple[str, Any, str]] = [
    ("an unknown domain", _plain_claim("rational"), "unknown domain"),
    ("no domain", _plain_claim(variables={}), "without a domain"),
    ("no domain for a hypothesis", _plain_claim(hypotheses=[["==", plain("y"), plain("y")]]), "without a domain"),
    ("an empty interval", _plain_claim(["interval", plain("4"), plain("pi"), True, True]), "contain a point"),
    ("an empty interval of one point", _plain_claim(["interval", ONE, ONE, True, False]), "contain a point"),
    ("an interval off the real line",
     _plain_claim(["interval", plain("I"), plain("1 + I"), True, True]), "real number"),
    ("an interval with an undefined end",
     _plain_claim(["interval", ["^", plain("0"), plain("-1")], None, True, False]), "real number"),
    ("an interval that ends at a variable", _plain_claim(["interval", plain("0"), X, True, True]), "real number"),
    ("an interval of three parts", _plain_claim(["interval", ONE, ONE]), "unknown domain"),
    ("an interval closed by a number", _plain_claim(["interval", plain("0"), ONE, 1, 1]), "unknown domain"),
    ("an unknown relation", _plain_claim(relation=["~", X, X]), "unknown relation"),
    ("a relation with one side", _plain_claim(relation=["==", X]), "malformed"),
    ("a derivative along an integer",
     _plain_claim("integer", relation=["==", ["diff", X, X], ONE]), "no real derivative"),
    ("a derivative along a complex variable",
     _plain_claim("complex", relation=["==", ["diff", X, X], ONE]), "no real derivative"),
    ("no relation", {"variables": {}, "hypotheses": []}, "malformed"),
    ("no claim", None, "malformed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"), [row[1:] for row in BAD_CLAIMS], ids=[row[0] for row in BAD_CLAIMS]
)
def test_a_claim_that_says_nothing_is_refused(data: Any, words: str) -> None:
    with pytest.raises(Rejected, match=words):
        check(data, derivation())


# Each is false: |1 + ix| = sqrt(1 + x²) has the slope 0 at 0, and the logarithm jumps at the one point that is left.
AT_ONE_POINT = [
    (
        claim("diff(abs(1 + I*x), x) == I", {}, "I*x == 0"),
        derivation(
            sign(">=", "1 + I*x", [("1", [])], ideal=[("-1", "-I*x")]),
            rewrite("abs_of_nonneg", "1 + I*x"),
            needs=["abs(1 + I*x) != 0"],
        ),
    ),
    *(
        (
            claim("diff(log(-1 + I*x), x) == I/(-1 + I*x)", {}, hypothesis),
            derivation(defined=[[plain("-1 + I*x"), OFF_ZERO[:1]]]),
        )
        for hypothesis in ("I*x <= 5", "-1 + I*x <= 5", "-1 + I*x < 5")
    ),
]


@pytest.mark.parametrize(("stated", "certificate"), AT_ONE_POINT, ids=[str(row[0]) for row in AT_ONE_POINT])
def test_what_is_real_at_single_points_gives_no_derivative(
    stated: Claim, certificate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Rejected, match="may not be differentiable"):
        accept(stated, certificate)
    # and nothing else is wrong with them
    monkeypatch.setattr(checker, "nearby", lambda claim, context, *rest: context)
    assert accept(stated, certificate).status == "proved"


def test_a_variable_that_cannot_move_gives_no_derivative() -> None:
    with pytest.raises(Rejected, match="cannot move"):
        accept(claim("diff(x**2, x) == 0", {"x": "[0, 0]"}), derivation())
