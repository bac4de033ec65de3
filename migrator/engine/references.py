"""Every mention of a legacy symbol that is not one of the rewritten calls."""

from __future__ import annotations

import ast
from functools import cached_property

from migrator.engine.calls.rewriting import now_called
from migrator.engine.lent_names import said_of_unknown
from migrator.engine.old_modules import NO_MODULE, home_of, is_copied
from migrator.engine.reading.denotations import Denoted
from migrator.engine.refused import say_settings
from migrator.engine.state import FileState
from migrator.engine.uncalled import advice_on, as_by_default
from migrator.engine.writing.edits import Edit
from migrator.patterns import regex
from migrator.rules import Code, Gone, Method, Rule, Switch, To

_PASSED_ON = (
    "`{}` is given 'channels_first' or 'channels_last' here, no longer 'th' or 'tf': change what "
    "it compares them with."
)
_OF_ALL = regex(r"__\w+__")  # attributes that all modules, or all classes, have
_NAMED = "It is 'keras' in Keras 3, wherever that is imported from: check what depends on it."
_INSPECTING = frozenset({"isinstance", "issubclass", "type", "getattr", "hasattr"})


class References:
    """Respells names, and reports symbols that have no successor."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Plan the edits of all references and of the strings that change with them."""
        for chain in self._state.names.mentions:
            if chain not in self._state.handled and not self._state.skipped(chain):
                self._decide(chain)
        self._say_ambiguous()
        self._answers()
        say_settings(self._state.names, self._state.report, self._state.allows)
        for statement in self._state.names.imports:
            if isinstance(statement, ast.ImportFrom) and not self._state.skipped(statement):
                self._import(statement)

    def _answers(self) -> None:
        """Respell the orderings of dimensions that the file names, and say where others do."""
        for node, text in self._state.respelling.texts.items():
            self._state.texts[node] = self._state.quoted(node, text)
            self._state.report.change(
                node, "keras.backend.image_dim_ordering", f"{node.value!r} becomes {text!r}"
            )
        form = self._state.decision.inserted
        for node in self._state.respelling.unset:
            text = self._state.quoted(node, form) if form else "None"
            self._state.texts[node] = text
            message = f"{node.value!r} becomes {text}"
            self._state.report.change(node, "keras.backend.image_dim_ordering", message)
        for function in self._state.respelling.open:
            self._state.report.notice(
                function,
                "keras.backend.image_dim_ordering",
                f"Code outside this file that passes 'th' or 'tf' to {function.name} must pass "
                "'channels_first' or 'channels_last' instead.",
            )
        for call in self._state.respelling.passed_on:
            called = self._state.source.text(call.func)
            text = _PASSED_ON.format(called)
            self._state.report.action(call, "keras.backend.image_dim_ordering", text)

    @cached_property
    def _loaded(self) -> frozenset[str]:
        """The names that the file reads."""
        return frozenset(n.id for n in self._state.names.scopes if isinstance(n.ctx, ast.Load))

    def _import(self, statement: ast.ImportFrom) -> None:
        """Report what is imported from nowhere: by a star, or by a name that nothing uses."""
        module = self._state.names.module_of(statement)
        if self._state.knowledge.canonical(module).partition(".")[0] != "keras":
            return
        for alias in statement.names:
            name = self._state.knowledge.canonical(f"{module}.{alias.name}")
            if alias.name == "*":
                self._star(statement, module)
            elif (alias.asname or alias.name) in self._loaded:
                continue
            elif not self._exists(name):
                self._say_unknown(alias, name)
            elif self._state.names.is_face:
                self._say_for_others(alias, name)

    def _say_for_others(self, alias: ast.alias, name: str) -> None:
        """Report what a package imports for others under a name that it has no longer."""
        rule = self._state.rule(name)
        if rule is None or not self._state.allows(rule.name, alias):
            return
        local, target = alias.asname or alias.name, self._state.imports.targets.of(name)
        new = (target or "").rpartition(".")[2]
        if isinstance(rule.becomes, Gone):
            text = f"It may be imported from here: Keras 3 has it no longer. {rule.becomes.instead}"
            self._state.report.action(alias, rule.name, text)
        elif target is None and isinstance(as_by_default(rule), Switch):
            text = "It may be imported from here: what Keras 3 has for it depends on its arguments."
            self._state.report.action(alias, rule.name, text)
        elif target and "." in target and not alias.asname and new != local:
            text = f"It may be imported from here: it is `{new}` now, with other arguments."
            self._state.report.action(alias, rule.name, text)

    def _star(self, statement: ast.ImportFrom, module: str) -> None:
        knowledge = self._state.knowledge
        home = knowledge.canonical(module)
        if home not in knowledge.modern and self._is_emptied(statement):
            self._state.imports.emptied.add(statement)
        elif knowledge.home_of_star(module) not in knowledge.modern:
            self._state.report.action(statement, home, NO_MODULE.format(module))

    def _is_emptied(self, statement: ast.ImportFrom) -> bool:
        """Whether all names that a star import brings are imported from elsewhere now."""
        denoting = self._state.names.denoting
        roots = {denoted.root for _, denoted in denoting if denoted.star is statement}
        return bool(roots) and roots <= self._state.imports.moved_names

    def _exists(self, name: str) -> bool:
        of_old = name in self._state.knowledge.modules_of_old
        return of_old or self._is_known(name) or self._is_module(name)

    def _say_unknown(self, node: ast.AST, name: str) -> None:
        if node not in self._state.guarded:
            self._state.report.action(node, name, said_of_unknown(name, self._state.knowledge))

    def _say_ambiguous(self) -> None:
        """Report names that stand for a legacy symbol in one branch and for another in the next."""
        for binding in self._state.names.ambiguous:
            name = self._state.knowledge.canonical(binding.imported or "")
            ours = self._state.rule(name) is not None or self._is_module(name)
            ours = ours or (name.startswith("keras.") and not self._exists(name))
            if binding.alias is not None and ours:
                self._state.report.action(
                    binding.alias,
                    name,
                    f"`{binding.name}` may mean this or something else, depending on the branch "
                    "taken: its uses were not migrated.",
                )

    def _decide(self, chain: ast.Name | ast.Attribute) -> None:
        node: ast.expr = chain
        while True:
            denoted = self._state.names.denote(node)
            if denoted is None:
                return
            name = self._state.symbol(denoted)
            if name == "keras":
                self._package(node, denoted)
            if not name.startswith("keras."):
                return
            if self._is_known(name) or not isinstance(node, ast.Attribute):
                break
            if _OF_ALL.fullmatch(node.attr):
                self._say_named(node, name)
                node = node.value
                continue
            if inherited := self._inherited(name):
                self._of_class(node, inherited)
                return
            parent = name.rpartition(".")[0]
            if self._is_module(parent) or parent in self._state.knowledge.modern_modules:
                break
            node = node.value
        if denoted.renamed or (denoted.is_alias and isinstance(node, ast.Name)):
            return  # an alias: what it stands for is respelled where it is assigned
        self._respell(node, denoted, name)

    def _say_named(self, node: ast.Attribute, name: str) -> None:
        """Report that what a program asks for the name of the package gets another answer."""
        if name == "keras.__name__" and self._state.allows(name, node):
            self._state.report.action(node, name, _NAMED)

    def _inherited(self, name: str) -> Method | None:
        """Return the method that a class has from another: `Sequential.predict_generator`."""
        above, _, method = name.rpartition(".")
        knowledge = self._state.knowledge
        owner = knowledge.by_name[above].name if above in knowledge.by_name else above
        candidates = knowledge.methods.get(method, ())
        return next((m for m in candidates if owner in (m.owner, *m.receiver)), None)

    def _is_known(self, name: str) -> bool:
        knowledge = self._state.knowledge
        return name in knowledge.by_name or name in knowledge.same or name in knowledge.modern

    def _is_module(self, name: str) -> bool:
        knowledge = self._state.knowledge
        return name in knowledge.modules or name in knowledge.homes

    def _respell(self, node: ast.expr, denoted: Denoted, name: str) -> None:
        knowledge = self._state.knowledge
        rule = knowledge.by_name.get(name)
        if isinstance(rule, Method):
            self._of_class(node, rule)
        elif rule is not None:
            self._by_rule(node, denoted, rule)
        elif name in knowledge.modules_of_old and is_copied(denoted.name, knowledge):
            return
        elif self._is_module(name):
            self._of_module(node, denoted, name)
        elif name in knowledge.same or name in knowledge.modern:
            self._write(node, denoted, name, name)
        elif denoted.name not in knowledge.modern:
            self._say_unknown(node, name)

    def _package(self, node: ast.expr, denoted: Denoted) -> None:
        """`keras = tf.keras`: the package by itself, under a name of its own."""
        at_home = denoted.name in {"keras", self._state.imports.home}
        by_name = denoted.binding is not None and denoted.binding.is_package  # `import tf_keras`
        if at_home or not (isinstance(node, ast.Attribute) or by_name):
            return
        self._state.imports.moved(denoted.root)
        statement = self._state.names.parents[node]
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]):
                source = self._state.source
                text = "import keras" if name == "keras" else f"import keras as {name}"
                edit = Edit(source.start(statement), source.end(statement), text)
                self._state.edits.append(edit)
                self._state.report.change(statement, "keras", f"{denoted.name} becomes keras")
            case _:
                self._write(node, denoted, "keras", "keras")

    def _of_module(self, node: ast.expr, denoted: Denoted, name: str) -> None:
        """Respell a module by itself, as in `getattr(advanced_activations, kind)`."""
        home = home_of(name, self._state.knowledge)
        if not home and node not in self._state.guarded:
            self._state.report.action(node, denoted.name, NO_MODULE.format(denoted.name))
        elif home and denoted.name not in self._state.knowledge.modern:
            self._write(node, denoted, home, name)

    def _of_class(self, node: ast.expr, rule: Method) -> None:
        """`Sequential.from_config`: the class is respelled, its method reported if it is gone."""
        if isinstance(rule.becomes, Gone):
            self._state.report.action(node, rule.name, rule.becomes.instead)
        elif isinstance(node, ast.Attribute):
            self._say_renamed(node, rule)
            owner = self._state.names.denote(node.value)
            if owner is not None:
                self._respell(node.value, owner, self._state.symbol(owner))

    def _say_renamed(self, node: ast.Attribute, rule: Method) -> None:
        """Report a method taken from its class that has another name now, and other arguments."""
        call = self._state.names.parents[node]
        keywords = {k.arg for k in call.keywords} if isinstance(call, ast.Call) else set()
        told = keywords & rule.legacy_keywords  # by what is said of the call
        if rule.renamed and rule.renamed != rule.method and not told:
            self._state.report.action(node, rule.name, now_called(rule))

    def _by_rule(self, node: ast.expr, denoted: Denoted, rule: Rule) -> None:
        if not self._state.in_force(rule.name):
            return  # a new name in front of the old arguments would mean something else
        self._say_derived(node, rule)
        if said := self._advice(node, rule):
            self._state.report.action(node, rule.name, said)
        else:
            self._by_outcome(node, denoted, rule)

    def _by_outcome(self, node: ast.expr, denoted: Denoted, rule: Rule) -> None:
        match as_by_default(rule):
            case Gone(instead):
                self._state.report.action(node, rule.name, instead)
            case Switch():
                self._state.report.action(
                    node,
                    rule.name,
                    f"What {rule.name} becomes depends on its arguments, which are not here.",
                )
            case To() as to if to.text is not None and "(" not in rule.was:
                self._literal(node, denoted, rule, to.text)
            case To() as to if to.text is not None:
                self._state.report.action(
                    node, rule.name, f"Write out what its call becomes: `{to.text.text}`."
                )
            case To() as to if to.wrap or to.helpers:
                self._by_helper(node, denoted, rule, to)
            case To() as to if to.args and not to.transparent and self._escapes(node):
                if rule.name not in self._state.knowledge.modern:
                    self._hand_on(node, denoted, rule, to)
                self._state.report.action(
                    node,
                    rule.name,
                    f"{rule.name} is passed on here: its arguments were renamed in Keras 3 "
                    f"({to.name}), and calls made elsewhere through this reference were not "
                    "migrated.",
                )
            case To() as to:
                self._hand_on(node, denoted, rule, to)

    def _hand_on(self, node: ast.expr, denoted: Denoted, rule: Rule, to: To) -> None:
        """Name what takes the place of a symbol that is handed on."""
        if to.instance is not None:
            target, _, given = to.instance.text.replace("'", self._state.quote).partition("(")
            self._put(node, denoted, rule, f"{self._state.imports.spell(target, denoted)}({given}")
            return
        known = self._state.imports.targets.of(self._state.symbol(denoted))
        target = known if known and to.name == rule.name else to.name
        self._write(node, denoted, target, rule.name)

    def _say_derived(self, node: ast.expr, rule: Rule) -> None:
        """Say what changes for a class that derives from a symbol."""
        derived = getattr(rule.becomes, "derived", "")
        if derived and isinstance(self._state.names.parents[node], ast.ClassDef):
            self._state.report.action(node, rule.name, derived)

    def _by_helper(self, node: ast.expr, denoted: Denoted, rule: Rule, to: To) -> None:
        """Name the function of the file's own that takes the place of one of Keras."""
        if "." in to.name or to.wrap or to.args:
            text = f"Write a function that makes a {to.name} and use it here."
            self._state.report.action(node, rule.name, text)
            return
        top = self._state.names.top_line(node)
        self._state.imports.moved(denoted.root)
        self._state.texts[node] = self._state.helpers.spell(Code(to.name, helpers=to.helpers), top)
        self._state.report.change(node, rule.name, f"{rule.name} becomes a function of its own")

    def _literal(self, node: ast.expr, denoted: Denoted, rule: Rule, code: Code) -> None:
        """Write out what a constant stands for."""
        if isinstance(node.ctx, ast.Store):  # type: ignore[attr-defined]
            return  # a part of Keras that is replaced: reported where it is
        text = code.text.replace("'", self._state.quote)
        text = self._state.helpers.spell(Code(text), self._state.names.top_line(node))
        self._put(node, denoted, rule, text)

    def _put(self, node: ast.expr, denoted: Denoted, rule: Rule, text: str) -> None:
        """Write another expression in the place of a symbol."""
        self._state.imports.moved(denoted.root)
        self._state.texts[node] = text
        self._state.report.change(node, rule.name, f"{rule.name} becomes {text}")

    def _escapes(self, node: ast.expr) -> bool:
        """Whether a reference goes where calls through it cannot be followed."""
        if node in self._state.followed:
            return False
        parent = self._state.names.parents[node]
        match parent:
            case ast.Call():
                called = getattr(parent.func, "id", "")
                passed = parent.func is not node and called not in _INSPECTING
                return passed and not self._is_a_layer(parent)
            case ast.Tuple():
                above = self._state.names.parents[parent]
                called = getattr(getattr(above, "func", None), "id", "")
                return called not in _INSPECTING
            case ast.Assign(targets=targets):
                attribute = any(isinstance(target, ast.Attribute) for target in targets)
                return attribute or isinstance(self._state.names.parents[parent], ast.ClassDef)
            case ast.keyword():
                return self._is_given_away(self._state.names.parents[parent])
            case ast.List() | ast.Dict() | ast.Return() | ast.arguments():
                return True
        return False

    def _advice(self, node: ast.expr, rule: Rule) -> str:
        """Say what to write for a name that is called where it is not seen, by a layer or so."""
        to = rule.becomes
        if not isinstance(to, To) or to.text is not None or to.wrap or to.helpers:
            return ""
        parent = self._state.names.parents[node]
        call = self._state.names.parents[parent] if isinstance(parent, ast.keyword) else parent
        given = call if isinstance(call, ast.Call) and call.func is not node else None
        if not self._escapes(node) and not (given is not None and self._is_a_layer(given)):
            return ""
        told = given is not None and any(k.arg == "arguments" for k in given.keywords)
        return advice_on(rule, to, beside=told)

    def _is_a_layer(self, call: ast.Call) -> bool:
        """Whether a call makes a layer of Keras's: `Lambda(relu)` calls it with a tensor alone."""
        denoted = self._state.names.denote(call.func)
        return self._state.symbol(denoted).startswith("keras.layers.")

    def _is_given_away(self, call: ast.AST) -> bool:
        """Whether a call is none of Keras's, which knows what it is given."""
        if not isinstance(call, ast.Call):
            return False
        denoted = self._state.names.denote(call.func)
        return not self._state.symbol(denoted).startswith("keras.")

    def _write(self, node: ast.expr, denoted: Denoted, target: str, rule: str) -> None:
        text = self._state.imports.spell(target, denoted)
        place = self._state.place(node)
        if place is None:
            said = f"Inside an f-string: write `{text}` in its place."
            self._state.report.action(node, rule, said)
            return
        self._state.imports.moved(denoted.root)
        if text == self._state.source.text(place):
            return
        self._state.texts[place] = text
        self._state.report.change(node, rule, f"{rule} becomes {target}")
