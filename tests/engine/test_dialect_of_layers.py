"""A layer tells the Keras it was written for by what it defines."""

from __future__ import annotations

from migrator import Options, migrate
from migrator.engine import migrate_source
from migrator.knowledge import KERAS_1


def dialect_of(source: str) -> str | None:
    return migrate(source).dialect.value


def test_keras_0_called_get_output_with_the_phase() -> None:
    source = (
        "from keras.layers.core import Layer\n"
        "class Double(Layer):\n"
        "    def get_output(self, train=False):\n"
        "        return 2 * self.get_input(train)\n"
    )
    assert dialect_of(source) == "keras0"
    assert dialect_of(source.replace("train", "x")) != "keras0"
    assert dialect_of(source.replace("(Layer)", "(object)")) != "keras0"


def test_the_knowledge_of_one_family_alone_leaves_a_file_of_another() -> None:
    source = "from keras.layers import Dense\n\nDense(output_dim=3)\n"
    options = Options(dialect="2")
    assert migrate_source(source, KERAS_1, filename="a.py", options=options).source == source
