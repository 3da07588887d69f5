package dev.adjoint.nn.train;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// When a training has seen enough epochs. Asked after each, of the history alone, so that a
/// training that is resumed stops where it would have stopped.
@FunctionalInterface
public interface Stopping {
  /// {@return whether to stop}
  ///
  /// @param history what was measured so far; at least one epoch
  boolean isDue(History history);

  /// {@return the measures that it asks for; that there are such is checked before a training
  /// starts, and of a lambda, which does not say, after the first epoch}
  default Set<String> measures() {
    return Set.of();
  }

  private static Stopping by(String name, Predicate<History> due) {
    return new Stopping() {
      @Override
      public boolean isDue(History history) {
        return due.test(history);
      }

      @Override
      public Set<String> measures() {
        return Set.of(name);
      }
    };
  }

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
    return by(
        name,
        history ->
            history
                .best(name, goal)
                .map(best -> history.size() - position(history, best) >= epochs)
                .orElse(history.size() >= epochs));
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
  /// @throws IllegalArgumentException if the value is NaN, which nothing reaches
  static Stopping target(String name, Goal goal, double target) {
    if (Double.isNaN(target)) {
      throw new IllegalArgumentException("stopping when %s is NaN: wants a number".formatted(name));
    }
    return by(
        name,
        history -> {
          double now = history.epochs().getLast().value(name);
          return now == target || goal.isBetter(now, target);
        });
  }

  /// {@return when this or another is due}
  ///
  /// @param other the other
  default Stopping or(Stopping other) {
    Stopping first = this;
    return new Stopping() {
      @Override
      public boolean isDue(History history) {
        return first.isDue(history) || other.isDue(history);
      }

      @Override
      public Set<String> measures() {
        return Sets.union(first.measures(), other.measures());
      }
    };
  }
}
