package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Lapack;
import java.util.List;

/// The reduced singular value decomposition `A = U·diag(s)·Vᵀ`: orthonormal columns `U`,
/// orthonormal rows `Vᵀ`.
///
/// Shapes: `[…,m,n]` gives `U` `[…,m,k]`, `s` `[…,k]`, descending, and `Vᵀ` `[…,k,n]`, for the
/// lesser `k` of `m` and `n`. Dtypes: f32 or f64, kept; f32 is computed in f64. Of each column of
/// the longer ones of `U` and `V` (of `U` if square) the component of the largest magnitude, the
/// first of equals, is positive. A matrix that is not finite gets NaN.
///
/// Derivative: `Ā = U·(J·S + S·K + diag(s̄))·Vᵀ + (I − U·Uᵀ)·Ū·S⁻¹·Vᵀ + U·S⁻¹·V̄ᵀ·(I − V·Vᵀ)` with
/// `J = F∘(Uᵀ·Ū − Ūᵀ·U)`, `K = F∘(Vᵀ·V̄ − V̄ᵀ·V)`, `Fᵢⱼ = 1 / (sⱼ² − sᵢ²)`. Conventions where
/// single vectors are not defined: `Fᵢⱼ = 0` for values that differ by no more than a unit in the
/// last place of their sum, `S⁻¹ = 0` for values no greater than that. So the gradient of a
/// function of the values alone is always finite. Source: Townsend, *Differentiating the Singular
/// Value Decomposition* (2016); Giles, *An extended collection of matrix derivative results*
/// (2008), §3.2.
public record Svd() implements MatrixRoutine {
  /// The three factors.
  ///
  /// @param u the left singular vectors, as columns
  /// @param s the singular values, descending
  /// @param vt the right singular vectors, as rows
  public record Result(Tensor u, Tensor s, Tensor vt) {}

  /// {@return the three factors}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if there is no matrix, or the dtype is not f32 or f64
  public static Result of(Tensor a) {
    List<Tensor> outputs = Node.of(new Svd(), List.of(a)).outputs();
    return new Result(outputs.get(0), outputs.get(1), outputs.get(2));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TensorType a = MatrixRoutine.matrices(this, inputs);
    int m = a.shape().size(-2);
    int n = a.shape().size(-1);
    int k = Math.min(m, n);
    Shape leading = MatrixParts.leading(a.shape(), 2);
    return List.of(
        a.withShape(MatrixParts.append(leading, m, k)),
        a.withShape(MatrixParts.append(leading, k)),
        a.withShape(MatrixParts.append(leading, k, n)));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.getFirst());
    Matrices u = Matrices.of(outputs.get(0));
    Matrices s = Matrices.vectors(outputs.get(1));
    Matrices vt = Matrices.of(outputs.get(2));
    for (int k = 0; k < a.count(); k++) {
      if (!decompose(k, a, u, s, vt)) {
        u.writeNaN(k);
        s.writeNaN(k);
        vt.writeNaN(k);
      }
    }
  }

  /// The kernels want no fewer rows than columns: `Aᵀ = V·diag(s)·Uᵀ`.
  private static boolean decompose(int k, Matrices a, Matrices u, Matrices s, Matrices vt) {
    boolean wide = a.rows() < a.columns();
    int n = s.rows();
    double[] left = wide ? a.readTransposed(k) : a.read(k);
    double[] right = new double[n * n];
    double[] values = new double[n];
    int m = Math.max(a.rows(), a.columns());
    if (!Lapack.best(n).svd(m, n, left, values, right)) {
      return false;
    }
    u.write(k, wide ? right : left);
    s.write(k, values);
    vt.writeTransposed(k, wide ? left : right);
    return true;
  }

  /// Values alone cost no quotients, nor does a side that spans all space more than those between
  /// its vectors.
  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor u = outputs.get(0);
    Tensor s = outputs.get(1);
    Tensor vt = outputs.get(2);
    var left = new Side(u, cotangents.get(0), s);
    var right = new Side(Transpose.lastTwo(vt), Transpose.lastTwo(cotangents.get(2)), s);
    boolean leftTurns = !cotangents.get(0).isAll(0);
    boolean rightTurns = !cotangents.get(2).isAll(0);
    Tensor inner = MatrixParts.diagonal(cotangents.get(1));
    if (leftTurns) {
      inner = inner.plus(left.within().times(MatrixParts.row(s)));
    }
    if (rightTurns) {
      inner = inner.plus(MatrixParts.column(s).times(right.within()));
    }
    Tensor aBar = u.matmul(inner).matmul(vt);
    if (leftTurns && left.hasOutside()) {
      aBar = aBar.plus(left.outside().matmul(vt));
    }
    if (rightTurns && right.hasOutside()) {
      aBar = aBar.plus(u.matmul(Transpose.lastTwo(right.outside())));
    }
    return aBar;
  }

  /// The singular vectors of one side.
  ///
  /// @param x the vectors, as columns
  /// @param xBar their cotangent
  /// @param s the singular values
  private record Side(Tensor x, Tensor xBar, Tensor s) {
    /// How the vectors turn among themselves: `F∘(Xᵀ·X̄ − X̄ᵀ·X)`.
    Tensor within() {
      Tensor column = MatrixParts.column(s);
      Tensor row = MatrixParts.row(s);
      Tensor gaps = row.minus(column);
      Tensor least = MatrixParts.number(MatrixParts.negligible(s));
      Tensor equal = LessEqual.of(gaps.abs(), least);
      Tensor f = MatrixParts.reciprocalUnless(equal, gaps.times(row.plus(column)));
      return f.times(MatrixParts.antisymmetric(MatrixParts.product(x, xBar)));
    }

    /// Whether there is more space than these vectors span.
    boolean hasOutside() {
      return x.shape().size(-2) > x.shape().size(-1);
    }

    /// How they leave the space that they span: `(I − X·Xᵀ)·X̄·S⁻¹`.
    Tensor outside() {
      Tensor rest = xBar.minus(x.matmul(MatrixParts.product(x, xBar)));
      Tensor least = MatrixParts.column(MatrixParts.negligible(s));
      Tensor zero = LessEqual.of(s, least);
      return rest.times(MatrixParts.row(MatrixParts.reciprocalUnless(zero, s)));
    }
  }
}
