package dev.adjoint.autodiff;

import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Adjoint;
import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Sin;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReverseModeTest {
  // ---- wrong rules of every kind

  record Clip(double limit) implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return Math.min(x, limit);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Tensor.ones(x.type());
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
      return v.sum(0);
    }
  }

  record First() implements Reduction {
    @Override
    public List<Integer> axes() {
      return List.of(0);
    }

    @Override
    public First withAxes(List<Integer> others) {
      return this;
    }

    @Override
    public double identity() {
      return 0;
    }

    @Override
    public double combine(double a, double b) {
      return a + b;
    }

    @Override
    public Tensor pullback(Tensor x, Tensor y, Tensor yBar) {
      return yBar;
    }
  }

  record Same() implements View {
    @Override
    public TensorType type(TensorType x) {
      return x;
    }

    @Override
    public Optional<Layout> layout(Layout x) {
      return Optional.of(x);
    }

    @Override
    public Tensor pullback(Tensor x, Tensor yBar) {
      return yBar.cast(DType.FLOAT32);
    }
  }

  record Copied() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      outputs.getFirst().copy(inputs.getFirst(), 0, 0, inputs.getFirst().count());
    }

    @Override
    public Tensor pullback(
        int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      return cotangents.getFirst().transpose();
    }
  }

  record Named() implements Composite.Differentiable {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().times(1);
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      return yBar.sum();
    }
  }

  @Test
  void aPullbackOfAWrongTypeIsTheOpsFault() {
    assertFault(
        new Clip(1), "pullback of Clip[limit=1.0] returned f64[3] for input 0 of type f64[2,3]");
    assertFault(new First(), "pullback of First[] returned f64[3] for input 0 of type f64[2,3]");
    assertFault(new Same(), "pullback of Same[] returned f32[2,3] for input 0 of type f64[2,3]");
    assertFault(
        new Copied(), "pullback of Copied[] returned f64[3,2] for input 0 of type f64[2,3]");
    assertFault(new Named(), "pullback of Named[] returned f64[] for input 0 of type f64[2,3]");
  }

  private static void assertFault(Op op, String message) {
    Tensor x = Tensor.zeros(TensorType.f64(2, 3));
    assertThatThrownBy(() -> Adjoint.grad((Tensor t) -> Tensor.of(op, t).sum()).apply(x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void theDesignsExampleInSinglePrecision() {
    Tensor x = Tensor.zeros(TensorType.f32(2, 3));
    assertThatThrownBy(() -> Adjoint.grad((Tensor t) -> new Clip(1).on(t).sum()).apply(x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "pullback of Clip[limit=1.0] returned f32[3] for input 0 of type f32[2,3]");
  }

  // ---- what is asked of a rule

  /// Three inputs, two outputs; fails if asked for an input that wants no gradient.
  record Scaled() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return List.of(inputs.get(0), inputs.get(1));
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      for (int i = 0; i < outputs.getFirst().count(); i++) {
        double factor = inputs.get(2).value(i);
        outputs.get(0).set(i, inputs.get(0).value(i) * factor);
        outputs.get(1).set(i, inputs.get(1).value(i) * inputs.get(0).value(i));
      }
    }

    @Override
    public Tensor pullback(
        int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      Tensor factor = inputs.get(2).cast(DType.FLOAT64);
      return switch (input) {
        case 0 -> cotangents.get(0).times(factor).plus(cotangents.get(1).times(inputs.get(1)));
        case 1 -> cotangents.get(1).times(inputs.get(0));
        default -> throw new AssertionError("an i32 input has no gradient");
      };
    }
  }

  private static List<Tensor> scaled(Tensor a, Tensor b) {
    return Node.of(new Scaled(), List.of(a, b, Tensor.constant(NDArray.of(2, 3)))).outputs();
  }

  @Test
  void anOpWithSeveralOutputsGetsTheCotangentsOfAll() {
    GradientCheck.of((List<Tensor> x) -> scaled(x.get(0), x.get(1)))
        .order(2)
        .at(List.of(vector(1, 2), vector(-3, 4)))
        .orThrow();
    GradientCheck.of((List<Tensor> x) -> scaled(x.get(0), x.get(1)).get(1))
        .order(2)
        .at(List.of(vector(1, 2), vector(-3, 4)))
        .orThrow();
  }

  @Test
  void noGradientIsComputedThatIsNotWanted() {
    Tensor x = Tensor.variable(TensorType.f64(2));
    Tensor y = Tensor.variable(TensorType.f64(2));
    Tensor out = Sin.of(y).times(x).sum();
    List<Tensor> bars =
        ReverseMode.pullback(List.of(out), List.of(Tensor.ones(TensorType.f64())), List.of(x));
    assertThat(Graph.of(List.of(x, y), bars).toString()).doesNotContain("Cos");
  }

  @Test
  void theSameOutputTwiceAddsItsCotangents() {
    Tensor x = Tensor.variable(TensorType.f64());
    Tensor y = x.times(3);
    Tensor one = Tensor.ones(TensorType.f64());
    List<Tensor> bars = ReverseMode.pullback(List.of(y, y), List.of(one, one), List.of(x));
    assertThat(Adjoint.eval(bars.getFirst()).item()).isEqualTo(6);
    bars = ReverseMode.pullback(List.of(x), List.of(one), List.of(x));
    assertThat(Adjoint.eval(bars.getFirst()).item()).isEqualTo(1);
  }

  @Test
  void compositesAreDifferentiatedThroughTheirExpansion() {
    record Norm() implements Composite {
      @Override
      public Tensor expand(List<Tensor> inputs) {
        return inputs.get(0).times(inputs.get(1)).squared().sum().sqrt();
      }
    }
    Function<List<Tensor>, Tensor> f = x -> Tensor.of(new Norm(), x.get(0), x.get(1));
    GradientCheck.of(f).order(2).at(List.of(vector(1, 2), vector(3, -1))).orThrow();
    // one of its inputs twice, the other one a constant
    GradientCheck.of((Tensor x) -> Tensor.of(new Norm(), x, x)).order(2).at(vector(1, 2)).orThrow();
    GradientCheck.of((Tensor x) -> Tensor.of(new Norm(), vector(5, 6), x))
        .order(2)
        .at(vector(1, 2))
        .orThrow();
  }

  /// A composite that uses a tensor which is not its input.
  record Leaking(Tensor captured) implements dev.adjoint.graph.Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().times(captured);
    }
  }

  @Test
  void aCompositeThatCapturesAVariableIsReported() {
    java.util.function.Function<Tensor, Tensor> f =
        x -> Tensor.of(new Leaking(x.times(2)), x).sum();
    assertThatThrownBy(() -> dev.adjoint.Adjoint.grad(f).apply(Tensor.vector(1, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("depends on a variable f64[2] that is not among its inputs");
  }

  // ---- at arguments

  @Test
  void anArgumentThatTheFunctionCapturesIsAConstantOfIt() {
    Tensor a = vector(2.0, 3);
    Tensor x = Tensor.variable(a.type());
    Graph f = Graph.of(List.of(x), List.of(x.times(a)));
    var at = ReverseMode.pullback(f, List.of(a), List.of(Tensor.ones(a.type())));
    assertThat(Adjoint.eval(at.values().getFirst())).isEqualTo(NDArray.of(4.0, 9));
    assertThat(Adjoint.eval(at.xBars().getFirst())).isEqualTo(NDArray.of(2.0, 3));
  }

  /// The gradient reads the very tensors of the value, not a copy of the forward pass.
  @Test
  void theGradientSharesTheForwardPassAtTheArguments() {
    Tensor a = Tensor.variable(TensorType.f64(3));
    var arguments = List.of(vector(1.0, 2, 3), a);
    Tensor x = Tensor.variable(a.type());
    Tensor y = Tensor.variable(a.type());
    Graph f = Graph.of(List.of(x, y), List.of(x.times(y).exp()));
    var at = ReverseMode.pullback(f, arguments, List.of(Tensor.ones(a.type())));
    Graph both = Graph.of(List.of(a), List.of(at.values().getFirst(), at.xBars().getLast()));
    assertThat(both.nodes().stream().filter(node -> node.op() instanceof Exp)).hasSize(1);
  }
}
