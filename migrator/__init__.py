"""kmigrate: legacy Keras source in, Keras 3 source out.

from migrator import Options, migrate
migration = migrate(source, filename="train.py")
migration.source, migration.changes, migration.findings
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from migrator.errors import (
    KmigrateError,
    TooLargeError,
    UnparsableError,
    UnreadableError,
    UsageError,
)
from migrator.findings import Change, Finding, Severity, Span, Verdict
from migrator.options import KerasJson, Options

if TYPE_CHECKING:
    from migrator.engine import Migration

__all__ = [
    "Change",
    "Finding",
    "KerasJson",
    "KmigrateError",
    "Migration",
    "Options",
    "Severity",
    "Span",
    "TooLargeError",
    "UnparsableError",
    "UnreadableError",
    "UsageError",
    "Verdict",
    "__version__",
    "migrate",
]
__version__ = "0.1.0"
#: The Keras that the knowledge is for, as measured: what it migrates from, and to.
FROM_KERAS = "Keras 0.3 to 2.3 and tf.keras"
TO_KERAS = "3.15.1"


def migrate(
    source: bytes | str, *, filename: str = "<string>", options: Options | None = None
) -> Migration:
    """Migrate one source text; read no files and import no Keras.

    Raises:
        UnparsableError: `source` is neither Python 3 nor Python 2.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
        TooLargeError: it would take longer than a minute.
        UsageError: the options select or ignore symbols that there are not.
    """
    from migrator import sources  # noqa: PLC0415 - start-up: not every run needs it
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - the same

    options = options or Options()
    if options.select or options.ignore:
        chosen = _in_full(tuple(options.select)), _in_full(tuple(options.ignore))
        options = replace(options, select=chosen[0], ignore=chosen[1])
    return sources.migrate(source, LIBRARY, filename=filename, options=options)


@cache
def _in_full(globs: tuple[str, ...]) -> tuple[str, ...]:
    """Return globs over the full names of symbols; many files are migrated with the same ones."""
    from migrator.families import matching_anywhere  # noqa: PLC0415 - start-up: for few options
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - the same

    return matching_anywhere(globs, LIBRARY)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module's `__getattr__` returns
    """Import `Migration` when it is asked for: it brings the whole engine."""
    if name == "Migration":
        from migrator.engine import Migration  # noqa: PLC0415 - that is the point

        return Migration
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
