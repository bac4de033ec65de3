"""Keep the code of a stranger's file away from the user's files, secrets and network.

Layers, each used where the system has it: resource limits, Landlock (files, signals) and seccomp
(processes, sockets, modes of files) are enforced by the kernel; the audit hook is Python's own,
works everywhere, and names what was refused. The hook stops accidents, not attackers: only what the
kernel enforces is a border. SECURITY.md says what remains.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.verification.confinement import landlock, seccomp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV")
_SET_DEATH_SIGNAL = 1  # of linux/prctl.h
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
        "os.setxattr",
        "os.removexattr",
        "os.utime",
        "resource.setrlimit",
        "resource.prlimit",
        "ctypes.dlopen",
        "ctypes.dlsym",
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
_INTERNET = (socket.AF_INET, socket.AF_INET6)  # Python itself uses pairs of local ones
#: What programs read of a system; nothing of it is a user's.
_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/bin", "/opt", "/nix/store", "/System", "/Library"),
    *("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys", "/sys"),
    *("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/etc/mime.types", "/etc/fonts"),
    *("/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/etc/os-release"),
)
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


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, however that comes about."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it has ended meanwhile
            os._exit(1)


def limit(memory_gb: int, seconds: float, disk: int) -> None:
    """Bound memory, processor time and file size, where the system knows such limits.

    disk: bytes that all files together may take, which only a watcher can see to.
    """
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    cores = os.cpu_count() or 1
    _lower(resource.RLIMIT_AS, memory_gb << 30)
    _lower(resource.RLIMIT_CPU, int((seconds + _IMPORTING) * cores))
    _lower(resource.RLIMIT_FSIZE, disk // 4)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(which: int, value: int) -> None:
    import resource  # noqa: PLC0415 - POSIX only

    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def fence(folder: Path, needed: Iterable[Path], refused: Callable[[str], None]) -> str:
    """Refuse writes outside `folder`, reads of personal files, other processes, and the network.

    needed: what may be read besides Python, its packages and the system. refused: hears of what
    Python refuses. Call it when TensorFlow is imported, which opens and asks a lot, and before any
    thread runs: from now on it holds for ever. Return what of it this system lacks, or nothing.
    """
    sink = Path(os.devnull)
    layers = {
        "Landlock": landlock.restrict([folder, sink], [*needed, *_readable()]),
        "seccomp": seccomp.restrict(),
    }
    allowed = tuple(os.path.realpath(p) for p in (folder, sink))

    def judge(event: str, args: tuple[object, ...]) -> None:
        problem = _problem(event, args, allowed)
        if problem:
            refused(problem)
            raise PermissionError(f"kmigrate's sandbox refuses {problem}")

    sys.addaudithook(judge)
    missing = " and no ".join(name for name, there in layers.items() if not there)
    return missing and f"this system has no {missing}: the sandbox is weaker (SECURITY.md)"


def _readable() -> list[Path]:
    """Return where Python and its packages are, and what a system tells every program.

    A folder on Python's path that holds the user's home would open all of it: it is left out.
    """
    home = _home()
    importable = [*sys.path, sys.prefix, sys.base_prefix, str(Path(__file__).parents[2])]
    folders = {Path(p).resolve() for p in importable if p}
    return [*map(Path, _SYSTEM), *(f for f in folders if not home.is_relative_to(f))]


def _home() -> Path:
    """Return the real home of the user: $HOME is the script's."""
    try:
        import pwd  # noqa: PLC0415 - POSIX only
    except ImportError:
        return Path.home()
    return Path(pwd.getpwuid(os.getuid()).pw_dir)


def _problem(event: str, args: tuple[object, ...], allowed: tuple[str, ...]) -> str:
    """Return what is wrong with something that Python is about to do, or nothing."""
    if event in _REFUSED or (event == "socket.__new__" and args[1] in _INTERNET):
        return event
    if event == "open":
        path, _, flags = args
        paths: tuple[object, ...] = (path,) if isinstance(flags, int) and flags & _WRITING else ()
    else:
        paths = args[: _PATH_EVENTS.get(event, 0)]
    return next((f"to write to {p}" for p in map(_named, paths) if not _inside(p, allowed)), "")


def _named(path: object) -> str:
    """Return a path as text; a descriptor was opened with leave."""
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else os.devnull


def _inside(path: str, allowed: tuple[str, ...]) -> bool:
    real = os.path.realpath(path)
    return any(real == a or real.startswith(a + os.sep) for a in allowed)
