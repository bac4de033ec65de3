"""`kmigrate verify OLD NEW`: what people and programs are told, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator.cli import main
from migrator.project import compare
from migrator.verification import LayerRow, ModelRow, Parting, Settings, Verification

PARTED = Parting("lstm_1", (0, 4), -0.137, -0.037, 3e5, "gates")
ROW = LayerRow("lstm_1", "LSTM", "LSTM", [None, 5], [None, 5], 180, 180, 180, 180, 3e5)
DIFFERENT = Verification(
    "different", "model: they differ", (ModelRow("model", 0.1, (ROW,), "", PARTED),)
)


class Witness:
    """Answers with what it was told to, and remembers the question."""

    def __init__(self) -> None:
        self.answer = DIFFERENT
        self.asked: tuple[str, str, Settings] | None = None

    def __call__(
        self, before: str, after: str, *, filename: str, settings: Settings
    ) -> Verification:
        assert filename == "old.py"
        self.asked = (before, after, settings)
        return self.answer


@pytest.fixture(autouse=True)
def witness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Witness:
    monkeypatch.chdir(tmp_path)
    Path("old.py").write_text("from keras.layers import LSTM\nlayer = LSTM(output_dim=5)\n")
    Path("new.py").write_text("from keras.layers import LSTM\nlayer = LSTM(5)\n")
    witness = Witness()
    monkeypatch.setattr(compare, "verify", witness)
    monkeypatch.setattr("migrator.project.asked.ready_to_verify", lambda *_args: None)
    return witness


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["kmigrate", "verify", "old.py", "new.py", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert isinstance(left.value.code, int)
    return left.value.code


def test_the_two_files_are_compared_as_they_are(
    monkeypatch: pytest.MonkeyPatch, witness: Witness
) -> None:
    run(monkeypatch, "--build", "make()")
    assert witness.asked is not None
    before, after, settings = witness.asked
    assert (before, after) == (Path("old.py").read_text(), Path("new.py").read_text())
    assert settings.builds == ("make()",)
    assert settings.legacy_version == "1.2.2"
    assert settings.announced == frozenset()


def test_people_are_told_where_the_numbers_part(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == 4
    told = capsys.readouterr().err
    assert (
        "the numbers part at lstm_1: -0.137 in the original, -0.037 in Keras 3, at [0, 4]" in told
    )
    assert "Likely cause: gates." in told


def test_programs_get_an_object(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--output-format", "json") == 4
    made = json.loads(capsys.readouterr().out)
    assert (made["schema"], made["old"], made["new"]) == (1, "old.py", "new.py")
    assert made["verification"] == json.loads(json.dumps(DIFFERENT.as_json()))


@pytest.mark.parametrize(("status", "code"), [("equal", 0), ("not-built", 3), ("different", 4)])
def test_the_exit_code_tells_the_verdict(
    monkeypatch: pytest.MonkeyPatch, witness: Witness, status: str, code: int
) -> None:
    witness.answer = Verification(status, "")  # type: ignore[arg-type]
    assert run(monkeypatch) == code


def test_an_original_that_is_no_python_is_said_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("old.py").write_text("import keras\ndef f(:\n")
    assert run(monkeypatch) == 3
    assert capsys.readouterr().err.startswith("kmigrate: old.py:2: Not Python 3")


def test_a_file_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("new.py").unlink()
    assert run(monkeypatch) == 2
