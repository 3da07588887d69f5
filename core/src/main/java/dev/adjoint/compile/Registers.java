package dev.adjoint.compile;

import com.google.common.primitives.ImmutableIntArray;
import dev.adjoint.kernel.TileLoop;
import java.util.Arrays;
import java.util.List;

/// The working state of one loop on one thread: tiles, and for each register the Java array it is
/// in and the place of the current tile. What can be looked up once for a frame is in arrays here.
final class Registers {
  private final Loop loop;
  private final Object[] tiles;
  private final Object[] array;
  private final int[] base;
  private final int[] at;

  /// How many elements of the loop have one element in a register.
  private final int[] per;

  /// Registers that go over memory in place, and the slots they are in.
  private final int[] moving;

  private final int[] slot;

  /// Those of them whose memory is another one in each run.
  private final int[] changing;

  /// Registers that are copied for each run, or each tile.
  private final int[] copied;

  /// Registers that are read in place, but for tiles with zeros in them.
  private final int[] padded;

  private final TileLoop[] code;
  private final int[] a;
  private final int[] b;
  private final int[] c;
  private final int[] y;

  /// For how many elements of the loop an instruction is done once.
  private final int[] length;

  private final Loop.Folding[] folds;

  /// Where zeros are around what the loop reads or makes.
  private final Borders borders;

  private final boolean hasBorders;

  Registers(Loop loop, Frame frame) {
    this.loop = loop;
    List<Register> registers = loop.registers();
    array = new Object[registers.size()];
    base = new int[array.length];
    at = new int[array.length];
    per = new int[array.length];
    slot = new int[array.length];
    borders = Borders.of(loop);
    hasBorders = !borders.isEmpty();
    code = new TileLoop[loop.code().size()];
    a = new int[code.length];
    b = new int[code.length];
    c = new int[code.length];
    y = new int[code.length];
    length = new int[code.length];
    for (int k = 0; k < code.length; k++) {
      place(k, loop.code().get(k));
    }
    folds = loop.folds().toArray(Loop.Folding[]::new);
    tiles = new Object[loop.tiles().size()];
    Arrays.setAll(tiles, k -> loop.tiles().get(k).allocate(loop.tile()));
    var inMemory = ImmutableIntArray.builder(array.length);
    var elsewhere = ImmutableIntArray.builder();
    var copies = ImmutableIntArray.builder();
    var pads = ImmutableIntArray.builder();
    for (int k = 0; k < array.length; k++) {
      Register register = registers.get(k);
      per[k] = register.per();
      if (register instanceof Register.Memory memory) {
        slot[k] = memory.slot().number();
        bind(frame, k);
        (memory.slot().isFixed() ? inMemory : elsewhere).add(k);
      } else if (register instanceof Register.Scratch scratch) {
        array[k] = tiles[scratch.tile()];
      } else if (register instanceof Register.Copied copy && !isFilled(frame, k, copy)) {
        (copy.from().isPadded() ? pads : copies).add(k);
      }
    }
    changing = elsewhere.build().toArray();
    moving = inMemory.addAll(changing).build().toArray();
    copied = copies.build().toArray();
    padded = pads.build().toArray();
  }

  private void place(int k, Loop.Instruction instruction) {
    code[k] = instruction.loop();
    a[k] = instruction.a();
    b[k] = instruction.b();
    c[k] = instruction.c();
    y[k] = instruction.y();
    length[k] = instruction.per();
  }

  /// {@return whether a tile holds its copy for good}
  private boolean isFilled(Frame frame, int k, Register.Copied copy) {
    array[k] = tiles[copy.tile()];
    slot[k] = copy.place().slot().number();
    if (copy.isConstant() && loop.shape().count() > 0) {
      fill(frame, k, copy, 0, loop.tile());
    }
    return copy.isConstant();
  }

  private void bind(Frame frame, int k) {
    array[k] = frame.storage(slot[k]);
    base[k] = frame.offset(slot[k]) + ((Register.Memory) loop.registers().get(k)).offset();
  }

  /// {@return accumulators of all reductions}
  Object[] accumulators() {
    Object[] made = new Object[folds.length];
    Arrays.setAll(made, k -> folds[k].fold().allocate(folds[k].slot().type().count()));
    return made;
  }

  /// Runs the loop over the elements `from ≤ i < to`, and sets the accumulators to their folds.
  void run(Frame frame, int from, int to, Object[] accumulators) {
    for (int k : changing) {
      bind(frame, k);
    }
    for (int k = 0; k < folds.length; k++) {
      folds[k].fold().clear(accumulators[k]);
    }
    FusedStretch[] stretches = loop.heat().stretches();
    int n;
    for (int start = from; start < to; start += n) {
      n = Math.min(loop.tile(), to - start);
      if (hasBorders) {
        n = Math.min(n, borders.next(start) - start);
      }
      enter(frame, start, n, start == from);
      if (!hasBorders || borders.isInside(start, n)) {
        execute(n, stretches);
      } else {
        executeAtBorder(start, n);
      }
      for (int k = 0; k < folds.length; k++) {
        int once = folds[k].per();
        fold(folds[k], accumulators[k], start / once, n / once);
      }
    }
    for (int k : changing) {
      array[k] = Frame.NOTHING;
    }
    for (int k : padded) {
      array[k] = Frame.NOTHING;
    }
  }

  /// Brings every register to a tile.
  private void enter(Frame frame, int start, int n, boolean first) {
    for (int k : moving) {
      at[k] = base[k] + start / per[k];
    }
    for (int k : copied) {
      var register = (Register.Copied) loop.registers().get(k);
      if (first || !register.once()) {
        fill(frame, k, register, start, register.once() ? loop.tile() : n);
      }
    }
    for (int k : padded) {
      enterPadded(frame, k, (Register.Copied) loop.registers().get(k), start, n);
    }
  }

  private void enterPadded(Frame frame, int k, Register.Copied register, int start, int n) {
    if (register.isInPlace(start, n)) {
      array[k] = frame.storage(slot[k]);
      at[k] = frame.offset(slot[k]) + register.from().offset() + start;
    } else {
      array[k] = tiles[register.tile()];
      at[k] = 0;
      fill(frame, k, register, start, n);
    }
  }

  private void fill(Frame frame, int k, Register.Copied register, int start, int n) {
    Object source = frame.storage(slot[k]);
    int offset = frame.offset(slot[k]);
    Gather.fill(register.from(), source, offset, start / per[k], array[k], n / per[k]);
  }

  private void execute(int n, FusedStretch[] stretches) {
    int done = 0;
    for (FusedStretch fused : stretches) {
      Stretch stretch = fused.stretch();
      execute(done, stretch.first(), n, 0);
      int whole = n / length[stretch.first()] / fused.step() * fused.step();
      fused.loop().run(array, at, stretch.operands(), whole);
      execute(stretch.first(), stretch.end(), n, whole);
      done = stretch.end();
    }
    execute(done, code.length, n, 0);
  }

  /// Executes all instructions on a tile where some of them make zeros.
  private void executeAtBorder(int start, int n) {
    for (int k = 0; k < code.length; k++) {
      execute(k, k + 1, n, 0);
      borders.clear(k, start / length[k], n / length[k], array[y[k]], at[y[k]]);
    }
  }

  /// Executes the instructions from `first` up to `end`, but for the elements that are skipped.
  private void execute(int first, int end, int n, int skipped) {
    for (int k = first; k < end; k++) {
      int rest = n / length[k] - skipped;
      if (rest == 0) {
        continue;
      }
      int p = a[k];
      int q = b[k];
      int r = c[k];
      int s = y[k];
      code[k].run(
          array[p],
          at[p] + skipped,
          array[q],
          at[q] + skipped,
          array[r],
          at[r] + skipped,
          array[s],
          at[s] + skipped,
          rest);
    }
  }

  /// Cuts the tile where the accumulator stops being the same one or the next one.
  private void fold(Loop.Folding folding, Object into, int start, int n) {
    Strided target = folding.target();
    Object x = array[folding.x()];
    int xo = at[folding.x()];
    int run = target.run();
    int number = start / run;
    int within = start - number * run;
    int done = 0;
    while (done < n) {
      int count = Math.min(run - within, n - done);
      int place = target.place(number) + within * target.stride();
      if (target.stride() == 0) {
        folding.fold().across(into, place, x, xo + done, count);
      } else {
        folding.fold().along(into, place, x, xo + done, count);
      }
      done += count;
      number++;
      within = 0;
    }
  }

  /// Folds the accumulators of all shares, in order, and writes the results out.
  void finish(Frame frame, Object[][] shares) {
    for (int k = 0; k < folds.length; k++) {
      Loop.Folding folding = folds[k];
      for (int share = 1; share < shares.length; share++) {
        folding.fold().merge(shares[0][k], shares[share][k]);
      }
      Slot target = folding.slot();
      folding.fold().store(shares[0][k], frame.storage(target), frame.offset(target));
    }
  }
}
