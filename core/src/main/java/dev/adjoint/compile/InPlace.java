package dev.adjoint.compile;

import dev.adjoint.array.DType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a loop may write over what it reads.
///
/// A loop reads and writes element `i` of a tile in one go, then goes on, in whatever order tiles
/// come. So it may write `y` over `x` if it reads `x` nowhere but at the element it is at, and not
/// after the instruction that writes `y`. Folds over tiles read after all instructions.
final class InPlace {
  private static final int NEVER = Integer.MAX_VALUE;

  private final Loop loop;
  private final Predicate<Slot> dies;

  /// For each slot that could be written over, the last instruction that reads it.
  private final Map<Slot, Integer> lastRead = new LinkedHashMap<>();

  /// @param loop the loop
  /// @param dies whether nothing reads a slot after this loop
  InPlace(Loop loop, Predicate<Slot> dies) {
    this.loop = loop;
    this.dies = dies;
    for (int k = 0; k < loop.code().size(); k++) {
      Loop.Instruction i = loop.code().get(k);
      reads(i.a(), k);
      if (i.b() != i.a()) {
        reads(i.b(), k);
      }
      if (i.c() != i.b()) {
        reads(i.c(), k);
      }
    }
    loop.folds().forEach(fold -> reads(fold.x(), NEVER));
  }

  private void reads(int register, int at) {
    Register from = loop.registers().get(register);
    if (from instanceof Register.Memory memory) {
      reads(memory.slot(), memory.offset() == 0 && memory.per() == 1 ? at : NEVER);
    } else if (from instanceof Register.Copied copied) {
      reads(copied.place().slot(), NEVER);
    }
  }

  private void reads(Slot x, int at) {
    if (x.type().count() == loop.shape().count() && dies.test(x)) {
      lastRead.merge(x, at, Math::max);
    }
  }

  /// {@return for temporary slots that the loop writes, the temporary slot that each is written
  /// over, no slot twice}
  Map<Slot, Slot> pairs() {
    if (lastRead.isEmpty()) {
      return Map.of();
    }
    loop.writes().forEach(lastRead::remove);
    lastRead.keySet().removeIf(x -> !x.isTemporary());
    var pairs = new HashMap<Slot, Slot>();
    for (int k = 0; k < loop.code().size() && !lastRead.isEmpty(); k++) {
      if (loop.registers().get(loop.code().get(k).y())
              instanceof Register.Memory(Slot y, int _, int per)
          && per == 1
          && y.isTemporary()) {
        Slot x = firstRead(y.type().dtype(), k);
        if (x != null) {
          pairs.put(y, x);
          lastRead.remove(x);
        }
      }
    }
    return pairs;
  }

  /// {@return the first slot of a dtype that no instruction after the one with a number reads}
  private @Nullable Slot firstRead(DType dtype, int written) {
    for (Map.Entry<Slot, Integer> read : lastRead.entrySet()) {
      if (read.getValue() <= written && read.getKey().type().dtype() == dtype) {
        return read.getKey();
      }
    }
    return null;
  }

  /// {@return whether one slot that the loop writes may be written over another that it reads}
  ///
  /// @param x the slot to write over
  /// @param y the slot that is written
  boolean allows(Slot x, Slot y) {
    for (int k = 0; k < loop.code().size(); k++) {
      if (loop.registers().get(loop.code().get(k).y())
              instanceof Register.Memory(Slot slot, int _, int per)
          && per == 1
          && slot.equals(y)) {
        return allows(x, y, k);
      }
    }
    return false;
  }

  private boolean allows(Slot x, Slot y, int written) {
    return lastRead.getOrDefault(x, NEVER) <= written && x.type().dtype() == y.type().dtype();
  }
}
