"""Arguments for functions that make a model and are told nothing: from calls, constants, uses."""
