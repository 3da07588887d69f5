package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;

/// Random numbers spread evenly over [0, 1): [Key#uniform] of a key that is a tensor.
///
/// Shapes: keys `i32[…,2]` give `[…,shape…]`, a draw for each key. Dtypes: f32 (multiples of 2⁻²⁴)
/// or f64 (of 2⁻⁵³). The same key gives the same bits on every machine. No gradient; a draw between
/// bounds has one by its bounds, for it is arithmetic on top.
///
/// @param type the type of the draw of one key
public record Uniform(TensorType type) implements Draw {
  /// {@return numbers from 0 to below 1}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param type the type of the draw, f32 or f64
  /// @throws IllegalArgumentException if this is no key or the type is not floating-point
  public static Tensor of(Tensor key, TensorType type) {
    return new Uniform(type).on(key);
  }

  /// {@return numbers between two bounds: `low + u · (high − low)`, differentiable by both}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param type the type of the draw, f32 or f64
  /// @param low the least number; broadcasts
  /// @param high the bound above; broadcasts
  /// @throws IllegalArgumentException if this is no key or the types do not fit
  public static Tensor of(Tensor key, TensorType type, Tensor low, Tensor high) {
    return low.plus(of(key, type).times(high.minus(low)));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TypeRule.floating(this, type);
    return Draw.super.types(inputs);
  }

  @Override
  public NDArray draw(Key key) {
    return key.uniform(type);
  }
}
