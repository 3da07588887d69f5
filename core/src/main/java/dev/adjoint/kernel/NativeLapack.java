package dev.adjoint.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import com.google.common.base.Suppliers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.function.Supplier;

/// The LAPACK that comes with OpenBLAS, by way of the foreign function interface.
///
/// Unlike matrix products, which are cut into short calls on the arrays in place, a decomposition
/// is one long call. So it works on copies outside the heap: they are nothing beside the work, and
/// garbage is collected meanwhile.
final class NativeLapack implements Lapack {
  /// Smaller matrices are left to Java, whose calls cost nothing.
  static final int LEAST = 48;

  private static final int BY_COLUMNS = 102;
  private static final byte LOWER = 'L';
  private static final byte VECTORS = 'V';
  private static final byte REDUCED = 'S';

  private static final Supplier<Lapack> SHARED = Suppliers.memoize(NativeLapack::choose);

  private final MethodHandle potrf;
  private final MethodHandle getrf;
  private final MethodHandle trsm;
  private final MethodHandle geqrf;
  private final MethodHandle orgqr;
  private final MethodHandle syevd;
  private final MethodHandle gesdd;

  NativeLapack(SymbolLookup library) {
    potrf = handle(library, "LAPACKE_dpotrf", "icipi");
    getrf = handle(library, "LAPACKE_dgetrf", "iiipip");
    geqrf = handle(library, "LAPACKE_dgeqrf", "iiipip");
    orgqr = handle(library, "LAPACKE_dorgqr", "iiiipip");
    syevd = handle(library, "LAPACKE_dsyevd", "iccipip");
    gesdd = handle(library, "LAPACKE_dgesdd", "iciipippipi");
    var solve = FunctionDescriptor.ofVoid(layouts("iiiiiiidpipi"));
    trsm = OpenBlas.handle(Linker.nativeLinker(), library, "cblas_dtrsm", solve);
  }

  /// A function that returns an int; its arguments are named by letters.
  private static MethodHandle handle(SymbolLookup library, String name, String arguments) {
    var type = FunctionDescriptor.of(JAVA_INT, layouts(arguments));
    return OpenBlas.handle(Linker.nativeLinker(), library, name, type);
  }

  private static MemoryLayout[] layouts(String arguments) {
    return arguments.chars().mapToObj(NativeLapack::layout).toArray(MemoryLayout[]::new);
  }

  private static MemoryLayout layout(int letter) {
    return switch (letter) {
      case 'i' -> JAVA_INT;
      case 'c' -> JAVA_BYTE;
      case 'd' -> JAVA_DOUBLE;
      case 'p' -> ADDRESS;
      default -> throw new IllegalArgumentException("no type is named " + (char) letter);
    };
  }

  /// The shared instance, or Java's where there is no library.
  static Lapack orJava() {
    return SHARED.get();
  }

  private static Lapack choose() {
    return Kernels.isOn("adjoint.blas")
        ? OpenBlas.library().<Lapack>map(NativeLapack::new).orElse(JavaLapack.INSTANCE)
        : JavaLapack.INSTANCE;
  }

  @Override
  public String name() {
    return "openblas";
  }

  @Override
  public boolean cholesky(int n, double[] a) {
    if (!Columns.areFinite(a)) {
      return false;
    }
    try (var memory = new Copies()) {
      var x = memory.of(a);
      int info = call(() -> (int) potrf.invokeExact(BY_COLUMNS, LOWER, n, x, rows(n)));
      Copies.back(x, a);
      for (int j = 0; j < n; j++) {
        Arrays.fill(a, j * n, j * n + j, 0);
      }
      return info == 0;
    }
  }

  @Override
  public boolean lu(int n, double[] a, int[] pivots) {
    if (!Columns.areFinite(a)) {
      return false;
    }
    try (var memory = new Copies()) {
      var x = memory.of(a);
      var swaps = memory.ints(n);
      call(() -> (int) getrf.invokeExact(BY_COLUMNS, n, n, x, rows(n), swaps));
      Copies.back(x, a);
      Arrays.setAll(pivots, k -> swaps.getAtIndex(JAVA_INT, k) - 1);
      return true;
    }
  }

  @Override
  public void solve(Triangle triangle, int n, int k, double[] a, double[] b) {
    try (var memory = new Copies()) {
      var x = memory.of(a);
      var y = memory.of(b);
      int part = triangle.lower() ? 122 : 121;
      int order = triangle.transposed() ? 112 : 111;
      int diagonal = triangle.unit() ? 132 : 131;
      int left = 141;
      call(() -> {
        trsm.invokeExact(
            BY_COLUMNS, left, part, order, diagonal, n, k, 1.0, x, rows(n), y, rows(n));
        return 0;
      });
      Copies.back(y, b);
    }
  }

  @Override
  public boolean qr(int m, int n, double[] a, double[] r) {
    if (!Columns.areFinite(a)) {
      return false;
    }
    try (var memory = new Copies()) {
      var x = memory.of(a);
      var tau = memory.doubles(n);
      call(() -> (int) geqrf.invokeExact(BY_COLUMNS, m, n, x, rows(m), tau));
      Copies.back(x, a);
      HouseholderQr.moveUpper(m, n, a, r);
      call(() -> (int) orgqr.invokeExact(BY_COLUMNS, m, n, n, x, rows(m), tau));
      Copies.back(x, a);
    }
    HouseholderQr.makePositive(m, n, a, r);
    return true;
  }

  @Override
  public boolean eigh(int n, double[] a, double[] w) {
    if (!Columns.areFinite(a)) {
      return false;
    }
    try (var memory = new Copies()) {
      var x = memory.of(a);
      var values = memory.doubles(n);
      int info =
          call(() -> (int) syevd.invokeExact(BY_COLUMNS, VECTORS, LOWER, n, x, rows(n), values));
      Copies.back(x, a);
      Copies.back(values, w);
      TridiagonalEigh.sort(n, a, w);
      return info == 0;
    }
  }

  @Override
  public boolean svd(int m, int n, double[] a, double[] s, double[] v) {
    if (!Columns.areFinite(a)) {
      return false;
    }
    try (var memory = new Copies()) {
      var x = memory.of(a);
      var values = memory.doubles(n);
      var left = memory.doubles(m * n);
      var right = memory.doubles(n * n);
      int info =
          call(() ->
              (int)
                  gesdd.invokeExact(
                      BY_COLUMNS,
                      REDUCED,
                      m,
                      n,
                      x,
                      rows(m),
                      values,
                      left,
                      rows(m),
                      right,
                      rows(n)));
      Copies.back(left, a);
      Copies.back(values, s);
      Copies.back(right, v);
      transpose(n, v);
      JacobiSvd.fixSigns(m, n, a, v);
      return info == 0;
    }
  }

  private static void transpose(int n, double[] a) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < j; i++) {
        double above = a[i + j * n];
        a[i + j * n] = a[j + i * n];
        a[j + i * n] = above;
      }
    }
  }

  /// What LAPACK wants to hear of a matrix without rows.
  private static int rows(int n) {
    return Math.max(1, n);
  }

  /// A native call.
  @FunctionalInterface
  private interface Call {
    int run() throws Throwable;
  }

  private static int call(Call call) {
    try {
      int info = call.run();
      if (info < 0) {
        throw new IllegalStateException("LAPACK refuses argument " + -info);
      }
      return info;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException("a call of LAPACK failed", t);
    }
  }

  /// Memory outside the heap for one call.
  private record Copies(Arena arena) implements AutoCloseable {
    Copies() {
      this(Arena.ofConfined());
    }

    MemorySegment of(double[] a) {
      return arena.allocateFrom(JAVA_DOUBLE, a);
    }

    MemorySegment doubles(int count) {
      return arena.allocate(JAVA_DOUBLE, Math.max(1, count));
    }

    MemorySegment ints(int count) {
      return arena.allocate(JAVA_INT, Math.max(1, count));
    }

    static void back(MemorySegment from, double[] to) {
      MemorySegment.copy(from, JAVA_DOUBLE, 0, to, 0, to.length);
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
