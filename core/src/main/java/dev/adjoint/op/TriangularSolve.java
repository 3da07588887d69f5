package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Lapack;
import java.util.List;
import java.util.Optional;

/// The solution `X` of a triangular system `A·X = B` or `Aᵀ·X = B`, by substitution.
///
/// Shapes: `A` `[…,n,n]`, `B` `[…,n,k]`, `X` like `B`; leading axes broadcast; a `B` of rank 1 is
/// one column. Dtypes: f32 or f64, both the same, kept; f32 is computed in f64. Nothing of `A` is
/// read but its triangle, without the diagonal if that is `unit`.
///
/// Derivatives: `B̄ = A⁻ᵀ·X̄` and `Ā = −B̄·Xᵀ` within the triangle. A zero on the diagonal divides
/// by zero: infinities and NaN. Source: Giles, *An extended collection of matrix derivative
/// results* (2008), §2.3.1.
///
/// @param lower whether the lower triangle of `A` is meant, else the upper
/// @param transposed whether `Aᵀ·X = B` is solved
/// @param unit whether the diagonal counts as ones
public record TriangularSolve(boolean lower, boolean transposed, boolean unit)
    implements MatrixRoutine {
  /// {@return the solution of `A·X = B` for the lower triangle of `A`}
  ///
  /// @param a the matrix
  /// @param b the right side: a vector, or columns
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor lower(Tensor a, Tensor b) {
    return of(a, b, true, false, false);
  }

  /// {@return the solution of `A·X = B` for the upper triangle of `A`}
  ///
  /// @param a the matrix
  /// @param b the right side: a vector, or columns
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor upper(Tensor a, Tensor b) {
    return of(a, b, false, false, false);
  }

  /// {@return the solution of a triangular system}
  ///
  /// @param a the matrix
  /// @param b the right side: a vector, or columns
  /// @param lower whether the lower triangle of `A` is meant, else the upper
  /// @param transposed whether `Aᵀ·X = B` is solved
  /// @param unit whether the diagonal counts as ones
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor a, Tensor b, boolean lower, boolean transposed, boolean unit) {
    return new TriangularSolve(lower, transposed, unit).system().apply(a, b);
  }

  private LinearSystem system() {
    return new LinearSystem(this, MatrixRoutine::checkSquare);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return system().types(inputs);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.get(0));
    Matrices b = Matrices.of(inputs.get(1));
    Matrices x = Matrices.of(outputs.getFirst());
    var triangle = new Lapack.Triangle(lower, transposed, unit);
    Lapack lapack = Lapack.best(a.rows());
    for (int k = 0; k < a.count(); k++) {
      double[] columns = b.read(k);
      lapack.solve(triangle, a.rows(), b.columns(), a.read(k), columns);
      x.write(k, columns);
    }
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(system().batched(batch));
  }

  @Override
  public List<Tensor> pullback(
      List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    var adjoint = new TriangularSolve(lower, !transposed, unit);
    Tensor bBar = Tensor.of(adjoint, inputs.get(0), cotangents.getFirst());
    return wanted.stream()
        .map(input -> input == 1 ? bBar : matrixBar(bBar, outputs.getFirst()))
        .toList();
  }

  private Tensor matrixBar(Tensor bBar, Tensor x) {
    Tensor full =
        transposed
            ? x.matmul(Transpose.lastTwo(bBar)).negate()
            : bBar.matmul(Transpose.lastTwo(x)).negate();
    return lower ? MatrixParts.lower(full, unit) : MatrixParts.upper(full, unit);
  }
}
