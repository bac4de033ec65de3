"""Calls of legacy symbols, written as source text from the signatures in the legacy source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from migrator.knowledge import KERAS_1

from .legacy import Legacy

_WHAT = {  # arguments without a default, and those whose default is None, by their name
    "activation": "'tanh'",
    "axes": "1",
    "axis": "1",
    "b": "b",
    "batch_input_shape": "(None, 8, 8, 3)",
    "batch_shape": "(None, 8, 8, 3)",
    "batch_size": "32",
    "border_mode": "'same'",
    "cell": "cell",
    "classes": "10",
    "custom_objects": "{}",
    "dim_ordering": "'th'",
    "dims": "(2, 1)",
    "directory": "'data'",
    "dtype": "'float32'",
    "filepath": "'weights.h5'",
    "filter_length": "3",
    "filename": "'name.csv'",
    "floatx": "'float32'",
    "function": "lambda x: x + 1",
    "high": "1.0",
    "identifier": "'relu'",
    "index": "0",
    "init": "'he_normal'",
    "initializer": "'glorot_uniform'",
    "input_dim": "16",
    "input_dtype": "'float32'",
    "input_length": "5",
    "input_shape": "(8, 8, 3)",
    "kernel_dim1": "3",
    "kernel_dim2": "3",
    "kernel_dim3": "3",
    "layer": "Dense(4)",
    "low": "-1.0",
    "loss": "'mse'",
    "max_value": "1.0",
    "maxlen": "10",
    "md5_hash": "'0'",
    "mean": "0.0",
    "metrics": "['accuracy']",
    "min_value": "0.0",
    "n": "3",
    "name": "'name'",
    "nb_classes": "10",
    "nb_col": "3",
    "nb_epoch": "3",
    "nb_filter": "8",
    "nb_row": "3",
    "nb_val_samples": "100",
    "nb_words": "100",
    "ndim": "2",
    "node_index": "0",
    "noise_shape": "(1, 16)",
    "optimizer": "'sgd'",
    "output_dim": "4",
    "output_shape": "(None, 8, 8, 3)",
    "p": "0.5",
    "path": "'file'",
    "pattern": "(0, 2, 1)",
    "pool_size": "(2, 2)",
    "rep": "2",
    "samples_per_epoch": "1000",
    "scale": "0.05",
    "schedule": "lambda epoch: 0.1",
    "seed": "7",
    "shape": "(3, 4)",
    "sigma": "0.1",
    "size": "3",
    "start": "0",
    "stop": "10",
    "strides": "(2, 2)",
    "target_shape": "(4, 2)",
    "target_size": "(64, 64)",
    "to_file": "'model.png'",
    "val_samples": "1000",
    "weights": "[w, b]",
}
_INSTEAD = {  # string defaults -> another value of the same kind
    "'default'": "'th'",
    "'glorot_uniform'": "'he_normal'",
    "'hard_sigmoid'": "'sigmoid'",
    "'orthogonal'": "'glorot_uniform'",
    "'valid'": "'same'",
    "'same'": "'valid'",
    "'one'": "'zero'",
    "'zero'": "'one'",
    "'tanh'": "'relu'",
    "'auto'": "'min'",
    "'val_loss'": "'val_acc'",
    "'sum'": "'concat'",
    "'concat'": "'sum'",
    "'cpu'": "'gpu'",
    "'imagenet'": "None",
    "'categorical'": "'binary'",
    "'rgb'": "'grayscale'",
    "'fine'": "'coarse'",
    "'pre'": "'post'",
    "'max'": "'avg'",
    "'uniform'": "'normal'",
}
_RECEIVERS = {
    "keras.layers.Layer": "from keras.layers import Dense\nobject_ = Dense(4)\n",
    "keras.models.Model": (
        "from keras.layers import Dense, Input\nfrom keras.models import Model\n"
        "a = Input(shape=(4,))\nobject_ = Model(input=a, output=Dense(2)(a))\n"
    ),
    "keras.models.Sequential": "from keras.models import Sequential\nobject_ = Sequential()\n",
}


@dataclass(frozen=True)
class Written:
    """A use of a symbol: what stands in front of it, and the last line, which is the use."""

    symbol: str
    kind: str
    before: str
    line: str

    @property
    def source(self) -> str:
        return f"{self.before}{self.line}\n"

    def __str__(self) -> str:
        return f"{self.symbol}: {self.line}"


@dataclass(frozen=True)
class Writer:
    """Writes calls of what a legacy release had."""

    legacy: Legacy

    def symbols(self) -> list[str]:
        """Return the public names, as they are recorded."""
        return [n for n in self.legacy.definitions if not n.rpartition(".")[2].startswith("_")]

    def spellings(self, symbol: str) -> list[str]:
        """Return every path by which a recorded name could be imported."""
        return [
            f"{module}.{name}"
            for module in self.legacy.trees
            for name, origin in self.legacy.bindings(module).items()
            if origin and KERAS_1.canonical(f"{module}.{name}") == symbol
        ]

    def methods(self) -> Iterator[tuple[str, str]]:
        """Yield the public methods and properties of classes, each with its class."""
        for symbol in self.symbols():
            if isinstance(self.legacy.definitions[symbol], ast.ClassDef):
                for method in sorted(self.legacy.own_methods(symbol)):
                    yield symbol, method

    def of_symbol(self, symbol: str, spelling: str) -> Iterator[Written]:
        """Write a symbol's calls with its defaults, all positional, all keywords."""
        module, _, name = spelling.rpartition(".")
        before = f"from {module} import {name}\n"
        if isinstance(parameters := self.legacy.parameters(symbol), ast.arguments):
            for kind, arguments in _calls(parameters, symbol).items():
                yield Written(symbol, kind, before, f"{name}({arguments})")
        else:
            yield Written(symbol, "value", before, f"print({name})")

    def of_method(self, owner: str, method: str) -> Iterator[Written]:
        """Write the calls of a method on an object of its class."""
        before = _RECEIVERS.get(owner) or self._made(owner)
        symbol = f"{owner}.{method}"
        parameters = self.legacy.parameters(symbol)
        if parameters is None or self.legacy.is_property(symbol):
            yield Written(symbol, "value", before, f"print(object_.{method})")
            return
        for kind, arguments in _calls(parameters, symbol).items():
            yield Written(symbol, kind, before, f"object_.{method}({arguments})")

    def _made(self, owner: str) -> str:
        """Write the import of a class and an object of it."""
        module, _, name = self.spellings(owner)[0].rpartition(".")
        parameters = self.legacy.parameters(owner)
        arguments = _calls(parameters, owner)["defaults"] if parameters else ""
        return f"from {module} import {name}\nobject_ = {name}({arguments})\n"

    def one_by_one(self, symbol: str, spelling: str) -> Iterator[Written]:
        """Write a call for each argument that has a default, with another value than that."""
        module, _, name = spelling.rpartition(".")
        parameters = self.legacy.parameters(symbol)
        if parameters is None:
            return
        node = self.legacy.definitions[symbol]
        inherited = self.legacy.keywords(symbol) if isinstance(node, ast.ClassDef) else set()
        required, optional = _split(parameters)
        optional |= dict.fromkeys(sorted(inherited - {*required, *optional}), "None")
        for argument, default in optional.items():
            given = [
                *(_value(r, symbol) for r in required),
                f"{argument}={_other(argument, default)}",
            ]
            before = f"from {module} import {name}\n"
            yield Written(symbol, argument, before, f"{name}({', '.join(given)})")


def _split(parameters: ast.arguments) -> tuple[list[str], dict[str, str]]:
    """Return the arguments without a default, and the others with theirs."""
    names = [a.arg for a in parameters.args]
    required = names[: len(names) - len(parameters.defaults)]
    texts = [ast.unparse(d) for d in parameters.defaults]
    return required, dict(zip(names[len(required) :], texts, strict=True))


def _calls(parameters: ast.arguments, symbol: str) -> dict[str, str]:
    """Return the arguments of three calls: defaults only, all positional, all keywords."""
    required, optional = _split(parameters)
    values = {r: _value(r, symbol) for r in required}
    if parameters.vararg:
        return {"defaults": ", ".join([*values.values(), "{}"])}
    everything = values | {name: _plain(text) for name, text in optional.items()}
    return {
        "defaults": ", ".join(values.values()),
        "positional": ", ".join(everything.values()),
        "keywords": ", ".join(f"{name}={value}" for name, value in everything.items()),
    }


def _value(name: str, symbol: str) -> str:
    return _SPECIAL.get((symbol, name)) or _WHAT.get(name, name)


def _plain(default: str) -> str:
    """Return a default as a caller would write it."""
    return {"K.floatx()": "'float32'"}.get(default, default)


def _other(name: str, default: str) -> str:
    """Return a value that is not the default, of a kind the argument takes."""
    if default in {"True", "False"}:
        return str(default != "True")
    if default in _INSTEAD:
        return _INSTEAD[default]
    if default == "None":
        return _WHAT.get(name, name)
    try:
        value = ast.literal_eval(default)
    except ValueError:
        return _WHAT.get(name, name)
    if isinstance(value, int | float):
        return repr(value + 1)
    if isinstance(value, tuple) and all(isinstance(v, int) for v in value):
        return repr(tuple(v + 1 for v in value))
    return default


_SPECIAL: dict[tuple[str, str], str] = {
    ("keras.backend.placeholder", "shape"): "(None, 4)",
    ("keras.backend.set_image_dim_ordering", "dim_ordering"): "'th'",
    ("keras.backend.repeat", "n"): "2",
    ("keras.backend.arange", "start"): "0",
}
