package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Adjoint;
import dev.adjoint.array.DType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sin;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static final Tensor X = scalar(0.5);
  private static final UnaryOperator<Tensor> COARSE =
      x -> Sin.of(x.cast(DType.FLOAT32)).cast(DType.FLOAT64);

  /// A formula that computes in f32 on the way.
  record Coarse() implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return COARSE.apply(inputs.getFirst());
    }
  }

  private static DType dtype(Function<Tensor, Tensor> f) {
    return Precision.of(Adjoint.trace(f, X)).dtype();
  }

  @Test
  void f32AnywhereMakesItF32() {
    assertThat(dtype(Sin::of)).isEqualTo(DType.FLOAT64);
    assertThat(dtype(COARSE)).isEqualTo(DType.FLOAT32);
  }

  @Test
  void f32InsideOfFormulasLoopsAndChoicesCounts() {
    Tensor limit = scalar(2);
    assertThat(dtype(x -> Tensor.of(new Coarse(), x))).isEqualTo(DType.FLOAT32);
    assertThat(dtype(Adjoint.checkpoint(COARSE))).isEqualTo(DType.FLOAT32);
    assertThat(dtype(x -> Adjoint.iterate(2, COARSE, x))).isEqualTo(DType.FLOAT32);
    assertThat(dtype(x -> Adjoint.whileLoop(c -> Less.of(c, limit), COARSE, x)))
        .isEqualTo(DType.FLOAT32);
    assertThat(dtype(x -> Adjoint.cond(Greater.of(x, limit), COARSE, Sin::of, x)))
        .isEqualTo(DType.FLOAT32);
    assertThat(dtype(x -> Adjoint.iterate(2, Adjoint.checkpoint(COARSE)::apply, x)))
        .isEqualTo(DType.FLOAT32);
  }

  @Test
  void f32InsideIsCheckedWithItsStep() {
    GradientCheck.of(Adjoint.checkpoint(COARSE)).at(X).orThrow();
  }
}
