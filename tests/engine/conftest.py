"""Two-line rules of our own: the engine is tested without the project's knowledge."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from migrator.engine import Migration, migrate_source
from migrator.options import Options
from migrator.rules import Gone, Knowledge, Method, Rule, Switch, To

KNOWLEDGE = Knowledge(
    rules=(
        Rule(
            "keras.layers.Old(nb, row, col, **kwargs)",
            To(
                "keras.layers.New(number, size)",
                {"nb": "number", ("row", "col"): "size"},
            ),
        ),
        Rule("keras.layers.Same(p, name=None)", To("keras.layers.Same(rate)", {"p": "rate"})),
        Rule(
            "keras.layers.pick(inputs, mode='sum')",
            Switch(
                "mode",
                {"sum": To("keras.layers.add(inputs)"), "mul": To("keras.layers.multiply(inputs)")},
                otherwise=Gone("Use a Lambda."),
            ),
        ),
        Rule("keras.backend.dot(x, y)", To("keras.ops.matmul(x1, x2)", {"x": "x1", "y": "x2"})),
        Rule("keras.layers.Lost(n)", Gone("Write it yourself.")),
        Method(
            "keras.models.Model.fit(x, nb_epoch=10)",
            To(
                "keras.models.Model.fit(x, epochs)",
                {"nb_epoch": "epochs"},
                pin=("nb_epoch",),
            ),
            receiver=("keras.models.Sequential",),
            telltale=("nb_epoch",),
        ),
    ),
    modules={
        "keras.layers.core": "keras.layers",
        "keras.engine": "keras.layers",
        "keras.layers": "keras.layers",
        "keras.backend": "keras.backend",
        "keras.models": "keras.models",
    },
    same=frozenset({"keras.models.Model", "keras.models.Sequential"}),
    modern=frozenset(
        {
            "keras",
            "keras.layers",
            "keras.models",
            "keras.ops",
            "keras.layers.New",
            "keras.layers.Same",
            "keras.layers.add",
            "keras.layers.multiply",
            "keras.ops.matmul",
            "keras.models.Model",
            "keras.models.Sequential",
            "keras.backend",
        }
    ),
    exports={"keras.layers": ("Old", "Same", "pick"), "keras.layers.core": ("Same",)},
)


@pytest.fixture
def migrate() -> Callable[..., Migration]:
    def run(source: str, **options: object) -> Migration:
        chosen = Options(**{"dialect": "1", **options})  # type: ignore[arg-type]
        return migrate_source(source, KNOWLEDGE, filename="x.py", options=chosen)

    return run
