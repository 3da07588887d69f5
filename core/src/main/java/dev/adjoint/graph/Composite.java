package dev.adjoint.graph;

import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.Optional;

/// The kind of ops that are a formula with a name: `Softmax` is some exponentials and a sum. The
/// compiler replaces a composite by its expansion; its gradient is the expansion's, unless it is
/// [Differentiable] by a better formula.
///
/// An op with one output states [#expand], one with several [#expandAll].
public non-sealed interface Composite extends Op {
  /// {@return the formula; of the inputs and this op's own fields alone, without this op itself}
  ///
  /// @param inputs the inputs
  default Tensor expand(List<Tensor> inputs) {
    throw new IllegalStateException(this + " states neither expand nor expandAll");
  }

  /// {@return the formula of each output, of the inputs and this op's own fields alone}
  ///
  /// @param inputs the inputs
  default List<Tensor> expandAll(List<Tensor> inputs) {
    return List.of(expand(inputs));
  }

  /// {@return this op of tensors that all have one more axis in front, which it leaves alone; empty
  /// to have the library batch the expansion}
  default Optional<Composite> batched() {
    return Optional.empty();
  }

  /// By default the types of the expansion.
  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    return expansion(inputs).outputs().stream().map(Tensor::type).toList();
  }

  /// {@return the formula of each output as a function of the inputs, which depends on nothing
  /// else}
  ///
  /// @param inputs the types of the inputs
  /// @throws IllegalStateException if it depends on other variables
  private Graph expansion(List<TensorType> inputs) {
    Graph expansion =
        Source.Unknown.UNKNOWN.build(() -> {
          List<Tensor> xs = inputs.stream().map(Tensor::variable).toList();
          return Graph.of(xs, expandAll(xs));
        });
    expansion.freeVariables().stream()
        .findFirst()
        .ifPresent(free -> {
          throw new IllegalStateException(
              "expansion of %s depends on a %s that is not among its inputs, so its gradient would be lost; make it an input%s"
                  .formatted(this, free, Source.here().mark(this)));
        });
    return expansion;
  }

  /// {@return the formula of each output, of the types that [#types] says}
  ///
  /// @param inputs the inputs
  /// @param outputs this op's own outputs
  /// @throws IllegalStateException if the types are others
  default List<Tensor> expansion(List<Tensor> inputs, List<Tensor> outputs) {
    List<Tensor> expansion = expandAll(inputs);
    List<TensorType> made = expansion.stream().map(Tensor::type).toList();
    List<TensorType> said = outputs.stream().map(Tensor::type).toList();
    if (!made.equals(said)) {
      throw new IllegalStateException(
          "expansion of %s makes %s, but its types(…) says %s; leave types(…) out, and it says what the expansion makes%s"
              .formatted(this, made, said, Source.here().mark(this)));
    }
    return expansion;
  }

  /// A composite that states its own pullback: a better formula, or a gradient of one's own.
  interface Differentiable extends Composite {
    /// The cotangent of one input of an op with one output. Asked only for f32 and f64 inputs that
    /// want one.
    ///
    /// @param input the number of the input
    /// @param inputs the inputs
    /// @param y this op's own output
    /// @param yBar the cotangent of `y`
    /// @return a tensor of the type of the input
    default Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      throw new IllegalStateException(this + " states no pullback");
    }

    /// The cotangents of several inputs at once; by default each on its own.
    ///
    /// @param wanted the numbers of the inputs, f32 and f64 ones alone
    /// @param inputs the inputs
    /// @param outputs this op's own outputs
    /// @param cotangents the cotangent of each output; zeros where none arrived
    /// @return a tensor for each wanted input, of its type
    default List<Tensor> pullback(
        List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      return wanted.stream()
          .map(k -> pullback(k, inputs, outputs.getFirst(), cotangents.getFirst()))
          .toList();
    }
  }
}
