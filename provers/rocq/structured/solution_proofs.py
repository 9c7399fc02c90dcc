"""Proofs for the theorems of `solutions.py`: a plan for a solution, and a tree of steps for a set.

    solution      what is owed and the equation, planned with the steps of the exact derivations
    set           each node of the exact proof (`calculus/solution_set.py`) is said to Rocq: its claims are planned in the
                  context, what it concludes follows from them (`solution_rules.py`), and its cases are cases

Nothing here is trusted: Rocq decides. Not said: covers of an interval by cells, members of a family in an interval,
residues, functions on an open end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from porism.provers.calculus import solution_set
from porism.provers.calculus.solution import membership
from porism.provers.calculus.solution_steps import State
from porism.provers.protocol import Task, WholeTask
from porism.provers.rocq.planning.bodies import MAX_REPLANNING, planned
from porism.provers.rocq.planning.derivation import all_steps
from porism.provers.rocq.planning.errors import FinerGrain, NotSeen
from porism.provers.rocq.planning.plan import Names, Plan
from porism.provers.rocq.stating.emit import relation_text, term_text
from porism.provers.rocq.stating.statement import IsInteger, Proposition, proposition_text
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.solution_rules import RULES, Node, prove, seen
from porism.provers.rocq.structured.solutions import (
    member_at,
    real_form,
    says_real,
    set_premises,
    set_text,
    solution_theorem,
)
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_set import Solution, SolutionSet
from porism.symbolic.term import Term, Variable, from_json


def solution_goal(task: WholeTask) -> Goal:
    """That the members of a family solve an equation."""
    said = task.statement
    if not isinstance(said, Solution):
        raise UnsupportedError(f"expected a solution, found a {said.kind}")
    stated = solution_theorem(said)
    steps = [step for part in task.parts if part.certificate for step in all_steps(part.certificate.data)]
    return Goal(stated.text, ".\n".join(planned(stated, steps)) + ".\n")


def set_goal(task: WholeTask) -> Goal:
    """That an equation has no other solutions."""
    said = task.statement
    if not isinstance(said, SolutionSet):
        raise UnsupportedError(f"expected a set of solutions, found a {said.kind}")
    text = set_text(said)
    if task.data is None:
        raise NotSeen("nobody proposed why there is no other solution")
    grains = dict[Term, int]()
    for _ in range(MAX_REPLANNING):
        try:
            return Goal(text, Tree(said, task.parts, grains).body(task.data))
        except FinerGrain as finer:
            grains[finer.monomial] = finer.denominator
    raise NotSeen("the plan asks for finer and finer angles")


class Tree:
    """A tree of steps, said to Rocq; `parts` are the exact proofs of its claims, as hints."""

    def __init__(self, said: SolutionSet, parts: Sequence[Task], grains: dict[Term, int]) -> None:
        self.said, self.grains = said, grains
        self.hints = dict[Claim, list[Any]]()
        for part in parts:
            if part.certificate:
                self.hints[part.claim] = all_steps(part.certificate.data)

    def body(self, data: Any) -> str:
        """The sentences."""
        stated = set_premises(self.said)
        plan = Plan(Names(), self.grains)
        plan.lines.append("intros " + " ".join("v_" + n for n in stated.variables))
        known = dict[Relation, str]()
        for step in stated.steps:
            name = plan.names.fresh("A")
            if step.kind == "premise":
                plan.lines.append(f"intro {name}")
            else:
                tactic = seen(plan, step.proposition, [])
                plan.lines.append(f"assert ({name} : {proposition_text(step.proposition)}) by ({tactic})")
                plan.lines.append(f"split; [ exact {name} | ]")
            if isinstance(step.proposition, Relation):
                known[step.proposition] = name
            _assume(plan, name, step.proposition)
        equation = relation("==", self.said.left, self.said.right)
        given = (*self.said.scope.hypotheses, *self.said.provisos, equation)
        variables = dict(self.said.scope.variables)
        state = State(self.said, tuple(sorted(variables.items())), given)
        names = [known.get(real_form(h), "") for h in given]
        return self.text(Node(state, plan, names, self.hints), data)

    def text(self, node: Node, data: Any) -> str:
        """The sentences for a node and everything below it; they end the goal."""
        rule = str(data["rule"])
        if rule in solution_set.LEAVES:
            last = self.leaf(node, data, rule)
            return _sentences([*node.plan.lines, last])
        if rule not in RULES:
            raise NotSeen(f"the step {rule} is not said in Rocq")
        step = solution_set.STEPS[rule](node.state, data)
        claims = [o.claim for o in step.obligations]
        old, following = len(node.state.hypotheses), data["cases"]
        if len(following) != len(step.states):
            raise NotSeen("a case is missing")
        if rule == "narrow":
            for claim in claims:
                node.plan.assume(prove(node, claim), real_form(claim.relation))
            return self.text(Node(step.states[0], node.plan, node.names, self.hints), following[0])
        cases = [(s, s.hypotheses[old:], _fresh(node.state, s)) for s in step.states]
        tactic = RULES[rule](node, data, claims, [hypotheses for _, hypotheses, _ in cases])
        if not cases:
            return _sentences([*node.plan.lines, f"exfalso; {tactic}"])
        fact = node.plan.names.fresh("D")
        stated = " \\/ ".join(_case_text(hypotheses, fresh) for _, hypotheses, fresh in cases)
        names = [[node.plan.names.fresh("C") for _ in hypotheses] for _, hypotheses, _ in cases]
        patterns = [_pattern(n, fresh, node.plan) for n, (_, _, fresh) in zip(names, cases, strict=True)]
        pattern = _alternatives(patterns)
        text = _sentences(
            [*node.plan.lines, f"assert ({fact} : {stated}) by ({tactic})", f"pose proof {fact} as {pattern}"]
        )
        for (state, hypotheses, fresh), own, below in zip(cases, names, following, strict=True):
            child = node.plan.copy()
            child.values.clear()  # a function may have another form where a sign is known
            child.rewrites.clear()
            for variable, _ in fresh:
                child.integers |= {variable} if state.scope.domain(variable).is_discrete else set()
            for name, h in zip(own, hypotheses, strict=True):
                child.assume(name, real_form(h))
            inner = self.text(Node(state, child, [*node.names, *own], self.hints), below)
            text += inner if len(cases) == 1 else f"{{ {inner}}}\n"
        return text

    def leaf(self, node: Node, data: Any, rule: str) -> str:
        """The sentence that ends a goal, after those that it needs."""
        plan, state = node.plan, node.state
        match rule:
            case "found":
                index = int(data["family"])
                family = self.said.families[index]
                at = {str(n): from_json(t) for n, t in data["at"].items()}
                for wanted in member_at(self.said, family, at):
                    tactic = self.member_tactic(node, data, wanted)
                    name = plan.names.fresh("M")
                    plan.lines.append(f"assert ({name} : {relation_text(wanted)}) by ({tactic})")
                    plan.assume(name, wanted)
                witnesses = "".join(f"exists {term_text(at[n])}; " for n, _ in family.bound)
                return f"{_disjunct(index, len(self.said.families))}{witnesses}porism_member"
            case "absurd" | "undefined":
                (claim, *_) = [o.claim for o in solution_set.LEAVES[rule](state, data)]
                name = prove(node, claim)
                if rule == "undefined":
                    return f"exfalso; porism_undefined {name}"
                old = node.names[int(data["of"])]
                return (
                    f"exfalso; generalize {name} {old}; clear; intros; first [ lra | tauto | porism_apart ]"
                )
            case _:
                raise NotSeen(f"the leaf {rule} is not said in Rocq")

    def member_tactic(self, node: Node, data: Any, wanted: Relation) -> str:
        """A relation of a member: it is a hypothesis, or planned, or by the hypothesis `by` an equation between numbers."""
        for name, h in zip(node.names, node.state.hypotheses, strict=True):
            if name and real_form(h) == wanted:
                return f"exact {name}"
        hints = [step for steps in self.hints.values() for step in steps] if len(self.hints) < 8 else []
        x = Variable(self.said.unknown)
        if wanted.kind == "==" and x in (wanted.left, wanted.right):
            value = wanted.right if wanted.left == x else wanted.left
            by = data.get("by")
            for k, h in enumerate(node.state.hypotheses):
                if (
                    h.kind == "=="
                    and x in (h.left, h.right)
                    and node.names[k]
                    and (by is None or int(by) == k)
                ):
                    other = h.right if h.left == x else h.left
                    try:
                        tactic = seen(node.plan, Relation("==", other, value), list(hints))
                    except NotSeen:
                        continue
                    name = node.plan.names.fresh("Q")
                    text = f"{term_text(other)} = {term_text(value)}"
                    node.plan.lines.append(f"assert ({name} : {text}) by ({tactic})")
                    return f"generalize {name} {node.names[k]}; intros; congruence"
        return seen(node.plan, wanted, list(hints))


def _sentences(lines: Sequence[str]) -> str:
    return "".join(f"{line}.\n" for line in lines)


def _assume(plan: Plan, name: str, known: Proposition) -> None:
    match known:
        case Relation():
            plan.assume(name, known)
        case IsInteger(variable):
            plan.integers.add(variable)
        case _:
            pass


def _fresh(old: State, new: State) -> list[tuple[str, list[Relation]]]:
    """The variables of a case that are new, with what is known of them."""
    before = {n for n, _ in old.variables}
    return [
        (n, [r for r in membership(Variable(n), d, Scope(((n, d),))) if not says_real(r)])
        for n, d in new.variables
        if n not in before
    ]


def _case_text(hypotheses: Sequence[Relation], fresh: Sequence[tuple[str, list[Relation]]]) -> str:
    text = " /\\ ".join(f"({relation_text(real_form(h))})" for h in hypotheses) or "True"
    for name, known in reversed(fresh):
        parts = [f"({relation_text(k)}) /\\ " for k in known] or [f"(exists z : Z, v_{name} = IZR z) /\\ "]
        text = f"exists v_{name} : R, {''.join(parts)}{text}"
    return f"({text})"


def _pattern(names: Sequence[str], fresh: Sequence[tuple[str, list[Relation]]], plan: Plan) -> str:
    text = _nested(list(names)) if names else "_"
    for name, known in reversed(fresh):
        own = [plan.names.fresh("I") for _ in range(max(1, len(known)))]
        for one in reversed(own):
            text = f"[{one} {text}]"
        text = f"[v_{name} {text}]"
    return text


def _alternatives(patterns: list[str]) -> str:
    return patterns[0] if len(patterns) == 1 else f"[{patterns[0]}|{_alternatives(patterns[1:])}]"


def _nested(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"[{names[0]} {_nested(names[1:])}]"


def _disjunct(index: int, count: int) -> str:
    return "right; " * index + ("left; " if index < count - 1 else "")
