"""channels_first or channels_last? Decided from evidence, which goes into the report.

Strongest first: the call itself, `K.set_image_dim_ordering` in the file, `--data-format`, a
keras.json, the backend the file asks for, shapes in the source, those of the files beside it, the
default of the release.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from migrator.engine.ordering.backend_settings import backend_settings
from migrator.engine.ordering.shape_evidence import ORDERINGS, Evidence, ShapeEvidence, inputs_in
from migrator.engine.reading.choices import Choices
from migrator.engine.reading.constructors import above_all
from migrator.engine.reading.literals import evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import hides_words
from migrator.engine.reading.written import is_helper
from migrator.facts import Pinned, Setting
from migrator.findings import Verdict
from migrator.frozen import frozen
from migrator.options import Experiment, Options
from migrator.rules import Knowledge, To, outcomes

_SPELLED = {"th": "channels_first", "tf": "channels_last"}
_DEFAULTS = {"keras0": "channels_first"}  # 'th' up to 1.0.8, 'tf' from 1.1 on
_SETTERS = (".set_image_dim_ordering", ".set_image_data_format")
_EARLY = ("0.", "1.0.")
_SHOWN = 4
_CONDITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.If)


@frozen
class Decision:
    """The ordering of the layers that name none themselves.

    value: channels_first, channels_last, "dynamic" (the file handles both), "mixed" (every layer
    names its own, and they differ) or None (no such layer, or conflicting evidence).
    pins_flatten: the global setting may be channels_first, so that Flatten and one-dimensional
    layers must say that they are channels_last. conflict, assumption, fixed: said as findings.
    theano: the file asks for that backend. as_set: Keras 2 ran the file, which took channels_last
    from the same setting as Keras 3: it need not be written.
    """

    value: str | None
    evidence: tuple[str, ...] = ()
    pins_flatten: bool = False
    conflict: str = ""
    assumption: str = ""
    fixed: str = ""
    place: ast.AST | None = None
    theano: bool = False
    as_set: bool = False

    @property
    def inserted(self) -> str | None:
        """The value to write on each layer, if one is to be written."""
        if self.as_set and self.value == "channels_last":
            return None
        return self.value if self.value in _SPELLED.values() else None

    @property
    def verdict(self) -> Verdict:
        """The decision as the report shows it."""
        return Verdict(self.value, self.evidence)


def decide(names: Names, knowledge: Knowledge, dialect: str, options: Options) -> Decision:
    """Decide on the ordering of one file."""
    found = _Found(names, knowledge)
    decision = _decide(found, names, knowledge, dialect, options)
    elsewhere = _set_elsewhere(options)
    return replace(
        decision,
        theano=bool(found.backend) or any(s.theano for s in elsewhere),
        pins_flatten=decision.pins_flatten
        or any(s.ordering == "channels_first" and not s.theano for s in elsewhere),
    )


def _set_elsewhere(options: Options, *, shown: bool = False) -> tuple[Setting, ...]:
    settings = options.facts.settings if options.facts else ()
    return tuple(setting for setting in settings if setting.shown == shown)


def _decide(
    found: _Found, names: Names, knowledge: Knowledge, dialect: str, options: Options
) -> Decision:
    """Decide from what was found, strongest first."""
    if found.asks is not None and options.data_format == "auto":
        elsewhere = (setting for setting in _set_elsewhere(options) if not setting.theano)
        is_set = bool(found.sets) or any(elsewhere)
        return _dynamic(
            found.asks, [] if is_set else ShapeEvidence(names, knowledge).unconditional()
        )
    if not found.spatial:
        return Decision(None, pins_flatten=found.sets_channels_first)
    shapes = ShapeEvidence(names, knowledge).collect()
    decision = _configured(found, options, shapes) or _from_shapes(found, shapes, dialect, options)
    if not found.unspecified and found.own:
        return _own(found)
    return _tried(decision, options.experiment)


def _dynamic(asks: ast.Call, shapes: list[Evidence]) -> Decision:
    """Leave both open; but a shape that the file does not choose must fit what Keras 3 answers."""
    evidence = (f"{asks.lineno}: the file asks image_dim_ordering() and handles both",)
    decision = Decision("dynamic", evidence, pins_flatten=True)
    fixed = [e for e in shapes if isinstance(e.node, ast.expr)]
    if not fixed or {e.ordering for e in shapes} != {"channels_first"}:
        return decision
    shape = fixed[0].text.partition(": ")[2]
    said = (
        f"{shape[0].upper()}{shape[1:]} is channels_first, and Keras 3 answers "
        "channels_last unless it is told otherwise, in its keras.json or here: call "
        "`keras.config.set_image_data_format('channels_first')` first, or turn the shape."
    )
    return replace(decision, fixed=said, place=fixed[0].node)


def _tried(decision: Decision, experiment: Experiment | None) -> Decision:
    """Let the outcome of building it decide what the source does not."""
    if experiment is None or not (decision.conflict or decision.assumption):
        return decision
    evidence = (experiment.said, *decision.evidence)
    if experiment.ordering is None:
        return replace(decision, evidence=evidence)
    why = "" if decision.conflict else "Nothing in the file tells its data_format. "
    conflict = decision.conflict.partition(" Read as ")[0].partition(" The layers it")[0]
    said = experiment.said[0].upper() + experiment.said[1:]
    return replace(
        decision,
        value=experiment.ordering,
        evidence=evidence,
        pins_flatten=decision.pins_flatten or experiment.ordering == "channels_first",
        conflict="",
        assumption=f"{why or conflict + ' '}{said}: {experiment.ordering} was taken.",
    )


class _Found:
    """What the file itself says about ordering, outright."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._choices = Choices(names)
        self._names = names
        self._knowledge = knowledge
        self.asks: ast.Call | None = None
        self.sets: list[tuple[ast.Call, str]] = []
        self.spatial: list[ast.Call] = []
        self.unspecified: list[ast.Call] = []
        self.own: list[tuple[ast.Call, str]] = []
        self.named: list[tuple[ast.Call, str]] = []  # by a variable
        self._derives = self._has_alike or any(True for _ in names.of(ast.ClassDef))
        for call in names.calls:
            self._look(call)
        self.backend = next(backend_settings(names), None)

    def _look(self, call: ast.Call) -> None:
        for denoted in self._choices.may_denote(call.func)[:1]:
            self._look_at(call, self._knowledge.canonical(denoted.name))
        if self._derives and (base := self._derived_from(call)) is not None:
            self._look_at(call, self._knowledge.canonical(base))

    @cached_property
    def _has_alike(self) -> bool:
        """Whether the file has classes of others that are made as Keras's are."""
        return any(module.made_alike for module in self._names.modules.values())

    def _derived_from(self, call: ast.Call) -> str | None:
        """Return the class of Keras's that a call makes one of a class of its own of, as it is."""
        match call.func:
            case ast.Name() as name if (made := self._names.local_class(name)) is not None:
                above = above_all(made, self._names)
                return self._derived(above) if above is not None else None
            case ast.Attribute(attr="__init__", value=ast.Call(func=ast.Name(id="super"))):
                within = self._names.class_around(call)
                bases = within.bases if within is not None and not hides_words(call) else []
                return self._derived(bases[0]) if len(bases) == 1 else None
        return self._derived(call.func, direct=False) if self._has_alike else None

    def _derived(self, above: ast.expr, *, direct: bool = True) -> str | None:
        """Return what a class of Keras's or of another file is; None of others.

        direct: also of one of Keras's itself.
        """
        denoted = self._names.denote(above)
        if denoted is None or denoted.through:
            return None
        module, _, name = self._names.elsewhere(denoted.name)
        if name in module.made_alike:
            return module.bases.get(name)
        return denoted.name if direct else None

    def _look_at(self, call: ast.Call, name: str) -> None:
        rule = self._knowledge.by_name.get(name)
        tos: list[To] = list(outcomes(rule.becomes)) if rule else []
        if (name in self._knowledge.answers or any(to.returns for to in tos)) and self._is_handled(
            call
        ):
            self.asks = self.asks or call
        elif name.endswith(_SETTERS) and call.args:
            value = getattr(call.args[0], "value", None)
            if isinstance(value, str) and {value, _SPELLED.get(value)} & {*_SPELLED.values()}:
                self.sets.append((call, _SPELLED.get(value, value)))
        if any(to.data_format == "spatial" for to in tos):
            self._look_at_layer(call)

    def _look_at_layer(self, call: ast.Call) -> None:
        self.spatial.append(call)
        values = [k.value for k in call.keywords if k.arg in {"dim_ordering", "data_format"}]
        spelled = getattr(values[0], "value", None) if values else None
        if not values or spelled == "default":
            self.unspecified.append(call)
        elif isinstance(spelled, str):
            self.own.append((call, _SPELLED.get(spelled, spelled)))
        elif (named := evaluate(values[0], self._names)) in ORDERINGS:
            self.named.append((call, _SPELLED.get(named, named)))

    def _is_handled(self, call: ast.Call) -> bool:
        """Whether the answer is used for more than being printed, by the author."""
        parent = self._names.parents[call]
        if isinstance(parent, ast.Expr):
            return False
        if isinstance(parent, ast.Call) and getattr(parent.func, "id", "") == "print":
            return False
        return not any(is_helper(n, self._knowledge) for n in self._names.ancestors(call))

    @property
    def sets_channels_first(self) -> bool:
        """Whether the file makes channels_first the global setting."""
        return any(value == "channels_first" for _, value in self.sets)


def _configured(found: _Found, options: Options, shapes: list[Evidence]) -> Decision | None:
    """Decide from what is set outright: in the file, on the command line, in a keras.json."""
    if found.sets:
        call, value = found.sets[-1]
        if len({v for _, v in found.sets}) > 1:
            text = "; ".join(f"line {c.lineno} sets {v}" for c, v in found.sets)
            return Decision(
                None,
                conflict=f"The file sets both orderings: {text}. Keep one of them.",
                place=call,
                pins_flatten=True,
            )
        evidence = f"{call.lineno}: {ast.unparse(call)}"
        return Decision(value, (evidence,), pins_flatten=value == "channels_first")
    if options.data_format != "auto":
        return Decision(options.data_format, (f"--data-format {options.data_format}",))
    if found_elsewhere := _elsewhere(options, shapes, theano=False):
        return found_elsewhere
    if options.keras_json is not None and options.keras_json.ordering is not None:
        json = options.keras_json
        ordering = options.keras_json.ordering
        setting = f'{json.origin}: "image_dim_ordering": "{ordering}"'
        return _checked(_SPELLED[ordering], setting, shapes)
    if found.backend is not None:
        node, text = found.backend
        return _checked("channels_first", f"{node.lineno}: {text}", shapes)
    return _elsewhere(options, shapes, theano=True)


def _elsewhere(options: Options, shapes: list[Evidence], *, theano: bool) -> Decision | None:
    """Decide from what the other files of the program set, if they agree."""
    settings = [setting for setting in _set_elsewhere(options) if setting.theano == theano]
    if len({setting.ordering for setting in settings}) != 1:
        return None
    return _checked(settings[0].ordering, settings[0].place, shapes)


def settings(names: Names, knowledge: Knowledge) -> list[tuple[int, Setting]]:
    """Return what a file sets for its whole program: the line, and the ordering."""
    found = _Found(names, knowledge)
    sets = [
        (c.lineno, Setting(value, ast.unparse(c), local=_is_local(c, names)))
        for c, value in found.sets
    ]
    if found.backend is not None:
        node, text = found.backend
        sets.append((node.lineno, Setting("channels_first", text, theano=True)))
    return sets or [*_shown_by_shapes(found, names, knowledge)]


def _is_local(node: ast.AST, names: Names) -> bool:
    """Whether something is not run whenever its module is imported."""
    return any(isinstance(above, _CONDITIONS) for above in names.ancestors(node))


def _shown_by_shapes(
    found: _Found, names: Names, knowledge: Knowledge
) -> Iterator[tuple[int, Setting]]:
    """Yield what the shapes of a file say whose layers leave the ordering to the setting."""
    inputs = frozenset[ast.AST]() if found.spatial else inputs_in(names, knowledge)
    leaves = found.unspecified and not (found.own or found.named)
    if found.asks is None and (leaves or inputs):
        shapes = ShapeEvidence(names, knowledge).unconditional()
        if inputs:  # other files make the layers, and these the images
            shapes = [e for e in shapes if not inputs.isdisjoint(names.ancestors(e.node))]
        if len({e.ordering for e in shapes}) == 1:
            _, _, text = shapes[0].text.partition(": ")
            line = shapes[0].node.lineno  # type: ignore[attr-defined]
            yield line, Setting(shapes[0].ordering, text or shapes[0].text, shown=True)


def _checked(value: str, setting: str, shapes: list[Evidence]) -> Decision:
    """Hold a setting against the shapes in the source."""
    against = [e for e in shapes if e.ordering != value]
    agreeing = [e for e in shapes if e.ordering == value]
    pins = value == "channels_first"
    if not against or agreeing:
        return Decision(value, (setting, *_shown(agreeing)), pins_flatten=pins)
    said = against[-1]
    cause = (
        f"Conflicting evidence for data_format: {setting} says {value}, but {said.text} is "
        f"{said.ordering}. Read as {value}, each pooling shrinks the channel axis instead of the "
        'image, which is the cause of errors such as "Negative dimension size caused by '
        'subtracting 2 from 1". The layers it concerns were left alone: correct the setting or '
        f"the shape, or pass --data-format {said.ordering}."
    )
    place = against[0].node
    return Decision(None, (setting, *_shown(against)), pins, cause, place=place)


def _from_shapes(found: _Found, shapes: list[Evidence], dialect: str, options: Options) -> Decision:
    """Decide from the shapes in the source or beside it, or from the default of the release."""
    explicit = [
        Evidence(value, f"line {call.lineno}: a layer names it", call)
        for call, value in (*found.own, *found.named)
    ]
    evidence = [*shapes, *explicit]
    orderings = {e.ordering for e in evidence}
    if len(orderings) == 1:
        return Decision(orderings.pop(), _shown(evidence))
    if evidence:
        by = {o: next(e for e in evidence if e.ordering == o) for o in sorted(orderings)}
        said = ", but ".join(f"{e.text} is {o}" for o, e in by.items())
        conflict = (
            f"Conflicting evidence for data_format: {said}. The layers it concerns were left "
            "alone: decide, and pass --data-format."
        )
        return Decision(None, _shown(list(by.values())), conflict=conflict, place=found.spatial[0])
    shown = _set_elsewhere(options, shown=True)
    if len({setting.ordering for setting in shown}) == 1:
        return _as_beside(found, shown[0])
    return _by_release(found, dialect, options.pinned)


def _as_beside(found: _Found, shown: Setting) -> Decision:
    """Take the ordering in which another file of the program has its shapes."""
    assumption = (
        f"Nothing in the file tells its data_format: {shown.ordering} was taken, as in "
        f"{shown.place}. If it ran with another image_dim_ordering, pass --data-format."
    )
    return Decision(shown.ordering, (shown.place,), assumption=assumption, place=found.spatial[0])


def _by_release(found: _Found, dialect: str, pinned: Pinned | None) -> Decision:
    """Assume the default of the release that a file is for: the one its project pins, if any."""
    early = dialect in _DEFAULTS or (pinned is not None and pinned.release.startswith(_EARLY))
    default = "channels_first" if early else "channels_last"
    release = "Keras before 1.1" if early else "Keras 1.1 and later"
    if pinned is not None and dialect not in _DEFAULTS:
        release += f" ({pinned.place} pins {pinned.release})"
    assumption = (
        f"Nothing in the file tells its data_format: {default} was assumed, the default of "
        f"{release}. If it ran with another image_dim_ordering, pass --data-format."
    )
    evidence_text = (f"no evidence: the default of {release}",)
    return Decision(default, evidence_text, assumption=assumption, place=found.spatial[0])


def _own(found: _Found) -> Decision:
    """Every layer names its ordering itself."""
    values = {value for _, value in found.own}
    evidence = tuple(f"{call.lineno}: named by the layer" for call, _ in found.own[:_SHOWN])
    return Decision(values.pop() if len(values) == 1 else "mixed", evidence)


def _shown(evidence: list[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.text for e in evidence))[:_SHOWN]
