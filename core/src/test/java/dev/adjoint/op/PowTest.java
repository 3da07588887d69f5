package dev.adjoint.op;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.listing;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class PowTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Pow.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return Math.pow(a, b);
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64);
  }

  @Override
  public Numbers first() {
    return Numbers.positive();
  }

  @Example
  void byTheBaseAtZero() {
    for (int power = 1; power <= 4; power++) {
      int n = power;
      OpContract.Formula constant = formula(x -> x.pow(n));
      assertThat(gradient(constant, NDArray.of(0.0))).containsExactly(NDArray.of(n == 1 ? 1.0 : 0));
      assertThat(second(constant, NDArray.of(0.0))).containsExactly(NDArray.of(n == 2 ? 2.0 : 0));
      assertThat(gradient(formula(Pow::of), NDArray.of(0.0), NDArray.of((double) n)).getFirst())
          .isEqualTo(NDArray.of(n == 1 ? 1.0 : 0));
    }
  }

  @Example
  void toThePowerOfZeroIsOneAndFlat() {
    assertThat(run(vector(0, 2, Double.NaN, Double.POSITIVE_INFINITY).pow(0)))
        .isEqualTo(NDArray.of(1.0, 1, 1, 1));
    assertThat(gradient(formula(x -> x.pow(0)), NDArray.of(0, 2.0, -3)))
        .containsExactly(NDArray.of(0.0, 0, 0));
    assertThat(second(formula(x -> x.pow(0)), NDArray.of(0.0))).containsExactly(NDArray.of(0.0));
    assertThat(gradient(formula(Pow::of), NDArray.of(0.0), NDArray.of(0.0)))
        .containsExactly(NDArray.of(0.0), NDArray.of(0.0));
    assertThat(second(formula(Pow::of), NDArray.of(0.0), NDArray.of(0.0)))
        .containsExactly(NDArray.of(0.0), NDArray.of(0.0));
  }

  @Example
  void byTheExponentAtZero() {
    OpContract.Formula power = formula(Pow::of);
    assertThat(gradient(power, NDArray.of(0.0), NDArray.of(2.0)).getLast())
        .isEqualTo(NDArray.of(0.0));
    assertThat(second(power, NDArray.of(0.0), NDArray.of(3.0)))
        .containsExactly(NDArray.of(0.0), NDArray.of(0.0));
    assertThat(gradient(power, NDArray.of(0.0), NDArray.of(-1.0)).getLast())
        .isEqualTo(NDArray.of(Double.NEGATIVE_INFINITY));
    assertThat(gradient(power, NDArray.of(-2.0), NDArray.of(3.0)))
        .containsExactly(NDArray.of(12.0), NDArray.of(Double.NaN));
  }

  /// Where `b = 0`, the derivative by the base is 0 and changes with the exponent by `1/a`; it is
  /// cut off only where `1/a` would be infinite.
  @Example
  void byTheBaseAndThenByTheExponentAtZero() {
    assertThat(mixed(NDArray.of(2, 1, 1e-100, 1e-320, -3)))
        .isEqualTo(NDArray.of(0.5, 1, 1e100, 1e-320, Double.NaN));
    assertThat(mixed(NDArray.of(2f, 1, 1e-40f))).isEqualTo(NDArray.of(0.5f, 1, 1e-40f));
  }

  private static NDArray mixed(NDArray a) {
    Function<Tensor, Tensor> byBase =
        b -> grad((Tensor x) -> Pow.of(x, b).sum()).apply(Tensor.constant(a)).sum();
    return run(grad(byBase).apply(Tensor.zeros(a.type())));
  }

  @Property(tries = 100, seed = "6")
  void constantExponents(@ForAll("pairs") Shapes.Pair pair, @ForAll long seed) {
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, pair.left()), seed);
    for (double exponent : new double[] {-2, -1, 0, 1, 2, 3}) {
      OpContract.holds(formula(a -> a.pow(exponent)), x);
    }
  }

  @Example
  void simplePowers() {
    TensorType type = TensorType.f64(9);
    simplifies(formula(x -> x.pow(0)), "%1: f64[9] = BroadcastTo[shape=[9]] 1.0\nreturn %1", type);
    simplifies(formula(x -> x.pow(1)), "return %0", type);
    simplifies(formula(x -> x.pow(2)), "%1: f64[9] = Square %0\nreturn %1", type);
    stays(formula(x -> x.pow(3)), type);
    stays(formula(x -> x.pow(0.5)), type);
  }

  @Example
  void aKnownExponentNeedsNoGuard() {
    OpContract.Formula slope =
        formula(x -> new Pow().derivative(0, x, scalar(3).broadcastTo(x.shape()), x));
    assertThat(listing(slope, TensorType.f64(2)))
        .isEqualTo(
            """
            %1: f64[2] = BroadcastTo[shape=[2]] 3.0
            %2: f64[2] = BroadcastTo[shape=[2]] 2.0
            %3: f64[2] = Pow %0 %2
            %4: f64[2] = Mul %1 %3\
            """);
  }

  @Example
  void derivativesAtSubnormalBasesAreNumbers() {
    Tensor tiny = Tensor.vector(1e-320);
    Function<Tensor, Tensor> zeroth = x -> x.pow(0).sum();
    Function<Tensor, Tensor> first = grad((Tensor x) -> x.pow(1).sum());
    assertThat(eval(grad(zeroth).apply(tiny)).item()).isZero();
    assertThat(eval(grad((Tensor x) -> first.apply(x).sum()).apply(tiny)).item()).isZero();
    Function<Tensor, Tensor> base = a -> a.pow(Tensor.constant(NDArray.of(0.0, 2))).sum();
    assertThat(eval(grad(base).apply(Tensor.vector(1e-320, 3)))).isEqualTo(NDArray.of(0.0, 6));
  }
}
