package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The `X` that comes nearest to solving `A·X = B`: the least `‖A·X − B‖`, column by column.
///
/// Shapes: `A` `[…,m,n]` with `m ≥ n`, `B` `[…,m,k]`, `X` `[…,n,k]`; leading axes broadcast; a `B`
/// of rank 1 is one column. Dtypes: f32 or f64, both the same, kept. Expands to `R⁻¹·Qᵀ·B` of [Qr],
/// whose error grows with the condition of `A`, not with its square as that of normal equations; so
/// does a batch, which decomposes a matrix that it shares once. `A` must be of rank `n`: otherwise
/// there are many solutions, and what comes is infinite, NaN or anything. Source: Golub and Van
/// Loan, *Matrix Computations*, 4th ed. (2013), §5.3.2.
public record LeastSquares() implements Composite {
  /// {@return the solution with the least squares of what is missing}
  ///
  /// @param a the matrix, with no fewer rows than columns
  /// @param b the right side: a vector, or columns
  /// @throws IllegalArgumentException if the types do not fit
  public static Tensor of(Tensor a, Tensor b) {
    return new LeastSquares().system().apply(a, b);
  }

  private LinearSystem system() {
    return new LinearSystem(this, LeastSquares::checkTall);
  }

  private static void checkTall(Op op, List<TensorType> inputs) {
    MatrixRoutine.checkMatrices(op, inputs);
    int m = inputs.getFirst().shape().size(-2);
    int n = inputs.getFirst().shape().size(-1);
    if (m < n) {
      throw op.error(inputs, "%d rows do not determine %d unknowns".formatted(m, n));
    }
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return system().types(inputs);
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Qr.Result qr = Qr.of(inputs.get(0));
    return TriangularSolve.upper(qr.r(), MatrixParts.product(qr.q(), inputs.get(1)));
  }
}
