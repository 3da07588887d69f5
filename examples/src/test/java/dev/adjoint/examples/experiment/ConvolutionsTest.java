package dev.adjoint.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Tree;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

class ConvolutionsTest {
  private static final Tensor ROWS = Tensor.zeros(TensorType.f32(3, 784));

  @Test
  void theSimpleNetIsThatOfTheBook() {
    Sequential net = Convolutions.simple(Key.of(1));
    assertThat(net.apply(ROWS).type()).isEqualTo(TensorType.f32(3, 10));
    assertThat(net.first(4).apply(ROWS).type()).isEqualTo(TensorType.f32(3, 30, 12, 12));
    assertThat(parameters(net)).isEqualTo(780 + 432_100 + 1010);
  }

  @Test
  void theDeepNetIsThatOfTheBook() {
    Sequential net = Convolutions.deep(Key.of(1));
    assertThat(net.apply(ROWS).type()).isEqualTo(TensorType.f32(3, 10));
    assertThat(net.first(6).apply(ROWS).type()).isEqualTo(TensorType.f32(3, 16, 14, 14));
    assertThat(net.first(11).apply(ROWS).type()).isEqualTo(TensorType.f32(3, 32, 8, 8));
    assertThat(net.first(16).apply(ROWS).type()).isEqualTo(TensorType.f32(3, 64, 4, 4));
    assertThat(parameters(net))
        .isEqualTo(160 + 2320 + 4640 + 9248 + 18_496 + 36_928 + 51_250 + 510);
  }

  private static long parameters(Sequential net) {
    return Tree.tensors(net).stream().mapToLong(p -> p.type().count()).sum();
  }
}
