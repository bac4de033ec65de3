"""Which layers each layer of a Keras 3 model reads, also across the borders of models inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from migrator.verification.objects import Runtime


class ModernFlow:
    """The graph of one model. is_model: tells the models inside of it from layers."""

    def __init__(self, model: Runtime, is_model: Callable[[Runtime], bool]) -> None:
        self._is_model = is_model
        self._nodes: dict[int, Runtime] = {}  # by the layer: where it is called first
        self._around: dict[int, list[Runtime]] = {}  # by the input of an inner model
        for node in self._nodes_of(model):
            self._nodes.setdefault(id(node.operation), node)

    def _nodes_of(self, model: Runtime) -> Iterator[Runtime]:
        graph = getattr(model, "_functional", None) or model
        by_depth = getattr(graph, "_nodes_by_depth", {})
        for node in (node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth]):
            inner = node.operation
            yield node
            if self._is_model(inner):
                for given, own in zip(node.input_tensors, inner.inputs, strict=False):
                    self._around.setdefault(id(own), []).append(given)
                yield from self._nodes_of(inner)

    def reads(self, layers: list[Runtime]) -> list[list[int]]:
        """Return for each layer the numbers of those whose outputs it reads."""
        numbers = {id(layer): number for number, layer in enumerate(layers)}
        return [self._before(layer, numbers) for layer in layers]

    def _before(self, layer: Runtime, numbers: dict[int, int]) -> list[int]:
        found: set[int] = set()
        seen: set[int] = set()
        node = self._nodes.get(id(layer))
        pending = list(node.input_tensors) if node is not None else []
        while pending:
            tensor = pending.pop()
            if id(tensor) in seen:
                continue
            seen.add(id(tensor))
            history = tensor._keras_history  # noqa: SLF001 - there is no public way
            made_by = history.operation
            if id(made_by) in numbers:
                found.add(numbers[id(made_by)])
            elif self._is_model(made_by):
                pending.append(made_by.outputs[history.tensor_index])
            elif id(tensor) in self._around:
                pending += self._around[id(tensor)]
            elif id(made_by) in self._nodes:
                pending += self._nodes[id(made_by)].input_tensors
        return sorted(found)
