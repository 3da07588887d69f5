package dev.adjoint.nn.train;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.graph.Tensor.matrix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SumOfSquares;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

/// The two XOR examples: one step by hand, and a network that learns the truth table.
final class XorTest {
  private static final NDArray INPUTS = NDArray.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
  private static final NDArray LABELS = NDArray.of(new double[][] {{0}, {1}, {1}, {0}});

  /// Two sigmoid layers without biases.
  private record Net(Tensor w1, Tensor w2) implements Layer {
    Tensor hidden(Tensor x) {
      return Sigmoid.of(x.matmul(w1));
    }

    @Override
    public Tensor apply(Tensor x) {
      return Sigmoid.of(hidden(x).matmul(w2));
    }
  }

  private static void assertNumbers(Tensor tensor, double... wanted) {
    assertThat(eval(tensor).toDoubleArray())
        .usingComparatorWithPrecision(2.5e-8)
        .containsExactly(wanted);
  }

  /// One sample, one step at a learning rate of 0.001; the numbers are published to eight digits.
  @Test
  void oneStepGivesThePublishedNumbers() {
    var net =
        new Net(
            matrix(
                new double[] {-.67746455, .37769425, -.07365253},
                new double[] {-.53663519, .60920496, .21149622}),
            matrix(
                new double[] {-.41491732, -.30992816},
                new double[] {-.31583913, -.27706468},
                new double[] {-.44701662, .15231059}));
    var batch =
        new Batch(matrix(new double[] {1.76405235, .40015721}), matrix(new double[] {1, 0}));
    assertNumbers(batch.inputs().matmul(net.w1()), -1.40982136, .91005018, -.04529517);
    assertNumbers(net.hidden(batch.inputs()), .19626223, .71301043, .48867814);
    assertNumbers(net.hidden(batch.inputs()).matmul(net.w2()), -.52507645, -.18394635);
    assertNumbers(net.apply(batch.inputs()), .37166596, .45414264);

    Net gradient = Gradients.analytic(net, SumOfSquares::of, batch);
    assertNumbers(
        gradient.w2(), -.02879856, .02209533, -.10462365, .08027117, -.07170623, .0550157);
    assertNumbers(gradient.w1(), .00723246, .00546965, .03647082, .00164061, .00124073, .00827303);

    var after = Training.start(net, SumOfSquares::of, new Sgd(.001)).step(batch);
    assertThat(after.loss()).isCloseTo(.30052460, within(2.5e-8));
    assertNumbers(
        after.model().w2(), -.41488852, -.30995026, -.31573451, -.27714495, -.44694491, .15225557);
    assertNumbers(
        after.model().w1(), -.67747178, .37768878, -.073689, -.53663683, .60920372, .21148795);
  }

  @Test
  void aHiddenLayerLearnsTheTruthTable() {
    var keys = Key.of(1).split(2);
    var model =
        Sequential.of(
            Affine.of(TensorType.f64(2, 8), Initializer.normal(1), keys.get(0)),
            Sigmoid::of,
            Affine.of(TensorType.f64(8, 1), Initializer.normal(1), keys.get(1)),
            Sigmoid::of);
    Dataset table = Dataset.of(INPUTS, LABELS);
    assertThat(Accuracy.binary(model, table, 0.5)).isLessThan(1);
    var training = Training.start(model, SumOfSquares::of, new Sgd(1));
    for (int step = 0; step < 2000; step++) {
      training = training.step(table.all());
    }
    Tensor answers = training.model().apply(Tensor.constant(INPUTS));
    assertThat(eval(Greater.of(answers, Tensor.full(answers.type(), 0.5))).toDoubleArray())
        .containsExactly(0, 1, 1, 0);
    assertThat(Accuracy.binary(training.model(), table, 0.5)).isEqualTo(1);
    assertThat(training.loss()).isLessThan(0.01);
    assertThat(Tree.names(training.model())).hasSize(4);
  }
}
