"""Run the user's file as `__main__`, and say what stopped it."""

from __future__ import annotations
import __future__

import ast
import functools
import operator
import signal
import sys
import threading
import traceback
from _thread import interrupt_main
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePath
from tokenize import detect_encoding
from types import FrameType, ModuleType
from typing import TYPE_CHECKING

from migrator.verification.script.invented_names import Names
from migrator.verification.script.training import Enough

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from migrator.verification.children.jobs import Job
    from migrator.verification.objects import Runtime

_LONGEST_MESSAGE = 400
_FUTURE = functools.reduce(
    operator.or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)


def brief(error: BaseException) -> str:
    """Return the type and the telling line of an error: TensorFlow's begin with a traceback."""
    text = str(error)
    lines = [line.strip() for line in text.partition("[[")[0].splitlines() if line.strip()]
    lines = lines[-1:] if "most recent call last" in text else lines
    return f"{type(error).__name__}: {' '.join(lines)[:_LONGEST_MESSAGE]}"


@dataclass(frozen=True)
class Stop:
    """Why the file did not run to its end, or passed over a statement that begins with `text`.

    `line` is None where no line of the file is to blame. inside: where in another file of the
    project it was, that this line led to.
    """

    kind: str
    message: str
    line: int | None
    harmless: bool = False
    text: str = ""
    inside: str = ""


def _package(job: Job) -> str | None:
    """Return the package that a file of Keras's own source tree is in, for its relative imports.

    Any other is of a package if it says so itself, by such an import.
    """
    parts = PurePath(job.filename).parts[:-1]
    if "keras" in parts and job.side == "legacy":
        return ".".join(parts[len(parts) - 1 - parts[::-1].index("keras") :])
    relative = any(
        isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(ast.parse(job.source))
    )
    return ".".join(PurePath(job.place).parts[:-1]) or None if relative else None


def _behind(statements: list[ast.stmt], line: int) -> list[ast.stmt]:
    return [statement for statement in statements if statement.lineno > line]


def _encoded(text: str) -> bytes:
    """Encode a source as it says it is."""
    data = text.encode()
    try:
        return text.encode(detect_encoding(BytesIO(data).readline)[0])
    except (SyntaxError, UnicodeEncodeError):
        return data


class Script:
    """The user's file: its namespace, and the expressions to evaluate in it.

    sources: the texts of the files that are the user's own, by the paths they have here.
    """

    def __init__(self, job: Job) -> None:
        # The file keeps its name, as scripts look at it, but lies where no import finds it unless
        # its own project's do: a file called string.py must not become the standard library's.
        self.root = root = Path(job.folder) / "script"
        name = Path(job.filename).name
        place = root / (job.place or (name if name.endswith(".py") else "script.py"))
        self.path = str(place)
        self.sources = {str(root / path): text for path, text in job.modules.items()}
        self.sources[self.path] = job.source
        for path, text in self.sources.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(_encoded(text))
        if job.modules:
            inside = (place.parent, *place.parent.parents)
            sys.path[1:1] = [str(p) for p in inside if p.is_relative_to(root)]
        self.job = job
        self.passed: list[Stop] = []
        self.module = ModuleType("__main__")
        vars(self.module).update({"__file__": self.path, "__builtins__": __builtins__})
        vars(self.module)["__package__"] = _package(job)

    def run(self, made: Callable[[], bool]) -> Stop | None:
        """Execute the file; a part of the time is left for measuring what it made.

        made: whether there is a layer yet. Until then, statements that fail are passed over, such
        as those that prepare data which are not there; `passed` tells of them. Behind it, what is
        left out might be a part of a model.
        """
        sys.modules["__main__"] = self.module
        sys.argv = [self.path, *self.job.argv]
        return self._guard(lambda: self._execute(made), self.job.timeout * 0.4)

    def is_running(self) -> bool:
        """Tell whether code of the file led to where this is asked."""
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the only way to know who calls
        while frame is not None and frame.f_code.co_filename not in self.sources:
            frame = frame.f_back
        return frame is not None

    def evaluate(self, expression: str) -> tuple[Runtime, Stop | None]:
        """Evaluate one expression in the file's namespace."""
        result: list[Runtime] = [None]

        def build() -> None:
            names = Names(vars(self.module))
            result[0] = eval(expression, vars(self.module), names)  # noqa: S307 - running the user's file is the job

        stop = self._guard(build, self.job.timeout * 0.3)
        return result[0], stop

    def _execute(self, made: Callable[[], bool]) -> None:
        code = compile(self.job.source, self.path, "exec", dont_inherit=True)
        flags = code.co_flags & _FUTURE
        statements = ast.parse(self.job.source).body
        while True:
            try:
                exec(code, vars(self.module))  # noqa: S102 - running the user's file is the job
            except MemoryError:
                raise  # others would lack it, too
            except Exception as error:
                line = self._line_of(error)
                statements, stop = _behind(statements, line), self._stop(error)
                if made() or not statements or stop is None:
                    raise
                text = self.job.source.splitlines()[line - 1].strip()
                self.passed.append(replace(stop, text=text))
                rest = ast.Module(statements, [])
                code = compile(rest, self.path, "exec", flags, dont_inherit=True)
            else:
                return

    def _line_of(self, error: Exception) -> int:
        """Return the line of the statement of the file, not of its functions, that failed."""
        frames = traceback.extract_tb(error.__traceback__)
        lines = (f.lineno for f in frames if f.filename == self.path and f.name == "<module>")
        return next(lines, None) or sys.maxsize

    def _guard(self, action: Runtime, seconds: float) -> Stop | None:
        # Where kmigrate was started in the background, the shell has had interrupts ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        alarm = threading.Timer(seconds, interrupt_main)
        alarm.daemon = True
        alarm.start()
        try:
            action()
        except Enough:
            return Stop(
                "Enough",
                "its own training loop was stopped after some batches",
                None,
                harmless=True,
            )
        except KeyboardInterrupt:
            return Stop("Timeout", f"it was stopped after {seconds:.0f} s", None, harmless=True)
        except BaseException as error:  # noqa: BLE001 - whatever a stranger's file raises
            return self._stop(error)
        finally:
            alarm.cancel()
        return None

    def _stop(self, error: BaseException) -> Stop | None:
        if isinstance(error, SystemExit) and error.code in (None, 0):
            return None
        if isinstance(error, SystemExit):
            told = f"the file ended itself with {error.code!r}"
            return Stop("SystemExit", told, None)
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == self.path]
        if isinstance(error, SyntaxError) and error.filename == self.path:
            lines.append(error.lineno)
        message = " ".join(str(error).split())[:_LONGEST_MESSAGE]
        line = lines[-1] if lines else None
        return Stop(type(error).__name__, message, line, inside=self._inside(frames))

    def _inside(self, frames: Sequence[traceback.FrameSummary]) -> str:
        """Return the place in the project, but not in the file, where an error came from."""
        own = [frame for frame in frames if frame.filename in self.sources]
        if not own or own[-1].filename == self.path:
            return ""
        place = PurePath(own[-1].filename).relative_to(self.root)
        return f"{place.as_posix()}:{own[-1].lineno}"

    def names_of(self, model: Runtime) -> list[str]:
        """Return the module-level names bound to this very object."""
        return [name for name, value in vars(self.module).items() if value is model]
