"""For which Keras a file, or a call in it, was written, and how one can tell."""
