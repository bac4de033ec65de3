"""What a legacy layer's lists of weights come to, on every way through the method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from migrator.engine.classes.paths import Path
from migrator.engine.classes.weight_events import Event

_INHERITED = "<inherited>"


class Unclear(Exception):  # noqa: N818 - it says what is the case
    """The weights that are listed are not those that are made, or not on every way."""


@dataclass
class Ledger:
    """The weights of one layer: attribute -> whether it is trained; None if it is never listed.

    named: attribute -> whether a list names it. ordered: whether they are made in the order they
    are listed in. listed: that order.
    """

    trained: dict[str, bool | None] = field(default_factory=dict)
    named: dict[str, bool] = field(default_factory=dict)
    ordered: bool = True
    listed: tuple[str, ...] = ()


def balance(
    paths: Sequence[Path[Event]], lists: Mapping[str, bool], layers: Sequence[str], *, plain: bool
) -> Ledger:
    """Work out what the lists hold.

    layers: the attributes in the order in which the class assigns them, to order sublayers by.
    plain: the base class makes no weights of its own.

    Raises:
        Unclear: see the class.
    """
    ledger = Ledger()
    if not paths:
        raise Unclear
    for path in paths:
        made, final = _run(path, lists, plain=plain)
        lists_of = (e.items for e in path.events if e.attribute in lists)
        _agree(ledger, made, final, {item for items in lists_of for item in items})
        for names in final.values():
            own = [name for name in names if not name.startswith("*")]
            expected = own_order(made, own) + sorted(
                (name for name in names if name.startswith("*")),
                key=lambda n: layers.index(n[1:]) if n[1:] in layers else len(layers),
            )
            if names != expected:
                ledger.ordered = False
                ledger.listed = tuple(names)
    return ledger


def own_order(made: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return names in the order in which they are made."""
    return [name for name in made if name in names]


def _run(
    path: Path[Event], lists: Mapping[str, bool], *, plain: bool
) -> tuple[list[str], dict[bool, list[str]]]:
    made: list[str] = []
    final: dict[bool, list[str]] = {True: [], False: []}
    for event in path.events:
        match event.kind:
            case "made":
                made = [name for name in made if name != event.attribute] + [event.attribute]
                if event.by:  # by `add_weight`, which lists it
                    final[event.by == "trained"].append(event.attribute)
            case "inherited" if not plain:
                made.append(_INHERITED)
                final[True].append(_INHERITED)
            case "listed":
                final[lists[event.attribute]] = list(event.items)
            case "extended":
                final[lists[event.attribute]] += event.items
            case "lost" if event.attribute in lists:
                raise Unclear
    return made, final


def _agree(ledger: Ledger, made: list[str], final: dict[bool, list[str]], items: set[str]) -> None:
    """Add what one way says, which no other may contradict."""
    names = [name for listed in final.values() for name in listed]
    unknown = {n for n in names if not n.startswith("*")} - set(made)
    if unknown or len(set(names)) < len(names) or (_INHERITED in made and _INHERITED not in names):
        raise Unclear
    for name in made:
        trained = next((value for value, listed in final.items() if name in listed), None)
        named = ledger.named.setdefault(name, name in items)
        if ledger.trained.setdefault(name, trained) is not trained or named is not (name in items):
            raise Unclear
    if "" in made and ledger.trained[""] is None and names:
        raise Unclear
