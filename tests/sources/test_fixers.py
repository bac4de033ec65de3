"""A fixer of fissix is asked only where one of its words stands: none works without them."""

import pytest
from fissix.pytree import LeafPattern, NodePattern, WildcardPattern

from migrator.sources.python2 import refactor
from migrator.sources.python2.fixers import BY_NAME, RUN_TIME

# What these match is more than what they change: their `transform` asks for a word.
ASK_LATER = {"exitfunc", "metaclass", "unicode"}
RUN_TIME_NAMES = [fixer.name for fixer in RUN_TIME]


def words(name: str) -> frozenset[str]:
    return refactor._NEEDED.get(name, BY_NAME[name].words)  # noqa: SLF001 - the table that is tested


def is_needed(pattern: object, found: frozenset[str]) -> bool:
    """Whether whatever a pattern matches holds one of the words."""
    match pattern:
        case LeafPattern():
            return pattern.content in found
        case NodePattern():
            return any(is_needed(part, found) for part in pattern.content or ())
        case WildcardPattern():
            ways = pattern.content or ()
            some = pattern.min > 0 and bool(ways)
            return some and all(any(is_needed(part, found) for part in way) for way in ways)
        case _:
            return False


@pytest.mark.parametrize("name", sorted(set(RUN_TIME_NAMES) - ASK_LATER))
def test_what_a_fixer_matches_holds_one_of_its_words(name: str) -> None:
    tool = refactor._tool(frozenset({(name, frozenset())}))  # noqa: SLF001 - it is fissix's own pattern that is asked
    fixers = [*tool.pre_order, *tool.post_order]

    assert [is_needed(fixer.pattern, words(name)) for fixer in fixers] == [True]


@pytest.mark.parametrize("name", RUN_TIME_NAMES)
def test_every_fixer_has_words(name: str) -> None:
    assert words(name)
