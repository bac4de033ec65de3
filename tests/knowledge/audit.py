"""What a source text still uses that Keras 3 rejects: read again, without the engine.

The names are followed by a resolver of its own, and the calls are bound to the real signatures of
the installed Keras, so that a mistake of the engine is not repeated here.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property

from migrator.knowledge import LIBRARY
from migrator.rules import Method, outcomes

from .modern import exists, resolve, signature, takes_any_number
from .own import OwnClasses, makers

_OURS = ("keras", "tensorflow.keras")
_OF_LAYERS = frozenset({"input_shape", "output_shape"})  # Keras 3's models have them, no layers
_LAYER = re.compile(r"layer$|layers\[[^\[\]]*\]$|get_layer\([^()]*\)$", re.IGNORECASE)
_SHAPE_KEYWORDS = frozenset({"input_shape", "input_dim"})  # popped by Layer.__init__


@dataclass(frozen=True, order=True)
class Rejected:
    """A use that Keras 3 rejects. `symbol` is what is used, `why` a sentence about it."""

    line: int
    symbol: str
    why: str


@dataclass
class Text:
    """One source text, and what its names mean."""

    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @cached_property
    def imported(self) -> dict[str, str]:
        """Map each imported name to what it stands for, wherever it is imported."""
        found: dict[str, str] = {}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    top = alias.name if alias.asname else alias.name.partition(".")[0]
                    found[alias.asname or top] = top
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        return {name: meaning for name, meaning in found.items() if name not in self._local}

    @cached_property
    def _local(self) -> set[str]:
        """What the file defines itself, or has from its own package."""
        found = {n.name for n in self.nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        beside = (n for n in self.nodes if isinstance(n, ast.ImportFrom) and n.level)
        return found | {alias.asname or alias.name for node in beside for alias in node.names}

    @cached_property
    def _stored(self) -> set[str]:
        names = (n for n in self.nodes if isinstance(n, ast.Name))
        arguments = {n.arg for n in self.nodes if isinstance(n, ast.arg)}
        return {n.id for n in names if not isinstance(n.ctx, ast.Load)} | arguments

    @cached_property
    def _stars(self) -> list[str]:
        froms = (n for n in self.nodes if isinstance(n, ast.ImportFrom))
        return [n.module or "" for n in froms if n.names[0].name == "*" and not n.level]

    def meaning(self, node: ast.expr) -> str:
        """Return the dotted name that an expression stands for, or nothing."""
        if isinstance(node, ast.Attribute):
            owner = self.meaning(node.value)
            return f"{owner}.{node.attr}" if owner else ""
        if not isinstance(node, ast.Name):
            return ""
        return self.imported.get(node.id) or self._starred(node.id)

    def is_hidden(self, node: ast.expr, name: str) -> bool:
        """Whether the file has another thing under the name of a module: `for image in images`.

        Then only what a module of Keras ever had under such a name is a use of it.
        """
        root = node.value if isinstance(node, ast.Attribute) else node
        module, _, last = name.rpartition(".")
        stored = isinstance(root, ast.Name) and root.id in self._stored
        return stored and last not in LIBRARY.exports.get(module, ())

    def _starred(self, name: str) -> str:
        if name in self._local or name in self._stored or hasattr(builtins, name):
            return ""
        latest = self._stars[::-1]
        modern = [m for m in latest if is_ours(m) and hasattr(_resolved(m), name)]
        legacy = [m for m in latest if name in LIBRARY.exports.get(m, ())]
        return next((f"{module}.{name}" for module in (*modern, *legacy)), "")

    @cached_property
    def _made(self) -> dict[str, str]:
        """Map each name that only ever holds what one function or class of Keras makes to that."""
        found: dict[str, set[str]] = {}
        for node in self.nodes:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                made = self.meaning(node.value.func) if isinstance(node.value, ast.Call) else ""
                found.setdefault(node.targets[0].id, set()).add(made)
        alone = {name: made.pop() for name, made in found.items() if len(made) == 1}
        return {name: maker for name, maker in alone.items() if is_ours(maker)}

    @cached_property
    def instances(self) -> dict[str, str]:
        """Map each name that only ever holds objects of one class of Keras to that class."""
        return {name: c for name, c in self._made.items() if inspect.isclass(_resolved(c))}

    def has_own(self, method: str) -> bool:
        """Whether objects of this file's own have a method, or can have none of Keras's class."""
        classes = (n for n in self.nodes if isinstance(n, ast.ClassDef))
        defined = {p.name for c in classes for p in c.body if isinstance(p, ast.FunctionDef)}
        owners = {rule.owner for rule in _rules(method)}
        ours = {m.rpartition(".")[2] for m in self.imported.values() if is_ours(m)}
        return method in defined or all(
            not exists(owner) and owner.rpartition(".")[2] not in ours for owner in owners
        )

    def is_lost(self, node: ast.expr) -> bool:
        """Whether an object was made by something that Keras 3 lacks: that is what is rejected."""
        return isinstance(node, ast.Name) and not exists(self._made.get(node.id, "keras"))

    def method(self, node: ast.expr) -> str:
        """Return `keras.models.Model.fit` for `model.fit`, if the class of `model` is known."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = self.instances.get(node.value.id, "")
            return f"{owner}.{node.attr}" if owner else ""
        return ""


def is_ours(name: str) -> bool:
    """Whether a dotted name is one that a migrated file may take from elsewhere."""
    return any(name == top or name.startswith(f"{top}.") for top in _OURS)


@cache
def _resolved(name: str) -> object:
    """Return what a name stands for; nothing of packages that may not be installed."""
    known = is_ours(name) or name.partition(".")[0] in sys.stdlib_module_names
    return resolve(name) if known and exists(name) else None


def rejected(source: str, own: OwnClasses | None = None) -> list[Rejected]:
    """List everything in a text that Keras 3 rejects, in the order of its lines.

    own: the classes of the program, whose methods may take what Keras's no longer take.
    """
    text, own = Text(source), own or own_classes([source])
    methods = _methods(text, own)
    return sorted({*_imports(text), *_names(text), *_calls(text), *methods, *_hooks(text)})


def own_classes(sources: Iterable[str], packages: Iterable[str] = ()) -> OwnClasses:
    """Return the classes that some texts define; those that are no Python have none.

    packages: the top names of their modules.
    """
    own = OwnClasses(packages=frozenset(packages))
    for text in map(Text, sources):
        with suppress(SyntaxError, ValueError):
            for node in text.nodes:
                if isinstance(node, ast.ClassDef):
                    own.add(node, [_base(text, base) for base in node.bases])
    return own


def _base(text: Text, node: ast.expr) -> str | None:
    return None if is_ours(text.meaning(node)) else ast.unparse(node).rpartition(".")[2]


def keras_calls(source: str) -> Iterator[ast.Call]:
    """Yield the calls of Keras's symbols, and of methods that are its own: what may go wrong."""
    text = Text(source)
    for node in text.nodes:
        if isinstance(node, ast.Call) and (
            is_ours(text.meaning(node.func)) or is_ours(text.method(node.func))
        ):
            yield node


def _imports(text: Text) -> Iterator[Rejected]:
    for node in text.nodes:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [
                node.module if a.name == "*" else f"{node.module}.{a.name}" for a in node.names
            ]
        else:
            continue
        yield from (_missing(node, name) for name in names if is_ours(name) and not exists(name))


def _missing(node: ast.AST, name: str) -> Rejected:
    return Rejected(getattr(node, "lineno", 0), name, "Keras 3 has no such name.")


def _names(text: Text) -> Iterator[Rejected]:
    for node in text.nodes:
        if not isinstance(node, ast.Name | ast.Attribute):
            continue
        name = text.meaning(node)
        if not is_ours(name):
            continue
        owner = _resolved(name.rpartition(".")[0])
        holds = inspect.ismodule(owner) or inspect.isclass(owner)
        if holds and not exists(name) and not text.is_hidden(node, name):
            yield _missing(node, name)


def _calls(text: Text) -> Iterator[Rejected]:
    for node in text.nodes:
        if isinstance(node, ast.Call):
            name = text.meaning(node.func) or text.method(node.func)
            unbound = bool(text.meaning(node.func)) and _is_unbound(node, name)
            if is_ours(name) and exists(name) and not unbound:
                why = misfit(node, name)
                if why:
                    yield Rejected(node.lineno, name, why)


def _is_unbound(call: ast.Call, name: str) -> bool:
    """Whether a method is taken of its class: `Dense.__init__(layer)`, `Layer.get_config(self)`."""
    owner, _, method = name.rpartition(".")
    given = [getattr(argument, "id", "") for argument in call.args[:1]]
    return method == "__init__" or (given == ["self"] and inspect.isclass(_resolved(owner)))


def misfit(call: ast.Call, name: str) -> str:
    """Say why a call does not bind to the real signature of what it calls; nothing if it does."""
    try:
        known = signature(name)
    except (TypeError, ValueError):
        return ""  # written in C: it has no signature
    extra = _SHAPE_KEYWORDS if _is_layer_class(name) else frozenset[str]()
    keywords = [k.arg for k in call.keywords if k.arg]
    unknown = [k for k in keywords if k not in known and k not in extra]
    if unknown:
        return f"It takes no `{unknown[0]}=`."
    hidden = any(k.arg is None for k in call.keywords)
    if hidden or takes_any_number(name) or any(isinstance(a, ast.Starred) for a in call.args):
        return ""
    return _unbound(len(call.args), keywords, known)


def _unbound(positional: int, keywords: list[str], known: dict[str, inspect.Parameter]) -> str:
    """Bind as Python does: say which argument is too many, given twice or missing."""
    places = [n for n, p in known.items() if p.kind <= inspect.Parameter.POSITIONAL_OR_KEYWORD]
    if positional > len(places):
        return f"It takes {len(places)} positional arguments, not {positional}."
    given = [*places[:positional], *keywords]
    twice = [name for name in given if given.count(name) > 1]
    if twice:
        return f"It is given `{twice[0]}=` twice."
    empty = inspect.Parameter.empty
    missing = [n for n, p in known.items() if p.default is empty and n not in given]
    return f"It wants `{missing[0]}=`." if missing else ""


def _is_layer_class(name: str) -> bool:
    thing = _resolved(name)
    return inspect.isclass(thing) and issubclass(thing, resolve("keras.layers.Layer"))


def _methods(text: Text, own: OwnClasses) -> Iterator[Rejected]:
    """Methods that Keras 3 lacks, and arguments that its methods take no longer."""
    for node in text.nodes:
        read = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.Attribute) and read and not text.meaning(node):
            if text.method(node) and _is_lost(node.attr) and not exists(text.method(node)):
                yield _missing(node, text.method(node))
            elif _is_told(text, node):
                yield _missing(node, f"?.{node.attr}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _telling_keywords(text, node, node.func, own)


def _is_told(text: Text, node: ast.Attribute) -> bool:
    """Whether an attribute of an object of unknown class is one that Keras 3 lacks."""
    gone = node.attr in _unmistakably_gone() and not text.has_own(node.attr)
    shape = node.attr in _OF_LAYERS and _LAYER.search(ast.unparse(node.value))
    return gone or bool(shape)


def _telling_keywords(
    text: Text, call: ast.Call, func: ast.Attribute, own: OwnClasses
) -> Iterator[Rejected]:
    if text.meaning(func) or text.method(func) or text.is_lost(func.value):
        return
    gone = {k for rule in _rules(func.attr) for k in _lost_keywords(rule)}
    gone -= _taken_by_some(func.attr)
    given = [k.arg for k in call.keywords if k.arg in gone]
    made = {text.meaning(m) or ast.unparse(m) for m in makers(text.tree, call)} if given else set()
    for keyword in given:
        if not own.take(made, func.attr, keyword):
            yield Rejected(call.lineno, f"?.{func.attr}", f"It takes no `{keyword}=`.")


@cache
def _taken_by_some(method: str) -> frozenset[str]:
    """The arguments that some class of Keras 3 takes: `layer.build(input_shape=...)`."""
    names = (f"keras.{owner}.{method}" for owner in ("Sequential", "layers.Layer"))
    return frozenset(word for name in names if exists(name) for word in signature(name))


def _lost_keywords(rule: Method) -> set[str]:
    targets = [to.name for to in outcomes(rule.becomes)]
    taken = {
        name
        for target in targets
        if is_ours(target) and exists(target)
        for name in signature(target)
    }
    return set(rule.legacy_keywords) - taken if targets else set()


@cache
def _rules(method: str) -> tuple[Method, ...]:
    """The rules of all families for methods of a name."""
    return tuple(
        rule for known in LIBRARY.by_release.values() for rule in known.methods.get(method, ())
    )


@cache
def _is_lost(method: str) -> bool:
    return bool(_rules(method))


@cache
def _unmistakably_gone() -> frozenset[str]:
    """Methods of Keras alone that no class of Keras 3 has."""
    classes = [resolve(f"keras.{c}") for c in ("Model", "layers.LSTM", "optimizers.Optimizer")]
    return frozenset(
        name
        for known in LIBRARY.by_release.values()
        for name, rules in known.methods.items()
        if any(rule.unmistakable for rule in rules)
        and not any(hasattr(cls, name) for cls in classes)
    )


def _hooks(text: Text) -> Iterator[Rejected]:
    """Methods that a file defines for Keras to call, under names that it calls no longer."""
    for node in text.nodes:
        if isinstance(node, ast.ClassDef):
            parts = {p.name: p for p in node.body if isinstance(p, ast.FunctionDef)}
            for name in parts.keys() & _unmistakably_gone() if node.bases else ():
                owners = {m.owner for m in _rules(name) if _is_hook(m)}
                ours = any(_may_be(text, node, owner) for owner in owners)
                if ours and parts.keys().isdisjoint(_successors(name)):
                    yield _missing(parts[name], f"?.{name}")


def _successors(method: str) -> set[str]:
    """The names under which Keras 3 calls a method that it used to call so."""
    targets = (to.name for rule in _rules(method) for to in outcomes(rule.becomes))
    return {target.rpartition(".")[2] for target in targets}


def _is_hook(method: Method) -> bool:
    """Whether Keras called a method by itself: what it had for models is for whoever uses one."""
    return not method.owner.startswith("keras.models.") or method.method.startswith("_")


def _may_be(text: Text, node: ast.ClassDef, owner: str) -> bool:
    """Whether a class derives from one of Keras, as far as its bases tell."""
    bases = [_resolved(text.meaning(base)) for base in node.bases]
    above = _resolved(owner)
    open_ = not inspect.isclass(above) or not all(map(inspect.isclass, bases))
    return open_ or any(issubclass(base, above) for base in bases)  # type: ignore[arg-type]
