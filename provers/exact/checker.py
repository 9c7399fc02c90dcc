"""Trusted: accepts or rejects a certificate for a claim. Nothing else in Porism makes a verdict `exact`.

    check(claim, certificate) -> Accepted(status, conditions, witness)                       raises Rejected(reason)

D is the set of points of the domains that satisfy the hypotheses and where every subterm is defined. A
*derivation* is accepted if each step follows from facts that hold on all of D, the claim follows from them, and
the stated conditions describe D: they hold on D, and where they hold everything is defined. A *witness* is
accepted if it lies in D and the claim is false there. Zero is decided by normal form (`normal_form.py`), closed
terms by balls and Calcium (`values.py`), signs by shape and facts (`context.py`) and by steps (`rules.py`).
There is no search here. `Rejected` means "not accepted", never "false".

The trusted base is this file and the eight beside it: `terms`, `values`, `ratios`, `normal_form`, `context`, `boxes`,
`laws` and `rules`. They use python-flint and the standard library only.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from flint.utils.flint_exceptions import FlintError

from porism.provers.exact.context import Context, Domain, Fact, as_facts, membership
from porism.provers.exact.ratios import MoreKernels
from porism.provers.exact.rules import run
from porism.provers.exact.terms import Rejected as Rejected
from porism.provers.exact.terms import Term, add, free, num, power, put, slope, sub, term
from porism.provers.exact.values import decide, number

VERSION = "1"
MALFORMED = (
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    FlintError,
)
MAX_GRAIN = 1000  # the common denominator of a certificate's exponents
SIZES = (10, 24, 60)  # kernels in a ring; most claims need fewer than ten


class Accepted(NamedTuple):
    """What was accepted: `proved` with the plain conditions, or `refuted` with the plain witness."""

    status: str
    conditions: list[Any]
    witness: dict[str, Any]


def check(claim: Any, certificate: Any) -> Accepted:
    """Accept the certificate (plain data) for the claim (plain data), or raise `Rejected`."""
    try:
        match certificate:
            case {"method": "witness", "data": {"point": dict(point)}}:
                return _witness(claim, {str(x): term(t) for x, t in point.items()}, point)
            case {"method": "derivation", "data": dict(data)}:
                for size in SIZES[:-1]:
                    try:
                        return _derivation(claim, data, size)
                    except MoreKernels:
                        continue
                return _derivation(claim, data, SIZES[-1])
            case _:
                raise Rejected(f"unknown certificate: {str(certificate)[:60]}")
    except MoreKernels as error:
        raise Rejected(f"more than {SIZES[-1]} kernels") from error
    except MALFORMED as error:
        raise Rejected(f"malformed certificate: {type(error).__name__}: {error}") from error


class Statement:
    """A claim read from its plain form: terms, domains, hypotheses, and what must be different from 0 to be defined."""

    def __init__(self, data: Any) -> None:
        self.smooth = set[Fact]()
        self.moving = set[str]()  # the variables of derivatives
        self.nonzero = dict[Term, None]()  # inner first
        self.domains: dict[str, Domain] = {str(x): domain(d) for x, d in data["variables"].items()}
        self.hypotheses = [self._relation(h) for h in data["hypotheses"]]
        self.assumed_nonzero = list(self.nonzero)  # a point satisfies a hypothesis only where that is defined
        self.kind, self.left, self.right = self._relation(data["relation"])
        stated = [side for _, *sides in self.hypotheses for side in sides]
        if used := free(add(self.left, self.right, *stated)) - set(self.domains):
            raise Rejected(f"a variable without a domain: {', '.join(sorted(used))}")
        if any(not free(t) and decide("=", t) is not False for t in self.nonzero):
            raise Rejected("the claim is defined nowhere")

    def _relation(self, data: Any) -> tuple[str, Term, Term]:
        kind, left, right = data
        if kind not in ("==", "!=", "<=", "<"):
            raise Rejected(f"unknown relation {kind!r}")
        return kind, self.read_term(term(left)), self.read_term(term(right))

    def read_term(self, t: Term) -> Term:
        """`t` without derivatives, its defining conditions collected."""
        if t[0] == "diff":
            body = self.read_term(t[1])
            if self.domains.get(t[2], ("integer",))[0] in ("integer", "natural", "complex"):
                raise Rejected(f"no real derivative with respect to {t[2]}")
            match self.domains[t[2]]:
                case ("interval", low, high, _, _) if (
                    low and high and decide(">", sub(high, low)) is not True
                ):
                    raise Rejected(f"{t[2]} cannot move, so that there is no derivative")
            self.moving.add(t[2])
            return self.read_term(slope(body, t[2], self.smooth))
        t = tuple(self.read_term(p) if isinstance(p, tuple) else p for p in t)
        match t:
            case ("^", base, ("num", q)) if q < 0:
                self.nonzero[base] = None
            case (("log" | "Ei" | "Ci" | "Chi" | "LambertWm1"), a):
                self.nonzero[a] = None
            case (("loggamma" | "digamma"), a):
                self.nonzero[("rgamma", a)] = None
            case ("atan", a):
                self.nonzero[add(num(1), power(a, 2))] = None
        return t


def _upright(t: Term) -> Term:
    """1/Γ for Γ: the condition Γ(a) ≠ 0 says that Γ(a) is defined, since it has no zero."""
    return t[1] if t[0] == "^" and t[1][0] == "rgamma" and t[2] == num(-1) else t


def _is_hint(context: Context, d: Term, t: Term) -> bool:
    return d == t or context.same(d, t)


def domain(data: Any) -> Domain:
    """The domain of a plain form."""
    match data:
        case "real" | "positive" | "nonnegative" | "nonzero" | "integer" | "natural" | "complex":
            return (data,)
        case ["interval", low, high, bool(a), bool(b)]:
            low, high = (None if end is None else number(end) for end in (low, high))
            if low and high and decide(">=" if a and b else ">", sub(high, low)) is not True:
                raise Rejected("the interval is not seen to contain a point")
            return ("interval", low, high, a, b)
        case _:
            raise Rejected(f"unknown domain {str(data)[:60]}")


def _derivation(claim_data: Any, data: dict[str, Any], size: int) -> Accepted:
    claim, grain = Statement(claim_data), data.get("grain", 1)
    if type(grain) is not int or not 1 <= grain <= MAX_GRAIN:
        raise Rejected("the grain must be between 1 and 1000")
    conditions = [
        (kind, _upright(t) if kind == "!=" else t)
        for relation in data.get("conditions", [])
        for kind, t in as_facts(relation[0], term(relation[1]), term(relation[2]))
    ]
    if any(free(t) - set(claim.domains) for _, t in conditions):
        raise Rejected("a condition has a variable without a domain")
    given = [fact for h in claim.hypotheses for fact in as_facts(*h)] + [
        ("!=", t) for t in claim.assumed_nonzero
    ]
    goal, *sides = as_facts(claim.kind, claim.left, claim.right)
    # 1. Where the stated conditions hold, everything is defined.
    context, waiting = Context(claim.domains, size, grain, given), list(conditions)
    for t in [*claim.nonzero, None]:
        for kind, c in list(waiting):
            try:
                context.admit(c)
            except Rejected:
                continue
            context.learn(kind, c)
            waiting.remove((kind, c))
        if t is not None and t not in claim.assumed_nonzero:
            # Which steps belong to which condition is only a hint: what they show is required below.
            run(
                context,
                next((s for d, s in data.get("defined", []) if _is_hint(context, _upright(term(d)), t)), []),
            )
            context.require("!=", t, "the conditions do not make the claim defined")
            context.learn("!=", t)
    run(context, data.get("real", []))
    for _, side in sides:
        context.require("R", side, "the conditions do not make a side real")
    if any(context.forms.is_zero(t) for t in claim.nonzero):
        raise Rejected("the claim is defined nowhere")
    if waiting:
        raise Rejected("a condition is itself not defined")
    # 2. Where everything is defined, the conditions hold and the claim does.
    context = Context(claim.domains, size, grain, [*given, *(("!=", t) for t in claim.nonzero), *sides])
    for side in (claim.left, claim.right):
        context.admit(side)
    run(context, data.get("steps", []))
    for kind, c in conditions:
        context.require(kind, c, "a condition is not necessary")
    context.require(*goal, "the claim does not follow")
    if claim.smooth:
        near = nearby(claim, context, data, size, grain)
        for kind, t in claim.smooth:
            near.require(kind, t, "the function may not be differentiable")
    return Accepted("proved", list(data.get("conditions", [])), {})


def nearby(claim: Statement, context: Context, data: dict[str, Any], size: int, grain: int) -> Context:
    """What is known near each point of D too, as a derivative needs it, while its variables move a little.

    Equations and what is real by hypothesis only may hold at single points: log(x + i(x + 1)) has no derivative at x = −1,
    though its argument is real there. What stays true is what says nothing of the variables that move, that something
    is not 0, and that something which is real by its shape is positive.
    """

    def still(*terms: Term) -> bool:
        return not any(free(t) & claim.moving for t in terms)

    own = [h for h in claim.hypotheses if still(*h[1:])]
    near = Context(claim.domains, size, grain, [fact for h in own for fact in as_facts(*h)])
    for t in (*claim.assumed_nonzero, *claim.nonzero):
        near.learn("!=", t)
    for kind, left, right in claim.hypotheses:
        t = sub(right, left)
        if kind == "!=":
            near.learn(kind, t)
        elif (
            kind in ("<", "<=")
            and near.real(left)
            and near.real(right)
            and (kind == "<" or context.nonzero(t))
        ):
            near.learn(">", t)
    for step in data.get("steps", []):
        try:
            run(near, [step])
        except Rejected:  # it used what may hold at single points
            continue
    return near


def _witness(claim_data: Any, point: dict[str, Term], plain: dict[str, Any]) -> Accepted:
    claim = Statement(claim_data)
    if set(point) != set(claim.domains) or any(free(t) for t in point.values()):
        raise Rejected("a witness gives each variable a closed value")

    def settled(kind: str, t: Term) -> None:
        if decide(kind, put(t, point)) is not True:
            raise Rejected(f"the witness does not satisfy {t} {kind} 0"[:300])

    for x, where in claim.domains.items():
        for kind, t in membership(("var", x), where):
            settled(kind, t)
        if where[0] in ("integer", "natural") and not (point[x][0] == "num" and point[x][1].denominator == 1):
            raise Rejected(f"{x} must be an integer")
        if decide("=", point[x]) is None:
            raise Rejected(f"the value of {x} is not a number")
    for fact in [f for h in claim.hypotheses for f in as_facts(*h)] + [("!=", t) for t in claim.nonzero]:
        settled(*fact)
    for kind, t in claim.smooth:
        _off_cuts(kind, put(t, point), Context(claim.domains, SIZES[-1], 1), t)
    match claim.kind:
        case "==":
            settled("!=", sub(claim.left, claim.right))
        case "!=":
            settled("=", sub(claim.left, claim.right))
        case kind:
            settled("R", claim.left)
            settled("R", claim.right)
            settled(">" if kind == "<=" else ">=", sub(claim.left, claim.right))
    return Accepted("refuted", [], plain)


def _off_cuts(kind: str, value: Term, context: Context, t: Term) -> None:
    """A derivative at a point: the argument is real near it, or away from the real line at it; |a| needs a real a."""
    if kind == "R" and not context.real(t) and decide("R", value) is not False:
        raise Rejected("the function may not be differentiable at the witness")
    if (kind == ">" and decide(">", value) is not True) or (kind == ">=" and not context.positive(t, False)):
        raise Rejected("the function may not be differentiable at the witness")
