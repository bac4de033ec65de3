"""What makes models anew: Keras 3 finds no function of one's own that a `Lambda` layer calls."""

from __future__ import annotations

from migrator.frozen import frozen


@frozen
class Remade:
    """What is said of a call that makes a model anew, as action findings.

    anonymous: where the file makes `Lambda` layers of lambdas. named: where it makes some of its
    own functions, over the name of one; if `kept` names anything, only where the file calls such.
    """

    anonymous: str
    named: str
    kept: frozenset[str] = frozenset()
