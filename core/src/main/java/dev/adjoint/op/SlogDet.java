package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// Sign and logarithm of the magnitude of a determinant, which itself is soon too large or too
/// small for a number: `det A = sign · e^logAbs`.
///
/// Shapes: `[…,n,n]` gives `[…]` twice; that of no rows is 1. Dtypes: f32 or f64, kept; f32 is
/// computed in f64. Derivative: `Ā = logAbs̄ · A⁻ᵀ`; the sign has derivative 0. A singular matrix
/// has sign 0 and logarithm −∞; its gradient is NaN. A matrix that is not finite gets NaN. Source:
/// Giles, *An extended collection of matrix derivative results* (2008), §2.2.4.
public record SlogDet() implements MatrixRoutine {
  /// What is known of a determinant.
  ///
  /// @param sign −1, 0 or 1
  /// @param logAbs the natural logarithm of its magnitude
  public record Result(Tensor sign, Tensor logAbs) {}

  /// {@return sign and logarithm of the determinant}
  ///
  /// @param a the matrix, or a batch of them
  /// @throws IllegalArgumentException if the matrices are not square, or not f32 or f64
  public static Result of(Tensor a) {
    List<Tensor> outputs = Node.of(new SlogDet(), List.of(a)).outputs();
    return new Result(outputs.get(0), outputs.get(1));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TensorType a = MatrixRoutine.square(this, inputs);
    TensorType y = a.withShape(MatrixParts.leading(a.shape(), 2));
    return List.of(y, y);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Matrices a = Matrices.of(inputs.getFirst());
    for (int k = 0; k < a.count(); k++) {
      Lu lu = Lu.of(a.rows(), a.read(k));
      outputs.get(0).set(k, lu.signOfDeterminant());
      outputs.get(1).set(k, lu.logOfMagnitude());
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor inverse = Inverse.of(Transpose.lastTwo(inputs.getFirst()));
    return MatrixParts.number(cotangents.get(1)).times(inverse);
  }
}
