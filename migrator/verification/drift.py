"""One thing that changed its meaning, and whether it may have caused a difference."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.verification.align import innermost

if TYPE_CHECKING:
    from migrator.verification.objects import Json


@dataclass(frozen=True)
class Drift:
    """One changed meaning.

    aspects: what differs because of it, as a problem's aspect begins. kinds: the legacy classes of
    layers or optimizers, or the losses, it concerns; all if none is named. setting: what such a
    layer has in its configuration, or the last one, if it is a loss: a name, and values. penalised:
    whether some layer of the model must have a penalty. since, before: which legacy releases it
    concerns. announced_by: the legacy symbols whose migration says so, where it leaves this to
    the reader: then it is known and no surprise. only_noted: whether it makes no two programs
    different, as where weights start.
    """

    name: str
    said: str
    aspects: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    setting: tuple[str, tuple[str, ...]] | None = None
    announced_by: tuple[str, ...] = ()
    only_noted: bool = False
    penalised: bool = False
    since: str = ""
    before: str = ""

    def explains(self, problem: Json, model: Json, version: str) -> bool:
        """Tell whether this may be the cause of a problem with a model of a legacy release."""
        if not any(problem["aspect"].startswith(aspect) for aspect in self.aspects):
            return False
        kind, config = _concerned(problem, model["layers"])
        if self.setting and str(config.get(self.setting[0])) not in self.setting[1]:
            return False
        if self.penalised and not any(_is_penalised(layer) for layer in model["layers"]):
            return False
        return self._was_so_in(version) and (not self.kinds or kind in self.kinds)

    def _was_so_in(self, version: str) -> bool:
        if not version:
            return True
        own = _release(version)
        too_early = self.since and own < _release(self.since)
        return not too_early and (not self.before or own < _release(self.before))


def _release(version: str) -> tuple[float, ...]:
    """Return the numbers of a release; tf_keras, which has none, is later than all that have."""
    return tuple(map(int, version.split("."))) if version[:1].isdigit() else (math.inf,)


def _concerned(problem: Json, layers: list[Json]) -> tuple[str, Json]:
    """Return the class, and the configuration, of what a problem is with.

    Of a loss that is its name, and how the layer is made whose output it is computed from.
    """
    if problem["number"] is not None:
        layer = layers[problem["number"]]
        return innermost(layer["class"], layer["config"])
    of_loss = problem["aspect"] in {"loss", "metrics"} and layers
    return problem["class"], innermost("", layers[-1]["config"])[1] if of_loss else {}


def _is_penalised(layer: Json) -> bool:
    config = innermost(layer["class"], layer["config"])[1]
    return any(name.endswith("regularizer") and value for name, value in config.items())
