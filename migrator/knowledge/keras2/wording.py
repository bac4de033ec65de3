"""What is said of Keras 1 and is as true of Keras 2."""


def of_keras_2(text: str) -> str:
    """Return a text about Keras 1 as one about Keras 2."""
    return text.replace("Keras 1", "Keras 2")
