"""What only Python 2 had, in text that Python 3 parses: looked for before fissix is asked."""

from __future__ import annotations

import ast
import re

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


_WORDS = sorted({*_NAMES, *_ATTRIBUTES, *_MODULES, "urllib", "__nonzero__"})
_MENTION = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def may_mention_python_2(text: str) -> bool:
    """Whether a text holds a word that only Python 2 gave a meaning; it may be in a comment."""
    return _MENTION.search(text) is not None


def mentions_python_2(module: ast.Module) -> bool:
    """Whether something in a module may need a fixer for what Python 3 lacks."""
    return any(map(_is_of_python_2, ast.walk(module)))


def _is_of_python_2(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name):
            return name in _NAMES
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
