"""`kmigrate weights`: files of a real legacy Keras, converted, and what Keras 3 predicts with them."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from migrator import Options, cli, migrate, verification
from migrator.options import Dialect

pytestmark = pytest.mark.keras

HERE = Path(__file__).parent
MODELS = HERE.parent / "fixtures" / "weights"
KERAS_1 = (
    *("mlp", "cnn", "cnn_th", "bn", "lstm", "gru", "rnn", "embedding", "bilstm"),
    *("timedistributed", "conv1d", "sequential_merge", "functional_merge"),
)
CONVOLVING = ("cnn", "cnn_th", "conv1d")
CLOSE = 1e-5


def kmigrate(*arguments: object) -> tuple[int, str]:
    """Run the command in this process; return its exit code and what it says."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stderr(said):
        patch.setattr(sys, "argv", ["kmigrate", "weights", *map(str, arguments)])
        with pytest.raises(SystemExit) as leaving:
            cli.main()
    return int(leaving.value.code or 0), said.getvalue()


@dataclass(frozen=True)
class Files:
    """A folder of weight files that the builders of `source` were saved to."""

    folder: Path
    source: Path
    dialect: Dialect = "1"

    def make(self, version: str, *names: str) -> None:
        keras = verification.fetch(version)
        python(HERE / "make.py", version, keras, self.source, self.folder, *names)

    def convert(self, old: str, new: str, builder: str, *more: object) -> tuple[int, str]:
        model = f"{self.source}:{builder}" if builder else self.source
        where = ("--model", model, "-o", self.folder / new, "--from", self.dialect)
        return kmigrate(self.folder / old, *where, *more)

    def differences(self, converted: dict[str, str]) -> dict[str, float]:
        """Return how far Keras 3 predicts from the original; converted: files to their builders."""
        migrated = self.folder / "migrated.py"
        options = Options(dialect=self.dialect)
        migrated.write_text(migrate(self.source.read_bytes(), options=options).source)
        pairs = [f"{name}:{file}" for file, name in converted.items()]
        found: dict[str, float] = json.loads(
            python(HERE / "check.py", migrated, self.folder, *pairs)
        )
        return found


def python(*arguments: object) -> str:
    """Run a script of ours as it would be run by hand, and return what it writes."""
    command = [sys.executable, "-W", "ignore", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def keras_1(tmp_path_factory: pytest.TempPathFactory, legacy_keras: Path) -> Files:
    assert legacy_keras.is_dir()
    files = Files(tmp_path_factory.mktemp("keras1"), MODELS / "keras1.before.py")
    files.make("1.2.2", *KERAS_1)
    return files


def all_close(files: Files, conversions: dict[str, tuple[object, ...]]) -> bool:
    """Convert files named BUILDER.KIND, with these options, and compare the predictions."""
    converted = {}
    for old, options in conversions.items():
        name, _, kind = old.partition(".")
        new = f"{name}.{kind[:-3]}.weights.h5"
        code, said = files.convert(old, new, name, *options)
        assert code == 0, said
        converted[new] = name
    differences = files.differences(converted)
    assert differences.keys() == converted.keys()
    return all(gap <= CLOSE for gap in differences.values())


def test_the_twelve_kinds_of_models_predict_the_same(keras_1: Files) -> None:
    """From weights alone or from whole models, by turns."""
    kinds = itertools.cycle(("h5", "full.h5"))
    said = dict.fromkeys(CONVOLVING, ("--legacy-backend", "tensorflow"))
    assert all_close(
        keras_1, {f"{n}.{k}": said.get(n, ()) for n, k in zip(KERAS_1, kinds, strict=False)}
    )


def test_kernels_trained_on_theano_are_turned(keras_1: Files) -> None:
    options = ("--legacy-backend", "theano")
    assert all_close(keras_1, {f"{name}.theano.h5": options for name in CONVOLVING})


def test_files_of_keras_0_are_read_with_keras_0(tmp_path: Path, legacy_keras: Path) -> None:
    """It kept deviations where Keras 1 has variances, and other orders of a 1-D kernel."""
    assert legacy_keras.is_dir()
    files = Files(tmp_path, MODELS / "keras0.before.py", "0")
    files.make("0.3.3", "bn", "conv1d")
    code, said = replace(files, dialect="1").convert("bn.h5", "new.weights.h5", "bn")
    assert (code, "--legacy-version 0.3.3" in said) == (3, True)
    theano = ("--legacy-backend", "theano")
    assert all_close(files, {"bn.h5": (), "conv1d.theano.h5": theano})


def test_files_of_keras_2_say_their_backend(tmp_path: Path, legacy_keras: Path) -> None:
    assert legacy_keras.is_dir()
    files = Files(tmp_path, MODELS / "keras2.before.py", "2")
    files.make("2.2.4", "cnn", "recurrent", "nested")
    theano = ("--legacy-backend", "theano")
    assert all_close(files, {"cnn.full.h5": (), "recurrent.h5": (), "nested.theano.h5": theano})
    code, said = files.convert("cnn.h5", "new.weights.h5", "cnn", *theano)
    assert code == 3
    assert "the file says it was trained on tensorflow" in said


def test_the_backend_is_asked_for_where_it_matters(keras_1: Files) -> None:
    code, said = keras_1.convert("conv1d.h5", "asked.weights.h5", "conv1d")
    assert code == 3
    assert "(those of convolution1d_1): add --legacy-backend" in said
    assert not (keras_1.folder / "asked.weights.h5").exists()


def test_what_does_not_fit_is_named(keras_1: Files) -> None:
    code, said = keras_1.convert("mlp.h5", "unfit.weights.h5", "bn")
    assert code == 3
    assert "the file has 2 layers with weights, the model has 3" in said


def test_a_migration_that_computes_something_else_is_not_written(keras_1: Files) -> None:
    wrong = keras_1.folder / "wrong.py"
    wrong.write_text(migrate(keras_1.source.read_bytes()).source.replace("0.2 * x", "0.25 * x"))
    code, said = keras_1.convert("lstm.h5", "wrong.weights.h5", "lstm", "--migrated", wrong)
    assert code == 4
    assert "wrong.weights.h5: not written" in said
    assert not (keras_1.folder / "wrong.weights.h5").exists()


def test_layers_are_loaded_by_name(tmp_path: Path, keras_1: Files) -> None:
    (tmp_path / "body.py").write_text(
        "from keras.layers import Dense\nfrom keras.models import Sequential\n"
        "model = Sequential([Dense(8, input_dim=6, name='dense_1'), Dense(5, name='head')])\n"
    )
    files = Files(keras_1.folder, tmp_path / "body.py")
    code, said = files.convert("mlp.h5", "body.weights.h5", "", "--by-name")
    assert code == 0, said
    assert "not in the file, so left as initialised: head" in said


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    old, new = tmp_path / "old.h5", tmp_path / "new.weights.h5"
    old.write_bytes(b"")
    new.write_bytes(b"precious")
    code, said = kmigrate(old, "--model", MODELS / "keras1.before.py", "-o", new)
    assert (code, new.read_bytes()) == (2, b"precious")
    assert "--force overwrites it" in said


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("absent.h5", "new.weights.h5", "There is no file"),
        ("old.h5", "new.h5", "ends in .weights.h5"),
        ("old.h5", "absent/new.weights.h5", "There is no folder"),
    ],
)
def test_what_cannot_end_well_is_refused_at_once(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    (tmp_path / "old.h5").write_bytes(b"")
    code, said = kmigrate(tmp_path / old, "--model", "model.py", "-o", tmp_path / new)
    assert code == 2
    assert told in said
