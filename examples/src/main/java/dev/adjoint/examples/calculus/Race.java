package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.valueAndGrad;

import dev.adjoint.graph.Tensor;
import java.time.Duration;
import java.util.function.Function;

/// A function and its derivative, both compiled, to be timed side by side.
///
/// @param what what the derivative is
/// @param function computes the function
/// @param derivative computes the derivative
public record Race(String what, Runnable function, Runnable derivative) {
  private static final int FEWEST = 5;

  /// {@return a function against its value and gradient}
  ///
  /// @param f the function
  /// @param x where to take both
  static <A> Race of(Function<A, Tensor> f, A x) {
    return of("value and gradient", f, valueAndGrad(f), x);
  }

  /// {@return a function against a derivative}
  ///
  /// @param what what the derivative is
  /// @param f the function
  /// @param df the derivative
  /// @param x where to take both
  static <A> Race of(String what, Function<A, ?> f, Function<A, ?> df, A x) {
    return new Race(what, call(f, x), call(df, x));
  }

  @SuppressWarnings("ReturnValueIgnored") // only the time matters
  private static <A, B> Runnable call(Function<A, B> f, A x) {
    A at = eval(x);
    Function<A, B> compiled = compile(f);
    return () -> compiled.apply(at);
  }

  /// {@return the shortest times of many runs, one of the function after one of the derivative}
  ///
  /// @param warmUp how long to run both before
  /// @param measurement how long to run both; each runs a few times even if that takes longer
  public Times run(Duration warmUp, Duration measurement) {
    rounds(warmUp, 1);
    return rounds(measurement, FEWEST);
  }

  private Times rounds(Duration time, int fewest) {
    long end = System.nanoTime() + time.toNanos();
    Times best = new Times(Long.MAX_VALUE, Long.MAX_VALUE);
    for (int round = 0; round < fewest || System.nanoTime() < end; round++) {
      best = best.or(new Times(time(function), time(derivative)));
    }
    return best;
  }

  private static long time(Runnable runnable) {
    long start = System.nanoTime();
    runnable.run();
    return System.nanoTime() - start;
  }

  /// How long a function and its derivative took, in nanoseconds.
  ///
  /// @param function that of the function
  /// @param derivative that of the derivative
  public record Times(long function, long derivative) {
    private Times or(Times that) {
      return new Times(Math.min(function, that.function), Math.min(derivative, that.derivative));
    }

    /// {@return how often the function fits into its derivative}
    public double ratio() {
      return (double) derivative / function;
    }
  }
}
