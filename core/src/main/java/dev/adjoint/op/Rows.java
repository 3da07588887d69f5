package dev.adjoint.op;

import com.google.common.primitives.ImmutableIntArray;
import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import java.util.List;
import java.util.stream.IntStream;

/// How [Gather] and the ops that are a [RowUpdate] walk: over pairs of equally long runs, one in
/// the tensor that is indexed along an axis, one in the tensor of the rows picked.
///
/// @param outer how many blocks lie before the axis
/// @param size the size of the axis
/// @param run how many elements lie together after it
/// @param numbers the positions on the axis, checked and counted from the front
record Rows(int outer, int size, int run, ImmutableIntArray numbers) {
  /// What is done with a pair of runs.
  @FunctionalInterface
  interface Action {
    void accept(int whole, int part, int count);
  }

  /// The type of the rows picked from the first input by the second.
  static TensorType type(Op op, List<TensorType> inputs, int axis) {
    TensorType x = inputs.get(0);
    TensorType indices = inputs.get(1);
    TypeRule.axisExists(op, x, axis);
    if (indices.dtype() != DType.INT32) {
      throw op.error(inputs, "indices must be i32; convert with Cast.of(indices, INT32)");
    }
    int[] sizes = x.shape().toArray();
    IntStream head = IntStream.of(sizes).limit(axis);
    IntStream tail = IntStream.of(sizes).skip(axis + 1);
    IntStream middle = IntStream.of(indices.shape().toArray());
    return x.withShape(Shape.of(IntStream.concat(head, IntStream.concat(middle, tail)).toArray()));
  }

  static Rows of(Op op, List<TensorType> inputs, Buffer indices, int axis) {
    Shape shape = inputs.getFirst().shape();
    int size = shape.size(axis);
    var numbers = ImmutableIntArray.builder(indices.count());
    for (int i = 0; i < indices.count(); i++) {
      numbers.add(number(op, inputs, (int) indices.value(i), axis, size));
    }
    int outer = IntStream.of(shape.toArray()).limit(axis).reduce(1, (a, b) -> a * b);
    return new Rows(outer, size, shape.strides()[axis], numbers.build());
  }

  /// The rows picked by numbers that may be known already: then those that do not exist are an
  /// error now, not when the program runs.
  static Tensor pick(Op op, Tensor x, Tensor indices, int axis) {
    Tensor y = Tensor.of(op, x, indices);
    if (indices.isConstant()) {
      List<TensorType> types = List.of(x.type(), indices.type());
      TypeRuleException.locate(
          op.name(), List.of(x, indices), () -> of(op, types, Buffer.of(indices.value()), axis));
    }
    return y;
  }

  /// A number counted from the front.
  static int number(Op op, List<TensorType> inputs, int number, int axis, int size) {
    if (number < -size || number >= size) {
      throw op.error(
          inputs,
          "index %d does not exist on axis %d of size %d; give %d to %d"
              .formatted(number, axis, size, -size, size - 1));
    }
    return number < 0 ? number + size : number;
  }

  void forEach(Action action) {
    int part = 0;
    for (int block = 0; block < outer; block++) {
      for (int i = 0; i < numbers.length(); i++) {
        action.accept((block * size + numbers.get(i)) * run, part, run);
        part += run;
      }
    }
  }
}
