"""Lean's own elaborator as the judge of ours: a statement as Lean reads it must be, by `Eq.refl`, what we took it for.

    theorem t (n : Nat) (x : R) : Eq (binrel% Eq x (binop% HSub.hSub n 1)) (@Eq R x (R.sub (N.toR n) (R.lit 1))) := Eq.refl _

The left side is the statement with its operators, without types; the right side is our typed tree with every numeral, operation
and coercion spelled out. `oracle.lean` has the numbers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import assert_never

from porism.datasets.lean_statements import syntax as s
from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.grammar import parse_statement
from porism.datasets.lean_statements.names import Context
from porism.datasets.lean_statements.propositions import Propositions
from porism.datasets.lean_statements.typed import Binding, Cell, Type
from porism.provers.lean.checking.locate import LIBRARY, lean, run_lean

BINDERS = "(m n : ℕ) (j k : ℤ) (p q : ℚ) (x y : ℝ) (f : ℝ → ℝ) (g : ℕ → ℝ) (h : ℤ → ℤ)"
_LEAN_BINDERS = "(m n : Nat) (j k : Z) (p q : Q) (x y : R) (f : R → R) (g : Nat → R) (h : Z → Z)"
_TYPES = {"ℕ": "Nat", "ℤ": "Z", "ℚ": "Q", "ℝ": "R"}
_PREFIX = {Type.NAT: "N", Type.INT: "Z", Type.RAT: "Q", Type.REAL: "R"}
_OPERATORS = {"+": "HAdd.hAdd", "-": "HSub.hSub", "*": "HMul.hMul", "/": "HDiv.hDiv", "%": "HMod.hMod"}
_RELATIONS = {"=": "Eq", "<": "LT.lt", "≤": "LE.le", "≠": "Ne"}
_NAMES = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod", "neg": "neg", "inv": "inv"}
_POWERS = {Type.NAT: "pow", Type.INT: "zpow", Type.REAL: "rpow"}


class Oracle:
    """Lean with the oracle's numbers compiled into a folder."""

    def __init__(self, folder: Path) -> None:
        found = lean()
        assert not isinstance(found, str), found
        self._lean, self._folder = found, folder
        bootstrap = (LIBRARY / "Bootstrap.lean").read_text(encoding="utf-8")
        first = bootstrap[: bootstrap.rindex("/--", 0, bootstrap.index("class HAdd"))]
        first = first.replace("instance instOfNatNat", "@[default_instance 100] instance instOfNatNat")
        own = Path(__file__).with_name("oracle.lean").read_text(encoding="utf-8")
        (folder / "Oracle.lean").write_text(first + own, encoding="utf-8")
        run = run_lean(found, ("-o", "Oracle.olean", "Oracle.lean"), folder, (folder,), 60.0, 2048)
        assert run.outcome == "ok", run.stdout

    def disagreements(self, statements: list[tuple[str, str]]) -> list[int]:
        """The indices of the statements that Lean reads in another way; what Lean itself refuses, nobody has read."""
        found = self.refused([f"Eq {read} {ours}" for read, ours in statements])
        both = self.refused([f"Eq {statements[index][0]} {statements[index][0]}" for index in found])
        return [index for place, index in enumerate(found) if place not in both]

    def refused(self, theorems: list[str]) -> list[int]:
        """The indices of the theorems that Lean does not accept."""
        lines = [
            f"theorem t{index} {_LEAN_BINDERS} : {theorem} := Eq.refl _"
            for index, theorem in enumerate(theorems)
        ]
        text = "prelude\nimport Oracle\nset_option linter.unusedVariables false\n" + "\n".join(lines)
        (self._folder / "Asked.lean").write_text(text + "\n", encoding="utf-8")
        options = ("--json", "-DmaxErrors=0", "Asked.lean")
        run = run_lean(self._lean, options, self._folder, (self._folder,), 120.0, 2048)
        messages = [json.loads(line) for line in run.stdout.splitlines()]
        errors = sorted({m["pos"]["line"] - 4 for m in messages if m["severity"] == "error"})
        assert (run.outcome == "ok") == (not errors), run.stdout
        return errors


def readings(statement: str) -> tuple[str, str]:
    """A relation over `BINDERS` for Lean to read, and our reading; raises `Refusal` where we have none."""
    found = parse_statement(f"theorem t {BINDERS} : {statement}")
    goal = Propositions(Context()).statement(found.binders, found.body).goal
    return written(found.body), proposition(goal)


def written(term: s.Syntax) -> str:
    """The term with its operators as Lean's macros expand them, and without types."""
    match term:
        case s.Name(text, _):
            return text
        case s.Numeral(value, _, _):
            return str(value)
        case s.Call(function, arguments, _):
            names = {"Real.sqrt": "R.sqrt", "abs": "absolute", "Finset.range": "range", "Finset.Icc": "icc"}
            head = written(function)
            return f"({names.get(head, head)} {' '.join(map(written, arguments))})"
        case s.Infix("^", base, exponent, _):
            return f"(rightact% HPow.hPow {written(base)} {written(exponent)})"
        case s.Infix(operator, left, right, _) if operator in _OPERATORS:
            return f"(binop% {_OPERATORS[operator]} {written(left)} {written(right)})"
        case s.Infix(operator, left, right, _):
            return f"(binrel% {_RELATIONS[operator]} {written(left)} {written(right)})"
        case s.Prefix(operator, argument, _):
            return f"(unop% {'Neg.neg' if operator == '-' else 'Inv.inv'} {written(argument)})"
        case s.Ascription(inner, s.Name(kind, _), _):
            return f"({written(inner)} : {_TYPES[kind]})"
        case s.BigOperator(_, name, domain, body, _):
            return f"(fold {written(domain)} (fun {name} => {written(body)}))"
        case s.Quantified(_, (s.Binder((name,), None, _, _),), body, _):
            return f"(∀ {name}, {written(body)})"
        case _:
            raise AssertionError(term)


def proposition(prop: t.Prop) -> str:
    """A relation with everything spelled out."""
    match prop:
        case t.ForAll(Binding(name, cell), body):
            return f"(∀ ({name} : {kind_name(cell)}), {proposition(body)})"
        case t.Relation(kind, left, right, _):
            kind_of, sides = kind_name(left.cell), f"{explicit(left)} {explicit(right)}"
            prefix = _PREFIX[known(left.cell)]
            heads = {
                "==": f"@Eq {kind_of}",
                "!=": f"@Ne {kind_of}",
                "<": f"{prefix}.lt",
                "<=": f"{prefix}.le",
            }
            return f"({heads[kind]} {sides})"
        case _:
            raise AssertionError(prop)


def explicit(term: t.Typed) -> str:
    """A term with every numeral, operation and coercion spelled out."""
    prefix = _PREFIX[known(term.cell)]
    match term:
        case t.Literal(value, _, _):
            return f"({value} : Nat)" if prefix == "N" else f"({prefix}.lit {value})"
        case t.Local(binding, _, _):
            return binding.name
        case t.Cast(operand, _, _):
            own = _PREFIX[known(operand.cell)]
            return explicit(operand) if own == prefix else f"({own}.to{prefix} {explicit(operand)})"
        case t.Operation(operator, operands, _, _):
            return f"({prefix}.{_NAMES[operator]} {' '.join(map(explicit, operands))})"
        case t.Power(base, exponent, _, _):
            return f"({prefix}.{_POWERS[known(exponent.cell)]} {explicit(base)} {explicit(exponent)})"
        case t.Function(name, arguments, _, _):
            return f"({prefix}.{name.removeprefix('Real.')} {' '.join(map(explicit, arguments))})"
        case t.Applied(function, arguments, _, _):
            return f"({function.name} {' '.join(map(explicit, arguments))})"
        case t.Folded(_, index, low, high, _, body, cell, _):
            of = kind_name(index.cell)
            domain = (
                f"(range {explicit(high)})"
                if low is None
                else f"(@icc {of} _ {explicit(low)} {explicit(high)})"
            )
            return (
                f"(@fold {of} {kind_name(cell)} _ {domain} (fun ({index.name} : {of}) => {explicit(body)}))"
            )
        case _:
            assert_never(term)


def known(cell: Cell) -> Type:
    assert cell.type is not None
    return cell.type


def kind_name(cell: Cell) -> str:
    return _TYPES[known(cell).symbol]
