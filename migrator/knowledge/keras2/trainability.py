"""What `trainable` meant in Keras 2, where Keras 3 takes it otherwise."""

from migrator.frozen import replace
from migrator.knowledge import normalization
from migrator.knowledge.keras2.wording import of_keras_2

#: What a frozen layer computes, up to TensorFlow 1; and models that are frozen once compiled.
FROZEN = {
    owner: replace(remark, text=of_keras_2(remark.text))
    for owner, remark in normalization.FROZEN.items()
}
REFROZEN = of_keras_2(normalization.REFROZEN)
COMPILED_WHILE = of_keras_2(normalization.COMPILED_WHILE)
#: Of Keras itself: TensorFlow's copy froze the layers, too.
FROZEN_ALONE = of_keras_2(normalization.FROZEN_ALONE)
FROZEN_TWINS = of_keras_2(normalization.FROZEN_TWINS)
