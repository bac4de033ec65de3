"""What changed in Keras, one module per area. Imports `migrator.rules` and nothing else."""

from migrator.rules import Knowledge

KERAS_1 = Knowledge(rules=())
