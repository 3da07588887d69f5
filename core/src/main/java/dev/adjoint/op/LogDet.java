package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The natural logarithm of a determinant, `ln det A`. For a positive definite matrix that is
/// decomposed anyway, twice the sum of the logarithms of the diagonal of [Cholesky] is cheaper.
///
/// Shape: `[…,n,n]` gives `[…]`. Dtypes: f32 or f64, kept. Derivative: `Ā = ȳ · A⁻ᵀ`. Special
/// values: −∞ for a singular matrix, with a gradient of NaN; NaN where the determinant is negative.
/// Expands to [SlogDet].
public record LogDet() implements Composite {
  /// {@return the logarithm of the determinant}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Tensor of(Tensor a) {
    return Tensor.of(new LogDet(), a);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TensorType a = MatrixRoutine.square(this, inputs);
    return List.of(a.withShape(MatrixParts.leading(a.shape(), 2)));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    SlogDet.Result det = SlogDet.of(inputs.getFirst());
    Tensor negative = Less.of(det.sign(), Tensor.zeros(det.sign().type()));
    return Where.of(negative, Tensor.full(det.sign().type(), Double.NaN), det.logAbs());
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }
}
