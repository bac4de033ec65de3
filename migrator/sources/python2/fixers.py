"""Which of fissix's fixers are used, when, and what is said of what they do."""

from __future__ import annotations

from migrator.frozen import frozen


@frozen
class Fixer:
    """One of fissix's fixers.

    name: its module without the `fix_`, and our rule's name after `python2.`. builtins: the names
    of Python 2 it is about; where the file binds one of them itself, it means something else.
    words: it has nothing to do where none of them stands; empty where `refactor` knows them.
    """

    name: str
    message: str
    builtins: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def rule(self) -> str:
        """The rule's identifier in reports."""
        return f"python2.{self.name}"


def _about(name: str, message: str, *builtins: str) -> Fixer:
    return Fixer(name, message, frozenset(builtins), frozenset(builtins))


def _where(name: str, message: str, *words: str) -> Fixer:
    return Fixer(name, message, words=frozenset(words))


_VIEWS = tuple(
    f"{kind}{what}" for kind in ("", "iter", "view") for what in ("keys", "items", "values")
)
_ITERATORS = ("imap", "ifilter", "izip", "izip_longest", "ifilterfalse")
_EXCEPTIONS = ("exc_type", "exc_value", "exc_traceback")
_OF_FUNCTIONS = tuple(
    f"func_{what}" for what in ("closure", "code", "defaults", "dict", "doc", "globals", "name")
)
_OPERATORS = (
    *("isCallable", "sequenceIncludes", "isSequenceType", "isMappingType", "isNumberType"),
    *("repeat", "irepeat"),
)
SYNTAX = (
    Fixer("except", "`except A as e`, which Python 3 needs in place of `except A, e`"),
    Fixer("exec", "`exec` is a function in Python 3"),
    Fixer("ne", "`!=` in place of `<>`"),
    Fixer("numliterals", "a number as Python 3 writes it: `0o777`, and no `L`"),
    Fixer("paren", "a tuple in a comprehension needs brackets in Python 3"),
    Fixer("print", "`print` is a function in Python 3"),
    Fixer("raise", "`raise E(message)`, which Python 3 needs in place of `raise E, message`"),
    Fixer("repr", "`repr(x)` in place of backticks"),
    Fixer("throw", "`throw(E(message))`, which Python 3 needs in place of `throw(E, message)`"),
    Fixer("tuple_params", "a parameter that is a tuple is unpacked in the body"),
)
RUN_TIME = (
    _about("apply", "`f(*args)` in place of `apply(f, args)`", "apply"),
    Fixer("asserts", "a method of unittest that was renamed"),
    _about("basestring", "`str` in place of `basestring`", "basestring"),
    _where(
        "dict",
        "`items()` in place of `iteritems()`; it gives a view in Python 3, not a list",
        *_VIEWS,
    ),
    _about("execfile", "`exec(open(...).read())` in place of `execfile`", "execfile"),
    _where("exitfunc", "`atexit.register` in place of `sys.exitfunc`", "exitfunc"),
    _about("filter", "`filter` gives an iterator in Python 3, not a list", "filter"),
    _where("funcattrs", "an attribute of functions that was renamed", *_OF_FUNCTIONS),
    _where("getcwdu", "`os.getcwd` in place of `os.getcwdu`", "getcwdu"),
    _where("has_key", "`key in d` in place of `d.has_key(key)`", "has_key"),
    Fixer("imports", "a module that was renamed"),
    Fixer("imports2", "a module that was renamed"),
    _about("input", "`eval(input())`: `input` evaluated what was typed", "input"),
    _about("intern", "`sys.intern` in place of `intern`", "intern"),
    _where("isinstance", "types that have become one", "isinstance"),
    _where("itertools", "`map`, `filter` and `zip` give iterators in Python 3", *_ITERATORS),
    _where(
        "itertools_imports", "`map`, `filter` and `zip` give iterators in Python 3", "itertools"
    ),
    _about("long", "`int` in place of `long`", "long"),
    _about("map", "`map` gives an iterator in Python 3, not a list", "map"),
    _where("metaclass", "`class C(metaclass=M)` in place of `__metaclass__`", "__metaclass__"),
    _where(
        "methodattrs", "an attribute of methods that was renamed", "im_func", "im_self", "im_class"
    ),
    _where("next", "`next(it)` in place of `it.next()`", "next"),
    _where("nonzero", "`__bool__` in place of `__nonzero__`", "__nonzero__"),
    _where("operator", "a function of the module operator that is gone", *_OPERATORS),
    _about("raw_input", "`input` in place of `raw_input`", "raw_input"),
    _about("reduce", "`reduce` is in functools", "reduce"),
    _about("reload", "`importlib.reload` in place of `reload`", "reload"),
    _where("renames", "`sys.maxsize` in place of `sys.maxint`", "maxint"),
    _about("standarderror", "`Exception` in place of `StandardError`", "StandardError"),
    _where("sys_exc", "`sys.exc_info()` in place of `sys.exc_type` and the like", *_EXCEPTIONS),
    Fixer("types", "a name of the module types that is gone"),
    _about("unicode", "`str` and `chr` in place of `unicode` and `unichr`", "unicode", "unichr"),
    Fixer("urllib", "urllib, urllib2 and urlparse are one package"),
    _about(
        "xrange", "`range` in place of `xrange`; it gives no list in Python 3", "xrange", "range"
    ),
    _where("xreadlines", "a file yields its lines itself", "xreadlines"),
    _about("zip", "`zip` gives an iterator in Python 3, not a list", "zip"),
)
BY_NAME = {fixer.name: fixer for fixer in (*SYNTAX, *RUN_TIME)}
SHEBANG = Fixer("shebang", "the script asks for Python 3")
TABS = Fixer("tabs", "a tab that indents counts as 8 columns, which Python 3 wants written out")
DIVISION = Fixer("division", "`//`: in Python 2 `/` between whole numbers rounded down")

# What means something else in Python 3, but exists there: not touched in what may be Python 3.
READ_DIFFERENTLY = frozenset({"filter", "input", "map", "zip", "next", "isinstance"})
