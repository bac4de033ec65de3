"""A call is matched to the signature its symbol had; what does not fit is refused, and why."""

from __future__ import annotations

import ast

import pytest

from migrator.engine.reading.signatures import Unbindable, arguments, bind, parse_signature

DENSE = "keras.layers.Dense(output_dim, init='uniform', *, bias=True)"


def bound(text: str, was: str = DENSE, **more: object) -> dict[str, int]:
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    return bind(call, parse_signature(was), **more).arguments  # type: ignore[arg-type]


def refusal(text: str, was: str = DENSE, **more: object) -> str:
    with pytest.raises(Unbindable) as caught:
        bound(text, was, **more)
    return str(caught.value)


def test_arguments_are_counted_as_they_stand() -> None:
    assert bound("Dense(3, bias=False, init='one')") == {"output_dim": 0, "bias": 1, "init": 2}


def test_arguments_are_taken_in_the_order_of_the_source() -> None:
    call = ast.parse("f(a, key=b, *c, **d)", mode="eval").body
    assert isinstance(call, ast.Call)
    assert [ast.unparse(a).strip() for a in arguments(call)] == ["a", "key=b", "*c", "**d"]


def test_a_signature_tells_its_defaults_and_what_has_none() -> None:
    signature = parse_signature(DENSE)
    assert [signature.default(name) for name in ("output_dim", "init", "bias", "x")] == [
        *(None, "'uniform'", "True", None)
    ]
    assert ("bias" in signature, "x" in signature) == (True, False)


def test_what_is_no_signature_is_an_error_of_the_rule() -> None:
    with pytest.raises(ValueError, match=r"^Not a signature: f\(a b\)$"):
        parse_signature("f(a b)")


def test_defaults_of_a_release_replace_those_that_it_changed() -> None:
    changed = parse_signature(DENSE).with_defaults({"init": "'glorot_uniform'"})
    assert changed.default("init") == "'glorot_uniform'"
    assert changed.default("bias") == "True"
    assert changed.default("output_dim") is None
    two = parse_signature("f(a=1, b=2)").with_defaults({"a": "3"})
    assert (two.default("a"), two.default("b")) == ("3", "2")


class TestRefusals:
    def test_a_required_argument_is_missing(self) -> None:
        assert refusal("Dense(init='one')") == "`output_dim` is missing"

    def test_an_argument_that_it_never_took(self) -> None:
        assert refusal("Dense(3, units=4)") == "it never took `units=`"

    def test_an_argument_given_twice(self) -> None:
        assert refusal("Dense(3, output_dim=4)") == "`output_dim` is given twice"

    def test_more_than_it_ever_took(self) -> None:
        said = "it has more positional arguments than it ever took"
        assert refusal("Dense(3, 'one', True)") == said

    def test_any_number_of_arguments(self) -> None:
        said = "it took any number of arguments, Keras 3 takes one"
        assert refusal("f(1, 2)", "keras.f(x, *more)") == said

    def test_arguments_that_are_not_in_sight(self) -> None:
        assert refusal("Dense(*sizes)") == "`*sizes` hides the arguments"
        assert refusal("Dense(3, **options)") == "`**options` hides the arguments"


class TestUnpackedDicts:
    """`Dense(3, **options)` where the entries of `options` are known."""

    def test_its_entries_count_as_given(self) -> None:
        assert bound("Dense(**options)", unpacked={0: ("output_dim",)}) == {}

    def test_an_entry_beside_the_same_argument_does_not_fit(self) -> None:
        said = "it never took `init=` beside its other arguments"
        assert refusal("Dense(3, 'one', **options)", unpacked={2: ("init",)}) == said

    def test_nor_does_one_that_it_never_took(self) -> None:
        said = "it never took `units=` beside its other arguments"
        assert refusal("Dense(3, **options)", unpacked={1: ("units",)}) == said

    def test_but_one_that_passes_through_does(self) -> None:
        extra = frozenset({"name"})
        assert bound("Dense(3, **options)", unpacked={1: ("name",)}, extra=extra) == {
            "output_dim": 0
        }


def test_what_passes_through_to_the_layer_above_is_taken_too() -> None:
    assert bound("Dense(3, name='a')", extra=frozenset({"name"})) == {"output_dim": 0, "name": 1}


def test_a_keyword_may_be_another_spelling() -> None:
    spellings = {"dim": "output_dim"}
    assert bound("Dense(dim=3)", spellings=spellings) == {"output_dim": 0}
    assert refusal("Dense(3, dim=3)", spellings=spellings) == "`output_dim` is given twice"
