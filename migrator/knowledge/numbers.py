"""Which functions of Keras's backend and of TensorFlow give one number, and none below 0."""

from migrator.rules import Numbers

_TENSORFLOW = ("tensorflow", "tensorflow.compat.v1", "tensorflow.compat.v2")
_BACKEND = ("keras.backend",)


def _named(packages: tuple[str, ...], names: str) -> set[str]:
    return {f"{package}.{name}" for package in packages for name in names.split()}


NUMBERS = Numbers(
    counts=frozenset(
        _named(_BACKEND, "epsilon learning_phase ndim") | _named(_TENSORFLOW, "rank size")
    ),
    reductions=frozenset(
        _named(_BACKEND, "all any max mean min prod std sum var")
        | _named(
            _TENSORFLOW,
            "norm reduce_all reduce_any reduce_max reduce_mean reduce_min reduce_prod reduce_sum "
            "math.reduce_all math.reduce_any math.reduce_max math.reduce_mean math.reduce_min "
            "math.reduce_prod math.reduce_std math.reduce_sum math.reduce_variance",
        )
    ),
    elementwise=frozenset(
        _named(_BACKEND, "abs equal exp greater greater_equal less less_equal log maximum minimum")
        | _named(_BACKEND, "not_equal pow sqrt square")
        | _named(
            _TENSORFLOW,
            "abs constant equal greater greater_equal less less_equal logical_and logical_not "
            "logical_or math.equal math.greater math.greater_equal math.less math.less_equal "
            "math.logical_and math.logical_not math.logical_or math.not_equal maximum minimum "
            "not_equal",
        )
    ),
    positive=frozenset(
        _named(_BACKEND, "abs epsilon exp sigmoid softmax softplus square sqrt std var")
        | _named(_TENSORFLOW, "abs exp math.abs math.exp math.square math.sqrt square sqrt")
    ),
    alike=frozenset(
        _named(_BACKEND, "cast expand_dims flatten max mean min prod reshape squeeze stop_gradient")
        | _named(_BACKEND, "sum transpose")
        | _named(
            _TENSORFLOW,
            "cast expand_dims math.reduce_max math.reduce_mean math.reduce_min math.reduce_sum "
            "reduce_max reduce_mean reduce_min reduce_sum reshape squeeze",
        )
    ),
    largest=frozenset(_named(_BACKEND, "maximum") | _named(_TENSORFLOW, "math.maximum maximum")),
    truths=frozenset(
        _named(
            _BACKEND,
            "all any equal greater greater_equal less less_equal lesser lesser_equal not_equal",
        )
    ),
    whole=frozenset(_named(_BACKEND, "argmax argmin")),
    shapes=frozenset(_named(_BACKEND, "int_shape shape") | _named(_TENSORFLOW, "shape")),
)
