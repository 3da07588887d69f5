package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The same numbers in another dtype, element by element.
///
/// Shape: any. Dtypes: from any to any. f64 to f32 rounds to nearest; a float to i32 truncates and
/// saturates, NaN becomes 0, as a Java cast does; anything to bool is `x ≠ 0` (NaN is true); bool
/// to a number is 1 or 0. Derivative: 1 between f32 and f64; to or from i32 and bool there is none.
///
/// @param dtype the dtype to have
public record Cast(DType dtype) implements Elementwise.Unary {
  /// {@return the tensor in another dtype; the tensor itself if the dtype is its own}
  ///
  /// @param x the tensor
  /// @param dtype the dtype to have
  public static Tensor of(Tensor x, DType dtype) {
    return x.dtype() == dtype ? x : new Cast(dtype).on(x);
  }

  @Override
  public double apply(double x) {
    return switch (dtype) {
      case FLOAT32 -> (float) x;
      case FLOAT64 -> x;
      case INT32 -> (int) x;
      case BOOL -> x != 0 ? 1 : 0;
    };
  }

  @Override
  public Set<DType> domain() {
    return Set.of(DType.values());
  }

  @Override
  public DType result(DType input) {
    return dtype;
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return isSmooth(x) ? Tensor.ones(x.type()) : Tensor.zeros(x.type());
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
    Tensor x = inputs.getFirst();
    return isSmooth(x) ? yBar.cast(x.dtype()) : Tensor.zeros(x.type());
  }

  @Override
  public Tensor pushforward(int input, List<Tensor> inputs, Tensor y, Tensor xDot) {
    return isSmooth(inputs.getFirst()) ? xDot.cast(dtype) : Tensor.zeros(y.type());
  }

  private boolean isSmooth(Tensor x) {
    return dtype.isFloating() && x.type().isFloating();
  }

  /// A cast to the same dtype is nothing, and one after a cast that lost nothing needs no detour.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    if (x.dtype() == dtype) {
      return Optional.of(x);
    }
    return x.op() instanceof Cast && isLossless(x.inputs().getFirst().dtype(), x.dtype())
        ? Optional.of(of(x.inputs().getFirst(), dtype))
        : Optional.empty();
  }

  private static boolean isLossless(DType from, DType to) {
    return switch (from) {
      case BOOL -> true;
      case FLOAT32, INT32 -> to == DType.FLOAT64;
      case FLOAT64 -> false;
    };
  }
}
