package dev.adjoint.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import com.google.common.base.Suppliers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// OpenBLAS by way of the foreign function interface, on heap arrays in place.
///
/// A call is *critical*: the JVM neither copies the arrays nor moves them, and collects no garbage
/// until it returns. So calls are kept short: a large product is cut into blocks first.
final class OpenBlas {
  private static final int ROW_MAJOR = 101;
  private static final int AS_IS = 111;
  private static final int TRANSPOSED = 112;

  private static final Supplier<Optional<SymbolLookup>> LIBRARY = Suppliers.memoize(OpenBlas::open);

  private final MethodHandle sgemm;
  private final MethodHandle dgemm;

  private OpenBlas(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    sgemm = critical(linker, library, "cblas_sgemm", JAVA_FLOAT);
    dgemm = critical(linker, library, "cblas_dgemm", JAVA_DOUBLE);
  }

  /// The matrix products, where the library is there.
  static Optional<OpenBlas> load() {
    return library().map(OpenBlas::new);
  }

  /// The library with one thread to a call, where its jar for this platform is on the class path
  /// and it works; unpacked once.
  static Optional<SymbolLookup> library() {
    return LIBRARY.get();
  }

  private static Optional<SymbolLookup> open() {
    Logger logger = System.getLogger(OpenBlas.class.getName());
    try {
      Optional<Path> file = OpenBlasFiles.unpack();
      if (file.isEmpty()) {
        logger.log(Level.DEBUG, "no OpenBLAS on the class path: linear algebra is done in Java");
        return Optional.empty();
      }
      return Optional.of(open(file.get()));
    } catch (Throwable broken) {
      logger.log(
          Level.WARNING, "OpenBLAS can't be used, linear algebra is done in Java: " + broken);
      return Optional.empty();
    }
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup open(Path file) throws Throwable {
    SymbolLookup library = SymbolLookup.libraryLookup(file, Arena.global());
    var threads = FunctionDescriptor.ofVoid(JAVA_INT);
    handle(Linker.nativeLinker(), library, "openblas_set_num_threads", threads).invokeExact(1);
    return library;
  }

  @SuppressWarnings("restricted")
  static MethodHandle handle(
      Linker linker,
      SymbolLookup library,
      String name,
      FunctionDescriptor type,
      Linker.Option... options) {
    return linker.downcallHandle(library.findOrThrow(name), type, options);
  }

  private static MethodHandle critical(
      Linker linker, SymbolLookup library, String name, MemoryLayout number) {
    var type =
        FunctionDescriptor.ofVoid(
            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, number, ADDRESS, JAVA_INT,
            ADDRESS, JAVA_INT, number, ADDRESS, JAVA_INT);
    return handle(linker, library, name, type, Linker.Option.critical(true));
  }

  /// Whether BLAS can express the product: every operand has a unit stride, and rows (or columns)
  /// that don't overlap.
  static boolean canTake(MatrixProduct<?> p) {
    return canRead(p.a(), p.m(), p.k()) && canRead(p.b(), p.k(), p.n()) && p.y().row() >= p.n();
  }

  private static boolean canRead(Matrix<?> a, int rows, int columns) {
    return isByRows(a, columns) || (a.row() == 1 && a.column() >= rows);
  }

  private static boolean isByRows(Matrix<?> a, int columns) {
    return a.column() == 1 && a.row() >= columns;
  }

  private static int order(Matrix<?> a, int columns) {
    return isByRows(a, columns) ? AS_IS : TRANSPOSED;
  }

  private static int leading(Matrix<?> a, int columns) {
    return isByRows(a, columns) ? a.row() : a.column();
  }

  /// The product in f32; it is one that [#canTake] takes.
  void sgemm(MatrixProduct<float[]> p) {
    int m = p.m();
    int n = p.n();
    int k = p.k();
    Matrix<float[]> a = p.a();
    Matrix<float[]> b = p.b();
    Matrix<float[]> y = p.y();
    float beta = p.accumulate() ? 1f : 0f;
    try {
      sgemm.invokeExact(
          ROW_MAJOR,
          order(a, k),
          order(b, n),
          m,
          n,
          k,
          1f,
          segment(a, m, k),
          leading(a, k),
          segment(b, k, n),
          leading(b, n),
          beta,
          segment(y, m, n),
          y.row());
    } catch (Throwable t) {
      throw new IllegalStateException("cblas_sgemm failed", t);
    }
  }

  /// What the matrix spans of its array; throws where it reaches beyond.
  private static MemorySegment segment(Matrix<float[]> a, int rows, int columns) {
    int size = a.index(rows - 1, columns - 1) + 1 - a.offset();
    return MemorySegment.ofArray(a.array()).asSlice(4L * a.offset(), 4L * size);
  }

  /// The product in f64; it is one that [#canTake] takes.
  void dgemm(MatrixProduct<double[]> p) {
    int m = p.m();
    int n = p.n();
    int k = p.k();
    Matrix<double[]> a = p.a();
    Matrix<double[]> b = p.b();
    Matrix<double[]> y = p.y();
    double beta = p.accumulate() ? 1.0 : 0.0;
    try {
      dgemm.invokeExact(
          ROW_MAJOR,
          order(a, k),
          order(b, n),
          m,
          n,
          k,
          1.0,
          segment64(a, m, k),
          leading(a, k),
          segment64(b, k, n),
          leading(b, n),
          beta,
          segment64(y, m, n),
          y.row());
    } catch (Throwable t) {
      throw new IllegalStateException("cblas_dgemm failed", t);
    }
  }

  private static MemorySegment segment64(Matrix<double[]> a, int rows, int columns) {
    int size = a.index(rows - 1, columns - 1) + 1 - a.offset();
    return MemorySegment.ofArray(a.array()).asSlice(8L * a.offset(), 8L * size);
  }
}
