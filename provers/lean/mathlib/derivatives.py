"""Proofs of `HasDerivAt`, by the combinators that the function's shape names.

    ((hasDerivAt_id' x).pow 2).mul (hasDerivAt_id' x).sin |>.congr_deriv …      x ^ 2 * Real.sin x

The combinators give a derivative by the rules; that it is the stated one is an equation between values, which
`equalities.py` proves. Both are computed here from the same expression, so that `ring` sees the combinator's own wording of
the value as the one written here.

Not covered (`UnsupportedError`): absolute values, and powers whose exponent is an integer variable.
"""

from __future__ import annotations

from dataclasses import dataclass

from porism.provers.lean.mathlib.context import INDENT, Proof
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.statement import HasDerivative
from porism.provers.lean.mathlib.syntax import Node, lean_name, nodes, relation_text, text, wrapped
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import MINUS_ONE, ONE, Term

ZERO_NODE, ONE_NODE, TWO_NODE = (Node("number", (), d) for d in "012")


@dataclass(frozen=True)
class _Derived:
    """A term that proves `HasDerivAt`, and the derivative that it names, up to `ring`."""

    proof: str
    slope: Node


def prove_derivative(proof: Proof, goal: HasDerivative, certificate: Certificate | None = None) -> None:
    """Adds the tactics that close the goal `HasDerivAt (fun x => …) … x`."""
    reader, name = proof.reader, lean_name(goal.variable)
    function, slope = reader.node(goal.function), reader.node(goal.slope)
    found = derived(proof, function, name)
    equal = Proof(proof.statement, proof.facts)
    equal.lines, before = [], relation_text(found.slope, "=", slope)
    prove_equal(equal, found.slope, slope, certificate)
    if equal.lines in (["ring"], ["rfl"]):
        proof.say(f"exact ({found.proof}).congr_deriv (by ring)")
        return
    e = proof.fresh("hv")
    proof.say(f"have {e} : {before} := by", *(INDENT + line for line in equal.lines))
    proof.say(f"exact ({found.proof}).congr_deriv (Eq.trans (by ring) {e})")


def derived(proof: Proof, node: Node, name: str) -> _Derived:
    """The derivative of an expression in the variable `name`, at the point with that name."""
    if not _mentions(node, name):
        return _Derived(f"hasDerivAt_const {name} {_constant(node)}", ZERO_NODE)
    if node.kind == "atom":
        return _Derived(f"hasDerivAt_id' {name}", ONE_NODE)
    parts = [derived(proof, p, name) for p in node.parts if p.system == "ℝ"]
    terms = [f"({p.proof})" for p in parts]
    match node.kind, node.parts:
        case "neg", _:
            return _Derived(f"{terms[0]}.neg", Node("neg", (parts[0].slope,)))
        case (("add" | "sub"), _):
            return _Derived(
                f"{terms[0]}.{node.kind} {terms[1]}", Node(node.kind, (parts[0].slope, parts[1].slope))
            )
        case "mul", (a, b):
            slope = Node("add", (_mul(parts[0].slope, b), _mul(a, parts[1].slope)))
            return _Derived(f"{terms[0]}.mul {terms[1]}", slope)
        case "div", (a, b):
            top = Node("sub", (_mul(parts[0].slope, b), _mul(a, parts[1].slope)))
            nonzero = _required(proof.nonzero(b), b, "0 ≠")
            return _Derived(f"{terms[0]}.div {terms[1]} {nonzero}", Node("div", (top, _pow(b, 2))))
        case "inv", (a,):
            nonzero = _required(proof.nonzero(a), a, "0 ≠")
            slope = Node("div", (Node("neg", (parts[0].slope,)), _pow(a, 2)))
            return _Derived(f"{terms[0]}.inv {nonzero}", slope)
        case "pow", (a,):
            n = int(node.value)
            slope = _mul(_mul(Node("number", (), str(n)), _pow(a, n - 1)), parts[0].slope)
            return _Derived(f"{terms[0]}.pow {n}", slope)
        case "rpow", (a, q) if not _mentions(q, name):
            nonzero = _required(proof.nonzero(a), a, "0 ≠")
            less = Node("sub", (q, ONE_NODE))
            slope = _mul(_mul(parts[0].slope, q), Node("rpow", (a, less)))
            return _Derived(f"{terms[0]}.rpow_const (Or.inl {nonzero})", slope)
        case "rpow", (a, q):
            positive = _required(proof.positive(a), a, "0 <")
            less = Node("rpow", (a, Node("sub", (q, ONE_NODE))))
            first = _mul(_mul(parts[0].slope, q), less)
            second = _mul(_mul(parts[1].slope, node), _call("Real.log", a))
            slope = second if first == ZERO_NODE else Node("add", (first, second))
            return _Derived(f"{terms[0]}.rpow {terms[1]} {positive}", slope)
        case "call", (a,):
            return _chain(proof, name, node, a, terms[0], parts[0].slope)
        case _:
            raise UnsupportedError(f"the derivative of {text(node)[:60]} has no combinator that is certain")


def _chain(proof: Proof, name: str, node: Node, a: Node, term: str, inner: Node) -> _Derived:
    function = node.value.removeprefix("Real.")
    square = Node("add", (ONE_NODE, _pow(a, 2)))
    match function:
        case "exp":
            return _Derived(f"{term}.exp", _mul(node, inner))
        case "sin":
            return _Derived(f"{term}.sin", _mul(_call("Real.cos", a), inner))
        case "cos":
            return _Derived(f"{term}.cos", _mul(Node("neg", (_call("Real.sin", a),)), inner))
        case "sinh":
            return _Derived(f"{term}.sinh", _mul(_call("Real.cosh", a), inner))
        case "cosh":
            return _Derived(f"{term}.cosh", _mul(_call("Real.sinh", a), inner))
        case "log":
            nonzero = _required(proof.nonzero(a), a, "0 ≠")
            return _Derived(f"{term}.log {nonzero}", Node("div", (inner, a)))
        case "sqrt":
            nonzero = _required(proof.nonzero(a), a, "0 ≠")
            return _Derived(f"{term}.sqrt {nonzero}", Node("div", (inner, _mul(TWO_NODE, node))))
        case "arctan":
            return _Derived(f"{term}.arctan", _mul(Node("div", (ONE_NODE, square)), inner))
        case "tan":
            nonzero = _required(proof.nonzero(_call("Real.cos", a)), a, "the cosine is not 0 of")
            slope = Node("div", (ONE_NODE, _pow(_call("Real.cos", a), 2)))
            return _composed(name, a, f"Real.hasDerivAt_tan {nonzero}", slope, term, inner)
        case "arcsin" | "arccos":
            above, below = (proof.facts.get(Relation("<", *ends)) for ends in _unit_ends(proof.term(a)))
            above, below = _required(above, a, "-1 <"), _required(below, a, "1 >")
            slope = Node("div", (ONE_NODE, _call("Real.sqrt", Node("sub", (ONE_NODE, _pow(a, 2))))))
            signed = slope if function == "arcsin" else Node("neg", (slope,))
            return _composed(
                name, a, f"Real.hasDerivAt_{function} {above}.ne' {below}.ne", signed, term, inner
            )
        case "arsinh":
            slope = Node("inv", (_call("Real.sqrt", square),))
            return _composed(name, a, f"Real.hasDerivAt_arsinh {wrapped(a)}", slope, term, inner)
        case _:
            raise UnsupportedError(f"the derivative of {node.value} has no combinator that is certain")


def _composed(name: str, inner_node: Node, outer: str, slope: Node, term: str, inner: Node) -> _Derived:
    """The chain rule; the inner function is named, since it cannot be inferred from the point."""
    if inner_node.kind == "atom":
        return _Derived(outer, slope)
    function = f"(h := fun {name} : ℝ => {text(inner_node)})"
    return _Derived(f"HasDerivAt.comp {function} {name} ({outer}) {term}", _mul(slope, inner))


def _unit_ends(term: Term) -> tuple[tuple[Term, Term], tuple[Term, Term]]:
    return (MINUS_ONE, term), (term, ONE)


def _required(shown: str | None, node: Node, what: str) -> str:
    if shown is None:
        raise UnsupportedError(f"nothing says that {what} {text(node)[:60]}, where it is differentiated")
    return shown


def _mentions(node: Node, name: str) -> bool:
    return any(p.kind == "atom" and p.value == name for p in nodes(node))


def _constant(node: Node) -> str:
    return f"({text(node)} : ℝ)" if node.kind == "number" else wrapped(node)


def _mul(a: Node, b: Node) -> Node:
    if ZERO_NODE in (a, b):
        return ZERO_NODE
    if a == ONE_NODE or b == ONE_NODE:
        return b if a == ONE_NODE else a
    return Node("mul", (a, b))


def _pow(a: Node, n: int) -> Node:
    return ONE_NODE if n == 0 else a if n == 1 else Node("pow", (a,), str(n))


def _call(name: str, a: Node) -> Node:
    return Node("call", (a,), name)
