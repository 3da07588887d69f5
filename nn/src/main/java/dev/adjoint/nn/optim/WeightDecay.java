package dev.adjoint.nn.optim;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Another optimiser, with the gradient of an L2 penalty `½ λ w²` added: `g ← g + λ w`, for
/// parameters whose path matches.
///
/// ```java
/// new WeightDecay(1e-4, ".*weight", new Sgd(0.1))
/// ```
///
/// For decay beside an adaptive step, see [AdamW]. Source: Goodfellow, Bengio, Courville, *Deep
/// Learning* (2016), §7.1.1.
///
/// @param decay the factor `λ`, at least 0
/// @param names a regular expression that the whole path of a parameter must match
/// @param inner the other
public record WeightDecay(double decay, String names, Optimizer inner) implements Optimizer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if the decay is negative, or the expression none
  public WeightDecay {
    Setting.notNegative("WeightDecay", "decay", decay);
    Pattern.compile(names);
  }

  /// Decay of all parameters.
  ///
  /// @param decay the factor, at least 0
  /// @param inner the other
  public WeightDecay(double decay, Optimizer inner) {
    this(decay, ".*", inner);
  }

  /// {@inheritDoc}
  ///
  /// @throws IllegalArgumentException if the expression matches no parameter
  @Override
  public <M> State<M> init(M params) {
    Chosen.check("weight decay of", names, params);
    return inner.init(params);
  }

  @Override
  public <M> Update<M> update(M grads, State<M> state, M params) {
    Pattern pattern = Pattern.compile(names);
    List<String> paths = Tree.names(params);
    List<Tensor> g = Tree.tensors(grads);
    List<Tensor> w = Tree.tensors(params);
    List<Boolean> trained = Trained.places(params);
    var decayed = new ArrayList<Tensor>(g);
    for (int i = 0; i < g.size(); i++) {
      if (trained.get(i) && pattern.matcher(paths.get(i)).matches()) {
        decayed.set(i, g.get(i).plus(w.get(i).times(decay)));
      }
    }
    return inner.update(Tree.with(grads, decayed), state, params);
  }
}
