"""Which symbol does an expression denote? Imports, aliases, scopes and shadowing, resolved."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
ImportStatement = ast.Import | ast.ImportFrom
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_DEPTH = 20  # of aliases of aliases: enough for any real file, and an end to cycles


@dataclass(frozen=True, eq=False)
class Binding:
    """One place where a name gets its meaning.

    imported: the qualified name, for an import. value: the expression, for `name = value`.
    definition: the function or class, for `def` and `class`. None of them: anything else.
    parameter: the function that the name is a parameter of. iterated: what a loop runs over.
    """

    name: str
    line: int
    imported: str | None = None
    statement: ast.stmt | None = None
    alias: ast.alias | None = None
    value: ast.expr | None = None
    definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | None = None
    parameter: Function | None = None
    iterated: ast.expr | None = None


@dataclass(eq=False)
class Scope:
    """A module, function, class or comprehension, and the names it binds, in source order."""

    kind: Literal["module", "function", "class", "comprehension"]
    parent: Scope | None
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    stars: list[tuple[str, ast.ImportFrom]] = field(default_factory=list)
    outer: set[str] = field(default_factory=set)  # declared global or nonlocal

    def bind(self, binding: Binding) -> None:
        """Record a binding, in the scope that a global or nonlocal statement points to."""
        scope = self
        while binding.name in scope.outer and scope.parent is not None:
            scope = scope.parent
        scope.bindings.setdefault(binding.name, []).append(binding)


@dataclass(frozen=True)
class Denoted:
    """A symbol that an expression denotes: its qualified name, and how the author reached it.

    root: the Name the expression starts with; binding: what bound it (None: a star import).
    """

    name: str
    root: ast.Name
    binding: Binding | None
    star: ast.ImportFrom | None = None


class Names:
    """The scopes of one module, and what its expressions denote.

    exports: module -> the names that a star import of it binds. package: the dotted name of the
    package the file belongs to, against which relative imports are resolved ("" if unknown).
    """

    def __init__(
        self, tree: ast.Module, exports: Mapping[str, tuple[str, ...]], package: str = ""
    ) -> None:
        self.tree = tree
        self.exports = exports
        self.package = package
        self.module = Scope("module", None)
        self.scopes: dict[ast.Name, Scope] = {}
        self.parents: dict[ast.AST, ast.AST] = {}
        self.calls: list[ast.Call] = []
        self.chains: list[ast.Name | ast.Attribute] = []
        self.imports: list[ImportStatement] = []
        self.attributes: dict[str, list[ast.expr]] = {}
        self.functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        self.calls_of: dict[str, list[ast.Call]] = {}
        self.inner: dict[Function, Scope] = {}
        self.ambiguous: set[Binding] = set()
        self._bound: set[ast.Name] = set()  # targets recorded with their value
        self._visit_all(tree.body, self.module, tree)

    # -- reading -----------------------------------------------------------------------------

    def denote(self, node: ast.expr, depth: int = 0) -> Denoted | None:
        """Return the imported symbol that an expression denotes, if it is one."""
        attributes: list[str] = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or depth > _DEPTH:
            return None
        found = self._denote_name(node, depth)
        if found is None or not attributes:
            return found
        name = ".".join((found.name, *reversed(attributes)))
        return Denoted(name, found.root, found.binding, found.star)

    def _denote_name(self, node: ast.Name, depth: int) -> Denoted | None:
        binding, bound = self.lookup(node)
        if binding is None:
            return None if bound else self._from_star(node)
        if binding.imported is not None:
            return Denoted(binding.imported, node, binding)
        if isinstance(binding.value, ast.Name | ast.Attribute):
            found = self.denote(binding.value, depth + 1)
            return found and Denoted(found.name, node, binding)
        return None

    def lookup(self, node: ast.Name) -> tuple[Binding | None, bool]:
        """Return the binding that a name refers to, and whether it is bound at all.

        A name bound several times has the last binding before its use if both are in one scope;
        seen from an inner scope, where order says nothing, all its bindings must agree.
        """
        scope, own = self.owner(self.scopes.get(node), node.id)
        if scope is None:
            return None, False
        return self._choose(scope.bindings[node.id], node.lineno if own else None), True

    def owner(self, scope: Scope | None, name: str) -> tuple[Scope | None, bool]:
        """Return the scope that binds a name as the code of `scope` sees it, and if it is its own.

        A class's names are seen by its own code only; a comprehension counts as part of the
        scope around it.
        """
        own = True
        while scope is not None:
            if name in scope.bindings and (own or scope.kind != "class"):
                return scope, own
            own = own and scope.kind == "comprehension"
            scope = scope.parent
        return None, False

    def _choose(self, bindings: list[Binding], line: int | None) -> Binding | None:
        if len(bindings) == 1:
            return bindings[0]
        if line is not None:
            before = [b for b in bindings if b.line < line or (b.imported and b.line == line)]
            if before and not self._alternatives(bindings) and not self._exclusive(before):
                return before[-1]
        meanings = {b.imported or id(b) for b in bindings}
        if len(meanings) == 1 or self._alternatives(bindings):
            return bindings[0]
        self.ambiguous.update(b for b in bindings if b.imported)
        return None

    def _alternatives(self, bindings: list[Binding]) -> bool:
        """Whether all import one name from several modules of one package.

        `try: from keras.layers import X; except ImportError: from keras.layers.core import X`.
        """
        imported = [b.imported for b in bindings if b.imported]
        names = {name.rpartition(".")[2] for name in imported}
        packages = {name.partition(".")[0] for name in imported}
        return len(imported) == len(bindings) and len(names) == len(packages) == 1

    def _exclusive(self, bindings: list[Binding]) -> bool:
        """Whether some of the statements that bind a name stand in branches of one another."""
        branches = (ast.If, ast.Try, ast.ExceptHandler)
        parents = {self.parents.get(b.statement) for b in bindings if b.statement is not None}
        return any(isinstance(parent, branches) for parent in parents)

    def _from_star(self, node: ast.Name) -> Denoted | None:
        for module, statement in reversed(self.module.stars):
            if node.id in self.exports.get(module, ()):
                return Denoted(f"{module}.{node.id}", node, None, statement)
        return None

    def value(self, node: ast.Name) -> ast.expr | None:
        """Return the one expression that a name was assigned, if there is exactly one."""
        binding, _ = self.lookup(node)
        return binding.value if binding else None

    def local_function(
        self, node: ast.expr
    ) -> ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | None:
        """Return the function of this file that an expression denotes."""
        if isinstance(node, ast.Lambda):
            return node
        if isinstance(node, ast.Name):
            binding, _ = self.lookup(node)
            if binding and isinstance(binding.definition, ast.FunctionDef | ast.AsyncFunctionDef):
                return binding.definition
            if binding and isinstance(binding.value, ast.Lambda):
                return binding.value
        return None

    def passed(self, function: Function, name: str) -> Iterator[ast.expr]:
        """Yield what the file's calls of a function pass for one parameter."""
        if isinstance(function, ast.Lambda):
            return
        positional = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        bound = positional[:1] in (["self"], ["cls"])
        for call in self.calls:
            called = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
            if called not in {function.name, self._class_of(function)}:
                continue
            yield from (k.value for k in call.keywords if k.arg == name)
            index = positional.index(name) - bound if name in positional else len(call.args)
            if 0 <= index < len(call.args):
                yield call.args[index]

    def _class_of(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
        """`Net((3, 32, 32))` passes its arguments to `Net.__init__`."""
        parent = self.parents[function]
        constructor = function.name == "__init__" and isinstance(parent, ast.ClassDef)
        return parent.name if constructor else function.name  # type: ignore[attr-defined]

    def block(self, statement: ast.stmt) -> list[ast.stmt]:
        """Return the list of statements that a statement is one of."""
        parent = self.parents[statement]
        blocks = (getattr(parent, name, None) for name in ("body", "orelse", "finalbody"))
        found = (b for b in blocks if isinstance(b, list) and statement in b)
        return next(found, [statement])

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what encloses a node, from the inside out."""
        current = self.parents.get(node)
        while current is not None:
            yield current
            current = self.parents.get(current)

    def statement(self, node: ast.AST) -> ast.stmt:
        """Return the statement a node belongs to."""
        return next(n for n in (node, *self.ancestors(node)) if isinstance(n, ast.stmt))

    # -- walking -----------------------------------------------------------------------------

    def _visit_all(self, nodes: list[ast.stmt], scope: Scope, parent: ast.AST) -> None:
        for node in nodes:
            self._visit(node, scope, parent)

    def _visit(self, node: ast.AST, scope: Scope, parent: ast.AST) -> None:
        self.parents[node] = parent
        match node:
            case ast.Name():
                self._visit_name(node, scope, parent)
            case ast.Constant():
                pass
            case ast.Import() | ast.ImportFrom():
                self._visit_import(node, scope)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                self._visit_function(node, scope)
            case ast.ClassDef():
                self._visit_class(node, scope)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self._visit_comprehension(node, scope)
            case ast.Assign() | ast.AnnAssign():
                self._visit_assignment(node, scope)
            case ast.Global() | ast.Nonlocal():
                scope.outer.update(node.names)
            case ast.ExceptHandler(name=str(name)):
                scope.bind(Binding(name, node.lineno))
                self._visit_children(node, scope)
            case _:
                self._visit_expression(node, scope, parent)

    def _visit_expression(self, node: ast.AST, scope: Scope, parent: ast.AST) -> None:
        self._visit_children(node, scope)
        if isinstance(node, ast.Call):
            self.calls.append(node)
            if isinstance(node.func, ast.Name):
                self.calls_of.setdefault(node.func.id, []).append(node)
        elif isinstance(node, ast.Attribute) and not isinstance(parent, ast.Attribute):
            self.chains.append(node)

    def _visit_children(self, node: ast.AST, scope: Scope) -> None:
        for child in ast.iter_child_nodes(node):
            self._visit(child, scope, node)

    def _visit_name(self, node: ast.Name, scope: Scope, parent: ast.AST) -> None:
        self.scopes[node] = scope
        if isinstance(node.ctx, ast.Load):
            if not isinstance(parent, ast.Attribute):
                self.chains.append(node)
        elif node not in self._bound and not isinstance(node.ctx, ast.Del):
            loop = isinstance(parent, ast.For | ast.AsyncFor | ast.comprehension)
            iterated = parent.iter if loop and parent.target is node else None  # type: ignore[attr-defined]
            scope.bind(Binding(node.id, node.lineno, iterated=iterated))

    def _visit_assignment(self, node: ast.Assign | ast.AnnAssign, scope: Scope) -> None:
        if node.value is not None:
            self._visit(node.value, scope, node)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            self._bind_target(target, node.value, node, scope)
            self._visit(target, scope, node)
        if isinstance(node, ast.AnnAssign):
            self._visit(node.annotation, scope, node)

    def _bind_target(
        self, target: ast.expr, value: ast.expr | None, statement: ast.stmt, scope: Scope
    ) -> None:
        match target, value:
            case ast.Name(), _ if value is not None:
                self._bound.add(target)
                scope.bind(Binding(target.id, target.lineno, statement=statement, value=value))
            case ast.Attribute(), _ if value is not None:
                self.attributes.setdefault(target.attr, []).append(value)
            case ((ast.Tuple() | ast.List()), (ast.Tuple() | ast.List())):
                if len(target.elts) == len(value.elts):
                    for part, part_value in zip(target.elts, value.elts, strict=True):
                        self._bind_target(part, part_value, statement, scope)

    def _visit_import(self, node: ImportStatement, scope: Scope) -> None:
        self.imports.append(node)
        module = self.module_of(node) if isinstance(node, ast.ImportFrom) else ""
        for alias in node.names:
            self.parents[alias] = node
            if alias.name == "*":
                self.module.stars.append((module or "", node))  # type: ignore[arg-type]
                continue
            if isinstance(node, ast.ImportFrom):
                name = alias.asname or alias.name
                imported = f"{module}.{alias.name}" if module is not None else None
            else:
                name = alias.asname or alias.name.partition(".")[0]
                imported = alias.name if alias.asname else name
            scope.bind(Binding(name, node.lineno, imported, node, alias))

    def module_of(self, node: ast.ImportFrom) -> str | None:
        """Return the absolute name of the module that is imported from, if it can be told."""
        if not node.level:
            return node.module
        parts = self.package.split(".") if self.package else []
        if len(parts) < node.level:
            return None
        base = parts[: len(parts) - node.level + 1]
        return ".".join([*base, node.module] if node.module else base)

    def _visit_function(self, node: Function, scope: Scope) -> None:
        if not isinstance(node, ast.Lambda):
            scope.bind(Binding(node.name, node.lineno, definition=node))
            self.functions.append(node)
            for part in (*node.decorator_list, *([node.returns] if node.returns else ())):
                self._visit(part, scope, node)
        inner = self.inner[node] = Scope("function", scope)
        arguments = node.args
        self.parents[arguments] = node
        for default in (*arguments.defaults, *(d for d in arguments.kw_defaults if d)):
            self._visit(default, scope, arguments)
        for argument in parameters(node, variadic=True):
            self.parents[argument] = arguments
            inner.bind(Binding(argument.arg, argument.lineno, parameter=node))
            if argument.annotation:
                self._visit(argument.annotation, scope, argument)
        if isinstance(node, ast.Lambda):
            self._visit(node.body, inner, node)
        else:
            self._visit_all(node.body, inner, node)

    def _visit_class(self, node: ast.ClassDef, scope: Scope) -> None:
        scope.bind(Binding(node.name, node.lineno, definition=node))
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self._visit(part, scope, node)
        self._visit_all(node.body, Scope("class", scope), node)

    def _visit_comprehension(self, node: ast.AST, scope: Scope) -> None:
        inner = Scope("comprehension", scope)
        for generator in node.generators:  # type: ignore[attr-defined]
            self._visit(generator, inner, node)
        for name in ("elt", "key", "value"):
            part = getattr(node, name, None)
            if part is not None:
                self._visit(part, inner, node)


def parameters(node: Function, *, variadic: bool = False) -> list[ast.arg]:
    """Return the parameters of a function in order, with `*args` and `**kwargs` if asked for."""
    arguments = node.args
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if variadic:
        found += [a for a in (arguments.vararg, arguments.kwarg) if a]
    return found


def parameter_default(node: Function, name: str) -> ast.expr | None:
    """Return the default of a parameter, if it has one."""
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = dict(
        zip(
            [a.arg for a in positional[len(positional) - len(arguments.defaults) :]],
            arguments.defaults,
            strict=True,
        )
    )
    keyword = {
        a.arg: d for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d
    }
    return {**defaults, **keyword}.get(name)
