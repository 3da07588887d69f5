package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Lapack;
import java.util.List;

/// Eigenvalues and eigenvectors of a symmetric matrix: `A = V·diag(w)·Vᵀ` with orthonormal columns
/// `V`.
///
/// Shapes: `[…,n,n]` gives values `[…,n]`, ascending, and vectors `[…,n,n]`, as columns. Dtypes:
/// f32 or f64, kept; f32 is computed in f64. Of any matrix the symmetric part `(A + Aᵀ) / 2` is
/// taken, so the gradient is symmetric. Of each vector the component of the largest magnitude, the
/// first of equals, is positive. A matrix that is not finite gets NaN.
///
/// Derivative: `Ā = V·(diag(w̄) + ½·F∘(M − Mᵀ))·Vᵀ` with `M = Vᵀ·V̄` and `Fᵢⱼ = 1 / (wⱼ − wᵢ)`,
/// which grows without bound as two values meet. Convention at equal values, where single vectors
/// are not defined: `Fᵢⱼ = 0` for values that differ by no more than a unit in the last place of
/// the sum of their magnitudes. So the gradient of a function of the values alone is always finite
/// (`ȳ·v·vᵀ` for each), and that of a function of the spaces that equal values span is right; at
/// order 2 what mixes equal values is left out. Source: Giles, *An extended collection of matrix
/// derivative results* (2008), §3.1; Seeger et al., *Auto-Differentiating Linear Algebra* (2017).
public record Eigh() implements MatrixRoutine {
  /// Eigenvalues and eigenvectors.
  ///
  /// @param values the eigenvalues, ascending
  /// @param vectors the eigenvectors, as columns
  public record Result(Tensor values, Tensor vectors) {}

  /// {@return eigenvalues and eigenvectors}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Result of(Tensor a) {
    List<Tensor> outputs = Node.of(new Eigh(), List.of(a)).outputs();
    return new Result(outputs.get(0), outputs.get(1));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TensorType a = MatrixRoutine.square(this, inputs);
    Shape values = MatrixParts.leading(a.shape(), 1);
    return List.of(a.withShape(values), a);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.getFirst());
    Matrices w = Matrices.vectors(outputs.get(0));
    Matrices v = Matrices.of(outputs.get(1));
    Lapack lapack = Lapack.best(a.rows());
    double[] values = new double[a.rows()];
    for (int k = 0; k < a.count(); k++) {
      double[] vectors = a.readSymmetric(k);
      if (lapack.eigh(a.rows(), vectors, values)) {
        w.write(k, values);
        v.write(k, vectors);
      } else {
        w.writeNaN(k);
        v.writeNaN(k);
      }
    }
  }

  /// Values alone cost no quotients.
  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor v = outputs.get(1);
    Tensor vBar = cotangents.get(1);
    Tensor inner = MatrixParts.diagonal(cotangents.get(0));
    if (!vBar.isAll(0)) {
      Tensor m = MatrixParts.antisymmetric(MatrixParts.product(v, vBar));
      inner = inner.plus(reciprocalGaps(outputs.get(0)).times(m).times(0.5));
    }
    return v.matmul(inner).matmul(Transpose.lastTwo(v));
  }

  private static Tensor reciprocalGaps(Tensor w) {
    Tensor gaps = MatrixParts.row(w).minus(MatrixParts.column(w));
    Tensor least = MatrixParts.number(MatrixParts.negligible(w));
    return MatrixParts.reciprocalUnless(LessEqual.of(gaps.abs(), least), gaps);
  }
}
