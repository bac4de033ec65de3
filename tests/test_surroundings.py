"""What the files of a project tell one another, however one imports the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.project.importing import modules_in
from migrator.project.surroundings import Surroundings

WAYS = (
    "import sizes",
    "import os, sizes as s",
    "from sizes import WIDTH",
    "from .sizes import *",
    "from . import (\n    others,  # and more\n    sizes,\n)",
    "from . import others, \\\n    sizes",
    "if True: import sizes",
    "width = 2; from sizes import WIDTH",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "sizes.py").write_text("import keras\nWIDTH = 3\n")
    return tmp_path


@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_told_of_another_however_it_imports_it(project: Path, way: str) -> None:
    (project / "net.py").write_text(f"import keras\n{way}\n")
    path = str(project / "net.py")
    facts = Surroundings(str(project), whole=True, focus=path).facts(path)

    assert facts is not None
    assert {"WIDTH": 3} in [module.constants for module in facts.modules.values()]


def test_the_word_import_alone_on_a_line_imports_nothing() -> None:
    assert [*modules_in(b'"""The words are:\n    import\n    from\n"""\nimport keras\n')] == [
        "keras"
    ]
