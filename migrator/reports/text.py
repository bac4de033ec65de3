"""The report for people: what changed, what was assumed, and what is left to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from migrator.findings import Finding
from migrator.reports import counts, places
from migrator.reports.shapes import shape_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.config import Config
    from migrator.findings import Verdict
    from migrator.project.outcome import Outcome, Summary
    from migrator.reports.paint import Paint
    from migrator.verification import ModelRow, Parting, Verification


def about_file(outcome: Outcome, config: Config, paint: Paint) -> Iterator[str]:
    """Yield the lines about one file; none if there is nothing to say."""
    if not _worth_saying(outcome, config):
        return
    yield f"{paint(places.shown(outcome.path), 'bold')}: {_status(outcome, config, paint)}"
    if outcome.migration and outcome.status == "migrated":
        yield from _verdict("written for", outcome.migration.dialect)
        yield from _verdict("data_format", outcome.migration.data_format)
    yield from _changes(outcome) if config.verbose else _symbols(outcome)
    yield from _findings(outcome, config, paint)
    if outcome.verification:
        yield from about_verification(outcome.verification, paint)


def _worth_saying(outcome: Outcome, config: Config) -> bool:
    if config.quiet:
        left = outcome.held or _refused(outcome, config)
        return outcome.status == "failed" or outcome.differs or left
    return config.verbose or outcome.status != "unchanged" or bool(outcome.findings)


def _refused(outcome: Outcome, config: Config) -> bool:
    return config.write and outcome.unproven


def _status(outcome: Outcome, config: Config, paint: Paint) -> str:
    if outcome.error:
        at = f" at line {outcome.error.line}" if outcome.error.line else ""
        return paint(f"failed{at}: {outcome.error.message}", "red")
    became = counts.became(outcome, config)
    if outcome.status != "migrated":
        return became
    changes = counts.counted(len(outcome.changes), "change")
    if _refused(outcome, config):
        return paint(f"{changes}, {became}: it is not verified equal", "red")
    return paint(f"{became}, {changes}", "green")


def _verdict(label: str, verdict: Verdict) -> Iterator[str]:
    if verdict.value in {None, "unknown"}:
        return
    evidence = "; ".join(verdict.evidence)
    evidence = f"line {evidence}" if evidence[:1].isdigit() else evidence
    yield f"  {label} {verdict.value}" + (f", because of {evidence}" if evidence else "")


def _changes(outcome: Outcome) -> Iterator[str]:
    for change in outcome.changes:
        where = places.where(places.shown(outcome.path), change.span)
        yield f"  {where}: change: {change.message} [{change.rule}]"


def _symbols(outcome: Outcome) -> Iterator[str]:
    """Name what changed for Keras and for Python, with how often, in the order of the file."""
    if outcome.status != "migrated":
        return
    for label, of_python in (("changed", False), ("changed for Python 3:", True)):
        rules = [c.rule for c in outcome.changes if c.rule.startswith("python2.") is of_python]
        names = Counter(map(counts.short, rules))
        told = (name if often == 1 else f"{name} ({often})" for name, often in names.items())
        if rules:
            yield f"  {label} {', '.join(told)}"


def _findings(outcome: Outcome, config: Config, paint: Paint) -> Iterator[str]:
    """Say each finding, what is to be done first; what is the same in many places is said once."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in sorted(outcome.findings, key=lambda f: not f.acts):
        key = (finding.severity, finding.message, *((finding.span,) if config.verbose else ()))
        alike.setdefault(key, []).append(finding)
    for first, *others in alike.values():
        where = places.where(places.shown(outcome.path), first.span)
        style = "yellow" if first.acts else "cyan"
        label = paint(first.severity.value, style)
        here = places.line(first.span)
        told = dict.fromkeys(places.line(other.span) for other in others)
        lines = ", ".join(line for line in told if line != here)
        more = f" (and at {lines})" if lines else ""
        yield f"  {where}: {label}: {first.message}{more} [{first.rule}]"


def about_verification(verification: Verification, paint: Paint) -> Iterator[str]:
    """Yield the lines about what was found by building both versions."""
    style = {"equal": "green", "different": "red"}.get(verification.status, "yellow")
    first, *others = verification.reason.split("; ")
    said = f": {first}" if first else ""
    yield f"  verification: {paint(verification.status, style)}{said}"
    yield from (f"    {part}" for part in others)
    for model in verification.models:
        yield from _model(model, verification.reason)


def _model(model: ModelRow, told: str) -> Iterator[str]:
    from migrator.reports.table import table  # noqa: PLC0415 - start-up: brings rich

    yield f"  {model.name}"
    heads = ("layer", "legacy shape", "Keras 3 shape", "parameters")
    rows = [
        (
            row.name,
            shape_text(row.legacy_shape),
            shape_text(row.modern_shape),
            _parameters(row.legacy_params, row.modern_params),
            *([] if model.parting is None else [_rate(row.rate)]),
        )
        for row in model.layers
    ]
    for line in table(heads if model.parting is None else (*heads, "deviation"), rows):
        yield f"    {line}"
    if model.max_abs_diff is not None:
        yield f"    largest difference of the outputs: {model.max_abs_diff:.3g}"
    if model.parting:
        yield f"    {parting_text(model.parting)}"
    if model.note and model.note not in told:
        yield f"    {model.note}"


def _rate(rate: float | None) -> str:
    """Say how much a layer adds to the deviation of what it reads."""
    return "" if rate is None else f"{rate:+.2g}"


def parting_text(parting: Parting) -> str:
    """Say where the numbers of a model part."""
    where = ", ".join(map(str, parting.where))
    cause = f" Likely cause: {parting.cause}." if parting.cause else ""
    return (
        f"the numbers part at {parting.layer}: {parting.legacy:.6g} in the original,"
        f" {parting.modern:.6g} in Keras 3, at [{where}].{cause}"
    )


def _parameters(legacy: int | None, modern: int | None) -> str:
    if legacy == modern:
        return str(legacy)
    return f"{_known(legacy)} -> {_known(modern)}"


def _known(count: int | None) -> str:
    return "none" if count is None else str(count)


def about_all(summary: Summary, config: Config) -> Iterator[str]:
    """Yield the closing lines: the counts, and with --statistics those of each rule."""
    if config.quiet:
        return
    if config.statistics:
        yield from _statistics(summary)
    yield counts.closing(summary, config)
    if config.verify:
        yield from _about_speed()


def _about_speed() -> Iterator[str]:
    from migrator.verification.children import workers  # noqa: PLC0415 - start-up: only for --verify

    if not workers.CAN_FORK:
        yield "This system cannot fork processes safely, so each file imported both Keras anew."


def _statistics(summary: Summary) -> Iterator[str]:
    rows = [counts.HEAD, *counts.rows(summary)]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for *numbers, rule in rows:
        cells = (f"{cell:>{width}}" for cell, width in zip(numbers, widths, strict=True))
        yield f"{'  '.join(cells)}  {rule}"
    yield counts.effort(summary)
