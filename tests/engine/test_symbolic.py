"""Tensors of models that are given to TensorFlow's functions, followed through names."""

from __future__ import annotations

from migrator import migrate

HEAD = """\
import tensorflow as tf
from keras.layers import Dense, Input

dense = Dense(output_dim=3)
"""


def test_a_name_that_is_given_a_new_tensor_again_and_again_is_followed_once_each() -> None:
    """By every way through its bindings, it would take as long as their factorial."""
    layers = "x = dense(x)\n" * 40
    found = {
        first: migrate(f"{HEAD}x = {first}\n{layers}y = tf.nn.relu(x)\n").findings
        for first in ("Input((3,))", "load()")
    }
    rules = {first: {finding.rule for finding in said} for first, said in found.items()}
    assert "tensorflow.nn.relu" in rules["Input((3,))"]
    assert "tensorflow.nn.relu" not in rules["load()"]
