"""Which release of its family was a file written for? Defaults moved between releases."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import field

from migrator.engine.reading.names import Names
from migrator.engine.reading.receivers import Receivers
from migrator.facts import Pinned
from migrator.frozen import frozen
from migrator.rules import Constant, Into, Knowledge, Rule, Scalar, Value

Release = tuple[int, ...]
Values = Mapping[Constant, Value]
_FIRST: Release = (0,)
_LAST: Release = (999,)  # later than any release of a family
_SINCE_KERAS_1: Release = (1,)


@frozen
class Defaults:
    """The defaults of a symbol that were others in the release of a file.

    moved: parameter -> the default it had. open: parameter -> a default that it had before some
    release, where nothing tells whether the file is for an earlier one: (release, default).
    """

    moved: Mapping[str, Scalar] = field(default_factory=dict)
    open: Mapping[str, tuple[str, Scalar]] = field(default_factory=dict)


@frozen
class Edition:
    """The releases that a file may be written for: from `since` on, and before `until`."""

    since: Release
    until: Release

    def defaults(self, rule: Rule) -> Defaults:
        """Return which defaults of a symbol were others then."""
        moved: dict[str, Scalar] = {}
        open_: dict[str, tuple[str, Scalar]] = {}
        for name, before in rule.moved.items():
            fits = [(r, value) for r, value in before.items() if self._meets(before, r)]
            later = self.until > _release(list(before)[-1])
            if len(fits) == 1 and not later:
                moved[name] = fits[-1][1]
            elif fits:
                open_[name] = fits[-1]
        return Defaults(moved, open_)

    def values(self, fate: Into) -> tuple[Values, Values]:
        """Return what values become, as the release meant them, and what they may have meant."""
        known, doubtful = dict(fate.values), dict[Constant, Value]()
        for release, before in fate.moved.items():
            precedes = self._precedes(release)
            if precedes is not False:
                (known if precedes else doubtful).update(before)
        return known, doubtful

    def remarks(self, fate: Into) -> Iterator[Mapping[Constant, str]]:
        """Yield what is said of values, of each release that the file is known to precede."""
        yield from (said for release, said in fate.until.items() if self._precedes(release))

    def _meets(self, before: Mapping[str, Scalar], release: str) -> bool:
        """Whether the file may be for a release that had the default moved by `release`."""
        earlier = [_release(r) for r in before if _release(r) < _release(release)]
        return self.since < _release(release) and self.until > max(earlier, default=_FIRST)

    def lacks(self, rule: Rule) -> tuple[set[str], set[str]]:
        """Return which parameters a symbol did not have yet, and which it may not have had."""
        older = {n: self._precedes(release) for n, release in rule.inserted.items()}
        return {n for n, was in older.items() if was}, {
            n for n, was in older.items() if was is None
        }

    def _precedes(self, release: str) -> bool | None:
        """Whether the file is for an earlier release than that one; None if that is open."""
        if self.since >= _release(release):
            return False
        return True if self.until <= _release(release) else None

    def is_by(self, release: str) -> bool | None:
        """Whether the file is for that release or an earlier one; None if that is open."""
        if self.since > _release(release):
            return False
        return True if self.until <= _after(_release(release)) else None


def edition_of(
    names: Names,
    knowledge: Knowledge,
    receivers: Receivers,
    dialect: str,
    pinned: Pinned | None,
) -> Edition:
    """Return which releases a file may be for: what is pinned, or else what it uses.

    A file that tells nothing is taken to be for `Knowledge.earliest` at least.
    """
    if dialect == "keras0":
        return Edition(_FIRST, _SINCE_KERAS_1)
    since, until = _release(knowledge.earliest), _LAST
    if pinned is not None and pinned.release[:1] == knowledge.release[:1]:
        since = _whole(_release(pinned.release))
        if not pinned.before:
            return Edition(since, _after(_release(pinned.release)))
        until = _release(pinned.before)
    used = set(_used(names, knowledge, receivers)) if knowledge.since else set()
    firsts = (_release(knowledge.since[name]) for name in used & knowledge.since.keys())
    lasts = (_release(knowledge.until[name]) for name in used & knowledge.until.keys())
    return Edition(
        max([since, *(first for first in firsts if first < until)]),
        min([until, *(last for last in lasts if last > since)]),
    )


def _used(names: Names, knowledge: Knowledge, receivers: Receivers) -> Iterator[str]:
    """Yield the symbols that a file uses, and the arguments it gives: `keras.layers.Dropout(seed`.

    Of methods, those that came or went with a release, of objects whose class is known.
    """
    yield from map(knowledge.canonical, names.denoted)
    for call in names.calls:
        symbol = _called(call, names, knowledge, receivers)
        yield symbol
        yield from (f"{symbol}({keyword.arg}" for keyword in call.keywords)


def _called(call: ast.Call, names: Names, knowledge: Knowledge, receivers: Receivers) -> str:
    denoted = names.denote(call.func)
    if denoted is not None:
        return knowledge.canonical(denoted.name)
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in knowledge.dated:
        return ""
    owner = receivers.infer(call.func.value) or ""
    root = knowledge.roots.get(owner.rpartition(".")[0], owner)
    symbol = f"{owner}.{call.func.attr}"
    return symbol if symbol in knowledge.by_name else f"{root}.{call.func.attr}"


def _release(text: str) -> Release:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _whole(release: Release) -> Release:
    """Return the first release of a series: 2.2.0 of 2.2."""
    return (*release, 0, 0)[: max(len(release), 3)]


def _after(release: Release) -> Release:
    """Return what comes behind a release, or behind all those of a series: `1.0`."""
    return (*release, 1) if len(release) > 2 else (*release[:-1], release[-1] + 1)  # noqa: PLR2004
