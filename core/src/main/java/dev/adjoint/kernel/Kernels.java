package dev.adjoint.kernel;

/// The set of inner loops that a program runs on.
///
/// @param loops the elementwise loops and folds
/// @param gemm the matrix product
/// @param workers the threads that large steps are split over
public record Kernels(Loops loops, Gemm gemm, Workers workers) {
  /// The fastest set that this machine and its flags allow, chosen once. System properties
  /// `adjoint.vector=false` and `adjoint.blas=false` leave the Vector API and a native BLAS out.
  public static Kernels best() {
    return Best.KERNELS;
  }

  /// The fastest set without native code.
  public static Kernels withoutBlas() {
    return withoutBlas(Workers.shared());
  }

  /// Plain Java alone.
  public static Kernels scalar() {
    return scalar(Workers.shared());
  }

  static Kernels withoutBlas(Workers workers) {
    return hasVectors()
        ? new Kernels(new VectorLoops(), new VectorGemm(workers), workers)
        : scalar(workers);
  }

  static Kernels scalar(Workers workers) {
    return new Kernels(new ScalarLoops(), new ScalarGemm(workers), workers);
  }

  /// Whether the JVM was started with `--add-modules jdk.incubator.vector`. Without it no class of
  /// the Vector API may be touched, so that the classes named Vector… are loaded only after this.
  static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && !System.getProperty("adjoint.vector", "true").equals("false");
  }

  @Override
  public String toString() {
    return "%s loops, %s matmul, %s".formatted(loops.name(), gemm.name(), workers);
  }

  private static final class Best {
    static final Kernels KERNELS = withoutBlas();
  }
}
