package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Tensor;
import java.util.function.Function;

/// Walks that several tests make.
final class Walks {
  private Walks() {}

  record Point(Tensor x, Tensor y) {}

  static final Point UP_THE_SLOPE = new Point(scalar(-7), scalar(2));

  /// `x²/20 + y²`.
  static Tensor valley(Point p) {
    return p.x().squared().div(20).plus(p.y().squared());
  }

  static void assertAt(Point point, double x, double y) {
    assertThat(point.x().value().item()).isCloseTo(x, within(5e-7));
    assertThat(point.y().value().item()).isCloseTo(y, within(5e-7));
  }

  static <M> M run(Optimizer optimizer, Function<M, Tensor> loss, M start, int steps) {
    record Progress<M>(M params, Optimizer.State<M> state) {}
    Function<Progress<M>, Progress<M>> step =
        compile(now -> {
          M grads = grad(loss).apply(now.params());
          var next = optimizer.update(grads, now.state(), now.params());
          return new Progress<>(next.params(), next.state());
        });
    var progress = eval(new Progress<>(start, optimizer.init(start)));
    for (int i = 0; i < steps; i++) {
      progress = step.apply(progress);
    }
    return progress.params();
  }

  /// The parameter after one step.
  static double first(Optimizer optimizer, double w, double g) {
    var update = optimizer.update(scalar(g), optimizer.init(scalar(w)), scalar(w));
    return eval(update.params()).item();
  }

  /// The parameter, from 1, after these gradients.
  static double fed(Optimizer optimizer, double[] gradients) {
    Tensor w = scalar(1);
    var state = optimizer.init(w);
    for (double g : gradients) {
      var update = optimizer.update(scalar(g), state, w);
      w = constant(eval(update.params()));
      state = eval(update.state());
    }
    return w.value().item();
  }
}
