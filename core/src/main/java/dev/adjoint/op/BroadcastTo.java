package dev.adjoint.op;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Repeats a tensor to a larger shape under NumPy's rule: aligned at the last axis, axes of size 1
/// and missing axes are repeated.
///
/// Dtype: any, kept. Pullback: the sum over the repeated axes.
///
/// @param shape the shape to have
public record BroadcastTo(Shape shape) implements View {
  /// {@return the tensor repeated; the tensor itself if the shape is its own}
  ///
  /// @param x the tensor
  /// @param shape the shape to have
  /// @throws IllegalArgumentException if an axis of `x` is neither 1 nor of the wanted size
  public static Tensor of(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : new BroadcastTo(shape).on(x);
  }

  @Override
  public TensorType type(TensorType x) {
    if (!fits(x.shape())) {
      throw error(
          List.of(x), "does not fit " + shape + "; an axis must be 1 or have the wanted size");
    }
    return x.withShape(shape);
  }

  private boolean fits(Shape x) {
    int added = shape.rank() - x.rank();
    boolean fits = added >= 0;
    for (int axis = 0; fits && axis < x.rank(); axis++) {
      fits = x.size(axis) == 1 || x.size(axis) == shape.size(added + axis);
    }
    return fits;
  }

  @Override
  public Optional<Layout> layout(Layout x) {
    int added = shape.rank() - x.shape().rank();
    int[] strides = new int[shape.rank()];
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      strides[added + axis] = x.shape().size(axis) == 1 ? 0 : x.stride(axis);
    }
    return Optional.of(Layout.of(shape, x.offset(), strides));
  }

  @Override
  public Tensor pullback(Tensor x, Tensor yBar) {
    var repeated = new ArrayList<Integer>();
    int added = shape.rank() - x.shape().rank();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis < added || (x.shape().size(axis - added) == 1 && shape.size(axis) != 1)) {
        repeated.add(axis);
      }
    }
    return new Sum(repeated).on(yBar).reshape(x.shape().toArray());
  }

  /// The axes that were missing are put in, for the batch's axis stands in front of them.
  @Override
  public Optional<Tensor> batched(Tensor x) {
    int batch = x.shape().size(0);
    int[] sizes = shape.prepend(batch).toArray();
    int own = x.shape().rank() - 1;
    Arrays.fill(sizes, 1, sizes.length - own, 1);
    System.arraycopy(x.shape().toArray(), 1, sizes, sizes.length - own, own);
    return Optional.of(x.reshape(sizes).broadcastTo(shape.prepend(batch)));
  }

  /// A broadcast of a broadcast is one.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    if (x.shape().equals(shape)) {
      return Optional.of(x);
    }
    return x.op() instanceof BroadcastTo
        ? Optional.of(of(x.inputs().getFirst(), shape))
        : Optional.empty();
  }
}
