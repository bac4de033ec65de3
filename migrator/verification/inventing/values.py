"""Values for parameters of which nothing is told: by what is done with them, and by their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migrator.verification.inventing.uses import Uses

#: Words of names, and what answers for them; where one value may not do, others to be tried.
_VALUES: dict[str, tuple[str, ...]] = {
    word: values
    for words, values in (
        ("col cols columns h height row rows side w width", ("64", "256")),
        ("len length maxlen seq steps timesteps", ("16", "64")),
        ("batch dim dims features filter filters hidden neurons nodes size units vocab", ("32",)),
        ("embedding latent words", ("32",)),
        ("action actions categories classes classnum labels outputs", ("3",)),
        ("channel channels", ("3", "1")),
        ("anchors blocks count layers n nb num number stacks stages", ("2",)),
        ("depth", ("2", "22", "20")),
        ("kernel k", ("3",)),
        ("pool stride strides", ("2",)),
        ("drop dropout keep prob probability rate", ("0.25",)),
        ("alpha decay eps epsilon l1 l2 learning lr momentum reg regularization", ("0.01",)),
        ("act activation activations", ("'relu'",)),
        ("loss", ("'mse'",)),
        ("opt optimizer", ("'sgd'",)),
        ("init initializer", ("'glorot_uniform'",)),
        ("metrics", ("['accuracy']",)),
        ("mode padding", ("'same'",)),
        ("pooling", ("'avg'",)),
        ("block letter name prefix suffix", ("'a'",)),
        ("callbacks", ("[]",)),
        ("debug verbose", ("False",)),
        ("bn has include is trainable training use with", ("True",)),
        ("dir directory file filename folder path", ("'stand-in'",)),
        ("weights", ("None",)),
    )
    for word in words.split()
}
_ANY = ("8",)
_TEXT = ("'a'",)
_FIRST = ("learning", "has", "include", "is", "use", "with")  # words that decide where they stand
_OF_MODELS = frozenset(
    {
        *("input", "inputs", "layers", "output", "output_shape", "outputs", "trainable"),
        *("add", "compile", "fit", "get_layer", "load_weights", "predict", "train_on_batch"),
    }
)
_ANY_MODEL = frozenset({"", "base", "m", "model", "net", "network"})
_SIDES = (64, 256, 299)  # of pictures: the smallest that survives, and what Inception asks for
_STEPS, _WIDTH = 16, 32
_PICTURE, _SEQUENCE = 3, 2  # dimensions
_SIDES_ALONE = 2  # members of the shape of a picture that leaves the channels out


def is_model(uses: Uses) -> bool:
    """Whether a parameter is a model of another function."""
    return not _OF_MODELS.isdisjoint(uses.attributes)


def stem(name: str) -> str:
    """Return the word of a name by which it tells one model from others."""
    return next((word for word in _words(name) if word not in _ANY_MODEL), "")


def by_name(name: str) -> str:
    """Return the likeliest value for a name, as text, or nothing."""
    return next(iter(_by_words(_words(name))), "")


def candidates(name: str, uses: Uses, rank: int, *, channels_first: bool) -> tuple[str, ...]:
    """Return expressions for a parameter, the likeliest first; none if nobody can know.

    rank: how many dimensions a sample has.
    """
    words = _words(name)
    if uses.called or is_model(uses):
        return ()
    named = words[-1] == "shape" and not (uses.attributes or uses.counted)
    if uses.length == _SIDES_ALONE and rank == _PICTURE and (uses.shape or named):
        return tuple(_repeated(str(side), 2) for side in _SIDES)
    if uses.shape or named:
        return shapes(uses.length or rank, channels_first=channels_first)
    if uses.tensor:
        found = shapes(rank, channels_first=channels_first)
        return tuple(f"Input({shape})" for shape in found)
    if uses.attributes or uses.keyed:
        return (name.upper(),)
    if uses.compared:
        return tuple(map(repr, dict.fromkeys(uses.compared)))
    if uses.length or uses.looped:
        return tuple(_repeated(one, uses.length or 2) for one in _named(name, uses) or _ANY)
    return _named(name, uses) or (_TEXT if uses.text else _ANY)


def _named(name: str, uses: Uses) -> tuple[str, ...]:
    """Return what answers for the name, or for that of the keyword which gets it."""
    for known in (name, *uses.keywords):
        values = _by_words(_words(known))
        if values:
            nothing = uses.tested and values == _VALUES["path"]
            return ("None",) if nothing else values
    return ()


def _by_words(words: list[str]) -> tuple[str, ...]:
    if words[0] in _FIRST:
        return _VALUES[words[0]]
    return next((_VALUES[word] for word in reversed(words) if word in _VALUES), ())


def _words(name: str) -> list[str]:
    """Return the words of a name, those of `numClasses` too."""
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+|l[12]", name)
    return [part.lower() for part in parts] or [""]


def _repeated(one: str, times: int) -> str:
    return f"[{', '.join([one] * times)}]"


def shapes(rank: int, *, channels_first: bool) -> tuple[str, ...]:
    """Return shapes of a sample with so many dimensions."""
    if rank == 1:
        return (str((_WIDTH,)),)
    if rank == _SEQUENCE:
        return (str((_STEPS, _WIDTH)),)
    steps = (_STEPS,) * (rank - _PICTURE)
    sides = [(*steps, side, side) for side in (_SIDES if rank == _PICTURE else _SIDES[:1])]
    return tuple(str((3, *s) if channels_first else (*s, 3)) for s in sides)
