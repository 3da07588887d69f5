package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Lapack;
import java.util.List;

/// Cholesky's factor of a symmetric positive definite matrix: the lower triangular `L` with a
/// positive diagonal and `A = L·Lᵀ`.
///
/// Shape: `[…,n,n]`, kept. Dtypes: f32 or f64, kept; f32 is computed in f64. Of any matrix the
/// symmetric part `(A + Aᵀ) / 2` is taken, so the gradient is symmetric: `Ā = ½·L⁻ᵀ·S·L⁻¹`, where
/// the symmetric `S` has the lower triangle of `Lᵀ·L̄`. A matrix that is not positive definite gets
/// NaN throughout, the others of its batch do not mind. Source: Murray, *Differentiation of the
/// Cholesky decomposition* (2016), eq. 10; Golub and Van Loan, *Matrix Computations*, 4th ed.
/// (2013), §4.2.
public record Cholesky() implements MatrixRoutine {
  /// {@return the lower triangular factor}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Tensor of(Tensor a) {
    return Tensor.of(new Cholesky(), a);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return List.of(MatrixRoutine.square(this, inputs));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.getFirst());
    Matrices l = Matrices.of(outputs.getFirst());
    Lapack lapack = Lapack.best(a.rows());
    for (int k = 0; k < a.count(); k++) {
      double[] factor = a.readSymmetric(k);
      if (lapack.cholesky(a.rows(), factor)) {
        l.write(k, factor);
      } else {
        l.writeNaN(k);
      }
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor l = outputs.getFirst();
    Tensor s = MatrixParts.mirrorLower(MatrixParts.product(l, cotangents.getFirst()));
    Tensor half = TriangularSolve.of(l, s, true, true, false);
    return TriangularSolve.of(l, Transpose.lastTwo(half), true, true, false).times(0.5);
  }
}
