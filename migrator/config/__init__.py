"""What a run is asked to do: the command line over `[tool.kmigrate]` of pyproject.toml."""

from migrator.config.options import Color, Config, OutputFormat
from migrator.config.reading import Setting, configure, nearest, nearest_pyproject, settings
from migrator.config.values import Ignored, Pattern, Texts

__all__ = [
    "Color",
    "Config",
    "Ignored",
    "OutputFormat",
    "Pattern",
    "Setting",
    "Texts",
    "configure",
    "nearest",
    "nearest_pyproject",
    "settings",
]
