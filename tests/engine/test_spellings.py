"""However a symbol is reached, it is the same symbol: names are resolved, not matched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from migrator.engine import Migration

Migrate = Callable[..., Migration]

SPELLINGS = {
    "import keras\nkeras.layers.Old(1, 2, 3)": "import keras\nkeras.layers.New(1, (2, 3))",
    "import keras as k\nk.layers.Old(1, 2, 3)": "import keras as k\nk.layers.New(1, (2, 3))",
    "from keras import layers\nlayers.Old(1, 2, 3)": "from keras import layers\nlayers.New(1, (2, 3))",
    "from keras import layers as L\nL.Old(1, 2, 3)": "from keras import layers as L\nL.New(1, (2, 3))",
    "import keras.layers as L\nL.Old(1, 2, 3)": "import keras.layers as L\nL.New(1, (2, 3))",
    "from keras.layers import Old\nOld(1, 2, 3)": "from keras.layers import New\nNew(1, (2, 3))",
    "from keras.layers import Old as O\nO(1, 2, 3)": "from keras.layers import New as O\nO(1, (2, 3))",
    "from keras.layers import *\nOld(1, 2, 3)": "from keras.layers import *\nNew(1, (2, 3))",
    "from keras.layers.core import Same\nSame(p=1)": "from keras.layers import Same\nSame(rate=1)",
    "from keras.layers.core import *\nSame(p=1)": "from keras.layers import *\nSame(rate=1)",
    "import keras.layers.core\nkeras.layers.core.Same(p=1)": "import keras\nkeras.layers.Same(rate=1)",
    "import keras.layers.core as c\nc.Same(p=1)": "from keras import layers as c\nc.Same(rate=1)",
    "from keras.layers import Old\nO = Old\nO(1, 2, 3)": "from keras.layers import New\nO = New\nO(1, (2, 3))",
    "import keras\nL = keras.layers\nL.Old(1, 2, 3)": "import keras\nL = keras.layers\nL.New(1, (2, 3))",
    "from keras import backend as K\nK.dot(a, b)": "from keras import ops\nops.matmul(a, b)",
    "import keras.backend as K\nK.dot(a, b)": "from keras import ops\nops.matmul(a, b)",
    "def f():\n    from keras.layers import Old\n    return Old(1, 2, 3)": (
        "def f():\n    from keras.layers import New\n    return New(1, (2, 3))"
    ),
    "try:\n    from keras.layers import Same\nexcept ImportError:\n"
    "    from keras.layers.core import Same\nSame(p=1)": (
        "try:\n    from keras.layers import Same\nexcept ImportError:\n"
        "    from keras.layers import Same\nSame(rate=1)"
    ),
}


@pytest.mark.parametrize(("before", "after"), SPELLINGS.items(), ids=list(SPELLINGS))
def test_the_call_is_migrated_as_its_author_spelled_it(
    migrate: Migrate, before: str, after: str
) -> None:
    assert migrate(before).source == after


SHADOWED = {
    "another library": "from mylib.layers import Old\nOld(1, 2, 3)",
    "a function of the file": "from keras.layers import Old\ndef Old(a, b, c): pass\nOld(1, 2, 3)",
    "a parameter": "from keras.layers import Old\ndef f(Old): return Old(1, 2, 3)",
    "a local variable": "from keras.layers import Old\ndef f():\n    Old = g\n    return Old(1, 2, 3)",
    "an attribute of something else": "import keras\nother.layers.Old(1, 2, 3)",
    "a keyword in another call": "import keras\ng(p=1, nb_epoch=2)",
    "a class attribute seen from a method": (
        "class A:\n    from keras.layers import Old\n    def f(self): return Old(1, 2, 3)"
    ),
}


@pytest.mark.parametrize("source", SHADOWED.values(), ids=list(SHADOWED))
def test_a_name_that_means_something_else_is_left_alone(migrate: Migrate, source: str) -> None:
    called = migrate(source).source.splitlines()[-1]
    assert called == source.splitlines()[-1]


class TestImports:
    def test_one_old_name_may_become_several(self, migrate: Migrate) -> None:
        before = "from keras.layers import Same, pick\npick(a)\npick(b, mode='mul')\nSame(1)"
        assert migrate(before).source == (
            "from keras.layers import Same, add, multiply\nadd(a)\nmultiply(b)\nSame(1)"
        )

    def test_a_name_still_needed_stays(self, migrate: Migrate) -> None:
        before = "from keras.layers import pick\npick(a)\npick(b, mode=m)"
        assert migrate(before).source.splitlines()[0] == "from keras.layers import pick, add"

    def test_a_new_name_that_is_taken_is_written_in_full(self, migrate: Migrate) -> None:
        before = "from keras.layers import pick\nadd = 1\npick(a)"
        assert migrate(before).source == ("import keras\nadd = 1\nkeras.layers.add(a)")

    def test_what_stands_around_an_import_stays(self, migrate: Migrate) -> None:
        before = "from keras.layers import (Same,  # first\n                          Old)\nOld(1, 2, 3)\n"
        assert migrate(before).source == (
            "from keras.layers import (Same,  # first\n                          New)\nNew(1, (2, 3))\n"
        )


class TestMethods:
    def test_the_receiver_is_followed(self, migrate: Migrate) -> None:
        before = (
            "from keras.models import Sequential\n"
            "def build():\n    m = Sequential()\n    return m\n"
            "net = build()\nnet.fit(x)\nclf.fit(x)\n"
        )
        after = migrate(before).source.splitlines()
        assert after[-2:] == ["net.fit(x, epochs=10)", "clf.fit(x)"]

    def test_an_attribute_holds_a_model(self, migrate: Migrate) -> None:
        before = (
            "from keras.models import Model\nclass A:\n    def __init__(self):\n"
            "        self.net = Model(a, b)\n    def go(self):\n        self.net.fit(x)\n"
        )
        assert "self.net.fit(x, epochs=10)" in migrate(before).source

    def test_an_unmistakable_keyword_is_enough(self, migrate: Migrate) -> None:
        assert (
            "m.fit(x, epochs=2)" in migrate("import keras\ndef f(m): m.fit(x, nb_epoch=2)").source
        )

    def test_something_named_like_a_model_is_not_passed_in_silence(self, migrate: Migrate) -> None:
        result = migrate("import keras\ndef f(model): model.fit(x)")
        assert result.changes == ()
        assert [f.severity for f in result.findings] == ["action"]


def test_no_equivalent_is_left_and_said(migrate: Migrate) -> None:
    result = migrate("from keras.layers import Lost\nLost(3)")
    assert result.source == "from keras.layers import Lost\nLost(3)"
    assert [f.message for f in result.findings] == ["Write it yourself."]


def test_arguments_that_cannot_be_seen_are_left_and_said(migrate: Migrate) -> None:
    result = migrate("from keras.layers import Old\nOld(*sizes)")
    assert result.changes == ()
    assert "hides the arguments" in result.findings[0].message


def test_a_dict_in_reach_is_seen_through(migrate: Migrate) -> None:
    before = "from keras.layers import Same\nkw = dict(p=1)\nSame(**kw)\nSame(**kw)"
    assert migrate(before).source == (
        "from keras.layers import Same\nkw = dict(rate=1)\nSame(**kw)\nSame(**kw)"
    )


def test_a_dict_that_others_use_too_is_left_and_said(migrate: Migrate) -> None:
    result = migrate("from keras.layers import Same\nkw = dict(p=1)\nSame(**kw)\nprint(kw)")
    assert result.changes == ()
    assert "hides the arguments" in result.findings[0].message
