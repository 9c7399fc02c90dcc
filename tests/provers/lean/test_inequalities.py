"""Inequalities end to end: true claims are proved by the kernel, false ones are not, and forged certificates are refused.

The forgeries switch off what Python checks (`unchecked`), so that only Lean's kernel stands between them and a verdict.
"""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.findings import Accepted, Finding, Rejected
from porism.provers.lean.checking.audit import Item, check_items
from porism.provers.lean.checking.kernel import Theorem, check_theorems
from porism.provers.lean.fragments import inequalities
from porism.provers.lean.goal import Goal
from porism.provers.lean.instances import RATIONALS
from porism.provers.lean.order import plan as planning
from porism.provers.lean.order import signs as seeing
from porism.provers.lean.order.certificates import Signed, weighted
from porism.provers.lean.order.elements import is_integer
from porism.provers.lean.order.vanishing import Ring, Vanishing
from porism.provers.lean.prover import LeanProver, item
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from tests.provers.exact.certificates import derivation, plain, sign

pytestmark = pytest.mark.lean
BUDGET = Budget(seconds=20.0)

TRUE: dict[str, tuple[dict[str, str], list[str]]] = {
    "x**2 + y**2 >= 2*x*y": ({}, []),
    "x**4 + 1 > 0": ({}, []),
    "x**2 - x + 1 != 0": ({}, []),
    "x**2 + x/2 + 1/7 > 0": ({}, []),
    "x**2*y**4 + x**4*y**2 + 1 >= 3*x**2*y**2": ({}, []),  # Motzkin: a multiplier
    "x**3 + y**3 + z**3 >= 3*x*y*z": (dict.fromkeys("xyz", "nonnegative"), []),
    "a/(b + c) + b/(c + a) + c/(a + b) >= 3/2": (dict.fromkeys("abc", "positive"), []),
    "(x + y)*(1/x + 1/y) >= 4": (dict.fromkeys("xy", "positive"), []),
    "x/(x**2 + 1) <= 1/2": ({}, []),
    "1/(x + 1) < 1/x": ({"x": "positive"}, []),
    "1/x < 0": ({}, ["x < 0"]),
    "1/x**2 > 0": ({}, []),
    "x + 1/x <= -2": ({}, ["x < 0"]),
    "x != y": ({}, ["x < y"]),
    "x*y != 0": ({"x": "nonzero", "y": "nonzero"}, []),
    "x**2 > 0": ({"x": "nonzero"}, []),
    "x**3 < x**2": ({"x": "(0, 1)"}, []),
    "x*(1 - x) >= 0": ({"x": "[0, 1]"}, []),
    "x**2*(3 - x) <= 4": ({"x": "[0, 3]"}, []),
    "a + b + c <= 3": ({}, ["a**2 + b**2 + c**2 == 3"]),
    "x*y <= 1/4": ({}, ["x + y == 1"]),
    "x < z": ({}, ["x < y", "y <= z"]),
    "2*x + 3*y <= 12": ({}, ["x + y <= 5", "y <= 2"]),
    "a*c < b*c": ({"c": "positive"}, ["a < b"]),
    "sqrt(x*y) <= (x + y)/2": (dict.fromkeys("xy", "nonnegative"), []),
    "sqrt(x) <= (x + 1)/2": ({}, []),
    "sqrt(x**2 + y**2) >= x": ({}, []),
    "sqrt(x + 1) > sqrt(x)": ({"x": "nonnegative"}, []),
    "abs(x + y) <= abs(x) + abs(y)": ({}, []),
    "abs(x) >= -x": ({}, []),
    "abs(x) < 2": ({}, ["x**2 < 4"]),
    "x > 1": ({}, ["abs(x - 2) < 1"]),
    "2*abs(x) <= abs(x + y) + abs(x - y)": ({}, []),
    "n*(n - 1) >= 0": ({"n": "integer"}, []),
    "m + 1 <= n": ({"m": "integer", "n": "integer"}, ["m < n"]),
    "n**3 >= n": ({"n": "natural"}, []),
    "sqrt(2) + sqrt(3) > 3": ({}, []),
    "2**(1/3) < 63/50": ({}, []),
    "1/sqrt(2) != 7/10": ({}, []),
    "exp(x) + exp(-x) >= 2": ({}, []),
    "exp(x/2) <= (1 + exp(x))/2": ({}, []),
    "1/(1 + exp(-x)) < 1": ({}, []),
    "tanh(x)**2 < 1": ({}, []),
    "3*sin(x) + 4*cos(x) <= 5": ({}, []),
    "abs(sin(x)*cos(x)) <= 1/2": ({}, []),
    "tan(x)**2 + 1 > 0": ({}, []),
    "sqrt(x**2) == abs(x)": ({}, []),
    "sqrt(x**2 + 2*x + 1) == abs(x + 1)": ({}, []),
    "sqrt(x*y) == sqrt(x)*sqrt(y)": ({"x": "nonnegative", "y": "nonnegative"}, []),
    "sqrt(x*y)*sqrt(y/x) == y": ({"x": "positive", "y": "positive"}, []),
    "(x**3)**(1/3) == x": ({"x": "nonnegative"}, []),
    "sqrt(2*sqrt(6) + 5) == sqrt(2) + sqrt(3)": ({}, []),
    "abs(x) == -x": ({}, ["x <= 0"]),
    "(x + y + abs(x - y))/2 == x": ({}, ["y <= x"]),
    "x < 3": ({}, ["x + y <= 2", "y > 0", "z == z + y*y + 1"]),  # the hypotheses exclude each other
}
FALSE: dict[str, tuple[dict[str, str], list[str]]] = {
    "x**2 > 0": ({}, []),
    "x**2 >= x": ({}, []),
    "x**3 >= 0": ({}, []),
    "x + 1/x >= 2": ({}, []),
    "1/x < 1/y": ({}, ["y < x"]),
    "x != 0": ({}, ["x**2 == x"]),
    "sqrt(x) <= x": ({}, []),
    "abs(x) > 0": ({}, []),
    "x*y <= 1": ({}, ["x + y <= 2"]),
    "x**4 - 3*x**2 + 1 > 0": ({}, []),
    "n*(n - 1) >= 0": ({}, []),  # n is any real number
    "sqrt(2) + sqrt(3) > 22/7": ({}, []),
    "exp(x) > 1": ({}, []),
    "sqrt(x**2) == x": ({}, []),
    "abs(x) == x": ({}, ["x*y >= 0", "y >= 0"]),
    "sqrt(2*sqrt(6) + 5) == sqrt(2) + sqrt(5)": ({}, []),
    "sin(x) + cos(x) <= 1": ({}, []),
}


def claim(text: str, where: tuple[dict[str, str], list[str]]) -> Claim:
    return Claim.parse(text, *where)


@pytest.fixture(scope="module")
def certified() -> dict[str, Task]:
    exact, found = ExactProver(), dict[str, Task]()
    for text, where in TRUE.items():
        verdict = exact.prove(claim(text, where), None, Budget(20.0))
        assert isinstance(verdict, Proved), text
        found[text] = Task(verdict.claim, verdict.certificate)
    return found


def test_true_inequalities_are_proved_by_the_kernel(certified: dict[str, Task]) -> None:
    verdicts = LeanProver().prove_many(list(certified.values()), BUDGET)
    assert {v.claim.text: str(v) for v in verdicts if not isinstance(v, Proved)} == {}
    for verdict in verdicts:
        assert isinstance(verdict, Proved)
        if verdict.claim.relation.kind == "==":
            continue  # other fragments are asked first
        assert verdict.checkers[0].assumptions[0].startswith((inequalities.THEORY, RATIONALS))


def test_equations_of_roots_and_absolute_values_follow_from_the_laws_of_order(
    certified: dict[str, Task],
) -> None:
    tasks = [task for task in certified.values() if task.claim.relation.kind == "=="]
    assert len(tasks) >= 8
    goals = [inequalities.goal(task.claim, task.certificate) for task in tasks]
    assert {goal.theory for goal in goals} == {inequalities.THEORY}
    assert all(isinstance(f, Accepted) for f in check_items([item(goal) for goal in goals], 20.0, 2000))


def test_a_false_inequality_has_no_proof_whatever_certificate_comes_with_it(
    certified: dict[str, Task],
) -> None:
    others = [task.certificate for task in certified.values()][:8]
    tasks = [Task(claim(text, where), c) for text, where in FALSE.items() for c in (None, *others)]
    assert all(isinstance(v, Unknown) for v in LeanProver().prove_many(tasks, BUDGET))


def test_what_lies_outside_says_so() -> None:
    for text, domains, reason in (
        ("log(x) < x", {}, "beyond what"),
        ("x <= abs(z)", {"z": "complex"}, "complex"),
        ("x**n >= 0", {"n": "natural"}, "beyond what"),
        ("diff(x**3, x) >= 0", {}, "has a derivative"),
        ("x == z", {"z": "complex"}, "complex"),
        ("1/(1 - 1) < x", {}, "defined nowhere"),
    ):
        assert reason in (inequalities.supported(Claim.parse(text, domains)) or "")
    with pytest.raises(UnsupportedError, match="exact checker accepts"):
        inequalities.goal(Claim.parse("x**2 >= 0"), None)


def test_a_root_owes_a_proof_that_it_is_real(certified: dict[str, Task]) -> None:
    """√x speaks of all real x: the theorem has the checker's condition as a premise, and proves 0 ≤ x before the root."""
    task = certified["sqrt(x*y) <= (x + y)/2"]
    goal = inequalities.goal(task.claim, task.certificate)
    before, _, after = item(goal).statement.partition("And ")
    assert "r_1" not in before
    assert after.startswith(
        "(F.le F.field.ring.zero (F.field.ring.mul v_x v_y)) (∀ (r_1 : F.field.ring.carrier)"
    )


def test_a_root_of_a_negative_number_is_not_said_to_be_real(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were r³ = −8 and 0 ≤ r premises, anything would follow from them."""
    monkeypatch.setattr(inequalities, "certified_conditions", lambda claim, certificate: ())
    for text in ("(-8)**(1/3) != 2", "x + (-1/2)**(1/2) != 7", "sqrt(-x**2 - 1) < 0"):
        with pytest.raises(UnsupportedError):
            inequalities.goal(Claim.parse(text), Certificate("derivation", {"steps": []}))


def test_only_integers_are_said_to_be_at_least_one_or_at_most_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeing, "is_integer", lambda term, discrete: True)
    monkeypatch.setattr(inequalities, "certified_conditions", lambda claim, certificate: ())
    assert is_integer(parse_term("n**2 - 3"), frozenset("n"))
    for text in ("n/2", "1/n", "x", "sqrt(n)", "n + x"):
        assert not is_integer(parse_term(text), frozenset("n"))
    with pytest.raises(UnsupportedError, match="no integer"):
        inequalities.goal(
            Claim.parse("x**2 >= x"),
            Certificate(
                "derivation",
                {
                    "steps": [
                        ["cases", plain("x"), [[">=", plain("x**2 - x")]], [], []],
                    ]
                },
            ),
        )


def test_a_root_of_an_integer_is_no_rational_number() -> None:
    """ℚ as the ordered field would make premises about a root false, and the theorem say nothing."""
    exact, tasks = ExactProver(), list[Task]()
    for text in ("sqrt(n) <= n + 1", "2*n <= n**2 + 1"):
        verdict = exact.prove(Claim.parse(text, {"n": "natural"}), None, BUDGET)
        assert isinstance(verdict, Proved)
        tasks.append(Task(verdict.claim, verdict.certificate))
    verdicts = LeanProver().prove_many(tasks, BUDGET)
    assumed = [v.checkers[0].assumptions[0] for v in verdicts if isinstance(v, Proved)]
    assert ["real numbers" in a for a in assumed] == [True, False]


# forgeries: Python's own checks are switched off


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every certificate is accepted, every identity holds, everything is strict, any sign is seen."""
    monkeypatch.setattr(inequalities, "certified_conditions", lambda claim, certificate: ())
    monkeypatch.setattr(planning, "is_strict", lambda cone: True)
    monkeypatch.setattr(seeing, "is_strict", lambda cone: True)
    honest = Ring.vanishing

    def vanishing(self: Ring, f: Any, rules: Any = ()) -> Vanishing:
        found = honest(self, f, rules)
        found.rest = self.one * 0
        return found

    def nonzero(self: seeing.Signs, term: Any) -> Signed:
        scale, node = self.node(term)
        return Signed(scale**2, ("square", node))

    monkeypatch.setattr(Ring, "vanishing", vanishing)
    monkeypatch.setattr(seeing.Signs, "_nonzero", nonzero)
    monkeypatch.setattr(planning, "bits", lambda node, variables: 0.0)


def findings(*forged: tuple[Claim, dict[str, Any]]) -> list[Finding]:
    items = [item(inequalities.goal(c, Certificate.from_json(certificate))) for c, certificate in forged]
    return check_items(items, 20.0, 2000)


def test_forged_certificates_are_refused_by_the_kernel(unchecked: None) -> None:
    square = Claim.parse("x**2 >= x")
    forged = [
        # the identity does not hold
        (square, derivation(sign(">=", "x**2 - x", [("1", ["x**2"])]))),
        (square, derivation(sign(">=", "x**2 - x", [("1", ["(x - 1/2)**2"])]))),
        # strict for weak
        (Claim.parse("x**2 > 0"), derivation(sign(">", "x**2", [("1", ["x**2"])]))),
        (Claim.parse("x**2 != 0"), derivation(sign(">", "x**2", [("1", ["x**2"])]))),
        # a multiplier that is not positive
        (Claim.parse("x >= 0"), derivation(sign(">=", "x", [("1", ["x**2"])], multiplier="x**2"))),
        # nothing on the right side
        (Claim.parse("x**2 > x"), derivation(sign(">", "x**2 - x"))),
        # an equation that says something else
        (
            Claim.parse("x*y <= 1/5", {}, ["x + y == 1"]),
            derivation(
                sign(">=", "1/5 - x*y", [("1", ["(x - y)**2"])], ideal=[("x", "x + y - 1")]),
            ),
        ),
    ]
    found = findings(*forged)
    assert [type(f) for f in found] == [Rejected] * len(forged)


def test_no_true_claim_s_certificate_proves_its_negation(
    certified: dict[str, Task], unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever sign Python is asked for, it says that it sees it: 1 stands for what it does not see."""
    honest = seeing.Signs._sign

    def seen(self: seeing.Signs, term: Any, strict: bool) -> Signed:
        try:
            return honest(self, term, strict)
        except UnsupportedError:
            return seeing.ONE

    monkeypatch.setattr(seeing.Signs, "_sign", seen)
    negated = {"<=": "<", "<": "<=", "!=": "=="}
    goals = list[Goal]()
    for task in certified.values():
        stated = task.claim.relation
        if stated.kind == "==" or task.claim.text == "x < 3":  # of the latter the premises are contradictory
            continue
        other = relation(negated[stated.kind], stated.right, stated.left)
        false = Claim.make(other, dict(task.claim.variables), task.claim.hypotheses)
        try:
            goals.append(inequalities.goal(false, task.certificate))
        except (UnsupportedError, ArithmeticError):
            continue
    assert len(goals) > 30
    true = certified["x**2 + y**2 >= 2*x*y"]
    goals.append(inequalities.goal(true.claim, true.certificate))
    found = check_theorems([Theorem(goal.statement, goal.proof) for goal in goals], 20.0, 2000)
    assert [k for k, f in enumerate(found) if isinstance(f, Accepted)] == [len(goals) - 1]


def test_a_weight_below_zero_is_no_numeral(unchecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def negative(count: int, cone: Any) -> Any:
        return ("mul", ("number", -1), weighted(count, cone))

    monkeypatch.setattr(planning, "weighted", negative)
    found = findings((Claim.parse("x**2 <= 0"), derivation(sign(">=", "-x**2", [("1", ["x**2"])]))))
    assert isinstance(found[0], Rejected)


def test_a_premise_that_was_made_up_is_refused(unchecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sign of x is said to be known, and the square of another claim stands where its proof should."""
    honest = seeing.Signs._sign

    def invented(self: seeing.Signs, term: Any, strict: bool) -> Signed:
        if str(term) == "x":
            square = self.plan.certify(
                ("mul", ("variable", 0), ("variable", 0)),
                False,
                [Signed(seeing.ONE.scale, ("square", ("variable", 0)))],
            )
            object.__setattr__(square, "node", ("variable", 0))
            return Signed(seeing.ONE.scale, ("premise", square))
        return honest(self, term, strict)

    monkeypatch.setattr(seeing.Signs, "_sign", invented)
    found = findings((Claim.parse("x >= 0"), derivation(sign(">=", "x", [("1", ["x"])]))))
    assert isinstance(found[0], Rejected)


def test_changed_proofs_and_statements_are_refused(certified: dict[str, Task]) -> None:
    """Premises dropped, sides swapped, strict for weak, wrong numbers, places and branches, in proofs that were true."""

    def true(text: str) -> Item:
        task = certified[text]
        return item(inequalities.goal(task.claim, task.certificate))

    def changed(text: str, *pairs: tuple[str, str], statement: bool = False) -> Item:
        whole = true(text)
        parts = [whole.statement, whole.body]
        for old, new in pairs:
            k = 0 if statement else 1
            assert old in parts[k], (text, old)
            parts[k] = parts[k].replace(old, new, 1)
        assert parts != [whole.statement, whole.body]
        return Item(*parts)

    zero, mul = "F.field.ring.zero", "F.field.ring.mul"
    amgm, chain, positive = "x**3 + y**3 + z**3 >= 3*x*y*z", "x < z", "a*c < b*c"
    split = "Or (F.le (F.field.ring.natural 1) v_n) (F.le v_n (F.field.ring.natural 0)) -> "
    forged = [
        changed(amgm, ("F.le (F.field.ring.natural 0) v_x -> ", ""), statement=True),
        changed(amgm, ("natural 3) v_x", "natural 4) v_x"), statement=True),
        changed(chain, ("F.lt v_x v_y -> ", "F.le v_x v_y -> "), statement=True),
        changed(chain, ("-> F.lt v_x v_z", "-> F.lt v_z v_x"), statement=True),
        changed("2*x + 3*y <= 12", ("natural 12", "natural 11"), statement=True),
        changed("x**2 + y**2 >= 2*x*y", ("F.le", "F.lt"), statement=True),
        changed("x**4 + 1 > 0", ("F.lt", "F.le"), ("natural 1)", "natural 0)"), statement=True),
        changed(positive, ("F.lt (F.field.ring.natural 0) v_c -> ", ""), statement=True),
        changed("1/x < 0", (f"Eq ({mul} v_x u_1) (F.field.ring.natural 1) -> ", ""), statement=True),
        changed("sqrt(x*y) <= (x + y)/2", (f"F.le {zero} r_1 -> ", ""), statement=True),
        changed("n*(n - 1) >= 0", (split, ""), statement=True),
        changed("n*(n - 1) >= 0", ("natural 1) v_n) (", "natural 2) v_n) ("), statement=True),
        changed("sqrt(2) + sqrt(3) > 3", ("natural 3) (", "natural 4) ("), statement=True),
        changed("2**(1/3) < 63/50", ("r_1 3)", "r_1 2)"), statement=True),
        changed("exp(x) + exp(-x) >= 2", (f"F.lt {zero} f_1 -> ", ""), statement=True),
        changed("exp(x) + exp(-x) >= 2", ("natural 2)", "natural 3)"), statement=True),
        changed("3*sin(x) + 4*cos(x) <= 5", ("natural 5)", "natural 4)"), statement=True),
        changed("3*sin(x) + 4*cos(x) <= 5", (f"({mul} f_2 f_2)", f"({mul} f_2 f_1)"), statement=True),
        changed("sqrt(x**2) == abs(x)", (f"F.le {zero} a_1 -> ", ""), statement=True),
        changed("sqrt(x**2) == abs(x)", ("OrderedField.eq_of_powers F 1", "OrderedField.eq_of_powers F 2")),
        changed("(x**3)**(1/3) == x", ("F.le (F.field.ring.natural 0) v_x -> ", ""), statement=True),
        changed("abs(x) == -x", ("F.le v_x (F.field.ring.natural 0) -> ", ""), statement=True),
        changed(amgm, ("Cone.premise 1", "Cone.premise 0")),
        changed(amgm, ("Cone.number", "Cone.premise")),
        changed(
            "x**2 + y**2 >= 2*x*y",
            ("Cone.square (.sub (.variable 0) (.variable 1))", "Cone.square (.variable 0)"),
        ),
        changed("2*x + 3*y <= 12", ("Cone.number 2", "Cone.number 3")),
        changed(chain, ("Bool.true", "Bool.false")),
        changed("a + b + c <= 3", (".number 3", ".number 4")),
        changed("abs(x) >= -x", ("OrderedField.le_of_sub_nonneg", "OrderedField.lt_of_sub_pos")),
    ]
    found = check_items(forged, 20.0, 2000)
    assert [k for k, f in enumerate(found) if isinstance(f, Accepted)] == []
