"""`--todo`: a comment above each line that a person must change, for as long as it is unchanged.

A comment ends in the symbol and in a fingerprint of the line below it. A migrated file often reads
as Keras 3, so a later run cannot find again what it found; but it sees whether the line is still
the one that the comment was written for.
"""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterable
from dataclasses import replace

from migrator.engine.dating.dialect import Signs
from migrator.engine.lasting import migrate_lastingly
from migrator.engine.migration import Migration
from migrator.engine.pragmas import misread
from migrator.engine.reading.logical_lines import LogicalLines, split
from migrator.engine.reading.source import Source, read_source
from migrator.findings import Change, Finding, Span
from migrator.frozen import frozen
from migrator.options import Options
from migrator.patterns import regex
from migrator.rules import Knowledge, Library

RULE = "kmigrate.todo"
_NEW = "000000"
_ROUNDS = 3  # of reading the result: where one use is settled, another of the symbol may be told
_COMMENT = regex(r"# TODO\(kmigrate\): (?P<words>.*) \[(?P<rule>\S+) (?P<print>[0-9a-f]{6})\]")
_LINES = regex(r"\bline \d+: ?|(?P<within>\bline \d+\b)")  # they move


def migrate_source(
    source: bytes | str | Source,
    library: Library | Knowledge,
    *,
    filename: str,
    options: Options,
    signs: Signs | None = None,
) -> Migration:
    """Migrate one source text, with comments on what is left to do if they are asked for.

    signs: as for `read_once`.

    Raises:
        UnparsableError: `source` is not Python 3.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
    """

    def migrated(text: str | Source, signs: Signs | None = None) -> Migration:
        return migrate_lastingly(text, library, filename=filename, options=options, signs=signs)

    text = read_source(source)
    first = migrated(text, signs)
    said = tuple(misread(text))
    if said:
        first = replace(first, findings=tuple(sorted((*first.findings, *said))))
    if not options.todo:
        return first
    before = text.data.decode()
    try:
        result = _settled(migrated(_marked(before, first.findings)).source)
        for _ in range(_ROUNDS):
            settled, result = result, _settled(_marked(result, migrated(result).findings))
            if settled == result:
                break
        unharmed = _code(result) == _code(first.source)
    except tokenize.TokenError:
        return first
    changes = _changes(before, result, first.findings) if unharmed else ()
    if not changes:
        return first
    return replace(
        first,
        source=result,
        data=text.encode(result.encode()),
        changes=tuple(sorted((*first.changes, *changes))),
    )


@frozen
class _Todo:
    """What one comment says, and of which line."""

    words: str
    rule: str
    print: str

    def __str__(self) -> str:
        return f"# TODO(kmigrate): {self.words} [{self.rule} {self.print}]"


def _read(comment: str) -> _Todo | None:
    match = _COMMENT.fullmatch(comment.rstrip())
    return _Todo(**match.groupdict()) if match else None


def _todos(lines: LogicalLines) -> dict[int, _Todo]:
    read = ((line, _read(comment)) for line, comment in lines.comments.items())
    return {line: todo for line, todo in read if todo}


def _marked(text: str, findings: Iterable[Finding]) -> str:
    """Put the comments where they belong in the text before it is migrated.

    The engine then carries them along as it does every comment.
    """
    lines = LogicalLines(text)
    wanted: dict[int, list[_Todo]] = {}
    for finding in findings:
        if finding.acts and finding.rule != "dialect":
            start = lines.start(finding.span.line)
            if start is not None:
                wanted.setdefault(start, []).append(_todo(finding))
    for line, todo in _todos(lines).items():
        start = lines.after(line)
        if start is not None and todo.print == lines.fingerprint(start):
            wanted.setdefault(start, []).append(todo)
    return _with(text, _todos(lines), wanted)


def _todo(finding: Finding) -> _Todo:
    words = " ".join(finding.message.split())
    words = _LINES.sub(lambda match: "another line" if match["within"] else "", words)
    return _Todo(words, finding.rule, _NEW)


def _with(text: str, without: Iterable[int], wanted: dict[int, list[_Todo]]) -> str:
    """Take out the comments on some lines, and put others in front of some."""
    left, result = set(without), []
    for number, line in enumerate(split(text), start=1):
        end = re.search(r"[\r\n]*$", line).group() or "\n"  # type: ignore[union-attr]
        indentation = re.match(r"[ \t\f]*", line).group()  # type: ignore[union-attr]
        said = {(todo.words, todo.rule): todo for todo in reversed(wanted.get(number, []))}
        result += [f"{indentation}{todo}{end}" for todo in reversed(said.values())]
        if number not in left:
            result.append(line)
    return "".join(result)


def _settled(text: str) -> str:
    """Give new comments the fingerprint of their line, and take out those whose line changed."""
    lines = LogicalLines(text)
    wanted: dict[int, list[_Todo]] = {}
    for line, todo in _todos(lines).items():
        start = lines.after(line)
        if start is not None:
            fingerprint = lines.fingerprint(start)
            if todo.print in {_NEW, fingerprint}:
                wanted.setdefault(start, []).append(replace(todo, print=fingerprint))
    return _with(text, _todos(lines), wanted)


def _code(text: str) -> list[str]:
    """Return the lines without our comments, and without blank ones: those may come with them."""
    return [line for line in split(_with(text, _todos(LogicalLines(text)), {})) if line.strip()]


def _changes(before: str, after: str, findings: Iterable[Finding]) -> tuple[Change, ...]:
    """Say which comments went and which came; a place is one of the text before."""
    old, new = _todos(LogicalLines(before)), _todos(LogicalLines(after))
    places = {_todo(f).words: f.span.line for f in sorted(findings, reverse=True)}
    gone = [
        _change(line, f"the comment goes, as its line changed: {todo.words}")
        for line, todo in old.items()
        if todo not in new.values()
    ]
    come = [
        _change(places.get(todo.words, 1), f"a comment says what is left to do: {todo.words}")
        for todo in new.values()
        if todo not in old.values()
    ]
    return (*gone, *come)


def _change(line: int, message: str) -> Change:
    return Change(Span(line, 0, line, 0), RULE, message)
