package dev.adjoint.op;

import com.google.common.primitives.Ints;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Formulas of which the pullbacks of linear algebra are made, all over the last two axes.
final class MatrixParts {
  private MatrixParts() {}

  /// The elements in the lower triangle, without the diagonal if `strictly`; zeros above.
  static Tensor lower(Tensor x, boolean strictly) {
    return chosen(x, mask(x, below -> below > (strictly ? 0 : -1)));
  }

  /// The elements in the upper triangle, without the diagonal if `strictly`; zeros below.
  static Tensor upper(Tensor x, boolean strictly) {
    return chosen(x, mask(x, below -> below < (strictly ? 0 : 1)));
  }

  /// The symmetric matrix with the lower triangle of `x`.
  static Tensor mirrorLower(Tensor x) {
    return Where.of(mask(x, below -> below >= 0), x, Transpose.lastTwo(x));
  }

  /// The square matrices with these vectors as their diagonals.
  static Tensor diagonal(Tensor v) {
    int size = v.shape().size(-1);
    Shape square = TypeRule.insert(v.shape(), v.shape().rank() - 1, size);
    Tensor x = row(v).broadcastTo(square);
    return chosen(x, mask(x, below -> below == 0));
  }

  /// The identity matrix, as often as there are leading axes.
  static Tensor identity(TensorType square) {
    Tensor one = Tensor.ones(square);
    return chosen(one, mask(one, below -> below == 0));
  }

  /// The vectors of the last axis as matrices of one row.
  static Tensor row(Tensor v) {
    return v.reshape(TypeRule.insert(v.shape(), v.shape().rank() - 1, 1).toArray());
  }

  /// The vectors of the last axis as matrices of one column.
  static Tensor column(Tensor v) {
    return v.reshape(TypeRule.insert(v.shape(), v.shape().rank(), 1).toArray());
  }

  /// The numbers as matrices of one element.
  static Tensor number(Tensor x) {
    return column(column(x));
  }

  /// `aᵀ·b`.
  static Tensor product(Tensor a, Tensor b) {
    return Transpose.lastTwo(a).matmul(b);
  }

  /// `x − xᵀ`.
  static Tensor antisymmetric(Tensor x) {
    return x.minus(Transpose.lastTwo(x));
  }

  /// `1 / x`, but 0 where the condition holds; safe to any order.
  static Tensor reciprocalUnless(Tensor condition, Tensor x) {
    Tensor one = Tensor.ones(x.type());
    Tensor reciprocal = one.div(Where.of(condition, one, x));
    return Where.of(condition, Tensor.zeros(x.type()), reciprocal);
  }

  /// For vectors of values, how much is nothing beside all: a unit in the last place of their sum.
  static Tensor negligible(Tensor values) {
    double ulp = values.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    int last = values.shape().rank() - 1;
    return Sum.of(values.abs(), last).times(ulp);
  }

  private static Tensor chosen(Tensor x, Tensor mask) {
    return Where.of(mask, x, Tensor.zeros(x.type()));
  }

  /// The places that are so many rows below the diagonal.
  private static Tensor mask(Tensor x, IntPredicate below) {
    int rows = x.shape().size(-2);
    int columns = x.shape().size(-1);
    boolean[] mask = new boolean[rows * columns];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = below.test(i / columns - i % columns);
    }
    return Tensor.constant(NDArray.wrap(TensorType.bool(rows, columns), mask))
        .broadcastTo(x.shape());
  }

  /// An op that treats each column of `b` alone, of one `a` and a whole batch of `b`: the batch's
  /// axis in front becomes more columns, so that `a` need not be repeated.
  static Tensor columns(Op op, Tensor a, Tensor b) {
    int axis = b.shape().rank() - 2;
    Tensor inside = MoveAxis.of(b, 0, axis);
    Tensor y = Tensor.of(op, a, TypeRule.merged(inside, axis));
    return MoveAxis.of(TypeRule.split(y, axis, b.shape().size(0)), axis, 0);
  }

  /// The axes of `x` but for the last `count`.
  static Shape leading(Shape x, int count) {
    return x.without(IntStream.range(x.rank() - count, x.rank()).boxed().toList());
  }

  /// The shape with these last axes added.
  static Shape append(Shape leading, int... sizes) {
    return Shape.of(Ints.concat(leading.toArray(), sizes));
  }
}
