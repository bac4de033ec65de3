"""Run by the tests: say how far Keras 3 predicts from what was noted, with each converted file.

`check.py SOURCE FOLDER PAIR...`: SOURCE is the migrated source; a PAIR is NAME:FILE, a builder of it
and what its weights were converted to. Writes one JSON object, FILE to largest difference.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from migrator.verification.objects import Runtime


def main(source: str, folder: str, *pairs: str) -> None:
    space: dict[str, Runtime] = {"__name__": "models"}
    exec(compile(Path(source).read_text(), source, "exec"), space)  # noqa: S102 - a file of ours
    found = {}
    for pair in pairs:
        name, _, file = pair.partition(":")
        with np.load(Path(folder) / f"{name}.npz") as arrays:
            x = [arrays[f"x{i}"] for i in range(len(arrays) - 1)]
            y = arrays["y"]
        model = space[name]()
        model.load_weights(Path(folder) / file)
        predicted = model.predict(x if len(x) > 1 else x[0], verbose=0)
        found[file] = float(np.abs(predicted - y).max())
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
