package dev.adjoint.compile;

import dev.adjoint.array.TensorType;

/// How long a piece of memory is in use: by one slot, or by one after another.
///
/// @param type what it holds
/// @param first the step that writes it
/// @param last the last step that reads or writes it
record Lifetime(TensorType type, int first, int last) {
  /// {@return how many elements of an array it takes}
  int size() {
    return Holes.lines(type.count());
  }

  /// {@return its size times the steps of its life}
  long area() {
    return (long) size() * (last - first + 1);
  }

  /// {@return whether both are alive at some step}
  boolean meets(Lifetime that) {
    return first <= that.last && that.first <= last;
  }
}
