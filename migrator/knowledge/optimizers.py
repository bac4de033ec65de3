"""Optimizers."""

from migrator.knowledge.helpers import TIME_DECAY
from migrator.knowledge.shared import OPTIMIZERS, OPTIMIZERS_1_0_2, RMSPROP_EPSILON
from migrator.rules import Args, Code, Combine, Drop, Earlier, Gone, Into, Method, Rule, To

_CLIPPED: Args = {
    "clipnorm": "global_clipnorm",  # Keras 3's own clipnorm is applied to each variable alone
    "clipvalue": "clipvalue",
}
_DECAYING: Args = {
    ("lr", "decay"): Combine(
        "learning_rate",
        Code("TimeDecay({lr}, {decay})", helpers=(TIME_DECAY,)),
        unless=("decay", 0.0),
        real=True,
    ),
    **_CLIPPED,
}
_CLOSE = "Keras 3 corrects the bias of its averages elsewhere: the trajectory differs slightly."
_SCHEDULE_DECAY = Gone("Keras 3's Nadam has 0.004 built in; other values need an own optimizer.")


def _up_to_1_0_2(signature: str) -> Earlier:
    """Return the signature of an optimizer whose epsilon was another one, under the root."""
    was = f"keras.optimizers.{signature}, *args, **kwargs)"
    return Earlier(was, "1.0.2", only=("keras0",), drifts="")


def _to(name: str, args: Args, **others: object) -> To:
    return To(
        f"keras.optimizers.{name}(learning_rate)",
        args,
        alone=("clipnorm", "clipvalue"),
        **others,  # type: ignore[arg-type]
    )


_CLASSES = (
    Rule(
        "keras.optimizers.SGD(lr=0.01, momentum=0.0, decay=0.0, nesterov=False, **kwargs)",
        _to("SGD", _DECAYING),
        also=("keras.optimizers.sgd",),
    ),
    Rule(
        "keras.optimizers.RMSprop(lr=0.001, rho=0.9, epsilon=1e-8, decay=0.0, **kwargs)",
        _to(
            "RMSprop",
            _DECAYING,
            pin=("epsilon",),
            drifts=RMSPROP_EPSILON,
        ),
        also=("keras.optimizers.rmsprop",),
        earlier=(_up_to_1_0_2("RMSprop(lr=0.001, rho=0.9, epsilon=1e-6"),),
    ),
    Rule(
        "keras.optimizers.Adagrad(lr=0.01, epsilon=1e-8, decay=0.0, **kwargs)",
        _to(
            "Adagrad",
            _DECAYING,
            pin=("lr", "epsilon"),
            pin_new={"initial_accumulator_value": 0.0},
        ),
        also=("keras.optimizers.adagrad",),
        earlier=(_up_to_1_0_2("Adagrad(lr=0.01, epsilon=1e-6"),),
    ),
    Rule(
        "keras.optimizers.Adadelta(lr=1.0, rho=0.95, epsilon=1e-8, decay=0.0, **kwargs)",
        _to("Adadelta", _DECAYING, pin=("lr", "epsilon")),
        also=("keras.optimizers.adadelta",),
        earlier=(_up_to_1_0_2("Adadelta(lr=1.0, rho=0.95, epsilon=1e-6"),),
    ),
    Rule(
        "keras.optimizers.Adam(lr=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, decay=0.0, "
        "**kwargs)",
        _to("Adam", _DECAYING, pin=("epsilon",)),
        also=("keras.optimizers.adam",),
    ),
    Rule(
        "keras.optimizers.Adamax(lr=0.002, beta_1=0.9, beta_2=0.999, epsilon=1e-8, decay=0.0, "
        "**kwargs)",
        _to(
            "Adamax",
            _DECAYING,
            pin=("lr", "epsilon"),
            drifts=_CLOSE,
        ),
        also=("keras.optimizers.adamax",),
    ),
    Rule(
        "keras.optimizers.Nadam(lr=0.002, beta_1=0.9, beta_2=0.999, epsilon=1e-8, "
        "schedule_decay=0.004, **kwargs)",
        _to(
            "Nadam",
            {
                "lr": Into("learning_rate", real=True),
                "schedule_decay": _SCHEDULE_DECAY,
                **_CLIPPED,
            },
            pin=("lr", "epsilon"),
            drifts=_CLOSE,
        ),
        also=("keras.optimizers.nadam",),
    ),
    Rule(
        "keras.optimizers.Optimizer(**kwargs)",
        Gone(
            "Derive from `keras.optimizers.Optimizer` still, but with `build(variables)` and "
            "`update_step(gradient, variable, learning_rate)` instead of `get_updates`."
        ),
    ),
    Rule(
        "keras.optimizers.TFOptimizer(optimizer)",
        Gone("Use the optimizer of `keras.optimizers` that has the same name."),
    ),
)

_FUNCTIONS = (
    Rule(
        "keras.optimizers.get(identifier, kwargs=None)",
        To(
            "keras.optimizers.get(identifier)",
            {
                "identifier": Into("identifier", OPTIMIZERS),
                "kwargs": Gone("Call the class: `keras.optimizers.Adam(learning_rate=0.01)`."),
            },
        ),
        earlier=(
            Earlier(
                "keras.optimizers.get(identifier, kwargs=None)",
                "1.0.2",
                only=("keras0",),
                args={"identifier": Into("identifier", OPTIMIZERS_1_0_2)},
            ),
        ),
    ),
    Rule(
        "keras.optimizers.optimizer_from_config(config, custom_objects=None)",
        To("keras.optimizers.deserialize(config, custom_objects)"),
    ),
    Rule(
        "keras.optimizers.clip_norm(g, c, n)",
        Gone("Scale it yourself: `g * keras.ops.minimum(1.0, c / n)`."),
    ),
)

NO_DECAY = Gone(
    "Keras 3 has no `decay` in its optimizers: `optimizer.learning_rate` is the rate of the step "
    "at hand, what a schedule makes of it included."
)
A_NUMBER = Gone(
    "Keras 3 keeps it as a number, which a compiled model has read already: make an optimizer of "
    "the new one, and compile again."
)
NUMBERS = {"momentum": "SGD", "rho": "RMSprop", "beta_1": "Adam", "beta_2": "Adam"}
EACH = tuple(
    f"keras.optimizers.{name}"
    for name in ("SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam")
)
#: Said of the `weights` of an optimizer, which are its `variables` now.
RATE_TOO = "Keras 3 has the learning rate among them, and another order."
NO_UPDATES = Gone(
    "Keras 3's optimizers keep no updates: call `optimizer.apply(gradients, variables)` instead."
)
_METHODS = (
    Method(  # these two of Theano
        "keras.Variable.set_value(value, borrow=False)",
        To("keras.Variable.assign(value)", {"borrow": Drop()}),
    ),
    Method(
        "keras.Variable.get_value(borrow=False, return_internal_type=False)",
        To("keras.Variable.numpy", {"borrow": Drop(), "return_internal_type": Drop()}),
    ),
    Method(
        "keras.Variable.eval(**kwargs)",
        To("keras.Variable.numpy", instead="{self}.numpy()", others=True),
    ),
    Method(
        "keras.optimizers.SGD.lr",
        To("keras.optimizers.SGD.learning_rate"),
        receiver=EACH,
    ),
    *(
        Method(f"keras.optimizers.SGD.{name}", NO_DECAY, receiver=EACH)
        for name in ("decay", "initial_decay")
    ),
    *(
        Method(f"keras.optimizers.{owner}.{name}", A_NUMBER, receiver=EACH, changed=True)
        for name, owner in NUMBERS.items()
    ),
    Method(
        "keras.optimizers.Optimizer.get_updates(params, constraints, loss)",
        Gone("Apply gradients instead: `optimizer.apply(gradients, variables)`."),
        unmistakable=True,
        receiver=EACH,
    ),
    Method(
        "keras.optimizers.Optimizer.get_gradients(loss, params)",
        Gone(
            "Take gradients with the backend (`tensorflow.GradientTape`, `jax.grad`, "
            "`torch.autograd.grad`) and pass them to `optimizer.apply(gradients, variables)`."
        ),
        unmistakable=True,
        receiver=EACH,
    ),
    Method(
        "keras.optimizers.Optimizer.weights",
        To("keras.optimizers.Optimizer.variables", notice=RATE_TOO),
        receiver=EACH,
    ),
    Method("keras.optimizers.SGD.updates", NO_UPDATES, receiver=EACH),
    Method(
        "keras.optimizers.Optimizer.get_weights()",
        Gone("Read `[keras.ops.convert_to_numpy(v) for v in optimizer.variables]`."),
        receiver=EACH,
    ),
)

KERAS_1 = _CLASSES + _FUNCTIONS + _METHODS
SAME = frozenset(
    {"keras.optimizers.Optimizer.get_config", "keras.optimizers.Optimizer.set_weights"}
)
