package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

final class TransformerBlockTest {
  private static final TransformerBlock BLOCK = TransformerBlock.of(4, 2, Key.of(1));

  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(BLOCK, TensorType.f32(2, 3, 4));
    LayerContract.check(BLOCK.withDropout(0.3).causally(), TensorType.f32(2, 3, 4));
  }

  @Test
  void withoutItsLastMapsItIsTheIdentity() {
    Affine nothing = Affine.normal(4, 4, 0, Key.of(1));
    var attention = BLOCK.attention();
    var silent =
        new TransformerBlock(
            BLOCK.before(),
            new MultiHeadAttention(
                2, false, attention.query(), attention.key(), attention.value(), nothing),
            BLOCK.between(),
            BLOCK.widen(),
            Affine.normal(16, 4, 0, Key.of(2)),
            BLOCK.dropout());
    Tensor x = normal(3, 2, 3, 4).cast(DType.FLOAT32);
    assertThat(eval(silent.apply(x))).isEqualTo(eval(x));
  }

  @Test
  void dropsInTrainingAlone() {
    Tensor x = normal(3, 2, 3, 4).cast(DType.FLOAT32);
    var dropping = BLOCK.withDropout(0.5);
    assertThat(eval(dropping.apply(x))).isEqualTo(eval(BLOCK.apply(x)));
    assertThat(eval(BLOCK.apply(x, Pass.training()))).isEqualTo(eval(BLOCK.apply(x)));
    Tensor key = Tensor.constant(Key.of(5).toNDArray());
    assertThat(eval(dropping.apply(x, Pass.training(key)))).isNotEqualTo(eval(BLOCK.apply(x)));
  }

  @Test
  void misuseIsNamed() {
    Tensor x = normal(3, 2, 3, 5).cast(DType.FLOAT32);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BLOCK.apply(x))
        .withMessage("layer normalisation over 4 features was given f32[2,3,5]: wants f32[…,4]");
    assertThatIllegalStateException()
        .isThrownBy(() -> BLOCK.withDropout(0.5).apply(x.slice(2, 0, 4), Pass.training()));
  }
}
