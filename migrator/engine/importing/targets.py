"""What symbols are called in the Keras that a file is migrated to."""

from __future__ import annotations

from typing import TypeVar

from migrator.engine.reading.imported import only_target
from migrator.rules import Knowledge, Rule

_Name = TypeVar("_Name", str, str | None)


class Targets:
    """Names symbols of Keras 3, as the package has them that Keras is imported from.

    home: that package (`tensorflow.keras`); all names here are those of `keras`.
    """

    def __init__(self, knowledge: Knowledge, home: str) -> None:
        self._knowledge = knowledge
        self._home = home

    def named_here(self, target: _Name) -> _Name:
        """Return what a symbol of Keras 3 is called in the package that Keras is imported from."""
        if self._home == "keras" or target is None:
            return target
        return self._knowledge.named_at_home.get(target, target)

    def at_home(self, module: str) -> str:
        """Return the name by which a module of Keras 3 is imported; others keep theirs."""
        inside = module in self._knowledge.modern and module.partition(".")[0] == "keras"
        return self._home + module[len("keras") :] if inside else module

    def rule_of(self, imported: str) -> Rule | None:
        """Return the rule of an imported symbol."""
        return self._knowledge.by_name.get(self._knowledge.canonical(imported))

    def of(self, name: str) -> str | None:
        """Return what a recorded symbol is called in Keras 3, if it is always the same.

        `keras.Model` stays that, though it is recorded as `keras.models.Model`.
        """
        rule = self._knowledge.by_name.get(name)
        found = self.named_here(only_target(rule) if rule is not None else name)
        stays = rule is not None and name in rule.also and name in self._knowledge.modern
        return name if stays and rule is not None and found == rule.name else found

    def renames(self, name: str) -> bool:
        """Whether a recorded symbol has another name in Keras 3, or none."""
        return self._knowledge.by_name.get(name) is not None and self.of(name) != name

    def new_name(self, old: str) -> str:
        """Return the name of any symbol in Keras 3; what has none keeps its own."""
        name = self._knowledge.canonical(old)
        return self.of(name) or name
