package dev.adjoint.nn.layer;

import dev.adjoint.Tree;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table of a model: its layers with what they make of an input, and how many numbers they hold.
///
/// ```java
/// IO.println(Summary.of(model, TensorType.f32(100, 784)));
/// ```
///
/// ```
/// layer      kind        output       parameters
/// ──────────────────────────────────────────────
///            Sequential  f32[100,10]      39,760
/// hidden     Affine      f32[100,50]      39,250
/// layers[1]  Sigmoid     f32[100,50]           0
/// output     Affine      f32[100,10]         510
/// ──────────────────────────────────────────────
/// input f32[100,784]; parameters 39,760; statistics 0; 159,040 bytes
/// ```
///
/// A layer that holds layers stands before them, with the numbers of all of them. In a record of
/// one's own layers are found by what they compute: one that is not applied, or inside of a loop
/// alone, has no output. A layer that is applied more than once is shown where it first was.
///
/// @param input the type of the input
/// @param rows the layers, each before those that it holds; the first is the model
public record Summary(TensorType input, List<Row> rows) {
  /// One layer.
  ///
  /// @param depth how many layers it is in
  /// @param name what it is called in paths, within the layer that holds it; empty for the model
  /// @param kind its class or op, with settings, such as `Dropout(rate=0.5, inverted=true)`
  /// @param output the type of what it makes of the input, if it was applied
  /// @param parameters how many numbers of it are trained
  /// @param statistics how many are not: statistics, frozen parameters, integers
  /// @param bytes what all of its numbers take
  public record Row(
      int depth,
      String name,
      String kind,
      Optional<TensorType> output,
      long parameters,
      long statistics,
      long bytes) {}

  /// Keeps a copy of the rows.
  public Summary {
    rows = List.copyOf(rows);
  }

  /// {@return the summary of a model in evaluation}
  ///
  /// @param model the model
  /// @param input the type of an input
  /// @throws IllegalArgumentException if the model does not take it
  public static Summary of(Layer model, TensorType input) {
    Layer traced = Tree.map(model, p -> Tensor.variable(p.type()));
    Tensor x = Tensor.variable(input);
    Tensor y = traced.apply(x);
    var walk = new Walk(new Applied(x, y), Set.copyOf(Trained.tensors(traced)), new ArrayList<>());
    walk.row(0, "", traced, Optional.of(new Applied.Place(x, y)));
    walk.inner(0, traced, x);
    return new Summary(input, walk.rows());
  }

  /// A walk through the layers of a model.
  private record Walk(Applied applied, Set<Tensor> trained, List<Row> rows) {
    void row(int depth, String name, Layer layer, Optional<Applied.Place> place) {
      Kind kind = place.map(at -> Kind.of(layer, at.x())).orElseGet(() -> Kind.of(layer));
      long parameters = 0;
      long others = 0;
      long bytes = 0;
      for (Tensor tensor : Tree.tensors(layer)) {
        boolean learns = trained.contains(tensor); // a variable of its own
        long count = tensor.type().count();
        parameters += learns ? count : 0;
        others += learns ? 0 : count;
        bytes += count * tensor.dtype().bytes();
      }
      Optional<TensorType> output = place.map(at -> at.y().type());
      rows.add(new Row(depth, name, kind.text(), output, parameters, others, bytes));
    }

    /// The layers in a layer, each of which is looked for from what was made last.
    void inner(int depth, Layer layer, Tensor x) {
      Tensor last = x;
      for (var part : Tree.inner(layer, Layer.class).entrySet()) {
        Optional<Applied.Place> place = applied.of(part.getValue(), last);
        row(depth + 1, part.getKey(), part.getValue(), place);
        inner(depth + 1, part.getValue(), place.map(Applied.Place::x).orElse(last));
        last = place.map(Applied.Place::y).orElse(last);
      }
    }
  }

  /// {@return the model's own row}
  private Row whole() {
    return rows.getFirst();
  }

  /// {@return how many numbers are trained}
  public long parameters() {
    return whole().parameters();
  }

  /// {@return how many numbers are kept but not trained}
  public long statistics() {
    return whole().statistics();
  }

  /// {@return what all numbers of the model take in memory}
  public long bytes() {
    return whole().bytes();
  }

  /// {@return the type of the model's output}
  public TensorType output() {
    return whole().output().orElseThrow();
  }

  /// {@return the table, at most 100 columns wide}
  @Override
  public String toString() {
    return SummaryTable.of(this);
  }
}
