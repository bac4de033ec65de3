"""Arguments that are entries of a `**dict`, which are respelled where they are written."""

from __future__ import annotations

import ast

from migrator.engine.calls.carried import Refused, has, hashable
from migrator.engine.calls.carried_values import ValueCarrier
from migrator.engine.calls.forwarding import leaves_open
from migrator.engine.reading.keywords import Entry
from migrator.engine.reading.literals import Unknown
from migrator.engine.reading.nodes import held_in, walk
from migrator.engine.reading.whole_numbers import as_real
from migrator.engine.writing.plans import Keep
from migrator.patterns import regex
from migrator.rules import Combine, Drop, Gone, InputShape, Into

_PLACE = regex(r"«\d+(?:\.(\d+))?»")


class EntryCarrier(ValueCarrier):
    """Carries such entries."""

    def _carry_entry(self, entry: Entry) -> None:
        """Respell an entry of a `**dict` where it is written."""
        meant = self._rule.spellings.get(entry.name, entry.name)
        fate = self._to.args.get(meant, meant)
        if isinstance(fate, InputShape) and entry.name == "input_shape" and not self._to.wrap:
            return  # Keras 3 takes it still, if not in front of every layer
        renamed = self._merely_renamed(entry, meant) if meant in self._groups else ""
        if not renamed and (meant in self._groups or not isinstance(fate, str | Into)):
            raise Refused(f"`{entry.name}` comes from a `**dict`: pass it as an argument.")
        new_name = renamed or str(getattr(fate, "name", fate))
        if not entry.always and leaves_open(self._to, meant, new_name):
            raise Refused(f"`{entry.name}` comes from a `**dict` of some calls: give it in all.")
        if isinstance(fate, Into):
            self._carry_entry_value(entry, fate)
        node = entry.name_node
        if new_name != entry.name and node is not None:
            quoted = isinstance(entry.key, ast.Constant)
            self._result.texts[node] = self._text(new_name, node) if quoted else new_name

    def _merely_renamed(self, entry: Entry, meant: str) -> str:
        """Return the new name of what others may be combined with, where none of them is given."""
        key, fate = self._groups[meant]
        others = {*self._bound, *self._hidden}.intersection(key) - {meant}
        if not isinstance(fate, Combine) or others or meant != key[0]:
            return ""
        if fate.real and type(entry.elsewhere) is int:
            return ""
        node = entry.value if fate.real else None
        if node is not None and (text := as_real(node, self._context.names)):
            self._result.texts[node] = text.replace("{}", self._context.source.text(node))
        return fate.name

    def _carry_entry_value(self, entry: Entry, fate: Into) -> None:
        """Carry a value as if it were an argument, and write it in the dict."""
        if entry.value is None:
            self._look_elsewhere(entry, fate)
            return
        slots, index = self._result.slots, len(self._old)
        self._result.slots = []
        self._old.append(ast.keyword(entry.name, entry.value))
        self._carry_into(fate, index)
        self._old.pop()
        kept, self._result.slots = self._result.slots, slots
        if not kept:
            raise Refused(f"`{entry.name}` comes from a `**dict`: take it out of there.")
        text = kept[0].value if isinstance(kept[0], Keep) else None
        if text is not None:
            self._result.texts[entry.value] = self._filled(text, entry)

    def _filled(self, template: str, entry: Entry) -> str:
        """Return a template over the argument that an entry is, with its text in its place."""
        node, text = entry.value, ""
        places = list(_PLACE.finditer(template))
        if node is None or (places and any(isinstance(n, ast.Call) for n in walk(node))):
            raise Refused(f"`{entry.name}` comes from a `**dict`: pass it as an argument.")
        end = 0
        for place in places:
            part = held_in(node)[int(place[1])] if place[1] else node
            text += template[end : place.start()] + self._written(part)
            end = place.end()
        return text + template[end:]

    def _written(self, part: ast.expr) -> str:
        """Return the text of an expression with what is respelled in it, here and nowhere else."""
        source, texts = self._context.source, self._result.texts
        written, end = "", source.start(part)
        inside = [n for n in walk(part) if isinstance(n, ast.expr) and n in texts]
        for node in sorted(inside, key=source.start):
            written += source.data[end : source.start(node)].decode() + texts.pop(node)
            end = source.end(node)
        return written + source.data[end : source.end(part)].decode()

    def _look_elsewhere(self, entry: Entry, fate: Into) -> None:
        """Look at a value that another file has, where it cannot be respelled."""
        value = entry.elsewhere
        if not hashable(value) or not has(fate.values, value):
            if fate.unsure and isinstance(value, Unknown):
                self._result.actions.append(fate.unsure)
        elif isinstance(fate.values[value], Drop | Gone):
            raise Refused(f"`{entry.name}` comes from a `**dict`: take it out of there.")
