"""What the names of a file are imported as: a name that means something else is not free."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.engine.reading.names import Names
from migrator.engine.reading.scopes import Binding
from migrator.rules import Knowledge


def meanings(names: Names, knowledge: Knowledge) -> Mapping[str, set[str | None]]:
    """Return what each name is imported as, in any scope; None: it is something else."""
    found: dict[str, set[str | None]] = {}
    for scope in {*names.scopes.values(), names.module}:
        for name in scope.bindings:
            bindings = names.present(scope, name)
            found.setdefault(name, set()).update(_meaning(b, names, knowledge) for b in bindings)
    return found


def _meaning(binding: Binding, names: Names, knowledge: Knowledge) -> str | None:
    """`keras = tf.keras` makes a name that of the package, as an import does."""
    found = binding.imported or names.assigned(binding)
    return found if binding.imported or knowledge.canonical(found) == "keras" else None
