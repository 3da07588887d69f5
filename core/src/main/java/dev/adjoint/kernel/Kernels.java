package dev.adjoint.kernel;

/// The set of inner loops that a program runs on.
///
/// @param loops the elementwise loops and folds
/// @param gemm the matrix product
/// @param workers the threads that large steps are split over
public record Kernels(Loops loops, Gemm gemm, Workers workers) {
  /// The fastest set that this machine and its flags allow, chosen once.
  public static Kernels best() {
    return Best.KERNELS;
  }

  /// Plain Java alone.
  public static Kernels scalar() {
    return scalar(Workers.shared());
  }

  /// Plain Java alone, over the given workers.
  static Kernels scalar(Workers workers) {
    return new Kernels(new ScalarLoops(), new ScalarGemm(workers), workers);
  }

  @Override
  public String toString() {
    return "%s loops, %s matmul, %s".formatted(loops.name(), gemm.name(), workers);
  }

  private static final class Best {
    static final Kernels KERNELS = scalar();
  }
}
