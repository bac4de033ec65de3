"""Files that a person took from Keras 1 to Keras 2 only in part: each line is read by its own.

The first reading is that of Keras 1, which knows no word that came with Keras 2. What is left in
such words is read as Keras 2 at once: a later run would do it, knowing less.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from migrator.engine.dating.dialect import Signs
from migrator.engine.migration import Migration, Reading, read_once
from migrator.engine.reading.source import Source, read_source
from migrator.findings import Change, Finding, Span
from migrator.options import Dialect, Options
from migrator.rules import Knowledge, Library

_Said = TypeVar("_Said", Change, Finding)


def migrate_halfway(
    source: bytes | str | Source,
    library: Library | Knowledge,
    *,
    filename: str,
    options: Options,
    said: Dialect | None = None,
    signs: Signs | None = None,
) -> Reading:
    """Migrate one source text, and also what of it is of Keras 2 in the midst of Keras 1.

    said: for which Keras the source itself says that it is. signs: as for `read_once`.

    Raises:
        UnparsableError: `source` is not Python 3.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
    """
    chosen = replace(options, dialect=said) if said else options
    text = read_source(source)
    first = read_once(text, library, filename=filename, options=chosen, signs=signs)
    before = first.migration
    if isinstance(library, Knowledge) or not _may_be_halfway(before, options, said):
        return first
    if not first.signs.has_words_of_keras_2():
        return first  # what we write ourselves is of Keras 3
    mixed = first.signs.mixes_words()
    later = _as_keras_2(options, before, library) if mixed else options
    second = read_once(first.result, library, filename=filename, options=later)
    after = replace(second.migration, dialect=mixed or second.migration.dialect)
    if after.dialect.value != "keras2" or not (after.changed or said):
        return first
    if not second.signs.has_words_of_keras_2():
        return first
    both = _together(before, after, library, _Lines(text.data.decode(), before.source))
    return replace(second, migration=both)


def _as_keras_2(options: Options, before: Migration, library: Library) -> Options:
    """Return what lets the calls that mix words be read as Keras 2 did.

    What says elsewhere in the file that it is channels_first was for Keras 1: there, calls that
    depend on it are left as they are.
    """
    later = replace(options, dialect="2")
    if before.data_format.value != "channels_first":
        return later
    known = library.by_release["2.2"].by_name.values()
    ordered = {rule.name for rule in known if "data_format" in rule.old_keywords}
    return replace(later, ignore=(*options.ignore, *sorted(ordered)))


def _may_be_halfway(first: Migration, options: Options, said: Dialect | None) -> bool:
    if options.dialect != "auto" or options.target != "keras":
        return False
    if not first.changed and said is None:
        return False
    return first.dialect.value in {"keras0", "keras1"}


class _Lines:
    """Finds the line of the input from which a line of the migrated text came."""

    def __init__(self, before: str, after: str) -> None:
        old, new = before.splitlines(), after.splitlines()
        self._blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        self._count = len(old)

    def origin(self, said: _Said) -> _Said:
        """Return what was said of the migrated text as said of the input; columns get lost."""
        first, last = self._line(said.span.line), self._line(said.span.end_line)
        return replace(said, span=Span(first, 0, max(first, last), 0))

    def _line(self, line: int) -> int:
        for _, old, old_end, new, new_end in self._blocks:
            if new < line <= new_end:
                return min(old + line - new, max(old_end, old + 1), self._count)
        return 1


def _together(first: Migration, second: Migration, library: Library, lines: _Lines) -> Migration:
    """Return both readings as one; what the second settled is not left to a person any more.

    Where both say something of a use, the first has the word, unless it did not know the symbol.
    """
    changes = [lines.origin(change) for change in second.changes]
    found = [lines.origin(finding) for finding in second.findings]
    settled = _places(changes, library) - _places(first.changes, library)
    open_still = [f for f in first.findings if not _is_settled(f, settled, library)]
    left = [f for f in open_still if not _is_known_since(f.rule, library)]
    told = _places(left, library)
    news = [f for f in found if _place(f, library) not in told]
    evidence = (*first.dialect.evidence, *second.dialect.evidence[:1])
    return replace(
        first,
        source=second.source,
        data=second.data,
        changes=tuple(sorted({*first.changes, *changes})),
        findings=tuple(sorted({*left, *news})),
        dialect=replace(first.dialect, evidence=evidence),
    )


def _places(said: Iterable[Change | Finding], library: Library) -> set[tuple[str, int]]:
    return {_place(each, library) for each in said}


def _place(said: Change | Finding, library: Library) -> tuple[str, int]:
    """Return what was spoken of, under the name that Keras 1 had for it, and where."""
    first = library.first
    rule = first.by_name.get(first.canonical(said.rule))
    return rule.name if rule is not None else said.rule, said.span.line


def _is_settled(finding: Finding, settled: set[tuple[str, int]], library: Library) -> bool:
    return finding.acts and _place(finding, library) in settled


def _is_known_since(symbol: str, library: Library) -> bool:
    """Whether Keras 2 has a symbol that Keras 1 did not have."""
    return _knows(library.by_release["2.2"], symbol) and not _knows(library.first, symbol)


def _knows(knowledge: Knowledge, symbol: str) -> bool:
    name = knowledge.canonical(symbol)
    return name in knowledge.by_name or name in knowledge.same or name in knowledge.modern
