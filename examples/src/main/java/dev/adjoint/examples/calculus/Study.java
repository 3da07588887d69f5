package dev.adjoint.examples.calculus;

import java.util.List;

/// A program that differentiates something, what is known of its result, and what it costs.
public interface Study {
  /// {@return what the program does, in a few words}
  String title();

  /// {@return its numbers beside what they must be}
  List<Check> checks();

  /// {@return functions against their derivatives, to be timed}
  default List<Race> races() {
    return List.of();
  }
}
