package dev.adjoint;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeTest {
  record Layer(Tensor weight, Tensor bias) {}

  record Model(List<Layer> layers, Map<String, Tensor> extra, String name, double rate) {}

  private final Tensor a = scalar(1);
  private final Tensor b = scalar(2);
  private final Tensor c = scalar(3);
  private final Model model = new Model(List.of(new Layer(a, b)), Map.of("scale", c), "model", .5);

  @Test
  void tensorsComeInOrderDepthFirst() {
    assertThat(Tree.tensors(model)).containsExactly(a, b, c);
    assertThat(Tree.tensors(a)).containsExactly(a);
    assertThat(Tree.tensors("nothing")).isEmpty();
  }

  @Test
  void namesArePaths() {
    assertThat(Tree.names(model))
        .containsExactly("layers[0].weight", "layers[0].bias", "extra[scale]");
    assertThat(Tree.names(a)).containsExactly("x");
    assertThat(Tree.names(List.of(a, List.of(b)))).containsExactly("[0]", "[1][0]");
  }

  /// A record of named layers.
  record Stack(List<Object> layers, List<String> names) implements Tree.Labelled {
    @Override
    public Map<String, String> labels() {
      var labels = new LinkedHashMap<String, String>();
      for (int i = 0; i < names.size(); i++) {
        labels.put("layers[" + i + "]", names.get(i));
      }
      return labels;
    }
  }

  @Test
  void labelsStandInPaths() {
    var inner = new Stack(List.of(new Layer(a, b), new Layer(b, c)), List.of("first"));
    var stack = new Stack(List.of(inner, new Layer(a, b), c), List.of("body", "", "scale"));
    assertThat(Tree.names(inner))
        .containsExactly("first.weight", "first.bias", "layers[1].weight", "layers[1].bias");
    assertThat(Tree.names(Map.of("k", stack)))
        .containsExactly(
            "[k].body.first.weight",
            "[k].body.first.bias",
            "[k].body.layers[1].weight",
            "[k].body.layers[1].bias",
            "[k].weight",
            "[k].bias",
            "[k].scale");
    assertThat(Tree.parts(stack, Layer.class)).containsOnlyKeys("body.first", "body.layers[1]", "");
    assertThat(Tree.<Object>map(stack, x -> x)).isEqualTo(stack);
    assertThat(Tree.names(new Stack(List.of(), List.of()))).isEmpty();
  }

  @Test
  void formsOfOtherLabelsAreOthers() {
    var one = new Stack(List.of(a), List.of("one"));
    var two = new Stack(List.of(a), List.of("two"));
    assertMisuse(() -> Tree.map(one, two, Tensor::plus), "trees differ in form: one holds [one]");
    var same = Adjoint.compile((Stack stack) -> stack);
    assertThat(Tree.names(same.apply(one))).containsExactly("one");
    assertThat(Tree.names(same.apply(two))).containsExactly("two");
    assertThat(Tree.names(same.apply(one))).containsExactly("one");
  }

  @Test
  void innerPartsAreNotTheTreeItself() {
    var stack = new Stack(List.of(new Stack(List.of(c), List.of())), List.of("body"));
    assertThat(Tree.parts(stack, Stack.class)).containsOnlyKeys("");
    assertThat(Tree.inner(stack, Stack.class)).containsOnlyKeys("body");
    assertThat(Tree.inner(a, Tensor.class)).isEmpty();
  }

  @Test
  void anotherTreeOfTheSameForm() {
    Model other = Tree.with(model, List.of(c, b, a));
    assertThat(other.layers().getFirst()).isEqualTo(new Layer(c, b));
    assertThat(other.extra()).containsExactly(Map.entry("scale", a));
    assertThat(other.name()).isEqualTo("model");
    assertThat(other.rate()).isEqualTo(.5);
    assertThat(Tree.with(model, Tree.tensors(model))).isEqualTo(model);
  }

  @Test
  void mapsAreTakenInTheOrderOfTheirKeysAndCannotBeChanged() {
    var map = new LinkedHashMap<String, Tensor>();
    map.put("z", a);
    map.put("a", b);
    Map<String, Tensor> same = Tree.map((Map<String, Tensor>) map, x -> x);
    assertThat(same).containsExactly(Map.entry("a", b), Map.entry("z", a));
    assertThat(Tree.names(map)).containsExactly("[a]", "[z]");
    var reversed = new LinkedHashMap<String, Tensor>();
    reversed.put("a", b);
    reversed.put("z", a);
    assertThat(Tree.<Map<String, Tensor>>map(map, reversed, (x, y) -> x)).isEqualTo(map);
    assertThatThrownBy(same::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void nullIsNoTree() {
    assertThatThrownBy(() -> Tree.tensors(java.util.Arrays.asList(a, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "null is no tree of tensors; every part of an argument or result must be there");
  }

  @Test
  void treesAreMappedTensorByTensor() {
    Layer sum = Tree.map(new Layer(a, b), new Layer(b, c), Tensor::plus);
    assertThat(Adjoint.eval(sum.weight()).item()).isEqualTo(3);
    assertThat(Adjoint.eval(sum.bias()).item()).isEqualTo(5);
    List<Layer> layers = List.of(new Layer(a, b), new Layer(b, c), new Layer(c, a));
    assertThat(Tree.zip(layers, List::getLast)).isEqualTo(new Layer(c, a));
  }

  @Test
  void misuseIsNamed() {
    assertMisuse(() -> Tree.with(new Layer(a, b), List.of(a)), "a tree of 2 tensors cannot hold 1");
    assertMisuse(
        () -> Tree.map(List.of(a), List.of(a, b), Tensor::plus),
        "trees differ in form: one holds [[0]], the other [[0], [1]]; they must be of one record type with equal lists and equal fixed parts");
    assertMisuse(
        () -> Tree.map(model, new Model(model.layers(), model.extra(), "other", .5), Tensor::plus),
        "trees differ in form: one holds [layers[0].weight, layers[0].bias, extra[scale]], the other [layers[0].weight, layers[0].bias, extra[scale]]; they must be of one record type with equal lists and equal fixed parts");
    assertMisuse(
        () -> Tree.tensors(new Tensor[] {a}),
        "a tree holds a Tensor[], in which tensors would be missed; use a List");
  }

  record Hole(Tensor x, @Nullable Tensor y) {}

  @Test
  void aComponentThatIsNullIsNamed() {
    assertMisuse(() -> Tree.tensors(new Hole(a, null)), "component y of record Hole is null");
  }

  record Strict(Tensor x) {
    Strict {
      if (x.shape().rank() != 0) {
        throw new IllegalArgumentException("a scalar is wanted");
      }
    }
  }

  @Test
  void whatARecordsConstructorThrowsComesThrough() {
    assertMisuse(() -> Tree.with(new Strict(a), List.of(vector(1, 2))), "a scalar is wanted");
  }

  private static void assertMisuse(ThrowingCallable misuse, String message) {
    assertThatThrownBy(misuse)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  record Maybe(Optional<Tensor> bias, Tensor weight) {}

  @Test
  void optionalTensorsArePartsOfATree() {
    var with = new Maybe(Optional.of(a), b);
    assertThat(Tree.tensors(with)).containsExactly(a, b);
    assertThat(Tree.names(with)).containsExactly("bias", "weight");
    assertThat(Tree.map(with, t -> c)).isEqualTo(new Maybe(Optional.of(c), c));
    assertThat(Tree.map(new Maybe(Optional.empty(), b), t -> c))
        .isEqualTo(new Maybe(Optional.empty(), c));
  }

  @Test
  void otherContainersAreRefused() {
    assertThatThrownBy(() -> Tree.tensors(new Tensor[][] {{a}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "a tree holds a Tensor[][], in which tensors would be missed; use a List");
    assertThatThrownBy(() -> Tree.tensors(new java.util.HashSet<>(List.of(a))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a tree holds a Set, in which tensors would be missed; use a List");
  }
}
