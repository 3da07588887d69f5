package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class AvgPool2dTest {
  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(new AvgPool2d(2), TensorType.f32(2, 3, 4, 6));
    LayerContract.check(new AvgPool2d(3, 2, 1), TensorType.f32(2, 3, 5, 6));
  }

  @Test
  void goesWindowByWindow() {
    double[] numbers = java.util.stream.IntStream.rangeClosed(1, 16).asDoubleStream().toArray();
    Tensor x = Tensor.vector(numbers).reshape(1, 1, 4, 4);
    assertThat(eval(new AvgPool2d(2).apply(x)).toDoubleArray())
        .containsExactly(3.5, 5.5, 11.5, 13.5);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AvgPool2d(2).apply(normal(1, 4, 4)))
        .withMessage("average pooling of f64[4,4]: wants f32 or f64 [N,channels,height,width]");
  }
}
