package dev.adjoint.kernel;

import dev.adjoint.array.DType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A provider of loops: [ScalarLoops] is always there, `VectorLoops` where the Vector API is.
///
/// The folds (sum, max, min) are of a contiguous range and fixed in order: the result depends on
/// the numbers alone, not on threads or offsets. A sum of f32 may round in f32 (several partial
/// sums); sums of long ranges are best taken tile by tile and added in f64 by the caller. `max` and
/// `min` give NaN if there is one, order −0 < +0, and of nothing give ∓∞ (or the extreme int).
public interface Loops {
  /// The loop of `f`, where `dtype` is that of its last operand; comparisons write `boolean[]`,
  /// everything else the dtype it reads. Empty where `f` means nothing for that dtype.
  Optional<TileLoop> loop(Elementary f, DType dtype);

  /// The loop of a function of one argument with these parameters; empty where it is no faster than
  /// the op's own scalar function.
  default Optional<TileLoop> curve(Curve f, DType dtype, double... parameters) {
    return Optional.empty();
  }

  /// If a [Formula] of `dtype` may hold `function` of operands of these dtypes, how long its code
  /// is there: one for an addition.
  default OptionalInt size(Formula.Function function, List<DType> operands, DType dtype) {
    return OptionalInt.empty();
  }

  /// A loop of its own for a formula of functions that have a [size][#size]: the same bits as the
  /// functions' loops one after the other. It is slow until the JIT has compiled it.
  default FusedLoop fuse(Formula formula) {
    throw new UnsupportedOperationException(name() + " loops are not fused");
  }

  /// Fused loops of `dtype` take multiples of so many elements.
  default int step(DType dtype) {
    return 1;
  }

  /// The loop `y = (to) a`: float to int truncates and saturates (NaN is 0), anything to bool is `a
  /// ≠ 0` (NaN is true), bool to a number is 1 or 0.
  TileLoop cast(DType from, DType to);

  float sum(float[] x, int o, int n);

  double sum(double[] x, int o, int n);

  /// The sum, which wraps like all int arithmetic.
  int sum(int[] x, int o, int n);

  float max(float[] x, int o, int n);

  double max(double[] x, int o, int n);

  int max(int[] x, int o, int n);

  float min(float[] x, int o, int n);

  double min(double[] x, int o, int n);

  int min(int[] x, int o, int n);

  /// Which loops these are, for printing.
  String name();
}
