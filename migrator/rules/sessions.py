"""What sessions of TensorFlow 1 were for."""

from __future__ import annotations

from migrator.frozen import frozen


@frozen
class Sessions:
    """Sessions of TensorFlow 1 that let the memory of a GPU grow, and how that is said today.

    setter: the function that was given the session. sessions, configs, options: what made each.
    harmless: what could be set besides, and means nothing any more. written: the lines that take
    the place of the call, spelled from `tensorflow`.
    """

    setter: str
    sessions: frozenset[str]
    configs: frozenset[str]
    options: frozenset[str]
    harmless: frozenset[str]
    written: str
