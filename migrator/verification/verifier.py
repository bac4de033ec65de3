"""Run both sides of one file, each in its own process, and judge."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.verification import builds, compare, legacy
from migrator.verification.jobs import Job
from migrator.verification.processes import Child
from migrator.verification.results import Settings, Verification

if TYPE_CHECKING:
    from migrator.verification.jobs import Side
    from migrator.verification.objects import Json
    from migrator.verification.results import Ordering

_DEFAULT_ORDERING: Ordering = "tf"  # of Keras 1.1 and later
_ASKS_FOR_ORDERING = re.compile(r"\bimage_data_format\s*\(\s*\)")


def verify(
    before: str, after: str, *, filename: str = "<string>", settings: Settings | None = None
) -> Verification:
    """Build both versions of one file and compare their models.

    Raises:
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    settings = settings or Settings()
    keras = legacy.fetch(settings.legacy_version, settings.cache_dir)
    try:
        candidates = builds.builders(before)
    except SyntaxError as error:
        return Verification("not-built", f"the original is not Python 3: {error}")
    settings = replace(settings, builds=(*settings.builds, *builds.named_builds(before)))
    with tempfile.TemporaryDirectory(prefix="kmigrate-") as scratch:
        sources: dict[Side, str] = {"legacy": before, "modern": after}
        jobs = [
            _job(side, source, filename, settings, Path(scratch), keras, candidates)
            for side, source in sources.items()
        ]
        old, new = _run(jobs)
    return compare.verdict(old, new)


def orderings_that_build(
    source: str, *, filename: str = "<string>", settings: Settings | None = None
) -> dict[str, str | None]:
    """Build the original under both orderings; map 'th' and 'tf' to what went wrong, or None.

    Raises:
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    settings = settings or Settings()
    keras = legacy.fetch(settings.legacy_version, settings.cache_dir)
    try:
        candidates = builds.builders(source)
    except SyntaxError as error:
        return dict.fromkeys(("th", "tf"), f"not Python 3: {error}")
    settings = replace(settings, builds=(*settings.builds, *builds.named_builds(source)))
    orderings: tuple[Ordering, ...] = ("th", "tf")
    with tempfile.TemporaryDirectory(prefix="kmigrate-") as scratch:
        children = []
        for ordering in orderings:
            folder = Path(scratch) / ordering
            chosen = replace(settings, ordering=ordering)
            job = _job("legacy", source, filename, chosen, folder, keras, candidates)
            children.append(_start(replace(job, measure=False)))
        reports = [child.report() for child in children]
    return dict(zip(orderings, (compare.failure(r) for r in reports), strict=True))


def _run(jobs: list[Job]) -> tuple[Json, Json]:
    """Run both sides at once: the result is built while the original is, then waits for its numbers."""
    children = [_start(job) for job in jobs]
    try:
        old = children[0].report()
        if not old["models"]:
            return old, {"models": [], "stop": None}
        return old, children[1].report()
    finally:
        for child in children:
            child.kill()


def _start(job: Job) -> Child:
    return Child(job, Path(job.folder) / "home")


def _job(  # noqa: PLR0913 - one place turns all that is known into a job
    side: Side,
    source: str,
    filename: str,
    settings: Settings,
    scratch: Path,
    keras: Path,
    candidates: tuple[str, ...],
) -> Job:
    folder = scratch / side
    config = folder / "home" / ".keras"
    config.mkdir(parents=True)
    ordering = settings.ordering or _DEFAULT_ORDERING
    (config / "keras.json").write_text(
        json.dumps(_keras_json(side, source, ordering)), encoding="utf-8"
    )
    return Job(
        side=side,
        source=source,
        filename=filename,
        folder=str(folder),
        other=str(scratch / "legacy"),
        keras=str(keras),
        builds=settings.builds,
        builders=candidates,
        argv=settings.argv,
        timeout=settings.timeout,
        memory_gb=settings.memory_gb,
    )


def _keras_json(side: Side, source: str, ordering: Ordering) -> dict[str, object]:
    """Return the user's configuration file.

    Keras 3 reads another key than Keras 1 did, so on a real machine it says channels_last whatever the
    old file said. Only a result that asks for the ordering, and so handles both, is given the old one.
    """
    first = ordering == "th" and (side == "legacy" or _ASKS_FOR_ORDERING.search(source))
    return {
        "image_dim_ordering": ordering,
        "image_data_format": "channels_first" if first else "channels_last",
        "epsilon": 1e-7,
        "floatx": "float32",
        "backend": "tensorflow",
    }
