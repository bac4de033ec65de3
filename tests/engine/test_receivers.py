"""Which class is an object of: found once, and only what was followed to its end is remembered."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names
from migrator.engine.reading.receivers import Receivers
from migrator.knowledge import KERAS_1

CHAIN = "\n".join(
    [
        "from keras.models import Sequential",
        "m0 = Sequential()",
        *(f"m{number} = m{number - 1}" for number in range(1, 13)),
    ]
)


def test_what_was_given_up_half_way_is_not_remembered() -> None:
    tree = ast.parse(CHAIN)
    receivers = Receivers(Names(tree, KERAS_1.exports), KERAS_1)
    *_, near, _, _, _, _, far = (s.value for s in tree.body if isinstance(s, ast.Assign))

    assert receivers.infer(far) is None  # too far to follow
    assert receivers.infer(near) == "keras.models.Sequential"
    assert receivers.infer(near) == "keras.models.Sequential"
    assert receivers.infer(far) == "keras.models.Sequential"  # by way of what is known by now


def test_attributes_that_stand_for_one_another_over_and_over_are_given_up() -> None:
    """Sixteen ways at each of eight steps would be four thousand million."""
    names = "abcdefghij"
    swaps = [f"self.{one} = self.{other}" for one in names for other in names]
    tree = ast.parse("class Net:\n  def swap(self):\n    " + "\n    ".join(swaps))
    receivers = Receivers(Names(tree, KERAS_1.exports), KERAS_1)
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign)]

    assert {receivers.infer(value) for value in values} == {None}
