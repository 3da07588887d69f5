package dev.adjoint.nn.optim;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Parameters that are chosen by their paths.
final class Chosen {
  private Chosen() {}

  /// Checks that an expression matches a parameter, be it frozen for now: a misspelt one would
  /// silently do nothing.
  static void check(String what, String names, Object params) {
    List<Tensor> tensors = Tree.tensors(params);
    List<String> all = Tree.names(params);
    List<String> paths =
        IntStream.range(0, all.size())
            .filter(i -> tensors.get(i).type().isFloating())
            .mapToObj(all::get)
            .toList();
    if (paths.stream().noneMatch(Pattern.compile(names).asMatchPredicate())) {
      throw new IllegalArgumentException(
          "%s '%s' matches no parameter; there are %s".formatted(what, names, paths));
    }
  }
}
