package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// A square matrix multiplied by itself, `Aⁿ`, with about `log₂ n` products.
///
/// Shape: `[…,m,m]`, kept. Dtypes: f32 or f64, kept. `A⁰` is the identity; a negative power is that
/// of the [Inverse], NaN for a singular matrix. Derivative: that of the products.
///
/// @param power the power
public record MatrixPower(int power) implements Composite {
  /// {@return the power of a matrix}
  ///
  /// @param a the matrix, or a batch of them
  /// @param power the power
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Tensor of(Tensor a, int power) {
    return Tensor.of(new MatrixPower(power), a);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return List.of(MatrixRoutine.square(this, inputs));
  }

  /// Squares, and multiplies those together whose bit is set in the power.
  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor a = inputs.getFirst();
    Tensor square = power < 0 ? Inverse.of(a) : a;
    Optional<Tensor> product = Optional.empty();
    for (long rest = Math.abs((long) power); rest > 0; rest /= 2) {
      Tensor factor = square;
      if (rest % 2 == 1) {
        product = Optional.of(product.map(factor::matmul).orElse(factor));
      }
      square = rest > 1 ? square.matmul(square) : square;
    }
    return product.orElseGet(() -> MatrixParts.identity(a.type()));
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }
}
