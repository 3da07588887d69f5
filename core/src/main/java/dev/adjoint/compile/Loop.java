package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.kernel.TileLoop;
import dev.adjoint.kernel.Workers;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Fused elementwise ops and reductions: one pass over the elements of a shape, tile by tile.
///
/// @param number the number of this loop in its program
/// @param shape the shape that is passed over, in row-major order
/// @param tile the number of elements of a tile
/// @param registers where operands are
/// @param tiles the dtype of each tile of scratch memory
/// @param code the instructions of a tile
/// @param folds the reductions
/// @param reads the slots it reads
/// @param writes the slots it writes
/// @param workers who share a large loop
/// @param heat how much it has worked, and what was made faster for it
record Loop(
    int number,
    Shape shape,
    int tile,
    List<Register> registers,
    List<DType> tiles,
    List<Instruction> code,
    List<Folding> folds,
    List<Slot> reads,
    List<Slot> writes,
    Workers workers,
    Heat heat)
    implements Step {
  /// The elements times ops of a share, some 2 µs of work, a few times what it costs to hand one
  /// over; loops of less than two stay on the caller's thread.
  static final int SHARE = 1 << 13;

  /// Loops of less are not worth a thread's waking.
  private static final int BRIEF = 5 * SHARE;

  /// An op on a tile: an elementwise one, the fold of its rows, the repetition of a value along
  /// each row.
  ///
  /// @param op the op, for the listing
  /// @param loop what runs
  /// @param a the register of the first operand
  /// @param b the register of the second operand
  /// @param c the register of the third operand
  /// @param y the register of the result
  /// @param per for how many elements of the loop it is done once
  record Instruction(Op op, TileLoop loop, int a, int b, int c, int y, int per) {}

  /// A reduction of a register.
  ///
  /// @param op the op, for the listing
  /// @param fold what runs
  /// @param x the register to fold
  /// @param target which accumulator each element belongs to
  /// @param slot where the result goes
  /// @param per how many elements of the loop have one element in the register
  record Folding(Reduction op, Fold fold, int x, Strided target, Slot slot, int per) {}

  @Override
  public void run(Frame frame) {
    frame.of(this).run();
  }

  /// {@return in how many shares the elements are cut, each with accumulators of its own; a matter
  /// of the loop alone, so that sums do not depend on who runs it. An even number, so that two
  /// threads end together}
  int shares() {
    long accumulators = folds.stream().mapToLong(f -> f.slot().type().count()).sum();
    long few = accumulators == 0 ? Workers.MOST_TASKS : shape.count() / (4 * accumulators);
    int shares =
        (int) Math.min(Math.min(work() / SHARE, few), Math.min(tileCount(), Workers.MOST_TASKS));
    return Math.max(1, shares - shares % 2);
  }

  /// {@return whether all shares together take less time than to wake a thread}
  boolean isBrief() {
    return work() < BRIEF;
  }

  private long work() {
    return (long) shape.count() * (code.size() + folds.size());
  }

  private long tileCount() {
    return (shape.count() - 1L) / tile + 1;
  }

  /// {@return where a share begins, at the start of a tile}
  int start(int share, int shares) {
    return (int) Math.min(share * tileCount() / shares * tile, shape.count());
  }

  @Override
  public Map<Slot, Slot> overwrites(Predicate<Slot> dies) {
    return new InPlace(this, dies).pairs();
  }
}
