package dev.adjoint.nn.optim;

import dev.adjoint.nn.layer.Trained;
import java.util.List;

/// Another optimiser, beside which a running mean of the parameters is kept: `a ← β a + (1 − β) w`,
/// from the first parameters. The mean often predicts better than the last parameters.
///
/// ```java
/// var optimizer = new Averaged(0.999, new Adam(0.001));
/// var training = Training.start(model, SoftmaxWithLoss::of, optimizer);
/// …
/// Model mean = Averaged.mean(training.state(), training.model());
/// ```
///
/// What changes a step must be inside, or the mean is of parameters that are not taken: [Scheduled]
/// and [Rated]. Clipping, decay and [Accumulated] may be on either side: around it, [Accumulated]
/// moves the mean with each move, and inside with each step.
///
/// Source: Polyak, Juditsky, *Acceleration of stochastic approximation by averaging* (1992); in
/// this form Tarvainen, Valpola, *Mean teachers are better role models*, NeurIPS 2017.
///
/// @param decay the part `β` of the mean that is kept, in [0, 1)
/// @param inner the other
public record Averaged(double decay, Optimizer inner) implements Optimizer {
  /// Checks the setting.
  ///
  /// @throws IllegalArgumentException if it is out of its range
  public Averaged {
    Setting.fraction("Averaged", "decay", decay);
  }

  /// {@return the mean of the parameters that a state of this optimiser remembers; in place of
  /// statistics and frozen layers it is empty}
  ///
  /// @param state the state
  /// @param <M> the type of the parameters
  /// @throws IllegalArgumentException if it remembers nothing
  public static <M> M mean(State<M> state) {
    if (state.moments().isEmpty()) {
      throw new IllegalArgumentException(
          "a state without a mean: wants that of an optimiser new Averaged(…)");
    }
    return state.moments().getFirst();
  }

  /// {@return a model with the mean of its parameters; its statistics, of which there is no mean,
  /// are as they are}
  ///
  /// @param state the state, of a training of the model
  /// @param model the model
  /// @param <M> the type of the model
  public static <M> M mean(State<M> state, M model) {
    return Optimizer.map(List.of(model, mean(state)), both -> both.get(1));
  }

  @Override
  public <M> State<M> init(M params) {
    return inner.init(params).after(Trained.alone(params));
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    Update<M> step = inner.update(grads, state.withoutFirst(), params);
    M mean =
        Optimizer.map(
            List.of(mean(state), step.params()), aw -> Moments.blend(aw.get(0), aw.get(1), decay));
    return new Update<>(step.params(), step.state().after(mean));
  }
}
