"""What is in force: the command line over `[tool.kmigrate]` of the nearest pyproject.toml."""

from __future__ import annotations

from dataclasses import Field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from migrator.config import Config, Ignored, Pattern, Texts, configure, nearest_pyproject, values
from migrator.config.options import about, hints, key
from migrator.config.values import Reader
from migrator.errors import UsageError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def configured(toml: str) -> Config:
    Path("pyproject.toml").write_text(f"[tool.kmigrate]\n{toml}\n")
    return configure({}, ["."])


def test_every_option_has_a_default() -> None:
    assert configure({}, ["."]) == Config()


def test_keys_are_the_options_with_underscores() -> None:
    config = configured("""
        verify = true
        from = "1"
        data_format = "channels_first"
        semantics = "modern"
        jobs = 2
        select = ["Dense, Dropout", "keras.optimizers.*"]
        argv = ["--epochs", "1,2"]
    """)
    assert config.verify
    assert config.dialect == "1"
    assert config.data_format == "channels_first"
    assert config.semantics == "modern"
    assert config.jobs == 2
    assert config.select == ("Dense", "Dropout", "keras.optimizers.*")
    assert config.argv == (Texts(("--epochs", "1,2")),)


def test_the_command_line_is_stronger_than_the_file() -> None:
    Path("pyproject.toml").write_text('[tool.kmigrate]\nsemantics = "modern"\njobs = 2\n')
    config = configure({"semantics": "exact", "jobs": None, "select": []}, ["."])
    assert (config.semantics, config.jobs) == ("exact", 2)


def test_isolated_reads_no_file() -> None:
    Path("pyproject.toml").write_text('[tool.kmigrate]\nsemantics = "modern"\n')
    assert configure({}, ["."], isolated=True) == Config()


def test_paths_in_the_file_are_relative_to_it(here: Path) -> None:
    config = configured("""
        keras_json = "settings/keras.json"
        exclude = ["legacy/"]
    """)
    assert config.keras_json == here / "settings/keras.json"
    assert config.exclude == (Pattern("legacy/", str(here)),)


def test_models_to_build_are_given_for_all_files_or_by_glob(here: Path) -> None:
    assert configured('build = ["make()"]').build == (Texts(("make()",)),)
    table = configured('[tool.kmigrate.build]\n"nets/*.py" = ["make((3, 32, 32))"]')
    assert table.build == (Texts(("make((3, 32, 32))",), Pattern("nets/*.py", str(here))),)


def test_command_lines_of_scripts_are_given_for_all_files_or_by_glob(here: Path) -> None:
    table = configured('[tool.kmigrate.argv]\n"dream.py" = ["in.png", "out"]')
    assert table.argv == (Texts(("in.png", "out"), Pattern("dream.py", str(here))),)


def test_symbols_are_ignored_in_some_files(here: Path) -> None:
    expected = (Ignored(("Dense", "Dropout"), Pattern("old/*.py", str(here))),)
    table = '[tool.kmigrate.per_file_ignores]\n"old/*.py" = ["Dense, Dropout"]'
    assert configured(table).per_file_ignores == expected
    assert configured('per_file_ignores = ["old/*.py:Dense,Dropout"]').per_file_ignores == expected


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (
            "data_fromat = 'auto'",
            "data_fromat is no option of kmigrate. Did you mean 'data_format'",
        ),
        ("dialect = '1'", "dialect is no option"),
        ("from = 4", "from is 4; it can be one of auto, 0, 1, 2, 2.0"),
        ("color = true", "color is True; it can be one of auto, always, never"),
        ("verify = 'yes'", "verify must be true or false, not 'yes'"),
        ("jobs = 0", "jobs must be a whole number from 1 on, not 0"),
        ("jobs = true", "jobs must be a whole number"),
        ("select = 'Dense'", "select must be a list of strings, not 'Dense'"),
        ("keras_json = 1", "keras_json must be a path, not 1"),
        ("per_file_ignores = ['Dense']", "is 'Dense'; write it as FILE-GLOB:SYMBOL"),
        ("build = {'a.py' = 'make()'}", "build.'a.py' must be a list of strings"),
    ],
)
def test_a_mistake_names_the_file_the_key_and_what_was_meant(toml: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        configured(toml)
    assert "pyproject.toml" in str(error.value)
    assert said in str(error.value)


def test_a_file_that_is_named_must_have_a_table_for_kmigrate() -> None:
    Path("other.toml").write_text("[tool.other]\n")
    with pytest.raises(UsageError, match=r"other.toml has no table \[tool.kmigrate\]"):
        configure({}, ["."], file=Path("other.toml"))
    Path("pyproject.toml").write_text("[tool.other]\n")
    assert configure({}, ["."]) == Config()


def test_a_release_may_be_written_as_a_number() -> None:
    assert [configured(f"from = {it}").dialect for it in (1, 2.3)] == ["1", "2.3"]


@pytest.mark.parametrize(
    "written", ["./old/x.py", "../here/old/x.py", "/at/here/old/x.py", "/old/x.py"]
)
def test_a_path_as_a_shell_completes_it_is_one_of_its_folder(written: str) -> None:
    pattern = values.pattern(written, Path("/at/here"))
    assert pattern.base + pattern.text == "/at/here/old/x.py"
    assert values.pattern("old/", Path("/at/here")) == Pattern("old/", "/at/here")


def test_a_configuration_file_that_is_named_is_not_left_unread_in_silence() -> None:
    with pytest.raises(UsageError, match=r"--isolated .* --config names other.toml"):
        configure({}, ["."], file=Path("other.toml"), isolated=True)


def test_tools_that_are_no_table_hold_nothing_for_kmigrate() -> None:
    Path("pyproject.toml").write_text("tool = 3\n")
    assert configure({}, ["."]) == Config()


def test_a_file_that_is_not_toml_is_refused() -> None:
    Path("pyproject.toml").write_text("[tool.kmigrate\n")
    with pytest.raises(UsageError, match="not valid TOML"):
        configure({}, ["."])


def test_the_nearest_pyproject_is_at_or_above_the_common_folder(here: Path) -> None:
    for folder in ("a/b", "a/c"):
        (here / folder).mkdir(parents=True)
    (here / "pyproject.toml").touch()
    assert nearest_pyproject(["a/b", "a/c/x.py"]) == here / "pyproject.toml"
    (here / "a/pyproject.toml").touch()
    assert nearest_pyproject(["a/b", "a/c/x.py"]) == here / "a/pyproject.toml"
    (here / "a/b/pyproject.toml").touch()
    assert nearest_pyproject(["a/b", "a/c/x.py"]) == here / "a/pyproject.toml"


def test_the_search_ends_at_the_repository(here: Path) -> None:
    (here / "inner/.git").mkdir(parents=True)
    (here / "pyproject.toml").touch()
    assert nearest_pyproject(["inner"]) is None


def example_of(option: Field[Any]) -> str:
    """Something that the option can be set to, as TOML writes it."""
    hint = hints()[option.name]
    if get_origin(hint) is Literal:
        return repr(get_args(hint)[-1])
    by_reader: dict[Reader, str] = {
        values.flag: "true",
        values.count: "1",
        values.ignored: "{'x' = ['y']}",
    }
    return by_reader.get(about(option).reads, "['x']" if get_origin(hint) is tuple else "'x'")


@pytest.mark.parametrize("option", fields(Config), ids=lambda option: option.name)
def test_every_option_can_be_set_in_the_file(option: Field[Any]) -> None:
    assert configured(f"{key(option)} = {example_of(option)}") != Config()
