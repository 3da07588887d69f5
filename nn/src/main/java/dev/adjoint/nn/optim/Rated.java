package dev.adjoint.nn.optim;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Trained;
import java.util.ArrayList;
import java.util.List;

/// Another optimiser, whose steps are scaled by a rate in its state: `w ← w + r · Δw`, `r` = 1 at
/// first. The rate is set between steps, by a person or a [Plateau]; it is a number of the state,
/// so nothing is compiled again, and it is stored with the state.
///
/// ```java
/// var training = Training.start(model, loss, new Rated(new Adam(0.001)));
/// …
/// var slower = Rated.at(0.1, training.state());
/// training = training.resumed(training.model(), slower, training.loss(), training.steps());
/// ```
///
/// For an optimiser of learning rate `η` this is one of learning rate `r · η`. A rate that depends
/// on the number of steps alone is better [Scheduled]. Around it may be [Averaged], [Scheduled],
/// clipping and decay; [Accumulated] belongs inside, [Groups] too.
///
/// @param inner the other
public record Rated(Optimizer inner) implements Optimizer {
  /// Checks the order.
  ///
  /// @throws IllegalArgumentException if the other keeps a mean, which would be of parameters that
  ///   are not taken
  public Rated {
    Nesting.withoutMean(
        "Rated",
        inner,
        "the mean would be of steps at rate 1; write new Averaged(decay, new Rated(…))");
  }

  /// {@return a state with another rate}
  ///
  /// @param rate the rate, finite
  /// @param state a state of this optimiser
  /// @param <M> the type of the parameters
  /// @throws IllegalArgumentException if the rate is not finite, or the state another optimiser's
  public static <M> State<M> at(double rate, State<M> state) {
    Setting.finite("Rated", "rate", rate);
    rate(state);
    int last = state.moments().size() - 1;
    var moments = new ArrayList<>(state.moments());
    moments.set(
        last,
        Optimizer.map(
            List.of(moments.get(last)),
            r -> Tensor.constant(NDArray.full(r.getFirst().type(), rate))));
    return new State<>(state.steps(), List.copyOf(moments));
  }

  /// {@return the rate in a state}
  ///
  /// @param state a state of this optimiser, constants
  /// @param <M> the type of the parameters
  /// @throws IllegalArgumentException if it is another optimiser's
  public static <M> double rate(State<M> state) {
    List<Tensor> rates =
        state.moments().isEmpty() ? List.of() : Trained.tensors(state.moments().getLast());
    if (rates.isEmpty() || rates.stream().anyMatch(r -> r.shape().rank() != 0)) {
      throw new IllegalArgumentException(
          "a state without a rate: wants that of an optimiser new Rated(…), not inside of Accumulated or Groups");
    }
    return Adjoint.eval(rates.getFirst().cast(DType.FLOAT64)).item();
  }

  @Override
  public <M> State<M> init(M params) {
    M rates =
        Tree.map(
            params, p -> p.type().isFloating() ? Tensor.ones(p.type().withShape(Shape.SCALAR)) : p);
    return inner.init(params).and(rates);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    M rates = state.moments().getLast();
    Update<M> step = inner.update(grads, state.withoutLast(), params);
    M next =
        Optimizer.map(
            List.of(params, step.params(), rates),
            wnr -> wnr.get(0).plus(wnr.get(1).minus(wnr.get(0)).times(wnr.get(2))));
    return new Update<>(next, step.state().and(rates));
  }
}
