"""What can go wrong, as a tree.

KmigrateError
├── UsageError            wrong options or configuration: exit code 2
├── InternalError         a bug in kmigrate: the file is left as it was, exit code 3
└── SourceError           this file cannot be migrated; the others can: exit code 3
    ├── TooLargeError     more of Keras, or of Python 2, than is migrated in a minute
    ├── UnparsableError   not Python, or Python 2
    └── UnreadableError   cannot be opened, decoded or written back
"""

from __future__ import annotations


class KmigrateError(Exception):
    """Base of everything kmigrate raises on purpose."""


class UsageError(KmigrateError):
    """The command line or the configuration asks for something that does not exist."""


class SourceError(KmigrateError):
    """One file cannot be processed. `line` counts from 1, or is None if the whole file is meant."""

    kind = "source"

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class TooLargeError(SourceError):
    """Migrating the source would take longer than a minute."""


class UnparsableError(SourceError):
    """The source is not valid Python 3."""

    kind = "syntax"


class UnreadableError(SourceError):
    """The bytes of the file cannot be read, decoded or written back."""

    kind = "encoding"


class InternalError(KmigrateError):
    """kmigrate contradicts itself: a bug to be reported."""
