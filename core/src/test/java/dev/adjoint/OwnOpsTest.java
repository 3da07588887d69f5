package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.vjp;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sign;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Sum;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// An op of each kind, defined outside of the library: it is differentiated to second order,
/// compiled and interpreted like the library's own.
final class OwnOpsTest {
  private static final Tensor X = matrix(new double[][] {{0.5, -1.5, 2}, {3, 0.25, -0.75}});

  /// Gradients to order 2, and the compiled numbers against the interpreter's.
  private static void citizen(Function<Tensor, Tensor> f, Tensor x) {
    GradientCheck.of((Tensor t) -> Sin.of(f.apply(t)).sum()).order(2).at(x).orThrow();
    NDArray compiled = compile(f).apply(x).value();
    NDArray interpreted = Interpreter.run(Adjoint.trace(f, x), List.of(x.value())).getFirst();
    assertThat(compiled).isEqualTo(interpreted);
  }

  /// `a·b + c`, rounded once.
  record FusedMultiplyAdd() implements Elementwise.Ternary {
    @Override
    public double apply(double a, double b, double c) {
      return Math.fma(a, b, c);
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
      return switch (input) {
        case 0 -> v.times(inputs.get(1));
        case 1 -> v.times(inputs.get(0));
        default -> v;
      };
    }
  }

  @Test
  void anElementwiseOpOfThreeArguments() {
    citizen(x -> new FusedMultiplyAdd().on(x, Sin.of(x), x.slice(0, 0, 1)), X);
  }

  /// The product of elements; its gradient is right where no element is zero.
  record Product(List<Integer> axes) implements Reduction {
    @Override
    public Product withAxes(List<Integer> others) {
      return new Product(others);
    }

    @Override
    public double identity() {
      return 1;
    }

    @Override
    public double combine(double a, double b) {
      return a * b;
    }

    @Override
    public Tensor pullback(Tensor x, Tensor y, Tensor yBar) {
      int[] kept = x.shape().withOnes(axes).toArray();
      return yBar.times(y).reshape(kept).div(x);
    }
  }

  @Test
  void aReduction() {
    citizen(x -> new Product(List.of(0)).on(x.exp()), X);
    citizen(x -> new Product(List.of(0, 1)).on(x), X);
    assertThat(eval(new Product(List.of(1)).on(X)).toDoubleArray()).containsExactly(-1.5, -0.5625);
    Tensor ints = Tensor.constant(NDArray.of(3, -4, 5));
    assertThat(eval(new Product(List.of(0)).on(ints)).item()).isEqualTo(-60);
  }

  /// Whether any element is true.
  record Any(List<Integer> axes) implements Reduction {
    @Override
    public Any withAxes(List<Integer> others) {
      return new Any(others);
    }

    @Override
    public double identity() {
      return 0;
    }

    @Override
    public double combine(double a, double b) {
      return Math.max(a, b);
    }

    @Override
    public Set<DType> domain() {
      return Set.of(DType.BOOL);
    }

    @Override
    public Tensor pullback(Tensor x, Tensor y, Tensor yBar) {
      throw new IllegalStateException("booleans have no cotangents");
    }
  }

  @Test
  void aReductionOfBooleans() {
    Tensor x = Tensor.constant(NDArray.of(false, true, false, false).reshape(2, 2));
    Function<Tensor, Tensor> rows = t -> new Any(List.of(1)).on(t);
    Function<Tensor, Tensor> columns = t -> new Any(List.of(0)).on(t);
    assertThat(compile(rows).apply(x).value()).isEqualTo(NDArray.of(true, false));
    assertThat(compile(columns).apply(x).value()).isEqualTo(NDArray.of(false, true));
  }

  /// The elements of the last axis backwards.
  record Backwards() implements View {
    @Override
    public TensorType type(TensorType x) {
      return x;
    }

    @Override
    public Optional<Layout> layout(Layout x) {
      int last = x.shape().rank() - 1;
      int[] strides = x.strides();
      int offset = x.offset() + (x.shape().size(last) - 1) * strides[last];
      strides[last] = -strides[last];
      return Optional.of(Layout.of(x.shape(), offset, strides));
    }

    @Override
    public Tensor pullback(Tensor x, Tensor yBar) {
      return on(yBar);
    }
  }

  @Test
  void aView() {
    citizen(x -> new Backwards().on(x).times(x), X);
    citizen(x -> new Backwards().on(x.transpose()).matmul(x), X);
    assertThat(eval(new Backwards().on(vector(1, 2, 3)))).isEqualTo(NDArray.of(3.0, 2, 1));
  }

  /// It does not say what it is of a batch.
  @Test
  void aViewOfABatch() {
    Function<Tensor, Tensor> backwards = vmap(x -> new Backwards().on(x).times(x));
    citizen(backwards, X);
    assertThat(eval(backwards.apply(matrix(new double[][] {{1, 2, 3}, {4, 5, 7}}))))
        .isEqualTo(NDArray.of(3.0, 4, 3, 28, 25, 28).reshape(2, 3));
    citizen(vmap(x -> new Twice().on(x).times(x)), X);
  }

  /// The same, twice.
  record Twice() implements View {
    @Override
    public TensorType type(TensorType x) {
      return x.withShape(x.shape().prepend(2));
    }

    @Override
    public Optional<Layout> layout(Layout x) {
      int[] strides = new int[x.shape().rank() + 1];
      System.arraycopy(x.strides(), 0, strides, 1, x.shape().rank());
      return Optional.of(Layout.of(x.shape().prepend(2), x.offset(), strides));
    }

    @Override
    public Tensor pullback(Tensor x, Tensor yBar) {
      return Sum.of(yBar, 0).reshape(x.shape().toArray());
    }
  }

  /// Sums of the first elements of a vector.
  record RunningSum() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      checkCount(inputs, 1);
      return inputs;
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      double sum = 0;
      for (int i = 0; i < inputs.getFirst().count(); i++) {
        sum += inputs.getFirst().value(i);
        outputs.getFirst().set(i, sum);
      }
    }

    @Override
    public Tensor pullback(
        int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      var backwards = new Backwards();
      return backwards.on(Tensor.of(this, backwards.on(cotangents.getFirst())));
    }
  }

  @Test
  void aRoutine() {
    citizen(x -> Tensor.of(new RunningSum(), x.squared()), vector(1, -2, 3, 0.5));
  }

  /// `eˣ`, its own derivative.
  record Growth() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      checkCount(inputs, 1);
      return inputs;
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      for (int i = 0; i < inputs.getFirst().count(); i++) {
        outputs.getFirst().set(i, Math.exp(inputs.getFirst().value(i)));
      }
    }

    @Override
    public Tensor pullback(
        int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      return cotangents.getFirst().times(outputs.getFirst());
    }
  }

  @Test
  void aRoutineWhosePullbackUsesItsOutput() {
    citizen(x -> Tensor.of(new Growth(), x), vector(1, -2, 3, 0.5));
  }

  /// `(a + b, a − b)`.
  record SumAndDifference() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      checkCount(inputs, 2);
      return inputs;
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      for (int i = 0; i < inputs.getFirst().count(); i++) {
        double a = inputs.get(0).value(i);
        double b = inputs.get(1).value(i);
        outputs.get(0).set(i, a + b);
        outputs.get(1).set(i, a - b);
      }
    }

    @Override
    public Tensor pullback(
        int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      Tensor sum = cotangents.get(0);
      Tensor difference = cotangents.get(1);
      return input == 0 ? sum.plus(difference) : sum.minus(difference);
    }
  }

  @Test
  void aRoutineWithTwoOutputs() {
    Function<Tensor, Tensor> both =
        x -> {
          List<Tensor> y = Node.of(new SumAndDifference(), List.of(x, Sin.of(x))).outputs();
          return y.get(0).times(y.get(1));
        };
    citizen(both, X);
    Function<Tensor, Tensor> second =
        x -> Node.of(new SumAndDifference(), List.of(x, Sin.of(x))).outputs().get(1);
    citizen(second, X);
    assertThat(Adjoint.trace(both, X).toString())
        .contains("%2: f64[2,3], %3: f64[2,3] = SumAndDifference %0 %1");
  }

  /// `x · sigmoid(x)`.
  record Swish() implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().times(Sigmoid.of(inputs.getFirst()));
    }
  }

  /// Two applications of `Swish`.
  record SwishTwice() implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return Tensor.of(new Swish(), Tensor.of(new Swish(), inputs.getFirst()));
    }
  }

  @Test
  void aCompositeAndACompositeOfComposites() {
    Function<Tensor, Tensor> by = x -> x.times(Sigmoid.of(x));
    citizen(x -> Tensor.of(new Swish(), x), vector(-2, 0.5, 3));
    citizen(x -> Tensor.of(new SwishTwice(), x), vector(-2, 0.5, 3));
    assertThat(eval(Tensor.of(new SwishTwice(), X))).isEqualTo(eval(by.apply(by.apply(X))));
  }

  /// The sign, whose gradient is taken to be that of the identity between −1 and 1.
  record StraightThroughSign() implements Composite.Differentiable {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return Sign.of(inputs.getFirst());
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      Tensor near = dev.adjoint.op.Less.of(inputs.getFirst().abs(), Tensor.ones(y.type()));
      return Where.of(near, yBar, Tensor.zeros(y.type()));
    }
  }

  @Test
  void aCompositeWithAGradientOfItsOwn() {
    Function<Tensor, Tensor> f = x -> Tensor.of(new StraightThroughSign(), x).times(3).sum();
    Tensor x = vector(-2, -0.5, 0.5, 2);
    NDArray expected = NDArray.of(0.0, 3, 3, 0);
    assertThat(eval(grad(f).apply(x))).isEqualTo(expected);
    assertThat(compile(grad(f)).apply(x).value()).isEqualTo(expected);
    assertThat(eval(vjp(f, x).pullback().apply(Tensor.scalar(1)))).isEqualTo(expected);
  }
}
