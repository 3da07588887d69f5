package dev.adjoint.examples.experiment;

import java.util.Locale;

/// A model on its way.
///
/// @param step how many steps were made
/// @param model the model then
/// @param accuracy of it, on what it learns from
/// @param loss of it, what is made small
/// @param <M> the type of the model
record Moment<M>(int step, M model, double accuracy, double loss) {
  /// {@return the step, the accuracy and the loss, for the caption of a picture}
  String caption() {
    return String.format(Locale.ROOT, "step %,d, accuracy %.3f, loss %.4f", step, accuracy, loss);
  }

  /// {@return the step, for a frame of a film}
  String title() {
    return String.format(Locale.ROOT, "Step = %,d", step);
  }
}
