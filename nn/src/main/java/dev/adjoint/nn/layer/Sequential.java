package dev.adjoint.nn.layer;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Layers one after the other: `y = fₙ(… f₂(f₁(x)))`. Without layers it is the identity.
///
/// ```java
/// var keys = Key.of(1).split(2);
/// var model =
///     Sequential.of(
///         Affine.xavier(784, 50, keys.get(0)), Sigmoid::of, Affine.xavier(50, 10, keys.get(1)));
/// var named =
///     Sequential.of()
///         .then("hidden", Affine.xavier(784, 50, keys.get(0)))
///         .then(Sigmoid::of)
///         .then("output", Affine.xavier(50, 10, keys.get(1)));
/// ```
///
/// In paths ([Tree#names]) a layer stands under its name, `hidden.weight`; one without a name under
/// its place, `layers[0].weight`. A layer is asked for by what stands in paths, too: `hidden`,
/// `layers[1]`.
///
/// @param layers the layers, first to last
/// @param names their names; empty for a layer that has none
public record Sequential(List<Layer> layers, List<String> names) implements Layer, Tree.Labelled {
  /// Keeps copies of the lists.
  ///
  /// @throws IllegalArgumentException if there is not a name for each layer, two layers have one
  ///   name, or a name would not be told apart in a path
  public Sequential {
    layers = List.copyOf(layers);
    names = List.copyOf(names);
    if (names.size() != layers.size()) {
      throw new IllegalArgumentException(
          "a model of %d layers with %d names: wants one for each, empty for a layer without"
              .formatted(layers.size(), names.size()));
    }
    checkNames(names);
  }

  /// Layers without names.
  ///
  /// @param layers the layers, first to last
  public Sequential(List<Layer> layers) {
    this(layers, Collections.nCopies(layers.size(), ""));
  }

  private static void checkNames(List<String> names) {
    var seen = new HashSet<String>();
    for (String name : names) {
      if (name.chars().anyMatch(c -> c == '.' || c == '[' || c == ']')) {
        throw new IllegalArgumentException(
            "a layer named '%s': a name is without dots and brackets, which stand in paths"
                .formatted(name));
      }
      if (!name.isEmpty() && !seen.add(name)) {
        throw new IllegalArgumentException(
            "two layers named '%s': each name is of one layer".formatted(name));
      }
    }
  }

  /// {@return the layers, one after the other, without names}
  ///
  /// @param layers the layers, first to last
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  /// {@return these layers and one more, without a name}
  ///
  /// @param layer the layer that comes last
  public Sequential then(Layer layer) {
    return then("", layer);
  }

  /// {@return these layers and one more}
  ///
  /// @param name its name
  /// @param layer the layer that comes last
  /// @throws IllegalArgumentException if there is a layer of the name, or it has dots or brackets
  public Sequential then(String name, Layer layer) {
    var longer = new ArrayList<>(layers);
    var longerNames = new ArrayList<>(names);
    longer.add(layer);
    longerNames.add(name);
    return new Sequential(longer, longerNames);
  }

  /// {@return the same layers under other names}
  ///
  /// @param names one for each layer, first to last; empty for none
  /// @throws IllegalArgumentException if there are more or fewer, or two of them are the same
  public Sequential withNames(String... names) {
    return new Sequential(layers, List.of(names));
  }

  /// {@return a layer}
  ///
  /// @param label its name, or `layers[i]` for one without
  /// @throws IllegalArgumentException if there is none
  public Layer layer(String label) {
    return layers.get(place(label));
  }

  /// {@return the same model with one layer replaced}
  ///
  /// @param label the layer's name, or `layers[i]` for one without
  /// @param change what comes in its place, such as `Frozen::new`, or `old -> other`
  /// @throws IllegalArgumentException if there is none
  public Sequential with(String label, UnaryOperator<Layer> change) {
    var changed = new ArrayList<>(layers);
    changed.set(place(label), change.apply(layer(label)));
    return new Sequential(changed, names);
  }

  /// {@return the model of the first layers, up to one and with it}
  ///
  /// @param label the last layer's name, or `layers[i]` for one without
  /// @throws IllegalArgumentException if there is none
  public Sequential upTo(String label) {
    return first(place(label) + 1);
  }

  /// {@return the model of the layers after one: `after(l)` of `upTo(l)` is the whole}
  ///
  /// @param label the layer's name, or `layers[i]` for one without; layers without a name are then
  ///   counted anew
  /// @throws IllegalArgumentException if there is none
  public Sequential after(String label) {
    int from = place(label) + 1;
    return new Sequential(layers.subList(from, layers.size()), names.subList(from, layers.size()));
  }

  /// {@return the model of the first layers alone}
  ///
  /// @param count how many
  /// @throws IllegalArgumentException if there are not as many
  public Sequential first(int count) {
    if (count < 0 || count > layers.size()) {
      throw new IllegalArgumentException(
          "first %d layers of a model of %d".formatted(count, layers.size()));
    }
    return new Sequential(layers.subList(0, count), names.subList(0, count));
  }

  private int place(String label) {
    int place = labelList().indexOf(label);
    if (place < 0) {
      throw new IllegalArgumentException(
          "the model has no layer '%s'; it has %s".formatted(label, labelList()));
    }
    return place;
  }

  /// {@return what each layer is called in paths, `hidden` or `layers[0]`}
  private List<String> labelList() {
    return IntStream.range(0, layers.size())
        .mapToObj(i -> names.get(i).isEmpty() ? step(i) : names.get(i))
        .toList();
  }

  private static String step(int place) {
    return "layers[" + place + "]";
  }

  @Override
  public Map<String, String> labels() {
    var labels = new LinkedHashMap<String, String>();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        labels.put(step(i), names.get(i));
      }
    }
    return Collections.unmodifiableMap(labels);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }

  /// {@return the output in the mode of a pass, which every layer is given}
  ///
  /// @param x the input
  /// @param pass the mode
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.apply(y, pass);
    }
    return y;
  }

  /// {@return what each layer makes of an input, first to last; the last is the output}
  ///
  /// @param x the input
  public List<Tensor> outputs(Tensor x) {
    return List.copyOf(outputsByName(x).values());
  }

  /// {@return what each layer makes of an input, by its name, or `layers[i]` without; first to
  /// last}
  ///
  /// ```java
  /// Tensor hidden = model.outputsByName(x).get("hidden");
  /// ```
  ///
  /// @param x the input
  public Map<String, Tensor> outputsByName(Tensor x) {
    return outputsByName(x, Pass.evaluation());
  }

  /// {@return the same in the mode of a pass}
  ///
  /// @param x the input
  /// @param pass the mode
  public Map<String, Tensor> outputsByName(Tensor x, Pass pass) {
    var outputs = new LinkedHashMap<String, Tensor>();
    List<String> labels = labelList();
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = layers.get(i).apply(y, pass);
      outputs.put(labels.get(i), y);
    }
    return Collections.unmodifiableMap(outputs);
  }

  /// {@return the layers by name and kind, such as `Sequential(hidden: Affine, Sigmoid)`; for types
  /// and numbers of parameters there is [Summary]}
  @Override
  public String toString() {
    return IntStream.range(0, layers.size())
        .mapToObj(i ->
            (names.get(i).isEmpty() ? "" : names.get(i) + ": ") + Kind.of(layers.get(i)).text())
        .collect(Collectors.joining(", ", "Sequential(", ")"));
  }
}
