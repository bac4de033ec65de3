"""kmigrate: legacy Keras source in, Keras 3 source out.

from migrator import Options, migrate
migration = migrate(source, filename="train.py")
migration.source, migration.changes, migration.findings
"""

from __future__ import annotations

from migrator.engine import Migration, migrate_source
from migrator.findings import Change, Finding, Severity, Span, Verdict
from migrator.knowledge import KERAS_1
from migrator.options import KerasJson, Options

__all__ = [
    "Change",
    "Finding",
    "KerasJson",
    "Migration",
    "Options",
    "Severity",
    "Span",
    "Verdict",
    "__version__",
    "migrate",
]
__version__ = "0.1.0"


def migrate(
    source: bytes | str, *, filename: str = "<string>", options: Options | None = None
) -> Migration:
    """Migrate one source text; read no files and import no Keras.

    Raises:
        UnparsableError: `source` is not Python 3.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
    """
    return migrate_source(source, KERAS_1, filename=filename, options=options or Options())
