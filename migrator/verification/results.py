"""What a verification says, and what a caller may choose for it. Pure data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from migrator.verification.inventing.calls import Told

Ordering: TypeAlias = Literal["th", "tf"]
Shape: TypeAlias = "int | list[Shape] | None"
Status: TypeAlias = Literal["equal", "different", "not-built", "skipped"]


@dataclass(frozen=True)
class LayerRow:
    """One layer on both sides; where a side has no such layer its class, shape and count are empty.

    Shapes are lists such as `[None, 64, 256, 256]`, or lists of those for several outputs.
    trainable: how many parameters a step of training moves, None where none was made. rate: how
    much the layer adds to the deviation of what it reads, where outputs differ (CRADLE, ICSE 2019).
    max_rel_diff: the largest difference of what it gives, as a share of the largest number, where
    that was looked at because outputs are saturated. legacy_reads, modern_reads: the rows, by name,
    of the layers whose outputs it reads on each side.
    """

    name: str
    legacy_class: str
    modern_class: str
    legacy_shape: Shape
    modern_shape: Shape
    legacy_params: int | None
    modern_params: int | None
    legacy_trainable: int | None = None
    modern_trainable: int | None = None
    rate: float | None = None
    max_rel_diff: float | None = None
    legacy_reads: tuple[str, ...] = ()
    modern_reads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parting:
    """Where the numbers of a model part: the layer, the element of its output, and both values."""

    layer: str
    where: tuple[int, ...]
    legacy: float
    modern: float
    rate: float
    cause: str


@dataclass(frozen=True)
class ModelRow:
    """One model on both sides; the differences are None where no numbers could be compared.

    max_rel_diff: the largest difference of its outputs, as a share of the largest number in them.
    """

    name: str
    max_abs_diff: float | None
    layers: tuple[LayerRow, ...]
    note: str = ""
    parting: Parting | None = None
    max_rel_diff: float | None = None


@dataclass(frozen=True)
class Verification:
    """The verdict on one file.

    originals: how many models the original made, also where the result could not be built.
    """

    status: Status
    reason: str
    models: tuple[ModelRow, ...] = ()
    originals: int = 0

    @property
    def layers(self) -> tuple[LayerRow, ...]:
        """The layers of all models, in order."""
        return tuple(row for model in self.models for row in model.layers)

    def as_json(self) -> dict[str, Any]:
        """Return the `verification` object of the JSON report."""
        return {
            "status": self.status,
            "reason": self.reason,
            "originals": self.originals,
            "layers": [asdict(row) for row in self.layers],
            "models": [
                {
                    "name": model.name,
                    "max_abs_diff": model.max_abs_diff,
                    "max_rel_diff": model.max_rel_diff,
                    "note": model.note,
                    "parting": asdict(model.parting) if model.parting else None,
                }
                for model in self.models
            ],
        }


@dataclass(frozen=True)
class Trial:
    """What came of building an original under both orderings: the one that works, if it is one."""

    ordering: Ordering | None
    said: str


@dataclass(frozen=True)
class Project:
    """Where a script lies in its project, and the sources of what it imports from there.

    place, and the names of the modules: paths with forward slashes, relative to the project's
    folder.
    """

    place: str
    modules: Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    """How to verify. `ordering` None means the default of the legacy version ('tf' in 1.2.2).

    legacy_version: a release of Keras, or 'tf_keras'. archives_dir: a folder of sdists to take it
    from instead of the package index.

    builds: expressions that make models, such as `create_model((3, 256, 256))`.
    argv: the command line the script is given, without its own name.
    timeout: seconds for each side. memory_gb: each side's address space, where that can be limited.
    announced: legacy symbols whose migration tells its reader what is otherwise now.
    left: lines of the original in which the migration leaves something to its reader.
    told: what other files of the project pass to the functions and classes of this one.
    projects: that of the original and that of the result; without them the script is alone.
    """

    legacy_version: str = "1.2.2"
    ordering: Ordering | None = None
    builds: tuple[str, ...] = ()
    argv: tuple[str, ...] = ()
    timeout: float = 300.0
    memory_gb: int = 12
    cache_dir: Path | None = None
    archives_dir: Path | None = None
    announced: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    told: Told = field(default_factory=dict)
    projects: tuple[Project, Project] | None = None
