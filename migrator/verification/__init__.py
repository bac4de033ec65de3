"""The independent witness: runs the original under the real legacy Keras, the result under Keras 3.

Nothing here knows how a file was migrated: it imports neither the engine nor the knowledge.
Importing this package imports the standard library only; both Keras run in child processes.
"""

from __future__ import annotations

from migrator.verification.legacy.archives import LegacyUnavailable, available, fetch
from migrator.verification.legacy.releases import RELEASES
from migrator.verification.results import (
    LayerRow,
    ModelRow,
    Parting,
    Project,
    Settings,
    Shape,
    Trial,
    Verification,
)
from migrator.verification.verifier import try_orderings, verify

__all__ = [
    "RELEASES",
    "LayerRow",
    "LegacyUnavailable",
    "ModelRow",
    "Parting",
    "Project",
    "Settings",
    "Shape",
    "Trial",
    "Verification",
    "available",
    "fetch",
    "try_orderings",
    "verify",
]
