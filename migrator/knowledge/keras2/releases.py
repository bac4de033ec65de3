"""What tells the releases of Keras 2 from one another: what one had first, read in its sources."""

_SINCE_2_1_3 = (
    "keras.applications.DenseNet121",
    "keras.applications.DenseNet169",
    "keras.applications.DenseNet201",
    "keras.applications.NASNetLarge",
    "keras.applications.NASNetMobile",
    "keras.callbacks.LearningRateScheduler(verbose",
    "keras.layers.SeparableConv1D",
    "keras.layers.Softmax",
    "keras.models.Model.load_weights(skip_mismatch",
    "keras.models.Sequential.evaluate(steps",
    "keras.models.Sequential.predict(steps",
    "keras.optimizers.Adam(amsgrad",
    "keras.preprocessing.text.Tokenizer(oov_token",
)
_SINCE_2_1_5 = (
    "keras.layers.GRU(reset_after",
    "keras.layers.GRUCell(reset_after",
    "keras.preprocessing.image.ImageDataGenerator(brightness_range",
    "keras.preprocessing.image.ImageDataGenerator(validation_split",
    "keras.preprocessing.sequence.TimeseriesGenerator",
)
_SINCE_2_1_6 = (
    "keras.backend.softmax(axis",
    "keras.callbacks.ReduceLROnPlateau(min_delta",
    "keras.layers.Flatten(data_format",
    "keras.layers.SeparableConv2D(dilation_rate",
    "keras.utils.multi_gpu_model(cpu_merge",
    "keras.utils.multi_gpu_model(cpu_relocation",
)
_SINCE_2_2_0 = (
    "keras.callbacks.EarlyStopping(baseline",
    "keras.layers.Conv1D(data_format",
    "keras.layers.ReLU",
)
_SINCE_2_2_3 = (
    "keras.activations.exponential",
    "keras.activations.relu(threshold",
    "keras.applications.MobileNetV2",
    "keras.callbacks.EarlyStopping(restore_best_weights",
    "keras.callbacks.TensorBoard(update_freq",
    "keras.layers.Conv2DTranspose(dilation_rate",
    "keras.layers.UpSampling2D(interpolation",
    "keras.preprocessing.image.save_img",
    "keras.utils.to_categorical(dtype",
)
SINCE = {
    "keras.models.Sequential.fit(steps_per_epoch": "2.1.0",
    "keras.models.Sequential.fit(validation_steps": "2.1.0",
    **dict.fromkeys(_SINCE_2_1_3, "2.1.3"),
    **dict.fromkeys(_SINCE_2_1_5, "2.1.5"),
    **dict.fromkeys(_SINCE_2_1_6, "2.1.6"),
    **dict.fromkeys(_SINCE_2_2_0, "2.2.0"),
    **dict.fromkeys(_SINCE_2_2_3, "2.2.3"),
}
_SINCE_TENSORFLOW = {
    "keras": "mixed_precision saving",
    "keras.activations": "gelu mish",
    "keras.applications": "convnext efficientnet efficientnet_v2 mobilenet_v3",
    "keras.callbacks": "BackupAndRestore",
    "keras.layers": (
        "AdditiveAttention Attention CategoryEncoding CenterCrop Conv1DTranspose ConvLSTM1D "
        "ConvLSTM3D DepthwiseConv1D Discretization EinsumDense GroupNormalization Hashing "
        "HashedCrossing Identity IntegerLookup LayerNormalization MultiHeadAttention "
        "Normalization RandomBrightness RandomContrast RandomCrop RandomFlip RandomRotation "
        "RandomTranslation RandomZoom Rescaling Resizing SpectralNormalization StringLookup "
        "TextVectorization UnitNormalization experimental"
    ),
    "keras.optimizers": "Adafactor AdamW Ftrl Lion legacy schedules",
    "keras.utils": (
        "array_to_img audio_dataset_from_directory image_dataset_from_directory img_to_array "
        "load_img pad_sequences register_keras_serializable save_img set_random_seed "
        "text_dataset_from_directory timeseries_dataset_from_array"
    ),
}
#: What the package keras had first as TensorFlow's own, from 2.4 on; whole modules, too.
SINCE_TENSORFLOW = frozenset(
    f"{module}.{name}" for module, names in _SINCE_TENSORFLOW.items() for name in names.split()
)

_LATER_WORDS = {
    "2.3": {
        "models.Model.evaluate models.Model.fit models.Model.predict": (
            "max_queue_size use_multiprocessing workers"
        ),
        "models.Model.test_on_batch models.Model.train_on_batch": "reset_metrics",
    },
    "tf.keras": {
        "callbacks.BackupAndRestore": "save_before_preemption",
        "callbacks.ModelCheckpoint": "load_weights_on_restart options",
        "layers.AdditiveAttention layers.Attention": "causal",
        "layers.CategoryEncoding": "max_tokens",
        "layers.Discretization": "bins",
        "layers.Embedding": "sparse",
        "layers.GRU layers.LSTM layers.RNN": "time_major",
        "layers.Input": "type_spec",
        "layers.IntegerLookup": "mask_value max_values oov_value",
        "layers.Softmax": "robust_masking",
        "models.Model.save_weights": "save_format",
        "models.load_model": "options",
        "utils.image_dataset_from_directory": "smart_resize",
    },
}
_LATER_SYMBOLS = {
    "2.3": {
        "backend": "control_dependencies get_graph is_variable size symbolic",
        "losses": "huber_loss",
        "metrics": "cosine_similarity",
    },
    "tf.keras": {
        "backend": "learning_phase_scope random_bernoulli",
        "callbacks.experimental": "BackupAndRestore",
        "constraints": "RadialConstraint radial_constraint",
        "estimator": "model_to_estimator",
        "experimental": (
            "CosineDecay CosineDecayRestarts LinearCosineDecay LinearModel "
            "NoisyLinearCosineDecay SequenceFeatures SidecarEvaluator WideDeepModel"
        ),
        "layers": "AbstractRNNCell DenseFeatures RandomHeight RandomWidth",
        "layers.experimental": "EinsumDense RandomFourierFeatures SyncBatchNormalization",
        "losses": "CosineProximity",
        "metrics": "CosineProximity KLD MeanRelativeError MeanTensor kld",
        "metrics.experimental": "PyMetric",
        "mixed_precision": "DynamicLossScale FixedLossScale LossScale set_policy",
        "models.experimental": "SharpnessAwareMinimization",
        "utils": "SidecarEvaluator to_ordinal warmstart_embedding_matrix",
        "utils.experimental": "DatasetCreator",
    },
}
#: What came in a family after 2.2, and Keras 3 has no longer: symbols, and what calls took.
LATER = {
    f"keras.{module}.{name}": family
    for family, found in _LATER_SYMBOLS.items()
    for module, names in found.items()
    for name in names.split()
} | {
    f"keras.{symbol}({word}": family
    for family, found in _LATER_WORDS.items()
    for symbols, words in found.items()
    for symbol in symbols.split()
    for word in words.split()
}
