package dev.adjoint.compile;

import java.util.List;

/// What the runs of a program took.
///
/// @param steps its steps, in their order
/// @param seconds a run within which the clock was not read, the median
/// @param runs how many runs of each kind there were
public record Timing(List<OfStep> steps, double seconds, int runs) {
  /// A step.
  ///
  /// @param what its line in the listing; a loop with the ops that are fused in it
  /// @param seconds what it took, the median
  /// @param flops the floating-point operations of a product or a convolution, 0 for others
  /// @param bytes the sizes of all that it reads and writes
  public record OfStep(String what, double seconds, double flops, long bytes) {}
}
