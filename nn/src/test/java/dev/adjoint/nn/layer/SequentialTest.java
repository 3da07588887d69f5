package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Tanh;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SequentialTest {
  private static final Affine FIRST = Affine.of(normal(1, 2, 3), normal(2, 3));
  private static final Affine SECOND = Affine.of(normal(3, 3, 1), normal(4, 1));
  private static final Sequential MODEL =
      Sequential.of(FIRST, Tanh::of, SECOND, Sigmoid::of, x -> x.times(2));

  @Property(seed = "1", tries = 20)
  void appliesOneLayerAfterTheOther(@ForAll @IntRange(max = 4) int rows, @ForAll long seed) {
    Tensor x = normal(seed, rows, 2);
    Tensor y = Sigmoid.of(SECOND.apply(Tanh.of(FIRST.apply(x)))).times(2);
    assertThat(eval(MODEL.apply(x))).isEqualTo(eval(y));
  }

  @Test
  void ofNothingIsTheIdentity() {
    Tensor x = normal(1, 2);
    assertThat(Sequential.of().apply(x)).isSameAs(x);
    assertThat(Sequential.of().outputs(x)).isEmpty();
  }

  @Property(seed = "1", tries = 20)
  void theFirstLayersAreAModel(@ForAll @IntRange(min = 1, max = 5) int count) {
    Tensor x = normal(9, 4, 2);
    List<Tensor> outputs = MODEL.outputs(x);
    assertThat(outputs).hasSize(5);
    assertThat(eval(MODEL.first(count).apply(x))).isEqualTo(eval(outputs.get(count - 1)));
    assertThat(MODEL.first(count).layers()).isEqualTo(MODEL.layers().subList(0, count));
  }

  @Test
  void isATreeOfItsLayers() {
    assertThat(Tree.names(MODEL))
        .containsExactly(
            "layers[0].weight", "layers[0].bias", "layers[2].weight", "layers[2].bias");
    assertThat(Tree.tensors(Sequential.of(MODEL, FIRST))).hasSize(6);
    assertThat(Tree.map(MODEL, p -> p)).isEqualTo(MODEL);
  }

  @Test
  void keepsItsOwnLayers() {
    var layers = new ArrayList<Layer>(List.of(FIRST));
    var model = new Sequential(layers);
    layers.clear();
    assertThat(model.layers()).containsExactly(FIRST);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.first(6))
        .withMessage("first 6 layers of a model of 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.first(-1))
        .withMessage("first -1 layers of a model of 5");
  }
}
