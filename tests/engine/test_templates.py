"""Templates of expressions, with old arguments in their places."""

from __future__ import annotations

import libcst as cst
import pytest

from migrator.engine.writing.templates import fill


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("f(«0»)", "f(a + b)"),
        ("«0» * 2", "(a + b) * 2"),
        ("«0» * f(«0»)", "(a + b) * f((a + b))"),  # the same in each place, wherever it comes last
        ("f(«0») * «0»", "f((a + b)) * (a + b)"),
    ],
)
def test_an_argument_is_bracketed_where_the_template_binds_tighter(
    template: str, filled: str
) -> None:
    argument = cst.Arg(cst.parse_expression("a + b"))
    assert cst.Module([]).code_for_node(fill(template, [argument])) == filled
