"""Sums as theorems: finite ones by telescoping, which is induction, and series by telescoping and a limit.

    forall n : Z, x : R,  scope → lower <= upper + 1 →  V is defined /\\ (forall k, lower <= k <= upper → t(k) is defined)
                          /\\ sum_n_m (fun j : nat => t(lower + j - 1)) 1 (upper - lower + 1) = V
    forall n : Z, x : R,  scope →  … /\\ is_series (fun j : nat => t(lower + j)) V

An integer n is `i_n : Z`, and `v_n = IZR i_n`; powers, factorials and what they owe are as in `integer_terms.py`.

Why it implies the statement: `sum_n_m t 1 m` is t(1) + … + t(m), and 0 for m = 0, so the sum has the summands of the
statement in their order, each once, and m is their number since lower <= upper + 1 is a premise. Every summand, and the
value, is proved to be defined and to be what its text says; nothing of that is assumed. `is_series` says that the partial
sums tend to the value. The scope's hypotheses are premises, with what they owe before them (`statement.py`).

The telescoper G of a certificate, or the value itself as a function of the upper limit, gives the proof, by
t(k) = G(k + 1) − G(k). The limit of a rational G is proved by |G(k) − L|·(k + 1) <= c. Not planned: recurrences in n,
other limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from flint import fmpq_poly

from porism.provers.calculus.polynomial_signs import univariate
from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.stating.emit import relation_text, term_text
from porism.provers.rocq.stating.statement import statement as scope_theorem
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.integer_lemmas import Place, reduced
from porism.provers.rocq.structured.integer_terms import Writer, Written, integer_sum, integer_text
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.rational_functions import Reader, Ring
from porism.symbolic.statements.hypergeometric import Linear, Summands, put, summands_from_json
from porism.symbolic.statements.scope import fresh_name
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import ZERO, Term, Variable, add, multiply, number, power, subtract, variables

MAX_START = 20


class Sum:
    """The statement's texts, and the places at which its lemmas are proved."""

    def __init__(self, said: SumValue) -> None:
        self.said, self.k, self.lower, self.upper = said, said.variable, said.lower, said.upper
        names = set(said.scope.names())
        for terms in (said.summand, said.value):
            names |= {x for t in terms for x in t.names()}
        for limit in (said.lower, said.upper):
            names |= {x for x, _ in limit.parts} if limit else set()
        if self.k in {x for x, _ in said.scope.variables} or any(
            self.k in h.variables() for h in said.scope.hypotheses
        ):
            raise UnsupportedError(f"{self.k} is bound, and the scope speaks of it")
        if any(self.k in t.names() for t in said.value):
            raise UnsupportedError(f"the value depends on {self.k}")
        self.names = names - {self.k}
        self.integers = tuple(sorted(x for x in self.names if said.scope.domain(x).is_discrete))
        for limit in (said.lower, said.upper):
            if limit and not {x for x, _ in limit.parts} <= set(self.integers):
                raise UnsupportedError(f"the limit {limit} is not an integer")
        for terms in (said.summand, said.value):
            for t in terms:
                if not t.discrete() <= {*self.integers, self.k}:
                    raise UnsupportedError("a factorial of a real variable")
        self.reals = tuple(sorted(self.names - set(self.integers)))
        self.scope_texts, self.given = self._scope()

    def _scope(self) -> tuple[list[str], tuple[Relation, ...]]:
        """The premises and obligations of the scope, and its premises as relations."""
        scope = self.said.scope
        domains = {x: Domain("real") if x in self.integers else scope.domain(x) for x in sorted(self.names)}
        stated = scope_theorem(Claim(relation("==", ZERO, ZERO), tuple(domains.items()), scope.hypotheses))
        texts = [s.text for s in stated.steps]
        if any(s.kind == "obligation" for s in stated.steps):
            raise UnsupportedError("the scope has parts that must be proved to be real")
        return texts, tuple(s.proposition for s in stated.steps if isinstance(s.proposition, Relation))

    def proposition(self) -> str:
        """The theorem."""
        summand, _, body = self.summand_texts()
        value = self.writer().written(self.said.value)[0]
        low = integer_sum(self.lower)
        text = "forall " + (f"({' '.join('i_' + x for x in self.integers)} : Z) " if self.integers else "")
        text += f"({' '.join('v_' + x for x in (*self.integers, *self.reals))} : R), " if self.names else ""
        text = "" if not self.names else text
        for x in self.integers:
            text += f"(v_{x} = IZR i_{x}) -> "
            if self.said.scope.domain(x).name == "natural":
                text += f"((0 <= i_{x})%Z) -> "
        text += "".join(f"{t} -> " for t in self.scope_texts)
        if self.upper is not None:
            text += f"(({low} <= {integer_sum(self.upper)} + 1)%Z) -> "
        text += f"({value.owed}) /\\ ({self.defined(summand)}) /\\ "
        if self.upper is None:
            return text + f"({value.lets(f'is_series {body} {term_text(value.value)}')})"
        count = f"(Z.to_nat ({integer_sum(self.upper)} - ({low}) + 1))"
        total = f"sum_n_m (G := R_AbelianGroup) {body} 1 {count}"
        return text + f"({value.lets(f'{total} = {term_text(value.value)}')})"

    def writer(self, *more: str) -> Writer:
        """Writes terms in the integers of the statement, k, and further ones."""
        return Writer(frozenset({*self.integers, self.k, *more}), {*self.names, self.k, *more})

    def summand_texts(self) -> tuple[Written, str, str]:
        """The summand, and as a function of an integer and of a natural number."""
        written = self.writer().written(self.said.summand)[0]
        inner = f"let v_{self.k} := IZR i_{self.k} in {written.lets(term_text(written.value))}"
        low = integer_sum(self.lower)
        at = f"({low} + Z.of_nat j - 1)%Z" if self.upper is not None else f"({low} + Z.of_nat j)%Z"
        return (
            written,
            f"(fun i_{self.k} : Z => {inner})",
            f"(fun j : nat => let i_{self.k} := {at} in {inner})",
        )

    def defined(self, summand: Written) -> str:
        """That every summand is defined and means its value."""
        k = self.k
        text = f"forall (i_{k} : Z) (v_{k} : R), (v_{k} = IZR i_{k}) -> (({integer_sum(self.lower)} <= i_{k})%Z) -> "
        if self.upper is not None:
            text += f"((i_{k} <= {integer_sum(self.upper)})%Z) -> "
        return text + f"({summand.owed})"

    def bounds(self, *names: str) -> tuple[tuple[Linear, Linear], ...]:
        """What the scope says of the integers, as inequalities, and that the names lie between the limits."""
        found = [(Linear(0), _of(x)) for x in self.integers if self.said.scope.domain(x).name == "natural"]
        for name in names:
            found.append((self.lower, _of(name)))
            found += [(_of(name), self.upper)] if self.upper is not None else []
        if self.upper is not None:
            found.append((self.lower, self.upper.plus(1)))
        return tuple(found)


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if not isinstance(said, SumValue):
        raise UnsupportedError(f"expected the value of a sum, found a {said.kind}")
    whole = Sum(said)
    data = task.data if isinstance(task.data, dict) else {}
    reasons = list[str]()
    for telescoper, split in telescopers(whole, data):
        try:
            return Goal(whole.proposition(), proof(whole, telescoper, split), ())
        except NotSeen as reason:
            reasons.append(str(reason))
    raise NotSeen("; ".join(reasons) or "no telescoper is known")


def telescopers(whole: Sum, data: dict[str, Any]) -> Iterator[tuple[Summands, int]]:
    """Proposed G, each with the number of summands to be looked at one by one."""
    said = whole.said
    if "certificate" in data and "recurrence" not in data and not data.get("known"):
        yield summands_from_json(data["certificate"]), min(int(data.get("split", 0)), 20)
    if whole.upper is None:
        return
    match whole.upper.parts:
        case ((n, 1),) if n not in {
            x for t in said.summand for x in t.names()
        } and not whole.lower.coefficient(n):
            # The value as a function of the upper limit, which is k - 1 at k.
            at = Linear(-1 - whole.upper.constant, ((whole.k, 1),))
            yield put(said.value, {n: at}), 0


def proof(whole: Sum, telescoper: Summands, split: int) -> str:
    """The sentences of the proof."""
    k, said = whole.k, whole.said
    next_k, first, last = (
        fresh_name(f"{k}_{n}", frozenset({*whole.names, k})) for n in ("next", "first", "last")
    )
    lemmas = list[str]()

    def place(
        free: tuple[str, ...], links: dict[str, Linear], bounds: tuple[tuple[Linear, Linear], ...]
    ) -> Place:
        return Place((*whole.integers, *free), whole.reals, links, bounds, whole.given)

    def owed(name: str, at: Place, written: Written) -> str:
        intros = "".join(f"intro v_{o.name}; " for o in written.occurrences)
        closed, use = reduced(name, at, written.occurrences, written.conditions, None)
        lemmas.append(closed)
        return f"{intros}split; [ {'; '.join(use)} | porism_integral ]"

    def equal(name: str, at: Place, written: list[Written], equation: Relation) -> tuple[str, str]:
        """The equation beside what its sides owe, and a tactic for it."""
        occurrences = written[-1].occurrences
        conditions = tuple(dict.fromkeys(c for w in written for c in w.conditions))
        closed, use = reduced(name, at, occurrences, conditions, equation)
        lemmas.append(closed)
        intros = "".join(f"intro v_{o.name}; " for o in occurrences)
        text = " /\\ ".join(f"({relation_text(c)})" for c in (*conditions, equation))
        return Written(equation.left, occurrences, (), ()).lets(text), intros + "; ".join(use)

    defined, steps, stated = list[str](), list[str](), ""
    for j, at in enumerate([*(whole.lower.plus(j) for j in range(split)), None]):
        links = {} if at is None else {k: at}
        bounds = (*whole.bounds(k), (whole.lower.plus(split), _of(k))) if at is None else whole.bounds()
        free = (k,) if at is None else ()
        defined.append(owed(f"D{j}", place(free, links, bounds), whole.writer().written(said.summand)[0]))
        ahead = put(telescoper, {k: _of(next_k)})
        three = whole.writer(next_k).written(said.summand, ahead, telescoper)
        equation = relation("==", three[0].value, subtract(three[1].value, three[2].value))
        stated, tactic = equal(
            f"P{j}", place(free, {**links, next_k: (at or _of(k)).plus(1)}, bounds), three, equation
        )
        steps.append(tactic)
    value = whole.writer().written(said.value)[0]
    value_defined = owed("D_value", place((), {}, whole.bounds()), value)
    low = integer_sum(whole.lower)
    ends = {first: whole.lower, **({last: whole.upper.plus(1)} if whole.upper is not None else {})}
    at_ends = [put(telescoper, {k: _of(x)}) for x in ends]
    both = whole.writer(*ends).written(said.value, *at_ends)
    limit, limit_proof = (ZERO, "") if whole.upper is not None else _limit(whole, telescoper)
    reached = both[2].value if whole.upper is not None else limit
    equation = relation("==", both[0].value, subtract(reached, both[1].value))
    end_stated, end_tactic = equal("P_end", place((), ends, whole.bounds()), both, equation)
    g = whole.writer().written(telescoper)[0]
    g_text = f"(fun i_{k} : Z => let v_{k} := IZR i_{k} in {g.lets(term_text(g.value))})"
    _, f_text, _ = whole.summand_texts()
    up = "" if whole.upper is None else integer_sum(whole.upper)
    between = f"({low} <= i_{k})%Z -> " + (f"(i_{k} <= {up})%Z -> " if up else "")
    bound_intros = " Lo" + (" Up" if up else "")
    cases = [f"destruct (Z.eq_dec i_{k} ({low} + {j})) as [Z_{k} | X{j}]" for j in range(split)]

    def by_cases(tactics: list[str]) -> str:
        text = ""
        for case, tactic in zip(cases, tactics, strict=False):
            text += f"{case}.\n{{ {tactic}. }}\n"
        return f"{text}{tactics[-1]}.\n"

    body = "".join(lemmas)
    if whole.names:
        names = [f"i_{x}" for x in whole.integers] + [f"v_{x}" for x in (*whole.integers, *whole.reals)]
        body += f"intros {' '.join(names)}.\n"
    for x in whole.integers:
        body += f"intro E_{x}.\n" + (f"intro N_{x}.\n" if said.scope.domain(x).name == "natural" else "")
    body += "".join(f"intro G{j}.\n" for j in range(len(whole.scope_texts))) + ("intro W.\n" if up else "")
    body += (
        f"assert (T : forall (i_{k} i_{next_k} : Z) (v_{k} v_{next_k} : R), i_{next_k} = (i_{k} + 1)%Z -> v_{k} = IZR i_{k} -> "
        f"v_{next_k} = IZR i_{next_k} -> {between}{stated}).\n"
        f"{{ intros i_{k} i_{next_k} v_{k} v_{next_k} Z_{next_k} E_{k} E_{next_k}{bound_intros}.\n{by_cases(steps)}}}\n"
    )
    names = list(ends)
    body += (
        f"assert (U : forall ({' '.join('i_' + x for x in names)} : Z) ({' '.join('v_' + x for x in names)} : R), "
        + "".join(f"i_{x} = {integer_text(form)} -> " for x, form in ends.items())
        + "".join(f"v_{x} = IZR i_{x} -> " for x in names)
        + f"{end_stated}).\n{{ intros {' '.join('i_' + x for x in names)} {' '.join('v_' + x for x in names)} "
        + f"{' '.join('Z_' + x for x in names)} {' '.join('E_' + x for x in names)}.\n{end_tactic}. }}\n"
    )
    body += f"split.\n{{ {value_defined}. }}\nsplit.\n{{ intros i_{k} v_{k} E_{k}{bound_intros}.\n{by_cases(defined)}}}\n"
    body += "".join(f"intro v_{o.name}.\n" for o in value.occurrences)
    points = " ".join(integer_text(form) for form in ends.values())
    real_points = " ".join(f"(IZR {integer_text(form)})" for form in ends.values())
    use_end = f"generalize (U {points} {real_points}{' eq_refl' * (2 * len(ends))}); porism_last"
    here = f"i_{k} (i_{k} + 1)%Z (IZR i_{k}) (IZR (i_{k} + 1)%Z)"
    use_step = f"generalize (T {here} eq_refl eq_refl eq_refl{bound_intros}); porism_last"
    if up:
        body += f"transitivity ({g_text} ({up} + 1)%Z - {g_text} ({low})%Z).\n"
        body += f"{{ apply (porism_telescope {f_text} {g_text} ({low})%Z ({up})%Z); "
        body += f"[ lia | intros i_{k}{bound_intros}; {use_step} ]. }}\n"
        return body + f"symmetry.\n{use_end}.\n"
    body += f"apply (porism_telescope_series {f_text} {g_text} ({low})%Z {term_text(limit)}).\n"
    return body + f"{{ intros i_{k} Lo; {use_step}. }}\n{{ {limit_proof} }}\n{use_end}.\n"


def _limit(whole: Sum, telescoper: Summands) -> tuple[Term, str]:
    """The limit of a rational telescoper along the integers, and the sentences that prove it.

    With k = lower + s + y both c ± (G − L)·(s + y + 1) are quotients of polynomials in y without negative coefficients.
    """
    k = whole.k
    g = add(ZERO, *(t.coefficient for t in telescoper))
    if any(t.factorials for t in telescoper) or not variables(g) <= {k} or whole.lower.parts:
        raise NotSeen("the limit of the telescoper is not planned")
    try:
        n, d = (univariate(p) for p in Reader(Ring([k])).ratio(g))
    except UnsupportedError as error:
        raise NotSeen("the telescoper is not rational") from error
    if n.degree() > d.degree():
        raise NotSeen("the telescoper has no limit")
    limit = n[d.degree()] / d[d.degree()]
    for start in range(MAX_START):
        move = fmpq_poly([whole.lower.constant + start, 1])
        below, above = d(move), (n - limit * d)(move) * fmpq_poly([start + 1, 1])
        below, above = (below, above) if below[below.degree()] > 0 else (-below, -above)
        for c in (1, 10, 1000):
            sides = [c * below - above, c * below + above]
            if all(coefficient >= 0 for p in (below, *sides) for coefficient in p.coeffs()):
                value = number(Fraction(int(limit.p), int(limit.q)))
                return value, _bounded(whole, value, c, start, (below, *sides))
    raise NotSeen("the telescoper is not seen to be near its limit")


def _bounded(whole: Sum, limit: Term, c: int, start: int, polynomials: tuple[fmpq_poly, ...]) -> str:
    y, low = Variable("y"), whole.lower.constant
    below, *sides = (term_text(_written(p, y)) for p in polynomials)
    offset = f"{low + start}" if low + start >= 0 else f"(- {-low - start})"
    text = f"apply (porism_lim_by _ {term_text(limit)} {c} {start}); intros j J; cbv beta zeta; "
    text += f"assert (Y : 0 <= INR j - {start}) by (apply le_INR in J; rewrite INR_IZR_INZ in J; simpl Z.of_nat in J; lra); "
    text += f"assert (K : IZR ({integer_sum(whole.lower)} + Z.of_nat j) = INR j - {start} + {offset}) "
    text += "by (rewrite plus_IZR, <- INR_IZR_INZ; lra); "
    text += f"assert (N : INR j + 1 = INR j - {start} + {start + 1}) by ring; rewrite N, K; "
    text += f"revert Y; generalize (INR j - {start}); intros v_y Y; apply porism_le_from; "
    cases = [
        f"match goal with |- 0 <= ?a => replace a with ({side} / {below}) by porism_rational end; porism_sign"
        for side in sides
    ]
    return f"{text}[ {cases[0]} | {cases[1]} ].\n"


def _written(p: fmpq_poly, y: Term) -> Term:
    parts = [
        multiply(number(Fraction(int(c.p), int(c.q))), power(y, number(i))) for i, c in enumerate(p.coeffs())
    ]
    return add(ZERO, *parts)


def _of(name: str) -> Linear:
    return Linear(0, ((name, 1),))
