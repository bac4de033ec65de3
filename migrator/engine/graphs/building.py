"""Keras 0's `Graph`, whose nodes had names, becomes a functional model.

`g.add_input(name='a', input_shape=(8,)); g.add_node(Dense(3), name='b', input='a');
g.add_output(name='y', input='b')` becomes `a = Input(shape=(8,), name='a'); b = Dense(3)(a);
g = Model([a], {'y': b})`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cached_property

from migrator.engine.graphs.found import Addition, Graph, GraphFinder, Unfollowable
from migrator.engine.graphs.spelled import AsDicts, AsVariables, Spelling
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState
from migrator.engine.writing.edits import Edit
from migrator.rules import Gone, Graphs, Switch, To

_INPUT, _MODEL = "keras.layers.Input", "keras.models.Model"
_DTYPES = {"float": "", "int": "int32"}


class GraphBuilder:
    """Finds graphs and plans their rewriting."""

    def __init__(self, state: FileState, graphs: Graphs) -> None:
        self._state = state
        self._graphs = graphs
        self._found = GraphFinder(graphs, state)

    def decide(self) -> None:
        """Plan the statements; the layers in them are rewritten like any other call."""
        for call in self._state.names.calls:
            denoted = self._state.names.denote(call.func)
            name = self._state.symbol(denoted)
            if denoted is None or name not in self._graphs.classes:
                continue
            if not self._state.allows(name, call):
                continue
            try:
                self._plan(self._found.find(call), call, denoted)
            except Unfollowable as reason:
                self._refuse(call, name, str(reason))

    def _refuse(self, call: ast.Call, name: str, reason: str) -> None:
        rule = self._state.rule(name)
        instead = rule.becomes.instead if rule and isinstance(rule.becomes, Gone) else ""
        self._state.handled |= {call, call.func}
        self._state.report.action(call, name, f"{instead} It was left because {reason}.")
        if instead:
            self._set_aside(instead)

    def _set_aside(self, instead: str) -> None:
        """Leave the calls of which the same would be said to what is said of the graph."""
        known, receivers = self._state.knowledge.methods, self._state.receivers
        for call in (c for c in self._state.names.calls if isinstance(c.func, ast.Attribute)):
            said = [m for m in known.get(call.func.attr, ()) if m.becomes == Gone(instead)]  # type: ignore[attr-defined]
            owner = receivers.infer(call.func.value) if said else None  # type: ignore[attr-defined]
            if owner is not None and any(receivers.has(owner, method) for method in said):
                self._state.handled |= {call, call.func}

    def _plan(self, graph: Graph, call: ast.Call, denoted: Denoted) -> None:
        state = self._state
        ends = (self._graphs.inputs, self._graphs.outputs)
        kind: type[Spelling] = AsVariables if AsVariables.fits(graph, ends) else AsDicts
        spelling = kind(graph, state.source, state.names)
        trial = _Writer(
            state, self._graphs, kind(graph, state.source, state.names), lambda text: text
        )
        for addition in graph.additions:
            trial.written(addition)
        writer = _Writer(state, self._graphs, spelling, self._spell)
        planned = [writer.written(addition) for addition in graph.additions]
        for addition, edits in zip(graph.additions, planned, strict=True):
            self._carry_out(addition, edits, graph)
        self._close(graph, call, denoted, spelling, written_last=planned[-1] is not None)

    def _carry_out(self, addition: Addition, edits: list[Edit] | None, graph: Graph) -> None:
        state, statement = self._state, addition.statement
        if edits is None and statement is not graph.last:
            state.removed[statement] = ""
        state.edits += edits or []
        layer = addition.given.get("layer")
        if layer is not None and edits is not None:
            state.tops[layer] = state.source.column(statement) + len(edits[0].text)
        state.handled |= {statement.value, statement.value.func}  # type: ignore[attr-defined]

    def _close(
        self,
        graph: Graph,
        call: ast.Call,
        denoted: Denoted,
        spelling: Spelling,
        *,
        written_last: bool,
    ) -> None:
        """Write the model behind the last statement, or in its place if nothing is left of it."""
        state, source = self._state, self._state.source
        start = spelling.start()
        if start:
            place = graph.constructor
            state.edits.append(Edit(source.start(place), source.end(place), start))
        else:
            state.removed[graph.constructor] = ""
        state.imports.moved(denoted.root)
        inputs, outputs = spelling.ends()
        model = state.imports.spell(_MODEL, denoted)
        indent = source.indentation(graph.constructor) or ""
        line = f"{graph.target} = {model}({inputs}, {outputs})"
        end = source.line_end(graph.last)
        if graph.last is graph.additions[-1].statement and not written_last:
            state.edits.append(Edit(source.start(graph.last), source.end(graph.last), line))
        else:
            state.edits.append(Edit(end, end, f"{source.newline}{indent}{line}"))
        state.handled |= {call, call.func}
        name = state.symbol(denoted)
        state.report.change(graph.constructor, name, f"{graph.target} becomes a functional model")

    def _spell(self, target: str) -> str:
        """Return a layer as the file spells its layers."""
        imports = self._state.imports
        return imports.spell(target, self._layer) if self._layer else imports.dotted(target)

    @cached_property
    def _layer(self) -> Denoted | None:
        """The first layer that the file makes."""
        for _, denoted in self._state.names.called:
            name = self._state.symbol(denoted)
            if name.startswith("keras.layers.") and name not in self._graphs.classes:
                return denoted
        return None


class _Writer:
    """Writes what stands in place of the statements that build one graph."""

    def __init__(
        self, state: FileState, graphs: Graphs, spelling: Spelling, spell: Callable[[str], str]
    ) -> None:
        self._state = state
        self._source = state.source
        self._graphs = graphs
        self._spelling = spelling
        self._spell = spell

    def written(self, addition: Addition) -> list[Edit] | None:
        """Return the edits of one statement; None to take it out.

        Raises:
            Unfollowable: it has no counterpart.
        """
        source, statement = self._source, addition.statement
        start, end = source.start(statement), source.end(statement)
        if addition.method == self._graphs.inputs:
            return [Edit(start, end, self._input(addition))]
        tensor = self._tensor(addition)
        if addition.method == self._graphs.outputs:
            text = self._spelling.output(addition.given["name"], tensor)
            return [Edit(start, end, text)] if text else None
        layer = addition.given["layer"]
        if not isinstance(layer, ast.Call | ast.Name | ast.Attribute | ast.Subscript):
            raise Unfollowable(f"line {statement.lineno} chooses among layers")
        outside = source.data[start : source.start(layer)] + source.data[source.end(layer) : end]
        if b"#" in outside:
            raise Unfollowable(f"line {statement.lineno} has a comment among its arguments")
        node = self._spelling.node(addition.given["name"])
        edits = [Edit(start, source.start(layer), f"{node} = "), Edit(source.end(layer), end, "")]
        edits[1] = Edit(source.end(layer), end, f"({tensor})")
        if addition.value("create_output", default=False) is not False:
            output = self._spelling.output(addition.given["name"], node)
            indent = source.indentation(statement) or ""
            edits += [Edit(end, end, f"{source.newline}{indent}{output}")] if output else []
        return edits

    def _input(self, addition: Addition) -> str:
        name, dtype = addition.given["name"], addition.given.get("dtype")
        shape = next((s for s in ("input_shape", "batch_input_shape") if s in addition.given), None)
        if shape is None:
            raise Unfollowable(f"line {addition.statement.lineno} does not say a shape")
        keyword = "shape" if shape == "input_shape" else "batch_shape"
        parts = [f"{keyword}={self._source.text(addition.given[shape])}"]
        parts.append(f"name={self._source.text(name)}")
        kind = getattr(dtype, "id", None) or (literal(dtype) if dtype is not None else "float")
        if kind != "float":
            quote = self._state.quote
            parts.append(f"dtype={quote}{_DTYPES.get(str(kind), kind)}{quote}")
        return f"{self._spelling.input(name)} = {self._spell(_INPUT)}({', '.join(parts)})"

    def _tensor(self, addition: Addition) -> str:
        """Return what a node is called on: a tensor, or several that are merged."""
        sources = addition.sources
        if not isinstance(sources, list):
            return f"{self._merging(addition)}({self._spelling.each(sources)})"
        tensors = [self._spelling.node(name) for name in sources]
        if len(tensors) == 1:
            return tensors[0]
        return f"{self._merging(addition)}([{', '.join(tensors)}])"

    def _merging(self, addition: Addition) -> str:
        """Return the layer that merges in the mode of a node."""
        mode = addition.value("merge_mode", "concat")
        rule = self._state.rule(self._graphs.merging)
        cases = rule.becomes.cases if rule and isinstance(rule.becomes, Switch) else {}
        to = cases.get(mode) if isinstance(mode, str) else None
        if not isinstance(to, To) or mode not in self._graphs.modes:
            raise Unfollowable(f"line {addition.statement.lineno} merges in a mode of its own")
        axis = addition.given.get("concat_axis")
        written = axis is not None and literal(axis) != -1 and to.args.get("concat_axis") == "axis"
        arguments = f"axis={self._source.text(axis)}" if written and axis is not None else ""
        return f"{self._spell(to.name)}({arguments})"
