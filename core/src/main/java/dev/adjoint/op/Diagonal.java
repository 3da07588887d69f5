package dev.adjoint.op;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.List;
import java.util.Optional;

/// A diagonal of two axes: `y[…,i] = x[…,i,…,i + offset,…]`, or `x[…,i − offset,…,i,…]` for one
/// below the main diagonal.
///
/// Shape: that of `x` without the two axes, and the diagonal as a new last axis, as in NumPy.
/// Dtype: any, kept. Pullback: the cotangent on the diagonal of a matrix of zeros, see [Diag].
///
/// @param offset which diagonal: 0 the main one, positive above it, negative below
/// @param rows the axis of the rows, counted from the front
/// @param columns the axis of the columns, counted from the front
public record Diagonal(int offset, int rows, int columns) implements View {
  /// {@return the main diagonal of each matrix, in the last two axes}
  ///
  /// @param x the tensor, of rank 2 or more
  /// @throws IllegalArgumentException if there are fewer than two axes
  public static Tensor of(Tensor x) {
    return of(x, 0, -2, -1);
  }

  /// {@return a diagonal of two axes}
  ///
  /// @param x the tensor
  /// @param offset which diagonal: 0 the main one, positive above it, negative below
  /// @param rows the axis of the rows, from the back if negative
  /// @param columns the axis of the columns, from the back if negative
  /// @throws IllegalArgumentException if an axis does not exist, or both are one
  public static Tensor of(Tensor x, int offset, int rows, int columns) {
    int first = TypeRule.ask("diagonal", x, shape -> shape.axis(rows));
    int second = TypeRule.ask("diagonal", x, shape -> shape.axis(columns));
    return new Diagonal(offset, first, second).on(x);
  }

  @Override
  public TensorType type(TensorType x) {
    TypeRule.axisExists(this, x, rows);
    TypeRule.axisExists(this, x, columns);
    if (rows == columns) {
      throw error(List.of(x), "a diagonal is of two axes, but both are axis " + rows);
    }
    return x.withShape(shape(x.shape()));
  }

  private Shape shape(Shape x) {
    Shape others = x.without(List.of(rows, columns));
    return TypeRule.insert(others, others.rank(), size(x));
  }

  private int size(Shape x) {
    long down = x.size(rows) - Math.max(0, -(long) offset);
    long across = x.size(columns) - Math.max(0, (long) offset);
    return (int) Math.max(0, Math.min(down, across));
  }

  @Override
  public Optional<Layout> layout(Layout x) {
    int[] strides = new int[x.shape().rank() - 1];
    int kept = 0;
    for (int axis = 0; axis <= strides.length; axis++) {
      if (axis != rows && axis != columns) {
        strides[kept++] = x.stride(axis);
      }
    }
    strides[kept] = x.stride(rows) + x.stride(columns);
    int first = offset < 0 ? -offset * x.stride(rows) : offset * x.stride(columns);
    int start = size(x.shape()) == 0 ? x.offset() : x.offset() + first;
    return Optional.of(Layout.of(shape(x.shape()), start, strides));
  }

  @Override
  public Tensor pullback(Tensor x, Tensor yBar) {
    Tensor last = Diag.of(yBar, offset, x.shape().size(rows), x.shape().size(columns));
    int rank = x.shape().rank();
    int[] order = new int[rank];
    int kept = 0;
    for (int axis = 0; axis < rank; axis++) {
      order[axis] = axis == rows ? rank - 2 : axis == columns ? rank - 1 : kept++;
    }
    return last.transpose(order);
  }

  @Override
  public Optional<View> batched() {
    return Optional.of(new Diagonal(offset, rows + 1, columns + 1));
  }
}
