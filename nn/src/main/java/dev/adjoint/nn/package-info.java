/// Neural networks on tensors and their derivatives, in the order of use:
/// [data][dev.adjoint.nn.data], [layers][dev.adjoint.nn.layer], [losses][dev.adjoint.nn.loss],
/// [optimisers][dev.adjoint.nn.optim], [training][dev.adjoint.nn.train],
/// [metrics][dev.adjoint.nn.metric], [files][dev.adjoint.nn.io].
///
/// # From a slope to a convolutional network
///
/// What follows is run by the tests as it stands. The static methods come from `import static
/// dev.adjoint.Adjoint.*` and `import static dev.adjoint.graph.Tensor.*`.
///
/// ## A number and its slope
///
/// A [tensor][dev.adjoint.graph.Tensor] is a formula; [eval][dev.adjoint.Adjoint#eval] gives its
/// numbers. A function of tensors is a Java function, and so is its derivative, which can be
/// differentiated again:
///
/// ```java
/// Function<Tensor, Tensor> f = x -> x.times(Sin.of(x));
/// Function<Tensor, Tensor> slope = grad(f); // sin x + x cos x, as a formula
/// Tensor at2 = slope.apply(scalar(2));
/// double number = eval(at2).item(); // 0.0770…
/// double bend = eval(grad(slope).apply(scalar(2))).item(); // -2.6508…
/// ```
///
/// ## Downhill
///
/// The gradient points uphill; steps against it find a minimum.
/// [compile][dev.adjoint.Adjoint#compile] makes one program of a step, with the gradient in it:
///
/// ```java
/// Function<Tensor, Tensor> bowl = x -> x.squared().sum();
/// Function<Tensor, Tensor> step =
///     compile(x -> x.minus(grad(bowl).apply(x).times(0.1))); // one program
/// Tensor x = vector(-3, 4);
/// for (int i = 0; i < 20; i++) {
///   x = step.apply(x);
/// }
/// // x is (-0.0346, 0.0461)
/// ```
///
/// ## A model is a record
///
/// What is differentiated by may be any tree of tensors: a record, a list, a map of them. The
/// gradient is the same record:
///
/// ```java
/// record Line(Tensor slope, Tensor intercept) {
///   Tensor at(Tensor x) {
///     return slope.times(x).plus(intercept);
///   }
/// }
///
/// Tensor x = vector(1, 2, 3, 4), y = vector(3, 5, 7, 9);
/// Function<Line, Tensor> loss = line -> MeanSquaredError.of(line.at(x), y);
/// Line start = new Line(scalar(0), scalar(0));
/// Line gradient = eval(valueAndGrad(loss).apply(start)).grad(); // a Line too
/// Line better = Tree.map(start, gradient, (p, g) -> p.minus(g.times(0.1)));
/// ```
///
/// ## A layer, and whether its gradient is right
///
/// A [layer][dev.adjoint.nn.layer.Layer] is a record of parameters with one method. Random numbers
/// come from [keys][dev.adjoint.random.Key] that are split, so the same key gives the same numbers:
///
/// ```java
/// // a layer of one's own: a record of its parameters with one method
/// record Gated(Affine value, Affine gate) implements Layer {
///   @Override
///   public Tensor apply(Tensor x) {
///     return Tanh.of(value.apply(x)).times(Sigmoid.of(gate.apply(x)));
///   }
/// }
/// ```
///
/// The library has no need to be told the gradient. That it is right is checked by differences:
///
/// ```java
/// var keys = Key.of(1).split(3);
/// var layer = new Gated(Affine.he(3, 4, keys.get(0)), Affine.he(3, 4, keys.get(1)));
/// Tensor x = Tensor.constant(keys.get(2).normal(TensorType.f32(5, 3)));
/// GradientCheck.of((Gated g) -> g.apply(x).squared().sum()).at(layer).orThrow();
/// ```
///
/// ## A network that learns
///
/// [Sequential][dev.adjoint.nn.layer.Sequential] puts layers behind each other; activations are
/// ops, written as method references. A [training][dev.adjoint.nn.train.Training] is a value: model
/// and optimiser's state after some steps. Its step, forward, backward and update, is one program:
///
/// ```java
/// var keys = Key.of(1).split(3);
/// var net = Sequential.of(Affine.he(2, 50, keys.get(0)), Relu::of, Affine.he(50, 2, keys.get(1)));
/// var training = Training.start(net, SoftmaxWithLoss::of, new Adam(0.01));
/// for (int epoch = 0; epoch < 100; epoch++) {
///   training = training.run(data.shuffled(keys.get(2).fold(epoch)).feed(50));
/// }
/// double accuracy = Accuracy.of(training.model(), data);
/// ```
///
/// A loss is a function of predictions and labels to a scalar, such as a lambda. An
/// [objective][dev.adjoint.nn.train.Objective] sees the model too, as penalties on its weights do:
///
/// ```java
/// // a loss is a function to a scalar; an objective sees the model, too
/// Objective<Sequential> penalized =
///     (model, batch, pass) ->
///         SoftmaxWithLoss.of(model.apply(batch.inputs(), pass), batch.labels())
///             .plus(Penalty.l2(model, ".*weight").times(1e-4));
/// var training = Training.minimizing(net, penalized, new Sgd(0.1));
/// ```
///
/// ## A table of your own
///
/// Rows come from arrays, or from files: [CSV][dev.adjoint.nn.data.Csv],
/// [images][dev.adjoint.nn.data.ImageFolder], [IDX][dev.adjoint.nn.data.Idx],
/// [NumPy][dev.adjoint.nn.io.Npy]. Here from reading to a prediction, with a part of the rows held
/// back to see when to stop:
///
/// ```java
/// Csv table = Csv.read(file);
/// Dataset flowers = Dataset.of(table.numbers("length", "width"), table.classes("species"));
/// var keys = Key.of(1).split(4);
/// List<Dataset> parts = Split.stratified(flowers.shuffled(keys.get(0)), 0.8, 0.2);
/// Scaling scaling = Scaling.ofFeatures(parts.get(0)); // mean 0, deviation 1
/// Dataset train = scaling.apply(parts.get(0)), held = scaling.apply(parts.get(1));
///
/// var net =
///     Sequential.of()
///         .then("hidden", Affine.he(2, 16, keys.get(1)))
///         .then("relu", Relu::of)
///         .then("output", Affine.he(16, 2, keys.get(2)));
/// String layers = Summary.of(net, TensorType.f32(1, 2)).toString(); // a table of them
/// Fit<Sequential> fit =
///     Trainer.of(
///             Training.start(net, SoftmaxWithLoss::of, new Adam(0.01)),
///             Order.shuffled(20, keys.get(3)))
///         .validating(held)
///         .measuring("accuracy", held, Accuracy.compiled())
///         .stopping(Stopping.patience("validation loss", Goal.LOW, 5))
///         .keeping("validation loss", Goal.LOW)
///         .fit(train, 100);
/// IO.println(fit.history()); // a line for each epoch
/// IO.println(
///     ConfusionMatrix.metric(2).of(fit.best(), held)); // rows: what it was, columns: what is said
///
/// NDArray flower = scaling.apply(NDArray.of(new float[] {6.5f, 7}).reshape(1, 2));
/// NDArray scores = eval(fit.best().apply(Tensor.constant(flower)));
/// ```
///
/// ## Another function in training
///
/// Dropout draws random numbers in training, batch normalisation keeps running means. What they
/// need comes with the [pass][dev.adjoint.nn.layer.Pass], which a layer that holds such layers
/// hands on:
///
/// ```java
/// // a layer that is another function in training: it hands the pass on
/// record Block(Affine inner, BatchNorm norm, Dropout dropout) implements ModalLayer {
///   @Override
///   public Tensor apply(Tensor x, Pass pass) {
///     return dropout.apply(Relu.of(norm.apply(inner.apply(x), pass)), pass);
///   }
/// }
/// ```
///
/// Without a pass a model is in evaluation: `model.apply(x)` is a function of `x` alone.
///
/// ## A convolutional network
///
/// A [trainer][dev.adjoint.nn.train.Trainer] makes epochs: it measures, stops in time, keeps the
/// best model, and writes checkpoints. The key given to the training is where dropout draws from:
///
/// ```java
/// var keys = Key.of(1).split(5);
/// var net =
///     Sequential.of(
///         Conv2d.he(1, 8, 3, keys.get(0)), // 8 × 8 pixels become 6 × 6
///         Relu::of,
///         new MaxPool2d(2), // 3 × 3
///         new Flatten(),
///         new Block(Affine.he(72, 32, keys.get(1)), BatchNorm.of(32), new Dropout(0.2)),
///         Affine.he(32, 2, keys.get(2)));
/// Fit<Sequential> fit =
///     Trainer.of(
///             Training.start(net, SoftmaxWithLoss::of, new Adam(0.01), keys.get(3)),
///             Order.shuffled(50, keys.get(4)))
///         .measuring("accuracy", test, Accuracy.compiled())
///         .stopping(Stopping.patience("accuracy", Goal.HIGH, 3))
///         .keeping("accuracy", Goal.HIGH)
///         .checkpoints(file) // broken off, it goes on from here, bit for bit
///         .fit(train, 20);
/// ```
///
/// The best model to a file, and back; and the last one from the checkpoint:
///
/// ```java
/// Npz.write(Parameters.of(fit.best()), weights); // for NumPy: numpy.load("net.npz")
/// Sequential loaded = Parameters.into(net, Npz.read(weights)).complete();
/// Sequential last = Checkpoint.model(file, net);
/// ```
///
/// ## What happens inside
///
/// ```java
/// List<Tensor> outputs = net.outputs(images); // of every layer
/// Map<String, NDArray> parameters = Parameters.of(net); // by their paths
/// String listing = program(net, images); // what is run: one line for each step
/// ```
///
/// A NaN is hunted down to the line that made it ([NumberHunt][dev.adjoint.check.NumberHunt], which
/// a trainer calls by itself), and a formula can be [drawn][dev.adjoint.draw.Drawing].
///
/// ## Deliberate
///
/// - Everything is a value: a training step gives a new training, a shuffle a new data set.
/// - Randomness comes from keys that the caller holds, so a run can be repeated bit for bit.
@NullMarked
package dev.adjoint.nn;

import org.jspecify.annotations.NullMarked;
