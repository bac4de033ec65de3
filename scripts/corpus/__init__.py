"""Measurements over folders of real legacy code, which are never part of this repository."""
