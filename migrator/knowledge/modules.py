"""Where Keras 1 kept its symbols, and where they are recorded here."""

from migrator.knowledge.exports import BOUND, ELSEWHERE, PASSING
from migrator.knowledge.lent import LENT as _LENT
from migrator.rules import MODULES_OF_LAYERS

_HOMES = {
    "keras.layers": MODULES_OF_LAYERS,
    "keras.engine": ("topology", "training"),
    "keras.backend": ("common", "tensorflow_backend", "theano_backend"),
    "keras.utils": (
        "data_utils",
        "generic_utils",
        "io_utils",
        "layer_utils",
        "np_utils",
        "test_utils",
        "visualize_util",
    ),
}

MODULES = {
    "keras.datasets.data_utils": "keras.utils",  # of Keras 0.1
    **{f"{home}.{module}": home for home, modules in _HOMES.items() for module in modules},
    # Names that a module imported for itself, and lent to whoever imported them from there.
    **{
        f"{module}.{name}": ELSEWHERE[name]
        for module, names in PASSING.items()
        for name in names.split()
    },
}

EXPORTS = {
    module: tuple(sorted(f"{BOUND.get(module, '')} {PASSING.get(module, '')}".split()))
    for module in {**BOUND, **PASSING}
}

LENT = {
    module: tuple((package, name) for package, _, name in (w.partition(":") for w in words.split()))
    for module, words in _LENT.items()
}
