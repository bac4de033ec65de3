"""`model.layers.pop()` becomes what Keras 3 has for it, if that computes the same."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from migrator.engine.reading.denotations import Denoted
from migrator.engine.shortening.counted import Counted
from migrator.engine.shortening.mentions import Mentions
from migrator.engine.shortening.steps import Step, Steps, is_told, shortened
from migrator.engine.state import FileState
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.statements import stands_alone
from migrator.rules import MODELS, Shortening

_MOST = 500_000  # mentions of models, of each once for every time that it is shortened


class ShortenedModels:
    """Rewrites the statements that take layers away, where all that they do is known.

    Where one name is that of thousands of shortened models, the later ones are left to a person.
    """

    def __init__(self, state: FileState, known: Shortening, dialect: str) -> None:
        self._state = state
        self._known = known
        self._oldest = dialect == "keras0"
        self._done: set[ast.stmt] = set()
        self._looked_at = 0

    def decide(self) -> None:
        """Plan the statements of every model; those that stay are reported by their rule."""
        for statement, owner in list(self._found()):
            if statement in self._done or not self._state.allows(self._known.rule, statement):
                continue
            block, index = self._state.names.placed(statement)
            steps = self._run((block[n] for n in range(index, len(block))), owner)
            alone = all(stands_alone(self._state.source, step.statement) for step in steps)
            if alone and any(step.count for step in steps):
                self._done.update(step.statement for step in steps)
                self._decide(owner, steps, block)

    def _found(self) -> Iterator[tuple[ast.stmt, ast.expr]]:
        """Yield the statements that may shorten a model, or the loops that consist of such."""
        names = self._state.names
        for statement in names.of(ast.Expr, ast.Delete, ast.Assign):
            for owner in shortened(statement, self._known.layers):
                above = names.parents[statement]
                looped = isinstance(above, ast.For) and statement in above.body
                yield (above if looped else statement), owner  # type: ignore[misc]

    def _run(self, statements: Iterable[ast.stmt], owner: ast.expr) -> list[Step]:
        """Return the steps up to the next statement that is about something else."""
        reader = Steps(self._known, ast.unparse(owner))
        steps: list[Step] = []
        for statement in statements:
            step = reader.read(statement)
            if step is None:
                break
            steps.append(step)
        return steps

    def _decide(self, owner: ast.expr, steps: list[Step], block: list[ast.stmt]) -> None:
        known, kind = self._known, self._state.receivers.infer(owner) or ""
        if self._looked_at > _MOST:
            return
        mentions = Mentions(self._state, owner, [step.statement for step in steps])
        self._looked_at += mentions.count
        sure = kind in MODELS and not self._is_loaded(mentions)
        method = known.in_place.get(kind, "")
        if kind in known.copied:
            return
        if self._oldest or (method and is_told(steps)):
            if method and self._is_unmade(mentions) and self._names_its_end(mentions):
                self._take_away(owner, steps, method)
                sure = mentions.made_of() is not None
                self._settle(steps, f"the last layer is taken away by `{method}`", sure=sure)
        elif not is_told(steps):
            if sure or not known.copied:
                Counted(self._state, known, mentions, steps).decide(block)
        elif self._names_its_end(mentions) and self._suits_a_model(mentions):
            self._make_anew(owner, steps)
            self._settle(steps, "a model is made of the layers that are left", sure=sure)

    def _is_unmade(self, mentions: Mentions) -> bool:
        """Whether Keras makes the model after it was shortened, not before."""
        innocent = self._known.innocent
        called = (mentions.attribute(n) for n in mentions.after)
        later = next((name for name in called if name not in innocent), "")
        return later in self._known.making or all(
            mentions.attribute(n) in innocent or not (mentions.attribute(n) or mentions.is_kept(n))
            for n in mentions.before
        )

    def _names_its_end(self, mentions: Mentions) -> bool:
        """Whether nothing reads what went on naming the old end."""
        renewed = False
        for mention in mentions.after:
            name = mentions.attribute(mention)
            renewed = renewed or name == "add"
            if name in self._known.stale and not renewed:
                return False
        return not any(mentions.attribute(n) in self._known.stale for n in mentions.elsewhere)

    def _is_own(self, mentions: Mentions) -> bool:
        """Whether the model has no other name, under which it was shortened too, and is new."""
        made = mentions.made_of()
        if made is None:
            new = mentions.is_replaced()
        else:
            new = all(isinstance(value, ast.Call) for value in made)
        ran = any(mentions.attribute(n) in self._known.running for n in mentions.before)
        kept = any(map(mentions.is_kept, mentions.before))
        return new and not ran and not kept and self._is_bound_here(mentions)

    def _suits_a_model(self, mentions: Mentions) -> bool:
        """Whether a new functional model can take the place of the old one."""
        if not self._is_own(mentions):
            return False
        called = [mentions.attribute(n) for n in mentions.after]
        fitted = next((i for i, n in enumerate(called) if n in self._known.fitting), len(called))
        ready = fitted == len(called) or "compile" in called[:fitted]
        return ready and not {"add", "pop"} & set(called)

    def _is_bound_here(self, mentions: Mentions) -> bool:
        """Whether an assignment to the name changes it for all who use it."""
        if not isinstance(mentions.owner, ast.Name):
            return True
        scope = self._state.names.scopes.get(mentions.owner)
        return scope is not None and mentions.owner.id in scope.bindings

    def _is_loaded(self, mentions: Mentions) -> bool:
        """Whether the class of the model is that of a file, or of another module."""
        for value in mentions.made_of() or ():
            denoted = self._state.names.denote(value.func) if isinstance(value, ast.Call) else None
            name = self._state.symbol(denoted).rpartition(".")[2]
            if name.startswith(("load_", "model_from")):
                return True
        return False

    def _take_away(self, owner: ast.expr, steps: list[Step], method: str) -> None:
        """Call the method of the model that takes its last layer away."""
        state, text = self._state, self._state.source.text(owner)
        for step in steps:
            for leaf, count in step.leaves:
                changed = next(shortened(leaf, self._known.layers), None)
                if isinstance(leaf, ast.Expr) and changed is not None:
                    start, end = state.source.end(changed), state.source.end(leaf)
                    state.edits.append(Edit(start, end, f".{method}()"))
                    continue
                indent = state.source.indentation(leaf) or ""
                lines = [f"{text}.{method}()"] * count
                state.removed[leaf] = f"{state.source.newline}{indent}".join(lines)

    def _make_anew(self, owner: ast.expr, steps: list[Step]) -> None:
        """Make a model of what is left."""
        state, text = self._state, self._state.source.text(owner)
        count = sum(step.count for step in steps if not step.times)
        last = "".join(f"-{step.times} - " for step in steps if step.times) or "-"
        end = f"{text}.{self._known.layers}[{last}{count + 1}].output"
        model = state.imports.spell(self._known.model, self._like())
        for step in steps:
            state.removed[step.statement] = ""
        state.removed[steps[-1].statement] = f"{text} = {model}({text}.{self._known.starts}, {end})"

    def _like(self) -> Denoted | None:
        """Return a symbol that the file has from where the class of models is, that one if any."""
        home = self._known.model.rpartition(".")[0]
        found = [d for _, d in self._state.names.denoting if d.binding is not None]
        names = [(self._state.symbol(d), d) for d in found]
        near = [(name, d) for name, d in names if name.rpartition(".")[0] == home]
        return min(near, key=lambda pair: pair[0] != self._known.model, default=("", None))[1]

    def _settle(self, steps: list[Step], message: str, *, sure: bool) -> None:
        """Keep the later stages away from what is rewritten, and say what it is now."""
        for step in steps:
            self._state.handled.update(ast.walk(step.statement))
        first = next(step.statement for step in steps if step.count)
        self._state.report.change(first, self._known.rule, message)
        if not sure:
            self._state.report.notice(first, self._known.rule, self._known.unsure)
