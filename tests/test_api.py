"""kmigrate as a library: what `from migrator import ...` offers, and promises."""

from __future__ import annotations

import pickle
from importlib.resources import files
from typing import Any

import pytest

import migrator
from migrator import KmigrateError, Migration, Options, UnparsableError, UsageError, migrate

SOURCE = "from keras.layers import Dense\n\nDense(output_dim=3)\n"


def test_a_source_is_text_or_bytes_and_comes_back_with_what_was_done() -> None:
    for source in (SOURCE, SOURCE.encode()):
        migration = migrate(source, filename="train.py")
        assert isinstance(migration, Migration)
        assert migration.source == SOURCE.replace("output_dim", "units")
        assert [change.rule for change in migration.changes] == ["keras.layers.Dense"]
        assert migration.findings == ()
        assert migration.dialect.value == "keras1"
        assert migration.data_format.value is None


def test_a_call_that_stays_as_it_is_is_no_change() -> None:
    compiled = "model.compile(optimizer='rmsprop', loss='mse')\n"
    source = f"from keras.models import Sequential\n\nmodel = Sequential()\n{compiled}"
    migration = migrate(f"{source}model.fit_generator(xs, steps_per_epoch=3)\n")
    assert compiled in migration.source
    assert [change.rule for change in migration.changes] == ["keras.models.Model.fit_generator"]


def test_a_migration_goes_to_another_process_and_back() -> None:
    migration = migrate(SOURCE)
    assert pickle.loads(pickle.dumps(migration)) == migration  # noqa: S301 - our own


def test_symbols_are_chosen_in_short_as_on_the_command_line() -> None:
    for chosen in (Options(select=("Dense",)), Options(ignore=("keras.optimizers.*",))):
        assert len(migrate(SOURCE, options=chosen).changes) == 1
    assert migrate(SOURCE, options=Options(ignore=("Dense",))).changes == ()


def test_what_cannot_be_asked_for_is_refused_and_not_taken_for_something_else() -> None:
    wrong: Any = "keras1"
    with pytest.raises(UsageError, match="dialect is 'keras1'; it can be one of auto, 0, 1"):
        Options(dialect=wrong)
    with pytest.raises(UsageError, match=r"No rule matches 'Dens'. Did you mean"):
        migrate(SOURCE, options=Options(select=("Dens",)))


def test_a_source_that_cannot_be_migrated_says_where() -> None:
    with pytest.raises(UnparsableError, match="Not Python 3") as error:
        migrate("import keras\ndef f(:\n")
    assert error.value.line == 2
    assert isinstance(error.value, KmigrateError)


def test_everything_that_is_offered_is_there_with_its_types() -> None:
    assert all(hasattr(migrator, name) for name in migrator.__all__)
    assert files("migrator").joinpath("py.typed").is_file()
