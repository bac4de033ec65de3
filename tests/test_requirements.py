"""Which releases of Keras requirements ask for: pip's, conda's and Poetry's ways to say it."""

from __future__ import annotations

import pytest

from migrator.project_files import Needs, propose
from migrator.project_files.pins import Asked, asked_by

ALONE = ["==2.0.9", "== 2.0.9", "===2.0.9", "=2.0.9", "=2.0.9=py36_0", "==v2.0.9", "(==2.0.9)"]
RANGES = {
    "==2.0.*": ("2.0", "2.1"),
    "=2.0": ("2.0", "2.1"),  # conda's
    "~=2.0.5": ("2.0.5", "2.1"),
    "~=2.0": ("2.0", "3"),
    "~2.0.5": ("2.0.5", "2.1"),  # Poetry's
    "^2.0.5": ("2.0.5", "3"),
    "2.0.5": ("2.0.5", "3"),
    ">=2.0.5,<2.1": ("2.0.5", "2.1"),
    ">=2.0, <=2.1.2, !=2.0.7": ("2.0", "2.1.3"),
    ">=2": ("2", "3"),  # before there was Keras 3
    "<2.1": ("2.0", "2.1"),
    "<=2.2.4": ("2.0", "2.2.5"),
    ">=1.2,<2": ("1.2", "2"),
    "~=1.2.0": ("1.2.0", "1.3"),
    ">=3.10": ("3.10", "4"),
    ">=3,<3.5": ("3", "3.5"),
    "^3.0": ("3.0", "4"),
}
NOTHING = ["", "*", ">=1.2", "<3", "<2", "!=2.1"]


@pytest.mark.parametrize("spec", ALONE)
def test_one_release(spec: str) -> None:
    assert asked_by(spec) == Asked("2.0.9")


@pytest.mark.parametrize("spec", RANGES)
def test_a_range_of_releases(spec: str) -> None:
    assert asked_by(spec) == Asked(*RANGES[spec])


@pytest.mark.parametrize("spec", NOTHING)
def test_what_tells_nothing_of_one_keras(spec: str) -> None:
    assert asked_by(spec) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "tensorflow_gpu==1.3.0\ntensorflow==1.4.0\nkeras==2.0\n",
            "tensorflow>=2.18\nkeras>=3.10\n",
        ),
        (
            "tensorflow-gpu==1.3 ; sys_platform == 'linux'\ntensorflow==1.3 ; python_version > '3'\n",
            "tensorflow>=2.18 ; sys_platform == 'linux'\ntensorflow>=2.18 ; python_version > '3'\n",
        ),
    ],
)
def test_tensorflow_is_not_asked_for_twice_but_for_each_system(before: str, after: str) -> None:
    assert propose("requirements.txt", before.encode(), Needs()).data.decode() == after
