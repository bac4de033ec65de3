"""The files that are measured: any folders of legacy code, or this repository's fixtures."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from migrator import migrate
from migrator.errors import SourceError

FIXTURES = Path(__file__).parent.parent / "fixtures"


@dataclass
class Corpus:
    """The sources that mention Keras: those that kmigrate changes, and those that it does not."""

    changed: list[bytes] = field(default_factory=list)
    unchanged: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, folders: list[str], most: int) -> Corpus:
        """Sort the Python files of some folders, up to `most` of each kind."""
        corpus = cls()
        for path in _sources(folders):
            data = path.read_bytes()
            if b"keras" in data:
                corpus.add(data, most)
        return corpus

    def add(self, data: bytes, most: int) -> None:
        """Put a source where it belongs; what is no Python 3 is left out."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                ast.parse(data)
                kind = self.changed if migrate(data).data != data else self.unchanged
        except (SourceError, SyntaxError, ValueError):
            return
        if len(kind) < most:
            kind.append(data)


def _sources(folders: list[str]) -> list[Path]:
    if folders:
        return sorted(path for folder in folders for path in Path(folder).rglob("*.py"))
    return sorted([*FIXTURES.rglob("*.before.py"), *(FIXTURES / "unchanged").glob("*.py")])
