package dev.adjoint;

import java.util.function.Function;

/// A function that a transformation made, such as a gradient.
///
/// A derivative is taken by fresh variables, in whose place the arguments are put afterwards: the
/// function may have captured them. Variables that were made for this very call it cannot have
/// captured; it is differentiated by them as they are, and nothing is copied.
///
/// @param <A> the type of the argument
/// @param <B> the type of the result
@FunctionalInterface
interface Transformed<A, B> extends Function<A, B> {
  /// {@return the value of the function}
  ///
  /// @param x the argument
  /// @param fresh whether its tensors are variables that were made for this call
  B apply(A x, boolean fresh);

  @Override
  default B apply(A x) {
    return apply(x, false);
  }

  /// {@return the value of any function at variables that were made for this call}
  static <A, B> B atFresh(Function<A, B> f, A x) {
    return f instanceof Transformed<A, B> transformed ? transformed.apply(x, true) : f.apply(x);
  }
}
