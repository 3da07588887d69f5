package dev.adjoint.nn.loss;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Penalties on the size of parameters, to be added to a loss:
///
/// ```java
/// BiFunction<Net, Batch, Tensor> objective =
///     (net, batch) -> SoftmaxWithLoss.of(net.apply(batch.inputs()), batch.labels())
///         .plus(Penalty.l2(net, ".*weight").times(0.05));
/// ```
///
/// Parameters are chosen by their paths ([Tree#names]), such as `layers[0].weight`; integers,
/// statistics and frozen layers do not count ([Trained]). Source: Goodfellow, Bengio, Courville,
/// *Deep Learning* (2016), §7.1.
public final class Penalty {
  private Penalty() {}

  /// {@return the sum of squares, `Σ w²`; its gradient is `2 w`}
  ///
  /// @param model the model
  /// @param names a regular expression that the whole path of a parameter must match
  /// @throws IllegalArgumentException if no parameter is chosen
  public static Tensor l2(Object model, String names) {
    return sum(model, names, Tensor::squared);
  }

  /// {@return the sum of magnitudes, `Σ |w|`; its gradient is `sign(w)`}
  ///
  /// @param model the model
  /// @param names a regular expression that the whole path of a parameter must match
  /// @throws IllegalArgumentException if no parameter is chosen
  public static Tensor l1(Object model, String names) {
    return sum(model, names, Tensor::abs);
  }

  private static Tensor sum(Object model, String names, UnaryOperator<Tensor> size) {
    Pattern pattern = Pattern.compile(names);
    List<String> paths = Tree.names(model);
    List<Tensor> tensors = Tree.tensors(model);
    List<Boolean> trained = Trained.places(model);
    var there = new ArrayList<String>();
    var chosen = new ArrayList<Tensor>();
    for (int i = 0; i < paths.size(); i++) {
      if (trained.get(i)) {
        there.add(paths.get(i));
        if (pattern.matcher(paths.get(i)).matches()) {
          chosen.add(size.apply(tensors.get(i)).sum());
        }
      }
    }
    return chosen.stream()
        .reduce(Tensor::plus)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "a penalty on '%s' matches no parameter; there are %s".formatted(names, there)));
  }
}
