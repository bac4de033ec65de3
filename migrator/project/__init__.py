"""Find the files of a run, migrate each, and write them back whole."""
