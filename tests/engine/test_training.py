"""Batches, logged names, files and last layers: the parts that read other parts of the file."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from migrator import Migration, Options, Severity
from migrator import migrate as migrate_with_knowledge

HEAD = """\
import numpy as np
import os
from keras.callbacks import EarlyStopping, ModelCheckpoint
from keras.layers import Dense
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator
model = Sequential([Dense(1, input_dim=5)])
model.compile('sgd', 'mse', metrics=['accuracy'])
"""


def migrate(body: str, head: str = HEAD) -> Migration:
    return migrate_with_knowledge(head + body, options=Options(dialect="1"))


def last_line(body: str, head: str = HEAD) -> str:
    return migrate(body, head).source.splitlines()[-1]


def actions(migration: Migration) -> list[str]:
    return [f.rule for f in migration.findings if f.severity is Severity.ACTION]


def steps(body: str) -> str | None:
    """Return what the last call of `fit` is given as `steps_per_epoch`; else it stays, and why."""
    migration = migrate(body)
    again = migrate_with_knowledge(migration.source, options=Options(dialect="1"))
    assert again.source == migration.source
    call = next(n for n in ast.walk(ast.parse(last_line(body).strip())) if isinstance(n, ast.Call))
    written = next((k.value for k in call.keywords if k.arg == "steps_per_epoch"), None)
    stays = ast.unparse(call.func).endswith(".fit_generator")
    assert (written is None) == stays == ("keras.models.Model.fit_generator" in actions(migration))
    return ast.unparse(written) if written is not None else None


class TestBatches:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("N", "-(-N // size)"),
            ("len(X)", "-(-len(X) // size)"),
            ("a + b", "-(-(a + b) // size)"),
            ("3 * size", "3"),
            ("(N // size) * size", "N // size"),
            ("N / 2", "int(-(-(N / 2) // size))"),
            ("int(N / 2)", "-(-int(N / 2) // size)"),
            ("100", "-(-100 // size)"),
        ],
    )
    def test_samples_are_divided(self, given: str, expected: str) -> None:
        body = f"flow = x.flow(X, y, batch_size=size)\nmodel.fit_generator(flow, {given}, 1)\n"
        assert steps(body) == expected

    @pytest.mark.parametrize(
        ("size", "expected"),
        [
            ("batch_size=32", "4"),
            ("batch_size=64", "2"),
            ("batch_size=args.size", "-(-100 // args.size)"),
            ("batch_size=2 * n", "-(-100 // (2 * n))"),
            ("batch_size=size()", None),
            ("batch_size=sizes[0]", "-(-100 // sizes[0])"),
            ("batch_size=sizes[k]", None),
            ("", None),
        ],
    )
    def test_sizes_are_read_from_the_call(self, size: str, expected: str | None) -> None:
        assert steps(f"model.fit_generator(x.flow(X, y, {size}), 100, 1)\n") == expected

    def test_the_default_is_that_of_keras(self) -> None:
        made = "images = ImageDataGenerator()\nflow = images.flow(X, y)\n"
        assert steps(f"{made}model.fit_generator(flow, 100, 1)\n") == "4"

    @pytest.mark.parametrize(
        ("yielded", "expected"),
        [
            ("X[i:i + n], y[i:i + n]", "10"),
            ("X[i:n + i, :], y", "10"),
            ("X[:n], y[0:n]", "10"),
            ("X[i * n:(i + 1) * n], y", "10"),
            ("X[n * i:n * (1 + i)], y", None),
            ("X[i:min(i + n, len(X))], y", "10"),
            ("np.zeros((n, 3)), y", "10"),
            ("np.zeros(shape=(n,) + shape), y", "10"),
            ("np.random.rand(n, 3), y", "10"),
            ("np.random.normal(size=(n, 3)), y", "10"),
            ("{'a': X[:n]}, y", "10"),
            ("[X[:n], Z], y", "10"),
            ("X[np.random.choice(9, n)], y", "10"),
            ("X[i:i + n].astype('float32') / 255., y", "10"),
            ("X[:n]", "10"),
            ("X[i:j], y", None),
            ("X[:-n], y", None),
            ("X[i], y", None),
            ("X[:n], y[:5]", None),
            ("np.zeros(n), y", None),
            ("load(n)", None),
        ],
    )
    def test_generator_functions_show_their_rows(self, yielded: str, expected: str | None) -> None:
        function = f"def batches(n):\n    while True:\n        yield {yielded}\n"
        assert steps(f"{function}model.fit_generator(batches(10), 100, 1)\n") == expected

    @pytest.mark.parametrize(
        ("call", "expected"),
        [
            ("batches()", "4"),
            ("batches(n=m)", "-(-100 // m)"),
            ("batches(X, 5)", "20"),
            ("batches(*given)", None),
            ("batches(**given)", None),
        ],
    )
    def test_parameters_are_filled_by_the_call(self, call: str, expected: str | None) -> None:
        function = "def batches(x=None, n=32):\n    yield x[:n], y[:n]\n"
        assert steps(f"{function}model.fit_generator({call}, 100, 1)\n") == expected

    def test_a_size_that_means_another_one_by_then_is_what_it_was(self) -> None:
        made = "n = 8\nflow = x.flow(X, y, batch_size=n)\nn = 16\n"
        assert steps(f"{made}model.fit_generator(flow, 100, 1)\n") == "13"

    def test_a_size_that_is_no_number_and_means_another_one_by_then_is_not_used(self) -> None:
        made = "n = size()\nflow = x.flow(X, y, batch_size=n)\nn = 16\n"
        assert steps(f"{made}model.fit_generator(flow, 100, 1)\n") is None

    def test_a_local_name_is_not_carried_out_of_its_function(self) -> None:
        function = "def batches():\n    n = size()\n    yield X[:n], y[:n]\n"
        assert steps(f"{function}model.fit_generator(batches(), 100, 1)\n") is None

    def test_a_name_that_the_caller_hides_is_not_used(self) -> None:
        body = (
            "n = 8\n"
            "def batches():\n    yield X[:n], y[:n]\n"
            "def train(n):\n    model.fit_generator(batches(), m, 1)\n"
        )
        assert steps(body) == "-(-m // 8)"

    def test_arrays_to_validate_with_need_no_number(self) -> None:
        flow = "g = x.flow(X, y, batch_size=3)\n"
        call = "model.fit_generator(g, 9, 1, validation_data=(X, y), nb_val_samples=len(X))\n"
        body = flow + call
        assert "validation_data=(X, y))" in last_line(body)


class TestLastLayer:
    @pytest.mark.parametrize(
        ("layers", "expected"),
        [
            ("Dense(3)", "several"),
            ("Dense(1)", "one"),
            ("Dense(n, activation='softmax')", "several"),
            ("Dense(n), Activation('softmax')", "several"),
            ("Dense(1), Activation('sigmoid'), Dropout(0.5)", "one"),
            ("Dense(n, activation='sigmoid')", ""),
            ("Dense(2), Flatten()", ""),
            ("TimeDistributed(Dense(4))", "several"),
            ("*layers", ""),
            ("Own(3)", ""),
        ],
    )
    def test_decides(self, layers: str, expected: str) -> None:
        head = (
            "from keras.layers import Activation, Dense, Dropout, Flatten, TimeDistributed\n"
            "from keras.models import Sequential\n"
        )
        body = f"m = Sequential([Dense(2, input_dim=5), {layers}])\nm.predict_classes(X)\n"
        shown = {
            "several": "np.argmax(m.predict(X), axis=-1)",
            "one": "(m.predict(X) > 0.5).astype('int32')",
            "": "m.predict_classes(X)",
        }
        assert last_line(body, head) == shown[expected]
        refused = "keras.models.Sequential.predict_classes" in actions(migrate(body, head))
        assert refused == (not expected)

    @pytest.mark.parametrize(
        "between",
        [
            "m.pop()",
            "m.layers.pop()",
            "m.add(Own())",
            "if n:\n    m.add(Dense(3))",
            "m = other(m)",
            "grow(m)",
        ],
    )
    def test_is_not_guessed(self, between: str) -> None:
        grow = "def grow(model):\n    model.add(Dense(3))\n"
        made = "m = Sequential([Dense(1, input_dim=5)])\n"
        body = f"{grow}{made}{between}\nm.predict_classes(X)\n"
        assert last_line(body) == "m.predict_classes(X)"


class TestLoggedNames:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("model.fit(X, y, nb_epoch=1).history['acc']", "['accuracy']"),
            ("h.history.get('val_acc')", ".get('val_accuracy')"),
            ("'acc' in h.history", "'accuracy' in h.history"),
            ("EarlyStopping('val_acc')", "'val_accuracy'"),
            ('ModelCheckpoint("{acc:.2f}-{val_acc}.h5")', '"{accuracy:.2f}-{val_accuracy}.h5"'),
            ("ModelCheckpoint(r'{acc}\\a.h5')", "r'{accuracy}\\a.h5'"),
        ],
    )
    def test_are_respelled(self, before: str, after: str) -> None:
        assert after in last_line(f"h = model.fit(X, y, nb_epoch=1)\n{before}\n")

    @pytest.mark.parametrize(
        "line", ["table['acc']", "history['acc']", "x.accounts['acc']", "x.get('acc')", "k = 'acc'"]
    )
    def test_look_alikes_stay(self, line: str) -> None:
        assert last_line(f"{line}\n") == line

    def test_a_variable_used_for_more_stays(self) -> None:
        migration = migrate("watched = 'acc'\nsave(watched)\nEarlyStopping(watched)\n")
        assert "watched = 'acc'" in migration.source
        assert "keras.callbacks.EarlyStopping" in actions(migration)

    def test_a_model_that_is_compiled_unseen_is_mentioned(self) -> None:
        migration = migrate("thing.compile('sgd', 'mse', ['acc'])\n")
        assert actions(migration) == ["keras.models.Model.compile"]

    def test_a_rule_that_is_ignored_stays(self) -> None:
        options = Options(dialect="1", ignore=("keras.callbacks.*",))
        source = f"{HEAD}model.fit(X, y, nb_epoch=1).history['acc']\nEarlyStopping('acc')\n"
        kept = migrate_with_knowledge(source, options=options).source
        assert ".history['acc']\nEarlyStopping('acc')" in kept


def saved_and_loaded(name: str, between: str = "", *, define: str = "") -> Migration:
    return migrate(f"{define}\nmodel.save_weights({name})\n{between}\nmodel.load_weights({name})\n")


class TestFileNames:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("'w.h5'", "'w.weights.h5'"),
            ('"w.hdf5"', '"w.weights.h5"'),
            ("'w'", "'w.weights.h5'"),
            ("'w.weights'", "'w.weights.h5'"),
            ("'w.pkl'", "'w.pkl.weights.h5'"),
            ("u'w.h5'", "u'w.weights.h5'"),
            ("folder + '/w.h5'", "folder + '/w.weights.h5'"),
            ("'w_%d.h5' % n", "'w_%d.weights.h5' % n"),
            ("'w_{}.h5'.format(n)", "'w_{}.weights.h5'.format(n)"),
            ("os.path.join(a, 'w.h5')", "os.path.join(a, 'w.weights.h5')"),
        ],
    )
    def test_both_ends_change(self, name: str, expected: str) -> None:
        migration = saved_and_loaded(name)
        assert f"model.save_weights({expected})" in migration.source
        assert f"model.load_weights({expected})" in migration.source
        assert actions(migration) == []

    @pytest.mark.parametrize(
        ("name", "between"),
        [
            ("'w.h5'", "import h5py; h5py.File('w.h5')"),
            ("'w.h5'", "path = 'w.h5'"),
            ("'w_%s' % n", ""),
            ("f'w_{n}.h5'", ""),
            ("name", ""),
            ("options['name']", ""),
        ],
    )
    def test_otherwise_neither_does(self, name: str, between: str) -> None:
        migration = saved_and_loaded(name, between)
        assert f"model.save_weights({name})" in migration.source
        assert f"model.load_weights({name})" in migration.source
        assert "keras.models.Model.save_weights" in actions(migration)

    @pytest.mark.parametrize(
        ("use", "changes"),
        [
            ("if os.path.exists(W): os.remove(W)", True),
            ("print('saved to', W)", True),
            ("if W is None: pass", True),
            ("upload(W)", False),
            ("W = 'b.h5'", False),
        ],
    )
    def test_a_constant_changes_if_all_its_uses_are_known(self, use: str, *, changes: bool) -> None:
        migration = saved_and_loaded("W", use, define="W = 'w.h5'")
        assert ("W = 'w.weights.h5'" in migration.source) == changes
        assert actions(migration) == ([] if changes else ["keras.models.Model.save_weights"])

    def test_the_second_run_changes_nothing(self) -> None:
        once = saved_and_loaded("'w.h5'")
        assert (
            migrate_with_knowledge(once.source, options=Options(dialect="1")).source == once.source
        )

    def test_loading_by_name_needs_the_old_layout(self) -> None:
        migration = migrate(
            "model.save_weights('w.h5')\nmodel.load_weights('w.h5', by_name=True)\n"
        )
        assert "save_weights('w.h5')" in migration.source
        assert "keras.models.Model.save_weights" in actions(migration)

    def test_a_file_that_is_only_read_stays(self) -> None:
        migration = migrate("model.load_weights('vgg16_weights.h5')\n")
        assert "'vgg16_weights.h5'" in migration.source
        assert actions(migration) == []


def test_rules_of_two_lines_are_enough(migrate: Callable[..., Migration]) -> None:
    """The engine's own knowledge names no logs, no files and no batches: nothing happens."""
    source = "from keras.models import Sequential\nm = Sequential()\nh = m.fit(x, 10)\nh.history['acc']\n"
    assert "h.history['acc']" in migrate(source).source
