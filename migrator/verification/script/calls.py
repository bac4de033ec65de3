"""What a script asked of `fit`, in the same words for every Keras; training itself is skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Json, Runtime
    from migrator.verification.script.training import Call

_DEFAULT_BATCH = 32
_SHOWN = 64  # weights of samples that are kept to be compared


def describe(call: Call, batch_of: Callable[[Runtime], int | None], *, legacy: bool) -> Json:
    """Say how long, on how much and with which weights a call trains.

    batch_of: how many samples a generator gives at a time, None where that cannot be told.
    """
    given = call.arguments
    data = _first(given, "x", "generator")
    generated = call.method == "fit_generator" or hasattr(data, "__next__")
    steps = given.get("steps_per_epoch")
    batch = batch_of(data) if generated else _batch(given)
    samples = given.get("samples_per_epoch")
    if samples is None and generated and steps is not None and batch:
        samples = int(steps) * batch
    return {
        "epochs": _whole(_first(given, "nb_epoch", "epochs")),  # Keras 2 took both
        "start": _whole(given.get("initial_epoch", 0)),
        "batch": batch,
        "samples": _whole(samples) if generated else None,
        "steps": _whole(steps),
        "validation": _validation(given),
        "shuffle": str(given.get("shuffle", True)),
        "weights": None if generated else _weights(given, legacy=legacy),
    }


def _first(given: dict[str, Runtime], *names: str) -> Runtime:
    return next((given[name] for name in names if given.get(name) is not None), None)


def _whole(value: Runtime) -> int | None:
    try:
        return None if value is None else int(value)
    except (TypeError, ValueError):
        return None


def _batch(given: dict[str, Runtime]) -> int | None:
    batch = _whole(given.get("batch_size"))
    return _DEFAULT_BATCH if batch is None and given.get("steps_per_epoch") is None else batch


def _validation(given: dict[str, Runtime]) -> float | bool:
    """Return the share that is split off, or whether there are data of their own."""
    share = given.get("validation_split")
    return float(share) if share else given.get("validation_data") is not None


def _weights(given: dict[str, Runtime], *, legacy: bool) -> list[float] | None:
    """Return what the first samples count in the loss.

    Keras 1 and 2 divide by the share of the samples whose weight is not 0, Keras 3 does not.
    """
    by_sample, by_class = given.get("sample_weight"), given.get("class_weight")
    if by_sample is None and by_class is None:
        return None
    try:
        weights = np.asarray(by_sample, "f8") if by_class is None else _of_classes(given, by_class)
    except (TypeError, ValueError):
        return None
    if legacy:
        weights = weights / max(float((weights != 0).mean()), 1e-12)
    return [float(w) for w in weights.reshape(-1)[:_SHOWN]]


def _of_classes(given: dict[str, Runtime], by_class: Runtime) -> np.ndarray:
    y = np.asarray(given["y"])
    labels = y.argmax(-1) if y.ndim > 1 and y.shape[-1] > 1 else y.reshape(-1)
    if isinstance(by_class, dict):
        return np.array([by_class.get(int(label), 1.0) for label in labels])
    raise TypeError


def batch_of_generator(generator: Runtime) -> int | None:
    """Return the samples of one batch: as the object says, else as it gives one."""
    size = getattr(generator, "batch_size", None)
    if size is not None:
        return _whole(size)
    try:
        batch = generator[0] if hasattr(generator, "__getitem__") else next(generator)
        first = batch[0]
        while isinstance(first, list | tuple | dict):
            first = next(iter(first.values())) if isinstance(first, dict) else first[0]
        return len(first)
    except Exception:  # noqa: BLE001 - a stranger's generator, reading data that are not there
        return None


def differences(old: Json, new: Json) -> list[tuple[str, str]]:
    """Say what differs between two calls, each with the name of what it is about."""
    found = [
        (name, f"{said} is {old[name]} in the original, {new[name]} now")
        for name, said in _NAMES.items()
        if None not in (old[name], new[name]) and _counted(old, name) != _counted(new, name)
    ]
    if not _same_weights(old["weights"], new["weights"]):
        found.append(("weights", _WEIGHTS))
    return found


def _counted(call: Json, name: str) -> Json:
    """Return a value to be compared: Keras 1 went on to the end of the batch it was in."""
    if name == "samples" and call["batch"]:
        return -(-call["samples"] // call["batch"])
    return call[name]


_NAMES = {
    "epochs": "the number of epochs",
    "start": "the first epoch",
    "batch": "the batch size",
    "samples": "the number of samples in an epoch",
    "validation": "what is set aside for validation",
    "shuffle": "shuffle",
}
_WEIGHTS = (
    "the samples count differently in the loss: Keras 1 and 2 divide by the share of samples whose "
    "weight is not 0, Keras 3 does not"
)


def _same_weights(old: list[float] | None, new: list[float] | None) -> bool:
    if old is None or new is None or len(old) != len(new):
        return True
    return bool(np.allclose(old, new, rtol=1e-3, atol=1e-6))
