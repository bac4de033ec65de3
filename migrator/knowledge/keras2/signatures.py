"""The parameters of what is recorded here, in each release; "=" is a value that is not called.

Generated: KERAS_2_2 from Keras 2.0.9 and 2.2.4, KERAS_2_3 what is otherwise in 2.3.1, TF_KERAS
what is otherwise in tf.keras (as tf_keras 2.21 has it), KERAS_3 from Keras 3.15.1.
"""

KERAS_2_2 = {
    "keras.activations.deserialize": "name, custom_objects=None",
    "keras.activations.get": "identifier",
    "keras.activations.hard_sigmoid": "x",
    "keras.activations.relu": "x, alpha=0.0, max_value=None, threshold=0.0",
    "keras.activations.serialize": "activation",
    "keras.applications.MobileNetV2": "*args, **kwargs",
    "keras.applications.ResNet50": "*args, **kwargs",
    "keras.applications.imagenet_utils._obtain_input_shape": (
        "input_shape, default_size, min_size, data_format, require_flatten, weights=None"
    ),
    "keras.applications.mobilenet.relu6": "x",
    "keras.applications.mobilenet_v2.MobileNetV2": "*args, **kwargs",
    "keras.applications.resnet50.ResNet50": "*args, **kwargs",
    "keras.applications.resnet50.preprocess_input": "*args, **kwargs",
    "keras.applications.vgg16.preprocess_input": "*args, **kwargs",
    "keras.applications.vgg19.preprocess_input": "*args, **kwargs",
    "keras.backend.Function": "inputs, outputs, updates=None, name=None, **session_kwargs",
    "keras.backend._BACKEND": "=",
    "keras.backend._EPSILON": "=",
    "keras.backend._FLOATX": "=",
    "keras.backend._backend": "=",
    "keras.backend._get_available_gpus": "",
    "keras.backend.abs": "x",
    "keras.backend.all": "x, axis=None, keepdims=False",
    "keras.backend.any": "x, axis=None, keepdims=False",
    "keras.backend.arange": "start, stop=None, step=1, dtype='int32'",
    "keras.backend.argmax": "x, axis=-1",
    "keras.backend.argmin": "x, axis=-1",
    "keras.backend.batch_dot": "x, y, axes=None",
    "keras.backend.batch_flatten": "x",
    "keras.backend.batch_get_value": "ops",
    "keras.backend.batch_normalization": "x, mean, var, beta, gamma, axis=-1, epsilon=0.001",
    "keras.backend.batch_set_value": "tuples",
    "keras.backend.bias_add": "x, bias, data_format=None",
    "keras.backend.binary_crossentropy": "target, output, from_logits=False",
    "keras.backend.cast": "x, dtype",
    "keras.backend.cast_to_floatx": "x",
    "keras.backend.categorical_crossentropy": "target, output, from_logits=False, axis=-1",
    "keras.backend.clip": "x, min_value, max_value",
    "keras.backend.concatenate": "tensors, axis=-1",
    "keras.backend.constant": "value, dtype=None, shape=None, name=None",
    "keras.backend.conv1d": (
        "x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1"
    ),
    "keras.backend.conv2d": (
        "x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)"
    ),
    "keras.backend.conv2d_transpose": (
        "x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1)"
    ),
    "keras.backend.conv3d": (
        "x, kernel, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1)"
    ),
    "keras.backend.conv3d_transpose": (
        "x, kernel, output_shape, strides=(1, 1, 1), padding='valid', data_format=None"
    ),
    "keras.backend.cos": "x",
    "keras.backend.count_params": "x",
    "keras.backend.ctc_batch_cost": "y_true, y_pred, input_length, label_length",
    "keras.backend.ctc_cost": "predict, Y",
    "keras.backend.ctc_create_skip_idxs": "Y",
    "keras.backend.ctc_decode": "y_pred, input_length, greedy=True, beam_width=100, top_paths=1",
    "keras.backend.ctc_interleave_blanks": "Y",
    "keras.backend.ctc_label_dense_to_sparse": "labels, label_lengths",
    "keras.backend.ctc_path_probs": "predict, Y, alpha=0.0001",
    "keras.backend.ctc_update_log_p": "skip_idxs, zeros, active, log_p_curr, log_p_prev",
    "keras.backend.cumprod": "x, axis=0",
    "keras.backend.cumsum": "x, axis=0",
    "keras.backend.depthwise_conv2d": (
        "x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1)"
    ),
    "keras.backend.dot": "x, y",
    "keras.backend.dropout": "x, level, noise_shape=None, seed=None",
    "keras.backend.dtype": "x",
    "keras.backend.elu": "x, alpha=1.0",
    "keras.backend.equal": "x, y",
    "keras.backend.eval": "x",
    "keras.backend.exp": "x",
    "keras.backend.expand_dims": "x, axis=-1",
    "keras.backend.eye": "size, dtype=None, name=None",
    "keras.backend.flatten": "x",
    "keras.backend.foldl": "fn, elems, initializer=None, name=None",
    "keras.backend.foldr": "fn, elems, initializer=None, name=None",
    "keras.backend.function": "inputs, outputs, updates=None, **kwargs",
    "keras.backend.gather": "reference, indices",
    "keras.backend.get_session": "",
    "keras.backend.get_value": "x",
    "keras.backend.get_variable_shape": "x",
    "keras.backend.gradients": "loss, variables",
    "keras.backend.greater": "x, y",
    "keras.backend.greater_equal": "x, y",
    "keras.backend.hard_sigmoid": "x",
    "keras.backend.identity": "x, name=None",
    "keras.backend.image_dim_ordering": "",
    "keras.backend.in_test_phase": "x, alt, training=None",
    "keras.backend.in_top_k": "predictions, targets, k",
    "keras.backend.in_train_phase": "x, alt, training=None",
    "keras.backend.int_shape": "x",
    "keras.backend.is_placeholder": "x",
    "keras.backend.is_sparse": "tensor",
    "keras.backend.is_tensor": "x",
    "keras.backend.l2_normalize": "x, axis=None",
    "keras.backend.learning_phase": "",
    "keras.backend.less": "x, y",
    "keras.backend.less_equal": "x, y",
    "keras.backend.local_conv1d": "inputs, kernel, kernel_size, strides, data_format=None",
    "keras.backend.local_conv2d": (
        "inputs, kernel, kernel_size, strides, output_shape, data_format=None"
    ),
    "keras.backend.log": "x",
    "keras.backend.logsumexp": "x, axis=None, keepdims=False",
    "keras.backend.manual_variable_initialization": "value",
    "keras.backend.map_fn": "fn, elems, name=None, dtype=None",
    "keras.backend.max": "x, axis=None, keepdims=False",
    "keras.backend.maximum": "x, y",
    "keras.backend.mean": "x, axis=None, keepdims=False",
    "keras.backend.min": "x, axis=None, keepdims=False",
    "keras.backend.minimum": "x, y",
    "keras.backend.moving_average_update": "x, value, momentum",
    "keras.backend.name_scope": "name",
    "keras.backend.ndim": "x",
    "keras.backend.normalize_batch_in_training": "x, gamma, beta, reduction_axes, epsilon=0.001",
    "keras.backend.normalize_data_format": "value",
    "keras.backend.not_equal": "x, y",
    "keras.backend.one_hot": "indices, num_classes",
    "keras.backend.ones": "shape, dtype=None, name=None",
    "keras.backend.ones_like": "x, dtype=None, name=None",
    "keras.backend.pattern_broadcast": "x, broadcastable",
    "keras.backend.permute_dimensions": "x, pattern",
    "keras.backend.placeholder": "shape=None, ndim=None, dtype=None, sparse=False, name=None",
    "keras.backend.pool2d": (
        "x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'"
    ),
    "keras.backend.pool3d": (
        "x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'"
    ),
    "keras.backend.pow": "x, a",
    "keras.backend.print_tensor": "x, message=''",
    "keras.backend.prod": "x, axis=None, keepdims=False",
    "keras.backend.random_binomial": "shape, p=0.0, dtype=None, seed=None",
    "keras.backend.random_normal": "shape, mean=0.0, stddev=1.0, dtype=None, seed=None",
    "keras.backend.random_normal_variable": "shape, mean, scale, dtype=None, name=None, seed=None",
    "keras.backend.random_uniform": "shape, minval=0.0, maxval=1.0, dtype=None, seed=None",
    "keras.backend.random_uniform_variable": "shape, low, high, dtype=None, name=None, seed=None",
    "keras.backend.relu": "x, alpha=0.0, max_value=None, threshold=0.0",
    "keras.backend.repeat": "x, n",
    "keras.backend.repeat_elements": "x, rep, axis",
    "keras.backend.reset_uids": "",
    "keras.backend.reshape": "x, shape",
    "keras.backend.resize_images": (
        "x, height_factor, width_factor, data_format, interpolation='nearest'"
    ),
    "keras.backend.resize_volumes": "x, depth_factor, height_factor, width_factor, data_format",
    "keras.backend.reverse": "x, axes",
    "keras.backend.rnn": (
        "step_function, inputs, initial_states, go_backwards=False, mask=None, "
        "constants=None, unroll=False, input_length=None"
    ),
    "keras.backend.round": "x",
    "keras.backend.separable_conv1d": (
        "x, depthwise_kernel, pointwise_kernel, strides=1, padding='valid', data_format=None, "
        "dilation_rate=1"
    ),
    "keras.backend.separable_conv2d": (
        "x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid', "
        "data_format=None, dilation_rate=(1, 1)"
    ),
    "keras.backend.set_epsilon": "e",
    "keras.backend.set_floatx": "floatx",
    "keras.backend.set_image_dim_ordering": "dim_ordering",
    "keras.backend.set_learning_phase": "value",
    "keras.backend.set_session": "session",
    "keras.backend.set_value": "x, value",
    "keras.backend.shape": "x",
    "keras.backend.sigmoid": "x",
    "keras.backend.sign": "x",
    "keras.backend.sin": "x",
    "keras.backend.slice": "x, start, size",
    "keras.backend.softmax": "x, axis=-1",
    "keras.backend.softplus": "x",
    "keras.backend.softsign": "x",
    "keras.backend.sparse_categorical_crossentropy": "target, output, from_logits=False, axis=-1",
    "keras.backend.spatial_2d_padding": "x, padding=((1, 1), (1, 1)), data_format=None",
    "keras.backend.spatial_3d_padding": "x, padding=((1, 1), (1, 1), (1, 1)), data_format=None",
    "keras.backend.sqrt": "x",
    "keras.backend.square": "x",
    "keras.backend.squeeze": "x, axis",
    "keras.backend.stack": "x, axis=0",
    "keras.backend.std": "x, axis=None, keepdims=False",
    "keras.backend.stop_gradient": "variables",
    "keras.backend.sum": "x, axis=None, keepdims=False",
    "keras.backend.switch": "condition, then_expression, else_expression",
    "keras.backend.tanh": "x",
    "keras.backend.temporal_padding": "x, padding=(1, 1)",
    "keras.backend.th_sparse_module": "=",
    "keras.backend.tile": "x, n",
    "keras.backend.to_dense": "tensor",
    "keras.backend.transpose": "x",
    "keras.backend.truncated_normal": "shape, mean=0.0, stddev=1.0, dtype=None, seed=None",
    "keras.backend.update": "x, new_x",
    "keras.backend.update_add": "x, increment",
    "keras.backend.update_sub": "x, decrement",
    "keras.backend.var": "x, axis=None, keepdims=False",
    "keras.backend.variable": "value, dtype=None, name=None, constraint=None",
    "keras.backend.zeros": "shape, dtype=None, name=None",
    "keras.backend.zeros_like": "x, dtype=None, name=None",
    "keras.callbacks.BaseLogger": "stateful_metrics=None",
    "keras.callbacks.CallbackList": "callbacks=None, queue_length=10",
    "keras.callbacks.EarlyStopping": (
        "monitor='val_loss', min_delta=0, patience=0, verbose=0, mode='auto', baseline=None, "
        "restore_best_weights=False"
    ),
    "keras.callbacks.LambdaCallback": (
        "on_epoch_begin=None, on_epoch_end=None, on_batch_begin=None, on_batch_end=None, "
        "on_train_begin=None, on_train_end=None, **kwargs"
    ),
    "keras.callbacks.ModelCheckpoint": (
        "filepath, monitor='val_loss', verbose=0, save_best_only=False, "
        "save_weights_only=False, mode='auto', period=1"
    ),
    "keras.callbacks.ProgbarLogger": "count_mode='samples', stateful_metrics=None",
    "keras.callbacks.ReduceLROnPlateau": (
        "monitor='val_loss', factor=0.1, patience=10, verbose=0, mode='auto', "
        "min_delta=0.0001, cooldown=0, min_lr=0, **kwargs"
    ),
    "keras.callbacks.TensorBoard": (
        "log_dir='./logs', histogram_freq=0, batch_size=32, write_graph=True, "
        "write_grads=False, write_images=False, embeddings_freq=0, "
        "embeddings_layer_names=None, embeddings_metadata=None, embeddings_data=None, "
        "update_freq='epoch'"
    ),
    "keras.callbacks.requests": "=",
    "keras.constraints.deserialize": "config, custom_objects=None",
    "keras.constraints.get": "identifier",
    "keras.constraints.maxnorm": "max_value=2, axis=0",
    "keras.constraints.nonneg": "",
    "keras.constraints.serialize": "constraint",
    "keras.constraints.unitnorm": "axis=0",
    "keras.datasets.cifar.load_batch": "fpath, label_key='labels'",
    "keras.datasets.imdb.load_data": (
        "path='imdb.npz', num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, "
        "oov_char=2, index_from=3, **kwargs"
    ),
    "keras.datasets.reuters.load_data": (
        "path='reuters.npz', num_words=None, skip_top=0, maxlen=None, test_split=0.2, "
        "seed=113, start_char=1, oov_char=2, index_from=3, **kwargs"
    ),
    "keras.engine.Network": "inputs, outputs, name=None, **kwargs",
    "keras.engine.Node": (
        "outbound_layer, inbound_layers, node_indices, tensor_indices, input_tensors, "
        "output_tensors, input_masks, output_masks, input_shapes, output_shapes, "
        "arguments=None"
    ),
    "keras.engine.batch_shuffle": "index_array, batch_size",
    "keras.engine.check_loss_and_target_compatibility": "targets, loss_fns, output_shapes",
    "keras.engine.collect_metrics": "metrics, output_names",
    "keras.engine.evaluate_generator": (
        "model, generator, steps=None, max_queue_size=10, workers=1, "
        "use_multiprocessing=False, verbose=0"
    ),
    "keras.engine.fit_generator": (
        "model, generator, steps_per_epoch=None, epochs=1, verbose=1, callbacks=None, "
        "validation_data=None, validation_steps=None, class_weight=None, max_queue_size=10, "
        "workers=1, use_multiprocessing=False, shuffle=True, initial_epoch=0"
    ),
    "keras.engine.fit_loop": (
        "model, f, ins, out_labels=None, batch_size=None, epochs=100, verbose=1, "
        "callbacks=None, val_f=None, val_ins=None, shuffle=True, callback_metrics=None, "
        "initial_epoch=0, steps_per_epoch=None, validation_steps=None"
    ),
    "keras.engine.iter_sequence_infinite": "seq",
    "keras.engine.load_weights_from_hdf5_group": "f, layers, reshape=False",
    "keras.engine.load_weights_from_hdf5_group_by_name": (
        "f, layers, skip_mismatch=False, reshape=False"
    ),
    "keras.engine.make_batches": "size, batch_size",
    "keras.engine.predict_generator": (
        "model, generator, steps=None, max_queue_size=10, workers=1, "
        "use_multiprocessing=False, verbose=0"
    ),
    "keras.engine.predict_loop": "model, f, ins, batch_size=32, verbose=0, steps=None",
    "keras.engine.preprocess_weights_for_loading": (
        "layer, weights, original_keras_version=None, original_backend=None, reshape=False"
    ),
    "keras.engine.save_weights_to_hdf5_group": "f, layers",
    "keras.engine.standardize_class_weights": "class_weight, output_names",
    "keras.engine.standardize_input_data": (
        "data, names, shapes=None, check_batch_axis=True, exception_prefix=''"
    ),
    "keras.engine.standardize_sample_or_class_weights": "x_weight, output_names, weight_type",
    "keras.engine.standardize_sample_weights": "sample_weight, output_names",
    "keras.engine.standardize_single_array": "x",
    "keras.engine.standardize_weights": (
        "y, sample_weight=None, class_weight=None, sample_weight_mode=None"
    ),
    "keras.engine.test_loop": "model, f, ins, batch_size=None, verbose=0, steps=None",
    "keras.initializers.deserialize": "config, custom_objects=None",
    "keras.initializers.get": "identifier",
    "keras.initializers.normal": "mean=0.0, stddev=0.05, seed=None",
    "keras.initializers.one": "",
    "keras.initializers.serialize": "initializer",
    "keras.initializers.uniform": "minval=-0.05, maxval=0.05, seed=None",
    "keras.initializers.zero": "",
    "keras.layers.Activation": "activation, **kwargs",
    "keras.layers.ActivityRegularization": "l1=0.0, l2=0.0, **kwargs",
    "keras.layers.Add": "**kwargs",
    "keras.layers.AlphaDropout": "rate, noise_shape=None, seed=None, **kwargs",
    "keras.layers.AtrousConvolution1D": "*args, **kwargs",
    "keras.layers.AtrousConvolution2D": "*args, **kwargs",
    "keras.layers.Average": "**kwargs",
    "keras.layers.AveragePooling1D": (
        "pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs"
    ),
    "keras.layers.AveragePooling2D": (
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs"
    ),
    "keras.layers.AveragePooling3D": (
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs"
    ),
    "keras.layers.BatchNormalization": (
        "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, "
        "beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', "
        "moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, "
        "beta_constraint=None, gamma_constraint=None, **kwargs"
    ),
    "keras.layers.Bidirectional": "layer, merge_mode='concat', weights=None, **kwargs",
    "keras.layers.Concatenate": "axis=-1, **kwargs",
    "keras.layers.Conv1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format='channels_last', "
        "dilation_rate=1, activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv2DTranspose": (
        "filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, "
        "data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv3D": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1, 1), activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv3DTranspose": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', output_padding=None, "
        "data_format=None, activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.ConvLSTM2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), activation='tanh', recurrent_activation='hard_sigmoid', "
        "use_bias=True, kernel_initializer='glorot_uniform', "
        "recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, "
        "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, return_sequences=False, go_backwards=False, stateful=False, "
        "dropout=0.0, recurrent_dropout=0.0, **kwargs"
    ),
    "keras.layers.ConvLSTM2DCell": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), activation='tanh', recurrent_activation='hard_sigmoid', "
        "use_bias=True, kernel_initializer='glorot_uniform', "
        "recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, "
        "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, **kwargs"
    ),
    "keras.layers.ConvRNN2D": (
        "cell, return_sequences=False, return_state=False, go_backwards=False, "
        "stateful=False, unroll=False, **kwargs"
    ),
    "keras.layers.ConvRecurrent2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), return_sequences=False, go_backwards=False, stateful=False, "
        "**kwargs"
    ),
    "keras.layers.Cropping1D": "cropping=(1, 1), **kwargs",
    "keras.layers.Cropping2D": "cropping=((0, 0), (0, 0)), data_format=None, **kwargs",
    "keras.layers.Cropping3D": "cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs",
    "keras.layers.CuDNNGRU": (
        "units, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, return_sequences=False, "
        "return_state=False, stateful=False, **kwargs"
    ),
    "keras.layers.CuDNNLSTM": (
        "units, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "return_sequences=False, return_state=False, stateful=False, **kwargs"
    ),
    "keras.layers.Dense": (
        "units, activation=None, use_bias=True, kernel_initializer='glorot_uniform', "
        "bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.DepthwiseConv2D": (
        "kernel_size, strides=(1, 1), padding='valid', depth_multiplier=1, data_format=None, "
        "activation=None, use_bias=True, depthwise_initializer='glorot_uniform', "
        "bias_initializer='zeros', depthwise_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, depthwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Dot": "axes, normalize=False, **kwargs",
    "keras.layers.Dropout": "rate, noise_shape=None, seed=None, **kwargs",
    "keras.layers.Dropout.call": "inputs, training=None",
    "keras.layers.ELU": "alpha=1.0, **kwargs",
    "keras.layers.Embedding": (
        "input_dim, output_dim, embeddings_initializer='uniform', "
        "embeddings_regularizer=None, activity_regularizer=None, embeddings_constraint=None, "
        "mask_zero=False, input_length=None, **kwargs"
    ),
    "keras.layers.Flatten": "data_format=None, **kwargs",
    "keras.layers.GRU": (
        "units, activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, "
        "implementation=1, return_sequences=False, return_state=False, go_backwards=False, "
        "stateful=False, unroll=False, reset_after=False, **kwargs"
    ),
    "keras.layers.GRUCell": (
        "units, activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, implementation=1, "
        "reset_after=False, **kwargs"
    ),
    "keras.layers.GaussianDropout": "rate, **kwargs",
    "keras.layers.GaussianNoise": "stddev, **kwargs",
    "keras.layers.GlobalAveragePooling1D": "data_format='channels_last', **kwargs",
    "keras.layers.GlobalAveragePooling2D": "data_format=None, **kwargs",
    "keras.layers.GlobalAveragePooling3D": "data_format=None, **kwargs",
    "keras.layers.GlobalMaxPooling1D": "data_format='channels_last', **kwargs",
    "keras.layers.GlobalMaxPooling2D": "data_format=None, **kwargs",
    "keras.layers.GlobalMaxPooling3D": "data_format=None, **kwargs",
    "keras.layers.Highway": (
        "init='glorot_uniform', activation=None, weights=None, W_regularizer=None, "
        "b_regularizer=None, activity_regularizer=None, W_constraint=None, b_constraint=None, "
        "bias=True, input_dim=None, **kwargs"
    ),
    "keras.layers.Input": (
        "shape=None, batch_shape=None, name=None, dtype=None, sparse=False, tensor=None"
    ),
    "keras.layers.InputLayer": (
        "input_shape=None, batch_size=None, batch_input_shape=None, dtype=None, "
        "input_tensor=None, sparse=False, name=None"
    ),
    "keras.layers.LSTM": (
        "units, activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, implementation=1, return_sequences=False, "
        "return_state=False, go_backwards=False, stateful=False, unroll=False, **kwargs"
    ),
    "keras.layers.LSTMCell": (
        "units, activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, "
        "implementation=1, **kwargs"
    ),
    "keras.layers.Lambda": "function, output_shape=None, mask=None, arguments=None, **kwargs",
    "keras.layers.Layer": "**kwargs",
    "keras.layers.Layer.add_loss": "losses, inputs=None",
    "keras.layers.Layer.add_update": "updates, inputs=None",
    "keras.layers.Layer.add_weight": (
        "name, shape, dtype=None, initializer=None, regularizer=None, trainable=True, "
        "constraint=None"
    ),
    "keras.layers.Layer.assert_input_compatibility": "inputs",
    "keras.layers.Layer.get_input_at": "node_index",
    "keras.layers.Layer.get_input_mask_at": "node_index",
    "keras.layers.Layer.get_input_shape_at": "node_index",
    "keras.layers.Layer.get_losses_for": "inputs",
    "keras.layers.Layer.get_output_at": "node_index",
    "keras.layers.Layer.get_output_mask_at": "node_index",
    "keras.layers.Layer.get_output_shape_at": "node_index",
    "keras.layers.Layer.get_updates_for": "inputs",
    "keras.layers.LeakyReLU": "alpha=0.3, **kwargs",
    "keras.layers.LocallyConnected1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, activation=None, "
        "use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.LocallyConnected2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "activation=None, use_bias=True, kernel_initializer='glorot_uniform', "
        "bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Masking": "mask_value=0.0, **kwargs",
    "keras.layers.MaxPooling1D": (
        "pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs"
    ),
    "keras.layers.MaxPooling2D": (
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs"
    ),
    "keras.layers.MaxPooling3D": (
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs"
    ),
    "keras.layers.Maximum": "**kwargs",
    "keras.layers.MaxoutDense": (
        "output_dim, nb_feature=4, init='glorot_uniform', weights=None, W_regularizer=None, "
        "b_regularizer=None, activity_regularizer=None, W_constraint=None, b_constraint=None, "
        "bias=True, input_dim=None, **kwargs"
    ),
    "keras.layers.Merge": (
        "layers=None, mode='sum', concat_axis=-1, dot_axes=-1, output_shape=None, "
        "output_mask=None, arguments=None, node_indices=None, tensor_indices=None, name=None"
    ),
    "keras.layers.Minimum": "**kwargs",
    "keras.layers.Multiply": "**kwargs",
    "keras.layers.PReLU": (
        "alpha_initializer='zeros', alpha_regularizer=None, alpha_constraint=None, "
        "shared_axes=None, **kwargs"
    ),
    "keras.layers.Permute": "dims, **kwargs",
    "keras.layers.RNN": (
        "cell, return_sequences=False, return_state=False, go_backwards=False, "
        "stateful=False, unroll=False, **kwargs"
    ),
    "keras.layers.RNN.build": "input_shape",
    "keras.layers.RNN.get_initial_state": "inputs",
    "keras.layers.ReLU": "max_value=None, negative_slope=0.0, threshold=0.0, **kwargs",
    "keras.layers.Recurrent": (
        "return_sequences=False, return_state=False, go_backwards=False, stateful=False, "
        "unroll=False, implementation=0, **kwargs"
    ),
    "keras.layers.RepeatVector": "n, **kwargs",
    "keras.layers.Reshape": "target_shape, **kwargs",
    "keras.layers.SeparableConv1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format='channels_last', "
        "dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', "
        "bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, "
        "pointwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.SeparableConv2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', "
        "bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, "
        "pointwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.SimpleRNN": (
        "units, activation='tanh', use_bias=True, kernel_initializer='glorot_uniform', "
        "recurrent_initializer='orthogonal', bias_initializer='zeros', "
        "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, return_sequences=False, "
        "return_state=False, go_backwards=False, stateful=False, unroll=False, **kwargs"
    ),
    "keras.layers.SimpleRNNCell": (
        "units, activation='tanh', use_bias=True, kernel_initializer='glorot_uniform', "
        "recurrent_initializer='orthogonal', bias_initializer='zeros', "
        "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, **kwargs"
    ),
    "keras.layers.Softmax": "axis=-1, **kwargs",
    "keras.layers.SpatialDropout1D": "rate, **kwargs",
    "keras.layers.SpatialDropout2D": "rate, data_format=None, **kwargs",
    "keras.layers.SpatialDropout3D": "rate, data_format=None, **kwargs",
    "keras.layers.StackedRNNCells": "cells, **kwargs",
    "keras.layers.Subtract": "**kwargs",
    "keras.layers.ThresholdedReLU": "theta=1.0, **kwargs",
    "keras.layers.TimeDistributed": "layer, **kwargs",
    "keras.layers.UpSampling1D": "size=2, **kwargs",
    "keras.layers.UpSampling2D": "size=(2, 2), data_format=None, interpolation='nearest', **kwargs",
    "keras.layers.UpSampling3D": "size=(2, 2, 2), data_format=None, **kwargs",
    "keras.layers.Wrapper": "layer, **kwargs",
    "keras.layers.ZeroPadding1D": "padding=1, **kwargs",
    "keras.layers.ZeroPadding2D": "padding=(1, 1), data_format=None, **kwargs",
    "keras.layers.ZeroPadding3D": "padding=(1, 1, 1), data_format=None, **kwargs",
    "keras.layers.deserialize": "config, custom_objects=None",
    "keras.layers.dot": "inputs, axes, normalize=False, **kwargs",
    "keras.layers.merge": (
        "inputs, mode='sum', concat_axis=-1, dot_axes=-1, output_shape=None, "
        "output_mask=None, arguments=None, name=None"
    ),
    "keras.layers.merge._Merge": "**kwargs",
    "keras.layers.serialize": "layer",
    "keras.legacy.generate_legacy_interface": (
        "allowed_positional_args=None, conversions=None, preprocessor=None, "
        "value_conversions=None, object_type='class'"
    ),
    "keras.legacy.generate_legacy_method_interface": "=",
    "keras.legacy.legacy_add_weight_support": "=",
    "keras.legacy.legacy_batchnorm_support": "=",
    "keras.legacy.legacy_conv1d_support": "=",
    "keras.legacy.legacy_conv2d_support": "=",
    "keras.legacy.legacy_conv3d_support": "=",
    "keras.legacy.legacy_convlstm2d_support": "=",
    "keras.legacy.legacy_cropping2d_support": "=",
    "keras.legacy.legacy_cropping3d_support": "=",
    "keras.legacy.legacy_deconv2d_support": "=",
    "keras.legacy.legacy_dense_support": "=",
    "keras.legacy.legacy_dropout_support": "=",
    "keras.legacy.legacy_embedding_support": "=",
    "keras.legacy.legacy_gaussiandropout_support": "=",
    "keras.legacy.legacy_gaussiannoise_support": "=",
    "keras.legacy.legacy_generator_methods_support": "=",
    "keras.legacy.legacy_get_updates_support": "=",
    "keras.legacy.legacy_global_pooling_support": "=",
    "keras.legacy.legacy_input_support": "=",
    "keras.legacy.legacy_lambda_support": "=",
    "keras.legacy.legacy_model_constructor_support": "=",
    "keras.legacy.legacy_pooling1d_support": "=",
    "keras.legacy.legacy_pooling2d_support": "=",
    "keras.legacy.legacy_pooling3d_support": "=",
    "keras.legacy.legacy_prelu_support": "=",
    "keras.legacy.legacy_recurrent_support": "=",
    "keras.legacy.legacy_separable_conv2d_support": "=",
    "keras.legacy.legacy_spatialdropout1d_support": "=",
    "keras.legacy.legacy_upsampling1d_support": "=",
    "keras.legacy.legacy_upsampling2d_support": "=",
    "keras.legacy.legacy_upsampling3d_support": "=",
    "keras.legacy.legacy_zeropadding2d_support": "=",
    "keras.legacy.legacy_zeropadding3d_support": "=",
    "keras.losses.cosine": "y_true, y_pred",
    "keras.losses.cosine_proximity": "y_true, y_pred",
    "keras.losses.deserialize": "name, custom_objects=None",
    "keras.losses.get": "identifier",
    "keras.losses.hinge": "y_true, y_pred",
    "keras.losses.kld": "y_true, y_pred",
    "keras.losses.kullback_leibler_divergence": "y_true, y_pred",
    "keras.losses.logcosh": "y_true, y_pred",
    "keras.losses.mae": "y_true, y_pred",
    "keras.losses.mape": "y_true, y_pred",
    "keras.losses.mse": "y_true, y_pred",
    "keras.losses.msle": "y_true, y_pred",
    "keras.losses.serialize": "loss",
    "keras.losses.squared_hinge": "y_true, y_pred",
    "keras.metrics.binary_accuracy": "y_true, y_pred",
    "keras.metrics.cosine": "y_true, y_pred",
    "keras.metrics.cosine_proximity": "y_true, y_pred",
    "keras.metrics.deserialize": "config, custom_objects=None",
    "keras.metrics.get": "identifier",
    "keras.metrics.hinge": "y_true, y_pred",
    "keras.metrics.kullback_leibler_divergence": "y_true, y_pred",
    "keras.metrics.logcosh": "y_true, y_pred",
    "keras.metrics.mae": "y_true, y_pred",
    "keras.metrics.mape": "y_true, y_pred",
    "keras.metrics.mse": "y_true, y_pred",
    "keras.metrics.msle": "y_true, y_pred",
    "keras.metrics.serialize": "metric",
    "keras.metrics.sparse_top_k_categorical_accuracy": "y_true, y_pred, k=5",
    "keras.metrics.squared_hinge": "y_true, y_pred",
    "keras.metrics.top_k_categorical_accuracy": "y_true, y_pred, k=5",
    "keras.models.Model": "inputs=None, outputs=None, name=None, **kwargs",
    "keras.models.Model._fit_loop": (
        "f, ins, out_labels=None, batch_size=None, epochs=100, verbose=1, callbacks=None, "
        "val_f=None, val_ins=None, shuffle=True, callback_metrics=None, initial_epoch=0, "
        "steps_per_epoch=None, validation_steps=None"
    ),
    "keras.models.Model._make_predict_function": "",
    "keras.models.Model._make_test_function": "",
    "keras.models.Model._make_train_function": "",
    "keras.models.Model._predict_loop": "f, ins, batch_size=32, verbose=0, steps=None",
    "keras.models.Model._standardize_user_data": (
        "x, y=None, sample_weight=None, class_weight=None, check_array_lengths=True, "
        "batch_size=None"
    ),
    "keras.models.Model._test_loop": "f, ins, batch_size=None, verbose=0, steps=None",
    "keras.models.Model.add_loss": "losses, inputs=None",
    "keras.models.Model.compile": (
        "optimizer, loss=None, metrics=None, loss_weights=None, sample_weight_mode=None, "
        "weighted_metrics=None, target_tensors=None, **kwargs"
    ),
    "keras.models.Model.evaluate": (
        "x=None, y=None, batch_size=None, verbose=1, sample_weight=None, steps=None"
    ),
    "keras.models.Model.evaluate_generator": (
        "generator, steps=None, max_queue_size=10, workers=1, use_multiprocessing=False, verbose=0"
    ),
    "keras.models.Model.fit": (
        "x=None, y=None, batch_size=None, epochs=1, verbose=1, callbacks=None, "
        "validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
        "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, "
        "**kwargs"
    ),
    "keras.models.Model.fit_generator": (
        "generator, steps_per_epoch=None, epochs=1, verbose=1, callbacks=None, "
        "validation_data=None, validation_steps=None, class_weight=None, max_queue_size=10, "
        "workers=1, use_multiprocessing=False, shuffle=True, initial_epoch=0"
    ),
    "keras.models.Model.load_weights": (
        "filepath, by_name=False, skip_mismatch=False, reshape=False"
    ),
    "keras.models.Model.predict": "x, batch_size=None, verbose=0, steps=None",
    "keras.models.Model.predict_generator": (
        "generator, steps=None, max_queue_size=10, workers=1, use_multiprocessing=False, verbose=0"
    ),
    "keras.models.Model.predict_on_batch": "x",
    "keras.models.Model.run_internal_graph": "inputs, masks=None",
    "keras.models.Model.save": "filepath, overwrite=True, include_optimizer=True",
    "keras.models.Model.save_weights": "filepath, overwrite=True",
    "keras.models.Model.test_on_batch": "x, y, sample_weight=None",
    "keras.models.Model.to_yaml": "**kwargs",
    "keras.models.Model.train_on_batch": "x, y, sample_weight=None, class_weight=None",
    "keras.models.Sequential": "layers=None, name=None",
    "keras.models.Sequential.fit": (
        "x=None, y=None, batch_size=None, epochs=1, verbose=1, callbacks=None, "
        "validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
        "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, "
        "**kwargs"
    ),
    "keras.models.Sequential.from_config": "config, custom_objects=None",
    "keras.models.Sequential.get_input_at": "node_index",
    "keras.models.Sequential.get_input_shape_at": "node_index",
    "keras.models.Sequential.get_output_at": "node_index",
    "keras.models.Sequential.get_output_shape_at": "node_index",
    "keras.models.Sequential.predict_classes": "x, batch_size=32, verbose=0",
    "keras.models.Sequential.predict_proba": "x, batch_size=32, verbose=0",
    "keras.models.load_model": "filepath, custom_objects=None, compile=True",
    "keras.models.model_from_config": "config, custom_objects=None",
    "keras.models.model_from_json": "json_string, custom_objects=None",
    "keras.models.model_from_yaml": "yaml_string, custom_objects=None",
    "keras.models.save_model": "model, filepath, overwrite=True, include_optimizer=True",
    "keras.optimizers.Adadelta": "lr=1.0, rho=0.95, epsilon=None, decay=0.0, **kwargs",
    "keras.optimizers.Adagrad": "lr=0.01, epsilon=None, decay=0.0, **kwargs",
    "keras.optimizers.Adam": (
        "lr=0.001, beta_1=0.9, beta_2=0.999, epsilon=None, decay=0.0, amsgrad=False, **kwargs"
    ),
    "keras.optimizers.Adamax": (
        "lr=0.002, beta_1=0.9, beta_2=0.999, epsilon=None, decay=0.0, **kwargs"
    ),
    "keras.optimizers.Nadam": (
        "lr=0.002, beta_1=0.9, beta_2=0.999, epsilon=None, schedule_decay=0.004, **kwargs"
    ),
    "keras.optimizers.Optimizer": "**kwargs",
    "keras.optimizers.Optimizer.get_gradients": "loss, params",
    "keras.optimizers.Optimizer.get_updates": "loss, params",
    "keras.optimizers.Optimizer.get_weights": "",
    "keras.optimizers.RMSprop": "lr=0.001, rho=0.9, epsilon=None, decay=0.0, **kwargs",
    "keras.optimizers.SGD": "lr=0.01, momentum=0.0, decay=0.0, nesterov=False, **kwargs",
    "keras.optimizers.TFOptimizer": "optimizer",
    "keras.optimizers.clip_norm": "g, c, n",
    "keras.optimizers.deserialize": "config, custom_objects=None",
    "keras.optimizers.get": "identifier",
    "keras.optimizers.serialize": "optimizer",
    "keras.preprocessing.image.DirectoryIterator": (
        "directory, image_data_generator, target_size=(256, 256), color_mode='rgb', "
        "classes=None, class_mode='categorical', batch_size=32, shuffle=True, seed=None, "
        "data_format=None, save_to_dir=None, save_prefix='', save_format='png', "
        "follow_links=False, subset=None, interpolation='nearest', keep_aspect_ratio=False, "
        "dtype=None"
    ),
    "keras.preprocessing.image.ImageDataGenerator": (
        "featurewise_center=False, samplewise_center=False, "
        "featurewise_std_normalization=False, samplewise_std_normalization=False, "
        "zca_whitening=False, zca_epsilon=1e-06, rotation_range=0, width_shift_range=0.0, "
        "height_shift_range=0.0, brightness_range=None, shear_range=0.0, zoom_range=0.0, "
        "channel_shift_range=0.0, fill_mode='nearest', cval=0.0, horizontal_flip=False, "
        "vertical_flip=False, rescale=None, preprocessing_function=None, data_format=None, "
        "validation_split=0.0, interpolation_order=1, dtype=None"
    ),
    "keras.preprocessing.image.ImageDataGenerator.flow": (
        "x, y=None, batch_size=32, shuffle=True, sample_weight=None, seed=None, "
        "save_to_dir=None, save_prefix='', save_format='png', ignore_class_split=False, "
        "subset=None"
    ),
    "keras.preprocessing.image.ImageDataGenerator.flow_from_directory": (
        "directory, target_size=(256, 256), color_mode='rgb', classes=None, "
        "class_mode='categorical', batch_size=32, shuffle=True, seed=None, save_to_dir=None, "
        "save_prefix='', save_format='png', follow_links=False, subset=None, "
        "interpolation='nearest', keep_aspect_ratio=False"
    ),
    "keras.preprocessing.image.Iterator": "n, batch_size, shuffle, seed",
    "keras.preprocessing.image.NumpyArrayIterator": (
        "x, y, image_data_generator, batch_size=32, shuffle=False, sample_weight=None, "
        "seed=None, data_format=None, save_to_dir=None, save_prefix='', save_format='png', "
        "subset=None, ignore_class_split=False, dtype=None"
    ),
    "keras.preprocessing.image.apply_affine_transform": (
        "x, theta=0, tx=0, ty=0, shear=0, zx=1, zy=1, row_axis=1, col_axis=2, channel_axis=0, "
        "fill_mode='nearest', cval=0.0, order=1"
    ),
    "keras.preprocessing.image.apply_brightness_shift": "x, brightness, scale=True",
    "keras.preprocessing.image.apply_channel_shift": "x, intensity, channel_axis=0",
    "keras.preprocessing.image.apply_transform": (
        "x, transform_matrix, channel_axis=0, fill_mode='nearest', cval=0.0"
    ),
    "keras.preprocessing.image.flip_axis": "x, axis",
    "keras.preprocessing.image.list_pictures": "directory, ext='jpg|jpeg|bmp|png|ppm'",
    "keras.preprocessing.image.load_img": (
        "path, grayscale=False, color_mode='rgb', target_size=None, interpolation='nearest', "
        "keep_aspect_ratio=False"
    ),
    "keras.preprocessing.image.pil_image": "=",
    "keras.preprocessing.image.random_brightness": "x, brightness_range, scale=True",
    "keras.preprocessing.image.random_channel_shift": "x, intensity_range, channel_axis=0",
    "keras.preprocessing.image.random_rotation": (
        "x, rg, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.0, "
        "interpolation_order=1"
    ),
    "keras.preprocessing.image.random_shear": (
        "x, intensity, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.0, "
        "interpolation_order=1"
    ),
    "keras.preprocessing.image.random_shift": (
        "x, wrg, hrg, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.0, "
        "interpolation_order=1"
    ),
    "keras.preprocessing.image.random_zoom": (
        "x, zoom_range, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', "
        "cval=0.0, interpolation_order=1"
    ),
    "keras.preprocessing.image.transform_matrix_offset_center": "matrix, x, y",
    "keras.preprocessing.sequence.TimeseriesGenerator": (
        "data, targets, length, sampling_rate=1, stride=1, start_index=0, end_index=None, "
        "shuffle=False, reverse=False, batch_size=128"
    ),
    "keras.preprocessing.sequence.make_sampling_table": "size, sampling_factor=1e-05",
    "keras.preprocessing.sequence.skipgrams": (
        "sequence, vocabulary_size, window_size=4, negative_samples=1.0, shuffle=True, "
        "categorical=False, sampling_table=None, seed=None"
    ),
    "keras.preprocessing.text.Tokenizer": (
        "num_words=None, filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' "
        "', char_level=False, oov_token=None, analyzer=None, **kwargs"
    ),
    "keras.preprocessing.text.hashing_trick": (
        "text, n, hash_function=None, filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', "
        "lower=True, split=' ', analyzer=None"
    ),
    "keras.preprocessing.text.maketrans": "=",
    "keras.preprocessing.text.one_hot": (
        "input_text, n, filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' "
        "', analyzer=None"
    ),
    "keras.preprocessing.text.text_to_word_sequence": (
        "input_text, filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' '"
    ),
    "keras.preprocessing.text.tokenizer_from_json": "json_string",
    "keras.regularizers.deserialize": "config, custom_objects=None",
    "keras.regularizers.get": "identifier",
    "keras.regularizers.l1": "l=0.01",
    "keras.regularizers.l1_l2": "l1=0.01, l2=0.01",
    "keras.regularizers.l2": "l=0.01",
    "keras.regularizers.serialize": "regularizer",
    "keras.utils.CustomObjectScope": "*args",
    "keras.utils.GeneratorEnqueuer": (
        "sequence, use_multiprocessing=False, wait_time=None, random_seed=None"
    ),
    "keras.utils.H5Dict": "path, mode='a'",
    "keras.utils.HDF5Matrix": "datapath, dataset, start=0, end=None, normalizer=None",
    "keras.utils.OrderedEnqueuer": "sequence, use_multiprocessing=False, shuffle=False",
    "keras.utils.Progbar": "target, width=30, verbose=1, interval=0.05, stateful_metrics=None",
    "keras.utils.Progbar.update": "current, values=None",
    "keras.utils.SequenceEnqueuer": "sequence, use_multiprocessing=False",
    "keras.utils.ask_to_proceed_with_overwrite": "filepath",
    "keras.utils.conv_input_length": "output_length, filter_size, padding, stride",
    "keras.utils.conv_output_length": "input_length, filter_size, padding, stride, dilation=1",
    "keras.utils.convert_all_kernels_in_model": "model",
    "keras.utils.convert_dense_weights_data_format": (
        "dense, previous_feature_map_shape, target_data_format='channels_first'"
    ),
    "keras.utils.convert_kernel": "kernel",
    "keras.utils.count_params": "weights",
    "keras.utils.custom_object_scope": "*args",
    "keras.utils.deconv_length": (
        "dim_size, stride_size, kernel_size, padding, output_padding, dilation=1"
    ),
    "keras.utils.deserialize_keras_object": (
        "identifier, module_objects=None, custom_objects=None, printable_module_name='object'"
    ),
    "keras.utils.func_dump": "func",
    "keras.utils.func_load": "code, defaults=None, closure=None, globs=None",
    "keras.utils.get_source_inputs": "tensor, layer=None, node_index=None",
    "keras.utils.get_test_data": (
        "num_train=1000, num_test=500, input_shape=(10,), output_shape=(2,), "
        "classification=True, num_classes=2"
    ),
    "keras.utils.h5py": "=",
    "keras.utils.has_arg": "fn, name, accept_all=False",
    "keras.utils.keras_test": "func",
    "keras.utils.layer_test": (
        "layer_cls, kwargs={}, input_shape=None, input_dtype=None, input_data=None, "
        "expected_output=None, expected_output_dtype=None, fixed_batch_size=False"
    ),
    "keras.utils.model_to_dot": "model, show_shapes=False, show_layer_names=True, rankdir='TB'",
    "keras.utils.multi_gpu_model": "model, gpus=None, cpu_merge=True, cpu_relocation=False",
    "keras.utils.normalize": "x, axis=-1, order=2",
    "keras.utils.normalize_data_format": "value",
    "keras.utils.normalize_padding": "value",
    "keras.utils.normalize_tuple": "value, n, name",
    "keras.utils.object_list_uid": "object_list",
    "keras.utils.plot_model": (
        "model, to_file='model.png', show_shapes=False, show_layer_names=True, rankdir='TB'"
    ),
    "keras.utils.print_summary": "model, line_length=None, positions=None, print_fn=None",
    "keras.utils.slice_arrays": "arrays, start=None, stop=None",
    "keras.utils.to_categorical": "y, num_classes=None, dtype='float32'",
    "keras.utils.to_list": "x, allow_tuple=False",
    "keras.utils.unpack_singleton": "x",
    "keras.utils.urlretrieve": "url, filename, reporthook=None, data=None",
    "keras.utils.validate_file": "fpath, file_hash, algorithm='auto', chunk_size=65535",
    "keras.wrappers.scikit_learn.BaseWrapper": "build_fn=None, **sk_params",
    "keras.wrappers.scikit_learn.KerasClassifier": "build_fn=None, **sk_params",
    "keras.wrappers.scikit_learn.KerasRegressor": "build_fn=None, **sk_params",
}

KERAS_2_3 = {
    "keras.backend.Function": "inputs, outputs, updates=[], **kwargs",
    "keras.backend.control_dependencies": "control_inputs",
    "keras.backend.ctc_decode": (
        "y_pred, input_length, greedy=True, beam_width=100, top_paths=1, merge_repeated=False"
    ),
    "keras.backend.get_graph": "=",
    "keras.backend.is_variable": "x",
    "keras.backend.size": "x, name=None",
    "keras.backend.symbolic": "func",
    "keras.engine.evaluate_generator": (
        "model, generator, steps=None, callbacks=None, max_queue_size=10, workers=1, "
        "use_multiprocessing=False, verbose=0"
    ),
    "keras.engine.fit_generator": (
        "model, generator, steps_per_epoch=None, epochs=1, verbose=1, callbacks=None, "
        "validation_data=None, validation_steps=None, validation_freq=1, class_weight=None, "
        "max_queue_size=10, workers=1, use_multiprocessing=False, shuffle=True, "
        "initial_epoch=0"
    ),
    "keras.engine.fit_loop": (
        "model, fit_function, fit_inputs, out_labels=None, batch_size=None, epochs=100, "
        "verbose=1, callbacks=None, val_function=None, val_inputs=None, shuffle=True, "
        "initial_epoch=0, steps_per_epoch=None, validation_steps=None, validation_freq=1"
    ),
    "keras.engine.predict_generator": (
        "model, generator, steps=None, callbacks=None, max_queue_size=10, workers=1, "
        "use_multiprocessing=False, verbose=0"
    ),
    "keras.engine.predict_loop": (
        "model, f, ins, batch_size=32, verbose=0, steps=None, callbacks=None"
    ),
    "keras.engine.save_weights_to_hdf5_group": "group, layers",
    "keras.engine.test_loop": (
        "model, f, ins, batch_size=None, verbose=0, steps=None, callbacks=None"
    ),
    "keras.layers.DepthwiseConv2D": (
        "kernel_size, strides=(1, 1), padding='valid', depth_multiplier=1, data_format=None, "
        "dilation_rate=(1, 1), activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', bias_initializer='zeros', "
        "depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "depthwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.GRU": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, "
        "implementation=2, return_sequences=False, return_state=False, go_backwards=False, "
        "stateful=False, unroll=False, reset_after=False, **kwargs"
    ),
    "keras.layers.GRUCell": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, implementation=2, "
        "reset_after=False, **kwargs"
    ),
    "keras.layers.LSTM": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, implementation=2, return_sequences=False, "
        "return_state=False, go_backwards=False, stateful=False, unroll=False, **kwargs"
    ),
    "keras.layers.LSTMCell": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, "
        "implementation=2, **kwargs"
    ),
    "keras.layers.Layer.add_weight": (
        "name=None, shape=None, dtype=None, initializer=None, regularizer=None, "
        "trainable=True, constraint=None"
    ),
    "keras.losses.BinaryCrossentropy": (
        "from_logits=False, label_smoothing=0, "
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='binary_crossentropy'"
    ),
    "keras.losses.CategoricalCrossentropy": (
        "from_logits=False, label_smoothing=0, "
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, "
        "name='categorical_crossentropy'"
    ),
    "keras.losses.CategoricalHinge": (
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='categorical_hinge'"
    ),
    "keras.losses.Hinge": "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='hinge'",
    "keras.losses.Huber": (
        "delta=1.0, reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='huber_loss'"
    ),
    "keras.losses.KLDivergence": (
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='kullback_leibler_divergence'"
    ),
    "keras.losses.LogCosh": "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='logcosh'",
    "keras.losses.MeanAbsoluteError": (
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='mean_absolute_error'"
    ),
    "keras.losses.MeanAbsolutePercentageError": (
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, "
        "name='mean_absolute_percentage_error'"
    ),
    "keras.losses.MeanSquaredError": (
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='mean_squared_error'"
    ),
    "keras.losses.MeanSquaredLogarithmicError": (
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, "
        "name='mean_squared_logarithmic_error'"
    ),
    "keras.losses.Poisson": "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='poisson'",
    "keras.losses.SparseCategoricalCrossentropy": (
        "from_logits=False, reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, "
        "name='sparse_categorical_crossentropy'"
    ),
    "keras.losses.SquaredHinge": (
        "reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name='squared_hinge'"
    ),
    "keras.losses.cosine": "y_true, y_pred, axis=-1",
    "keras.losses.cosine_proximity": "y_true, y_pred, axis=-1",
    "keras.losses.huber_loss": "y_true, y_pred, delta=1.0",
    "keras.metrics.KLDivergence": "name='kullback_leibler_divergence', dtype=None",
    "keras.metrics.Metric.get_weights": "",
    "keras.metrics.Metric.reset_states": "",
    "keras.metrics.Metric.set_weights": "weights",
    "keras.metrics.binary_accuracy": "y_true, y_pred, threshold=0.5",
    "keras.metrics.cosine": "y_true, y_pred, axis=-1",
    "keras.metrics.cosine_proximity": "y_true, y_pred, axis=-1",
    "keras.metrics.cosine_similarity": "y_true, y_pred, axis=-1",
    "keras.models.Model.add_metric": "value, name=None",
    "keras.models.Model.evaluate": (
        "x=None, y=None, batch_size=None, verbose=1, sample_weight=None, steps=None, "
        "callbacks=None, max_queue_size=10, workers=1, use_multiprocessing=False"
    ),
    "keras.models.Model.evaluate_generator": (
        "generator, steps=None, callbacks=None, max_queue_size=10, workers=1, "
        "use_multiprocessing=False, verbose=0"
    ),
    "keras.models.Model.fit": (
        "x=None, y=None, batch_size=None, epochs=1, verbose=1, callbacks=None, "
        "validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
        "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, "
        "validation_freq=1, max_queue_size=10, workers=1, use_multiprocessing=False, **kwargs"
    ),
    "keras.models.Model.fit_generator": (
        "generator, steps_per_epoch=None, epochs=1, verbose=1, callbacks=None, "
        "validation_data=None, validation_steps=None, validation_freq=1, class_weight=None, "
        "max_queue_size=10, workers=1, use_multiprocessing=False, shuffle=True, "
        "initial_epoch=0"
    ),
    "keras.models.Model.predict": (
        "x, batch_size=None, verbose=0, steps=None, callbacks=None, max_queue_size=10, "
        "workers=1, use_multiprocessing=False"
    ),
    "keras.models.Model.predict_generator": (
        "generator, steps=None, callbacks=None, max_queue_size=10, workers=1, "
        "use_multiprocessing=False, verbose=0"
    ),
    "keras.models.Model.test_on_batch": "x, y, sample_weight=None, reset_metrics=True",
    "keras.models.Model.train_on_batch": (
        "x, y, sample_weight=None, class_weight=None, reset_metrics=True"
    ),
    "keras.models.Sequential.fit": (
        "x=None, y=None, batch_size=None, epochs=1, verbose=1, callbacks=None, "
        "validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
        "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, "
        "validation_freq=1, max_queue_size=10, workers=1, use_multiprocessing=False, **kwargs"
    ),
    "keras.optimizers.Adadelta": "learning_rate=1.0, rho=0.95, **kwargs",
    "keras.optimizers.Adagrad": "learning_rate=0.01, **kwargs",
    "keras.optimizers.Adam": (
        "learning_rate=0.001, beta_1=0.9, beta_2=0.999, amsgrad=False, **kwargs"
    ),
    "keras.optimizers.Adamax": "learning_rate=0.002, beta_1=0.9, beta_2=0.999, **kwargs",
    "keras.optimizers.Nadam": "learning_rate=0.002, beta_1=0.9, beta_2=0.999, **kwargs",
    "keras.optimizers.RMSprop": "learning_rate=0.001, rho=0.9, **kwargs",
    "keras.optimizers.SGD": "learning_rate=0.01, momentum=0.0, nesterov=False, **kwargs",
    "keras.preprocessing.image.ImageDataGenerator": (
        "featurewise_center=False, samplewise_center=False, "
        "featurewise_std_normalization=False, samplewise_std_normalization=False, "
        "zca_whitening=False, zca_epsilon=1e-06, rotation_range=0, width_shift_range=0.0, "
        "height_shift_range=0.0, brightness_range=None, shear_range=0.0, zoom_range=0.0, "
        "channel_shift_range=0.0, fill_mode='nearest', cval=0.0, horizontal_flip=False, "
        "vertical_flip=False, rescale=None, preprocessing_function=None, "
        "data_format='channels_last', validation_split=0.0, interpolation_order=1, "
        "dtype='float32'"
    ),
    "keras.preprocessing.image.ImageDataGenerator.flow": (
        "x, y=None, batch_size=32, shuffle=True, sample_weight=None, seed=None, "
        "save_to_dir=None, save_prefix='', save_format='png', subset=None"
    ),
    "keras.preprocessing.image.ImageDataGenerator.flow_from_directory": (
        "directory, target_size=(256, 256), color_mode='rgb', classes=None, "
        "class_mode='categorical', batch_size=32, shuffle=True, seed=None, save_to_dir=None, "
        "save_prefix='', save_format='png', follow_links=False, subset=None, "
        "interpolation='nearest'"
    ),
    "keras.preprocessing.text.tokenizer_from_json": "=",
    "keras.utils.losses_utils.broadcast_weights": "values, sample_weight",
    "keras.utils.losses_utils.compute_weighted_loss": (
        "losses, sample_weight=None, reduction=Reduction.SUM_OVER_BATCH_SIZE, name=None"
    ),
    "keras.utils.losses_utils.reduce_weighted_loss": (
        "weighted_losses, reduction=Reduction.SUM_OVER_BATCH_SIZE"
    ),
    "keras.utils.model_to_dot": (
        "model, show_shapes=False, show_layer_names=True, rankdir='TB', expand_nested=False, "
        "dpi=96, subgraph=False"
    ),
    "keras.utils.plot_model": (
        "model, to_file='model.png', show_shapes=False, show_layer_names=True, rankdir='TB', "
        "expand_nested=False, dpi=96"
    ),
}

TF_KERAS = {
    "keras.__internal__.KerasTensor": "type_spec, inferred_value=None, name=None",
    "keras.activations.deserialize": "name, custom_objects=None, use_legacy_format=False",
    "keras.activations.serialize": "activation, use_legacy_format=False",
    "keras.applications.MobileNetV2": (
        "input_shape=None, alpha=1.0, include_top=True, weights='imagenet', "
        "input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', "
        "**kwargs"
    ),
    "keras.applications.RegNetX002": (
        "model_name='regnetx002', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX004": (
        "model_name='regnetx004', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX006": (
        "model_name='regnetx006', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX008": (
        "model_name='regnetx008', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX016": (
        "model_name='regnetx016', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX032": (
        "model_name='regnetx032', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX040": (
        "model_name='regnetx040', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX064": (
        "model_name='regnetx064', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX080": (
        "model_name='regnetx080', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX120": (
        "model_name='regnetx120', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX160": (
        "model_name='regnetx160', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetX320": (
        "model_name='regnetx320', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY002": (
        "model_name='regnety002', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY004": (
        "model_name='regnety004', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY006": (
        "model_name='regnety006', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY008": (
        "model_name='regnety008', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY016": (
        "model_name='regnety016', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY032": (
        "model_name='regnety032', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY040": (
        "model_name='regnety040', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY064": (
        "model_name='regnety064', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY080": (
        "model_name='regnety080', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY120": (
        "model_name='regnety120', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY160": (
        "model_name='regnety160', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.RegNetY320": (
        "model_name='regnety320', include_top=True, include_preprocessing=True, "
        "weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, "
        "classifier_activation='softmax'"
    ),
    "keras.applications.ResNet50": (
        "include_top=True, weights='imagenet', input_tensor=None, input_shape=None, "
        "pooling=None, classes=1000, **kwargs"
    ),
    "keras.applications.ResNetRS101": (
        "include_top=True, weights='imagenet', classes=1000, input_shape=None, "
        "input_tensor=None, pooling=None, classifier_activation='softmax', "
        "include_preprocessing=True"
    ),
    "keras.applications.ResNetRS152": (
        "include_top=True, weights='imagenet', classes=1000, input_shape=None, "
        "input_tensor=None, pooling=None, classifier_activation='softmax', "
        "include_preprocessing=True"
    ),
    "keras.applications.ResNetRS200": (
        "include_top=True, weights='imagenet', classes=1000, input_shape=None, "
        "input_tensor=None, pooling=None, classifier_activation='softmax', "
        "include_preprocessing=True"
    ),
    "keras.applications.ResNetRS270": (
        "include_top=True, weights='imagenet', classes=1000, input_shape=None, "
        "input_tensor=None, pooling=None, classifier_activation='softmax', "
        "include_preprocessing=True"
    ),
    "keras.applications.ResNetRS350": (
        "include_top=True, weights='imagenet', classes=1000, input_shape=None, "
        "input_tensor=None, pooling=None, classifier_activation='softmax', "
        "include_preprocessing=True"
    ),
    "keras.applications.ResNetRS420": (
        "include_top=True, weights='imagenet', classes=1000, input_shape=None, "
        "input_tensor=None, pooling=None, classifier_activation='softmax', "
        "include_preprocessing=True"
    ),
    "keras.applications.ResNetRS50": (
        "include_top=True, weights='imagenet', classes=1000, input_shape=None, "
        "input_tensor=None, pooling=None, classifier_activation='softmax', "
        "include_preprocessing=True"
    ),
    "keras.applications.mobilenet_v2.MobileNetV2": (
        "input_shape=None, alpha=1.0, include_top=True, weights='imagenet', "
        "input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', "
        "**kwargs"
    ),
    "keras.applications.regnet": "=",
    "keras.applications.resnet50.ResNet50": (
        "include_top=True, weights='imagenet', input_tensor=None, input_shape=None, "
        "pooling=None, classes=1000, **kwargs"
    ),
    "keras.applications.resnet50.preprocess_input": "x, data_format=None",
    "keras.applications.resnet_rs": "=",
    "keras.applications.vgg16.preprocess_input": "x, data_format=None",
    "keras.applications.vgg19.preprocess_input": "x, data_format=None",
    "keras.backend.batch_get_value": "tensors",
    "keras.backend.binary_focal_crossentropy": (
        "target, output, apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False"
    ),
    "keras.backend.categorical_focal_crossentropy": (
        "target, output, alpha=0.25, gamma=2.0, from_logits=False, axis=-1"
    ),
    "keras.backend.ctc_decode": "y_pred, input_length, greedy=True, beam_width=100, top_paths=1",
    "keras.backend.experimental.disable_tf_random_generator": "",
    "keras.backend.experimental.enable_tf_random_generator": "",
    "keras.backend.experimental.is_tf_random_generator_enabled": "",
    "keras.backend.function": "inputs, outputs, updates=None, name=None, **kwargs",
    "keras.backend.learning_phase_scope": "value",
    "keras.backend.placeholder": (
        "shape=None, ndim=None, dtype=None, sparse=False, name=None, ragged=False"
    ),
    "keras.backend.print_tensor": "x, message='', summarize=3",
    "keras.backend.random_bernoulli": "shape, p=0.0, dtype=None, seed=None",
    "keras.backend.rnn": (
        "step_function, inputs, initial_states, go_backwards=False, mask=None, "
        "constants=None, unroll=False, input_length=None, time_major=False, "
        "zero_output_for_mask=False, return_all_outputs=True"
    ),
    "keras.backend.set_epsilon": "value",
    "keras.backend.set_floatx": "value",
    "keras.backend.sparse_categorical_crossentropy": (
        "target, output, from_logits=False, axis=-1, ignore_class=None"
    ),
    "keras.callbacks.BackupAndRestore": (
        "backup_dir, save_freq='epoch', delete_checkpoint=True, save_before_preemption=False"
    ),
    "keras.callbacks.CallbackList": (
        "callbacks=None, add_history=False, add_progbar=False, model=None, **params"
    ),
    "keras.callbacks.EarlyStopping": (
        "monitor='val_loss', min_delta=0, patience=0, verbose=0, mode='auto', baseline=None, "
        "restore_best_weights=False, start_from_epoch=0"
    ),
    "keras.callbacks.ModelCheckpoint": (
        "filepath, monitor='val_loss', verbose=0, save_best_only=False, "
        "save_weights_only=False, mode='auto', save_freq='epoch', options=None, "
        "initial_value_threshold=None, **kwargs"
    ),
    "keras.callbacks.SidecarEvaluatorModelExport": "export_filepath, checkpoint_filepath, **kwargs",
    "keras.callbacks.TensorBoard": (
        "log_dir='logs', histogram_freq=0, write_graph=True, write_images=False, "
        "write_steps_per_second=False, update_freq='epoch', profile_batch=0, "
        "embeddings_freq=0, embeddings_metadata=None, **kwargs"
    ),
    "keras.constraints.RadialConstraint": "*args, **kwargs",
    "keras.constraints.deserialize": "config, custom_objects=None, use_legacy_format=False",
    "keras.constraints.radial_constraint": "*args, **kwargs",
    "keras.constraints.serialize": "constraint, use_legacy_format=False",
    "keras.datasets.imdb.load_data": (
        "path='imdb.npz', num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, "
        "oov_char=2, index_from=3, cache_dir=None, **kwargs"
    ),
    "keras.datasets.reuters.load_data": (
        "path='reuters.npz', num_words=None, skip_top=0, maxlen=None, test_split=0.2, "
        "seed=113, start_char=1, oov_char=2, index_from=3, cache_dir=None, **kwargs"
    ),
    "keras.dtensor": "=",
    "keras.estimator.model_to_estimator": (
        "keras_model=None, keras_model_path=None, custom_objects=None, model_dir=None, "
        "config=None, checkpoint_format='checkpoint', metric_names_map=None, "
        "export_outputs=None"
    ),
    "keras.experimental.CosineDecay": (
        "initial_learning_rate, decay_steps, alpha=0.0, name=None, warmup_target=None, "
        "warmup_steps=0"
    ),
    "keras.experimental.CosineDecayRestarts": (
        "initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None"
    ),
    "keras.experimental.LinearModel": (
        "units=1, activation=None, use_bias=True, kernel_initializer='zeros', "
        "bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, **kwargs"
    ),
    "keras.experimental.SequenceFeatures": "feature_columns, trainable=True, name=None, **kwargs",
    "keras.experimental.SidecarEvaluator": "*args, **kwargs",
    "keras.experimental.WideDeepModel": "linear_model, dnn_model, activation=None, **kwargs",
    "keras.initializers.deserialize": "config, custom_objects=None, use_legacy_format=False",
    "keras.initializers.serialize": "initializer, use_legacy_format=False",
    "keras.layers.AbstractRNNCell": (
        "trainable=True, name=None, dtype=None, dynamic=False, **kwargs"
    ),
    "keras.layers.AdditiveAttention": "use_scale=True, **kwargs",
    "keras.layers.Attention": "use_scale=False, score_mode='dot', **kwargs",
    "keras.layers.BatchNormalization": (
        "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, "
        "beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', "
        "moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, "
        "beta_constraint=None, gamma_constraint=None, synchronized=False, **kwargs"
    ),
    "keras.layers.Bidirectional": (
        "layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs"
    ),
    "keras.layers.CategoryEncoding": (
        "num_tokens=None, output_mode='multi_hot', sparse=False, **kwargs"
    ),
    "keras.layers.Conv1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format='channels_last', "
        "dilation_rate=1, groups=1, activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), groups=1, activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv3D": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1, 1), groups=1, activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv3DTranspose": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', output_padding=None, "
        "data_format=None, dilation_rate=(1, 1, 1), activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.ConvLSTM1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
        "activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "return_sequences=False, return_state=False, go_backwards=False, stateful=False, "
        "dropout=0.0, recurrent_dropout=0.0, **kwargs"
    ),
    "keras.layers.ConvLSTM2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), activation='tanh', recurrent_activation='hard_sigmoid', "
        "use_bias=True, kernel_initializer='glorot_uniform', "
        "recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, "
        "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, return_sequences=False, return_state=False, "
        "go_backwards=False, stateful=False, dropout=0.0, recurrent_dropout=0.0, **kwargs"
    ),
    "keras.layers.ConvLSTM3D": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1, 1), activation='tanh', recurrent_activation='hard_sigmoid', "
        "use_bias=True, kernel_initializer='glorot_uniform', "
        "recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, "
        "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, return_sequences=False, return_state=False, "
        "go_backwards=False, stateful=False, dropout=0.0, recurrent_dropout=0.0, **kwargs"
    ),
    "keras.layers.DenseFeatures": "feature_columns, trainable=True, name=None, **kwargs",
    "keras.layers.DepthwiseConv1D": (
        "kernel_size, strides=1, padding='valid', depth_multiplier=1, data_format=None, "
        "dilation_rate=1, activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', bias_initializer='zeros', "
        "depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "depthwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Discretization": (
        "bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode='int', sparse=False, "
        "**kwargs"
    ),
    "keras.layers.Embedding": (
        "input_dim, output_dim, embeddings_initializer='uniform', "
        "embeddings_regularizer=None, activity_regularizer=None, embeddings_constraint=None, "
        "mask_zero=False, input_length=None, sparse=False, **kwargs"
    ),
    "keras.layers.GRU": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, "
        "return_sequences=False, return_state=False, go_backwards=False, stateful=False, "
        "unroll=False, time_major=False, reset_after=True, **kwargs"
    ),
    "keras.layers.GRUCell": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, reset_after=True, **kwargs"
    ),
    "keras.layers.GaussianDropout": "rate, seed=None, **kwargs",
    "keras.layers.GaussianNoise": "stddev, seed=None, **kwargs",
    "keras.layers.GlobalAveragePooling2D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.GlobalAveragePooling3D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.GlobalMaxPooling1D": "data_format='channels_last', keepdims=False, **kwargs",
    "keras.layers.GlobalMaxPooling2D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.GlobalMaxPooling3D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.Input": (
        "shape=None, batch_size=None, name=None, dtype=None, sparse=None, tensor=None, "
        "ragged=None, type_spec=None, optional=False, **kwargs"
    ),
    "keras.layers.InputLayer": (
        "input_shape=None, batch_size=None, dtype=None, input_tensor=None, sparse=None, "
        "name=None, ragged=None, type_spec=None, optional=False, **kwargs"
    ),
    "keras.layers.IntegerLookup": (
        "max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=None, "
        "vocabulary_dtype='int64', idf_weights=None, invert=False, output_mode='int', "
        "sparse=False, pad_to_max_tokens=False, **kwargs"
    ),
    "keras.layers.LSTM": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, return_sequences=False, return_state=False, "
        "go_backwards=False, stateful=False, time_major=False, unroll=False, **kwargs"
    ),
    "keras.layers.LSTMCell": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, "
        "**kwargs"
    ),
    "keras.layers.LSTMCell.get_initial_state": "inputs=None, batch_size=None, dtype=None",
    "keras.layers.Layer": "trainable=True, name=None, dtype=None, dynamic=False, **kwargs",
    "keras.layers.Layer.add_loss": "losses, **kwargs",
    "keras.layers.Layer.add_update": "updates",
    "keras.layers.Layer.add_variable": (
        "name=None, shape=None, dtype=None, initializer=None, regularizer=None, "
        "trainable=None, constraint=None, use_resource=None, synchronization=None, "
        "aggregation=None, **kwargs"
    ),
    "keras.layers.Layer.add_weight": (
        "name=None, shape=None, dtype=None, initializer=None, regularizer=None, "
        "trainable=None, constraint=None, use_resource=None, synchronization=None, "
        "aggregation=None, **kwargs"
    ),
    "keras.layers.LayerNormalization": (
        "axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', "
        "gamma_initializer='ones', beta_regularizer=None, gamma_regularizer=None, "
        "beta_constraint=None, gamma_constraint=None, **kwargs"
    ),
    "keras.layers.LocallyConnected1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, activation=None, "
        "use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, implementation=1, **kwargs"
    ),
    "keras.layers.LocallyConnected2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "activation=None, use_bias=True, kernel_initializer='glorot_uniform', "
        "bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, bias_constraint=None, "
        "implementation=1, **kwargs"
    ),
    "keras.layers.RNN": (
        "cell, return_sequences=False, return_state=False, go_backwards=False, "
        "stateful=False, unroll=False, time_major=False, **kwargs"
    ),
    "keras.layers.RandomHeight": "factor, interpolation='bilinear', seed=None, **kwargs",
    "keras.layers.RandomWidth": "factor, interpolation='bilinear', seed=None, **kwargs",
    "keras.layers.SeparableConv1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
        "depth_multiplier=1, activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', "
        "bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, "
        "pointwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Softmax": "axis=-1, robust_masking=False, **kwargs",
    "keras.layers.deserialize": "config, custom_objects=None, use_legacy_format=False",
    "keras.layers.experimental.EinsumDense": (
        "equation, output_shape, activation=None, bias_axes=None, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.experimental.RandomFourierFeatures": (
        "output_dim, kernel_initializer='gaussian', scale=None, trainable=False, name=None, "
        "**kwargs"
    ),
    "keras.layers.experimental.SyncBatchNormalization": (
        "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, "
        "beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', "
        "moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, "
        "beta_constraint=None, gamma_constraint=None, **kwargs"
    ),
    "keras.layers.serialize": "layer, use_legacy_format=False",
    "keras.losses.BinaryCrossentropy": (
        "from_logits=False, label_smoothing=0.0, axis=-1, reduction='auto', "
        "name='binary_crossentropy'"
    ),
    "keras.losses.CategoricalCrossentropy": (
        "from_logits=False, label_smoothing=0.0, axis=-1, reduction='auto', "
        "name='categorical_crossentropy'"
    ),
    "keras.losses.CategoricalHinge": "reduction='auto', name='categorical_hinge'",
    "keras.losses.CosineSimilarity": "axis=-1, reduction='auto', name='cosine_similarity'",
    "keras.losses.Hinge": "reduction='auto', name='hinge'",
    "keras.losses.Huber": "delta=1.0, reduction='auto', name='huber_loss'",
    "keras.losses.KLDivergence": "reduction='auto', name='kl_divergence'",
    "keras.losses.LogCosh": "reduction='auto', name='log_cosh'",
    "keras.losses.MeanAbsoluteError": "reduction='auto', name='mean_absolute_error'",
    "keras.losses.MeanAbsolutePercentageError": (
        "reduction='auto', name='mean_absolute_percentage_error'"
    ),
    "keras.losses.MeanSquaredError": "reduction='auto', name='mean_squared_error'",
    "keras.losses.MeanSquaredLogarithmicError": (
        "reduction='auto', name='mean_squared_logarithmic_error'"
    ),
    "keras.losses.Poisson": "reduction='auto', name='poisson'",
    "keras.losses.Reduction.AUTO": "=",
    "keras.losses.Reduction.NONE": "=",
    "keras.losses.Reduction.SUM": "=",
    "keras.losses.Reduction.SUM_OVER_BATCH_SIZE": "=",
    "keras.losses.SparseCategoricalCrossentropy": (
        "from_logits=False, ignore_class=None, reduction='auto', "
        "name='sparse_categorical_crossentropy'"
    ),
    "keras.losses.SquaredHinge": "reduction='auto', name='squared_hinge'",
    "keras.losses.deserialize": "name, custom_objects=None, use_legacy_format=False",
    "keras.losses.serialize": "loss, use_legacy_format=False",
    "keras.metrics.MeanRelativeError": "normalizer, name=None, dtype=None",
    "keras.metrics.MeanTensor": "name='mean_tensor', dtype=None, shape=None",
    "keras.metrics.deserialize": "config, custom_objects=None, use_legacy_format=False",
    "keras.metrics.experimental.PyMetric": "name=None, dtype=None, **kwargs",
    "keras.metrics.kld": "y_true, y_pred",
    "keras.metrics.serialize": "metric, use_legacy_format=False",
    "keras.mixed_precision.LossScaleOptimizer": "*args, **kwargs",
    "keras.mixed_precision.LossScaleOptimizer.get_scaled_loss": "loss",
    "keras.mixed_precision.LossScaleOptimizer.get_unscaled_gradients": "grads",
    "keras.mixed_precision.Policy": "name",
    "keras.models.Model.add_loss": "losses, **kwargs",
    "keras.models.Model.add_metric": "value, name=None, **kwargs",
    "keras.models.Model.compile": (
        "optimizer='rmsprop', loss=None, metrics=None, loss_weights=None, "
        "weighted_metrics=None, run_eagerly=None, steps_per_execution=None, jit_compile=None, "
        "pss_evaluation_shards=0, **kwargs"
    ),
    "keras.models.Model.evaluate": (
        "x=None, y=None, batch_size=None, verbose='auto', sample_weight=None, steps=None, "
        "callbacks=None, max_queue_size=10, workers=1, use_multiprocessing=False, "
        "return_dict=False, **kwargs"
    ),
    "keras.models.Model.fit": (
        "x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None, "
        "validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
        "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, "
        "validation_batch_size=None, validation_freq=1, max_queue_size=10, workers=1, "
        "use_multiprocessing=False"
    ),
    "keras.models.Model.load_weights": "filepath, skip_mismatch=False, by_name=False, options=None",
    "keras.models.Model.predict": (
        "x, batch_size=None, verbose='auto', steps=None, callbacks=None, max_queue_size=10, "
        "workers=1, use_multiprocessing=False"
    ),
    "keras.models.Model.save": "filepath, overwrite=True, save_format=None, **kwargs",
    "keras.models.Model.save_weights": "filepath, overwrite=True, save_format=None, options=None",
    "keras.models.Model.test_on_batch": (
        "x, y=None, sample_weight=None, reset_metrics=True, return_dict=False"
    ),
    "keras.models.Model.train_on_batch": (
        "x, y=None, sample_weight=None, class_weight=None, reset_metrics=True, return_dict=False"
    ),
    "keras.models.Sequential.fit": (
        "x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None, "
        "validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
        "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, "
        "validation_batch_size=None, validation_freq=1, max_queue_size=10, workers=1, "
        "use_multiprocessing=False"
    ),
    "keras.models.experimental.SharpnessAwareMinimization": (
        "model, rho=0.05, num_batch_splits=None, name=None"
    ),
    "keras.models.load_model": (
        "filepath, custom_objects=None, compile=True, safe_mode=True, **kwargs"
    ),
    "keras.models.save_model": "model, filepath, overwrite=True, save_format=None, **kwargs",
    "keras.optimizers.Adadelta": (
        "learning_rate=0.001, rho=0.95, epsilon=1e-07, weight_decay=None, clipnorm=None, "
        "clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
        "ema_overwrite_frequency=None, jit_compile=True, name='Adadelta', **kwargs"
    ),
    "keras.optimizers.Adafactor": (
        "learning_rate=0.001, beta_2_decay=-0.8, epsilon_1=1e-30, epsilon_2=0.001, "
        "clip_threshold=1.0, relative_step=True, weight_decay=None, clipnorm=None, "
        "clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
        "ema_overwrite_frequency=None, jit_compile=True, name='Adafactor', **kwargs"
    ),
    "keras.optimizers.Adagrad": (
        "learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-07, "
        "weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None, "
        "use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, "
        "name='Adagrad', **kwargs"
    ),
    "keras.optimizers.Adam": (
        "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False, "
        "weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None, "
        "use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, "
        "name='Adam', **kwargs"
    ),
    "keras.optimizers.AdamW": (
        "learning_rate=0.001, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-07, "
        "amsgrad=False, clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, "
        "ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, name='AdamW', "
        "**kwargs"
    ),
    "keras.optimizers.Adamax": (
        "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, weight_decay=None, "
        "clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, "
        "ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, name='Adamax', "
        "**kwargs"
    ),
    "keras.optimizers.Ftrl": (
        "learning_rate=0.001, learning_rate_power=-0.5, initial_accumulator_value=0.1, "
        "l1_regularization_strength=0.0, l2_regularization_strength=0.0, "
        "l2_shrinkage_regularization_strength=0.0, beta=0.0, weight_decay=None, "
        "clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, "
        "ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, name='Ftrl', "
        "**kwargs"
    ),
    "keras.optimizers.Lion": (
        "learning_rate=0.0001, beta_1=0.9, beta_2=0.99, weight_decay=None, clipnorm=None, "
        "clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
        "ema_overwrite_frequency=None, jit_compile=True, name='Lion', **kwargs"
    ),
    "keras.optimizers.Nadam": (
        "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, weight_decay=None, "
        "clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, "
        "ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, name='Nadam', "
        "**kwargs"
    ),
    "keras.optimizers.Optimizer": (
        "name, weight_decay=0, clipnorm=None, clipvalue=None, global_clipnorm=None, "
        "use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, "
        "**kwargs"
    ),
    "keras.optimizers.Optimizer.apply_gradients": (
        "grads_and_vars, name=None, skip_gradients_aggregation=False, **kwargs"
    ),
    "keras.optimizers.RMSprop": (
        "learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-07, centered=False, "
        "weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None, "
        "use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=100, jit_compile=True, "
        "name='RMSprop', **kwargs"
    ),
    "keras.optimizers.SGD": (
        "learning_rate=0.01, momentum=0.0, nesterov=False, weight_decay=None, clipnorm=None, "
        "clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
        "ema_overwrite_frequency=None, jit_compile=True, name='SGD', **kwargs"
    ),
    "keras.optimizers.deserialize": (
        "config, custom_objects=None, use_legacy_format=False, **kwargs"
    ),
    "keras.optimizers.get": "identifier, **kwargs",
    "keras.optimizers.schedules.deserialize": (
        "config, custom_objects=None, use_legacy_format=False"
    ),
    "keras.optimizers.schedules.serialize": "learning_rate_schedule, use_legacy_format=False",
    "keras.optimizers.serialize": "optimizer, use_legacy_format=False",
    "keras.preprocessing.image.ImageDataGenerator": (
        "featurewise_center=False, samplewise_center=False, "
        "featurewise_std_normalization=False, samplewise_std_normalization=False, "
        "zca_whitening=False, zca_epsilon=1e-06, rotation_range=0, width_shift_range=0.0, "
        "height_shift_range=0.0, brightness_range=None, shear_range=0.0, zoom_range=0.0, "
        "channel_shift_range=0.0, fill_mode='nearest', cval=0.0, horizontal_flip=False, "
        "vertical_flip=False, rescale=None, preprocessing_function=None, data_format=None, "
        "validation_split=0.0, interpolation_order=1, dtype=None"
    ),
    "keras.preprocessing.image.ImageDataGenerator.flow": (
        "x, y=None, batch_size=32, shuffle=True, sample_weight=None, seed=None, "
        "save_to_dir=None, save_prefix='', save_format='png', ignore_class_split=False, "
        "subset=None"
    ),
    "keras.preprocessing.image.ImageDataGenerator.flow_from_directory": (
        "directory, target_size=(256, 256), color_mode='rgb', classes=None, "
        "class_mode='categorical', batch_size=32, shuffle=True, seed=None, save_to_dir=None, "
        "save_prefix='', save_format='png', follow_links=False, subset=None, "
        "interpolation='nearest', keep_aspect_ratio=False"
    ),
    "keras.preprocessing.text.tokenizer_from_json": "json_string",
    "keras.regularizers.deserialize": "config, custom_objects=None, use_legacy_format=False",
    "keras.regularizers.l1": "l1=0.01, **kwargs",
    "keras.regularizers.l2": "l2=0.01, **kwargs",
    "keras.regularizers.serialize": "regularizer, use_legacy_format=False",
    "keras.saving.load_model": (
        "filepath, custom_objects=None, compile=True, safe_mode=True, **kwargs"
    ),
    "keras.saving.save_model": "model, filepath, overwrite=True, save_format=None, **kwargs",
    "keras.utils.GeneratorEnqueuer": "generator, use_multiprocessing=False, random_seed=None",
    "keras.utils.Progbar": (
        "target, width=30, verbose=1, interval=0.05, stateful_metrics=None, unit_name='step'"
    ),
    "keras.utils.Progbar.update": "current, values=None, finalize=None",
    "keras.utils.SidecarEvaluator": (
        "model, data, checkpoint_dir, steps=None, max_evaluations=None, callbacks=None"
    ),
    "keras.utils.StepsPerExecutionTuner": (
        "optimizer, spe_variable, interval=5, change_spe_interval=10, change_threshold=0.1"
    ),
    "keras.utils.TimedThread": "interval, **kwargs",
    "keras.utils.deserialize_keras_object": "config, custom_objects=None, safe_mode=True, **kwargs",
    "keras.utils.experimental.DatasetCreator": "dataset_fn, input_options=None",
    "keras.utils.image_dataset_from_directory": (
        "directory, labels='inferred', label_mode='int', class_names=None, color_mode='rgb', "
        "batch_size=32, image_size=(256, 256), shuffle=True, seed=None, "
        "validation_split=None, subset=None, interpolation='bilinear', follow_links=False, "
        "crop_to_aspect_ratio=False, **kwargs"
    ),
    "keras.utils.load_img": (
        "path, grayscale=False, color_mode='rgb', target_size=None, interpolation='nearest', "
        "keep_aspect_ratio=False"
    ),
    "keras.utils.model_to_dot": (
        "model, show_shapes=False, show_dtype=False, show_layer_names=True, rankdir='TB', "
        "expand_nested=False, dpi=96, subgraph=False, layer_range=None, "
        "show_layer_activations=False, show_trainable=False"
    ),
    "keras.utils.plot_model": (
        "model, to_file='model.png', show_shapes=False, show_dtype=False, "
        "show_layer_names=True, rankdir='TB', expand_nested=False, dpi=96, layer_range=None, "
        "show_layer_activations=False, show_trainable=False"
    ),
    "keras.utils.to_ordinal": "y, num_classes=None, dtype='float32'",
    "keras.utils.warmstart_embedding_matrix": (
        "base_vocabulary, new_vocabulary, base_embeddings, new_embeddings_initializer='uniform'"
    ),
}

KERAS_3 = {
    "keras.Input": (
        "shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, "
        "name=None, tensor=None, optional=False"
    ),
    "keras.KerasTensor": (
        "shape, dtype='float32', sparse=False, ragged=False, record_history=True, name=None, "
        "**kwargs"
    ),
    "keras.KerasTensor.shape": "=",
    "keras.Variable": (
        "initializer, shape=None, dtype=None, trainable=True, autocast=True, "
        "aggregation='none', synchronization='auto', name=None, layout=None, **kwargs"
    ),
    "keras.Variable.assign": "value",
    "keras.Variable.numpy": "",
    "keras.activations.deserialize": "config, custom_objects=None",
    "keras.activations.get": "identifier",
    "keras.activations.relu": "x, negative_slope=0.0, max_value=None, threshold=0.0",
    "keras.activations.relu6": "x",
    "keras.activations.serialize": "activation",
    "keras.applications.MobileNetV2": (
        "input_shape=None, alpha=1.0, include_top=True, weights='imagenet', "
        "input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', "
        "name=None"
    ),
    "keras.applications.ResNet50": (
        "include_top=True, weights='imagenet', input_tensor=None, input_shape=None, "
        "pooling=None, classes=1000, classifier_activation='softmax', name='resnet50'"
    ),
    "keras.applications.imagenet_utils.preprocess_input": "x, data_format=None, mode='caffe'",
    "keras.applications.mobilenet_v2.MobileNetV2": (
        "input_shape=None, alpha=1.0, include_top=True, weights='imagenet', "
        "input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', "
        "name=None"
    ),
    "keras.applications.resnet50.ResNet50": (
        "include_top=True, weights='imagenet', input_tensor=None, input_shape=None, "
        "pooling=None, classes=1000, classifier_activation='softmax', name='resnet50'"
    ),
    "keras.applications.resnet50.preprocess_input": "x, data_format=None",
    "keras.applications.vgg16.preprocess_input": "x, data_format=None",
    "keras.applications.vgg19.preprocess_input": "x, data_format=None",
    "keras.backend.backend": "",
    "keras.backend.epsilon": "",
    "keras.backend.floatx": "",
    "keras.backend.set_epsilon": "value",
    "keras.backend.set_floatx": "value",
    "keras.callbacks.BackupAndRestore": (
        "backup_dir, save_freq='epoch', double_checkpoint=False, delete_checkpoint=True"
    ),
    "keras.callbacks.CallbackList": (
        "callbacks=None, add_history=False, add_progbar=False, model=None, **params"
    ),
    "keras.callbacks.EarlyStopping": (
        "monitor='val_loss', min_delta=0, patience=0, verbose=0, mode='auto', baseline=None, "
        "restore_best_weights=False, start_from_epoch=0"
    ),
    "keras.callbacks.LambdaCallback": (
        "on_epoch_begin=None, on_epoch_end=None, on_train_begin=None, on_train_end=None, "
        "on_train_batch_begin=None, on_train_batch_end=None, **kwargs"
    ),
    "keras.callbacks.ModelCheckpoint": (
        "filepath, monitor='val_loss', verbose=0, save_best_only=False, "
        "save_weights_only=False, mode='auto', save_freq='epoch', "
        "initial_value_threshold=None"
    ),
    "keras.callbacks.ProgbarLogger": "",
    "keras.callbacks.ReduceLROnPlateau": (
        "monitor='val_loss', factor=0.1, patience=10, verbose=0, mode='auto', "
        "min_delta=0.0001, cooldown=0, min_lr=0.0, **kwargs"
    ),
    "keras.callbacks.TensorBoard": (
        "log_dir='logs', histogram_freq=0, write_graph=True, write_images=False, "
        "write_steps_per_second=False, update_freq='epoch', profile_batch=0, "
        "embeddings_freq=0, embeddings_metadata=None"
    ),
    "keras.config.image_data_format": "",
    "keras.config.set_image_data_format": "data_format",
    "keras.constraints.deserialize": "config, custom_objects=None",
    "keras.constraints.get": "identifier",
    "keras.constraints.max_norm": "max_value=2, axis=0",
    "keras.constraints.non_neg": "*args, **kwargs",
    "keras.constraints.serialize": "constraint",
    "keras.constraints.unit_norm": "axis=0",
    "keras.datasets.imdb.load_data": (
        "path='imdb.npz', num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, "
        "oov_char=2, index_from=3, **kwargs"
    ),
    "keras.datasets.reuters.load_data": (
        "path='reuters.npz', num_words=None, skip_top=0, maxlen=None, test_split=0.2, "
        "seed=113, start_char=1, oov_char=2, index_from=3"
    ),
    "keras.initializers.Ones": "*args, **kwargs",
    "keras.initializers.RandomNormal": "mean=0.0, stddev=0.05, seed=None",
    "keras.initializers.RandomUniform": "minval=-0.05, maxval=0.05, seed=None",
    "keras.initializers.Zeros": "*args, **kwargs",
    "keras.initializers.deserialize": "config, custom_objects=None",
    "keras.initializers.get": "identifier",
    "keras.initializers.serialize": "initializer",
    "keras.layers.Activation": "activation, **kwargs",
    "keras.layers.ActivityRegularization": "l1=0.0, l2=0.0, **kwargs",
    "keras.layers.Add": "**kwargs",
    "keras.layers.AdditiveAttention": "use_scale=True, dropout=0.0, **kwargs",
    "keras.layers.AlphaDropout": "rate, noise_shape=None, seed=None, **kwargs",
    "keras.layers.Attention": "use_scale=False, score_mode='dot', dropout=0.0, seed=None, **kwargs",
    "keras.layers.Average": "**kwargs",
    "keras.layers.AveragePooling1D": (
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs"
    ),
    "keras.layers.AveragePooling2D": (
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs"
    ),
    "keras.layers.AveragePooling3D": (
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs"
    ),
    "keras.layers.BatchNormalization": (
        "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, "
        "beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', "
        "moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, "
        "beta_constraint=None, gamma_constraint=None, renorm=False, renorm_clipping=None, "
        "renorm_momentum=0.99, synchronized=False, **kwargs"
    ),
    "keras.layers.Bidirectional": (
        "layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs"
    ),
    "keras.layers.CategoryEncoding": (
        "num_tokens=None, output_mode='multi_hot', sparse=False, **kwargs"
    ),
    "keras.layers.Concatenate": "axis=-1, **kwargs",
    "keras.layers.Conv1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
        "groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', "
        "bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), groups=1, activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv2DTranspose": (
        "filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, "
        "data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv3D": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1, 1), groups=1, activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Conv3DTranspose": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, "
        "output_padding=None, dilation_rate=(1, 1, 1), activation=None, use_bias=True, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.ConvLSTM1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
        "activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, "
        "return_state=False, go_backwards=False, stateful=False, **kwargs"
    ),
    "keras.layers.ConvLSTM2D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
        "activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, "
        "return_state=False, go_backwards=False, stateful=False, **kwargs"
    ),
    "keras.layers.ConvLSTM3D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
        "activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, "
        "return_state=False, go_backwards=False, stateful=False, **kwargs"
    ),
    "keras.layers.Cropping1D": "cropping=(1, 1), **kwargs",
    "keras.layers.Cropping2D": "cropping=((0, 0), (0, 0)), data_format=None, **kwargs",
    "keras.layers.Cropping3D": "cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs",
    "keras.layers.Dense": (
        "units, activation=None, use_bias=True, kernel_initializer='glorot_uniform', "
        "bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, bias_constraint=None, "
        "lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs"
    ),
    "keras.layers.DepthwiseConv1D": (
        "kernel_size, strides=1, padding='valid', depth_multiplier=1, data_format=None, "
        "dilation_rate=1, activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', bias_initializer='zeros', "
        "depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "depthwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.DepthwiseConv2D": (
        "kernel_size, strides=(1, 1), padding='valid', depth_multiplier=1, data_format=None, "
        "dilation_rate=(1, 1), activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', bias_initializer='zeros', "
        "depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "depthwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.Discretization": (
        "bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode='int', sparse=False, "
        "dtype=None, name=None"
    ),
    "keras.layers.Dot": "axes, normalize=False, **kwargs",
    "keras.layers.Dropout": "rate, noise_shape=None, seed=None, **kwargs",
    "keras.layers.Dropout.call": "inputs, training=False",
    "keras.layers.ELU": "alpha=1.0, **kwargs",
    "keras.layers.EinsumDense": (
        "equation, output_shape, activation=None, bias_axes=None, "
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        "kernel_regularizer=None, bias_regularizer=None, kernel_constraint=None, "
        "bias_constraint=None, lora_rank=None, lora_alpha=None, "
        "gptq_unpacked_column_size=None, quantization_config=None, **kwargs"
    ),
    "keras.layers.Embedding": (
        "input_dim, output_dim, embeddings_initializer='uniform', "
        "embeddings_regularizer=None, embeddings_constraint=None, mask_zero=False, "
        "weights=None, lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs"
    ),
    "keras.layers.Flatten": "data_format=None, **kwargs",
    "keras.layers.GRU": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, "
        "seed=None, return_sequences=False, return_state=False, go_backwards=False, "
        "stateful=False, unroll=False, reset_after=True, use_cudnn='auto', **kwargs"
    ),
    "keras.layers.GRUCell": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, "
        "bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, reset_after=True, "
        "seed=None, **kwargs"
    ),
    "keras.layers.GaussianDropout": "rate, seed=None, **kwargs",
    "keras.layers.GaussianNoise": "stddev, seed=None, **kwargs",
    "keras.layers.GlobalAveragePooling1D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.GlobalAveragePooling2D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.GlobalAveragePooling3D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.GlobalMaxPooling1D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.GlobalMaxPooling2D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.GlobalMaxPooling3D": "data_format=None, keepdims=False, **kwargs",
    "keras.layers.Input": (
        "shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, "
        "name=None, tensor=None, optional=False"
    ),
    "keras.layers.InputLayer": (
        "shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, "
        "input_tensor=None, optional=False, name=None, **kwargs"
    ),
    "keras.layers.IntegerLookup": (
        "max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=None, "
        "vocabulary_dtype='int64', idf_weights=None, invert=False, output_mode='int', "
        "sparse=False, pad_to_max_tokens=False, oov_method='floormod', salt=None, name=None, "
        "**kwargs"
    ),
    "keras.layers.IntegerLookup.vocabulary_size": "",
    "keras.layers.LSTM": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, "
        "return_state=False, go_backwards=False, stateful=False, unroll=False, "
        "use_cudnn='auto', **kwargs"
    ),
    "keras.layers.LSTMCell": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
        "kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', "
        "bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, "
        "recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, "
        "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, "
        "seed=None, **kwargs"
    ),
    "keras.layers.LSTMCell.get_initial_state": "batch_size=None",
    "keras.layers.Lambda": "function, output_shape=None, mask=None, arguments=None, **kwargs",
    "keras.layers.Layer": (
        "activity_regularizer=None, trainable=True, dtype=None, autocast=True, name=None, **kwargs"
    ),
    "keras.layers.Layer.add_loss": "loss",
    "keras.layers.Layer.add_weight": (
        "*args, shape=None, initializer=None, dtype=None, trainable=True, autocast=True, "
        "regularizer=None, constraint=None, aggregation='none', "
        "overwrite_with_gradient=False, name=None"
    ),
    "keras.layers.Layer.input": "=",
    "keras.layers.Layer.output": "=",
    "keras.layers.LayerNormalization": (
        "axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', "
        "gamma_initializer='ones', beta_regularizer=None, gamma_regularizer=None, "
        "beta_constraint=None, gamma_constraint=None, **kwargs"
    ),
    "keras.layers.LeakyReLU": "negative_slope=0.3, **kwargs",
    "keras.layers.Masking": "mask_value=0.0, **kwargs",
    "keras.layers.MaxPooling1D": (
        "pool_size=2, strides=None, padding='valid', data_format=None, name=None, **kwargs"
    ),
    "keras.layers.MaxPooling2D": (
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, name=None, **kwargs"
    ),
    "keras.layers.MaxPooling3D": (
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, name=None, **kwargs"
    ),
    "keras.layers.Maximum": "**kwargs",
    "keras.layers.Minimum": "**kwargs",
    "keras.layers.Multiply": "**kwargs",
    "keras.layers.PReLU": (
        "alpha_initializer='Zeros', alpha_regularizer=None, alpha_constraint=None, "
        "shared_axes=None, **kwargs"
    ),
    "keras.layers.Permute": "dims, **kwargs",
    "keras.layers.RNN": (
        "cell, return_sequences=False, return_state=False, go_backwards=False, "
        "stateful=False, unroll=False, zero_output_for_mask=False, **kwargs"
    ),
    "keras.layers.RNN.__call__": "*args, **kwargs",
    "keras.layers.RNN.build": "sequences_shape, initial_state_shape=None",
    "keras.layers.RNN.get_initial_state": "batch_size",
    "keras.layers.RNN.reset_states": "",
    "keras.layers.ReLU": "max_value=None, negative_slope=0.0, threshold=0.0, **kwargs",
    "keras.layers.RepeatVector": "n, **kwargs",
    "keras.layers.Reshape": "target_shape, **kwargs",
    "keras.layers.SeparableConv1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
        "depth_multiplier=1, activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', "
        "bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, "
        "pointwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.SeparableConv2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        "dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, "
        "depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', "
        "bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, "
        "bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, "
        "pointwise_constraint=None, bias_constraint=None, **kwargs"
    ),
    "keras.layers.SimpleRNN": (
        "units, activation='tanh', use_bias=True, kernel_initializer='glorot_uniform', "
        "recurrent_initializer='orthogonal', bias_initializer='zeros', "
        "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, "
        "activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
        "bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, return_sequences=False, "
        "return_state=False, go_backwards=False, stateful=False, unroll=False, seed=None, "
        "**kwargs"
    ),
    "keras.layers.SimpleRNNCell": (
        "units, activation='tanh', use_bias=True, kernel_initializer='glorot_uniform', "
        "recurrent_initializer='orthogonal', bias_initializer='zeros', "
        "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, "
        "kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, "
        "dropout=0.0, recurrent_dropout=0.0, seed=None, **kwargs"
    ),
    "keras.layers.Softmax": "axis=-1, **kwargs",
    "keras.layers.SpatialDropout1D": "rate, seed=None, name=None, dtype=None",
    "keras.layers.SpatialDropout2D": "rate, data_format=None, seed=None, name=None, dtype=None",
    "keras.layers.SpatialDropout3D": "rate, data_format=None, seed=None, name=None, dtype=None",
    "keras.layers.StackedRNNCells": "cells, **kwargs",
    "keras.layers.StringLookup.vocabulary_size": "",
    "keras.layers.Subtract": "**kwargs",
    "keras.layers.TextVectorization.vocabulary_size": "",
    "keras.layers.TimeDistributed": "layer, **kwargs",
    "keras.layers.UpSampling1D": "size=2, **kwargs",
    "keras.layers.UpSampling2D": "size=(2, 2), data_format=None, interpolation='nearest', **kwargs",
    "keras.layers.UpSampling3D": "size=(2, 2, 2), data_format=None, **kwargs",
    "keras.layers.Wrapper": "layer, **kwargs",
    "keras.layers.ZeroPadding1D": "padding=1, data_format=None, **kwargs",
    "keras.layers.ZeroPadding2D": "padding=(1, 1), data_format=None, **kwargs",
    "keras.layers.ZeroPadding3D": "padding=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs",
    "keras.layers.add": "inputs, **kwargs",
    "keras.layers.average": "inputs, **kwargs",
    "keras.layers.concatenate": "inputs, axis=-1, **kwargs",
    "keras.layers.deserialize": "config, custom_objects=None",
    "keras.layers.dot": "inputs, axes=-1, **kwargs",
    "keras.layers.maximum": "inputs, **kwargs",
    "keras.layers.multiply": "inputs, **kwargs",
    "keras.layers.serialize": "layer",
    "keras.losses.BinaryCrossentropy": (
        "from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', "
        "name='binary_crossentropy', dtype=None"
    ),
    "keras.losses.CategoricalCrossentropy": (
        "from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', "
        "name='categorical_crossentropy', dtype=None"
    ),
    "keras.losses.CategoricalHinge": (
        "reduction='sum_over_batch_size', name='categorical_hinge', dtype=None"
    ),
    "keras.losses.CosineSimilarity": (
        "axis=-1, reduction='sum_over_batch_size', name='cosine_similarity', dtype=None"
    ),
    "keras.losses.Hinge": "reduction='sum_over_batch_size', name='hinge', dtype=None",
    "keras.losses.Huber": (
        "delta=1.0, reduction='sum_over_batch_size', name='huber_loss', dtype=None"
    ),
    "keras.losses.KLDivergence": (
        "reduction='sum_over_batch_size', name='kl_divergence', dtype=None"
    ),
    "keras.losses.LogCosh": "reduction='sum_over_batch_size', name='log_cosh', dtype=None",
    "keras.losses.Loss": "name=None, reduction='sum_over_batch_size', dtype=None",
    "keras.losses.MeanAbsoluteError": (
        "reduction='sum_over_batch_size', name='mean_absolute_error', dtype=None"
    ),
    "keras.losses.MeanAbsolutePercentageError": (
        "reduction='sum_over_batch_size', name='mean_absolute_percentage_error', dtype=None"
    ),
    "keras.losses.MeanSquaredError": (
        "reduction='sum_over_batch_size', name='mean_squared_error', dtype=None"
    ),
    "keras.losses.MeanSquaredLogarithmicError": (
        "reduction='sum_over_batch_size', name='mean_squared_logarithmic_error', dtype=None"
    ),
    "keras.losses.Poisson": "reduction='sum_over_batch_size', name='poisson', dtype=None",
    "keras.losses.SparseCategoricalCrossentropy": (
        "from_logits=False, ignore_class=None, reduction='sum_over_batch_size', axis=-1, "
        "name='sparse_categorical_crossentropy', dtype=None"
    ),
    "keras.losses.SquaredHinge": (
        "reduction='sum_over_batch_size', name='squared_hinge', dtype=None"
    ),
    "keras.losses.categorical_focal_crossentropy": (
        "y_true, y_pred, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1"
    ),
    "keras.losses.cosine_similarity": "y_true, y_pred, axis=-1",
    "keras.losses.deserialize": "name, custom_objects=None",
    "keras.losses.get": "identifier",
    "keras.losses.huber": "y_true, y_pred, delta=1.0",
    "keras.losses.kl_divergence": "y_true, y_pred",
    "keras.losses.log_cosh": "y_true, y_pred",
    "keras.losses.mean_absolute_error": "y_true, y_pred",
    "keras.losses.mean_absolute_percentage_error": "y_true, y_pred",
    "keras.losses.mean_squared_error": "y_true, y_pred",
    "keras.losses.mean_squared_logarithmic_error": "y_true, y_pred",
    "keras.losses.serialize": "loss",
    "keras.metrics.KLDivergence": "name='kl_divergence', dtype=None",
    "keras.metrics.Metric.reset_state": "",
    "keras.metrics.Metric.variables": "=",
    "keras.metrics.binary_accuracy": "y_true, y_pred, threshold=0.5",
    "keras.metrics.deserialize": "config, custom_objects=None",
    "keras.metrics.get": "identifier",
    "keras.metrics.mean_absolute_error": "y_true, y_pred",
    "keras.metrics.mean_absolute_percentage_error": "y_true, y_pred",
    "keras.metrics.mean_squared_error": "y_true, y_pred",
    "keras.metrics.mean_squared_logarithmic_error": "y_true, y_pred",
    "keras.metrics.serialize": "metric",
    "keras.metrics.sparse_top_k_categorical_accuracy": "y_true, y_pred, k=5, from_sorted_ids=False",
    "keras.metrics.top_k_categorical_accuracy": "y_true, y_pred, k=5",
    "keras.mixed_precision.LossScaleOptimizer": (
        "inner_optimizer, initial_scale=32768.0, dynamic_growth_steps=2000, name=None, **kwargs"
    ),
    "keras.mixed_precision.LossScaleOptimizer.scale_loss": "loss",
    "keras.mixed_precision.Policy": "name=None",
    "keras.mixed_precision.set_global_policy": "policy",
    "keras.models.Model": "inputs=None, outputs=None, name=None, **kwargs",
    "keras.models.Model.compile": (
        "optimizer='rmsprop', loss=None, loss_weights=None, metrics=None, "
        "weighted_metrics=None, run_eagerly=False, steps_per_execution=1, jit_compile='auto', "
        "auto_scale_loss=True"
    ),
    "keras.models.Model.compiled_loss": "y, y_pred, sample_weight=None, regularization_losses=None",
    "keras.models.Model.evaluate": (
        "x=None, y=None, batch_size=None, verbose='auto', sample_weight=None, steps=None, "
        "callbacks=None, return_dict=False, **kwargs"
    ),
    "keras.models.Model.fit": (
        "x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None, "
        "validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
        "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, "
        "validation_batch_size=None, validation_freq=1"
    ),
    "keras.models.Model.load_weights": "filepath, skip_mismatch=False, **kwargs",
    "keras.models.Model.predict": "x, batch_size=None, verbose='auto', steps=None, callbacks=None",
    "keras.models.Model.predict_on_batch": "x",
    "keras.models.Model.save": "filepath, overwrite=True, zipped=None, **kwargs",
    "keras.models.Model.save_weights": "filepath, overwrite=True, max_shard_size=None",
    "keras.models.Model.test_on_batch": "x, y=None, sample_weight=None, return_dict=False",
    "keras.models.Model.train_on_batch": (
        "x, y=None, sample_weight=None, class_weight=None, return_dict=False"
    ),
    "keras.models.Sequential": "layers=None, trainable=True, name=None",
    "keras.models.Sequential.from_config": "config, custom_objects=None",
    "keras.models.Sequential.get_layer": "name=None, index=None",
    "keras.models.Sequential.inputs": "=",
    "keras.models.Sequential.layers": "=",
    "keras.models.Sequential.outputs": "=",
    "keras.models.Sequential.predict": (
        "x, batch_size=None, verbose='auto', steps=None, callbacks=None"
    ),
    "keras.models.load_model": "filepath, custom_objects=None, compile=True, safe_mode=True",
    "keras.models.model_from_json": "json_string, custom_objects=None",
    "keras.models.save_model": "model, filepath, overwrite=True, zipped=None, **kwargs",
    "keras.name_scope": "name, **kwargs",
    "keras.ops.abs": "x",
    "keras.ops.all": "x, axis=None, keepdims=False",
    "keras.ops.any": "x, axis=None, keepdims=False",
    "keras.ops.arange": "start, stop=None, step=None, dtype=None",
    "keras.ops.argmax": "x, axis=None, keepdims=False",
    "keras.ops.argmin": "x, axis=None, keepdims=False",
    "keras.ops.average_pool": "inputs, pool_size, strides=None, padding='valid', data_format=None",
    "keras.ops.binary_crossentropy": "target, output, from_logits=False",
    "keras.ops.cast": "x, dtype",
    "keras.ops.categorical_crossentropy": "target, output, from_logits=False, axis=-1",
    "keras.ops.clip": "x, x_min, x_max",
    "keras.ops.concatenate": "xs, axis=0",
    "keras.ops.cond": "pred, true_fn, false_fn",
    "keras.ops.conv": (
        "inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1"
    ),
    "keras.ops.convert_to_numpy": "x",
    "keras.ops.convert_to_tensor": "x, dtype=None, sparse=None, ragged=None",
    "keras.ops.copy": "x",
    "keras.ops.cos": "x",
    "keras.ops.cumprod": "x, axis=None, dtype=None",
    "keras.ops.cumsum": "x, axis=None, dtype=None",
    "keras.ops.depthwise_conv": (
        "inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1"
    ),
    "keras.ops.dot": "x1, x2",
    "keras.ops.dtype": "x",
    "keras.ops.elu": "x, alpha=1.0",
    "keras.ops.equal": "x1, x2",
    "keras.ops.exp": "x",
    "keras.ops.expand_dims": "x, axis",
    "keras.ops.eye": "N, M=None, k=0, dtype=None",
    "keras.ops.flip": "x, axis=None",
    "keras.ops.greater": "x1, x2",
    "keras.ops.greater_equal": "x1, x2",
    "keras.ops.in_top_k": "targets, predictions, k",
    "keras.ops.less": "x1, x2",
    "keras.ops.less_equal": "x1, x2",
    "keras.ops.log": "x",
    "keras.ops.logsumexp": "x, axis=None, keepdims=False",
    "keras.ops.map": "f, xs",
    "keras.ops.max": "x, axis=None, keepdims=False, initial=None",
    "keras.ops.max_pool": "inputs, pool_size, strides=None, padding='valid', data_format=None",
    "keras.ops.maximum": "x1, x2",
    "keras.ops.mean": "x, axis=None, keepdims=False",
    "keras.ops.min": "x, axis=None, keepdims=False, initial=None",
    "keras.ops.minimum": "x1, x2",
    "keras.ops.normalize": "x, axis=-1, order=2, epsilon=None",
    "keras.ops.not_equal": "x1, x2",
    "keras.ops.one_hot": "x, num_classes, axis=-1, dtype=None, sparse=False",
    "keras.ops.ones": "shape, dtype=None",
    "keras.ops.ones_like": "x, dtype=None",
    "keras.ops.pad": "x, pad_width, mode='constant', constant_values=None",
    "keras.ops.power": "x1, x2",
    "keras.ops.prod": "x, axis=None, keepdims=False, dtype=None",
    "keras.ops.ravel": "x",
    "keras.ops.repeat": "x, repeats, axis=None",
    "keras.ops.reshape": "x, newshape",
    "keras.ops.round": "x, decimals=0",
    "keras.ops.separable_conv": (
        "inputs, depthwise_kernel, pointwise_kernel, strides=1, padding='valid', "
        "data_format=None, dilation_rate=1"
    ),
    "keras.ops.shape": "x",
    "keras.ops.sigmoid": "x",
    "keras.ops.sign": "x",
    "keras.ops.sin": "x",
    "keras.ops.size": "x",
    "keras.ops.slice": "inputs, start_indices, shape",
    "keras.ops.softmax": "x, axis=-1",
    "keras.ops.softplus": "x",
    "keras.ops.softsign": "x",
    "keras.ops.sparse_categorical_crossentropy": "target, output, from_logits=False, axis=-1",
    "keras.ops.sqrt": "x",
    "keras.ops.square": "x",
    "keras.ops.squeeze": "x, axis=None",
    "keras.ops.stack": "x, axis=0",
    "keras.ops.std": "x, axis=None, keepdims=False",
    "keras.ops.stop_gradient": "variable",
    "keras.ops.sum": "x, axis=None, keepdims=False",
    "keras.ops.take": "x, indices, axis=None",
    "keras.ops.tanh": "x",
    "keras.ops.tile": "x, repeats",
    "keras.ops.transpose": "x, axes=None",
    "keras.ops.var": "x, axis=None, keepdims=False",
    "keras.ops.where": "condition, x1=None, x2=None",
    "keras.ops.zeros": "shape, dtype=None",
    "keras.ops.zeros_like": "x, dtype=None",
    "keras.optimizers.Adadelta": (
        "learning_rate=0.001, rho=0.95, epsilon=1e-07, weight_decay=None, clipnorm=None, "
        "clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
        "ema_overwrite_frequency=None, loss_scale_factor=None, "
        "gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.Adafactor": (
        "learning_rate=0.001, beta_2_decay=-0.8, epsilon_1=1e-30, epsilon_2=0.001, "
        "clip_threshold=1.0, relative_step=True, weight_decay=None, clipnorm=None, "
        "clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
        "ema_overwrite_frequency=None, loss_scale_factor=None, "
        "gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.Adagrad": (
        "learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-07, "
        "weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None, "
        "use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, "
        "loss_scale_factor=None, gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.Adam": (
        "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False, "
        "weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None, "
        "use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, "
        "loss_scale_factor=None, gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.AdamW": (
        "learning_rate=0.001, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-07, "
        "amsgrad=False, clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, "
        "ema_momentum=0.99, ema_overwrite_frequency=None, loss_scale_factor=None, "
        "gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.Adamax": (
        "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, weight_decay=None, "
        "clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, "
        "ema_momentum=0.99, ema_overwrite_frequency=None, loss_scale_factor=None, "
        "gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.Ftrl": (
        "learning_rate=0.001, learning_rate_power=-0.5, initial_accumulator_value=0.1, "
        "l1_regularization_strength=0.0, l2_regularization_strength=0.0, "
        "l2_shrinkage_regularization_strength=0.0, beta=0.0, weight_decay=None, "
        "clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, "
        "ema_momentum=0.99, ema_overwrite_frequency=None, loss_scale_factor=None, "
        "gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.Lion": (
        "learning_rate=0.001, beta_1=0.9, beta_2=0.99, weight_decay=None, clipnorm=None, "
        "clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
        "ema_overwrite_frequency=None, loss_scale_factor=None, "
        "gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.Nadam": (
        "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, weight_decay=None, "
        "clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, "
        "ema_momentum=0.99, ema_overwrite_frequency=None, loss_scale_factor=None, "
        "gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.Optimizer.apply_gradients": "grads_and_vars",
    "keras.optimizers.Optimizer.variables": "=",
    "keras.optimizers.RMSprop": (
        "learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-07, centered=False, "
        "weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None, "
        "use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, "
        "loss_scale_factor=None, gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.SGD": (
        "learning_rate=0.01, momentum=0.0, nesterov=False, weight_decay=None, clipnorm=None, "
        "clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
        "ema_overwrite_frequency=None, loss_scale_factor=None, "
        "gradient_accumulation_steps=None, name=None, **kwargs"
    ),
    "keras.optimizers.SGD.learning_rate": "=",
    "keras.optimizers.deserialize": "config, custom_objects=None",
    "keras.optimizers.get": "identifier",
    "keras.optimizers.schedules.CosineDecay": (
        "initial_learning_rate, decay_steps, alpha=0.0, name='CosineDecay', "
        "warmup_target=None, warmup_steps=0"
    ),
    "keras.optimizers.schedules.CosineDecayRestarts": (
        "initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, "
        "name='SGDRDecay'"
    ),
    "keras.optimizers.schedules.deserialize": "config, custom_objects=None",
    "keras.optimizers.schedules.serialize": "learning_rate_schedule",
    "keras.optimizers.serialize": "optimizer",
    "keras.preprocessing.image.load_img": (
        "path, color_mode='rgb', target_size=None, interpolation='nearest', keep_aspect_ratio=False"
    ),
    "keras.random.binomial": "shape, counts, probabilities, dtype=None, seed=None",
    "keras.random.dropout": "inputs, rate, noise_shape=None, seed=None",
    "keras.random.normal": "shape, mean=0.0, stddev=1.0, dtype=None, seed=None",
    "keras.random.truncated_normal": "shape, mean=0.0, stddev=1.0, dtype=None, seed=None",
    "keras.random.uniform": "shape, minval=0.0, maxval=1.0, dtype=None, seed=None",
    "keras.regularizers.deserialize": "config, custom_objects=None",
    "keras.regularizers.get": "identifier",
    "keras.regularizers.l1": "l1=0.01",
    "keras.regularizers.l1_l2": "l1=0.0, l2=0.0",
    "keras.regularizers.l2": "l2=0.01",
    "keras.regularizers.serialize": "regularizer",
    "keras.saving.load_model": "filepath, custom_objects=None, compile=True, safe_mode=True",
    "keras.saving.save_model": "model, filepath, overwrite=True, zipped=None, **kwargs",
    "keras.src.applications.imagenet_utils.obtain_input_shape": (
        "input_shape, default_size, min_size, data_format, require_flatten, weights=None"
    ),
    "keras.utils.CustomObjectScope": "custom_objects",
    "keras.utils.Progbar": (
        "target, width=20, verbose=1, interval=0.05, stateful_metrics=None, "
        "stateless_metrics=None, unit_name='step'"
    ),
    "keras.utils.Progbar.update": "current, values=None, finalize=None",
    "keras.utils.custom_object_scope": "custom_objects",
    "keras.utils.deserialize_keras_object": "config, custom_objects=None, safe_mode=True, **kwargs",
    "keras.utils.get_source_inputs": "tensor",
    "keras.utils.image_dataset_from_directory": (
        "directory, labels='inferred', label_mode='int', class_names=None, color_mode='rgb', "
        "batch_size=32, image_size=(256, 256), shuffle=True, seed=None, "
        "validation_split=None, subset=None, interpolation='bilinear', follow_links=False, "
        "crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, data_format=None, "
        "format='tf', verbose=True"
    ),
    "keras.utils.load_img": (
        "path, color_mode='rgb', target_size=None, interpolation='nearest', keep_aspect_ratio=False"
    ),
    "keras.utils.model_to_dot": (
        "model, show_shapes=False, show_dtype=False, show_layer_names=True, rankdir='TB', "
        "expand_nested=False, dpi=200, subgraph=False, show_layer_activations=False, "
        "show_trainable=False, splines='ortho', **kwargs"
    ),
    "keras.utils.normalize": "x, axis=-1, order=2",
    "keras.utils.plot_model": (
        "model, to_file='model.png', show_shapes=False, show_dtype=False, "
        "show_layer_names=False, rankdir='TB', expand_nested=False, dpi=200, "
        "show_layer_activations=False, show_trainable=False, splines='ortho', **kwargs"
    ),
    "keras.utils.to_categorical": "x, num_classes=None",
    "tensorflow.keras.preprocessing.image.DirectoryIterator": (
        "directory, image_data_generator, target_size=(256, 256), color_mode='rgb', "
        "classes=None, class_mode='categorical', batch_size=32, shuffle=True, seed=None, "
        "data_format=None, save_to_dir=None, save_prefix='', save_format='png', "
        "follow_links=False, subset=None, interpolation='nearest', keep_aspect_ratio=False, "
        "dtype=None"
    ),
    "tensorflow.keras.preprocessing.image.ImageDataGenerator": (
        "featurewise_center=False, samplewise_center=False, "
        "featurewise_std_normalization=False, samplewise_std_normalization=False, "
        "zca_whitening=False, zca_epsilon=1e-06, rotation_range=0, width_shift_range=0.0, "
        "height_shift_range=0.0, brightness_range=None, shear_range=0.0, zoom_range=0.0, "
        "channel_shift_range=0.0, fill_mode='nearest', cval=0.0, horizontal_flip=False, "
        "vertical_flip=False, rescale=None, preprocessing_function=None, data_format=None, "
        "validation_split=0.0, interpolation_order=1, dtype=None"
    ),
    "tensorflow.keras.preprocessing.image.ImageDataGenerator.flow": (
        "x, y=None, batch_size=32, shuffle=True, sample_weight=None, seed=None, "
        "save_to_dir=None, save_prefix='', save_format='png', ignore_class_split=False, "
        "subset=None"
    ),
    "tensorflow.keras.preprocessing.image.ImageDataGenerator.flow_from_directory": (
        "directory, target_size=(256, 256), color_mode='rgb', classes=None, "
        "class_mode='categorical', batch_size=32, shuffle=True, seed=None, save_to_dir=None, "
        "save_prefix='', save_format='png', follow_links=False, subset=None, "
        "interpolation='nearest', keep_aspect_ratio=False"
    ),
    "tensorflow.keras.preprocessing.image.Iterator": "n, batch_size, shuffle, seed",
    "tensorflow.keras.preprocessing.image.NumpyArrayIterator": (
        "x, y, image_data_generator, batch_size=32, shuffle=False, sample_weight=None, "
        "seed=None, data_format=None, save_to_dir=None, save_prefix='', save_format='png', "
        "subset=None, ignore_class_split=False, dtype=None"
    ),
    "tensorflow.keras.preprocessing.image.apply_affine_transform": (
        "x, theta=0, tx=0, ty=0, shear=0, zx=1, zy=1, row_axis=1, col_axis=2, channel_axis=0, "
        "fill_mode='nearest', cval=0.0, order=1"
    ),
    "tensorflow.keras.preprocessing.image.apply_brightness_shift": "x, brightness, scale=True",
    "tensorflow.keras.preprocessing.image.apply_channel_shift": "x, intensity, channel_axis=0",
    "tensorflow.keras.preprocessing.image.random_brightness": "x, brightness_range, scale=True",
    "tensorflow.keras.preprocessing.image.random_channel_shift": (
        "x, intensity_range, channel_axis=0"
    ),
    "tensorflow.keras.preprocessing.image.random_rotation": (
        "x, rg, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.0, "
        "interpolation_order=1"
    ),
    "tensorflow.keras.preprocessing.image.random_shear": (
        "x, intensity, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.0, "
        "interpolation_order=1"
    ),
    "tensorflow.keras.preprocessing.image.random_shift": (
        "x, wrg, hrg, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.0, "
        "interpolation_order=1"
    ),
    "tensorflow.keras.preprocessing.image.random_zoom": (
        "x, zoom_range, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', "
        "cval=0.0, interpolation_order=1"
    ),
    "tensorflow.keras.preprocessing.sequence.TimeseriesGenerator": (
        "data, targets, length, sampling_rate=1, stride=1, start_index=0, end_index=None, "
        "shuffle=False, reverse=False, batch_size=128"
    ),
    "tensorflow.keras.preprocessing.sequence.make_sampling_table": "size, sampling_factor=1e-05",
    "tensorflow.keras.preprocessing.sequence.skipgrams": (
        "sequence, vocabulary_size, window_size=4, negative_samples=1.0, shuffle=True, "
        "categorical=False, sampling_table=None, seed=None"
    ),
    "tensorflow.keras.preprocessing.text.Tokenizer": (
        "num_words=None, filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' "
        "', char_level=False, oov_token=None, analyzer=None, **kwargs"
    ),
    "tensorflow.keras.preprocessing.text.hashing_trick": (
        "text, n, hash_function=None, filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', "
        "lower=True, split=' ', analyzer=None"
    ),
    "tensorflow.keras.preprocessing.text.one_hot": (
        "input_text, n, filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' "
        "', analyzer=None"
    ),
    "tensorflow.keras.preprocessing.text.text_to_word_sequence": (
        "input_text, filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' '"
    ),
    "tensorflow.keras.preprocessing.text.tokenizer_from_json": "json_string",
}
