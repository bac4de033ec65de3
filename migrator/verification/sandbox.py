"""Keep the code of a stranger's file away from the user's files, secrets and network.

Three layers, each used where the system has it: resource limits and Landlock are enforced by the
kernel; the audit hook is Python's own, works everywhere, and its errors name what was refused. The
hook stops accidents, not attackers: only the kernel's part is a border.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from migrator.verification import landlock

_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV")
_LARGEST_FILE = 1 << 31
_IMPORTING = 60  # seconds of processor time for importing TensorFlow, generously
_REFUSED = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.getaddrinfo",
        "socket.sendto",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.startfile",
        "os.fork",
        "os.forkpty",
        "os.kill",
        "os.chmod",
        "os.chown",
        "ctypes.dlopen",
    }
)
#: Events about paths, and how many of their arguments are paths.
_PATH_EVENTS = {
    "os.remove": 1,
    "os.rename": 2,
    "os.mkdir": 1,
    "os.rmdir": 1,
    "os.link": 2,
    "os.symlink": 2,
    "os.truncate": 1,
    "shutil.rmtree": 1,
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def environment(home: Path) -> dict[str, str]:
    """Return the child's whole environment: no token of the user's is in it, HOME is empty."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "KERAS_BACKEND": "tensorflow",
        "MPLBACKEND": "Agg",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
    }


def limit(memory_gb: int, seconds: float) -> None:
    """Bound memory, processor time and file size, where the system knows such limits."""
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    cores = os.cpu_count() or 1
    _lower(resource.RLIMIT_AS, memory_gb << 30)
    _lower(resource.RLIMIT_CPU, int((seconds + _IMPORTING) * cores))
    _lower(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(which: int, value: int) -> None:
    import resource  # noqa: PLC0415 - POSIX only

    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def fence(folder: Path) -> None:
    """Refuse writes outside `folder`, other processes, and the network, from now on.

    Call it after TensorFlow is imported: it opens libraries and asks the machine about itself.
    """
    named = (os.devnull, "/dev/shm")  # noqa: S108 - TensorFlow's threads share memory there
    devices = [Path(p) for p in named if Path(p).exists()]
    landlock.restrict([folder, *devices])
    allowed = tuple(os.path.realpath(p) for p in (folder, *devices))
    sys.addaudithook(lambda event, args: _judge(event, args, allowed))


def _judge(event: str, args: tuple[object, ...], allowed: tuple[str, ...]) -> None:
    if event in _REFUSED:
        raise PermissionError(f"kmigrate's sandbox refuses {event}")
    if event == "open":
        path, _, flags = args
        if isinstance(flags, int) and flags & _WRITING:
            _require_inside(path, allowed)
    elif event in _PATH_EVENTS:
        for path in args[: _PATH_EVENTS[event]]:
            _require_inside(path, allowed)


def _require_inside(path: object, allowed: tuple[str, ...]) -> None:
    if isinstance(path, str | bytes | os.PathLike):
        real = os.path.realpath(os.fsdecode(path))
        if not any(real == a or real.startswith(a + os.sep) for a in allowed):
            raise PermissionError(f"kmigrate's sandbox refuses to write to {os.fsdecode(path)}")
