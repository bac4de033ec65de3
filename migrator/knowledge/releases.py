"""What tells the releases of Keras 1 from one another: what one had first, or had no longer."""

# Not what a migrated file of Keras 0 has as well: `Input`.
_SINCE_1_0 = (
    "keras.layers.merge",
    "keras.models.Model.compile(metrics",
    "keras.models.Sequential.compile(metrics",
    "keras.models.load_model",
)
_SINCE_1_0_6 = (
    "keras.layers.AtrousConvolution2D",
    "keras.layers.LocallyConnected1D",
    "keras.layers.LocallyConnected2D",
    "keras.layers.SeparableConvolution2D",
)
_SINCE_1_0_8 = (
    "keras.layers.Bidirectional",
    "keras.layers.Cropping1D",
    "keras.layers.Cropping2D",
    "keras.layers.Cropping3D",
)
_SINCE_1_1 = (
    "keras.callbacks.CSVLogger",
    "keras.callbacks.EarlyStopping(min_delta",
    "keras.callbacks.LambdaCallback",
    "keras.callbacks.ReduceLROnPlateau",
    "keras.layers.AtrousConvolution1D",
    "keras.layers.GlobalAveragePooling1D",
    "keras.layers.GlobalAveragePooling2D",
    "keras.layers.GlobalMaxPooling1D",
    "keras.layers.GlobalMaxPooling2D",
    "keras.layers.SpatialDropout1D",
)
_SINCE_1_2 = (
    "keras.applications.InceptionV3(classes",
    "keras.applications.InceptionV3(input_shape",
    "keras.applications.ResNet50(classes",
    "keras.applications.ResNet50(input_shape",
    "keras.applications.VGG16(classes",
    "keras.applications.VGG16(input_shape",
    "keras.applications.VGG19(classes",
    "keras.applications.VGG19(input_shape",
    "keras.applications.Xception(classes",
    "keras.applications.Xception(input_shape",
    "keras.backend.arange",
    "keras.backend.stack",
    "keras.callbacks.ModelCheckpoint(period",
    "keras.constraints.MinMaxNorm",
    "keras.layers.Dropout(noise_shape",
    "keras.layers.Dropout(seed",
    "keras.layers.Layer.add_loss",
    "keras.layers.Layer.add_update",
    "keras.layers.Layer.add_weight",
    "keras.layers.PReLU(shared_axes",
    "keras.layers.SReLU(shared_axes",
    "keras.models.Sequential.fit(initial_epoch",
    "keras.models.Sequential.fit_generator(initial_epoch",
    "keras.preprocessing.image.ImageDataGenerator(preprocessing_function",
    "keras.preprocessing.image.ImageDataGenerator.flow_from_directory(follow_links",
    "keras.utils.custom_object_scope",
    "keras.utils.get_custom_objects",
)
SINCE = {
    **dict.fromkeys(_SINCE_1_0, "1.0.0"),
    **dict.fromkeys(_SINCE_1_0_6, "1.0.6"),
    "keras.layers.Deconvolution2D": "1.0.7",
    **dict.fromkeys(_SINCE_1_0_8, "1.0.8"),
    **dict.fromkeys(_SINCE_1_1, "1.1.0"),
    **dict.fromkeys(_SINCE_1_2, "1.2.0"),
}
UNTIL = dict.fromkeys(
    (
        "keras.backend.pack",
        "keras.layers.Layer.add_updates",
        "keras.utils.func_reconstruct_closure",
    ),
    "1.2.0",
)
EARLIEST = "1.0.8"  # of August 2016: older code tells its age by other means, as a rule
