package dev.adjoint.autodiff;

import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Less;
import dev.adjoint.op.Max;
import dev.adjoint.op.Not;
import dev.adjoint.op.StopGradient;
import dev.adjoint.op.Where;
import java.util.Arrays;

/// What batched loops and choices need to let only some elements of the batch take part; the one
/// place in this package that names ops.
final class Masks {
  private Masks() {}

  /// {@return one tensor or another, as a mask says}
  ///
  /// @param mask a bool, or one for each element of a batch
  /// @param yes what to take where it holds
  /// @param no what to take elsewhere
  static Tensor choose(Tensor mask, Tensor yes, Tensor no) {
    int[] sizes = new int[yes.shape().rank()];
    Arrays.fill(sizes, 1);
    if (mask.shape().rank() == 0) {
      return Where.of(mask, yes, no);
    }
    sizes[0] = mask.shape().size(0);
    return Where.of(mask.reshape(sizes), yes, no);
  }

  /// {@return a tensor whose derivatives arrive and leave only where a mask holds, see [Gates]}
  ///
  /// @param mask a bool, or one for each element of a batch
  /// @param x the tensor
  static Tensor gate(Tensor mask, Tensor x) {
    return choose(mask, x, StopGradient.of(x));
  }

  /// {@return the opposite of a mask}
  static Tensor not(Tensor mask) {
    return Not.of(mask);
  }

  /// {@return whether any element of a mask holds}
  static Tensor any(Tensor mask) {
    Tensor ones = mask.cast(DType.INT32);
    return Less.of(Tensor.zeros(ones.type().withShape(Shape.SCALAR)), ones.sum());
  }

  /// {@return for each number of steps, whether step `index` takes part}
  static Tensor isBelow(Tensor index, Tensor counts) {
    return Less.of(index, counts);
  }

  /// {@return the largest of some numbers of steps, 0 if there are none}
  static Tensor most(Tensor counts) {
    return counts.type().count() == 0
        ? Tensor.zeros(counts.type().withShape(Shape.SCALAR))
        : Max.of(counts);
  }
}
