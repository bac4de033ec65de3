"""What the modules of Keras 1.2.2 bound at their top level, as far as it is recorded here.

Generated from the source with `ast`: BOUND names what is recorded under the module itself,
PASSING what it only imported, ELSEWHERE where that is recorded.
"""

BOUND = {
    "keras.activations": "elu get hard_sigmoid linear relu sigmoid softmax softplus softsign tanh",
    "keras.applications": "InceptionV3 ResNet50 VGG16 VGG19 Xception",
    "keras.applications.audio_conv_utils": "TAGS decode_predictions librosa preprocess_input",
    "keras.applications.imagenet_utils": (
        "CLASS_INDEX CLASS_INDEX_PATH decode_predictions preprocess_input"
    ),
    "keras.applications.inception_v3": (
        "InceptionV3 TF_WEIGHTS_PATH TF_WEIGHTS_PATH_NO_TOP TH_WEIGHTS_PATH "
        "TH_WEIGHTS_PATH_NO_TOP conv2d_bn decode_predictions preprocess_input"
    ),
    "keras.applications.music_tagger_crnn": "MusicTaggerCRNN TF_WEIGHTS_PATH TH_WEIGHTS_PATH",
    "keras.applications.resnet50": (
        "ResNet50 TF_WEIGHTS_PATH TF_WEIGHTS_PATH_NO_TOP TH_WEIGHTS_PATH TH_WEIGHTS_PATH_NO_TOP "
        "conv_block decode_predictions identity_block preprocess_input"
    ),
    "keras.applications.vgg16": (
        "TF_WEIGHTS_PATH TF_WEIGHTS_PATH_NO_TOP TH_WEIGHTS_PATH TH_WEIGHTS_PATH_NO_TOP VGG16 "
        "decode_predictions preprocess_input"
    ),
    "keras.applications.vgg19": (
        "TF_WEIGHTS_PATH TF_WEIGHTS_PATH_NO_TOP TH_WEIGHTS_PATH TH_WEIGHTS_PATH_NO_TOP VGG19 "
        "decode_predictions preprocess_input"
    ),
    "keras.applications.xception": (
        "TF_WEIGHTS_PATH TF_WEIGHTS_PATH_NO_TOP Xception decode_predictions preprocess_input"
    ),
    "keras.backend": (
        "Function abs all any arange argmax argmin asymmetric_spatial_2d_padding "
        "asymmetric_temporal_padding atrous_conv2d backend batch_dot batch_flatten "
        "batch_get_value batch_normalization batch_set_value binary_crossentropy cast "
        "cast_to_floatx categorical_crossentropy clear_session clip concatenate conv1d conv2d "
        "conv3d cos count_params ctc_batch_cost ctc_cost ctc_create_skip_idxs ctc_decode "
        "ctc_interleave_blanks ctc_label_dense_to_sparse ctc_path_probs ctc_update_log_p "
        "deconv2d dot dropout dtype elu epsilon equal eval exp expand_dims eye flatten floatx "
        "foldl foldr function gather get_session get_uid get_value get_variable_shape gradients "
        "greater greater_equal hard_sigmoid image_dim_ordering in_test_phase in_top_k "
        "in_train_phase int_shape is_explicit_shape is_keras_tensor is_sparse l2_normalize "
        "learning_phase legacy_weight_ordering lesser lesser_equal log "
        "manual_variable_initialization map_fn max maximum mean min minimum "
        "moving_average_update ndim normalize_batch_in_training not_equal one_hot ones "
        "ones_like pattern_broadcast permute_dimensions placeholder pool2d pool3d pow "
        "print_tensor prod py_all random_binomial random_normal random_normal_variable "
        "random_uniform random_uniform_variable relu repeat repeat_elements reset_uids reshape "
        "resize_images resize_volumes reverse rnn round separable_conv2d set_epsilon set_floatx "
        "set_image_dim_ordering set_learning_phase set_legacy_weight_ordering set_session "
        "set_value shape sigmoid sign sin softmax softplus softsign "
        "sparse_categorical_crossentropy spatial_2d_padding spatial_3d_padding sqrt square "
        "squeeze stack std stop_gradient sum switch tanh temporal_padding tf_major_version "
        "tf_minor_version th_sparse_module tile to_dense transpose update update_add update_sub "
        "var variable zeros zeros_like"
    ),
    "keras.backend.common": (
        "cast_to_floatx epsilon floatx get_uid image_dim_ordering is_keras_tensor "
        "legacy_weight_ordering reset_uids set_epsilon set_floatx set_image_dim_ordering "
        "set_legacy_weight_ordering"
    ),
    "keras.backend.tensorflow_backend": (
        "Function abs all any arange argmax argmin asymmetric_spatial_2d_padding "
        "asymmetric_temporal_padding atrous_conv2d batch_dot batch_flatten batch_get_value "
        "batch_normalization batch_set_value binary_crossentropy cast categorical_crossentropy "
        "clear_session clip concatenate conv1d conv2d conv3d cos count_params ctc_batch_cost "
        "ctc_decode ctc_label_dense_to_sparse deconv2d dot dropout dtype elu equal eval exp "
        "expand_dims eye flatten floatx foldl foldr function gather get_session get_value "
        "get_variable_shape gradients greater greater_equal hard_sigmoid image_dim_ordering "
        "in_test_phase in_top_k in_train_phase int_shape is_sparse l2_normalize learning_phase "
        "lesser lesser_equal log manual_variable_initialization map_fn max maximum mean min "
        "minimum moving_average_update ndim normalize_batch_in_training not_equal one_hot ones "
        "ones_like permute_dimensions placeholder pool2d pool3d pow print_tensor prod py_all "
        "random_binomial random_normal random_normal_variable random_uniform "
        "random_uniform_variable relu repeat repeat_elements reset_uids reshape resize_images "
        "resize_volumes reverse rnn round separable_conv2d set_learning_phase set_session "
        "set_value shape sigmoid sign sin softmax softplus softsign "
        "sparse_categorical_crossentropy spatial_2d_padding spatial_3d_padding sqrt square "
        "squeeze stack std stop_gradient sum switch tanh temporal_padding tf_major_version "
        "tf_minor_version tile to_dense transpose update update_add update_sub var variable "
        "zeros zeros_like"
    ),
    "keras.backend.theano_backend": (
        "Function abs all any arange argmax argmin asymmetric_spatial_2d_padding "
        "asymmetric_temporal_padding atrous_conv2d batch_dot batch_flatten batch_get_value "
        "batch_normalization batch_set_value binary_crossentropy cast categorical_crossentropy "
        "clip concatenate conv1d conv2d conv3d cos count_params ctc_batch_cost ctc_cost "
        "ctc_create_skip_idxs ctc_interleave_blanks ctc_path_probs ctc_update_log_p deconv2d "
        "dot dropout dtype elu equal eval exp expand_dims eye flatten floatx foldl foldr "
        "function gather get_value get_variable_shape gradients greater greater_equal "
        "hard_sigmoid image_dim_ordering in_test_phase in_top_k in_train_phase int_shape "
        "is_explicit_shape is_sparse l2_normalize learning_phase lesser lesser_equal log map_fn "
        "max maximum mean min minimum moving_average_update ndim normalize_batch_in_training "
        "not_equal one_hot ones ones_like pattern_broadcast permute_dimensions placeholder "
        "pool2d pool3d pow print_tensor prod py_all random_binomial random_normal "
        "random_normal_variable random_uniform random_uniform_variable relu repeat "
        "repeat_elements reshape resize_images resize_volumes reverse rnn round "
        "separable_conv2d set_learning_phase set_value shape sigmoid sign sin softmax softplus "
        "softsign sparse_categorical_crossentropy spatial_2d_padding spatial_3d_padding sqrt "
        "square squeeze stack std stop_gradient sum switch tanh temporal_padding "
        "th_sparse_module tile to_dense transpose update update_add update_sub var variable "
        "zeros zeros_like"
    ),
    "keras.callbacks": (
        "BaseLogger CSVLogger Callback CallbackList EarlyStopping History LambdaCallback "
        "LearningRateScheduler ModelCheckpoint ProgbarLogger ReduceLROnPlateau RemoteMonitor "
        "TensorBoard requests"
    ),
    "keras.constraints": (
        "Constraint MaxNorm MinMaxNorm NonNeg UnitNorm get maxnorm nonneg unitnorm"
    ),
    "keras.datasets.cifar": "load_batch",
    "keras.datasets.cifar10": "load_data",
    "keras.datasets.cifar100": "load_data",
    "keras.datasets.imdb": "get_word_index load_data",
    "keras.datasets.mnist": "load_data",
    "keras.datasets.reuters": "get_word_index load_data",
    "keras.engine": "Input InputLayer InputSpec Layer Merge Model get_source_inputs merge",
    "keras.engine.topology": (
        "Container Input InputLayer InputSpec Layer Merge Node get_source_inputs merge "
        "object_list_uid to_list"
    ),
    "keras.engine.training": (
        "Container GeneratorEnqueuer Model batch_shuffle check_array_lengths "
        "check_loss_and_target_compatibility collect_metrics make_batches slice_X "
        "standardize_class_weights standardize_input_data standardize_sample_or_class_weights "
        "standardize_sample_weights standardize_weights weighted_objective"
    ),
    "keras.initializations": (
        "get get_fans glorot_normal glorot_uniform he_normal he_uniform identity lecun_uniform "
        "normal one orthogonal uniform zero"
    ),
    "keras.layers": (
        "Activation ActivityRegularization AtrousConv1D AtrousConv2D AtrousConvolution1D "
        "AtrousConvolution2D AveragePooling1D AveragePooling2D AveragePooling3D "
        "BatchNormalization Bidirectional Conv1D Conv2D Conv3D ConvLSTM2D ConvRecurrent2D "
        "Convolution1D Convolution2D Convolution3D Cropping1D Cropping2D Cropping3D Deconv2D "
        "Deconvolution2D Dense Dropout ELU Embedding Flatten GRU GaussianDropout GaussianNoise "
        "GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D "
        "GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D Highway Input InputLayer "
        "InputSpec LSTM Lambda Layer LeakyReLU LocallyConnected1D LocallyConnected2D Masking "
        "MaxPooling1D MaxPooling2D MaxPooling3D MaxoutDense Merge PReLU ParametricSoftplus "
        "Permute Recurrent RepeatVector Reshape SReLU SeparableConv2D SeparableConvolution2D "
        "SimpleRNN SpatialDropout1D SpatialDropout2D SpatialDropout3D ThresholdedReLU "
        "TimeDistributed TimeDistributedDense UpSampling1D UpSampling2D UpSampling3D Wrapper "
        "ZeroPadding1D ZeroPadding2D ZeroPadding3D merge time_distributed_dense"
    ),
    "keras.layers.advanced_activations": (
        "ELU Layer LeakyReLU PReLU ParametricSoftplus SReLU ThresholdedReLU"
    ),
    "keras.layers.convolutional": (
        "AtrousConv1D AtrousConv2D AtrousConvolution1D AtrousConvolution2D AveragePooling1D "
        "AveragePooling2D AveragePooling3D Conv1D Conv2D Conv3D Convolution1D Convolution2D "
        "Convolution3D Cropping1D Cropping2D Cropping3D Deconv2D Deconvolution2D InputSpec "
        "Layer MaxPooling1D MaxPooling2D MaxPooling3D SeparableConv2D SeparableConvolution2D "
        "UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D"
    ),
    "keras.layers.convolutional_recurrent": "ConvLSTM2D ConvRecurrent2D InputSpec Layer",
    "keras.layers.core": (
        "Activation ActivityRegularization Dense Dropout Flatten Highway InputSpec Lambda Layer "
        "Masking MaxoutDense Merge Permute RepeatVector Reshape SpatialDropout1D "
        "SpatialDropout2D SpatialDropout3D TimeDistributedDense"
    ),
    "keras.layers.embeddings": "Embedding Layer",
    "keras.layers.local": "InputSpec Layer LocallyConnected1D LocallyConnected2D",
    "keras.layers.noise": "GaussianDropout GaussianNoise Layer",
    "keras.layers.normalization": "BatchNormalization InputSpec Layer",
    "keras.layers.pooling": (
        "AveragePooling1D AveragePooling2D AveragePooling3D GlobalAveragePooling1D "
        "GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D "
        "GlobalMaxPooling3D InputSpec Layer MaxPooling1D MaxPooling2D MaxPooling3D"
    ),
    "keras.layers.recurrent": "GRU InputSpec LSTM Layer Recurrent SimpleRNN time_distributed_dense",
    "keras.layers.wrappers": "Bidirectional InputSpec Layer TimeDistributed Wrapper",
    "keras.metrics": (
        "MAE MAPE MSE MSLE binary_accuracy binary_crossentropy categorical_accuracy "
        "categorical_crossentropy cosine cosine_proximity f1score fbeta_score fmeasure fscore "
        "get hinge kullback_leibler_divergence mae mape matthews_correlation "
        "mean_absolute_error mean_absolute_percentage_error mean_squared_error "
        "mean_squared_logarithmic_error mse msle poisson precision recall "
        "sparse_categorical_accuracy sparse_categorical_crossentropy squared_hinge "
        "top_k_categorical_accuracy"
    ),
    "keras.models": (
        "Model Sequential load_model model_from_config model_from_json model_from_yaml save_model"
    ),
    "keras.objectives": (
        "KLD MAE MAPE MSE MSLE binary_crossentropy categorical_crossentropy cosine "
        "cosine_proximity get hinge kld kullback_leibler_divergence mae mape "
        "mean_absolute_error mean_absolute_percentage_error mean_squared_error "
        "mean_squared_logarithmic_error mse msle poisson sparse_categorical_crossentropy "
        "squared_hinge"
    ),
    "keras.optimizers": (
        "Adadelta Adagrad Adam Adamax Nadam Optimizer RMSprop SGD TFOptimizer adadelta adagrad "
        "adam adamax clip_norm get nadam optimizer_from_config rmsprop sgd"
    ),
    "keras.preprocessing.image": (
        "DirectoryIterator ImageDataGenerator Iterator NumpyArrayIterator apply_transform "
        "array_to_img flip_axis img_to_array list_pictures load_img pil_image "
        "random_channel_shift random_rotation random_shear random_shift random_zoom "
        "transform_matrix_offset_center"
    ),
    "keras.preprocessing.sequence": "make_sampling_table pad_sequences skipgrams",
    "keras.preprocessing.text": "Tokenizer maketrans one_hot text_to_word_sequence",
    "keras.regularizers": (
        "ActivityRegularizer EigenvalueRegularizer L1L2Regularizer Regularizer "
        "WeightRegularizer activity_l1 activity_l1l2 activity_l2 get l1 l1l2 l2"
    ),
    "keras.utils.data_utils": "Progbar get_file urlretrieve validate_file",
    "keras.utils.generic_utils": (
        "CustomObjectScope Progbar custom_object_scope func_dump func_load get_custom_objects "
        "get_from_module make_tuple"
    ),
    "keras.utils.io_utils": (
        "HDF5Matrix ask_to_proceed_with_overwrite h5py load_array save_array tables"
    ),
    "keras.utils.layer_utils": (
        "conv_input_length conv_output_length convert_all_kernels_in_model convert_kernel "
        "count_total_params func_dump func_load get_custom_objects get_from_module "
        "layer_from_config print_summary"
    ),
    "keras.utils.np_utils": (
        "accuracy binary_logloss categorical_probas_to_classes conv_input_length "
        "conv_output_length convert_kernel multiclass_logloss normalize probas_to_classes "
        "to_categorical"
    ),
    "keras.utils.test_utils": "get_test_data keras_test layer_test",
    "keras.utils.visualize_util": "model_to_dot plot",
    "keras.wrappers.scikit_learn": "BaseWrapper KerasClassifier KerasRegressor",
}

PASSING = {
    "keras.activations": "K get_from_module",
    "keras.applications.audio_conv_utils": "K",
    "keras.applications.imagenet_utils": "K get_file",
    "keras.applications.inception_v3": (
        "AveragePooling2D BatchNormalization Convolution2D Dense Flatten Input K MaxPooling2D "
        "Model convert_all_kernels_in_model get_file get_source_inputs merge"
    ),
    "keras.applications.music_tagger_crnn": (
        "BatchNormalization Convolution2D Dense Dropout ELU GRU Input K MaxPooling2D Model "
        "Permute Reshape ZeroPadding2D convert_all_kernels_in_model decode_predictions get_file "
        "get_source_inputs preprocess_input"
    ),
    "keras.applications.resnet50": (
        "Activation AveragePooling2D BatchNormalization Convolution2D Dense Flatten Input K "
        "MaxPooling2D Model ZeroPadding2D convert_all_kernels_in_model get_file "
        "get_source_inputs merge"
    ),
    "keras.applications.vgg16": (
        "Convolution2D Dense Flatten Input K MaxPooling2D Model convert_all_kernels_in_model "
        "get_file get_source_inputs"
    ),
    "keras.applications.vgg19": (
        "Convolution2D Dense Flatten Input K MaxPooling2D Model convert_all_kernels_in_model "
        "get_file get_source_inputs"
    ),
    "keras.applications.xception": (
        "Activation BatchNormalization Conv2D Dense GlobalAveragePooling2D Input K MaxPooling2D "
        "Model SeparableConv2D get_file get_source_inputs merge"
    ),
    "keras.callbacks": "K Progbar",
    "keras.constraints": "K get_from_module",
    "keras.datasets.cifar10": "K get_file load_batch",
    "keras.datasets.cifar100": "K get_file load_batch",
    "keras.datasets.imdb": "get_file",
    "keras.datasets.mnist": "get_file",
    "keras.datasets.reuters": "get_file",
    "keras.engine.topology": "K ask_to_proceed_with_overwrite func_dump func_load initializations",
    "keras.engine.training": "K Progbar cbks metrics_module objectives optimizers",
    "keras.initializations": "K get_from_module",
    "keras.layers": (
        "K activations constraints conv_input_length conv_output_length func_dump func_load "
        "get_from_module initializations regularizers"
    ),
    "keras.layers.advanced_activations": "K initializations",
    "keras.layers.convolutional": (
        "K activations constraints conv_input_length conv_output_length initializations "
        "regularizers"
    ),
    "keras.layers.convolutional_recurrent": (
        "K activations conv_output_length initializations regularizers"
    ),
    "keras.layers.core": (
        "K activations constraints func_dump func_load get_from_module initializations regularizers"
    ),
    "keras.layers.embeddings": "K constraints initializations regularizers",
    "keras.layers.local": (
        "K activations constraints conv_output_length initializations regularizers"
    ),
    "keras.layers.noise": "K",
    "keras.layers.normalization": "K initializations regularizers",
    "keras.layers.pooling": "K conv_output_length",
    "keras.layers.recurrent": "K activations initializations regularizers",
    "keras.layers.wrappers": "K",
    "keras.metrics": "K get_from_module",
    "keras.models": (
        "K Layer Merge Node ask_to_proceed_with_overwrite get_source_inputs "
        "optimizer_from_config optimizers"
    ),
    "keras.objectives": "K get_from_module",
    "keras.optimizers": "K get_custom_objects get_from_module",
    "keras.preprocessing.image": "K",
    "keras.regularizers": "K get_from_module",
    "keras.utils.layer_utils": (
        "Activation ActivityRegularization AtrousConv1D AtrousConv2D AtrousConvolution1D "
        "AtrousConvolution2D AveragePooling1D AveragePooling2D AveragePooling3D "
        "BatchNormalization Bidirectional Conv1D Conv2D Conv3D ConvLSTM2D ConvRecurrent2D "
        "Convolution1D Convolution2D Convolution3D Cropping1D Cropping2D Cropping3D Deconv2D "
        "Deconvolution2D Dense Dropout ELU Embedding Flatten GRU GaussianDropout GaussianNoise "
        "GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D "
        "GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D Highway Input InputLayer "
        "InputSpec K LSTM Lambda Layer LeakyReLU LocallyConnected1D LocallyConnected2D Masking "
        "MaxPooling1D MaxPooling2D MaxPooling3D MaxoutDense Merge Model PReLU "
        "ParametricSoftplus Permute Recurrent RepeatVector Reshape SReLU SeparableConv2D "
        "SeparableConvolution2D Sequential SimpleRNN SpatialDropout1D SpatialDropout2D "
        "SpatialDropout3D ThresholdedReLU TimeDistributed TimeDistributedDense UpSampling1D "
        "UpSampling2D UpSampling3D Wrapper ZeroPadding1D ZeroPadding2D ZeroPadding3D "
        "activations constraints initializations merge regularizers time_distributed_dense"
    ),
    "keras.utils.np_utils": "K",
    "keras.utils.test_utils": "Input K Model Sequential model_from_json",
    "keras.utils.visualize_util": "Sequential Wrapper",
    "keras.wrappers.scikit_learn": "Sequential to_categorical",
}

ELSEWHERE = {
    "Activation": "keras.layers.Activation",
    "ActivityRegularization": "keras.layers.ActivityRegularization",
    "AtrousConv1D": "keras.layers.AtrousConvolution1D",
    "AtrousConv2D": "keras.layers.AtrousConvolution2D",
    "AtrousConvolution1D": "keras.layers.AtrousConvolution1D",
    "AtrousConvolution2D": "keras.layers.AtrousConvolution2D",
    "AveragePooling1D": "keras.layers.AveragePooling1D",
    "AveragePooling2D": "keras.layers.AveragePooling2D",
    "AveragePooling3D": "keras.layers.AveragePooling3D",
    "BatchNormalization": "keras.layers.BatchNormalization",
    "Bidirectional": "keras.layers.Bidirectional",
    "Conv1D": "keras.layers.Convolution1D",
    "Conv2D": "keras.layers.Convolution2D",
    "Conv3D": "keras.layers.Convolution3D",
    "ConvLSTM2D": "keras.layers.ConvLSTM2D",
    "ConvRecurrent2D": "keras.layers.ConvRecurrent2D",
    "Convolution1D": "keras.layers.Convolution1D",
    "Convolution2D": "keras.layers.Convolution2D",
    "Convolution3D": "keras.layers.Convolution3D",
    "Cropping1D": "keras.layers.Cropping1D",
    "Cropping2D": "keras.layers.Cropping2D",
    "Cropping3D": "keras.layers.Cropping3D",
    "Deconv2D": "keras.layers.Deconvolution2D",
    "Deconvolution2D": "keras.layers.Deconvolution2D",
    "Dense": "keras.layers.Dense",
    "Dropout": "keras.layers.Dropout",
    "ELU": "keras.layers.ELU",
    "Embedding": "keras.layers.Embedding",
    "Flatten": "keras.layers.Flatten",
    "GRU": "keras.layers.GRU",
    "GaussianDropout": "keras.layers.GaussianDropout",
    "GaussianNoise": "keras.layers.GaussianNoise",
    "GlobalAveragePooling1D": "keras.layers.GlobalAveragePooling1D",
    "GlobalAveragePooling2D": "keras.layers.GlobalAveragePooling2D",
    "GlobalAveragePooling3D": "keras.layers.GlobalAveragePooling3D",
    "GlobalMaxPooling1D": "keras.layers.GlobalMaxPooling1D",
    "GlobalMaxPooling2D": "keras.layers.GlobalMaxPooling2D",
    "GlobalMaxPooling3D": "keras.layers.GlobalMaxPooling3D",
    "Highway": "keras.layers.Highway",
    "Input": "keras.layers.Input",
    "InputLayer": "keras.layers.InputLayer",
    "InputSpec": "keras.layers.InputSpec",
    "K": "keras.backend",
    "LSTM": "keras.layers.LSTM",
    "Lambda": "keras.layers.Lambda",
    "Layer": "keras.layers.Layer",
    "LeakyReLU": "keras.layers.LeakyReLU",
    "LocallyConnected1D": "keras.layers.LocallyConnected1D",
    "LocallyConnected2D": "keras.layers.LocallyConnected2D",
    "Masking": "keras.layers.Masking",
    "MaxPooling1D": "keras.layers.MaxPooling1D",
    "MaxPooling2D": "keras.layers.MaxPooling2D",
    "MaxPooling3D": "keras.layers.MaxPooling3D",
    "MaxoutDense": "keras.layers.MaxoutDense",
    "Merge": "keras.layers.Merge",
    "Model": "keras.models.Model",
    "Node": "keras.engine.Node",
    "PReLU": "keras.layers.PReLU",
    "ParametricSoftplus": "keras.layers.ParametricSoftplus",
    "Permute": "keras.layers.Permute",
    "Progbar": "keras.utils.Progbar",
    "Recurrent": "keras.layers.Recurrent",
    "RepeatVector": "keras.layers.RepeatVector",
    "Reshape": "keras.layers.Reshape",
    "SReLU": "keras.layers.SReLU",
    "SeparableConv2D": "keras.layers.SeparableConvolution2D",
    "SeparableConvolution2D": "keras.layers.SeparableConvolution2D",
    "Sequential": "keras.models.Sequential",
    "SimpleRNN": "keras.layers.SimpleRNN",
    "SpatialDropout1D": "keras.layers.SpatialDropout1D",
    "SpatialDropout2D": "keras.layers.SpatialDropout2D",
    "SpatialDropout3D": "keras.layers.SpatialDropout3D",
    "ThresholdedReLU": "keras.layers.ThresholdedReLU",
    "TimeDistributed": "keras.layers.TimeDistributed",
    "TimeDistributedDense": "keras.layers.TimeDistributedDense",
    "UpSampling1D": "keras.layers.UpSampling1D",
    "UpSampling2D": "keras.layers.UpSampling2D",
    "UpSampling3D": "keras.layers.UpSampling3D",
    "Wrapper": "keras.layers.Wrapper",
    "ZeroPadding1D": "keras.layers.ZeroPadding1D",
    "ZeroPadding2D": "keras.layers.ZeroPadding2D",
    "ZeroPadding3D": "keras.layers.ZeroPadding3D",
    "activations": "keras.activations",
    "ask_to_proceed_with_overwrite": "keras.utils.ask_to_proceed_with_overwrite",
    "cbks": "keras.callbacks",
    "constraints": "keras.constraints",
    "conv_input_length": "keras.utils.conv_input_length",
    "conv_output_length": "keras.utils.conv_output_length",
    "convert_all_kernels_in_model": "keras.utils.convert_all_kernels_in_model",
    "decode_predictions": "keras.applications.audio_conv_utils.decode_predictions",
    "func_dump": "keras.utils.func_dump",
    "func_load": "keras.utils.func_load",
    "get_custom_objects": "keras.utils.get_custom_objects",
    "get_file": "keras.utils.get_file",
    "get_from_module": "keras.utils.get_from_module",
    "get_source_inputs": "keras.engine.get_source_inputs",
    "initializations": "keras.initializations",
    "load_batch": "keras.datasets.cifar.load_batch",
    "merge": "keras.layers.merge",
    "metrics_module": "keras.metrics",
    "model_from_json": "keras.models.model_from_json",
    "objectives": "keras.objectives",
    "optimizer_from_config": "keras.optimizers.optimizer_from_config",
    "optimizers": "keras.optimizers",
    "preprocess_input": "keras.applications.audio_conv_utils.preprocess_input",
    "regularizers": "keras.regularizers",
    "time_distributed_dense": "keras.layers.time_distributed_dense",
    "to_categorical": "keras.utils.to_categorical",
}
