package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// What the routines of linear algebra share: they treat the matrices of the last two axes, each of
/// a batch alone.
interface MatrixRoutine extends Routine {
  /// One more leading axis is nothing new.
  @Override
  default Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(this, batch.whole()).outputs());
  }

  /// The type of the only input, which must be f32 or f64 matrices.
  static TensorType matrices(Op op, List<TensorType> inputs) {
    op.checkCount(inputs, 1);
    checkMatrices(op, inputs);
    return inputs.getFirst();
  }

  /// The type of the only input, which must be f32 or f64 square matrices.
  static TensorType square(Op op, List<TensorType> inputs) {
    op.checkCount(inputs, 1);
    checkSquare(op, inputs);
    return inputs.getFirst();
  }

  /// The first input must be square matrices.
  static void checkSquare(Op op, List<TensorType> inputs) {
    checkMatrices(op, inputs);
    TensorType a = inputs.getFirst();
    if (a.shape().size(-2) != a.shape().size(-1)) {
      throw op.error(
          inputs,
          "wants square matrices, but %d rows and %d columns differ"
              .formatted(a.shape().size(-2), a.shape().size(-1)));
    }
  }

  /// The first input must be f32 or f64 matrices.
  static void checkMatrices(Op op, List<TensorType> inputs) {
    TensorType a = inputs.getFirst();
    TypeRule.floating(op, a);
    if (a.rank() < 2) {
      throw op.error(inputs, "wants a matrix or a batch of them, rank 2 or more");
    }
  }
}
