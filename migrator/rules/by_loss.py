"""A metric that older Keras chose by the loss, and Keras 3 chooses by the outputs."""

from __future__ import annotations

from functools import cached_property

from migrator.frozen import frozen


@frozen
class ByLoss:
    """What metrics of some names become beside some losses, where several units are measured.

    names: those metrics. losses: those losses, with which they meant the same for any number of
    units. becomes: what that is, over the name under which it is logged. unseen: said, as an action
    finding, where the metrics stand elsewhere; over what they are, and a loss.
    never: dialects that did not look at the loss.
    rounded: said, as a notice, of them and of those of `also`, where a model ends in one unit whose
    activation is none, or one of `open`.
    """

    names: frozenset[str]
    losses: frozenset[str]
    becomes: str
    unseen: str
    never: tuple[str, ...] = ()
    rounded: str = ""
    also: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()

    @cached_property
    def named(self) -> frozenset[str]:
        """All metrics that are looked at."""
        return self.names | self.also
