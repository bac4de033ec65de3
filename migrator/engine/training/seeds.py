"""Seeds on which layers no longer depend: a run that was repeatable is so no more."""

from __future__ import annotations

from migrator.engine.state import FileState

_SEEDED = frozenset({"random.seed", "keras.utils.set_random_seed"})
_SAID_OF = "tensorflow.set_random_seed"  # gone, and reported for the same reason
_MAKING = ("keras.layers.", "keras.models.", "keras.applications.")
_SAID = (
    "This seeded the weights and the dropout of layers, too. Keras 3 draws them by Python's "
    "`random`: call `keras.utils.set_random_seed(seed)`, which seeds that, NumPy and the backend."
)


class Seeds:
    """Says, once in a file that makes layers, that its seeds no longer reach them."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look for what seeded the layers, and for what does so today."""
        known, found = self._state.knowledge, None
        called = [(call, denoted.name) for call, denoted in self._state.names.called]
        if not any(known.canonical(name).startswith(_MAKING) for _, name in called):
            return
        for call, name in called:
            if known.canonical(name) in _SEEDED or name == _SAID_OF:
                return
            if name in known.seeds and found is None and self._state.allows(name, call):
                found = call, name
        if found is not None:
            self._state.report.notice(*found, _SAID)
