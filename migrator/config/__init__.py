"""What a run is asked to do: the command line over `[tool.kmigrate]` of pyproject.toml."""

from migrator.config.options import Color, Config, OutputFormat
from migrator.config.reading import configure, nearest, nearest_pyproject
from migrator.config.values import Build, Pattern

__all__ = [
    "Build",
    "Color",
    "Config",
    "OutputFormat",
    "Pattern",
    "configure",
    "nearest",
    "nearest_pyproject",
]
