"""The mutation check: whether tests notice what is changed in the code."""
