package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Lapack;
import java.util.List;

/// The reduced QR decomposition `A = Q·R`: orthonormal columns times an upper triangle, by
/// Householder's reflections.
///
/// Shapes: `[…,m,n]` with `m ≥ n` gives `Q` `[…,m,n]` and `R` `[…,n,n]`; fewer rows than columns
/// are an error. Dtypes: f32 or f64, kept; f32 is computed in f64. The diagonal of `R` is not
/// negative, so that for a matrix of full rank there is one result. A matrix that is not finite
/// gets NaN.
///
/// Derivative: `Ā = (Q̄ + Q·S)·R⁻ᵀ`, where the symmetric `S` has the lower triangle of `R·R̄ᵀ −
/// Q̄ᵀ·Q`. It does not exist where the rank is less than `n`: infinities and NaN. Source: Walter
/// and Lehmann, *Algorithmic differentiation of linear algebra functions* (2010); Seeger et al.,
/// *Auto-Differentiating Linear Algebra* (2017), of the transpose.
public record Qr() implements MatrixRoutine {
  /// The two factors.
  ///
  /// @param q the orthonormal columns
  /// @param r the upper triangle
  public record Result(Tensor q, Tensor r) {}

  /// {@return the two factors}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if there are fewer rows than columns, or the dtype is not f32
  ///   or f64
  public static Result of(Tensor a) {
    List<Tensor> outputs = Node.of(new Qr(), List.of(a)).outputs();
    return new Result(outputs.get(0), outputs.get(1));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TensorType a = MatrixRoutine.matrices(this, inputs);
    int m = a.shape().size(-2);
    int n = a.shape().size(-1);
    if (m < n) {
      throw error(
          inputs,
          "wants no fewer rows than columns, but %d < %d; decompose the transpose, or the first %d columns"
              .formatted(m, n, m));
    }
    Shape leading = MatrixParts.leading(a.shape(), 2);
    return List.of(a, a.withShape(MatrixParts.append(leading, n, n)));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.getFirst());
    Matrices q = Matrices.of(outputs.get(0));
    Matrices r = Matrices.of(outputs.get(1));
    Lapack lapack = Lapack.best(a.columns());
    double[] upper = new double[r.size()];
    for (int k = 0; k < a.count(); k++) {
      double[] columns = a.read(k);
      if (lapack.qr(a.rows(), a.columns(), columns, upper)) {
        q.write(k, columns);
        r.write(k, upper);
      } else {
        q.writeNaN(k);
        r.writeNaN(k);
      }
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor q = outputs.get(0);
    Tensor r = outputs.get(1);
    Tensor qBar = cotangents.get(0);
    Tensor rBar = cotangents.get(1);
    Tensor s = r.matmul(Transpose.lastTwo(rBar)).minus(MatrixParts.product(qBar, q));
    Tensor b = qBar.plus(q.matmul(MatrixParts.mirrorLower(s)));
    return Transpose.lastTwo(TriangularSolve.upper(r, Transpose.lastTwo(b)));
  }
}
