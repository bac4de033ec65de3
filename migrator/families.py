"""What kmigrate knows about a symbol in every family of releases, as far as they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from migrator.errors import UsageError
from migrator.explain import about, explain, summary
from migrator.rules import Knowledge, Library, Rule
from migrator.symbols import matching, resolve

HEADINGS = {
    "1": "Keras 0 and 1",
    "2.2": "Keras 2.0 to 2.2",
    "2.3": "Keras 2.3",
    "tf.1": "tf.keras of TensorFlow 1",
    "tf.keras": "tf.keras of TensorFlow 2",
}
_Found = TypeVar("_Found")


def explain_everywhere(symbol: str, library: Library) -> str:
    """Return everything there is to say about a symbol, family by family.

    Raises:
        UsageError: no family has such a symbol, or the short name stands for several.
    """
    alike: dict[str, list[Knowledge]] = {}
    for known in _wherever(lambda known: _named(symbol, known), library):
        alike.setdefault(_text(symbol, known), []).append(known)
    told = [(explain(symbol, first), (first, *others)) for first, *others in alike.values()]
    if len(told) == 1:
        return told[0][0]
    return "\n".join(
        f"{_joined([HEADINGS[known.release] for known in families])}\n\n{text}"
        for text, families in told
    )


def _named(symbol: str, known: Knowledge) -> Knowledge:
    resolve(symbol, known)
    return known


def _text(symbol: str, known: Knowledge) -> str:
    """Return what a family says but for its example, whose imports may be all that differs."""
    rule = known.by_name.get(resolve(symbol, known))
    return explain(symbol, known) if rule is None else about(rule)


def _wherever(ask: Callable[[Knowledge], _Found], library: Library) -> Iterator[_Found]:
    """Yield the answers of the families that have one; if none has, fail as the first does."""
    failure: UsageError | None = None
    answered = False
    for release in HEADINGS:
        try:
            found = ask(library.by_release[release])
        except UsageError as error:
            failure = failure or error
        else:
            answered = True
            yield found
    if not answered and failure is not None:
        raise failure


def summaries(library: Library) -> list[str]:
    """Return a line for each symbol and each way in which a family has it."""
    return sorted({summary(rule) for known in families(library) for rule in known.rules})


def families(library: Library) -> tuple[Knowledge, ...]:
    """Return the families whose symbols become those of Keras 3."""
    return tuple(library.by_release[release] for release in HEADINGS)


def matching_anywhere(globs: Iterable[str], library: Library) -> tuple[str, ...]:
    """Return the globs of --select or --ignore over full names of any family.

    Raises:
        UsageError: a glob matches no symbol of any family.
    """
    return tuple(_anywhere(glob, library) for glob in globs)


def _anywhere(glob: str, library: Library) -> str:
    return next(_wherever(lambda known: matching((glob,), known)[0], library))


def sections(name: str, library: Library) -> Iterator[tuple[str, Rule]]:
    """Yield a heading and a rule for each way in which the later families have a symbol."""
    told: dict[str, tuple[Rule, list[str]]] = {}
    for known in families(library)[1:]:
        rule = known.by_name.get(name)
        if rule is not None:
            told.setdefault(about(rule), (rule, []))[1].append(HEADINGS[known.release])
    yield from ((_joined(names), rule) for rule, names in told.values())


def _joined(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
