"""The side of the result: models of Keras 3, held against what the original computed."""
