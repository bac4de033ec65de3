"""What the parent asks of a child process, as a JSON file between them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["legacy", "modern"]


@dataclass(frozen=True)
class Job:
    """One side of one verification.

    folder: the side's own scratch folder, the only place it may write to.
    version: the legacy release, and `keras` the folder to import it from.
    builds: expressions to evaluate always.
    builders: only when neither the file nor `builds` make a model.
    measure: whether to run the models, or only to build them.
    other: the folder of the legacy side, where the modern side finds what to compare with.
    """

    side: Side
    source: str
    filename: str
    folder: str
    version: str
    keras: str
    builds: tuple[str, ...]
    builders: tuple[str, ...]
    argv: tuple[str, ...]
    timeout: float
    memory_gb: int
    measure: bool = True
    other: str = ""

    @property
    def report(self) -> Path:
        """Where the child leaves its report, renamed into place when it is whole."""
        return Path(self.folder) / "report.json"

    def write(self) -> Path:
        """Leave the job in its folder and return the file."""
        path = Path(self.folder) / "job.json"
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        return path

    @classmethod
    def read(cls, path: str) -> Job:
        """Read what `write` wrote."""
        fields = json.loads(Path(path).read_text(encoding="utf-8"))
        lists = {name: tuple(fields[name]) for name in ("builds", "builders", "argv")}
        return cls(**{**fields, **lists})
