"""From what changed since Keras 2, said once, to the records of each of its releases.

A template is a rule without signatures: `was` and the target are bare names. Each release fills
in its own signature (`signatures`, generated from the releases themselves), and is left out where
it had no such symbol. Its pins are those parameters whose default is another one in Keras 3.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from migrator.frozen import frozen, replace
from migrator.knowledge.keras2.helpers import renamed
from migrator.knowledge.keras2.signatures import KERAS_3
from migrator.knowledge.keras2.wording import of_keras_2
from migrator.patterns import regex
from migrator.rules import Args, Becomes, Fate, Gone, Helper, Into, Method, Rule, Switch, To

Parameters = Mapping[str, str]
_NESTED = frozenset("([{'\"")
_QUOTED = r"'[^']*'|\"[^\"]*\""
_PART = regex(  # of a signature, up to a comma that is in no quotes or brackets
    rf"(?:{_QUOTED}|\((?:{_QUOTED}|\([^()]*\)|[^()'\"])*\)|\[[^\]]*\]|\{{[^}}]*\}}|[^,'\"(\[{{])+"
)


@frozen
class Attribute(Method):
    """An attribute, or a method of a tensor: no release of Keras has a signature of it."""


class Templates:
    """Templates, and the records that were made of them: most are those of several releases."""

    def __init__(self, templates: Iterable[Rule]) -> None:
        self._templates = tuple(templates)
        self._made: dict[tuple[int, str], Rule] = {}

    def __iter__(self) -> Iterator[Rule]:
        """Iterate over the templates."""
        return iter(self._templates)

    def records(self, release: str, signatures: Mapping[str, str]) -> tuple[Rule, ...]:
        """Return the records of one release.

        release: "2.2", "2.3", "tf.1" or "tf.keras": a template may be for some of them `only`.
        signatures: symbol -> its parameters as text; "=" for a value that is not called.
        """
        return tuple(self._records(release, signatures))

    def _records(self, release: str, signatures: Mapping[str, str]) -> Iterator[Rule]:
        for index, template in enumerate(self._templates):
            if template.only and release not in template.only:
                continue
            lone = isinstance(template, Attribute)
            signature = "=" if lone else signatures.get(template.was)
            if signature is None:
                continue
            made = self._made.get((index, signature))
            if made is None:
                made = self._made[index, signature] = _record(template, signature)
            yield made


def _record(template: Rule, signature: str) -> Rule:
    if signature == "=":
        return replace(template, only=())
    return Completed.of(template, signature)


class Completed(Rule):
    """The record of a template in one release: what it becomes is worked out when asked for.

    A run asks that of a tenth of them. What does not depend on the release, the template tells:
    whoever wants another becoming makes a `Rule` of it.
    """

    template: Rule
    signature: str

    @classmethod
    def of(cls, template: Rule, signature: str) -> Rule:
        """Return the record of a template, in a release that had it with a signature."""
        made = object.__new__(CompletedMethod if isinstance(template, Method) else Completed)
        was = f"{template.was}({signature})"
        vars(made).update(vars(replace(template, was=was, only=())))
        vars(made).update(template=template, signature=signature)
        del vars(made)["becomes"]
        return made

    @cached_property
    def becomes(self) -> Becomes:
        """What the template becomes, with the parameters that the release had."""
        old = dict(parameters(self.signature))
        meant = {name: "" for name, known in self.spellings.items() if name == known}
        return _becomes(self.template.becomes, old, {**old, **meant})

    @cached_property
    def helpers(self) -> frozenset[Helper]:
        """The helpers that its calls may need, in any release."""
        return self.template.helpers

    @cached_property
    def answers(self) -> frozenset[str]:
        """The Keras 3 functions whose answers are spelled otherwise."""
        return self.template.answers


class CompletedMethod(Completed, Method):
    """The same for a method."""


def _becomes(becomes: Becomes, old: Parameters, taken: Parameters) -> Becomes:
    match becomes:
        case To():
            return _to(becomes, old, taken)
        case Switch():
            cases = {value: _case(case, old, taken) for value, case in becomes.cases.items()}
            function = becomes.function and _case(becomes.function, old, taken)
            otherwise = _case(becomes.otherwise, old, taken)
            return replace(becomes, cases=cases, otherwise=otherwise, function=function)
    return becomes


def _case(case: To | Gone, old: Parameters, taken: Parameters) -> To | Gone:
    return _to(case, old, taken) if isinstance(case, To) else case


def _to(to: To, old: Parameters, taken: Parameters) -> To:
    """Complete one target: its parameters, and what of the fates and pins the release has.

    taken: the parameters of the release, and the keywords that it took besides.
    """
    own = "." not in to.name  # a helper, which takes what its predecessor took
    new = dict(parameters(KERAS_3[to.name])) if to.name in KERAS_3 else {**old} if own else {}
    anything = any(name.startswith("**") for name in taken)
    args = {key: fate for key, fate in to.args.items() if _had(key, fate, taken, anything)}
    pin = tuple(p for p in to.pin if p in old and not _same(old[p], new.get(_new_name(p, args))))
    require = tuple(name for name in to.require if name in old)
    same = tuple(_shared(old, new, args, skipped={to.on}))
    positional = [name for name in old if not name.startswith("*")]
    return replace(
        to,
        target=to.target if "(" in to.target else f"{to.name}({', '.join(same)})",
        transparent=not (pin or to.pin_new or to.add or to.wrap or to.text),
        same_places=len(same) == len(positional),
        args=args,
        pin=pin,
        require=require,
        new=tuple(name for name in new if name not in old and not name.startswith("*")),
    )


def _had(key: str | tuple[str, ...], fate: Fate, old: Parameters, anything: bool) -> bool:  # noqa: FBT001 - by place, for thousands
    """Whether a release had the parameters that a fate is for.

    anything: it took `**kwargs`: what all layers take, but nothing whose values are respelled.
    """
    if anything and not isinstance(fate, Into):
        return True
    return key in old if isinstance(key, str) else all(name in old for name in key)


def _new_name(old: str, args: Args) -> str:
    fused = (fate for key, fate in args.items() if isinstance(key, tuple) and old in key)
    fate: Fate | None = args.get(old) or next(fused, None)
    return fate if isinstance(fate, str) else getattr(fate, "name", old)


def _shared(
    old: Mapping[str, str], new: Mapping[str, str], args: Args, skipped: set[str]
) -> Iterator[str]:
    """Yield the new parameters up to the first that stood, or stands, at another place.

    Behind it, arguments get their names: read again, the call means the same to every release.
    """
    for before, now in zip((name for name in old if name not in skipped), new, strict=False):
        if _new_name(before, args) != now or now.startswith("*"):
            return
        yield now


def _same(old: str, new: str | None) -> bool:
    """Whether two defaults are equal, however they are written: `1e-3` is `0.001`."""
    if not old or not new or old == new:
        return old == new
    try:
        return bool(literal_eval(old) == literal_eval(new))
    except ValueError:
        return old == new


@cache
def parameters(signature: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters of a signature in order, with the text of their defaults, or ""."""
    parts = signature.split(",") if _NESTED.isdisjoint(signature) else _PART.findall(signature)
    pairs = (part.strip().partition("=") for part in parts if part.strip())
    return tuple((name, default) for name, _, default in pairs)


# -- reusing the records of Keras 1 ----------------------------------------------------------------


def of_keras_1(rules: Iterable[Rule], *names: str) -> tuple[Rule, ...]:
    """Return templates of what is still as Keras 1 had it, but for its signature."""
    found = {rule.name: rule for rule in rules}
    return tuple(_template(found[name]) for name in names)


def _template(rule: Rule) -> Rule:
    becomes = rule.becomes
    if isinstance(becomes, To):
        becomes = _bare(becomes)
    elif isinstance(becomes, Switch):
        cases = {value: _bare(c) if isinstance(c, To) else c for value, c in becomes.cases.items()}
        becomes = replace(becomes, cases=cases)
    of_tensors = rule.name.startswith(
        ("keras.KerasTensor.", "keras.TensorShape.", "keras.Variable.")
    )
    if isinstance(rule, Method) and ("(" not in rule.was or of_tensors):
        return Attribute(
            rule.was,
            becomes,
            unmistakable=rule.unmistakable,
            receiver=rule.receiver,
            given=rule.given,
        )
    return replace(rule, was=rule.name, becomes=becomes, only=(), inserted={})


def _bare(to: To) -> To:
    """Forget the data_format: Keras 2 and 3 take it from the same setting."""
    form = None if to.data_format == "spatial" else to.data_format
    helpers = tuple(renamed(helper) for helper in to.helpers)
    generated = to.name.startswith(("keras.", "tensorflow."))
    target = to.name if generated else to.target
    return replace(
        to,
        target=target,
        data_format=form,
        helpers=helpers,
        notice=of_keras_2(to.notice),
        drifts=of_keras_2(to.drifts),
    )
