"""keras.io's guide "Migrating Keras 2 code to multi-backend Keras 3": each of its issue classes.

Every program of fixtures/guide runs under tf.keras (the real tf_keras). With nothing but its imports
replaced, it fails on Keras 3 as its line `# naive:` says, or `runs`, or `runs otherwise`. Migrated,
it computes the same; or an action finding about what `# said:` names tells a person. So it is seen
where the guide does not hold any more: those programs run, and nothing is said of them.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from migrator import Migration, Severity, migrate
from migrator.knowledge.counterparts import COUNTERPARTS

from .drifting import computed, modern_results
from .remarks import remark
from .results import Results

FOLDER = Path(__file__).parents[2] / "fixtures" / "guide"

#: The headings of the guide under which it tells of an issue, its two tables of functions left out.
HEADINGS = (
    "Going from Keras 2 to Keras 3 with the TensorFlow backend",
    "`jit_compile` is set to `True` by default on GPU.",
    "Saving a model in the TF SavedModel format",
    "Loading a TF SavedModel",
    "Using deeply nested inputs in Functional Models",
    "TF autograph",
    "Calling TF ops with a `KerasTensor`",
    "Multi-output model `evaluate()`",
    "TensorFlow variables tracking",
    "`None` entries in nested `call()` arguments",
    "State-building issues",
    "Removed features",
    "Custom `train_step()` methods",
    "RNG-using layers",
)

pytestmark = pytest.mark.usefixtures("keras")


@dataclass(frozen=True)
class Program:
    path: Path

    def __str__(self) -> str:
        return self.path.stem

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    def told(self, word: str) -> str:
        """Return what its line `# word: ...` says."""
        return remark(self.text, word)

    @property
    def naive(self) -> str:
        """Only the imports replaced, as the guide begins."""
        of_keras = re.sub(
            r"^from tensorflow import keras$", "import keras", self.text, flags=re.MULTILINE
        )
        return of_keras.replace("from tensorflow.keras", "from keras").replace("tf.keras", "keras")

    def migrated(self) -> Migration:
        return migrate(self.text, filename=self.path.name)


PROGRAMS = [Program(path) for path in sorted(FOLDER.glob("*.py"))]
RUNNING = [program for program in PROGRAMS if program.told("naive").startswith("runs")]
FAILING = [program for program in PROGRAMS if program not in RUNNING]
SAID = [program for program in PROGRAMS if program.told("said")]
MIGRATED = [program for program in PROGRAMS if program not in SAID]


@pytest.fixture(scope="module")
def of_tf_keras(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Results]:
    work = tmp_path_factory.mktemp("guide")
    return computed("tf_keras", {str(p): p.text for p in PROGRAMS}, work, traced=True)


def same(ours: Results, theirs: Results) -> bool:
    pairs = list(zip(ours, theirs, strict=True))
    return all(np.shape(a) == np.shape(b) and np.allclose(a, b, 1e-5, 1e-5) for a, b in pairs)


def test_each_issue_class_of_the_guide_has_a_program() -> None:
    assert {program.told("guide") for program in PROGRAMS} == set(HEADINGS)


@pytest.mark.parametrize("program", FAILING, ids=str)
def test_what_the_guide_warns_of_fails(program: Program, keras: ModuleType) -> None:
    kinds, _, message = program.told("naive").partition(": ")
    with pytest.raises(Exception, match=message) as caught:
        modern_results(program.naive, keras, traced=True)
    assert type(caught.value).__name__ in kinds.split("|")


@pytest.mark.parametrize("program", RUNNING, ids=str)
def test_what_the_guide_warns_of_may_run(
    program: Program, keras: ModuleType, of_tf_keras: Mapping[str, Results]
) -> None:
    found = modern_results(program.naive, keras, traced=True)
    assert same(found, of_tf_keras[str(program)]) is (program.told("naive") == "runs")


@pytest.mark.parametrize("program", MIGRATED, ids=str)
def test_the_migrated_program_computes_the_same(
    program: Program, keras: ModuleType, of_tf_keras: Mapping[str, Results]
) -> None:
    migration = program.migrated()
    assert [f for f in migration.findings if f.severity is Severity.ACTION] == []
    assert same(modern_results(migration.source, keras, traced=True), of_tf_keras[str(program)])


@pytest.mark.parametrize("program", SAID, ids=str)
def test_a_person_is_told_of_the_rest(program: Program) -> None:
    actions = [f.rule for f in program.migrated().findings if f.severity is Severity.ACTION]
    assert program.told("said") in actions


# -- the guide's tables of functions ---------------------------------------------------------------

X = np.abs(np.random.default_rng(0).normal(size=(3, 4)).astype("float32")) % 1

#: Functions of the tables, with arguments that mean the same to both.
SAME_ARGUMENTS: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("acos", "asin", "asinh", "atan", "atanh", "rank", "math.conj"), (X,)),
    **dict.fromkeys(("math.is_finite", "math.is_inf", "math.is_nan", "linalg.diag_part"), (X,)),
    **dict.fromkeys(("reduce_max", "reduce_mean", "reduce_min", "reduce_prod"), (X, 1, True)),
    **dict.fromkeys(("reduce_sum", "math.reduce_std", "math.reduce_variance"), (X, 1, True)),
    **dict.fromkeys(("reduce_all", "reduce_any"), (X > 0.5, 1)),
    "atan2": (X, X + 1),
    "clip_by_value": (X, 0.2, 0.4),
    "concat": ([X, X], 1),
    "nn.l2_normalize": (X, 1),
    "pow": (X, 3.0),
    "range": (2, 7, 2),
    "reverse": (X, [1]),
}
OTHERS = (
    *("abs", "convert_to_tensor", "gather", "gather_nd", "nn.batch_normalization", "nn.conv1d"),
    *(
        "nn.conv1d_transpose",
        "nn.conv2d",
        "nn.conv2d_transpose",
        "nn.conv3d",
        "nn.conv3d_transpose",
    ),
    *("nn.conv_transpose", "nn.convolution", "nn.depthwise_conv2d", "nn.dropout"),
    *("nn.embedding_lookup", "nn.separable_conv2d", "nn.sigmoid_cross_entropy_with_logits"),
    *("nn.sparse_softmax_cross_entropy_with_logits", "scatter_nd_update", "signal.fft2d"),
    *("signal.inverse_stft", "tensor_scatter_nd_update"),
)


def found(root: object, name: str) -> Callable[..., object]:
    for part in name.split("."):
        root = getattr(root, part)
    assert callable(root)
    return root


@pytest.mark.parametrize("name", SAME_ARGUMENTS)
def test_the_counterpart_that_is_named_computes_the_same(name: str, keras: ModuleType) -> None:
    arguments = SAME_ARGUMENTS[name]
    theirs = found(importlib.import_module("tensorflow"), name)(*arguments)
    ours = found(keras, COUNTERPARTS[f"tensorflow.{name}"].removeprefix("keras."))(*arguments)
    np.testing.assert_allclose(np.asarray(ours), np.asarray(theirs), rtol=1e-5)


@pytest.mark.parametrize("name", [*SAME_ARGUMENTS, *OTHERS])
def test_a_function_on_a_symbolic_tensor_is_reported_with_its_counterpart(
    name: str, keras: ModuleType
) -> None:
    source = f"import tensorflow as tf\nx = tf.keras.Input((3,))\ny = tf.{name}(x)\n"
    said = next(f.message for f in migrate(source).findings if f.rule == f"tensorflow.{name}")
    named = re.search(r"write `keras\.([\w.]+)", said)
    assert named is None or found(keras, named[1]) is not None
    assert named is not None or "write it with `keras.ops`" in said
