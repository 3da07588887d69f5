package dev.adjoint;

import java.util.function.Supplier;

/// A function that is being written down as a graph. What is built inside of an inner one, of
/// `checkpoint`, `cond` or `vmap`, leaves it as its result alone: code that takes note of formulas
/// on the way tells by their scopes which it may use.
///
/// ```java
/// Scope before = Scope.current();
/// grad((Tensor x) -> f.apply(x, Scope.current() == before)).apply(x);   // f is given false
/// ```
public final class Scope {
  private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();
  private static final Scope NONE = new Scope();

  private Scope() {}

  /// {@return the scope of the innermost function that is being written down; outside of all there
  /// is one, too. Compared by identity}
  public static Scope current() {
    return CURRENT.orElse(NONE);
  }

  /// Runs a function in a scope of its own.
  static <T> T inside(Supplier<T> function) {
    return ScopedValue.where(CURRENT, new Scope()).call(function::get);
  }
}
