"""What the parent asks of a child process, as a JSON file between them."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Side: TypeAlias = Literal["legacy", "modern"]
#: Expressions in rounds: of each maker some that call it otherwise.
Rounds: TypeAlias = tuple[tuple[tuple[str, ...], ...], ...]


class Kind(NamedTuple):
    """Which Keras a process has imported: only jobs of its own kind can be run in it.

    version: the legacy release, and `keras` the folder to import it from; on the modern side both
    are empty.
    """

    side: Side
    version: str = ""
    keras: str = ""


@dataclass(frozen=True)
class OldWeights:
    """A file whose weights the one model gets, instead of drawn ones.

    path: a copy in the legacy side's folder. builder: the expression that makes the model, or
    empty. backend: what the user says the weights were trained on.
    """

    path: str
    builder: str = ""
    by_name: bool = False
    backend: Literal["theano", "tensorflow"] | None = None


@dataclass(frozen=True)
class Job:
    """One side of one verification.

    folder: the side's own scratch folder, the only place it may write to.
    version, keras: the legacy release, and the folder to import it from.
    channels_first: what Keras is told about the order of image dimensions.
    builds: expressions to evaluate always.
    builders: only when neither the file nor `builds` make a model.
    invented: only when these do not either. The result is called as the original could be.
    timeout: seconds. memory_gb: of address space, beyond what importing takes.
    beside: the folder with packages that Keras 2 brought along.
    measure: whether to run the models, or only to build them.
    other: the folder of the legacy side, where the modern side finds what to compare with.
    weights: a file to convert, where that is the task.
    place, modules: where the script lies in its project, and the sources that it may import from
    there, by their paths; both relative to the project's folder.
    seal: what a report must bear to be this job's.
    """

    side: Side
    source: str
    filename: str
    folder: str
    version: str
    keras: str
    channels_first: bool
    builds: tuple[str, ...]
    builders: tuple[str, ...]
    argv: tuple[str, ...]
    timeout: float
    memory_gb: int
    invented: Rounds = ()
    beside: str = ""
    measure: bool = True
    other: str = ""
    weights: OldWeights | None = None
    place: str = ""
    modules: Mapping[str, str] = field(default_factory=dict)
    seal: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def kind(self) -> Kind:
        """The kind of process that can run it."""
        legacy = self.side == "legacy"
        return Kind(self.side, self.version, self.keras) if legacy else Kind(self.side)

    @property
    def patience(self) -> float:
        """Seconds until it is ended: a side that waits for the other is given the other's too."""
        return self.timeout * (2 if self.other else 1)

    @property
    def home(self) -> Path:
        """What the script is told is the user's home."""
        return Path(self.folder) / "home"

    @property
    def disk(self) -> int:
        """How many bytes its files may take: weights of large models are large themselves."""
        return (64 if self.weights else 2) << 30

    @property
    def output(self) -> Path:
        """Where whatever is printed goes: beside the folder, out of the script's reach."""
        return Path(f"{self.folder}.output.txt")

    @property
    def report(self) -> Path:
        """Where the child leaves its report."""
        return report_in(self.folder)

    def write(self) -> Path:
        """Leave the job beside its folder, with room for the report, and return the file."""
        self.report.touch()
        path = Path(f"{self.folder}.job.json")
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        return path

    @classmethod
    def read(cls, path: str) -> Job:
        """Read what `write` wrote."""
        fields = json.loads(Path(path).read_text(encoding="utf-8"))
        lists = {name: tuple(fields[name]) for name in ("builds", "builders", "argv")}
        weights = fields["weights"] and OldWeights(**fields["weights"])
        return cls(**{**fields, **lists, "weights": weights})


def report_in(folder: str) -> Path:
    """Return where the report of the job with this folder is."""
    return Path(f"{folder}.report.json")
