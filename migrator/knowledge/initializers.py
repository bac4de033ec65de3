"""`keras.initializations`: functions that made variables, now classes that make tensors."""

from migrator.knowledge.shared import INITIALIZERS, IS_TENSOR
from migrator.rules import Args, Code, Drop, Gone, Into, Method, Rule, To

# init(shape) made a variable; Init()(shape) makes a tensor.
_MADE: Args = {"name": Drop(), "dim_ordering": Drop()}
_SCALE = Gone("Make the initializer yourself: `keras.initializers.RandomNormal(stddev=scale)`.")
_GLOROT_NORMAL = Code("keras.initializers.VarianceScaling(1.0, 'fan_avg', 'untruncated_normal')")
_HE_NORMAL = Code("keras.initializers.VarianceScaling(2.0, 'fan_in', 'untruncated_normal')")

KERAS_1 = (
    Rule(
        "keras.initializations.uniform(shape, scale=0.05, name=None, dim_ordering='th')",
        To(
            "keras.initializers.RandomUniform",
            {**_MADE, "scale": Drop()},
            add={"minval": Code("-{scale}"), "maxval": Code("{scale}")},
            on="shape",
            as_weight=Code("keras.initializers.RandomUniform(-{scale}, {scale})"),
            instance=Code("keras.initializers.RandomUniform()"),
        ),
    ),
    Rule(
        "keras.initializations.normal(shape, scale=0.05, name=None, dim_ordering='th')",
        To(
            "keras.initializers.RandomNormal",
            {**_MADE, "scale": "stddev"},
            on="shape",
            as_weight=Code("keras.initializers.RandomNormal(stddev={scale})"),
            instance=Code("keras.initializers.RandomNormal()"),
        ),
    ),
    Rule(
        "keras.initializations.lecun_uniform(shape, name=None, dim_ordering='th')",
        To(
            "keras.initializers.LecunUniform",
            _MADE,
            on="shape",
            as_weight="lecun_uniform",
            instance=Code("keras.initializers.LecunUniform()"),
        ),
    ),
    Rule(
        "keras.initializations.glorot_normal(shape, name=None, dim_ordering='th')",
        To(
            "keras.initializers.VarianceScaling",
            _MADE,
            add={"scale": 1.0, "mode": "fan_avg", "distribution": "untruncated_normal"},
            on="shape",
            as_weight=_GLOROT_NORMAL,
            instance=_GLOROT_NORMAL,
        ),
    ),
    Rule(
        "keras.initializations.glorot_uniform(shape, name=None, dim_ordering='th')",
        To(
            "keras.initializers.GlorotUniform",
            _MADE,
            on="shape",
            as_weight="glorot_uniform",
            instance=Code("keras.initializers.GlorotUniform()"),
        ),
    ),
    Rule(
        "keras.initializations.he_normal(shape, name=None, dim_ordering='th')",
        To(
            "keras.initializers.VarianceScaling",
            _MADE,
            add={"scale": 2.0, "mode": "fan_in", "distribution": "untruncated_normal"},
            on="shape",
            as_weight=_HE_NORMAL,
            instance=_HE_NORMAL,
        ),
    ),
    Rule(
        "keras.initializations.he_uniform(shape, name=None, dim_ordering='th')",
        To(
            "keras.initializers.HeUniform",
            _MADE,
            on="shape",
            as_weight="he_uniform",
            instance=Code("keras.initializers.HeUniform()"),
        ),
    ),
    Rule(
        "keras.initializations.orthogonal(shape, scale=1.1, name=None, dim_ordering='th')",
        To(
            "keras.initializers.Orthogonal",
            {**_MADE, "scale": "gain"},
            pin=("scale",),
            on="shape",
            as_weight=Code("keras.initializers.Orthogonal(gain={scale})"),
            instance=Code("keras.initializers.Orthogonal(gain=1.1)"),
        ),
    ),
    Rule(
        "keras.initializations.identity(shape, scale=1, name=None, dim_ordering='th')",
        To(
            "keras.initializers.Identity",
            {**_MADE, "scale": "gain"},
            on="shape",
            as_weight=Code("keras.initializers.Identity(gain={scale})"),
            instance=Code("keras.initializers.Identity()"),
        ),
    ),
    Rule(
        "keras.initializations.zero(shape, name=None, dim_ordering='th')",
        To(
            "keras.initializers.Zeros",
            _MADE,
            on="shape",
            as_weight="zeros",
            instance=Code("keras.initializers.Zeros()"),
        ),
    ),
    Rule(
        "keras.initializations.one(shape, name=None, dim_ordering='th')",
        To(
            "keras.initializers.Ones",
            _MADE,
            on="shape",
            as_weight="ones",
            instance=Code("keras.initializers.Ones()"),
        ),
    ),
    Rule(
        "keras.initializations.get(identifier, **kwargs)",
        To(
            "keras.initializers.get(identifier)",
            {"identifier": Into("identifier", INITIALIZERS), **_MADE, "scale": _SCALE},
        ),
    ),
    Method(
        "keras.initializers.Initializer.__call__(shape, scale=None, name=None, dim_ordering=None)",
        To(
            "keras.initializers.Initializer.__call__(shape)",
            {**_MADE, "scale": _SCALE},
            notice=IS_TENSOR,
        ),
        telltale=("name",),
    ),
    Rule(
        "keras.initializations.get_fans(shape, dim_ordering='th')",
        Gone("`keras.initializers.VarianceScaling` works the fans out from the shape itself."),
    ),
)
