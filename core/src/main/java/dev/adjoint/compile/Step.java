package dev.adjoint.compile;

import java.util.List;

/// One step of a program.
sealed interface Step permits Loop, Product, Convolve, Call, ControlStep {
  /// Computes the step in the memory of one run.
  void run(Frame frame);

  /// {@return the slots it reads}
  List<Slot> reads();

  /// {@return the slots it writes}
  List<Slot> writes();
}
