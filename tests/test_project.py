"""Which files a run finds, and that nothing of them is ever lost."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import pytest

import migrator
from migrator.config import Config, Pattern, Texts
from migrator.engine import Analysed, across
from migrator.engine.calls.outcomes import Rewrite
from migrator.engine.calls.rewriting import message_of
from migrator.errors import UsageError
from migrator.project import asked, keras_json, run
from migrator.project.find import find
from migrator.project.outcome import Outcome, Summary
from migrator.project.run import run_text
from migrator.project.write import written
from migrator.rules import Library, Rule, To
from migrator.sources.python2 import refactor

BEFORE = b"from keras.layers import Dense\n\nlayer = Dense(output_dim=10)\n"
AFTER = b"from keras.layers import Dense\n\nlayer = Dense(units=10)\n"

Tree = Callable[..., None]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def tree() -> Tree:
    """Make files of Keras 1 at the given paths."""

    def make(*paths: str) -> None:
        for path in map(Path, paths):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(BEFORE)

    return make


def paths(
    *named: str, exclude: Iterable[str] = (), files_from: str | None = None, force: bool = False
) -> list[str]:
    patterns = [Pattern(text) for text in exclude]
    found = find(named, exclude=patterns, files_from=files_from, force=force)
    return [file.path for file in found]


def outcome_of(path: str, config: Config | None = None) -> Outcome:
    (outcome,) = run.run([path], config or Config())
    return outcome


# Finding


def test_folders_are_walked_in_the_order_of_names(tree: Tree) -> None:
    tree("b.py", "a/z.py", "a/b/y.py", "c/x.py", "a/notes.txt")
    assert paths(".") == ["a/b/y.py", "a/z.py", "b.py", "c/x.py"]
    assert paths("c/", "a") == ["c/x.py", "a/b/y.py", "a/z.py"]


def test_a_file_is_taken_once_however_often_it_is_named(tree: Tree) -> None:
    tree("a/x.py")
    Path("link.py").symlink_to("a/x.py")
    assert paths("a/x.py", ".", "a", "./a/x.py") == ["a/x.py"]


def test_usual_places_of_other_peoples_code_are_left_out(tree: Tree) -> None:
    tree("x.py", ".venv/y.py", "build/y.py", "a/node_modules/y.py", "lib/site-packages/y.py")
    tree("env/bin/y.py")
    Path("env/pyvenv.cfg").touch()
    assert paths(".") == ["x.py"]


def test_gitignore_files_are_respected_the_innermost_first(tree: Tree) -> None:
    tree("x.py", "old/x.py", "a/gen_1.py", "a/gen_2.py", "a/b/gen_3.py")
    Path(".gitignore").write_text("/old/\ngen_*.py\n")
    Path("a/b/.gitignore").write_text("!gen_3.py\n")
    assert paths(".") == ["a/b/gen_3.py", "x.py"]
    assert paths("a") == ["a/b/gen_3.py"]  # the repository's own counts from above too


def test_exclude_takes_globs_as_gitignore_does(tree: Tree) -> None:
    tree("x.py", "old/x.py", "a/old/x.py", "a/test_x.py")
    assert paths(".", exclude=["/old/", "test_*.py"]) == ["a/old/x.py", "x.py"]


def test_a_file_that_is_named_is_taken_whatever_excludes_it(tree: Tree) -> None:
    tree("old/x.py", "build/x.py")
    assert paths("old/x.py", "build/x.py", exclude=["old"]) == ["old/x.py", "build/x.py"]
    assert paths("build") == ["build/x.py"]
    assert paths("old/x.py", "build/x.py", exclude=["old/"], force=True) == ["build/x.py"]
    assert paths("old", "build", exclude=["old/"], force=True) == ["build/x.py"]


def test_linked_folders_are_not_entered_so_that_loops_end(tree: Tree) -> None:
    tree("a/x.py")
    Path("a/loop").symlink_to("..", target_is_directory=True)
    assert paths(".") == ["a/x.py"]


def test_a_linked_file_outside_the_folder_is_left_out(tree: Tree) -> None:
    tree("outside.py", "a/x.py")
    Path("a/link.py").symlink_to("../outside.py")
    Path("a/broken.py").symlink_to("nowhere.py")
    assert paths("a") == ["a/x.py"]


def test_paths_are_read_from_a_file_by_line_or_by_nul(tree: Tree) -> None:
    tree("a.py", "b c.py")
    Path("lines").write_text("a.py\n\nb c.py\n")
    Path("nuls").write_text("a.py\0b c.py\0")
    assert paths(files_from="lines") == paths(files_from="nuls") == ["a.py", "b c.py"]


def test_a_path_that_is_not_there_is_refused_before_any_work(tree: Tree) -> None:
    tree("model.py")
    with pytest.raises(UsageError, match=r"Did you mean 'model\.py'"):
        find(["model.py", "modle.py"])


# Reading


def test_a_file_without_keras_is_never_given_to_the_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(migrator, "migrate")
    Path("x.py").write_text("def f(:\n")
    assert outcome_of("x.py").status == "unchanged"


def test_a_file_may_ask_to_be_skipped_near_its_top() -> None:
    Path("x.py").write_bytes(b"#!/usr/bin/python\n# kmigrate: skip-file\n" + BEFORE)
    outcome = outcome_of("x.py")
    assert outcome.status == "skipped"
    assert outcome.findings[0].span.line == 2
    Path("y.py").write_bytes(b"# a licence\n" * 30 + b"# kmigrate: skip-file\n" + BEFORE)
    assert outcome_of("y.py").status == "skipped"
    Path("z.py").write_bytes(b"x = 1\n" * 10 + b"# kmigrate: skip-file\n" + BEFORE)
    outcome = outcome_of("z.py")
    assert outcome.status == "migrated"
    assert "is looked for near the top only" in outcome.findings[0].message


def test_a_named_file_that_is_no_python_is_skipped_with_a_reason() -> None:
    Path("x.txt").write_text('{"cells": ["keras"]}')
    outcome = outcome_of("x.txt")
    assert outcome.status == "skipped"
    assert outcome.findings[0].message == "The file is not Python source."


def test_a_script_is_known_by_its_first_line() -> None:
    Path("train").write_bytes(b"#!/usr/bin/env python\n" + BEFORE)
    assert outcome_of("train").status == "migrated"


def test_a_file_that_cannot_be_read_is_a_failure_of_its_own() -> None:
    Path("list").write_text("gone.py\n")
    (outcome,) = run.run([], Config(files_from="list"))
    assert outcome.error is not None
    assert outcome.error.kind == "unreadable"
    assert "No such file" in outcome.error.message


def test_bytes_that_their_coding_line_does_not_decode_are_a_failure() -> None:
    Path("x.py").write_bytes(b"# coding: utf-8\nimport keras\nx = '\xe9'\n")
    outcome = outcome_of("x.py", Config(write=True))
    assert outcome.status == "failed"
    assert Path("x.py").read_bytes().endswith(b"\xe9'\n")


def test_a_bug_in_one_rule_fails_the_files_it_is_asked_for_and_is_told_with_its_place(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree("x.py", "y.py")
    Path("y.py").write_bytes(b"from keras.layers import Dropout\n\nDropout(p=0.5)\n")

    def broken(rule: Rule, to: To, outcome: Rewrite) -> str:
        if rule.name == "keras.layers.Dense":
            raise ZeroDivisionError("no")
        return message_of(rule, to, outcome)

    monkeypatch.setattr("migrator.engine.calls.call_edits.message_of", broken)
    failed, fine = run.run(["."], Config(write=True, jobs=1))
    assert failed.error is not None
    assert failed.error.kind == "internal"
    assert failed.error.message.startswith(
        "kmigrate has a bug: ZeroDivisionError: no (rule keras.layers.Dense, near line 3),"
        " at tests/test_project.py:"
    )
    assert failed.error.message.endswith(
        " in broken. The file is as it was. Please report this with the lines of the file that"
        " cause it."
    )
    assert Path("x.py").read_bytes() == BEFORE
    assert fine.written


def test_a_bug_on_surveying_a_file_fails_it_and_the_files_that_import_it(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree("x.py", "y.py", "z.py")
    Path("y.py").write_bytes(
        b"from keras.layers import Dense\nfrom x import d\n\nDense(3, init=d)\n"
    )
    whole = across.survey

    def broken(found: Analysed, place: across.Place, library: Library) -> object:
        if place.path == "x.py":
            raise ZeroDivisionError("no")
        return whole(found, place, library)

    monkeypatch.setattr("migrator.engine.across.survey", broken)
    failed, importing, fine = run.run(["."], Config(write=True, jobs=1))
    assert failed.error is not None
    assert failed.error.message.startswith("kmigrate has a bug: ZeroDivisionError: no, at tests/")
    assert importing.error is not None
    assert importing.error.message.startswith("On reading x.py, which it imports: kmigrate has")
    assert not importing.written
    assert fine.written


def test_a_bug_before_a_file_is_migrated_fails_that_file_alone(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree("x.py", "y.py")
    nearest = keras_json.nearest

    def broken(path: str, root: str) -> object:
        if path.endswith("x.py"):
            raise ZeroDivisionError("no")
        return nearest(path, root)

    monkeypatch.setattr("migrator.project.keras_json.nearest", broken)
    failed, fine = run.run(["."], Config(write=True, jobs=1))
    assert failed.error is not None
    assert failed.error.kind == "internal"
    assert Path("x.py").read_bytes() == BEFORE
    assert fine.written


def test_python_2_is_converted_once_though_it_is_surveyed_before_it_is_migrated(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree("x.py")
    Path("y.py").write_bytes(b"from keras.layers import Dense\nprint 'once', Dense(output_dim=3)\n")
    texts: list[str] = []
    whole = refactor.parse

    def counted(text: str, **kinds: bool) -> object:
        texts.append(text)
        return whole(text, **kinds)

    monkeypatch.setattr("migrator.sources.python2.refactor.parse", counted)
    _, migrated = run.run(["."], Config(jobs=1))
    assert migrated.status == "migrated"
    assert len(texts) == 1


ODD_LINES = (
    *("import", "import \\", "import (", "import .", "import keras.", "import *", "import é"),
    *(
        "from",
        "from .",
        "from import",
        "from . import",
        "from x import",
        "from x import (",
        "; import",
    ),
    *(
        "# kmigrate:",
        "# kmigrate: from",
        "# -*- coding:",
        "keras==",
        "keras ~= ,",
        "save_weights('",
    ),
)


@pytest.mark.parametrize("project_file", ["requirements.txt", "setup.py", "pyproject.toml"])
def test_no_line_of_a_project_ends_the_run(project_file: str) -> None:
    Path("net.py").write_bytes(BEFORE)
    for number, line in enumerate(ODD_LINES):
        Path(f"said{number}.py").write_text(f'"""Words:\n\n{line}\n"""\nimport net\n')
        Path(f"written{number}.py").write_text(f"import net\n{line}\nimport keras\n")
    Path(project_file).write_text("\n".join(ODD_LINES))
    outcomes = {outcome.path: outcome for outcome in run.run(["."], Config(jobs=1))}

    assert outcomes["net.py"].status == "migrated"
    assert not [o.error for o in outcomes.values() if o.error and o.error.kind == "internal"]
    assert all(outcomes[f"said{number}.py"].error is None for number in range(len(ODD_LINES)))


# Writing


def test_write_keeps_mode_bits_and_links(tree: Tree) -> None:
    tree("real.py")
    Path("real.py").chmod(0o751)
    Path("link.py").symlink_to("real.py")
    outcome = outcome_of("link.py", Config(write=True))
    assert outcome.written
    assert Path("link.py").is_symlink()
    assert Path("real.py").read_bytes() == AFTER
    assert stat.S_IMODE(Path("real.py").stat().st_mode) == 0o751


def test_write_keeps_newlines_encoding_and_byte_order_mark() -> None:
    crlf = BEFORE.replace(b"\n", b"\r\n")
    Path("x.py").write_bytes(b"\xef\xbb\xbf" + crlf)
    Path("y.py").write_bytes(b"# coding: latin-1\n# caf\xe9\n" + BEFORE)
    assert [outcome.status for outcome in run.run(["."], Config(write=True))] == ["migrated"] * 2
    assert Path("x.py").read_bytes() == b"\xef\xbb\xbf" + AFTER.replace(b"\n", b"\r\n")
    assert Path("y.py").read_bytes() == b"# coding: latin-1\n# caf\xe9\n" + AFTER


def test_a_file_changed_meanwhile_is_not_overwritten(tree: Tree) -> None:
    tree("x.py")
    outcome = outcome_of("x.py")
    Path("x.py").write_text("new")
    assert written(outcome).status == "failed"
    assert Path("x.py").read_text() == "new"


def test_a_write_that_fails_leaves_the_old_bytes_and_no_litter(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree("x.py")

    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    outcome = outcome_of("x.py", Config(write=True))
    assert outcome.error is not None
    assert outcome.error.message == (
        "Cannot write the file: No space left on device. It is as it was."
    )
    assert outcome.changes == ()
    assert [entry.name for entry in Path().iterdir() if entry.is_file()] == ["x.py"]
    assert Path("x.py").read_bytes() == BEFORE


# keras.json


def test_keras_json_is_looked_for_from_the_file_up_to_its_project(tree: Tree, here: Path) -> None:
    tree("a/b/x.py")
    Path("keras.json").write_text('{"image_dim_ordering": "tf"}')
    found = keras_json.nearest("a/b/x.py", str(here))
    assert found is not None
    assert (found.ordering, found.origin) == ("tf", "keras.json")


def test_the_nearest_keras_json_counts_also_in_a_dot_keras_folder(tree: Tree, here: Path) -> None:
    tree("a/b/x.py")
    Path("keras.json").write_text('{"image_dim_ordering": "tf"}')
    Path("a/.keras").mkdir()
    Path("a/.keras/keras.json").write_text('{"image_data_format": "channels_first"}')
    found = keras_json.nearest("a/b/x.py", str(here))
    assert found is not None
    assert (found.ordering, found.origin) == ("th", "a/.keras/keras.json")


def test_the_home_folder_says_nothing_about_a_project(
    here: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(here))
    monkeypatch.setenv("USERPROFILE", str(here))
    tree("x.py")
    Path(".keras").mkdir()
    Path(".keras/keras.json").write_text('{"image_dim_ordering": "th"}')
    assert keras_json.nearest("x.py", str(here)) is None


def test_beyond_the_project_nothing_is_looked_for(tree: Tree, here: Path) -> None:
    tree("a/x.py")
    Path("keras.json").write_text('{"image_dim_ordering": "tf"}')
    assert keras_json.nearest("a/x.py", str(here / "a")) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"image_dim_ordering": "channels_first"}', "it can be 'th' or 'tf'"),
        ('{"image_dim_ordering": "th", "image_data_format": "channels_last"}', "contradict"),
    ],
)
def test_an_unintelligible_keras_json_is_not_guessed_at(tree: Tree, text: str, said: str) -> None:
    tree("x.py")
    Path("keras.json").write_text(text)
    outcome = outcome_of("x.py")
    assert outcome.error is not None
    assert outcome.error.kind == "keras.json"
    assert said in outcome.error.message
    with pytest.raises(UsageError, match=r"keras\.json"):
        run.run(["x.py"], Config(keras_json=Path("keras.json")))


def test_a_keras_json_without_an_ordering_says_nothing(tree: Tree, here: Path) -> None:
    tree("x.py")
    Path("keras.json").write_text('{"backend": "theano"}')
    found = keras_json.nearest("x.py", str(here))
    assert found is not None
    assert found.ordering is None


# Models to build


def test_expressions_are_gathered_for_the_files_they_are_for(here: Path) -> None:
    config = Config(
        build=(Texts(("a()",)), Texts(("b()",), Pattern("nets/*.py", str(here)))),
    )
    assert asked.builds_for("nets/x.py", config) == ("a()", "b()")
    assert asked.builds_for("x.py", config) == ("a()",)


def test_the_command_line_of_a_script_is_the_last_that_is_for_it(here: Path) -> None:
    config = Config(argv=(Texts(("--all",)), Texts(("a.png", "b"), Pattern("dream.py", str(here)))))
    assert asked.argv_for("nets/dream.py", config) == ("a.png", "b")
    assert asked.argv_for("x.py", config) == ("--all",)
    assert asked.argv_for("x.py", Config()) == ()


# Sums


def test_the_largest_exit_code_wins() -> None:
    summary = Summary(check=True)
    summary.add(Outcome("a.py", "unchanged"))
    assert summary.exit_code == 0
    summary.add(Outcome("b.py", "migrated"))
    assert summary.exit_code == 1
    summary.add(Outcome("c.py", "failed"))
    assert summary.exit_code == 3


def test_standard_input_is_an_outcome_like_any_other() -> None:
    assert run_text(BEFORE, "x.py", Config()).after == AFTER
    assert run_text(b"x = 1\n", "x.py", Config()).after == b"x = 1\n"
