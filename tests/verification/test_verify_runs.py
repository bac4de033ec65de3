"""What happens around the models: builders, failures, stand-ins, the sandbox."""

from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from migrator.verification import Project, Settings, try_orderings
from migrator.verification.children import workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from migrator.verification import Shape, Verification
    from migrator.verification.results import Ordering

    Verify = Callable[..., Verification]

pytestmark = pytest.mark.keras

BEFORE = """
from keras.layers import Dense
from keras.models import Sequential
{}
def narrow(width=4):
    return Sequential([Dense(2, input_dim=width)])

def wide(width):
    return Sequential([Dense(3, input_dim=width)])
{}
"""
AFTER = BEFORE.replace("import Dense", "import Dense, Input").replace(
    "[Dense(2, input_dim=width)]", "[Input((width,)), Dense(2)]"
)
AFTER = AFTER.replace("[Dense(3, input_dim=width)]", "[Input((width,)), Dense(3)]")


def names(found: Verification) -> list[str]:
    return [model.name for model in found.models]


def test_builders_are_called_where_the_file_makes_no_model(verify: Verify) -> None:
    """A Sequential that is rebuilt after a use is still one model."""
    rebuilt = "\ndef grown():\n    m = narrow(); m.output_shape; m.add(Dense(5)); return m"
    found = verify(BEFORE.format("", rebuilt), AFTER.format("", rebuilt))
    assert (found.status, names(found)) == ("equal", ["narrow()", "grown()"])


def test_builds_are_named_by_settings_and_comments(verify: Verify) -> None:
    before = BEFORE.format("", "model = narrow(2)  # kmigrate: build wide(7)")
    after = AFTER.format("", "model = narrow(2)")
    found = verify(before, after, settings=Settings(builds=("wide(5)",)))
    assert (found.status, names(found)) == ("equal", ["model", "wide(5)", "wide(7)"])


def test_a_whole_script_runs_with_stand_ins(verify: Verify) -> None:
    script = """
import sys
import cv2, matplotlib.pyplot as plt
from sklearn.metrics import roc_curve
from keras.datasets import mnist
{0}
if __name__ == '__main__':
    (x, y), _ = mnist.load_data()
    x = x.reshape(60000, 784)[:int(sys.argv[1])]
    words = open('no/such/file.txt').read().split()
    cv2.imshow('first', x[0])
    figure, axes = plt.subplots()
    {1}
    history = model.{2}
    plt.plot(history.history['loss'])
    for batch in range(10 ** 9):
        model.train_on_batch(x, x[:, :2])
"""
    before = script.format(
        "from keras.layers import Dense\nfrom keras.models import Sequential",
        "model = Sequential([Dense(2, input_dim=784)]); model.compile('sgd', 'mse')",
        "fit(x, x[:, :2], nb_epoch=2)",
    )
    after = script.format(
        "from keras.layers import Dense, Input\nfrom keras.models import Sequential",
        "model = Sequential([Input((784,)), Dense(2)]); model.compile('sgd', 'mse')",
        "fit(x, x[:, :2], epochs=2)",
    )
    found = verify(before, after, settings=Settings(argv=("9",)))
    assert found.status == "equal", found.reason
    assert "cv2" in found.reason
    assert "no/such/file.txt is not there" in found.reason
    assert "training loop" in found.reason
    unchanged = after.replace("epochs=2", "nb_epoch=2")
    found = verify(before, unchanged, settings=Settings(argv=("9",)))
    assert found.status == "not-built"
    assert "nb_epoch" in found.reason


def test_a_session_that_is_left_to_the_reader_does_not_hide_the_model(verify: Verify) -> None:
    """And TensorBoard is there, which Keras 2 makes of a part that TensorFlow no longer has."""
    script = """
import tensorflow as tf
from keras.callbacks import TensorBoard
from keras.layers import Dense
from keras.models import Sequential
if tf:
    config = tf.ConfigProto()
    config.gpu_options.allow_growth = True
model = Sequential([Dense(3, input_shape=(4,))])
model.compile('sgd', 'mse')
model.fit([], [], epochs=2, callbacks=[TensorBoard('logs')])
"""
    settings = Settings(legacy_version="2.2.4")
    found = verify(script, script, settings=settings)
    assert found.status == "not-built"
    assert "ConfigProto" in found.reason
    told = replace(settings, left=frozenset({"config = tf.ConfigProto()"}))
    found = verify(script, script, settings=told)
    assert found.status == "equal", found.reason
    assert "fails under Keras 3, as the report says: AttributeError" in found.reason
    assert "ended early" not in found.reason


def test_what_fails_once_there_is_a_layer_is_not_passed_over(verify: Verify) -> None:
    """What is built behind it might lack a part of the model."""
    before = """
from keras.layers import Dense, Input
from keras.models import Model
n = {}['data']
x = Input((4,))
x = Dense(n)(x)
model = Model(x, Dense(3)(x))
"""
    found = verify(before, before.replace("Input((4,))", "Input(shape=(4,))"))
    assert found.status == "not-built"
    assert "the original fails under Keras 1.2.2: KeyError: 'data' (line 4)" in found.reason


def test_a_failure_names_side_line_and_what_to_do(verify: Verify) -> None:
    found = verify("import keras\nkeras.nonsense()\n", "import keras\n")
    assert found.status == "not-built"
    assert "original" in found.reason
    assert "line 2" in found.reason
    assert "# kmigrate: build" in found.reason
    good = BEFORE.format("", "model = narrow()")
    found = verify(good, AFTER.format("", "model = narrow(unknown=1)"))
    assert found.status == "not-built"
    assert "result fails under Keras 3: TypeError" in found.reason
    assert "(line 10)" in found.reason
    loads = "from keras.models import load_model\nmodel = load_model('old.h5')\n"
    found = verify(loads, loads)
    assert "the model would be loaded from old.h5, which is not there (line 2)" in found.reason
    assert "Verify the file that makes this model" in found.reason


def test_models_made_before_a_failure_on_both_sides_are_compared(verify: Verify) -> None:
    end = "model = narrow()\nraise ValueError('no data here')"
    found = verify(BEFORE.format("", end), AFTER.format("", end))
    assert (found.status, names(found)) == ("equal", ["model"])
    assert "no data here" in found.reason


def test_a_layer_that_both_sides_refuse_is_of_no_model(verify: Verify) -> None:
    end = "from keras.layers import Reshape\nmodel = narrow()\nmodel.add(Reshape((5,)))"
    found = verify(BEFORE.format("", end), AFTER.format("", end))
    assert (found.status, names(found)) == ("equal", ["model"]), found.reason


def test_a_model_whose_making_fails_on_both_sides_hides_no_other(verify: Verify) -> None:
    end = "from keras.models import Model\nmodel = narrow()\nbroken = Model((3, 4, 4), model)"
    found = verify(BEFORE.format("", end), AFTER.format("", end))
    assert (found.status, names(found)) == ("equal", ["model"]), found.reason
    assert "the result ended early" in found.reason


def test_a_script_that_never_ends_is_stopped(verify: Verify) -> None:
    """Also where interrupts are ignored, as in what a shell runs in the background."""
    end = "model = narrow()\nwhile True: pass"
    workers.stop()
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    found = verify(BEFORE.format("", end), AFTER.format("", end), settings=Settings(timeout=30))
    signal.signal(signal.SIGINT, handler)
    assert (found.status, names(found)) == ("equal", ["model"]), found.reason
    assert "Timeout" in found.reason


def test_code_is_kept_from_files_network_and_secrets(
    verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_TOKEN", "secret")
    target = tmp_path / "mine.txt"
    target.write_text("mine", encoding="utf-8")
    attempts = f"""
import os, socket, subprocess
def refused(action):
    try:
        action()
    except OSError:
        return True
    return False
assert refused(lambda: open({str(target)!r}, 'w'))
assert refused(lambda: os.remove({str(target)!r}))
assert refused(lambda: socket.create_connection(('127.0.0.1', 9), 1))
assert refused(lambda: subprocess.run(['true']))
assert 'SOME_TOKEN' not in os.environ
assert not os.path.exists(os.path.expanduser('~/.bashrc'))
open('here.txt', 'w').write('allowed')
model = narrow()
"""
    found = verify(BEFORE.format("", attempts), AFTER.format("", attempts))
    assert found.status == "equal", found.reason
    assert "ended early" not in found.reason
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_dynamic_file_is_compared_under_either_ordering(verify: Verify) -> None:
    shapes = """
rows = 12
if {0} == '{1}':
    shape = (1, rows, rows)
else:
    shape = (rows, rows, 1)
"""
    before = (
        "from keras import backend as K\nfrom keras.layers import Convolution2D\n"
        "from keras.models import Sequential\n"
        + shapes.format("K.image_dim_ordering()", "th")
        + "model = Sequential([Convolution2D(2, 3, 3, input_shape=shape)])\n"
    )
    after = (
        "from keras import config\nfrom keras.layers import Conv2D, Input\n"
        "from keras.models import Sequential\n"
        + shapes.format("config.image_data_format()", "channels_first")
        + "model = Sequential([Input(shape), Conv2D(2, (3, 3))])\n"
    )
    expectations: dict[Ordering, Shape] = {"th": [None, 2, 10, 10], "tf": [None, 10, 10, 2]}
    for ordering, expected in expectations.items():
        found = verify(before, after, settings=Settings(ordering=ordering))
        assert found.status == "equal", found.reason
        assert found.layers[0].modern_shape == expected


POOLED = """
from keras.layers import Convolution2D, MaxPooling2D
from keras.models import Sequential
def create_model(shape={shape}):
    model = Sequential([Convolution2D(2, 3, 3, input_shape=shape, border_mode='same')])
    model.add(MaxPooling2D((2, 2)))
    return model
"""


@pytest.mark.usefixtures("legacy_keras")
@pytest.mark.parametrize(
    ("shape", "end", "ordering", "said"),
    [
        ("(1, 12, 12)", "", "th", "but not with channels_last: ValueError: Negative dimension"),
        ("(12, 12, 1)", "", "tf", "but not with channels_first: ValueError: Negative dimension"),
        # what stops it later is no fault of the ordering
        ("(1, 12, 12)", "m = create_model()\nraise OSError('no data')", "th", "Negative dimension"),
        ("(12, 12, 12)", "", None, "works with both orderings"),
        ("(12, 12, 12)", "raise OSError('no data')", None, "works with both orderings"),
        ("None", "", None, "makes no model to tell by"),
    ],
)
def test_both_orderings_are_tried(
    shape: str, end: str, ordering: Ordering | None, said: str
) -> None:
    found = try_orderings(POOLED.format(shape=shape) + end)
    assert found.ordering == ordering
    assert said in found.said


NET = "from keras.layers import Dense\nfrom .sizes import WIDTH\nimport nosuchpackage\n{0}\n"
BUILD = "def build():\n    return Sequential([{0}Dense(WIDTH{1})])\n"


def test_a_script_imports_what_its_project_has(verify: Verify) -> None:
    """On each side that side's version; packages and data that are missing are stood in for."""
    script = "from nets.small import build\nfrom helper import words\nmodel = build()\nwords()\n"
    shared = {
        "nets/__init__.py": "",
        "nets/sizes.py": "# coding: latin-1\nWIDTH = len('sept-été')\n",
        "app/helper.py": "def words():\n    raise KeyError(open('words.txt').read()[:5])\n",
    }
    imports = "from keras.models import Sequential"
    before = NET.format(imports) + BUILD.format("", ", input_dim=3")
    after = NET.format(f"{imports}\nfrom keras.layers import Input") + BUILD.format(
        "Input((3,)), ", ""
    )
    projects = [
        Project("app/train.py", {**shared, "nets/small.py": text}) for text in (before, after)
    ]
    settings = Settings(projects=(projects[0], projects[1]))
    found = verify(script, script, filename="app/train.py", settings=settings)
    assert found.status == "equal", found.reason
    assert found.layers[0].modern_shape == [None, 8]
    assert "nosuchpackage" in found.reason
    assert "words.txt is not there: a stand-in was read" in found.reason
    assert "KeyError: '1 The' (line 4, in app/helper.py:2)" in found.reason
    alone = verify(script, script, filename="app/train.py", settings=Settings())
    assert alone.status == "not-built"


def test_a_script_of_a_package_imports_from_it(verify: Verify) -> None:
    script = "from .net import narrow\nmodel = narrow()\n"
    projects = [
        Project("pkg/train.py", {"pkg/net.py": text.format("", "")}) for text in (BEFORE, AFTER)
    ]
    settings = Settings(projects=(projects[0], projects[1]))
    found = verify(script, script, filename="pkg/train.py", settings=settings)
    assert found.status == "equal", found.reason


def test_what_a_callback_made_of_the_rate_is_not_the_fault_of_the_next(verify: Verify) -> None:
    """Keras 1 reduced it an epoch later, which is announced; LearningRateScheduler says it anew."""
    script = """
import numpy as np
from keras.callbacks import LearningRateScheduler, ModelCheckpoint, ReduceLROnPlateau
from keras.layers import Dense{}
from keras.models import Sequential
model = Sequential([{}Dense(3{})])
model.compile('sgd', 'mse')
plateau = ReduceLROnPlateau('loss', factor=0.5, patience=5)
saving = ModelCheckpoint('a{}', 'loss')
after = [saving, LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1))]
model.fit(np.ones((8, 4)), np.ones((8, 3)), {}=3, batch_size=4, callbacks=[plateau, *after])
"""
    before = script.format("", "", ", input_shape=(4,)", "", "nb_epoch")
    after = script.format(", Input", "Input((4,)), ", "", ".keras", "epochs")
    found = verify(before, after)
    assert "ReduceLROnPlateau changes the learning rate" in found.reason
    assert "ModelCheckpoint" not in found.reason
    assert "LearningRateScheduler" not in found.reason


NORMALIZED = """
import numpy as np
from keras.layers import BatchNormalization, Dense, Input
from keras.models import Sequential
model = Sequential([Dense(5, input_shape=(4,)), BatchNormalization(momentum={})])
model.compile('sgd', 'mse')
model.fit(np.ones((8, 4)), np.ones((8, 5)), epochs=2, batch_size=4)
"""


def test_moving_averages_that_were_corrected_are_told_from_those_of_another_momentum(
    verify: Verify,
) -> None:
    after = NORMALIZED.replace("Dense(5, input_shape=(4,))", "Input((4,)), Dense(5)")
    settings = Settings(
        legacy_version="2.2.4", announced=frozenset({"keras.layers.BatchNormalization"})
    )
    before = NORMALIZED.format(0.9).replace("Sequential([", "Sequential(layers=[")
    found = verify(before, after.format(0.9), settings=settings)
    assert "as announced, a step of training moves the moving averages of" in found.reason
    assert found.status == "equal"
    assert verify(before, after.format(0.8), settings=settings).status == "different"


def test_an_optimizer_that_models_share_is_rehearsed_from_its_first_step(verify: Verify) -> None:
    imported = "from keras.optimizers import Adam"
    end = "adam = Adam(0.01{0})\na, b = narrow(), wide(4)\na.compile({1}, 'mse')\nb.compile({2}, 'mse')"
    own = end.format(", epsilon=1e-8", "adam", "Adam(0.01, epsilon=1e-8)")
    found = verify(
        BEFORE.format(imported, end.format("", "adam", "adam")), AFTER.format(imported, own)
    )
    assert (found.status, names(found)) == ("equal", ["a", "b"]), found.reason


def test_arguments_are_invented_where_a_file_makes_no_model(verify: Verify) -> None:
    """So is the command line; what the original cannot be called with is not asked of the result."""
    before = """
import argparse
from keras.layers import Dense, Flatten
from keras.models import Sequential

def net(input_shape, nb_classes):
    assert input_shape[1] > 100 and input_shape[2]
    return Sequential([Flatten(input_shape=input_shape), Dense(nb_classes)])

def broken(x):
    return Sequential(x.nothing(1) + [Dense(2)])

if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('data')
    open(parser.parse_args().data)
"""
    after = before.replace("import Dense, Flatten", "import Dense, Flatten, Input").replace(
        "Flatten(input_shape=input_shape)", "Input(input_shape), Flatten()"
    )
    found = verify(before, after)
    assert (found.status, names(found)) == ("equal", ["net((256, 256, 3), 3)"])
    assert "the arguments of `net((256, 256, 3), 3)` are invented: `# kmigrate" in found.reason
    assert "the command line lacks data: 'stand-in' stood in" in found.reason
    worse = verify(before, after.replace("assert", "assert len(input_shape) < 3 and"))
    assert worse.status == "not-built"
    assert (
        "AssertionError:  (line 7), called as `net((256, 256, 3), 3)`; the arguments are"
        in worse.reason
    )


def test_a_loss_that_only_theano_computes_hides_no_model(verify: Verify) -> None:
    loss = "\nmodel.compile('sgd', loss=lambda y, p: np.log10(p))"
    before = "import numpy as np" + BEFORE.format("", "model = narrow()" + loss)
    after = "import numpy as np" + AFTER.format("", "model = narrow()" + loss)
    found = verify(before, after)
    assert (found.status, names(found)) == ("equal", ["model"]), found.reason
    assert "not compiled in the original, so training is not compared: " in found.reason


def test_a_result_may_import_what_keras_2_brought_along(verify: Verify) -> None:
    before = (
        "from keras_applications.imagenet_utils import _obtain_input_shape as known\n"
        "from keras.models import Sequential\nfrom keras.layers import Dense\n"
        "size = known(None, 8, 4, 'channels_last', True)[0]\n"
        "model = Sequential([Dense(size, input_dim=3)])\n"
    )
    after = before.replace("import Dense", "import Dense, Input").replace(
        "[Dense(size, input_dim=3)]", "[Input((3,)), Dense(size)]"
    )
    for version in ("2.2.4", "tf_keras"):
        found = verify(before, after, settings=Settings(legacy_version=version))
        assert found.status == "equal", found.reason


def test_a_model_of_several_outputs_answers_with_the_loss_of_each(verify: Verify) -> None:
    script = """
import numpy as np
from keras.layers import Dense, Input
from keras.models import Model
z = Input(shape=(4,))
model = Model(z, [Dense(1)(z), Dense(1)(z)])
model.compile('sgd', ['mse', 'mae'])
total, one, other = model.train_on_batch(np.ones((2, 4)), [np.ones((2, 1))] * 2)
"""
    found = verify(script, script)
    assert found.status == "equal", found.reason
