"""The scopes of one module: which names each binds, and how. One walk over the syntax tree."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Literal, TypeVar

from migrator.engine.reading.functions import Function, parameters
from migrator.engine.reading.nodes import FIELDS, root_of

Node = TypeVar("Node", bound=ast.AST)
ImportStatement = ast.Import | ast.ImportFrom
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(eq=False, slots=True)  # not frozen: that takes four times as long to make
class Binding:
    """One place where a name gets its meaning.

    imported: the qualified name, for an import. value: the expression, for `name = value`.
    definition: the function or class, for `def` and `class`. None of them: anything else.
    parameter: the function that the name is a parameter of. iterated: what a loop runs over.
    unpacked: what is assigned to a tuple of names, of which it is one.
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
    unpacked: ast.expr | None = None

    @property
    def is_package(self) -> bool:
        """Whether `import name` bound it: then the name goes with the package."""
        plain = self.alias is not None and self.alias.asname is None
        return plain and self.imported == self.name


@dataclass(eq=False, slots=True)
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


class Scopes:
    """What one walk over a module finds: its scopes, and its nodes by kind and by parent.

    package: the dotted name of the package the file belongs to, against which relative imports
    are resolved ("" if unknown).
    """

    def __init__(self, tree: ast.Module, package: str = "") -> None:
        self.tree = tree
        self.package = package
        self.module = Scope("module", None)
        self._all = [self.module]
        self.scopes: dict[ast.Name, Scope] = {}
        self.parents: dict[ast.AST, ast.AST] = {}
        self.calls: list[ast.Call] = []
        self.chains: list[ast.Name | ast.Attribute] = []
        self._roots: list[str] = []  # of each chain, the name that it starts with
        self.imports: list[ImportStatement] = []
        self.attributes: dict[str, list[ast.expr]] = {}
        self.unpacked: dict[str, list[ast.expr]] = {}  # what is assigned to several at once
        self.functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        self.calls_of: dict[str, list[ast.Call]] = {}
        self.inner: dict[Function, Scope] = {}
        self._imported: set[str] = set()  # names that some scope gives to what it imports
        self._renamed: defaultdict[str, set[str]] = defaultdict(set)  # `a` -> `x`, for `x = a.b`
        self._places: dict[ast.AST, tuple[list[ast.stmt], int]] = {}
        self._spans: dict[ast.AST, tuple[int, int]] = {}  # of definitions, among all nodes
        self._recorded: set[ast.Name] = set()  # targets recorded with their value
        self._visit_all(tree.body, self.module, tree)

    @cached_property
    def _by_kind(self) -> Mapping[type, list[ast.AST]]:
        found: defaultdict[type, list[ast.AST]] = defaultdict(list)
        for node in self.parents:
            found[node.__class__].append(node)
        return found

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        return list(self.parents)

    def inside(self, definition: Function | ast.ClassDef) -> list[ast.AST]:
        """Return a function or class and all inside it, in the order of the source.

        As `walk` does, but for the order, and at the cost of a copy.
        """
        start, end = self._spans[definition]
        return self._nodes[start:end]

    @cached_property
    def bound(self) -> frozenset[str]:
        """All names that the module binds anywhere, in any scope."""
        return frozenset().union(*(scope.bindings for scope in self._all))

    def block(self, statement: ast.stmt) -> list[ast.stmt]:
        """Return the list of statements that a statement is one of."""
        return self.placed(statement)[0]

    def placed(self, statement: ast.stmt) -> tuple[list[ast.stmt], int]:
        """Return the list of statements that a statement is one of, and its index."""
        found = self.place(statement)
        assert found is not None  # noqa: S101 - every statement is one of some
        return found

    def place(self, node: ast.AST) -> tuple[list[ast.stmt], int] | None:
        """Return the list of statements that a node is one of, and its index; None if of none."""
        if node not in self._places:
            for name in ("body", "orelse", "finalbody"):
                found = getattr(self.parents.get(node), name, None)
                block = found if isinstance(found, list) else []
                self._places.update((each, (block, index)) for index, each in enumerate(block))
        return self._places.get(node)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what encloses a node, from the inside out."""
        current = self.parents.get(node)
        while current is not None:
            yield current
            current = self.parents.get(current)

    def class_around(self, node: ast.AST) -> ast.ClassDef | None:
        """Return the innermost class that a node is in."""
        return next((n for n in self.ancestors(node) if isinstance(n, ast.ClassDef)), None)

    def function_around(self, node: ast.AST) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """Return the innermost function that a node is in, but for a lambda."""
        kinds = ast.FunctionDef | ast.AsyncFunctionDef
        return next((n for n in self.ancestors(node) if isinstance(n, kinds)), None)

    def statement(self, node: ast.AST) -> ast.stmt:
        """Return the statement a node belongs to."""
        return next(n for n in (node, *self.ancestors(node)) if isinstance(n, ast.stmt))

    def top_line(self, node: ast.AST) -> int:
        """Return the line at which the outermost statement begins that a node belongs to."""
        *_, top = (n for n in (node, *self.ancestors(node)) if isinstance(n, ast.stmt))
        return top.lineno

    def of(self, *kinds: type[Node]) -> list[Node]:
        """Return all nodes of some kinds, kind by kind, each in the order of the source."""
        return [node for kind in kinds for node in self._by_kind.get(kind, ())]  # type: ignore[misc]

    def _open(self, kind: Literal["function", "class", "comprehension"], parent: Scope) -> Scope:
        scope = Scope(kind, parent)
        self._all.append(scope)
        return scope

    def _visit_all(self, nodes: list[ast.stmt], scope: Scope, parent: ast.AST) -> None:
        for node in nodes:
            self._visit(node, scope, parent)

    def _visit(self, node: ast.AST, scope: Scope, parent: ast.AST) -> None:
        self.parents[node] = parent
        self._VISITS[node.__class__](self, node, scope, parent)

    def _visit_parts(self, node: ast.AST, scope: Scope, _parent: ast.AST) -> None:
        for name in FIELDS[node.__class__]:
            value = getattr(node, name, None)
            if value.__class__ is list:
                for child in value:
                    if child is not None:  # of a dict: the key of `**other`
                        self._visit(child, scope, node)
            elif value is not None and value.__class__ is not str:
                self._visit(value, scope, node)

    def _visit_value(self, node: ast.Expr | ast.keyword, scope: Scope, _parent: ast.AST) -> None:
        self._visit(node.value, scope, node)

    def _visit_leaf(self, node: ast.AST, scope: Scope, parent: ast.AST) -> None:
        """Pass by what has no parts."""

    def _visit_call(self, node: ast.Call, scope: Scope, _parent: ast.AST) -> None:
        function = node.func
        self._visit(function, scope, node)
        for part in node.args:
            self._visit(part, scope, node)
        for keyword in node.keywords:
            self._visit(keyword, scope, node)
        self.calls.append(node)
        if function.__class__ is ast.Name:
            self.calls_of.setdefault(function.id, []).append(node)

    def _visit_chain(self, node: ast.Attribute, scope: Scope, _parent: ast.AST) -> None:
        """Visit attributes of attributes, from the outermost to what the chain starts with."""
        current = node
        while (value := current.value).__class__ is ast.Attribute:
            self.parents[value] = current
            current = value
        root = ""
        if isinstance(value, ast.Name):
            self.parents[value], self.scopes[value] = current, scope
            root = value.id
        else:
            self._visit(value, scope, current)
        self.chains.append(node)
        self._roots.append(root)

    def _visit_handler(self, node: ast.ExceptHandler, scope: Scope, _parent: ast.AST) -> None:
        if node.name is not None:
            scope.bind(Binding(node.name, node.lineno))
        if node.type is not None:
            self._visit(node.type, scope, node)
        self._visit_all(node.body, scope, node)

    def _declare(self, node: ast.Global | ast.Nonlocal, scope: Scope, _parent: ast.AST) -> None:
        scope.outer.update(node.names)

    def _visit_name(self, node: ast.Name, scope: Scope, parent: ast.AST) -> None:
        self.scopes[node] = scope
        if node.ctx.__class__ is ast.Load:
            self.chains.append(node)
            self._roots.append(node.id)
        elif node not in self._recorded and node.ctx.__class__ is not ast.Del:
            scope.bind(Binding(node.id, node.lineno, iterated=self._iterated(node, parent)))

    def _iterated(self, node: ast.Name, parent: ast.AST) -> ast.expr | None:
        """Return what a loop variable runs over, also in `for i, x in enumerate(xs)` or a `zip`."""
        if isinstance(parent, ast.For | ast.AsyncFor | ast.comprehension):
            return parent.iter if parent.target is node else None
        loop = self.parents.get(parent)
        if not isinstance(parent, ast.Tuple) or not isinstance(
            loop, ast.For | ast.AsyncFor | ast.comprehension
        ):
            return None
        if loop.target is not parent:
            return None
        place = parent.elts.index(node)
        match loop.iter:
            case ast.Call(func=ast.Name(id="enumerate"), args=[over, *_]):
                return over if place == 1 else None
            case ast.Call(func=ast.Name(id="zip"), args=args) if place < len(args):
                return args[place]
        return None

    def _visit_assignment(
        self, node: ast.Assign | ast.AnnAssign, scope: Scope, _parent: ast.AST
    ) -> None:
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
        if value is None:
            return
        match target, value:
            case ast.Name(), _:
                self._recorded.add(target)
                if isinstance(value, ast.Name | ast.Attribute):
                    self._renamed[root_of(value)].add(target.id)
                scope.bind(Binding(target.id, target.lineno, statement=statement, value=value))
            case ast.Attribute(), _:
                self.attributes.setdefault(target.attr, []).append(value)
            case ((ast.Tuple() | ast.List()), (ast.Tuple() | ast.List())):
                if len(target.elts) == len(value.elts):
                    for part, part_value in zip(target.elts, value.elts, strict=True):
                        self._bind_target(part, part_value, statement, scope)
            case ((ast.Tuple() | ast.List()), _):
                self._unpack(target.elts, value, scope)

    def _unpack(self, targets: list[ast.expr], value: ast.expr, scope: Scope) -> None:
        for part in (p.value if isinstance(p, ast.Starred) else p for p in targets):
            if isinstance(part, ast.Name):
                self._recorded.add(part)
                scope.bind(Binding(part.id, part.lineno, unpacked=value))
            elif isinstance(part, ast.Attribute):
                self.unpacked.setdefault(part.attr, []).append(value)

    def _visit_import(self, node: ImportStatement, scope: Scope, _parent: ast.AST) -> None:
        self.imports.append(node)
        module = self.module_of(node) if isinstance(node, ast.ImportFrom) else ""
        for alias in node.names:
            self.parents[alias] = node
            if alias.name == "*":
                self.module.stars.append((module, node))  # type: ignore[arg-type]
                continue
            if isinstance(node, ast.ImportFrom):
                name = alias.asname or alias.name
                imported = below(module, alias.name)
            else:
                name = alias.asname or alias.name.partition(".")[0]
                imported = alias.name if alias.asname else name
            self._imported.add(name)
            scope.bind(Binding(name, node.lineno, imported, node, alias))

    def module_of(self, node: ast.ImportFrom) -> str:
        """Return the name of the module that is imported from: absolute, if that can be told.

        Otherwise it starts with the dots that the file writes: `.layers`, `..`.
        """
        if not node.level:
            return node.module or ""
        parts = self.package.split(".") if self.package else []
        if len(parts) < node.level:
            return "." * node.level + (node.module or "")
        base = parts[: len(parts) - node.level + 1]
        return ".".join([*base, node.module] if node.module else base)

    def _visit_function(self, node: Function, scope: Scope, _parent: ast.AST) -> None:
        start = len(self.parents) - 1
        if not isinstance(node, ast.Lambda):
            scope.bind(Binding(node.name, node.lineno, definition=node))
            self.functions.append(node)
            for part in (*node.decorator_list, *([node.returns] if node.returns else ())):
                self._visit(part, scope, node)
        inner = self.inner[node] = self._open("function", scope)
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
        self._spans[node] = start, len(self.parents)

    def _visit_class(self, node: ast.ClassDef, scope: Scope, _parent: ast.AST) -> None:
        start = len(self.parents) - 1
        scope.bind(Binding(node.name, node.lineno, definition=node))
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self._visit(part, scope, node)
        self._visit_all(node.body, self._open("class", scope), node)
        self._spans[node] = start, len(self.parents)

    def _visit_comprehension(self, node: ast.AST, scope: Scope, _parent: ast.AST) -> None:
        inner = self._open("comprehension", scope)
        for generator in node.generators:  # type: ignore[attr-defined]
            self._visit(generator, inner, node)
        for name in ("elt", "key", "value"):
            part = getattr(node, name, None)
            if part is not None:
                self._visit(part, inner, node)

    _VISITS: ClassVar[Mapping[type, Callable[[Any, Any, Scope, ast.AST], None]]] = defaultdict(
        lambda: Scopes._visit_parts,
        {
            ast.Constant: _visit_leaf,
            ast.Expr: _visit_value,
            ast.keyword: _visit_value,
            ast.Name: _visit_name,
            ast.Call: _visit_call,
            ast.Attribute: _visit_chain,
            ast.Import: _visit_import,
            ast.ImportFrom: _visit_import,
            **dict.fromkeys(_FUNCTIONS, _visit_function),
            ast.ClassDef: _visit_class,
            **dict.fromkeys(_COMPREHENSIONS, _visit_comprehension),
            ast.Assign: _visit_assignment,
            ast.AnnAssign: _visit_assignment,
            ast.Global: _declare,
            ast.Nonlocal: _declare,
            ast.ExceptHandler: _visit_handler,
        },
    )


def below(module: str, name: str) -> str:
    """Return the qualified name of what a module holds; `.` and `..` end in a dot already."""
    return f"{module}{name}" if module.endswith(".") else f"{module}.{name}"
