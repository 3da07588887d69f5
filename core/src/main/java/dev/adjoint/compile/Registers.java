package dev.adjoint.compile;

import java.util.List;
import java.util.stream.IntStream;

/// The working state of one loop on one thread: tiles, accumulators, and for each register the Java
/// array it is in and the place of the current tile.
final class Registers {
  private final Loop loop;
  private final Object[] array;
  private final int[] base;
  private final int[] at;
  private final int[] moving;
  private final int[] copied;
  private final List<Loop.Instruction> code;
  private final Object[] accumulators;

  Registers(Loop loop) {
    this.loop = loop;
    this.code = loop.code();
    int count = loop.registers().size();
    array = new Object[count];
    base = new int[count];
    at = new int[count];
    moving = numbers(Register.Memory.class);
    copied = numbers(Register.Copied.class);
    accumulators =
        loop.folds().stream().map(f -> f.fold().allocate(f.slot().type().count())).toArray();
    Object[] tiles = loop.tiles().stream().map(dtype -> dtype.allocate(loop.tile())).toArray();
    for (int k = 0; k < count; k++) {
      switch (loop.registers().get(k)) {
        case Register.Scratch(var _, int tile) -> array[k] = tiles[tile];
        case Register.Copied(var _, var _, int tile, boolean _) -> array[k] = tiles[tile];
        case Register.Memory _ -> {}
      }
    }
  }

  private int[] numbers(Class<? extends Register> kind) {
    return IntStream.range(0, loop.registers().size())
        .filter(k -> kind.isInstance(loop.registers().get(k)))
        .toArray();
  }

  /// Runs the loop over the elements `from ≤ i < to`; with reductions, over all.
  void run(Frame frame, int from, int to) {
    bind(frame);
    clear();
    for (int done = 0; done < to - from; done += Math.min(loop.tile(), to - from - done)) {
      int start = from + done;
      int n = Math.min(loop.tile(), to - start);
      enter(frame, start, n, start == from);
      execute(n);
      fold(start, n);
    }
    finish(frame);
  }

  private void bind(Frame frame) {
    for (int k : moving) {
      var memory = (Register.Memory) loop.registers().get(k);
      array[k] = frame.storage(memory.slot());
      base[k] = frame.offset(memory.slot()) + memory.offset();
    }
  }

  /// Brings every register to a tile.
  private void enter(Frame frame, int start, int n, boolean first) {
    for (int k : moving) {
      at[k] = base[k] + start;
    }
    for (int k : copied) {
      var register = (Register.Copied) loop.registers().get(k);
      if (first || !register.once()) {
        Slot slot = register.place().slot();
        Gather.fill(register.from(), frame.storage(slot), frame.offset(slot), start, array[k], n);
      }
    }
  }

  private void execute(int n) {
    for (int k = 0; k < code.size(); k++) {
      Loop.Instruction i = code.get(k);
      i.loop()
          .run(
              array[i.a()],
              at[i.a()],
              array[i.b()],
              at[i.b()],
              array[i.c()],
              at[i.c()],
              array[i.y()],
              at[i.y()],
              n);
    }
  }

  private void clear() {
    for (int k = 0; k < accumulators.length; k++) {
      loop.folds().get(k).fold().clear(accumulators[k]);
    }
  }

  private void fold(int start, int n) {
    for (int k = 0; k < accumulators.length; k++) {
      fold(loop.folds().get(k), accumulators[k], start, n);
    }
  }

  /// Cuts the tile where the accumulator stops being the same one or the next one.
  private void fold(Loop.Folding folding, Object into, int start, int n) {
    Strided target = folding.target();
    Object x = array[folding.x()];
    int xo = at[folding.x()];
    int run = target.run();
    int done = 0;
    while (done < n) {
      int within = (start + done) % run;
      int count = Math.min(run - within, n - done);
      int place = target.place((start + done) / run) + within * target.stride();
      if (target.stride() == 0) {
        folding.fold().across(into, place, x, xo + done, count);
      } else {
        folding.fold().along(into, place, x, xo + done, count);
      }
      done += count;
    }
  }

  private void finish(Frame frame) {
    for (int k = 0; k < accumulators.length; k++) {
      Loop.Folding folding = loop.folds().get(k);
      Slot slot = folding.slot();
      folding.fold().store(accumulators[k], frame.storage(slot), frame.offset(slot));
    }
    for (int k : moving) {
      array[k] = Frame.NOTHING;
    }
  }
}
