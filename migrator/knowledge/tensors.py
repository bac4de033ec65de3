"""What the tensors of a model had before Keras 3, and their shapes."""

from migrator.rules import Gone, Method, To

_SHAPE = "keras.TensorShape"
_TUPLE = "A shape is a tuple in Keras 3: "
#: What shapes were up to Keras 3: objects of TensorFlow, whose dimensions had a `value` in 1.
SHAPES = (
    Method(
        f"{_SHAPE}.as_list()",
        To("list", instead="list({self})", indexed=To("list", instead="{self}")),
    ),
    Method(f"{_SHAPE}.value", To("value", instead="{self}"), receiver=("tensorflow.TensorShape",)),
    Method(f"{_SHAPE}.ndims", To("len", instead="len({self})")),
    Method(f"{_SHAPE}.rank", To("len", instead="len({self})")),
    Method(f"{_SHAPE}.dims", To("list", instead="list({self})")),
    *(
        Method(f"{_SHAPE}.{name}", Gone(f"{_TUPLE}{instead}."))
        for name, instead in {
            "num_elements": "write `math.prod(shape)`",
            "is_fully_defined": "write `None not in shape`",
            "assert_is_fully_defined": "write `assert None not in shape`",
            "is_compatible_with": "compare the tuples",
            "assert_is_compatible_with": "compare the tuples",
            "assert_has_rank": "compare `len(shape)`",
            "assert_same_rank": "compare `len(shape)`",
            "with_rank": "compare `len(shape)`",
            "with_rank_at_least": "compare `len(shape)`",
            "with_rank_at_most": "compare `len(shape)`",
            "most_specific_compatible_shape": "take the sizes that both have",
            "merge_with": "take each dimension from the shape that has it",
            "concatenate": "add the tuples",
        }.items()
    ),
)
NAMED = Method(
    "keras.KerasTensor.name",
    Gone(
        "What a layer returns is named 'keras_tensor_1' in Keras 3, where it was "
        "'dense_1/BiasAdd:0', and an Input 'x', where it was 'x:0': ask the layer for its name, "
        "or `tensor._keras_history.operation`."
    ),
    looked_into=True,
)
OF_TENSORS = (
    Method(
        "keras.KerasTensor._keras_shape",
        To("keras.KerasTensor.shape"),
        unmistakable=True,
        receiver=("keras.Variable",),
    ),
    Method(
        "keras.KerasTensor._keras_history",
        Gone("Build a `keras.models.Model` of the tensors: it has the layers between them."),
        unmistakable=True,
    ),
    Method(
        "keras.KerasTensor.get_shape()",
        To("keras.KerasTensor.shape", instead="{self}.shape"),
        receiver=("keras.Variable",),
    ),
    NAMED,
    *SHAPES,
    *(
        Method(
            f"keras.KerasTensor.{name}",
            Gone(f"A tensor of a model has no `{name}` in Keras 3: {instead}."),
        )
        for name, instead in {
            "consumers": "look at the layers of the model",
            "eval": "make a model of it, and call `predict`",
            "graph": "there is no graph",
            "op": "read the `name` of the tensor, or of its layer",
            "set_shape": "it knows its shape; `keras.ops.reshape` gives it another one",
        }.items()
    ),
)
