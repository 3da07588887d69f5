package dev.adjoint;

/// A pullback of one's own: `(x, y, ȳ) ↦ x̄`.
///
/// @param <A> the type of the argument
/// @param <B> the type of the value
@FunctionalInterface
public interface Pullback<A, B> {
  /// The cotangent of the argument; linear in that of the value.
  ///
  /// @param x the argument
  /// @param y the value there
  /// @param yBar the cotangent of the value
  /// @return the cotangent of the argument, of its form; what stands for integers is not read
  A pull(A x, B y, B yBar);
}
