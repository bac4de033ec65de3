"""What is known of objects of Keras 2 by its name, and Keras 3's have, too: it dates no file."""

from collections.abc import Mapping

#: Module, or class -> the members of its classes that Keras 3 has still, if otherwise.
STILL: Mapping[str, frozenset[str]] = {
    "keras.callbacks": frozenset({"model", "writer"}),
    "keras.layers": frozenset(
        {
            *("_inbound_nodes", "_outbound_nodes", "depthwise_kernel", "get_weights", "input"),
            *("layer", "output", "stateful", "variables", "weights"),
        }
    ),
    "keras.models": frozenset(
        {
            *("_inbound_nodes", "_outbound_nodes", "compiled_metrics", "get_weights", "input"),
            *(
                "input_shape",
                "metrics_names",
                "output",
                "output_names",
                "output_shape",
                "variables",
                "weights",
            ),
        }
    ),
    "keras.optimizers": frozenset({"variables"}),
    "keras.Variable": frozenset({"_name"}),
}
