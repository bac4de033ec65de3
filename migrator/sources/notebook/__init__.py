"""Notebooks: their code cells as one script, and its changes as edits of the JSON text."""
