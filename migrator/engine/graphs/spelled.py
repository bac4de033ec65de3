"""How the tensors of a graph are called: by variables, or in a dict by the names of the nodes."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from typing import TypeAlias

from migrator.engine.graphs.found import Addition, Graph, is_text
from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source


class AsVariables:
    """`dense1 = Dense(16)(input1)`: where all names stand in the source, and all is certain."""

    def __init__(self, graph: Graph, source: Source, names: Names) -> None:
        self._graph = graph
        self._source = source
        self._inputs: list[str] = []
        self._outputs: list[tuple[str, str]] = []
        self._variables: dict[str, str] = {}
        self._bound = names.bound
        self._taken = {*keyword.kwlist, *dir(builtins)}

    @staticmethod
    def fits(graph: Graph, ends: tuple[str, str]) -> bool:
        """Whether each name is a literal, and no input or output depends on a condition."""
        return all(
            is_text(a.given["name"])
            and isinstance(a.sources if "layer" in a.given or a.method == ends[1] else [], list)
            and (a.sure or a.method not in ends)
            and isinstance(a.value("create_output", default=False), bool)
            and all(is_text(n) for n in _named(a))
            for a in graph.additions
        )

    def start(self) -> str:
        """Return what stands in place of the constructor, if anything."""
        return ""

    def node(self, name: ast.expr) -> str:
        """Return the tensor of a node."""
        text = str(ast.literal_eval(name))
        if text not in self._variables:
            self._variables[text] = self._free(re.sub(r"\W", "_", text))
            self._taken.add(self._variables[text])
        return self._variables[text]

    def each(self, names: ast.expr) -> str:
        """Return the list of the tensors of the nodes that an expression lists."""
        raise NotImplementedError  # `fits` has seen that each list is a literal

    def input(self, name: ast.expr) -> str:
        """Return what a new input is assigned to."""
        self._inputs.append(self.node(name))
        return self._inputs[-1]

    def output(self, name: ast.expr, tensor: str) -> str:
        """Return the statement that makes a tensor an output; empty if none is needed."""
        self._outputs.append((self._source.text(name), tensor))
        return ""

    def ends(self) -> tuple[str, str]:
        """Return the inputs and the outputs of the model."""
        inputs = f"[{', '.join(self._inputs)}]"
        if self._graph.plain and len(self._outputs) == 1:
            return inputs, self._outputs[0][1]
        return inputs, f"{{{', '.join(f'{name}: {tensor}' for name, tensor in self._outputs)}}}"

    def _free(self, name: str) -> str:
        if name and not self._is_taken(name) and not name[0].isdigit():
            return name
        candidates = [f"{name}_tensor", *(f"{name}_tensor{n}" for n in range(2, 100))]
        valid = (re.sub(r"^(?=\d)", "_", candidate) for candidate in candidates)
        return next(candidate for candidate in valid if not self._is_taken(candidate))

    def _is_taken(self, name: str) -> bool:
        return name in self._bound or name in self._taken


class AsDicts:
    """`nodes['dense1'] = Dense(16)(nodes[previous])`: where names are computed."""

    def __init__(self, graph: Graph, source: Source, names: Names) -> None:
        taken = names.bound
        self._graph = graph
        self._source = source
        self._nodes, self._inputs, self._outputs = (
            next(c for c in (name, f"graph_{name}", f"keras1_{name}") if c not in taken)
            for name in ("nodes", "inputs", "outputs")
        )
        self._each = next(n for n in ("name", "node", "node_name") if n not in taken)

    def start(self) -> str:
        """Return what stands in place of the constructor, if anything."""
        return f"{self._nodes}, {self._inputs}, {self._outputs} = {{}}, {{}}, {{}}"

    def node(self, name: ast.expr) -> str:
        """Return the tensor of a node."""
        return f"{self._nodes}[{self._source.text(name)}]"

    def each(self, names: ast.expr) -> str:
        """Return the list of the tensors of the nodes that an expression lists."""
        if isinstance(names, ast.ListComp):  # the name is computed on the spot
            start, text = self._source.text(names.elt), self._source.text(names)
            behind = text[text.index(start) + len(start) :]
            return f"[{self._nodes}[{start}]{behind}"
        item = f"{self._nodes}[{self._each}]"
        return f"[{item} for {self._each} in {self._source.text(names)}]"

    def input(self, name: ast.expr) -> str:
        """Return what a new input is assigned to."""
        return f"{self.node(name)} = {self._inputs}[{self._source.text(name)}]"

    def output(self, name: ast.expr, tensor: str) -> str:
        """Return the statement that makes a tensor an output; empty if none is needed."""
        return f"{self._outputs}[{self._source.text(name)}] = {tensor}"

    def ends(self) -> tuple[str, str]:
        """Return the inputs and the outputs of the model."""
        if self._graph.plain:
            return self._inputs, f"next(iter({self._outputs}.values()))"
        return self._inputs, self._outputs


def _named(addition: Addition) -> list[ast.expr]:
    if not {"input", "inputs"} & set(addition.given):
        return []
    sources = addition.sources
    return sources if isinstance(sources, list) else [sources]


Spelling: TypeAlias = AsVariables | AsDicts
