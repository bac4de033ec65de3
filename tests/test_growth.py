"""Four times as much of one thing takes four times the work: of whatever large files are made.

Counted are the lines of kmigrate that are executed, each turn of a loop for itself: no clock.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import migrator
from migrator import migrate
from migrator.sources.notebook import positions
from migrator.sources.notebook.writing import characters

HEAD = """\
from functools import partial
from keras.models import Sequential, Model, Graph
from keras.layers import Dense, Merge, Input, Convolution2D
from keras.engine.topology import Layer
from keras.callbacks import ModelCheckpoint
from keras import backend as K

model = Sequential()
"""
MODEL = """\
model = Sequential()
model.add(Dense(4, input_dim=2, init='uniform', activation='softmax'))
model.compile(loss='mse', optimizer='sgd')
model.fit(x, y, nb_epoch=2)
"""
BRANCHES = """\
left = Sequential()
left.add(Dense(3, input_dim=4))
model = Sequential()
model.add(Merge([left, left], mode='concat'))
model.add(Dense(3, init='uniform'))
"""
GRAPH = """\
graph = Graph()
graph.add_input(name='a{0}', input_shape=(8,))
graph.add_node(Dense(4), name='b{0}', input='a{0}')
graph.add_output(name='c{0}', input='b{0}')
graph.compile('sgd', {{'c{0}': 'mse'}})
"""
FILES = """\
saver = ModelCheckpoint('weights{0}.hdf5', monitor='val_acc')
model.fit(x, y, nb_epoch=2, callbacks=[saver])
model.load_weights('weights{0}.hdf5')
"""
FEW, MANY = 20, 80
Part = str | Callable[[int], str]  # one of many, or the one of a number
#: What a file has much of, and what stands around it.
MUCH: dict[str, tuple[str, Part, str]] = {
    "models of one name": ("", MODEL, ""),
    "models of one name, under conditions": (
        "",
        lambda n: f"if kind == {n}:\n" + "".join(f"    {line}\n" for line in MODEL.splitlines()),
        "",
    ),
    "imports of one name": ("", "from keras.layers.core import Dense\nDense(output_dim=3)\n", ""),
    "imports of one name, tried": (
        "",
        "try:\n    from keras.layers import Dense\nexcept ImportError:\n"
        "    from keras.layers.core import Dense\nDense(output_dim=3)\n",
        "",
    ),
    "imports inside of functions": (
        "",
        lambda n: (
            f"def f{n}():\n    from keras.layers.core import Dense\n"
            "    return Dense(output_dim=3)\n"
        ),
        "",
    ),
    "star imports": ("", "from keras.layers.core import *\nDropout(p=0.5)\n", ""),
    "merged branches": ("", BRANCHES, ""),
    "classes that derive from one another": (
        "class L0(Layer):\n    pass\n",
        lambda n: f"class L{n + 1}(L{n}):\n    def call(self, x, mask=None):\n        return x\n",
        "",
    ),
    "methods of one layer": (
        "class L(Layer):\n",
        lambda n: f"    def f{n}(self):\n        self.w{n} = K.dot(self.a, self.b)\n",
        "",
    ),
    "fits that show the accuracy": (
        "",
        "model.compile(loss='mse', optimizer='sgd')\nmodel.fit(x, y, show_accuracy=True)\n",
        "",
    ),
    "graphs of one name": ("", GRAPH.format, ""),
    "nodes of one graph": (
        "graph = Graph()\ngraph.add_input(name='n0', input_shape=(8,))\n",
        lambda n: f"graph.add_node(Dense(4), name='n{n + 1}', input='n{n}')\n",
        "graph.add_output(name='end', input='n1')\n",
    ),
    "frozen layers": (
        "",
        "for layer in model.layers:\n    layer.trainable = False\nmodel.trainable = False\n",
        "",
    ),
    "frozen twins": (
        "x = Input((4,))\ny = Dense(2)(x)\nm = Model(x, y)\nm.compile('sgd', 'mse')\n",
        "f = Model(x, y)\nf.trainable = False\ng = Model(m.input, m.output)\ng.trainable = False\n",
        "",
    ),
    "files of weights": ("", FILES.format, ""),
    "generators": (
        "def g():\n    while True:\n        yield [x, x], y\n",
        "flow = g()\nmodel.fit_generator(flow, 10, 2)\n",
        "",
    ),
    "classes in a table": (
        "",
        lambda n: f"TABLE['{n}'](output_dim=3)\n",
        "TABLE = {" + "".join(f"'{n}': Dense, " for n in range(40)) + "}\n",
    ),
    "values of a table": (
        "",
        lambda n: f"Dense(3, activation=VALUES['{n}'])\n",
        "VALUES = {" + "".join(f"'{n}': 'hard_sigmoid', " for n in range(40)) + "}\n",
    ),
    "options of the command line": (
        "args = parser.parse_args()\n",
        lambda n: (
            f"parser.add_argument('--a{n}', default='relu')\nDense(3, activation=args.a{n})\n"
        ),
        "",
    ),
    "metrics put together": (
        "",
        lambda n: (
            f"def f{n}(model, more):\n    metrics = ['acc']\n    metrics.append('mae')\n"
            "    model.compile('sgd', 'mse', metrics=metrics + more)\n"
        ),
        "",
    ),
    "options that are passed on": (
        "options = {'nb_epoch': 2}\n",
        "model.fit(x, y, **options)\n",
        "",
    ),
    "arrays of one name": ("", "x = x.reshape(3)\n", ""),
    "tensors for TensorFlow": (
        "import tensorflow as tf\n",
        "x = tf.reshape(Dense(output_dim=3)(x), [-1])\ny = tf.concat([x, y], 1)\n",
        "",
    ),
    "objects of unknown classes": (
        "",
        lambda n: f"net = load({n})\ndef f{n}():\n    net.fit(x, y, nb_epoch=2)\n",
        "",
    ),
    "calls through a partial": (
        "Conv = partial(Convolution2D, border_mode='same')\n",
        lambda n: f"Conv({n}, 3, 3)\n",
        "",
    ),
}


def test_how_a_line_of_a_notebook_is_written_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at: list[tuple[int, int]] = []

    def watched(text: str, start: int, end: int) -> list[str]:
        looked_at.append((start, end))
        return characters(text, start, end)

    monkeypatch.setattr(positions, "characters", watched)
    migrate(_notebook(FEW), filename="a.ipynb")
    assert len(looked_at) == len(set(looked_at)) == 1  # of two lines, one changes


def _notebook(count: int) -> str:
    line = f"layers = [{'Dense(output_dim=3), ' * count}]"
    source = ["from keras.layers import Dense\n", line]
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": []}
    notebook = {"metadata": {}, "nbformat": 4, "nbformat_minor": 0}
    return json.dumps({"cells": [{**cell, "source": source}], **notebook})


@pytest.mark.parametrize("kind", MUCH)
def test_four_times_as_much_takes_four_times_the_work(kind: str) -> None:
    migrate(_source(kind, 2))  # makes and imports what every file needs
    one, some, many = (_work(_source(kind, count)) for count in (1, FEW, MANY))
    before, later = (some - one) / (FEW - 1), (many - some) / (MANY - FEW)
    assert later < 1.05 * before  # for each further part


def _source(kind: str, count: int) -> str:
    before, part, behind = MUCH[kind]
    parts = [part if isinstance(part, str) else part(number) for number in range(count)]
    return "".join([HEAD, before, *parts, behind])


def _work(source: str) -> int:
    """Count the lines of kmigrate that are executed for a source text."""
    home, count = str(Path(migrator.__file__).parent), 0

    def trace(frame: FrameType, _event: str, _argument: Any) -> Any:  # noqa: ANN401 - as Python has it
        nonlocal count
        if not frame.f_code.co_filename.startswith(home):
            return None
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        migrate(source)
    finally:
        sys.settrace(before)
    return count
