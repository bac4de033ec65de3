"""What the witness is asked about one file: which ordering its original ran with, and the proof."""

from __future__ import annotations

import ast
import contextlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from packaging.version import parse

from migrator.errors import SourceError
from migrator.findings import Severity
from migrator.frozen import frozen
from migrator.options import Experiment
from migrator.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from migrator.engine import Migration
    from migrator.facts import Facts, Passed, Pinned
    from migrator.options import Options
    from migrator.sources import Runnable
    from migrator.verification import Project, Settings, Verification
    from migrator.verification.inventing.calls import Told

#: The Keras that --verify builds originals with, unless told otherwise.
LEGACY = {"keras0": "0.3.3", "keras1": "1.2.2", "keras2": "2.2.4", "tf.keras": "tf_keras"}
#: The same where a file tells a family of releases (`Knowledge.release`) whose defaults are others.
_OF_FAMILY = {"2.3": "2.3.1", "tf.keras": "tf_keras"}
#: The Keras of a series, where what the project pins is of one: defaults moved between them.
_OF_SERIES = {
    "keras1": {"1.0": "1.0.8", "1.1": "1.1.2"},
    "keras2": {
        "2.0": "2.0.9",
        "2.3": "2.3.1",
        **{f"2.{minor}": "tf_keras" for minor in range(4, 16)},
    },
}
_BETWEEN = "2.0.9"  # has words of Keras 1, and what is new in Keras 2
_LACKING = regex(r"fails under .{0,20}: (Attribute|Import|ModuleNotFound|Name|Runtime|Type)Error")
#: What a file of Python 2 that parses as Python 3 fails with.
_OF_PYTHON_2 = regex(
    r"'str' object has no attribute 'decode'|'dict' object has no attribute '(iter\w+|has_key)'"
    r"|'(dict_\w+|filter|map|zip)' object (is not subscriptable|has no)"
    r"|object has no attribute 'next'|has DataType float32 not in list of allowed values: int32"
    r"|'float' object cannot be interpreted as an integer"
)
_FAILS = regex(r"\bthe result fails under Keras 3\b")
_SIDE = regex(r"\bthe (original|result)\b[^;]*")  # what a verification says of it
_SPELLED: dict[str, Literal["channels_first", "channels_last"]] = {
    "th": "channels_first",
    "tf": "channels_last",
}
_ORDERINGS: dict[str | None, Literal["th", "tf"]] = {"channels_first": "th", "channels_last": "tf"}


@frozen
class Neighbour:
    """Another file of the project: its path relative to the project's folder, and what it holds.

    name: what it is called in reports. options: how it is migrated, if it needs that.
    """

    path: str
    name: str
    data: bytes
    facts: Facts | None = None


@frozen
class Proof:
    """What is to be shown of each changed file, and how.

    builds: expressions that make models. ordering: that of a keras.json in force, if there is one.
    legacy_version: the Keras to build the original with; "auto" is the one of its dialect, or that
    nearest to the release that the project pins. legacy_dir: a folder of sdists to take it from.
    timeout, memory_gb: what each side may use. place: where the file lies in its project.
    neighbours: what it imports from there.
    """

    builds: tuple[str, ...] = ()
    argv: tuple[str, ...] = ()
    ordering: Literal["th", "tf"] | None = None
    legacy_version: str = "auto"
    pinned: Pinned | None = None
    legacy_dir: Path | None = None
    timeout: float = 300.0
    memory_gb: int = 12
    place: str = ""
    neighbours: tuple[Neighbour, ...] = ()


def is_undecided(migration: Migration, options: Options) -> bool:
    """Tell whether static evidence for the ordering of dimensions is missing or conflicts."""
    asked = options.data_format == "auto" and options.experiment is None
    return asked and any(finding.rule == "data_format" for finding in migration.findings)


def experiment(
    path: str, data: bytes, options: Options, proof: Proof, migration: Migration
) -> Experiment:
    """Build the original under both orderings, and say what that tells.

    Raises:
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    from migrator.verification import try_orderings  # noqa: PLC0415 - only for --verify

    source = _runnable(data, path, options).text
    alone = project_of(proof, options)
    settings = replace(settings_for(proof, migration), projects=(alone, alone))
    found = try_orderings(source, filename=path, settings=settings)
    return Experiment(_SPELLED[found.ordering] if found.ordering else None, found.said)


def prove(
    path: str, data: bytes, options: Options, proof: Proof, migration: Migration
) -> Verification:
    """Build both versions of a file and compare them.

    Raises:
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    from migrator.verification import LegacyUnavailable, verify  # noqa: PLC0415 - only for --verify

    def sources(options: Options) -> list[Runnable]:
        return [_runnable(text, path, options) for text in (data, migration.data)]

    before, after = sources(options)
    settings, migrated = settings_for(proof, migration), _migrated_neighbours(proof, options)
    left = frozenset(_left(before.text, migration))
    told = _told(options.facts.calls) if options.facts else {}
    settings = replace(settings, left=left, told=told)
    if options.experiment and options.experiment.ordering:
        settings = replace(settings, ordering=_ORDERINGS[options.experiment.ordering])
    elif settings.ordering is None:
        settings = replace(settings, ordering=_ordering_of(migrated))
    settings = replace(settings, projects=_projects(proof, migrated, options))
    found = verify(before.text, after.text, filename=path, settings=settings)
    for other, chosen, said in _otherwise(found, settings, options, proof, migration):
        other_before, other_after = sources(chosen)
        world = replace(other, projects=_projects(proof, migrated, chosen))
        with contextlib.suppress(LegacyUnavailable):
            again = verify(other_before.text, other_after.text, filename=path, settings=world)
            if again.originals:
                found = replace(again, reason=f"{said}; {again.reason}".removesuffix("; "))
                before, after = other_before, other_after
                break
    reason = _in_their_lines(found.reason, before, after)
    if found.status == "different" or _FAILS.search(reason):
        reason += _to_do_first(migration, migrated)
    return replace(found, reason=reason)


def _otherwise(
    found: Verification,
    settings: Settings,
    options: Options,
    proof: Proof,
    migration: Migration,
) -> Iterator[tuple[Settings, Options, str]]:
    """Yield where else an original may work that does not in this world, and what to say then."""
    if _may_be_of_between(found, settings, proof):
        said = f"built with Keras {_BETWEEN}: under {settings.legacy_version}, the original fails"
        yield replace(settings, legacy_version=_BETWEEN), options, said
    if not found.originals and options.py2 == "auto" and _OF_PYTHON_2.search(found.reason):
        said = "run as Python 2, which it is (`--py2 full` converts it)"
        yield settings, replace(options, py2="full"), said
    asks = migration.data_format.value == "dynamic" and settings.ordering is None
    if asks and not found.originals and found.status == "not-built":
        said = "built with channels_first: with channels_last, the original fails"
        yield replace(settings, ordering="th"), options, said


def _told(calls: Mapping[str, tuple[Passed, ...]]) -> Told:
    """Return what other files pass to a file's functions, as text; "" for what is not known."""
    return {
        name: [
            (tuple(map(_text, one.positional)), {n: _text(value) for n, value in one.named.items()})
            for one in passed
            if not one.hides
        ]
        for name, passed in calls.items()
    }


def _text(value: object) -> str:
    """Return the text of a value that a file tells, or nothing."""
    text = repr(value)
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return ""
    return text


def _to_do_first(migration: Migration, migrated: list[tuple[Neighbour, Migration]]) -> str:
    """Say where something is left that may be why a result fails or differs."""
    if _leaves_something(migration):
        return "; do first what the report leaves to you"
    places = [one.name for one, found in migrated if _leaves_something(found)]
    return f"; do first what the report leaves to you in {', '.join(places)}" if places else ""


def _leaves_something(migration: Migration) -> bool:
    return any(finding.severity is Severity.ACTION for finding in migration.findings)


def _left(text: str, migration: Migration) -> Iterator[str]:
    """Yield the lines of an original in which something is left to its reader."""
    lines = text.splitlines()
    for finding in migration.findings:
        if finding.severity is Severity.ACTION and finding.span.line <= len(lines):
            yield lines[finding.span.line - 1].strip()


def _may_be_of_between(found: Verification, settings: Settings, proof: Proof) -> bool:
    """Tell whether an original lacks what Keras 2 had in its first releases, as `merge`."""
    chosen = settings.legacy_version in {LEGACY["keras1"], LEGACY["keras2"]}
    return (
        chosen
        and proof.legacy_version == "auto"
        and not found.originals
        and _LACKING.search(found.reason) is not None
    )


def _migrated_neighbours(proof: Proof, options: Options) -> list[tuple[Neighbour, Migration]]:
    """Return what the file imports from its project, and what becomes of it.

    What cannot be migrated is left out.
    """
    from migrator import migrate  # noqa: PLC0415 - start-up: files without Keras need no engine

    migrated = []
    for one in proof.neighbours:
        with contextlib.suppress(SourceError):
            found = migrate(one.data, filename=one.name, options=replace(options, facts=one.facts))
            migrated.append((one, found))
    return migrated


def _projects(
    proof: Proof, migrated: list[tuple[Neighbour, Migration]], options: Options
) -> tuple[Project, Project]:
    """Return what the file imports from its project, as it is and migrated."""
    before = tuple(one for one, _ in migrated)
    after = tuple(replace(one, data=found.data) for one, found in migrated)
    return (
        project_of(replace(proof, neighbours=before), options),
        project_of(replace(proof, neighbours=after), options),
    )


def _ordering_of(migrated: list[tuple[Neighbour, Migration]]) -> Literal["th", "tf"] | None:
    """Return the ordering of the modules that a script imports, where it has no layers itself."""
    told = {_ORDERINGS.get(found.data_format.value) for _, found in migrated} - {None}
    return next(iter(told)) if len(told) == 1 else None


def project_of(proof: Proof, options: Options) -> Project:
    """Return what the file imports from its project, as it is; what is not Python is left out."""
    from migrator.verification import Project  # noqa: PLC0415 - only for --verify

    modules = {}
    for one in proof.neighbours:
        with contextlib.suppress(SourceError):
            modules[one.path] = _runnable(one.data, one.name, options).text
    return Project(proof.place, modules)


def _runnable(data: bytes, path: str, options: Options) -> Runnable:
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - only for --verify
    from migrator.sources import python_3  # noqa: PLC0415 - the same

    return python_3(data, LIBRARY, filename=path, options=options)


def _in_their_lines(reason: str, before: Runnable, after: Runnable) -> str:
    """Name the lines of the scripts that were run as the author of a notebook knows them."""
    from migrator.sources import with_names  # noqa: PLC0415 - only for --verify

    def named(match: re.Match[str]) -> str:
        side = before if match.group(1) == "original" else after
        return with_names(match.group(), side.name)

    return _SIDE.sub(named, reason)


def settings_for(proof: Proof, migration: Migration) -> Settings:
    """Choose the world in which the original is built: its Keras, and its image ordering."""
    from migrator.verification import Settings  # noqa: PLC0415 - only for --verify

    ordering = proof.ordering or _ORDERINGS.get(migration.data_format.value)
    version = proof.legacy_version
    if version == "auto":
        version = _version_of(migration, proof.pinned)
    notices = (f.rule for f in migration.findings if f.severity is Severity.NOTICE)
    return Settings(
        legacy_version=version,
        ordering=ordering,
        builds=proof.builds,
        argv=proof.argv,
        archives_dir=proof.legacy_dir,
        timeout=proof.timeout,
        memory_gb=proof.memory_gb,
        announced=frozenset(notices),
    )


def _version_of(migration: Migration, pinned: Pinned | None) -> str:
    """Return the Keras that a file was read as, nearest to the release that is pinned."""
    dialect = migration.dialect.value or ""
    known = _OF_FAMILY.get(migration.family) or LEGACY.get(dialect, LEGACY["keras1"])
    if pinned is None or _lets_in(pinned, known):
        return known
    series = ".".join(pinned.release.split(".")[:2])
    return _OF_SERIES.get(dialect, {}).get(series, known)


def _lets_in(pinned: Pinned, release: str) -> bool:
    """Whether requirements that leave a choice, as `keras>=2.0`, are met by a release."""
    if not pinned.before or not release[:1].isdigit():
        return False
    return parse(pinned.release) <= parse(release) < parse(pinned.before)
