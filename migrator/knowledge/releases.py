"""What tells the releases of Keras 1 from one another: what one had first, or had no longer."""

SINCE = dict.fromkeys(
    (
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
    ),
    "1.2.0",
)
UNTIL = dict.fromkeys(
    (
        "keras.backend.pack",
        "keras.layers.Layer.add_updates",
        "keras.utils.func_reconstruct_closure",
    ),
    "1.2.0",
)
EARLIEST = "1.0.8"  # of August 2016: older code tells its age by other means, as a rule
