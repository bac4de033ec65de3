"""The data sets that come with Keras."""

from migrator.rules import Args, Drop, Earlier, Gone, Into, Rule, To, Unturned

_ORDERING = (
    "The images come in the ordering of `keras.config.image_data_format()`, which is "
    "channels_last unless it is set."
)
_UNTURNED = Unturned(
    "These images are channels_last on Keras 3, and the layers of this file channels_first: turn "
    "them, `numpy.transpose(x, (0, 3, 1, 2))`.",
    turning=frozenset({"transpose", "moveaxis", "rollaxis", "swapaxes", "Permute"}),
)
_HALVES = (
    "Up to Keras 1.0.6 it cut 25,000 reviews at `test_split=`; Keras 3 has 25,000 for training and "
    "25,000 for tests: put them together and cut them anew to have such parts."
)


def _file(name: str) -> Args:
    """Leave out the file's old default name: Keras 3 has files of its own."""
    return {"path": Into("path", {name: Drop()})}


KERAS_1 = (
    Rule(
        "keras.datasets.mnist.load_data(path='mnist.pkl.gz')",
        To("keras.datasets.mnist.load_data(path)", _file("mnist.pkl.gz")),
    ),
    Rule(
        "keras.datasets.cifar10.load_data()",
        To("keras.datasets.cifar10.load_data", drifts=_ORDERING, unturned=_UNTURNED),
    ),
    Rule(
        "keras.datasets.cifar100.load_data(label_mode='fine')",
        To("keras.datasets.cifar100.load_data(label_mode)", drifts=_ORDERING, unturned=_UNTURNED),
    ),
    Rule(
        "keras.datasets.cifar.load_batch(fpath, label_key='labels')",
        Gone("Use `keras.datasets.cifar10.load_data()`, or read the file with `pickle`."),
    ),
    Rule(
        "keras.datasets.imdb.load_data(path='imdb_full.pkl', nb_words=None, skip_top=0, "
        "maxlen=None, seed=113, start_char=1, oov_char=2, index_from=3)",
        To(
            "keras.datasets.imdb.load_data(path, num_words, skip_top, maxlen, seed)",
            {**_file("imdb_full.pkl"), "nb_words": "num_words"},
        ),
        earlier=(
            Earlier(
                "keras.datasets.imdb.load_data(path='imdb.pkl', nb_words=None, skip_top=0, "
                "maxlen=None, test_split=0.2, seed=113, start_char=1, oov_char=2, index_from=3)",
                "1.0.6",
                {"test_split": "fraction"},
                args={**_file("imdb.pkl"), "test_split": Gone(_HALVES)},
                drifts=_HALVES,
            ),
        ),
    ),
    Rule(
        "keras.datasets.imdb.get_word_index(path='imdb_word_index.pkl')",
        To(
            "keras.datasets.imdb.get_word_index(path)",
            _file("imdb_word_index.pkl"),
        ),
    ),
    Rule(
        "keras.datasets.reuters.load_data(path='reuters.pkl', nb_words=None, skip_top=0, "
        "maxlen=None, test_split=0.2, seed=113, start_char=1, oov_char=2, index_from=3)",
        To(
            "keras.datasets.reuters.load_data(path, num_words, skip_top, maxlen, test_split, seed)",
            {**_file("reuters.pkl"), "nb_words": "num_words"},
        ),
    ),
    Rule(
        "keras.datasets.reuters.get_word_index(path='reuters_word_index.pkl')",
        To(
            "keras.datasets.reuters.get_word_index(path)",
            _file("reuters_word_index.pkl"),
        ),
    ),
)
