package dev.adjoint.nn.train;

import dev.adjoint.check.NumberReport;

/// A training that has made a NaN or an infinity. The message names the step, and the op that made
/// it out of good numbers, with the line of the program that the op comes from.
public final class DivergenceException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  private final long step;

  DivergenceException(int epoch, long step, double loss, NumberReport report) {
    super(
        "training broke in epoch %d at step %d, with loss %s: %s"
            .formatted(epoch, step, loss, report));
    this.step = step;
  }

  /// {@return the number of the step that made it, from 1}
  public long step() {
    return step;
  }
}
