"""Objects of Keras that are written as a dict: `{'class_name': 'adam', 'config': {'lr': 0.1}}`.

Or as what such an object is made of: `Adam.from_config({'lr': 0.1})`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from migrator.engine.reading.names import Names
from migrator.rules import Knowledge, Method, Rule

_HOMES = ("optimizers", "layers", "initializers", "regularizers", "constraints")


class Configuration(NamedTuple):
    """One such dict: the class that it names, and the arguments that it gives, by their names.

    names_module: whether it says in which module the class is, as Keras does since 2.12.
    """

    node: ast.Dict
    class_name: str
    arguments: dict[str, ast.Constant]
    names_module: bool

    def rule(self, knowledge: Knowledge) -> Rule | None:
        """Return what is recorded of the class, which is not told by its module."""
        names = (f"keras.{home}.{self.class_name}" for home in _HOMES)
        rules = (knowledge.by_name.get(name) for name in names)
        return next((r for r in rules if r is not None and not isinstance(r, Method)), None)


def configurations(names: Names) -> Iterator[Configuration]:
    """Yield those of a file whose class and arguments are all in sight."""
    for node in names.of(ast.Dict):
        entries = _entries(node)
        made = entries.get("class_name"), entries.get("config")
        match made:
            case (ast.Constant(value=str(class_name)), ast.Dict() as config) if all(
                isinstance(key, ast.Constant) for key in config.keys
            ):
                given = {str(k.value): k for k in config.keys if isinstance(k, ast.Constant)}
                yield Configuration(node, class_name, given, "module" in entries)
            case _ if isinstance(call := names.parents.get(node), ast.Call):
                yield from _given(node, call, names)


def _given(node: ast.Dict, call: ast.Call, names: Names) -> Iterator[Configuration]:
    """Yield what `from_config` of a class of Keras is given."""
    func = call.func
    if not isinstance(func, ast.Attribute) or func.attr != "from_config":
        return
    denoted = names.denote(func.value)
    keys = [key for key in node.keys if isinstance(key, ast.Constant)]
    if denoted is not None and denoted.name.startswith("keras.") and len(keys) == len(node.keys):
        class_name = denoted.name.rpartition(".")[2]
        given = {str(key.value): key for key in keys}
        yield Configuration(node, class_name, given, names_module=True)


def _entries(node: ast.Dict) -> dict[object, ast.expr]:
    pairs = zip(node.keys, node.values, strict=True)
    return {k.value: v for k, v in pairs if isinstance(k, ast.Constant)}
