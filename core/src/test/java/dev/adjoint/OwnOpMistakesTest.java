package dev.adjoint;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Mistakes.mistake;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ops of one's own whose rules are wrong.
final class OwnOpMistakesTest {
  private final Tensor x = vector(1, 2, 3); // x

  record Cube(Tensor slope) implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return x * x * x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return slope;
    }
  }

  record Copy(TensorType type) implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return List.of(type);
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      for (int i = 0; i < inputs.getFirst().count(); i++) {
        outputs.getFirst().set(i, inputs.getFirst().value(i));
      }
    }

    @Override
    public Tensor pullback(
        int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      return cotangents.getFirst().sum();
    }
  }

  record Silent() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      throw new AssertionError("not run");
    }
  }

  record Scaled(Tensor factor) implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().times(factor);
    }
  }

  record Doubled() implements Composite {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return List.of(TensorType.f64());
    }

    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().times(2);
    }
  }

  @Test
  void aDerivativeOfAnotherShape() {
    mistake(
        () -> grad((Tensor t) -> new Cube(vector(1, 2)).on(t).sum()).apply(x), // here
        """
        derivative of Cube[slope=[1.0, 2.0]] by input 0 of type f64[3] is f64[2]; a derivative has the type of the input, or is one number of its dtype
          at <here> (this cube)\
        """);
  }

  @Test
  void aDerivativeOfAnotherDType() {
    mistake(
        () -> grad((Tensor t) -> new Cube(t.cast(DType.FLOAT32)).on(t).sum()).apply(x), // here
        """
        derivative of Cube[slope=Cast f32[3]] by input 0 of type f64[3] is f32[3]; a derivative has the type of the input, or is one number of its dtype
          at <here> (this cube)\
        """);
  }

  @Test
  void aDerivativeThatIsNull() {
    mistake(
        () -> grad((Tensor t) -> new Cube(Mistakes.nothing()).on(t).sum()).apply(x), // here
        """
        derivative of Cube[slope=null] by input 0 of type f64[3] is null; a derivative has the type of the input, or is one number of its dtype
          at <here> (this cube)\
        """);
  }

  @Test
  void aPullbackOfAnotherType() {
    mistake(
        () -> grad((Tensor t) -> Tensor.of(new Copy(x.type()), t).sum()).apply(x), // here
        """
        pullback of Copy[type=f64[3]] returned f64[] for input 0 of type f64[3]; a cotangent has the type of what it belongs to
          at <here> (this copy)\
        """);
  }

  @Test
  void noPullback() {
    mistake(
        () -> grad((Tensor t) -> Tensor.of(new Silent(), t).sum()).apply(x), // here
        """
        Silent[] states no pullback\
        """);
  }

  @Test
  void typesThatDisagreeWithRun() {
    mistake(
        () -> eval(Tensor.of(new Copy(TensorType.f64(2)), x)), // here
        """
        run of Copy[type=f64[2]] threw java.lang.ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 2; its outputs have the dtypes and sizes that types(…) says
          at <here> (this copy)\
        """);
  }

  @Test
  void aCompositeThatCaptures() {
    mistake(
        () -> grad((Tensor t) -> Tensor.of(new Scaled(t), x).sum()).apply(x), // here
        """
        expansion of Scaled[factor=variable f64[3]] depends on a variable f64[3] that is not among its inputs, so its gradient would be lost; make it an input
          at <here> (this scaled)\
        """);
  }

  @Test
  void typesThatDisagreeWithTheExpansion() {
    mistake(
        () -> eval(Tensor.of(new Doubled(), x)), // here
        """
        expansion of Doubled[] makes [f64[3]], but its types(…) says [f64[]]; leave types(…) out, and it says what the expansion makes
          at <here> (this doubled)\
        """);
  }
}
