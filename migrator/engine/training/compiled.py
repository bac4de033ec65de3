"""What is looked at of how models are compiled, and trained on what."""

from migrator.engine.state import FileState
from migrator.engine.training.cut_epochs import CutEpochs
from migrator.engine.training.listed_answers import ListedAnswers
from migrator.engine.training.measured import Measured
from migrator.engine.training.metric_axes import MetricAxes
from migrator.engine.training.metric_order import MetricOrder
from migrator.engine.training.metric_targets import MetricTargets
from migrator.engine.training.mistaken import Mistaken
from migrator.engine.training.named_targets import NamedTargets
from migrator.engine.training.one_names import OneNames
from migrator.engine.training.partial_losses import PartialLosses
from migrator.engine.training.weighted_names import WeightedNames

OF_TRAINING = (
    ListedAnswers,
    MetricOrder,
    MetricTargets,
    NamedTargets,
    OneNames,
    PartialLosses,
    WeightedNames,
    CutEpochs,
)


def decide_on_compiled(state: FileState, dialect: str) -> None:
    """Look at losses and metrics by the layers that models end in."""
    for decision in (Mistaken, MetricAxes, Measured):
        decision(state, dialect).decide()
