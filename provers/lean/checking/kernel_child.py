"""Lean's kernel as a child process: terms in, verdicts out, without Lean's language and its elaborator.

    python -I -S kernel_child.py FOLDER TASK        FOLDER holds Lean's shared libraries, TASK is a file

    TASK      {"nonce": …, "library": folder, "chapters": […], "main": …, "heartbeats": …, "depth": …}
              {"id": k, "statement": i, "proof": j, "constants": [[name, levels], …], "numerals": ["12", …], "nodes": […]}
              …
    OUTPUT    NONCE ready
              NONCE k accepted | NONCE k refused REASON        a line for each theorem

A theorem is a table of nodes, each three numbers (kind, a, b), in three columns; a node speaks of earlier ones:

    0 c 0   the constant number c            3 a b   ∀ (_ : a), b           0 = c, 1 = application, 2 = function
    1 a b   a applied to b                   4 i 0   the i-th enclosing binder's variable (de Bruijn), 0 the innermost
    2 a b   fun (_ : a) => b                 5 n 0   the numeral number n

Law. Each theorem is a declaration of its own on top of the library alone, checked by `lean_add_decl`, which is the
function through which Lean's elaborator itself reaches the kernel. It is accepted if that function returns an
environment in which the theorem's name is a theorem with the type that was asked for. Before the first theorem every
declaration of the library is looked at: the only axioms there are two `unsafe` ones, which no theorem can mention.

The binary interface is that of one build of Lean (4.35.0); the caller makes sure that it is that one. Objects are laid
out as Lean's own compiled code does, with exact reference counts. It runs by itself, in a sandbox, and imports nothing
of Porism.
"""

from __future__ import annotations

import ctypes
import json
import resource
import sys
from collections.abc import Callable, Sequence
from ctypes import c_char_p, c_int32, c_size_t, c_uint8, c_uint16, c_uint32, c_uint64, c_void_p
from pathlib import Path
from typing import Any

LIBRARIES = ("libInit_shared.so", "libleanshared_2.so", "libleanshared_1.so", "libleanshared.so")
STACK = 100 << 20  # bytes; the system leaves at least 128 MB below a main thread's stack
GOAL = "Porism_goal"
UNSAFE_AXIOMS = frozenset(["lcAny", "lcErased"])
MANY = 1 << 30  # the reference count of what is never freed
SCALAR = 1  # the lowest bit of a boxed small number; a pointer's is 0
NONE = ANONYMOUS = NIL = LEVEL_ZERO = ZERO = (
    1  # the boxed 0; also a type's first constructor, if it has no fields
)

# Tags of constructors, in the order in which Lean declares them.
AXIOM_INFO, THEOREM_INFO, THEOREM_DECLARATION = 0, 2, 2
OK = 1  # of `Except`; of an action's result it is 0
#: `Lean.Kernel.Exception`.
EXCEPTIONS = (
    "unknownConstant", "alreadyDeclared", "declTypeMismatch", "declHasMVars", "declHasFVars", "funExpected",
    "typeExpected", "letTypeMismatch", "exprTypeMismatch", "appTypeMismatch", "invalidProj", "thmTypeIsNotProp",
    "other", "deterministicTimeout", "excessiveMemory", "deepRecursion", "interrupted",
)  # fmt: skip


class RefusedError(Exception):
    """A description is not of the form above, or the library is not what it should be."""


class Runtime:
    """Lean's runtime: objects, their fields and their counts.

    header: int32 count, uint16 size, uint8 number of fields, uint8 tag; then the fields, 8 bytes each, then scalars
    """

    def __init__(self, folder: str) -> None:
        for name in LIBRARIES:  # each needs the symbols of those before it
            self._library = ctypes.CDLL(str(Path(folder) / name), mode=ctypes.RTLD_GLOBAL)
        self.function("lean_initialize", None)()
        self.function("lean_io_mark_end_initialization", None)()
        self._allocate = self.function("lean_alloc_small_object_core", c_void_p, c_size_t)
        self._free = self.function("lean_dec_ref_cold", None, c_void_p)
        self._string = self.function("lean_mk_string_from_bytes", c_void_p, c_char_p, c_size_t)
        self._name = self.function("lean_name_mk_string", c_void_p, c_void_p, c_void_p)
        self._natural = self.function("lean_cstr_to_nat", c_void_p, c_char_p)

    def function(self, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
        """An exported function; Any: ctypes' types."""
        found = getattr(self._library, name)
        found.restype, found.argtypes = result, arguments
        return found  # type: ignore[no-any-return]  # ctypes has no types for what it finds

    def constructor(self, tag: int, *fields: int, scalars: bytes = b"") -> int:
        """A new object that owns its fields."""
        made: int = self._allocate(8 + 8 * len(fields) + len(scalars))
        c_int32.from_address(made).value = 1
        c_uint16.from_address(made + 6).value = len(fields) | tag << 8
        for k, field in enumerate(fields):
            c_uint64.from_address(made + 8 + 8 * k).value = field
        if scalars:
            ctypes.memmove(made + 8 + 8 * len(fields), scalars, len(scalars))
        return made

    def array(self, entries: Sequence[int]) -> int:
        """A new array of at most 16 entries, owned by it."""
        made: int = self._allocate(24 + 8 * len(entries))
        c_int32.from_address(made).value = 1
        c_uint16.from_address(made + 6).value = 246 << 8
        for k, word in enumerate((len(entries), len(entries), *entries)):
            c_uint64.from_address(made + 8 + 8 * k).value = word
        return made

    def list(self, entries: Sequence[int]) -> int:
        """A new list that owns its entries."""
        made = NIL
        for entry in reversed(entries):
            made = self.constructor(1, entry, made)
        return made

    def string(self, text: str) -> int:
        """A new string."""
        data = text.encode()
        return int(self._string(data, len(data)))

    def name(self, text: str) -> int:
        """A new name; its parts are between the dots."""
        made = ANONYMOUS
        for part in text.split("."):
            made = self._name(made, self.string(part))
        return made

    def natural(self, digits: str) -> int:
        """A new natural number."""
        if not (isinstance(digits, str) and digits.isascii() and digits.isdigit()):
            raise RefusedError("a numeral is made of digits")
        return int(self._natural(digits.encode()))

    def kept(self, made: int) -> int:
        """The object, as one that is never freed and can be given away at will."""
        if not made & SCALAR:
            c_int32.from_address(made).value = MANY
        return made

    def shared(self, held: int) -> int:
        """The object, with one more owner."""
        if not held & SCALAR and c_int32.from_address(held).value > 0:
            c_int32.from_address(held).value += 1
        return held

    def release(self, held: int) -> None:
        """Gives one reference up."""
        if held & SCALAR:
            return
        count = c_int32.from_address(held)
        if count.value > 1:
            count.value -= 1
        elif count.value == 1:
            self._free(held)


def tag(held: int) -> int:
    """Which constructor made the object."""
    return held >> 1 if held & SCALAR else c_uint8.from_address(held + 7).value


def field(held: int, k: int) -> int:
    """A field of an object, borrowed."""
    if held & SCALAR or k >= c_uint8.from_address(held + 6).value:
        raise RefusedError(f"an object has no field {k}")
    return c_uint64.from_address(held + 8 + 8 * k).value


def entries(array: int) -> list[int]:
    """The entries of an array, borrowed."""
    size = c_size_t.from_address(array + 8).value
    return list((c_uint64 * size).from_address(array + 24))


def name_text(name: int) -> str:
    """A name as it is written."""
    if name & SCALAR:
        return ""
    part = field(name, 1)
    before = name_text(field(name, 0))
    if tag(name) != 1:
        raise RefusedError("a name has a number in it")
    size = c_size_t.from_address(part + 8).value
    text = ctypes.string_at(part + 32, size - 1).decode()
    return f"{before}.{text}" if before else text


class Kernel:
    """The library's environment, and what declares theorems on top of it."""

    def __init__(self, runtime: Runtime, head: dict[str, Any]) -> None:
        self.runtime = runtime
        self.heartbeats, self.depth = int(head["heartbeats"]), int(head["depth"])
        function = runtime.function
        self._application = function("lean_expr_mk_app", c_void_p, c_void_p, c_void_p)
        self._constant = function("lean_expr_mk_const", c_void_p, c_void_p, c_void_p)
        binder = (c_void_p, c_void_p, c_void_p, c_void_p, c_uint8)
        self._function, self._forall = (
            function("lean_expr_mk_lambda", *binder),
            function("lean_expr_mk_forall", *binder),
        )
        self._variable = function("lean_expr_mk_bvar", c_void_p, c_void_p)
        self._literal = function("lean_expr_mk_lit", c_void_p, c_void_p)
        self._equivalent = function("lean_expr_eqv", c_uint8, c_void_p, c_void_p)
        self._successor = function("lean_level_mk_succ", c_void_p, c_void_p)
        self._theorem = function("lean_mk_theorem_val", *[c_void_p] * 6)
        self._add = function("lean_add_decl", c_void_p, c_void_p, c_size_t, c_size_t, c_void_p, c_void_p)
        self._find = function("lean_environment_find", c_void_p, c_void_p, c_void_p)
        self._set_heartbeats = function("lean_io_set_heartbeats", c_void_p, c_void_p)
        self._constants = dict[tuple[str, tuple[int, ...]], int]()
        self._environment = self._imported(str(head["library"]), str(head["main"]))
        self._refuse_axioms(str(head["library"]), [str(name) for name in head["chapters"]])
        self._goal = runtime.kept(runtime.name(GOAL))
        if not self._find(self._environment, self._goal) & SCALAR:
            raise RefusedError(f"the library declares {GOAL}")

    def _imported(self, library: str, main: str) -> int:
        """The kernel's environment after importing the module `main`."""
        runtime, function = self.runtime, self.runtime.function
        set_path = function("l_Lean_initSearchPath", c_void_p, c_void_p, c_void_p)
        result(set_path(runtime.string("/nonexistent"), runtime.list([runtime.string(library)])))
        # importModules imports options trustLevel plugins leakEnv loadExts level artifacts
        load = function(
            "l_Lean_importModules",
            *(c_void_p, c_void_p, c_void_p, c_uint32, c_void_p, c_uint8, c_uint8, c_uint8, c_void_p),
        )
        everything = bytes([0, 1, 0, 0, 0, 0, 0, 0])  # importAll, isExported, isMeta
        wanted = runtime.constructor(0, runtime.name(main), scalars=everything)
        options = c_uint64.in_dll(self.runtime._library, "l_Lean_Options_empty").value
        empty_map, private = 3, 2  # the second constructor of a tree; a level of `.olean` files
        environment = result(
            load(runtime.array([wanted]), options, 0, runtime.array([]), 0, 0, private, empty_map)
        )
        kernel = function("lean_elab_environment_to_kernel_env", c_void_p, c_void_p)(environment)
        return runtime.kept(int(kernel))

    def _refuse_axioms(self, library: str, chapters: Sequence[str]) -> None:
        """Raises if the library declares an axiom that a theorem could use."""
        read = self.runtime.function("l_Lean_readModuleData", c_void_p, c_void_p)
        for chapter in chapters:
            path = str(Path(library, *chapter.split("."))) + ".olean"
            module = field(result(read(self.runtime.string(path))), 0)
            for declared in entries(field(module, 2)):
                if tag(declared) != AXIOM_INFO:
                    continue
                value = field(declared, 0)
                name = name_text(field(field(value, 0), 0))
                unsafe = c_uint8.from_address(value + 16).value
                if name not in UNSAFE_AXIOMS or unsafe != 1:
                    raise RefusedError(f"{name} is an axiom")

    def constant(self, name: str, levels: tuple[int, ...]) -> int:
        """The constant's expression; it is made once, and must be one of the library's."""
        found = self._constants.get((name, levels))
        if found is None:
            if self._find(self._environment, self.runtime.name(name)) & SCALAR:
                raise RefusedError(f"the library has no {name[:100]}")
            made = self._constant(
                self.runtime.name(name), self.runtime.list([self._level(n) for n in levels])
            )
            found = self._constants[name, levels] = self.runtime.kept(int(made))
        return found

    def _level(self, n: int) -> int:
        made = LEVEL_ZERO
        for _ in range(n):
            made = int(self._successor(made))
        return made

    def built(self, item: dict[str, Any]) -> tuple[int, int]:
        """The statement and the proof, each owned by the caller."""
        constants = [self.constant(str(name), tuple(map(int, levels))) for name, levels in item["constants"]]
        numerals, (kinds, first, second) = item["numerals"], item["nodes"]
        statement, proof = item["statement"], item["proof"]
        uses = _uses(kinds, first, second, (statement, proof))
        application, runtime, nodes = self._application, self.runtime, list[int]()
        for kind, a, b, count in zip(kinds, first, second, uses, strict=True):
            if kind == 1:
                made = application(nodes[a], nodes[b])
            elif kind == 0:
                nodes.append(constants[a])
                continue
            elif kind == 4:
                made = self._variable(2 * a + 1)
            elif kind == 5:
                made = self._literal(runtime.constructor(0, runtime.natural(numerals[a])))
            else:
                made = (self._function if kind == 2 else self._forall)(ANONYMOUS, nodes[a], nodes[b], 0)
            if count != 1:
                c_int32.from_address(made).value = count
            nodes.append(made)
        return nodes[statement], nodes[proof]

    def check(self, item: dict[str, Any]) -> str:
        """`accepted`, or `refused` with the kernel's reason."""
        runtime = self.runtime
        statement, proof = self.built(item)
        value = self._theorem(self._goal, NIL, statement, proof, runtime.list([self._goal]))
        declaration = runtime.constructor(THEOREM_DECLARATION, value)
        self._set_heartbeats(ZERO)
        answer = self._add(self._environment, self.heartbeats, self.depth, declaration, NONE)
        if tag(answer) != OK:
            kind = tag(field(answer, 0))
            found = f"refused {EXCEPTIONS[kind] if kind < len(EXCEPTIONS) else 'unknown'}"
        else:
            declared = self._find(runtime.shared(field(answer, 0)), self._goal)
            found = "accepted" if self._is_theorem(declared, statement) else "refused audit"
            runtime.release(declared)
        runtime.release(answer)
        runtime.release(declaration)
        return found

    def _is_theorem(self, option: int, statement: int) -> bool:
        """Whether a search found a theorem that states `statement`, without universe variables."""
        if option & SCALAR or tag(field(option, 0)) != THEOREM_INFO:
            return False
        signature = field(field(field(option, 0), 0), 0)  # name, universe variables, type
        return field(signature, 1) == NIL and self._equivalent(field(signature, 2), statement) == 1


def result(answer: int) -> int:
    """The value of an input or output action; its answer is kept for good."""
    if tag(answer) != 0:
        raise RefusedError("Lean could not import the library")
    return field(answer, 0)


def _uses(kinds: list[int], first: list[int], second: list[int], roots: Sequence[int]) -> list[int]:
    """How many owners each node has; raises if the table is not one."""
    if not len(kinds) == len(first) == len(second):
        raise RefusedError("the table's columns differ in length")
    if (
        {*map(type, (*kinds, *first, *second))} != {int}
        or min(*first, *second) < 0
        or not {*kinds} <= {*range(6)}
    ):
        raise RefusedError("the table holds what is no node")
    uses = [0] * len(kinds)
    for k, (kind, a, b) in enumerate(zip(kinds, first, second, strict=True)):
        if 1 <= kind <= 3:
            if a >= k or b >= k:
                raise RefusedError("a node speaks of one that comes later")
            uses[a] += 1
            uses[b] += 1
    for root in roots:
        uses[root] += 1
    return uses


def main(folder: str, task: str) -> None:
    """Answers every line of the task."""
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, resource.getrlimit(resource.RLIMIT_STACK)[1]))
    with open(task, encoding="ascii") as lines:
        head = json.loads(next(lines))
        kernel, nonce = Kernel(Runtime(folder), head), head["nonce"]
        print(nonce, "ready")
        for line in lines:
            item = json.loads(line)
            try:
                answer = kernel.check(item)
            except (RefusedError, ValueError, TypeError, LookupError) as error:
                answer = f"refused description: {error}"
            print(nonce, int(item["id"]), " ".join(answer.split())[:200].encode("ascii", "replace").decode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
