"""A plan in which functions are opaque: derivatives and equations by one computation each, signs as in any plan.

    is_derive f x s     refine (Differential.slope_is DATA x NEEDS _ (Rational.identity …)); porism_computed
    a = b               refine (Rational.identity …); porism_computed

The values of functions are indeterminates, so that sin (4 * x) is not expanded and no relation between functions is known.
Derivatives that follow from the rules alone need no more. Where they do, `NotSeen` is raised and `bodies.py` plans
with the functions' relations. What Rocq will compute is decided here first (`identities.py`, `functions.py`).
Nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Self

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.functions import Calculus, FunctionReader, Need
from porism.provers.rocq.planning.identities import Decision, Node, NotRational, list_text, node_text
from porism.provers.rocq.planning.plan import Names, Plan
from porism.provers.rocq.planning.rational import Value
from porism.provers.rocq.stating.emit import term_text, variable_name
from porism.symbolic.term import (
    HALF,
    ONE,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    number,
    power,
    square_root,
    subterms,
    subtract,
)

_WRITTEN_BY_DEFINITION = {"cot", "sec", "csc", "coth", "sech", "csch", "acosh", "atanh", "acot"}


class OpaquePlan(Plan):
    """The state of one proof without the relations of functions."""

    def __init__(self, names: Names, grains: dict[Term, int]) -> None:
        super().__init__(names, grains)
        self._reader = FunctionReader()
        self._terms = dict[Node, Term]()  # what was read, so that its sign can be asked for

    def copy(self) -> Self:
        """The same context, for one branch of a proof; what was read is shared."""
        other = super().copy()
        other._reader, other._terms = self._reader, self._terms
        return other

    def _value(self, term: Term) -> Value:
        match term:
            case Apply(function, _) if function in _WRITTEN_BY_DEFINITION:
                raise NotSeen(f"{function} is written by its definition")
            case Power(base, Number(n)) if n.denominator == 2:
                return self.field.atom(square_root(base)) ** int(2 * n)
            case Number() | Sum() | Product() | Power(_, Number()) | Constant() | Variable():
                if not (isinstance(term, Power) and _denominator(term) > 2):
                    return super()._value(term)
        return self.field.atom(term)

    # one computation

    def identity(self, left: Term, right: Term, as_written: bool = True) -> str:
        """A tactic for `left = right`; raises `NotSeen`."""
        if not as_written:
            return super().identity(left, right, as_written)
        if term_text(left) == term_text(right):
            return "reflexivity"
        try:
            return f"refine {self._computed(self._read(left), self._read(right), [])}; porism_computed"
        except (NotRational, KeyError) as reason:
            raise NotSeen(f"{left} = {right} is no identity of rational functions") from reason

    def slope_tactic(self, function: Term, x: str, slope: Term) -> str:
        """A tactic for `is_derive (fun x => function) x slope`; raises `NotSeen`."""
        try:
            node, stated = self._read(function), self._read(slope)
            calculus = Calculus(self._reader, x)
            equations = dict(self._roots(node, calculus))
            data = calculus.data(node)
            found = calculus.slope(node)
            known = list[tuple[str, Node]]()
            proofs = [p for need in calculus.needs for p in self._needed(need, known, equations)]
            equal = self._computed(found, stated, known)
        except (NotRational, KeyError) as reason:
            raise NotSeen(f"{slope} is not seen to be the derivative of {function}") from reason
        arguments = " ".join([calculus.environment_text(), data, variable_name(x), *proofs])
        return f"refine (Differential.slope_is {arguments} _ {equal}); porism_computed"

    def _read(self, term: Term) -> Node:
        for part in subterms(term):
            candidates = [part]
            if isinstance(part, Power) and isinstance(part.exponent, Number) and part.exponent.value < 0:
                candidates.append(power(part.base, number(-part.exponent.value)))
            for candidate in candidates:
                self._terms.setdefault(self._reader.node(candidate), candidate)
        return self._reader.node(term)

    def _computed(self, left: Node, right: Node, known: Sequence[tuple[str, Node]]) -> str:
        """The proof of an identity, without the computation; raises `NotRational`."""
        opaque = self._reader.opaque
        proofs = {opaque(node): proof for proof, node in known}
        for leaf in dict.fromkeys(leaf for side in (left, right) for leaf in _divisors(side)):
            if opaque(leaf) not in proofs:
                proofs[opaque(leaf)] = self._nonzero(leaf)
        a, b = opaque(left), opaque(right)
        used = [node for node in proofs if _has_divisor((a, b), node)]
        Decision(len(self._reader.atoms), used).decide(_divided(a), _divided(b))
        numbers = dict[int, int]()  # an atom of another scope may not occur
        a, b, *hypotheses = (_renumbered(node, numbers) for node in (a, b, *used))
        atoms = list_text([self._reader.atoms[k - 1] for k in numbers], "R")
        premises = list_text([node_text(node) for node in hypotheses], "porism_term")
        given = "".join(f" {proofs[node]}" for node in used)
        return f"(Rational.identity {atoms} {premises} {node_text(a)} {node_text(b)} _{given})"

    # proofs that something is positive, or not 0

    def _known(self, kind: str, node: Node) -> str | None:
        for fact in self.facts:
            if fact.kind == kind:
                try:
                    if self._reader.node_of(fact.text) == node:
                        return fact.name
                except NotRational:
                    continue
        return None

    def _positive(self, node: Node) -> str:
        if name := self._known(">", node):
            return name
        match node:
            case ("t_c", value) if value > 0:
                return f"(IZR_lt 0 {value} eq_refl)"
            case ("f", "exp", _):
                return "(exp_pos _)"
            case ("f", "sqrt", a):
                return f"(sqrt_lt_R0 _ {self._positive(a)})"
        term = self._terms[node]
        return self.know(">", term, self.sign(term, True)).name

    def _nonzero(self, node: Node) -> str:
        if name := self._known("!=", node):
            return name
        if name := self._known(">", node):
            return f"(Rgt_not_eq _ _ {name})"
        match node:
            case ("t_c", value) if value > 0:
                return f"(Rgt_not_eq _ _ {self._positive(node)})"
            case ("t_m", a, b):
                return f"(Rmult_integral_contrapositive_currified _ _ {self._nonzero(a)} {self._nonzero(b)})"
            case ("t_p", a, n):
                return f"(pow_nonzero _ {n} {self._nonzero(a)})"
            case ("f", "exp" | "sqrt", _):
                return f"(Rgt_not_eq _ _ {self._positive(node)})"
            case ("f", "cosh", _):
                return "(porism_cosh_ne _)"
            case ("f", "Rabs", a):
                return f"(Rabs_no_R0 _ {self._nonzero(a)})"
            case ("t_a", ("t_c", 1), ("t_p", _, 2)):
                return "(porism_one_square _)"
        term = self._terms[node]
        return self.know("!=", term, self.nonzero(term)).name

    # what functions need

    def _needed(
        self, need: Need, known: list[tuple[str, Node]], equations: dict[tuple[str, Node], list[str]]
    ) -> list[str]:
        match need.kind:
            case ">":
                return [self._positive(need.node)]
            case "!=":
                proof = self._nonzero(need.node)
                known.append((proof, need.node))
                return [proof]
            case "root":
                return equations[need.function, need.node]

    def _roots(self, node: Node, calculus: Calculus) -> Iterator[tuple[tuple[str, Node], list[str]]]:
        """For asin, acos and arcsinh: what stands under the root of the slope, and proofs of what is needed."""
        for part in node[1:]:
            if isinstance(part, tuple):
                yield from self._roots(part, calculus)
        match node:
            case ("f", "asin" | "acos" | "arcsinh" as name, a) if calculus.moves(node):
                term = self._terms[a]
                square = power(term, number(2))
                root = add(square, ONE) if name == "arcsinh" else subtract(ONE, square)
                below = self._read(root)
                calculus.roots[node] = below
                text = f"{term_text(term)} ^ 2 + 1" if name == "arcsinh" else f"1 - {term_text(term)} ^ 2"
                equal = self.names.fresh("E")
                first = ""
                if isinstance(term, Power) and isinstance(term.exponent, Number) and term.exponent == HALF:
                    inside = self._positive(self._read(term.base))
                    first = f"rewrite pow2_sqrt by (apply Rlt_le; exact {inside}); "
                self.lines.append(f"assert ({equal} : {text} = {term_text(root)}) by ({first}porism_field)")
                positive = self._under_root(name, term, root, below)
                self._reader.texts.setdefault(below, term_text(root))
                yield (name, a), [equal] if name == "arcsinh" else [equal, positive]

    def _under_root(self, name: str, term: Term, root: Term, below: Node) -> str:
        if found := self._known(">", below):
            return found
        if name == "arcsinh":
            return self._positive(below)
        for side in (add(ONE, term), subtract(ONE, term)):
            self.know(">", side, self.sign(side, True))
        return self.know(">", root, "nra").name


def _denominator(term: Power) -> int:
    return term.exponent.value.denominator if isinstance(term.exponent, Number) else 0


def _divisors(node: Node) -> Iterator[Node]:
    """The factors of what is divided by, numbers left out."""
    if node[0] == "f":
        return
    for part in node[1:]:
        if isinstance(part, tuple):
            yield from _divisors(part)
    if node[0] in ("t_d", "t_i"):
        yield from _factors(node[-1])


def _factors(node: Node) -> Iterator[Node]:
    match node:
        case ("t_c", _):
            return
        case ("t_m" | "t_d", a, b):
            yield from _factors(a)
            yield from _factors(b)
        case ("t_n" | "t_i", a) | ("t_p", a, _):
            yield from _factors(a)
        case _:
            yield node


def _renumbered(node: Node, numbers: dict[int, int]) -> Node:
    """The indeterminates numbered in the order in which they are met."""
    if node[0] == "t_x":
        return ("t_x", numbers.setdefault(node[1], len(numbers) + 1))
    return (node[0], *(_renumbered(part, numbers) if isinstance(part, tuple) else part for part in node[1:]))


def _has_divisor(sides: tuple[Node, Node], leaf: Node) -> bool:
    return any(leaf == divisor for side in sides for divisor in _divisors(side))


def _divided(node: Node) -> Node:
    """Inverses as quotients, for the decision."""
    parts = tuple(_divided(part) if isinstance(part, tuple) else part for part in node[1:])
    return ("t_d", ("t_c", 1), *parts) if node[0] == "t_i" else (node[0], *parts)
