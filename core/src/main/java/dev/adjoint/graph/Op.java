package dev.adjoint.graph;

import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// An operation: what a tensor is made by. Ops are values; records by custom, so that equal ops are
/// `equals`, which lets the compiler merge equal formulas.
///
/// The kinds are sealed, the ops are open: implement one of the kinds to add an op of your own.
public sealed interface Op permits Leaf, Elementwise, Reduction, View, Routine, Composite, Control {
  /// The type rule: what this op makes of inputs of these types.
  ///
  /// @param inputs the types of the inputs
  /// @return the type of each output
  /// @throws IllegalArgumentException if the inputs break the rule; see [#error]
  List<TensorType> types(List<TensorType> inputs);

  /// An equal formula that is cheaper, for inputs of a particular form: `x · 1` is `x`.
  ///
  /// The result must be equal in IEEE arithmetic for all numbers, NaN and signed zeros included,
  /// and of the same type. Only ops with one output are asked.
  ///
  /// @param inputs the inputs
  /// @return the simpler formula, or empty if there is none
  default Optional<Tensor> simplify(List<Tensor> inputs) {
    return Optional.empty();
  }

  /// {@return the name, as in listings: the name of the class}
  default String name() {
    return getClass().getSimpleName();
  }

  /// Words an error in the library's form: `matmul of f32[2,3] and f32[4,5]: inner sizes 3 and 4
  /// differ`.
  ///
  /// @param inputs the types seen
  /// @param rule the rule that was broken and the way out
  /// @return the exception to throw
  default IllegalArgumentException error(List<TensorType> inputs, String rule) {
    String seen = inputs.stream().map(TensorType::toString).collect(Collectors.joining(" and "));
    String of = inputs.isEmpty() ? "" : " of " + seen;
    return new IllegalArgumentException(name().toLowerCase(Locale.ROOT) + of + ": " + rule);
  }

  /// Checks the number of inputs.
  ///
  /// @param inputs the types seen
  /// @param wanted how many there must be
  /// @throws IllegalArgumentException if there are more or fewer
  default void checkCount(List<TensorType> inputs, int wanted) {
    if (inputs.size() != wanted) {
      String noun = wanted == 1 ? " input" : " inputs";
      throw error(inputs, "wants " + wanted + noun + ", but got " + inputs.size());
    }
  }
}
