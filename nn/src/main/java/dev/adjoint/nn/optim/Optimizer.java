package dev.adjoint.nn.optim;

import dev.adjoint.Tree;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Trained;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// A rule that improves parameters by their gradient. It is a pure function over trees and holds
/// nothing but its own settings; what it remembers between steps is a [State] in the caller's
/// hands.
///
/// ```java
/// Optimizer adam = new Adam(0.001);
/// var state = adam.init(model);
/// var next = adam.update(grad(loss).apply(model), state, model);   // next.params(), next.state()
/// ```
///
/// What of a model is no parameter, such as integers, statistics and frozen layers ([Trained]),
/// stays as it is and counts for nothing.
public interface Optimizer {
  /// What an optimiser remembers between steps; a tree, so it can be compiled and stored.
  ///
  /// @param steps the number of steps made, `i32[]`
  /// @param moments trees of the form of the parameters, such as a velocity; as many as the
  ///   optimiser needs. Where no parameter stands they may be empty
  /// @param <M> the type of the parameters
  record State<M>(Tensor steps, List<M> moments) {
    /// {@return the state before the first step, with moments of zero; empty ones for statistics
    /// and frozen layers}
    ///
    /// @param params the parameters
    /// @param moments how many trees to remember
    /// @param <M> the type of the parameters
    public static <M> State<M> of(M params, int moments) {
      M zeros = Tree.map(Trained.alone(params), p -> Tensor.zeros(p.type()));
      return new State<>(Tensor.zeros(TensorType.i32()), Collections.nCopies(moments, zeros));
    }

    /// {@return the state that remembers one more tree, after the others}
    ///
    /// @param moment the tree
    public State<M> and(M moment) {
      var all = new ArrayList<>(moments);
      all.add(moment);
      return new State<>(steps, List.copyOf(all));
    }

    /// {@return the state that remembers one more tree, before the others}
    State<M> after(M moment) {
      var all = new ArrayList<M>(List.of(moment));
      all.addAll(moments);
      return new State<>(steps, List.copyOf(all));
    }

    /// {@return the state without its first tree: that of an optimiser inside of another}
    State<M> withoutFirst() {
      return new State<>(steps, moments.subList(1, moments.size()));
    }

    /// {@return the state without its last tree: that of an optimiser inside of another}
    State<M> withoutLast() {
      return new State<>(steps, moments.subList(0, moments.size() - 1));
    }

    /// {@return the state after one more step}
    ///
    /// @param moments the trees to remember
    public State<M> next(List<M> moments) {
      return new State<>(steps.plus(1), moments);
    }
  }

  /// The outcome of a step.
  ///
  /// @param params the improved parameters
  /// @param state the state to go on with
  /// @param <M> the type of the parameters
  record Update<M>(M params, State<M> state) {}

  /// {@return the state before the first step}
  ///
  /// @param params the parameters, any tree
  /// @param <M> the type of the parameters
  <M> State<M> init(M params);

  /// One step.
  ///
  /// @param grads the gradient, of the form of the parameters
  /// @param state the state
  /// @param params the parameters
  /// @param <M> the type of the parameters
  /// @return the improved parameters and the next state
  /// @throws IllegalArgumentException if the trees differ in form
  <M> Update<M> update(M grads, State<M> state, M params);

  /// Applies a rule at each place of some trees of one form where a parameter stands, and leaves
  /// the first tree's other tensors as they are.
  ///
  /// @param trees the trees, at least one
  /// @param rule from the tensors at one place to the new one
  /// @param <M> the type of the trees
  /// @return a tree of the same form
  /// @throws IllegalArgumentException if the trees differ in form
  static <M> M map(List<M> trees, Function<List<Tensor>, Tensor> rule) {
    Iterator<Boolean> trained = Trained.places(trees.getFirst()).iterator();
    return Tree.zip(trees, place -> trained.next() ? rule.apply(place) : place.getFirst());
  }
}
