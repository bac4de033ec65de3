"""The parts that need no Keras: builds, alignment, verdicts."""

from __future__ import annotations

from typing import Any

from migrator.verification import (
    LayerRow,
    ModelRow,
    Verification,
    align,
    builds,
    compare,
    drifts,
    rehearsal,
)
from migrator.verification.legacy import numbers

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


def test_functions_that_want_arguments_are_suggested_if_they_make_a_model() -> None:
    source = """
def net(rows, columns, depth=3, *, classes):
    return keras.models.Sequential([Dense(classes)])
def helper(x): return x + 1
def ready(): return Model()
"""
    assert builds.needing_arguments(source) == ("net(ROWS, COLUMNS, classes=CLASSES)",)


def test_methods_that_make_a_model_are_called_or_suggested_too() -> None:
    source = """
class LeNet:
    @staticmethod
    def build(width, depth=3): return Sequential()
class Autoencoder(object):
    def __init__(self, size): self.size = size
    def create(self, *, latent): return keras.models.Model()
class Small:
    def __init__(self, size=3): self.model = Sequential()
class Plain:
    def model(self): return Sequential()
class Own(keras.Model):
    def __init__(self): self.inner = Sequential()
class Vgg:
    def __init__(self, size=3): self.model = self.create(size)
    def create(self, size): return Sequential()
"""
    assert builds.builders(source) == ("Small()", "Plain().model()", "Vgg()")
    suggested = ("LeNet.build(WIDTH)", "Autoencoder(SIZE).create(latent=LATENT)")
    assert builds.needing_arguments(source) == suggested


def test_an_original_that_ends_half_way_is_said_to_whatever_is_wrong_with_the_result() -> None:
    layer = {"name": "a", "class": "Dense", "shape": [None, 3], "params": 12}
    model = {"names": ["m"], "name": "m", "layers": [layer], "inputs": [], "outputs": []}
    stop: Any = {"kind": "ValueError", "message": "no such layer", "line": 8, "harmless": False}
    old = {"models": [model], "stop": stop, "version": "1.2.2"}
    found = compare.verdict(old, {"models": [{"name": "m", "failure": "it broke"}], "stop": None})
    assert found.status == "not-built"
    assert "the original itself ended early, with 1 layer made: ValueError" in found.reason
    stopped = {**old, "stop": dict(stop, harmless=True)}
    again = compare.verdict(stopped, {"models": [None], "stop": None})
    assert "ended early" not in again.reason


def test_what_fails_before_there_is_a_layer_is_passed_over_if_it_did_in_the_original() -> None:
    model = {"names": ["model"], "name": "", "layers": [], "inputs": [], "outputs": []}
    failed = {"kind": "IndexError", "message": "index 2", "line": 7, "text": "x[2] = 1"}
    old = {"models": [model], "stop": None, "version": "1.2.2", "passed": [failed]}
    new = {"models": [{**model, "problems": []}], "stop": None, "passed": [failed]}
    same = compare.verdict(old, new)
    assert same.status == "equal"
    assert "passed over, as there was no layer yet: IndexError: index 2 (line 7)" in same.reason
    ours = {"kind": "TypeError", "message": "no such keyword", "line": 9, "text": "Dense(a=3)"}
    otherwise = {**failed, "kind": "ValueError"}
    assert compare.verdict(old, {**new, "passed": [otherwise]}).status == "equal"
    for passed in ([failed, ours], [failed, failed], [{**otherwise, "text": "x = 1"}]):
        found = compare.verdict(old, {**new, "passed": passed})
        assert found.status == "not-built"
        assert "fails under Keras 3" in found.reason


def test_what_the_report_leaves_to_its_reader_may_fail_before_there_is_a_layer() -> None:
    model = {"names": ["model"], "name": "", "layers": [], "inputs": [], "outputs": []}
    old = {"models": [model], "stop": None, "version": "1.2.2"}
    failed = [
        ("AttributeError", "no attribute 'ConfigProto'", "config = tf.ConfigProto()"),
        ("NameError", "name 'config' is not defined", "config.gpu_options.allow_growth = True"),
    ]
    passed = [{"kind": k, "message": m, "line": 3, "text": t} for k, m, t in failed]
    new = {"models": [{**model, "problems": []}], "stop": None, "passed": passed}
    told = compare.verdict(old, new, left=frozenset({"config = tf.ConfigProto()"}))
    assert told.status == "equal"
    assert told.reason == (
        "fails under Keras 3, as the report says: "
        "AttributeError: no attribute 'ConfigProto' (line 3)"
    )
    assert compare.verdict(old, new).status == "not-built"
    other = {**passed[1], "message": "name 'depth' is not defined"}
    new["passed"] = [passed[0], other]
    left = frozenset({"config = tf.ConfigProto()"})
    assert compare.verdict(old, new, left=left).status == "not-built"


def test_a_file_that_python_refuses_is_to_be_mended_first() -> None:
    stop = {"kind": "SyntaxError", "message": "'return' outside function", "line": 3}
    refused = {"models": [], "stop": stop, "version": "1.2.2"}
    assert compare.verdict(refused, refused).reason.endswith("mend that first.")


def test_models_of_which_nobody_knows_the_input_are_named() -> None:
    nothing = {"models": [], "stop": None, "version": "tf_keras", "shapeless": ["Net", "Net"]}
    said = compare.verdict(nothing, nothing).reason
    assert "the models of the file (Net)" in said
    assert "`# kmigrate: build Sequential([Input((64, 64, 3)), Net()])`" in said


def test_what_could_not_be_built_says_what_to_configure() -> None:
    nothing = {"models": [], "stop": None, "version": "1.2.2", "needing_arguments": ["net(ROWS)"]}
    ended = {"kind": "SystemExit", "message": "the file ended itself with 2", "line": None}
    assert "`# kmigrate: build net(ROWS)`" in compare.verdict(nothing, nothing).reason
    missing = compare.verdict({**nothing, "stubbed": ["seya", "gym"]}, nothing).reason
    assert missing.endswith("Not installed, and replaced by stand-ins: gym, seya.")
    late = {"kind": "Timeout", "message": "it was stopped after 18 s", "line": None}
    assert "longer with --timeout" in compare.verdict({**nothing, "stop": late}, nothing).reason
    reason = compare.verdict({**nothing, "stop": ended}, nothing).reason
    assert "fails under Keras 1.2.2: SystemExit: the file ended itself with 2." in reason
    assert "--argv" in reason


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
    old = [
        layer("max_pooling2d_1", "MaxPooling2D", [None, 8, 8, 4]),
        layer("max_pooling2d_2", "MaxPooling2D", [None, 4, 4, 4]),
    ]
    new = [
        layer("max_pooling2d", "MaxPooling2D", [None, 8, 8, 4]),
        layer("max_pooling2d_1", "MaxPooling2D", [None, 4, 4, 4]),
    ]
    assert align.pair_layers(old, new) == [(0, 0), (1, 1)]


def test_layers_that_are_used_in_another_order_find_each_other() -> None:
    """A Sequential that knows its input is built before those that do not."""
    old = [
        layer("embedding_1", "Embedding", [None, None, 64], 640),
        layer("dropout_1", "Dropout", [None, None, 64]),
        layer("embedding_2", "Embedding", [None, 5, 64], 640),
        layer("dropout_2", "Dropout", [None, 5, 64]),
    ]
    new = [
        layer("embedding_2", "Embedding", [None, 5, 64], 640),
        layer("dropout_2", "Dropout", [None, 5, 64]),
        layer("embedding", "Embedding", [None, 11, 64], 640),
        layer("dropout", "Dropout", [None, 11, 64]),
    ]
    assert align.pair_layers(old, new) == [(0, 2), (1, 3), (2, 0), (3, 1)]


def test_models_pair_by_name_then_by_size() -> None:
    def model(names: list[str], params: int) -> dict[str, Any]:
        return {"names": names, "params": params, "outputs": [[None, params]]}

    old = [model([], 1), model(["a"], 2), model(["b"], 3)]
    new = [model(["b"], 3), model([], 9), model(["a"], 5), model([], 1)]
    assert align.pair_models(old, new) == [3, 2, 0]


def report(layers: list[dict[str, Any]], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    shapes = {"inputs": [[None, 4]], "outputs": [[None, 2]]}
    model = {"names": ["model"], "name": "m", "layers": layers, **shapes, **more}
    return {"models": [model], "stop": None}


def problem(aspect: str, said: str, number: int | None = None) -> dict[str, Any]:
    return {"aspect": aspect, "said": said, "number": number, "class": ""}


def test_a_problem_is_a_difference_and_its_likely_cause_is_told() -> None:
    gates = layer("gates", "LSTM", [None, 2], 56) | {"config": {}}
    said = "outputs differ by up to 0.1"
    parted = {"layer": "gates", "where": [0, 1], "legacy": 1.0, "modern": 0.9, "rate": 5.0}
    old, new = (
        report([gates]),
        report([gates], problems=[problem("outputs", said, 0)], parted=parted),
    )
    found = compare.verdict(old, new)
    assert found.status == "different"
    assert found.reason.startswith(f"model: {said} (likely cause: the gates of Keras 1")
    parting = found.models[0].parting
    assert parting is not None
    assert (parting.layer, parting.where, parting.legacy) == ("gates", (0, 1), 1.0)
    assert "hard_sigmoid" in parting.cause
    assert compare.verdict(old, report([gates])).status == "equal"


def test_first_weights_that_one_cause_explains_are_told_once() -> None:
    layers = [layer(f"conv_{i}", "Convolution2D", [None, 2, 2, 2], 10) for i in range(3)]
    wide = {"said": "starts within 4 standard deviations", "class": "Convolution2D"}
    found = [
        problem("initial", f"a weight of conv_{i} starts within 4", i) | wide for i in (0, 1, 2)
    ]
    old = report([one | {"config": {"init": "he_normal"}} for one in layers])
    verdict = compare.verdict(old, report(layers, problems=found))
    assert verdict.status == "different"
    assert verdict.reason.count("starts within") == 1
    assert verdict.reason.endswith("and so on in 2 more")


def test_what_the_migration_announced_is_a_remark() -> None:
    dense = layer("dense", "Dense", [None, 2], 10)
    stops = problem("callbacks.EarlyStopping", "EarlyStopping stops an epoch earlier")
    old, new = report([dense]), report([dense], problems=[stops])
    assert compare.verdict(old, new).status == "different"
    found = compare.verdict(old, new, frozenset({"keras.callbacks.EarlyStopping"}))
    assert found.status == "equal"
    assert "as announced, EarlyStopping stops an epoch earlier" in found.reason


def test_layers_without_weights_may_come_and_go_but_no_others() -> None:
    dense = layer("dense_1", "Dense", [None, 2], 10) | {"config": {}}
    noise = layer("dropout_1", "Dropout", [None, 2]) | {"config": {}}
    assert compare.verdict(report([dense, noise]), report([dense])).status == "equal"
    assert compare.verdict(report([noise]), report([dense])).status == "different"


def test_json_is_what_the_schema_says() -> None:
    row = LayerRow("a", "Dense", "Dense", [None, 2], [None, 2], 6, 6, 6, 6)
    found = Verification("equal", "", (ModelRow("model", 0.0, (row,)),), originals=1)
    assert found.as_json() == {
        "status": "equal",
        "reason": "",
        "originals": 1,
        "layers": [
            {
                "name": "a",
                "legacy_class": "Dense",
                "modern_class": "Dense",
                "legacy_shape": [None, 2],
                "modern_shape": [None, 2],
                "legacy_params": 6,
                "modern_params": 6,
                "legacy_trainable": 6,
                "modern_trainable": 6,
                "rate": None,
                "max_rel_diff": None,
                "legacy_reads": (),
                "modern_reads": (),
            }
        ],
        "models": [
            {
                "name": "model",
                "max_abs_diff": 0.0,
                "max_rel_diff": None,
                "note": "",
                "parting": None,
            }
        ],
    }


def test_what_only_keras_1_did_is_no_cause_of_a_difference_to_a_later_release() -> None:
    layer = {"class": "BatchNormalization", "config": {}}
    problem = {"aspect": "training", "said": "", "number": 0, "class": ""}
    names = [
        [drift.name for drift in drifts.causes(problem, {"layers": [layer]}, version)]
        for version in ("1.2.2", "2.0.9", "tf_keras")
    ]
    assert ["bn_modes" in found for found in names] == [True, False, False]


def test_a_callback_that_is_mended_is_not_one_that_differs() -> None:
    life = {"class": "EarlyStopping", "warned": False, "stopped": 13, "rates": [], "files": []}
    astray = {**life, "warned": True, "stopped": None}  # it watches `val_acc`, say
    assert rehearsal.callbacks_differ([astray], [life]) == []
    assert len(rehearsal.callbacks_differ([life], [astray])) == 1


def test_statistics_of_few_numbers_are_those_of_rows() -> None:
    def normalised(*shape: int | None) -> bool:
        layer = {"class": "BatchNormalization", "shape": list(shape)}
        return numbers.normalises_rows(layer)

    assert normalised(None, 8)
    assert normalised(None, 1, 1, 2048)
    assert not normalised(None, 4, 4, 8)
    assert not normalised(None, None, 8)
