"""Arguments that become two, or one for each of several: by names, or by their places."""

from __future__ import annotations

import ast

from migrator.engine.calls.carried import CarriedCall, value_of
from migrator.engine.reading.literals import literal
from migrator.engine.writing.plans import Write
from migrator.rules import ByOutput, Divided, InputsAndTargets


class ByNameCarrier(CarriedCall):
    """Carries such arguments."""

    def _carry_by_name(self, fate: InputsAndTargets, index: int) -> None:
        """Divide a dict of arrays into those of the inputs and those of the outputs."""
        node = value_of(self._old[index])
        if literal(node) is None:
            return
        parts = self._divided(node, index)
        if fate.several and len(self._context.outputs(self._call)) > 1 and self._is_read():
            self._result.actions.append(fate.several)
        if parts is None:
            self._result.actions.append(fate.why)
            self._keep(index, fate.inputs or fate.targets)
        elif fate.inputs:
            self._keep(index, fate.inputs, parts[0])
            self._result.slots.append(Write(fate.targets, parts[1]))
        else:
            self._keep(index, fate.targets, f"({parts[0]}, {parts[1]})")

    def _is_read(self) -> bool:
        """Whether something becomes of what the call returns."""
        return not isinstance(self._context.names.parents[self._call], ast.Expr)

    def _divided(self, node: ast.expr, index: int) -> tuple[str, str] | None:
        """Return the inputs and the targets, as templates over the arguments."""
        outputs, source = self._context.outputs(self._call), self._context.source
        if isinstance(node, ast.Dict) and outputs and all(node.keys):
            keys = [key for key in node.keys if key is not None]
            found = [
                (literal(key) in outputs, f"{source.text(key)}: «{index}.{n}»")
                for n, key in enumerate(keys)
            ]
            inputs, targets = ([t for of, t in found if of is which] for which in (False, True))
            return f"{{{', '.join(inputs)}}}", f"{{{', '.join(targets)}}}"
        if isinstance(node, ast.Name) and isinstance(self._call.func, ast.Attribute):
            graph = source.text(self._call.func.value)
            return f"«{index}»", f"{{name: «{index}»[name] for name in {graph}.output}}"
        return None

    def _carry_by_output(self, fate: ByOutput, index: int) -> None:
        """Give each output of a graph the value that was meant for all of them."""
        outputs = self._context.outputs(self._call)
        if not outputs:
            self._result.actions.append(fate.why)
        several = len(outputs) > 1 and isinstance(value_of(self._old[index]), ast.List)
        each = ", ".join(f"{self._text(name, None)}: «{index}»" for name in outputs)
        self._keep(index, fate.name, f"{{{each}}}" if several else None)

    def _carry_divided(self, fate: Divided, index: int) -> None:
        """Keep the first element of a list, and give what is behind it under another name."""
        node = value_of(self._old[index])
        elements = node.elts if isinstance(node, ast.List) else []
        if not elements or any(isinstance(element, ast.Starred) for element in elements):
            self._result.actions += [] if isinstance(node, ast.Name) else [fate.why]
            self._keep(index, fate.name)
            return
        self._keep(index, fate.name, f"«{index}.0»")
        behind = ", ".join(f"«{index}.{n}»" for n in range(1, len(elements)))
        self._result.slots += [Write(fate.rest, f"[{behind}]")] if behind else []
