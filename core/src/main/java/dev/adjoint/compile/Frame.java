package dev.adjoint.compile;

import dev.adjoint.array.NDArray;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The memory of one run of a program: for each slot, the Java array it lies in and where. Frames
/// are reused, each by one run at a time.
final class Frame {
  /// Stands where a run has not put its memory yet.
  static final Object NOTHING = new Object();

  private final Object[] storage;
  private final int[] offset;
  private final @Nullable LoopRun[] loops;

  private final Map<Step, Activation> activations = new IdentityHashMap<>();
  private final List<Activation> all = new ArrayList<>();

  Frame(List<Slot> slots, MemoryPlan plan, int loops) {
    this.loops = new LoopRun[loops];
    storage = new Object[slots.size()];
    offset = new int[slots.size()];
    Object[] arena = plan.allocate();
    for (Slot slot : slots) {
      switch (slot.origin()) {
        case Slot.Fixed(NDArray value) -> bind(slot, value.storage(), value.offset());
        case Slot.Temporary _ -> {
          storage[slot.number()] = arena[plan.array(slot)];
          offset[slot.number()] = plan.offset(slot);
        }
        case Slot.Argument _, Slot.Result _ -> storage[slot.number()] = NOTHING;
      }
    }
  }

  /// Puts a slot somewhere, until the run ends.
  void bind(Slot slot, Object memory, int from) {
    storage[slot.number()] = memory;
    offset[slot.number()] = from;
  }

  /// {@return what a step keeps here}
  ///
  /// @param step the step
  /// @param open makes it at the step's first run
  <S extends Step> Activation activation(S step, BiFunction<S, Frame, Activation> open) {
    Activation known = activations.get(step);
    if (known != null) {
      return known;
    }
    Activation made = open.apply(step, this);
    activations.put(step, made);
    all.add(made);
    return made;
  }

  /// Lets go of a slot's memory.
  void release(Slot slot) {
    bind(slot, NOTHING, 0);
  }

  /// Lets go of what steps keep of it.
  void release() {
    for (int k = 0; k < all.size(); k++) {
      all.get(k).release();
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

  Object storage(Place place) {
    return storage(place.slot());
  }

  /// {@return where the first element of a contiguous place is}
  int offset(Place place) {
    return offset(place.slot()) + place.layout().offset();
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
