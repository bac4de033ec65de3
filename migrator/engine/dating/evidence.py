"""What speaks for each dialect of a file."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from migrator.engine.reading.names import Names
from migrator.findings import Verdict

_SHOWN = 5  # pieces of evidence in a report: enough to convince


@dataclass
class Evidence:
    """What speaks for each dialect, as `line: text`; what is on other lines speaks for none."""

    found: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    others: frozenset[int] = frozenset()

    @classmethod
    def of(cls, names: Names) -> Evidence:
        """Begin with nothing; what is for another Keras than one asks for tells nothing."""
        return cls(others=names.untaken)

    def add(self, dialect: str, node: ast.AST, text: str) -> None:
        """Record a piece of evidence, at the line of a node."""
        if self.others and node.lineno in self.others:  # type: ignore[attr-defined]
            return
        self.found.setdefault(dialect, []).append((node.lineno, text))  # type: ignore[attr-defined]

    def verdict(self, kind: str, dialect: str = "") -> Verdict:
        """Return the verdict for one kind of evidence, or for the dialect that it stands for."""
        lines = sorted(set(self.found[kind]))[:_SHOWN]
        return Verdict(dialect or kind, tuple(f"{line}: {text}" for line, text in lines))
