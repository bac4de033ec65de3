"""What a script finds in the place of its data, of missing packages and of Python 2."""

from __future__ import annotations

import builtins
import collections
import inspect
import itertools
import os
import string
import sys
import time
import urllib
from collections.abc import Iterable, Sized
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from migrator.verification.script import old_python
from migrator.verification.script.standin_files import stand_in
from migrator.verification.script.stub_object import StubObject
from migrator.verification.script.stubs import StubModule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from migrator.verification import Verification

    Verify = Callable[..., Verification]


def test_a_stub_unpacks_into_as_many_as_are_wanted() -> None:
    anything: Any = StubObject()
    figure, axes = anything.subplots()
    x, value, info = anything.minimise()
    assert all(isinstance(one, StubObject) for one in (figure, axes, x, value, info))
    assert len(list(anything)) == 2
    assert anything.shape[1:] == (32, 32, 32)
    assert isinstance(-anything + abs(anything) ** 2, StubObject)
    assert np.asarray(anything).shape == (2, 2)
    assert not any(hasattr(anything, name) for name in ("is_tensor_like", "_keras_history"))


def test_a_column_of_a_stub_has_one_axis() -> None:
    anything: Any = StubObject()
    assert np.asarray(anything[:, 0]).shape == (2,)
    assert np.asarray(anything[:, 1:]).shape == np.asarray(anything[0]).shape == (2, 2)


def test_pictures_and_searches_of_missing_packages_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert StubModule("cv2").imread("a.png").shape == (64, 64, 3)
    assert StubModule("cv2").resize(np.zeros((8, 9, 3)), (20, 10)).shape == (10, 20, 3)
    assert StubModule("scipy.optimize").fmin_l_bfgs_b(None, 7)[0] == 7
    assert StubModule("sklearn").__version__ == "1.0.0"
    assert isinstance(StubModule("scipy.optimize").basinhopping, StubObject)
    scipy = StubModule("scipy")
    monkeypatch.setitem(sys.modules, "scipy", scipy)
    monkeypatch.setitem(sys.modules, "scipy.misc", StubModule("scipy.misc"))
    assert scipy.misc.imread("a.png").shape == (64, 64, 3)
    assert StubModule("scipy.ndimage").interpolation.affine_transform(7, "matrix", order=0) == 7


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("glove.6B.50d.txt", "the " + " ".join(["0.5"] * 50)),
        ("train.csv", ",".join(["1.0"] * 16)),
        ("labels.json", "{}"),
        ("novel.txt", "1 The quick brown fox jumps over lazy dog number 0."),
    ],
)
def test_a_file_holds_what_its_name_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, first: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with open(stand_in(f"/data/{name}"), encoding="utf-8") as file:  # noqa: PTH123 - as scripts do
        assert file.readline().rstrip("\n") == first


def test_names_of_python_2_are_there_for_a_file_that_does_not_bind_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    remarks: dict[str, None] = {}
    for name in ("xrange", "unicode", "reduce"):
        monkeypatch.setattr(builtins, name, None, raising=False)
        monkeypatch.delattr(builtins, name)
    old_python.restore("from functools import reduce\nreduce(f, xrange(3))\n", remarks)
    assert list(remarks) == ["the file uses xrange, which Python 3 does not have"]
    assert vars(builtins)["xrange"] is range
    assert not hasattr(builtins, "reduce")
    del vars(builtins)["xrange"]


def test_a_setting_that_is_missing_is_a_number_if_its_name_says_so() -> None:
    settings = StubModule("settings")
    assert (settings.INPUT_WIDTH // 2, settings.num_classes, settings.maxlen) == (32, 2, 64)
    assert isinstance(settings.get_features, StubObject)
    assert isinstance(settings.BatchNorm, StubObject)
    config = settings.Config()
    assert np.zeros((config.VOCAB_SIZE, config.embedding_dim)).shape == (32, 32)
    assert isinstance(config.columns, StubObject)
    height, width = settings.IMAGE_SIZE
    assert (height, width, settings.IMAGE_SIZE[0]) == (32, 32, 32)
    assert config.data.max() + 1 == 3
    assert isinstance(config.data.max(axis=0), StubObject)


def test_a_class_may_derive_from_a_missing_one() -> None:
    missing: Any = StubModule("missing")

    class Both(missing.Base, Sized):  # type: ignore[misc]
        """Its metaclass is none that a stub has."""

    class Alone(missing.Base, missing.Other):  # type: ignore[misc]
        def own(self) -> int:
            return 7

    assert issubclass(Both, Sized)
    assert Alone().own() == 7
    assert isinstance(Alone().anything, StubObject)


def test_names_that_python_removed_are_there_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(name: str) -> None:
        raise AttributeError(name)

    for module in (collections, inspect, itertools, os, string, sys, time, urllib):
        monkeypatch.setattr(module, "__getattr__", lacks, raising=False)
    remarks: dict[str, None] = {}
    old_python.restore_on_demand(remarks)
    assert vars(inspect)["__getattr__"]("getargspec")(len).args == ["obj"]
    assert vars(collections)["__getattr__"]("Iterable") is Iterable
    assert list(remarks) == [
        "the file uses inspect.getargspec, which Python no longer has",
        "the file uses collections.Iterable, which Python no longer has",
    ]
    with pytest.raises(AttributeError):
        vars(time)["__getattr__"]("nonsense")
    assert list(vars(itertools)["__getattr__"]("izip_longest")("a", "bc"))[1] == (None, "c")


SCRIPT = """
import csv, glob, gzip, json, os, pickle, zipfile
import numpy as np
import cPickle, cv2, scipy.misc
from missing.deep import thing
from missing.other import *
folders = [d for d in sorted(os.listdir('/data/faces')) if os.path.isdir('/data/faces/' + d)]
texts = [open('/data/faces/0/' + f).read() for f in os.listdir('/data/faces/0') if f.isdigit()]
assert folders == ['0', '1'] and len(texts) == 2 and glob.glob('/data/faces/*.png')
pictures = np.load('/data/pictures.npy')
vectors = {line.split()[0]: line.split()[1:] for line in open('vectors.50d.txt')}
words = pickle.load(gzip.open('words.pkl.gz'))
texts += [zipfile.ZipFile('texts.zip').read('one.txt').decode()]
log = open('logs/run.txt', 'w')
rows = [row['answer'] for row in csv.DictReader(open('answers.csv'))]
answers = json.load(open('answers.json'))['data'][0]
os.chdir('/data/results')
np.savetxt('tables/sizes.txt', [1.0])
ragged = np.array([[1], [1, 2]])
classes = [i for i in xrange(3)]
picture = scipy.misc.imread('cat.png')
x, loss, _ = thing.search(cv2.threshold)
label = folders[7]
loaded = made_elsewhere(3)
words_known = thing.read('x.csv').words.max() + 1
"""


@pytest.mark.keras
def test_a_script_runs_to_its_end_without_anything_it_reads(verify: Verify) -> None:
    before = SCRIPT + (
        "from keras.layers import Dense, Embedding\nfrom keras.models import Sequential\n"
        "from keras.preprocessing.image import ImageDataGenerator\n"
        "flow = ImageDataGenerator().flow_from_directory('data', batch_size=3)\n"
        "print(flow.class_indices)\n"
        "model = Sequential([Dense(len(classes), input_dim=picture.shape[1])])\n"
        "model.load_weights('weights.h5')\n"
        "from keras.callbacks import ModelCheckpoint\n"
        "model.compile('sgd', 'mse')\n"
        "model.fit(pictures, x, nb_epoch=2, callbacks=[ModelCheckpoint('/home/john/best.h5')])\n"
        "model.fit_generator(flow, samples_per_epoch=30, nb_epoch=2)\n"
        "second = Sequential([Embedding(words_known, thing.num_hidden, weights=[pictures])])\n"
        "assert model.predict(pictures[0]).shape == (32, 3)\n"
    )
    after = before.replace("keras.preprocessing", "tensorflow.keras.preprocessing")
    after = after.replace("import Dense", "import Dense, Input").replace(
        "[Dense(len(classes), input_dim=picture.shape[1])]",
        "[Input((picture.shape[1],)), Dense(len(classes))]",
    )
    after = after.replace("[Embedding", "[Input((None,)), Embedding")
    after = after.replace("fit_generator", "fit").replace("nb_epoch=", "epochs=")
    after = after.replace("samples_per_epoch=30", "steps_per_epoch=10")
    found = verify(before, after)
    assert found.status == "equal", found.reason
    assert "ended early" not in found.reason
    for said in (
        "cPickle",
        "cv2",
        "missing",
        "pictures.npy",
        "xrange",
        "differ in length",
        "passed over",
        "stays where it is",
        "stay as drawn",
    ):
        assert said in found.reason
    assert found.models[0].layers[0].legacy_shape == [None, 3]
