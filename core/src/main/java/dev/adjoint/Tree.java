package dev.adjoint;

import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Trees of tensors: a tensor, or a record, list or map of trees. A model is such a record; its
/// gradient and an optimiser's state are trees of the same form.
///
/// Whatever is not a tensor (a number, a name, a lambda) is carried along unchanged. Tensors come
/// in the order of a record's components, of a list, and of the names of a map's keys, depth first.
public final class Tree {
  /// A record whose parts have names of their own in paths, instead of those of its components:
  /// parts that the one who made it has named.
  ///
  /// ```java
  /// record Stack(List<Layer> layers, List<String> names) implements Tree.Labelled {
  ///   @Override
  ///   public Map<String, String> labels() { … }    // {layers[0]=hidden}: hidden.weight
  /// }
  /// ```
  public interface Labelled {
    /// {@return the labels, by what stands in a path from this record up to the first dot, such as
    /// `layers[0]`; under an empty label the rest of the path stands alone}
    ///
    /// They depend on nothing but what is fixed in the record, and make no two paths equal.
    Map<String, String> labels();
  }

  private Tree() {}

  /// {@return the tensors of a tree}
  ///
  /// @param tree the tree
  public static List<Tensor> tensors(Object tree) {
    var tensors = new ArrayList<Tensor>();
    Form.split(tree, tensors);
    return tensors;
  }

  /// {@return the path of each tensor, such as `layers[0].weight`; `x` for a tensor alone}
  ///
  /// @param tree the tree
  public static List<String> names(Object tree) {
    var names = new ArrayList<String>();
    Form.split(tree, new ArrayList<>()).name("", names);
    return names;
  }

  /// {@return the parts of a tree that are of one kind, by their paths, such as all normalising
  /// layers of a model; of a part inside of another of the kind only the outer one}
  ///
  /// @param tree the tree
  /// @param kind the class or interface
  /// @param <P> the kind
  public static <P> Map<String, P> parts(Object tree, Class<P> kind) {
    return new Parts<>(kind).in(tree);
  }

  /// {@return the parts of one kind inside of a tree, by their paths from it, as [#parts]; but not
  /// the tree itself, be it of the kind}
  ///
  /// @param tree the tree
  /// @param kind the class or interface
  /// @param <P> the kind
  public static <P> Map<String, P> inner(Object tree, Class<P> kind) {
    return new Parts<>(kind).inside(tree);
  }

  /// {@return a tree of the same form that holds other tensors}
  ///
  /// @param tree the tree that gives the form
  /// @param tensors the tensors, as many as [#tensors] of the tree
  /// @param <T> the type of the tree
  /// @throws IllegalArgumentException if there are more or fewer tensors
  public static <T> T with(T tree, List<Tensor> tensors) {
    var old = new ArrayList<Tensor>();
    Form form = Form.split(tree, old);
    if (old.size() != tensors.size()) {
      throw new IllegalArgumentException(
          "a tree of %d tensors cannot hold %d".formatted(old.size(), tensors.size()));
    }
    return join(form, tensors);
  }

  /// {@return the tree with each tensor replaced}
  ///
  /// @param tree the tree
  /// @param f what becomes of a tensor
  /// @param <T> the type of the tree
  public static <T> T map(T tree, UnaryOperator<Tensor> f) {
    return with(tree, tensors(tree).stream().map(f).toList());
  }

  /// {@return a tree made of two, tensor by tensor}
  ///
  /// @param a a tree
  /// @param b a tree of the same form
  /// @param f what becomes of two tensors
  /// @param <T> the type of the trees
  /// @throws IllegalArgumentException if the forms differ
  public static <T> T map(T a, T b, BinaryOperator<Tensor> f) {
    return zip(List.of(a, b), pair -> f.apply(pair.get(0), pair.get(1)));
  }

  /// {@return a tree made of several, tensor by tensor}
  ///
  /// @param trees trees of one form, at least one
  /// @param f what becomes of the tensors at one place
  /// @param <T> the type of the trees
  /// @throws IllegalArgumentException if the forms differ
  public static <T> T zip(List<T> trees, Function<List<Tensor>, Tensor> f) {
    var first = new ArrayList<Tensor>();
    Form form = Form.split(trees.getFirst(), first);
    var columns = new ArrayList<List<Tensor>>();
    columns.add(first);
    for (T tree : trees.subList(1, trees.size())) {
      columns.add(sameForm(form, trees.getFirst(), tree));
    }
    var result = new ArrayList<Tensor>();
    for (int i = 0; i < first.size(); i++) {
      int place = i;
      result.add(f.apply(columns.stream().map(column -> column.get(place)).toList()));
    }
    return join(form, result);
  }

  private static List<Tensor> sameForm(Form form, Object tree, Object other) {
    var tensors = new ArrayList<Tensor>();
    if (!Form.split(other, tensors).equals(form)) {
      throw new IllegalArgumentException(
          "trees differ in form: one holds %s, the other %s; they must be of one record type with equal lists and equal fixed parts"
              .formatted(names(tree), names(other)));
    }
    return tensors;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the form was split from a T
  static <T> T join(Form form, List<Tensor> tensors) {
    return (T) form.join(tensors.iterator());
  }
}
