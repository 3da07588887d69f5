package dev.adjoint.nn;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.program;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Csv;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.data.Scaling;
import dev.adjoint.nn.data.Split;
import dev.adjoint.nn.io.Npz;
import dev.adjoint.nn.io.Parameters;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.BatchNorm;
import dev.adjoint.nn.layer.Conv2d;
import dev.adjoint.nn.layer.Dropout;
import dev.adjoint.nn.layer.Flatten;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.MaxPool2d;
import dev.adjoint.nn.layer.ModalLayer;
import dev.adjoint.nn.layer.Pass;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.layer.Summary;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.loss.Penalty;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.metric.ConfusionMatrix;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Checkpoint;
import dev.adjoint.nn.train.Fit;
import dev.adjoint.nn.train.Goal;
import dev.adjoint.nn.train.Objective;
import dev.adjoint.nn.train.Order;
import dev.adjoint.nn.train.Stopping;
import dev.adjoint.nn.train.Trainer;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tutorial of the package, chapter by chapter.
final class TutorialTest {
  @TempDir private Path folder;

  @Test
  void aNumberAndItsSlope() {
    // @start region="slope"
    Function<Tensor, Tensor> f = x -> x.times(Sin.of(x));
    Function<Tensor, Tensor> slope = grad(f); // sin x + x cos x, as a formula
    Tensor at2 = slope.apply(scalar(2));
    double number = eval(at2).item(); // 0.0770…
    double bend = eval(grad(slope).apply(scalar(2))).item(); // -2.6508…
    // @end region="slope"
    assertThat(number).isCloseTo(Math.sin(2) + 2 * Math.cos(2), within(1e-15));
    assertThat(bend).isCloseTo(2 * Math.cos(2) - 2 * Math.sin(2), within(1e-15));
  }

  @Test
  void downhill() {
    // @start region="descent"
    Function<Tensor, Tensor> bowl = x -> x.squared().sum();
    Function<Tensor, Tensor> step =
        compile(x -> x.minus(grad(bowl).apply(x).times(0.1))); // one program
    Tensor x = vector(-3, 4);
    for (int i = 0; i < 20; i++) {
      x = step.apply(x);
    }
    // x is (-0.0346, 0.0461)
    // @end region="descent"
    assertThat(eval(x).toDoubleArray()[0]).isCloseTo(-.03458765, within(1e-8));
    assertThat(eval(x).toDoubleArray()[1]).isCloseTo(.04611686, within(1e-8));
  }

  @Test
  void aModelIsARecord() {
    // @start region="model"
    record Line(Tensor slope, Tensor intercept) {
      Tensor at(Tensor x) {
        return slope.times(x).plus(intercept);
      }
    }

    Tensor x = vector(1, 2, 3, 4), y = vector(3, 5, 7, 9);
    Function<Line, Tensor> loss = line -> MeanSquaredError.of(line.at(x), y);
    Line start = new Line(scalar(0), scalar(0));
    Line gradient = eval(valueAndGrad(loss).apply(start)).grad(); // a Line too
    Line better = Tree.map(start, gradient, (p, g) -> p.minus(g.times(0.1)));
    // @end region="model"
    assertThat(eval(gradient.slope()).item()).isEqualTo(-35);
    assertThat(eval(loss.apply(better)).item()).isLessThan(eval(loss.apply(start)).item());
  }

  // @start region="layer"
  // a layer of one's own: a record of its parameters with one method
  record Gated(Affine value, Affine gate) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return Tanh.of(value.apply(x)).times(Sigmoid.of(gate.apply(x)));
    }
  }

  // @end region="layer"

  @Test
  void aLayerAndItsGradient() {
    // @start region="check"
    var keys = Key.of(1).split(3);
    var layer = new Gated(Affine.he(3, 4, keys.get(0)), Affine.he(3, 4, keys.get(1)));
    Tensor x = Tensor.constant(keys.get(2).normal(TensorType.f32(5, 3)));
    GradientCheck.of((Gated g) -> g.apply(x).squared().sum()).at(layer).orThrow();
    // @end region="check"
  }

  private static Dataset clouds(int count) {
    float[] x = Key.of(2).normal(TensorType.f32(count, 2)).toFloatArray();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = x[2 * i] * x[2 * i + 1] > 0 ? 1 : 0;
    }
    return Dataset.of(NDArray.wrap(TensorType.f32(count, 2), x), NDArray.of(labels));
  }

  @Test
  void aNetworkThatLearns() {
    Dataset data = clouds(300);
    // @start region="learn"
    var keys = Key.of(1).split(3);
    var net = Sequential.of(Affine.he(2, 50, keys.get(0)), Relu::of, Affine.he(50, 2, keys.get(1)));
    var training = Training.start(net, SoftmaxWithLoss::of, new Adam(0.01));
    for (int epoch = 0; epoch < 100; epoch++) {
      training = training.run(data.shuffled(keys.get(2).fold(epoch)).feed(50));
    }
    double accuracy = Accuracy.of(training.model(), data);
    // @end region="learn"
    assertThat(accuracy).isGreaterThan(0.97);
  }

  @Test
  void aLossOfOnesOwn() {
    Dataset data = clouds(100);
    var keys = Key.of(1).split(2);
    var net = Sequential.of(Affine.he(2, 8, keys.get(0)), Relu::of, Affine.he(8, 2, keys.get(1)));
    // @start region="objective"
    // a loss is a function to a scalar; an objective sees the model, too
    Objective<Sequential> penalized =
        (model, batch, pass) ->
            SoftmaxWithLoss.of(model.apply(batch.inputs(), pass), batch.labels())
                .plus(Penalty.l2(model, ".*weight").times(1e-4));
    var training = Training.minimizing(net, penalized, new Sgd(0.1));
    // @end region="objective"
    var next = training.step(data.all());
    double plain =
        eval(SoftmaxWithLoss.of(net.apply(data.all().inputs()), data.all().labels())).item();
    assertThat(next.loss()).isGreaterThan(plain);
  }

  @Test
  void aTableOfOnesOwn() throws IOException {
    var text = new StringBuilder("length,width,species\n");
    float[] noise = Key.of(7).normal(TensorType.f32(200, 2)).toFloatArray();
    for (int i = 0; i < 200; i++) {
      double shift = i % 2 == 0 ? 4 : 7;
      text.append(noise[2 * i] + shift).append(',').append(noise[2 * i + 1] + shift);
      text.append(i % 2 == 0 ? ",setosa\n" : ",virginica\n");
    }
    Path file = Files.writeString(folder.resolve("iris.csv"), text);
    // @start region="table"
    Csv table = Csv.read(file);
    Dataset flowers = Dataset.of(table.numbers("length", "width"), table.classes("species"));
    var keys = Key.of(1).split(4);
    List<Dataset> parts = Split.stratified(flowers.shuffled(keys.get(0)), 0.8, 0.2);
    Scaling scaling = Scaling.ofFeatures(parts.get(0)); // mean 0, deviation 1
    Dataset train = scaling.apply(parts.get(0)), held = scaling.apply(parts.get(1));

    var net =
        Sequential.of()
            .then("hidden", Affine.he(2, 16, keys.get(1)))
            .then("relu", Relu::of)
            .then("output", Affine.he(16, 2, keys.get(2)));
    String layers = Summary.of(net, TensorType.f32(1, 2)).toString(); // a table of them
    Fit<Sequential> fit =
        Trainer.of(
                Training.start(net, SoftmaxWithLoss::of, new Adam(0.01)),
                Order.shuffled(20, keys.get(3)))
            .validating(held)
            .measuring("accuracy", held, Accuracy.compiled())
            .stopping(Stopping.patience("validation loss", Goal.LOW, 5))
            .keeping("validation loss", Goal.LOW)
            .fit(train, 100);
    IO.println(fit.history()); // a line for each epoch
    IO.println(
        ConfusionMatrix.metric(2).of(fit.best(), held)); // rows: what it was, columns: what is said

    NDArray flower = scaling.apply(NDArray.of(new float[] {6.5f, 7}).reshape(1, 2));
    NDArray scores = eval(fit.best().apply(Tensor.constant(flower)));
    // @end region="table"
    assertThat(Accuracy.of(fit.best(), held)).isGreaterThan(0.9);
    assertThat(scores.at(0, 1)).isGreaterThan(scores.at(0, 0));
    assertThat(layers).contains("hidden", "output");
  }

  // @start region="modal"
  // a layer that is another function in training: it hands the pass on
  record Block(Affine inner, BatchNorm norm, Dropout dropout) implements ModalLayer {
    @Override
    public Tensor apply(Tensor x, Pass pass) {
      return dropout.apply(Relu.of(norm.apply(inner.apply(x), pass)), pass);
    }
  }

  // @end region="modal"

  private static Dataset pictures(int count) {
    float[] noise = Key.of(2).normal(TensorType.f32(count, 1, 8, 8), 0, 0.3).toFloatArray();
    int[] labels = Key.of(3).ints(2, count).toIntArray();
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < 8; k++) {
        noise[64 * i + (labels[i] == 0 ? 8 * k + 3 : 24 + k)] += 1; // a column, or a row
      }
    }
    return Dataset.of(NDArray.wrap(TensorType.f32(count, 1, 8, 8), noise), NDArray.of(labels));
  }

  @Test
  void aConvolutionalNetwork() throws IOException {
    Dataset train = pictures(400), test = pictures(100);
    Path file = folder.resolve("run.safetensors"), weights = folder.resolve("net.npz");
    // @start region="convolution"
    var keys = Key.of(1).split(5);
    var net =
        Sequential.of(
            Conv2d.he(1, 8, 3, keys.get(0)), // 8 × 8 pixels become 6 × 6
            Relu::of,
            new MaxPool2d(2), // 3 × 3
            new Flatten(),
            new Block(Affine.he(72, 32, keys.get(1)), BatchNorm.of(32), new Dropout(0.2)),
            Affine.he(32, 2, keys.get(2)));
    Fit<Sequential> fit =
        Trainer.of(
                Training.start(net, SoftmaxWithLoss::of, new Adam(0.01), keys.get(3)),
                Order.shuffled(50, keys.get(4)))
            .measuring("accuracy", test, Accuracy.compiled())
            .stopping(Stopping.patience("accuracy", Goal.HIGH, 3))
            .keeping("accuracy", Goal.HIGH)
            .checkpoints(file) // broken off, it goes on from here, bit for bit
            .fit(train, 20);
    // @end region="convolution"
    assertThat(fit.history().best("accuracy", Goal.HIGH).orElseThrow().value("accuracy"))
        .isGreaterThan(0.97);
    // @start region="keep"
    Npz.write(Parameters.of(fit.best()), weights); // for NumPy: numpy.load("net.npz")
    Sequential loaded = Parameters.into(net, Npz.read(weights)).complete();
    Sequential last = Checkpoint.model(file, net);
    // @end region="keep"
    assertThat(Accuracy.of(loaded, test)).isEqualTo(Accuracy.of(fit.best(), test));
    assertThat(Accuracy.of(last, test)).isEqualTo(Accuracy.of(fit.model(), test));
    Tensor images = test.all().inputs();
    // @start region="inside"
    List<Tensor> outputs = net.outputs(images); // of every layer
    Map<String, NDArray> parameters = Parameters.of(net); // by their paths
    String listing = program(net, images); // what is run: one line for each step
    // @end region="inside"
    assertThat(outputs).hasSize(6);
    assertThat(parameters).containsKey("layers[0].weight");
    assertThat(listing).contains("Conv");
  }
}
