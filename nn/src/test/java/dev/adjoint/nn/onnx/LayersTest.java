package dev.adjoint.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.*;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every layer in evaluation, with a batch of any size.
final class LayersTest {
  private static final Key KEY = Key.of(7);

  /// A layer and the type of its input.
  record Sample(Layer layer, TensorType x) {
    @Override
    public String toString() {
      return layer.getClass().getSimpleName();
    }
  }

  static List<Sample> samples() {
    TensorType rows = TensorType.f32(1, 6);
    TensorType steps = TensorType.f32(1, 5, 6);
    TensorType images = TensorType.f32(1, 4, 8, 9);
    return List.of(
        new Sample(Affine.xavier(6, 3, KEY), rows),
        new Sample(Affine.xavier(6, 3, KEY), steps),
        new Sample(new AvgPool2d(2, 2, 0), images),
        new Sample(BatchNorm.of(4), images),
        new Sample(
            new Checkpointed(Sequential.of(Affine.xavier(6, 3, KEY), BatchNorm.of(3))), rows),
        new Sample(Conv1d.he(5, 3, 2, KEY), steps),
        new Sample(Conv2d.he(4, 3, 3, KEY).withPad(1).withStride(2), images),
        new Sample(ConvTranspose2d.of(4, 3, 3, 2, Initializer.xavier(), KEY), images),
        new Sample(new Dropout(0.5, true), rows),
        new Sample(Embedding.of(9, 3, KEY), TensorType.i32(1, 5)),
        new Sample(new Flatten(), images),
        new Sample(new Frozen(Affine.xavier(6, 3, KEY)), rows),
        new Sample(new GlobalAvgPool(), images),
        new Sample(GroupNorm.of(2, 4), images),
        new Sample(Gru.of(6, 3, KEY), steps),
        new Sample(new LastStep(), steps),
        new Sample(LayerNorm.of(6), steps),
        new Sample(Lstm.of(6, 3, KEY), steps),
        new Sample(new MaxPool2d(3, 2, 1), images),
        new Sample(MultiHeadAttention.of(6, 2, KEY), steps),
        new Sample(MultiHeadAttention.of(6, 2, KEY).causally(), steps),
        new Sample(new Residual(Affine.xavier(6, 6, KEY)), rows),
        new Sample(RmsNorm.of(6), steps),
        new Sample(Rnn.of(6, 3, KEY), steps),
        new Sample(Sequential.of(Affine.xavier(6, 3, KEY), Sigmoid::of), rows),
        new Sample(TransformerBlock.of(6, 2, KEY), steps));
  }

  /// The same layer with parameters off their first values, which may be 0 or 1.
  private static Layer moved(Layer layer) {
    Tensor some = Tensor.scalar(0.1).cast(DType.FLOAT32);
    return Adjoint.eval(Tree.map(layer, p -> p.plus(some)));
  }

  private static NDArray input(TensorType x, int batch) {
    TensorType type = x.withShape(ViewRules.withSize(x.shape(), 0, batch));
    return x.isFloating()
        ? KEY.fold(batch).normal(type)
        : KEY.fold(batch).ints(9, type.count()).reshape(type.shape().toArray());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void agreesForBatchesOfAnySize(Sample sample) throws OrtException {
    Layer layer = moved(sample.layer());
    OnnxModel model = Onnx.of(layer, sample.x()).withBatch().model();
    for (int batch : List.of(1, 2, 7)) {
      OnnxRuntime.agrees(model, xs -> layer.apply(xs.getFirst()), input(sample.x(), batch));
    }
    for (String name : Tree.names(layer)) {
      assertThat(model.toString()).contains("  " + name + ": ");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void agreesForABatchOfOneSize(Sample sample) throws OrtException {
    Layer layer = moved(sample.layer());
    NDArray x = input(sample.x(), 3);
    OnnxRuntime.agrees(Onnx.of(layer, x.type()).model(), xs -> layer.apply(xs.getFirst()), x);
  }

  @Test
  void noLayerIsLeftOut() {
    Set<String> tried =
        samples().stream().map(s -> s.layer().getClass().getName()).collect(Collectors.toSet());
    Set<String> layers =
        new ClassFileImporter()
            .importPackages("dev.adjoint.nn.layer").stream()
                .filter(c -> c.isAssignableTo(Layer.class) && c.isRecord())
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(c -> c.isTopLevelClass())
                .map(c -> c.getName())
                .filter(name -> !name.endsWith("Test"))
                .collect(Collectors.toSet());
    assertThat(tried).isEqualTo(layers);
  }
}
