"""What `trainable` meant in Keras 2, where Keras 3 takes it otherwise."""

from migrator.frozen import replace
from migrator.knowledge import normalization

#: What a frozen layer computes, up to TensorFlow 1; and models that are frozen once compiled.
FROZEN = {
    owner: replace(remark, text=remark.text.replace("Keras 1", "Keras 2"))
    for owner, remark in normalization.FROZEN.items()
}
REFROZEN = normalization.REFROZEN.replace("Keras 1", "Keras 2")
COMPILED_WHILE = normalization.COMPILED_WHILE.replace("Keras 1", "Keras 2")
#: Of Keras itself: TensorFlow's copy froze the layers, too.
FROZEN_ALONE = normalization.FROZEN_ALONE.replace("Keras 1", "Keras 2")
FROZEN_TWINS = normalization.FROZEN_TWINS.replace("Keras 1", "Keras 2")
