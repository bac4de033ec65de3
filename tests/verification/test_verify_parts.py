"""The parts that need no Keras: builds, alignment, verdicts."""

from __future__ import annotations

from typing import Any

from migrator.verification import LayerRow, ModelRow, Verification, align, builds, compare

SOURCE = """
def plain(): pass
def sized(n, *, deep=False): pass
def keyed(*, needed): pass
def unknown(n): pass
class Net:
    def build(self): pass
sized(3, deep=True)
unknown(len("x"))
# kmigrate: build unknown(7)
model = plain()   # kmigrate:build  sized((1, 2), deep=True)
"""


def test_builders_are_calls_that_need_nothing_from_outside() -> None:
    assert builds.builders(SOURCE) == ("plain()", "sized(3, deep=True)")
    assert builds.named_builds(SOURCE) == ("unknown(7)", "sized((1, 2), deep=True)")


def layer(name: str, kind: str, shape: list[int | None], params: int = 0) -> dict[str, Any]:
    return {"name": name, "class": kind, "shape": shape, "params": params}


def test_layers_pair_by_given_names_then_by_role_and_shape() -> None:
    old = [
        layer("convolution2d_1", "Convolution2D", [None, 8, 8, 4], 40),
        layer("merge_1", "Merge", [None, 1, 1]),
        layer("dropout_1", "Dropout", [None, 1]),
        layer("last", "Dense", [None, 2], 6),
        layer("dense_1", "Dense", [None, 2], 6),
    ]
    new = [
        layer("conv2d", "Conv2D", [None, 8, 8, 4], 40),
        layer("dot", "Dot", [None, 1]),
        layer("reshape", "Reshape", [None, 1, 1]),
        layer("dropout", "Dropout", [None, 1]),
        layer("dense", "Dense", [None, 2], 6),
        layer("last", "Dense", [None, 2], 6),
    ]
    pairs = [p for p in align.pair_layers(old, new) if None not in p]
    assert pairs == [(0, 0), (1, 2), (2, 3), (3, 5), (4, 4)]


def test_automatic_names_say_nothing() -> None:
    old = [layer("dense_1", "Dense", [None, 2], 6), layer("dense_2", "Dense", [None, 3], 9)]
    new = [layer("dense", "Dense", [None, 2], 6), layer("dense_1", "Dense", [None, 3], 9)]
    assert align.pair_layers(old, new) == [(0, 0), (1, 1)]


def test_models_pair_by_name_then_by_size() -> None:
    def model(names: list[str], params: int) -> dict[str, Any]:
        return {"names": names, "params": params, "outputs": [[None, params]]}

    old = [model([], 1), model(["a"], 2), model(["b"], 3)]
    new = [model(["b"], 3), model([], 9), model(["a"], 5), model([], 1)]
    assert align.pair_models(old, new) == [3, 2, 0]


def report(layers: list[dict[str, Any]], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    shapes = {"inputs": [[None, 4]], "outputs": [[None, 2]]}
    model = {"names": ["model"], "name": "m", "layers": layers, "rounding": 0.0, **shapes, **more}
    return {"models": [model], "stop": None}


def test_a_difference_above_the_allowed_is_different_and_one_below_is_not() -> None:
    layers = [layer("dense_1", "Dense", [None, 2], 10)]
    old = report(layers)
    near = report(layers, difference=1e-6, allowed=1e-5)
    far = report(layers, difference=1e-4, allowed=1e-5)
    broken = report(layers, difference=float("nan"), allowed=1e-5)
    assert compare.verdict(old, near).status == "equal"
    assert compare.verdict(old, far).status == "different"
    assert compare.verdict(old, broken).status == "different"


def test_layers_without_weights_may_come_and_go_but_no_others() -> None:
    dense = layer("dense_1", "Dense", [None, 2], 10)
    noise = layer("dropout_1", "Dropout", [None, 2])
    numbers = {"difference": 0.0, "allowed": 1e-5}
    assert compare.verdict(report([dense, noise]), report([dense], **numbers)).status == "equal"
    assert compare.verdict(report([noise]), report([dense], **numbers)).status == "different"


def test_json_is_what_the_schema_says() -> None:
    row = LayerRow("a", "Dense", "Dense", [None, 2], [None, 2], 6, 6)
    found = Verification("equal", "", (ModelRow("model", 0.0, (row,)),))
    assert found.as_json() == {
        "status": "equal",
        "reason": "",
        "layers": [
            {
                "name": "a",
                "legacy_class": "Dense",
                "modern_class": "Dense",
                "legacy_shape": [None, 2],
                "modern_shape": [None, 2],
                "legacy_params": 6,
                "modern_params": 6,
            }
        ],
        "models": [{"name": "model", "max_abs_diff": 0.0}],
    }
