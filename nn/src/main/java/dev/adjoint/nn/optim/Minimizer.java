package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.valueAndGrad;

import dev.adjoint.ValueAndGrad;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Trained;
import dev.adjoint.op.Maximum;
import java.util.function.Function;

/// Minimises a function by L-BFGS with a line search: for functions without noise, such as the loss
/// over all data of a small model, far fewer steps than gradient descent.
///
/// ```java
/// Function<Net, Tensor> loss = net -> SoftmaxWithLoss.of(net.apply(inputs), labels);
/// Net best = new Minimizer().minimize(loss, net).params();
/// ```
///
/// The function with its gradient, and the direction of a step, are compiled; a step calls the
/// function once as a rule. It ends where no element of the gradient is larger than the tolerance,
/// after so many steps, or where rounding leaves nothing to gain. In f32 that is at about seven
/// digits of the function's value. Statistics and frozen layers stay, and their slopes do not
/// count.
///
/// Source: Nocedal, Wright, *Numerical Optimization*, 2nd ed. (2006), algorithm 7.5 with the strong
/// Wolfe conditions of algorithms 3.5 and 3.6.
///
/// @param history how many steps are remembered
/// @param tolerance the largest magnitude of an element of the gradient at the end
/// @param most how many steps are made at most
public record Minimizer(int history, double tolerance, int most) {
  /// How often the function is called in a step at most.
  private static final int CALLS = 25;

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Minimizer {
    Setting.atLeast(1, "Minimizer", "history", history);
    Setting.notNegative("Minimizer", "tolerance", tolerance);
    Setting.atLeast(0, "Minimizer", "most", most);
  }

  /// Ten steps remembered, a tolerance of 10⁻⁵, at most 1,000 steps.
  public Minimizer() {
    this(10, 1e-5, 1000);
  }

  /// Where a minimisation ended.
  ///
  /// @param params the parameters, constants
  /// @param value the function there
  /// @param slope the largest magnitude of an element of the gradient there
  /// @param steps how many steps were made
  /// @param calls how often the function was called
  /// @param converged whether the slope is within the tolerance
  /// @param <M> the type of the parameters
  public record Minimum<M>(
      M params, double value, double slope, int steps, int calls, boolean converged) {
    /// {@return all but the parameters}
    @Override
    public String toString() {
      return "minimum %s after %d steps and %d calls, largest slope %.1e, %s"
          .formatted(value, steps, calls, slope, converged ? "converged" : "not converged");
    }
  }

  /// A point: parameters, value, gradient, and its largest element.
  private record Place<M>(M params, Tensor value, M grad, Tensor size) {}

  /// A point on a line, and the slope along it.
  private record OnLine<M>(Place<M> place, Tensor slope) {}

  /// A line: from where, which way.
  private record Line<M>(M params, M direction, Tensor step) {}

  /// Where a step led.
  private record Moved<M>(Curvature<M> pairs, Place<M> from, Place<M> to) {}

  /// Which way to go, and the slope that way.
  private record Heading<M>(Curvature<M> pairs, M direction, Tensor slope, Tensor first) {}

  /// {@return a minimum near some parameters}
  ///
  /// @param function a scalar function, closed over its data
  /// @param start where to begin, a tree of tensors
  /// @param <M> the type of the parameters
  /// @throws IllegalArgumentException if the function or its gradient is not finite there
  public <M> Minimum<M> minimize(Function<M, Tensor> function, M start) {
    Function<M, Place<M>> at = place(function);
    Function<Line<M>, OnLine<M>> along =
        compile(line -> {
          Place<M> there = at.apply(Curvature.along(line.params(), line.step(), line.direction()));
          return new OnLine<>(there, Curvature.dot(there.grad(), line.direction()));
        });
    Function<Moved<M>, Heading<M>> turn = compile(Minimizer::turned);
    Place<M> now = compile(at).apply(eval(new Root<>(start)).tree());
    checkFinite(now);
    Curvature<M> none = eval(Curvature.none(now.params(), history));
    Heading<M> heading = compile((Place<M> p) -> heading(none, p.grad())).apply(now);
    return walk(along, turn, now, heading);
  }

  private <M> Minimum<M> walk(
      Function<Line<M>, OnLine<M>> along,
      Function<Moved<M>, Heading<M>> turn,
      Place<M> start,
      Heading<M> first) {
    int[] calls = {1};
    int steps = 0;
    Place<M> now = start;
    Heading<M> heading = first;
    while (steps < most && number(now.size()) > tolerance && number(heading.slope()) < 0) {
      Place<M> from = now;
      M direction = heading.direction();
      var search =
          new LineSearch<Place<M>>(
              step -> {
                calls[0]++;
                Tensor length = Tensor.constant(NDArray.scalar(step));
                OnLine<M> point = along.apply(new Line<>(from.params(), direction, length));
                return point(step, point);
              },
              new LineSearch.Point<>(0, number(from.value()), number(heading.slope()), from),
              CALLS);
      Place<M> to = search.from(steps == 0 ? number(heading.first()) : 1).at();
      if (number(to.value()) >= number(from.value()) && number(to.size()) >= number(from.size())) {
        break; // rounding leaves nothing to gain
      }
      heading = turn.apply(new Moved<>(heading.pairs(), from, to));
      now = to;
      steps++;
    }
    double size = number(now.size());
    return new Minimum<>(
        now.params(), number(now.value()), size, steps, calls[0], size <= tolerance);
  }

  private static <M> LineSearch.Point<Place<M>> point(double step, OnLine<M> on) {
    Place<M> place = on.place();
    return new LineSearch.Point<>(step, number(place.value()), number(on.slope()), place);
  }

  private static <M> Heading<M> turned(Moved<M> moved) {
    M step =
        Moments.minus(Trained.alone(moved.to().params()), Trained.alone(moved.from().params()));
    M change = Moments.minus(moved.to().grad(), moved.from().grad());
    return heading(moved.pairs().and(step, change), moved.to().grad());
  }

  private static <M> Heading<M> heading(Curvature<M> pairs, M grad) {
    M direction = pairs.direction(grad);
    return new Heading<>(pairs, direction, Curvature.dot(grad, direction), Lbfgs.first(grad));
  }

  private static <M> Function<M, Place<M>> place(Function<M, Tensor> function) {
    Function<M, ValueAndGrad<M>> slope = valueAndGrad(function);
    return params -> {
      ValueAndGrad<M> found = slope.apply(params);
      Tensor size =
          Trained.tensors(found.grad()).stream()
              .filter(g -> g.type().count() > 0)
              .map(g -> g.abs().max().cast(DType.FLOAT64))
              .reduce(Tensor.scalar(0), Maximum::of);
      return new Place<>(params, found.value(), Trained.alone(found.grad()), size);
    };
  }

  /// So that a tensor alone is a tree that can be evaluated.
  private record Root<T>(T tree) {}

  private static double number(Tensor scalar) {
    return scalar.value().item();
  }

  private static void checkFinite(Place<?> start) {
    double value = number(start.value());
    double slope = number(start.size());
    if (!Double.isFinite(value) || !Double.isFinite(slope)) {
      throw new IllegalArgumentException(
          "minimize from a point where the function is %s and its largest slope %s: wants finite ones"
              .formatted(value, slope));
    }
  }
}
