"""The wrappers for scikit-learn.

They are those of the package scikeras now. Measured with scikeras 0.13 and scikit-learn 1.9: what
the function that builds a model takes, and what `fit` takes, is given to the wrapper as before.
"""

from collections.abc import Mapping

from migrator.rules import Args, Check, Gone, Rule, To

_CHANGED = (
    "Install scikeras. There `fit` returns the wrapper (`history_` has what Keras returned), the "
    "fitted model is `model_`, a search calls what the model's function takes `model__units`, "
    "and `nb_epoch` `epochs`; "
)
_CLASSIFIER = (
    f"{_CHANGED}classes given as numbers need `loss='categorical_crossentropy'` here too, if that "
    "is the model's; of classes given one-hot, `predict` returns them so."
)
_REGRESSOR = f"{_CHANGED}`score` is R², as scikit-learn has it, where it was the loss."
_DERIVED = (
    "What derives from a wrapper of scikeras builds its model in `_keras_build_fn`, where Keras "
    "called `__call__`."
)


def wrappers(renamed: Args, pinned: Mapping[str, int]) -> tuple[Rule, ...]:
    """Return the rules: what `fit` took under other names, and what it took to be given."""
    return (
        *(
            Rule(
                f"keras.wrappers.scikit_learn.{name}(build_fn=None, **sk_params)",
                To(
                    f"scikeras.wrappers.{name}(model)",
                    {"build_fn": Check("model", said), **renamed},
                    pin_new=pinned,
                    derived=_DERIVED,
                    others=True,
                ),
            )
            for name, said in {"KerasClassifier": _CLASSIFIER, "KerasRegressor": _REGRESSOR}.items()
        ),
        Rule(
            "keras.wrappers.scikit_learn.BaseWrapper(build_fn=None, **sk_params)",
            Gone("Install scikeras, and derive from `scikeras.wrappers.BaseWrapper`."),
        ),
    )


KERAS_1 = wrappers({"nb_epoch": "epochs"}, {"epochs": 10})
