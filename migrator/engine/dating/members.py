"""Members of Keras's objects with another name now: `layer.output_shape`, `adam.lr`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import is_call_of
from migrator.engine.reading.receivers import Receivers
from migrator.rules import Knowledge, Method

_OPTIMIZERS = "keras.optimizers."
_OWN = frozenset({"self", "cls"})  # of whose class more may be known elsewhere


def lost_members(names: Names, knowledge: Knowledge) -> Iterator[tuple[ast.Attribute, str]]:
    """Yield what a file asks of objects whose class is known, and Keras 3 calls otherwise.

    knowledge: that of the releases which had it. What the file's own classes have is none.
    """
    chains = (node for node in names.of(ast.Attribute) if node.attr in knowledge.lost)
    asked = [node for node in chains if names.denote(node) is None and not _is_own(node)]
    receivers = Receivers(names, knowledge)
    for node in asked:
        owner = receivers.infer(node.value) or ""
        candidates = knowledge.lost[node.attr]
        given = node.attr in names.attributes and not owner.startswith(_OPTIMIZERS)
        if owner and not given and not _has_still(owner, node.attr, knowledge):
            known = (m for m in candidates if receivers.has(owner, m) and _is_used(node, m, names))
            if next(known, None) and not receivers.overrides(node, candidates):
                yield node, f".{node.attr}"


def _is_own(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in _OWN


def _has_still(owner: str, name: str, knowledge: Knowledge) -> bool:
    """Whether Keras 3 has a member, too; so it may, of what is in no such list."""
    listed = [knowledge.still.get(home) for home in (owner, owner.rpartition(".")[0])]
    known = [names for names in listed if names is not None]
    return not known or any(name in names for names in known)


def _is_used(node: ast.Attribute, method: Method, names: Names) -> bool:
    """Whether a member is used as it cannot be now: of `layers`, that something is taken away."""
    above = names.parents[node]
    called = is_call_of(names.parents[above], above)
    changed = isinstance(above, ast.Attribute) and above.attr in method.telltale
    return not method.changed or (called and changed)
