"""The wrappers for scikit-learn."""

from migrator.rules import Gone, Rule

_SCIKERAS = (
    "Install scikeras and write `scikeras.wrappers.{0}(model=build_fn, ...)`, or use "
    "`keras.wrappers.{1}(model=...)`, whose training arguments go into `fit_kwargs=`."
)

KERAS_1 = (
    Rule(
        "keras.wrappers.scikit_learn.KerasClassifier(build_fn=None, **sk_params)",
        Gone(_SCIKERAS.format("KerasClassifier", "SKLearnClassifier")),
    ),
    Rule(
        "keras.wrappers.scikit_learn.KerasRegressor(build_fn=None, **sk_params)",
        Gone(_SCIKERAS.format("KerasRegressor", "SKLearnRegressor")),
    ),
    Rule(
        "keras.wrappers.scikit_learn.BaseWrapper(build_fn=None, **sk_params)",
        Gone(_SCIKERAS.format("BaseWrapper", "SKLearnTransformer")),
    ),
)
