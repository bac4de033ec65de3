"""What the first layer of a model was asked for, which may be an Input."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.frozen import frozen


@frozen
class Firsts:
    """An Input has no input on Keras 3, so the model is asked.

    layers: the attribute that lists the layers of a model. taking: its method that takes one by
    name. inputs: what makes an Input. own: class of models whose list starts behind the Input.
    of_model: attribute of a layer, or method of its first node -> what a model has for it.
    of_input: the same -> what an Input has. told: the same -> what is said instead, over the
    model and what it has.
    unsure: said of what may be no model, over its text, the attribute and what a model has.
    """

    layers: str
    taking: str
    inputs: frozenset[str]
    own: str
    of_model: Mapping[str, str]
    of_input: Mapping[str, str]
    told: Mapping[str, str]
    unsure: str
