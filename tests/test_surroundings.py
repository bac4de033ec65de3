"""What the files of a project tell one another, however one imports the other."""

from __future__ import annotations

from collections.abc import Iterator
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


def test_a_file_that_is_named_is_told_what_packages_below_it_have_from_their_modules(
    tmp_path: Path,
) -> None:
    (tmp_path / "nets").mkdir()
    (tmp_path / "nets" / "__init__.py").write_text("from .layers import *\n")
    (tmp_path / "nets" / "layers.py").write_text("from keras.layers import Dense\n")
    (tmp_path / "train.py").write_text("from nets import Dense\nDense(output_dim=3)\n")
    path = str(tmp_path / "train.py")
    named = Surroundings(str(tmp_path), whole=False, focus=path).facts(path)
    folder = Surroundings(str(tmp_path), whole=True).facts(path)

    assert named is not None
    assert folder is not None
    assert named.modules == folder.modules
    assert named.modules["nets"].symbols == {"Dense": "keras.layers.Dense"}


def test_the_word_import_alone_on_a_line_imports_nothing() -> None:
    assert [*modules_in(b'"""The words are:\n    import\n    from\n"""\nimport keras\n')] == [
        "keras"
    ]


def test_whether_others_lend_keras_is_found_out_by_reading_each_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = 30
    for number in range(files):  # each imports all the others
        others = ", ".join(f"m{other}" for other in range(files) if other != number)
        (tmp_path / f"m{number}.py").write_text(f"import {others}\n")
    (tmp_path / "net.py").write_text("import keras\n")
    (tmp_path / "m0.py").write_text("from net import *\n")
    read: list[bytes] = []

    def counted(data: bytes) -> Iterator[str]:
        read.append(data)
        return modules_in(data)

    monkeypatch.setattr("migrator.project.importing.modules_in", counted)
    around = Surroundings(str(tmp_path), whole=True)
    paths = [tmp_path / f"m{number}.py" for number in range(files)]
    lent = [around.lend_keras(str(path), path.read_bytes()) for path in paths]

    assert all(lent)  # through m0
    assert len(read) == files + 1


def test_modules_that_import_all_of_one_another_are_asked_for_a_name_once(tmp_path: Path) -> None:
    files = 12  # by each way through them, it would be a thousand million times
    for number in range(files):
        lines = [f"from m{other} import *\n" for other in range(files) if other != number]
        own = "from keras.layers import Dense\nWIDTH = 3\n" if number == 0 else ""
        (tmp_path / f"m{number}.py").write_text("".join(lines) + own + f"layer = Dense({number})\n")
    facts = Surroundings(str(tmp_path), whole=True).facts(str(tmp_path / "m7.py"))

    assert facts is not None
    assert facts.modules["m5"].symbols == {"Dense": "keras.layers.Dense"}
    assert facts.modules["m5"].constants == {"WIDTH": 3}


@pytest.mark.parametrize(("home", "keeps"), [("nets", True), ("keras", False)])
def test_that_a_copy_of_keras_saves_models_says_nothing_of_what_a_program_keeps(
    tmp_path: Path, home: str, *, keeps: bool
) -> None:
    """Else it would say so from when its relative imports are migrated: in a second run."""
    (tmp_path / home / "engine").mkdir(parents=True)
    saving = "from keras.models import save_model\ndef save(m, path):\n    save_model(m, path)\n"
    (tmp_path / home / "engine" / "network.py").write_text(saving)
    (tmp_path / "train.py").write_text(f"from {home}.engine.network import save\n")
    facts = Surroundings(str(tmp_path), whole=True).facts(str(tmp_path / "train.py"))

    assert facts is not None
    assert facts.keeps_models is keeps
