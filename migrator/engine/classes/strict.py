"""What Keras 3 does not allow any more in code that it calls with tensors."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

from migrator.engine.classes.own_code import Function, OwnCode
from migrator.engine.reading.functions import parameters
from migrator.engine.reading.nodes import children, defined_in
from migrator.engine.state import FileState
from migrator.rules import Strictness, To

_CALL = "keras.layers.Layer.call"
_PACKAGE = "tensorflow."
_AUTOGRAPH = "tensorflow.function"
_STATIC = frozenset(f"keras.ops.{name}" for name in ("dtype", "is_tensor", "ndim", "shape"))
_OF_ITS_FORM = frozenset({"dtype", "get_shape", "int_shape", "name", "ndim", "shape"})
_LAYERS = "keras.layers."


class Strict:
    """Reports it: what to do instead depends on what the author wants.

    are_symbolic: whether some values are tensors of a model.
    """

    def __init__(
        self,
        state: FileState,
        strictness: Strictness,
        are_symbolic: Callable[[Iterable[ast.expr]], bool],
    ) -> None:
        self._state = state
        self._are_symbolic = are_symbolic
        self._strict = strictness
        self._names = state.names

    def decide(self) -> None:
        """Look at all code that gets tensors."""
        code = OwnCode(self._names, self._state.receivers)
        for function, tensors in code.functions.items():
            nodes = list(_own(function))
            self._branches(function, nodes, set(tensors))
            self._uncompiled(nodes)
            if self._strict.outside:
                self._outside(function)
        for function in code.judging:
            self._branches(function, list(_own(function)), set())
        for method in code.calls if self._strict.unnamed else ():
            self._unnamed(method)
        for method in code.calls if self._strict.making else ():
            nodes = list(_own(method))
            self._weights(nodes)
            self._nothing(nodes)
            self._phase(nodes)
        for call in self._names.calls if self._strict.arguments else ():
            self._arguments(call)

    def _say(self, node: ast.AST, rule: str, text: str) -> None:
        if self._state.allows(rule, node):
            self._state.report.action(node, rule, text)

    # -- deciding on the values of tensors ---------------------------------------------------

    def _is_converted(self, function: Function) -> bool:
        """Whether TensorFlow converts it anyway: `@tf.function`; of a lambda, it never did."""
        return isinstance(function, ast.Lambda) or self._names.decorates(_AUTOGRAPH, function)

    def _branches(self, function: Function, nodes: list[ast.AST], tensors: set[str]) -> None:
        """Report conditions and loops, in the order in which they are written."""
        if not (self._strict.branching or self._strict.compared) or self._is_converted(function):
            return
        for node in nodes:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)]):
                    known = self._is_tensor(node.value, tensors)
                    (tensors.add if known else tensors.discard)(name)
                case ast.If() | ast.While() | ast.IfExp() | ast.Assert():
                    if said := self._decides(node.test, tensors):
                        self._say(node.test, _CALL, said)
                case ast.For() if isinstance(node.iter, ast.Call) and self._strict.branching:
                    if self._is_tensor(node.iter, tensors):
                        self._say(node.iter, _CALL, self._strict.branching)

    def _decides(self, node: ast.expr, tensors: set[str]) -> str:
        """Return what is said of a condition, if it is one on the value of a tensor."""
        if self._strict.branching and self._is_tensor(node, tensors):
            return self._strict.branching
        match node:
            case ast.Compare(left, ops, comparators) if isinstance(ops[0], ast.Eq | ast.NotEq):
                compared = any(self._is_tensor(each, tensors) for each in (left, *comparators))
                return self._strict.compared if compared else ""
            case ast.BoolOp(values=parts):
                return next(filter(None, (self._decides(part, tensors) for part in parts)), "")
            case ast.UnaryOp(operand=part):
                return self._decides(part, tensors)
        return ""

    def _is_tensor(self, node: ast.expr, tensors: set[str]) -> bool:
        """Whether the value of an expression is surely a tensor."""
        match node:
            case ast.Name():
                return node.id in tensors
            case ast.Subscript():
                return self._is_tensor(node.value, tensors)
            case ast.Compare() if all(isinstance(o, _COMPARING) for o in node.ops):
                return any(self._is_tensor(n, tensors) for n in (node.left, *node.comparators))
            case ast.BinOp():
                return any(self._is_tensor(n, tensors) for n in (node.left, node.right))
            case ast.BoolOp():
                return any(self._is_tensor(n, tensors) for n in node.values)
            case ast.UnaryOp():
                return self._is_tensor(node.operand, tensors)
            case ast.Call():
                return self._makes_a_tensor(node)
        return False

    def _makes_a_tensor(self, call: ast.Call) -> bool:
        denoted = self._names.denote(call.func)
        name = self._state.symbol(denoted)
        if name.startswith(_PACKAGE):
            inside = {name, *(name[:i] for i, c in enumerate(name) if c == ".")}
            return self._strict.known.isdisjoint(inside)
        becomes = getattr(self._state.rule(name), "becomes", None)
        target = becomes.name if isinstance(becomes, To) and becomes.text is None else ""
        return target.startswith("keras.ops.") and target not in _STATIC

    # -- the rest ----------------------------------------------------------------------------

    def _uncompiled(self, nodes: list[ast.AST]) -> None:
        for call in (n for n in nodes if isinstance(n, ast.Call)):
            denoted = self._names.denote(call.func)
            name = denoted.name if denoted is not None else ""
            module = name.rpartition(".")[0]
            if not self._strict.uncompiled.isdisjoint({name, module}):
                self._say(call, name, self._strict.jit)

    def _outside(self, function: Function) -> None:
        """Report tensors of a model that a function has from around it."""
        nodes = self._names.inside(function)
        found = [node for node in nodes if isinstance(node, ast.Name)]
        kept = self._kept(function, nodes)
        own = {node.id for node in found if isinstance(node.ctx, ast.Store)}
        inner = (node for node in nodes if isinstance(node, Function))
        own |= {p.arg for each in inner for p in parameters(each, variadic=True)}
        outer = (n for n in found if n.id not in own and not self._is_asked_its_form(n))
        read = [node for node in (*outer, *kept) if self._are_symbolic([node])]
        if read:
            names = ", ".join(dict.fromkeys(f"`{ast.unparse(node)}`" for node in read))
            self._say(read[0], _CALL, self._strict.outside.format(names))

    def _kept(self, function: Function, nodes: list[ast.AST]) -> list[ast.Attribute]:
        """Return where it reads what an object has that is no layer: `self.mean` of a builder."""
        of = self._names.class_around(function)
        if of is None or (self._state.receivers.base(of) or "").startswith("keras."):
            return []
        own = [node for node in nodes if isinstance(node, ast.Attribute) and _is_of_self(node)]
        set_here = {node.attr for node in own if isinstance(node.ctx, ast.Store)}
        return [n for n in own if n.attr not in set_here and not self._is_asked_its_form(n)]

    def _is_asked_its_form(self, node: ast.expr) -> bool:
        """Whether nothing is computed with a tensor: `x.shape`, `K.int_shape(x)`."""
        match self._names.parents[node]:
            case ast.Attribute(attr=name):
                return name in _OF_ITS_FORM
            case ast.Call(func=function) if function is not node:
                name = self._state.symbol(self._names.denote(function))
                return name.rpartition(".")[2] in _OF_ITS_FORM
        return False

    def _weights(self, nodes: list[ast.AST]) -> None:
        for call in (n for n in nodes if isinstance(n, ast.Call)):
            name = self._state.symbol(self._names.denote(call.func))
            makes = isinstance(call.func, ast.Attribute) and (
                _is_of_self(call.func) and call.func.attr in self._strict.makers
            )
            layer = name.startswith(_LAYERS) and name.rpartition(".")[2][:1].isupper()
            if makes or (layer and name.rpartition(".")[2] not in self._strict.weightless):
                self._say(call, _CALL, self._strict.making)

    def _unnamed(self, method: ast.FunctionDef) -> None:
        """`def call(self, *args, **kwargs)`, of a layer that has more to do than this."""
        if method.args.vararg is None or len(parameters(method)) > 1:
            return
        of = self._names.class_around(method)
        root = (self._state.receivers.base(of) if of is not None else None) or ""
        built = of is not None and "build" in defined_in(of)
        if built or (root.startswith(_LAYERS) and root != f"{_LAYERS}Layer"):
            self._say(method.args.vararg, _CALL, self._strict.unnamed)

    def _nothing(self, nodes: list[ast.AST]) -> None:
        """`return x, None`."""
        for node in nodes:
            match node:
                case ast.Return(value=ast.Tuple() | ast.List() as given):
                    if any(isinstance(e, ast.Constant) and e.value is None for e in given.elts):
                        self._say(node, _CALL, self._strict.nothing)

    def _phase(self, nodes: list[ast.AST]) -> None:
        """`super().call(x, tf.logical_and(training, self.trainable))`."""
        made = {
            target.id: node
            for node in nodes
            if isinstance(node, ast.Assign) and self._is_tensor(node.value, set())
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (n for n in nodes if isinstance(n, ast.Call)):
            told = _phase_of(call)
            name = getattr(told, "id", "")
            if told is not None and (name in made or self._is_tensor(told, set())):
                self._say(made.get(name, told), _CALL, self._strict.phase)

    def _arguments(self, call: ast.Call) -> None:
        """`LSTM(3)(x, constants=[y])`."""
        told = [k for k in call.keywords if k.arg in self._strict.arguments]
        if not told or self._names.denote(call.func) is not None:
            return
        if (self._state.receivers.infer(call.func) or "").startswith(_LAYERS):
            self._say(call, _CALL, self._strict.arguments[str(told[0].arg)])


_COMPARING = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def _phase_of(call: ast.Call) -> ast.expr | None:
    """Return what a layer is told the phase by, if it is called with it."""
    told = next((k.value for k in call.keywords if k.arg == "training"), None)
    match call:  # in the other classes, the second is a mask
        case ast.Call(
            func=ast.Attribute(attr="call"), args=[_, ast.Name(id="training") as name, *_]
        ):
            return name
    return told


def _is_of_self(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def _own(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function in the order of the text, those of inner ones left out."""
    todo = list(reversed(_children(function)))
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            todo += reversed(children(node))


def _children(function: Function) -> list[ast.AST]:
    return [function.body] if isinstance(function, ast.Lambda) else list(function.body)
