"""What the modules of Keras 2 bound at their top level, in any of its releases or in tf.keras.

Generated from the sources of 2.0.9, 2.2.4 and 2.3.1, and from tf_keras.
"""

BOUND = {
    "keras": (
        "Input Model Sequential activations applications backend callbacks constraints datasets "
        "dtensor engine estimator experimental export initializers layers losses metrics "
        "mixed_precision models optimizers preprocessing regularizers saving utils wrappers"
    ),
    "keras.activations": (
        "K Layer deserialize deserialize_keras_object elu exponential gelu get hard_sigmoid "
        "linear mish relu selu serialize sigmoid softmax softplus softsign swish tanh"
    ),
    "keras.applications": (
        "ConvNeXtBase ConvNeXtLarge ConvNeXtSmall ConvNeXtTiny ConvNeXtXLarge DenseNet121 "
        "DenseNet169 DenseNet201 EfficientNetB0 EfficientNetB1 EfficientNetB2 EfficientNetB3 "
        "EfficientNetB4 EfficientNetB5 EfficientNetB6 EfficientNetB7 EfficientNetV2B0 "
        "EfficientNetV2B1 EfficientNetV2B2 EfficientNetV2B3 EfficientNetV2L EfficientNetV2M "
        "EfficientNetV2S InceptionResNetV2 InceptionV3 MobileNet MobileNetV2 MobileNetV3Large "
        "MobileNetV3Small NASNetLarge NASNetMobile RegNetX002 RegNetX004 RegNetX006 RegNetX008 "
        "RegNetX016 RegNetX032 RegNetX040 RegNetX064 RegNetX080 RegNetX120 RegNetX160 "
        "RegNetX320 RegNetY002 RegNetY004 RegNetY006 RegNetY008 RegNetY016 RegNetY032 "
        "RegNetY040 RegNetY064 RegNetY080 RegNetY120 RegNetY160 RegNetY320 ResNet101 "
        "ResNet101V2 ResNet152 ResNet152V2 ResNet50 ResNet50V2 ResNetRS101 ResNetRS152 "
        "ResNetRS200 ResNetRS270 ResNetRS350 ResNetRS420 ResNetRS50 VGG16 VGG19 Xception "
        "backend convnext densenet efficientnet efficientnet_v2 imagenet_utils "
        "inception_resnet_v2 inception_v3 keras_modules_injection layers mobilenet mobilenet_v2 "
        "mobilenet_v3 models nasnet regnet resnet resnet50 resnet_rs resnet_v2 utils vgg16 "
        "vgg19 xception"
    ),
    "keras.applications.convnext": (
        "ConvNeXtBase ConvNeXtLarge ConvNeXtSmall ConvNeXtTiny ConvNeXtXLarge "
        "decode_predictions preprocess_input"
    ),
    "keras.applications.densenet": (
        "DenseNet121 DenseNet169 DenseNet201 decode_predictions keras_modules_injection "
        "preprocess_input"
    ),
    "keras.applications.efficientnet": (
        "EfficientNetB0 EfficientNetB1 EfficientNetB2 EfficientNetB3 EfficientNetB4 "
        "EfficientNetB5 EfficientNetB6 EfficientNetB7 decode_predictions preprocess_input"
    ),
    "keras.applications.efficientnet_v2": (
        "EfficientNetV2B0 EfficientNetV2B1 EfficientNetV2B2 EfficientNetV2B3 EfficientNetV2L "
        "EfficientNetV2M EfficientNetV2S decode_predictions preprocess_input"
    ),
    "keras.applications.imagenet_utils": (
        "CLASS_INDEX CLASS_INDEX_PATH K decode_predictions get_file keras_modules_injection "
        "preprocess_input"
    ),
    "keras.applications.inception_resnet_v2": (
        "Activation AveragePooling2D BASE_WEIGHT_URL BatchNormalization Concatenate Conv2D "
        "Dense GlobalAveragePooling2D GlobalMaxPooling2D InceptionResNetV2 Input K Lambda "
        "MaxPooling2D Model conv2d_bn decode_predictions get_file get_source_inputs "
        "imagenet_utils inception_resnet_block keras_modules_injection preprocess_input"
    ),
    "keras.applications.inception_v3": (
        "Activation AveragePooling2D BatchNormalization Conv2D Dense GlobalAveragePooling2D "
        "GlobalMaxPooling2D InceptionV3 Input K MaxPooling2D Model WEIGHTS_PATH "
        "WEIGHTS_PATH_NO_TOP conv2d_bn decode_predictions get_file get_source_inputs "
        "imagenet_utils keras_modules_injection layers preprocess_input"
    ),
    "keras.applications.mobilenet": (
        "Activation BASE_WEIGHT_PATH BatchNormalization Conv2D DepthwiseConv2D Dropout "
        "GlobalAveragePooling2D GlobalMaxPooling2D Input InputSpec K MobileNet Model Reshape "
        "constraints conv_utils decode_predictions get_file get_source_inputs imagenet_utils "
        "initializers keras_modules_injection preprocess_input regularizers relu6"
    ),
    "keras.applications.mobilenet_v2": (
        "MobileNetV2 decode_predictions keras_modules_injection preprocess_input"
    ),
    "keras.applications.mobilenet_v3": "decode_predictions preprocess_input",
    "keras.applications.mobilenetv2": (
        "MobileNetV2 decode_predictions keras_modules_injection preprocess_input"
    ),
    "keras.applications.nasnet": (
        "NASNetLarge NASNetMobile decode_predictions keras_modules_injection preprocess_input"
    ),
    "keras.applications.regnet": (
        "RegNetX002 RegNetX004 RegNetX006 RegNetX008 RegNetX016 RegNetX032 RegNetX040 "
        "RegNetX064 RegNetX080 RegNetX120 RegNetX160 RegNetX320 RegNetY002 RegNetY004 "
        "RegNetY006 RegNetY008 RegNetY016 RegNetY032 RegNetY040 RegNetY064 RegNetY080 "
        "RegNetY120 RegNetY160 RegNetY320 decode_predictions preprocess_input"
    ),
    "keras.applications.resnet": (
        "ResNet101 ResNet152 ResNet50 decode_predictions keras_modules_injection "
        "preprocess_input resnet"
    ),
    "keras.applications.resnet50": (
        "Activation AveragePooling2D BatchNormalization Conv2D Dense Flatten "
        "GlobalAveragePooling2D GlobalMaxPooling2D Input K MaxPooling2D Model ResNet50 "
        "WEIGHTS_PATH WEIGHTS_PATH_NO_TOP conv_block decode_predictions get_file "
        "get_source_inputs identity_block keras_modules_injection layer_utils layers "
        "preprocess_input"
    ),
    "keras.applications.resnet_rs": (
        "ResNetRS101 ResNetRS152 ResNetRS200 ResNetRS270 ResNetRS350 ResNetRS420 ResNetRS50 "
        "decode_predictions preprocess_input"
    ),
    "keras.applications.resnet_v2": (
        "ResNet101V2 ResNet152V2 ResNet50V2 decode_predictions keras_modules_injection "
        "preprocess_input resnet_v2"
    ),
    "keras.applications.vgg16": (
        "Conv2D Dense Flatten GlobalAveragePooling2D GlobalMaxPooling2D Input K MaxPooling2D "
        "Model VGG16 WEIGHTS_PATH WEIGHTS_PATH_NO_TOP decode_predictions get_file "
        "get_source_inputs keras_modules_injection layer_utils preprocess_input"
    ),
    "keras.applications.vgg19": (
        "Conv2D Dense Flatten GlobalAveragePooling2D GlobalMaxPooling2D Input K MaxPooling2D "
        "Model VGG19 WEIGHTS_PATH WEIGHTS_PATH_NO_TOP decode_predictions get_file "
        "get_source_inputs keras_modules_injection layer_utils preprocess_input"
    ),
    "keras.applications.xception": (
        "Activation BatchNormalization Conv2D Dense GlobalAveragePooling2D GlobalMaxPooling2D "
        "Input K MaxPooling2D Model SeparableConv2D TF_WEIGHTS_PATH TF_WEIGHTS_PATH_NO_TOP "
        "Xception decode_predictions get_file get_source_inputs imagenet_utils "
        "keras_modules_injection layers preprocess_input"
    ),
    "keras.backend": (
        "ConvertToBatch ConvertToStatic Function LambdaFunc NAME_SCOPE_STACK ReshapeBatch abs "
        "all any arange argmax argmin b_any backend backend_module batch_dot batch_flatten "
        "batch_get_value batch_normalization batch_set_value bias_add binary_crossentropy "
        "binary_focal_crossentropy cast cast_to_floatx categorical_crossentropy "
        "categorical_focal_crossentropy classification_error clear_session clip concatenate "
        "constant control_dependencies conv1d conv2d conv2d_transpose conv3d conv3d_transpose "
        "cos count_params ctc_batch_cost ctc_cost ctc_create_skip_idxs ctc_decode "
        "ctc_interleave_blanks ctc_label_dense_to_sparse ctc_path_probs ctc_update_log_p "
        "cumprod cumsum depthwise_conv2d dev dot dropout dtype eager elu entries epsilon equal "
        "eval exp expand_dims experimental eye flatten floatx foldl foldr function gather "
        "get_num_dynamic_axis get_session get_uid get_value get_variable_shape "
        "grad_parameter_dict gradients greater greater_equal hard_sigmoid has_arg has_seq_axis "
        "identity image_data_format image_dim_ordering in_test_phase in_top_k in_train_phase "
        "int_shape is_keras_tensor is_placeholder is_sparse is_tensor is_variable l2_normalize "
        "learning_phase learning_phase_scope less less_equal local_conv1d local_conv2d log "
        "logsumexp manual_variable_initialization map_fn max maximum mean min minimum "
        "moving_average_update name_scope namespace ndim normalize_batch_in_training "
        "normalize_data_format not_equal one_hot ones ones_like pad pattern_broadcast "
        "permute_dimensions placeholder pool2d pool3d pow print_tensor prod py_all py_any "
        "py_slice py_sum random_bernoulli random_binomial random_normal random_normal_variable "
        "random_uniform random_uniform_variable relu repeat repeat_elements required_entries "
        "reset_uids reshape resize_images resize_volumes reverse rnn round separable_conv1d "
        "separable_conv2d set_epsilon set_floatx set_image_data_format set_image_dim_ordering "
        "set_learning_phase set_session set_value shape sigmoid sign sin size slice softmax "
        "softplus softsign sparse_categorical_crossentropy spatial_2d_padding "
        "spatial_3d_padding sqrt square squeeze stack std stop_gradient sum switch symbolic "
        "tanh temporal_padding th_sparse_module tile to_dense transpose transpose_shape "
        "truncated_normal update update_add update_sub var variable zeros zeros_like"
    ),
    "keras.backend.common": (
        "cast_to_floatx eager epsilon floatx image_data_format image_dim_ordering "
        "normalize_data_format set_epsilon set_floatx set_image_data_format "
        "set_image_dim_ordering symbolic"
    ),
    "keras.backend.experimental": (
        "disable_tf_random_generator enable_tf_random_generator is_tf_random_generator_enabled"
    ),
    "keras.backend.load_backend": (
        "ConvertToBatch ConvertToStatic Function LambdaFunc NAME_SCOPE_STACK ReshapeBatch abs "
        "all any arange argmax argmin b_any backend backend_module batch_dot batch_flatten "
        "batch_get_value batch_normalization batch_set_value bias_add binary_crossentropy cast "
        "cast_to_floatx categorical_crossentropy classification_error clear_session clip "
        "concatenate constant control_dependencies conv1d conv2d conv2d_transpose conv3d "
        "conv3d_transpose cos count_params ctc_batch_cost ctc_cost ctc_create_skip_idxs "
        "ctc_decode ctc_interleave_blanks ctc_label_dense_to_sparse ctc_path_probs "
        "ctc_update_log_p cumprod cumsum depthwise_conv2d dev dot dropout dtype eager elu "
        "entries epsilon equal eval exp expand_dims eye flatten floatx foldl foldr function "
        "gather get_graph get_num_dynamic_axis get_session get_uid get_value get_variable_shape "
        "grad_parameter_dict gradients greater greater_equal hard_sigmoid has_arg has_seq_axis "
        "identity image_data_format image_dim_ordering in_test_phase in_top_k in_train_phase "
        "int_shape is_keras_tensor is_placeholder is_sparse is_symbolic is_tensor is_variable "
        "l2_normalize learning_phase less less_equal local_conv1d local_conv2d log logsumexp "
        "manual_variable_initialization map_fn max maximum mean min minimum "
        "moving_average_update name_scope namespace ndim normalize_batch_in_training "
        "normalize_data_format not_equal one_hot ones ones_like pad pattern_broadcast "
        "permute_dimensions placeholder pool2d pool3d pow print_tensor prod py_all py_any "
        "py_slice py_sum random_binomial random_normal random_normal_variable random_uniform "
        "random_uniform_variable relu repeat repeat_elements required_entries reset_uids "
        "reshape resize_images resize_volumes reverse rnn round separable_conv1d "
        "separable_conv2d set_epsilon set_floatx set_image_data_format set_image_dim_ordering "
        "set_learning_phase set_session set_value shape sigmoid sign sin size slice softmax "
        "softplus softsign sparse_categorical_crossentropy spatial_2d_padding "
        "spatial_3d_padding sqrt square squeeze stack std stop_gradient sum switch symbolic "
        "tanh temporal_padding th_sparse_module tile to_dense transpose transpose_shape "
        "truncated_normal update update_add update_sub v1_variable_initialization var variable "
        "zeros zeros_like"
    ),
    "keras.backend.numpy_backend": (
        "abs all any arange argmax argmin batch_dot batch_flatten batch_normalization bias_add "
        "binary_crossentropy categorical_crossentropy clip concatenate constant conv conv1d "
        "conv2d conv2d_transpose conv3d conv3d_transpose conv_transpose cos count_params "
        "ctc_decode cumprod cumsum depthwise_conv depthwise_conv2d dot dropout dtype elu equal "
        "eval exp expand_dims eye flatten floatx gather get_value get_variable_shape greater "
        "greater_equal hard_sigmoid in_test_phase in_top_k in_train_phase int_shape "
        "l2_normalize learning_phase less less_equal log logsumexp max maximum mean min minimum "
        "ndim normalize_conv not_equal one_hot ones ones_like permute_dimensions pool pool2d "
        "pool3d pow print_tensor prod py_slice random_normal_variable random_uniform_variable "
        "relu repeat repeat_elements reshape resize_images resize_volumes reverse rnn round "
        "separable_conv separable_conv1d separable_conv2d set_learning_phase sigmoid sign sin "
        "slice softmax softplus softsign spatial_2d_padding spatial_3d_padding sqrt square "
        "squeeze stack std sum switch tanh temporal_padding tile to_categorical transpose "
        "transpose_shape var variable zeros zeros_like"
    ),
    "keras.backend.tensorflow_backend": (
        "Function abs all any arange argmax argmin batch_dot batch_flatten batch_get_value "
        "batch_normalization batch_set_value bias_add binary_crossentropy cast cast_to_floatx "
        "categorical_crossentropy clear_session clip concatenate constant control_dependencies "
        "conv1d conv2d conv2d_transpose conv3d conv3d_transpose cos count_params ctc_batch_cost "
        "ctc_decode ctc_label_dense_to_sparse cumprod cumsum depthwise_conv2d dot dropout dtype "
        "eager elu epsilon equal eval exp expand_dims eye flatten floatx foldl foldr function "
        "gather get_graph get_session get_uid get_value get_variable_shape gradients greater "
        "greater_equal hard_sigmoid has_arg identity image_data_format image_dim_ordering "
        "in_test_phase in_top_k in_train_phase int_shape is_keras_tensor is_placeholder "
        "is_sparse is_symbolic is_tensor is_variable l2_normalize learning_phase less "
        "less_equal local_conv1d local_conv2d log logsumexp manual_variable_initialization "
        "map_fn max maximum mean min minimum moving_average_update name_scope ndim "
        "normalize_batch_in_training normalize_data_format not_equal one_hot ones ones_like "
        "permute_dimensions placeholder pool2d pool3d pow print_tensor prod py_all py_any "
        "py_slice py_sum random_binomial random_normal random_normal_variable random_uniform "
        "random_uniform_variable relu repeat repeat_elements reset_uids reshape resize_images "
        "resize_volumes reverse rnn round separable_conv1d separable_conv2d set_epsilon "
        "set_floatx set_image_data_format set_image_dim_ordering set_learning_phase set_session "
        "set_value shape sigmoid sign sin size slice softmax softplus softsign "
        "sparse_categorical_crossentropy spatial_2d_padding spatial_3d_padding sqrt square "
        "squeeze stack std stop_gradient sum switch symbolic tanh temporal_padding tile "
        "to_dense transpose transpose_shape truncated_normal update update_add update_sub "
        "v1_variable_initialization var variable zeros zeros_like"
    ),
    "keras.callbacks": (
        "BackupAndRestore BaseLogger CSVLogger Callback CallbackList EarlyStopping History K "
        "LambdaCallback LearningRateScheduler ModelCheckpoint Progbar ProgbarLogger "
        "ReduceLROnPlateau RemoteMonitor SidecarEvaluatorModelExport TensorBoard TerminateOnNaN "
        "experimental requests standardize_input_data"
    ),
    "keras.callbacks.callbacks": (
        "BaseLogger CSVLogger Callback CallbackList EarlyStopping History K LambdaCallback "
        "LearningRateScheduler ModelCheckpoint Progbar ProgbarLogger ReduceLROnPlateau "
        "RemoteMonitor TerminateOnNaN requests standardize_input_data"
    ),
    "keras.callbacks.experimental": "BackupAndRestore UpdateEmbeddingCallback",
    "keras.callbacks.tensorboard_v1": "Callback K TensorBoard standardize_input_data",
    "keras.callbacks.tensorboard_v2": "TensorBoard",
    "keras.constraints": (
        "Constraint K MaxNorm MinMaxNorm NonNeg RadialConstraint UnitNorm deserialize "
        "deserialize_keras_object get max_norm maxnorm min_max_norm non_neg nonneg "
        "radial_constraint serialize serialize_keras_object unit_norm unitnorm"
    ),
    "keras.datasets": "boston_housing cifar10 cifar100 fashion_mnist imdb mnist reuters",
    "keras.datasets.boston_housing": "get_file load_data",
    "keras.datasets.cifar": "load_batch",
    "keras.datasets.cifar10": "K get_file load_batch load_data",
    "keras.datasets.cifar100": "K get_file load_batch load_data",
    "keras.datasets.fashion_mnist": "get_file load_data",
    "keras.datasets.imdb": "get_file get_word_index load_data",
    "keras.datasets.mnist": "get_file load_data",
    "keras.datasets.reuters": "get_file get_label_names get_word_index load_data",
    "keras.dtensor": "experimental",
    "keras.dtensor.experimental": "LayoutMap optimizers",
    "keras.dtensor.experimental.optimizers": "Adadelta Adagrad Adam AdamW RMSprop SGD",
    "keras.engine": "Input InputLayer InputSpec Layer Model get_source_inputs",
    "keras.engine.base_layer": (
        "InputSpec K Layer Node count_params disable_tracking has_arg initializers interfaces "
        "is_all_none object_list_uid to_list unpack_singleton"
    ),
    "keras.engine.input_layer": "Input InputLayer K Layer Node interfaces unpack_singleton",
    "keras.engine.network": (
        "InputLayer K Layer Network Node ask_to_proceed_with_overwrite get_source_inputs h5py "
        "has_arg interfaces object_list_uid print_layer_summary saving to_list unpack_singleton"
    ),
    "keras.engine.saving": (
        "H5Dict HDF5_OBJECT_HEADER_LIMIT K allow_read_from_gcs allow_write_to_gcs "
        "ask_to_proceed_with_overwrite conv_utils getargspec h5dict h5py "
        "load_attributes_from_hdf5_group load_from_binary_h5py load_model "
        "load_weights_from_hdf5_group load_weights_from_hdf5_group_by_name losses "
        "model_from_config model_from_json model_from_yaml optimizers pickle_model "
        "preprocess_weights_for_loading save_attributes_to_hdf5_group save_model "
        "save_to_binary_h5py save_weights_to_hdf5_group tf_file_io unpickle_model"
    ),
    "keras.engine.sequential": (
        "Input InputLayer K Layer Model Sequential h5py layer_module network"
    ),
    "keras.engine.topology": (
        "Container Input InputLayer InputSpec K Layer Network Node "
        "ask_to_proceed_with_overwrite conv_utils count_params get_source_inputs h5py has_arg "
        "initializers interfaces load_weights_from_hdf5_group "
        "load_weights_from_hdf5_group_by_name preprocess_weights_for_loading "
        "print_layer_summary save_weights_to_hdf5_group"
    ),
    "keras.engine.training": (
        "Container GeneratorEnqueuer K Layer Model Network OrderedEnqueuer Progbar Sequence "
        "cbks check_array_length_consistency check_loss_and_target_compatibility "
        "collect_metrics count_params interfaces losses losses_utils metrics_module optimizers "
        "slice_arrays standardize_class_weights standardize_input_data "
        "standardize_sample_weights standardize_weights to_list training_arrays "
        "training_generator training_utils unpack_singleton weighted_masked_objective"
    ),
    "keras.engine.training_arrays": (
        "K Progbar batch_shuffle cbks check_num_samples fit_loop make_batches predict_loop "
        "should_run_validation slice_arrays test_loop to_list unpack_singleton"
    ),
    "keras.engine.training_generator": (
        "GeneratorEnqueuer K OrderedEnqueuer Progbar Sequence cbks evaluate_generator "
        "fit_generator is_sequence iter_sequence_infinite predict_generator "
        "should_run_validation to_list unpack_singleton"
    ),
    "keras.engine.training_utils": (
        "K Sequence batch_shuffle call_metric_function check_array_length_consistency "
        "check_generator_arguments check_loss_and_target_compatibility check_num_samples "
        "collect_metrics collect_per_output_metric_info generic_utils get_input_shape_and_dtype "
        "get_loss_function get_metric_function get_metric_name "
        "get_output_sample_weight_and_mode get_static_batch_size is_generator_or_sequence "
        "is_sequence iter_sequence_infinite losses losses_utils make_batches metrics_module "
        "prepare_loss_functions prepare_loss_weights prepare_sample_weights "
        "should_run_validation standardize_class_weights standardize_input_data "
        "standardize_sample_or_class_weights standardize_sample_weights "
        "standardize_single_array standardize_weights to_list weighted_masked_objective"
    ),
    "keras.estimator": "model_to_estimator",
    "keras.experimental": (
        "CosineDecay CosineDecayRestarts LinearModel SequenceFeatures SidecarEvaluator "
        "WideDeepModel"
    ),
    "keras.export": "ExportArchive",
    "keras.initializers": (
        "Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity Initializer K "
        "LecunNormal LecunUniform Ones Orthogonal RandomNormal RandomUniform TruncatedNormal "
        "VarianceScaling Zeros constant deserialize deserialize_keras_object get glorot_normal "
        "glorot_uniform he_normal he_uniform identity lecun_normal lecun_uniform normal one "
        "ones orthogonal random_normal random_uniform serialize serialize_keras_object "
        "truncated_normal uniform variance_scaling zero zeros"
    ),
    "keras.layers": (
        "AbstractRNNCell Activation ActivityRegularization Add AdditiveAttention AlphaDropout "
        "AtrousConv1D AtrousConv2D AtrousConvolution1D AtrousConvolution2D Attention Average "
        "AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D "
        "BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate Conv1D "
        "Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D "
        "ConvLSTM2DCell ConvLSTM3D ConvRNN2D ConvRecurrent2D Convolution1D "
        "Convolution1DTranspose Convolution2D Convolution2DTranspose Convolution3D "
        "Convolution3DTranspose Cropping1D Cropping2D Cropping3D CuDNNGRU CuDNNLSTM Deconv2D "
        "Deconv3D Deconvolution2D Deconvolution3D Dense DenseFeatures DepthwiseConv1D "
        "DepthwiseConv2D Discretization Dot Dropout ELU EinsumDense Embedding Flatten GRU "
        "GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D "
        "GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D "
        "GlobalMaxPool2D GlobalMaxPool3D GlobalMaxPooling1D GlobalMaxPooling2D "
        "GlobalMaxPooling3D GroupNormalization HashedCrossing Hashing Highway Identity Input "
        "InputLayer InputSpec IntegerLookup K LSTM LSTMCell Lambda Layer LayerNormalization "
        "LeakyReLU LocallyConnected1D LocallyConnected2D Masking MaxPool1D MaxPool2D MaxPool3D "
        "MaxPooling1D MaxPooling2D MaxPooling3D Maximum MaxoutDense Merge Minimum "
        "MultiHeadAttention Multiply Normalization PReLU Permute RNN RandomBrightness "
        "RandomContrast RandomCrop RandomFlip RandomHeight RandomRotation RandomTranslation "
        "RandomWidth RandomZoom ReLU Recurrent RepeatVector Rescaling Reshape Resizing "
        "SeparableConv1D SeparableConv2D SeparableConvolution1D SeparableConvolution2D "
        "SimpleRNN SimpleRNNCell Softmax SpatialDropout1D SpatialDropout2D SpatialDropout3D "
        "SpectralNormalization StackedRNNCells StringLookup Subtract TextVectorization "
        "ThresholdedReLU TimeDistributed UnitNormalization UpSampling1D UpSampling2D "
        "UpSampling3D Wrapper ZeroPadding1D ZeroPadding2D ZeroPadding3D activations add average "
        "concatenate constraints conv_utils deserialize deserialize_keras_object dot "
        "experimental func_dump func_load has_arg initializers interfaces maximum merge minimum "
        "multiply object_list_uid recurrent regularizers serialize subtract to_list "
        "transpose_shape"
    ),
    "keras.layers.advanced_activations": (
        "ELU InputSpec K Layer LeakyReLU PReLU ReLU Softmax ThresholdedReLU activations "
        "constraints initializers interfaces regularizers to_list"
    ),
    "keras.layers.convolutional": (
        "AtrousConv1D AtrousConv2D AtrousConvolution1D AtrousConvolution2D AveragePooling1D "
        "AveragePooling2D AveragePooling3D Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose "
        "Convolution1D Convolution2D Convolution2DTranspose Convolution3D Cropping1D Cropping2D "
        "Cropping3D Deconv2D Deconv3D Deconvolution2D Deconvolution3D DepthwiseConv2D InputSpec "
        "K Layer MaxPooling1D MaxPooling2D MaxPooling3D SeparableConv1D SeparableConv2D "
        "SeparableConvolution1D SeparableConvolution2D UpSampling1D UpSampling2D UpSampling3D "
        "ZeroPadding1D ZeroPadding2D ZeroPadding3D activations constraints conv_utils "
        "initializers interfaces regularizers transpose_shape"
    ),
    "keras.layers.convolutional_recurrent": (
        "ConvLSTM2D ConvLSTM2DCell ConvRNN2D ConvRecurrent2D InputSpec K Layer RNN Recurrent "
        "activations constraints conv_utils has_arg initializers interfaces regularizers "
        "to_list transpose_shape"
    ),
    "keras.layers.core": (
        "Activation ActivityRegularization Dense Dropout Flatten InputSpec K Lambda Layer "
        "Masking Permute RepeatVector Reshape SpatialDropout1D SpatialDropout2D "
        "SpatialDropout3D activations constraints conv_utils deserialize_keras_object func_dump "
        "func_load has_arg initializers interfaces regularizers"
    ),
    "keras.layers.cudnn_recurrent": (
        "CuDNNGRU CuDNNLSTM InputSpec K RNN constraints initializers regularizers"
    ),
    "keras.layers.embeddings": (
        "Embedding K Layer constraints initializers interfaces regularizers to_list"
    ),
    "keras.layers.experimental": (
        "DynamicEmbedding DynamicLookup EinsumDense RandomFourierFeatures "
        "SyncBatchNormalization preprocessing"
    ),
    "keras.layers.experimental.preprocessing": (
        "CategoryEncoding CenterCrop Discretization HashedCrossing Hashing IntegerLookup "
        "Normalization PreprocessingLayer RandomContrast RandomCrop RandomFlip RandomHeight "
        "RandomRotation RandomTranslation RandomWidth RandomZoom Rescaling Resizing "
        "StringLookup TextVectorization"
    ),
    "keras.layers.local": (
        "InputSpec K Layer LocallyConnected1D LocallyConnected2D activations constraints "
        "conv_utils initializers interfaces regularizers"
    ),
    "keras.layers.merge": (
        "Add Average Concatenate Dot K Layer Maximum Minimum Multiply Subtract add average "
        "concatenate dot maximum minimum multiply subtract"
    ),
    "keras.layers.noise": "AlphaDropout GaussianDropout GaussianNoise InputSpec K Layer interfaces",
    "keras.layers.normalization": (
        "BatchNormalization InputSpec K Layer constraints initializers interfaces regularizers"
    ),
    "keras.layers.pooling": (
        "AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D "
        "GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalAvgPool1D "
        "GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D "
        "GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D InputSpec K Layer MaxPool1D "
        "MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D conv_utils interfaces"
    ),
    "keras.layers.recurrent": (
        "GRU GRUCell InputSpec K LSTM LSTMCell Layer RNN Recurrent SimpleRNN SimpleRNNCell "
        "StackedRNNCells activations constraints disable_tracking has_arg initializers "
        "interfaces regularizers to_list"
    ),
    "keras.layers.wrappers": (
        "Bidirectional InputSpec K Layer TimeDistributed Wrapper disable_tracking has_arg "
        "object_list_uid recurrent"
    ),
    "keras.losses": (
        "BinaryCrossentropy BinaryFocalCrossentropy CategoricalCrossentropy "
        "CategoricalFocalCrossentropy CategoricalHinge CosineSimilarity Hinge Huber K KLD "
        "KLDivergence LogCosh Loss LossFunctionWrapper MAE MAPE MSE MSLE MeanAbsoluteError "
        "MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson "
        "Reduction SparseCategoricalCrossentropy SquaredHinge binary_crossentropy "
        "binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy "
        "categorical_hinge cosine cosine_proximity cosine_similarity deserialize "
        "deserialize_keras_object get hinge huber huber_loss is_categorical_crossentropy "
        "kl_divergence kld kullback_leibler_divergence log_cosh logcosh losses_utils mae mape "
        "mean_absolute_error mean_absolute_percentage_error mean_squared_error "
        "mean_squared_logarithmic_error mse msle poisson serialize serialize_keras_object "
        "sparse_categorical_crossentropy squared_hinge"
    ),
    "keras.metrics": (
        "AUC Accuracy BaseMeanIoU BinaryAccuracy BinaryCrossentropy BinaryIoU "
        "CategoricalAccuracy CategoricalCrossentropy CategoricalHinge CosineSimilarity F1Score "
        "FBetaScore FalseNegatives FalsePositives Hinge IoU K KLD KLDivergence Layer "
        "LogCoshError MAE MAPE MSE MSLE Mean MeanAbsoluteError MeanAbsolutePercentageError "
        "MeanIoU MeanMetricWrapper MeanRelativeError MeanSquaredError "
        "MeanSquaredLogarithmicError MeanTensor Metric OneHotIoU OneHotMeanIoU Poisson "
        "Precision PrecisionAtRecall R2Score Recall RecallAtPrecision Reduce "
        "RootMeanSquaredError SensitivityAtSpecificity SensitivitySpecificityBase "
        "SparseCategoricalAccuracy SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy "
        "SpecificityAtSensitivity SquaredHinge Sum TopKCategoricalAccuracy TrueNegatives "
        "TruePositives accuracy binary_accuracy binary_crossentropy binary_focal_crossentropy "
        "categorical_accuracy categorical_crossentropy categorical_focal_crossentropy "
        "categorical_hinge clone_metric clone_metrics cosine cosine_proximity cosine_similarity "
        "deserialize deserialize_keras_object experimental get hinge kl_divergence kld "
        "kullback_leibler_divergence log_cosh logcosh losses_utils mae mape mean_absolute_error "
        "mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error "
        "metrics_utils mse msle poisson serialize serialize_keras_object "
        "sparse_categorical_accuracy sparse_categorical_crossentropy "
        "sparse_top_k_categorical_accuracy squared_hinge top_k_categorical_accuracy"
    ),
    "keras.metrics.experimental": "PyMetric",
    "keras.mixed_precision": "LossScaleOptimizer Policy global_policy set_global_policy",
    "keras.models": (
        "Input InputLayer K Layer Model Sequential ask_to_proceed_with_overwrite clone_model "
        "experimental h5py has_arg interfaces layer_module legacy_layers legacy_models "
        "load_model model_from_config model_from_json model_from_yaml optimizers save_model "
        "to_list topology"
    ),
    "keras.models.experimental": "SharpnessAwareMinimization",
    "keras.objectives": (
        "BinaryCrossentropy CategoricalCrossentropy CategoricalHinge Hinge Huber K KLD "
        "KLDivergence LogCosh Loss LossFunctionWrapper MAE MAPE MSE MSLE MeanAbsoluteError "
        "MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson "
        "SparseCategoricalCrossentropy SquaredHinge binary_crossentropy "
        "categorical_crossentropy categorical_hinge cosine cosine_proximity cosine_similarity "
        "deserialize deserialize_keras_object get hinge huber_loss is_categorical_crossentropy "
        "kld kullback_leibler_divergence logcosh losses_utils mae mape mean_absolute_error "
        "mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse "
        "msle poisson serialize serialize_keras_object sparse_categorical_crossentropy "
        "squared_hinge"
    ),
    "keras.optimizers": (
        "Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl K Lion Nadam Optimizer RMSprop SGD "
        "TFOptimizer adadelta adagrad adam adamax clip_norm deserialize "
        "deserialize_keras_object experimental get interfaces legacy nadam rmsprop schedules "
        "serialize serialize_keras_object sgd"
    ),
    "keras.optimizers.experimental": (
        "Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Nadam Optimizer RMSprop SGD"
    ),
    "keras.optimizers.legacy": "Adadelta Adagrad Adam Adamax Ftrl Nadam Optimizer RMSprop SGD",
    "keras.optimizers.schedules": (
        "CosineDecay CosineDecayRestarts ExponentialDecay InverseTimeDecay LearningRateSchedule "
        "PiecewiseConstantDecay PolynomialDecay deserialize serialize"
    ),
    "keras.preprocessing": (
        "backend image image_dataset_from_directory sequence text text_dataset_from_directory "
        "timeseries_dataset_from_array utils"
    ),
    "keras.preprocessing.image": (
        "DataFrameIterator DirectoryIterator ImageDataGenerator Iterator K NumpyArrayIterator "
        "Sequence apply_affine_transform apply_brightness_shift apply_channel_shift "
        "apply_transform array_to_img backend flip_axis generic_utils img_to_array "
        "list_pictures load_img pil_image random_brightness random_channel_shift "
        "random_rotation random_shear random_shift random_zoom save_img smart_resize "
        "transform_matrix_offset_center utils"
    ),
    "keras.preprocessing.sequence": (
        "TimeseriesGenerator make_sampling_table pad_sequences skipgrams utils"
    ),
    "keras.preprocessing.text": (
        "Tokenizer hashing_trick maketrans one_hot text_to_word_sequence tokenizer_from_json"
    ),
    "keras.regularizers": (
        "K L1 L1L2 L2 OrthogonalRegularizer Regularizer deserialize deserialize_keras_object "
        "get l1 l1_l2 l2 orthogonal_regularizer serialize serialize_keras_object"
    ),
    "keras.saving": (
        "custom_object_scope deserialize_keras_object get_custom_objects get_registered_name "
        "get_registered_object load_model register_keras_serializable save_model "
        "serialize_keras_object"
    ),
    "keras.utils": (
        "CustomObjectScope FeatureSpace GeneratorEnqueuer H5Dict HDF5Matrix OrderedEnqueuer "
        "Progbar Sequence SequenceEnqueuer SidecarEvaluator StepsPerExecutionTuner TimedThread "
        "array_to_img audio_dataset_from_directory conv_utils convert_all_kernels_in_model "
        "custom_object_scope data_utils deserialize_keras_object disable_interactive_logging "
        "enable_interactive_logging experimental generic_utils get_custom_objects get_file "
        "get_registered_name get_registered_object get_source_inputs h5dict "
        "image_dataset_from_directory img_to_array io_utils is_interactive_logging_enabled "
        "legacy load_img losses_utils metrics_utils model_to_dot multi_gpu_model normalize "
        "np_utils pack_x_y_sample_weight pad_sequences plot_model print_summary "
        "register_keras_serializable save_img serialize_keras_object set_random_seed "
        "split_dataset text_dataset_from_directory timeseries_dataset_from_array to_categorical "
        "to_ordinal unpack_x_y_sample_weight warmstart_embedding_matrix"
    ),
    "keras.utils.conv_utils": (
        "K conv_input_length conv_output_length convert_kernel deconv_length "
        "normalize_data_format normalize_padding normalize_tuple"
    ),
    "keras.utils.data_utils": (
        "GeneratorEnqueuer OrderedEnqueuer Progbar Sequence SequenceEnqueuer get_file get_index "
        "init_pool init_pool_generator next_sample urlretrieve validate_file"
    ),
    "keras.utils.experimental": "DatasetCreator",
    "keras.utils.generic_utils": (
        "CustomObjectScope Progbar check_for_unexpected_keys custom_object_scope "
        "deserialize_keras_object func_dump func_load get_custom_objects getargspec has_arg "
        "is_all_none object_list_uid serialize_keras_object slice_arrays to_list "
        "transpose_shape unpack_singleton"
    ),
    "keras.utils.io_utils": (
        "H5Dict HDF5Matrix HDF5_OBJECT_HEADER_LIMIT ask_to_proceed_with_overwrite h5dict h5py "
        "load_from_binary_h5py save_to_binary_h5py"
    ),
    "keras.utils.layer_utils": (
        "K convert_all_kernels_in_model convert_dense_weights_data_format convert_kernel "
        "count_params get_source_inputs print_summary"
    ),
    "keras.utils.legacy": "deserialize_keras_object serialize_keras_object",
    "keras.utils.losses_utils": (
        "K Reduction broadcast_weights compute_weighted_loss reduce_weighted_loss "
        "squeeze_or_expand_dimensions"
    ),
    "keras.utils.metrics_utils": (
        "AUCCurve AUCSummationMethod ConfusionMatrix K NEG_INF Reduction "
        "assert_thresholds_range filter_top_k losses_utils parse_init_thresholds result_wrapper "
        "to_list update_confusion_matrix_variables update_state_wrapper weighted_assign_add"
    ),
    "keras.utils.multi_gpu_utils": "K Lambda Model clone_model concatenate multi_gpu_model to_list",
    "keras.utils.np_utils": "normalize to_categorical",
    "keras.utils.test_utils": (
        "Input K Model Sequential get_test_data has_arg keras_test layer_test model_from_json "
        "tf_file_io tf_file_io_proxy"
    ),
    "keras.utils.training_utils": "K Lambda concatenate multi_gpu_model",
    "keras.utils.vis_utils": (
        "Model Wrapper add_edge is_model is_wrapped_model model_to_dot plot_model pydot"
    ),
    "keras.wrappers": "scikit_learn",
    "keras.wrappers.scikit_learn": (
        "BaseWrapper KerasClassifier KerasRegressor Sequential has_arg losses to_categorical "
        "to_list"
    ),
}
