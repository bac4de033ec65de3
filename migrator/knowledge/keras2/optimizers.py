"""Optimizers: `lr`, `decay`, and the defaults that moved."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from migrator.frozen import replace
from migrator.knowledge.keras2.shared import EPSILON_TOOK
from migrator.knowledge.keras2.templates import Attribute, of_keras_1
from migrator.knowledge.keras2.wording import of_keras_2
from migrator.knowledge.optimizers import A_NUMBER, KERAS_1, NO_DECAY, NO_UPDATES, NUMBERS, RATE_TOO
from migrator.knowledge.shared import OPTIMIZERS as OF_KERAS_1
from migrator.knowledge.shared import RMSPROP_EPSILON
from migrator.rules import (
    Args,
    Code,
    Combine,
    Constant,
    Drop,
    Exactly,
    Gone,
    Into,
    Method,
    Rule,
    To,
    Value,
)

_LR = ("2.2", "tf.1")  # called it `lr`; the others also take it by that name
_LEARNING_RATE = ("2.3", "tf.keras")
_CLOSE = "Keras 3 corrects the bias of its averages elsewhere: the trajectory differs slightly."
_ROOT_2_0 = of_keras_2(RMSPROP_EPSILON)
_ROOT = _ROOT_2_0.replace("`epsilon=1e-16`", "`epsilon=1e-14` (1e-16 for one of 1e-8)")
_MOVED = ("lr", "learning_rate", "epsilon", "rho", "momentum", "initial_accumulator_value")
_SCHEDULE = Gone("Keras 3's Nadam has 0.004 built in; other values need an own optimizer.")
_EPSILON = Into("epsilon", {None: Code("keras.config.epsilon()")})
_SMALLER = (
    f"The epsilon of optimizers was 1e-8 before Keras {EPSILON_TOOK}, and has been 1e-7 since. "
    "Nothing here tells the release: if the code ran with an earlier one, pass `epsilon=1e-8`, or "
    "migrate it with `--from 2.0`."
)
_OPEN = {"epsilon": _SMALLER}


def _decaying(rate: str) -> Args:
    """Return the fate of `decay`."""
    code = Code(f"keras.optimizers.schedules.InverseTimeDecay({{{rate}}}, 1, {{decay}})")
    return {(rate, "decay"): Combine("learning_rate", code, unless=("decay", 0.0), real=True)}


_STANDALONE: Args = {
    "clipnorm": "global_clipnorm",  # Keras 3's own clipnorm is applied to each variable alone
    "clipvalue": "clipvalue",
    "epsilon": Into("epsilon", {None: Drop()}),
}
_TF: Args = {"jit_compile": Drop(), "epsilon": _EPSILON}


def _optimizer(
    name: str,
    drifts: str = "",
    *,
    drifts_still: bool = False,
    accumulates: bool = False,
    args: Args = MappingProxyType({}),
) -> tuple[Rule, ...]:
    """Return the records of one optimizer: for releases that say `lr`, and for the others.

    drifts_still: that of TensorFlow 2 does, too. accumulates: the standalone releases began to
    accumulate at 0.
    """
    full = f"keras.optimizers.{name}"
    also = (f"keras.optimizers.{name.lower()}",)
    moved = {} if name == "SGD" else {"epsilon": {EPSILON_TOOK: 1e-8}}
    began: dict[str, Constant | Code] = {"initial_accumulator_value": 0.0} if accumulates else {}
    to = To(
        full,
        {**_decaying("lr"), **_STANDALONE, **args},
        _MOVED,
        began,
        drifts=drifts,
        alone=("clipnorm", "clipvalue"),
    )
    later = replace(to, args={**_decaying("learning_rate"), **_STANDALONE, **args})
    modern = To(full, {**_decaying("learning_rate"), **_TF, **args}, _MOVED, drifts=drifts)
    spellings = {"lr": "learning_rate"}
    return (
        Rule(full, to, also, only=("2.2",), moved=moved, open_moves=_OPEN),
        Rule(full, later, also, only=("2.3",), spellings=spellings),
        Rule(full, modern, also, only=("tf.1",), spellings=spellings),
        Rule(
            full,
            modern if drifts_still else replace(modern, drifts=""),
            also,
            only=("tf.keras",),
            spellings=spellings,
        ),
    )


_CLASSES = (
    *_optimizer("SGD"),
    *_optimizer("RMSprop", _ROOT),
    *_optimizer("Adagrad", accumulates=True),
    *_optimizer("Adadelta"),
    *_optimizer("Adam"),
    *_optimizer("Adamax", _CLOSE),
    *_optimizer("Nadam", _CLOSE, drifts_still=True, args={"schedule_decay": _SCHEDULE}),
)

_RENAMED = frozenset(rule.name for rule in _CLASSES)


def in_tf_keras(records: Iterable[Rule]) -> Iterator[Rule]:
    """Yield what becomes of optimizers under `--target tf_keras`.

    Those of tf_keras ignore `lr=`, and refuse `decay=`.
    """
    for record in records:
        if record.name in _RENAMED:
            becomes = To(record.name, _decaying("learning_rate"))
            yield Rule(record.was, becomes, record.also, spellings=record.spellings)


_OF_TENSORFLOW = tuple(
    Rule(
        f"keras.optimizers.{name}",
        To(f"keras.optimizers.{name}", {"jit_compile": Drop()}, _MOVED),
        spellings={"lr": "learning_rate"},
    )
    for name in ("Adafactor", "AdamW", "Ftrl", "Lion")
)
_EACH = tuple(
    f"keras.optimizers.{name}"
    for name in ("SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam", "Ftrl")
)
_TAPE = Gone(
    "Take the gradients: `with tensorflow.GradientTape() as tape: loss = ...`, then "
    "`optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))`."
)
_SLOTS = Gone("Keras 3 has no slots: read `optimizer.variables`.")
_ATTRIBUTES = (
    *(
        Attribute(f"keras.optimizers.Optimizer.{name}", gone, receiver=_EACH)
        for name, gone in {
            "_decayed_lr": Gone("Read `optimizer.learning_rate`: it follows a schedule."),
            "aggregate_gradients": Gone("Leave it out: `apply_gradients` does it."),
            "compute_gradients": _TAPE,
            "minimize": _TAPE,
            **dict.fromkeys(("add_slot", "get_slot", "get_slot_names"), _SLOTS),
        }.items()
    ),
    Attribute("keras.optimizers.SGD.updates", NO_UPDATES, receiver=_EACH),
    *(
        Attribute(f"keras.Variable.{name}()", Gone("Take `id(variable)` for a key."))
        for name in ("experimental_ref", "ref")
    ),
    Attribute(
        "keras.optimizers.Optimizer.weights",
        To("keras.optimizers.Optimizer.variables", notice=RATE_TOO),
        receiver=_EACH,
    ),
    Attribute(
        "keras.optimizers.Optimizer.variables()",
        To(
            "keras.optimizers.Optimizer.variables",
            notice=RATE_TOO,
            instead="{self}.variables",
        ),
        receiver=_EACH,
    ),
    *(
        Attribute(f"keras.optimizers.SGD.{name}", NO_DECAY, receiver=_EACH)
        for name in ("decay", "initial_decay")
    ),
    *(
        Attribute(f"keras.optimizers.{owner}.{name}", A_NUMBER, receiver=_EACH, changed=True)
        for name, owner in NUMBERS.items()
    ),
    Attribute(
        "keras.optimizers.SGD.lr",
        To("keras.optimizers.SGD.learning_rate"),
        receiver=_EACH,
    ),
)

# -- optimizers named by a string ------------------------------------------------------------------


def _named(found: dict[str, tuple[str, str]]) -> dict[Constant, Value]:
    return {
        spelling: Exactly(Code(f"keras.optimizers.{name}({arguments})"), why)
        for name, (arguments, why) in found.items()
        for spelling in (name, name.lower())
    }


_RATE = "The default learning rate was {} and is 0.001 in Keras 3."
OPTIMIZERS: dict[Constant, Value] = {
    **{name: Exactly(name, "", _ROOT) for name in ("RMSprop", "rmsprop")},
    **_named(
        {
            "Adagrad": (
                "learning_rate=0.01, initial_accumulator_value=0.0",
                "Keras 3's default learning rate is 0.001 and its accumulators start at 0.1.",
            ),
            "Adadelta": ("learning_rate=1.0", _RATE.format("1.0")),
            "Adamax": ("learning_rate=0.002", _RATE.format("0.002")),
            "Nadam": ("learning_rate=0.002", _RATE.format("0.002")),
        }
    ),
}

OPTIMIZERS_MOVED = {
    EPSILON_TOOK: {
        spelling: Exactly(value.value, _SMALLER, value.notice and _ROOT_2_0)
        for spelling, value in OF_KERAS_1.items()
        if isinstance(value, Exactly) and isinstance(value.value, Code)
    }
}

_FUNCTIONS = (
    Rule(
        "keras.optimizers.get",
        To(
            "keras.optimizers.get",
            {"identifier": Into("identifier", OPTIMIZERS, moved=OPTIMIZERS_MOVED)},
        ),
        only=("2.2",),
    ),
    Rule(
        "keras.optimizers.get",
        To("keras.optimizers.get", {"identifier": Into("identifier", OPTIMIZERS)}),
        only=("2.3",),
    ),
    Rule(
        "keras.optimizers.get",
        To("keras.optimizers.get", {"use_legacy_optimizer": Drop(), "experimental": Drop()}),
        only=("tf.keras",),
    ),
)

_METHODS = (
    Method(
        "keras.optimizers.Optimizer.apply_gradients",
        To(
            "keras.optimizers.Optimizer.apply_gradients",
            {
                name: Drop()
                for name in (
                    "name",
                    "experimental_aggregate_gradients",
                    "skip_gradients_aggregation",
                )
            },
        ),
        receiver=_EACH,
        telltale=("experimental_aggregate_gradients", "skip_gradients_aggregation"),
    ),
)
TEMPLATES = (
    *_CLASSES,
    *_METHODS,
    *_OF_TENSORFLOW,
    *_ATTRIBUTES,
    *_FUNCTIONS,
    *of_keras_1(
        KERAS_1,
        "keras.optimizers.Optimizer",
        "keras.optimizers.TFOptimizer",
        "keras.optimizers.clip_norm",
        "keras.optimizers.Optimizer.get_updates",
        "keras.optimizers.Optimizer.get_gradients",
        "keras.optimizers.Optimizer.get_weights",
        "keras.Variable.eval",
        "keras.Variable.get_value",
        "keras.Variable.set_value",
    ),
)
