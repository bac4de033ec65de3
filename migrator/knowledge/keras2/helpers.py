"""Definitions that a migrated file may need: Keras 2's own arithmetic, on Keras 3."""

from migrator.knowledge import helpers
from migrator.rules import Helper


def renamed(helper: Helper) -> Helper:
    """Return a helper of Keras 1 that Keras 2 needs too, under its own name."""
    source = helper.source.replace("Keras 1", "Keras 2").replace("'keras1'", "'keras2'")
    return Helper(helper.name, source)


HARD_SIGMOID = renamed(helpers.HARD_SIGMOID)
RESET_STATES = Helper(
    "reset_states",
    """\
def reset_states(model):
    \"\"\"Reset a metric, or all stateful layers of a model, as their method did in Keras 2.\"\"\"
    if hasattr(model, 'reset_state'):
        model.reset_state()
    for layer in getattr(model, 'layers', []):
        if hasattr(layer, 'layers'):
            reset_states(layer)
        elif getattr(layer, 'stateful', False):
            layer.reset_states()
""",
)
COSINE_PROXIMITY = renamed(helpers.COSINE_PROXIMITY)
HINGE = renamed(helpers.HINGE)
SQUARED_HINGE = renamed(helpers.SQUARED_HINGE)
