package dev.adjoint.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.LeakyRelu;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Softmax;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SummaryTest {
  private static final Key KEY = Key.of(1);

  @Test
  void aTableOfNamedLayers() {
    var model =
        Sequential.of()
            .then("hidden", Affine.xavier(784, 50, KEY))
            .then(Sigmoid::of)
            .then("output", Affine.xavier(50, 10, KEY));
    assertThat(Summary.of(model, TensorType.f32(100, 784)))
        .hasToString(
            """
            layer      kind        output       parameters
            ──────────────────────────────────────────────
                       Sequential  f32[100,10]      39,760
            hidden     Affine      f32[100,50]      39,250
            layers[1]  Sigmoid     f32[100,50]           0
            output     Affine      f32[100,10]         510
            ──────────────────────────────────────────────
            input f32[100,784]; parameters 39,760; statistics 0; 159,040 bytes\
            """);
  }

  @Test
  void imagesNestedAndFrozen() {
    var block =
        Sequential.of(
            Conv2d.he(1, 8, 3, KEY).withPad(1).withStride(2),
            BatchNorm.of(8),
            x -> LeakyRelu.of(x));
    var model =
        Sequential.of()
            .then("features", new Frozen(block))
            .then("more", new Residual(Sequential.of(Relu::of, x -> Relu.of(x.times(2)))))
            .then(new MaxPool2d(2))
            .then(new Flatten())
            .then(new Dropout(0.5))
            .then("head", Affine.he(8 * 49, 10, KEY));
    Summary summary = Summary.of(model, TensorType.f32(1, 1, 28, 28));
    assertThat(summary)
        .hasToString(
            """
            layer          kind                                         output          parameters
            ──────────────────────────────────────────────────────────────────────────────────────
                           Sequential                                   f32[1,10]            3,930
            features       Frozen                                       f32[1,8,14,14]           0
                           Sequential                                   f32[1,8,14,14]           0
                layers[0]  Conv2d(strides=[2,2], pads=[1,1], groups=1)  f32[1,8,14,14]           0
                layers[1]  BatchNorm(momentum=0.9, epsilon=1.0E-5)      f32[1,8,14,14]           0
                layers[2]  LeakyRelu(alpha=0.01)                        f32[1,8,14,14]           0
            more           Residual                                     f32[1,8,14,14]           0
              inner        Sequential                                   f32[1,8,14,14]           0
                layers[0]  Relu                                         f32[1,8,14,14]           0
                layers[1]  lambda(… Relu)                               f32[1,8,14,14]           0
            layers[2]      MaxPool2d(window=2, stride=2, pad=0)         f32[1,8,7,7]             0
            layers[3]      Flatten                                      f32[1,392]               0
            layers[4]      Dropout(rate=0.5, inverted=true)             f32[1,392]               0
            head           Affine                                       f32[1,10]            3,930
            ──────────────────────────────────────────────────────────────────────────────────────
            input f32[1,1,28,28]; parameters 3,930; statistics 112; 16,168 bytes\
            """);
    assertThat(summary.output()).isEqualTo(TensorType.f32(1, 10));
  }

  /// Layers applied in an order of its own, one twice, one never, with functions between them.
  private record Net(Affine last, Affine first, Lstm memory, LastStep step, Affine unused)
      implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      Tensor y = Relu.of(first.apply(Relu.of(first.apply(x))));
      return Softmax.of(last.apply(step.apply(memory.apply(y))));
    }
  }

  @Test
  void layersOfARecordAreFoundByWhatTheyCompute() {
    var net =
        new Net(
            Affine.xavier(7, 2, KEY),
            Affine.xavier(5, 5, KEY),
            Lstm.of(5, 7, KEY),
            new LastStep(),
            Affine.xavier(5, 5, KEY));
    Summary summary = Summary.of(net, TensorType.f32(3, 4, 5));
    assertThat(summary.rows().stream().map(Summary.Row::output).toList())
        .isEqualTo(
            List.of(
                Optional.of(TensorType.f32(3, 2)),
                Optional.of(TensorType.f32(3, 2)),
                Optional.of(TensorType.f32(3, 4, 5)),
                Optional.of(TensorType.f32(3, 4, 7)),
                Optional.of(TensorType.f32(3, 7)),
                Optional.empty()));
    assertThat(summary.rows().stream().map(Summary.Row::name))
        .containsExactly("", "last", "first", "memory", "step", "unused");
  }

  @Test
  void attentionIsTakenApart() {
    Summary summary = Summary.of(TransformerBlock.of(8, 2, KEY), TensorType.f32(3, 5, 8));
    assertThat(summary.rows().stream().map(row -> row.output().isPresent()))
        .hasSize(11)
        .containsOnly(true);
    assertThat(summary.rows().get(2))
        .isEqualTo(
            new Summary.Row(
                1,
                "attention",
                "MultiHeadAttention(heads=2, causal=false)",
                Optional.of(TensorType.f32(3, 5, 8)),
                4 * 72,
                0,
                16 * 72));
  }

  @Test
  void longLinesAreCutOff() {
    Sequential model = Sequential.of().then("a".repeat(50), Conv2d.he(1, 8, 3, KEY).withPad(1));
    for (int i = 0; i < 12; i++) {
      model = Sequential.of().then("b".repeat(20), model);
    }
    assertThat(Summary.of(model, TensorType.f32(1, 1, 28, 28)).toString().lines())
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void misuseIsThatOfTheModel() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Summary.of(Affine.xavier(3, 2, KEY), TensorType.f32(1, 4)))
        .withMessage("affine layer of weight f32[3,2] was given f32[1,4]: wants f32[…,3]");
  }
}
