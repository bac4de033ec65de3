"""`# kmigrate: from 1`: a later run reads what is left as this one did."""

import pytest

from migrator import Options, migrate
from migrator.facts import Facts, Pinned

LEFT = """\
from keras.preprocessing.image import ImageDataGenerator
from keras.models import Sequential

generator = ImageDataGenerator(*options)
model = Sequential()
model.fit(x, y, nb_epoch=3)
"""
COMMENT = "# kmigrate: from 1"


class TestTheComment:
    def test_stands_above_the_first_import_of_a_file_that_would_be_misread(self) -> None:
        migration = migrate(f'"""Doc."""\n\n{LEFT}')
        assert migration.source.startswith(f'"""Doc."""\n\n{COMMENT}\nfrom keras')
        assert "kmigrate.from" in {change.rule for change in migration.changes}

    def test_keeps_the_newlines_and_the_encoding_of_the_file(self) -> None:
        source = f"# -*- coding: latin-1 -*-\n# größe\n{LEFT}".replace("\n", "\r\n")
        data = migrate(source.encode("latin-1")).data
        assert data.startswith(
            f"# -*- coding: latin-1 -*-\r\n# größe\r\n{COMMENT}\r\n".encode("latin-1")
        )

    def test_makes_the_second_run_the_last(self) -> None:
        once = migrate(LEFT)
        again = migrate(once.data)
        assert again.data == once.data
        assert again.dialect.value == "keras1"
        assert again.dialect.evidence == (f"1: {COMMENT}",)

    def test_goes_when_nothing_is_left_to_do(self) -> None:
        settled = migrate(LEFT).source.replace("ImageDataGenerator(*options)", "other()")
        settled = settled.replace("from keras.preprocessing.image import ImageDataGenerator\n", "")
        assert COMMENT not in migrate(settled).source

    def test_is_not_written_where_nothing_would_be_misread(self) -> None:
        assert COMMENT not in migrate(LEFT.replace("(*options)", "()")).source

    def test_is_not_written_when_the_command_line_says_the_keras(self) -> None:
        assert COMMENT not in migrate(LEFT, options=Options(dialect="1")).source


@pytest.mark.parametrize("dialect", ["0", "1", "2", "tf.keras"])
def test_an_author_says_for_which_keras_a_file_is(dialect: str) -> None:
    said = migrate(f"# kmigrate: from {dialect}\nfrom keras.layers import LSTM\nLSTM(3)\n")
    forced = migrate("from keras.layers import LSTM\nLSTM(3)\n", options=Options(dialect=dialect))  # type: ignore[arg-type]
    assert said.dialect.value == forced.dialect.value
    assert said.source == forced.source


class TestAProjectThatPinsAnotherKeras:
    """TensorFlow's Keras beside `keras==2.2.4`: what is Keras 3 now is no Keras 2.2."""

    SOURCE = "from tensorflow.keras.layers import LSTM\nLSTM(3)\nmodel.fit(x, y, epochs=3)\n"
    PINNED = Options(facts=Facts(pinned=Pinned("2.2.4", "requirements.txt:1")))

    def test_gets_a_comment_that_a_file_is_keras_3(self) -> None:
        once = migrate(self.SOURCE, options=self.PINNED)
        assert once.source.startswith(
            "# kmigrate: from 3\nfrom keras.layers import LSTM\nLSTM(3)\n"
        )

    def test_which_stays(self) -> None:
        once = migrate(self.SOURCE, options=self.PINNED)
        again = migrate(once.data, options=self.PINNED)
        assert not again.changed
        assert again.dialect.value == "keras3"

    def test_does_not_get_it_where_the_requirements_say_the_same(self) -> None:
        late = Options(facts=Facts(pinned=Pinned("2.13.1", "requirements.txt:1")))
        once = migrate(self.SOURCE, options=late)
        assert "kmigrate" not in once.source
        assert not migrate(once.data, options=late).changed


def test_in_a_docstring_it_is_no_comment() -> None:
    text = '"""How to say it:\n\n# kmigrate: from 1\n"""\nfrom keras.layers import LSTM\nLSTM(3)\n'
    assert migrate(text).dialect.value != "keras1"
