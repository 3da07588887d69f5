package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Each matrix with what is below a diagonal set to zero: `y[…,i,j] = j ≥ i + diagonal ? x[…,i,j] :
/// 0`.
///
/// Shape: any of rank 2 or more, the matrices in the last two axes. Dtype: any, kept; a bool is set
/// to `false`. Derivative: 1 for what is kept, exactly 0 for the rest: a choice, not a product.
/// Expands to [Where].
///
/// @param diagonal the lowest diagonal that is kept: 0 the main one, positive above it, negative
///   below
public record Triu(int diagonal) implements Composite {
  /// {@return what is on and above the main diagonal}
  ///
  /// @param x the tensor, of rank 2 or more
  /// @throws IllegalArgumentException if there are fewer than two axes
  public static Tensor of(Tensor x) {
    return of(x, 0);
  }

  /// {@return what is on and above a diagonal}
  ///
  /// @param x the tensor, of rank 2 or more
  /// @param diagonal the lowest diagonal that is kept: 0 the main one, positive above it, negative
  ///   below
  /// @throws IllegalArgumentException if there are fewer than two axes
  public static Tensor of(Tensor x, int diagonal) {
    return Tensor.of(new Triu(diagonal), x);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    if (x.rank() < 2) {
      throw error(inputs, "matrices need rank 2 or more");
    }
    return List.of(x);
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    int rows = x.shape().size(-2);
    Tensor limits = Arange.of(rows).plus(diagonal).reshape(rows, 1);
    Tensor kept = GreaterEqual.of(Arange.of(x.shape().size(-1)), limits);
    return Where.of(kept, x, Tensor.zeros(x.type()));
  }
}
