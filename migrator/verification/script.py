"""Run the user's file as `__main__`, and say what stopped it."""

from __future__ import annotations

import sys
import threading
import traceback
from _thread import interrupt_main
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import FrameType, ModuleType
from typing import TYPE_CHECKING

from migrator.verification.training import Enough

if TYPE_CHECKING:
    from migrator.verification.jobs import Job
    from migrator.verification.objects import Runtime

_LONGEST_MESSAGE = 400


def brief(error: BaseException) -> str:
    """Return the type and the telling line of an error: TensorFlow's begin with a traceback."""
    text = str(error)
    lines = [line.strip() for line in text.partition("[[")[0].splitlines() if line.strip()]
    lines = lines[-1:] if "most recent call last" in text else lines
    return f"{type(error).__name__}: {' '.join(lines)[:_LONGEST_MESSAGE]}"


@dataclass(frozen=True)
class Stop:
    """Why the file did not run to its end. `line` is None where no line of the file is to blame."""

    kind: str
    message: str
    line: int | None
    harmless: bool = False


def _package(filename: str) -> str | None:
    """Return the package that a file of Keras's own source tree is in, for its relative imports."""
    parts = PurePath(filename).parts[:-1]
    if "keras" not in parts:
        return None
    return ".".join(parts[len(parts) - 1 - parts[::-1].index("keras") :])


class Script:
    """The user's file: its namespace, and the expressions to evaluate in it."""

    def __init__(self, job: Job) -> None:
        # The file keeps its name, as scripts look at it, but lies where no import finds it: a file
        # called string.py must not become the standard library's.
        folder = Path(job.folder) / "script"
        folder.mkdir(exist_ok=True)
        name = Path(job.filename).name
        self.path = str(folder / (name if name.endswith(".py") else "script.py"))
        Path(self.path).write_text(job.source, encoding="utf-8")
        self.job = job
        self.module = ModuleType("__main__")
        vars(self.module).update({"__file__": self.path, "__builtins__": __builtins__})
        if job.side == "legacy":
            vars(self.module)["__package__"] = _package(job.filename)

    def run(self) -> Stop | None:
        """Execute the file; a part of the time is left for measuring what it made."""
        sys.modules["__main__"] = self.module
        sys.argv = [self.path, *self.job.argv]
        return self._guard(self._execute, self.job.timeout * 0.4)

    def is_running(self) -> bool:
        """Tell whether code of the file led to where this is asked."""
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the only way to know who calls
        while frame is not None and frame.f_code.co_filename != self.path:
            frame = frame.f_back
        return frame is not None

    def evaluate(self, expression: str) -> tuple[Runtime, Stop | None]:
        """Evaluate one expression in the file's namespace."""
        result: list[Runtime] = [None]

        def build() -> None:
            result[0] = eval(expression, vars(self.module))  # noqa: S307 - running the user's file is the job

        stop = self._guard(build, self.job.timeout * 0.3)
        return result[0], stop

    def _execute(self) -> None:
        code = compile(self.job.source, self.path, "exec", dont_inherit=True)
        exec(code, vars(self.module))  # noqa: S102 - running the user's file is the job

    def _guard(self, action: Runtime, seconds: float) -> Stop | None:
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
        return Stop(type(error).__name__, message, lines[-1] if lines else None)

    def names_of(self, model: Runtime) -> list[str]:
        """Return the module-level names bound to this very object."""
        return [name for name, value in vars(self.module).items() if value is model]
