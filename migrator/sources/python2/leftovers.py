"""What Python 3 lacks and no fixer mends: said, so that nobody has to find out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source, read_source
from migrator.findings import Finding, Severity
from migrator.patterns import regex

_NAMES = {
    "cmp": "Python 3 has no `cmp`: write `(a > b) - (a < b)`, or sort by a `key`.",
    "file": "Python 3 has no `file`: use `open`.",
    "buffer": "Python 3 has no `buffer`: use `memoryview`.",
    "coerce": "Python 3 has no `coerce`.",
}
_ATTRIBUTES = {
    "sys.setdefaultencoding": "Python 3 has no `sys.setdefaultencoding`, and needs none: delete"
    " the call, and the `reload(sys)` in front of it.",
    "string.maketrans": "Python 3 has no `string.maketrans`: use `str.maketrans`.",
    "string.letters": "Python 3 has no `string.letters`: use `string.ascii_letters`.",
    "string.lowercase": "Python 3 has no `string.lowercase`: use `string.ascii_lowercase`.",
    "string.uppercase": "Python 3 has no `string.uppercase`: use `string.ascii_uppercase`.",
    "string.join": "Python 3 has no `string.join`: use the method, `' '.join(words)`.",
    "string.split": "Python 3 has no `string.split`: use the method.",
    "string.replace": "Python 3 has no `string.replace`: use the method.",
    "string.strip": "Python 3 has no `string.strip`: use the method.",
    "string.lower": "Python 3 has no `string.lower`: use the method.",
    "string.upper": "Python 3 has no `string.upper`: use the method.",
    "string.atoi": "Python 3 has no `string.atoi`: use `int`.",
    "string.atof": "Python 3 has no `string.atof`: use `float`.",
    "os.popen2": "Python 3 has no `os.popen2`: use `subprocess`.",
}
_METHODS = {
    "__cmp__": "Python 3 compares by `__lt__` and `__eq__`: it never calls `__cmp__`.",
    "__div__": "Python 3 divides by `__truediv__`: it never calls `__div__`.",
    "__rdiv__": "Python 3 divides by `__rtruediv__`: it never calls `__rdiv__`.",
    "__idiv__": "Python 3 divides by `__itruediv__`: it never calls `__idiv__`.",
    "__getslice__": "Python 3 hands slices to `__getitem__`: it never calls `__getslice__`.",
    "__setslice__": "Python 3 hands slices to `__setitem__`: it never calls `__setslice__`.",
    "__delslice__": "Python 3 hands slices to `__delitem__`: it never calls `__delslice__`.",
    "__unicode__": "Python 3 asks `__str__` for the text: it never calls `__unicode__`.",
    "__coerce__": "Python 3 never calls `__coerce__`.",
}
_CMP = "Python 3 sorts by a `key`: wrap this function with `functools.cmp_to_key`."
_CODEC = "In Python 3 a string has no `{0}('{1}')`: use `codecs.{0}(data, '{1}')` on bytes."
_PICKLE = (
    "A pickle that Python 2 wrote may need `encoding='latin1'` here, and its file to be opened"
    " with 'rb'."
)
_NO_TEXT = frozenset({"hex", "base64", "zlib", "rot13", "bz2", "string_escape"})
_WORTH_A_LOOK = regex(
    r"\b(?:cmp|file|buffer|coerce|setdefaultencoding|maketrans|letters|lowercase|uppercase|string"
    r"|popen2|pickle|hex|base64|zlib|rot13|bz2|string_escape"
    rf"|{'|'.join(_METHODS)})\b"
)


def leftovers(text: str) -> list[Finding]:
    """Return what is left to do in a text that was Python 2 and is syntactically Python 3."""
    if _WORTH_A_LOOK.search(text) is None:
        return []
    source = read_source(text)
    names = Names(source.tree, {})
    return [*_gone(source, names), *_calls(source, names), *_methods(source, names)]


def _gone(source: Source, names: Names) -> Iterator[Finding]:
    for node in names.chains:
        if isinstance(node, ast.Name):
            unbound = node.id in _NAMES and not names.lookup(node)[1]
            message = _NAMES[node.id] if unbound else ""
        else:
            denoted = names.denote(node)
            message = _ATTRIBUTES.get(denoted.name, "") if denoted else ""
        if message:
            rule = message.split("`")[1].rpartition(".")[2]
            yield Finding(source.span(node), f"python2.{rule}", Severity.ACTION, message)


def _methods(source: Source, names: Names) -> Iterator[Finding]:
    """Find the methods that only Python 2 called by itself, and whose successor is not there."""
    for owner in names.of(ast.ClassDef):
        parts = {part.name: part for part in owner.body if isinstance(part, ast.FunctionDef)}
        for name in _METHODS.keys() & parts.keys():
            successor = _METHODS[name].partition("`")[2].partition("`")[0]
            if successor == name or successor not in parts:
                place = source.span(source.name_of(parts[name]))
                rule = f"python2.{name.strip('_')}"
                yield Finding(place, rule, Severity.ACTION, _METHODS[name])


def _calls(source: Source, names: Names) -> Iterator[Finding]:
    for call in names.calls:
        keywords = {keyword.arg for keyword in call.keywords}
        match call:
            case ast.Call(func=ast.Name(id="sorted") | ast.Attribute(attr="sort")):
                if "cmp" in keywords:
                    yield Finding(source.span(call), "python2.cmp", Severity.ACTION, _CMP)
            case ast.Call(
                func=ast.Attribute(attr="encode" | "decode" as method),
                args=[ast.Constant(value=str(codec))],
            ) if codec.replace("-", "_") in _NO_TEXT:
                message = _CODEC.format(method, codec)
                yield Finding(source.span(call), "python2.codecs", Severity.ACTION, message)
            case ast.Call(func=func) if "encoding" not in keywords:
                denoted = names.denote(func)
                if denoted and denoted.name in {"pickle.load", "pickle.loads"}:
                    span = source.span(call)
                    yield Finding(span, "python2.pickle", Severity.NOTICE, _PICKLE)
