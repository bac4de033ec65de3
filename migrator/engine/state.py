"""What the stages of one migration share: the analysed file, and the edits planned so far."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property

from migrator.engine.calls.outcomes import Use
from migrator.engine.classes.updated import updated_in
from migrator.engine.dating.guarded import guarded
from migrator.engine.graphs.named import Outputs
from migrator.engine.importing.helpers import Helpers
from migrator.engine.importing.imports import Imports
from migrator.engine.ordering.data_format import Decision
from migrator.engine.pragmas import left_lines, own_lines
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.fstrings import place_in
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.receivers import Receivers
from migrator.engine.reading.scalars import Scalars
from migrator.engine.reading.signs import Signs
from migrator.engine.reading.source import Source
from migrator.engine.reading.tensors import Tensors
from migrator.engine.reading.variables import Variables
from migrator.engine.reading.written import is_helper
from migrator.engine.report import Report
from migrator.engine.respelling import Respelling
from migrator.engine.training.asked import Asked
from migrator.engine.training.batches import Batches
from migrator.engine.training.metrics import compiled_with, has_own_metric, written
from migrator.engine.training.stacks import Stacks
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.plans import CallEdit
from migrator.engine.writing.statements import Move
from migrator.facts import NamedFile
from migrator.options import Options
from migrator.rules import Gone, Knowledge, Remark, Rule

HOMES = {"keras": "keras", "tf.keras": "tensorflow.keras", "tf_keras": "tf_keras"}


class FileState:
    """One file under migration.

    calls: call -> its edit. texts: Name, Attribute or Constant -> its new text. inserted: a
    statement -> the receiver, the spelled Input and the arguments of an `x.add(Input(...))` to
    write in front of it, as a template over the arguments of the call named with them. handled:
    chains and calls that are decided. removed: statements to take out,
    and what is left in their place. moves: statements to reorder.
    rules: decided calls -> their rules. uses: arguments to be decided on once all are known.
    edits: any others. branches: a merging layer -> the tensors it is called on, as text. tops:
    expressions that stay expressions of their own when the statement around them is rewritten ->
    the column at which they will stand. followed: mentions of symbols all of whose calls are
    decided, wherever the symbol is kept. named_files: as for `Migration`.
    """

    def __init__(
        self,
        source: Source,
        names: Names,
        knowledge: Knowledge,
        options: Options,
        decision: Decision,
        report: Report,
    ) -> None:
        self.source = source
        self.names = names
        self.knowledge = knowledge
        self.options = options
        self.decision = decision
        self.report = report
        self.receivers = Receivers(names, knowledge)
        self.tensors = Tensors(names, knowledge, self.receivers)
        self.scalars = Scalars(names, knowledge)
        self.variables = Variables(names)
        self.stacks = Stacks(names, self.variables)
        self.batches = Batches(source, names, self.receivers, knowledge, self.variables)
        self.asked = Asked(names, knowledge)
        self.imports = Imports(source, names, knowledge, HOMES[options.target])
        self.helpers = Helpers(source, names, self.imports, self.quote)
        self.respelling = Respelling(names, knowledge)
        self.calls: dict[ast.Call, CallEdit] = {}
        self.texts: dict[ast.expr, str] = {}
        self.inserted: list[tuple[ast.stmt, ast.Call, str]] = []
        self.handled: set[ast.AST] = set()
        self.rules: dict[ast.Call, Rule] = {}
        self.uses: list[tuple[ast.Call, Rule, Use]] = []
        self.removed: dict[ast.stmt, str] = {}
        self.edits: list[Edit] = []
        self.branches: dict[ast.Call, str] = {}
        self.tops: dict[ast.expr, int] = {}
        self.moves: list[Move] = []
        self.followed: set[ast.AST] = set()
        self.named_files: dict[str, NamedFile] = {}

    @cached_property
    def quote(self) -> str:
        """The quotation mark that the file uses most."""
        data = self.source.data
        written = b"".join(data[end - 1 : end] for end in map(self.source.end, self._strings()))
        return '"' if written.count(b'"') > written.count(b"'") else "'"

    def _strings(self) -> Iterator[ast.Constant]:
        """Yield the string literals of the file, docstrings and those of several lines left out."""
        for node in self.names.of(ast.Constant):
            if isinstance(node.value, str):
                stands_alone = isinstance(self.names.parents[node], ast.Expr | ast.JoinedStr)
                if not stands_alone and node.lineno == node.end_lineno:
                    yield node

    @cached_property
    def _skipped(self) -> frozenset[int]:
        return left_lines(self.source.data, self.names)

    @cached_property
    def ours(self) -> frozenset[ast.AST]:
        """The helpers that an earlier run wrote into the file."""
        top = self.source.tree.body
        return frozenset(node for node in top if is_helper(node, self.knowledge))

    def skipped(self, node: ast.AST) -> bool:
        """Whether a statement is to be left alone.

        That is where a `# kmigrate: skip` stands on a line of it, where Keras 3 never comes by,
        and inside our own helpers.
        """
        if self.ours and any(n in self.ours for n in self.names.ancestors(node)):
            return True
        if not self._skipped:
            return False
        return any(line in self._skipped for line in own_lines(self.names.statement(node)))

    def allows(self, rule: str, node: ast.AST) -> bool:
        """Whether a rule is selected, and a node is not to be skipped."""
        return self.in_force(rule) and not self.skipped(node)

    @cached_property
    def own_metric(self) -> bool:
        """Whether what the file logs under an old name is a metric of its own.

        Or one that all models of its program are compiled with under that name: it keeps it.
        """
        return bool(self.kept_metrics) or has_own_metric(self.names, self.knowledge)

    @cached_property
    def kept_metrics(self) -> frozenset[str]:
        """The old metrics, if all models of the program are compiled with them by these names."""
        facts = self.options.facts
        found = compiled_with(self.names, self.knowledge) | (facts.compiled if facts else set())
        return found if found <= self.knowledge.logged.keys() else frozenset()

    @cached_property
    def own_logs(self) -> frozenset[str]:
        """The old names of what is logged under which the file logs something itself."""
        return written(self.names, self.knowledge)

    def outputs(self, call: ast.Call) -> tuple[str, ...]:
        """Return the names of the outputs of the graph whose method is called, if known."""
        return self._outputs.of(call) if self._outputs is not None else ()

    @cached_property
    def signs(self) -> Signs:
        """What is known to be nowhere below 0."""
        return Signs(self.names, self.knowledge)

    @cached_property
    def _outputs(self) -> Outputs | None:
        graphs = self.knowledge.graphs
        return Outputs(self.names, graphs.outputs) if graphs is not None else None

    def keys(self, name: str) -> Mapping[str, str | Gone | Remark]:
        """Return what the keys of a dict became, but for those of the file's own metrics."""
        keys = self.knowledge.keys.get(name, {})
        own = self.knowledge.logged if self.own_metric else {}
        return {
            old: new
            for old, new in keys.items()
            if old.removeprefix("val_") not in own and old not in self.own_logs
        }

    def symbol(self, denoted: Denoted | None) -> str:
        """Return the qualified legacy name under which a denoted symbol is recorded."""
        return self.knowledge.canonical(denoted.name) if denoted is not None else ""

    def quoted(self, node: ast.expr, text: str) -> str:
        """Return a string as source text, with the quotes of the literal it replaces."""
        quote = self.source.text(node)[-1]
        return f"{quote}{text}{quote}"

    def take_out(self, statement: ast.stmt, text: str) -> None:
        """Write a text for a statement: nothing inside it is to be decided any more."""
        self.removed[statement] = text
        for node in walk(statement):
            self.handled.add(node)
            denoted = self.names.denote(node) if isinstance(node, ast.Name) else None
            if denoted is not None:
                self.imports.moved(denoted.root)

    def in_fstring(self, node: ast.AST) -> bool:
        """Whether a node stands inside an f-string, where Python 3.11 has no exact positions."""
        around = self.names.ancestors(node) if self._has_fstrings else ()
        return any(isinstance(n, ast.JoinedStr) for n in around)

    def place(self, node: ast.expr) -> ast.expr | None:
        """Return what a new text for a chain of names is noted at; None if its place is unknown."""
        return place_in(node, self.names, self.source) if self.in_fstring(node) else node

    @cached_property
    def guarded(self) -> frozenset[ast.AST]:
        """The mentions of what the file has asked for before: where it is not, they are passed."""
        return guarded(self.names)

    @cached_property
    def updated(self) -> frozenset[str]:
        """The attributes that get new values somewhere in the file, as variables do."""
        return frozenset(updated_in(self.names, self.knowledge))

    @cached_property
    def _has_fstrings(self) -> bool:
        return bool(self.names.of(ast.JoinedStr))

    def in_force(self, rule: str) -> bool:
        """Whether `--select` and `--ignore` leave a rule, told by its name, in force."""
        return is_in_force(rule, self.options)

    def rule(self, name: str) -> Rule | None:
        """Return the rule for a qualified legacy name."""
        return self.knowledge.by_name.get(name)


def is_in_force(rule: str, options: Options) -> bool:
    """Whether `--select` and `--ignore` leave a rule, told by its name, in force."""
    chosen = not options.select or any(fnmatchcase(rule, glob) for glob in options.select)
    return chosen and not any(fnmatchcase(rule, glob) for glob in options.ignore)
