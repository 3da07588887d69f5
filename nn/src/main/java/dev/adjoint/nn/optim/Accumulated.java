package dev.adjoint.nn.optim;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Equal;
import dev.adjoint.op.FloorDiv;
import dev.adjoint.op.Mod;
import java.util.ArrayList;
import java.util.List;

/// Another optimiser, which moves once in some steps, by the mean of their gradients: the step of a
/// batch that many times as large, in the memory of a small one.
///
/// ```java
/// new Accumulated(4, new Adam(0.001))   // batches of 32 as one of 128
/// ```
///
/// Its state counts all steps; the other's, such as a schedule's, the moves alone. For losses that
/// are means over rows, and batches of one size, the outcome is that of the large batch.
///
/// @param steps how many steps make a move, at least 1
/// @param inner the other
public record Accumulated(int steps, Optimizer inner) implements Optimizer {
  /// Checks the setting.
  ///
  /// @throws IllegalArgumentException if there are no steps, or the other is [Rated], whose rate
  ///   would not be found
  public Accumulated {
    Nesting.withoutRate(
        "Accumulated",
        inner,
        "the rate would not be found; write new Rated(new Accumulated(steps, …))");
    Setting.atLeast(1, "Accumulated", "steps", steps);
  }

  @Override
  public <M> State<M> init(M params) {
    return inner.init(params).and(State.of(params, 1).moments().getFirst());
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    Tensor count = Tensor.constant(NDArray.of(steps).reshape());
    Tensor now = state.steps().plus(1);
    Tensor due = Equal.of(Mod.of(now, count), Tensor.zeros(TensorType.i32()));
    M sum =
        Optimizer.map(List.of(state.moments().getLast(), grads), sg -> sg.get(0).plus(sg.get(1)));
    var rest = new State<>(FloorDiv.of(state.steps(), count), state.withoutLast().moments());
    M mean = Optimizer.map(List.of(sum), s -> s.getFirst().div(steps));
    Update<M> move = inner.update(mean, rest, params);
    var moments = new ArrayList<M>();
    for (int k = 0; k < rest.moments().size(); k++) {
      moments.add(Moments.where(due, move.state().moments().get(k), rest.moments().get(k)));
    }
    moments.add(Moments.where(due, Moments.zeros(sum), sum));
    return new Update<>(Moments.where(due, move.params(), params), new State<>(now, moments));
  }
}
