package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Lapack;
import java.util.List;
import java.util.Optional;

/// The solution `X` of a system of linear equations `A·X = B`, by LU with partial pivoting.
///
/// Shapes: `A` `[…,n,n]`, `B` `[…,n,k]`, `X` like `B`; leading axes broadcast; a `B` of rank 1 is
/// one column. Dtypes: f32 or f64, both the same, kept; f32 is computed in f64.
///
/// Derivatives: `B̄ = A⁻ᵀ·X̄`, another system, and `Ā = −B̄·Xᵀ`. A matrix that is singular to the
/// last bit (a pivot is 0), or not finite, gets NaN throughout, the others of its batch do not
/// mind; one that is nearly so gets what rounding makes of it. Source: Giles, *An extended
/// collection of matrix derivative results* (2008), §2.3.1; Golub and Van Loan, *Matrix
/// Computations*, 4th ed. (2013), §3.4.
public record Solve() implements MatrixRoutine {
  /// {@return the solution of `A·X = B`}
  ///
  /// @param a the matrix
  /// @param b the right side: a vector, or columns
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor a, Tensor b) {
    return new Solve().system().apply(a, b);
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
    Lapack lapack = Lapack.best(a.rows());
    for (int k = 0; k < a.count(); k++) {
      double[] columns = b.read(k);
      if (lapack.solve(a.rows(), b.columns(), a.read(k), columns)) {
        x.write(k, columns);
      } else {
        x.writeNaN(k);
      }
    }
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(system().batched(batch));
  }

  @Override
  public List<Tensor> pullback(
      List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor bBar = Tensor.of(this, Transpose.lastTwo(inputs.get(0)), cotangents.getFirst());
    Tensor x = outputs.getFirst();
    return wanted.stream()
        .map(input -> input == 1 ? bBar : bBar.matmul(Transpose.lastTwo(x)).negate())
        .toList();
  }
}
