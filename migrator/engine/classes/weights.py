"""The weights of the file's own layers: made by `self.add_weight`, and listed nowhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from migrator.engine.classes.derived import report_derived
from migrator.engine.classes.ledger import Ledger, Unclear, balance
from migrator.engine.classes.paths import Path, Unfollowable, paths_through
from migrator.engine.classes.unlisted import RULE, leave_unlisted, list_tracked, reorder
from migrator.engine.classes.weight_calls import WeightCalls
from migrator.engine.classes.weight_events import Event, Reader
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.engine.writing.statements import stands_alone

_ACTIVITY = "activity_regularizer"  # Keras applies it by itself
_HOW = (
    "Keras 3 lists the weights itself: make each with `self.add_weight(shape=..., "
    "initializer=..., name=...)`, with `trainable=False` if it is not to be trained, in the order "
    "in which they are listed here; those of layers that are attributes are found. Then leave "
    "this out."
)
_COLLECTED = (
    "Keras 3 asks no layer for its `{}`: pass each as `{}=` to the `add_weight` of its weight; "
    "layers that are attributes apply their own. Leave this out."
)
_NAMED = (
    "If this is one of Keras's initializers, leave `name=` out: in Keras 3 they take a shape and a "
    "dtype."
)
_MAKING = ("__init__", "build")


class Weights:
    """Decides on the weights of one class that derives from a Keras layer.

    tracked: whether variables were weights for being attributes, as in TensorFlow's Keras.
    """

    def __init__(
        self, state: FileState, node: ast.ClassDef, *, plain: bool, tracked: bool = False
    ) -> None:
        self._state = state
        self._tracked = tracked
        self._node = node
        self._plain = plain
        self._functions = [f for f in node.body if isinstance(f, ast.FunctionDef) and f.args.args]
        self._methods = frozenset(f.name for f in self._functions)
        self._removed: dict[ast.stmt, str] = {}
        self._said: set[str] = set()
        self._layers = list(self._assigned())

    def decide(self) -> dict[ast.stmt, str]:
        """Plan the edits of all methods; return the statements that go, and what stays of them."""
        readers = {function: self._reader(function) for function in self._functions}
        read = {f: self._events(reader) for f, (reader, _) in readers.items()}
        listed = {name for events in read.values() for name in _names_listed(events)}
        for function, events in read.items():
            self._method(function, events, *readers[function], listed)
            self._say_named(*readers[function])
        return self._removed

    def _say_named(self, reader: Reader, calls: WeightCalls) -> None:
        """Report names that are given to what a class elsewhere sets, and may be an initializer."""
        strictness = self._state.knowledge.strictness
        if strictness is None or "name" not in strictness.taking:
            return
        for call in reader.nodes:
            if isinstance(call, ast.Call) and call not in self._state.calls:
                named = next((k for k in call.keywords if k.arg == "name"), None)
                maker = calls.maker(call) if named is not None else None
                if maker is not None and maker.written and self._is_set_elsewhere(call.func):
                    self._state.report.action(call, RULE, _NAMED)

    def _is_set_elsewhere(self, func: ast.expr) -> bool:
        return isinstance(func, ast.Attribute) and func.attr not in self._state.names.attributes

    def _assigned(self) -> Iterator[str]:
        for node in self._state.names.inside(self._node):
            if node.__class__ is ast.Attribute and node.ctx.__class__ is ast.Store:
                yield node.attr

    def _reader(self, function: ast.FunctionDef) -> tuple[Reader, WeightCalls]:
        own = function.args.args[0].arg
        calls = WeightCalls(self._state, self._methods, own)
        nodes = self._state.names.inside(function)
        return Reader(own, nodes, self._state.knowledge, calls.makes), calls

    def _events(self, reader: Reader) -> list[Event]:
        events = [
            event
            for node in reader.nodes
            if isinstance(node, ast.stmt) and not hasattr(node, "body")
            for event in reader.read(node)
        ]
        made = {event.attribute for event in events if event.kind == "made"}
        added = [e for e in events if e.kind == "penalised" and e.call is not None]
        return [e for e in events if e not in added or e.items[0] in made]

    # -- one method --------------------------------------------------------------------------

    def _method(
        self,
        function: ast.FunctionDef,
        events: list[Event],
        reader: Reader,
        calls: WeightCalls,
        listed: set[str],
    ) -> None:
        lists = [e for e in events if e.attribute in self._state.knowledge.weight_lists]
        penalties = [e for e in events if e.kind in {"penalised", "told", "cleared"}]
        if not events:
            report_derived(self._state, function, events)
            return
        if any(self._state.skipped(e.statement) for e in events):
            return
        self._leave_collections(events)
        ledger: Ledger | None
        try:
            paths = paths_through(function.body, reader.read)
            ledger = balance(
                paths, self._state.knowledge.weight_lists, self._layers, plain=self._plain
            )
        except (Unfollowable, Unclear):
            ledger = None
        alone = all(stands_alone(self._state.source, e.statement) for e in lists + penalties)
        if ledger is None or not alone:
            self._unclear(calls, events, lists)
            for event in penalties:
                self._leave_penalty(event, function.args.args[0].arg)
            report_derived(self._state, function, events)
            return
        if lists or penalties:
            applied = self._penalties(paths, events, reader.own, ledger, calls)
            self._register(calls, events, ledger, applied)
            self._unlist_all(lists)
            if not ledger.ordered:
                reorder(self._state, self._node, events, ledger, lists[-1])
        known = {name for name, trained in ledger.trained.items() if trained is not None}
        if self._tracked and function.name in _MAKING:
            list_tracked(self._state, calls, events, known | listed)
        else:
            leave_unlisted(self._state, calls, events, known | listed)
        report_derived(self._state, function, events)

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
                self._leave_penalty(event, own)
        for event in events:
            if event.kind == "told" and event.by in moved:
                self._remove(event.statement, f"Keras applies `{event.by}` itself")
            elif event.kind == "told":
                self._leave_penalty(event, own)
            elif event.kind == "cleared" and not left:
                self._remove(event.statement, f"{event.attribute} goes: add_weight takes them")
        return applied

    def _leave_collections(self, events: list[Event]) -> None:
        """Leave to a person what collects penalties that cannot be followed."""
        for event in events:
            argument = self._state.knowledge.penalties.get(event.attribute)
            if argument is None or event.kind != "lost":
                continue
            said = _COLLECTED.format(event.attribute, argument)
            self._state.report.action(event.statement, RULE, said)
            self._state.handled.update(walk(event.statement))

    def _leave_penalty(self, event: Event, own: str) -> None:
        """Leave a penalty to a person, unless it was said already."""
        if event.kind == "cleared" or event.by in self._said:
            return
        self._said.add(event.by)
        argument = self._state.knowledge.penalties.get(event.attribute, "regularizer")
        weight = f"that makes `{own}.{event.items[0]}`" if event.items else "of its weight"
        self._state.report.action(
            event.statement,
            RULE,
            f"Pass `{argument}={own}.{event.by}` to the `add_weight` {weight}, and leave this out.",
        )
        self._state.handled.update(walk(event.statement))


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


def _names_listed(events: list[Event]) -> Iterator[str]:
    for event in events:
        yield from event.items
        if event.kind == "lost":
            yield "*"
