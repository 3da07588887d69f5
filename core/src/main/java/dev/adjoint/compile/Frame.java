package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.NDArray;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The memory of one run of a program: for each slot, the Java array it lies in and where. Frames
/// are reused, each by one run at a time.
final class Frame {
  /// Stands where a run has not put its memory yet.
  static final Object NOTHING = new Object();

  private final Object[] storage;
  private final int[] offset;
  private final @Nullable LoopRun[] loops;

  private final Map<ControlStep, List<Buffer>> scratch = new IdentityHashMap<>();

  Frame(List<Slot> slots, MemoryPlan plan, int loops) {
    this.loops = new LoopRun[loops];
    storage = new Object[slots.size()];
    offset = new int[slots.size()];
    Object[] arena = plan.allocate();
    for (Slot slot : slots) {
      switch (slot.origin()) {
        case Slot.Fixed(NDArray value) -> storage[slot.number()] = value.storage();
        case Slot.Temporary _ -> {
          storage[slot.number()] = arena[plan.array(slot)];
          offset[slot.number()] = plan.offset(slot);
        }
        case Slot.Argument _, Slot.Result _ -> storage[slot.number()] = NOTHING;
      }
    }
  }

  /// Gives slots their memory for one run: arguments theirs, results new arrays.
  void begin(List<Slot> changing, List<NDArray> arguments) {
    for (Slot slot : changing) {
      storage[slot.number()] =
          slot.origin() instanceof Slot.Argument(int index)
              ? arguments.get(index).storage()
              : slot.type().dtype().allocate(slot.type().count());
    }
  }

  /// Puts a slot somewhere, until the run ends.
  void bind(Slot slot, Object memory, int from) {
    storage[slot.number()] = memory;
    offset[slot.number()] = from;
  }

  /// {@return the working memory of a loop or a choice, made at its first run}
  List<Buffer> scratch(ControlStep step) {
    return scratch.computeIfAbsent(
        step, s -> s.scratchTypes().stream().map(Buffer::allocate).toList());
  }

  /// Lets go of what belongs to the run alone.
  void end(List<Slot> changing) {
    for (Slot slot : changing) {
      storage[slot.number()] = NOTHING;
      offset[slot.number()] = 0;
    }
  }

  Object storage(Slot slot) {
    return storage[slot.number()];
  }

  int offset(Slot slot) {
    return offset[slot.number()];
  }

  /// {@return the array that the slot with a number lies in}
  Object storage(int slot) {
    return storage[slot];
  }

  /// {@return where in its array the slot with a number begins}
  int offset(int slot) {
    return offset[slot];
  }

  /// {@return the elements of a contiguous place, to be read or written in this run}
  Buffer buffer(Place place) {
    Slot slot = place.slot();
    return new Buffer(
        slot.type().withShape(place.layout().shape()),
        storage(slot),
        offset(slot) + place.layout().offset());
  }

  /// {@return the working state of a loop, made at its first run}
  LoopRun of(Loop loop) {
    LoopRun known = loops[loop.number()];
    if (known != null) {
      return known;
    }
    var made = new LoopRun(loop, this);
    loops[loop.number()] = made;
    return made;
  }
}
