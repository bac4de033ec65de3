"""What findings show runs, and computes what Keras 1 computed.

`fixtures/advice/X.py` is Keras 1 code of which kmigrate leaves something to a person, as its line
`# said:` names it; `X.advised.py` is what that person writes, with what the findings show. Both
compute the same `result`: under the real Keras 1.2.2, and under Keras 3.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from migrator import Options, Severity, migrate

from .drifting import computed, modern_results
from .remarks import remark
from .results import Results

FOLDER = Path(__file__).parents[2] / "fixtures" / "advice"
ADVISED = sorted(FOLDER.glob("*.advised.py"))
_SHOWN = re.compile(r"`([^`]+)`")

pytestmark = pytest.mark.usefixtures("keras")


def original(advised: Path) -> Path:
    return advised.with_name(advised.name.replace(".advised", ""))


def said(advised: Path) -> dict[str, str]:
    """Return what the findings say of the rules that an original names."""
    text = original(advised).read_text("utf-8")
    findings = migrate(text, options=Options(dialect="1")).findings
    actions = {f.rule: f.message for f in findings if f.severity is Severity.ACTION}
    return {rule: actions.get(rule, "") for rule in remark(text, "said").split(", ")}


@pytest.fixture(scope="module")
def of_keras_1(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Results]:
    sources = {p.name.partition(".")[0]: original(p).read_text("utf-8") for p in ADVISED}
    return computed("1.2.2", sources, tmp_path_factory.mktemp("advice"))


@pytest.mark.parametrize("advised", ADVISED, ids=lambda path: path.name)
def test_what_is_advised_computes_the_same(
    advised: Path, keras: ModuleType, of_keras_1: dict[str, Results]
) -> None:
    ours = modern_results(advised.read_text("utf-8"), keras)
    for one, other in zip(ours, of_keras_1[advised.name.partition(".")[0]], strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("advised", ADVISED, ids=lambda path: path.name)
def test_what_is_advised_is_what_the_findings_show(advised: Path) -> None:
    """Of each finding some code is followed: its names and keywords are all there."""
    written = set(names(ast.parse(advised.read_text("utf-8"))))
    for rule, message in said(advised).items():
        shown = [set(names(tree)) for tree in parsed(message)]
        assert any(code and code <= written for code in shown), f"{rule}: {message}"


def parsed(message: str) -> Iterator[ast.AST]:
    """Yield the code that a message shows, as far as it is any: not `axis=`."""
    for text in _SHOWN.findall(message):
        try:
            yield ast.parse(f"{text}: ..." if text.startswith("def ") and ":" not in text else text)
        except SyntaxError:
            continue


def names(tree: ast.AST) -> Iterator[str]:
    """Yield what code takes from Keras and others: attributes, methods, keywords."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield f"{node.arg}="
        elif isinstance(node, ast.FunctionDef):
            yield f"def {node.name}"
