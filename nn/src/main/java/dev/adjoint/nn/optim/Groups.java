package dev.adjoint.nn.optim;

import dev.adjoint.Tree;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Other optimisers for other parameters: each parameter is moved by the first group whose
/// expression its path matches; those that match none stay as they are.
///
/// ```java
/// new Groups(List.of(new Group(".*bias", new Sgd(0.1)), new Group(".*", new Adam(0.001))))
/// ```
///
/// What an optimiser remembers of parameters of other groups is empty.
///
/// @param groups the groups, first to last
public record Groups(List<Group> groups) implements Optimizer {
  /// Some parameters and their optimiser.
  ///
  /// @param names a regular expression that the whole path of a parameter ([Tree#names]) must match
  /// @param optimizer what moves them
  public record Group(String names, Optimizer optimizer) {}

  /// Keeps a copy of the list.
  ///
  /// @throws IllegalArgumentException if an expression is none, or a group keeps a mean or a rate,
  ///   which would not be found
  public Groups {
    groups = List.copyOf(groups);
    Nesting.withoutMean(
        "Groups",
        groups,
        "the mean of a group would not be found; write new Averaged(decay, new Groups(…))");
    Nesting.withoutRate(
        "Groups", groups, "the rate of a group would not be found; write new Rated(new Groups(…))");
    groups.forEach(group -> Pattern.compile(group.names()));
  }

  /// {@inheritDoc}
  ///
  /// @throws IllegalArgumentException if the expression of a group matches no parameter
  @Override
  public <M> State<M> init(M params) {
    groups.forEach(group -> Chosen.check("a group of", group.names(), params));
    var moments = new ArrayList<M>();
    for (int g = 0; g < groups.size(); g++) {
      State<M> state = groups.get(g).optimizer().init(masked(params, g));
      moments.addAll(state.moments());
    }
    return new State<>(State.of(params, 0).steps(), moments);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    var moments = new ArrayList<M>();
    var moved = new ArrayList<Tensor>(Tree.tensors(params));
    int[] owners = owners(params);
    for (int g = 0; g < groups.size(); g++) {
      Optimizer optimizer = groups.get(g).optimizer();
      M own = masked(params, g);
      int from = moments.size();
      int count = optimizer.init(own).moments().size();
      var part = new State<>(state.steps(), state.moments().subList(from, from + count));
      Update<M> update = optimizer.update(masked(grads, g), part, own);
      moments.addAll(update.state().moments());
      List<Tensor> next = Tree.tensors(update.params());
      for (int i = 0; i < owners.length; i++) {
        if (owners[i] == g) {
          moved.set(i, next.get(i));
        }
      }
    }
    return new Update<>(Tree.with(params, moved), state.next(moments));
  }

  /// The tree with nothing where another group is at work.
  private <M> M masked(M tree, int group) {
    int[] owners = owners(tree);
    var tensors = new ArrayList<Tensor>(Tree.tensors(tree));
    for (int i = 0; i < owners.length; i++) {
      if (owners[i] != group) {
        tensors.set(i, Tensor.zeros(TensorType.of(tensors.get(i).dtype(), 0)));
      }
    }
    return Tree.with(tree, tensors);
  }

  private int[] owners(Object tree) {
    return Tree.names(tree).stream().mapToInt(this::owner).toArray();
  }

  /// The number of a parameter's group, −1 if it is in none.
  private int owner(String path) {
    for (int g = 0; g < groups.size(); g++) {
      if (Pattern.matches(groups.get(g).names(), path)) {
        return g;
      }
    }
    return -1;
  }
}
