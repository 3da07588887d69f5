package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How a window moves over the spatial axes of a tensor `[N,C,spatial…]`: the attributes that
/// convolutions and pools have in common, as in ONNX.
///
/// ```java
/// Conv.of(x, w, Sliding.over(2).withStrides(2, 2).withPads(1, 1))
/// ```
///
/// @param strides how far it moves along each axis, at least 1
/// @param befores how many elements are put before each axis
/// @param afters how many are put after it
/// @param dilations the distance between two taps along each axis, at least 1
public record Sliding(
    List<Integer> strides, List<Integer> befores, List<Integer> afters, List<Integer> dilations) {
  /// Keeps copies of the lists.
  ///
  /// @throws IllegalArgumentException if a stride or dilation is below 1, a pad is negative, or the
  ///   lists are not equally long
  public Sliding {
    strides = checked("sliding", "stride", strides, strides.size(), 1);
    befores = checked("sliding", "pad", befores, strides.size(), 0);
    afters = checked("sliding", "pad", afters, strides.size(), 0);
    dilations = checked("sliding", "dilation", dilations, strides.size(), 1);
  }

  static List<Integer> checked(String of, String name, List<Integer> values, int axes, int least) {
    if (values.size() != axes) {
      throw new IllegalArgumentException(
          "%s over %d axes: wants as many %ss, but got %s".formatted(of, axes, name, values));
    }
    if (values.stream().anyMatch(value -> value < least)) {
      throw new IllegalArgumentException(
          "%s over %d axes: a %s of %s is below %d".formatted(of, axes, name, values, least));
    }
    return List.copyOf(values);
  }

  /// {@return the plain way: strides and dilations of 1, no padding}
  ///
  /// @param axes the number of spatial axes
  public static Sliding over(int axes) {
    List<Integer> ones = Collections.nCopies(axes, 1);
    List<Integer> zeros = Collections.nCopies(axes, 0);
    return new Sliding(ones, zeros, zeros, ones);
  }

  /// {@return the same with other strides}
  ///
  /// @param values one for each axis
  public Sliding withStrides(int... values) {
    return new Sliding(boxed(values), befores, afters, dilations);
  }

  /// {@return the same with as much padding before each axis as after it}
  ///
  /// @param values one for each axis
  public Sliding withPads(int... values) {
    return withPads(values, values);
  }

  /// {@return the same with other padding}
  ///
  /// @param before one for each axis
  /// @param after one for each axis
  public Sliding withPads(int[] before, int[] after) {
    return new Sliding(strides, boxed(before), boxed(after), dilations);
  }

  /// {@return the same with other dilations}
  ///
  /// @param values one for each axis
  public Sliding withDilations(int... values) {
    return new Sliding(strides, befores, afters, boxed(values));
  }

  private static List<Integer> boxed(int[] values) {
    return IntStream.of(values).boxed().toList();
  }

  /// {@return the number of spatial axes}
  public int rank() {
    return strides.size();
  }

  /// The window with some taps.
  Window window(List<Integer> taps) {
    return new Window(taps, strides, dilations);
  }

  /// The sizes of the last axes with the padding.
  Shape padded(Shape x) {
    return Shape.of(
        IntStream.range(0, rank())
            .map(k -> Math.addExact(x.size(k - rank()), befores.get(k) + afters.get(k)))
            .toArray());
  }

  /// The positions of a window with some taps over the last axes of an op's first input.
  Shape positions(Op op, List<TensorType> inputs, List<Integer> taps) {
    try {
      return window(taps).positions(padded(inputs.getFirst().shape()));
    } catch (IllegalArgumentException e) {
      throw op.error(inputs, String.valueOf(e.getMessage()));
    }
  }

  /// The tensor with zeros around its last axes; the tensor itself where there are none.
  Tensor pad(Tensor x) {
    List<Integer> leading = Collections.nCopies(x.shape().rank() - rank(), 0);
    var op = new Pad(join(leading, befores), join(leading, afters), join(leading, zeros()));
    return isPadded() ? op.on(x) : x;
  }

  boolean isPadded() {
    return !(befores.equals(zeros()) && afters.equals(zeros()));
  }

  private List<Integer> zeros() {
    return Collections.nCopies(rank(), 0);
  }

  private static List<Integer> join(List<Integer> head, List<Integer> tail) {
    return Stream.concat(head.stream(), tail.stream()).toList();
  }
}
