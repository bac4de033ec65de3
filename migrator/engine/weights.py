"""The weights of the file's own layers: made by `self.add_weight`, and listed nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from migrator.engine.ledger import Ledger, Unclear, balance
from migrator.engine.paths import Path, Unfollowable, paths_through
from migrator.engine.state import FileState
from migrator.engine.statements import Move, stands_alone
from migrator.engine.weight_calls import WeightCalls
from migrator.engine.weight_events import Event, Reader

RULE = "keras.layers.Layer.add_weight"
_ACTIVITY = "activity_regularizer"  # Keras applies it by itself
_UPDATES = re.compile(r"(^|_)(update|set_value)")
_HOW = (
    "Keras 3 lists the weights itself: make each with `self.add_weight(shape=..., "
    "initializer=..., name=...)`, with `trainable=False` if it is not to be trained, in the order "
    "in which they are listed here; those of layers that are attributes are found. Then leave "
    "this out."
)
_UNCOUNTED = (
    "Keras 1 did not count it among the layer's weights, Keras 3 does: lists of weights saved "
    "before have one less."
)


class Weights:
    """Decides on the weights of one class that derives from a Keras layer."""

    def __init__(self, state: FileState, node: ast.ClassDef, *, plain: bool) -> None:
        self._state = state
        self._node = node
        self._plain = plain
        self._functions = [f for f in node.body if isinstance(f, ast.FunctionDef) and f.args.args]
        self._removed: dict[ast.stmt, str] = {}
        self._layers = list(self._assigned())

    def decide(self) -> dict[ast.stmt, str]:
        """Plan the edits of all methods; return the statements that go, and what stays of them."""
        listed = {name for f in self._functions for name in self._names_listed(f)}
        for function in self._functions:
            self._method(function, listed)
        return self._removed

    def _assigned(self) -> Iterator[str]:
        for node in ast.walk(self._node):
            match node:
                case ast.Attribute(ctx=ast.Store(), attr=name):
                    yield name

    def _reader(self, function: ast.FunctionDef) -> tuple[Reader, WeightCalls]:
        own = function.args.args[0].arg
        methods = frozenset(f.name for f in self._functions)
        calls = WeightCalls(self._state, methods, own)
        return Reader(own, self._state.knowledge, calls.makes), calls

    def _events(self, function: ast.FunctionDef, reader: Reader) -> list[Event]:
        return [
            event
            for node in ast.walk(function)
            if isinstance(node, ast.stmt) and not hasattr(node, "body")
            for event in reader.read(node)
        ]

    def _names_listed(self, function: ast.FunctionDef) -> Iterator[str]:
        reader, _ = self._reader(function)
        for event in self._events(function, reader):
            yield from event.items
            if event.kind == "lost":
                yield "*"

    # -- one method --------------------------------------------------------------------------

    def _method(self, function: ast.FunctionDef, listed: set[str]) -> None:
        reader, calls = self._reader(function)
        events = self._events(function, reader)
        lists = [e for e in events if e.attribute in self._state.knowledge.weight_lists]
        penalties = [e for e in events if e.kind in {"penalised", "told", "cleared"}]
        if any(self._state.skipped(e.statement) for e in events):
            return
        try:
            paths = paths_through(function.body, reader.read)
            ledger = balance(
                paths, self._state.knowledge.weight_lists, self._layers, plain=self._plain
            )
            if not all(stands_alone(self._state.source, e.statement) for e in lists + penalties):
                raise Unclear
        except (Unfollowable, Unclear):
            self._unclear(calls, events, lists + penalties)
            return
        if lists or penalties:
            applied = self._penalties(paths, events, reader.own, ledger, calls)
            self._register(calls, events, ledger, applied)
            self._unlist_all(lists)
            if not ledger.ordered:
                self._reorder(events, ledger, lists[-1])
        self._leave_unlisted(calls, events, ledger, listed)

    def _register(
        self,
        calls: WeightCalls,
        events: list[Event],
        ledger: Ledger,
        applied: dict[str, dict[str, str]],
    ) -> None:
        for event in events:
            trained = ledger.trained.get(event.attribute)
            if event.kind == "made" and event.call and not event.by and trained is not None:
                penalties = applied.get(event.attribute, {})
                calls.register(event.call, trained=trained, penalties=penalties)

    def _unlist_all(self, lists: list[Event]) -> None:
        for event in lists:
            self._remove(event.statement, f"{event.attribute} goes: add_weight lists the weights")

    def _remove(self, statement: ast.stmt, message: str) -> None:
        if statement not in self._removed:
            self._removed[statement] = ""
            self._state.report.change(statement, RULE, message)

    def _unclear(self, calls: WeightCalls, events: list[Event], lists: list[Event]) -> None:
        """Make weights of what is listed, and leave the lists to a person."""
        kinds: dict[str, set[bool]] = {}
        for event in lists:
            for item in (
                event.items if event.attribute in self._state.knowledge.weight_lists else ()
            ):
                trained = self._state.knowledge.weight_lists[event.attribute]
                kinds.setdefault(item, set()).add(trained)
        for event in events:
            found = kinds.get(event.attribute, set())
            if event.kind == "made" and event.call and not event.by and len(found) == 1:
                calls.register(event.call, trained=found == {True}, penalties={})
        if lists:
            self._state.report.action(lists[0].statement, RULE, _HOW)

    # -- penalties ---------------------------------------------------------------------------

    def _penalties(
        self,
        paths: Sequence[Path[Event]],
        events: list[Event],
        own: str,
        ledger: Ledger,
        calls: WeightCalls,
    ) -> dict[str, dict[str, str]]:
        """Return the arguments that say what is collected in `regularizers` and `constraints`."""
        applied: dict[str, dict[str, str]] = {}
        moved: set[str] = {_ACTIVITY}
        left = False
        for event in events:
            if event.kind != "penalised":
                continue
            argument, weight = self._state.knowledge.penalties[event.attribute], event.items[0]
            by = f"{own}.{event.by}"
            made = [e.call for e in events if e.kind == "made" and e.attribute == weight]
            takes = ledger.trained.get(weight) is not None and calls.take_penalties(made)
            if takes and _always(paths, weight, event, by):
                applied.setdefault(weight, {})[argument] = by
                moved.add(event.by)
                self._remove(event.statement, f"add_weight takes `{argument}={by}`")
            else:
                left = True
                how = f"Pass `{argument}={by}` to the `add_weight` that makes `{own}.{weight}`"
                self._state.report.action(event.statement, RULE, f"{how}, and leave this out.")
        for event in events:
            if event.kind == "told" and event.by in moved:
                self._remove(event.statement, f"Keras applies `{event.by}` itself")
            elif event.kind == "told":
                how = f"Pass `{own}.{event.by}` to the `add_weight` of the weight it applies to"
                self._state.report.action(event.statement, RULE, f"{how}, and leave this out.")
            elif event.kind == "cleared" and not left:
                self._remove(event.statement, f"{event.attribute} goes: add_weight takes them")
        return applied

    # -- order, and what is no weight --------------------------------------------------------

    def _reorder(self, events: list[Event], ledger: Ledger, last: Event) -> None:
        """Make the weights in the order in which they were listed, if they stand together."""
        made = {e.attribute: e.statement for e in events if e.kind == "made"}
        wanted = [made[name] for name in ledger.listed if name in made]
        block = self._block(wanted)
        places = sorted(block.index(s) for s in wanted) if block else []
        together = places and places == list(range(places[0], places[0] + len(places)))
        alone = all(stands_alone(self._state.source, s) for s in wanted)
        if block and together and alone and len(wanted) == len(made) == len(ledger.listed):
            self._state.moves.append(Move(tuple(wanted), block[places[0]]))
            return
        order = ", ".join(name.lstrip("*") for name in ledger.listed)
        self._state.report.action(
            last.statement,
            RULE,
            f"Keras 3 lists weights in the order in which they are made, Keras 1 listed {order}: "
            "make them in this order if weights are loaded or set by position.",
        )

    def _block(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        """Return the statements among which these stand, if they stand in one block."""
        blocks = [
            block
            for node in ast.walk(self._node)
            for block in (getattr(node, "body", None), getattr(node, "orelse", None))
            if isinstance(block, list) and all(s in block for s in statements)
        ]
        return blocks[0] if blocks and statements else []

    def _leave_unlisted(
        self, calls: WeightCalls, events: list[Event], ledger: Ledger, listed: set[str]
    ) -> None:
        for event in events:
            if event.kind != "made" or event.by or not event.call or not event.attribute:
                continue
            if ledger.trained.get(event.attribute) is not None or listed & {event.attribute, "*"}:
                continue
            if self._is_updated(event.attribute):
                calls.register(event.call, trained=False, penalties={})
                self._state.report.notice(event.statement, RULE, _UNCOUNTED)
            else:
                calls.unlist(event.call)

    def _is_updated(self, name: str) -> bool:
        """Whether a variable gets new values somewhere in the class."""
        for node in ast.walk(self._node):
            match node:
                case ast.Call(func=func, args=[ast.Attribute(attr=attr), *_]) if attr == name:
                    symbol = self._state.symbol(self._state.names.denote(func))
                    if _UPDATES.search(symbol.rpartition(".")[2]):
                        return True
                case ast.Tuple(elts=[ast.Attribute(attr=attr), _]) if attr == name:
                    return True
        return False


def _always(paths: Sequence[Path[Event]], weight: str, event: Event, by: str) -> bool:
    """Whether a weight gets its penalty on every way on which there is one."""
    return all(
        path.holds(by) is False
        or any(
            (e.kind, e.items, e.by, e.attribute)
            == (event.kind, event.items, event.by, event.attribute)
            for e in path.events
        )
        for path in paths
        if any(e.kind == "made" and e.attribute == weight for e in path.events)
    )
