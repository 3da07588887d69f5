package dev.adjoint;

import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A formula as a value: what it computes from the tensors in scope, all of one type, to a tensor
/// of that type; and its text, in which they are called `x0`, `x1`, ….
///
/// @param text the formula, to be read
/// @param meaning the formula, to be computed
record Formula(String text, Function<List<Tensor>, Tensor> meaning) {
  Tensor at(List<Tensor> scope) {
    return meaning.apply(scope);
  }

  /// {@return the formula as a function of one more tensor in scope}
  Function<Tensor, Tensor> of(List<Tensor> scope) {
    return x -> at(with(scope, x));
  }

  /// {@return a scope with further tensors}
  static List<Tensor> with(List<Tensor> scope, Tensor... further) {
    var all = new ArrayList<>(scope);
    all.addAll(List.of(further));
    return all;
  }

  @Override
  public String toString() {
    return text;
  }
}
