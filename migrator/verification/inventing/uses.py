"""What a function does with one of its parameters, as far as its text tells. Pure functions."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.verification.inventing.constants import assigned
from migrator.verification.makers import called_in, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Keywords and functions that say what is given to them.
_SHAPES = frozenset({"shape", "input_shape", "batch_input_shape", "batch_shape"})
_TENSORS = frozenset({"input_tensor", "inputs", "outputs"})
_JOINS = frozenset(
    {"merge", "concatenate", "add", "multiply", "average", "maximum", "Model", "dot", "subtract"}
)
_OF_TEXTS = frozenset({"endswith", "format", "lower", "replace", "split", "startswith", "upper"})
_LOOPS = frozenset({"enumerate", "len", "list", "max", "min", "reversed", "sorted", "sum", "zip"})


@dataclass
class Uses:
    """What was seen. length: of a sequence that is unpacked or indexed, as far as that shows."""

    shape: bool = False
    tensor: bool = False
    called: bool = False
    looped: bool = False
    text: bool = False
    tested: bool = False
    counted: bool = False
    keyed: bool = False
    length: int = 0
    compared: list[object] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    keywords: list[str] = field(default_factory=list)


class Reader:
    """Reads the uses of parameters in one file, also where they are passed on inside of it."""

    def __init__(self, tree: ast.Module) -> None:
        self.functions = {f.name: f for f in tree.body if isinstance(f, ast.FunctionDef)}
        self._tables = dict(_tables(tree.body))
        self._parents = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }
        self._busy: set[tuple[ast.AST, str]] = set()

    def uses(self, function: ast.FunctionDef, name: str, of: ast.ClassDef | None = None) -> Uses:
        """Return what is done with a parameter, and with what of the class is set to it."""
        found = Uses()
        self._read(function, name, of, found)
        return found

    def _read(
        self, function: ast.FunctionDef, name: str, of: ast.ClassDef | None, found: Uses
    ) -> None:
        if (function, name) in self._busy:
            return
        self._busy.add((function, name))
        aliases, kept = {name}, set[str]()
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and name_of(node.value) in aliases:
                aliases |= {t.id for t in node.targets if isinstance(t, ast.Name)}
                kept |= {t.attr for t in node.targets if isinstance(t, ast.Attribute)}
        names = (n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id in aliases)
        for mention in (*names, *_kept_mentions(of, kept)):
            self._note(mention, found)
        self._busy.discard((function, name))

    def _note(self, node: ast.expr, found: Uses) -> None:
        """Note what one mention says."""
        parent = self._parents[node]
        match parent:
            case ast.Call(func=func) if func is node:
                found.called = True
            case ast.Call():
                self._note_argument(parent, parent.args.index(node), found)
            case ast.keyword(arg=str(keyword)):
                self._note_keyword(parent, keyword, found)
            case ast.List() | ast.Tuple():
                self._note_member(parent, found)
            case ast.Attribute(attr=method) if method in _OF_TEXTS:
                self._note_text(self._parents[parent], found)
            case ast.Attribute(attr=attribute):
                found.attributes.add(attribute)
            case ast.Subscript(value=ast.Name(id=table), slice=index) if index is node:
                found.compared += self._tables.get(table, ())
            case ast.Compare(left=left, comparators=[ast.Name(id=table)]) if left is node:
                found.compared += self._tables.get(table, ())
            case _:
                _note_syntax(node, parent, found)

    def _note_text(self, call: ast.AST, found: Uses) -> None:
        """`kind.startswith('res')`, `kind.lower() == 'resnet'`: what is a text, and maybe which."""
        found.text = True
        compares = self._parents.get(call)
        if isinstance(call, ast.Call) and isinstance(compares, ast.Compare):
            _note_syntax(call, compares, found)
        for argument in getattr(call, "args", ()):
            _note_comparison(argument, found)

    def _note_argument(self, call: ast.Call, place: int, found: Uses) -> None:
        name = name_of(call.func)
        if isinstance(call.func, ast.Call) or name in _JOINS:
            found.tensor = True
        elif name == "Input" and place == 0:
            found.shape = True
        elif name in self.functions:
            parameters = self.functions[name].args.args
            if place < len(parameters):
                self._read(self.functions[name], parameters[place].arg, None, found)
        elif name in _LOOPS:
            found.looped = True
        else:
            found.counted |= name == "range" or name[:1].isupper()

    def _note_keyword(self, keyword: ast.keyword, name: str, found: Uses) -> None:
        call = self._parents[keyword]
        callee = self.functions.get(name_of(call.func)) if isinstance(call, ast.Call) else None
        if callee is not None:
            self._read(callee, name, None, found)
        elif name in _SHAPES:
            found.shape = True
        elif name in _TENSORS:
            found.tensor = True
        else:
            found.keywords.append(name)

    def _note_member(self, many: ast.List | ast.Tuple, found: Uses) -> None:
        """Note that it is one of several that a layer is called on; else, that it is a number."""
        call = self._parents[many]
        joined = isinstance(call, ast.Call) and (
            isinstance(call.func, ast.Call) or name_of(call.func) in _JOINS
        )
        found.tensor |= joined
        found.counted |= not joined


def _tables(body: list[ast.stmt]) -> Iterator[tuple[str, list[object]]]:
    """Yield the dictionaries and lists that a module has under a name, with what they know."""
    for name, value in assigned(body).items():
        keys = value.keys if isinstance(value, ast.Dict) else getattr(value, "elts", [])
        known: list[object] = [key.value for key in keys if isinstance(key, ast.Constant)]
        if known and len(known) == len(keys):
            yield name, known


def _kept_mentions(of: ast.ClassDef | None, kept: set[str]) -> Iterator[ast.expr]:
    """Yield where methods of a class read what is kept in `self` under these names."""
    for node in ast.walk(of) if of and kept else ():
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Load()):
                if name in kept:
                    yield node
            case _:
                pass


def _note_syntax(node: ast.expr, parent: ast.AST, found: Uses) -> None:
    match parent:
        case ast.Subscript(value=value, slice=index) if value is node:
            _note_index(index, found)
        case ast.Assign(targets=[ast.Tuple(elts=members) | ast.List(elts=members)]):
            found.length = max(found.length, len(members))
        case ast.For(iter=iterated) | ast.comprehension(iter=iterated) if iterated is node:
            found.looped = True
        case ast.Starred():
            found.looped = True
        case ast.Compare(left=left, comparators=[right]):
            _note_comparison(right if left is node else left, found)
        case ast.If() | ast.IfExp() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
            found.tested = True
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            other = right if left is node else left
            found.text |= _is_text(other)
            found.counted |= not _is_text(other)
        case ast.BinOp():
            found.counted = True
        case _:
            pass


def _note_index(index: ast.expr, found: Uses) -> None:
    match index:
        case ast.Constant(value=int(number)):
            found.length = max(found.length, number + 1)
        case ast.Constant(value=str()):
            found.keyed = True
        case _:
            found.looped = True


def _note_comparison(other: ast.expr, found: Uses) -> None:
    options = other.elts if isinstance(other, ast.Tuple | ast.List | ast.Set) else [other]
    for option in options:
        if isinstance(option, ast.Constant) and isinstance(option.value, str):
            found.compared.append(option.value)
        elif isinstance(option, ast.Constant) and option.value is None:
            found.tested = True


def _is_text(node: ast.expr) -> bool:
    """Whether an operand is a text, or made of one: `'res' + str(stage)`."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _is_text(left) or _is_text(right)
        case _:
            return name_of(getattr(node, "func", node)) == "str"


def rank(function: ast.AST, functions: Mapping[str, ast.FunctionDef], depth: int = 3) -> int:
    """Return how many dimensions a sample has that the layers of a function read."""
    names = called_in(function)
    told = rank_of_names(names)
    if told:
        return told
    for name in names & functions.keys() if depth else ():
        found = rank(functions[name], functions, depth - 1)
        if found > 1:
            return found
    return 1


def rank_of_names(names: set[str]) -> int:
    """Return how many dimensions a sample has that layers of these names read; 0: any."""
    told = (r for r, kinds in _RANKS.items() if any(name.endswith(kinds) for name in names))
    return next(told, 0)


_RANKS: dict[int, tuple[str, ...]] = {
    4: ("3D", "ConvLSTM2D"),
    1: ("Embedding",),
    3: ("2D", "2DTranspose", "ResNet50", "VGG16", "VGG19", "InceptionV3", "Xception"),
    2: ("1D", "LSTM", "GRU", "RNN", "Bidirectional", "TimeDistributed"),
}
