package dev.adjoint.nn.onnx;

import dev.adjoint.array.NDArray;
import java.util.Arrays;
import java.util.List;

/// Numbers that a model holds.
sealed interface Held {
  /// {@return the type of its elements}
  ElementType type();

  /// {@return the sizes of its axes}
  int[] sizes();

  /// An array: a parameter, or a constant of a formula.
  ///
  /// @param value the numbers
  record Numbers(NDArray value) implements Held {
    @Override
    public ElementType type() {
      return ElementType.of(value.dtype());
    }

    @Override
    public int[] sizes() {
      return value.shape().toArray();
    }

    /// Whether it is one number over and over.
    boolean isUniform() {
      for (int i = 1; i < value.count(); i++) {
        if (Double.compare(value.value(i), value.value(0)) != 0) {
          return false;
        }
      }
      return value.count() > 0;
    }

    @Override
    public String toString() {
      return value.count() == 1
          ? "%s %s".formatted(value.type(), value.value(0))
          : value.type() + "";
    }
  }

  /// A 64-bit integer, or a vector of them: a shape, axes, positions.
  ///
  /// @param values the numbers
  /// @param isScalar whether it is a number, not a vector
  record Integers(List<Long> values, boolean isScalar) implements Held {
    /// Keeps a copy.
    public Integers {
      values = List.copyOf(values);
    }

    static Integers of(long... values) {
      return new Integers(Arrays.stream(values).boxed().toList(), false);
    }

    @Override
    public ElementType type() {
      return ElementType.INT64;
    }

    @Override
    public int[] sizes() {
      return isScalar ? new int[0] : new int[] {values.size()};
    }

    @Override
    public String toString() {
      return "i64" + values;
    }
  }
}
