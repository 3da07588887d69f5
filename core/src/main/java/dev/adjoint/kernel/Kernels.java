package dev.adjoint.kernel;

import com.google.common.base.Suppliers;
import java.util.Optional;
import java.util.function.Supplier;

/// The set of inner loops that a program runs on.
///
/// @param loops the elementwise loops and folds
/// @param gemm the matrix product
/// @param convolver the convolutions
/// @param workers the threads that large steps are split over
public record Kernels(Loops loops, Gemm gemm, Convolver convolver, Workers workers) {
  /// From this many multiply–adds on OpenBLAS is faster than plain Java.
  private static final long SMALL = 10_000;

  /// From this many on it is faster than vectors of 256 bits or fewer.
  private static final long LARGE = 1 << 20;

  /// No static initializer, which would wrap what [Workers#shared] has to say into an error.
  private static final Supplier<Kernels> BEST = Suppliers.memoize(() -> best(Workers.shared()));

  /// The fastest set that this machine and its flags allow, chosen once. System properties
  /// `adjoint.vector=false` and `adjoint.blas=false` leave the Vector API and a native BLAS out;
  /// `adjoint.fuse=false` generates no classes for hot loops.
  public static Kernels best() {
    return BEST.get();
  }

  /// The same with workers of one's own, chosen again at each call.
  public static Kernels best(Workers workers) {
    return withoutBlas(workers).withBlas();
  }

  /// The fastest set without native code.
  public static Kernels withoutBlas() {
    return withoutBlas(Workers.shared());
  }

  /// Plain Java alone.
  public static Kernels scalar() {
    return scalar(Workers.shared());
  }

  /// The fastest set without native code, with workers of one's own.
  public static Kernels withoutBlas(Workers workers) {
    return hasVectors()
        ? new Kernels(
            new VectorLoops(),
            new VectorGemm(workers),
            new Convolver(new VectorFloatTables(), new VectorDoubleTables(), workers),
            workers)
        : scalar(workers);
  }

  /// Plain Java alone, with workers of one's own.
  public static Kernels scalar(Workers workers) {
    return new Kernels(
        new ScalarLoops(),
        new ScalarGemm(workers),
        new Convolver(new ScalarFloatTables(), new ScalarDoubleTables(), workers),
        workers);
  }

  /// With OpenBLAS where it is there and faster than what these kernels have.
  private Kernels withBlas() {
    if (!isOn("adjoint.blas") || hasWideVectors()) {
      return this;
    }
    long least = hasVectors() ? LARGE : SMALL;
    Optional<OpenBlas> blas = OpenBlas.load();
    return blas.map(
            b -> new Kernels(loops, new BlasGemm(b, gemm, least, workers), convolver, workers))
        .orElse(this);
  }

  /// Whether the JVM was started with `--add-modules jdk.incubator.vector`. Without it no class of
  /// the Vector API may be touched, so that the classes named Vector… are loaded only after this.
  static boolean hasVectors() {
    return isOn("adjoint.vector")
        && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  private static boolean hasWideVectors() {
    return hasVectors() && VectorGemm.isWide();
  }

  static boolean isOn(String property) {
    return !System.getProperty(property, "true").equals("false");
  }

  @Override
  public String toString() {
    return "%s loops, %s matmul, %s".formatted(loops.name(), gemm.name(), workers);
  }
}
