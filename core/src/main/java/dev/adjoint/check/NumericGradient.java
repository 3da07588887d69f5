package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.graph.Tensor;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/// Central differences of a scalar function, one for each element, and nothing more.
final class NumericGradient {
  private NumericGradient() {}

  static <A> A of(Function<A, Tensor> f, A x, DoubleUnaryOperator step) {
    Point<A> point = Point.of(x);
    Contraction.checkScalar(Adjoint.trace(f, point.tree()));
    Function<A, Tensor> compiled = Adjoint.compile(f);
    double[] gradient = new double[point.count()];
    for (int i = 0; i < gradient.length; i++) {
      double h = step.applyAsDouble(point.value(i));
      double[] axis = point.axis(i);
      double right = compiled.apply(point.with(point.moved(axis, h))).value().item();
      double left = compiled.apply(point.with(point.moved(axis, -h))).value().item();
      gradient[i] = (right - left) / (2 * h);
    }
    return point.gradient(gradient);
  }
}
