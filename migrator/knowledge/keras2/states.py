"""What is asked of recurrent layers, cells and metrics by hand: their states and their weights."""

from migrator.knowledge.keras2.templates import Attribute
from migrator.rules import Divided, Drop, Gone, Into, Method, To

_METRIC = "keras.metrics.Metric"
_CELLS = tuple(f"keras.layers.{name}" for name in ("GRUCell", "SimpleRNNCell", "StackedRNNCells"))
_RECURRENT = tuple(
    f"keras.layers.{name}" for name in ("SimpleRNN", "GRU", "LSTM", "ConvLSTM2D", "Bidirectional")
)
_SIZE = (
    "Keras 3 takes the size of a batch here, no batch: write "
    "`batch_size=keras.ops.shape(inputs)[0]`."
)
_INPUTS = Into("batch_size", {None: Drop()}, unsure=_SIZE)

_IN_ONE = Divided(
    "sequences",
    "initial_state",
    "Keras 3 takes no list of the sequences and the states: give it `initial_state=[...]`.",
)

TEMPLATES = (
    Attribute(
        "keras.layers.RNN.__call__(inputs)",
        To("keras.layers.RNN.__call__(sequences)", {"inputs": _IN_ONE}),
        receiver=(*_RECURRENT, "keras.layers.CuDNNGRU", "keras.layers.CuDNNLSTM"),
    ),
    Method(
        "keras.layers.RNN.build",
        To("keras.layers.RNN.build", {"input_shape": "sequences_shape"}),
        receiver=_RECURRENT,
    ),
    Method(
        "keras.layers.RNN.get_initial_state",
        To("keras.layers.RNN.get_initial_state", {"inputs": _INPUTS}),
        receiver=_RECURRENT,
    ),
    Method(
        "keras.layers.LSTMCell.get_initial_state",
        To(
            "keras.layers.LSTMCell.get_initial_state",
            {"inputs": _INPUTS, "dtype": Drop("The states have the cell's own `dtype`.")},
        ),
        receiver=_CELLS,
    ),
    Method(
        f"{_METRIC}.get_weights",
        To(f"{_METRIC}.variables", instead="[v.numpy() for v in {self}.variables]"),
    ),
    Method(
        f"{_METRIC}.set_weights",
        Gone("Assign them one by one: `for v, w in zip(metric.variables, weights): v.assign(w)`."),
    ),
    Attribute(f"{_METRIC}.weights", To(f"{_METRIC}.variables")),
)
