"""The words of Keras 1 that Keras 2 took, held against its own `legacy/interfaces.py`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrator import verification
from migrator.knowledge.keras2 import interfaces
from migrator.verification import LegacyUnavailable

#: What preprocessors of that module take, not tables: sizes one by one, and what is ignored.
PREPROCESSED = {
    "BatchNormalization": {"mode"},
    "Conv2DTranspose": {"output_shape"},
    "ConvLSTM2D": {"forget_bias_init"},
    "Embedding": {"dropout"},
    **{layer: {"forget_bias_init"} for layer in ("SimpleRNN", "GRU", "LSTM")},
}
UNTOLD = {"LocallyConnected1D", "LocallyConnected2D"}  # Keras 3 has none: their calls are reported


@pytest.fixture(params=["2.0.9", "2.2.4", "2.3.1"])
def package(request: pytest.FixtureRequest) -> Path:
    try:
        return verification.fetch(request.param) / "keras"
    except LegacyUnavailable as error:
        pytest.skip(str(error))


def tables(package: Path) -> dict[str, dict[str, str]]:
    """Return what each decorator of the module renames."""
    found = {}
    for node in ast.parse((package / "legacy" / "interfaces.py").read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            given = {k.arg: k.value for k in node.value.keywords}
            name = node.targets[0].id  # type: ignore[attr-defined]
            pairs = ast.literal_eval(given["conversions"]) if "conversions" in given else []
            found[name] = dict(pairs)
    return found


def decorated(package: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the class, the method and the decorator of all that has one."""
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for owner in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
            for method in (node for node in owner.body if isinstance(node, ast.FunctionDef)):
                for text in map(ast.unparse, method.decorator_list):
                    if text.startswith("interfaces."):
                        yield owner.name, method.name, text.partition(".")[2]


def test_layers_take_the_words_that_their_interfaces_renamed(package: Path) -> None:
    renamed = tables(package)
    layers = {
        owner: renamed[decorator]
        for owner, method, decorator in decorated(package)
        if method == "__init__" and owner not in {*UNTOLD, "InputLayer", "Network", "Container"}
    }
    for n in (2, 3):
        pairs = layers.pop(f"_GlobalPooling{n}D")
        layers |= {f"Global{kind}Pooling{n}D": pairs for kind in ("Average", "Max")}
    pooling = {
        f"{kind}Pooling{n}D": renamed[f"legacy_pooling{n}d_support"]
        for kind in ("Average", "Max")
        for n in (1, 2, 3)
    }
    for layer, pairs in {**layers, **pooling}.items():
        known = dict(interfaces.SPELLINGS.get(layer, {}))
        for word in PREPROCESSED.get(layer, ()):
            known.pop(word)
        assert known == pairs, layer


def test_models_and_their_methods_take_the_words_that_were_renamed(package: Path) -> None:
    renamed = tables(package)
    assert renamed["legacy_model_constructor_support"] == interfaces.MODEL
    of_samples = {"samples_per_epoch", "val_samples", "nb_val_samples"}  # other numbers: reported
    by_generator = renamed["legacy_generator_methods_support"].items()
    assert {
        k: v for k, v in by_generator if k not in of_samples
    }.items() <= interfaces.GENERATORS.items()
