"""Python 2 in, Python 3 out, and what was done to it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from migrator.engine.reading import source
from migrator.engine.reading.names import Names
from migrator.errors import UnparsableError
from migrator.findings import Change, Finding, Severity
from migrator.frozen import frozen
from migrator.options import Py2
from migrator.rules import Knowledge
from migrator.sources.lines import Places, with_ends_of, with_line_feeds
from migrator.sources.python2 import forms
from migrator.sources.python2.division import divide
from migrator.sources.python2.excerpt import excerpt
from migrator.sources.python2.fixers import READ_DIFFERENTLY, RUN_TIME
from migrator.sources.python2.forms import future_features, is_python_2, names_python_2, parsed
from migrator.sources.python2.leftovers import leftovers
from migrator.sources.python2.mentions import may_mention_python_2, mentions_python_2

_ALL = frozenset(fixer.name for fixer in RUN_TIME)
_GONE = _ALL - READ_DIFFERENTLY
_REMEMBERED = 300_000  # characters: of longer texts, 256 would be too much to keep


@frozen
class Conversion:
    """A text as Python 3. Changes and findings have the places of the text it was made from.

    tree, names: what the text parses to, and what its names mean, if it stayed as it was and that
    has been looked at.
    """

    text: str
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    tree: ast.Module | None = None
    names: Names | None = None


def may_be_python_2(text: str) -> bool:
    """Whether a text that Python 3 parses may have something of Python 2; told without parsing."""
    return forms.may_be_python_2(text) or may_mention_python_2(text)


def to_python_3(
    text: str,
    level: Py2,
    knowledge: Knowledge,
    *,
    known: bool = False,
    resolve: Callable[[ast.Module], Names] | None = None,
) -> Conversion:
    """Convert a text if it is Python 2: by its forms, or as it does not parse, or known to be.

    What is only known to be Python 2 may have been converted before, so what reads the same but
    means something else in Python 3 is left alone there: `input()`, `print (a, b)`.
    What is neither Python 2 nor 3 is returned as it is. resolve: how to find out what names mean,
    if they can mean more than the text tells.
    """
    if level == "off":
        return Conversion(text)
    plain = with_line_feeds(text)
    module = parsed(plain)
    proven = module is None or is_python_2(plain, module)
    try:
        if proven or known or names_python_2(plain):
            converted = _converted_once if len(plain) < _REMEMBERED else _converted
            done = converted(plain, level, knowledge, proven=proven)
        elif module and may_mention_python_2(plain):
            names = resolve(module) if resolve else Names(module, knowledge.exports)
            if not mentions_python_2(names):
                return Conversion(text, tree=module, names=names)
            done = _half_converted(plain, names, level, knowledge)
        else:
            return Conversion(text, tree=module)
    except (UnparsableError, RecursionError):  # neither; or nested too deeply for fissix
        return Conversion(text)
    return replace(done, text=text if done.text == plain else with_ends_of(done.text, text))


def _converted(text: str, level: Py2, knowledge: Knowledge, *, proven: bool) -> Conversion:
    """Convert Python 2: its syntax and, unless only that is wanted, what it asks at run time."""
    from migrator.sources.python2 import mending, refactor, tabs  # noqa: PLC0415 - slow to import

    prepared, tabbed = tabs.expanded(_ended(text))
    tree = refactor.parse(prepared, print_statement=proven)
    changes = refactor.fix_syntax(tree)
    module = parsed(str(tree))
    if module is None:
        raise UnparsableError("Neither Python 3 nor Python 2 that can be converted.")
    names = Names(module, knowledge.exports)
    if level == "syntax":
        left = _half_converted(str(tree), names, level, knowledge).findings
        return _placed(text, prepared, str(tree), (tabbed, changes, [], [*left]))
    wanted = _ALL if proven else _ALL - {"input"}
    changes += refactor.fix_run_time(tree, names.bound, wanted, converted=not proven)
    mended = mending.mend(str(tree), prepared, knowledge)
    result, divided, unsure = _divided(mended.text, prepared, knowledge)
    own, findings = [*mended.changes, *divided], [*leftovers(mended.text), *unsure]
    return _placed(text, prepared, result, (tabbed, changes, own, findings))


_converted_once = lru_cache(maxsize=256)(_converted)  # surveyed first, and then migrated


def _half_converted(text: str, names: Names, level: Py2, knowledge: Knowledge) -> Conversion:
    """Say what a valid Python 3 text uses that only Python 2 had; with `full` convert it."""
    try:
        if level != "full":
            return _told(text, names, knowledge)
        tree, changes = _fixed(text, names)
    except UnparsableError:  # of a later Python than fissix knows
        return Conversion(text, tree=names.tree, names=names)
    result, own, unsure = _divided(str(tree), text, knowledge)
    return _placed(text, _ended(text), result, ([], changes, own, unsure))


def _told(text: str, names: Names, knowledge: Knowledge) -> Conversion:
    """Say what would be converted, and leave it."""
    part = excerpt(text, names)
    changes = [
        replace(change, span=part.span(change.span)) for change in _fixed(part.text, names)[1]
    ]
    findings = (
        Finding(
            change.span,
            change.rule,
            Severity.NOTICE,
            f"This is Python 2, in a file that parses as Python 3: {change.message}."
            " `--py2 full` converts it.",
        )
        for change in (*changes, *_divisions(text, names, knowledge))
    )
    return Conversion(text, findings=tuple(findings), tree=names.tree, names=names)


def _fixed(text: str, names: Names) -> tuple[object, list[Change]]:
    """Convert a part of a text that is Python 3 already, but for what only Python 2 had."""
    from migrator.sources.python2 import refactor  # noqa: PLC0415 - slow to import

    tree = refactor.parse(_ended(text), print_statement=False)
    bound = names.bound | {"range"}
    return tree, refactor.fix_run_time(tree, bound, _GONE, gone=True)


def _divisions(text: str, names: Names, knowledge: Knowledge) -> list[Change]:
    """Return where a text of Python 2 divides whole numbers."""
    if "division" in future_features(text):
        return []
    return divide(source.parsed(text, tree=names.tree), names, knowledge)[1]


def _divided(
    text: str, original: str, knowledge: Knowledge
) -> tuple[str, list[Change], list[Finding]]:
    """Write `//` where a text that was made from one of Python 2 divides whole numbers."""
    if "/" not in text or "division" in future_features(original):
        return text, [], []
    made = source.parsed(text)
    return divide(made, Names(made.tree, knowledge.exports), knowledge)


def _placed(
    text: str,
    prepared: str,
    result: str,
    said: tuple[list[Change], list[Change], list[Change], list[Finding]],
) -> Conversion:
    """Lead all places back to the text: fissix's are in `prepared`, later ones in `result`."""
    tabbed, changes, own, findings = said
    to_text, to_prepared = Places(text, prepared), Places(prepared, result)
    changes = [replace(c, span=to_text.span(c.span)) for c in changes]
    changes += [replace(c, span=to_text.span(to_prepared.span(c.span))) for c in own]
    located = [replace(f, span=to_text.span(to_prepared.span(f.span))) for f in findings]
    return Conversion(
        _as_ended(result, text), tuple(dict.fromkeys([*tabbed, *changes])), tuple(located)
    )


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _as_ended(result: str, text: str) -> str:
    return result if text.endswith("\n") else result.removesuffix("\n")
