"""What else Keras 3 does not take any more in the code of one's own layers."""

from migrator.engine.classes.initializers import Initializers
from migrator.engine.classes.listed_masks import ListedMasks
from migrator.engine.classes.own_calls import OwnCalls
from migrator.engine.classes.single_inputs import SingleInputs
from migrator.engine.classes.slopes import Slopes
from migrator.engine.state import FileState
from migrator.rules import Strictness


def decide_on_others(state: FileState, strictness: Strictness) -> None:
    """Look at what layers make when they are called, and at what weights are, and begin with."""
    for decision in (OwnCalls, Slopes, Initializers, ListedMasks, SingleInputs):
        decision(state, strictness).decide()
