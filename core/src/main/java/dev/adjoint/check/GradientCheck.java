package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/// Compares the gradient of a function with differences of its values, element by element and along
/// random directions, to first or second order.
///
/// ```java
/// GradientCheck.of(loss).order(2).at(model).orThrow();
/// ```
///
/// The function takes a tensor or a [tree][dev.adjoint.Tree] of tensors and gives one; what is not
/// a scalar is contracted with fixed random cotangents. It must be deterministic. How a difference
/// is judged says the package page. The same seed gives the same report.
///
/// @param <A> the type of the argument
public final class GradientCheck<A> {
  private static final double CUBE_ROOT_F64 = Math.cbrt(Math.ulp(1.0));
  private static final double CUBE_ROOT_F32 = Math.cbrt(Math.ulp(1.0f));

  private final Function<A, ?> f;
  private final int order;
  private final double tolerance;
  private final double step;
  private final int directions;
  private final int elements;

  /// A tolerance or step of 0 means the usual one.
  private GradientCheck(
      Function<A, ?> f, int order, double tolerance, double step, int directions, int elements) {
    this.f = f;
    this.order = order;
    this.tolerance = tolerance;
    this.step = step;
    this.directions = directions;
    this.elements = elements;
  }

  /// {@return a check of a function's gradient: order 1, tolerance 1e-6 (1e-3 where it computes in
  /// f32), four directions}
  ///
  /// @param f the function
  /// @param <A> the type of the argument
  public static <A> GradientCheck<A> of(Function<A, ?> f) {
    return new GradientCheck<>(f, 1, 0, 0, 4, 1000);
  }

  /// {@return the same check to some order}
  ///
  /// @param order 1 for the gradient, 2 for the gradient of the gradient too
  /// @throws IllegalArgumentException if it is another
  public GradientCheck<A> order(int order) {
    require(order == 1 || order == 2, "order %s: it must be 1 or 2", order);
    return new GradientCheck<>(f, order, tolerance, step, directions, elements);
  }

  /// {@return the same check with another tolerance}
  ///
  /// @param tolerance the relative error allowed, between 0 and 1
  /// @throws IllegalArgumentException if it is out of range
  public GradientCheck<A> tolerance(double tolerance) {
    require(tolerance > 0 && tolerance < 1, "tolerance %s: it must be between 0 and 1", tolerance);
    return new GradientCheck<>(f, order, tolerance, step, directions, elements);
  }

  /// {@return the same check with another step}
  ///
  /// @param step the step of differences, relative to `max(|x|, 1)`; `∛ulp` unless set: 6e-6, or
  ///   5e-3 where the function computes in f32
  /// @throws IllegalArgumentException if it is not between 0 and 1
  public GradientCheck<A> step(double step) {
    require(step > 0 && step < 1, "step %s: it must be between 0 and 1", step);
    return new GradientCheck<>(f, order, tolerance, step, directions, elements);
  }

  /// {@return the same check along another number of random directions}
  ///
  /// @param directions how many
  /// @throws IllegalArgumentException if it is not positive
  public GradientCheck<A> directions(int directions) {
    require(directions > 0, "directions %s: there must be at least 1", directions);
    return new GradientCheck<>(f, order, tolerance, step, directions, elements);
  }

  /// {@return the same check of other elements: at most so many of each input, drawn at random}
  ///
  /// @param elements how many; 1000 unless set. The directions always mix all
  /// @throws IllegalArgumentException if it is not positive
  public GradientCheck<A> elements(int elements) {
    require(elements > 0, "elements %s: there must be at least 1", elements);
    return new GradientCheck<>(f, order, tolerance, step, directions, elements);
  }

  private static void require(boolean fact, String message, Object value) {
    if (!fact) {
      throw new IllegalArgumentException("gradient check with " + message.formatted(value));
    }
  }

  /// Checks the gradient at a point.
  ///
  /// @param x a tensor or tree of constants; tensors of i32 and bool stay as they are
  /// @return what was found
  /// @throws IllegalArgumentException if neither `x` nor the function's value has an f32 or f64
  ///   element, or if `x` has a free variable
  public GradientReport at(A x) {
    Point<A> point = Point.of(x);
    Function<A, Tensor> g = Contraction.of(f);
    DType precision = Contraction.precision(Adjoint.trace(g, point.tree()));
    boolean f32 = precision == DType.FLOAT32;
    double allowed = tolerance > 0 ? tolerance : f32 ? 1e-3 : 1e-6;
    double h = step > 0 ? step : f32 ? CUBE_ROOT_F32 : CUBE_ROOT_F64;
    double ulp = f32 ? Math.ulp(1f) : Math.ulp(1.0);
    var examination = new Examination<>(point, g, directions, elements, allowed, h, ulp);
    var rows = new ArrayList<>(examination.first());
    if (order == 2) {
      rows.addAll(examination.second());
    }
    return new GradientReport(precision, allowed, h, List.copyOf(rows), examination.along());
  }

  /// The numerical gradient alone, with the usual steps: for each element `(f(x+h) − f(x−h)) / 2h`,
  /// where `h` is about `∛ulp · max(|x|, 1)`, rounded to a power of 2 so that `x ± h` is mostly
  /// exact.
  ///
  /// @param f a scalar function
  /// @param x where to take it
  /// @param <A> the type of the argument
  /// @return a tree of the form of `x`; zero for i32 and bool
  /// @throws IllegalArgumentException if the function is not scalar, or as for [#at]
  public static <A> A numeric(Function<A, Tensor> f, A x) {
    DType precision = Contraction.precision(Adjoint.trace(f, x));
    double root = precision == DType.FLOAT32 ? CUBE_ROOT_F32 : CUBE_ROOT_F64;
    return numeric(
        f, x, value -> Math.scalb(1.0, Math.getExponent(root * Math.max(Math.abs(value), 1))));
  }

  /// The numerical gradient alone: for each element `(f(x+h) − f(x−h)) / 2h`, nothing more.
  ///
  /// @param f a scalar function
  /// @param x where to take it
  /// @param h the step
  /// @param <A> the type of the argument
  /// @return a tree of the form of `x`; zero for i32 and bool
  /// @throws IllegalArgumentException if the step is not a positive number, if the function is not
  ///   scalar, or as for [#at]
  public static <A> A numeric(Function<A, Tensor> f, A x, double h) {
    if (!(h > 0 && h < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "numeric gradient with step " + h + ": it must be positive");
    }
    return numeric(f, x, _ -> h);
  }

  private static <A> A numeric(Function<A, Tensor> f, A x, DoubleUnaryOperator step) {
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
