"""The contract of the command line, through the command itself."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import pytest

from migrator import FROM_KERAS, TO_KERAS, __version__, cli
from migrator.cli.commands import COMMANDS
from migrator.knowledge import api3

BEFORE = "from keras.layers import Dense\n\nlayer = Dense(output_dim=10, init='uniform')\n"
AFTER = "from keras.layers import Dense\n\nlayer = Dense(units=10, kernel_initializer='uniform')\n"
DIFF = """\
--- a/model.py
+++ b/model.py
@@ -1,3 +1,3 @@
 from keras.layers import Dense
 
-layer = Dense(output_dim=10, init='uniform')
+layer = Dense(units=10, kernel_initializer='uniform')
"""  # noqa: W293 - a context line that is empty


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


class Kmigrate(Protocol):
    def __call__(self, *arguments: str, stdin: str = "") -> Result: ...


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, which is also the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def kmigrate(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Kmigrate:
    monkeypatch.chdir(project)

    def run(*arguments: str, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "argv", ["kmigrate", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as leaving:
            cli.main()
        captured = capfdbinary.readouterr()
        code = leaving.value.code or 0
        assert isinstance(code, int)
        return Result(code, captured.out.decode(), captured.err.decode())

    return run


# What it does with files


def test_a_dry_run_shows_the_diff_and_writes_nothing(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    result = kmigrate("model.py")
    assert result.code == 0
    assert result.out == DIFF
    assert "model.py: would be migrated, 1 change" in result.err
    assert "written for keras1, because of line 3: init=; 3: output_dim=" in result.err
    assert (project / "model.py").read_text() == BEFORE


def test_write_applies_in_place_and_shows_no_diff(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    result = kmigrate("model.py", "--write")
    assert result.code == 0
    assert result.out == ""
    assert "model.py: migrated, 1 change" in result.err
    assert (project / "model.py").read_text() == AFTER


def test_a_second_run_changes_nothing(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    kmigrate("model.py", "--write")
    result = kmigrate("model.py", "--check")
    assert (result.code, result.out) == (0, "")


def test_check_exits_with_1_if_something_would_change(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    result = kmigrate("model.py", "--check")
    assert (result.code, result.out) == (1, DIFF)
    assert (project / "model.py").read_text() == BEFORE


def test_a_folder_named_like_a_command_is_written_with_a_dot(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "rules").mkdir()
    (project / "rules" / "model.py").write_text(BEFORE)
    assert "b/rules/model.py" in kmigrate("./rules").out


def test_one_bad_file_does_not_stop_the_others(kmigrate: Kmigrate, project: Path) -> None:
    (project / "bad.py").write_text("import keras\ndef f(:\n")
    (project / "model.py").write_text(BEFORE)
    result = kmigrate(".", "--write", "--check")
    assert result.code == 3  # larger than the 1 of --check
    assert "bad.py: failed at line 2:" in result.err
    assert (project / "model.py").read_text() == AFTER


def test_a_python_2_file_becomes_python_3_and_is_said_apart(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "old.py").write_text(f"{BEFORE}print 'hello'\n")
    result = kmigrate("old.py")
    assert result.code == 0
    assert "+print('hello')" in result.out
    assert "  changed for Python 3: print\n" in result.err


def test_a_python_2_file_that_is_not_to_be_converted_is_recognised(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "old.py").write_text("import keras\nprint 'hello'\n")
    result = kmigrate("old.py", "--py2", "off")
    assert result.code == 3
    assert "This looks like Python 2" in result.err


def test_notebooks_are_found_reported_by_cell_and_taken_from_standard_input(
    kmigrate: Kmigrate, project: Path
) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": BEFORE.splitlines(keepends=True)}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4})
    (project / "a.ipynb").write_text(text)
    (project / "skipped.ipynb").write_text(text.replace('"from', '"# kmigrate: skip-file\\nfrom'))
    found = json.loads(kmigrate(".", "--output-format", "json").out)["files"]
    assert [file["status"] for file in found] == ["migrated", "skipped"]
    assert [(change["cell"], change["cell_line"]) for change in found[0]["changes"]] == [(1, 3)]
    assert "a.ipynb:cell 1:3: change" in kmigrate("-v", "a.ipynb").err
    piped = kmigrate("-", "--stdin-filename", "b.ipynb", stdin=text).out
    assert "".join(json.loads(piped)["cells"][0]["source"]) == AFTER


def test_select_and_ignore_choose_symbols_in_short_or_in_full(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "model.py").write_text(BEFORE)
    assert kmigrate("model.py", "--select", "Dropout,keras.layers.Dense").out == DIFF
    assert kmigrate("model.py", "--select", "keras.optimizers.*").out == ""
    assert kmigrate("model.py", "--ignore", "Dense").out == ""


def test_statistics_count_by_symbol_and_weigh_what_is_left(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "model.py").write_text(BEFORE + "Dense(output_dim=3)\n")
    assert kmigrate("model.py", "--statistics").err.endswith("""\
changes  actions  notices  rule
      2                    keras.layers.Dense
All of 2 changes automatic; nothing is left by hand.
1 file would be migrated, 0 unchanged; 2 changes, 0 actions for you, 0 notices.
""")
    (project / "model.py").write_text(BEFORE + "Dense(output_dim=3, weights=w)\n")
    assert (
        "50% automatic (1 of 2); left by hand: 1 place in 1 file."
        in kmigrate("model.py", "--statistics").err
    )


def test_exit_zero_is_for_jobs_that_only_report(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    (project / "bad.py").write_text("import keras\ndef f(:\n")
    assert kmigrate(".", "--check").code == 3
    assert "All of 1 change automatic. 1 file could not" in kmigrate(".", "--statistics").err
    assert kmigrate(".", "--check", "--exit-zero").code == 0
    assert kmigrate("none.py", "--exit-zero").code == 2  # nobody asked for this run


def test_quiet_leaves_the_diff_and_says_nothing_else(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    result = kmigrate("model.py", "-q")
    assert (result.out, result.err) == (DIFF, "")


def test_what_the_command_line_says_of_words_takes_back_what_the_file_says(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "model.py").write_text(BEFORE)
    (project / "pyproject.toml").write_text("[tool.kmigrate]\nquiet = true\n")
    assert "change: Dense" in kmigrate("model.py", "-v").err


def test_verbose_names_every_change(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    assert "model.py:3:9: change: " in kmigrate("model.py", "-v").err


def test_colours_are_for_terminals_unless_asked_for(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    assert "\x1b[" not in kmigrate("model.py").out
    assert "\x1b[32m+layer = Dense(units" in kmigrate("model.py", "--color", "always").out


# Standard input


def test_standard_input_goes_to_standard_output(kmigrate: Kmigrate) -> None:
    result = kmigrate("-", "--stdin-filename", "model.py", stdin=BEFORE)
    assert (result.code, result.out) == (0, AFTER)
    assert "model.py: would be migrated" in result.err


def test_standard_input_that_needs_nothing_comes_out_as_it_was(kmigrate: Kmigrate) -> None:
    assert kmigrate("-", stdin="x = 1\r\n").out == "x = 1\r\n"


def test_standard_input_that_fails_gives_no_output(kmigrate: Kmigrate) -> None:
    result = kmigrate("-", stdin="import keras\ndef f(:\n")
    assert (result.code, result.out) == (3, "")


def test_an_editor_leaves_alone_what_the_project_excludes(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "pyproject.toml").write_text("[tool.kmigrate]\nexclude = ['old/']\n")
    named = ("-", "--stdin-filename", "old/x.py")
    assert kmigrate(*named, stdin=BEFORE).out == AFTER
    assert kmigrate(*named, "--force-exclude", stdin=BEFORE).out == BEFORE


def test_an_editor_gets_the_source_whatever_form_of_report_the_project_is_set_to(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "pyproject.toml").write_text("[tool.kmigrate]\noutput_format = 'github'\n")
    assert kmigrate("-", stdin=BEFORE).out == AFTER
    assert kmigrate("-", "--output-format", "json", stdin=BEFORE).out.startswith('{"schema"')


def test_standard_input_cannot_be_mixed_with_files(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    assert kmigrate("-", "model.py").code == 2
    assert kmigrate("-", "--files-from", "model.py").code == 2
    assert kmigrate("model.py", "--stdin-filename", "x.py").code == 2


def test_paths_can_come_from_standard_input(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    assert kmigrate("--files-from", "-", stdin="model.py\n").out == DIFF


# Programs


def test_json_is_all_there_is_on_standard_output(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    result = kmigrate("model.py", "--output-format", "json")
    report = json.loads(result.out)
    assert result.err == ""
    assert report["schema"] == 1
    assert report["files"][0]["path"] == "model.py"
    assert report["files"][0]["status"] == "migrated"
    assert report["files"][0]["dialect"]["value"] == "keras1"
    assert report["files"][0]["verification"] is None
    assert report["summary"]["changes"] == 1


@pytest.mark.parametrize("form", ["sarif", "github", "markdown"])
def test_other_programs_get_their_own_form(kmigrate: Kmigrate, project: Path, form: str) -> None:
    (project / "model.py").write_text(BEFORE)
    result = kmigrate("model.py", "--output-format", form)
    assert (result.code, result.err) == (0, "")
    assert "model.py" in result.out
    assert "Dense" in result.out


def test_reports_are_written_beside_what_is_shown(kmigrate: Kmigrate, project: Path) -> None:
    (project / "model.py").write_text(BEFORE)
    result = kmigrate("model.py", "--report", "a.md", "--report", "a.json", "--report", "a.sarif")
    assert result.out == DIFF
    for name in ("a.md", "a.json", "a.sarif"):
        assert "model.py" in (project / name).read_text()
    assert json.loads((project / "a.json").read_text())["summary"]["migrated"] == 1


def test_jobs_change_no_byte_of_the_output(kmigrate: Kmigrate, project: Path) -> None:
    for number in range(12):
        (project / f"model{number:02}.py").write_text(BEFORE * (number + 1))
        (project / f"other{number:02}.py").write_text("x = 1\n")
    (project / "bad.py").write_text("import keras\ndef f(:\n")
    for arguments in ((".", "--output-format", "json"), (".", "-v")):
        assert kmigrate(*arguments, "--jobs", "2") == kmigrate(*arguments, "--jobs", "1")


# Proof


@pytest.mark.skipif(find_spec("tensorflow") is None, reason="needs kmigrate[verify]")
def test_a_model_is_written_when_both_versions_compute_the_same(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "model.py").write_text(
        "from keras.layers import Dense\n"
        "from keras.models import Sequential\n\n"
        "model = Sequential()\n"
        "model.add(Dense(output_dim=3, input_dim=4, name='only'))\n"
    )
    result = kmigrate("model.py", "--verify", "--write")
    assert result.code == 0, result.err
    assert "  verification: equal" in result.err
    assert "    | only  | (None, 3)    | (None, 3)     | 15         |\n" in result.err
    assert "Dense(units=3, name='only')" in (project / "model.py").read_text()


# Usage


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--writ", "model.py"], "--write"),
        (
            ["--from", "4", "model.py"],
            "'auto', '0', '1', '2', '2.0', '2.1', '2.2', '2.3', 'tf.keras', '3'",
        ),
        (["modle.py"], "Did you mean 'model.py'?"),
        (["--select", "Convolution2d", "model.py"], "Did you mean 'keras.layers.Convolution2D'?"),
        (["--ignore", "Dens", "model.py"], "--ignore: No rule matches 'Dens'. Did you mean"),
        (["explian", "Dense"], "Did you mean `kmigrate explain`?"),
        (["explain"], "Missing argument 'SYMBOL'"),
        (["verify", "model.py", "model.py", "--output-format", "sarif"], "in text or json"),
        (["model.py", "-q", "-v"], "--quiet and --verbose cannot both be had"),
        (["model.py", "--build", "make()"], "--build is about what --verify builds"),
        (["--jobs", "0", "model.py"], "--jobs must be a whole number from 1 on"),
        (["--keras-json", "none.json", "model.py"], "Cannot read none.json"),
        (["--files-from", "none.txt"], "Cannot read --files-from none.txt"),
        (["--config", "none.toml", "model.py"], "Cannot read none.toml"),
        (["--write"], "Name a file or a folder"),
        (["--report", "x.txt", "model.py"], "ends in one of .json, .sarif, .md"),
        (["--report", "no/x.md", "model.py"], "there is no folder no"),
        (["explain", "Convolution2d"], "Did you mean 'keras.layers.Convolution2D'?"),
        (["explain", "keras.layer.Convolution2D"], "Did you mean 'keras.layers.Convolution2D'?"),
        (["explain", "keras.layers.Foo"], "`kmigrate rules` lists them all."),
    ],
)
def test_a_mistake_is_met_with_what_was_meant(
    kmigrate: Kmigrate, project: Path, arguments: list[str], said: str
) -> None:
    (project / "model.py").write_text(BEFORE)
    result = kmigrate(*arguments)
    assert result.code == 2
    assert said in result.err
    assert result.out == ""


def test_without_arguments_it_shows_its_help(kmigrate: Kmigrate) -> None:
    result = kmigrate()
    assert result.code == 2
    assert "Usage: kmigrate" in result.out
    assert "kmigrate explain SYMBOL" in result.out


def test_help_and_version(kmigrate: Kmigrate) -> None:
    assert kmigrate("--help").code == 0
    said = kmigrate("--version").out
    assert said == f"kmigrate {__version__} (from {FROM_KERAS}, to Keras {TO_KERAS})\n"
    assert f"Keras {TO_KERAS}," in str(api3.__doc__)  # of which the names were taken


def test_the_configuration_file_sets_what_the_command_line_does_not(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "model.py").write_text(BEFORE)
    (project / "pyproject.toml").write_text("[tool.kmigrate]\noutput_format = 'json'\n")
    assert kmigrate("model.py").out.startswith('{"schema"')
    assert kmigrate("model.py", "--output-format", "text").out == DIFF
    assert kmigrate("model.py", "--isolated").out == DIFF


def test_keras_json_of_the_project_decides_the_order_of_dimensions(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "keras.json").write_text('{"image_dim_ordering": "th"}')
    (project / "model.py").write_text(
        "from keras.layers import Convolution2D\n\nConvolution2D(8, 3, 3, border_mode='same')\n"
    )
    result = kmigrate("model.py")
    assert "data_format='channels_first'" in result.out
    assert "data_format channels_first, because of keras.json" in result.err


def test_a_flag_of_the_configuration_file_is_taken_back_on_the_command_line(
    kmigrate: Kmigrate, project: Path
) -> None:
    (project / "model.py").write_text(BEFORE)
    (project / "pyproject.toml").write_text("[tool.kmigrate]\nwrite = true\n")
    assert kmigrate("model.py", "--no-write").out == DIFF
    assert kmigrate("model.py", "--diff").out == DIFF
    assert (project / "model.py").read_text() == BEFORE


def test_symbols_can_be_ignored_in_some_files(kmigrate: Kmigrate, project: Path) -> None:
    for folder in ("old", "new"):
        (project / folder).mkdir()
        (project / folder / "model.py").write_text(BEFORE)
    result = kmigrate(".", "--per-file-ignores", "old/*.py:Dense")
    assert "b/new/model.py" in result.out
    assert "b/old/model.py" not in result.out
    assert kmigrate(".", "--per-file-ignores", "old/*.py:Dnse").code == 2


def test_config_shows_what_is_in_force_and_from_where(kmigrate: Kmigrate, project: Path) -> None:
    (project / "pyproject.toml").write_text(
        "[tool.kmigrate]\nfrom = '1'\njobs = 2\nbuild = {'nets/*.py' = ['make()']}\n"
    )
    result = kmigrate("config", "--jobs", "3", "--exclude", "café/")
    file = project / "pyproject.toml"
    lines = result.out.splitlines()
    assert f'from = "1"  # {file}' in lines
    assert "jobs = 3  # command line" in lines
    assert 'semantics = "exact"  # default' in lines
    assert "# keras_json is not set" in lines
    assert f'build = {{ "nets/*.py" = ["make()"] }}  # {file}' in lines
    shown = tomllib.loads(result.out)["tool"]["kmigrate"]
    assert shown["exclude"] == ["café/"]
    assert 'from = "auto"  # default' in kmigrate("config", "--isolated").out


def test_config_refuses_what_a_run_would_refuse(kmigrate: Kmigrate, project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.kmigrate]\njobs = 0\n")
    result = kmigrate("config")
    assert result.code == 2
    assert "jobs must be a whole number" in result.err


# The other commands


def test_the_help_names_every_command_and_each_has_its_own(kmigrate: Kmigrate) -> None:
    overview = kmigrate("--help").out
    for name in COMMANDS:
        assert f"  kmigrate {name}" in overview
        assert kmigrate(name, "--help").out.startswith(f"Usage: kmigrate {name} ")


def test_rules_lists_what_each_symbol_becomes_in_each_family(kmigrate: Kmigrate) -> None:
    lines = kmigrate("rules").out.splitlines()
    assert "keras.layers.Convolution2D -> keras.layers.Conv2D" in lines
    assert lines == sorted(set(lines))
    assert "keras.backend.set_epsilon -> keras.config.set_epsilon" in lines  # of Keras 2


def test_explain_shows_the_rule(kmigrate: Kmigrate) -> None:
    result = kmigrate("explain", "keras.layers.convolutional.Convolution2D")
    assert result.code == 0
    for_keras_1, for_keras_2, *_ = result.out.split("\nKeras 2.0 to 2.2")
    assert "-> kernel_size" in for_keras_1
    assert "    +Conv2D(nb_filter, (nb_row, nb_col), kernel_initializer=" in for_keras_1
    assert "    +Conv2D(filters, kernel_size, data_format='channels_first', " in for_keras_2


@pytest.mark.parametrize(
    ("spelled", "name"),
    [("K.concatenate", "keras.backend.concatenate("), ("tf.Session", "tensorflow.Session\n")],
)
def test_explain_knows_what_everybody_imports_the_backend_as(
    kmigrate: Kmigrate, spelled: str, name: str
) -> None:
    assert name in kmigrate("explain", spelled).out


# Completion


def completions(kmigrate: Kmigrate, monkeypatch: pytest.MonkeyPatch, line: str) -> list[str]:
    """What bash would offer at the end of a line."""
    monkeypatch.setenv("_KMIGRATE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
    return kmigrate().out.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kmigrate --data-", ["--data-format"]),
        ("kmigrate src/ --output-format s", ["sarif"]),
        ("kmigrate ex", ["explain"]),
        ("kmigrate explain Convolution2", ["Convolution2D"]),
        (
            "kmigrate explain keras.layers.Crop",
            [f"keras.layers.Cropping{n}D" for n in (1, 2, 3)],
        ),
        ("kmigrate legacy f", ["fetch"]),
        ("kmigrate ", list(COMMANDS)),
        ("kmigrate src", []),  # a file: the shell knows better
    ],
)
def test_a_shell_completes_options_values_commands_and_symbols(
    kmigrate: Kmigrate, monkeypatch: pytest.MonkeyPatch, line: str, offered: list[str]
) -> None:
    assert completions(kmigrate, monkeypatch, line) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script_for_the_shell(kmigrate: Kmigrate, shell: str) -> None:
    result = kmigrate("completion", shell)
    assert result.code == 0
    assert f"complete_{shell}" in result.out


# Start-up


def test_a_file_without_keras_costs_no_heavy_import(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text("x = 1\n")
    code = (
        "import sys\n"
        "sys.argv = ['kmigrate', 'plain.py']\n"
        "from migrator.cli import main\n"
        "try:\n    main()\nexcept SystemExit as leaving:\n    assert leaving.code == 0\n"
        "heavy = {'libcst', 'rich', 'tensorflow', 'keras', 'pydantic', 'pathspec',"
        " 'multiprocessing', 'migrator.engine', 'migrator.knowledge', 'migrator.rules'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
