"""What Keras 1.2.2's own source says, read with `ast` and never imported."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from migrator.knowledge import KERAS_1

_NOTHING = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
LAYER_KEYWORDS = {"input_shape", "batch_input_shape", "input_dtype", "name", "trainable"}
LATER_LAYER_KEYWORDS = {"weights"}
OPTIMIZER_KEYWORDS = {"clipnorm", "clipvalue"}


def _is_empty(default: str) -> bool:
    return default in {"{}", "[]", "None"}


def same_default(one: str, other: str) -> bool:
    """Whether two defaults are the same value: `1e-08` is `1e-8`, and no list an empty one."""
    if _is_empty(one):
        return _is_empty(other)
    plain = [isinstance(ast.parse(text, mode="eval").body, ast.Constant) for text in (one, other)]
    return bool(ast.literal_eval(one) == ast.literal_eval(other)) if all(plain) else one == other


def defaults_of(parameters: ast.arguments | None) -> dict[str, str]:
    """Return the defaults as text, by parameter."""
    taken = parameters or ast.arguments([], [], None, [], [], None, [])
    names = [a.arg for a in taken.args][len(taken.args) - len(taken.defaults) :]
    return dict(zip(names, map(ast.unparse, taken.defaults), strict=True))


@dataclass
class Legacy:
    """The modules of a legacy release: what they bind, and the signatures behind it."""

    trees: dict[str, ast.Module]
    canonical: Callable[[str], str] = KERAS_1.canonical
    _bound: dict[str, dict[str, str | None]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, canonical: Callable[[str], str] = KERAS_1.canonical) -> Legacy:
        trees = {}
        for path in sorted((folder / "keras").rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            name = ".".join(parts).removesuffix(".__init__")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # '\\w' in an old regular expression
                with suppress(SyntaxError):  # one module of 0.3.3 is Python 2
                    trees[name] = ast.parse(path.read_text(encoding="utf-8"))
        return cls(trees, canonical)

    @cached_property
    def packages(self) -> set[str]:
        return {name.rpartition(".")[0] for name in self.trees}

    def bindings(self, module: str) -> dict[str, str | None]:
        """Map what a module binds to where that was defined; None is not Keras's own."""
        if module not in self._bound:
            found: dict[str, str | None] = {}
            self._bound[module] = found
            for node in _statements(self.trees[module].body):
                found.update(self._bindings_of(module, node))
        return self._bound[module]

    def _bindings_of(self, module: str, node: ast.stmt) -> dict[str, str | None]:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                return {name: f"{module}.{name}"}
            case ast.Assign(targets=targets):
                names = [t.id for t in targets if isinstance(t, ast.Name)]
                return {name: f"{module}.{name}" for name in names}
            case ast.ImportFrom() if node.level or f"{node.module}.".startswith("keras."):
                return self._imported(self._source(module, node), node.names)
        return {}

    def _source(self, module: str, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = module.split(".")
        kept = parts[: len(parts) - node.level + (module in self.packages)]
        return ".".join([*kept, node.module] if node.module else kept)

    def _imported(self, source: str, names: list[ast.alias]) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for alias in names:
            if alias.name == "*":
                found |= {k: v for k, v in self.bindings(source).items() if k[0] != "_"}
            elif f"{source}.{alias.name}" in self.trees:
                found[alias.asname or alias.name] = f"{source}.{alias.name}"
            else:
                found[alias.asname or alias.name] = self.bindings(source).get(alias.name)
        return found

    def foreign(self, module: str) -> dict[str, str]:
        """Map what a module binds of other packages, through star imports too, to the package."""
        found: dict[str, str] = {}
        for node in _statements(self.trees[module].body):
            match node:
                case ast.Import(names=names):
                    for alias in names:
                        if alias.asname or "." not in alias.name:
                            found[alias.asname or alias.name] = alias.name
                case ast.ImportFrom(names=[ast.alias(name="*")]):
                    source = self._source(module, node)
                    found |= self.foreign(source) if source in self.trees else {}
        return found

    def definition(self, origin: str) -> ast.stmt | None:
        """Find the class, function or assignment of a name, given where it was defined."""
        module, _, name = origin.rpartition(".")
        for node in _statements(self.trees[module].body):
            match node:
                case ast.FunctionDef() | ast.ClassDef() if node.name == name:
                    return node
                case ast.Assign(value=ast.Name(id=other)) if any(
                    isinstance(t, ast.Name) and t.id == name for t in node.targets
                ):
                    return self.definition(self.bindings(module).get(other) or f"{module}.{other}")
                case ast.Assign(targets=targets) if any(
                    isinstance(t, ast.Name) and t.id == name for t in targets
                ):
                    return node
        return None

    @cached_property
    def definitions(self) -> dict[str, ast.stmt]:
        """Every class, function or value by the name under which it is recorded."""
        found: dict[str, ast.stmt] = {}
        for module in self.trees:
            for name, origin in self.bindings(module).items():
                if origin is None or origin in self.trees:
                    continue
                node = self.definition(origin)
                if node is not None:
                    found.setdefault(self.canonical(f"{module}.{name}"), node)
        return found

    def chain(self, node: ast.ClassDef) -> Iterator[ast.ClassDef]:
        """Yield a class and its base classes in Keras."""
        yield node
        for base in node.bases:
            name = base.id if isinstance(base, ast.Name) else getattr(base, "attr", "")
            for module, tree in self.trees.items():
                for other in tree.body:
                    if not isinstance(other, ast.ClassDef) or other is node:
                        continue
                    if other.name == name and module:
                        yield from self.chain(other)
                        return

    def parameters(self, name: str) -> ast.arguments | None:
        """Return the parameters of a recorded name, without `self`; None if it is a value."""
        owner, _, method = name.rpartition(".")
        node = self.definitions.get(name)
        if node is None and isinstance(cls := self.definitions.get(owner), ast.ClassDef):
            node = self._method(cls, method)
            return _without_self(node) if node else None
        match node:
            case ast.FunctionDef():
                return node.args
            case ast.ClassDef():
                init = self._method(node, "__init__")
                return _without_self(init) if init else _NOTHING
        return None

    def has(self, name: str) -> bool:
        """Whether the release has a symbol, or a method of a class."""
        owner, _, method = name.rpartition(".")
        cls = self.definitions.get(owner)
        inherited = isinstance(cls, ast.ClassDef) and self._method(cls, method) is not None
        return name in self.definitions or inherited

    def agrees(self, other: Legacy, name: str) -> bool:
        """Whether another release has a symbol with the same parameters."""
        if name not in other.definitions:
            return False
        mine, theirs = self.parameters(name), other.parameters(name)
        return (mine and ast.unparse(mine)) == (theirs and ast.unparse(theirs))

    def methods(self, name: str) -> set[str]:
        """Return the public methods and properties of a class, inherited ones included."""
        cls = self.definitions[name]
        assert isinstance(cls, ast.ClassDef)
        nodes = (node for base in self.chain(cls) for node in base.body)
        names = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        return {name for name in names if not name.startswith("_")}

    def own_methods(self, name: str) -> set[str]:
        """Return the public methods and properties that a class defines itself."""
        cls = self.definitions[name]
        assert isinstance(cls, ast.ClassDef)
        names = {node.name for node in cls.body if isinstance(node, ast.FunctionDef)}
        return {name for name in names if not name.startswith("_")}

    def is_property(self, name: str) -> bool:
        """Whether the name of a method is that of a property."""
        owner, _, method = name.rpartition(".")
        cls = self.definitions[owner]
        node = self._method(cls, method) if isinstance(cls, ast.ClassDef) else None
        decorators = [ast.unparse(d) for d in node.decorator_list] if node else []
        return "property" in decorators

    def _method(self, cls: ast.ClassDef, name: str) -> ast.FunctionDef | None:
        for base in self.chain(cls):
            for node in base.body:
                if isinstance(node, ast.FunctionDef) and node.name == name:
                    return node
        return None

    def keywords(self, name: str) -> set[str]:
        """Return every keyword a class takes: its own, its bases', and the fixed ones."""
        cls = self.definitions[name]
        assert isinstance(cls, ast.ClassDef)
        found: set[str] = set()
        for base in self.chain(cls):
            found |= LAYER_KEYWORDS if base.name == "Layer" else set()
            found |= OPTIMIZER_KEYWORDS if base.name == "Optimizer" else set()
            for node in base.body:
                if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                    found |= {a.arg for a in node.args.args[1:]}
                    if node.args.kwarg is None:
                        return found
        return found


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a module, those inside `if` and `try` included."""
    for node in body:
        if isinstance(node, ast.If | ast.Try):
            yield from _statements(node.body)
            yield from _statements(node.orelse)
            for handler in getattr(node, "handlers", []):
                yield from _statements(handler.body)
        else:
            yield node


def _without_self(node: ast.FunctionDef) -> ast.arguments:
    arguments = node.args
    return ast.arguments(
        posonlyargs=arguments.posonlyargs,
        args=arguments.args[1:],
        vararg=arguments.vararg,
        kwonlyargs=arguments.kwonlyargs,
        kw_defaults=arguments.kw_defaults,
        kwarg=arguments.kwarg,
        defaults=arguments.defaults,
    )
