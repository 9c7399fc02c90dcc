"""What a theorem rests on: `Print Assumptions` read back, against the axioms that Porism allows.

    classical reals      the axioms of Rocq's real numbers, excluded middle, functional extensionality
    machine integers     63-bit integers and their specifications, on which `interval` computes
    machine floats       the processor's floating point numbers: refused

The reader accepts exactly the two forms that Rocq prints and nothing else; whatever it does not understand (an
assumption of another kind, such as "is assumed to be guarded") counts as not allowed.

References: Rocq reference manual, "Print Assumptions"; Coquelicot and Interval as packaged by Debian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Family = Literal["classical reals", "machine integers"]

ALLOWED: dict[str, Family] = {
    "ClassicalDedekindReals.sig_forall_dec": "classical reals",
    "ClassicalDedekindReals.sig_not_dec": "classical reals",
    "FunctionalExtensionality.functional_extensionality_dep": "classical reals",
    "Classical_Prop.classic": "classical reals",
}
_MACHINE_INTEGER = re.compile(
    r"PrimInt63\.[a-z0-9_]+|Uint63\.(?:[a-z0-9_]+_spec|of_to_Z|eqb_correct|eqb_refl)"
)
_ENTRY = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_'.]*)(?: :.*|)")
CLOSED = "Closed under the global context"


@dataclass(frozen=True)
class Assumptions:
    """The axioms' full names, and the lines that were not understood."""

    axioms: tuple[str, ...]
    unread: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[str, ...]:
        """What is not on the list; the theorem counts only if this is empty."""
        return tuple(a for a in self.axioms if family(a) is None) + self.unread

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the families of axioms used, for a verdict's checker."""
        return tuple(sorted({f for a in self.axioms if (f := family(a))}))


def family(axiom: str) -> Family | None:
    """Which allowed family an axiom belongs to, or None.

    >>> family("Uint63.add_spec"), family("PrimFloat.add")
    ('machine integers', None)
    """
    if axiom in ALLOWED:
        return ALLOWED[axiom]
    return "machine integers" if _MACHINE_INTEGER.fullmatch(axiom) else None


def read_assumptions(printed: str) -> Assumptions:
    """The assumptions in what one `Print Assumptions` printed.

    >>> read_assumptions("Axioms:\\nClassical_Prop.classic : forall P : Prop, P \\\\/ ~ P\\n").families
    ('classical reals',)
    """
    lines = [line for line in printed.split("\n") if line.strip()]
    if lines == [CLOSED]:
        return Assumptions(())
    if not lines or lines[0] != "Axioms:":
        return Assumptions((), tuple(lines[:3]) or ("nothing was printed",))
    axioms, unread = list[str](), list[str]()
    for line in lines[1:]:
        if line.startswith(" ") and axioms:
            continue  # the type of the axiom above
        found = _ENTRY.fullmatch(line)
        if found is None:
            unread.append(line[:120])
        else:
            axioms.append(found["name"])
    return Assumptions(tuple(axioms), tuple(unread))
