"""What changed between Keras 2, in all its releases and in TensorFlow, and Keras 3."""
