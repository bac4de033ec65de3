"""What a model may start from."""

from migrator.rules import Args, Into

_NO_VARIABLE = (
    "Keras 3 makes models of symbolic tensors, and takes no variable for an input: make the input "
    "by `keras.Input(shape)`, and call the model with the variable, which can be trained so."
)
VARIABLES = ("keras.backend.variable", "tensorflow.Variable", "tensorflow.get_variable")


def entry(name: str) -> Args:
    """Return the fate of the argument that is such a tensor."""
    return {name: Into(name, made_by=dict.fromkeys(VARIABLES, _NO_VARIABLE))}
