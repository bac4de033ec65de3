"""The vocabulary in which knowledge about Keras is written: data only, no libcst and no I/O.

A record says what a legacy symbol *was* (its old signature, as text copied from the legacy
source) and what it *becomes*. How a change is carried out is the engine's business.

From the small to the large: `values`, `fates` of arguments, what a symbol `becomes`, its whole
`records`, and the `knowledge` of a family of releases. Import the words from here.
"""

from __future__ import annotations

from migrator.rules.becomes import (
    Becomes,
    ByUnits,
    DataFormat,
    Directed,
    Reloaded,
    Switch,
    To,
    Unturned,
    outcomes,
)
from migrator.rules.by_loss import ByLoss
from migrator.rules.drawing import Drawing
from migrator.rules.fates import (
    Args,
    Batches,
    Branches,
    ByOutput,
    Check,
    Combine,
    Divided,
    Elsewhere,
    Fate,
    FileName,
    InputsAndTargets,
    InputShape,
    Into,
    LogName,
    Masked,
    Own,
    Spread,
    Tensors,
)
from migrator.rules.feeding import Feeding
from migrator.rules.firsts import Firsts
from migrator.rules.graphs import Graphs
from migrator.rules.knowledge import MODELS, Knowledge
from migrator.rules.library import Library
from migrator.rules.lists import Lists
from migrator.rules.numbers import Numbers
from migrator.rules.places import MODULES_OF_LAYERS
from migrator.rules.records import Earlier, Kind, Method, Rule
from migrator.rules.remaking import Remade
from migrator.rules.sessions import Sessions
from migrator.rules.shortening import Shortening
from migrator.rules.strictness import Strictness
from migrator.rules.unread import Unread
from migrator.rules.values import (
    Another,
    Behind,
    Code,
    Constant,
    Drop,
    Exactly,
    Gone,
    Helper,
    Remark,
    Scalar,
    Value,
)

__all__ = [
    "MODELS",
    "MODULES_OF_LAYERS",
    "Another",
    "Args",
    "Batches",
    "Becomes",
    "Behind",
    "Branches",
    "ByLoss",
    "ByOutput",
    "ByUnits",
    "Check",
    "Code",
    "Combine",
    "Constant",
    "DataFormat",
    "Directed",
    "Divided",
    "Drawing",
    "Drop",
    "Earlier",
    "Elsewhere",
    "Exactly",
    "Fate",
    "Feeding",
    "FileName",
    "Firsts",
    "Gone",
    "Graphs",
    "Helper",
    "InputShape",
    "InputsAndTargets",
    "Into",
    "Kind",
    "Knowledge",
    "Library",
    "Lists",
    "LogName",
    "Masked",
    "Method",
    "Numbers",
    "Own",
    "Reloaded",
    "Remade",
    "Remark",
    "Rule",
    "Scalar",
    "Sessions",
    "Shortening",
    "Spread",
    "Strictness",
    "Switch",
    "Tensors",
    "To",
    "Unread",
    "Unturned",
    "Value",
    "outcomes",
]
