"""What tells Keras 2 and tf.keras from Keras 3: asked where nothing tells of Keras 0 or 1."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from migrator.engine.calls.forwarding import words_of
from migrator.engine.dating.evidence import Evidence
from migrator.engine.dating.guarded import guarded
from migrator.engine.dating.lacking import lacks, refused
from migrator.engine.dating.members import lost_members
from migrator.engine.dating.releases import separate_sizes
from migrator.engine.reading.configurations import Configuration, configurations
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.names import Names
from migrator.engine.reading.signatures import keywords_of
from migrator.rules import Knowledge, Method, Rule, To

_TENSORFLOW = "tensorflow."
_KERAS_3_ONLY = ("keras.ops", "keras.random", "keras.config", "keras.tree")
_CONTRIBUTED = "tensorflow.contrib."  # where a file with Keras itself took what was private there
_KERAS_2 = "tf_keras"  # the package that goes on with what tensorflow.keras was
_OF_KERAS_2 = (  # where what no Keras 1 had came with Keras 2
    "keras.applications.DenseNet",  # and not all that is there: it had modules such as vgg16
    "keras.applications.InceptionResNet",
    "keras.applications.MobileNet",
    "keras.applications.NASNet",
    "keras.callbacks.",
    "keras.constraints.",
    "keras.initializers.",
    "keras.layers.",
    "keras.losses.",
    "keras.utils.",
)
_AT_THE_TOP = frozenset({"keras.Model", "keras.Sequential"})  # no Keras 1 had them there
TAKEN_SIZES = "sizes one by one"
_INPUTS = frozenset({"x", "y", "verbose", "sample_weight"})
_BACKEND = "keras.backend."  # functions that Keras 3 has under other names


def collect(names: Names, first: Knowledge, later: Knowledge, evidence: Evidence) -> None:
    """Add what speaks for "keras2", "tf.keras" and "keras3", and what is merely "old".

    Of what speaks for Keras 2, the calls in which its words stand beside those of Keras 1 are
    "mixed", too. Words of Keras 1 that Keras 2 took are "taken"; those that no Keras 1 took are
    "since".

    first: the knowledge of Keras 1, whose own words are not counted again. later: that of a
    release whose modules are those of all later ones.
    """
    found = _Later(names, first, later, evidence)
    found.imports()
    asked = guarded(names)
    for name, nodes in names.denoted.items():
        if asked.isdisjoint(nodes):
            found.use(name, nodes)
    for call in names.calls:
        found.call(call)
    for made in configurations(names):
        found.configuration(made)


def collect_imports(names: Names, first: Knowledge, later: Knowledge, evidence: Evidence) -> None:
    """Add what is imported and Keras 3 has not, used or not; but where the file handles that."""
    for statement in names.imports:
        for name, text in _imported(statement, names):
            home, before = later.canonical(name), first.canonical(name)
            gone = home in later.by_name and home not in later.modern
            ours = name.partition(".")[0] == home.partition(".")[0] == "keras"
            if gone and ours and not is_tried(statement, names):
                had = first.had(home) or first.had(before)
                evidence.add("old" if had else "keras2", statement, text)


def collect_members(names: Names, later: Knowledge, evidence: Evidence) -> None:
    """Add what is asked of Keras's objects and Keras 3's have not, where nothing else is old."""
    if evidence.found.keys() <= {"new"}:
        for node, word in lost_members(names, later):
            evidence.add("old", node, word)


def since(names: Names, first: Knowledge, later: Knowledge) -> Evidence:
    """Return the layers, and such, that no Keras 1 had, used or merely imported.

    What a star brings may be another package's.
    """
    evidence = Evidence.of(names)
    used = (
        (node, first.canonical(denoted.name))
        for node, denoted in names.denoting
        if denoted.binding is not None and denoted.binding.imported is not None
    )
    new = ((node, name) for node, name in used if not first.had(name))
    for node, name in chain(new, _lent(names, first, later)):
        if name in first.modern and name.startswith(_OF_KERAS_2):
            evidence.add("since", node, name.rpartition(".")[2])
    return evidence


def _lent(names: Names, first: Knowledge, later: Knowledge) -> Iterator[tuple[ast.stmt, str]]:
    """Yield what is imported that no Keras 1 had, by its present name; but where that is tried."""
    for statement in names.imports:
        for name, _ in _imported(statement, names):
            had = first.had(first.canonical(name)) or first.had(later.canonical(name))
            if name.startswith("keras.") and not had and not is_tried(statement, names):
                yield statement, later.canonical(name)


def is_tried(statement: ast.stmt, names: Names) -> bool:
    """Whether the file handles that an import fails."""
    return any(isinstance(node, ast.Try) for node in names.ancestors(statement))


class _Later:
    """Looks at one file with the eyes of Keras 2."""

    def __init__(
        self, names: Names, first: Knowledge, later: Knowledge, evidence: Evidence
    ) -> None:
        self._names = names
        self._first = first
        self._later = later
        self._evidence = evidence

    @cached_property
    def _imports_keras(self) -> bool:
        """Whether a file has Keras itself, too."""
        named = (name for s in self._names.imports for name, _ in _imported(s, self._names))
        return any(name.partition(".")[0] == "keras" for name in named)

    def imports(self) -> None:
        """`from tensorflow.keras.layers import Dense`, unless Keras 3 has it nowhere else."""
        for statement in self._names.imports:
            for name, text in _imported(statement, self._names):
                if self._through_tensorflow(name) or name.partition(".")[0] == _KERAS_2:
                    self._evidence.add("tf.keras", statement, text)
                elif self._is_gone(name):
                    self._evidence.add("old", statement, text)
                elif name.startswith("keras.") and self._is_from_a_lost_module(name, statement):
                    since_keras_2 = not self._first.had(name)
                    self._evidence.add("keras2" if since_keras_2 else "old", statement, text)

    def _is_from_a_lost_module(self, name: str, statement: ast.stmt) -> bool:
        """Whether an import fails for its module: `keras.utils.vis_utils`, used or not."""
        module = name.rpartition(".")[0]
        lost = self._is_gone(module) and module not in self._first.modules
        return lost and name not in self._later.modern and not is_tried(statement, self._names)

    def _is_gone(self, name: str) -> bool:
        """Whether a module of Keras is gone, or what is in a package that needs an old Keras."""
        package = name.partition(".")[0]
        if package in self._later.outdated:
            return not self._names.facts.has_package(package)
        return name in self._later.modules and name not in self._later.modern

    def use(self, written: str, nodes: Sequence[ast.expr]) -> None:
        """`tf.keras.layers.Dense`, `multi_gpu_model`: a symbol, however it was reached."""
        told, text = self._told_by(written, self._later.canonical(written))
        for node in nodes if told else ():
            self._evidence.add(told, node, text)

    def _told_by(self, written: str, name: str) -> tuple[str, str]:
        """Return what a symbol speaks for, "" if for nothing, and how to name it."""
        if not name.startswith("keras."):
            return "", name
        if self._through_tensorflow(written):
            return "keras3" if name.startswith(_KERAS_3_ONLY) else "tf.keras", written
        if written.startswith(_TENSORFLOW):
            return "", written  # what only TensorFlow's copy has
        if self._is_of_an_old_module(written, name):
            before = self._first.canonical(written)
            had = self._first.had(name) or self._first.had(before)
            since_keras_2 = name in self._later.modern and not had
            return "keras2" if since_keras_2 else "old", written
        if name in self._later.by_name and name not in self._later.modern:
            return "old" if self._first.had(name) else "keras2", name.rpartition(".")[2]
        return "", name

    def _is_of_an_old_module(self, name: str, home: str) -> bool:
        """Whether Keras 3 has no such module: `keras.utils.np_utils.to_categorical`."""
        module = name.rpartition(".")[0]
        known = name in self._later.modern or module in self._later.modern
        ours = name.startswith("keras.") and not name.startswith("keras.src")
        return ours and not known and (home != name or module in self._later.modules)

    def _through_tensorflow(self, name: str) -> bool:
        """Whether a name is reached through TensorFlow, though Keras has it too, or had it."""
        home = self._later.canonical(name)
        if not name.startswith(_TENSORFLOW) or home.partition(".")[0] != "keras":
            return False
        if name.startswith(_CONTRIBUTED) and self._imports_keras:
            return False
        rule = self._later.by_name.get(home)
        return rule is None or not stays(rule, name)

    def call(self, call: ast.Call) -> None:
        """Arguments and methods that only Keras 2 had."""
        denoted = self._names.denote(call.func)
        rules = self._rules(call.func, denoted)
        if not rules:
            return
        keywords = words_of(call, self._names)
        for rule in rules:
            self._mixed(call, keywords, rule)
        for rule in rules:
            if not isinstance(rule, Method):
                self._keywords(call, keywords, rule)
                self._lacking(call, rule)
            elif denoted is None:
                self._method(call, keywords, rule)
                self._refused(call, rule)

    def _rules(self, called: ast.expr, denoted: Denoted | None) -> Sequence[Rule]:
        """Return what a call may be of; of an object that is not known, methods."""
        if denoted is not None:
            rule = self._later.by_name.get(self._later.canonical(denoted.name))
            return (rule,) if rule is not None else ()
        if isinstance(called, ast.Attribute):
            return self._later.methods.get(called.attr, ())
        return ()

    def _mixed(self, call: ast.Call, keywords: set[str], rule: Rule) -> None:
        """`Dense(units=3, init='zero')`, `Conv2D(32, 3, 3, use_bias=False)`: no Keras 1 took it."""
        before = self._first.by_name.get(self._first.canonical(rule.name))
        took = before.old_keywords if before is not None else frozenset()
        spelled = keywords & rule.spellings.keys()
        own = keywords_of(call)
        since = (own & rule.old_keywords) - spelled - took
        sizes = before is not None and separate_sizes(call, before, self._names)
        for word in spelled:
            self._evidence.add("taken", call, f"{word}=")
        denoted = self._names.denote(call.func) if spelled else None
        if denoted is not None and denoted.name in _AT_THE_TOP:
            self._evidence.add("since", call, denoted.name)
        if sizes and rule.earlier:
            self._evidence.add("taken", call, TAKEN_SIZES)
        if not since:
            return
        if before is not None and (
            not isinstance(rule, Method) or self._trains(call, (own & took) - _INPUTS)
        ):
            self._evidence.add("since", call, f"{min(since)}=")
        words = spelled & took & own
        gone = before is not None and rule.name.startswith(_BACKEND)
        if words or sizes or gone:
            told = f"{min(words)}=" if words else ast.unparse(call.func)
            for kind in ("keras2", "mixed"):
                self._evidence.add(kind, call, f"{told} beside {min(since)}=")

    def _trains(self, call: ast.Call, others: frozenset[str] | set[str]) -> bool:
        """Whether what is trained must be a model: `m.fit(x, y, epochs=3, batch_size=8)`.

        others: what Keras 1 took, too, besides the data. No file of Keras 1 has such a call, but
        where it defines a `fit` of its own, or calls that of Keras 1.
        """
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        return name == "fit" and bool(others) and not self._fits_otherwise

    @cached_property
    def _fits_otherwise(self) -> bool:
        own = any(function.name == "fit" for function in self._names.functions)
        return own or any(k.arg == "nb_epoch" for c in self._names.calls for k in c.keywords)

    def _method(self, call: ast.Call, keywords: set[str], method: Method) -> None:
        if method.unmistakable and _is_lost(method):
            took = self._earlier(method)
            kind = "keras2" if took and keywords & method.old_keywords - took else "old"
            self._evidence.add(kind, call, f".{method.method}()")
        self._keywords(call, keywords & set(method.telltale), method)

    def _lacking(self, call: ast.Call, rule: Rule) -> None:
        """`AveragePooling2D()`, the size of whose windows Keras 3 must be told."""
        if not call.args and rule.name in self._later.modern and lacks(call, rule):
            kind = "old" if self._first.had(rule.name) else "keras2"
            self._evidence.add(kind, call, ast.unparse(call))

    def _refused(self, call: ast.Call, method: Method) -> None:
        """`metrics=['cosine_proximity']`, of which Keras 3 knows nothing."""
        for argument, value in refused(call, method, self._names) if method.refused else ():
            self._evidence.add("old", call, f"{argument}={value!r}")

    def configuration(self, made: Configuration) -> None:
        """`{'class_name': 'Adam', 'config': {'lr': 0.1}}`, for a `lr=` that is called with."""
        rule = made.rule(self._later)
        if rule is not None:
            self._keywords(made.node, set(made.arguments), rule)

    def _keywords(self, call: ast.Call | ast.Dict, keywords: set[str], rule: Rule) -> None:
        for keyword in sorted((keywords & rule.legacy_keywords) - self._earlier(rule)):
            self._evidence.add("keras2", call, f"{keyword}=")
        for keyword in sorted(keywords & rule.new_keywords):
            self._evidence.add("new", call, f"{keyword}=")

    def _earlier(self, rule: Rule) -> frozenset[str]:
        """Return the keywords that Keras 1 took."""
        known = self._first.by_name.get(rule.name)
        return known.old_keywords if known is not None else frozenset()


def stays(rule: Rule, name: str) -> bool:
    """Whether a symbol stays where it is: Keras 3 has it only in TensorFlow's copy."""
    return getattr(rule.becomes, "name", "") == name


def _is_lost(method: Method) -> bool:
    """Whether Keras 3 has no method of this name."""
    return not isinstance(method.becomes, To) or bool(method.renamed)


def _imported(statement: ast.Import | ast.ImportFrom, names: Names) -> Iterator[tuple[str, str]]:
    if isinstance(statement, ast.Import):
        yield from ((alias.name, f"import {alias.name}") for alias in statement.names)
        return
    module = names.module_of(statement) or ""
    for alias in statement.names:
        name = module if alias.name == "*" else f"{module}.{alias.name}"
        yield name, f"from {module} import {alias.name}"
