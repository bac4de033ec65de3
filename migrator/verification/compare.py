"""Turn the two reports into a verdict. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.verification import align
from migrator.verification.releases import TF_KERAS
from migrator.verification.results import LayerRow, ModelRow, Trial, Verification

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.objects import Json

_CONFIGURE = (
    "Name what to build with a comment such as `# kmigrate: build create_model((3, 256, 256))`."
)


def verdict(legacy: Json, modern: Json) -> Verification:
    """Compare what both children found."""
    old, new = legacy["models"], modern["models"]
    if not old:
        return Verification("not-built", _nothing_built(legacy))
    judged = [_row(o, n) for o, n in zip(old, new, strict=False) if n and "failure" not in n]
    rows = tuple(row for row, _ in judged)
    if _fails(modern) and not (_fails(legacy) and legacy["stop"]["kind"] == modern["stop"]["kind"]):
        reason = f"the result fails under Keras 3: {_told(modern['stop'])}"
        return Verification("not-built", reason, rows)
    failures = [
        f"{_name(o)}: {n['failure']}"
        for o, n in zip(old, new, strict=False)
        if n and "failure" in n
    ]
    if failures:
        reason = f"the result fails under Keras 3: {'; '.join(failures)}"
        return Verification("not-built", reason, rows)
    if len(judged) < len(old):
        return Verification("not-built", _not_rebuilt(old, new), rows)
    problems = [f"{row.name}: {problem}" for row, problem in judged if problem]
    if problems:
        return Verification("different", "; ".join(problems), rows)
    return Verification("equal", _remarks(legacy, modern, rows), rows)


def _name(model: Json) -> str:
    """Return what the file calls the model, else what Keras does."""
    return str(next(iter(model["names"]), model["name"]))


def _fails(report: Json) -> bool:
    """Tell whether the file raised something; being stopped by us is no failure."""
    stop = report.get("stop")
    return bool(stop) and not stop.get("harmless")


def _row(old: Json, new: Json) -> tuple[ModelRow, str]:
    """Return the row of one model, and what is wrong with it."""
    pairs = align.pair_layers(old["layers"], new["layers"])
    layers = tuple(_layer_row(old["layers"], new["layers"], pair) for pair in pairs)
    problem = new.get("problem") or _structural(old, new, layers)
    difference = new.get("difference")
    if not problem and difference is not None and not difference <= new["allowed"]:
        problem = f"outputs differ by up to {difference:.3g} (allowed: {new['allowed']:.1g})"
    note = new.get("note") or ""
    if "unmeasured" in old:
        note = f"only shapes compared: the original cannot be run ({old['unmeasured']})"
    return ModelRow(_name(old), difference, layers, note), problem


def _layer_row(
    old: Sequence[Json], new: Sequence[Json], pair: tuple[int | None, int | None]
) -> LayerRow:
    a = old[pair[0]] if pair[0] is not None else _ABSENT
    b = new[pair[1]] if pair[1] is not None else _ABSENT
    return LayerRow(
        name=a["name"] or b["name"],
        legacy_class=a["class"],
        modern_class=b["class"],
        legacy_shape=a["shape"],
        modern_shape=b["shape"],
        legacy_params=a["params"],
        modern_params=b["params"],
    )


_ABSENT: Json = {"name": "", "class": "", "shape": None, "params": None}


def _structural(old: Json, new: Json, rows: Sequence[LayerRow]) -> str:
    """Say what differs before any number is computed. Layers without weights may come and go."""
    for row in rows:
        both = row.legacy_class and row.modern_class
        if both and not _same_shape(row.legacy_shape, row.modern_shape):
            return f"{row.name} gives {row.legacy_shape} in Keras 1, {row.modern_shape} in Keras 3"
        if (row.legacy_params or 0) != (row.modern_params or 0):
            counts = f"{row.legacy_params} parameters in Keras 1, {row.modern_params} in Keras 3"
            return f"{row.name} has {counts}"
    if len(old["inputs"]) != len(new["inputs"]) or len(old["outputs"]) != len(new["outputs"]):
        return "the numbers of inputs or outputs differ"
    return ""


def _same_shape(a: Json, b: Json) -> bool:
    """Compare shapes; a size that one side left open or could not tell is no difference."""
    if not isinstance(a, list) or not isinstance(b, list):
        return a is None or b is None or bool(a == b)
    return len(a) == len(b) and all(_same_shape(x, y) for x, y in zip(a, b, strict=True))


def _nothing_built(legacy: Json) -> str:
    if legacy["stop"]:
        return f"the original fails under {_release(legacy)}: {_told(legacy['stop'])}. {_CONFIGURE}"
    return f"running the file makes no model. {_CONFIGURE}"


def _release(legacy: Json) -> str:
    version = legacy.get("version", "the legacy Keras")
    return version if version == TF_KERAS else f"Keras {version}"


def _not_rebuilt(old: Sequence[Json], new: Sequence[Json | None]) -> str:
    found = [*new, *[None] * (len(old) - len(new))]
    missing = [_name(o) for o, n in zip(old, found, strict=True) if not n]
    return f"the result makes no counterpart of {', '.join(missing)} under Keras 3"


def _told(stop: Json) -> str:
    where = f" (line {stop['line']})" if stop["line"] else ""
    return f"{stop['kind']}: {stop['message']}{where}"


def _remarks(legacy: Json, modern: Json, rows: Sequence[ModelRow]) -> str:
    """Say what the verdict rests on, where that is less than a whole run."""
    remarks = []
    for side, report in (("the original", legacy), ("the result", modern)):
        if report.get("stop"):
            remarks.append(f"{side} ended early: {_told(report['stop'])}")
    stubbed = sorted({*legacy.get("stubbed", ()), *modern.get("stubbed", ())})
    if stubbed:
        remarks.append(f"not installed, replaced by stand-ins: {', '.join(stubbed)}")
    remarks += sorted({*legacy.get("remarks", ()), *modern.get("remarks", ())})
    remarks += [f"{row.name}: {row.note}" for row in rows if row.note]
    return "; ".join(remarks)


def trial(first: Json, last: Json) -> Trial:
    """Say which ordering the original ran with, given the reports of building it with either.

    It is the one that works; where something else fails under both, the one that gets further.
    """
    release = _release(first)
    scores = [_got_to(report) for report in (first, last)]
    if scores[0] == scores[1]:
        if not first["models"]:
            return Trial(None, f"built under {release}, the original makes no model to tell by")
        return Trial(None, f"built under {release}, the original works with both orderings")
    better = scores[1] > scores[0]
    names = ("channels_first", "channels_last")
    worse = _shortened(failure((first, last)[not better]) or "it makes fewer models")
    said = (
        f"built under {release}, the original works with {names[better]}, "
        f"but not with {names[not better]}: {worse}"
    )
    return Trial("tf" if better else "th", said)


def _got_to(report: Json) -> tuple[bool, int, int]:
    """Return what sorts reports by how far building got."""
    models = report["models"]
    layers = sum(len(model["layers"]) for model in models)
    return bool(models) and not _fails(report), len(models), layers


def failure(legacy: Json) -> str | None:
    """Return why the original made no model that runs, or None if it made one."""
    if _fails(legacy):
        return _told(legacy["stop"])
    return None if legacy["models"] else "running the file makes no model"


def _shortened(reason: str) -> str:
    """TensorFlow's messages begin with what went wrong and go on with the operation."""
    return reason.partition(" for '{{node")[0]
