package dev.adjoint.nn.train;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What was measured after each epoch of a training. A value: an epoch more gives another history,
/// which shares what both have in common.
///
/// ```java
/// double[] accuracies = history.values("accuracy");
/// IO.println(history);                              // a table, a line for each epoch
/// ```
public final class History {
  /// The name of the mean loss of an epoch's batches, which is always measured.
  public static final String LOSS = "loss";

  /// What was measured after one epoch.
  ///
  /// @param number of the epoch, from 1
  /// @param steps made until its end
  /// @param values by their names, [#LOSS] first; in the order in which they were measured
  public record Epoch(int number, long steps, Map<String, Double> values) {
    /// Keeps a copy of the values.
    public Epoch {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// {@return a value}
    ///
    /// @param name its name
    /// @throws IllegalArgumentException if nothing of that name was measured
    public double value(String name) {
      Double value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "epoch %d has no \"%s\"; measured were %s".formatted(number, name, values.keySet()));
      }
      return value;
    }
  }

  private final Vector<Epoch> epochs;

  private History(Vector<Epoch> epochs) {
    this.epochs = epochs;
  }

  /// {@return the history before the first epoch}
  public static History empty() {
    return new History(Vector.empty());
  }

  /// {@return the history with an epoch more}
  ///
  /// @param epoch the epoch
  public History plus(Epoch epoch) {
    return new History(epochs.append(epoch));
  }

  /// {@return the epochs, first to last}
  public List<Epoch> epochs() {
    return epochs.asJava();
  }

  /// {@return the number of epochs}
  public int size() {
    return epochs.size();
  }

  /// {@return the last epoch, if there is one}
  public Optional<Epoch> last() {
    return epochs.lastOption().toJavaOptional();
  }

  /// {@return one value of each epoch}
  ///
  /// @param name its name
  /// @throws IllegalArgumentException if nothing of that name was measured
  public double[] values(String name) {
    return epochs.toJavaStream().mapToDouble(epoch -> epoch.value(name)).toArray();
  }

  /// {@return the epoch of the best value, of equal ones the first; NaN is never best}
  ///
  /// @param name the name of the value
  /// @param goal which value is better
  /// @throws IllegalArgumentException if nothing of that name was measured
  public Optional<Epoch> best(String name, Goal goal) {
    Optional<Epoch> best = Optional.empty();
    for (Epoch epoch : epochs) {
      double value = epoch.value(name);
      if (best.map(b -> goal.isBetter(value, b.value(name))).orElse(!Double.isNaN(value))) {
        best = Optional.of(epoch);
      }
    }
    return best;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof History history && epochs.equals(history.epochs);
  }

  @Override
  public int hashCode() {
    return epochs.hashCode();
  }

  /// {@return a table: a line of names, then one for each epoch}
  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    epochs.headOption().forEach(epoch -> lines.add(header(epoch)));
    epochs.forEach(epoch -> lines.add(row(epoch)));
    return String.join("\n", lines);
  }

  static String header(Epoch epoch) {
    var line = new StringBuilder("epoch");
    epoch.values().keySet().forEach(name -> line.append("  ").append(padded(name, name)));
    return line.toString();
  }

  static String row(Epoch epoch) {
    var line = new StringBuilder("%5d".formatted(epoch.number()));
    epoch
        .values()
        .forEach((name, value) ->
            line.append("  ").append(padded(String.format(Locale.ROOT, "%.4g", value), name)));
    return line.toString();
  }

  private static String padded(String text, String title) {
    return " ".repeat(Math.max(0, Math.max(9, title.length()) - text.length())) + text;
  }
}
