package dev.adjoint.nn.train;

/// A training after some epochs of a [Trainer].
///
/// @param training the training, to be gone on from
/// @param history what was measured
/// @param best the model of the best epoch, where [Trainer#keeping] said what is best; else the
///   last
/// @param <M> the type of the model
public record Fit<M>(Training<M> training, History history, M best) {
  /// {@return the model as it is after the last epoch}
  public M model() {
    return training.model();
  }

  /// {@return how far it has come}
  @Override
  public String toString() {
    return "fit of %d epochs, %s".formatted(history.size(), training);
  }
}
