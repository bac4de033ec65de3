"""The records of a family of releases, with what else the engine is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Literal

from migrator.frozen import frozen
from migrator.rules.becomes import To
from migrator.rules.fates import Elsewhere, Into
from migrator.rules.feeding import Feeding
from migrator.rules.graphs import Graphs
from migrator.rules.lists import Lists
from migrator.rules.numbers import Numbers
from migrator.rules.records import Method, Rule
from migrator.rules.remaking import Remade
from migrator.rules.sessions import Sessions
from migrator.rules.shortening import Shortening
from migrator.rules.strictness import Strictness
from migrator.rules.unread import Unread
from migrator.rules.values import Gone, Remark

MODELS = ("keras.models.Model", "keras.models.Sequential")
_REMEMBERED = 10_000  # names, so that a run over a million files does not grow


@frozen(eq=False)  # of so much, only what is one and the same is compared
class Knowledge:
    """Everything the engine is told about one family of releases.

    release: the family: "1", "2.2" (2.0 to 2.2), "2.3", "tf.1" (tf.keras in TensorFlow 1) or
        "tf.keras".
    modules: legacy module -> the module under which its symbols are recorded here
        (`"keras.layers.convolutional": "keras.layers"`).
    same: qualified names that Keras 3 still has, with the same meaning and arguments.
    modern: every public name of Keras 3 (`"keras.layers.Conv2D"`).
    exports: module -> the names a star import of it binds. stars: module -> the one of Keras 3
        from which a star brings what it brought.
    returns: function -> the class of what it returns (`"keras.models.load_model"` -> Model).
    keras2: symbols recorded here that Keras 2 had too -> their keywords that it still took: a use
        of one does not tell Keras 1 from Keras 2.
    ancient: symbols, keywords of methods (`show_accuracy`) and their values, that only Keras 0 had.
    style: how symbols of a Keras 3 module are imported where the old module is gone: "bare"
        (`from keras.utils import x`) or "dotted" (`keras.random.x`); else `from keras import ops`.
    roots: module -> the class that all classes of that module derive from: its methods, recorded
        once, are those of every class that a file derives from one of them.
    weight_lists: attribute in which a legacy layer listed its weights -> whether they are trained.
    oldest_lists: the same, of releases whose files are told by their dialect (`oldest`).
    listed: method of a model that returned a list of one thing -> its argument that asks for more,
        and what is said where the list is read by a place. oldest_listed: of those releases.
    penalties: attributes in which a legacy layer collected what applies to its weights
        ("regularizers", "constraints"), and the argument of `add_weight` that says it now.
    readonly: class -> attributes that Keras 3 keeps for itself, so that to assign one fails -> what
        to do instead. initialized: class -> those that its `__init__` sets now -> an action finding
        where a class has a property of the name that cannot be set.
    remarks: attribute of a class that its own classes may set
        (`"keras.layers.Layer.activity_regularizer"`) -> a notice about what it means now.
    keys: attribute or parameter of a class that holds a dict (`"keras.callbacks.Callback.params"`),
        or method that returns one -> its old keys -> the new ones, or what to do instead;
        "" -> what is true of all.
    batched: what makes a generator of batches -> its argument that says their size.
    counted: the attributes of such that say how many samples there are in all.
    words: keywords that layers alone took, under no other name -> the new ones.
    units: layer -> the argument that says how many units it has, or holds the layer that does; ""
        for one that has as many as the layer in front of it.
    logged: metric -> the name under which Keras 3 logs it ("acc" -> "accuracy").
    rates: name under which callbacks logged a rate -> the one that Keras 3's have for it.
    setters: callbacks that set the rate.
    weighted: said, as an action, of the name of a weighted metric.
    logs: attribute of a class that holds what was logged, by its name.
    refused: characters that Keras 3 refuses in the name of a layer -> what to write instead.
    named_at_home: symbol of Keras 3 that TensorFlow's copy lacks -> the name it has there.
    unnamed: what layers without a name were called (`dense` of `dense_1`) -> Keras 3's first name,
    made for the few files that ask.
    sessions: what sessions of TensorFlow 1 were for. shortening: how a model lost its last layers.
    counterparts: function of the backend's package -> that of `keras.ops` with another name.
    graphs: how the classes of models were built whose nodes had names.
    frozen: class -> what is said where an object of it is set not to be trainable. refrozen: an
    action finding where that is a model which was compiled, and is trained, by itself (`{}`).
    compiled_while: the same of a model that another is part of: that, whether it was trainable
        when the other was compiled, the other, and whether it is since (`{0}` to `{3}`).
    frozen_alone: said of a model that is frozen, and whose layers another one has; frozen_twins:
        an action finding, of one (`{}`) whose twin is to be trained.
    anyway: rules whose action findings are true of a file that was written for Keras 3, too.
    choices: function that chose between two values by the phase -> the condition that does, over
        the values, `{0}` and `{1}`, and the `{phase}` that `call` is told.
    since: symbol, or argument (`"keras.layers.Dropout(seed"`) -> the release that had it first.
    until: symbol -> the release that no longer had it. earliest: what a file is for at least, if
        nothing in it tells a release.
    mistaken: loss -> the activation behind which Keras 3 reads logits that are not meant for it ->
        an action finding, where a model ends in that. mistaken_metrics: the same of metrics.
        mistaken_inside: of what functions compute, also `loss(from_logits`, over the predictions.
    activated_inside: layers behind whose activation it reads none.
    strictness: what Keras 3 no longer allows in the code of one's own classes.
    tensorflow: public module of the TensorFlow that Keras 3 runs on -> the names that it has.
    beside: name, or module, of TensorFlow that went, or that Keras 3 has no use for -> what to do
        instead.
    packages: package beside Keras, or what is in one -> what is said where it is imported.
    lists: what models took as lists of numbers. feeding: what they were given batch by batch.
    unread: what is said of models in files that Keras 3 writes, and does not load again.
    unbuilt: what a Sequential of one model alone does not have, or do, before it is called -> an
        action finding.
    remade: what makes a model anew -> what is said in a file with `Lambda` layers.
    outdated: those of them that only work with an old Keras.
    seeds: what seeded the weights of layers. numbers: functions that give one number, no array.
    tensor_methods: method of Theano's tensors -> what is written for it.
    still: module, or class -> the members of its objects that Keras 3 has, too: it has none of
        the others that are recorded, but are lost.
    foreign: attributes that layers of other libraries have, and no Keras's.
    lent: module -> the packages, and their names, that a star import of it brought besides.
    before: the family whose helpers may be in a file already: migrated, it can look like this one.
    """

    rules: tuple[Rule, ...]
    release: str = "1"
    modules: Mapping[str, str] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    modern: frozenset[str] = frozenset()
    exports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stars: Mapping[str, str] = field(default_factory=dict)
    tensor_methods: Mapping[str, str] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()
    lent: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    returns: Mapping[str, str] = field(default_factory=dict)
    keras2: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ancient: frozenset[str] = frozenset()
    style: Mapping[str, Literal["bare", "dotted"]] = field(default_factory=dict)
    roots: Mapping[str, str] = field(default_factory=dict)
    weight_lists: Mapping[str, bool] = field(default_factory=dict)
    oldest_lists: Mapping[str, bool] = field(default_factory=dict)
    listed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    oldest_listed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    penalties: Mapping[str, str] = field(default_factory=dict)
    readonly: Mapping[str, Mapping[str, Gone]] = field(default_factory=dict)
    initialized: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    set_anew: frozenset[str] | None = None
    remarks: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Mapping[str, str | Gone | Remark]] = field(default_factory=dict)
    batched: Mapping[str, str] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    logged: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, str] = field(default_factory=dict)
    setters: frozenset[str] = frozenset()
    weighted: str = ""
    logs: frozenset[str] = frozenset()
    refused: Mapping[str, str] = field(default_factory=dict)
    unnamed: Callable[[], Mapping[str, str]] = dict
    named_at_home: Mapping[str, str] = field(default_factory=dict)
    sessions: Sessions | None = None
    shortening: Shortening | None = None
    counterparts: Mapping[str, str] = field(default_factory=dict)
    graphs: Graphs | None = None
    frozen: Mapping[str, Remark] = field(default_factory=dict)
    refrozen: str = ""
    compiled_while: str = ""
    frozen_alone: str = ""
    frozen_twins: str = ""
    anyway: frozenset[str] = frozenset()
    choices: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, str] = field(default_factory=dict)
    earliest: str = ""
    mistaken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mistaken_metrics: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mistaken_inside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    activated_inside: frozenset[str] = frozenset()
    strictness: Strictness | None = None
    tensorflow: Mapping[str, frozenset[str]] = field(default_factory=dict)
    beside: Mapping[str, Gone] = field(default_factory=dict)
    packages: Mapping[str, Remark] = field(default_factory=dict)
    outdated: frozenset[str] = frozenset()
    lists: Lists | None = None
    feeding: Feeding = field(default_factory=Feeding)
    unread: Unread | None = None
    unbuilt: Mapping[str, str] = field(default_factory=dict)
    remade: Mapping[str, Remade] = field(default_factory=dict)
    seeds: frozenset[str] = frozenset()
    numbers: Numbers = field(default_factory=Numbers)
    still: Mapping[str, frozenset[str]] = field(default_factory=dict)
    before: Knowledge | None = None

    @cached_property
    def oldest(self) -> Knowledge:
        """What is known of a file that is for the oldest releases of the family."""
        lists = {**self.weight_lists, **self.oldest_lists}
        return replace(self, weight_lists=lists, listed=self.oldest_listed)

    @cached_property
    def by_name(self) -> Mapping[str, Rule]:
        """The rule of each qualified legacy name, its other names included."""
        return {name: rule for rule in self.rules for name in (rule.name, *rule.also)}

    @cached_property
    def homes(self) -> frozenset[str]:
        """The modules under which symbols are recorded; TensorFlow lends single classes, too."""
        homes = {home for home in self.modules.values() if home.rpartition(".")[2].islower()}
        return frozenset(homes - self.by_name.keys())

    @cached_property
    def modern_modules(self) -> frozenset[str]:
        """The modules of Keras 3 that have names of their own, and `keras` itself."""
        parents = {name.rpartition(".")[0] for name in self.modern}
        return frozenset(p for p in parents if p.rpartition(".")[2].islower())

    @cached_property
    def modules_of_old(self) -> frozenset[str]:
        """The modules that recorded symbols were in, and what is above those."""
        parts = [name.split(".") for name in self.by_name]
        above = {".".join(some[:end]) for some in parts for end in range(1, len(some))}
        return frozenset(above.union(self.modules.values()))

    @cached_property
    def helper_docstrings(self) -> frozenset[str]:
        """The docstrings of all helpers, by which one that was written is recognised."""
        found = frozenset(helper.docstring for rule in self.rules for helper in rule.helpers)
        return found | (self.before.helper_docstrings if self.before else frozenset())

    @cached_property
    def answers(self) -> frozenset[str]:
        """The Keras 3 functions whose answers are spelled otherwise than their predecessors'."""
        return frozenset(name for rule in self.rules for name in rule.answers)

    @cached_property
    def attributes(self) -> Mapping[str, tuple[Method, ...]]:
        """The rules of attributes, which are methods without parameters, by their bare name."""
        found = {n: tuple(m for m in ms if "(" not in m.was) for n, ms in self.methods.items()}
        return {name: rules for name, rules in found.items() if rules}

    @cached_property
    def kept_as(self) -> Mapping[str, Mapping[str, str]]:
        """Argument of a layer, under whose name it kept the value -> class -> the name today."""
        found: dict[str, dict[str, str]] = {}
        layers = (r for r in self.rules if r.name.startswith("keras.layers.") and "(" in r.was)
        for rule in layers:
            args = rule.becomes.args if isinstance(rule.becomes, To) else {}
            for old, fate in args.items():
                new = fate.name if isinstance(fate, Into) else fate
                if isinstance(old, str) and isinstance(new, str) and new != old:
                    found.setdefault(old, {})[rule.name] = new
        return found

    @cached_property
    def methods_of_models(self) -> frozenset[str]:
        """The bare names of the methods of models: of attributes, nothing is called."""
        methods = (rule for rule in self.rules if isinstance(rule, Method) and "(" in rule.was)
        return frozenset(method.method for method in methods if method.owner in MODELS)

    @cached_property
    def members(self) -> frozenset[str]:
        """The bare names of all methods and attributes of which something is known."""
        return frozenset({*self.methods, *self.kept_as})

    @cached_property
    def methods(self) -> Mapping[str, tuple[Method, ...]]:
        """The method rules by the bare name of the method."""
        found: dict[str, list[Method]] = {}
        for rule in self.rules:
            if isinstance(rule, Method):
                found.setdefault(rule.method, []).append(rule)
        return {name: tuple(rules) for name, rules in found.items()}

    @cached_property
    def lost(self) -> Mapping[str, tuple[Method, ...]]:
        """The members that Keras 3 has under another name, by their bare name: they date a file.

        So does a list of which something is taken away, where Keras 3 gives out a copy.
        """
        return self._members(
            lambda m: (m.is_lost and isinstance(m.becomes, To)) or "pop" in m.telltale
        )

    @cached_property
    def gone(self) -> Mapping[str, tuple[Method, ...]]:
        """Those that no object of Keras 3 has: they are reported, whatever Keras a file is for."""
        found = self._members(lambda m: m.is_lost and isinstance(m.becomes, Gone))
        still = frozenset().union(*self.still.values())
        return {name: methods for name, methods in found.items() if name not in still}

    def _members(self, chosen: Callable[[Method], bool]) -> Mapping[str, tuple[Method, ...]]:
        found: dict[str, tuple[Method, ...]] = {}
        for name, methods in self.methods.items():
            listed = (m for m in methods if not self.still.keys().isdisjoint(m.homes))
            if some := tuple(m for m in listed if chosen(m)):
                found[name] = some
        return found

    @cached_property
    def never_called(self) -> frozenset[str]:
        """The attributes that are renamed to what was a method: called, they would become that."""
        renamed = (m for ms in self.attributes.values() for m in ms if m.renamed)
        return frozenset(
            attribute.name
            for attribute in renamed
            if any("(" in method.was for method in self.methods.get(attribute.renamed, ()))
        )

    def home_of_star(self, module: str) -> str:
        """Return the module from which everything is imported, when it is from a legacy one."""
        home = self.canonical(module)
        return self.stars.get(home, home)

    @cached_property
    def asked(self) -> Mapping[tuple[str, str], Elsewhere]:
        """What arguments of methods ask of another call: by the bare name and the argument."""
        return {
            (name, old): fate
            for name, methods in self.methods.items()
            for method in methods
            if isinstance(method.becomes, To)
            for old, fate in method.becomes.args.items()
            if isinstance(fate, Elsewhere) and isinstance(old, str)
        }

    @cached_property
    def unmistakable(self) -> frozenset[str]:
        """The bare names of methods and attributes that no other library has."""
        return frozenset(n for n, ms in self.methods.items() if any(m.unmistakable for m in ms))

    @cached_property
    def dated(self) -> frozenset[str]:
        """The bare names of the symbols that came or went with a release, or got an argument."""
        symbols = (name.partition("(")[0] for name in (*self.since, *self.until))
        return frozenset(symbol.rpartition(".")[2] for symbol in symbols)

    def had(self, name: str) -> bool:
        """Whether the legacy releases had a symbol of this name."""
        return name in self.by_name or name in self.same

    def canonical(self, name: str) -> str:
        """Return the name under which a symbol is recorded, whichever module it came from."""
        return self._homes[name]

    @cached_property
    def _homes(self) -> _Homes:
        return _Homes(self.modules)


class _Homes(dict[str, str]):
    """The names under which symbols are recorded: a file asks for the same few all the time."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        super().__init__()
        self._modules = modules

    def __missing__(self, name: str) -> str:
        """Find the longest part of a name that is a module recorded elsewhere."""
        if len(self) > _REMEMBERED:
            self.clear()
        found, module, rest = name, name, ""
        while module:
            if module in self._modules:
                found = f"{self._modules[module]}{rest}"
                break
            module, _, last = module.rpartition(".")
            rest = f".{last}{rest}"
        self[name] = found
        return found
