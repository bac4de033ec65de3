"""Where a weight file and a model part. No Keras is needed to say it."""

from __future__ import annotations

from migrator.verification.weights.files import StoredLayer
from migrator.verification.weights.fit import left_out, mismatch

CONVOLUTION = StoredLayer("conv", ((4, 3, 5, 5), (4,)), "Convolution2D")
DENSE = StoredLayer("dense", ((10, 4), (4,)), "Dense")
NARROW = StoredLayer("dense", ((10, 3), (3,)))


def test_layers_are_matched_in_order_whatever_they_are_called() -> None:
    renamed = [StoredLayer("a", CONVOLUTION.shapes), StoredLayer("b", DENSE.shapes)]
    assert mismatch(renamed, [CONVOLUTION, DENSE], by_name=False) == ""


def test_another_number_of_layers_is_shown_side_by_side() -> None:
    told = mismatch([DENSE], [CONVOLUTION, DENSE], by_name=False)
    assert "the file has 1 layers with weights, the model has 2" in told
    assert "conv (Convolution2D): (4, 3, 5, 5), (4,)" in told


def test_the_layer_and_both_shapes_are_named() -> None:
    told = mismatch([NARROW], [DENSE], by_name=False)
    assert told == (
        "the file has dense: (10, 3), (3,), where the model has dense (Dense): (10, 4), (4,)"
    )


def test_kernels_of_the_other_image_ordering_are_recognised() -> None:
    last = StoredLayer("conv", ((5, 5, 3, 4), (4,)))
    assert "--data-format" in mismatch([CONVOLUTION], [last], by_name=False)
    assert "--data-format" in mismatch([last], [CONVOLUTION], by_name=False)


def test_by_name_the_layers_of_one_side_are_passed_over_and_named() -> None:
    stored, wanted = [CONVOLUTION, DENSE], [StoredLayer("head", ((4, 2),)), DENSE]
    assert mismatch(stored, wanted, by_name=True) == ""
    assert left_out(stored, wanted) == [
        "not in the file, so left as initialised: head",
        "in the file only: conv",
    ]


def test_by_name_something_must_have_the_same_name() -> None:
    assert "no layer of the file" in mismatch([CONVOLUTION], [DENSE], by_name=True)
