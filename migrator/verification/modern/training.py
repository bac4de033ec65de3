"""How the result trains, held against how the original trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import figures, probe, rehearsal
from migrator.verification.modern import movements
from migrator.verification.modern.runs import variables
from migrator.verification.script import calls
from migrator.verification.script.running import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.modern.comparison import Comparison
    from migrator.verification.objects import Json, Runtime

Arrays = list[np.ndarray]
#: How far the movements of a step may be apart, relative to the largest.
_STEP = 2e-3
_LOSS = 1e-4
#: Trajectories of equal optimizers were measured to agree to 1e-6; Keras 3's Adamax and Nadam are
#: other averages than Keras 1's, by up to a tenth of the way.
_PATH = 1e-3
_PATHS = {"Adamax": 0.15, "Nadam": 0.1}


def compare(comparison: Comparison) -> None:
    """Compare a step of training, the optimizer, and what was asked of `fit`."""
    training = _Training(comparison)
    checks = [training.calls]
    if not any(problem["aspect"] == "weights" for problem in comparison.problems):
        checks.insert(0, training.train)
    for check in checks:
        try:
            check()
        except Exception as error:  # noqa: BLE001 - one check that cannot run must not hide others
            comparison.problem("training", f"training fails under Keras 3: {brief(error)}")


class _Training:
    def __init__(self, comparison: Comparison) -> None:
        self._of = comparison

    def train(self) -> None:
        compiled = self._of.side.is_compiled(self._of.model)
        if self._of.old.get("compiled") and not compiled:
            self._of.problem("training", "it is compiled in the original only")
        if compiled and not self._of.old.get("compiled", True):
            # Keras 3 compiles what comes from the JSON of a compiled model: nothing is lost.
            self._of.notes.append("it is compiled in Keras 3 only")
        if not compiled or "step" not in self._of.old:
            if "untrained" in self._of.old:
                self._of.notes.append(f"training not compared: {self._of.old['untrained']}")
            return
        self._step()
        self._optimizer()

    def _step(self) -> None:
        step = self._of.old["step"]
        self._of.side.restore(self._of.model)
        self._trainable(step["trainable"])
        problem = self._of.transplant(probe.TRAINED)
        if problem:
            return
        x, targets = self._of.arrays("sx"), self._of.arrays("st")
        before = [[np.array(v) for v in variables(layer)] for layer in self._of.leaves]
        with self._of.mended():
            tested = self._of.runs.test(self._of.model, x, targets)
            values = self._of.runs.train(self._of.model, x, targets)
        self._of.found["logged"] = list(values)
        self._logs(step, "tested", tested)
        if any(problem["aspect"] == "training" for problem in self._of.problems):
            self._of.notes.append("no step of training is compared: in training, outputs differ")
            return
        self._logs(step, "values", values)
        self._moved(before, step["rounding"])

    def _trainable(self, counts: list[int]) -> None:
        trained = {id(v) for v in self._of.model.trainable_variables}
        for i, j in self._of.pairs:
            if i is None or j is None:
                continue
            own = variables(self._of.leaves[j])
            count = sum(int(np.prod(v.shape)) for v in own if id(v) in trained)
            self._of.new["layers"][j]["trainable"] = count
            self._of.old["layers"][i]["trainable"] = counts[i]
            if count != counts[i]:
                name = self._of.old["layers"][i]["name"]
                told = f"{counts[i]} parameters in the original, {count} in Keras 3"
                self._of.problem("trainable", f"training moves {told} of {name}", i)

    def _logs(self, step: Json, phase: str, new: dict[str, float]) -> None:
        """Compare the loss and the metrics, place by place; their names are compared where read."""
        where = {"tested": "in testing", "values": "in training"}[phase]
        if len(new) != len(step[phase]):
            told = f"{step['names']} in the original, {list(new)} in Keras 3"
            twice = len(set(step["names"])) < len(step["names"])
            aspect = "logs.twice" if twice else "metrics"
            self._of.problem(aspect, f"what is logged differs: {told}")
            return
        for name, a, b in zip(step["names"], step[phase], new.values(), strict=True):
            apart = abs(a - b) > _LOSS * max(abs(a), 1e-3) and np.isfinite(a)
            aspect = "loss" if name.endswith("loss") else "metrics"
            if apart and not any(p["aspect"] == aspect for p in self._of.problems):
                said = f"{name} {where} is {a:.6g} in the original, {b:.6g} now"
                self._of.problem(aspect, said, None, self._of.old["compiled"][0])

    def _moved(self, before: list[Arrays], rounding: float) -> None:
        """Compare how the weights moved, so the gradients and moving averages."""
        if any(p["aspect"] in ("loss", "trainable") for p in self._of.problems):
            return
        moved = []
        for i, j in self._of.pairs:
            if i is None or j is None:
                continue
            layer, arrays = self._of.leaves[j], self._of.arrays(f"s{i}")
            momentum = movements.momentum_of(layer, self._of.old["layers"][i])
            for v, value, array in zip(variables(layer), before[j], arrays, strict=False):
                moved.append(movements.movement(i, momentum, v, value, array))
        found = movements.problems(moved, max(_STEP, 10.0 * rounding))
        for aspect, (number, by) in found.items():
            what, name = movements.ASPECTS[aspect], self._of.old["layers"][number]["name"]
            said = (
                f"a step of training moves the {what} of {name} otherwise, by {by:.2g} of the way"
            )
            self._of.problem(aspect, said, number)

    def _optimizer(self) -> None:
        old = self._of.old.get("optimizer")
        if old is None:
            return
        optimizer = self._of.runs.optimizer(self._of.model)
        new = optimizer.describe()
        kind = old["class"]
        for name, said in rehearsal.settings_differ(old, new):
            self._of.problem(f"optimizer.{name}", said, None, kind)
        path = [
            self._of.stored[f"o{k}"]
            for k in range(len(self._of.stored))
            if f"o{k}" in self._of.stored
        ]
        apart = max(figures.strayed(path, optimizer.trajectory()), default=0.0)
        said = f"{kind} moves weights otherwise, by {apart:.2g} of the way"
        if not apart <= _PATHS.get(kind, _PATH):
            self._of.problem("optimizer.path", said, None, kind)
        elif apart > _PATH:
            self._of.notes.append(said)

    def calls(self) -> None:
        """Compare what was asked of `fit`, its callbacks, and the names read from its logs."""
        fits = self._of.side.budget.fits(self._of.model)
        if len(fits) != len(self._of.old["fits"]):
            if not self._of.side.budget.exhausted and not self._of.old.get("cut_short"):
                told = f"{len(self._of.old['fits'])} times in the original, {len(fits)} now"
                self._of.problem("calls", f"fit is called {told}")
            return
        logged = self._of.found.get("logged", [])
        for call, old in zip(fits, self._of.old["fits"], strict=True):
            new = calls.describe(call, calls.batch_of_generator, legacy=False)
            for name, said in calls.differences(old, new):
                self._of.problem(f"calls.{name}", f"in fit, {said}")
            if logged and "callbacks" in old:
                self._steered(call, old, logged)

    def _steered(self, call: Runtime, old: Json, logged: Sequence[str]) -> None:
        names = {prefix + name for name in logged for prefix in ("", "val_")} | {"learning_rate"}
        read = call.history.history.read
        for key in sorted(read - names):
            if key not in old["read"] or key.removeprefix("val_") in self._of.old["step"]["names"]:
                self._of.problem(
                    "names", f"Keras 3 logs no {key!r}, which is read from the history"
                )
        new = rehearsal.callbacks(
            self._of.model,
            call.arguments.get("callbacks") or [],
            rehearsal.logs(logged, self._of.old["step"]["names"]),
            self._of.runs.optimizer(self._of.model),
            self._of.side.budget.saved,
        )
        for said in rehearsal.callbacks_differ(old["callbacks"], new):
            self._of.problem(*said)
