"""The contract of the command line, option by option, through the command that is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.main import get_command

from migrator.cli.migrating import app

COMMAND = Path(sys.executable).parent / "kmigrate"
FILES = {
    "model.py": (
        "from keras.layers import BatchNormalization, Convolution2D, Dense\n"
        "from keras.models import Sequential\n"
        "\n"
        "\n"
        "def make(rows=32):\n"
        "    model = Sequential()\n"
        "    model.add(Convolution2D(8, 3, 3, input_shape=(3, rows, rows)))\n"
        "    model.add(BatchNormalization(axis=1))\n"
        "    return model\n"
        "\n"
        "\n"
        "layer = Dense(output_dim=3, weights=old)\n"
    ),
    "old/model.py": "from keras.layers import Dense\nDense(output_dim=3)\n",
    "plain.py": "x = 1\n",
    "either.py": "from keras.layers import Dense\nDense(3, 'uniform')\nprint 3 / 2\n",
    "small.py": (
        "import sys\n"
        "from keras.layers import Dense\n"
        "from keras.models import Sequential\n"
        "\n"
        "\n"
        "def make():\n"
        "    model = Sequential()\n"
        "    model.add(Dense(output_dim=int(sys.argv[1]), input_dim=4))\n"
        "    return model\n"
    ),
    "differs.py": (
        "from keras.layers import Convolution2D, Dense\n"
        "from keras.models import Sequential\n"
        "\n"
        "\n"
        "def make():\n"
        "    model = Sequential()\n"
        "    model.add(Dense(output_dim=2, input_shape=(9, 9, 1)))\n"
        "    model.add(Convolution2D(4, 3, 3))  # kmigrate: skip\n"
        "    return model\n"
    ),
    "requirements.txt": "keras==1.2.2\n",
    "listed": "plain.py\nold/model.py\n",
    "th.json": '{"image_dim_ordering": "th"}',
    "other.toml": "[tool.kmigrate]\noutput_format = 'json'\n",
    "pyproject.toml": "[tool.kmigrate]\ncheck = true\n",
    "empty/.keep": "",
}


@dataclass(frozen=True)
class Case:
    """A command line, its exit code, and what must and must not be said (standard output, error)."""

    arguments: str
    code: int = 0
    out: str = ""
    err: str = ""
    not_out: str = "\0"
    not_err: str = "\0"


CASES = {
    "": Case("plain.py model.py", 1, out="+++ b/model.py", err="model.py: would be migrated"),
    "--write": Case("old --write --no-check", err="old/model.py: migrated"),
    "--check": Case("plain.py --check", 0, err="0 files would be migrated"),
    "--todo": Case("model.py --todo", 1, out="+# TODO(kmigrate): `weights=`"),
    "--allow-dirty": Case("old --write --allow-dirty --no-check", err="old/model.py: migrated"),
    "--project-files": Case(". --project-files", 1, out="+++ b/requirements.txt"),
    "--from": Case("either.py --from 1", 1, out="kernel_initializer='uniform'"),
    "--data-format": Case(
        "model.py --data-format channels_last", 1, out="data_format='channels_last'"
    ),
    "--keras-json": Case("model.py --keras-json th.json", 1, err="because of th.json"),
    "--semantics": Case("model.py --semantics modern", 1, not_out="epsilon="),
    "--target": Case("model.py --target tf.keras", 1, out="+from tensorflow.keras.layers"),
    "--py2": Case("either.py --py2 off", 3, err="either.py: failed at line 3"),
    "--select": Case(
        "model.py --select Convolution2D", 1, out="Conv2D(8, (3, 3)", not_out="epsilon="
    ),
    "--ignore": Case(
        "model.py old --ignore Convolution2D", 1, out="b/old/model.py", not_out="Conv2D("
    ),
    "--per-file-ignores": Case(
        "model.py old --per-file-ignores old/*:Dense", 1, not_out="b/old/model.py"
    ),
    "--output-format": Case("model.py --output-format sarif", 1, out='"version": "2.1.0"'),
    "--report": Case("model.py --report report.html", 1),
    "--exclude": Case(". --exclude old/", 1, not_out="b/old/model.py"),
    "--extend-exclude": Case(". --extend-exclude old/", 1, not_out="b/old/model.py"),
    "--force-exclude": Case("model.py old --exclude old/ --force-exclude", 1, not_out="b/old"),
    "--files-from": Case("--files-from listed", 1, out="+++ b/old/model.py"),
    "--jobs": Case("model.py --jobs 2", 1, out="+++ b/model.py"),
    "--statistics": Case("model.py --statistics", 1, err="% automatic"),
    "--exit-zero": Case("model.py --exit-zero", 0),
    "--color": Case("model.py --color always", 1, out="\x1b[32m+", err="\x1b[1mmodel.py"),
    "--quiet": Case("model.py --quiet", 1, out="+++ b/model.py", not_err="m"),
    "-q": Case("model.py -q", 1, not_err="m"),
    "--verbose": Case("model.py plain.py --verbose", 1, err="plain.py: unchanged"),
    "-v": Case("model.py -v", 1, err="change: Convolution2D becomes Conv2D"),
    "--stdin-filename": Case("- --stdin-filename x/y.py", 0, err=""),
    "--config": Case("model.py --config other.toml", 0, out='{"schema": 1'),
    "--isolated": Case("model.py --isolated", 0, out="+++ b/model.py"),
    "--version": Case("--version", 0, out="to Keras 3."),
    "--help": Case("--help", 0, out="Usage: kmigrate"),
    "-h": Case("-h", 0, out="Usage: kmigrate"),
    "--legacy-dir": Case(
        "model.py --verify --legacy-version 1.0.8 --legacy-dir empty", 2, err="Keras-1.0.8.tar.gz"
    ),
}
_BASH = """
source ./script
COMP_WORDS=({line}); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_kmigrate_completion kmigrate
echo "${COMPREPLY[@]}"
"""
# what the function for zsh would hand to it
_ZSH = """
words=({line}); CURRENT=${#words}
compdef() { true; }; _arguments() { print -r -- "$*"; }; _describe() { print -r -- "${(P)2[*]}"; }
source ./script
_kmigrate_completion
"""
PROOF = {"--verify", "--build", "--argv", "--timeout", "--memory", "--legacy-version"}
needs_keras = pytest.mark.skipif(find_spec("tensorflow") is None, reason="needs kmigrate[verify]")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for command in ("init -q", "add .", "-c user.name=x -c user.email=x commit -q -m x"):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True)  # noqa: S607
    return tmp_path


def kmigrate(
    project: Path, arguments: list[str], stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=project,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_there_is_a_case_for_every_option() -> None:
    parameters = get_command(app).params
    visible = [p for p in parameters if p.param_type_name == "option" and not p.hidden]  # type: ignore[attr-defined]
    known = {name for parameter in visible for name in parameter.opts}
    assert known - {"--help", "-h"} <= CASES.keys() | PROOF


@pytest.mark.parametrize("option", CASES)
def test_the_option_does_what_it_says(option: str, project: Path) -> None:
    case = CASES[option]
    if option == "--legacy-dir" and find_spec("tensorflow") is None:
        pytest.skip("needs kmigrate[verify]")
    cache = {"XDG_CACHE_HOME": str(project / "cache")} if option == "--legacy-dir" else {}
    done = kmigrate(project, case.arguments.split(), **cache)
    assert done.returncode == case.code, done.stderr
    assert case.out in done.stdout
    assert case.err in done.stderr
    assert case.not_out not in done.stdout
    assert case.not_err not in done.stderr


def test_what_options_leave_behind(project: Path) -> None:
    (project / "old/model.py").write_text(FILES["old/model.py"] + "# mine\n")
    held = kmigrate(project, ["old", "--write", "--no-check"])
    assert "changes that Git does not hold" in held.stderr
    assert "output_dim" in (project / "old/model.py").read_text()
    kmigrate(project, ["old", "--write", "--no-check", "--allow-dirty", "--report", "r.html"])
    assert "units=3" in (project / "old/model.py").read_text()
    assert (project / "r.html").read_text().startswith("<!DOCTYPE html>")


def test_standard_input_becomes_standard_output(project: Path) -> None:
    done = kmigrate(project, ["-", "--stdin-filename", "x/y.py"], stdin=FILES["old/model.py"])
    assert "Dense(units=3)" in done.stdout
    assert "x/y.py: would be migrated" in done.stderr


@pytest.mark.parametrize(
    ("above", "behind"), [("# kmigrate: skip-file", ""), ("", "  # kmigrate: skip")]
)
def test_pragmas_leave_a_file_or_a_line_alone(project: Path, above: str, behind: str) -> None:
    source = f"{above}\nfrom keras.layers import Dense\n\nDense(output_dim=3){behind}\n"
    done = kmigrate(project, ["-", "--isolated"], stdin=source)
    assert done.stdout == source


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("explain keras.layers.core.Dense", "output_dim  "),
        ("rules", "keras.layers.Convolution2D -> keras.layers.Conv2D"),
        ("config", "check = true  # "),
        ("legacy list", "1.2.2"),
        ("completion bash", "complete -o default"),
    ],
)
def test_the_other_commands_answer(project: Path, arguments: str, said: str) -> None:
    done = kmigrate(project, arguments.split())
    assert done.returncode == 0, done.stderr
    assert said in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("model.py --selct Dense", "--select"),
        ("nowhere.py", "nowhere.py"),
        ("explain Convolution2", "Convolution2D"),
        ("model.py --config wrong.toml", "output_format"),
        ("model.py --from 4", "tf.keras"),
        ("legacy fetch 1.2.3", "1.2.2"),
    ],
)
def test_a_mistake_exits_with_2_and_names_what_was_meant(
    project: Path, arguments: str, said: str
) -> None:
    (project / "wrong.toml").write_text("[tool.kmigrate]\noutput_fromat = 'json'\n")
    done = kmigrate(project, arguments.split())
    assert done.returncode == 2, done.stdout
    assert said in done.stderr
    assert done.stdout == ""


def test_a_folder_named_like_a_command_is_written_with_a_dot(project: Path) -> None:
    (project / "rules").mkdir()
    (project / "rules" / "a.py").write_text(FILES["old/model.py"])
    assert "+++ b/rules/a.py" in kmigrate(project, ["./rules"]).stdout


@pytest.mark.parametrize("form", ["json", "sarif", "github", "markdown"])
def test_a_terminal_that_cannot_show_a_name_is_no_reason_to_stop(project: Path, form: str) -> None:
    named = project / os.fsdecode(b"caf\xe9-\xc3\xa9.py")
    named.write_text(FILES["old/model.py"])
    arguments = [named.name, "--output-format", form, "--no-check"]
    done = kmigrate(project, arguments, PYTHONIOENCODING="ascii:strict")
    assert done.returncode == 0, done.stderr


def test_a_folder_that_is_gone_is_said(project: Path) -> None:
    command = f"mkdir gone && cd gone && rmdir ../gone && {COMMAND} ../model.py"
    done = subprocess.run(
        ["sh", "-c", command],  # noqa: S607
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "Cannot read the current folder" in done.stderr


def test_the_largest_exit_code_wins(project: Path) -> None:
    (project / "bad.py").write_text("from keras.layers import Dense\ndef f(:\n")
    assert kmigrate(project, ["model.py", "bad.py"]).returncode == 3


@pytest.mark.parametrize(
    ("shell", "asked"),
    [
        ("bash", _BASH),
        ("zsh", _ZSH),
        ("fish", "source ./script; complete -C '{line}'"),
    ],
)
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kmigrate explain Convolution2", "Convolution2D"),
        ("kmigrate model.py --output-format s", "sarif"),
    ],
)
def test_a_real_shell_completes(
    project: Path, shell: str, asked: str, line: str, offered: str
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    script = kmigrate(project, ["completion", shell]).stdout
    (project / "script").write_text(script)
    path = f"{COMMAND.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        [shell, "-c", asked.replace("{line}", line)],
        cwd=project,
        env={**os.environ, "PATH": path, "HOME": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert offered in done.stdout, done.stderr


@needs_keras
def test_a_proof_takes_what_it_is_given_and_a_difference_exits_with_4(project: Path) -> None:
    options = "--build make() --argv 5 --timeout 200 --memory 10 --legacy-version 1.2.2"
    arguments = ["small.py", "differs.py", "--verify", *options.split(), "--output-format", "json"]
    done = kmigrate(project, arguments)
    small, differs = json.loads(done.stdout)["files"]
    assert small["verification"]["status"] == "equal", small["verification"]
    assert [model["name"] for model in small["verification"]["models"]] == ["make()"]
    assert small["verification"]["layers"][-1]["modern_shape"] == [None, 5]
    assert differs["verification"]["status"] == "different", differs["verification"]
    assert differs["verification"]["layers"][-1]["legacy_shape"] == [None, 7, 7, 4]
    assert differs["verification"]["layers"][-1]["modern_shape"] == [None, 3, 3, 4]
    assert done.returncode == 4
    assert "migrated" == small["status"] == differs["status"]
