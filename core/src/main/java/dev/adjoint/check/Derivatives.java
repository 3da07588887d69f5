package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.Tensor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The contracted function and its gradient, compiled once, and both at the point.
///
/// @param value the function
/// @param gradient its gradient by reverse mode
/// @param middle the function's value at the point
/// @param slopes its gradient there
record Derivatives(
    UnaryOperator<double[]> value,
    UnaryOperator<double[]> gradient,
    double[] middle,
    double[] slopes) {
  static <A> Derivatives of(Subject<A> subject) {
    Point<A> point = subject.point();
    Function<A, Tensor> values = Adjoint.compile(subject.scalar());
    Function<A, A> gradients = Adjoint.compile(Adjoint.grad(subject.scalar()));
    UnaryOperator<double[]> value = v -> new double[] {values.apply(point.with(v)).value().item()};
    UnaryOperator<double[]> gradient = v -> point.read(gradients.apply(point.with(v)));
    return new Derivatives(
        withoutLines(value),
        withoutLines(gradient),
        value.apply(point.vector()),
        gradient.apply(point.vector()));
  }

  /// Both are asked hundreds of times and make nothing but constants, of which nobody asks where
  /// they were built; finding it would take longer than a small program.
  private static UnaryOperator<double[]> withoutLines(UnaryOperator<double[]> f) {
    return v -> Source.Unknown.UNKNOWN.build(() -> f.apply(v));
  }

  /// The size of derivatives that matter: the largest of them, or the function's own value if that
  /// is larger but no more than 1.
  double scale(double[] derivatives, int from, int to) {
    return Math.max(Subject.largest(derivatives, from, to), Math.min(1, Math.abs(middle[0])));
  }
}
