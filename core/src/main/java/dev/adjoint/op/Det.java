package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The determinant of a square matrix, by LU with partial pivoting.
///
/// Shape: `[…,n,n]` gives `[…]`; that of no rows is 1. Dtypes: f32 or f64, kept; f32 is computed in
/// f64. Derivative: `Ā = ȳ·C`, the [Cofactors], which are right at singular matrices too; the
/// second derivative is NaN there. The determinant overflows soon; see [SlogDet]. A matrix that is
/// not finite gets NaN. Source: Giles, *An extended collection of matrix derivative results*
/// (2008), §2.2.4.
public record Det() implements MatrixRoutine {
  /// {@return the determinant}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Tensor of(Tensor a) {
    return Tensor.of(new Det(), a);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TensorType a = MatrixRoutine.square(this, inputs);
    return List.of(a.withShape(MatrixParts.leading(a.shape(), 2)));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.getFirst());
    for (int k = 0; k < a.count(); k++) {
      outputs.getFirst().set(k, Lu.of(a.rows(), a.read(k)).determinant());
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return MatrixParts.number(cotangents.getFirst()).times(Cofactors.of(inputs.getFirst()));
  }
}
