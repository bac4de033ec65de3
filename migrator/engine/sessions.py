"""Sessions of TensorFlow 1 that were made for nothing but to let a GPU's memory grow."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import root_of
from migrator.engine.reading.scopes import Binding
from migrator.engine.state import FileState
from migrator.engine.writing.statements import stands_alone
from migrator.rules import Sessions

_DEEP = 4  # of names that stand for names


class SessionSettings:
    """Writes what the session was for, where a file sets it, and takes out what made it."""

    def __init__(self, state: FileState, known: Sessions) -> None:
        self._state = state
        self._names = state.names
        self._known = known

    def decide(self) -> None:
        """Replace each call that sets such a session; leave all others to their rule."""
        for call, denoted in self._names.called:
            name = self._state.symbol(denoted)
            if name == self._known.setter and self._state.allows(name, call):
                self._decide(call, name)

    def _decide(self, call: ast.Call, name: str) -> None:
        statement = self._names.parents[call]
        if not isinstance(statement, ast.Expr) or len(call.args) != 1 or call.keywords:
            return
        parts = _Parts(self._names, self._known)
        made = parts.session(call.args[0])
        going = parts.statements
        alone = all(stands_alone(self._state.source, s) for s in (statement, *going))
        if not made or not parts.grows or not alone or not self._is_private(parts, statement):
            return
        for gone in going:
            self._state.removed[gone] = ""
        self._state.removed[statement] = self._written(statement, going)
        self._settle(call, statement, going)
        text = f"{name.rpartition('.')[2]} becomes the setting that the session was made for"
        self._state.report.change(call, name, text)

    def _is_private(self, parts: _Parts, statement: ast.stmt) -> bool:
        """Whether what is taken out is used nowhere else."""
        going = {statement, *parts.statements}
        for node, scope in self._names.scopes.items():
            known = node.id in parts.variables and node.id in scope.bindings
            if known and self._names.statement(node) not in going:
                return False
        return True

    def _written(self, statement: ast.stmt, going: list[ast.stmt]) -> str:
        """Return the lines that say it today, all but the first indented as the statement was."""
        indent = self._state.source.indentation(statement) or ""
        imported = self._imported_here(statement, going)
        tensorflow = imported or self._state.imports.dotted("tensorflow")
        lines = self._known.written.replace("tensorflow.", f"{tensorflow}.").splitlines()
        return f"{self._state.source.newline}{indent}".join(lines)

    def _imported_here(self, statement: ast.stmt, going: list[ast.stmt]) -> str:
        """Return what TensorFlow is called in a function that imports it itself, if it is such."""
        scopes = self._names.scopes
        within = next((scopes[n] for n in ast.walk(statement) if n in scopes), None)
        for node in (node for gone in (statement, *going) for node in ast.walk(gone)):
            if not isinstance(node, ast.Name) or scopes.get(node) is not within or within is None:
                continue
            denoted = self._names.denote(node)
            told = denoted is not None and denoted.name == "tensorflow"
            if told and node.id in within.bindings and within is not self._names.module:
                return node.id
        return ""

    def _settle(self, call: ast.Call, statement: ast.stmt, going: list[ast.stmt]) -> None:
        """Keep the later stages away from what was taken out."""
        for gone in (statement, *going):
            for node in ast.walk(gone):
                self._state.handled.add(node)
                if isinstance(node, ast.Name) and node in self._names.scopes:
                    denoted = self._names.denote(node)
                    if denoted is not None and denoted.name.partition(".")[0] != "tensorflow":
                        self._state.imports.moved(node)
        denoted = self._names.denote(call.func)
        if denoted is not None:
            self._state.imports.moved(denoted.root)


class _Parts:
    """What a session is made of: statements that only make it, and the names they give."""

    def __init__(self, names: Names, known: Sessions) -> None:
        self._names = names
        self._known = known
        self.statements: list[ast.stmt] = []
        self.variables: set[str] = set()
        self.grows = False

    def session(self, node: ast.expr) -> bool:
        """Whether an expression is a session with nothing but settings of the GPU's memory."""
        call = self._made(node, self._known.sessions)
        if call is None or call.args:
            return False
        return all(k.arg == "config" and self._config(k.value) for k in call.keywords)

    def _config(self, node: ast.expr) -> bool:
        call = self._made(node, self._known.configs)
        if call is None or call.args:
            return False
        plain = all(
            k.arg in self._known.harmless or (k.arg == "gpu_options" and self._options(k.value))
            for k in call.keywords
        )
        return plain and (not isinstance(node, ast.Name) or self._set_on(node.id))

    def _options(self, node: ast.expr) -> bool:
        call = self._made(node, self._known.options)
        if call is None or call.args:
            return False
        for keyword in call.keywords:
            if keyword.arg != "allow_growth" or not _is_true(keyword.value):
                return False
            self.grows = True
        return True

    def _made(self, node: ast.expr, makers: frozenset[str], depth: int = 0) -> ast.Call | None:
        """Return the call that makes an object, noting the assignment it goes through."""
        if isinstance(node, ast.Call):
            denoted = self._names.denote(node.func)
            return node if denoted is not None and denoted.name in makers else None
        if not isinstance(node, ast.Name) or depth > _DEEP:
            return None
        binding = self._single(node)
        if binding is None or binding.value is None or binding.statement is None:
            return None
        self.variables.add(node.id)
        self.statements.append(binding.statement)
        return self._made(binding.value, makers, depth + 1)

    def _single(self, node: ast.Name) -> Binding | None:
        scope, _ = self._names.owner(self._names.scopes.get(node), node.id)
        bindings = scope.bindings[node.id] if scope is not None else []
        return bindings[0] if len(bindings) == 1 else None

    def _set_on(self, name: str) -> bool:
        """Whether what is set on a configuration, in statements of their own, is known."""
        for statement in self._names.of(ast.Assign):
            target = statement.targets[0]
            if isinstance(target, ast.Attribute) and root_of(target) == name:
                path = ast.unparse(target).partition(".")[2]
                if path == "gpu_options.allow_growth" and _is_true(statement.value):
                    self.grows = True
                elif path not in self._known.harmless:
                    return False
                self.statements.append(statement)
        return True


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
