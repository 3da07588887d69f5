package dev.adjoint.nn.optim;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Trained;
import dev.adjoint.op.Minimum;
import java.util.List;

/// Another optimiser, whose gradient is shortened where it is long: `g ← g · min(1, c / ‖g‖)`, with
/// `‖g‖` the root of the sum of squares of all elements of all parameters.
///
/// The norm is summed in f64. Source: Pascanu, Mikolov, Bengio, *On the difficulty of training
/// recurrent neural networks*, ICML 2013, algorithm 1.
///
/// @param limit the longest gradient `c`, above 0
/// @param inner the other
public record ClippedNorm(double limit, Optimizer inner) implements Optimizer {
  /// Checks the limit.
  ///
  /// @throws IllegalArgumentException if it is not above 0
  public ClippedNorm {
    Setting.positive("ClippedNorm", "limit", limit);
  }

  /// {@return the norm of all parameters of a tree together, f64}
  ///
  /// @param tree the tree, such as a gradient
  public static Tensor norm(Object tree) {
    return Trained.tensors(tree).stream()
        .map(t -> t.cast(DType.FLOAT64).squared().sum())
        .reduce(Tensor.constant(NDArray.of(0.0)).reshape(), Tensor::plus)
        .sqrt();
  }

  @Override
  public <M> State<M> init(M params) {
    return inner.init(params);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    Tensor factor = Minimum.of(Tensor.scalar(1), Tensor.scalar(limit).div(norm(grads)));
    M clipped =
        Optimizer.map(List.of(grads), g -> g.getFirst().times(factor.cast(g.getFirst().dtype())));
    return inner.update(clipped, state, params);
  }
}
