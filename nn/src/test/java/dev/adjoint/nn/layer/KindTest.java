package dev.adjoint.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Elu;
import dev.adjoint.op.Gelu;
import dev.adjoint.op.LeakyRelu;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sliding;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Tanh;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class KindTest {
  private static List<String> of(Layer... layers) {
    return Stream.of(layers).map(layer -> Kind.of(layer).text()).toList();
  }

  @Test
  void methodReferencesAreCalledByTheirOps() {
    assertThat(of(Relu::of, Tanh::of, Gelu::of, x -> Softmax.of(x), LogSoftmax::of))
        .containsExactly("Relu", "Tanh", "Gelu", "Softmax(axis=1)", "LogSoftmax(axis=1)");
    assertThat(of(x -> LeakyRelu.of(x, 0.2), x -> Elu.of(x)))
        .containsExactly("LeakyRelu(alpha=0.2)", "Elu(alpha=1.0)");
    assertThat(of(x -> x.transpose(0, 2, 3, 1))).containsExactly("Transpose");
  }

  @Test
  void otherFunctionsAreLambdas() {
    assertThat(of(x -> x, x -> Relu.of(x).plus(1), x -> x.plus(x)))
        .containsExactly("identity", "lambda(… Add)", "lambda(… Add)");
    assertThat(of(x -> x.reshape(7, 7))).containsExactly("lambda");
    Layer anonymous =
        new Layer() {
          @Override
          public Tensor apply(Tensor x) {
            return x;
          }
        };
    assertThat(of(anonymous)).containsExactly("lambda");
    assertThat(of(new Plain())).containsExactly("Plain");
  }

  private static final class Plain implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  private record Slid(Sliding sliding) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  @Test
  void recordsSayTheirSettings() {
    assertThat(of(new Dropout(0.25), new Flatten()))
        .containsExactly("Dropout(rate=0.25, inverted=true)", "Flatten");
    Sliding uneven = new Sliding(List.of(1, 2), List.of(0, 1), List.of(1, 1), List.of(3, 3));
    assertThat(of(new Slid(Sliding.over(2)), new Slid(uneven)))
        .containsExactly("Slid", "Slid(strides=[1,2], pads=[0,1][1,1], dilations=[3,3])");
  }
}
