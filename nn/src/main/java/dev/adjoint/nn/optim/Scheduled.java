package dev.adjoint.nn.optim;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// Another optimiser, whose steps are scaled by a factor that depends on how many were made: `w ← w
/// + s(t) · Δw`. For an optimiser of learning rate `η` this is one of learning rate `s(t) · η`.
///
/// ```java
/// new Scheduled(Schedule.cosine(10_000), new Sgd(0.1))
/// ```
///
/// @param schedule the factor
/// @param inner the other
public record Scheduled(Schedule schedule, Optimizer inner) implements Optimizer {
  /// Checks the order.
  ///
  /// @throws IllegalArgumentException if the other keeps a mean, which would be of parameters that
  ///   are not taken
  public Scheduled {
    Nesting.withoutMean(
        "Scheduled",
        inner,
        "the mean would be of steps that are not scheduled; write new Averaged(decay, new Scheduled(schedule, …))");
  }

  @Override
  public <M> State<M> init(M params) {
    return inner.init(params);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    Update<M> step = inner.update(grads, state, params);
    Tensor factor = schedule.factor(state.steps().cast(DType.FLOAT64));
    M scaled =
        Optimizer.map(
            List.of(params, step.params()),
            ws -> {
              Tensor w = ws.get(0);
              return w.plus(ws.get(1).minus(w).times(factor.cast(w.dtype())));
            });
    return new Update<>(scaled, step.state());
  }
}
