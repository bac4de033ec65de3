"""The file's own layers: weights, order of construction, and what is said when neither is clear."""

from __future__ import annotations

import ast
from collections.abc import Callable
from textwrap import dedent, indent

import pytest

from migrator.engine import Migration, migrate_source
from migrator.options import Options
from migrator.rules import Code, Gone, Into, Knowledge, Method, Rule, To

KNOWLEDGE = Knowledge(
    rules=(
        Rule("keras.layers.Layer(**kwargs)", To("keras.layers.Layer")),
        Rule("keras.layers.Old(nb)", To("keras.layers.New(number)", {"nb": Into("number")})),
        Rule(
            "keras.backend.zeros(shape, dtype=None, name=None)",
            To("keras.ops.zeros(shape, dtype)", as_weight="zeros"),
        ),
        Rule(
            "keras.backend.draw(shape, low, high=1.0, name=None)",
            To("keras.ops.draw(shape)", as_weight=Code("keras.initializers.Draw({low}, {high})")),
        ),
        Rule(
            "keras.backend.variable(value, dtype=None, name=None)",
            To("keras.Variable(initializer)", {"value": "initializer"}, as_weight="value"),
        ),
        Rule("keras.backend.update(x, new_x)", Gone("Assign it.")),
        Rule("keras.initializations.get(identifier)", To("keras.initializers.get(identifier)")),
        Method(
            "keras.layers.Layer.add_weight(shape, initializer, name=None, trainable=True)",
            To("keras.layers.Layer.add_weight"),
            unmistakable=True,
        ),
        Method("keras.layers.Layer.updates", Gone("Assign in `call`.")),
        Method("keras.layers.Old.W", Gone("It is `kernel`.")),
        Method("keras.callbacks.Callback.gone(x)", Gone("It is gone.")),
    ),
    modules={
        "keras.layers": "keras.layers",
        "keras.backend": "keras.backend",
        "keras.initializations": "keras.initializations",
        "keras.callbacks": "keras.callbacks",
    },
    same=frozenset({"keras.callbacks.Callback"}),
    modern=frozenset(
        [
            "keras",
            "keras.layers",
            "keras.layers.Layer",
            "keras.layers.New",
            "keras.ops",
            "keras.ops.zeros",
            "keras.initializers",
            "keras.initializers.get",
            "keras.Variable",
            "keras.callbacks",
        ]
    ),
    returns={"keras.initializations.get": "keras.initializers.Initializer"},
    roots={"keras.layers": "keras.layers.Layer", "keras.callbacks": "keras.callbacks.Callback"},
    weight_lists={"trainable_weights": True, "non_trainable_weights": False},
    penalties={"regularizers": "regularizer", "constraints": "constraint"},
    readonly={"keras.layers.Layer": {"losses": Gone("Leave `losses` out.")}},
    remarks={"keras.layers.Layer.activity_regularizer": "Divided by the batch size."},
    keys={
        "keras.callbacks.Callback.params": {"nb_epoch": "epochs", "nb_sample": Gone("Count.")},
        "keras.callbacks.Callback.on_epoch_end.logs": {"acc": "accuracy"},
    },
)
_IMPORTS = {
    "K.": "from keras import backend as K",
    "initializations.": "from keras import initializations",
    "(Callback)": "from keras.callbacks import Callback",
    "Layer": "from keras.layers import Layer",
    "Old(": "from keras.layers import Old",
    "(Old)": "from keras.layers import Old",
}


def run(source: str) -> Migration:
    options = Options(dialect="1")
    head = {line: "" for use, line in _IMPORTS.items() if use in source}
    text = "\n".join([*head, dedent(source)])
    migration = migrate_source(text, KNOWLEDGE, filename="x.py", options=options)
    again = migrate_source(migration.data, KNOWLEDGE, filename="x.py", options=options)
    assert again.source == migration.source
    assert again.changes == ()
    return migration


@pytest.fixture
def layer() -> Callable[..., Migration]:
    """Migrate a layer with this `build`, or with these methods."""

    def migrate(build: str, *, base: str = "Layer") -> Migration:
        body = dedent(build).strip("\n")
        if not body.startswith("def "):
            body = "def build(self, s):\n" + indent(body, "    ")
        return run(f"class L({base}):\n" + indent(body, "    ") + "\n")

    return migrate


def body_of(migration: Migration, method: str = "build") -> list[str]:
    """Return the statements of a method as they are written, comments included."""
    lines = migration.source.splitlines()
    for node in ast.walk(ast.parse(migration.source)):
        if isinstance(node, ast.FunctionDef) and node.name == method:
            return [line[8:] for line in lines[node.lineno : node.end_lineno] if line.strip()]
    raise AssertionError(method)


def messages(migration: Migration, severity: str = "action") -> list[str]:
    return [f.message for f in migration.findings if f.severity == severity]


class TestWeights:
    def test_are_made_by_add_weight_and_listed_nowhere(
        self, layer: Callable[..., Migration]
    ) -> None:
        migration = layer("""
            self.b = K.zeros((s[1],), name='b')
            self.W = K.draw((3,), -1.)
            self.trainable_weights = [self.b, self.W]
        """)
        assert body_of(migration) == [
            "self.b = self.add_weight(shape=(s[1],), initializer='zeros', name='b')",
            "self.W = self.add_weight(shape=(3,), initializer=keras.initializers.Draw(-1., 1.0))",
        ]
        assert messages(migration) == []

    def test_of_an_initializer_that_the_layer_keeps(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            def __init__(self, start):
                super().__init__()
                self.start = initializations.get(start)

            def build(self, s):
                self.W = self.start(s, name='W')
                self.trainable_weights = [self.W]
        """)
        assert body_of(migration) == [
            "self.W = self.add_weight(shape=s, initializer=self.start, name='W')"
        ]

    def test_that_have_a_value_become_variables(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            self.W = K.variable(s)
            self.trainable_weights = [self.W]
        """)
        assert body_of(migration) == ["self.W = keras.Variable(s, dtype=self.dtype)"]

    def test_that_are_not_trained(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            self.m = K.zeros(s)
            self.non_trainable_weights = [self.m]
        """)
        assert body_of(migration) == [
            "self.m = self.add_weight(shape=s, initializer='zeros', trainable=False)"
        ]

    @pytest.mark.parametrize(
        "listing",
        [
            "self.trainable_weights = [self.a] + [self.b]",
            "self.trainable_weights = [self.a]\nself.trainable_weights += [self.b]",
            "self.trainable_weights = []\nself.trainable_weights.append(self.a)\n"
            "self.trainable_weights.extend([self.b])",
            "self.trainable_weights = self.trainable_weights + [self.a, self.b]",
            "if s:\n    self.trainable_weights = [self.a, self.b]\n"
            "else:\n    self.trainable_weights = [self.a, self.b]",
        ],
    )
    def test_however_they_are_listed(self, layer: Callable[..., Migration], listing: str) -> None:
        made = "self.a = K.zeros(s)\nself.b = K.zeros(s)\n"
        assert len(body_of(layer(made + listing))) == 2

    def test_under_a_condition(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            self.a = K.zeros(s)
            if self.bias:
                self.b = K.zeros(s)
                self.trainable_weights = [self.a, self.b]
            else:
                # no bias
                self.trainable_weights = [self.a]
        """)
        assert body_of(migration) == [
            "self.a = self.add_weight(shape=s, initializer='zeros')",
            "if self.bias:",
            "    self.b = self.add_weight(shape=s, initializer='zeros')",
        ]
        assert "\n        # no bias" in migration.source

    def test_of_an_inner_layer_are_found(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            self.d = Old(3)
            self.k = K.zeros(s)
            self.trainable_weights = [self.k] + self.d.trainable_weights
        """)
        assert len(body_of(migration)) == 2
        assert messages(migration) == []

    def test_change_places_with_their_comments_into_the_order_of_the_list(
        self, layer: Callable[..., Migration]
    ) -> None:
        migration = layer("""
            self.a = K.zeros(s)  # first

            # the second
            self.b = K.zeros(s)
            self.trainable_weights = [self.b, self.a]
        """)
        assert body_of(migration) == [
            "# the second",
            "self.b = self.add_weight(shape=s, initializer='zeros')",
            "self.a = self.add_weight(shape=s, initializer='zeros')  # first",
        ]

    def test_that_cannot_change_places_are_reported(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            self.a = K.zeros(s)
            print(self.a)
            self.b = K.zeros(s)
            self.trainable_weights = [self.b, self.a]
        """)
        assert len(body_of(migration)) == 3
        assert "listed b, a" in messages(migration)[0]

    @pytest.mark.parametrize(
        "build",
        [
            "W = K.zeros(s)\nself.trainable_weights = [W]",
            "self.trainable_weights = [self.made_elsewhere]",
            "self.a = K.zeros(s)\nif s:\n    self.trainable_weights = [self.a]",
            "for i in s:\n    self.a = K.zeros(s)\nself.trainable_weights = [self.a]",
            "self.a = K.zeros(s); self.trainable_weights = [self.a]",
            "self.trainable_weights, x = [], 1",
        ],
    )
    def test_that_cannot_be_followed_are_left_with_one_finding(
        self, layer: Callable[..., Migration], build: str
    ) -> None:
        migration = layer(build)
        assert "self.trainable_weights" in migration.source
        assert len(messages(migration)) == 1

    def test_in_no_list_stay_tensors(self, layer: Callable[..., Migration]) -> None:
        migration = layer("self.c = K.variable(s)\nself.z = K.zeros(s)")
        assert body_of(migration) == [
            "self.c = ops.convert_to_tensor(s, dtype=self.dtype)",
            "self.z = ops.zeros(s)",
        ]

    def test_in_no_list_but_updated_are_variables(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            def build(self, s):
                self.t = K.variable(0.)

            def call(self, x):
                K.update(self.t, x)
        """)
        assert body_of(migration) == [
            "self.t = keras.Variable(0., dtype=self.dtype, trainable=False)"
        ]
        assert "Keras 1 did not count it" in messages(migration, "notice")[0]


class TestPenalties:
    def test_become_arguments(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            self.W = K.zeros(s)
            self.trainable_weights = [self.W]
            self.regularizers = []
            if self.reg:
                self.reg.set_param(self.W)
                self.regularizers.append(self.reg)
            if self.activity_regularizer is not None:
                self.activity_regularizer.set_layer(self)
                self.regularizers.append(self.activity_regularizer)
            self.constraints = {}
            if self.con:
                self.constraints[self.W] = self.con
        """)
        assert body_of(migration) == [
            "self.W = self.add_weight(shape=s, initializer='zeros', regularizer=self.reg, "
            "constraint=self.con)",
        ]

    def test_of_a_weight_that_is_there_under_a_condition(
        self, layer: Callable[..., Migration]
    ) -> None:
        migration = layer("""
            self.a = K.zeros(s)
            self.trainable_weights = [self.a]
            if self.bias:
                self.b = K.zeros(s)
                self.trainable_weights += [self.b]
            if self.bias and self.con:
                self.constraints[self.b] = self.con
        """)
        assert body_of(migration)[2:] == [
            "    self.b = self.add_weight(shape=s, initializer='zeros', constraint=self.con)"
        ]

    def test_under_another_condition_are_left(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            self.W = K.zeros(s)
            self.trainable_weights = [self.W]
            if self.strict:
                self.constraints[self.W] = self.con
        """)
        assert "self.constraints[self.W] = self.con" in migration.source
        assert "Pass `constraint=self.con`" in messages(migration)[0]


class TestConstructor:
    def test_of_the_base_is_called_first(self, layer: Callable[..., Migration]) -> None:
        migration = layer('''
            def __init__(self, n, **kwargs):
                """Say what it is."""

                # how many
                self.n = n
                self.m = 2  # kept
                # the base
                super(L, self).__init__(**kwargs)
        ''')
        assert body_of(migration, "__init__") == [
            '"""Say what it is."""',
            "# the base",
            "super(L, self).__init__(**kwargs)",
            "# how many",
            "self.n = n",
            "self.m = 2  # kept",
        ]

    def test_takes_along_what_it_depends_on(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            def __init__(self, n, **kwargs):
                self.spec = 1
                self.n = n
                self.m = kwargs.pop('m')
                if self.n:
                    kwargs['input_shape'] = (self.n,)
                Layer.__init__(self, **kwargs)
        """)
        assert body_of(migration, "__init__") == [
            "self.m = kwargs.pop('m')",
            "if n:",
            "    kwargs['input_shape'] = (n,)",
            "Layer.__init__(self, **kwargs)",
            "self.spec = 1",
            "self.n = n",
        ]

    @pytest.mark.parametrize(
        "body",
        [
            "super().__init__(**kwargs)\nself.n = n",
            "kwargs['n'] = n\nsuper().__init__(**kwargs)\nself.n = n",
            "n = n or 1\nsuper().__init__(n, **kwargs)",
        ],
    )
    def test_that_is_called_first_stays(self, layer: Callable[..., Migration], body: str) -> None:
        source = "def __init__(self, n, **kwargs):\n" + indent(body, "    ")
        assert layer(source).changes == ()

    @pytest.mark.parametrize(
        "body",
        [
            "self.n = n\nsuper().__init__(name=self.label(), **kwargs)",
            "self.n = n; self.m = 1\nsuper().__init__(**kwargs)",
            "self.name = n\nsuper().__init__(**kwargs)",
            "self.n = n",
            "self.n = n\nif n:\n    super().__init__(**kwargs)",
            "self.old = kwargs\nkwargs.pop('x')\nsuper().__init__(**kwargs)",
        ],
    )
    def test_that_cannot_come_first_is_reported(
        self, layer: Callable[..., Migration], body: str
    ) -> None:
        migration = layer("def __init__(self, n, **kwargs):\n" + indent(body, "    "))
        assert migration.changes == ()
        assert len(messages(migration)) == 1


class TestMembers:
    def test_a_mask_may_be_absent(self, layer: Callable[..., Migration]) -> None:
        assert (
            "def call(self, x, mask=None):"
            in layer("""
            def call(self, x, mask):
                return x
        """).source
        )

    def test_what_keras_keeps_for_itself_is_reported(self, layer: Callable[..., Migration]) -> None:
        assert messages(layer("self.losses = []\nself.updates = [(s, 1)]")) == [
            "Leave `losses` out.",
            "Assign in `call`.",
        ]

    def test_what_a_concrete_base_keeps_under_another_name_is_reported_once(
        self, layer: Callable[..., Migration]
    ) -> None:
        migration = layer(
            """
            def call(self, x):
                return self.W * self.nb + self.W * self.nb + self.own

            def own(self):
                return 1
        """,
            base="Old",
        )
        assert messages(migration) == [
            "It is `kernel`.",
            "Keras 3 keeps it as `number`: use that name.",
        ]

    def test_a_changed_meaning_is_remarked(self, layer: Callable[..., Migration]) -> None:
        found = layer("self.activity_regularizer = s\nself.activity_regularizer = None")
        assert messages(found, "notice") == ["Divided by the batch size."]

    def test_an_initializer_is_serialized(self, layer: Callable[..., Migration]) -> None:
        assert (
            "return {'start': initializers.serialize(self.start)}"
            in layer("""
            def __init__(self, start):
                super().__init__()
                self.start = initializations.get(start)

            def get_config(self):
                return {'start': self.start.__name__}
        """).source
        )

    def test_methods_of_its_own_are_its_own(self, layer: Callable[..., Migration]) -> None:
        migration = layer("""
            def add_weight(self, x):
                return x

            def call(self, x):
                return self.add_weight(x)
        """)
        assert migration.changes == ()


class TestCallbacks:
    def test_keys_are_respelled_or_reported(self) -> None:
        migration = run("""
            class C(Callback):
                def on_epoch_end(self, epoch, logs={}):
                    if 'acc' in logs and logs["acc"] > logs.get('acc', 0):
                        print(self.params['nb_epoch'], self.params['nb_sample'], epoch['acc'])
        """)
        assert "if 'accuracy' in logs and logs[\"accuracy\"] > logs.get('accuracy', 0):" in (
            migration.source
        )
        assert "self.params['epochs'], self.params['nb_sample'], epoch['acc']" in migration.source
        assert messages(migration) == ["Count."]

    def test_methods_that_are_called_no_longer_are_reported(self) -> None:
        assert messages(run("class C(Callback):\n    def gone(self, x):\n        pass\n")) == [
            "It is gone."
        ]


def test_a_class_of_another_library_is_left_alone() -> None:
    source = "class L(Other):\n    def build(self):\n        self.trainable_weights = [self.W]\n"
    assert run(source).changes == ()


def test_weights_made_in_different_blocks_are_not_put_in_order(
    layer: Callable[..., Migration],
) -> None:
    migration = layer("""
        def build(self, input_shape):
            self.a = K.zeros((3,))
            self.c = K.zeros((3,))
            if self.bias:
                self.b = K.zeros((3,))
                self.trainable_weights = [self.a, self.b, self.c]
            else:
                self.trainable_weights = [self.a, self.c]
    """)
    assert [text for text in messages(migration) if "Keras 1 listed a, b, c" in text]


def test_a_skipped_statement_is_left_alone(layer: Callable[..., Migration]) -> None:
    migration = layer("self.trainable_weights = [self.W]  # kmigrate: skip")
    assert migration.findings == ()
