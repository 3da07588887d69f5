package dev.adjoint;

/// The two directions of differentiation.
public enum Mode {
  /// From tangents of the argument to tangents of the value: one column of the Jacobian at a time.
  FORWARD,
  /// From cotangents of the value to cotangents of the argument: one row at a time.
  REVERSE
}
