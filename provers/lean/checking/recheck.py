"""Hands a compiled proof to Lean's kernel once more, constant by constant, without Lean's front end.

    python -I -S recheck.py FOLDER LIBRARY STATEMENTS STATEMENT PROOF NONCE COUNT

    the environment      the module STATEMENT, found in the folders LIBRARY and STATEMENTS, with all it imports
    the file PROOF       imports one module of Porism and holds the theorems goal_N_k for k < COUNT, nothing besides
    added, in order      goal_N_k, and audited_N_k : statement_N_k := goal_N_k, each by `lean_add_decl`
    exit code 0          and the line `accepted COUNT`, if the kernel takes every one

The front end can be told not to ask the kernel (`set_option debug.skipKernelTC`), and a file of proofs can define
`Nat.gcd`, which the kernel then computes by name whatever the definition says: neither leaves an axiom behind. Here no
option reaches the kernel, and a proof that defines anything is refused. What else the file holds (attributes, notation,
recorded axioms) is not looked at.

It runs by itself, in a sandbox, and imports nothing of Porism. It knows how Lean 4.35.0 lays its objects out in memory
(`lean.h`), so it serves the pinned Lean only. Objects made here have the reference count 0, which Lean never frees.
"""

from __future__ import annotations

import ctypes
import resource
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

LIBRARIES = ("libInit_shared.so", "libleanshared_2.so", "libleanshared_1.so", "libleanshared.so")
STACK_BYTES = 64 << 20  # as `-s 65536` of the audit
ARRAY, STRING = 246, 249  # tags of objects that are no constructors
DEFINITION, THEOREM = 1, 2  # constructors of `ConstantInfo`; the second is `Declaration.thmDecl`, too
NOTHING = 1  # the scalar 0: `Name.anonymous`, `[]`, `none`, `false`
LEAF = 3  # the scalar 1: the empty tree
PRIVATE = 5  # the scalar 2: `OLeanLevel.private`, all of a module is imported


class Refused(Exception):
    """The proof is not what it should be, or the kernel does not take it."""


class Memory:
    """Lean's objects, read and made."""

    def __init__(self, folder: str) -> None:
        for name in LIBRARIES:  # each needs the symbols of those before it
            self._lean = ctypes.CDLL(str(Path(folder) / name), mode=ctypes.RTLD_GLOBAL)
        self._kept = list[ctypes.Array[ctypes.c_char]]()
        for name in ("lean_initialize", "lean_io_mark_end_initialization", "lean_init_task_manager"):
            getattr(self._lean, name)()

    def call(self, name: str, *arguments: int) -> int:
        """The object that a function of Lean's returns."""
        function = getattr(self._lean, name)
        function.restype = ctypes.c_size_t
        return int(function(*map(ctypes.c_size_t, arguments)))

    def constructor(self, tag: int, fields: Sequence[int], scalars: bytes = b"") -> int:
        """A constructor's object."""
        size = 8 + 8 * len(fields) + len(scalars)
        return self._made(
            struct.pack("<iHBB", 0, size, len(fields), tag)
            + struct.pack(f"<{len(fields)}Q", *fields)
            + scalars
        )

    def array(self, elements: Sequence[int]) -> int:
        """An `Array` of objects."""
        head = struct.pack("<iHBBQQ", 0, 1, 0, ARRAY, len(elements), len(elements))
        return self._made(head + struct.pack(f"<{len(elements)}Q", *elements))

    def string(self, text: str) -> int:
        """A `String`."""
        data = text.encode() + b"\0"
        return self._made(struct.pack("<iHBBQQQ", 0, 1, 0, STRING, len(data), len(data), len(text)) + data)

    def name(self, text: str) -> int:
        """A `Name`, its parts separated by points."""
        found = NOTHING
        for part in text.split("."):
            found = self.call("lean_name_mk_string", found, self.string(part))
        return found

    def name_text(self, place: int) -> str:
        """A `Name` as text, `?` for what is no plain name."""
        parts = list[str]()
        while place != NOTHING:
            if place & 1 or self.tag(place) != 1:
                return "?"
            size = self._word(self.field(place, 1) + 8)
            part = ctypes.string_at(self.field(place, 1) + 32, size - 1).decode()
            parts.append("?" if "." in part else part)
            place = self.field(place, 0)
        return ".".join(reversed(parts))

    def tag(self, place: int) -> int:
        """Which constructor an object is."""
        return place >> 1 if place & 1 else ctypes.c_uint8.from_address(place + 7).value

    def field(self, place: int, k: int) -> int:
        """The k-th field of a constructor's object."""
        return self._word(place + 8 + 8 * k)

    def elements(self, place: int) -> list[int]:
        """What an `Array` holds."""
        return [self._word(place + 24 + 8 * k) for k in range(self._word(place + 8))]

    def value(self, result: int, what: str) -> int:
        """The value of an `IO` action; raises `Refused` where it failed."""
        if self.tag(result) != 0:
            raise Refused(f"{what} failed")
        return self.field(result, 0)

    def _word(self, place: int) -> int:
        return ctypes.c_uint64.from_address(place).value

    def _made(self, data: bytes) -> int:
        self._kept.append(ctypes.create_string_buffer(data))
        return ctypes.addressof(self._kept[-1])


class Kernel:
    """An environment of Lean's kernel, to which theorems are added."""

    def __init__(self, memory: Memory, module: str, folders: Sequence[str]) -> None:
        self._memory = memory
        path = NOTHING
        for folder in reversed(folders):
            path = memory.constructor(1, [memory.string(folder), path])
        memory.value(memory.call("l_Lean_initSearchPath", memory.string("/"), path), "the search path")
        imports = memory.array([memory.constructor(0, [memory.name(module)], b"\0\1\0" + bytes(5))])
        options = memory.constructor(0, [LEAF], bytes(8))
        # imports, options, trust level, plugins, leaked, extensions loaded, level, artifacts
        imported = memory.call(
            "l_Lean_importModules___boxed",
            *(imports, options, NOTHING, memory.array([]), NOTHING, NOTHING, PRIVATE, LEAF),
        )
        environment = memory.value(imported, f"the import of {module}")
        self._environment = memory.call("lean_elab_environment_to_kernel_env", environment)

    def add(self, theorem: int, name: str) -> None:
        """Adds a `TheoremVal`; raises `Refused` if the kernel does not take it."""
        declaration = self._memory.constructor(THEOREM, [theorem])
        # environment, heartbeats and depth without limit, declaration, no cancel token
        result = self._memory.call("lean_add_decl", self._environment, 0, 0, declaration, NOTHING)
        if self._memory.tag(result) != 1:  # `Except.ok`
            raise Refused(f"the kernel does not take {name}")
        self._environment = self._memory.field(result, 0)


def constants(memory: Memory, file: str) -> tuple[list[str], dict[str, int]]:
    """What a compiled file imports, and its constants by their names; raises `Refused` where the two disagree."""
    read = memory.call("l_Lean_readModuleData___boxed", memory.string(file))
    data = memory.field(memory.value(read, f"reading {Path(file).name}"), 0)
    imports, names, infos, extra = (memory.elements(memory.field(data, k)) for k in range(4))
    listed = [memory.name_text(name) for name in names]
    own = [memory.name_text(memory.field(constant_value(memory, info), 0)) for info in infos]
    if listed != own or len(set(own)) != len(own) or extra:
        raise Refused("the names that the file lists are not those of its constants")
    return [memory.name_text(memory.field(i, 0)) for i in imports], dict(zip(own, infos, strict=True))


def constant_value(memory: Memory, info: int) -> int:
    """The `ConstantVal` of a definition or theorem: name, universes, type; raises `Refused` for any other kind."""
    if memory.tag(info) not in (DEFINITION, THEOREM):
        raise Refused("there is a constant that is neither a definition nor a theorem")
    return memory.field(memory.field(info, 0), 0)


def recheck(
    memory: Memory, folders: Sequence[str], statement: str, proof: str, nonce: str, count: int
) -> None:
    """Adds every theorem of the proof; raises `Refused`."""
    _, stated = constants(memory, str(Path(folders[-1]) / f"{statement}.olean"))
    if set(stated) != {f"statement_{nonce}_{k}" for k in range(count)}:
        raise Refused("the file of statements holds something else")
    imports, proved = constants(memory, proof)
    if len(imports) != 1 or not imports[0].startswith("Porism."):
        raise Refused("the proof does not import Porism's library alone")
    expected = [f"goal_{nonce}_{k}" for k in range(count)]
    if set(proved) != set(expected) or any(memory.tag(info) != THEOREM for info in proved.values()):
        raise Refused("the proof holds something besides its theorems")
    kernel = Kernel(memory, statement, folders)
    for theorem in expected:
        kernel.add(memory.field(proved[theorem], 0), theorem)
    for k in range(count):
        name = memory.name(f"audited_{nonce}_{k}")
        asked, given = (
            memory.call("lean_expr_mk_const", memory.name(f"{part}_{nonce}_{k}"), NOTHING)
            for part in ("statement", "goal")
        )
        value = memory.constructor(0, [name, NOTHING, asked])  # name, universes, type
        alone = memory.constructor(1, [name, NOTHING])  # it is proved together with no other theorem
        kernel.add(memory.constructor(0, [value, given, alone]), f"audited_{nonce}_{k}")


def main(folder: str, library: str, stated: str, statement: str, proof: str, nonce: str, count: str) -> int:
    """0 if the kernel takes the proof."""
    hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
    wanted = STACK_BYTES if hard == resource.RLIM_INFINITY else min(STACK_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_STACK, (wanted, hard))
    try:
        recheck(Memory(folder), (library, stated), statement, proof, nonce, int(count))
    except Refused as error:
        print(f"refused: {error}")
        return 1
    print(f"accepted {int(count)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
