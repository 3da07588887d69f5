package dev.adjoint.experiment;

import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.experiment.DeterministicNumbersTest.assertDigits;
import static dev.adjoint.experiment.DeterministicNumbersTest.squaredError;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sigmoid;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The worked XOR example of the article, forward, backward and its step, to every digit given.
final class WorkedXorNumbersTest {
  record Xor(Tensor first, Tensor second) {
    Tensor hidden(Tensor x) {
      return Sigmoid.of(x.matmul(first));
    }

    Tensor on(Tensor x) {
      return Sigmoid.of(hidden(x).matmul(second));
    }
  }

  private static final Tensor X = vector(1.76405235, .40015721);

  private static final Xor XOR =
      new Xor(
          matrix(
              new double[] {-.67746455, .37769425, -.07365253},
              new double[] {-.53663519, .60920496, .21149622}),
          matrix(
              new double[] {-.41491732, -.30992816},
              new double[] {-.31583913, -.27706468},
              new double[] {-.44701662, .15231059}));

  /// The inputs are rounded to eight digits, so the results hold to about two units of the eighth.
  private static final double XOR_DIGITS = 2e-8;

  @Test
  void theWorkedXorExampleForward() {
    assertDigits(X.matmul(XOR.first()), XOR_DIGITS, -1.40982136, .91005018, -.04529517);
    assertDigits(XOR.hidden(X), XOR_DIGITS, .19626223, .71301043, .48867814);
    assertDigits(XOR.hidden(X).matmul(XOR.second()), XOR_DIGITS, -.52507645, -.18394635);
    assertDigits(XOR.on(X), XOR_DIGITS, .37166596, .45414264);
  }

  @Test
  void theWorkedXorExampleBackwardAndItsStep() {
    Function<Xor, Tensor> loss = xor -> squaredError(xor.on(X), vector(1, 0));
    var found = valueAndGrad(loss).apply(XOR);
    assertDigits(found.value(), XOR_DIGITS, .30052460);
    assertDigits(
        found.grad().second(),
        XOR_DIGITS,
        -.02879856,
        .02209533,
        -.10462365,
        .08027117,
        -.07170623,
        .0550157);
    assertDigits(
        found.grad().first(),
        XOR_DIGITS,
        .00723246,
        .00546965,
        .03647082,
        .00164061,
        .00124073,
        .00827303);
    Xor next = Tree.map(XOR, found.grad(), (w, g) -> w.minus(g.times(.001)));
    assertDigits(
        next.second(),
        XOR_DIGITS,
        -.41488852,
        -.30995026,
        -.31573451,
        -.27714495,
        -.44694491,
        .15225557);
    assertDigits(
        next.first(),
        XOR_DIGITS,
        -.67747178,
        .37768878,
        -.073689,
        -.53663683,
        .60920372,
        .21148795);
  }
}
