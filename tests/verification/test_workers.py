"""Warm processes: shared by all files, and no file can take another's proof with it."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from migrator.verification import Settings, Verification
from migrator.verification.children import workers

if TYPE_CHECKING:
    from collections.abc import Callable

    Verify = Callable[..., Verification]

pytestmark = pytest.mark.keras

BEFORE = """
from keras.layers import Dense
from keras.models import Sequential
model = Sequential([Dense(2, input_dim=3)])
"""
AFTER = """
from keras.layers import Dense, Input
from keras.models import Sequential
model = Sequential([Input((3,)), Dense(2)])
"""


def pids() -> set[int]:
    return {worker._process.pid for worker in workers._workers.values()}  # noqa: SLF001


def test_files_share_a_worker_for_each_keras_and_nothing_else(verify: Verify) -> None:
    leaving = "\nimport builtins, keras\nbuiltins.trace = keras.trace = 1\n"
    assert verify(BEFORE + leaving, AFTER + leaving).status == "equal"
    before = pids()
    check = "\nimport builtins, keras\nassert not hasattr(builtins, 'trace')\nassert not hasattr(keras, 'trace')\n"
    found = verify(BEFORE + check, AFTER + check)
    assert (found.status, found.reason) == ("equal", "")
    assert pids() == before


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("import os; os._exit(3)", "exit code 3"),
        ("import signal; signal.raise_signal(signal.SIGSEGV)", "killed by signal 11"),
        (
            "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
            "Timeout",
        ),
        ("x = bytearray(1 << 40)", "MemoryError"),
    ],
)
def test_how_a_file_ends_its_process_is_told(verify: Verify, ending: str, said: str) -> None:
    found = verify(f"{ending}\n{BEFORE}", AFTER, settings=Settings(timeout=6))
    assert found.status == "not-built"
    assert said in found.reason


FLIPPED = """
import numpy as np
from keras.utils.{module} import convert_kernel
kernel = np.arange(36).reshape(3, 3, 2, 2)
assert (convert_kernel(kernel) == kernel[::-1, ::-1]).all()
"""


@pytest.mark.parametrize(("version", "module"), [("1.2.2", "np_utils"), ("2.2.4", "conv_utils")])
def test_kernels_of_theano_are_flipped_though_numpy_no_longer_indexes_by_lists(
    verify: Verify, version: str, module: str
) -> None:
    settings = Settings(legacy_version=version)
    found = verify(BEFORE + FLIPPED.format(module=module), AFTER, settings=settings)
    assert (found.status, found.reason) == ("equal", "")


def test_the_death_of_a_worker_costs_no_file_its_proof(verify: Verify) -> None:
    assert verify(BEFORE, AFTER).status == "equal"
    found: list[Verification] = []
    slow = "\nfrom time import monotonic\nend = monotonic() + 4\nwhile monotonic() < end: pass\n"
    waiting = threading.Thread(target=lambda: found.append(verify(BEFORE + slow, AFTER)))
    waiting.start()
    time.sleep(1.0)
    for pid in pids():
        os.killpg(pid, signal.SIGKILL)
    waiting.join()
    assert [one.status for one in found] == ["equal"]
    assert verify(BEFORE, AFTER).status == "equal"


def test_without_fork_each_file_has_processes_of_its_own(
    verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers.stop()
    monkeypatch.setattr(workers, "CAN_FORK", False)
    assert verify(BEFORE, AFTER).status == "equal"
    assert pids() == set()
