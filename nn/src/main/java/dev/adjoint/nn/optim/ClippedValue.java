package dev.adjoint.nn.optim;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Clip;
import java.util.List;

/// Another optimiser, whose gradient is clipped element by element: `g ← min(max(g, −c), c)`.
///
/// Source: Goodfellow, Bengio, Courville, *Deep Learning* (2016), §10.11.1.
///
/// @param limit the largest magnitude `c` of an element, above 0
/// @param inner the other
public record ClippedValue(double limit, Optimizer inner) implements Optimizer {
  /// Checks the limit.
  ///
  /// @throws IllegalArgumentException if it is not above 0
  public ClippedValue {
    Setting.positive("ClippedValue", "limit", limit);
  }

  @Override
  public <M> State<M> init(M params) {
    return inner.init(params);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M clipped = Optimizer.map(List.of(grads), g -> clip(g.getFirst()));
    return inner.update(clipped, state, params);
  }

  private Tensor clip(Tensor g) {
    return Clip.of(g, -limit, limit);
  }
}
