"""Facts about powers and factorials of integers, reduced to facts about real numbers that plans can prove.

At an integer point every power b**(c + Σ cⱼxⱼ) is b**c·Π(b**xⱼ)**cⱼ, and factorials whose arguments differ by an integer are
one factorial times a polynomial. So a relation between sums becomes one in the integers, as real numbers, and in *atoms* b**xⱼ
and (Σ cⱼxⱼ + c)!:

    closed lemma      for all real v_n, v_k, atoms and occurrences: bounds → what each occurrence is → the relation
    in the context    the bounds by `lia`, the equations by the laws of powers and factorials, then the lemma

Nothing here is trusted: Rocq decides. `links` are integer variables that are linear forms of the others, such as k + 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.kernel import prime_powers
from porism.provers.rocq.stating.emit import number_text, relation_text, term_text
from porism.provers.rocq.stating.statement import Statement, Step
from porism.provers.rocq.structured.integer_terms import Occurrence, integer_sum, integer_text
from porism.symbolic.claim import Relation, relation
from porism.symbolic.statements.hypergeometric import Linear
from porism.symbolic.statements.scope import fresh_name
from porism.symbolic.term import (
    ONE,
    ZERO,
    Number,
    Term,
    Variable,
    multiply,
    number,
    power,
    subtract,
    to_json,
)

MAX_SHIFT = 40
MAX_LITERAL = 7  # of a factorial that Rocq counts out in unary numbers


@dataclass(frozen=True)
class Place:
    """Integer variables at a point: those that are free, those that are forms of them, and inequalities low <= high.

    In Rocq's context each has `E_x : v_x = IZR i_x`, and a linked one `Z_x : i_x = form`. `given` hold besides.
    """

    integers: tuple[str, ...]
    reals: tuple[str, ...]
    links: Mapping[str, Linear]
    bounds: tuple[tuple[Linear, Linear], ...]
    given: tuple[Relation, ...] = ()


@dataclass
class _Reduction:
    """Atoms with their texts, what is known of them, and the equations for occurrences with their proofs."""

    place: Place
    taken: set[str]
    atoms: dict[str, tuple[str, str]] = field(default_factory=dict)  # text -> (name, text)
    facts: list[tuple[Relation, str]] = field(default_factory=list)
    extra: list[tuple[Linear, Linear]] = field(default_factory=list)

    def atom(self, text: str) -> tuple[str, bool]:
        """The name of an atom, and whether it is new."""
        if text in self.atoms:
            return self.atoms[text][0], False
        name = fresh_name("q", frozenset(self.taken))
        self.taken.add(name)
        self.atoms[text] = (name, text)
        return name, True

    def power_atom(self, base: Term, x: str) -> Term:
        """b**x."""
        text = f"powerRZ {term_text(base)} i_{x}"
        name, is_new = self.atom(text)
        q = Variable(name)
        if is_new:
            match base:
                case Number(value) if value == -1:
                    self.facts.append(
                        (
                            relation("==", power(q, number(2)), ONE),
                            f"apply porism_power_sign; unfold v_{name}; reflexivity",
                        )
                    )
                    self.facts.append((relation("!=", q, ZERO), f"unfold v_{name}; apply powerRZ_NOR; lra"))
                case Number(value) if value > 0:
                    self.facts.append((relation("<", ZERO, q), f"unfold v_{name}; apply powerRZ_lt; lra"))
                case _:
                    nonzero = relation("!=", base, ZERO)
                    positive = relation("<", ZERO, base)
                    if positive in self.place.given:
                        self.facts.append(
                            (relation("<", ZERO, q), f"unfold v_{name}; apply powerRZ_lt; assumption")
                        )
                    elif nonzero in self.place.given:
                        self.facts.append(
                            (relation("!=", q, ZERO), f"unfold v_{name}; apply powerRZ_NOR; assumption")
                        )
        return q

    def power(self, base: Term, form: Linear) -> tuple[Term, str]:
        """base**form for a base that is no composite number, and the tactic for `powerRZ base form = …`."""
        parts, value, head = list[str](), list[Term](), "replace ({})%Z with "
        tail = "porism_power"
        if base == number(-1):
            even = Linear.of(form.constant // 2, {x: c // 2 for x, c in form.parts})
            form = form.minus(even.times(2))
            head, tail = (
                head + f"(ODD + 2 * ({integer_sum(even)}))%Z",
                "rewrite porism_power_even; porism_power",
            )
        for x, c in form.parts:
            q, times = self.power_atom(base, x), f"Z.of_nat {abs(c)} * i_{x}"
            parts.append(times if c > 0 else f"- ({times})")
            value.append(power(q, number(c)))
        if form.constant or not parts:
            c = form.constant
            parts.append(f"Z.of_nat {c}" if c >= 0 else f"- Z.of_nat {-c}")
            value.append(power(base, number(c)))
        whole = f"({' + '.join(parts)})"
        head = head.replace("ODD", whole) if "ODD" in head else f"{head}{whole}%Z"
        changes = "".join(
            f"; change ({text}) with v_{name}"
            for name, text in self.atoms.values()
            if text.startswith("powerRZ")
        )
        return multiply(*value), f"{head} by lia; {tail}{changes}"

    def occurrence(self, o: Occurrence) -> tuple[Term, str]:
        """What an occurrence of a power is, and the proof."""
        if o.base is None:
            raise NotSeen("a factorial is reduced with those like it")
        form = o.form.put(self.place.links)
        if not isinstance(o.base, Number):
            value, tactic = self.power(o.base, form)
            return value, f"unfold v_{o.name}; {tactic.format(integer_sum(o.form))}; porism_field"
        primes = _primes(o.base.value)
        factors, lines, text = list[Term](), list[str](), list[str]()
        for p, e in primes:
            value, tactic = self.power(number(p), form)
            factors.append(power(value, number(e)))
            piece = number_text(Fraction(p))
            left = f"powerRZ {piece} {integer_text(o.form)}"
            proof = f"symmetry; {tactic.format(integer_sum(o.form))}; porism_field"
            lines.append(f"replace ({left}) with ({term_text(value)}) by ({proof})")
            text += [piece if e > 0 else f"/ {piece}"] * abs(e)
        whole = " * ".join(text) or "1"
        head = f"unfold v_{o.name}; replace {term_text(o.base)} with ({whole}) by field; "
        head += "rewrite ?powerRZ_mult, ?powerRZ_inv', ?powerRZ_R1; "
        return multiply(*factors), f"{head}{''.join(f'{line}; ' for line in lines)}porism_field"

    def factorials(self, group: Sequence[Occurrence]) -> list[tuple[Occurrence, Term, str]]:
        """The same for factorials whose forms differ by integers."""
        forms = {o.name: o.form.put(self.place.links) for o in group}
        part = next(iter(forms.values())).parts
        if not part:
            return [(o, *_literal(o, forms[o.name].constant)) for o in group]
        signs, constants = {o.sign for o in group}, [f.constant for f in forms.values()]
        start = max(constants) if signs == {-1} else min(constants)
        if max(constants) - min(constants) > MAX_SHIFT:
            raise NotSeen("two factorials are far apart")
        base = Linear(start, part)
        rising = f"INR (fact (Z.to_nat {integer_text(base)}))"
        text = f"if Z.ltb {integer_text(base)} 0 then 0 else / {rising}" if signs == {-1} else rising
        name, is_new = self.atom(text)
        atom = Variable(name)
        if is_new and signs != {-1}:
            self.facts.append((relation("<", ZERO, atom), f"unfold v_{name}; apply INR_fact_lt_0"))
            self.extra.append((Linear(0), base))
        found = list[tuple[Occurrence, Term, str]]()
        for o in group:
            c = forms[o.name].constant
            between = [Linear(j, part).term() for j in range(min(c, start) + 1, max(c, start) + 1)]
            head = f"unfold v_{o.name}; "
            casts = (
                f"porism_casts; rewrite <- ?{', <- ?'.join('E_' + x for x in self.place.integers)}"
                if self.place.integers
                else "idtac"
            )
            if signs == {-1}:
                head += f"replace ({integer_sum(o.form)})%Z with ({integer_sum(forms[o.name])})%Z by lia; "
                at, step = f"({integer_sum(forms[o.name])})%Z", ""
                for _ in range(start - c):
                    step += f"rewrite (porism_rfact_succ {at}); "
                    at = f"({at[:-2]} + 1)%Z"
                step += f"replace {at} with {integer_text(base)} by lia; " if start > c else ""
                found.append(
                    (o, multiply(atom, *between), f"{head}{step}change ({text}) with v_{name}; {casts}; ring")
                )
                continue
            at, step = f"({integer_sum(base)})%Z", ""
            for _ in range(c - start):
                step = f"rewrite (porism_fact_succ {at}) by lia; {step}"
                at = f"({at[:-2]} + 1)%Z"
            rise = f"replace ({integer_sum(o.form)})%Z with {at} by lia; "
            rise += "rewrite porism_rfact_nat by lia; " if o.sign < 0 else ""
            rise += f"{step}change ({text}) with v_{name}; {casts}"
            value = multiply(atom, *between)
            if o.sign > 0:
                found.append((o, value, f"{head}{rise}; ring"))
            else:
                found.append((o, power(value, number(-1)), f"{head}{rise}; porism_field"))
        return found


def _primes(value: Fraction) -> list[tuple[int, int]]:
    if value == 0:
        raise NotSeen("a power of 0")
    return ([(-1, 1)] if value < 0 else []) + prime_powers(abs(value))


def _literal(o: Occurrence, c: int) -> tuple[Term, str]:
    if c < 0 or c > MAX_LITERAL:
        if o.sign > 0 or c > 0:
            raise NotSeen(f"a factorial of {c}")
        return ZERO, f"unfold v_{o.name}; replace ({integer_sum(o.form)})%Z with ({c})%Z by lia; reflexivity"
    value = 1
    for j in range(2, c + 1):
        value *= j
    head = f"unfold v_{o.name}; replace ({integer_sum(o.form)})%Z with ({c})%Z by lia; rewrite ?porism_rfact_nat by lia; "
    count = f"replace (INR (fact (Z.to_nat {c}))) with {value} by (rewrite INR_IZR_INZ; reflexivity); field"
    return power(number(value), number(o.sign)), head + count


def reduced(
    name: str,
    place: Place,
    occurrences: Sequence[Occurrence],
    conditions: Sequence[Relation],
    goal: Relation | None,
) -> tuple[str, list[str]]:
    """A closed lemma with its proof, and the sentences that prove `conditions /\\ … /\\ goal` with it.

    The names of the occurrences are local definitions in the context in which the sentences are used.
    """
    if goal is None and not conditions:
        return "", ["exact I"]
    taken = {*place.integers, *place.reals, *place.links, *(o.name for o in occurrences)}
    reduction = _Reduction(place, taken)
    equations = list[tuple[str, Term, str]]()
    groups = dict[tuple[tuple[str, int], ...], list[Occurrence]]()
    for o in occurrences:
        if o.base is None:
            groups.setdefault(o.form.put(place.links).parts, []).append(o)
        else:
            equations.append((o.name, *reduction.occurrence(o)))
    for group in groups.values():
        equations += [(o.name, value, proof) for o, value, proof in reduction.factorials(group)]
    use = list[str]()
    premises = list(place.given)
    back = ", ".join(f"<- ?E_{x}" for x in (*place.links, *place.integers))
    for k, (low, high) in enumerate((*place.bounds, *reduction.extra)):
        stated = relation("<=", low.term(), high.term())
        if isinstance(stated.left, Number) and isinstance(stated.right, Number):
            continue
        premises.append(stated)
        order = f"IZR_le {integer_text(low)} {integer_text(high)} ltac:(lia)"
        tactic = f"generalize ({order}); porism_casts; rewrite {back}; intro; lra"
        use.append(f"assert (B{k} : {relation_text(stated)}) by ({tactic})")
    solve = list[list[object]]()
    for x, form in place.links.items():
        premises.append(relation("==", Variable(x), form.term()))
        text = relation_text(premises[-1])
        use.append(
            f"assert (L_{x} : {text}) by (generalize (f_equal IZR Z_{x}); porism_casts; rewrite {back}; intro; lra)"
        )
        solve.append(["solve", ["var", x], to_json(subtract(Variable(x), form.term()))])
    for atom, text in reduction.atoms.values():
        use.append(f"pose (v_{atom} := {text})")
    for k, (stated, tactic) in enumerate(reduction.facts):
        premises.append(stated)
        if "porism_power_sign" in tactic:
            (q,) = stated.variables()
            tactic = f"unfold v_{q}; generalize (porism_power_sign {reduction_index(reduction, q)}); intro; simpl; lra"
        use.append(f"assert (F{k} : {relation_text(stated)}) by ({tactic})")
    for o_name, value, proof in equations:
        premises.append(relation("==", Variable(o_name), value))
        use.append(f"assert (O_{o_name} : {relation_text(premises[-1])}) by ({proof})")
        solve.append(["solve", ["var", o_name], to_json(subtract(Variable(o_name), value))])
    atoms = [atom for atom, _ in reduction.atoms.values()]
    names = [*place.integers, *place.links, *place.reals, *atoms, *(o.name for o in occurrences)]
    steps = [Step("premise", p) for p in premises]
    *owed, last = [*conditions, *([goal] if goal is not None else [])]
    steps += [Step("obligation", c) for c in owed]
    lemma = Statement(tuple(names), tuple(steps), last, ())
    body = ".\n".join(planned(lemma, solve))
    cleared = [f"v_{o}" for o in (*atoms, *(o.name for o in occurrences))]
    if cleared:
        use.append(f"clearbody {' '.join(cleared)}")
    use.append(f"apply ({name} {' '.join('v_' + n for n in names)}); assumption")
    return f"assert ({name} : {lemma.text}).\n{{ {body}. }}\n", use


def reduction_index(reduction: _Reduction, q: str) -> str:
    """The integer of the atom (-1)**x."""
    return next(text.rsplit(" ", 1)[1] for name, text in reduction.atoms.values() if name == q)
