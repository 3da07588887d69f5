package dev.adjoint.kernel;

/// A [Formula] over a tile. Values that are not outputs stay in registers of the machine.
@FunctionalInterface
public interface FusedLoop {
  /// Computes the formula for the elements `0 ≤ i < n`, where operand `k` (the inputs first, then
  /// the outputs) is `arrays[which[k]]` from `at[which[k]]`. An output may be exactly the range of
  /// an input that is not uniform, if no term after the one that makes it is the first to read that
  /// input.
  ///
  /// @param arrays the memory of registers
  /// @param at where each begins
  /// @param which the registers of the operands
  /// @param n a multiple of [Loops#step]
  void run(Object[] arrays, int[] at, int[] which, int n);
}
