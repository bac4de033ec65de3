"""What an earlier migration has written into a file."""

from __future__ import annotations

import ast

from migrator.rules import Knowledge


def is_helper(node: ast.AST, knowledge: Knowledge) -> bool:
    """Whether a statement is a definition that a migration has written."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return False
    docstring = ast.get_docstring(node)
    return docstring is not None and docstring in knowledge.helper_docstrings
