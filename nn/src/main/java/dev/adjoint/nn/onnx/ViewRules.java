package dev.adjoint.nn.onnx;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.BroadcastTo;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Diagonal;
import dev.adjoint.op.Pad;
import dev.adjoint.op.Reshape;
import dev.adjoint.op.Slice;
import dev.adjoint.op.Split;
import dev.adjoint.op.Transpose;
import dev.adjoint.op.Tril;
import dev.adjoint.op.Triu;
import dev.adjoint.op.Windows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ops that arrange elements: views, concatenation, padding, triangles.
final class ViewRules {
  /// ONNX's end of a slice that runs to the front.
  private static final long BEFORE_THE_FIRST = -(1L << 40);

  private ViewRules() {}

  static void addTo(RuleBook.Entries rules) {
    rules.one(
        BroadcastTo.class,
        (_, call) -> call.make("Expand", call.input(0), call.sizes(call.outputType(0).shape())));
    rules.one(Reshape.class, (_, call) -> reshape(call));
    rules.one(Transpose.class, (op, call) -> transposed(call, call.input(0), op.axes()));
    rules.one(Slice.class, ViewRules::slice);
    rules.one(Diagonal.class, ViewRules::diagonal);
    rules.one(Windows.class, ViewRules::windows);
    rules.one(
        Concat.class,
        (op, call) ->
            call.makeAll("Concat", 1, Attributes.of("axis", op.axis()), call.inputs()).getFirst());
    rules.all(Split.class, ViewRules::split);
    rules.one(Pad.class, ViewRules::pad);
    rules.all(
        Tril.class,
        (op, call) ->
            triangle(call, op.diagonal(), false)
                .map(List::of)
                .orElseGet(() -> call.formula(xs -> List.of(op.expand(xs)))));
    rules.all(
        Triu.class,
        (op, call) ->
            triangle(call, op.diagonal(), true)
                .map(List::of)
                .orElseGet(() -> call.formula(xs -> List.of(op.expand(xs)))));
  }

  static Value transposed(Call call, Value x, List<Integer> axes) {
    return call.make("Transpose", Attributes.none().with("perm", axes), x);
  }

  private static Value reshape(Call call) {
    Tensor source = call.node().inputs().getFirst();
    Optional<Value> kept =
        call.sourceOfInput().flatMap(x -> ReductionRules.keepingAxes(call, source, x));
    return kept.orElseGet(() -> call.reshape(call.input(0), call.outputType(0).shape()));
  }

  /// Along those axes that are not taken whole.
  private static Value slice(Slice op, Call call) {
    Shape x = call.inputType(0).shape();
    int[] axes = IntStream.range(0, x.rank()).filter(k -> !isWhole(op, k, x.size(k))).toArray();
    if (axes.length == 0) {
      return call.make("Identity", call.input(0));
    }
    return call.make(
        "Slice",
        call.input(0),
        call.integers(IntStream.of(axes).mapToLong(k -> op.starts().get(k)).toArray()),
        call.integers(IntStream.of(axes).mapToLong(k -> stop(op, k)).toArray()),
        call.integers(IntStream.of(axes).asLongStream().toArray()),
        call.integers(IntStream.of(axes).mapToLong(k -> op.steps().get(k)).toArray()));
  }

  private static boolean isWhole(Slice op, int axis, int size) {
    return op.starts().get(axis) == 0
        && op.sizes().get(axis) == size
        && (op.steps().get(axis) == 1 || size <= 1);
  }

  /// Negative ends count from the back; past the front lies only a far one.
  private static long stop(Slice op, int axis) {
    long step = op.steps().get(axis);
    long last = op.starts().get(axis) + (op.sizes().get(axis) - 1L) * step;
    long stop = last + Long.signum(step);
    return op.sizes().get(axis) == 0 ? op.starts().get(axis) : stop < 0 ? BEFORE_THE_FIRST : stop;
  }

  private static NDArray indices(IntStream numbers) {
    return NDArray.of(numbers.toArray());
  }

  private static Value gather(Call call, Value x, NDArray indices, int axis) {
    return call.make("Gather", Attributes.of("axis", axis), x, call.constant(indices));
  }

  /// The two axes become one, of which the diagonal's elements are picked.
  private static Value diagonal(Diagonal op, Call call) {
    Shape x = call.inputType(0).shape();
    int columns = x.size(op.columns());
    var order = new ArrayList<Integer>();
    IntStream.range(0, x.rank())
        .filter(axis -> axis != op.rows() && axis != op.columns())
        .forEach(order::add);
    Shape others = x.without(List.of(op.rows(), op.columns()).stream().sorted().toList());
    order.add(op.rows());
    order.add(op.columns());
    Value last = transposed(call, call.input(0), order);
    Value flat = call.reshape(last, joined(others, x.size(op.rows()) * columns));
    int first = op.offset() < 0 ? -op.offset() * columns : op.offset();
    int count = call.outputType(0).shape().size(-1);
    IntStream places = IntStream.range(0, count).map(i -> first + i * (columns + 1));
    return gather(call, flat, indices(places), others.rank());
  }

  static Shape joined(Shape front, int... back) {
    return Shape.of(IntStream.concat(IntStream.of(front.toArray()), IntStream.of(back)).toArray());
  }

  /// Along each axis all taps of all positions are picked; then the taps' axes move forward.
  private static Value windows(Windows op, Call call) {
    Shape x = call.inputType(0).shape();
    int taps = op.window().rank();
    int leading = x.rank() - taps;
    Value y = call.input(0);
    for (int k = taps - 1; k >= 0; k--) {
      y = gather(call, y, places(op, call, k), leading + k);
    }
    return transposed(call, y, order(op.at(), leading, taps));
  }

  /// Element `[tap, position]` lies at `position · stride + tap · dilation`.
  private static NDArray places(Windows op, Call call, int axis) {
    int positions = call.outputType(0).shape().size(axis - op.window().rank());
    int taps = op.window().sizes().get(axis);
    int stride = op.window().strides().get(axis);
    int dilation = op.window().dilations().get(axis);
    return indices(
            IntStream.range(0, taps * positions)
                .map(i -> i % positions * stride + i / positions * dilation))
        .reshape(taps, positions);
  }

  private static List<Integer> order(int at, int leading, int taps) {
    return Stream.of(
            IntStream.range(0, at),
            IntStream.range(0, taps).map(k -> leading + 2 * k),
            IntStream.range(at, leading),
            IntStream.range(0, taps).map(k -> leading + 2 * k + 1))
        .flatMap(IntStream::boxed)
        .toList();
  }

  private static List<Value> split(Split op, Call call) {
    Attributes axis = Attributes.of("axis", op.axis());
    List<Value> inputs = List.of(call.input(0), call.integers(op.sizes()));
    return call.makeAll("Split", op.sizes().size(), axis, inputs);
  }

  private static Value pad(Pad op, Call call) {
    DType dtype = call.inputType(0).dtype();
    Value x = call.input(0);
    Shape shape = call.inputType(0).shape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      int interior = op.interiors().get(axis);
      if (interior > 0 && shape.size(axis) > 1) {
        x = spread(call, x, shape, axis, interior);
        shape = withSize(shape, axis, shape.size(axis) * (interior + 1) - interior);
      }
    }
    return padded(call, x, op.lows(), op.highs(), dtype);
  }

  static Value padded(Call call, Value x, List<Integer> lows, List<Integer> highs, DType dtype) {
    var pads = new ArrayList<Integer>(lows);
    pads.addAll(highs);
    return pads.stream().allMatch(pad -> pad == 0)
        ? call.make("Identity", x)
        : call.make("Pad", x, call.integers(pads), call.scalar(dtype, 0));
  }

  static Shape withSize(Shape shape, int axis, int size) {
    int[] sizes = shape.toArray();
    sizes[axis] = size;
    return Shape.of(sizes);
  }

  /// Each element gets zeros behind it on an axis of its own; those behind the last are cut off.
  private static Value spread(Call call, Value x, Shape shape, int axis, int interior) {
    int size = shape.size(axis);
    Value column = call.make("Unsqueeze", x, call.integers(axis + 1L));
    List<Integer> none = Collections.nCopies(shape.rank() + 1, 0);
    var behind = new ArrayList<>(none);
    behind.set(axis + 1, interior);
    Value rows = padded(call, column, none, behind, call.inputType(0).dtype());
    Value flat = call.reshape(rows, withSize(shape, axis, size * (interior + 1)));
    return call.make(
        "Slice",
        flat,
        call.integers(0),
        call.integers((long) size * (interior + 1) - interior),
        call.integers(axis));
  }

  /// ONNX Runtime has triangles of floating-point numbers alone.
  private static Optional<Value> triangle(Call call, int diagonal, boolean upper) {
    return call.inputType(0).isFloating()
        ? Optional.of(
            call.make(
                "Trilu",
                Attributes.of("upper", upper ? 1 : 0),
                call.input(0),
                call.integer(diagonal)))
        : Optional.empty();
  }
}
