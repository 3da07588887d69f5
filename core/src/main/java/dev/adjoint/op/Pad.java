package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Layout;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Puts zeros before, after and between the elements of each axis.
///
/// Shape: an axis of size `n > 0` becomes `low + n + (n − 1) · interior + high`. Dtype: any, kept;
/// a bool is padded with `false`. Pullback: the [Slice] that picks the elements out again.
///
/// @param lows how many zeros before each axis
/// @param highs how many after
/// @param interiors how many between two neighbours
public record Pad(List<Integer> lows, List<Integer> highs, List<Integer> interiors)
    implements Routine.Padding {
  /// Keeps copies of the lists.
  public Pad {
    lows = List.copyOf(lows);
    highs = List.copyOf(highs);
    interiors = List.copyOf(interiors);
  }

  /// {@return the tensor with zeros before and after each axis}
  ///
  /// @param x the tensor
  /// @param lows how many before, for each axis
  /// @param highs how many after, for each axis
  /// @throws IllegalArgumentException if one is negative or there are not as many as axes
  public static Tensor of(Tensor x, int[] lows, int[] highs) {
    return of(x, lows, highs, new int[lows.length]);
  }

  /// {@return the tensor with zeros before, after and between the elements of each axis}
  ///
  /// @param x the tensor
  /// @param lows how many before, for each axis
  /// @param highs how many after, for each axis
  /// @param interiors how many between two neighbours, for each axis
  /// @throws IllegalArgumentException if one is negative or there are not as many as axes
  public static Tensor of(Tensor x, int[] lows, int[] highs, int[] interiors) {
    return new Pad(boxed(lows), boxed(highs), boxed(interiors)).on(x);
  }

  /// {@return the tensor with its outermost elements repeated on each side of each axis}
  ///
  /// @param x the tensor
  /// @param lows how many before, for each axis
  /// @param highs how many after, for each axis
  /// @throws IllegalArgumentException if one is negative, there are not as many as axes, or an axis
  ///   to be padded is empty
  public static Tensor edge(Tensor x, int[] lows, int[] highs) {
    return around(x, lows, highs, (place, size) -> Math.clamp(place, 0, size - 1));
  }

  /// {@return the tensor mirrored at the outermost elements of each axis, which are not repeated}
  ///
  /// @param x the tensor
  /// @param lows how many before, for each axis
  /// @param highs how many after, for each axis
  /// @throws IllegalArgumentException if one is negative, there are not as many as axes, or an axis
  ///   to be padded is empty
  public static Tensor reflect(Tensor x, int[] lows, int[] highs) {
    return around(
        x,
        lows,
        highs,
        (place, size) -> {
          int period = Math.max(1, 2 * (size - 1));
          int within = Math.floorMod(place, period);
          return Math.min(within, period - within);
        });
  }

  /// {@return the tensor repeated periodically along each axis}
  ///
  /// @param x the tensor
  /// @param lows how many before, for each axis
  /// @param highs how many after, for each axis
  /// @throws IllegalArgumentException if one is negative, there are not as many as axes, or an axis
  ///   to be padded is empty
  public static Tensor wrap(Tensor x, int[] lows, int[] highs) {
    return around(x, lows, highs, Math::floorMod);
  }

  /// Gathers along each axis what the source says of places outside of it.
  private static Tensor around(Tensor x, int[] lows, int[] highs, IntBinaryOperator source) {
    var op = new Pad(boxed(lows), boxed(highs), boxed(new int[lows.length]));
    op.types(List.of(x.type()));
    Tensor y = x;
    for (int axis = 0; axis < lows.length; axis++) {
      int size = x.shape().size(axis);
      if (lows[axis] + highs[axis] > 0) {
        if (size == 0) {
          throw op.error(List.of(x.type()), "axis %d has no element to repeat".formatted(axis));
        }
        int[] places =
            IntStream.range(-lows[axis], size + highs[axis])
                .map(place -> source.applyAsInt(place, size))
                .toArray();
        y = Gather.of(y, Tensor.constant(NDArray.of(places)), axis);
      }
    }
    return y;
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  Tensor on(Tensor x) {
    return Tensor.of(this, x);
  }

  /// How far `size` elements reach with zeros between them.
  static int spread(int size, int interior) {
    return size == 0 ? 0 : Math.addExact(size, Math.multiplyExact(size - 1, interior));
  }

  @Override
  public OptionalInt before(Shape x) {
    Shape y = types(List.of(TensorType.f64(x.toArray()))).getFirst().shape();
    Layout places = places(x, y);
    return x.count() > 0 && places.isContiguous()
        ? OptionalInt.of(places.offset())
        : OptionalInt.empty();
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    int rank = x.rank();
    if (lows.size() != rank || highs.size() != rank || interiors.size() != rank) {
      throw error(inputs, "wants as many numbers of zeros as it has axes, %d".formatted(rank));
    }
    if (Stream.of(lows, highs, interiors).anyMatch(l -> l.stream().anyMatch(n -> n < 0))) {
      throw error(inputs, "a number of zeros is negative; cut elements off with Slice.of(…)");
    }
    return List.of(x.withShape(Shape.of(IntStream.range(0, rank).map(k -> size(x, k)).toArray())));
  }

  private int size(TensorType x, int axis) {
    int inner = spread(x.shape().size(axis), interiors.get(axis));
    return Math.addExact(Math.addExact(lows.get(axis), inner), highs.get(axis));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Buffer y = outputs.getFirst();
    y.clear();
    int rank = x.type().rank();
    int row = rank == 0 || interiors.getLast() > 0 ? 1 : x.type().shape().size(-1);
    Layout places = places(x.type().shape(), y.type().shape());
    for (int i = 0; i < x.count(); i += row) {
      y.copy(x, i, places.place(i), row);
    }
  }

  /// Where the elements of `x` lie in the output.
  private Layout places(Shape x, Shape y) {
    int[] strides = y.strides();
    int offset = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      offset += lows.get(axis) * strides[axis];
      strides[axis] *= interiors.get(axis) + 1;
    }
    return Layout.of(x, offset, strides);
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Shape x = inputs.getFirst().shape();
    var sizes = Arrays.stream(x.toArray()).boxed().toList();
    var starts = pick(x, lows, 0, 0);
    var steps = pick(x, interiors.stream().map(n -> n + 1).toList(), 1, 1);
    return new Slice(starts, sizes, steps).on(cotangents.getFirst());
  }

  /// The values where an axis has more than `least` elements, else the substitute.
  private static List<Integer> pick(Shape x, List<Integer> values, int least, int substitute) {
    return IntStream.range(0, x.rank())
        .mapToObj(k -> x.size(k) > least ? values.get(k) : substitute)
        .toList();
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    var shifted =
        new Pad(
            TypeRule.prepend(0, lows), TypeRule.prepend(0, highs), TypeRule.prepend(0, interiors));
    return Optional.of(List.of(shifted.on(batch.whole(0))));
  }

  /// No zeros at all is nothing.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    boolean none =
        Stream.of(lows, highs, interiors).allMatch(l -> Collections.frequency(l, 0) == l.size());
    return none ? Optional.of(inputs.getFirst()) : Optional.empty();
  }
}
