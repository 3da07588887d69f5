package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.graph.Tensor;
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
  private final Function<A, ?> f;
  private final Settings settings;

  private GradientCheck(Function<A, ?> f, Settings settings) {
    this.f = f;
    this.settings = settings;
  }

  /// {@return a check of a function's gradient: order 1, tolerance 1e-6 (1e-3 where it computes in
  /// f32), four directions}
  ///
  /// @param f the function
  /// @param <A> the type of the argument
  public static <A> GradientCheck<A> of(Function<A, ?> f) {
    return new GradientCheck<>(f, Settings.USUAL);
  }

  /// Asserts in one line that a function's gradient is right, to order 2 and linear in the
  /// cotangent; for points chosen by hand.
  ///
  /// @param f the function
  /// @param x where
  /// @param <A> the type of the argument
  /// @throws AssertionError with the report, if it is not, or cannot be told
  public static <A> void assertGradient(Function<A, ?> f, A x) {
    of(f).order(2).with(Aspect.LINEARITY).at(x).orThrow();
  }

  /// Asserts in one line that a function's gradient is not wrong; for points drawn by a property
  /// (jqwik shrinks them), which may come near a kink where nothing can be told.
  ///
  /// @param f the function
  /// @param x where
  /// @param <A> the type of the argument
  /// @throws AssertionError with the report, if it is
  public static <A> void assertNotWrong(Function<A, ?> f, A x) {
    of(f).order(2).with(Aspect.LINEARITY).at(x).orThrowIfWrong();
  }

  /// {@return the same check to some order}
  ///
  /// @param order 1 for the gradient, 2 for the gradient of the gradient too
  /// @throws IllegalArgumentException if it is another
  public GradientCheck<A> order(int order) {
    return new GradientCheck<>(f, settings.withOrder(order));
  }

  /// {@return the same check that looks at more}
  ///
  /// @param aspects what else to look at
  public GradientCheck<A> with(Aspect... aspects) {
    return new GradientCheck<>(f, settings.withAspects(aspects));
  }

  /// {@return the same check with another tolerance}
  ///
  /// @param tolerance the relative error allowed, between 0 and 1
  /// @throws IllegalArgumentException if it is out of range
  public GradientCheck<A> tolerance(double tolerance) {
    return new GradientCheck<>(f, settings.withTolerance(tolerance));
  }

  /// {@return the same check with another step}
  ///
  /// @param step the step of differences, relative to `max(|x|, 1)`; `∛ulp` unless set: 6e-6, or
  ///   5e-3 where the function computes in f32
  /// @throws IllegalArgumentException if it is not between 0 and 1
  public GradientCheck<A> step(double step) {
    return new GradientCheck<>(f, settings.withStep(step));
  }

  /// {@return the same check along another number of random directions}
  ///
  /// @param directions how many
  /// @throws IllegalArgumentException if it is not positive
  public GradientCheck<A> directions(int directions) {
    return new GradientCheck<>(f, settings.withDirections(directions));
  }

  /// {@return the same check of other elements: at most so many of each input, drawn at random}
  ///
  /// @param elements how many; 1000 unless set. The directions always mix all
  /// @throws IllegalArgumentException if it is not positive
  public GradientCheck<A> elements(int elements) {
    return new GradientCheck<>(f, settings.withElements(elements));
  }

  /// Checks the gradient at a point. If it is wrong, every op is checked on its own to find the one
  /// at fault.
  ///
  /// @param x a tensor or tree of constants; tensors of i32 and bool stay as they are
  /// @return what was found
  /// @throws IllegalArgumentException if neither `x` nor the function's value has an f32 or f64
  ///   element, or if `x` has a free variable
  public GradientReport at(A x) {
    var examination = new Examination<>(Subject.of(f, Point.of(x), settings));
    GradientReport report = examination.report();
    return report.verdict() == Verdict.WRONG
        ? report.with(examination.localise(report.worst().aspect()))
        : report;
  }

  /// Checks the gradient at random points, of growing size, until it is wrong at one; then looks
  /// for a smaller and plainer point where it is. Points at which nothing can be told are counted.
  ///
  /// ```java
  /// GradientCheck.of(f).forAll(Inputs.sized(n -> Tensor.zeros(TensorType.f64(n, 2)))).orThrow();
  /// ```
  ///
  /// @param inputs where points come from; always the same for the same inputs
  /// @return what was found
  /// @throws IllegalArgumentException as for [#at]
  public Search<A> forAll(Inputs<A> inputs) {
    return Search.of(this, inputs);
  }

  /// The verdict alone, without the search for the op at fault.
  Verdict verdict(A x) {
    return new Examination<>(Subject.of(f, Point.of(x), settings)).report().verdict();
  }

  /// The Taylor test of a whole program along one random direction: what remains of `f(x+hv) −
  /// f(x)` without the terms of the gradient and of the Hessian must shrink like `h²` and `h³`.
  /// Slopes are fitted over steps whose remainder is above the noise.
  ///
  /// @param x a tensor or tree of constants
  /// @return the table
  /// @throws IllegalArgumentException as for [#at]
  public TaylorReport taylor(A x) {
    return new Taylor(Subject.of(f, Point.of(x), settings)).report();
  }

  /// The numerical gradient alone, with the usual steps: for each element `(f(x+h) − f(x−h)) / 2h`,
  /// where `h` is about `∛ulp · max(|x|, 1)`, rounded to a power of 2 so that `x ± h` is mostly
  /// exact. The ulp is that of f64, unless something is computed in f32; arguments of f32 that are
  /// taken to f64 first are exact.
  ///
  /// @param f a scalar function
  /// @param x where to take it
  /// @param <A> the type of the argument
  /// @return a tree of the form of `x`; zero for i32 and bool
  /// @throws IllegalArgumentException if the function is not scalar, or as for [#at]
  public static <A> A numeric(Function<A, Tensor> f, A x) {
    double root = Precision.ofValues(Adjoint.trace(f, x)).step();
    return NumericGradient.of(
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
    return NumericGradient.of(f, x, _ -> h);
  }
}
