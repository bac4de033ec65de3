"""The side of the original: a real legacy Keras, its models in common words, what they compute."""
