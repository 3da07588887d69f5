package dev.adjoint.op;

import com.google.common.primitives.Ints;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Parts of type rules that several ops have in common; each names the op when it is broken.
final class TypeRule {
  private TypeRule() {}

  /// Asks a shape for something, so that its complaint names the op.
  static <T> T ask(String op, TensorType x, Function<Shape, T> question) {
    try {
      return question.apply(x.shape());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(op + " of " + x + ": " + e.getMessage(), e);
    }
  }

  /// Asks the shape of an operand, so that the complaint also says where it was built.
  static <T> T ask(String op, Tensor x, Function<Shape, T> question) {
    return TypeRuleException.locate(op, List.of(x), () -> ask(op, x.type(), question));
  }

  /// The error of one operand, which also says where it was built.
  static IllegalArgumentException broken(String op, Tensor x, String rule) {
    return TypeRuleException.of(
        op, op + " of " + x.type() + rule, List.of(new TypeRuleException.Part("operand", x)));
  }

  /// The sizes of `x` with the reduced axes kept as 1.
  static int[] kept(String op, TensorType x, int... axes) {
    return ask(op, x, shape -> shape.withOnes(shape.axes(axes))).toArray();
  }

  /// The shape with one more axis.
  static Shape insert(Shape shape, int axis, int size) {
    var sizes = Arrays.stream(shape.toArray()).boxed().collect(Collectors.toList());
    sizes.add(axis, size);
    return Shape.of(Ints.toArray(sizes));
  }

  /// The tensor with two blocks of neighbouring axes swapped, the first from some axis on.
  static Tensor swapped(Tensor x, int axis, int left, int right) {
    int[] order = IntStream.range(0, x.shape().rank()).toArray();
    for (int k = 0; k < left + right; k++) {
      order[axis + k] = axis + (k < right ? left + k : k - right);
    }
    return Transpose.of(x, order);
  }

  /// The tensor with an axis and the next as one.
  static Tensor merged(Tensor x, int axis) {
    int[] sizes = x.shape().without(List.of(axis)).toArray();
    sizes[axis] *= x.shape().size(axis);
    return x.reshape(sizes);
  }

  /// The tensor with an axis as two, the first of a given size.
  static Tensor split(Tensor x, int axis, int outer) {
    int[] sizes = insert(x.shape(), axis, outer).toArray();
    sizes[axis + 1] /= Math.max(1, outer);
    return x.reshape(sizes);
  }

  /// The list with one more number in front.
  static List<Integer> prepend(int first, List<Integer> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  /// The axes behind one more axis in front.
  static List<Integer> shifted(List<Integer> axes) {
    return axes.stream().map(axis -> axis + 1).toList();
  }

  static void floating(Op op, TensorType x) {
    if (!x.isFloating()) {
      throw op.error(List.of(x), "wants f32 or f64; convert with Cast.of(x, dtype)");
    }
  }

  /// The first input must hold numbers; the complaint names all.
  static void numeric(Op op, List<TensorType> inputs) {
    if (!Elementwise.NUMERIC.contains(inputs.getFirst().dtype())) {
      throw op.error(inputs, "wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    }
  }

  static void axisExists(Op op, TensorType x, int axis) {
    if (axis < 0 || axis >= x.rank()) {
      throw op.error(List.of(x), "axis %d does not exist in rank %d".formatted(axis, x.rank()));
    }
  }

  /// Each element of the output must be made of at least one of the input.
  static void foldsSomething(Op op, TensorType x, List<Integer> axes) {
    if (x.count() == 0 && x.shape().without(axes).count() > 0) {
      String names = axes.stream().map(String::valueOf).collect(Collectors.joining(", "));
      throw op.error(
          List.of(x),
          "there are no elements over axis %s to take it of; the axis must not be empty"
              .formatted(names));
    }
  }

  static void sameDType(Op op, List<TensorType> inputs) {
    if (inputs.stream().map(TensorType::dtype).distinct().count() > 1) {
      throw op.error(inputs, "dtypes differ; convert one with Cast.of(x, dtype)");
    }
  }
}
