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
import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static final Tensor X = scalar(0.5);

  private static Tensor coarse(Tensor x) {
    return Sin.of(x.cast(DType.FLOAT32)).cast(DType.FLOAT64);
  }

  /// A formula that computes in f32 on the way.
  record Coarse() implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return coarse(inputs.getFirst());
    }
  }

  private static DType dtype(Function<Tensor, Tensor> f) {
    return Precision.of(Adjoint.trace(f, X)).dtype();
  }

  @Test
  void f32AnywhereMakesItF32() {
    assertThat(dtype(Sin::of)).isEqualTo(DType.FLOAT64);
    assertThat(dtype(PrecisionTest::coarse)).isEqualTo(DType.FLOAT32);
  }

  @Test
  void f32InsideOfFormulasLoopsAndChoicesCounts() {
    Tensor limit = scalar(2);
    assertThat(dtype(x -> Tensor.of(new Coarse(), x))).isEqualTo(DType.FLOAT32);
    assertThat(dtype(Adjoint.checkpoint(PrecisionTest::coarse))).isEqualTo(DType.FLOAT32);
    assertThat(dtype(x -> Adjoint.iterate(2, PrecisionTest::coarse, x))).isEqualTo(DType.FLOAT32);
    assertThat(dtype(x -> Adjoint.whileLoop(c -> Less.of(c, limit), PrecisionTest::coarse, x)))
        .isEqualTo(DType.FLOAT32);
    assertThat(dtype(x -> Adjoint.cond(Greater.of(x, limit), PrecisionTest::coarse, Sin::of, x)))
        .isEqualTo(DType.FLOAT32);
    assertThat(dtype(x -> Adjoint.iterate(2, Adjoint.checkpoint(PrecisionTest::coarse)::apply, x)))
        .isEqualTo(DType.FLOAT32);
  }

  @Test
  void f32InsideIsCheckedWithItsStep() {
    GradientCheck.of(Adjoint.checkpoint(PrecisionTest::coarse)).at(X).orThrow();
  }
}
