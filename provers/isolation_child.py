"""The first process of a sandbox: takes the world away, sets the limits, and becomes the command.

    python -I -S isolation_child.py SPECIFICATION COMMAND ARGUMENT…          SPECIFICATION is JSON, see `Specification`

    user        a user namespace of its own, in which it is nobody in particular and keeps no capability
    network     a network namespace with no interface that is up
    files       all mounts read-only but the folder; what `hidden` names is empty but for what `reads` names
    processes   a process namespace with its own /proc: no other process can be seen or signalled
    limits      address space, processor time, size of files, no core dump

What the specification names is reached, or the command is not run: then the exit code is 125. Without `processes` this
process becomes the command; with it, it waits for it, and passes on how it ended, a signal as 128 + its number. It dies
with the process that started it, and all it started with it.

It runs by itself and imports nothing of Porism.

References: Linux man-pages, user_namespaces(7), mount_namespaces(7), pid_namespaces(7), mount_setattr(2).
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import NoReturn, TypedDict

FAILED = 125  # the exit code where the sandbox could not be made
NEW = {"user": 0x10000000, "network": 0x40000000, "files": 0x00020000, "processes": 0x20000000}
NEW_IPC = 0x08000000
BIND, RECURSIVE, PRIVATE = 4096, 16384, 1 << 18
NO_SET_ID, NO_DEVICES, NO_PROGRAMS = 2, 4, 8
READ_ONLY = 1  # MOUNT_ATTR_RDONLY
MOUNT_SETATTR = 442  # the system call, on every architecture
HERE, ALL_BELOW = -100, 0x8000  # AT_FDCWD, AT_RECURSIVE
DEATH_SIGNAL, NO_NEW_PRIVILEGES = 1, 38  # of prctl
INSIDE = 1000  # the user's number in its namespace; not 0, so that `exec` leaves no capability


class Specification(TypedDict):
    """What the sandbox is; paths are absolute and without links."""

    parent: int  # the process that it dies with
    reached: list[str]
    folder: str
    writes: list[str]
    reads: list[str]
    hidden: list[str]
    limits: list[tuple[int, int]]  # resource, value


_libc = ctypes.CDLL(None, use_errno=True)


def main(specification: Specification, command: list[str]) -> NoReturn:
    """Becomes the command in its sandbox, or waits for it."""
    _libc.prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != specification["parent"]:
        os._exit(1)  # it died before this process asked to die with it
    reached = specification["reached"]
    if "user" in reached:
        _unshare(reached)
    if "processes" not in reached:
        _become(specification, command)
    first = os.fork()
    if first:
        os._exit(_ending(first))
    _libc.prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    second = os.fork()
    if second == 0:
        _become(specification, command)
    os._exit(_ending(second))


def _unshare(reached: list[str]) -> None:
    user, group = os.geteuid(), os.getegid()
    _done(_libc.unshare(sum(NEW[name] for name in reached) | NEW_IPC), "unshare")
    with contextlib.suppress(FileNotFoundError):  # before Linux 3.19
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{INSIDE} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{INSIDE} {group} 1", encoding="ascii")


def _become(specification: Specification, command: list[str]) -> NoReturn:
    if "files" in specification["reached"]:
        _take_files_away(specification)
    for kind, value in specification["limits"]:
        hard = resource.getrlimit(kind)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most))
    for (
        number
    ) in signal.valid_signals():  # Python ignores two, and whoever started it may have others ignored
        with contextlib.suppress(OSError):  # SIGKILL and SIGSTOP are nobody's to set
            signal.signal(number, signal.SIG_DFL)
    _libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    try:
        os.execvp(command[0], command)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr, flush=True)
        os._exit(127)


def _take_files_away(specification: Specification) -> None:
    folder = specification["folder"]
    writes = [folder, *specification["writes"]]
    _mount(None, "/", None, RECURSIVE | PRIVATE)
    wanted = sorted({*specification["reads"], *writes}, key=len)
    opened = {path: os.open(path, os.O_PATH) for path in wanted}
    for place in specification["hidden"]:
        _mount("tmpfs", place, "tmpfs", NO_SET_ID | NO_DEVICES, "mode=755,size=1m")
    for path, descriptor in opened.items():
        if not os.path.lexists(path):
            _make_place(path, os.fstat(descriptor).st_mode)
        elif path not in writes:
            continue  # it was not hidden, or came with another one
        _mount(f"/proc/self/fd/{descriptor}", path, None, BIND | RECURSIVE)
    if "processes" in specification["reached"]:
        _mount("proc", "/proc", "proc", NO_SET_ID | NO_DEVICES | NO_PROGRAMS)
    _set_attributes("/", ALL_BELOW, READ_ONLY, 0)
    for path in writes:
        _set_attributes(path, 0, 0, READ_ONLY)
    os.chdir(folder)


def _make_place(path: str, mode: int) -> None:
    """Something to mount on: a folder for a folder, an empty file for anything else."""
    if mode & 0o170000 == 0o040000:
        Path(path).mkdir(parents=True)
    else:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    words = [None if word is None else word.encode() for word in (source, target, kind, data)]
    _done(_libc.mount(*words[:3], ctypes.c_ulong(flags), words[3]), f"mount {target}")


def _set_attributes(path: str, flags: int, wanted: int, unwanted: int) -> None:
    """Sets and clears flags of the mount at `path`, with `ALL_BELOW` of those below it, too."""
    attributes = (ctypes.c_uint64 * 4)(wanted, unwanted, 0, 0)  # set, clear, propagation, user namespace
    words = (ctypes.c_long(MOUNT_SETATTR), HERE, path.encode(), flags, attributes, ctypes.c_size_t(32))
    _done(_libc.syscall(*words), f"mount_setattr {path}")


def _done(result: int, what: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), what)


def _ending(child: int) -> int:
    """The exit code of the child; others that became this process's are waited for, too."""
    while True:
        process, status = os.wait()
        if process == child:
            code = os.waitstatus_to_exitcode(status)
            return 128 - code if code < 0 else code


if __name__ == "__main__":
    try:
        main(json.loads(sys.argv[1]), sys.argv[2:])
    except OSError as error:
        print(f"the sandbox could not be made: {error}", file=sys.stderr, flush=True)
        os._exit(FAILED)
