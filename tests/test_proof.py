"""What --verify asks of the witness, and what becomes of a file by its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator import verification
from migrator.config import Config, Texts
from migrator.config.options import LegacyVersion
from migrator.errors import UsageError
from migrator.options import Dialect
from migrator.project import asked, run
from migrator.project.outcome import Outcome, Summary
from migrator.verification import LegacyUnavailable, Settings, Trial, Verification
from migrator.verification.results import Status

BEFORE = (
    "from keras.layers import Convolution2D\n\nlayer = Convolution2D(8, 3, 3, border_mode='same')\n"
)


class Witness:
    """Answers every question with the same status, and remembers what it was asked."""

    def __init__(self) -> None:
        self.status: Status = "equal"
        self.asked: list[tuple[str, str, str, Settings]] = []
        self.trial = Trial(None, "it works with both orderings")
        self.tried: list[tuple[str, str, Settings]] = []

    def try_orderings(self, before: str, *, filename: str, settings: Settings) -> Trial:
        self.tried.append((before, filename, settings))
        return self.trial

    def verify(self, before: str, after: str, *, filename: str, settings: Settings) -> Verification:
        self.asked.append((before, after, filename, settings))
        return Verification(self.status, "")


@pytest.fixture(autouse=True)
def witness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Witness:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("model.py").write_text(BEFORE)
    witness = Witness()
    monkeypatch.setattr(verification, "verify", witness.verify)
    monkeypatch.setattr(verification, "try_orderings", witness.try_orderings)
    monkeypatch.setattr(asked, "ready_to_verify", lambda _config: None)
    return witness


def outcome(config: Config) -> Outcome:
    (one,) = run.run(["model.py"], config)
    return one


def exit_code(one: Outcome, config: Config) -> int:
    summary = Summary(check=config.check, write=config.write)
    summary.add(one)
    return summary.exit_code


def test_only_files_that_change_are_verified(witness: Witness) -> None:
    Path("model.py").write_text("import keras\n")
    assert outcome(Config(verify=True)).verification is None
    assert witness.asked == []


def test_the_witness_sees_both_texts_and_how_to_build_them(witness: Witness) -> None:
    config = Config(verify=True, build=(Texts(("make()",)),), argv=(Texts(("--fast",)),))
    assert outcome(config).verification == Verification("equal", "")
    ((before, after, filename, settings),) = witness.asked
    assert before == BEFORE
    assert "Conv2D(8, (3, 3), padding='same'" in after
    assert filename == "model.py"
    assert settings.builds == ("make()",)
    assert settings.argv == ("--fast",)
    assert settings.legacy_version == "1.2.2"


def test_the_witness_gets_what_the_file_imports_from_its_project(witness: Witness) -> None:
    """Each side its own version, with the packages above; what Python and Keras have is theirs."""
    Path("nets/deep").mkdir(parents=True)
    Path("nets/__init__.py").write_text("")
    Path("nets/deep/net.py").write_text("from ..sizes import WIDTH\n" + BEFORE)
    Path("nets/sizes.py").write_text("WIDTH = 8\n")
    Path("nets/other.py").write_text("nobody imports it\n")
    Path("string.py").write_text("import nets.other\n")
    Path("broken.py").write_text("def (:\n")
    Path("model.py").write_text("import string, broken\nfrom nets.deep import net\n" + BEFORE)
    outcome(Config(verify=True))
    ((_, _, _, settings),) = witness.asked
    assert settings.projects is not None
    original, result = settings.projects
    assert original.place == result.place == "model.py"
    assert set(original.modules) == {"nets/__init__.py", "nets/deep/net.py", "nets/sizes.py"}
    assert original.modules["nets/deep/net.py"].endswith(BEFORE)
    assert "Conv2D(8, (3, 3), padding='same'" in result.modules["nets/deep/net.py"]
    assert original.modules["nets/sizes.py"] == result.modules["nets/sizes.py"] == "WIDTH = 8\n"


@pytest.mark.parametrize(("dialect", "usual"), [("1", "1.2.2"), ("2", "2.2.4")])
def test_what_only_the_first_releases_of_keras_2_had_is_built_with_them(
    monkeypatch: pytest.MonkeyPatch, dialect: Dialect, usual: LegacyVersion
) -> None:
    """Unless it is said with which release, or the file fails for a reason of its own."""
    lacking = f"the original fails under Keras {usual}: TypeError: 'module' object is not callable."
    asked: list[str] = []

    def verify(*_sources: str, filename: str, settings: Settings) -> Verification:
        asked.append(settings.legacy_version)
        if settings.legacy_version == usual:
            return Verification("not-built", reason)
        return Verification("equal", f"stand-ins for {filename}", originals=1)

    monkeypatch.setattr(verification, "verify", verify)
    Path("model.py").write_text(BEFORE)
    reason = lacking
    found = outcome(Config(verify=True, dialect=dialect)).verification
    assert asked == [usual, "2.0.9"]
    said = f"built with Keras 2.0.9: under {usual}, the original fails; stand-ins for model.py"
    assert found == Verification("equal", said, originals=1)
    del asked[:]
    told = Config(verify=True, dialect=dialect, legacy_version=usual)
    assert outcome(told).verification == Verification("not-built", lacking)
    reason = lacking.replace("Type", "Key")
    assert outcome(Config(verify=True, dialect=dialect)).verification == Verification(
        "not-built", reason
    )
    assert asked == [usual, usual]


def test_a_result_that_fails_where_something_is_left_to_do_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing = Verification("not-built", "the result fails under Keras 3: TypeError: foo (line 3)")
    monkeypatch.setattr(verification, "verify", lambda *_args, **_more: failing)
    for more, told in (("", ""), ("layer = Convolution2D(8, foo=3)\n", "; do first what the")):
        Path("model.py").write_text(BEFORE + more)
        found = outcome(Config(verify=True, data_format="channels_last")).verification
        assert found is not None
        assert found.reason.removeprefix(failing.reason).startswith(told)
        assert bool(told) == (found.reason != failing.reason)


@pytest.mark.parametrize(
    "failed",
    [
        Verification("not-built", "the result fails under Keras 3: TypeError: no (line 1)"),
        Verification("different", "model: outputs differ by up to 1"),
    ],
)
def test_a_result_that_fails_or_differs_says_where_something_is_left_in_what_it_imports(
    monkeypatch: pytest.MonkeyPatch, failed: Verification
) -> None:
    monkeypatch.setattr(verification, "verify", lambda *_args, **_options: failed)
    Path("nets.py").write_text(f"{BEFORE}layer = Convolution2D(8, foo=3)\n")
    Path("model.py").write_text(f"import nets\n{BEFORE}")
    found = outcome(Config(verify=True)).verification
    assert found is not None
    assert found.reason.endswith("; do first what the report leaves to you in nets.py")


@pytest.mark.parametrize("ordering", ["th", "tf"])
def test_the_original_is_built_with_the_ordering_of_its_keras_json(
    witness: Witness, ordering: str
) -> None:
    Path("keras.json").write_text(f'{{"image_dim_ordering": "{ordering}"}}')
    outcome(Config(verify=True))
    assert witness.asked[0][3].ordering == ordering


def test_an_ordering_that_the_source_does_not_tell_is_tried(witness: Witness) -> None:
    witness.trial = Trial("th", "it works with channels_first")
    one = outcome(Config(verify=True))
    ((before, filename, _),) = witness.tried
    assert (before, filename) == (BEFORE, "model.py")
    assert "data_format='channels_first'" in witness.asked[0][1]
    assert witness.asked[0][3].ordering == "th"
    assert one.migration is not None
    assert one.migration.data_format.evidence[0] == "it works with channels_first"


def test_the_outcome_of_a_trial_is_stronger_than_the_keras_json_it_contradicts(
    witness: Witness,
) -> None:
    Path("keras.json").write_text('{"image_dim_ordering": "tf"}')
    Path("model.py").write_text(
        BEFORE.replace("\n\n", "\nfrom keras.layers import Input\n\nx = Input((3, 32, 32))\n")
    )
    witness.trial = Trial("th", "it works with channels_first")
    outcome(Config(verify=True))
    assert "data_format='channels_first'" in witness.asked[0][1]
    assert witness.asked[0][3].ordering == "th"


def test_an_ordering_that_is_told_is_not_tried(witness: Witness) -> None:
    outcome(Config(verify=True, data_format="channels_last"))
    assert witness.tried == []


def test_python_2_that_parses_as_python_3_is_run_as_what_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def verify(before: str, _after: str, *, filename: str, settings: Settings) -> Verification:
        asked.append(before)
        failed = f"AttributeError: 'dict' object has no attribute 'iteritems' ({settings.argv})"
        works = "iteritems" not in before
        reason = filename if works else failed
        return Verification("equal" if works else "not-built", reason, originals=int(works))

    monkeypatch.setattr(verification, "verify", verify)
    Path("model.py").write_text(BEFORE + "print({1: 2}.iteritems())\n")
    found = outcome(Config(verify=True)).verification
    said = "run as Python 2, which it is (`--py2 full` converts it); model.py"
    assert found == Verification("equal", said, originals=1)
    assert len(asked) == 2
    as_it_is = outcome(Config(verify=True, py2="syntax")).verification
    assert as_it_is is not None
    assert as_it_is.status == "not-built"


def test_a_file_that_asks_for_the_ordering_is_built_with_the_one_that_it_works_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def verify(*_sources: str, filename: str, settings: Settings) -> Verification:
        works = settings.ordering == "th"
        return Verification("equal" if works else "not-built", filename, originals=int(works))

    monkeypatch.setattr(verification, "verify", verify)
    Path("model.py").write_text(
        "from keras import backend as K\n"
        "if K.image_dim_ordering() == 'tf':\n    raise RuntimeError('no')\n" + BEFORE
    )
    said = "built with channels_first: with channels_last, the original fails; model.py"
    assert outcome(Config(verify=True)).verification == Verification("equal", said, originals=1)


def test_without_a_keras_json_it_is_built_with_the_ordering_that_was_decided(
    witness: Witness,
) -> None:
    outcome(Config(verify=True, data_format="channels_first"))
    assert witness.asked[0][3].ordering == "th"


def test_a_script_without_layers_is_built_with_the_ordering_of_what_it_imports(
    witness: Witness,
) -> None:
    layers = BEFORE.replace("\n\n", "\nfrom keras.layers import Input\n\nx = Input((3, 32, 32))\n")
    Path("net.py").write_text(layers)
    Path("model.py").write_text(
        "import net\nfrom keras.optimizers import SGD\n\nnet.model.compile(SGD(lr=0.1), 'mse')\n"
    )
    outcome(Config(verify=True))
    assert witness.asked[0][3].ordering == "th"


@pytest.mark.parametrize(
    ("status", "written", "dry", "writing"),
    [("equal", True, 0, 0), ("different", False, 4, 4), ("not-built", False, 0, 4)],
)
def test_only_what_is_verified_equal_is_written(
    witness: Witness, *, status: Status, written: bool, dry: int, writing: int
) -> None:
    witness.status = status
    config = Config(verify=True)
    assert exit_code(outcome(config), config) == dry
    config = Config(verify=True, write=True)
    one = outcome(config)
    assert one.written is written
    assert exit_code(one, config) == writing
    assert (Path("model.py").read_text() != BEFORE) is written


def test_a_bug_in_the_witness_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Verification:
        raise ZeroDivisionError

    monkeypatch.setattr(verification, "verify", broken)
    answer = outcome(Config(verify=True)).verification
    assert answer is not None
    assert answer.status == "not-built"
    assert "kmigrate has a bug: ZeroDivisionError" in answer.reason


def test_a_file_whose_legacy_keras_cannot_be_had_is_not_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def offline(*_: object, **__: object) -> Verification:
        raise LegacyUnavailable("no network")

    monkeypatch.setattr(verification, "verify", offline)
    assert outcome(Config(verify=True)).verification == Verification("not-built", "no network")


def test_a_release_that_is_asked_for_by_name_must_be_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    config = Config(verify=True, legacy_version="2.0.9", legacy_dir=Path("nowhere"))
    with pytest.raises(LegacyUnavailable, match="no folder"):
        run.run(["."], config)


@pytest.mark.parametrize(("chosen", "expected"), [("0", "0.3.3"), ("1", "1.2.2")])
def test_the_dialect_decides_which_keras_builds_the_original(
    witness: Witness, chosen: Dialect, expected: str
) -> None:
    outcome(Config(verify=True, dialect=chosen))
    outcome(Config(verify=True, dialect=chosen, legacy_version="2.3.1"))
    assert [asked[3].legacy_version for asked in witness.asked] == [expected, "2.3.1"]


LATE = (
    "from keras.layers import Dense\nfrom keras.models import Sequential\n"
    "from keras.optimizers import Adam\n\nmodel = Sequential([Dense(2, input_dim=3)])\n"
    "model.compile(Adam(learning_rate=0.1, decay=0.1), 'mse')\nmodel.fit_generator(None)\n"
)


@pytest.mark.parametrize(
    ("source", "required", "expected"),
    [
        (LATE, "", "2.3.1"),
        (LATE, "keras>=2.0", "2.3.1"),
        (LATE.replace("learning_rate=", "lr="), "", "2.2.4"),
        (LATE.replace("learning_rate=", "lr="), "keras<=2.3.1", "2.2.4"),
        (LATE.replace("learning_rate=", "lr="), "keras>=2.0,<2.1", "2.0.9"),
        (LATE.replace("learning_rate=", "lr="), "keras==2.0.6", "2.0.9"),
        (LATE.replace("learning_rate=", "lr="), "keras>=2.3", "2.3.1"),
    ],
)
def test_the_release_that_a_file_is_read_as_builds_its_original(
    witness: Witness, source: str, required: str, expected: str
) -> None:
    """Requirements that leave a choice do not decide, unless they leave that one out."""
    Path("requirements.txt").write_text(f"{required}\n")
    Path("model.py").write_text(source)
    outcome(Config(verify=True))
    assert [asked[3].legacy_version for asked in witness.asked] == [expected]


def test_without_keras_3_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(asked, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'kmigrate\[verify\]'"):
        run.run(["."], Config(verify=True))
