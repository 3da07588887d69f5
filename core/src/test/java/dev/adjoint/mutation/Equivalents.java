package dev.adjoint.mutation;

import java.util.Map;

/// The mutants that no test can catch, as they change nothing: each with the reason.
final class Equivalents {
  /// By the mutants' names.
  static final Map<String, String> REASONS = Map.ofEntries();

  private Equivalents() {}
}
