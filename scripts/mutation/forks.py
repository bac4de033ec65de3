"""A plugin of pytest: each mutant is tried in a fork of the process that collected the tests."""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation import trampoline

PATIENCE = 120  # seconds; a mutant that takes longer will never end


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Try all mutants instead of running the tests once.

    Of the tests that enter a mutant's function, those come first that noticed most of the others.
    """
    tests = {item.nodeid: item for item in session.items}
    entering, modules = _in_a_fork(lambda: (_entering(tests.values()), [*sys.modules]))
    for module in modules:
        with suppress(ImportError):
            importlib.import_module(module)  # once, not in each fork
    gc.freeze()
    kills: Counter[str] = Counter()
    for name in Path("mutants.txt").read_text("utf-8").split():
        fitting = entering.get(name.partition("__mutmut_")[0], [])
        ordered = [tests[test] for test in sorted(fitting, key=lambda test: -kills[test])]
        noticing = _in_a_fork(partial(_noticing, name, ordered))
        kills[noticing] += 1
        os.write(int(os.environ["OUTCOMES"]), f"{name}\t{noticing}\n".encode())
    return True


def _in_a_fork(work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a function returns in a process of its own; or why that process died."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(PATIENCE)
        os.write(writing, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(said) if said else f"it ended with {status}"


def _entering(tests: Iterable[pytest.Item]) -> dict[str, list[str]]:
    """Run all tests, none of which may fail; return which enter each function that has mutants."""
    entered: set[str] = set()
    vars(trampoline)["record_trampoline_hit"] = lambda name, **_: entered.add(name)
    trampoline.set_mutant_under_test("stats")
    found: dict[str, list[str]] = {}
    for item in tests:
        _forget(item)
        for test, failed in _run([item]):
            if failed:
                raise SystemExit(f"{test} fails without any mutant")
            for function in entered:
                found.setdefault(function, []).append(test)
        entered.clear()
    return found


def _forget(item: pytest.Item) -> None:
    """Empty the caches of a test's module: what one test has made, the next would not enter."""
    for value in vars(getattr(item, "module", None) or item).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def _noticing(mutant: str, tests: Iterable[pytest.Item]) -> str:
    """Return the first test that fails with a mutant, or nothing."""
    trampoline.set_mutant_under_test(mutant)
    return next((test for test, failed in _run(tests) if failed), "")


def _run(tests: Iterable[pytest.Item]) -> Iterator[tuple[str, bool]]:
    for test in tests:
        reports = runtestprotocol(test, log=False, nextitem=None)
        yield test.nodeid, any(report.failed for report in reports)
