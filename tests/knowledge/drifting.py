"""Computes the `result` of drift fixtures: under a real legacy Keras, and under Keras 3."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from migrator.verification import available
from migrator.verification.confinement.sandbox import environment

from .results import Results, results_of, tracing

ROOT = Path(__file__).parents[2]
_PACKAGE = "tf_keras"


def computed(
    release: str, fixtures: Mapping[str, str], work: Path, *, traced: bool = False
) -> dict[str, Results]:
    """Run sources under one release, in one process; by their names.

    traced: whether TensorFlow 2 is to trace functions, which takes longer.
    """
    folder = available()[release] if release != _PACKAGE else work
    if folder is None:
        pytest.skip(f"Keras {release} is not in the cache: run `kmigrate legacy fetch {release}`")
    sources, results = work / "sources.json", work / "results.npz"
    sources.write_text(json.dumps(fixtures))
    paths = [str(path) for path in (folder, sources, results)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.knowledge.results", release, *paths, *["traced"] * traced],
        cwd=ROOT,
        env=environment(work / "home"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found: dict[str, Results] = {}
    for key, array in np.load(results).items():
        found.setdefault(key.partition(".")[0], []).append(array)
    return found


def modern_results(source: str, keras: ModuleType, *, traced: bool = False) -> Results:
    """Run a migrated source under the Keras of this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tracing(wanted=traced)
        try:
            return results_of(source)
        finally:
            tracing(wanted=True)
            keras.config.set_image_data_format("channels_last")
