"""Judge what came of building an original under both orderings. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.verification.compare import fails, release, said_of
from migrator.verification.results import Trial

if TYPE_CHECKING:
    from migrator.verification.objects import Json


def trial(first: Json, last: Json) -> Trial:
    """Say which ordering the original ran with, given the reports of building it with either.

    It is the one that works; where something else fails under both, the one that gets further.
    """
    under = release(first)
    scores = [_got_to(report) for report in (first, last)]
    if scores[0] == scores[1]:
        if not first["models"]:
            return Trial(None, f"built under {under}, the original makes no model to tell by")
        return Trial(None, f"built under {under}, the original works with both orderings")
    better = scores[1] > scores[0]
    names = ("channels_first", "channels_last")
    worse = _shortened(_failure((first, last)[not better]) or "it makes fewer models")
    said = (
        f"built under {under}, the original works with {names[better]}, "
        f"but not with {names[not better]}: {worse}"
    )
    return Trial("tf" if better else "th", said)


def _got_to(report: Json) -> tuple[bool, int, int]:
    """Return what sorts reports by how far building got."""
    models = report["models"]
    layers = sum(len(model["layers"]) for model in models)
    return bool(models) and not fails(report), len(models), layers


def _failure(legacy: Json) -> str | None:
    """Return why the original made no model that runs, or None if it made one."""
    if fails(legacy):
        return said_of(legacy["stop"])
    return None if legacy["models"] else "running the file makes no model"


def _shortened(reason: str) -> str:
    """TensorFlow's messages begin with what went wrong and go on with the operation."""
    return reason.partition(" for '{{node")[0]
