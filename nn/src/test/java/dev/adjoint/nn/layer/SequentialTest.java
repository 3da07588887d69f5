package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.nn.Differences.normal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  private static final Sequential NAMED =
      Sequential.of()
          .then("hidden", FIRST)
          .then(Tanh::of)
          .then("body", Sequential.of(SECOND).then("end", FIRST))
          .then("output", SECOND);

  @Test
  void namesStandInPaths() {
    assertThat(Tree.names(NAMED))
        .containsExactly(
            "hidden.weight",
            "hidden.bias",
            "body.layers[0].weight",
            "body.layers[0].bias",
            "body.end.weight",
            "body.end.bias",
            "output.weight",
            "output.bias");
    assertThat(Tree.names(new Residual(MODEL.withNames("a", "", "b", "c", ""))))
        .containsExactly("inner.a.weight", "inner.a.bias", "inner.b.weight", "inner.b.bias");
    assertThat(Tree.map(NAMED, p -> p)).isEqualTo(NAMED);
    assertThat(Tree.names(NAMED.first(2))).containsExactly("hidden.weight", "hidden.bias");
    assertThat(Tree.names(NAMED.after("body"))).containsExactly("output.weight", "output.bias");
  }

  @Test
  void partsOfTheWholeAreByName() {
    Tensor x = normal(9, 4, 2);
    Sequential model = MODEL.withNames("hidden", "", "output", "", "");
    assertThat(model.layer("hidden")).isSameAs(FIRST);
    assertThat(model.layer("layers[1]")).isSameAs(MODEL.layers().get(1));
    assertThat(model.outputsByName(x))
        .containsOnlyKeys("hidden", "layers[1]", "output", "layers[3]", "layers[4]");
    assertThat(eval(model.upTo("output").apply(x)))
        .isEqualTo(eval(requireNonNull(model.outputsByName(x).get("output"))));
    Tensor half = Tensor.constant(eval(model.upTo("layers[1]").apply(x)));
    assertThat(eval(model.after("layers[1]").apply(half))).isEqualTo(eval(model.apply(x)));
  }

  @Test
  void aLayerIsReplacedInItsPlace() {
    Sequential model = MODEL.withNames("hidden", "", "output", "", "");
    Sequential other = model.with("output", old -> Affine.of(normal(5, 3, 1), normal(6, 1)));
    assertThat(other.names()).isEqualTo(model.names());
    assertThat(other.layer("output")).isNotEqualTo(SECOND);
    assertThat(other.with("output", old -> SECOND)).isEqualTo(model);
    assertThat(model.with("layers[1]", old -> Sigmoid::of).upTo("layers[1]").names())
        .containsExactly("hidden", "");
  }

  @Test
  void aCompiledGradientKeepsTheNames() {
    Sequential model = MODEL.withNames("hidden", "", "output", "", "");
    Tensor x = normal(9, 4, 2);
    Function<Sequential, Tensor> loss = m -> m.apply(x).squared().mean();
    Sequential slopes = compile(grad(loss)).apply(model);
    assertThat(Tree.names(slopes)).isEqualTo(Tree.names(model));
    Function<Sequential, Tensor> plain = m -> m.apply(x).squared().mean();
    assertThat(Tree.tensors(slopes).stream().map(Tensor::value))
        .isEqualTo(
            Tree.tensors(eval(grad(plain).apply(MODEL))).stream().map(Tensor::value).toList());
  }

  @Test
  void aPassReachesNamedLayers() {
    var model = Sequential.of().then("norm", BatchNorm.of(2)).then("drop", new Dropout(0.5));
    Pass pass = Pass.training(Tensor.constant(Key.of(3).toNDArray()));
    Tensor x = normal(9, 4, 2).cast(DType.FLOAT32);
    Map<String, Tensor> outputs = model.outputsByName(x, pass);
    Sequential after = eval(pass.updated(model));
    assertThat(((BatchNorm) after.layer("norm")).mean().value().value())
        .isNotEqualTo(eval(((BatchNorm) model.layer("norm")).mean().value()));
    assertThat(eval(requireNonNull(outputs.get("drop"))))
        .isNotEqualTo(eval(requireNonNull(outputs.get("norm"))));
    assertThat(Tree.parts(model, ModalLayer.class)).containsOnlyKeys("norm", "drop");
  }

  @Test
  void printsKindsAndNames() {
    assertThat(NAMED)
        .hasToString("Sequential(hidden: Affine, Tanh, body: Sequential, output: Affine)");
    assertThat(MODEL).hasToString("Sequential(Affine, Tanh, Affine, Sigmoid, lambda(… Mul))");
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NAMED.upTo("end"))
        .withMessage("the model has no layer 'end'; it has [hidden, layers[1], body, output]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NAMED.then("hidden", FIRST))
        .withMessage("two layers named 'hidden': each name is of one layer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NAMED.then("a.b", FIRST))
        .withMessage(
            "a layer named 'a.b': a name is without dots and brackets, which stand in paths");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.withNames("a"))
        .withMessage(
            "a model of 5 layers with 1 names: wants one for each, empty for a layer without");
  }
}
