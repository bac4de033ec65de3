"""What surveys find out is kept for migrations: of some files, once, and the outcome is the same."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from migrator.config import Config
from migrator.engine import analysed
from migrator.engine.reading import source
from migrator.knowledge import LIBRARY
from migrator.project import run
from migrator.project.kept import Kept

BEFORE = b"from keras.layers import Dense\n\nlayer = Dense(output_dim=10)\n"
SIZES = b"from keras.layers import Dense\nSIZE = 10\n\n\ndef make(init):\n    return Dense(3, init=init)\n"
USING = b"from sizes import SIZE, make\nfrom keras.layers import Dense\n\nDense(SIZE, bias=True)\nmake('zero')\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.py").write_bytes(BEFORE)
    (tmp_path / "sizes.py").write_bytes(SIZES)
    (tmp_path / "using.py").write_bytes(USING)
    return tmp_path


def test_is_handed_out_once_and_of_as_much_source_as_fits() -> None:
    kept, found = Kept(most=len(BEFORE) + 1), analysed(BEFORE, LIBRARY, None)
    kept.keep(BEFORE, found)
    kept.keep(SIZES, found)
    assert kept.take(SIZES) is None
    assert kept.take(BEFORE) is found
    assert kept.take(BEFORE) is None
    kept.keep(BEFORE, found)
    assert kept.take(BEFORE) is found


def test_a_file_of_a_project_is_parsed_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    parse = source.syntax_tree

    def counted(text: str) -> ast.Module:
        texts.append(text)
        return parse(text)

    monkeypatch.setattr(source, "syntax_tree", counted)
    assert len(list(run.run(["."], Config(jobs=1)))) == len([*project.glob("*.py")])
    assert texts.count(BEFORE.decode()) == 1


def test_the_outcome_is_the_same_without(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert project.exists()
    outcomes = [*run.run(["."], Config(jobs=1))]
    assert [outcome.status for outcome in outcomes] == ["migrated"] * 3
    monkeypatch.setattr(Kept, "keep", lambda *_: None)
    assert [*run.run(["."], Config(jobs=1))] == outcomes


def test_a_name_that_the_file_has_matters_still(project: Path) -> None:
    package = project / "keras" / "layers"
    package.mkdir(parents=True)
    (package / "mine.py").write_bytes(
        b"from .core import Dense\nfrom keras import backend\nDense(output_dim=3)\n"
    )
    (outcome,) = (o for o in run.run(["."], Config(jobs=1)) if o.path.endswith("mine.py"))
    assert outcome.migration is not None
    assert "Dense(units=3)" in outcome.migration.source
