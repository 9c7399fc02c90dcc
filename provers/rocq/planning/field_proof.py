"""Proofs of theorems about complex numbers by the laws of a field: the difference as a combination of the premises.

    left − right = (Σ cᵢ·pᵢ)/d      each pᵢ = 0 by a premise, d ≠ 0, checked by `field`

The combination is found by division; the lemmas and tactics are those of `library/ComplexField.v`.
"""

from __future__ import annotations

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.rational import Field, Polynomial, Value, constant
from porism.provers.rocq.stating.field_statement import FieldStatement, field_text
from porism.symbolic.term import Number, Power, Product, Sum, Term, Variable


def field_body(stated: FieldStatement) -> list[str]:
    """The sentences of a proof; raises `NotSeen`."""
    lines = list[str]()
    if names := (*stated.variables, *stated.parts):
        lines.append("intros " + " ".join(names))
    values = Field()
    for name in names:
        values.atom(Variable(name))
    for k, premise in enumerate(stated.premises, 1):
        lines.append(f"intro A{k}")
        if premise.kind != "==":
            continue
        difference = _value(values, premise.left) - _value(values, premise.right)
        polynomial = difference.numerator
        if polynomial.is_constant():
            continue
        text = field_text(values.polynomial_term(polynomial))
        sides = f"({field_text(premise.left)} - {field_text(premise.right)})"
        denominator = field_text(values.polynomial_term(difference.denominator))
        lines.append(
            f"assert (P{k} : ({text} = RtoC 0)%C) by (transitivity ({sides} * {denominator})%C; "
            f"[ porism_complex_field | rewrite (porism_complex_diff _ _ A{k}); ring ])"
        )
        leader = max(i for i, degree in enumerate(polynomial.degrees()) if degree)
        values.vanish(f"P{k}", text, polynomial, values.atoms[leader])
    left, right = stated.relation.left, stated.relation.right
    difference = _value(values, left) - _value(values, right)
    cofactors = _combination(values, difference.numerator)
    if not cofactors:
        lines.append("porism_complex_field")
        return lines
    total = " + ".join(f"{field_text(values.polynomial_term(c))} * {text}" for _, text, c in cofactors)
    if difference.denominator != 1:
        total = f"({total}) * (/ {field_text(values.polynomial_term(difference.denominator))})"
    rewriting = ", ".join(name for name, _, _ in cofactors)
    lines.append(
        f"apply porism_complex_eq; transitivity ({total})%C; "
        f"[ porism_complex_field | rewrite {rewriting}; porism_complex_field ]"
    )
    return lines


def _combination(values: Field, polynomial: Polynomial) -> list[tuple[str, str, Polynomial]]:
    """Names, texts and cofactors of relations whose combination is the polynomial; raises `NotSeen`."""
    if polynomial == 0:
        return []
    for fact in values.vanishing:
        quotient, rest = divmod(polynomial, fact.polynomial)
        if rest == 0:
            return [(fact.name, fact.text, quotient)]
    reduction = values.reduced(polynomial)
    if reduction.rest != 0 or not reduction.multiplier.is_constant():
        raise NotSeen("the equation is not seen to follow from the laws of a field")
    return [(fact.name, fact.text, c) for fact, c in reduction.cofactors]


def _value(values: Field, term: Term) -> Value:
    match term:
        case Number(exact):
            return constant(exact)
        case Variable():
            return values.atom(term)
        case Sum(terms):
            total = constant(0)
            for t in terms:
                total = total + _value(values, t)
            return total
        case Product(factors):
            result = constant(1)
            for t in factors:
                result = result * _value(values, t)
            return result
        case Power(base, Number(n)) if n.denominator == 1:
            return _value(values, base) ** int(n)
        case _:
            raise NotSeen(f"{term} is no rational expression")
