"""Carry the arguments of one bound call over to the new signature, and lay them out."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from migrator.engine.calls.additions import Additions
from migrator.engine.calls.carried import Refused, value_of
from migrator.engine.calls.carried_entries import EntryCarrier
from migrator.engine.calls.carried_names import ByNameCarrier
from migrator.engine.calls.outcomes import Rewrite, Use
from migrator.engine.calls.phases import beside_phase
from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.keywords import Entry
from migrator.engine.reading.literals import Unknown, literal
from migrator.engine.writing.plans import Fuse, Keep, Write
from migrator.rules import (
    Batches,
    Branches,
    ByOutput,
    Check,
    Combine,
    Divided,
    Drop,
    Elsewhere,
    Fate,
    FileName,
    Gone,
    InputsAndTargets,
    InputShape,
    Into,
    Tensors,
    Unturned,
)

BENEATH = -1  # the place, among the arguments, of those that stand in another call


class Carrier(ByNameCarrier, EntryCarrier, Additions):
    """Carries the arguments of one call over to the new signature."""

    def carry(self, unpacked: Mapping[int, tuple[Entry, ...]]) -> Rewrite:
        """Return the rewritten call."""
        done: set[str] = set()
        self._read = frozenset(unpacked)
        for entry in unpacked.get(BENEATH, ()):
            self._carry_entry(entry)
        for index in range(len(self._old)):
            if index in unpacked:
                self._result.slots.append(Keep(index, None))
                for entry in unpacked[index]:
                    self._carry_entry(entry)
                continue
            name = self._names_of[index]
            if name in self._groups and name not in done:
                done.update(self._groups[name][0])
                self._carry_group(*self._groups[name])
            elif name not in done:
                self._carry_one(name, index)
        if self._to.text is not None:
            self._result.text = self._code(self._to.text)
        else:
            self._result.slots += [Write(name, value) for name, value in self._flags.items()]
            self._write_defaults()
            self._write_direction()
            self._spread()
            self._say_assumed()
            self._say_alone()
            self._write_data_format()
            self._note_shape()
            self._place_positional()
        if self._to.bare and self._to.args.keys().isdisjoint({*self._bound, *self._hidden}):
            self._result.actions.append(self._to.bare)
        if self._to.notice:
            self._result.notices.append(self._to.notice)
        self._say_drifts()
        self._result.once += self._dated()
        return self._result

    def _say_drifts(self) -> None:
        """Say what no argument can pin."""
        if self._to.unturned is not None and self._is_first(self._to.unturned):
            self._result.actions.append(self._to.unturned.text)
        else:
            self._result.notices += [self._to.drifts] if self._to.drifts else []
            self._result.once += [self._to.once] if self._to.once else []

    def _is_first(self, unturned: Unturned) -> bool:
        """Whether pictures are for layers that are channels_first, which Keras is not set to."""
        context = self._context
        if context.data_format != "channels_first" or context.pins_flatten:
            return False
        called = (call.func for call in context.names.calls)
        names = {getattr(func, "attr", getattr(func, "id", "")) for func in called}
        return names.isdisjoint(unturned.turning)

    def _say_alone(self) -> None:
        """Say that Keras 3 takes only one of some arguments, where several are given."""
        given = [n for n in self._to.alone if n in self._bound or n in self._hidden]
        if len(given) > 1 and all(self._is_given(name) for name in given):
            names = [str(getattr(f := self._to.args.get(n, n), "name", f)) for n in given]
            listed = " and ".join(f"`{name}=`" for name in names)
            self._result.actions.append(f"Keras 3 takes one of {listed} only: choose.")

    def _carry_one(self, name: str, index: int) -> None:
        if name == self._to.on:
            self._result.on = index
            return
        fate = self._to.args.get(name)
        if fate is None and name == self._switch:
            return
        if fate is None or isinstance(fate, str):
            self._keep(index, fate or name)
        else:
            self._carry_fate(fate, name, index)

    def _carry_fate(self, fate: Fate, name: str, index: int) -> None:
        match fate:
            case Into():
                self._carry_into(fate, index)
            case Check():
                self._carry_check(fate, index)
            case Drop():
                self._drop(fate)
            case Gone():
                self._carry_gone(fate, name, index)
            case Branches():
                self._carry_branches(fate)
            case InputShape():
                self._roles[fate.role if fate.role != "axis" else name] = index
            case Combine():
                raise TypeError(f"{self._rule.name}: Combine wants a tuple of arguments")
            case _:
                self._carry_elsewhere(fate, index)

    def _carry_elsewhere(self, fate: Fate, index: int) -> None:
        """Carry what becomes part of other arguments, or of another call."""
        match fate:
            case InputsAndTargets():
                self._carry_by_name(fate, index)
            case ByOutput():
                self._carry_by_output(fate, index)
            case Divided():
                self._carry_divided(fate, index)
            case Tensors():
                self._carry_tensors(fate, index)
            case Elsewhere():
                granted = self._context.asked.is_granted(self._call, index)
                self._result.actions += [] if granted else [fate.why]

    def _carry_tensors(self, fate: Tensors, index: int) -> None:
        """Take the learning phase out of a list of tensors, which all must be known to be some."""
        node = value_of(self._old[index])
        phase = self._context.phase(node, fate) if fate.phase else None
        tensors = beside_phase(node, phase)
        if not tensors or not all(map(self._context.is_tensor, tensors)):
            raise Refused(fate.otherwise)
        if phase is None:
            self._keep(index, fate.name)
            return
        kept = ", ".join(f"«{index}.{n}»" for n in range(len(tensors)))
        self._keep(index, fate.name, kept if isinstance(node, ast.BinOp) else f"[{kept}]")
        self._flags[fate.flag] = "True"

    def _carry_branches(self, fate: Branches) -> None:
        self._result.on = self._context.branches(self._call)
        if self._result.on is None:
            raise Refused(fate.instead)

    def _carry_check(self, fate: Check, index: int) -> None:
        if isinstance(fate, Batches):
            self._carry_batches(fate, index)
        elif isinstance(fate, FileName):
            self._carry_file(fate, index)
        else:
            self._keep(index, fate.name)
            said = self._result.actions if fate.severity == "action" else self._result.notices
            said += [fate.why] if self._shifts(fate, index) else []

    def _shifts(self, fate: Check, index: int) -> bool:
        """Tell whether the meaning of an argument shifted, beside the others; in doubt it did."""
        if fate.beside and not self._is_given(fate.beside):
            return False
        given = {name: self._bound[name] for name in fate.where if name in self._bound}
        others = {name: literal(value_of(self._old[place])) for name, place in given.items()}
        return literal(value_of(self._old[index])) not in fate.harmless and all(
            isinstance(value, Unknown) or value in fate.where[name]
            for name, value in others.items()
        )

    def _is_given(self, name: str) -> bool:
        """Tell whether an argument is given, and is not None, also by default; in doubt it is."""
        place = self._bound.get(name)
        if place is None:
            return name in self._hidden
        node = value_of(self._old[place])
        binding = self._context.names.lookup(node)[0] if isinstance(node, ast.Name) else None
        if binding is not None and binding.parameter is not None:
            node = parameter_default(binding.parameter, binding.name) or node
        return literal(node) is not None

    def _carry_batches(self, fate: Batches, index: int) -> None:
        """Divide a number of samples by the size of the batches that the generator makes."""
        samples, given = value_of(self._old[index]), self._bound.get(fate.of)
        if given is None and fate.of not in self._hidden:
            return
        generator = value_of(self._old[given]) if given is not None else None
        batches = self._context.batches
        if generator is not None and batches.are_arrays(generator):
            return
        count = generator and batches.count(samples, generator, self._call, f"«{index}»")
        if not count and literal(samples) is not None:
            raise Refused(fate.why)  # as many batches as there were samples would be far too many
        self._keep(index, fate.name, count or None)

    def _carry_file(self, fate: FileName, index: int) -> None:
        endings = fate.endings
        for name, others in fate.wanted.items():
            given = self._bound.get(name)
            value = literal(value_of(self._old[given])) if given is not None else False
            endings = others if value else endings  # what cannot be read is true: Unknown()
        self._result.uses.append(Use(fate, value_of(self._old[index]), endings))
        self._keep(index, fate.name)

    def _carry_gone(self, fate: Gone, name: str, index: int) -> None:
        value = literal(value_of(self._old[index]))
        default = self._default(name)
        if isinstance(value, Unknown) or (value != default and value not in fate.harmless):
            raise Refused(f"`{name}=` has no equivalent. {fate.instead}")

    def _carry_group(self, key: tuple[str, ...], fate: Fate) -> None:
        if isinstance(fate, Combine):
            self._combine(key, fate)
        elif isinstance(fate, str):
            parts = tuple(
                self._bound[name] if name in self._bound else self._default_text(name)
                for name in key
            )
            self._result.slots.append(Fuse(parts, fate))
            for part in parts:
                self._make_whole(part)
        else:
            raise TypeError(f"{self._rule.name}: {key} can only be fused or combined")

    def _make_whole(self, part: int | str) -> None:
        """Make a whole number of a size that becomes part of a tuple, if it may be none."""
        node = value_of(self._old[part]) if isinstance(part, int) else None
        whole = self._context.numbers.as_size(node) if node is not None else ""
        if node is not None and whole:
            self._result.texts[node] = whole.replace("{}", self._context.source.text(node))

    def _combine(self, key: tuple[str, ...], fate: Combine) -> None:
        name, neutral = fate.unless
        given = self._bound.get(name)
        absent = given is None or literal(value_of(self._old[given])) == neutral
        if absent or not self._context.exact:
            if key[0] in self._bound:
                index = self._bound[key[0]]
                self._keep(index, fate.name, self._real(index) if fate.real else None)
            if not absent:
                self._result.actions.append(
                    f"`{name}=` was left out (--semantics modern); under `exact` this is "
                    f"`{fate.name}={fate.code.text}`."
                )
        else:
            first = min(self._bound[old] for old in key if old in self._bound)
            self._keep(first, fate.name, self._code(fate.code))

    def _note_shape(self) -> None:
        """Collect the arguments of the `Input` that the layer's own shape arguments ask for."""
        roles, axes = self._roles, self._to.shape_from
        given = [name for name in axes if name in roles]
        if "batch_shape" in roles:
            shape = f"batch_shape=«{roles['batch_shape']}»"
            self._result.kept, self._result.kept_as = (
                f"«{roles['batch_shape']}»",
                "batch_input_shape",
            )
        elif "shape" in roles and not self._is_measured(roles):
            shape = f"shape=«{roles['shape']}»"
            self._result.kept = f"«{roles['shape']}»"
        elif given or (self._to.always_input and not self._may_be_shaped()):
            parts = [f"«{roles[name]}»" if name in roles else "None" for name in axes]
            shape = f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
            self._result.kept = shape if given else ""
            shape = f"shape={shape}"
        else:
            return
        if "dtype" in roles:
            shape += f", dtype=«{roles['dtype']}»"
        self._result.shape = shape
        self._result.asked_shape = bool(roles)

    def _may_be_shaped(self) -> bool:
        """Whether the layer is, or may be, given a shape that it keeps."""
        old = enumerate(self._old)
        unread = any(getattr(a, "arg", "") is None and n not in self._read for n, a in old)
        return unread or "input_shape" in self._bound or "input_shape" in self._hidden

    def _is_measured(self, roles: Mapping[str, int]) -> bool:
        """Whether `input_dim=` is given, of which legacy layers made a shape whatever else was."""
        last = self._to.shape_from[-1:]
        measured = [value_of(self._old[roles[name]]) for name in last if name in roles]
        return any(literal(node) is not None for node in measured)

    def _place_positional(self) -> None:
        """Keep arguments positional while their place is the same, and name the others."""
        positional = True
        slots: list[Keep | Fuse | Write] = []
        for place, slot in enumerate(self._result.slots):
            written = isinstance(slot, Write) or (self._was_keyword(slot) and not self._to.on)
            fits = place < len(self._to.positional) and slot.keyword == self._to.positional[place]
            positional = positional and not written and fits
            if positional and isinstance(slot, Keep):
                slots.append(Keep(slot.index, None, slot.value))
            elif positional and isinstance(slot, Fuse):
                slots.append(Fuse(slot.parts, None))
            else:
                slots.append(slot)
        self._result.slots = slots
        self._result.renamed = any(
            isinstance(slot, Keep) and slot.keyword != getattr(self._old[slot.index], "arg", None)
            for slot in slots
        )

    def _was_keyword(self, slot: Keep | Fuse) -> bool:
        return isinstance(self._old[slot.index], ast.keyword)
