"""Scripts that only IPython can run, as Colab exports them: what is Python in them is migrated."""

from __future__ import annotations

import pytest

from migrator import migrate
from migrator.errors import UnparsableError
from migrator.knowledge import LIBRARY
from migrator.options import Options
from migrator.sources import python_3

SCRIPT = """\
# -*- coding: utf-8 -*-
!pip install keras==2.2.4
%matplotlib inline
%env URL={{'a': 1}}
from keras.layers import Dense

%time layer = Dense(8, {0})
files = !ls
if files:
    %cd other
    other = Dense(4, {0})  # 100 %
Dense?
"""
OLD, NEW = "init='one'", "kernel_initializer='one'"


def test_magics_stay_and_the_python_around_and_behind_them_is_migrated() -> None:
    found = migrate(SCRIPT.format(OLD).encode(), filename="colab.py")
    assert found.data.decode() == SCRIPT.format(NEW)
    assert migrate(found.data, filename="colab.py").changes == ()


def test_what_a_command_installs_is_said_at_its_line() -> None:
    found = migrate(SCRIPT.format(OLD), filename="colab.py").findings
    assert [(f.span.line, f.rule) for f in found if f.severity == "action"] == [(2, "requirements")]


def test_the_names_of_lines_in_the_report_are_those_of_the_file() -> None:
    evidence = migrate(SCRIPT.format(OLD), filename="colab.py").dialect.evidence
    assert evidence == ("7: init=", "11: init=")


def test_what_is_run_to_be_verified_has_no_magics() -> None:
    script = python_3(SCRIPT.encode(), LIBRARY, filename="colab.py", options=Options())
    compile(script.text, "colab.py", "exec")


@pytest.mark.parametrize("text", ["!ls\nfrom keras import\n", "%%bash\nls -l keras\n", "a b\n"])
def test_a_file_that_is_no_python_without_its_magics_either_is_refused(text: str) -> None:
    with pytest.raises(UnparsableError):
        migrate(text, filename="colab.py")
