"""Linux Landlock by raw system calls: the kernel refuses files outside, TCP, signals to others.

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
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE, _MAKE = (1 << 4) | (1 << 5), (1 << 7) | (1 << 8) | (1 << 12)  # folders, files, symlinks
_MAKE_SPECIAL = (1 << 6) | (1 << 9) | (1 << 10) | (1 << 11)  # devices, sockets, pipes
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
#: The version of the interface that each right came with.
_RIGHTS = {
    1: _EXECUTE | _WRITE_FILE | _READ_FILE | _READ_DIR | _REMOVE | _MAKE | _MAKE_SPECIAL,
    2: _REFER,
    3: _TRUNCATE,
    5: _IOCTL_DEV,
}
_READING = _READ_FILE | _READ_DIR
_WRITING = _READING | _WRITE_FILE | _REMOVE | _MAKE | _REFER | _TRUNCATE
_OF_A_FILE = _READ_FILE | _WRITE_FILE | _TRUNCATE
_BIND_AND_CONNECT_TCP, _NETWORK_SINCE = 3, 4
_SOCKETS_AND_SIGNALS, _SCOPES_SINCE = 3, 6


def restrict(writable: Iterable[Path], readable: Iterable[Path]) -> bool:
    """Allow this process to use these files and folders only; False where there is no Landlock.

    Nothing may be executed. The rights to files that are open already stay.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    if version < 1:
        return False
    rights = sum(bits for since, bits in _RIGHTS.items() if since <= version)
    attributes = _attributes(rights, version)
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    for paths, allowed in ((readable, _READING), (writable, _WRITING)):
        for path in paths:
            _allow(libc, ruleset, path, allowed & rights)
    libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    refused = libc.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return not refused


def _attributes(rights: int, version: int) -> bytes:
    """Return the structure of this version, which grew a field now and then."""
    fields = [rights]
    if version >= _NETWORK_SINCE:
        fields.append(_BIND_AND_CONNECT_TCP)
    if version >= _SCOPES_SINCE:
        fields.append(_SOCKETS_AND_SIGNALS)
    return struct.pack(f"{len(fields)}Q", *fields)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Add one exception. A file takes only the rights that mean something for a file."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not there: then there is nothing to allow
        return
    allowed = rights if path.is_dir() else rights & _OF_A_FILE
    rule = struct.pack("=Qi", allowed, descriptor)
    libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    os.close(descriptor)
