"""Edits of a few bytes say what libcst would, wherever they are used in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator import migrate
from migrator.engine import apply
from migrator.errors import UnparsableError

FIXTURES = Path(__file__).parents[2] / "fixtures"
AREAS = sorted({path.parent for path in FIXTURES.rglob("*.before.py")})


@pytest.mark.parametrize("area", AREAS, ids=lambda area: str(area.relative_to(FIXTURES)))
def test_a_file_becomes_what_it_becomes_with_libcst(
    area: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [path.read_bytes() for path in sorted(area.glob("*.before.py"))]
    in_place = [migrated(source) for source in sources]
    monkeypatch.setattr(apply, "edited_in_place", lambda *_: None)
    assert in_place == [migrated(source) for source in sources]


@pytest.mark.parametrize(
    "call",
    [
        "Dense(64)",
        "Dense( 64 )",
        "Dense(64, )",
        "Dense((64))",
        "Dense(64, ('uniform'), (f(1)))",
        "Dense((64),  # (units)\n  ('uniform'),  # init\n  'relu')",
        "Dense(*sizes)",
        "Dense(64, **others)",
        "Dense(output_dim = 64, init = 'uniform', activation='relu')",
        "Dense(64, 'uniform', 'relu', activation='é')(x)",
        "Dense(64, W_regularizer=l2(0.01), W_constraint=maxnorm(2))(Dense(3, init='one')(x))",
        "Convolution2D(64, 3, 3)",
        "Convolution2D(64, 3, 3, border_mode='same')(Convolution2D(64,3,3)(x))",
        "Convolution2D(nb_filter=64, nb_row=3, nb_col=3, subsample=(2, 2))",
        "Convolution2D(64, 3 , (3), dim_ordering='th')",
        "model.fit(x, y, 32, 10, show_accuracy=True, nb_epoch=3)",
        "model.add(Dense(10, input_dim=784, init='one'))",
        "model.add(LSTM(10, input_dim=4, input_length=len(x), inner_init='orthogonal'))",
        "K.shape(x)[0] if K.ndim(x) else K.max(K.abs(x), axis = -1)",
        "Merge([left, right], mode='sum')",
        "SGD(lr=0.1, decay=1e-6, momentum=0.9, nesterov=True), Adam(), RMSprop( )",
        "SGD(lr=a or b, decay=-d, momentum=0.9), Adam(\n    lr=f(0.1),\n    decay=d,\n)",
        "Convolution2D(nb_filter=64,nb_row=3,nb_col=n+1)",
        "Convolution2D(\n  nb_filter=64,\n  nb_row=3,\n  nb_col=3,\n  border_mode='same')",
        "ModelCheckpoint(\n    'f',\n    verbose=1,\n    period=1,\n)",
        "model.compile('sgd', 'mse', sample_weight_mode=None,\n  metrics=[])",
        "model.compile('sgd',\n  'mse', sample_weight_mode=None, metrics=[])",
        "model.reset_states(), (model).reset_states( ), f(model).reset_states()",
        "K.batch_flatten(K.abs(x)), K.batch_flatten( x )",
        "K.set_value(v.lr, a or b), K.set_value(\n  v, 3\n), K.set_value(K.abs(v), (3))",
        "x.get_shape().as_list(), Input((3,)).get_shape()",
        "Convolution2D(nb_filter // 2, nb_row, nb_col), Convolution2D(64, 3, 3)",
    ],
)
def test_a_call_on_one_line_becomes_what_it_becomes_with_libcst(
    call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = (
        "from keras import backend as K\nfrom keras.layers import *\nfrom keras.models import *\n"
    )
    head += "from keras.callbacks import *\nfrom keras.optimizers import *\nfrom keras.regularizers import l2\nnb_epoch = 1\n"
    head += (
        "from keras.constraints import maxnorm\nmodel = Sequential()\nmodel.fit(x, nb_epoch=2)\n"
    )
    source = f"{head}y = [{call}]\nz = ({call}) # a comment\nf(\n  {call},\n)\n".encode()
    in_place = migrated(source)
    monkeypatch.setattr(apply, "edited_in_place", lambda *_: None)
    assert in_place == migrated(source) != source


def migrated(source: bytes) -> bytes:
    try:
        return migrate(source).data
    except UnparsableError as error:
        return str(error).encode()
