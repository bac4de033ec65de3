"""Which symbol an expression denotes, and when that cannot be told."""

from __future__ import annotations

import ast

import pytest

from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.names import Names
from migrator.engine.reading.packages import package_of_file
from migrator.rules import Knowledge

EXPORTS = {"keras.layers": ("Dense", "Dropout")}


def names_of(source: str, package: str = "") -> Names:
    return Names(ast.parse(source), EXPORTS, package)


def denoted(source: str, package: str = "") -> Denoted | None:
    """Say what the last expression of a module denotes, wherever it stands."""
    names = names_of(source, package)
    last = max(names.chains, key=lambda node: (node.lineno, node.col_offset))
    return names.denote(last)


def meaning(source: str, package: str = "") -> str | None:
    found = denoted(source, package)
    return found.name if found else None


class TestImports:
    def test_a_module_is_reached_by_its_package(self) -> None:
        assert meaning("import keras.layers\nkeras.layers.Dense") == "keras.layers.Dense"

    def test_a_relative_import_is_resolved_against_the_package_of_the_file(self) -> None:
        source = "from .layers import Dense\nDense"
        assert meaning(source, "nets.vgg") == "nets.vgg.layers.Dense"
        assert meaning("from ..layers import Dense\nDense", "nets.vgg") == "nets.layers.Dense"
        assert meaning("from .. import layers\nlayers.Dense", "nets.vgg") == "nets.layers.Dense"

    def test_without_a_package_it_keeps_its_dots(self) -> None:
        assert meaning("from .layers import Dense\nDense") == ".layers.Dense"
        assert meaning("from .. import layers\nlayers") == "..layers"

    def test_above_the_topmost_package_it_keeps_its_dots_too(self) -> None:
        assert meaning("from ...layers import Dense\nDense", "nets.vgg") == "...layers.Dense"

    def test_a_star_brings_what_its_module_exports_and_nothing_else(self) -> None:
        assert meaning("from keras.layers import *\nDense") == "keras.layers.Dense"
        assert meaning("from keras.layers import *\nLSTM") is None

    def test_of_two_stars_the_last_that_exports_it_counts(self) -> None:
        both = "from keras.layers import *\nfrom keras.models import *\nDense"
        found = denoted(both)
        assert found is not None
        assert found.star is not None
        assert found.star.module == "keras.layers"

    def test_a_name_that_is_bound_here_comes_from_no_star(self) -> None:
        assert meaning("from keras.layers import *\ndef Dense(): pass\nDense") is None
        assert meaning("from keras.layers import *\nfor Dense in x: Dense") is None


class TestAliases:
    def test_an_alias_of_an_alias_is_followed(self) -> None:
        source = "from keras.layers import Dense\na = Dense\nb = a\nb"
        assert meaning(source) == "keras.layers.Dense"

    def test_an_alias_of_what_a_star_brought_is_not_itself_brought_by_the_star(self) -> None:
        found = denoted("from keras.layers import *\nD = Dense\nD")
        assert found is not None
        assert found.is_alias
        assert found.star is None

    def test_aliases_of_one_another_denote_nothing(self) -> None:
        assert meaning("def f():\n    a = b\n    b = a\n    a") is None

    def test_aliases_are_unpacked_from_tuples_of_one_length(self) -> None:
        assert meaning("import keras\na, b = 1, keras.layers\nb") == "keras.layers"
        assert meaning("import keras\na, b = keras.layers, *c, 1\nb") is None


class TestScopes:
    @pytest.mark.parametrize(
        "comprehension", ["[Dense for x in y]", "{1: Dense for x in y}", "{Dense: 1 for x in y}"]
    )
    def test_a_comprehension_sees_what_is_around_it(self, comprehension: str) -> None:
        names = names_of(f"from keras.layers import Dense\n{comprehension}")
        assert [d.name for c in names.chains if (d := names.denote(c))] == ["keras.layers.Dense"]

    def test_its_own_variable_hides_what_is_around_it(self) -> None:
        assert meaning("from keras.layers import Dense\n[x for Dense in y if Dense]") is None

    def test_a_class_shows_its_names_to_its_own_code_but_to_no_method(self) -> None:
        body = "class A:\n    from keras.layers import Dense\n"
        assert meaning(body + "    Dense") == "keras.layers.Dense"
        assert meaning(body + "    def f(self): return Dense") is None

    def test_global_and_nonlocal_bind_further_out(self) -> None:
        source = "def f():\n    global Dense\n    from keras.layers import Dense\nDense"
        assert meaning(source) == "keras.layers.Dense"


IMPORTS = "from keras.layers import Dense\nfrom keras.legacy.layers import Dense\n"


class TestSeveralBindings:
    def test_the_last_import_before_a_use_counts(self) -> None:
        assert meaning("from a import Dense\nfrom b import Dense\nDense") == "b.Dense"

    def test_it_counts_inside_functions_that_are_defined_after_it(self) -> None:
        source = "from a import Dense\nfrom b import Dense\n"
        assert meaning(source + "def f():\n    return Dense") == "b.Dense"
        nested = "class A:\n    def f(self):\n        if x:\n            return Dense"
        assert meaning(source + nested) == "b.Dense"

    def test_a_function_between_them_sees_either(self) -> None:
        source = "from a import Dense\ndef f():\n    return {}\nfrom b import Dense\n"
        names = names_of(source.format("Dense"))
        assert [names.denote(chain) for chain in names.chains] == [None]
        assert {binding.imported for binding in names.ambiguous} == {"a.Dense", "b.Dense"}

    def test_a_name_assigned_twice_has_no_one_value(self) -> None:
        assert self.value("x = 1\ndef f():\n    return x") == "1"
        assert self.value("x = 1\nx = 2\ndef f():\n    return x") is None

    def value(self, source: str) -> str | None:
        names = names_of(source)
        (read,) = [node for node in names.scopes if isinstance(node.ctx, ast.Load)]
        found = names.value(read)
        return ast.unparse(found) if found is not None else None

    def test_a_branch_may_or_may_not_be_taken(self) -> None:
        assert meaning("from a import Dense\nif x:\n    from b import Dense\nDense") is None

    def test_a_use_in_the_same_branch_has_that_branchs_import(self) -> None:
        source = "from a import Dense\nif x:\n    from b import Dense\n    Dense"
        assert meaning(source) == "b.Dense"

    @pytest.mark.parametrize("block", ["else", "finally"])
    def test_so_has_one_behind_the_body_of_a_try(self, block: str) -> None:
        tried = "from a import Dense\ntry:\n    pass\nexcept E:\n    pass\n"
        assert meaning(f"{tried}{block}:\n    from b import Dense\n    Dense") == "b.Dense"


class TestAlternatives:
    """`try: from a import X; except ImportError: from b import X`: one of them is there."""

    @pytest.mark.parametrize(
        "home",
        ["keras", "tensorflow.keras", "tensorflow.compat.v1.keras", "tensorflow.python.keras"],
    )
    def test_keras_is_keras_from_wherever_it_is_had(self, home: str) -> None:
        source = f"if x:\n    from keras.layers import Dense\nelse:\n    from {home}.layers import Dense\nDense"
        found = meaning(source)
        assert found is not None
        assert found.endswith("keras.layers.Dense")

    def test_another_keras_is_not(self) -> None:
        source = "if x:\n    from keras.layers import Dense\nelse:\n    from mine.keras.layers import Dense\nDense"
        assert meaning(source) is None

    def test_a_module_of_the_same_package_may_have_it_instead(self) -> None:
        tried = "try:\n    from {}.a import X\nexcept ImportError:\n    from {}.b import X\nX"
        assert meaning(tried.format("mine", "mine")) == "mine.a.X"
        assert meaning(tried.format("keras", "tensorflow.keras")) == "keras.a.X"
        assert meaning(tried.format("mine", "other")) is None

    def test_but_not_under_another_name(self) -> None:
        tried = "try:\n    from mine.a import X\nexcept ImportError:\n    from mine.b import {}\nX"
        assert meaning(tried.format("Y as X")) is None

    def test_without_a_try_they_may_be_different(self) -> None:
        assert (
            meaning("if x:\n    from mine.a import X\nelse:\n    from mine.b import X\nX") is None
        )


class TestCalls:
    """What the file's own calls pass for a parameter."""

    def passed(self, source: str, function: str, name: str) -> list[str]:
        names = names_of(source)
        (found,) = [f for f in names.functions if f.name == function]
        return [ast.unparse(value) for value in names.arguments.here(found, name)]

    def test_by_position_and_by_name(self) -> None:
        source = "def f(a, b): pass\nf(1, 2)\nf(b=4, a=3)\nf(5)\ng(6, 7)"
        assert self.passed(source, "f", "b") == ["2", "4"]

    def test_to_a_method_whose_self_is_not_passed(self) -> None:
        source = "class A:\n    def f(self, a): pass\nx.f(1)\nx.y.f(a=2)"
        assert self.passed(source, "f", "a") == ["1", "2"]

    def test_to_a_constructor_by_the_name_of_its_class(self) -> None:
        source = "class A:\n    def __init__(self, a): pass\nA(1)\nmine.A(2)"
        assert self.passed(source, "__init__", "a") == ["1", "2"]


class TestPackages:
    def test_files_of_keras_itself_are_in_its_packages_and_others_merely_lie_in_such_folders(
        self,
    ) -> None:
        keras = Knowledge((), exports={"keras.applications": ()})
        assert (
            package_of_file("lib/keras/applications/vgg16.py", keras.exports)
            == "keras.applications"
        )
        assert package_of_file("lib/keras/models.py", keras.exports) == "keras"
        assert package_of_file("models/keras/segmentation/unet.py", keras.exports) == ""
