"""What Keras 3 writes into a file, and does not read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from migrator.frozen import frozen


@frozen
class Unread:
    """What is said, as an action finding, of models of the functional API in `.h5` files.

    masked: of one that has masks. masking: as `Masked.by`. computed: of one in which tensors are
    computed with outside of layers; "" where no release took such. by: the packages whose
    functions do so.
    """

    masked: str
    masking: Mapping[str, str] = field(default_factory=dict)
    computed: str = ""
    by: tuple[str, ...] = ()
