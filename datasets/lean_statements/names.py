"""Names of Lean and Mathlib that are read: types, functions with their argument types, and how short names are resolved.

A short name (`sqrt`, with `open Real`) is taken for the real function only if no other open namespace could mean another one:
either the argument is of type ℝ as it stands and no open namespace has one that takes it, or no other one is open at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from porism.datasets.lean_statements.typed import Type

TYPES: dict[str, Type] = {
    "ℕ": Type.NAT, "Nat": Type.NAT, "ℤ": Type.INT, "Int": Type.INT, "ℚ": Type.RAT, "Rat": Type.RAT,
    "ℝ": Type.REAL, "Real": Type.REAL, "ℂ": Type.COMPLEX, "Complex": Type.COMPLEX,
}  # fmt: skip

#: Types that are known and not read; `Type` and `Sort` make a statement about all types.
OTHER_TYPES = frozenset({
    "Set", "Finset", "Multiset", "List", "Array", "Fin", "ZMod", "Polynomial", "Matrix", "Bool", "String", "Unit", "Option",
    "ℝ≥0", "ℝ≥0∞", "ℕ+", "NNReal", "ENNReal", "PNat", "ENat", "EReal", "EuclideanSpace", "Equiv", "Prod", "Sum", "Float",
})  # fmt: skip
TYPE_ARGUMENTS = frozenset({"Type", "Sort", "Prop"})

_R, _N, _Z, _C = Type.REAL, Type.NAT, Type.INT, Type.COMPLEX
#: Full name -> (types of the arguments, type of the result).
FUNCTIONS: dict[str, tuple[tuple[Type, ...], Type]] = {
    **{f"Real.{name}": ((_R,), _R) for name in (
        "sqrt", "exp", "log", "sin", "cos", "tan", "arctan", "arcsin", "arccos", "sinh", "cosh", "tanh", "arsinh")},
    "Real.rpow": ((_R, _R), _R), "Real.logb": ((_R, _R), _R), "Real.pi": ((), _R),
    "Nat.sqrt": ((_N,), _N), "Nat.factorial": ((_N,), _N), "Nat.choose": ((_N, _N), _N), "Nat.gcd": ((_N, _N), _N),
    "Nat.lcm": ((_N, _N), _N), "Nat.succ": ((_N,), _N), "Nat.pred": ((_N,), _N), "Int.natAbs": ((_Z,), _N),
    **{f"Complex.{name}": ((_C,), _C) for name in ("exp", "log", "sin", "cos", "sinh", "cosh")},
    "Complex.I": ((), _C), "Complex.abs": ((_C,), _R),
}  # fmt: skip
CASTS = {"Nat.cast": Type.NAT, "Int.cast": Type.INT, "Rat.cast": Type.RAT, "Complex.ofReal": Type.REAL}
#: Functions of numbers of one ordered type.
SAME_TYPE = {"abs": 1, "max": 2, "min": 2}
INTERVALS = {"Icc": (True, True), "Ico": (True, False), "Ioc": (False, True), "Ioo": (False, False)}
HALF_LINES = {"Ici": (0, True), "Ioi": (0, False), "Iic": (1, True), "Iio": (1, False)}

#: Namespaces in which a short name means something, beside `Real`.
_RIVALS: dict[str, frozenset[str]] = {
    "sqrt": frozenset({"Nat", "NNReal", "Rat", "Int", "CFC"}),
    "log": frozenset({"Nat", "Int", "Complex", "ENNReal"}),
    **dict.fromkeys(("exp", "sin", "cos", "tan", "sinh", "cosh", "tanh"), frozenset({"Complex", "NormedSpace", "EReal"})),
    **dict.fromkeys(
        ("arctan", "arcsin", "arccos", "arsinh", "logb", "rpow", "pi"), frozenset({"Complex", "NNReal", "ENNReal"})),
}  # fmt: skip
#: Namespaces whose functions take a real argument too, by a coercion.
_TAKE_REALS = frozenset({"Complex", "EReal", "CFC", "NormedSpace"})
_NAT_SHORT = frozenset({"factorial", "choose", "gcd", "lcm", "succ", "pred"})


@dataclass(frozen=True)
class Context:
    """What stands before a statement: open namespaces, names that the file declares, and how its text came about.

    `displayed` says that Lean printed the text, as it does for goals: there a numeral's type can be invisible.
    """

    opened: frozenset[str] = frozenset()
    namespace: str = ""
    declared: frozenset[str] = frozenset()
    displayed: bool = False

    @property
    def inside(self) -> frozenset[str]:
        """The open namespaces, the current one included."""
        return self.opened | ({self.namespace} if self.namespace else frozenset())

    def is_shadowed(self, name: str) -> bool:
        """Whether the file declares something that this name could mean."""
        return any(d == name or d.endswith("." + name) or name.endswith("." + d) for d in self.declared)


def full_name(name: str, context: Context) -> tuple[str, bool] | None:
    """The full name that a name means, and whether that needs an argument of type ℝ as it stands; None if unknown.

    >>> full_name("sqrt", Context(frozenset({"Real"}))), full_name("sqrt", Context(frozenset({"Real", "Nat"})))
    (('Real.sqrt', False), ('Real.sqrt', True))
    """
    name = {"π": "pi"}.get(name, name)
    if name.startswith("_root_."):
        name = name.removeprefix("_root_.")
    if name in FUNCTIONS or name in CASTS or name in SAME_TYPE:
        return name, False
    if name in _RIVALS and ("Real" in context.inside or context.displayed):
        rivals = _RIVALS[name] & context.inside
        if context.namespace not in ("", "Real") or rivals & _TAKE_REALS or (rivals and name == "pi"):
            return None
        return f"Real.{name}", bool(rivals) or context.displayed
    if context.namespace not in ("", "Nat"):
        return None
    if name in _NAT_SHORT and "Nat" in context.inside and not {"Int", "Finset", "Order"} & context.inside:
        return f"Nat.{name}", False
    if name == "I" and "Complex" in context.opened:
        return "Complex.I", False
    return None


def interval_name(name: str, context: Context) -> tuple[str, bool] | None:
    """(`Icc`, whether it is a Finset's) for the name of an interval; None for another name."""
    for prefix in ("Set", "Finset"):
        if name.startswith(prefix + ".") and name.removeprefix(prefix + ".") in {**INTERVALS, **HALF_LINES}:
            return name.removeprefix(prefix + "."), prefix == "Finset"
    if name in {**INTERVALS, **HALF_LINES} and len({"Set", "Finset"} & context.inside) == 1:
        return name, "Finset" in context.inside
    return None
