"""What an import statement brings: a name out of a module, by its own name or another."""

from __future__ import annotations

from typing import NamedTuple

from migrator.engine.reading.scopes import Binding
from migrator.rules import Gone, Rule, Switch, To


class Imported(NamedTuple):
    """`from module import name`, under another name if `local` says so.

    Without a module, `import name`.
    """

    module: str
    name: str
    local: str = ""

    @property
    def text(self) -> str:
        """How it stands in an import statement; a package stands in one of its own."""
        return f"{self.name} as {self.local}" if self.local else self.name

    @property
    def bound(self) -> str:
        """The name that it binds."""
        return self.local or self.name


def split(qualified: str) -> tuple[str, str]:
    """Split a qualified name into its module and the rest."""
    module, _, name = qualified.rpartition(".")
    return module, name


def last_part(name: str) -> str:
    """Return what a qualified name ends with."""
    return name.rpartition(".")[2]


def package_import(package: str, name: str) -> Imported:
    """`import package`, under the name by which the file calls it."""
    return Imported("", package, "" if name == package else name)


def as_bound(qualified: str, binding: Binding) -> Imported:
    """Import a symbol under the name by which an import of it is bound already."""
    module, name = split(qualified)
    return Imported(module, name, "" if binding.name == name else binding.name)


def only_target(rule: Rule) -> str | None:
    """Return the one symbol that a legacy symbol becomes, if it is always the same one."""
    match rule.becomes:
        case To():
            return rule.becomes.name
        case Switch() as switch:
            cases = (*switch.cases.values(), switch.otherwise, switch.function)
            names = {case.name if isinstance(case, To) else "" for case in cases if case}
            return names.pop() or None if len(names) == 1 else None
        case Gone():
            return None
