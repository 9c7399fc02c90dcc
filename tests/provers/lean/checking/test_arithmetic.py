"""What the kernel computes by name: as Python does on all sizes, and as the library's own definitions say on small ones."""

from __future__ import annotations

import math
import operator
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from porism.provers.findings import Accepted, Finding, Rejected
from porism.provers.lean.checking import locate
from porism.provers.lean.checking.kernel import Theorem, check_theorems
from porism.provers.lean.terms import BOOL, Constant, LeanTerm, Natural, call

#: The operations that Lean's kernel computes on numerals with GMP, whatever their definitions say, and their values.
COMPUTED: dict[str, Callable[[int, int], int | bool]] = {
    "add": operator.add,
    "sub": lambda a, b: max(0, a - b),
    "mul": operator.mul,
    "pow": operator.pow,
    "beq": operator.eq,
    "ble": operator.le,
    "div": lambda a, b: a // b if b else 0,
    "mod": lambda a, b: a % b if b else a,
    "gcd": math.gcd,
    "land": operator.and_,
    "lor": operator.or_,
    "xor": operator.xor,
    "shiftLeft": operator.lshift,
    "shiftRight": operator.rshift,
}
#: The same with one argument.
COMPUTED_ALONE = ("log2",)
TEXT = "\n".join((locate.LIBRARY / f"{name}.lean").read_text(encoding="utf-8") for name in locate.CHAPTERS)
DEFINED = [name for name in COMPUTED if re.search(rf"^def Nat\.{name}\b", TEXT, flags=re.MULTILINE)]
SECOND_IS_SMALL = ("pow", "shiftLeft", "shiftRight")


def test_the_library_defines_in_its_first_chapter_what_the_kernel_computes_and_nothing_besides() -> None:
    assert set(DEFINED) >= {"add", "sub", "mul", "pow", "beq", "ble"}
    first = (locate.LIBRARY / "Bootstrap.lean").read_text(encoding="utf-8")
    for name in (*COMPUTED, *COMPUTED_ALONE):
        defined = re.findall(rf"\b(?:def|abbrev|theorem|opaque|instance|axiom)\s+Nat\.{name}\b", TEXT)
        assert len(defined) == (1 if name in DEFINED else 0), name
        assert (f"def Nat.{name} " in first) == (name in DEFINED), name


@pytest.mark.lean
def test_the_kernel_computes_by_no_name_that_is_defined_elsewhere() -> None:
    absent = [name for name in (*COMPUTED, *COMPUTED_ALONE) if name not in DEFINED]
    findings = check_theorems([said(name, 1, 1, 1) for name in absent], 5.0, 500)
    assert [f.detail for f in findings if isinstance(f, Rejected)] == [
        f"Lean's kernel: description: the library has no Nat.{name}" for name in absent
    ]


def edge_values(dice: random.Random) -> list[int]:
    """0, 1, values around machine words, and random ones of up to 300 and of 6,000 bits."""
    words = [2**k + d for k in (8, 31, 32, 62, 63, 64, 65, 128) for d in (-1, 0, 1)]
    return [
        0,
        1,
        2,
        *words,
        *(dice.getrandbits(dice.randrange(1, 300)) for _ in range(12)),
        dice.getrandbits(6_000),
    ]


def said(name: str, a: int, b: int, value: int | bool) -> Theorem:
    """a ∘ b = value, by what the kernel computes."""
    kind: LeanTerm = BOOL if isinstance(value, bool) else Constant("Nat")
    shown: LeanTerm = Constant(f"Bool.{str(value).lower()}") if isinstance(value, bool) else Natural(value)
    computed = call(f"Nat.{name}", Natural(a), Natural(b))
    return Theorem(call("Eq", kind, computed, shown, levels=(1,)), call("Eq.refl", kind, shown, levels=(1,)))


@pytest.mark.lean
def test_the_kernel_computes_as_python_does_and_takes_no_other_value() -> None:
    dice = random.Random(7)
    true, false = list[Theorem](), list[Theorem]()
    for name in DEFINED:
        values = edge_values(dice)
        pairs = [(dice.choice(values), dice.choice(values)) for _ in range(40)]
        pairs += [(values[-1], values[-1]), (0, 0), (values[-1], 0), (0, values[-1]), (values[-1], 1)]
        for a, b in pairs:
            if name in SECOND_IS_SMALL:
                a, b = a % 2**300, dice.randrange(9)
            value = COMPUTED[name](a, b)
            true.append(said(name, a, b, value))
            if isinstance(value, bool):
                false.append(said(name, a, b, not value))
            else:
                other = value ^ (1 << dice.randrange(max(1, value.bit_length())))
                false.append(said(name, a, b, dice.choice([other, value + 1, value + 2**64, value * 2 + 1])))
    findings = check_theorems([*true, *false], 10.0, 1000)
    assert [wrong(t, f) for t, f in zip(true, findings, strict=False) if not isinstance(f, Accepted)] == []
    assert {f.reason if isinstance(f, Rejected) else "accepted" for f in findings[len(true) :]} == {
        "undecided"
    }


def wrong(theorem: Theorem, finding: Finding) -> str:
    return f"{theorem.statement}: {finding}"[:500]


@pytest.mark.lean
def test_what_the_kernel_computes_is_what_the_definitions_say(tmp_path: Path) -> None:
    """The definitions once more under names that the kernel does not know, so that it has to unfold them."""
    text = (locate.LIBRARY / "Bootstrap.lean").read_text(encoding="utf-8")
    blocks = re.findall(r"^def Nat\.\w+ .*?\n(?=\n|def |/-)", text, flags=re.MULTILINE | re.DOTALL)
    section = "".join(block for block in blocks if "Decidable" not in block)
    names = set(re.findall(r"def Nat\.(\w+)", section))
    assert names >= set(DEFINED)
    copies = re.sub(rf"\bNat\.({'|'.join(names)})\b", r"Copy.\1", section)
    lines = list[str]()
    for name in DEFINED:
        for a in range(6):
            for b in range(6 if name != "pow" else 4):
                lines.append(
                    f"theorem t{len(lines)} : Eq (Nat.{name} {a} {b}) (Copy.{name} {a} {b}) := Eq.refl (Copy.{name} {a} {b})"
                )
    found, library = locate.lean(), locate.library_folder()
    assert isinstance(found, locate.Lean)
    assert library is not None
    header = "prelude\nimport Porism.Library\nset_option linter.all false\nnoncomputable section\n"
    (tmp_path / "asked.lean").write_text(f"{header}{copies}\n" + "\n".join(lines) + "\n", encoding="utf-8")
    run = locate.run_lean(found, ("asked.lean",), tmp_path, (library,), 60.0, 2000)
    assert (run.outcome, run.stdout[:2000]) == ("ok", "")
    refused = lines[7].replace("Copy.add 1 1", "Copy.add 1 2")
    assert refused != lines[7]
    (tmp_path / "asked.lean").write_text(f"{header}{copies}\n{refused}\n", encoding="utf-8")
    assert locate.run_lean(found, ("asked.lean",), tmp_path, (library,), 60.0, 2000).outcome == "error"
