"""Which class is an object of? Followed through assignments, attributes, calls and returns."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cached_property

from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import held_in, is_named_model, returns
from migrator.engine.reading.own_classes import OwnClasses
from migrator.engine.reading.own_methods import class_above, own_method, returned_for
from migrator.engine.reading.owners import has_ends, is_function
from migrator.engine.reading.rates import rated
from migrator.engine.reading.scopes import Binding
from migrator.rules import MODELS, Knowledge, Method

_DEPTH = 8
_MOST_STEPS = 2_000  # for one answer: names that stand for one another have ever more ways
_TENSOR = "keras.KerasTensor"
_VARIABLE = "keras.Variable"
_SHAPE = "keras.TensorShape"  # and each of its dimensions
_SHAPES = (_SHAPE, "tensorflow.TensorShape")
_SHAPED = ("build", "compute_output_shape", "compute_output_signature")
_ENDS = frozenset({"input", "output"})  # of layers, and of models: tensors
_ENDS_AT = frozenset({"get_input_at", "get_output_at"})
_WEIGHTS = ("variables", "weights")
ANY_LAYER = "keras.layers.*"  # one whose class is open: it may be a model, too


class Receivers(OwnClasses):
    """Infers the Keras class (a qualified legacy name) of the objects in one file."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        super().__init__(names)
        self._knowledge = knowledge
        self._returns: Mapping[str, str] = knowledge.returns
        self._known: dict[ast.expr, str | None] = {}
        self._busy: set[ast.AST] = set()
        self._bases: dict[ast.ClassDef, str | None] = {}
        self._asked: dict[str | int, str | None] = {}  # attributes, and lists of bindings
        self._given_up = 0  # how often a way was not followed to its end
        self._steps = 0
        self._uses: dict[ast.AST, frozenset[str]] = {}
        self._returned: dict[ast.AST, list[ast.expr]] = {}

    def infer(self, node: ast.expr, depth: int = 0) -> str | None:
        """Return the class of what an expression evaluates to, if it is a Keras object."""
        if node in self._known:
            return self._known[node]
        self._steps = self._steps + 1 if self._busy else 0
        if depth > _DEPTH or node in self._busy or self._steps > _MOST_STEPS:
            self._given_up += 1
            return None
        before = self._given_up
        self._busy.add(node)
        try:
            found = self._infer(node, depth + 1) or self._by_use(node)
        finally:
            self._busy.discard(node)
        if self._given_up == before:  # else more may be found by another way
            self._known[node] = found
        return found

    def has(self, owner: str | None, method: Method) -> bool:
        """Whether a method is recorded for a class, or for the root of its module."""
        root = self._knowledge.roots.get(owner.rpartition(".")[0]) if owner else None
        return not {owner, root}.isdisjoint((method.owner, *method.receiver))

    def is_own_elsewhere(self, node: ast.Attribute) -> bool:
        """Whether a method is defined by a class of another file, which is none of Keras's."""
        if node.attr not in self._names.methods_elsewhere or not isinstance(node.value, ast.Name):
            return False
        made = self._names.value(node.value)
        denoted = self._names.denote(made.func) if isinstance(made, ast.Call) else None
        names = (denoted.name, self.infer(node.value) or "") if denoted is not None else ("keras.",)
        return not any(name.startswith(("keras.", "tensorflow.")) for name in names)

    def _infer(self, node: ast.expr, depth: int) -> str | None:
        if held := held_in(node):
            return self._first(held, depth)
        match node:
            case ast.Call():
                return self._of_call(node, depth)
            case ast.Name():
                return self._of_name(node, depth)
            case ast.Attribute():
                found = self._of_all(node.attr, lambda: self._assigned(node, depth))
                return found or self._of_attribute(node, depth)
            case ast.IfExp():
                return self._first([node.body, node.orelse], depth)
            case ast.Subscript():
                return self.infer(node.value, depth)
        return None

    def _by_use(self, node: ast.expr) -> str | None:
        if self._names.modules and (denoted := self._names.denote(node)) is not None:
            module, _, name = self._names.elsewhere(denoted.name)
            return module.objects.get(name)
        found = rated(node, self._names, self._knowledge)
        return found if found and self._definition_of(node) is None else None

    def _of_attribute(self, node: ast.Attribute, depth: int) -> str | None:
        """`model.layers` holds layers; their `output` is a tensor, `weights` holds variables."""
        owner = self.infer(node.value, depth) or "*"
        named = "*model" if owner == "*" and is_named_model(node.value) else owner
        found = self._returns.get(f"{named}.{node.attr}") or self._returns.get(
            f"{owner}.{node.attr}"
        )
        if found is None and has_ends(owner):
            if node.attr in _ENDS:
                return _TENSOR
            return _VARIABLE if node.attr.endswith(_WEIGHTS) else None
        return found

    def _first(self, nodes: list[ast.expr], depth: int) -> str | None:
        return next((c for c in (self.infer(n, depth) for n in nodes) if c), None)

    def _of_call(self, node: ast.Call, depth: int) -> str | None:
        denoted = self._names.denote(node.func)
        if denoted is not None:
            found = self._elsewhere(denoted) or (
                self._class_of(denoted) if self._tells(denoted.name) else None
            )
            return None if found is None or is_function(found) else found
        if isinstance(node.func, ast.Name) and node.func.id == "super":
            cls = self._names.class_around(node)
            return self.base(cls) if cls is not None else None
        function = self._names.local_function(node.func)
        if isinstance(function, ast.FunctionDef):
            return self._given_by(function, depth)
        method = own_method(node.func, self._names)
        if method is not None:
            given = self._given_by(method, depth)
            return None if given == _TENSOR else given  # of a model that is made, or that runs?
        made = self._names.local_class(node.func)
        return self.base(made) if made is not None else self._of_applied(node, depth)

    def _given_by(self, function: ast.FunctionDef, depth: int) -> str | None:
        """Return what a function of the file returns."""
        if function not in self._returned:
            self._returned[function] = [s.value for s in returns(function) if s.value]
        return self._first(self._returned[function], depth) or self._annotated(function.returns)

    def _of_applied(self, node: ast.Call, depth: int) -> str | None:
        """Return what a method returns; a layer or a model that is called returns tensors."""
        if isinstance(node.func, ast.Attribute) and node.func.attr not in self._names.attributes:
            owner = self.infer(node.func.value, depth) or "*"
            found = self._returns.get(f"{owner}.{node.func.attr}")
            if node.func.attr in _ENDS_AT and has_ends(owner):
                return _TENSOR
            return self._of_named(node, depth) or found if found == ANY_LAYER else found
        applied = self.infer(node.func, depth) or ""
        return _TENSOR if applied.startswith("keras.layers.") or applied in MODELS else None

    def _of_named(self, node: ast.Call, depth: int) -> str | None:
        """Return the class of the one layer that the file makes under a name: `get_layer('fc')`."""
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        name = literal(given[0]) if len(given) == 1 else None
        made = self._made.get(name, []) if isinstance(name, str) else []
        return self.infer(made[0], depth) if len(made) == 1 else None

    @cached_property
    def _made(self) -> Mapping[str, list[ast.Call]]:
        """The calls that give a name to what they make, by that name."""
        found: dict[str, list[ast.Call]] = {}
        for call in self._names.calls:
            for keyword in call.keywords:
                value = literal(keyword.value) if keyword.arg == "name" else None
                if isinstance(value, str) and self._names.denote(call.func) is not None:
                    found.setdefault(value, []).append(call)
        return found

    def _elsewhere(self, denoted: Denoted) -> str | None:
        """Return the Keras class of what a class or function of another file makes."""
        module, _, name = self._names.elsewhere(denoted.name)
        return module.bases.get(name) or module.returns.get(name)

    def base(self, node: ast.ClassDef) -> str | None:
        """Return the Keras class that a class of this file derives from."""
        chain: list[ast.ClassDef] = []
        found: str | None = None
        above: ast.ClassDef | None = node
        while found is None and above is not None and above not in self._bases:
            self._bases[above] = None  # until it is found: of classes in a circle, for good
            chain.append(above)
            found = self._named_base(above)
            above = class_above(above, self._names)
        if found is None and above is not None:
            found = self._bases[above]
        self._bases |= dict.fromkeys(chain, found)
        return found

    def _named_base(self, node: ast.ClassDef) -> str | None:
        """Return the Keras class that a class names as what it derives from."""
        denoted = (self._names.denote(base) for base in node.bases)
        return next((self._elsewhere(d) or self._class_of(d) for d in denoted if d), None)

    def base_of_call(self, node: ast.AST) -> str:
        """Return the Keras class whose `call` a node defines; nothing if it is no such method."""
        if not isinstance(node, ast.FunctionDef) or node.name != "call":
            return ""
        within = self._names.parents[node]
        return (self.base(within) or "") if isinstance(within, ast.ClassDef) else ""

    def _tells(self, name: str) -> bool:
        """Whether a callable is Keras's own, or looks like a class: what others return is open."""
        ours = self._knowledge.canonical(name).startswith("keras.")
        return ours or name.rpartition(".")[2][:1].isupper()

    def _class_of(self, denoted: Denoted) -> str:
        name = self._knowledge.canonical(denoted.name)
        owner, _, member = name.rpartition(".")
        rule, above = self._knowledge.by_name.get(name), self._knowledge.by_name.get(owner)
        if rule is not None:
            name = rule.name
        elif above is not None:  # `keras.engine.Model.from_config`
            name = f"{above.name}.{member}"
        return self._returns.get(name, name)

    def _of_name(self, node: ast.Name, depth: int) -> str | None:
        binding, _ = self._names.lookup(node)
        if binding is None:
            return self._any_binding(node, depth)
        if binding.value is not None:
            return self.infer(binding.value, depth)
        if binding.iterated is not None:
            return self.infer(binding.iterated, depth)
        if self._is_shape_of(binding):
            return _SHAPE
        if binding.parameter is not None and not isinstance(binding.parameter, ast.Lambda):
            return self._of_parameter(binding.parameter, node.id, depth)
        return self._any_binding(node, depth)

    def _of_unpacked(self, name: str, value: ast.expr, depth: int) -> str | None:
        """Return what one of several names is: a dimension of a shape, an output of a layer."""
        found = self.infer(value, depth)
        applied = isinstance(value, ast.Call) and self._names.local_function(value.func) is None
        if found in _SHAPES or (found == _TENSOR and applied):
            return found
        return self._first([*returned_for(name, value, self._names)], depth)

    def _any_binding(self, node: ast.Name, depth: int) -> str | None:
        found = self._names.bindings(node)
        return self._of_all(id(found), lambda: self._bound(found, depth)) if found else None

    def _bound(self, bindings: list[Binding], depth: int) -> str | None:
        found = self._first([b.value for b in bindings if b.value is not None], depth)
        return found or self._otherwise_bound(bindings, depth)

    def _assigned(self, node: ast.Attribute, depth: int) -> str | None:
        found = self._first(self._names.attributes.get(node.attr, []), depth)
        calls = self._names.unpacked.get(node.attr, ())
        parts = [part for call in calls for part in returned_for(node.attr, call, self._names)]
        return found or self._first(parts, depth)

    def _of_all(self, what: str | int, ask: Callable[[], str | None]) -> str | None:
        """Ask once what all that is assigned to a name or an attribute tells."""
        if what in self._asked:
            return self._asked[what]
        before = self._given_up
        found = ask()
        if self._given_up == before:
            self._asked[what] = found
        return found

    def _otherwise_bound(self, bindings: list[Binding], depth: int) -> str | None:
        """Return that one of several bindings is a shape: `shape = shape.as_list()`."""
        for binding in bindings:
            if binding.unpacked is not None:
                return self._of_unpacked(binding.name, binding.unpacked, depth)
            if isinstance(binding.parameter, ast.FunctionDef) and self._is_shape_of(binding):
                return _SHAPE
        return None

    def _is_shape_of(self, parameter: Binding) -> bool:
        """Whether a parameter is the shape, or the shapes, for which Keras builds a layer."""
        function = parameter.parameter
        if not isinstance(function, ast.FunctionDef) or function.name not in _SHAPED:
            return False
        within = self._names.parents[function]
        names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        base = self.base(within) if isinstance(within, ast.ClassDef) else None
        ours = (base or "").startswith("keras.layers.") or base in MODELS
        return ours and names[1:2] == [parameter.name]

    def _of_parameter(
        self, function: ast.FunctionDef | ast.AsyncFunctionDef, name: str, depth: int
    ) -> str | None:
        """Look at what the file's own calls pass for a parameter; `self` is of its class."""
        names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        within = self._names.parents[function]
        if isinstance(within, ast.ClassDef) and names[:1] == [name]:
            return self.base(within)
        arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
        written = (a.annotation for a in arguments if a.arg == name)
        if annotated := next(filter(None, map(self._annotated, written)), None):
            return annotated
        found = [*self._names.arguments.here(function, name)]
        return self._first(found, depth) or (_TENSOR if name in self._used(function) else None)

    def _annotated(self, node: ast.expr | None) -> str | None:
        """Return the Keras class that an annotation names: `tf.keras.Model`, `Optional[Model]`."""
        match node:
            case ast.Subscript(value=ast.Name(id="Optional") | ast.Attribute(attr="Optional")):
                return self._annotated(node.slice)
            case ast.BinOp(op=ast.BitOr(), right=ast.Constant(value=None)):
                return self._annotated(node.left)
            case ast.Name() | ast.Attribute():
                denoted = self._names.denote(node)
                found = self._class_of(denoted) if denoted is not None else ""
                return found if found.startswith("keras.") else None
        return None

    def _used(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> frozenset[str]:
        """Return the names in a function on which a new layer is called: `Dense(3)(x)`."""
        if function not in self._uses:
            self._uses[function] = frozenset(
                argument.id
                for call in self._names.inside(function)
                if isinstance(call, ast.Call) and self._is_new_layer(call.func)
                for argument in call.args
                if isinstance(argument, ast.Name)
            )
        return self._uses[function]

    def _is_new_layer(self, node: ast.expr) -> bool:
        denoted = self._names.denote(node.func) if isinstance(node, ast.Call) else None
        return denoted is not None and self._class_of(denoted).startswith("keras.layers.")
