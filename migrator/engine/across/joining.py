"""The surveys of a project's files, joined: what each file is told about the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from migrator.engine.across.survey import Survey
from migrator.engine.reading.literals import Unknown
from migrator.engine.reading.packages import is_keras
from migrator.engine.reading.scopes import below
from migrator.facts import Facts, Forward, Module, Passed, Setting
from migrator.findings import Verdict
from migrator.frozen import frozen
from migrator.modules import resolve

_DEPTH = 8  # modules that import from modules that import from modules
_EARLY = frozenset({"keras0", "keras1"})
_PROVING_NOTHING = frozenset({"tf.keras", "keras3"})
_FIRST = 2  # one, and another for itself


def join(surveys: Iterable[Survey]) -> Joined:
    """Join the surveys of the files of one project."""
    return Joined({survey.path: survey for survey in surveys})


@frozen
class Joined:
    """The files of a project by their paths, and how they hang together."""

    surveys: Mapping[str, Survey]

    def facts(self, path: str) -> Facts:
        """Return what the other files tell about one."""
        survey = self.surveys.get(path)
        if survey is None:
            return Facts()
        modules = {n: self.module(p) for n, p in self.links[path].items()}
        program = self._program(path)
        return Facts(
            {name: module for name, module in modules.items() if module != Module()},
            self._calls.get(path, {}),
            tuple(self._settings(path, program)),
            _agreed(self.surveys[p].dialect for p in program) or self._nearby(path),
            methods=frozenset().union(*(self.surveys[p].methods for p in program)),
            lent=frozenset(self._lent(path)),
            later=self._later(program),
            keeps_models=any(self.surveys[p].keeps_models for p in program),
            compiled=frozenset().union(*(self.surveys[p].compiled for p in program)),
            imported=frozenset(modules),
        )

    def _settings(self, path: str, program: list[str]) -> list[Setting]:
        """Return the orderings that a program sets; if it sets none, those set beside the file.

        A script may import what sets one, and then the file, which need know nothing of it.
        """
        found = [setting for p in program for setting in self.surveys[p].settings]
        if not self._setters or any(not setting.shown for setting in found):
            return found
        above = {*_reached(path, self._importing)}
        beside = (p for p, its in self._setters.items() if p != path and not above.isdisjoint(its))
        return [*found, *(s for p in beside for s in self.surveys[p].settings if _imported(s))]

    @cached_property
    def _setters(self) -> Mapping[str, list[str]]:
        """The files that set an ordering, and those that import them."""
        every = self.surveys.items()
        setting = (path for path, survey in every if any(map(_imported, survey.settings)))
        return {path: _reached(path, self._importing) for path in setting}

    def _importing(self, path: str) -> Iterable[str]:
        return self._importers.get(path, ())

    def _later(self, program: list[str]) -> Verdict | None:
        """Return what the files of a program are written for that are of no Keras before 2."""
        told = (self.surveys[p].dialect for p in program)
        return _agreed(verdict for verdict in told if verdict.value not in _EARLY)

    def _lent(self, path: str) -> Iterator[str]:
        """Yield the names that other files take from one."""
        for home in (path, *_reached(path, self._starring)):
            for importer in (p for p in self._importers.get(home, ()) if p != path):
                survey = self.surveys[importer]
                for module in (n for n, target in self.links[importer].items() if target == home):
                    start = below(module, "")
                    named = (n for n in survey.imports if n.startswith(start))
                    yield from (n.removeprefix(start) for n in named)
                    if module in survey.stars:
                        yield from survey.unbound

    def _starring(self, path: str) -> Iterator[str]:
        """Yield the files that import all names of one."""
        for importer in self._importers.get(path, ()):
            if path in self._starred(importer):
                yield importer

    # -- links -------------------------------------------------------------------------------

    @cached_property
    def links(self) -> Mapping[str, Mapping[str, str]]:
        """The project's files that each file imports, by the names it gives them."""
        found = {}
        for path, survey in self.surveys.items():
            resolved = ((name, resolve(path, name, self.surveys)) for name in survey.imports)
            found[path] = {n: target for n, target in resolved if target and target != path}
        return found

    @cached_property
    def dependent(self) -> tuple[str, ...]:
        """The files that have something of Keras through another: their survey gains by a second.

        What they call and what their functions return is only known with what that one holds.
        """
        return tuple(
            path
            for path, links in self.links.items()
            if any(self.module(target).holds_keras for target in links.values())
        )

    @cached_property
    def _importers(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for path, links in self.links.items():
            for target in dict.fromkeys(links.values()):
                found.setdefault(target, []).append(path)
        return {path: tuple(importers) for path, importers in found.items()}

    def _program(self, path: str) -> list[str]:
        """Return the files that one imports, and those that import it, nearest first."""
        below_it = _reached(path, lambda p: self.links[p].values())
        above_it = _reached(path, self._importing)
        return list(dict.fromkeys((*above_it, *below_it)))

    def _nearby(self, path: str) -> Verdict | None:
        """Return what the files near one are written for, if they agree: of those that tell.

        Scripts of one project often import nothing of one another. That others import
        TensorFlow's copy proves nothing for one that does not.
        """
        told = next(filter(None, (self.told_in(circle, path) for circle in circles(path))), ())
        found = _agreed(told)
        return None if found is None or found.value == "tf.keras" else found

    def told_in(self, circle: str, but: str) -> list[Verdict]:
        """Return a verdict for each dialect that files of a circle are written for, but for one."""
        tellers = self._tellers.get(circle, {})
        others = (next((p for p in first if p != but), None) for first in tellers.values())
        return [self.surveys[other].dialect for other in others if other is not None]

    @cached_property
    def _tellers(self) -> Mapping[str, Mapping[str, list[str]]]:
        """For each circle and dialect, the first two files of it that are written so."""
        found: dict[str, dict[str, list[str]]] = {}
        for path, survey in sorted(self.surveys.items()):
            value = survey.dialect.value or "unknown"
            for circle in circles(path) if value != "unknown" else ():
                first = found.setdefault(circle, {}).setdefault(value, [])
                first += [path] if len(first) < _FIRST else []
        return found

    # -- symbols -----------------------------------------------------------------------------

    def _find(self, path: str, qualified: str, depth: int = 0) -> tuple[str, str]:
        """Follow a name to where it is defined: a file and its name there, or "" and Keras's."""
        links = self.links[path]
        for end in range(len(qualified), 0, -1):
            target = links.get(qualified[:end])
            rest = qualified[end:].lstrip(".")
            if target is not None and (rest or end == len(qualified)):
                return self._inside(target, rest, depth)
        dots = qualified[: len(qualified) - len(qualified.lstrip("."))]
        if dots and dots in links:
            return self._inside(links[dots], qualified[len(dots) :], depth)
        return "", qualified

    def _inside(self, path: str, name: str, depth: int) -> tuple[str, str]:
        """Follow a name of a module to where that module has it from."""
        survey = self.surveys[path]
        first, _, rest = name.partition(".")
        source = survey.imported.get(first) or survey.aliases.get(first)
        if depth > _DEPTH:
            return path, name
        if source is None:
            home = self._home(path, first, set()) or path
            return self._inside(home, name, depth + 1) if home != path else (path, name)
        return self._find(path, f"{source}.{rest}" if rest else source, depth + 1)

    def _home(self, path: str, name: str, seen: set[str]) -> str | None:
        """Return the file that gives a name its meaning for one that imports all of it, if any.

        seen: the files that were asked before; modules may import all of one another.
        """
        seen.add(path)
        survey = self.surveys[path]
        if survey.defines(name) or name in survey.imported or name in survey.aliases:
            return path
        asked = (self._home(p, name, seen) for p in self._starred(path) if p not in seen)
        return next((home for home in asked if home is not None), None)

    # -- what a module holds -----------------------------------------------------------------

    def module(self, path: str) -> Module:
        """Return what a file holds for those that import it."""
        if path not in self._modules:
            self._modules[path] = self._with_makers(path, self._module(path))
        return self._modules[path]

    _modules: dict[str, Module] = field(default_factory=dict)

    def _module(self, path: str) -> Module:
        found = Module({}, {}, {}, {}, {}, {}, batches={})
        for name in self._names_of(path):
            home, defined = self._inside(path, name, 0)
            if not home:
                renamed = name in self.surveys[path].aliases or defined.rpartition(".")[2] != name
                if is_keras(defined):
                    (found.aliases if renamed else found.symbols)[name] = defined  # type: ignore[index]
                continue
            survey = self.surveys[home]
            if defined in survey.constants:
                value = self._known(home, survey.constants[defined])
                if not isinstance(value, Unknown):
                    found.constants[name] = value  # type: ignore[index]
            if defined in survey.forwards and (forward := self._forward(home, defined)):
                found.forwards[name] = forward  # type: ignore[index]
            of_it = (key for key in survey.batches if key.partition(".")[0] == defined)
            found.batches.update({name + k.removeprefix(defined): survey.batches[k] for k in of_it})  # type: ignore[attr-defined]
            for table, into in (
                (survey.bases, found.bases),
                (survey.returns, found.returns),
                (survey.objects, found.objects),
            ):
                if defined in table:
                    keras = self._class(home, table[defined])
                    if keras:
                        into[name] = keras  # type: ignore[index]
        return found

    def _with_makers(self, path: str, found: Module) -> Module:
        """Add how the classes of a module are made."""
        homes = {name: self._inside(path, name, 0) for name in found.bases}
        told = {name: self._maker(*home) for name, home in homes.items() if home[0]}
        makers = {name: own for name, own in told.items() if own is not None}
        alike = (n for n in told.keys() - makers.keys() if self._is_made_alike(*homes[n]))
        return replace(found, makers=makers, made_alike=frozenset(alike))

    def _maker(self, path: str, name: str, depth: int = 0) -> frozenset[str] | None:
        """Return the parameters of the constructor of a class that hands on others, if it does."""
        survey = self.surveys[path]
        if name not in survey.made_alike or depth > _DEPTH:
            return survey.makers.get(name)
        home, above = self._find(path, survey.made_alike[name])
        return self._maker(home, above, depth + 1) if home else None

    def _is_made_alike(self, path: str, name: str, depth: int = 0) -> bool:
        """Whether a class is made as the one of Keras above it, with none between of its own."""
        above = self.surveys[path].made_alike.get(name)
        if above is None or depth > _DEPTH:
            return False
        home, inside = self._find(path, above)
        return self._is_made_alike(home, inside, depth + 1) if home else is_keras(inside)

    def _forward(self, path: str, name: str) -> Forward | None:
        """Return what a function passes on to Keras, with what all other files pass to it."""
        forward = self.surveys[path].forwards[name]
        elsewhere = self._calls.get(path, {}).get(name, ())
        if any(call.hides for call in elsewhere):
            return None
        rests = [{k: v for k, v in c.named.items() if k not in forward.own} for c in elsewhere]
        return replace(forward, calls=(*forward.calls, *rests))

    def _names_of(self, path: str) -> Iterable[str]:
        """Return the names that a file has of its own, and by `from module import *`."""
        names: dict[str, None] = {}
        for home in (path, *_reached(path, self._starred)):
            survey = self.surveys[home]
            tables = (survey.imported, survey.aliases, survey.constants, survey.bases)
            for table in (*tables, survey.returns, survey.objects, survey.forwards):
                names.update(dict.fromkeys(table))
            names.update(dict.fromkeys(key.partition(".")[0] for key in survey.batches))
        return names

    def _starred(self, path: str) -> Iterator[str]:
        """Yield the project's files of which a file imports all names, the last first."""
        targets = (self.links[path].get(m) for m in reversed(self.surveys[path].stars))
        return (target for target in targets if target is not None)

    def _class(self, path: str, qualified: str, depth: int = 0) -> str | None:
        """Return the Keras class that a base or a result amounts to."""
        home, name = self._find(path, qualified)
        if not home:
            return name if is_keras(name) else None
        survey = self.surveys[home]
        found = survey.bases.get(name) or survey.returns.get(name)
        return self._class(home, found, depth + 1) if found and depth < _DEPTH else None

    def _known(self, path: str, value: Any, depth: int = 0) -> Any:  # noqa: ANN401
        """Put in the values that come from other files."""
        if isinstance(value, tuple):
            return tuple(self._known(path, part, depth) for part in value)
        if not isinstance(value, Unknown) or not value.origin or depth > _DEPTH:
            return value
        home, name = self._find(path, value.origin)
        constants = self.surveys[home].constants if home else {}
        if name not in constants:
            return value
        found = self._known(home, constants[name], depth + 1)
        return value if isinstance(found, Unknown) else found

    @cached_property
    def _calls(self) -> Mapping[str, Mapping[str, tuple[Passed, ...]]]:
        """The calls of the functions of each file in all others."""
        found: dict[str, dict[str, list[Passed]]] = {}
        for path, survey in self.surveys.items():
            for qualified, passed in survey.calls:
                home, name = self._find(path, qualified)
                if home and home != path:
                    values = tuple(self._known(path, value) for value in passed.positional)
                    named = {k: self._known(path, v) for k, v in passed.named.items()}
                    calls = found.setdefault(home, {}).setdefault(name, [])
                    calls.append(replace(passed, positional=values, named=named))
        return {p: {n: tuple(calls) for n, calls in by.items()} for p, by in found.items()}


def circles(path: str) -> Iterator[str]:
    """Yield what lies around a file, nearest first, as patterns of paths.

    That is the files in its folder, those below it as well, and those below the folders above.
    """
    folders = ["" if str(f) == "." else f"{f}/" for f in PurePosixPath(path).parents]
    yield f"{folders[0]}*"
    yield from (f"{folder}**" for folder in folders)


def _imported(setting: Setting) -> bool:
    """Whether an ordering is set where the module that sets it is imported."""
    return not (setting.shown or setting.local)


def _reached(start: str, following: Any) -> list[str]:  # noqa: ANN401
    """Return what can be reached from a file, nearest first, without itself."""
    found = [start]
    for path in found:  # the list is the queue
        found += [p for p in following(path) if p not in found]
    return found[1:]


def _agreed(told: Iterable[Verdict]) -> Verdict | None:
    """Return what some files are written for, if they agree.

    Of Keras 0 and Keras 1 it is the later: that took nearly all that the earlier one did. Where one
    is for Keras 3, what is left of an older one in others says nothing of those without a sign.
    """
    by_value: dict[str | None, Verdict] = {}
    for verdict in told:
        if verdict.value != "unknown":
            by_value.setdefault(verdict.value, verdict)
    if by_value.keys() == {"keras0", "keras1"}:
        return by_value["keras1"]
    agreed = next(iter(by_value.values())) if len(by_value) == 1 else None
    return None if agreed is None or agreed.value == "keras3" else agreed
