"""keras.json: the order of image dimensions under its new name; a backend that there still is."""

from __future__ import annotations

import re

from migrator.patterns import regex
from migrator.project_files.proposal import Needs, Text

RULE = "keras_json"
_ENTRY = regex(r'"(?P<key>\w+)"\s*:\s*"(?P<value>\w+)"(?P<comma>[ \t]*,)?')
_ORDERINGS = {"th": "channels_first", "tf": "channels_last"}
_GONE = frozenset({"theano", "cntk"})
BACKENDS = "`tensorflow`, `jax` or `torch`"


def propose(text: Text, needs: Needs) -> None:
    """Rename `image_dim_ordering`, and say what to do about a backend that is gone."""
    del needs
    entries = {match["key"]: match for match in _ENTRY.finditer(text.text)}
    ordering = entries.get("image_dim_ordering")
    if ordering is not None:
        _rename(text, ordering, entries.get("image_data_format"))
    backend = entries.get("backend")
    if backend is not None and backend["value"] in _GONE:
        text.action(
            *backend.span("value"),
            RULE,
            f'Keras 3 has no "{backend["value"]}" backend: write {BACKENDS}, and install it.',
        )


def _rename(text: Text, old: re.Match[str], new: re.Match[str] | None) -> None:
    value = _ORDERINGS.get(old["value"])
    if value is None:
        said = f"image_dim_ordering is {old['value']!r}; it can be 'th' or 'tf'."
        text.action(*old.span("value"), RULE, said)
    elif new is None:
        message = f'"image_dim_ordering": "{old["value"]}" becomes "image_data_format": "{value}"'
        text.replace(*old.span("key"), "image_data_format", RULE, message)
        text.replace(*old.span("value"), value, RULE, message)
    elif new["value"] != value:
        said = f"It contradicts image_data_format, {new['value']}: take one of them out."
        text.action(*old.span(), RULE, said)
    else:
        text.notice(*old.span(), RULE, "Keras 3 reads image_data_format only, which says the same.")
