"""Initializers that several weights share; measured with 3.15.1, 2.3.1, 2.2.4 and 1.2.2."""

from migrator.rules import Drawing

_SAME = "Keras 3's initializers draw the same numbers each time"

DRAWING = Drawing(
    seeds={
        "glorot_normal": 0,
        "glorot_uniform": 0,
        "he_normal": 0,
        "he_uniform": 0,
        "lecun_normal": 0,
        "lecun_uniform": 0,
        "GlorotNormal": 0,
        "GlorotUniform": 0,
        "HeNormal": 0,
        "HeUniform": 0,
        "LecunNormal": 0,
        "LecunUniform": 0,
        "Orthogonal": 1,
        "RandomNormal": 2,
        "RandomUniform": 2,
        "TruncatedNormal": 2,
        "VarianceScaling": 3,
        "normal": 2,
        "orthogonal": 1,
        "random_normal": 2,
        "random_uniform": 2,
        "truncated_normal": 2,
        "uniform": 2,
    },
    getters=frozenset({"keras.initializers.get", "keras.initializations.get"}),
    constant=frozenset(
        {"zero", "zeros", "one", "ones", "identity", "constant", "Zeros", "Ones", "Identity"}
    ),
    making=frozenset({"add_weight", "add_variable"}),
    own="{}.clone()",
    shared=f"{_SAME}: layers of one shape that are given this one begin with the same weights. "
    "Give each an initializer of its own, as `clone()` makes it.",
    alike=f"{_SAME}: weights of one shape that `{{0}}` draws begin alike. Give each an initializer "
    "of its own: `{0}.clone()`, or what `keras.initializers.get(...)` returns anew where that may "
    "be a function.",
)
