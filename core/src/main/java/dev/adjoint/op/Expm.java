package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.MatrixExponential;
import java.util.List;

/// The exponential of a square matrix, `e^A = I + A + A²/2 + …`; not that of its elements.
///
/// Shape: `[…,n,n]`, kept. Dtypes: f32 or f64, kept; f32 is computed in f64. A matrix that is not
/// finite gets NaN; a result that overflows is infinite or NaN.
///
/// Derivative: `Ā` is the upper right block of the exponential of `[[Aᵀ, Ȳ], [0, Aᵀ]]`, an
/// exponential of twice the size. Source: Higham, *The Scaling and Squaring Method for the Matrix
/// Exponential Revisited* (2005); Higham, *Functions of Matrices* (2008), §3.1 and §10.6.
public record Expm() implements MatrixRoutine {
  /// {@return the exponential of a matrix}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Tensor of(Tensor a) {
    return Tensor.of(new Expm(), a);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return List.of(MatrixRoutine.square(this, inputs));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.getFirst());
    Matrices y = Matrices.of(outputs.getFirst());
    for (int k = 0; k < a.count(); k++) {
      double[] x = a.read(k);
      if (MatrixExponential.run(a.rows(), x)) {
        y.write(k, x);
      } else {
        y.writeNaN(k);
      }
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor a = Transpose.lastTwo(inputs.getFirst());
    int n = a.shape().size(-1);
    Tensor upper = Concat.of(-1, a, cotangents.getFirst());
    Tensor lower = Concat.of(-1, Tensor.zeros(a.type()), a);
    return of(Concat.of(-2, upper, lower)).slice(-2, 0, n).slice(-1, n, 2 * n);
  }
}
