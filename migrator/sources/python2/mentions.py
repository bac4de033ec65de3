"""What only Python 2 had, in text that Python 3 parses: looked for before fissix is asked."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from migrator.engine.reading.nodes import walk

_NAMES = frozenset(
    {"apply", "basestring", "execfile", "intern", "long", "raw_input", "reduce", "reload"}
    | {"StandardError", "unicode", "unichr", "xrange", "__metaclass__"}
)
_ATTRIBUTES = frozenset(
    {f"{kind}{what}" for kind in ("iter", "view") for what in ("keys", "items", "values")}
    | {"has_key", "getcwdu", "maxint", "xreadlines", "exitfunc", "assertEquals"}
    | {"im_func", "im_self", "im_class", "func_name", "func_defaults", "func_code", "func_doc"}
    | {"izip", "imap", "ifilter", "izip_longest", "ifilterfalse"}
    | {"exc_type", "exc_value", "exc_traceback"}
    | {f"{name}Type" for name in ("String", "Unicode", "Int", "Float", "Long", "Dict", "List")}
)
_MODULES = frozenset(
    {"StringIO", "cStringIO", "cPickle", "__builtin__", "copy_reg", "Queue", "SocketServer"}
    | {"ConfigParser", "Tkinter", "tkFileDialog", "tkMessageBox", "HTMLParser", "httplib"}
    | {"Cookie", "cookielib", "xmlrpclib", "commands", "urllib2", "urlparse", "anydbm"}
)
_URLLIB = frozenset({"urlopen", "urlretrieve", "urlencode", "quote", "quote_plus", "unquote"})
_TELLING = frozenset({ast.Name, ast.Attribute, ast.Import, ast.ImportFrom, ast.FunctionDef})


_WORDS = frozenset(
    word.encode() for word in {*_NAMES, *_ATTRIBUTES, *_MODULES, "urllib", "__nonzero__"}
)
_NO_WORD = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))
_SPACED = bytes.maketrans(_NO_WORD, b" " * len(_NO_WORD))


def may_mention_python_2(text: str) -> bool:
    """Whether a text holds a word that only Python 2 gave a meaning; it may be in a comment."""
    return not _WORDS.isdisjoint(text.encode(errors="replace").translate(_SPACED).split())


def mentions_python_2(module: ast.Module) -> bool:
    """Whether something in a module may need a fixer for what Python 3 lacks."""
    nodes = walk(module)
    found = [node for node in nodes if node.__class__ in _TELLING and _is_of_python_2(node, _NAMES)]
    names = _NAMES - frozenset(_names(nodes)) if found else _NAMES
    return any(_is_of_python_2(node, names) for node in found)


def rows_of_python_2(module: ast.Module) -> set[int]:
    """Return the lines on which something stands that may need a fixer."""
    nodes = walk(module)
    names = _NAMES - frozenset(_names(nodes))
    telling = (node for node in nodes if node.__class__ in _TELLING)
    return {node.lineno for node in telling if _is_of_python_2(node, names)}  # type: ignore[attr-defined]


def rows_mended_beside(statement: ast.stmt) -> set[int]:
    """Return the lines of a statement that fissix mends once it is asked for others of it.

    It renames a module along with the import that it sees.
    """
    return {node.lineno for node in walk(statement) if _is_mended_beside(node)}  # type: ignore[attr-defined]


def _is_mended_beside(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name):
            return name in _MODULES or name == "__metaclass__"
        case ast.Attribute(attr=name):
            return name.startswith("assert")
    return False


def _is_of_python_2(node: ast.AST, names: frozenset[str]) -> bool:
    match node:
        case ast.Name(id=name):
            return name in names
        case ast.Attribute(value=ast.Name(id="urllib"), attr=name):
            return name in _URLLIB
        case ast.Attribute(attr=name):
            return name in _ATTRIBUTES
        case ast.Import(names=aliases):
            return any(alias.name.partition(".")[0] in _MODULES for alias in aliases)
        case ast.ImportFrom(module=str(module), names=aliases, level=0):
            head = module.partition(".")[0]
            wanted = _URLLIB if module == "urllib" else _ATTRIBUTES
            return head in _MODULES or any(alias.name in wanted for alias in aliases)
        case ast.FunctionDef(name="__nonzero__"):
            return True
    return False


def bound_in(module: ast.Module) -> frozenset[str]:
    """Return all names that a module binds anywhere, in any scope."""
    return frozenset(_names(walk(module)))


def _names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
                yield name
            case ast.alias(name=name, asname=local):
                yield local or name.partition(".")[0]
