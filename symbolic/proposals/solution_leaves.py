"""Leaves of a completeness proof: x = t is at hand; t is a solution and joins a family, or it is shown to be none.

x = t ──► a shorter t ──► in the domain? defined? equal? (by balls, at samples of integers and parameters)
          all: a family    none: replace x in what fails, and refute it    some: by residues of n, or by a parameter's sign
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from porism.symbolic.claim import Claim, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.meaning import value
from porism.symbolic.proposals.solution_conditions import (
    by_sign,
    closed_shorter,
    is_thin,
    on_condition,
    vanishing_divisors,
)
from porism.symbolic.proposals.solution_question import Collected, NeedProviso
from porism.symbolic.proposals.solution_refusals import contradiction, member_relations, refused, turn
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    found,
    multiplied,
    node_of,
    replaced,
    split,
)
from porism.symbolic.proposals.solution_values import (
    PRECISION,
    Fate,
    affine,
    affine_term,
    holds,
    is_zero,
    membership_fate,
    points,
    shorter,
)
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.term import (
    PI,
    ZERO,
    Apply,
    Number,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    substitute,
    subtract,
    to_json,
    variables,
)

MODULI = (2, 3, 4, 6)
LETTERS = ("n", "m", "k", "j", "n1", "m1", "k1")


def candidate(q: Collected, known: Known, k: int) -> Node:
    """The node for hypothesis k, x = t."""
    h = known.hypotheses[k]
    t = h.right if h.left == q.x else h.left
    fresh = sorted(variables(t) - set(q.parameters))
    discrete = [n for n in fresh if known.domain(n).is_discrete]
    if len(fresh) == 1 and discrete and (parts := affine(t, fresh[0])) is not None:
        alpha, beta = parts
        if (
            q.domain.is_real
            and is_zero(value(beta, {}, PRECISION) - value(beta, {}, PRECISION).real) is False
        ):
            raise Stuck("a family that leaves the real line")
        nicer = affine_term(alpha, beta, Variable(fresh[0]))
        if nicer != t:
            return multiplied(
                known, k, turn(q, h), q.x, nicer, lambda s, j: _progression(q, s, j, alpha, beta, fresh[0])
            )
        return _progression(q, known, k, alpha, beta, fresh[0])
    if not variables(t) and (short := shorter(t)) != t:
        return multiplied(known, k, turn(q, h), q.x, short, lambda s, j: judged(q, s, j))
    if (
        len(fresh) == 1
        and discrete
        and q.domain.is_real
        and (node := _moving(q, known, k, t, fresh[0])) is not None
    ):
        return node
    return judged(q, known, k)


def _moving(q: Collected, known: Known, k: int, t: Term, n: str) -> Node | None:
    """x = α + β·n where α depends on parameters but stays between two numbers, on a bounded domain."""
    low, high, _, _ = q.domain.bounds()
    alpha, beta = closed_shorter(substitute(t, {n: ZERO})), shorter(derivative(t, n))
    if low is None or high is None or variables(beta) or n in variables(alpha):
        return None
    span = range_of(alpha)
    if span is None:
        return None
    lowest, highest = span
    step = value(beta, {}, 128).real
    ends = [(value(subtract(e, first), {}, 128).real / step) for e, first in ((low, highest), (high, lowest))]
    ends = ends if step > 0 else ends[::-1]
    least, greatest = (int(ends[0].lower().ceil().unique_fmpz()), int(ends[1].upper().floor().unique_fmpz()))
    if greatest - least > 40:
        return None
    nicer = affine_term(alpha, beta, Variable(n))

    def members(s: Known, i: int) -> Node:
        cases = []
        for j in range(least, greatest + 1):
            member = affine_term(alpha, beta, number(j))
            child = s.assuming(relation("==", Variable(n), number(j)), relation("==", q.x, member))
            here = closed_shorter(add(alpha, shorter(multiply(beta, number(j))))) if j else alpha
            cases.append(
                multiplied(
                    child,
                    child.last,
                    turn(q, child.hypotheses[-1]),
                    q.x,
                    here,
                    lambda s2, m: judged(q, s2, m),
                )
            )
        using = [*range(len(q.scope.hypotheses)), *q.on_parameters(s)]
        return node_of(
            "integers", cases, of=i, name=q.unknown, integer=n, start=to_json(alpha), step=to_json(beta), using=using,
            lowest=to_json(lowest), highest=to_json(highest),
        )  # fmt: skip

    return (
        multiplied(known, k, turn(q, known.hypotheses[k]), q.x, nicer, members)
        if nicer != t
        else members(known, k)
    )


def range_of(t: Term) -> tuple[Term, Term] | None:
    """Closed bounds of a term that is made of bounded functions by sums and rational multiples."""
    half = multiply(number(Fraction(1, 2)), PI)
    match t:
        case _ if not variables(t):
            return t, t
        case Apply("asin" | "atan", _):
            return negate(half), half
        case Apply("acos", _):
            return ZERO, PI
        case Sum(parts):
            spans = [range_of(p) for p in parts]
            if any(s is None for s in spans):
                return None
            return add(*(s[0] for s in spans if s)), add(*(s[1] for s in spans if s))
        case Product((Number(c), rest)):
            inner = range_of(rest)
            if inner is None:
                return None
            low, high = (multiply(Number(c), end) for end in inner)
            return (low, high) if c > 0 else (high, low)
        case _:
            return None


def _progression(q: Collected, known: Known, k: int, alpha: Term, beta: Term, n: str) -> Node:
    """x = α + β·n: a bounded domain leaves finitely many n."""
    low, high, _, _ = q.domain.bounds() if q.domain.is_real else (None, None, False, False)
    bounded = any(h.kind == "<=" and h.variables() == {n} for h in known.hypotheses)
    if (low is None and high is None) or bounded:
        return judged(q, known, k)
    ends = [
        None
        if e is None
        else (value(add(e, multiply(number(-1), alpha)), {}, 128) / value(beta, {}, 128)).real
        for e in (low, high)
    ]
    if value(beta, {}, 128).real < 0:
        ends.reverse()
    least = None if ends[0] is None else int(ends[0].lower().ceil().unique_fmpz())
    greatest = None if ends[1] is None else int(ends[1].upper().floor().unique_fmpz())
    data: dict[str, Any] = {
        "of": k,
        "name": q.unknown,
        "integer": n,
        "start": to_json(alpha),
        "step": to_json(beta),
    }
    if least is not None and greatest is not None:
        if greatest - least > 200:
            raise Stuck("too many members of a family")
        cases = []
        for j in range(least, greatest + 1):
            member = affine_term(alpha, beta, number(j))
            child = known.assuming(relation("==", Variable(n), number(j)), relation("==", q.x, member))
            cases.append(candidate(q, child, child.last))
        return node_of("integers", cases, **data)
    bounds = [relation("<=", number(least), Variable(n))] if least is not None else []
    bounds += [relation("<=", Variable(n), number(greatest))] if greatest is not None else []
    child = known.assuming(*bounds)
    return node_of("integers", [judged(q, child, k)], **data)


def fate(q: Collected, t: Term, at: dict[str, Any]) -> Fate:
    """What becomes of the candidate t at balls for the variables in it."""
    z = value(t, at, PRECISION)
    if not z.is_finite():
        return "undefined"
    here = membership_fate(z, q.domain)
    if here != "solution":
        return here
    if q.domain.is_real:
        from flint import acb

        z = acb(z.real)
    point = at | {q.unknown: z}
    for r in q.base:
        if q.unknown in r.variables() and holds(r, point) is False:
            return "outside"
    sides = [value(side, point, PRECISION) for side in (q.left, q.right)]
    if not all(side.is_finite() for side in sides):
        return "undefined"
    zero = is_zero(sides[0] - sides[1])
    if zero is None:  # too wide: measured against how large the sides are nearby
        beside = at | {q.unknown: z + 1}
        size = sum(abs(value(side, beside, PRECISION)) for side in (q.left, q.right))
        zero = is_zero((sides[0] - sides[1]) / (size + 1))
    return "unclear" if zero is None else "solution" if zero else "unequal"


def judged(q: Collected, known: Known, k: int) -> Node:
    """The node for x = t with t in its final form."""
    h = known.hypotheses[k]
    t = h.right if h.left == q.x else h.left
    fresh = sorted(variables(t) - set(q.parameters))
    relevant = [known.hypotheses[j] for j in q.on_parameters(known)] + [
        r for r in q.base if q.unknown not in r.variables()
    ]
    samples = list(points(known, fresh, q.parameters, relevant))
    if not samples:
        if any(r.kind == "==" for r in relevant) and not fresh:
            return on_condition(q, known, k, t, lambda s: _listed(q, s, k, t))
        if relevant:
            return contradiction(q, known)
        raise Stuck("no point of the branch was found")
    fates = [fate(q, t, at) for at in samples]
    if all(f == "solution" for f in fates):
        return _listed_where_defined(q, known, k, t)
    if "unclear" in fates:
        raise Stuck("balls cannot tell whether a candidate is a solution")
    if "solution" not in fates:
        if "unequal" in fates and not fresh and is_thin(q, known, t):
            return on_condition(q, known, k, t, lambda s: _listed(q, s, k, t))
        return refused(q, known, k, t, fates[0], samples[0])
    integers = [n for n in fresh if known.domain(n).is_discrete]
    for n in integers:
        for m in MODULI:
            classes = {
                (int(float(at[n].real.mid())) % m, f == "solution")
                for at, f in zip(samples, fates, strict=True)
            }
            if len({r for r, _ in classes}) == len(classes):
                return _by_residues(q, known, k, t, n, m)
    if q.parameters and known.depth < 60:
        good = [f == "solution" for f in fates]
        node = by_sign(q, known, t, samples, good, lambda s: judged(q, s, k))
        if node is not None:
            return node
    if q.parameters and not fresh:
        return on_condition(q, known, k, t, lambda s: _listed(q, s, k, t))
    raise Stuck("a family of candidates of which only some are solutions")


def _by_residues(q: Collected, known: Known, k: int, t: Term, n: str, modulus: int) -> Node:
    m = known.fresh("m")
    cases = []
    for j in range(modulus):
        member = add(multiply(number(modulus), Variable(m)), number(j))
        child = known.where((m, Domain("integer"))).assuming(relation("==", Variable(n), member))
        cases.append(replaced(child, k, child.last, Variable(n), member, lambda s, i: candidate(q, s, i)))
    return node_of("residues", cases, integer=n, modulus=modulus, name=m)


def _listed_where_defined(q: Collected, known: Known, k: int, t: Term) -> Node:
    """x = t is a solution where nothing that the equation divides by is 0."""
    p = vanishing_divisors(q, known, t) if q.parameters else None
    if p is None:
        return _listed(q, known, k, t)
    if q.generic:
        raise NeedProviso(relation("!=", p, ZERO))
    return split(known, "zero", p, [lambda s, j: judged(q, s, k), lambda s, j: judged(q, s, k)])


def _listed(q: Collected, known: Known, k: int, t: Term) -> Node:
    """x = t is a solution: its family."""
    taken = set(q.parameters) | {q.unknown}
    if isinstance(t, Variable) and t.name in known.roots and _is_short(known.domain(t.name)):
        letter = next(c for c in ("t", "s", "u", "t1") if c not in taken)
        family = Family(Variable(letter), ((letter, known.domain(t.name)),), (), True)
        return replaced_bounds(q, known, k, t, q.family(family), letter)
    letters = iter(c for c in LETTERS if c not in taken)
    names, at, bound = dict[str, Term](), dict[str, Term](), list[tuple[str, Domain]]()
    using = q.on_parameters(known)
    conditions = [known.hypotheses[j] for j in using]
    for v in sorted(variables(t) - set(q.parameters)):
        letter = next(letters)
        domain, there = known.domain(v), Variable(v)
        names[v], at[letter] = Variable(letter), there
        for j, h in enumerate(known.hypotheses):
            bounds = (isinstance(h.left, Number) and h.right == there) or (
                isinstance(h.right, Number) and h.left == there
            )
            if h.kind == "<=" and bounds and domain.name == "integer":
                using.append(j)
                domain = Domain("natural")
                if h.right == there:  # least ≤ v
                    names[v] = add(h.left, Variable(letter))
                    at[letter] = add(there, multiply(number(-1), h.left))
                else:
                    names[v] = add(h.right, multiply(number(-1), Variable(letter)))
                    at[letter] = add(h.right, multiply(number(-1), there))
            elif h.kind == "==" and h.variables() == {v} and v in known.roots:
                using.append(j)
                conditions.append(relation("==", substitute(h.left, {v: Variable(letter)}), h.right))
        bound.append((letter, domain))
    family = Family(substitute(t, names), tuple(bound), tuple(dict.fromkeys(conditions)))
    shifted = _shifted(q, family)
    if shifted is not None:
        position, letter, shift = shifted
        return found(position, at | {letter: add(at[letter], number(shift))}, using, by=k)
    return found(q.family(family), at, using, by=k)


def _is_short(domain: Domain) -> bool:
    match domain:
        case Domain("interval", Number(low), Number(high)):
            return high - low < Fraction(1, 10**12)
        case _:
            return False


def replaced_bounds(q: Collected, known: Known, k: int, t: Variable, family: int, letter: str) -> Node:
    """x = r and r ∈ (a, b): so is x."""
    child = known.assuming(*member_relations(t, known.domain(t.name)))
    low, high = len(known.hypotheses), len(known.hypotheses) + 1
    inner = replaced(
        child,
        low,
        k,
        t,
        q.x,
        lambda s, _: replaced(s, high, k, t, q.x, lambda s2, _: found(family, {letter: q.x})),
    )
    return node_of("member", [inner], name=t.name)


def _shifted(q: Collected, family: Family) -> tuple[int, str, int] | None:
    """A listed family α + β·n of which this one, α′ + β·n, is a shift by whole periods."""
    if len(family.bound) != 1 or family.bound[0][1].name != "integer":
        return None
    letter = family.bound[0][0]
    here = affine(family.value, letter)
    for k, other in enumerate(q.families):
        if here is None or other.bound != family.bound or other.conditions != family.conditions:
            continue
        there = affine(other.value, letter)
        if there is None:
            continue
        (a, b), (a2, b2) = [[value(t, {}, PRECISION) for t in pair] for pair in (here, there)]
        if (
            is_zero(b - b2)
            and (shift := ((a - a2) / b).real.unique_fmpz()) is not None
            and is_zero(a - a2 - b * int(shift))
        ):
            return k, letter, int(shift)
    return None


def everything(q: Collected, known: Known) -> Node:
    """Every point of the branch solves the equation: a region."""
    names = {
        q.unknown: Variable(
            next(c for c in ("t", "s", "u", "t1") if c not in q.parameters and c != q.unknown)
        )
    }
    own = [j for j in range(len(q.base), len(known.hypotheses)) if known.hypotheses[j].kind != "=="]
    shaped = [j for j in own if known.hypotheses[j].variables() <= {q.unknown, *q.parameters}]
    stated = [
        known.hypotheses[j]
        for j in dict.fromkeys([*shaped, *q.on_parameters(known)])
        if known.hypotheses[j].variables()
    ]
    domain_claim = Claim.make(relation("==", q.left, q.right), dict(q.scope.variables))
    stated += [
        c for c in defining_conditions(domain_claim) if c.variables() and not _plainly_nonzero(c.left, known)
    ]
    letter = names[q.unknown]
    at: dict[str, Term] = {q.unknown: letter}
    conditions = [
        relation(r.kind, substitute(r.left, at), substitute(r.right, at)) for r in dict.fromkeys(stated)
    ]
    family = Family(letter, ((letter.name, q.domain),), tuple(dict.fromkeys(conditions)))
    return node_of("defined", [found(q.family(family), {letter.name: q.x}, [q.equation])], of=q.equation)


def _plainly_nonzero(t: Term, known: Known) -> bool:
    from porism.symbolic.proposals.solution_tree import is_positive

    return is_positive(t, known)
