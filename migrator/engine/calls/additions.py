"""Arguments that the old call left out and the new one has to have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from migrator.engine.calls.carried import CarriedCall, Refused, has, hashable, value_of
from migrator.engine.calls.lists import counted, leaves_out, stands_alone
from migrator.engine.reading.literals import evaluate, literal
from migrator.engine.writing.plans import Keep, Write
from migrator.rules import (
    ByOutput,
    Code,
    Combine,
    Drop,
    Exactly,
    Gone,
    Into,
    Spread,
)


class Additions(CarriedCall):
    """Writes the defaults and the data_format that the call relied on."""

    def _write_defaults(self) -> None:
        written = self._taken() | self._hidden
        for name in self._to.require:
            if name not in self._bound and name not in self._hidden:
                self._write_default(name)
        for name, value in self._to.add.items():
            self._result.slots.append(Write(name, self._text(value, None)))
        for name, text in self._context.asked.of(self._call).items():
            if name not in self._bound and name not in self._hidden:
                self._result.slots.append(Write(name, self._for_outputs(name, text)))
        given = {*self._bound, *self._hidden}
        matter = [n for n in self._to.pin if self._to.pin_with.get(n, n) in {n, *given}]
        pins = [n for n in matter if n not in self._bound and n not in written]
        if not self._context.exact:
            self._list_pins([*(f"{n}={self._default_text(n)}" for n in pins)])
            return
        self._write_pins(pins)
        named = {getattr(slot, "keyword", None) for slot in self._result.slots}
        for name, value in self._to.pin_new.items():
            if name not in named:
                self._result.slots.append(Write(name, self._text(value, None)))

    def _write_pins(self, pins: list[str]) -> None:
        real = self._to.real if self._to.real and self._has_reals() else {}
        for name in pins:
            if name in real:
                self._result.slots.append(Write(name, self._text(real[name], None)))
            else:
                self._write_default(name)

    def _has_reals(self) -> bool:
        """Whether one of the arguments is known to be a number with a fraction, as `0.0` is."""
        given = (value_of(self._old[place]) for place in self._bound.values())
        return any(isinstance(evaluate(node, self._context.names), float) for node in given)

    def _write_direction(self) -> None:
        """Say whether more is better of something that Keras 3 does not see it for."""
        directed = self._to.directed
        place = self._bound.get(directed.of) if directed is not None else None
        if directed is None or place is None or directed.by in self._hidden:
            return
        told = self._bound.get(directed.by)
        name = evaluate(value_of(self._old[place]), self._context.names)
        if not isinstance(name, str) or name.removeprefix(directed.before) in directed.known:
            return
        value = directed.values[re.search(directed.grow, name) is None]
        if told is None:
            self._result.slots.append(Write(directed.by, self._text(value, None)))
        elif literal(node := value_of(self._old[told])) == directed.asked:
            self._result.texts[node] = self._text(value, node)

    def _spread(self) -> None:
        """Write a list of a value for each output, where another argument is for each."""
        for name, fate in self._to.args.items():
            spread = fate.spread if isinstance(fate, Into) else None
            places = [self._bound.get(n) for n in (str(name), spread.by)] if spread else []
            if spread is not None and None not in places:
                node, each = (value_of(self._old[place]) for place in places if place is not None)
                each = (
                    self._context.names.value(each) if isinstance(each, ast.Name) else None
                ) or each
                self._spread_over(spread, node, each)

    def _spread_over(self, spread: Spread, node: ast.expr, each: ast.expr) -> None:
        if leaves_out(each, node):
            self._result.actions.append(spread.partial)
        count = counted(each)
        if count <= 1 or not stands_alone(node, self._context.names):
            return
        for at, slot in enumerate(self._result.slots):
            if isinstance(slot, Keep) and value_of(self._old[slot.index]) is node:
                value = f"[{slot.value or f'«{slot.index}»'}] * {count}"
                self._result.slots[at] = replace(slot, value=value)

    def _dated(self) -> Iterator[str]:
        """Yield what is to be said of values that an earlier release understood otherwise."""
        for name, fate in self._to.dated.items():
            given = self._bound.get(name)
            value = literal(value_of(self._old[given])) if given is not None else None
            value = self._default(name) if given is None and name not in self._hidden else value
            for said in self._context.edition.remarks(fate):
                yield from [said[value]] if hashable(value) and has(said, value) else []

    def _say_assumed(self) -> None:
        """Say which defaults that the call relied on are those of a release that was assumed."""
        given = {*self._bound, *self._hidden}
        for name in self._defaults.open:
            matters = self._to.pin_with.get(name, name) in {name, *given}
            if name not in given and matters and self._context.exact:
                self._say_open(name)

    def _say_open(self, name: str) -> None:
        """Say that a default was another one before some release."""
        said = self._rule.open_moves.get(name)
        if said is not None:
            self._result.once += [said] if said else []
            return
        release, before = self._defaults.open[name]
        fate = self._to.args.get(name, name)
        new = fate if isinstance(fate, str) else getattr(fate, "name", name)
        now, then = self._default_text(name), self._text(before, None)
        assumed = "" if now == "None" else f": {now} was assumed, the default since Keras {release}"
        earlier = "Before, it" if assumed else f"Before Keras {release}, it"
        self._result.once.append(
            f"`{name}` is left out{assumed}. {earlier} was {then}, and nothing here tells "
            f"the release: if it was an earlier one, pass `{new}={then}`."
        )

    def _for_outputs(self, name: str, text: str) -> str:
        """Give a value to each output, where the argument wants that of a graph with several."""
        outputs = self._context.outputs(self._call)
        text = self._text(Code(text), None)
        if not isinstance(self._to.args.get(name), ByOutput) or len(outputs) < 2:  # noqa: PLR2004
            return text
        return f"{{{', '.join(f'{self._text(out, None)}: {text}' for out in outputs)}}}"

    def _list_pins(self, old: list[str]) -> None:
        """Say what `--semantics modern` leaves to the defaults of Keras 3."""
        new = [
            f"{name}={value.text if isinstance(value, Code) else value!r}"
            for name, value in self._to.pin_new.items()
        ]
        if old or new:
            listed = ", ".join(f"`{text}`" for text in (*old, *new))
            self._result.notices.append(
                f"Not pinned (--semantics modern): the call relied on {listed}, where Keras 3 has "
                "another default."
            )

    def _taken(self) -> set[str]:
        """Return the old arguments that a combined one already speaks for."""
        return {
            old
            for old, (_, fate) in self._groups.items()
            if isinstance(fate, Combine)
            and any(isinstance(s, Keep) and s.keyword == fate.name for s in self._result.slots)
        }

    def _write_default(self, name: str) -> None:
        fate = self._groups[name][1] if name in self._groups else self._to.args.get(name, name)
        value = self._default(name)
        new_name = fate if isinstance(fate, str) else getattr(fate, "name", name)
        if isinstance(fate, Into) and hashable(value) and has(fate.values, value):
            new = fate.values[value]
            new = new.value if isinstance(new, Exactly) else new
            if isinstance(new, Gone):
                raise Refused(f"`{name}={value!r}`, its default, has no equivalent. {new.instead}")
            if isinstance(new, Drop):
                return
            self._result.slots.append(Write(new_name, self._text(new, None)))
        else:
            self._result.slots.append(Write(new_name, self._text(value, None)))

    def _write_data_format(self) -> None:
        kind = self._to.data_format
        unpacked = {getattr(self._to.args.get(name), "name", name) for name in self._hidden}
        if kind is None or "data_format" in unpacked:
            return
        if any(
            isinstance(slot, Keep) and slot.keyword == "data_format" for slot in self._result.slots
        ):
            return
        value = self._context.data_format if kind == "spatial" else None
        if kind in {"steps", "flatten"} and self._context.pins_flatten:
            value = "channels_last"
        if value:
            self._result.slots.append(Write("data_format", self._text(value, None)))
