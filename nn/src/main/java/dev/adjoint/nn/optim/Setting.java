package dev.adjoint.nn.optim;

/// Checks of an optimiser's settings.
final class Setting {
  private Setting() {}

  static void finite(String optimizer, String name, double value) {
    check(Double.isFinite(value), optimizer, name, value, "a finite number");
  }

  static void number(String optimizer, String name, double value) {
    check(!Double.isNaN(value), optimizer, name, value, "a number");
  }

  static void fraction(String optimizer, String name, double value) {
    check(value >= 0 && value < 1, optimizer, name, value, "in [0, 1)");
  }

  /// Neither 0 nor 1.
  static void proper(String optimizer, String name, double value) {
    check(value > 0 && value < 1, optimizer, name, value, "above 0 and below 1");
  }

  static void part(String optimizer, String name, double value) {
    check(value >= 0 && value <= 1, optimizer, name, value, "in [0, 1]");
  }

  static void notNegative(String optimizer, String name, double value) {
    check(value >= 0 && Double.isFinite(value), optimizer, name, value, "finite and not negative");
  }

  static void positive(String optimizer, String name, double value) {
    check(value > 0 && Double.isFinite(value), optimizer, name, value, "finite and above 0");
  }

  static void atLeast(int least, String optimizer, String name, int value) {
    check(value >= least, optimizer, name, value, "at least " + least);
  }

  /// A setting is a `Double` or an `Integer`, and printed as such.
  private static void check(
      boolean holds, String optimizer, String name, Number value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s with %s %s: it must be %s".formatted(optimizer, name, value, wanted));
    }
  }
}
