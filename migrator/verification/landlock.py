"""Linux Landlock by raw system calls: after `restrict`, the kernel refuses other writes and TCP.

The numbers are from linux/landlock.h; 444 to 446 are the same on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_SET_NO_NEW_PRIVS = 38
_WRITE_FILE, _REFER, _TRUNCATE = 1 << 1, 1 << 13, 1 << 14
_MAKE_AND_REMOVE = sum(1 << bit for bit in range(4, 13))
_BIND_AND_CONNECT_TCP = 3
_REFER_SINCE, _TRUNCATE_SINCE, _NETWORK_SINCE = 2, 3, 4


def restrict(writable: Iterable[Path]) -> bool:
    """Allow this process to write below `writable` only; False where the system has no Landlock."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    abi = libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    if abi < 1:
        return False
    rights = _rights(abi)
    fields = (rights, _BIND_AND_CONNECT_TCP) if abi >= _NETWORK_SINCE else (rights,)
    attributes = struct.pack(f"{len(fields)}Q", *fields)
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    for path in writable:
        _allow(libc, ruleset, path, rights)
    libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    refused = libc.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return not refused


def _rights(abi: int) -> int:
    rights = _WRITE_FILE | _MAKE_AND_REMOVE
    rights |= _REFER if abi >= _REFER_SINCE else 0
    return rights | (_TRUNCATE if abi >= _TRUNCATE_SINCE else 0)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Add one exception. A file takes only the rights that mean something for a file."""
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    allowed = rights if path.is_dir() else rights & (_WRITE_FILE | _TRUNCATE)
    rule = struct.pack("=Qi", allowed, descriptor)
    libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    os.close(descriptor)
