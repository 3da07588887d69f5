package dev.adjoint;

import static dev.adjoint.Adjoint.checkpoint;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ScopeTest {
  /// Every function that is traced has a scope of its own, and after it the outer one is current.
  @Test
  void isThatOfTheInnermostFunction() {
    Tensor x = Tensor.vector(1, 2);
    List<Function<Function<Tensor, Tensor>, Object>> all =
        List.of(
            f -> grad((Tensor v) -> f.apply(v).sum()).apply(x),
            f -> checkpoint(f).apply(x),
            f -> vmap(f).apply(x),
            f -> Adjoint.trace(f, x),
            f -> scan((Tensor c, Tensor e) -> new Step<>(f.apply(c), e), x, x));
    for (var transformed : all) {
      var seen = new ArrayList<Scope>();
      Scope outside = Scope.current();
      Object made =
          transformed.apply(v -> {
            seen.add(Scope.current());
            Tensor u = checkpoint((Tensor w) -> noted(w, seen)).apply(v);
            seen.add(Scope.current());
            return u;
          });
      assertThat(made).isNotNull();
      assertThat(Scope.current()).isSameAs(outside);
      assertThat(seen.get(0)).isSameAs(seen.get(2)).isNotSameAs(outside);
      assertThat(seen.get(1)).isNotIn(seen.get(0), outside);
    }
  }

  private static Tensor noted(Tensor x, List<Scope> seen) {
    seen.add(Scope.current());
    return x;
  }
}
