"""Where Python 2 gave a list and Python 3 gives something that does as well."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from fissix.pgen2 import token
from fissix.pygram import python_symbols

from migrator.patterns import regex

Tree: TypeAlias = Any  # fissix has no types
_TAKE_ALL = frozenset(
    {"enumerate", "zip", "map", "filter", "sorted", "list", "set", "tuple", "dict", "sum"}
    | {"any", "all", "min", "max", "iter", "OrderedDict", "Counter"}
)
_TAKE_RANGES = frozenset(
    {"array", "asarray", "sample", "permutation", "combinations", "tqdm", "tqdm_notebook"}
)
_LOOPS = frozenset({python_symbols.comp_for})
_PLAIN = regex(r"[\w.]+")


def needs_no_list(fixer: str, node: Tree, results: dict[str, Any]) -> bool:
    """Whether what a fixer would put into `list()` is only iterated over, measured or searched."""
    if fixer == "xrange" and results["name"].value == "xrange":
        return False
    if fixer == "dict" and not results["method"][0].value.startswith(("keys", "values", "items")):
        return False
    if fixer == "dict":
        return not results["tail"] and (_is_taken(node, {"len"}) or _is_loop(node, results))
    if fixer == "xrange":
        return not results["rest"] and _is_taken(node, {"len", "reversed", *_TAKE_RANGES})
    return fixer in {"map", "filter", "zip"} and _is_taken(node, set())


def is_argument(node: Tree) -> bool:
    """Whether a node is given to a function, as it is."""
    return bool(_function(node))


def _is_taken(node: Tree, more: set[str]) -> bool:
    """Whether a node is searched by `in`, looped over in a comprehension, or an argument."""
    before = node.prev_sibling
    if before is not None and str(before).split()[-1:] == ["in"]:
        return node.parent.type in _LOOPS or (not _lazy(node) and _is_comparison(node))
    return _function(node) in _TAKE_ALL | more


def _lazy(node: Tree) -> bool:
    return str(node.children[0]).strip() in {"map", "filter", "zip"}


def _is_comparison(node: Tree) -> bool:
    return bool(node.parent.type == python_symbols.comparison)


def _function(node: Tree) -> str:
    """Return the name of what is called with a node as an argument."""
    parent = node.parent
    if parent is not None and parent.type == python_symbols.arglist:
        parent = parent.parent
    if parent is None or parent.type != python_symbols.trailer or parent.children[0].value != "(":
        return ""
    called = parent.prev_sibling
    if called is None:
        return ""
    leaf = called if called.type == token.NAME else list(called.leaves())[-1]
    return str(leaf.value) if called is leaf or str(called).lstrip().startswith(".") else ""


def _is_loop(node: Tree, results: dict[str, Any]) -> bool:
    """Whether a `for` runs over a dictionary that its body does not even mention."""
    statement, head = node.parent, "".join(map(str, results["head"])).strip()
    if statement.type != python_symbols.for_stmt or not _PLAIN.fullmatch(head):
        return False
    return not re.search(rf"\b{re.escape(head)}\b", str(statement.children[5]))
