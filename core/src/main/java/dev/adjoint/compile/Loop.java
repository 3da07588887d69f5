package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Elementwise;
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
    Workers workers)
    implements Step {
  /// Loops of fewer elements stay on the caller's thread.
  private static final int LARGE = 1 << 17;

  /// The elements that one thread takes at a time, whatever the number of threads.
  private static final int SHARE = 1 << 15;

  /// An elementwise op on a tile.
  ///
  /// @param op the op, for the listing
  /// @param loop what runs
  /// @param a the register of the first operand
  /// @param b the register of the second operand
  /// @param c the register of the third operand
  /// @param y the register of the result
  record Instruction(Elementwise op, TileLoop loop, int a, int b, int c, int y) {}

  /// A reduction of a register.
  ///
  /// @param op the op, for the listing
  /// @param fold what runs
  /// @param x the register to fold
  /// @param target which accumulator each element belongs to
  /// @param slot where the result goes
  record Folding(Reduction op, Fold fold, int x, Strided target, Slot slot) {}

  @Override
  public void run(Frame frame) {
    int count = shape.count();
    if (folds.isEmpty() && count >= LARGE && workers.size() > 1) {
      int share = Math.max(tile, SHARE / tile * tile);
      workers.run((count - 1) / share + 1, k -> share(frame, k * share, share));
    } else {
      frame.registers(this).run(frame, 0, count);
    }
  }

  @Override
  public Map<Slot, Slot> overwrites(Predicate<Slot> dies) {
    return InPlace.of(this, dies);
  }

  private void share(Frame frame, int start, int share) {
    Registers registers = frame.borrow(this);
    registers.run(frame, start, start + Math.min(share, shape.count() - start));
    frame.giveBack(this, registers);
  }
}
