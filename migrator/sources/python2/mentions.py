"""What only Python 2 had, in text that Python 3 parses: looked for before fissix is asked."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names

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
_MEMBERS = _ATTRIBUTES | _URLLIB
_MENDED_BESIDE = _MODULES | {"__metaclass__"}
_WORDS = frozenset(
    word.encode() for word in {*_NAMES, *_ATTRIBUTES, *_MODULES, "urllib", "__nonzero__"}
)
_NO_WORD = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))
_SPACED = bytes.maketrans(_NO_WORD, b" " * len(_NO_WORD))


def may_mention_python_2(text: str) -> bool:
    """Whether a text holds a word that only Python 2 gave a meaning; it may be in a comment."""
    return not _WORDS.isdisjoint(text.encode(errors="replace").translate(_SPACED).split())


def mentions_python_2(names: Names) -> bool:
    """Whether something in a module may need a fixer for what Python 3 lacks."""
    return bool(_telling(names))


def rows_of_python_2(names: Names) -> frozenset[int]:
    """Return the lines on which something stands that may need a fixer."""
    return frozenset(node.lineno for node in _telling(names))


def rows_mended_beside(names: Names) -> frozenset[int]:
    """Return the lines that fissix mends once it is asked for others of the same statement.

    It renames a module along with the import that it sees.
    """
    rows = [node.lineno for node in _named(names, _MENDED_BESIDE)]
    rows += [n.lineno for n in names.of(ast.Attribute) if n.attr.startswith("assert")]
    return frozenset(rows)


def _telling(names: Names) -> list[ast.expr | ast.stmt]:
    return [
        *_named(names, _NAMES - names.bound),
        *(n for n in names.of(ast.Attribute) if n.attr in _MEMBERS and _is_old_member(n)),
        *filter(_is_old_import, names.imports),
        *(node for node in names.of(ast.FunctionDef) if node.name == "__nonzero__"),
    ]


def _named(names: Names, wanted: frozenset[str]) -> list[ast.expr]:
    return [node for name in wanted for node in names.named.get(name, ())]


def _is_old_member(node: ast.Attribute) -> bool:
    of_urllib = isinstance(node.value, ast.Name) and node.value.id == "urllib"
    return node.attr in (_URLLIB if of_urllib else _ATTRIBUTES)


def _is_old_import(statement: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(statement, ast.Import):
        return any(alias.name.partition(".")[0] in _MODULES for alias in statement.names)
    if statement.level:
        return False
    module = statement.module or ""
    wanted = _URLLIB if module == "urllib" else _ATTRIBUTES
    return module.partition(".")[0] in _MODULES or any(a.name in wanted for a in statement.names)
