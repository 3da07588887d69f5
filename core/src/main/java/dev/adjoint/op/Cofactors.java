package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Lapack;
import java.util.List;

/// The cofactors of a square matrix: `cᵢⱼ` is `(−1)ⁱ⁺ʲ` times the determinant without row i and
/// column j. They are the gradient of the determinant, and exist for every matrix; that of an
/// invertible one has `C = det A · A⁻ᵀ`. Transposed they are the adjugate, `A·Cᵀ = det A · I`.
///
/// Shape: `[…,n,n]`, kept; of one row the cofactor is 1. Dtypes: f32 or f64, kept; f32 is computed
/// in f64. A matrix that is not finite gets NaN.
///
/// Derivative: `Ā = (⟨C̄, C⟩·I − C·C̄ᵀ)·A⁻ᵀ`, NaN for a singular matrix. Source: Magnus and
/// Neudecker, *Matrix Differential Calculus*, 3rd ed. (2019), §8.6; by singular values: Stewart,
/// *On the adjugate matrix* (1998).
public record Cofactors() implements MatrixRoutine {
  /// Where pivots differ by more than this, the matrix counts as nearly singular.
  private static final double SPREAD = 0x1p-20;

  /// {@return the cofactors}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Tensor of(Tensor a) {
    return Tensor.of(new Cofactors(), a);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return List.of(MatrixRoutine.square(this, inputs));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.getFirst());
    Matrices c = Matrices.of(outputs.getFirst());
    int n = a.rows();
    for (int k = 0; k < a.count(); k++) {
      Lu lu = Lu.of(n, a.read(k));
      if (lu.spread() > SPREAD) {
        c.write(k, fromInverse(n, a.readTransposed(k), lu.determinant()));
      } else if (!fromSingularValues(k, a, c)) {
        c.writeNaN(k);
      }
    }
  }

  /// `det A · A⁻ᵀ`.
  private static double[] fromInverse(int n, double[] transposed, double determinant) {
    double[] c = new double[n * n];
    for (int i = 0; i < n; i++) {
      c[i + i * n] = determinant;
    }
    Lapack.best(n).solve(n, n, transposed, c);
    return c;
  }

  /// `det U · det V · U·diag(Πⱼ≠ᵢ sⱼ)·Vᵀ`, where no quotient is taken.
  private static boolean fromSingularValues(int k, Matrices a, Matrices c) {
    int n = a.rows();
    double[] u = a.read(k);
    double[] v = new double[n * n];
    double[] s = new double[n];
    if (!Lapack.best(n).svd(n, n, u, s, v)) {
      return false;
    }
    double sign = Math.rint(Lu.of(n, u.clone()).determinant() * Lu.of(n, v.clone()).determinant());
    double[] sum = new double[n * n];
    for (int i = 0; i < n; i++) {
      addProduct(n, sign * productWithout(s, i), u, v, i, sum);
    }
    c.write(k, sum);
    return true;
  }

  private static double productWithout(double[] s, int i) {
    double product = 1;
    for (int j = 0; j < s.length; j++) {
      product *= j == i ? 1 : s[j];
    }
    return product;
  }

  /// `sum += factor · uᵢ·vᵢᵀ`.
  private static void addProduct(
      int n, double factor, double[] u, double[] v, int i, double[] sum) {
    for (int column = 0; column < n; column++) {
      for (int row = 0; row < n; row++) {
        sum[row + column * n] += factor * u[row + i * n] * v[column + i * n];
      }
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor c = outputs.getFirst();
    Tensor cBar = cotangents.getFirst();
    Tensor dot = MatrixParts.number(Sum.of(c.times(cBar), -2, -1));
    Tensor inner =
        dot.times(MatrixParts.identity(c.type())).minus(c.matmul(Transpose.lastTwo(cBar)));
    return inner.matmul(Inverse.of(Transpose.lastTwo(inputs.getFirst())));
  }
}
