"""The type of objects that belong to a Keras, of either age: known only while it runs."""

from __future__ import annotations

from typing import Any, TypeAlias

Runtime: TypeAlias = Any
Json: TypeAlias = Any
