package dev.adjoint.nn.optim;

/// Checks of an optimiser's settings.
final class Setting {
  private Setting() {}

  static void finite(String optimizer, String name, double value) {
    check(Double.isFinite(value), optimizer, name, value, "a finite number");
  }

  static void fraction(String optimizer, String name, double value) {
    check(value >= 0 && value < 1, optimizer, name, value, "in [0, 1)");
  }

  static void notNegative(String optimizer, String name, double value) {
    check(value >= 0 && Double.isFinite(value), optimizer, name, value, "finite and not negative");
  }

  static void positive(String optimizer, String name, double value) {
    check(value > 0 && Double.isFinite(value), optimizer, name, value, "above 0");
  }

  private static void check(
      boolean holds, String optimizer, String name, double value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s with %s %s: it must be %s".formatted(optimizer, name, value, wanted));
    }
  }
}
