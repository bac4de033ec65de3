"""Models: building, saving and loading them."""

from migrator.frozen import replace
from migrator.knowledge.helpers import RESET_STATES
from migrator.knowledge.inside_models import INTERNAL
from migrator.knowledge.shared import MASKING, RELOADED
from migrator.rules import (
    Check,
    Drop,
    FileName,
    Gone,
    Into,
    Method,
    Rule,
    Shortening,
    To,
    Unread,
)

_OLD_FILE = (
    "Keras 3 cannot load a model that Keras 1 saved, whole or as JSON: build it in code, "
    "and carry its weights over with `set_weights`."
)
_OLD_WEIGHTS = (
    "Weights that Keras 1 saved load only where the arrays are the same; those of recurrent, 1D "
    "convolution and Theano-trained convolution layers must be converted first."
)
_MODEL = (".h5", ".hdf5", ".keras")
_WEIGHTS = (".weights.h5",)
_AGAIN = "name whole models `.keras`, here and where they are loaded, or save weights alone."
#: Measured on 3.15: what is computed between layers is in the file under a name that is not found.
UNREAD = Unread(
    masked="Keras 3 writes a model of `Model(inputs, outputs)` that has masks into a `.h5` file, "
    f"but cannot load it again (\"Unknown layer: 'NotEqual'\"): {_AGAIN}",
    masking=MASKING,
)
UNREAD_COMPUTED = (
    "Keras 3 writes a model in which tensors are computed with outside of layers into a `.h5` "
    f'file, but cannot load it again ("Unknown layer"): {_AGAIN}'
)


_SAVED = FileName(
    "filepath",
    "Keras 3 saves a model only under a name that ends in `.keras` or `.h5`; change it here and "
    "wherever the file is loaded.",
    severity="notice",
    endings=_MODEL,
)
_LOADED = FileName(
    "filepath",
    "Keras 3 loads a model only from a name that ends in `.keras` or `.h5`.",
    endings=_MODEL,
    writes=False,
)
SAVED_WEIGHTS = FileName(
    "filepath",
    "Keras 3 saves weights only under a name that ends in `.weights.h5`; change it here and "
    "wherever the file is loaded.",
    endings=_WEIGHTS,
)
LOADED_WEIGHTS = FileName(
    "filepath",
    "Keras 3 loads weights only from a name that ends in `.weights.h5`, `.h5` or `.keras`; by name "
    "only from `.h5` or `.hdf5`, and not from `.weights.h5`.",
    endings=(*_WEIGHTS, *_MODEL),
    writes=False,
    wanted={"by_name": (".h5", ".hdf5")},
)
_YAML = Gone("Keras 3 reads and writes no YAML: use `to_json()` and `model_from_json(...)`.")
_SEQUENTIAL = ("keras.models.Sequential",)
_INPUT_COUNTED = (
    "Keras 1 counted the input of a Sequential as its layer 0, Keras 3 does not: take one less."
)

#: Called on tensors, a model of Keras 3 gives a list of one where it was made of such a list.
OUTPUTS = Into("outputs", lengths={1: "{0}"}, symbolic=True)
_CONSTRUCTORS = (
    Rule(
        "keras.models.Model(input, output, name=None)",
        To("keras.models.Model(inputs, outputs)", {"input": "inputs", "output": OUTPUTS}),
        also=("keras.engine.Model",),
    ),
    Rule(
        "keras.engine.Container(input, output, name=None)",
        To("keras.models.Model(inputs, outputs)", {"input": "inputs", "output": "outputs"}),
    ),
    Rule(
        "keras.models.Sequential(layers=None, name=None)",
        To("keras.models.Sequential(layers)"),
    ),
)

_FILES = (
    Rule(
        "keras.models.load_model(filepath, custom_objects=None)",
        To(
            "keras.models.load_model(filepath, custom_objects)",
            {"filepath": _LOADED},
            notice=_OLD_FILE,
            reloaded=RELOADED,
        ),
    ),
    Rule(
        "keras.models.save_model(model, filepath, overwrite=True)",
        To("keras.models.save_model(model, filepath, overwrite)", {"filepath": _SAVED}),
    ),
    Rule(
        "keras.models.model_from_json(json_string, custom_objects=None)",
        To("keras.models.model_from_json(json_string, custom_objects)", notice=_OLD_FILE),
    ),
    Rule(
        "keras.models.model_from_yaml(yaml_string, custom_objects=None)",
        _YAML,
    ),
    Rule(
        "keras.models.model_from_config(config, custom_objects=None)",
        Gone(
            "Use `keras.models.Model.from_config(config)` or `keras.models.Sequential."
            "from_config(config)`; a configuration made by Keras 1 must be written anew."
        ),
    ),
)

_METHODS = (
    Method(
        "keras.models.Model.save(filepath, overwrite=True)",
        To("keras.models.Model.save(filepath, overwrite)", {"filepath": _SAVED}),
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.save_weights(filepath, overwrite=True)",
        To(
            "keras.models.Model.save_weights(filepath, overwrite)",
            {"filepath": SAVED_WEIGHTS},
        ),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.load_weights(filepath, by_name=False)",
        To(
            "keras.models.Model.load_weights(filepath)",
            {"filepath": LOADED_WEIGHTS, "by_name": "by_name"},
            notice=_OLD_WEIGHTS,
        ),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Sequential.get_layer(name=None, index=None)",
        To(
            "keras.models.Sequential.get_layer(name, index)",
            {"index": Check("index", _INPUT_COUNTED, harmless=(None, -1, -2, -3))},
        ),
    ),
    Method(
        "keras.models.Sequential.from_config(config, layer_cache=None)",
        To("keras.models.Sequential.from_config(config)", {"layer_cache": Drop()}),
    ),
    Method(
        "keras.models.Model.to_yaml(**kwargs)",
        _YAML,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.summary(line_length=100, positions=[0.33, 0.55, 0.67, 1.0])",
        To(
            "keras.models.Model.summary(line_length, positions)",
            accept=("line_length", "positions"),
        ),
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.reset_states()",
        To("reset_states", helpers=(RESET_STATES,), receiver=True),
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.run_internal_graph(inputs, masks=None)",
        Gone("Call the model: `outputs = model(inputs)`."),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.save_weights_to_hdf5_group(f)",
        Gone("Use `model.save_weights('name.weights.h5')`."),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.load_weights_from_hdf5_group(f)",
        Gone("Use `model.load_weights('name.weights.h5')`."),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.load_weights_from_hdf5_group_by_name(f)",
        Gone("Use `model.load_weights('name.h5', by_name=True)`."),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
)

NONE_WITHIN = Gone("A Sequential has no other model in it: use it itself.")
_SEVERAL = (
    "Keras 3 has `model.{0}s`, a list, for every model, and no `{0}` for a Sequential: ask "
    "`len(model.{0}s) > 1` where it was asked whether that is a list, and take `model.{0}s[0]` "
    "where it is none."
)
#: What was never called on a tensor has no `input` in Keras 3.
ENDS = tuple(
    Method(
        f"keras.models.Sequential.{end}",
        To(f"keras.models.Sequential.{end}s", element="[0]", listed=_SEVERAL.format(end)),
    )
    for end in ("input", "output")
)
OUTPUT_NAMES = Method(
    "keras.models.Sequential.output_names",
    To("keras.models.Sequential.layers", instead="[{self}.layers[-1].name]"),
)
_ATTRIBUTES = (
    Method(
        "keras.models.Sequential.flattened_layers",
        Gone("Use `model.layers`."),
        unmistakable=True,
    ),
    Method(
        "keras.models.Model.container_nodes",
        Gone("Use `model.operations`."),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.layers.Layer.batch_input_shape",
        Gone("Read `layer.input.shape`, or the shape of `model.inputs`."),
        receiver=("keras.models.Model", *_SEQUENTIAL),
    ),
    Method(
        "keras.models.Model.state_updates",
        Gone("Keras 3 updates the state of layers itself: leave it out."),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.stateful",
        Gone("Write `any(getattr(layer, 'stateful', False) for layer in model.layers)`."),
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.input_names",
        Gone("Read `[tensor.name for tensor in model.inputs]`."),
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Sequential.model",
        NONE_WITHIN,
    ),
    *ENDS,
    OUTPUT_NAMES,
    Method(
        "keras.models.Model.uses_learning_phase",
        Gone("Pass `training=True` or `training=False` to the call of the model."),
        unmistakable=True,
        receiver=("keras.models.Sequential", "keras.layers.Layer"),
    ),
)

_TENSORS = Gone(
    "Keras 3 takes no other tensors for a model that is made: make another of them, "
    "`keras.models.Model(model.inputs, tensors)`."
)
_WEIGHT_LISTS = Gone(
    "Keras 3 lists the weights itself, and gives out a copy of the list: set `layer.trainable = "
    "False` where they are not to be trained."
)
_COLLECTED = Gone(
    "Keras 3 collects them itself, and takes no others: `add_loss` adds a loss, `compile` is given "
    "metrics, and a class may have a property of this name."
)
_FUNCTION = Gone(
    "Keras 3 calls it with an iterator over batches, where up to Keras 2.3 it was given the arrays "
    "of one: override `train_step`, `test_step` or `predict_step` in a class of your own.",
    harmless=(None,),
)
#: What could be changed in a model or layer that is made, up to Keras 2.2.
CHANGED = (
    Method(
        "keras.models.Model.layers",
        Gone(
            "Keras 3 gives out a copy of the list, so that this changes no model. Take the last "
            "layer of a Sequential away by `model.pop()`. Of another model, take the tensor that "
            "is its new end, as `model.layers[-2].output`, and make a model of it, "
            "`keras.models.Model(model.inputs, tensor)`; where `model.layers` is counted from its "
            "end afterwards, count the layers that were to go."
        ),
        unmistakable=True,
        telltale=("pop",),
        receiver=_SEQUENTIAL,
        changed=True,
    ),
    *(
        Method(f"keras.models.Model.{name}", _TENSORS, receiver=_SEQUENTIAL, changed=True)
        for name in ("inputs", "outputs")
    ),
    *(
        Method(
            f"keras.layers.Layer.{name}",
            gone,
            receiver=("keras.models.Model", *_SEQUENTIAL, "keras.layers.*"),
            changed=True,
        )
        for name, gone in (
            ("trainable_weights", _WEIGHT_LISTS),
            ("non_trainable_weights", _WEIGHT_LISTS),
            ("losses", _COLLECTED),
            ("metrics", _COLLECTED),
        )
    ),
    *(
        Method(
            f"keras.models.Model.{name}_function",
            _FUNCTION,
            unmistakable=True,
            telltale=("=",),
            receiver=_SEQUENTIAL,
            changed=True,
        )
        for name in ("train", "test", "predict")
    ),
)

#: How the last layers of a model were taken away. Measured in 1.0.8 and 1.2.2: a model computes up
#: to its `outputs`, which it reads when it is compiled or asked first; `output` and `output_shape`
#: stay what they were; a Sequential that is compiled goes on as it was.
SHORTENING = Shortening(
    rule="keras.models.Model.layers",
    layers="layers",
    starts="inputs",
    told="outputs",
    beside=frozenset(
        {"_inbound_nodes", "_outbound_nodes", "built", "inbound_nodes", "outbound_nodes"}
        | {"output_layers"}
    ),
    stale=frozenset({"output", "output_shape", "get_output_at", "get_output_shape_at"}),
    untouched=frozenset(
        {"input", "inputs", "input_shape", "output", "outputs", "output_shape", "predict"}
        | {"predict_generator", "predict_on_batch", "summary"}
    ),
    innocent=frozenset(
        {"add", "get_weights", "input", "inputs", "layers", "load_weights", "name", "outputs"}
        | {"pop", "save_weights", "set_weights", "summary", "trainable"}
    ),
    running=frozenset({"predict", "predict_generator", "predict_on_batch"}),
    making=frozenset({"add", "compile"}),
    fitting=frozenset(
        {"evaluate", "evaluate_generator", "fit", "fit_generator", "test_on_batch"}
        | {"train_on_batch"}
    ),
    in_place={"keras.models.Sequential": "pop"},
    model="keras.models.Model",
    unsure="Where this is a Sequential that was compiled before, Keras 1 went on predicting with "
    "the layers that were taken away: then leave this line out.",
)
#: The same in Keras 2.0 to 2.2, the last of which had a copy of the list of a Sequential.
SHORTENING_2 = replace(
    SHORTENING,
    in_place={},
    copied=frozenset({"keras.models.Sequential"}),
    unsure="Where this is a Sequential, Keras 2 may have gone on predicting with the layers that "
    "were taken away: then leave this line out.",
)

KERAS_1 = _CONSTRUCTORS + _FILES + _METHODS + _ATTRIBUTES + INTERNAL + CHANGED
SAME = frozenset(
    {
        "keras.models.Model.get_config",
        "keras.models.Model.get_layer",
        "keras.models.Model.get_weights",
        "keras.models.Model.input_shape",
        "keras.models.Model.output_shape",
        "keras.models.Model.set_weights",
        "keras.models.Model.to_json",
        "keras.models.Sequential.add",
        "keras.models.Sequential.get_config",
        "keras.models.Sequential.get_weights",
        "keras.models.Sequential.pop",
        "keras.models.Sequential.set_weights",
        "keras.models.Sequential.to_json",
    }
)
