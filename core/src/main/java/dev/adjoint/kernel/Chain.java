package dev.adjoint.kernel;

import dev.adjoint.array.DType;

/// A function of one argument in stages, each a loop of its own over the tile: all in one loop
/// would be more than the JIT inlines (some 18,000 nodes), and what it doesn't inline allocates
/// vectors.
///
/// Stages work on registers: the argument, two arrays of scratch memory, the result. Only the last
/// stage writes the result, so it may be the argument's memory.
final class Chain implements TileLoop {
  /// The register of the argument.
  static final int X = 0;

  /// The register of the result; 1 and 2 are scratch memory.
  static final int Y = 3;

  /// `y = loop(a, b, c)` on registers.
  record Stage(TileLoop loop, int a, int b, int c, int y) {}

  private final Stage[] stages;
  private final ThreadLocal<Object[]> registers;

  Chain(DType dtype, Stage... stages) {
    this.stages = stages;
    this.registers = dtype == DType.FLOAT32 ? FLOATS : DOUBLES;
  }

  private static final ThreadLocal<Object[]> FLOATS =
      ThreadLocal.withInitial(() -> new Object[] {null, new float[0], new float[0], null});
  private static final ThreadLocal<Object[]> DOUBLES =
      ThreadLocal.withInitial(() -> new Object[] {null, new double[0], new double[0], null});

  @Override
  public void run(Object a, int i, Object b, int j, Object c, int l, Object y, int k, int n) {
    Object[] r = registers.get();
    reserve(r, n);
    r[X] = a;
    r[Y] = y;
    for (Stage s : stages) {
      int from = s.a == X ? i : 0;
      s.loop.run(
          r[s.a],
          from,
          r[s.b],
          s.b == X ? i : 0,
          r[s.c],
          s.c == X ? i : 0,
          r[s.y],
          s.y == Y ? k : 0,
          n);
    }
    r[X] = r[1];
    r[Y] = r[1];
  }

  private static void reserve(Object[] r, int n) {
    for (int s = 1; s <= 2; s++) {
      if (r[s] instanceof float[] x && x.length < n) {
        r[s] = new float[n];
      } else if (r[s] instanceof double[] x && x.length < n) {
        r[s] = new double[n];
      }
    }
  }
}
