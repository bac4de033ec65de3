"""For which Keras a file was written, and how one can tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from migrator.engine.names import Names
from migrator.engine.releases import wrote_sizes
from migrator.engine.signatures import parse_signature
from migrator.facts import Pinned
from migrator.findings import Verdict
from migrator.options import Options
from migrator.rules import Knowledge, Rule, outcomes

_CHOSEN = {"0": "keras0", "1": "keras1", "2": "keras2", "tf.keras": "tf.keras"}
_KERAS_3_ONLY = ("keras.ops", "keras.random", "keras.config", "keras.saving", "keras.tree")
_TENSORFLOW = ("tensorflow.keras", "tensorflow.python.keras", "tensorflow.contrib.keras")
_SINCE_KERAS_2 = frozenset({"epochs", "steps_per_epoch", "validation_steps"})
_SHOWN = 5  # pieces of evidence in a report: enough to convince


@dataclass
class _Evidence:
    """What speaks for each dialect, as `line: text`."""

    found: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, dialect: str, node: ast.AST, text: str) -> None:
        self.found.setdefault(dialect, []).append((node.lineno, text))  # type: ignore[attr-defined]

    def verdict(self, kind: str, dialect: str = "") -> Verdict:
        lines = sorted(set(self.found[kind]))[:_SHOWN]
        return Verdict(dialect or kind, tuple(f"{line}: {text}" for line, text in lines))


def recognise(names: Names, knowledge: Knowledge, options: Options) -> Verdict:
    """Return the dialect of a file: keras0, keras1, keras2, tf.keras, keras3 or unknown.

    What the file leaves open, the files of its program may tell.
    """
    chosen = options.dialect
    if chosen != "auto":
        return Verdict(_CHOSEN[chosen], (f"--from {chosen}",))
    verdict = dialect_of(names, knowledge)
    if verdict.value != "unknown" or options.facts is None:
        return verdict
    return options.facts.dialect or _pinned(options.facts.pinned) or verdict


def _pinned(pinned: Pinned | None) -> Verdict | None:
    """Tell the dialect by the release that the requirements pin."""
    dialect = _CHOSEN.get(pinned.release.partition(".")[0]) if pinned else None
    return (
        Verdict(dialect, (f"{pinned.place} pins Keras {pinned.release}",))
        if pinned and dialect
        else None
    )


def dialect_of(names: Names, knowledge: Knowledge) -> Verdict:
    """Return the dialect that a file itself tells.

    Legacy-only evidence outweighs modern evidence, so that a half-migrated file can be finished;
    what is already modern in it is recognised call by call.
    """
    evidence = _Evidence()
    _from_imports(names, knowledge, evidence)
    _from_uses(names, knowledge, evidence)
    return _weigh(evidence)


def _weigh(evidence: _Evidence) -> Verdict:
    """Weigh what was found: "old" is what Keras 1 and 2 had, "new" what Keras 2 and 3 have."""
    for dialect in ("keras0", "keras1", "tf.keras", "keras3"):
        if dialect in evidence.found:
            return evidence.verdict(dialect)
    if "old" not in evidence.found:
        return evidence.verdict("new", "keras3") if "new" in evidence.found else Verdict("unknown")
    return evidence.verdict("old", "keras2" if "new" in evidence.found else "keras1")


def _from_imports(names: Names, knowledge: Knowledge, evidence: _Evidence) -> None:
    for statement in names.imports:
        for module, text in _imported(statement, names):
            if module.startswith(_TENSORFLOW):
                evidence.add("tf.keras", statement, text)
            elif module in knowledge.modules and module not in knowledge.modern:
                evidence.add("old", statement, text)


def _imported(statement: ast.Import | ast.ImportFrom, names: Names) -> Iterator[tuple[str, str]]:
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            yield alias.name, f"import {alias.name}"
        return
    module = names.module_of(statement)
    yield module, f"from {module} import"
    for alias in statement.names:
        yield f"{module}.{alias.name}", f"from {module} import {alias.name}"


def _from_uses(names: Names, knowledge: Knowledge, evidence: _Evidence) -> None:
    for node in names.chains:
        denoted = names.denote(node)
        if denoted is None:
            continue
        if denoted.name.startswith("tensorflow.") and ".keras." in denoted.name:
            evidence.add("tf.keras", node, denoted.name)
        name = knowledge.canonical(denoted.name)
        if not name.startswith("keras."):
            continue
        if name.startswith(_KERAS_3_ONLY):
            evidence.add("keras3", node, name)
        elif name in knowledge.ancient:
            evidence.add("keras0", node, name.rpartition(".")[2])
        elif name in knowledge.by_name and name not in knowledge.modern:
            shared = knowledge.by_name[name].name in knowledge.keras2
            evidence.add("old" if shared else "keras1", node, name.rpartition(".")[2])
        elif name in knowledge.modern and not knowledge.had(name):
            evidence.add("new", node, name.rpartition(".")[2])
    for call in names.calls:
        _from_call(call, names, knowledge, evidence)


def _from_call(call: ast.Call, names: Names, knowledge: Knowledge, evidence: _Evidence) -> None:
    keywords = {k.arg for k in call.keywords if k.arg}
    denoted = names.denote(call.func)
    name = knowledge.canonical(denoted.name) if denoted else ""
    rule = knowledge.by_name.get(name)
    if rule is not None:
        _from_keywords(call, keywords, rule, knowledge, evidence)
        if _separate_sizes(call, rule):
            positional = ", ".join(ast.unparse(a) for a in call.args)
            evidence.add("keras1", call, f"{name.rpartition('.')[2]}({positional})")
        if wrote_sizes(call, rule, names):
            evidence.add("keras0", call, ast.unparse(call))
    elif isinstance(call.func, ast.Attribute) and not name:
        for method in knowledge.methods.get(call.func.attr, ()):
            _from_keywords(call, keywords & set(method.telltale), method, knowledge, evidence)
            took = {parameter.name for parameter in parse_signature(method.was).parameters}
            for keyword in sorted(keywords & knowledge.ancient - took):
                evidence.add("keras0", call, f"{keyword}=")
        if keywords & _SINCE_KERAS_2:
            evidence.add("new", call, f"{min(keywords & _SINCE_KERAS_2)}=")


def _from_keywords(
    call: ast.Call, keywords: set[str], rule: Rule, knowledge: Knowledge, evidence: _Evidence
) -> None:
    shared = knowledge.keras2.get(rule.name, ())
    for keyword in sorted(keywords & rule.legacy_keywords):
        evidence.add("old" if keyword in shared else "keras1", call, f"{keyword}=")
    for keyword in sorted(keywords & rule.new_keywords):
        evidence.add("new", call, f"{keyword}=")


def _separate_sizes(call: ast.Call, rule: Rule) -> bool:
    """Whether sizes that Keras 2 takes as one tuple stand one by one: `(64, 3, 3)`."""
    if any(isinstance(a, ast.Starred) for a in call.args):
        return False
    parameters = [p.name for p in parse_signature(rule.was).parameters]
    given = dict(zip(parameters, call.args, strict=False))
    return any(
        isinstance(key, tuple)
        and isinstance(fate, str)
        and all(name in given for name in key)
        and not any(isinstance(given[name], ast.Tuple | ast.List) for name in key)
        for to in outcomes(rule.becomes)
        for key, fate in to.args.items()
    )
