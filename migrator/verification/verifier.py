"""Run both sides of one file, each in its own process, and judge."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migrator.verification import builds, compare, trials
from migrator.verification.children.jobs import Job
from migrator.verification.children.workers import running
from migrator.verification.confinement.scratch import scratch_folder
from migrator.verification.inventing.calls import invented
from migrator.verification.legacy import archives
from migrator.verification.legacy.releases import TF_KERAS
from migrator.verification.results import Settings, Trial, Verification

if TYPE_CHECKING:
    from migrator.verification.children.jobs import Rounds, Side
    from migrator.verification.objects import Json
    from migrator.verification.results import Ordering

_TENSORFLOW_ORDERING_SINCE = "1.1"  # before, Theano's was the default
_BROUGHT_BY = "2.2.4"
_MENTIONS_OLD_PACKAGES = re.compile(r"\bkeras_(applications|preprocessing)\b")
_ASKS_FOR_ORDERING = re.compile(r"\bimage_data_format\s*\(\s*\)")


def verify(
    before: str, after: str, *, filename: str = "<string>", settings: Settings | None = None
) -> Verification:
    """Build both versions of one file and compare their models.

    Raises:
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    plan = Plan.of(before, filename, settings or Settings())
    if isinstance(plan, str):
        return Verification("not-built", f"the original is {plan}")
    plan = plan.inventing(before)
    with scratch_folder() as scratch:
        legacy_job = plan.job("legacy", before, scratch / "legacy")
        modern_job = plan.job("modern", after, scratch / "modern")
        old, new = run_both(legacy_job, replace(modern_job, other=legacy_job.folder))
    return compare.verdict(old, new, plan.settings.announced, plan.settings.left)


def try_orderings(
    source: str, *, filename: str = "<string>", settings: Settings | None = None
) -> Trial:
    """Build the original under both orderings, and say whether one of them alone works.

    Raises:
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    plan = Plan.of(source, filename, settings or Settings())
    orderings: tuple[Ordering, ...] = ("th", "tf")
    if isinstance(plan, str):
        return Trial(None, f"the original cannot be built under either ordering: it is {plan}")
    with scratch_folder() as scratch, ExitStack() as started:
        children = []
        for ordering in orderings:
            under = replace(plan, settings=replace(plan.settings, ordering=ordering))
            job = under.job("legacy", source, scratch / ordering)
            children.append(started.enter_context(running(replace(job, measure=False))))
        first, last = (child.report() for child in children)
    return trials.trial(first, last)


def run_both(legacy_job: Job, modern_job: Job) -> tuple[Json, Json]:
    """Run both sides at once; the result is built, then waits for the original's numbers."""
    with running(legacy_job) as original, running(modern_job) as result:
        old = original.report()
        if not old["models"]:
            return old, {"models": [], "stop": None}
        return old, result.report()


@dataclass(frozen=True)
class Plan:
    """What both sides have in common; what is called comes from the original."""

    filename: str
    settings: Settings
    keras: Path
    builds: tuple[str, ...]
    builders: tuple[str, ...]
    beside: Path
    invented: Rounds = ()

    @classmethod
    def of(cls, before: str, filename: str, settings: Settings) -> Plan | str:
        """Decide what to build, or say why nothing can be."""
        keras = archives.fetch(settings.legacy_version, settings.cache_dir, settings.archives_dir)
        try:
            builders = builds.builders(before)
        except (SyntaxError, ValueError) as error:
            return f"not Python 3: {error}"
        named = (*settings.builds, *builds.named_builds(before))
        return cls(filename, settings, keras, named, builders, _beside(keras, before, settings))

    def inventing(self, before: str) -> Plan:
        """Return the same with calls to try where the original makes no model and names none."""
        if self.builds:
            return self
        first = _ordering(self.settings) == "th"
        rounds = invented(before, self.settings.told, channels_first=first)
        return replace(self, invented=rounds)

    def job(self, side: Side, source: str, folder: Path) -> Job:
        """Prepare a folder with a home of its own, and say what to do in it."""
        home = folder / "home" / ".keras"
        home.mkdir(parents=True)
        ordering = _ordering(self.settings)
        # Keras 3 reads another key than Keras 1 did, so on a real machine it says channels_last
        # whatever the old file said. Only a result that asks, and so handles both, is told.
        asks = side == "legacy" or _ASKS_FOR_ORDERING.search(source) is not None
        first = ordering == "th" and asks
        config = _keras_json(ordering, channels_first=first)
        (home / "keras.json").write_text(json.dumps(config), encoding="utf-8")
        return Job(
            side=side,
            source=source,
            filename=self.filename,
            folder=str(folder),
            version=self.settings.legacy_version,
            keras=str(self.keras),
            channels_first=first,
            builds=self.builds,
            builders=self.builders,
            invented=self.invented,
            beside=str(self.beside),
            argv=self.settings.argv,
            timeout=self.settings.timeout,
            memory_gb=self.settings.memory_gb,
            **_surroundings(side, self.settings),
        )


def _beside(keras: Path, before: str, settings: Settings) -> Path:
    """Return where what Keras 2 brought along lies; TensorFlow's Keras brings nothing."""
    projects = settings.projects or ()
    texts = [before, *(text for project in projects for text in project.modules.values())]
    if settings.legacy_version == TF_KERAS and any(map(_MENTIONS_OLD_PACKAGES.search, texts)):
        with suppress(archives.LegacyUnavailable):
            return archives.fetch(_BROUGHT_BY, settings.cache_dir, settings.archives_dir)
    return keras


def _surroundings(side: Side, settings: Settings) -> dict[str, Any]:
    """Return what a job knows of the project that its script is from."""
    if settings.projects is None:
        return {}
    project = settings.projects[side == "modern"]
    return {"place": project.place, "modules": dict(project.modules)}


def _ordering(settings: Settings) -> Ordering:
    """Return the ordering to build with, where none is given the release's own default."""
    early = settings.legacy_version < _TENSORFLOW_ORDERING_SINCE
    return settings.ordering or ("th" if early else "tf")


def _keras_json(ordering: Ordering, *, channels_first: bool) -> dict[str, object]:
    """Return the user's configuration file, in the words of all releases."""
    return {
        "image_dim_ordering": ordering,
        "image_data_format": "channels_first" if channels_first else "channels_last",
        "epsilon": 1e-7,
        "floatx": "float32",
        "backend": "tensorflow",
    }
