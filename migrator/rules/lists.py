"""Lists of numbers that models took for arrays."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.frozen import frozen


@frozen
class Lists:
    """What models are given, and took as lists: Keras 3 takes each number in one for an array.

    taking: method -> its arguments that are arrays, in order. rows: a list of lists was one array.
    inputs: a list that begins with a list held an array for each input. unsure: said, as an action
    finding, where it may have been either. changed: what is reported of one that is written anew.
    alike: losses whose objects take two lists if they are nested alike. arrays: functions, and
    classes of objects, that take arrays alone.
    """

    taking: Mapping[str, tuple[str, ...]]
    changed: str
    unsure: str
    rows: bool = False
    inputs: bool = False
    alike: frozenset[str] = frozenset()
    arrays: frozenset[str] = frozenset()
