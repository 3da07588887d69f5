package dev.adjoint.kernel;

/// One instruction over a tile: `y[yo + i] = f(a[ao + i], b[bo + i], c[co + i])` for `0 ≤ i < n`.
///
/// The operands are heap arrays of the dtypes the loop was asked for ([dev.adjoint.array.DType]):
/// `float[]`, `double[]`, `int[]` or `boolean[]`. Operands a function doesn't use are ignored; pass
/// another one again. The output may be exactly the range of an input; ranges that overlap partly
/// are not supported. An element's result doesn't depend on its place in the tile.
@FunctionalInterface
public interface TileLoop {
  /// Runs the instruction.
  void run(Object a, int ao, Object b, int bo, Object c, int co, Object y, int yo, int n);
}
