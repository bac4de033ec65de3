"""Notebooks are one program in cells, and change in the source of their cells only."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator import Migration, migrate
from migrator.errors import SourceError, UnparsableError, UnreadableError
from migrator.knowledge import LIBRARY
from migrator.options import Options
from migrator.reports.diff import diff
from migrator.sources import python_3
from tests.test_fixtures import ROOT, expect, report_of

IMPORT = "from keras.layers import Dense\n"
EXAMPLE = ROOT / "notebooks" / "digits.before.ipynb"


def notebook(*sources: str, python: str = "3.5.2", listed: bool = True) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [{"name": "stdout", "output_type": "stream", "text": ["nb_epoch\n"]}],
            "source": re.findall(r"[^\n]*\n|[^\n]+", source) if listed else source,
        }
        for source in sources
    ]
    info = {"name": "python", "version": python}
    return {"cells": cells, "metadata": {"language_info": info}, "nbformat": 4, "nbformat_minor": 0}


def migrated(*sources: str, python: str = "3.5.2", listed: bool = True) -> list[str]:
    text = json.dumps(notebook(*sources, python=python, listed=listed), indent=1)
    return sources_of(migrate(text, filename="a.ipynb").source)


def sources_of(text: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def example() -> Migration:
    return migrate(EXAMPLE.read_bytes(), filename=EXAMPLE.name)


def test_a_notebook_becomes_what_a_maintainer_would_have_written() -> None:
    expect(EXAMPLE.with_name("digits.after.ipynb"), example().source)


def test_a_notebook_says_what_a_reader_must_know() -> None:
    expect(EXAMPLE.with_name("digits.report.txt"), report_of(example()))


def test_a_second_run_changes_nothing() -> None:
    once = example()
    again = migrate(once.data, filename="a.ipynb")
    assert (again.data, again.changes) == (once.data, ())


def test_git_applies_the_diff_and_its_hunks_name_the_cells(tmp_path: Path) -> None:
    for newline in ("\n", "\r\n"):
        before = EXAMPLE.read_text(encoding="utf-8").replace("\n", newline).encode()
        after = migrate(before, filename="a.ipynb").data
        (tmp_path / "a.ipynb").write_bytes(before)
        patch = diff("a.ipynb", before, after)
        subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)  # noqa: S607
        assert (tmp_path / "a.ipynb").read_bytes() == after
        heads = [line for line in patch.split(b"\n") if line.startswith(b"@@")]
        assert heads[0].endswith(b"@@ cell 2")
        assert all(re.search(rb"@@ cells? \d", head) for head in heads)


def test_one_symbol_table_for_all_cells() -> None:
    assert migrated(IMPORT, "d = Dense(8, init='one')", "d = Dense(8, init='one')") == [
        IMPORT,
        "d = Dense(8, kernel_initializer='one')",
        "d = Dense(8, kernel_initializer='one')",
    ]


def test_what_is_imported_or_defined_anew_stays_with_the_imports() -> None:
    first, second, _ = migrated(
        "from keras.layers import LSTM, Dense", "x = LSTM(3)(x)", "Dense(3, init='one')"
    )
    assert "def hard_sigmoid" in first
    assert first.rstrip("\n") == first
    assert "def hard_sigmoid" not in second
    assert "recurrent_activation=hard_sigmoid" in second


STYLES = st.fixed_dictionaries(
    {
        "indent": st.sampled_from([None, 0, 1, 2, 4, "\t"]),
        "sort_keys": st.booleans(),
        "ensure_ascii": st.booleans(),
        "separators": st.sampled_from([(",", ":"), (", ", ": "), (" ,", " : ")]),
    }
)


@given(style=STYLES, listed=st.booleans(), newline=st.sampled_from(["\n", "\r\n"]))
def test_no_other_byte_changes_whatever_the_style(
    style: dict[str, Any],
    listed: bool,  # noqa: FBT001 - of the notebook
    newline: str,
) -> None:
    code = IMPORT + 'a = "é\\n/"\nb = Dense(8, init="one", name="ü")\nc = "😀"'
    content = notebook("# ж\n", code, "x = 1", listed=listed)
    text = json.dumps(content, **style).replace("\n", newline)
    result = migrate(text.encode(), filename="a.ipynb").data.decode()
    assert result == text.replace("init=", "kernel_initializer=")


def test_escapes_of_a_changed_line_stay_as_they_were_written() -> None:
    text = json.dumps(notebook(IMPORT + "x = Dense(8, init='one')  # a/b"))
    odd = text.replace("a/b", r"a\/\u0062")
    after = migrate(odd, filename="a.ipynb").source
    assert after == odd.replace("init='one'", "kernel_initializer='one'")


@pytest.mark.parametrize("listed", [True, False])
def test_nothing_to_do_is_byte_for_byte_nothing(listed: bool) -> None:  # noqa: FBT001
    text = json.dumps(notebook(IMPORT, "%time x\n", "?\n", "def f(", listed=listed), indent=3)
    migration = migrate(text.encode(), filename="a.ipynb")
    assert (migration.data, migration.changes) == (text.encode(), ())


def test_nbformat_3_has_worksheets_and_inputs() -> None:
    cells: list[dict[str, Any]] = [
        {"cell_type": "heading", "level": 1, "source": ["Title"]},
        {"cell_type": "code", "input": [IMPORT, "x = Dense(8, init='one')"], "language": "python"},
    ]
    content = {"metadata": {"name": ""}, "nbformat": 3, "worksheets": [{"cells": cells}]}
    text = json.dumps(content, indent=1)
    migration = migrate(text, filename="a.ipynb")
    assert migration.source == text.replace("init='one'", "kernel_initializer='one'")
    assert {(c.span.cell, c.span.cell_line) for c in migration.changes} == {(2, 2)}


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!ls | grep x?",
        "?Dense",
        "Dense?",
        "Dense??",
        "files = !ls",
        "t = %timeit -o f()",
        "!echo a \\\n  b",
        "if x:\n    %run y.py\n    !ls",
        "%timeit -n 10 f(x)",
    ],
)
def test_what_only_ipython_understands_stays(line: str) -> None:
    code = f"{line}\nx = Dense(8, init='one')\n{line}"
    expected = f"{line}\nx = Dense(8, kernel_initializer='one')\n{line}"
    assert migrated(IMPORT, code) == [IMPORT, expected]


@pytest.mark.parametrize(
    "line", ["%time x = {}", "%timeit -n 10 {}", "%prun -l 5 {}", "    %time {}", "x = %time {}"]
)
def test_what_a_line_magic_runs_is_migrated(line: str) -> None:
    code = line.format("Dense(8, init='one')")
    code = f"if x:\n{code}" if line.startswith(" ") else code
    expected = code.replace("init='one'", "kernel_initializer='one'")
    assert migrated(IMPORT, f"!ls\n{code}") == [IMPORT, f"!ls\n{expected}"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("%env KERAS_BACKEND=theano", "KERAS_BACKEND"),
        ("%set_env KERAS_BACKEND theano", "KERAS_BACKEND"),
        ("!KERAS_BACKEND=theano python train.py", "KERAS_BACKEND"),
        ("!pip install keras==1.2.2", "requirements"),
        ("%%bash\nexport KERAS_BACKEND=theano", "KERAS_BACKEND"),
        ("get_ipython().magic('env KERAS_BACKEND=theano')", "KERAS_BACKEND"),
    ],
)
def test_settings_that_keras_3_has_not_are_said(line: str, rule: str) -> None:
    text = json.dumps(notebook(f"{IMPORT}x = Dense(8, init='one')", line))
    found = migrate(text, filename="a.ipynb")
    assert line in sources_of(found.source)
    assert [(f.rule, f.span.cell) for f in found.findings if f.severity == "action"] == [(rule, 2)]


def test_a_backend_that_is_set_tells_the_ordering_and_stays() -> None:
    setting = "%env KERAS_BACKEND=theano\n"
    layer = "from keras.layers import Convolution2D\nx = Convolution2D(8, 3, 3)"
    after = migrated(setting, layer)
    assert after[0] == setting
    assert 'data_format="channels_first"' in after[1].replace("'", '"')


def test_braces_in_what_a_variable_of_the_environment_is_set_to_are_put_back() -> None:
    setting = "%env URL={user['url']}\n"
    assert migrated(setting, f"{IMPORT}layer = Dense(output_dim=3)\n")[0] == setting


def test_a_magic_above_data_in_one_very_long_line_is_put_back() -> None:
    data = f"numbers = [{'0.25, ' * 30_000}]\n"  # read again from each character, it took a minute
    layers = f"{IMPORT}layer = Dense(output_dim=3)\n"
    cells = migrated(f"%matplotlib inline\n{data}", layers)
    assert cells == [f"%matplotlib inline\n{data}", f"{IMPORT}layer = Dense(units=3)\n"]


def test_a_magic_inside_a_string_or_brackets_is_none() -> None:
    code = "!ls\ns = '''\n!x\n%y\n'''\nz = (7\n%2)\nx = Dense(8, init='one')  # why?\n"
    assert migrated(IMPORT, code)[1] == code.replace("init='one'", "kernel_initializer='one'")


def test_cells_of_python_below_a_magic_are_migrated_and_other_cells_are_left() -> None:
    body = "Dense(8, init='one')"
    code = [f"%%time\n{body}", f"%%capture out\n{body}", f"%%writefile a.py\n{body}"]
    after = migrated(IMPORT, *code)[1:]
    new = "Dense(8, kernel_initializer='one')"
    assert after == [f"%%time\n{new}", f"%%capture out\n{new}", f"%%writefile a.py\n{body}"]


def test_a_cell_of_another_language_that_mentions_keras_is_said() -> None:
    text = json.dumps(notebook(IMPORT, "%%writefile a.py\nimport keras", "%%html\n<p>"))
    findings = migrate(text, filename="a.ipynb").findings
    assert [(f.rule, f.span.cell, f.severity) for f in findings] == [
        ("notebook.magic", 2, "action")
    ]


def test_a_broken_cell_fails_alone() -> None:
    text = json.dumps(notebook(IMPORT, "def f(", "Dense(8, init='one')"), indent=1)
    migration = migrate(text, filename="a.ipynb")
    assert sources_of(migration.source)[1:] == ["def f(", "Dense(8, kernel_initializer='one')"]
    assert [(f.rule, f.span.cell) for f in migration.findings] == [("notebook.cell", 2)]


def test_a_cell_that_is_indented_throughout_is_migrated() -> None:
    code = "    x = Dense(8, init='one')\n\n    y = 1"
    expected = "    x = Dense(8, kernel_initializer='one')\n\n    y = 1"
    assert migrated(IMPORT, code)[1] == expected


def test_lines_are_those_of_the_json_text_and_of_the_cell() -> None:
    text = json.dumps(notebook(IMPORT, "%%time\n%time x = Dense(8, init='one')"), indent=1)
    migration = migrate(text, filename="a.ipynb")
    (span,) = {change.span for change in migration.changes}
    line = text.split("\n")[span.line - 1]
    assert line[span.column :].startswith("Dense(8, init='one')")
    assert (span.cell, span.cell_line) == (2, 2)
    assert migration.dialect.evidence == ("cell 2 line 2: init=",)


def test_python_2_in_any_cell_makes_all_of_them_python_2() -> None:
    assert migrated(IMPORT + "n = range(3)", "print n, 7 / 2") == [
        f"{IMPORT}n = list(range(3))",
        "print(n, 7 // 2)",
    ]


def test_a_cell_of_python_3_beside_cells_of_python_2_is_left() -> None:
    assert migrated(IMPORT, "print 'a'", "print('a', end='')") == [
        IMPORT,
        "print('a')",
        "print('a', end='')",
    ]


def test_the_kernel_tells_python_2_and_is_reported() -> None:
    text = json.dumps(notebook(IMPORT, "for i in xrange(3): f(i)", python="2.7.12"))
    migration = migrate(text, filename="a.ipynb")
    assert sources_of(migration.source)[1] == "for i in range(3): f(i)"
    assert "python2.kernel" in {f.rule for f in migration.findings}


def test_cells_that_no_one_python_reads_together_are_converted_each_for_itself() -> None:
    cells = [IMPORT, "print 1", "print(1, end='')\nfor i in xrange(3): f(i)"]
    once = migrate(json.dumps(notebook(*cells, python="2.7.12")), filename="a.ipynb").source
    assert sources_of(once)[2] == "print(1, end='')\nfor i in range(3): f(i)"
    assert migrate(once, filename="a.ipynb").source == once


def test_python_2_that_mentions_keras_in_its_outputs_only_is_left() -> None:
    content = notebook("print 'a'\nfor i in xrange(3): f(i)", python="2.7.12")
    content["cells"][0]["outputs"][0]["text"] = ["Using keras\n"]
    migration = migrate(json.dumps(content), filename="a.ipynb")
    assert (migration.changes, migration.findings) == ((), ())


def test_a_notebook_in_another_language_is_left() -> None:
    content = notebook("keras <- 1")
    content["metadata"] = {"kernelspec": {"language": "R", "name": "ir"}}
    migration = migrate(json.dumps(content), filename="a.ipynb")
    assert [f.rule for f in migration.findings] == ["notebook.language"]
    assert migration.changes == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"cells": [', UnparsableError),
        (b"[]", UnparsableError),
        (b'{"keras": 1}', UnparsableError),
        (b'{"cells": ["\xff"]}', UnreadableError),
    ],
)
def test_what_is_no_notebook_is_an_error(data: bytes, kind: type[SourceError]) -> None:
    with pytest.raises(kind):
        migrate(data, filename="a.ipynb")


def test_what_is_run_for_the_proof_is_all_cells_without_magics() -> None:
    cells = ["%matplotlib inline\nfrom __future__ import division", "x = !ls\n%time y = 1"]
    text = json.dumps(notebook(*cells)).encode()
    script = python_3(text, LIBRARY, filename="a.ipynb", options=Options())
    names: dict[str, Any] = {}
    exec(compile(script.text, "a", "exec"), names)  # noqa: S102 - that it runs is the point
    assert (names["x"], names["y"]) == (None, 1)
    assert script.name(4) == "cell 2 line 1"
