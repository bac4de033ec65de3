"""What surrounds training: numbers of batches, logged names, names of files, predicted classes."""
