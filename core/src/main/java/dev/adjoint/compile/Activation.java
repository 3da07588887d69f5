package dev.adjoint.compile;

/// What a step keeps in a frame from run to run: buffers that say where its tensors are, and the
/// runs of programs inside of it.
interface Activation {
  /// Computes the step.
  void run();

  /// Lets go of the memory that belongs to one run alone.
  void release();
}
