"""What each layer of a legacy model gives and reads, in the models inside of it too."""

from __future__ import annotations

import contextlib
import functools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.verification.legacy import graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from migrator.verification.objects import Runtime

_RUN = "run_internal_graph"


@dataclass(frozen=True)
class Call:
    """One call of a layer."""

    layer: Runtime
    inputs: list[Runtime]
    outputs: list[Runtime]


@dataclass(frozen=True)
class Flow:
    """What can be traced of a model, by the numbers of its layers.

    tensors: what a layer gives when it is first called, or the layer, to be watched. reads: the
    nearest traced layers before it. repeated: the layers that are called more than once.
    """

    tensors: dict[int, Runtime]
    reads: dict[int, list[int]] = field(default_factory=dict)
    repeated: frozenset[int] = frozenset()


class Insides:
    """What layers of models compute when those are called as layers: no nodes are made for it."""

    def __init__(self, is_model: Callable[[Runtime], bool]) -> None:
        self._is_model = is_model
        self._runs: dict[int, list[list[Call]]] = {}  # by what the models gave, inner ones first

    def watch(self, owner: type) -> None:
        """Note what happens when Keras 1 and 2 run through the layers of this class's models."""
        if _RUN in vars(owner):
            setattr(owner, _RUN, self._noting(vars(owner)[_RUN]))

    def _noting(self, real: Callable[..., Runtime]) -> Callable[..., Runtime]:
        @functools.wraps(real)
        def run(model: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
            calls: list[Call] = []
            with contextlib.ExitStack() as stack:
                for layer in model.layers:
                    stack.enter_context(_noted(layer, calls))
                answer = real(model, *args, **kwargs)
            outputs = graphs.flat(answer[0])
            inside = _leading_to(outputs, calls)
            for output in outputs:
                self._runs.setdefault(id(output), []).append(inside)
            return answer

        return run

    def calls(self, graph: Runtime) -> Iterator[Call]:
        """Yield the calls of all layers of a model, in the order in which they were first made."""
        for layer in graph.layers:
            for index, node in enumerate(graphs.nodes(layer)):
                if graphs.is_inside(graph, layer, index):
                    call = Call(layer, graphs.inputs_of(node), graphs.outputs_of(node))
                    yield from self._opened(call)

    def _opened(self, call: Call) -> Iterator[Call]:
        if not self._is_model(call.layer):
            yield call
            return
        for inner in self._inside(call):
            yield from self._opened(inner)

    def _inside(self, call: Call) -> list[Call]:
        """Return the calls inside of a model: of the runs that gave its output, its own.

        A model whose last layer is another model gives what that gives.
        """
        own: list[Call] = []
        for run in self._runs.get(id(call.outputs[0]), ()):
            if any(inner.layer is call.layer for inner in run):
                break
            own = run
        return own

    def flow(self, graph: Runtime, leaves: list[Runtime]) -> Flow:
        """Return what can be traced of a model, whose layers are these."""
        numbers = {id(layer): number for number, layer in enumerate(leaves)}
        made_by: dict[int, Call] = {}
        first: dict[int, Call] = {}
        times: Counter[int] = Counter()
        for call in self.calls(graph):
            made_by |= {id(tensor): call for tensor in call.outputs}
            number = numbers.get(id(call.layer))
            if number is not None:
                times[number] += 1
                if len(call.outputs) == 1:
                    first.setdefault(number, call)
        traced = {id(call.outputs[0]): number for number, call in first.items()}
        return Flow(
            {number: call.outputs[0] for number, call in first.items()},
            {number: _before(call, made_by, traced) for number, call in first.items()},
            frozenset(number for number, count in times.items() if count > 1),
        )


@contextlib.contextmanager
def _noted(layer: Runtime, calls: list[Call]) -> Iterator[None]:
    """Note the calls of one layer; its class and what others see of it stay as they are."""
    own: dict[str, Runtime] = layer.__dict__
    real = layer.call

    @functools.wraps(real)
    def call(inputs: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
        answer = real(inputs, *args, **kwargs)
        calls.append(Call(layer, graphs.flat(inputs), graphs.flat(answer)))
        return answer

    before = own.get("call")
    own["call"] = call
    try:
        yield
    finally:
        del own["call"]
        if before is not None:
            own["call"] = before


def _leading_to(outputs: list[Runtime], calls: list[Call]) -> list[Call]:
    """Return the calls that outputs are computed by; a Lambda also calls itself for shapes."""
    made_by = {id(tensor): call for call in calls for tensor in call.outputs}
    found: set[int] = set()
    pending = [id(tensor) for tensor in outputs]
    while pending:
        call = made_by.get(pending.pop())
        if call is not None and id(call) not in found:
            found.add(id(call))
            pending += [id(tensor) for tensor in call.inputs]
    return [call for call in calls if id(call) in found]


def _before(call: Call, made_by: dict[int, Call], traced: dict[int, int]) -> list[int]:
    """Return the nearest traced layers that a call reads, by way of others or not."""
    found: dict[int, None] = {}
    seen: set[int] = set()
    pending = [id(tensor) for tensor in call.inputs]
    while pending:
        tensor = pending.pop()
        if tensor in traced:
            found[traced[tensor]] = None
        elif tensor in made_by and tensor not in seen:
            seen.add(tensor)
            pending += [id(t) for t in made_by[tensor].inputs]
    return sorted(found)
