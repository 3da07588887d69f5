package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.assertGradient;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class AffineTest {
  private static Affine layer(long seed, int in, int out) {
    return Affine.of(normal(seed, in, out), normal(seed + 1, out));
  }

  @Property(seed = "1", tries = 100)
  void addsUpWeightedInputs(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int in,
      @ForAll @IntRange(min = 1, max = 5) int out,
      @ForAll long seed) {
    Affine layer = layer(seed, in, out);
    Tensor x = normal(seed + 2, rows, in);
    NDArray y = eval(layer.apply(x));
    assertThat(y.type()).isEqualTo(TensorType.f64(rows, out));
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < out; j++) {
        double sum = layer.bias().value().at(j);
        for (int i = 0; i < in; i++) {
          sum += x.value().at(row, i) * layer.weight().value().at(i, j);
        }
        assertThat(y.at(row, j)).isCloseTo(sum, within(1e-13));
      }
    }
  }

  @Property(seed = "1", tries = 50)
  void takesInputsOfAnyRank(
      @ForAll @IntRange(min = 0, max = 3) int a,
      @ForAll @IntRange(min = 0, max = 3) int b,
      @ForAll @IntRange(min = 0, max = 3) int in) {
    Affine layer = layer(3, in, 4);
    Tensor x = normal(5, a, b, in);
    NDArray flat = eval(layer.apply(x.reshape(a * b, in)));
    assertThat(eval(layer.apply(x))).isEqualTo(flat.reshape(a, b, 4));
  }

  @Test
  void takesOneVector() {
    Affine layer = layer(3, 2, 4);
    Tensor x = normal(5, 2);
    assertThat(eval(layer.apply(x))).isEqualTo(eval(layer.apply(x.reshape(1, 2))).reshape(4));
  }

  @Property(seed = "1", tries = 30)
  void hasTheGradientOfItsFormula(
      @ForAll @IntRange(min = 1, max = 3) int rows,
      @ForAll @IntRange(min = 1, max = 3) int in,
      @ForAll @IntRange(min = 1, max = 3) int out,
      @ForAll long seed) {
    Affine layer = layer(seed, in, out);
    Tensor x = normal(seed + 2, 2, rows, in);
    Tensor yBar = normal(seed + 3, 2, rows, out);
    assertGradient(w -> new Affine(w, layer.bias()).apply(x).times(yBar).sum(), layer.weight());
    assertGradient(b -> new Affine(layer.weight(), b).apply(x).times(yBar).sum(), layer.bias());
    assertGradient(v -> layer.apply(v).times(yBar).sum(), x);
  }

  @Test
  void factoriesDrawTheWeightAndZeroTheBias() {
    Key key = Key.of(7);
    var type = TensorType.f32(3, 5);
    assertThat(Affine.normal(3, 5, 0.01, key).weight().value())
        .isEqualTo(key.normal(type, 0, 0.01));
    assertThat(Affine.uniform(3, 5, 0.2, key).weight().value())
        .isEqualTo(key.uniform(type, -0.2, 0.2));
    assertThat(Affine.xavier(3, 5, key).weight().value())
        .isEqualTo(Initializer.xavier().init(type, key).value());
    assertThat(Affine.he(3, 5, key).weight().value())
        .isEqualTo(Initializer.he().init(type, key).value());
    for (Affine layer :
        List.of(
            Affine.normal(3, 5, 1, key),
            Affine.uniform(3, 5, 1, key),
            Affine.xavier(3, 5, key),
            Affine.he(3, 5, key))) {
      assertThat(layer.bias().value()).isEqualTo(NDArray.full(TensorType.f32(5), 0));
    }
  }

  @Test
  void takesAnotherDtype() {
    Affine wide = Affine.of(TensorType.f64(3, 5), Initializer.he(), Key.of(7));
    assertThat(wide.bias().type()).isEqualTo(TensorType.f64(5));
    Affine narrow = Tree.map(wide, p -> p.cast(DType.FLOAT32));
    assertThat(eval(narrow.weight())).isEqualTo(Affine.he(3, 5, Key.of(7)).weight().value());
  }

  @Test
  void misuseIsNamed() {
    Tensor weight = normal(0, 2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Affine.of(normal(0, 2), normal(1, 2)))
        .withMessage("affine layer of weight f64[2]: wants a matrix f32[in,out] or f64[in,out]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Affine.of(Tensor.zeros(TensorType.i32(2, 3)), normal(1, 3)))
        .withMessage("affine layer of weight i32[2,3]: wants a matrix f32[in,out] or f64[in,out]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Affine.of(weight, normal(1, 2)))
        .withMessage("affine layer of weight f64[2,3] and bias f64[2]: the bias must be f64[3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Affine.of(TensorType.f32(), Initializer.zeros(), Key.of(0)))
        .withMessage("affine layer of weight f32[]: wants a matrix f32[in,out] or f64[in,out]");
    Affine layer = Affine.of(weight, normal(1, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.apply(normal(0, 5, 3)))
        .withMessage("affine layer of weight f64[2,3] was given f64[5,3]: wants f64[…,2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.apply(Tensor.scalar(1)))
        .withMessage("affine layer of weight f64[2,3] was given f64[]: wants f64[…,2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.apply(Tensor.zeros(TensorType.f32(5, 2))))
        .withMessage("affine layer of weight f64[2,3] was given f32[5,2]: wants f64[…,2]");
  }
}
