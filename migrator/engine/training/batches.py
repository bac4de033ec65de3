"""Numbers of samples become numbers of batches, where the size of a batch is in reach."""

from __future__ import annotations

import ast

from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import hides_words, unpacks, walk
from migrator.engine.reading.receivers import Receivers
from migrator.engine.reading.scopes import Scope
from migrator.engine.reading.signatures import Unbindable, arguments, bind, parse_signature
from migrator.engine.reading.source import Source
from migrator.engine.reading.variables import Variable, Variables
from migrator.engine.training.rows import Rows
from migrator.frozen import frozen
from migrator.rules import Knowledge, Rule

_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv)
_DEPTH = 8


@frozen
class _Place:
    """Where a size is to be written, and what the parameters of a generator function are there."""

    call: ast.Call
    scope: Scope | None
    filled: dict[Variable, ast.expr]


class Batches:
    """Reads the sizes of the batches that generators of one file make."""

    def __init__(
        self,
        source: Source,
        names: Names,
        receivers: Receivers,
        knowledge: Knowledge,
        variables: Variables,
    ) -> None:
        self._source = source
        self._names = names
        self._receivers = receivers
        self._knowledge = knowledge
        self._variables = variables
        self._rows = Rows(names, self._variables)

    def are_arrays(self, node: ast.expr) -> bool:
        """Whether an expression is a tuple of arrays, and no generator."""
        return all(isinstance(n, ast.Tuple | ast.List) for n in self._variables.followed(node))

    def count(self, samples: ast.expr, generator: ast.expr, call: ast.Call, old: str) -> str | None:
        """Return the number of batches that samples fill, as text; `old` stands for the samples."""
        size = self._size(generator, call)
        if size is None:
            return self._all_of(samples, generator)
        match samples, size:
            case ast.Constant(value=int(number)), ast.Constant(value=int(each)) if each > 0:
                return str(-(-number // each))
            case ast.BinOp(op=ast.Mult()), ast.Name() | ast.Attribute():
                whole = self._other_factor(samples, ast.unparse(size))
                if whole:
                    return whole
        simple = isinstance(size, ast.Name | ast.Attribute | ast.Constant | ast.Subscript)
        divisor = ast.unparse(size) if simple else f"({ast.unparse(size)})"
        count = f"-(-{old} // {divisor})"
        return f"int({count})" if self._may_be_fraction(samples) else count

    def _all_of(self, samples: ast.expr, generator: ast.expr) -> str | None:
        """`batches.nb_sample` samples of `batches` are all that it has: it knows how many batches.

        So do the iterators of images of TensorFlow, and whatever else has a length.
        """
        of = ast.unparse(generator)
        counts = {f"{of}.{attribute}" for attribute in self._knowledge.counted}
        named = isinstance(generator, ast.Name | ast.Attribute)
        all_of_it = all(ast.unparse(n) in counts for n in self._variables.followed(samples))
        return f"len({of})" if named and all_of_it else None

    def _other_factor(self, product: ast.BinOp, size: str) -> str:
        """Return `n` of `n * size` as the author wrote it, on one line and without a comment."""
        for factor, other in ((product.left, product.right), (product.right, product.left)):
            text = self._source.text(factor)
            if ast.unparse(other) == size and "\n" not in text and "#" not in text:
                return text
        return ""

    def _may_be_fraction(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether a number is computed with fractions: Keras 3 wants an int."""
        if isinstance(node, ast.Attribute):
            return False  # however the object was made
        if _is_whole(node):
            return False
        for part in walk(node):
            match part:
                case ast.BinOp(op=ast.Div()) | ast.Constant(value=float()):
                    return True
                case ast.Name() if depth < _DEPTH:
                    values = (v for v in self._variables.followed(part) if v is not part)
                    if any(self._may_be_fraction(v, depth + 1) for v in values):
                        return True
        return False

    # -- the size of a batch -----------------------------------------------------------------

    def _size(self, generator: ast.expr, call: ast.Call) -> ast.expr | None:
        """Return the size of a generator's batches, as it can be written in a call."""
        found = [self._size_of(made, call) for made in self._made(generator)]
        first = found[0]
        agree = first is not None and all(f and ast.dump(f) == ast.dump(first) for f in found)
        return first if agree else None

    def _made(self, generator: ast.expr) -> list[ast.expr]:
        """Return what a generator may be here: what its name was given last, if that is sure."""
        last = self._last(generator) if isinstance(generator, ast.Name) else None
        return [last] if last is not None else self._variables.followed(generator)

    def _last(self, node: ast.Name) -> ast.expr | None:
        """Return what a name was given last, if no loop around it gives it something else."""
        variable = self._variables.of(node)
        loops = [n for n in self._names.ancestors(node) if isinstance(n, ast.For | ast.While)]
        given = self._variables.stores(variable) if loops and variable is not None else []
        later = (store for store in given if store.lineno > node.lineno)
        if any(loop in self._names.ancestors(store) for store in later for loop in loops):
            return None
        return self._names.value(node)

    def _size_of(self, made: ast.expr, call: ast.Call) -> ast.expr | None:
        if not isinstance(made, ast.Call):
            return None
        scope = self._variables.scope_of(call)
        rule = self._rule_of(made)
        if rule is not None:
            return self._resolve(self._argument(made, rule), _Place(call, scope, {}))
        function = self._names.local_function(made.func) or self._receivers.method(made.func)
        if not isinstance(function, ast.FunctionDef) or function.decorator_list:
            given = self._told_elsewhere(made) or self._called_flow(made)
            return self._resolve(given, _Place(call, scope, {}))
        filled = self._filled(function, made)
        if filled is None:
            return None
        return self._resolve(self._rows.of_batches(function), _Place(call, scope, filled))

    def _rule_of(self, made: ast.Call) -> Rule | None:
        """Return the rule of a call that is known to make batches."""
        knowledge = self._knowledge
        denoted = self._names.denote(made.func)
        if denoted is not None:
            name = knowledge.canonical(denoted.name)
            return knowledge.by_name.get(name) if name in knowledge.batched else None
        if not isinstance(made.func, ast.Attribute):
            return None
        owner = self._receivers.infer(made.func.value)
        methods = knowledge.methods.get(made.func.attr, ())
        known = (m for m in methods if m.name in knowledge.batched)
        return next((m for m in known if self._receivers.has(owner, m)), None)

    def _called_flow(self, made: ast.Call) -> ast.expr | None:
        """Read `x.flow(..., batch_size=n)` of an `x` whose class is not known."""
        if not isinstance(made.func, ast.Attribute):
            return None
        rules = self._knowledge.methods.get(made.func.attr, ())
        names = {self._knowledge.batched.get(rule.name) for rule in rules} - {None}
        return next((k.value for k in made.keywords if k.arg in names), None)

    def _told_elsewhere(self, made: ast.Call) -> ast.expr | None:
        """Return what a call passes for the size of batches that a module of the project makes."""
        module, _, name = self._names.elsewhere(self._named_elsewhere(made.func))
        batched = module.batches.get(name)
        if batched is None:
            return None
        if batched.parameter:
            if _hides(made):
                return None
            places = dict(enumerate(made.args))
            named = {keyword.arg: keyword.value for keyword in made.keywords}
            given = named.get(batched.parameter, places.get(batched.place))
            if given is not None:
                return given
        return ast.Constant(batched.size) if batched.size is not None else None

    def _named_elsewhere(self, func: ast.expr) -> str:
        """Return what a call names: a function, or a method of what a class has made."""
        if self._names.modules and (denoted := self._names.denote(func)) is not None:
            return denoted.name
        if not isinstance(func, ast.Attribute):
            return ""
        owners = self._variables.followed(func.value)
        made = (self._names.denote(o.func) if isinstance(o, ast.Call) else None for o in owners)
        classes = {denoted.name if denoted is not None else "" for denoted in made}
        return f"{classes.pop()}.{func.attr}" if len(classes) == 1 else ""

    def _argument(self, made: ast.Call, rule: Rule) -> ast.expr | None:
        name = self._knowledge.batched[rule.name]
        signature = parse_signature(rule.was)
        try:
            bound = bind(made, signature, rule.old_keywords)
        except Unbindable:
            return next((k.value for k in made.keywords if k.arg == name), None)
        if name in bound.arguments:
            argument = arguments(made)[bound.arguments[name]]
            return argument.value if isinstance(argument, ast.keyword) else argument
        default = signature.default(name)
        return ast.parse(default, mode="eval").body if default is not None else None

    def _filled(self, function: ast.FunctionDef, made: ast.Call) -> dict[Variable, ast.expr] | None:
        """Return what a call passes for the parameters of a function of the file."""
        taken = [*function.args.posonlyargs, *function.args.args]
        bound = isinstance(self._names.parents[function], ast.ClassDef)
        passed = [made.func.value] if bound and isinstance(made.func, ast.Attribute) else []
        passed += made.args
        if _hides(made) or len(passed) > len(taken):
            return None
        given = dict(zip((a.arg for a in taken), passed, strict=False))
        given |= {k.arg: k.value for k in made.keywords if k.arg}
        for parameter in (*taken, *function.args.kwonlyargs):
            default = parameter_default(function, parameter.arg)
            if default is not None:
                given.setdefault(parameter.arg, default)
        inner = self._names.inner[function]
        return {(inner, name): value for name, value in given.items()}

    # -- in other words ----------------------------------------------------------------------

    def _resolve(self, node: ast.expr | None, place: _Place, depth: int = 0) -> ast.expr | None:
        """Return an expression in terms that mean the same where it is to be written."""
        if depth > _DEPTH:
            return None
        match node:
            case ast.Constant(value=int()) if node.value is not True and node.value is not False:
                return node
            case ast.Name():
                return self._resolve_name(node, place, depth)
            case ast.Attribute(value=owner):
                found = self._resolve(owner, place, depth + 1)
                return found and ast.Attribute(found, node.attr, ast.Load())
            case ast.Subscript(value=ast.Name(), slice=ast.Constant()) if _is_in(node, place.call):
                return node
            case ast.BinOp(op=operator) if isinstance(operator, _OPERATORS):
                left = self._resolve(node.left, place, depth + 1)
                right = self._resolve(node.right, place, depth + 1)
                return ast.BinOp(left, operator, right) if left and right else None
        return None

    def _resolve_name(self, node: ast.Name, place: _Place, depth: int) -> ast.expr | None:
        variable = self._variables.of(node)
        seen = self._variables.seen_from(place.scope, node.id)
        if _is_in(node, place.call) and place.scope is not None:
            return node
        if variable is not None and not self._variables.is_constant(variable):
            last = self._last(node)  # where the generator was made
            return last if isinstance(last, ast.Constant) and type(last.value) is int else None
        if variable in place.filled and variable is not None:
            return self._resolve(place.filled[variable], place, depth + 1)
        if variable == seen:
            return node
        values = self._variables.values(variable) if variable is not None else None
        return self._resolve(values[0], place, depth + 1) if values else None


def _hides(call: ast.Call) -> bool:
    """Whether a call passes what cannot be seen."""
    return unpacks(call.args) or hides_words(call)


def _is_in(node: ast.expr, call: ast.Call) -> bool:
    """Whether an expression stands in a call: there it means what it would a second time."""
    return any(part is node for part in walk(call))


def _is_whole(node: ast.expr) -> bool:
    """Whether a number is an int, whatever it is made of: a length, or a sum of lengths."""
    match node:
        case ast.Call(func=ast.Name(id="int" | "len")):
            return True
        case ast.Call(
            func=ast.Name(id="sum"), args=[ast.ListComp(elt=part) | ast.GeneratorExp(elt=part)]
        ):
            return _is_whole(part)
    return False
