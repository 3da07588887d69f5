package dev.adjoint.nn.train;

import java.util.List;

/// When a training has seen enough epochs. Asked after each, of the history alone, so that a
/// training that is resumed stops where it would have stopped.
@FunctionalInterface
public interface Stopping {
  /// {@return whether to stop}
  ///
  /// @param history what was measured so far; at least one epoch
  boolean isDue(History history);

  /// {@return never}
  static Stopping never() {
    return history -> false;
  }

  /// {@return when a measure has not become better for some epochs}
  ///
  /// @param name the measure
  /// @param goal which value is better
  /// @param epochs how many epochs to wait for a better one; at least 1
  /// @throws IllegalArgumentException if there are none
  static Stopping patience(String name, Goal goal, int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "patience of %d epochs for %s: at least 1".formatted(epochs, name));
    }
    return history ->
        history
            .best(name, goal)
            .map(best -> history.size() - position(history, best) >= epochs)
            .orElse(history.size() >= epochs);
  }

  private static int position(History history, History.Epoch epoch) {
    List<History.Epoch> epochs = history.epochs();
    return epochs.indexOf(epoch) + 1;
  }

  /// {@return when a measure has reached a value}
  ///
  /// @param name the measure
  /// @param goal which value is better
  /// @param target the value, or better
  static Stopping target(String name, Goal goal, double target) {
    return history -> {
      double now = history.epochs().getLast().value(name);
      return now == target || goal.isBetter(now, target);
    };
  }

  /// {@return when this or another is due}
  ///
  /// @param other the other
  default Stopping or(Stopping other) {
    return history -> isDue(history) || other.isDue(history);
  }
}
