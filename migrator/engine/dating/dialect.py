"""For which Keras a file was written, and how one can tell."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain

from migrator.engine.calls.forwarding import words_of
from migrator.engine.dating import dialect_later
from migrator.engine.dating.between import between
from migrator.engine.dating.evidence import Evidence
from migrator.engine.dating.guarded import guarded
from migrator.engine.dating.logs import logged_before
from migrator.engine.dating.orderings import ordered_as_before
from migrator.engine.dating.releases import separate_sizes, wrote_sizes
from migrator.engine.reading.configurations import configurations
from migrator.engine.reading.functions import parameters
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import defined_in
from migrator.engine.reading.signatures import keywords_of, parse_signature
from migrator.facts import Facts, Pinned
from migrator.findings import Verdict
from migrator.options import Options
from migrator.rules import Knowledge, Library, Rule

_CHOSEN = {"0": "keras0", "1": "keras1", "2": "keras2", "tf.keras": "tf.keras", "3": "keras3"}
_HAVE_NEW = frozenset({"keras2", "tf.keras"})  # words that Keras 3 has still
_OF_A_SERIES = "keras2"  # `--from 2.0`
_KERAS_3_ONLY = ("keras.ops", "keras.random", "keras.config", "keras.saving", "keras.tree")
_OUTDATED = frozenset(  # Keras 2 had them still, and warned: hardly anybody wrote them any more
    {"image_dim_ordering", "set_image_dim_ordering", "Merge", "merge", "MaxoutDense", "Highway"}
)
_RELEASES = {"keras0": "1", "keras1": "1", "keras2": "2.2", "tf.keras": "tf.keras"}
_LATER = "2.2"  # the family that tells Keras 2 from Keras 3
_STILL_TAKEN = {"input_dim", "input_shape"}  # by Keras 3, too, which merely advises against them
_DEPTH = 8  # of classes that derive from one another
_SINCE_KERAS_2 = frozenset({"epochs", "steps_per_epoch", "validation_steps"})
_LAYERS, _PHASE = "keras.layers.", "training"  # which no layer of Keras 1 took where it was called


class Signs:
    """What in a file tells for which Keras it was written, looked for when it is asked for."""

    def __init__(self, names: Names, library: Library) -> None:
        self.names = names
        self._library = library

    @cached_property
    def _evidence(self) -> Evidence:
        return _evidence_of(self.names, self._library, lambda: self._later)

    def dialect(self, options: Options) -> Verdict:
        """Return the dialect of the file: keras0, keras1, keras2, tf.keras, keras3 or unknown.

        What the file leaves open - also: Keras 1 or Keras 2 - the files of its program may tell.
        """
        chosen = options.dialect
        if chosen != "auto":
            return Verdict(_CHOSEN.get(chosen, _OF_A_SERIES), (f"--from {chosen}",))
        verdict = _weigh(self._evidence)
        found = self._evidence.found.keys()
        if options.facts is None or not (found <= {"old"} or found == {"new"}):
            return verdict
        if "new" not in found:
            return self._of_its_package(told_by(options.facts)) or verdict
        # What Keras 3 has, too, is not read otherwise because of files that merely lie near.
        later = self._of_its_package(options.facts.later)
        told = later or _required(options.facts.pinned) or verdict
        return told if told.value in _HAVE_NEW else verdict

    def _of_its_package(self, told: Verdict | None) -> Verdict | None:
        """Return what other files tell, unless they have TensorFlow's Keras, and this one Keras."""
        other = told is not None and told.value == "tf.keras" and _names_keras(self.names)
        return None if other else told

    def certain_dialect(self) -> tuple[Verdict, bool]:
        """Return the dialect that the file itself tells, and whether only that one was written so.

        Words of Keras 1 beside those of Keras 2 prove neither: Keras 2 took both. What Keras 1 and
        2 had, and what Keras 2 and 3 have, are together in Keras 2 alone.
        """
        found = self._evidence.found.keys()
        tells = bool(found - {"old", "new"}) or {"old", "new"} <= found
        return _weigh(self._evidence), tells and not self.ran_on_keras_2

    @property
    def ran_on_keras_2(self) -> bool:
        """Whether a file of Keras 1 has words, too, that no Keras 1 knew: Keras 2 took both."""
        found = self._evidence.found.keys()
        later = not found.isdisjoint({"new", "keras2"})
        return later and not found.isdisjoint({"keras0", "keras1"})

    @cached_property
    def _later(self) -> Evidence:
        evidence, first = Evidence.of(self.names), self._library.first
        dialect_later.collect(self.names, first, self._library.by_release[_LATER], evidence)
        return evidence

    def migrated(self) -> Verdict | None:
        """Return Keras 3 if the file has what no other had, whatever else is left in it."""
        found = self._evidence
        return found.verdict("keras3") if "keras3" in found.found else None

    @property
    def are_open(self) -> bool:
        """Whether all in the file that is of Keras may be of Keras 2 or 3."""
        return self._evidence.found.keys() == {"new"}

    def has_words_of_keras_2(self) -> bool:
        """Return whether there is something in the file that only Keras 2 had."""
        return "keras2" in self._later.found

    def mixes_words(self) -> Verdict | None:
        """Return Keras 2 if calls have its words beside those of Keras 1: no other took them."""
        found = self._later
        return found.verdict("mixed", "keras2") if "mixed" in found.found else None


def told_by(facts: Facts) -> Verdict | None:
    """Return what the program's files are written for, or else what its requirements ask for.

    Keras 2 ran what was written for Keras 1, so that words of Keras 1 elsewhere prove less.
    """
    required = _required(facts.pinned)
    if facts.dialect is None or (
        required is not None
        and required.value == "keras2"
        and facts.dialect.value in {"keras0", "keras1"}
    ):
        return required
    return facts.dialect


def _required(pinned: Pinned | None) -> Verdict | None:
    """Tell the dialect by the release that the requirements ask for."""
    dialect = _CHOSEN.get(pinned.release.partition(".")[0]) if pinned else None
    if pinned is None or dialect in {None, "keras3"}:
        return None
    return Verdict(dialect, (f"{pinned.place} asks for {pinned.asked}",))


def _evidence_of(names: Names, library: Library, later: Callable[[], Evidence]) -> Evidence:
    """Collect what the file itself tells; `later` is what it tells in the words of Keras 2.

    Legacy-only evidence outweighs modern evidence, so that a half-migrated file can be finished;
    what is already modern in it is recognised call by call.
    """
    evidence = Evidence.of(names)
    _from_imports(names, library, evidence)
    _from_uses(names, library.first, evidence)
    _from_definitions(names, library.first, evidence)
    if "keras0" in evidence.found and _is_since_keras_1(names, library.first):
        # a word of Keras 0 that was left standing: Keras 1 took `show_accuracy=` and ignored it
        evidence.found["keras1"] = evidence.found.pop("keras0") + evidence.found.get("keras1", [])
    if _LATER not in library.by_release:
        return evidence
    if not {"keras0", "keras1"} & evidence.found.keys():
        last = library.by_release[_LATER]
        dialect_later.collect(names, library.first, last, evidence)
        for beside_keras_1 in ("since", "taken"):
            evidence.found.pop(beside_keras_1, None)
        if evidence.found.keys() <= {"new"}:
            dialect_later.collect_imports(names, library.first, last, evidence)
        if evidence.found.keys() <= {"new"} and _names_keras(names):
            for logged in logged_before(names):
                evidence.add("old", logged, f"{logged.value!r} was logged up to Keras 2.2")
            for node, word, _ in between(names, library):
                evidence.add("keras2", node, word)
            dialect_later.collect_members(names, last, evidence)
        return evidence
    if not _names_keras(names):
        # `fit(nb_epoch=)` beside `tf.keras`, which never took it: a method of somebody's own
        return later() if "tf.keras" in later().found else evidence
    symbols = dialect_later.since(names, library.first, library.by_release[_LATER])
    return _as_keras_2(evidence, later(), symbols) or evidence


def _as_keras_2(evidence: Evidence, later: Evidence, symbols: Evidence) -> Evidence | None:
    """Return what tells Keras 2 where words of Keras 1 do not: all are such as Keras 2 took, too.

    There must be something in the file that no Keras 1 ran, or they are Keras 1's. symbols: those
    that no Keras 1 had.
    """
    words = set(evidence.found.get("keras1", ()))
    since = [*later.found.get("keras2", ()), *later.found.get("since", ())]
    since += symbols.found.get("since", ())
    taken = set(later.found.get("taken", ()))
    sizes = {word for word in words if (word[0], dialect_later.TAKEN_SIZES) in taken}
    if not since or "keras0" in evidence.found or not words <= taken | sizes:
        return None
    return Evidence({**later.found, "keras2": [*since, *words]})


def _names_keras(names: Names) -> bool:
    """Whether a file has something of the package keras, not only of TensorFlow's copy."""
    imported = (name for s in names.imports for name, _ in _imported(s, names))
    return any(name.partition(".")[0] == "keras" for name in chain(imported, names.denoted))


def _is_since_keras_1(names: Names, knowledge: Knowledge) -> bool:
    """Whether a file uses, or imports, what no Keras 0 had."""
    imported = (name for s in names.imports for name, _ in _imported(s, names))
    if any(knowledge.canonical(name) in knowledge.since for name in imported):
        return True
    for call in (call for call in names.calls if call.keywords):
        attribute = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        owners = {method.name for method in knowledge.methods.get(attribute, ())}
        given = {f"{owner}({k.arg}" for owner in owners for k in call.keywords}
        if not given.isdisjoint(knowledge.since):
            return True
    return False


def knowledge_for(verdict: Verdict, library: Library) -> Knowledge | None:
    """Return the knowledge of the releases that a dialect is of, if there is something to do."""
    release = _RELEASES.get(verdict.value or "", "")
    return library.by_release.get(release)


def _weigh(evidence: Evidence) -> Verdict:
    """Weigh what was found: "old" is what Keras 1 and 2 had, "new" what Keras 2 and 3 have."""
    for dialect in ("keras0", "keras1", "tf.keras", "keras2"):
        if dialect in evidence.found:
            return evidence.verdict(dialect)
    modern = next((kind for kind in ("keras3", "new") if kind in evidence.found), "")
    if "old" not in evidence.found:
        return evidence.verdict(modern, "keras3") if modern else Verdict("unknown")
    outdated = any(text in _OUTDATED for _, text in evidence.found["old"])
    return evidence.verdict("old", "keras1" if outdated and not modern else "keras2")


def _from_imports(names: Names, library: Library, evidence: Evidence) -> None:
    first, last = library.first, library.by_release.get(_LATER)
    for statement in names.imports:
        for module, text in _imported(statement, names):
            if module in first.modules and module not in first.modern:
                whole = text.endswith(("import", module))  # a module, not what it happens to have
                lost = whole and last is not None and module not in last.modules
                tried = lost and dialect_later.is_tried(statement, names)
                evidence.add("keras1" if lost and not tried else "old", statement, text)


def _imported(statement: ast.Import | ast.ImportFrom, names: Names) -> Iterator[tuple[str, str]]:
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            yield alias.name, f"import {alias.name}"
        return
    module = names.module_of(statement)
    yield module, f"from {module} import"
    for alias in statement.names:
        yield f"{module}.{alias.name}", f"from {module} import {alias.name}"


def _from_uses(names: Names, knowledge: Knowledge, evidence: Evidence) -> None:
    asked = guarded(names)
    for name, nodes in names.denoted.items():
        told, text = _told_by_use(knowledge.canonical(name), knowledge)
        for node in nodes if told else ():
            if node not in asked:
                evidence.add(told, node, text)
    for call in names.calls:
        _from_call(call, names, knowledge, evidence)
    for made in configurations(names):
        rule = made.rule(knowledge)
        if rule is not None:
            _from_keywords(made.node, set(made.arguments), rule, knowledge, evidence)


def _told_by_use(name: str, knowledge: Knowledge) -> tuple[str, str]:
    """Return what a symbol speaks for, "" if for nothing, and how to name it."""
    bare = name.rpartition(".")[2]
    if not name.startswith("keras."):
        return "", bare
    if name.startswith(_KERAS_3_ONLY):
        return "keras3", name
    if name in knowledge.ancient:
        return "keras0", bare
    if name in knowledge.by_name and name not in knowledge.modern:
        return "old" if _in_keras_2(knowledge.by_name[name], knowledge) else "keras1", bare
    return "new" if name in knowledge.modern and not knowledge.had(name) else "", bare


def _from_definitions(names: Names, knowledge: Knowledge, evidence: Evidence) -> None:
    """Tell Keras 0 and 1 by what a layer defines for them to call.

    `def get_output(self, train)`; or `def get_output_shape_for`, if not for its own use.
    """
    for function in names.functions:
        within = names.parents[function]
        methods = knowledge.methods.get(function.name, ())
        if not methods or not isinstance(within, ast.ClassDef):
            continue
        if not _is_of_keras(within, names):
            continue
        ancient = any(method.only == ("keras0",) for method in methods)
        if ancient and any(parameter.arg == "train" for parameter in parameters(function)):
            evidence.add("keras0", function, f"def {function.name}")
        renamed = {m.renamed for m in methods if m.unmistakable and m.name not in knowledge.keras2}
        if renamed - {""} - defined_in(within):
            evidence.add("keras1", function, f"def {function.name}")


def _is_of_keras(node: ast.ClassDef, names: Names, depth: int = 0) -> bool:
    """Whether a class derives from one of Keras's, if need be through others of the file."""
    for base in node.bases:
        denoted = names.denote(base)
        if denoted is not None and denoted.name.startswith("keras."):
            return True
        above = names.local_class(base)
        if above is not None and depth < _DEPTH and _is_of_keras(above, names, depth + 1):
            return True
    return False


def _from_call(call: ast.Call, names: Names, knowledge: Knowledge, evidence: Evidence) -> None:
    denoted = names.denote(call.func)
    name = knowledge.canonical(denoted.name) if denoted is not None else ""
    rule = knowledge.by_name.get(name) if name else None
    if rule is None:
        if call.keywords and isinstance(call.func, ast.Attribute) and not name.startswith("keras."):
            _from_method(call, call.func.attr, names, knowledge, evidence)
        elif isinstance(call.func, ast.Call) and any(k.arg == _PHASE for k in call.keywords):
            made = names.denote(call.func.func)
            if made is not None and knowledge.canonical(made.name).startswith(_LAYERS):
                evidence.add("new", call, f"{_PHASE}=")
        return
    _from_keywords(call, words_of(call, names), rule, knowledge, evidence)
    if separate_sizes(call, rule, names, knowledge.keras2.get(rule.name, ())):
        positional = ", ".join(ast.unparse(a) for a in call.args)
        evidence.add("keras1", call, f"{name.rpartition('.')[2]}({positional})")
    if wrote_sizes(call, rule, names):
        evidence.add("keras0", call, ast.unparse(call))
    if word := ordered_as_before(call, rule, knowledge.keras2.get(rule.name, ())):
        evidence.add("keras1", call, word)


def _from_method(
    call: ast.Call, name: str, names: Names, knowledge: Knowledge, evidence: Evidence
) -> None:
    keywords = words_of(call, names)
    ancient = keywords & knowledge.ancient
    for given in call.keywords if name in knowledge.methods else ():
        if isinstance(given.value, ast.Constant):
            told = f"{given.arg}={given.value.value!r}"
            if told in knowledge.ancient:
                evidence.add("keras0", call, told)
    for method in knowledge.methods.get(name, ()):
        telling = keywords if method.unmistakable else keywords.intersection(method.telltale)
        _from_keywords(call, telling, method, knowledge, evidence)
        for keyword in sorted(ancient.difference(parse_signature(method.was).places)):
            evidence.add("keras0", call, f"{keyword}=")
    if keywords & _SINCE_KERAS_2:
        evidence.add("new", call, f"{min(keywords & _SINCE_KERAS_2)}=")


def _in_keras_2(rule: Rule, knowledge: Knowledge) -> bool:
    """Whether Keras 2 had a symbol too, or may have had: what is private is not in its tables."""
    return rule.name in knowledge.keras2 or _is_private(rule)


def _is_private(rule: Rule) -> bool:
    return rule.name.rpartition(".")[2].startswith("_")


def _from_keywords(
    call: ast.Call | ast.Dict,
    keywords: set[str],
    rule: Rule,
    knowledge: Knowledge,
    evidence: Evidence,
) -> None:
    legacy, new = keywords & rule.legacy_keywords, keywords & rule.new_keywords
    old = legacy.difference(_STILL_TAKEN, knowledge.keras2.get(rule.name, ()), ("input_length",))
    own = keywords_of(call) if isinstance(call, ast.Call) else keywords
    if old & own and new & own:
        # no Keras 1 took both, and no Keras 3; Keras 2 did
        evidence.add("keras2", call, f"{min(old)}= beside {min(new)}=")
        return
    for keyword in sorted(legacy - _STILL_TAKEN):
        kind = "old" if keyword not in old or _is_private(rule) else "keras1"
        evidence.add(kind, call, f"{keyword}=")
    for keyword in sorted(new):
        evidence.add("new", call, f"{keyword}=")
