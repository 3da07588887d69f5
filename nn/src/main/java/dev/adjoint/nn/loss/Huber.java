package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.LessEqual;
import dev.adjoint.op.Where;
import java.util.function.BinaryOperator;

/// Huber loss: the mean of `½ e²` where the error `e = |y − t|` is at most `δ`, of `δ (e − ½ δ)`
/// beyond it.
///
/// Shapes: predictions and targets of one type, f32 or f64; the loss is a scalar, or of their shape
/// where nothing is reduced. Gradient by the predictions: `(y − t) / count`, clipped to `± δ /
/// count`. Source: Huber, *Robust estimation of a location parameter* (1964).
///
/// ```java
/// Training.start(model, new Huber(0.5), optimizer)
/// ```
///
/// @param delta where squares end, above 0
/// @param reduction what becomes of the elements
public record Huber(double delta, Reduction reduction) implements BinaryOperator<Tensor> {
  /// Checks delta.
  ///
  /// @throws IllegalArgumentException if it is not above 0
  public Huber {
    if (!(delta > 0 && Double.isFinite(delta))) {
      throw new IllegalArgumentException(
          "Huber loss of delta %s: wants a number above 0".formatted(delta));
    }
  }

  /// The mean over all elements.
  ///
  /// @param delta where squares end, above 0
  public Huber(double delta) {
    this(delta, Reduction.MEAN);
  }

  /// {@return the loss with δ = 1, averaged}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @throws IllegalArgumentException if the types differ
  public static Tensor of(Tensor predictions, Tensor targets) {
    return new Huber(1).apply(predictions, targets);
  }

  /// {@return the loss}
  ///
  /// @param predictions the predictions
  /// @param targets what they should be
  /// @throws IllegalArgumentException if the types differ
  @Override
  public Tensor apply(Tensor predictions, Tensor targets) {
    Errors.check("Huber", predictions, targets);
    Tensor error = predictions.minus(targets);
    Tensor size = error.abs();
    Tensor isSmall = LessEqual.of(size, Tensor.full(size.type(), delta));
    Tensor line = size.minus(delta / 2).times(delta);
    return reduction.of(Where.of(isSmall, error.squared().times(0.5), line));
  }
}
