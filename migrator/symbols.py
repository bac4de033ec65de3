"""What the user means by the name of a legacy symbol, in full or in short."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from fnmatch import fnmatchcase

from migrator.errors import UsageError
from migrator.rules import Knowledge

_BESIDE = ("tensorflow.", "theano.")


def resolve(symbol: str, knowledge: Knowledge) -> str:
    """Return the recorded name: from the full one, an old module path, or the last parts of it.

    Raises:
        UsageError: there is no such symbol, or the short name stands for several.
    """
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
    full = {name.lower(): name for name in sorted(known)}
    last = {name.lower().rpartition(".")[2]: name for name in sorted(known, reverse=True)}
    word = symbol.lower()
    close = difflib.get_close_matches(word.rpartition(".")[2], last, n=1, cutoff=0.75)
    if close:
        return f" Did you mean {last[close[0]]!r}?"
    close = difflib.get_close_matches(word, full, n=1)
    return f" Did you mean {full[close[0]]!r}?" if close else " `kmigrate rules` lists them all."
