"""Turn the two reports into a verdict. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.verification import align, drifts
from migrator.verification.releases import TF_KERAS
from migrator.verification.results import LayerRow, ModelRow, Parting, Trial, Verification

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.objects import Json

_EXAMPLE = "create_model((3, 256, 256))"
_COMMAND_LINE = (
    "Give it the command line it wants with --argv, or in [tool.kmigrate.argv] under its name."
)


def verdict(legacy: Json, modern: Json, announced: frozenset[str] = frozenset()) -> Verification:
    """Compare what both children found.

    announced: legacy symbols whose migration has told its reader that something is otherwise.
    """
    old, new = legacy["models"], modern["models"]
    if not old:
        return Verification("not-built", _nothing_built(legacy))
    judged = [
        _row(o, n, announced) for o, n in zip(old, new, strict=False) if n and "failure" not in n
    ]
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
    problems = [f"{row.name}: {problem}" for row, wrong in judged for problem in wrong]
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


def _row(old: Json, new: Json, announced: frozenset[str]) -> tuple[ModelRow, list[str]]:
    """Return the row of one model, and what is wrong with it."""
    pairs = align.pair_layers(old["layers"], new["layers"])
    rates = {int(number): rate for number, rate in new.get("rates", {}).items()}
    layers = tuple(_layer_row(old["layers"], new["layers"], pair, rates) for pair in pairs)
    problems = [*_structural(old, new, layers, pairs), *new.get("problems", ())]
    notes = [new.get("note", "")]
    if "unmeasured" in old:
        notes = [f"only shapes compared: the original cannot be run ({old['unmeasured']})"]
    wrong: list[str] = []
    for problem in problems:
        said, known = _explained(problem, old, announced)
        (notes if known else wrong).append(said)
    note = "; ".join(filter(None, notes))
    parting = _parting(problems, old, new)
    differences = new.get("difference"), new.get("share")
    return ModelRow(_name(old), differences[0], layers, note, parting, differences[1]), wrong


def _explained(problem: Json, old: Json, announced: frozenset[str]) -> tuple[str, bool]:
    """Return what differs and why, and whether the migration has told its reader so."""
    causes = list(drifts.causes(problem, _layer_of(problem, old)))
    told = any(announced.intersection(drift.announced_by) for drift in causes)
    why = next((drift.said for drift in causes if drift.said), "")
    said = f"{problem['said']} (likely cause: {why})" if why else problem["said"]
    if told:
        return f"as announced, {said}", True
    return said, any(drift.only_noted for drift in causes[:1])


def _layer_of(problem: Json, old: Json) -> Json | None:
    number = problem["number"]
    return None if number is None else old["layers"][number]


def _parting(problems: Sequence[Json], old: Json, new: Json) -> Parting | None:
    if "parted" not in new:
        return None
    problem = next(p for p in problems if p["aspect"] == "outputs")
    cause = next(drifts.causes(problem, _layer_of(problem, old)), None)
    fields = {**new["parted"], "where": tuple(new["parted"]["where"])}
    return Parting(**fields, cause=cause.said if cause else "")


def _layer_row(
    old: Sequence[Json],
    new: Sequence[Json],
    pair: tuple[int | None, int | None],
    rates: dict[int, float],
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
        legacy_trainable=a.get("trainable"),
        modern_trainable=b.get("trainable"),
        rate=rates.get(pair[0]) if pair[0] is not None else None,
    )


_ABSENT: Json = {"name": "", "class": "", "shape": None, "params": None}


def _structural(
    old: Json,
    new: Json,
    rows: Sequence[LayerRow],
    pairs: Sequence[tuple[int | None, int | None]],
) -> list[Json]:
    """Say what differs before any number is computed. Layers without weights may come and go."""
    for row, (number, _) in zip(rows, pairs, strict=True):
        both = row.legacy_class and row.modern_class
        if both and not _same_shape(row.legacy_shape, row.modern_shape):
            said = f"{row.name} gives {row.legacy_shape} in Keras 1, {row.modern_shape} in Keras 3"
            return [_problem("shape", said, number)]
        if (row.legacy_params or 0) != (row.modern_params or 0):
            counts = f"{row.legacy_params} parameters in Keras 1, {row.modern_params} in Keras 3"
            return [_problem("params", f"{row.name} has {counts}", number)]
    if len(old["inputs"]) != len(new["inputs"]) or len(old["outputs"]) != len(new["outputs"]):
        return [_problem("shape", "the numbers of inputs or outputs differ", None)]
    return []


def _problem(aspect: str, said: str, number: int | None) -> Json:
    return {"aspect": aspect, "said": said, "number": number, "class": ""}


def _same_shape(a: Json, b: Json) -> bool:
    """Compare shapes; a size that one side left open or could not tell is no difference."""
    if not isinstance(a, list) or not isinstance(b, list):
        return a is None or b is None or bool(a == b)
    return len(a) == len(b) and all(_same_shape(x, y) for x, y in zip(a, b, strict=True))


def _nothing_built(legacy: Json) -> str:
    if legacy["stop"]:
        what = f"the original fails under {_release(legacy)}: {_told(legacy['stop'])}."
    else:
        what = "running the file makes no model."
    return f"{what} {_advice(legacy)}"


def _advice(legacy: Json) -> str:
    """Say what to configure, so that something can be built."""
    if legacy["stop"] and legacy["stop"]["kind"] == "SystemExit":
        return _COMMAND_LINE
    makers = legacy.get("needing_arguments") or (_EXAMPLE,)
    examples = " or ".join(f"`# kmigrate: build {maker}`" for maker in makers)
    return f"Name what to build with a comment such as {examples}."


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
