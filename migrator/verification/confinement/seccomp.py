"""Linux seccomp by a raw system call: what Landlock does not know of - processes, sockets, modes.

The numbers are those of asm/unistd_64.h (x86-64) and asm-generic/unistd.h (64-bit ARM), the
structures those of linux/filter.h and linux/seccomp.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from typing import NamedTuple

#: System calls that a script has no use for, with their numbers on x86-64 and ARM; None: not there.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # other processes
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "tkill": (200, 130),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # the network, and other ways to talk or to leave something behind
    "socket": (41, 198),
    "io_uring_setup": (425, 425),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "memfd_create": (319, 279),  # memory that no limit of the process counts
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    # modes, owners and dates of files, which Landlock leaves free
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    # room on the disk, gigabytes in no time: before anybody looks how much it is
    "fallocate": (285, 47),
    # the limits, and what only root may do: continuous integration often runs as root
    "setrlimit": (160, 164),
    "mount": (165, 40),
    "umount2": (166, 39),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "mount_setattr": (442, 442),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "fanotify_init": (300, 262),
    "open_by_handle_at": (304, 265),
    "setuid": (105, 146),
    "setgid": (106, 144),
    "setreuid": (113, 145),
    "setregid": (114, 143),
    "setresuid": (117, 147),
    "setresgid": (119, 149),
    "setgroups": (116, 159),
    "capset": (126, 91),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "syslog": (103, 116),
    "iopl": (172, None),
    "ioperm": (173, None),
}


class _Machine(NamedTuple):
    """A processor: its column above, how the kernel calls it, and what is treated by arguments."""

    column: int
    audit: int
    clone: int
    clone3: int
    prlimit64: int
    prctl: int
    to_itself: tuple[int, ...]  # kill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo


_MACHINES = {
    "x86_64": _Machine(0, 0xC000003E, 56, 435, 302, 157, (62, 234, 129, 297)),
    "aarch64": _Machine(1, 0xC00000B7, 220, 435, 261, 167, (129, 131, 138, 240)),
}
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER, _ALL_THREADS = 1, 1
_SET_NO_NEW_PRIVS, _SET_DEATH_SIGNAL = 38, 1  # of linux/prctl.h
_X32 = 0x40000000  # from here on x86-64 has a second table for the same calls
_CLONE_THREAD = 0x00010000
# Where linux/seccomp.h has the number, the architecture and the low half of each argument.
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_LOAD, _EQUALS, _AT_LEAST, _HAS_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000

Instruction = tuple[int, int, int, int]


def restrict() -> bool:
    """Refuse those calls to this process from now on; False where that cannot be had."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None or sys.maxsize < 1 << 32:
        return False
    code = b"".join(struct.pack("=HBBI", *step) for step in _program(machine, os.getpid()))
    program = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("=HxxxxxxQ", len(code) // 8, ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    number = _SECCOMP[platform.machine()]
    return bool(libc.syscall(number, _SET_MODE_FILTER, _ALL_THREADS, header) == 0)


def _program(machine: _Machine, pid: int) -> list[Instruction]:
    """Return the filter, in the kernel's little language; a jump counts the steps to pass over."""
    refuse = (_RETURN, 0, 0, _ERROR | errno.EPERM)
    missing = (_RETURN, 0, 0, _ERROR | errno.ENOSYS)
    allow = (_RETURN, 0, 0, _ALLOW)
    steps: list[Instruction] = [
        _load(_ARCHITECTURE),
        (_EQUALS, 1, 0, machine.audit),
        refuse,  # a call by the table of 32-bit programs
        _load(_NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        refuse,
    ]
    for number in (row[machine.column] for row in _REFUSED.values()):
        if number is not None:
            steps += [(_EQUALS, 0, 1, number), refuse]
    # The C library takes the older clone, whose flags can be seen, where clone3 is missing.
    steps += [(_EQUALS, 0, 1, machine.clone3), missing]
    steps += [(_EQUALS, 0, 4, machine.clone), _argument(0)]
    steps += [(_HAS_BITS, 0, 1, _CLONE_THREAD), allow, refuse]
    steps += [(_EQUALS, 0, 6, machine.prlimit64), _argument(2), (_EQUALS, 0, 3, 0)]
    steps += [_argument(2, high=True), (_EQUALS, 0, 1, 0), allow, refuse]
    # A process may not outlive its parent, nor undo that.
    steps += [(_EQUALS, 0, 4, machine.prctl), _argument(0)]
    steps += [(_EQUALS, 0, 1, _SET_DEATH_SIGNAL), refuse, allow]
    for number in machine.to_itself:
        steps += [(_EQUALS, 0, 4, number), _argument(0), (_EQUALS, 0, 1, pid), allow, refuse]
    return [*steps, allow]


def _load(offset: int) -> Instruction:
    return (_LOAD, 0, 0, offset)


def _argument(index: int, *, high: bool = False) -> Instruction:
    return _load(_ARGUMENTS + 8 * index + 4 * high)
