"""Many files: in order, whatever the number of processes."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.errors import KmigrateError, SourceError, UsageError
from migrator.frozen import frozen
from migrator.options import Options
from migrator.project import keras_json
from migrator.project.asked import argv_for, builds_for, excluded, ignored_in, ready
from migrator.project.configuration import outcome_of as configuration
from migrator.project.find import Found, Trees, find, lone
from migrator.project.ignores import matches
from migrator.project.outcome import Failure, Outcome
from migrator.project.parallel import Workers, in_order
from migrator.project.process import Task, bug, process, skipped, untouched
from migrator.project.renaming import Renaming
from migrator.project.surroundings import Surroundings
from migrator.project_files import is_project_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrator.config import Config
    from migrator.engine.across import Survey
    from migrator.facts import Facts
    from migrator.project.parallel import Step
    from migrator.project.proving import Neighbour, Proof


@frozen
class Run:
    """The outcomes of all files, in order; `awaited` is their number, where each may take long."""

    outcomes: Iterator[Outcome]
    awaited: int = 0

    def __iter__(self) -> Iterator[Outcome]:
        """Yield each outcome when it is known."""
        return self.outcomes


def run(paths: Iterable[str], config: Config) -> Run:
    """Yield the outcome of each file, written if the run is to write.

    Raises:
        UsageError: at once, if something that was asked for cannot be had.
    """
    config = ready(config)
    trees = Trees()
    found = find(
        paths,
        files_from=config.files_from,
        exclude=excluded(config),
        force=config.force_exclude,
        trees=trees,
    )
    workers = Workers(config.jobs or _processors(config))
    around = _Around(workers, trees, config)
    steps: Iterable[Step]
    steps = (step for file in found if (step := _first_step(file, config, around)))
    if config.verify:
        with workers:  # only the surveys are theirs, and proofs need the memory
            steps = list(steps)  # a bar of progress needs their number
    outcomes = in_order(steps, workers, prove=config.verify)
    awaited = len(steps) if isinstance(steps, list) else 0
    return Run(_written(outcomes, config) if config.write else outcomes, awaited)


def _written(outcomes: Iterator[Outcome], config: Config) -> Iterator[Outcome]:
    from migrator.project.write import Writer  # noqa: PLC0415 - start-up: most runs only look

    return map(Writer(config.allow_dirty), outcomes)


def run_text(data: bytes, filename: str, config: Config) -> Outcome:
    """Return the outcome of a source that is no file: standard input."""
    if config.force_exclude and any(matches(each, filename) for each in excluded(config)):
        return Outcome(filename, "unchanged", data)
    config = ready(config)
    step = _step(lone(Path(filename)), data, config, _Around(Workers(1), Trees(), config))
    return replace(step if isinstance(step, Outcome) else process(step), before=data)


def task_for(path: Path, config: Config) -> Task:
    """Say how one file is to be migrated, whatever it holds, and proved if the run is to verify.

    Raises:
        UsageError: the file, or something else that was asked for, cannot be had.
        SourceError: what the project says of it cannot be read.
    """
    found = lone(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror or error}.") from error
    config = ready(config)
    return _task(found, data, config, _Around(Workers(1), Trees(), config))


class _Around:
    """The surroundings of the file at hand; those of the project before are forgotten."""

    def __init__(self, workers: Workers, trees: Trees, config: Config) -> None:
        self._workers = workers
        self._trees = trees
        self._last: Surroundings | None = None
        self._nearby: dict[str, dict[str, Survey | None]] = {}
        options = partial(_options, config=config)
        self._settle = Renaming(self.of, options, excluded(config)).settled

    def of(self, found: Found) -> Surroundings:
        """Return the surroundings of a file."""
        last, focus = self._last, found.path if found.named else None
        if last is None or (last.root, last.whole, last.focus) != (found.root, found.whole, focus):
            nearby = self._nearby.setdefault(f"{found.root}:{found.whole}", {})
            last = self._last = Surroundings(
                found.root, found.whole, focus, self._workers, self._trees, nearby, self._settle
            )
        return last


def _processors(config: Config) -> int:
    """Use what the system lets us; a proof keeps two processors busy, one with each side."""
    if hasattr(os, "sched_getaffinity"):
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    return max(count // 2, 1) if config.verify else count


def _first_step(found: Found, config: Config, around: _Around) -> Task | Outcome | None:
    """Read a file; most need nothing more. None: of it there is nothing to report."""
    try:
        return _read(found, config, around)
    except KmigrateError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug with one file must not stop the others
        return Outcome(found.path, "failed", error=bug(error))


def _read(found: Found, config: Config, around: _Around) -> Task | Outcome | None:
    if around.of(found).silent(found.path):
        return Outcome(found.path, "unchanged")
    try:
        data = Path(found.path).read_bytes()
    except OSError as error:
        what = "folder" if Path(found.path).is_dir() else "file"
        message = f"Cannot read the {what}: {error.strerror or error}."
        return Outcome(found.path, "failed", error=Failure("unreadable", message))
    if is_project_file(found.path):
        needs = around.of(found).needs
        outcome = configuration(found.path, data, needs, rewrite=config.project_files)
        if outcome.status == "migrated" or outcome.findings:
            return outcome
        if not found.path.endswith(".py"):
            return outcome if found.named else None
    if not _is_python(found.path, data):
        return skipped(found.path, 1, "The file is not Python source.")
    return _step(found, data, config, around)


def _step(found: Found, data: bytes, config: Config, around: _Around) -> Task | Outcome:
    surroundings = around.of(found)
    settled = untouched(found.path, data, surroundings.lend_keras)
    if settled:
        return settled
    if unknown := surroundings.unknown(found.path, data):
        return Outcome(found.path, "failed", error=unknown)
    try:
        return _task(found, data, config, around)
    except SourceError as error:
        failure = Failure(error.kind, error.message, error.line)
        return Outcome(found.path, "failed", error=failure)


def _is_python(path: str, data: bytes) -> bool:
    return path.endswith((".py", ".pyw", ".pyi", ".ipynb")) or (
        data.startswith(b"#!") and b"python" in data.splitlines()[0]
    )


def _task(found: Found, data: bytes, config: Config, around: _Around) -> Task:
    surroundings = around.of(found)
    options = _options(found, config, surroundings.facts(found.path))
    if not config.verify:
        return Task(found.path, data, options)
    proof = _proof(found.path, data, config, surroundings, options)
    return Task(found.path, data, options, proof)


def _options(found: Found, config: Config, facts: Facts | None) -> Options:
    setting = (
        keras_json.given(config.keras_json)
        if config.keras_json
        else keras_json.nearest(found.path, found.root)
    )
    return Options(
        dialect=config.dialect,
        data_format=config.data_format,
        keras_json=setting,
        semantics=config.semantics,
        target=config.target,
        select=config.select,
        todo=config.todo,
        ignore=(*config.ignore, *ignored_in(found.path, config)),
        facts=facts,
        py2=config.py2,
    )


def _proof(
    path: str, data: bytes, config: Config, surroundings: Surroundings, options: Options
) -> Proof:
    from migrator.project.proving import Proof  # noqa: PLC0415 - only for --verify

    setting = options.keras_json
    return Proof(
        builds=builds_for(path, config),
        argv=argv_for(path, config),
        ordering=setting.ordering if setting else None,
        legacy_version=config.legacy_version,
        pinned=options.pinned,
        legacy_dir=config.legacy_dir,
        timeout=config.timeout,
        memory_gb=config.memory,
        place=surroundings.place(path),
        neighbours=tuple(neighbours(path, data, surroundings)),
    )


def neighbours(path: str, data: bytes, surroundings: Surroundings) -> Iterator[Neighbour]:
    """Yield what a file imports from its project, with what the project tells about each."""
    from migrator.project.proving import Neighbour  # noqa: PLC0415 - as above

    for place, source in surroundings.imported(path, data).items():
        name = os.path.relpath(os.path.join(surroundings.root, place)).replace(os.sep, "/")  # noqa: PTH118 - as paths are named
        yield Neighbour(place, name, source, surroundings.facts(name))
