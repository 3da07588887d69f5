package dev.adjoint.op;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import dev.adjoint.graph.View;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Every `step`-th element along each axis: element `i` of an axis is element `start + i · step` of
/// the input's. A step of −1 runs backwards.
///
/// Dtype: any, kept. Pullback: the cotangent [padded][Pad] with zeros.
///
/// The factories take positions as NumPy does, from the back if negative, but a position that is
/// not there is an error and is not clamped.
///
/// @param starts the first position on each axis, counted from the front
/// @param sizes how many elements on each axis
/// @param steps the distance on each axis, not 0
public record Slice(List<Integer> starts, List<Integer> sizes, List<Integer> steps)
    implements View {
  /// Keeps copies of the lists.
  public Slice {
    starts = List.copyOf(starts);
    sizes = List.copyOf(sizes);
    steps = List.copyOf(steps);
  }

  /// {@return the elements `from ≤ i < to` along one axis}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @param from the first position, from the back if negative
  /// @param to the position after the last, from the back if negative
  /// @throws IllegalArgumentException if the axis or a position does not exist, or `from` is after
  ///   `to`
  public static Tensor of(Tensor x, int axis, int from, int to) {
    return of(x, axis, from, to, 1);
  }

  /// {@return the elements `from`, `from + step`, … before `to` along one axis}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @param from the first position, from the back if negative
  /// @param to the position that is not reached any more, from the back if negative; with a
  ///   negative step `−size − 1` is the place before the first
  /// @param step the distance, not 0
  /// @throws IllegalArgumentException if the axis or a position does not exist, the step is 0, or
  ///   it leads away from `to`
  public static Tensor of(Tensor x, int axis, int from, int to, int step) {
    int at = TypeRule.ask("slice", x, shape -> shape.axis(axis));
    int rank = x.shape().rank();
    int[] starts = new int[rank];
    int[] stops = x.shape().toArray();
    int[] steps = IntStream.generate(() -> 1).limit(rank).toArray();
    starts[at] = from;
    stops[at] = to;
    steps[at] = step;
    return of(x, starts, stops, steps);
  }

  /// {@return the elements `start`, `start + step`, … before `stop` along every axis; the tensor
  /// itself if these are all of it in their order}
  ///
  /// @param x the tensor
  /// @param starts the first position on each axis, from the back if negative
  /// @param stops the position on each axis that is not reached any more, from the back if
  ///   negative; with a negative step `−size − 1` is the place before the first
  /// @param steps the distance on each axis, not 0
  /// @throws IllegalArgumentException if a position does not exist, a step is 0 or leads away from
  ///   its stop, or there are not as many as axes
  public static Tensor of(Tensor x, int[] starts, int[] stops, int[] steps) {
    int rank = x.shape().rank();
    if (starts.length != rank || stops.length != rank || steps.length != rank) {
      throw TypeRule.broken(
          "slice", x, ": wants a start, stop and step for each of its %d axes".formatted(rank));
    }
    Slice slice =
        TypeRuleException.locate("slice", List.of(x), () -> of(x.type(), starts, stops, steps));
    return slice.unlessWhole(x);
  }

  private static Slice of(TensorType x, int[] starts, int[] stops, int[] steps) {
    return of(
        IntStream.range(0, x.rank())
            .mapToObj(axis -> Range.of(x, axis, starts[axis], stops[axis], steps[axis]))
            .toList());
  }

  /// {@return the tensor with the elements along some axes in reverse order}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor flip(Tensor x, int... axes) {
    List<Integer> flipped = TypeRule.ask("slice", x, shape -> shape.axes(axes));
    return of(IntStream.range(0, x.shape().rank())
            .mapToObj(axis -> Range.all(x.shape().size(axis), flipped.contains(axis)))
            .toList())
        .unlessWhole(x);
  }

  private static Slice of(List<Range> ranges) {
    return new Slice(
        ranges.stream().map(Range::start).toList(),
        ranges.stream().map(Range::size).toList(),
        ranges.stream().map(Range::step).toList());
  }

  private Tensor unlessWhole(Tensor x) {
    return isWhole(x.shape()) ? x : on(x);
  }

  private static IllegalArgumentException broken(TensorType x, String rule) {
    return new IllegalArgumentException("slice of " + x + ": " + rule);
  }

  /// Positions on one axis; of no element it starts at 0, and the step of fewer than two is 1, so
  /// that equal slices are equal.
  private record Range(int start, int size, int step) {
    static Range all(int size, boolean flipped) {
      return flipped && size > 1 ? new Range(size - 1, size, -1) : new Range(0, size, 1);
    }

    static Range of(TensorType x, int axis, int start, int stop, int step) {
      int size = x.shape().size(axis);
      if (step == 0) {
        throw broken(
            x, "the step on axis %d is 0; it must be positive or negative".formatted(axis));
      }
      int from = position(x, axis, start, 0, step > 0 ? size : size - 1);
      int to = position(x, axis, stop, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
      long distance = step > 0 ? (long) to - from : (long) from - to;
      if (distance < 0) {
        throw broken(
            x, "on axis %d step %d does not lead from %d to %d".formatted(axis, step, start, stop));
      }
      int count = (int) ((distance + Math.abs((long) step) - 1) / Math.abs((long) step));
      return new Range(count == 0 ? 0 : from, count, count < 2 ? 1 : step);
    }

    private static int position(TensorType x, int axis, int given, int least, int most) {
      int size = x.shape().size(axis);
      int position = given < 0 ? given + size : given;
      if (position < least || position > most) {
        throw broken(
            x,
            "position %d is not on axis %d of size %d; give %d to %d"
                .formatted(given, axis, size, least - size, most));
      }
      return position;
    }
  }

  @Override
  public Optional<Tensor> batched(Tensor x) {
    int batch = x.shape().size(0);
    var shifted =
        new Slice(
            TypeRule.prepend(0, starts),
            TypeRule.prepend(batch, sizes),
            TypeRule.prepend(1, steps));
    return Optional.of(shifted.on(x));
  }

  @Override
  public TensorType type(TensorType x) {
    int rank = x.rank();
    if (starts.size() != rank || sizes.size() != rank || steps.size() != rank) {
      throw error(
          List.of(x), "wants a start, size and step for each of its %d axes".formatted(rank));
    }
    for (int axis = 0; axis < rank; axis++) {
      if (!isWithin(axis, x.shape().size(axis))) {
        throw error(
            List.of(x),
            "%d positions from %d by %d are not on axis %d of size %d"
                .formatted(
                    sizes.get(axis),
                    starts.get(axis),
                    steps.get(axis),
                    axis,
                    x.shape().size(axis)));
      }
    }
    return x.withShape(shape());
  }

  private boolean isWithin(int axis, int size) {
    long first = starts.get(axis);
    long last = first + (sizes.get(axis) - 1L) * steps.get(axis);
    boolean empty = sizes.get(axis) == 0;
    return steps.get(axis) != 0
        && sizes.get(axis) >= 0
        && (empty || (Math.min(first, last) >= 0 && Math.max(first, last) < size));
  }

  private Shape shape() {
    return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public Optional<Layout> layout(Layout x) {
    int offset = x.offset();
    int[] strides = x.strides();
    for (int axis = 0; axis < strides.length; axis++) {
      offset += sizes.get(axis) == 0 ? 0 : starts.get(axis) * strides[axis];
      strides[axis] *= steps.get(axis);
    }
    return Optional.of(Layout.of(shape(), offset, strides));
  }

  /// What ran backwards is turned round, then every element is put where it came from.
  @Override
  public Tensor pullback(Tensor x, Tensor yBar) {
    int[] backwards = IntStream.range(0, steps.size()).filter(k -> steps.get(k) < 0).toArray();
    Tensor forwards = backwards.length == 0 ? yBar : flip(yBar, backwards);
    List<Integer> interiors = steps.stream().map(step -> Math.abs(step) - 1).toList();
    return new Pad(before(), after(x.shape(), interiors), interiors).on(forwards);
  }

  private List<Integer> before() {
    return IntStream.range(0, steps.size()).map(this::lowest).boxed().toList();
  }

  private List<Integer> after(Shape x, List<Integer> interiors) {
    return IntStream.range(0, steps.size())
        .map(k -> x.size(k) - lowest(k) - Pad.spread(sizes.get(k), interiors.get(k)))
        .boxed()
        .toList();
  }

  private int lowest(int axis) {
    int last = starts.get(axis) + (sizes.get(axis) - 1) * steps.get(axis);
    return sizes.get(axis) == 0 ? 0 : Math.min(starts.get(axis), last);
  }

  private boolean isWhole(Shape x) {
    return x.equals(shape())
        && Collections.frequency(starts, 0) == x.rank()
        && Collections.frequency(steps, 1) == x.rank();
  }

  /// All elements in their order is nothing; a slice of a slice is one.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    if (isWhole(x.shape())) {
      return Optional.of(x);
    }
    return x.op() instanceof Slice first
        ? Optional.of(after(first).unlessWhole(x.inputs().getFirst()))
        : Optional.empty();
  }

  private Slice after(Slice first) {
    return of(
        IntStream.range(0, sizes.size())
            .mapToObj(k -> {
              int start = first.starts.get(k) + starts.get(k) * first.steps.get(k);
              int size = sizes.get(k);
              int step = size < 2 ? 1 : steps.get(k) * first.steps.get(k);
              return new Range(size == 0 ? 0 : start, size, step);
            })
            .toList());
  }
}
