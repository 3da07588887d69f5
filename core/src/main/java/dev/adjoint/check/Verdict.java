package dev.adjoint.check;

/// What a comparison of an analytic with a numerical derivative says; in order of severity.
public enum Verdict {
  /// They agree within the tolerance.
  OK,
  /// They do not agree, or agree by luck, but the numerical one cannot be trusted: a kink, a jump,
  /// too much rounding, or values that are not finite.
  NOISY,
  /// The numerical one can be trusted, and the analytic one is not it.
  WRONG
}
