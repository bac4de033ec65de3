"""Python 2 to Python 3, by fissix and what it leaves to be done."""
