package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The inverse of a square matrix, `A·A⁻¹ = I`. To multiply by it, [Solve] is cheaper and more
/// accurate.
///
/// Shape: `[…,n,n]`, kept. Dtypes: f32 or f64, kept. Derivative: `Ā = −A⁻ᵀ·Ȳ·A⁻ᵀ`. A singular
/// matrix gets NaN, as for [Solve]. Source: Giles, *An extended collection of matrix derivative
/// results* (2008), §2.2.3.
public record Inverse() implements Composite.Differentiable {
  /// {@return the inverse}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Tensor of(Tensor a) {
    return Tensor.of(new Inverse(), a);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return List.of(MatrixRoutine.square(this, inputs));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor a = inputs.getFirst();
    return Solve.of(a, MatrixParts.identity(a.type()));
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
    Tensor transposed = Transpose.lastTwo(y);
    return transposed.matmul(yBar).matmul(transposed).negate();
  }
}
