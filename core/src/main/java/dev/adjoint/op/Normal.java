package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;

/// Random numbers of the standard normal distribution, N(0, 1): [Key#normal] of a key that is a
/// tensor.
///
/// Shapes: keys `i32[…,2]` give `[…,shape…]`, a draw for each key. Dtypes: f32 or f64; f32 is f64
/// rounded. The same key gives the same bits on every machine. No gradient; a draw with a mean and
/// a deviation has one by them, for it is arithmetic on top. Source of that: Kingma, Welling,
/// *Auto-encoding variational Bayes* (2014), §2.4.
///
/// @param type the type of the draw of one key
public record Normal(TensorType type) implements Draw {
  /// {@return numbers of N(0, 1)}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param type the type of the draw, f32 or f64
  /// @throws IllegalArgumentException if this is no key or the type is not floating-point
  public static Tensor of(Tensor key, TensorType type) {
    return new Normal(type).on(key);
  }

  /// {@return numbers of N(mean, std²): `mean + std · z`, differentiable by both}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param type the type of the draw, f32 or f64
  /// @param mean the mean; broadcasts
  /// @param std the standard deviation; broadcasts
  /// @throws IllegalArgumentException if this is no key or the types do not fit
  public static Tensor of(Tensor key, TensorType type, Tensor mean, Tensor std) {
    return mean.plus(std.times(of(key, type)));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TypeRule.floating(this, type);
    return Draw.super.types(inputs);
  }

  @Override
  public NDArray draw(Key key) {
    return key.normal(type);
  }
}
