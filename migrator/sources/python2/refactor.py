"""fissix at work: its fixers, kept to names they mean, with a record of what each one did."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from copy import copy
from functools import cache, lru_cache
from importlib import import_module
from operator import attrgetter
from typing import Any, TypeAlias

from fissix import pygram
from fissix.fixes import fix_asserts, fix_imports, fix_imports2, fix_types, fix_urllib
from fissix.pgen2 import driver, token
from fissix.pgen2.parse import ParseError
from fissix.pgen2.tokenize import TokenError
from fissix.pytree import convert
from fissix.refactor import RefactoringTool

from migrator.errors import TooLargeError, UnparsableError
from migrator.findings import Change, Span
from migrator.patterns import regex
from migrator.sources.python2.fixers import BY_NAME, SYNTAX, Fixer
from migrator.sources.python2.forms import future_features
from migrator.sources.python2.lists import is_argument, needs_no_list

Tree: TypeAlias = Any  # fissix has no types
_Wanted: TypeAlias = tuple[str, frozenset[str]]  # a fixer, and the modules it is made for
_UNPARSABLE = (ParseError, TokenError, IndentationError, RecursionError)
_CAUGHT = regex(r"\s*except\b.*\b(?:ImportError|ModuleNotFoundError|NameError)\b|\s*except\s*$")
_VERSION = regex(r"\bversion|\bPY[23]\b")
# The words without which a fixer has nothing to do, of those that have a table of them.
_NEEDED = {
    "asserts": frozenset(fix_asserts.NAMES),
    "imports": frozenset(fix_imports.MAPPING),
    "imports2": frozenset(fix_imports2.MAPPING),
    "types": frozenset(fix_types._TYPE_MAPPING),  # noqa: SLF001 - it has no other name
    # What `imports` makes `urllib.parse` is looked at again.
    "urllib": frozenset({"urlparse", "robotparser", *fix_urllib.MAPPING}),
}
# Whose pattern has each module that they know several times: it is made for those that a text has.
_BY_MODULE = frozenset({"imports", "imports2"})
_ALL: frozenset[str] = frozenset()
_MOST = 1_500_000
_ESCAPED = regex(r"\\[uUN]")


def parse(text: str, *, print_statement: bool = True) -> Tree:
    """Parse Python 2; the text ends in a newline and has no carriage returns.

    Raises:
        UnparsableError: it is not Python 2 either.
        TooLargeError: it takes longer than a minute, surveyed and migrated.
    """
    if len(text) > _MOST:
        raise TooLargeError(
            f"This is Python 2, and no more than {_MOST:,} characters of it are converted at once:"
            " split it, or make it Python 3 first."
        )
    features = future_features(text)
    grammars = [pygram.python_grammar, pygram.python_grammar_no_print_statement]
    if not print_statement or "print_function" in features:
        del grammars[0]
    for grammar in grammars:
        with suppress(*_UNPARSABLE):
            tree = driver.Driver(grammar, convert=convert).parse_string(text)
            tree.future_features = features
            return tree
    raise UnparsableError("Not Python 2.")


def fix_syntax(tree: Tree) -> list[Change]:
    """Apply what Python 3 needs to parse the text."""
    names = frozenset(fixer.name for fixer in SYNTAX)
    return _tool(frozenset((name, _ALL) for name in names | {"unicode"})).run(tree, _is_syntax)


def fix_run_time(
    tree: Tree,
    bound: frozenset[str],
    only: frozenset[str],
    *,
    gone: bool = False,
    converted: bool = False,
) -> list[Change]:
    """Apply those fixers that Python 3 needs to run it, but for names that the file binds itself.

    gone: only where Python 3 has no such thing, as the text may be Python 3. converted: it may have
    been converted before: `for k, v in d.items():` was `iteritems()` then, and `f(range(3))` had
    `xrange`. What the author does for both Pythons stays, as in `try: import cPickle`.
    """

    def meant(fixer: Fixer, node: Tree, results: dict[str, Any]) -> bool:
        if _is_chosen(node) or needs_no_list(fixer.name, node, results):
            return False
        if fixer.name == "dict" and (gone or (converted and node.parent.type == _FOR)):
            return str(results["method"][0].value).startswith(("iter", "view"))
        was_range = fixer.name == "xrange" and results["name"].value == "range"
        if converted and was_range and is_argument(node):
            return False  # it may have been `xrange`
        if fixer.name == "next":
            return "attr" not in results or "base" in results  # `node.next` may be a linked list
        return not fixer.builtins or _is_builtin(fixer, node, bound)

    return _tool(_busy(only, tree)).run(tree, meant)


def _busy(names: frozenset[str], tree: Tree) -> frozenset[_Wanted]:
    """Return those of some fixers that may have something to do: a text needs few of them."""
    words = {getattr(node, "value", "") for node in _nodes(tree)}
    found = {name: _NEEDED.get(name, BY_NAME[name].words) & words for name in names}
    return frozenset(
        (name, has if name in _BY_MODULE else _ALL) for name, has in found.items() if has
    )


def _is_chosen(node: Tree) -> bool:
    """Whether a node is in code that depends on which Python runs it."""
    while node.parent is not None:
        node = node.parent
        if node.type == _TRY and any(_CAUGHT.match(str(child)) for child in node.children):
            return True
        if node.type == _IF and _VERSION.search(str(node.children[1])):
            return True
    return False


def _is_syntax(fixer: Fixer, node: Tree, _: dict[str, Any]) -> bool:
    """Whether Python 3 reads a node differently; of `unicode`, that is what strings hold."""
    if fixer.name == "print":
        return not _is_in_brackets(node)
    if fixer.name != "unicode":
        return True
    if node.type != token.STRING:
        return False
    prefix = node.value[: len(node.value) - len(node.value.lstrip("uUrRbB"))].lower()
    return prefix == "ur" or (not prefix and _ESCAPED.search(node.value) is not None)


def _is_in_brackets(statement: Tree) -> bool:
    """Whether one value is printed, in brackets: `print (x)` says the same in Python 3."""
    argument = statement.children[-1]
    brackets = len(statement.children) == 2 and str(argument).lstrip().startswith("(")  # noqa: PLR2004
    if not brackets or argument.type != _ATOM or len(argument.children) != 3:  # noqa: PLR2004
        return False
    inner = argument.children[1]
    return inner.type != _TUPLE or all(c.type != token.COMMA for c in inner.children)


def _is_builtin(fixer: Fixer, node: Tree, bound: frozenset[str]) -> bool:
    name = next((n for n in node.leaves() if n.value in fixer.builtins), None)
    if name is None or name.type != token.NAME:
        return False
    before, after = name.prev_sibling, name.next_sibling
    keyword = after is not None and after.type == token.EQUAL and name.parent.type != _STATEMENT
    attribute = before is not None and before.type == token.DOT
    return name.value not in bound and not attribute and not keyword


_TRY = pygram.python_symbols.try_stmt
_IF = pygram.python_symbols.if_stmt
_FOR = pygram.python_symbols.for_stmt
_ATOM = pygram.python_symbols.atom
_TUPLE = pygram.python_symbols.testlist_gexp
_STATEMENT = pygram.python_symbols.expr_stmt
_Guard: TypeAlias = Callable[[Fixer, Tree, dict[str, Any]], bool]


class _Tool(RefactoringTool):  # type: ignore[misc]
    """fissix's own tool, whose fixers ask first and say what they did."""

    def __init__(self, wanted: frozenset[_Wanted]) -> None:
        super().__init__(sorted(wanted))
        self.guard: _Guard | None = None
        self.changes: list[Change] = []
        for heads in (self.bmi_pre_order_heads, self.bmi_post_order_heads):
            if not any(heads.values()):
                heads.clear()  # it walks over the tree for nobody otherwise

    def get_fixers(self) -> tuple[list[Any], list[Any]]:
        """Return those that look at a node before its parts, and those that look at it after."""
        made = sorted(map(self._watched, self.fixers), key=attrgetter("run_order"))
        before, after = ([f for f in made if f.order == order] for order in ("pre", "post"))
        return before, after

    def run(self, tree: Tree, guard: _Guard) -> list[Change]:
        self.guard, self.changes = guard, []
        for node in _nodes(tree):
            node.was_checked = False  # fissix passes by what an earlier tool has looked at
        self.refactor_tree(tree, "")
        return self.changes

    def _watched(self, wanted: _Wanted) -> Any:  # noqa: ANN401 - one of fissix's
        known, fixer = BY_NAME[wanted[0]], copy(_fixer(*wanted))
        transform = fixer.transform

        def watched(node: Tree, results: dict[str, Any]) -> Tree:
            assert self.guard is not None  # noqa: S101 - set by run()
            if not self.guard(known, node, results):
                return None
            before, parent, span = str(node), node.parent, _span(node)
            root = _root(node)
            statements = len(root.children)
            new = transform(node, results)
            imported = len(root.children) != statements
            if str(node if new is None else new) != before or node.parent is not parent or imported:
                self.changes.append(Change(span, known.rule, known.message))
            return new

        fixer.transform = watched
        return fixer


@cache
def _fixer(name: str, modules: frozenset[str]) -> Any:  # noqa: ANN401 - one of fissix's
    """Make one of its fixers, once for each process: patterns take longer to compile than files."""
    module = import_module(f"fissix.fixes.fix_{name}")
    kind = getattr(module, f"Fix{name.title().replace('_', '')}")
    if modules:
        names = {*modules, *list(kind.mapping)[:2]}  # of one alone, it would not make a list
        kept = {old: new for old, new in kind.mapping.items() if old in names}
        kind = type(kind.__name__, (kind,), {"mapping": kept})
    return kind(dict(RefactoringTool._default_options), [])  # noqa: SLF001 - as a tool does itself


_tool = lru_cache(maxsize=64)(_Tool)


def _nodes(tree: Tree) -> list[Tree]:
    """Return all nodes of a tree; fissix nests a generator for each level."""
    found = [tree]
    for node in found:  # the list is the queue
        found += node.children
    return found


def _root(node: Tree) -> Tree:
    while node.parent is not None:
        node = node.parent
    return node


def _span(node: Tree) -> Span:
    """Return where a node stood in the input; what earlier fixers inserted has no place."""
    leaves = [leaf for leaf in node.leaves() if leaf.lineno and leaf.value.strip()]
    if not leaves:
        return Span(1, 0, 1, 0)
    first, last = leaves[0], leaves[-1]
    lines = last.value.split("\n")
    column = last.column if len(lines) == 1 else 0
    return Span(first.lineno, first.column, last.lineno + len(lines) - 1, column + len(lines[-1]))
