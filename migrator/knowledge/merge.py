"""The `merge` function and the `Merge` layer, which Keras 2 split into one per mode."""

from migrator.rules import Args, Branches, Drop, Gone, Into, Rule, Switch, To

# Every mode took every argument and read its own.
_IGNORED: Args = {
    "concat_axis": Drop(),
    "dot_axes": Drop(),
    "output_shape": Drop(),
    "output_mask": Drop(),
    "arguments": Drop(),
}
_CONCAT: Args = {**_IGNORED, "concat_axis": "axis"}
_OF_SAMPLES = Gone(
    "Keras 3 sums over no axis of samples. With inputs of three axes Keras 1 took 0 for the last "
    "but one on TensorFlow: write `keras.layers.dot(inputs, axes=1)` (`normalize=True` for a "
    "cosine)."
)
_OF_TWO_AXES = (
    "Keras 0 took `dot_axes=1` for the last axis of the first input and the first behind the "
    "samples of the second: of inputs with three axes, write `axes=(2, 1)`."
)
_OF_SEVERAL = (
    "Keras 0 summed over that many axes of both inputs at once: flatten both "
    "(`keras.layers.Flatten()`), and write `axes=1`."
)
_DOT: Args = {
    **_IGNORED,
    "dot_axes": Into(
        "axes",
        {0: _OF_SAMPLES},
        single=True,
        until={"1.0": {1: _OF_TWO_AXES, 2: _OF_SEVERAL, 3: _OF_SEVERAL, -2: _OF_SEVERAL}},
    ),
}
_LAMBDA: Args = {
    "mode": "function",
    "output_mask": "mask",
    "output_shape": Into("output_shape", shape=True, as_tuple=True),
    "concat_axis": Drop(),
    "dot_axes": Drop(),
}
_COSINE = (
    "Keras 1's 'cos' was a cosine on inputs with two axes only; with more, compute the old result "
    "with `keras.ops`."
)
_UNKNOWN_MODE = Gone(
    "Call the function of the mode itself: `keras.layers.add(inputs)`, `multiply`, `average`, "
    "`maximum`, `concatenate(inputs, axis=)`, `dot(inputs, axes=)`, or "
    "`keras.layers.Lambda(function)(inputs)`."
)

_FUNCTION = Rule(
    "keras.layers.merge(inputs, mode='sum', concat_axis=-1, dot_axes=-1, output_shape=None, "
    "output_mask=None, arguments=None, name=None)",
    Switch(
        "mode",
        {
            "sum": To("keras.layers.add(inputs)", _IGNORED),
            "mul": To("keras.layers.multiply(inputs)", _IGNORED),
            "ave": To("keras.layers.average(inputs)", _IGNORED),
            "max": To("keras.layers.maximum(inputs)", _IGNORED),
            "concat": To("keras.layers.concatenate(inputs)", _CONCAT, axis="concat_axis"),
            "dot": To("keras.layers.dot(inputs)", _DOT),
            "cos": To(
                "keras.layers.dot(inputs)",
                _DOT,
                add={"normalize": True},
                wrap="keras.layers.Reshape((1, 1))({})",
                drifts=_COSINE,
            ),
        },
        otherwise=_UNKNOWN_MODE,
        function=To("keras.layers.Lambda(function)", _LAMBDA, on="inputs"),
    ),
    also=("keras.engine.merge",),
    inserted={"output_mask": "1.0.5", "arguments": "1.1.2"},
)

_BRANCHES = Branches(
    "Build the branches functionally: `x = keras.layers.Concatenate()(left.outputs + "
    "right.outputs)`, then `keras.models.Model(left.inputs + right.inputs, x)`; `Add`, `Multiply`, "
    "`Average`, `Maximum` and `Dot` stand for the other modes."
)
_OF_BRANCHES: Args = {"layers": _BRANCHES, "node_indices": Drop(), "tensor_indices": Drop()}

_LAYER = Rule(
    "keras.layers.Merge(layers=None, mode='sum', concat_axis=-1, dot_axes=-1, output_shape=None, "
    "output_mask=None, arguments=None, node_indices=None, tensor_indices=None, name=None)",
    Switch(
        "mode",
        {
            "sum": To("keras.layers.Add", {**_IGNORED, **_OF_BRANCHES}),
            "mul": To("keras.layers.Multiply", {**_IGNORED, **_OF_BRANCHES}),
            "ave": To("keras.layers.Average", {**_IGNORED, **_OF_BRANCHES}),
            "max": To("keras.layers.Maximum", {**_IGNORED, **_OF_BRANCHES}),
            "concat": To(
                "keras.layers.Concatenate",
                {**_CONCAT, **_OF_BRANCHES},
                axis="concat_axis",
            ),
            "dot": To(
                "keras.layers.Dot",
                {**_DOT, **_OF_BRANCHES},
                require=("dot_axes",),
            ),
            "cos": Gone(
                "Write `keras.layers.Reshape((1, 1))(keras.layers.Dot(axes=1, normalize=True)"
                "([a, b]))`: Keras 1 inserted an axis."
            ),
        },
        otherwise=_UNKNOWN_MODE,
        function=To("keras.layers.Lambda(function)", {**_LAMBDA, **_OF_BRANCHES}),
    ),
    also=("keras.engine.Merge",),
    inserted={"output_mask": "1.0.5", "arguments": "1.1.2"},
)

KERAS_1 = (_FUNCTION, _LAYER)
