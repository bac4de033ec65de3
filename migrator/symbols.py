"""What the user means by the name of a legacy symbol, in full or in short."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from fnmatch import fnmatchcase

from migrator.errors import UsageError
from migrator.rules import Knowledge

_BESIDE = ("tensorflow.", "theano.")
_USUAL = {"K.": "keras.backend.", "tf.": "tensorflow."}  # what everybody imports them as


def resolve(symbol: str, knowledge: Knowledge) -> str:
    """Return the recorded name: from the full one, an old module path, or the last parts of it.

    Raises:
        UsageError: there is no such symbol, or the short name stands for several.
    """
    short = next(filter(symbol.startswith, _USUAL), "")
    symbol = _USUAL.get(short, "") + symbol.removeprefix(short)
    known = {*knowledge.by_name, *knowledge.same}
    for name in (symbol, knowledge.canonical(symbol)):
        if name in known or name in knowledge.beside:
            return name
    endings = (name for name in known if name.endswith(f".{symbol}"))
    found = sorted({_main_name(name, knowledge) for name in endings})
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{symbol!r} can be any of {', '.join(found)}. Write one of them.")
    if symbol in knowledge.modern:
        return symbol
    raise UsageError(f"No rule for {symbol!r}.{_nearest(symbol, known)}")


def matching(globs: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the globs of --select or --ignore over full names; a short name gets its module.

    Raises:
        UsageError: a glob matches no symbol, so that it would silently do nothing.
    """
    return tuple(_checked(glob, knowledge) for glob in globs)


def _checked(glob: str, knowledge: Knowledge) -> str:
    canonical = knowledge.canonical(glob)
    if glob.startswith(_BESIDE):
        return glob  # any of their names may be reported
    for pattern in (glob, canonical, f"*.{glob}"):
        if any(fnmatchcase(rule.name, pattern) for rule in knowledge.rules):
            return pattern
    raise UsageError(f"No rule matches {glob!r}.{_nearest(glob, set(knowledge.by_name))}")


def _main_name(name: str, knowledge: Knowledge) -> str:
    rule = knowledge.by_name.get(name)
    return rule.name if rule else name


def _nearest(symbol: str, known: set[str]) -> str:
    """Say which symbol was probably meant, whether its module or its own name is misspelled."""
    alike: dict[str, list[str]] = {}
    for name in sorted(known):
        if "*" not in name:
            alike.setdefault(name.lower().rpartition(".")[2], []).append(name)
    word = symbol.lower().rpartition(".")[2]
    close = difflib.get_close_matches(word, alike, n=1, cutoff=0.75)
    if not close:
        return " `kmigrate rules` lists them all."
    nearest = max(alike[close[0]], key=lambda it: difflib.SequenceMatcher(None, symbol, it).ratio())
    return f" Did you mean {nearest!r}?"
