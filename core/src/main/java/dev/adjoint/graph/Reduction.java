package dev.adjoint.graph;

import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.Set;

/// The kind of ops that fold axes away with an associative function, such as `+` or `max`.
///
/// The reduced axes disappear from the shape; keeping them as size 1 is a reshape on top.
public non-sealed interface Reduction extends Op {
  /// {@return the axes to fold, counted from the front, ascending}
  List<Integer> axes();

  /// {@return the same reduction over other axes}
  ///
  /// @param axes the axes, counted from the front, ascending
  Reduction withAxes(List<Integer> axes);

  /// {@return the value of folding no elements}
  double identity();

  /// {@return the fold of two values; associative and commutative up to rounding}
  ///
  /// @param a one value
  /// @param b the other
  double combine(double a, double b);

  /// The fold for i32; by default through [#combine], wrapped to 32 bits.
  ///
  /// @param a one value
  /// @param b the other
  /// @return the fold
  default int combineInt(int a, int b) {
    return (int) (long) combine(a, b);
  }

  /// The cotangent of the input.
  ///
  /// @param x the input
  /// @param y this op's own output
  /// @param yBar the cotangent of `y`
  /// @return a tensor of the type of `x`
  Tensor pullback(Tensor x, Tensor y, Tensor yBar);

  /// {@return the dtypes this op accepts; numbers unless it says otherwise}
  default Set<DType> domain() {
    return Elementwise.NUMERIC;
  }

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    if (!domain().contains(x.dtype())) {
      throw error(inputs, "wants " + DType.anyOf(domain()) + "; convert with Cast.of(x, dtype)");
    }
    checkAxes(inputs, x.rank());
    return List.of(x.withShape(x.shape().without(axes())));
  }

  private void checkAxes(List<TensorType> inputs, int rank) {
    int last = -1;
    for (int axis : axes()) {
      if (axis < 0 || axis >= rank) {
        throw error(inputs, "axis " + axis + " does not exist");
      }
      if (axis <= last) {
        throw error(inputs, "axes " + axes() + " are not ascending; use of(…), which sorts them");
      }
      last = axis;
    }
  }

  /// {@return where each element of the input is folded into: the layout of the output over the
  /// input's shape, with stride 0 along the axes}
  ///
  /// @param x the shape of the input
  default Layout target(Shape x) {
    int[] strides = x.withOnes(axes()).strides();
    axes().forEach(axis -> strides[axis] = 0);
    return Layout.of(x, 0, strides);
  }

  /// {@return this reduction of a tensor}
  ///
  /// @param x the tensor
  default Tensor on(Tensor x) {
    return Tensor.of(this, x);
  }
}
