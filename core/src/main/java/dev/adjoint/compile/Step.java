package dev.adjoint.compile;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// One step of a program.
sealed interface Step permits Loop, Product, Convolve, Call, ControlStep {
  /// Computes the step in the memory of one run.
  void run(Frame frame);

  /// {@return the slots it reads}
  List<Slot> reads();

  /// {@return the slots it writes}
  List<Slot> writes();

  /// {@return for slots that it writes, the slot that it reads and may write each over}
  ///
  /// @param dies whether no later step reads a slot
  default Map<Slot, Slot> overwrites(Predicate<Slot> dies) {
    return Map.of();
  }
}
