/// Neural networks on tensors and their derivatives, in the order of use:
/// [data][dev.adjoint.nn.data], [layers][dev.adjoint.nn.layer], [losses][dev.adjoint.nn.loss],
/// [optimisers][dev.adjoint.nn.optim], [training][dev.adjoint.nn.train].
///
/// ```java
/// var keys = Key.of(1).split(3);
/// var model = Sequential.of(Affine.xavier(784, 50, keys.get(0)), Sigmoid::of, Affine.xavier(50, 10, keys.get(1)));
/// var training = Training.start(model, SoftmaxWithLoss::of, new Sgd(0.1));
/// for (var batch : dataset.shuffled(keys.get(2)).batches(100)) {
///   training = training.step(batch);
/// }
/// double accuracy = Accuracy.of(training.model(), dataset);
/// ```
///
/// ## Deliberate
///
/// - Everything is a value: a training step gives a new training, a shuffle a new data set.
/// - Randomness comes from keys that the caller holds, so a run can be repeated bit for bit.
@NullMarked
package dev.adjoint.nn;

import org.jspecify.annotations.NullMarked;
