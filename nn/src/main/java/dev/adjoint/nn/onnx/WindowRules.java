package dev.adjoint.nn.onnx;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.op.ArgMaxPool;
import dev.adjoint.op.AvgPool;
import dev.adjoint.op.Conv;
import dev.adjoint.op.ConvTranspose;
import dev.adjoint.op.ConvWeights;
import dev.adjoint.op.Fold;
import dev.adjoint.op.MaxPool;
import dev.adjoint.op.PoolMaxima;
import dev.adjoint.op.Sliding;
import dev.adjoint.op.Unpool;
import dev.adjoint.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ops whose windows slide over spatial axes.
final class WindowRules {
  private WindowRules() {}

  static void addTo(RuleBook.Entries rules) {
    rules.one(
        Conv.class,
        (op, call) ->
            call.make(
                "Conv",
                attributes(op.sliding()).with("group", op.groups()),
                call.input(0),
                call.input(1)));
    rules.one(
        ConvTranspose.class,
        (op, call) -> {
          Attributes attributes =
              attributes(op.sliding())
                  .with("group", op.groups())
                  .with("output_padding", op.extras());
          return call.make("ConvTranspose", attributes, call.input(0), call.input(1));
        });
    rules.one(ConvWeights.class, WindowRules::weights);
    rules.one(MaxPool.class, (op, call) -> maxima(call, op.sizes(), op.sliding(), 1).getFirst());
    rules.one(ArgMaxPool.class, (op, call) -> maxima(call, op.sizes(), op.sliding(), 2).getLast());
    rules.all(PoolMaxima.class, (op, call) -> maxima(call, op.sizes(), op.sliding(), 2));
    rules.one(Unpool.class, WindowRules::unpool);
    rules.one(AvgPool.class, WindowRules::average);
    rules.one(Fold.class, WindowRules::fold);
  }

  private static Attributes attributes(Sliding sliding) {
    List<Integer> pads =
        Stream.concat(sliding.befores().stream(), sliding.afters().stream()).toList();
    return Attributes.none()
        .with("strides", sliding.strides())
        .with("pads", pads)
        .with("dilations", sliding.dilations());
  }

  /// A convolution over images and positions in which strides and dilations have changed places:
  /// the channels are its batch, the images its channels. Source: Dumoulin, Visin, *A guide to
  /// convolution arithmetic for deep learning* (2016), §4.
  private static Value weights(ConvWeights op, Call call) {
    int groups = op.groups();
    int[] x = call.inputType(0).shape().toArray();
    int channels = x[1] / groups;
    int spatial = op.sliding().rank();
    Value grouped = call.reshape(call.input(0), sizes(x, new int[] {x[0], groups, channels}));
    Value byChannel = ViewRules.transposed(call, grouped, swapped(2, 1, 0, spatial));
    Value images = call.reshape(byChannel, sizes(x, new int[] {channels, groups * x[0]}));
    Value kernels = ViewRules.transposed(call, call.input(1), swapped(1, 0, spatial));
    Attributes attributes =
        attributes(op.sliding())
            .with("strides", op.sliding().dilations())
            .with("dilations", op.sliding().strides())
            .with("group", groups);
    Value w = call.make("Conv", attributes, images, kernels);
    return firstTaps(call, ViewRules.transposed(call, w, swapped(1, 0, spatial)), op.taps());
  }

  /// The first sizes, then the spatial ones.
  private static Shape sizes(int[] x, int[] first) {
    return Shape.of(IntStream.concat(IntStream.of(first), Arrays.stream(x).skip(2)).toArray());
  }

  private static List<Integer> swapped(int a, int b, int spatial) {
    return Stream.concat(Stream.of(a, b), IntStream.range(2, 2 + spatial).boxed()).toList();
  }

  private static List<Integer> swapped(int a, int b, int c, int spatial) {
    return Stream.concat(Stream.of(a, b, c), IntStream.range(3, 3 + spatial).boxed()).toList();
  }

  /// There may be more room than the positions need, and so more taps than the kernel has.
  private static Value firstTaps(Call call, Value w, List<Integer> taps) {
    int[] axes = IntStream.range(2, 2 + taps.size()).toArray();
    return call.make(
        "Slice",
        w,
        call.integers(new long[taps.size()]),
        call.integers(taps),
        call.integers(Arrays.stream(axes).asLongStream().toArray()));
  }

  /// The planes of `x` as images of one channel, as ONNX's pools want them.
  private static Value planes(Call call, int spatial) {
    Shape x = call.inputType(0).shape();
    return x.rank() == spatial + 2
        ? call.input(0)
        : call.reshape(call.input(0), planes(x, spatial));
  }

  private static Shape planes(Shape x, int spatial) {
    int[] sizes = x.toArray();
    int leading = sizes.length - spatial;
    int count = Arrays.stream(sizes).limit(leading).reduce(1, (a, b) -> a * b);
    return ViewRules.joined(Shape.of(count, 1), Arrays.copyOfRange(sizes, leading, sizes.length));
  }

  /// The largest elements and, if asked for, their places in their planes.
  private static List<Value> maxima(Call call, List<Integer> sizes, Sliding sliding, int outputs) {
    boolean isInt = call.inputType(0).dtype() == DType.INT32;
    Value planes = planes(call, sliding.rank());
    Value x = isInt ? call.cast(planes, ElementType.DOUBLE) : planes;
    Attributes attributes = attributes(sliding).with("kernel_shape", sizes);
    List<Value> made = call.makeAll("MaxPool", outputs, attributes, List.of(x));
    var values = new ArrayList<Value>();
    values.add(isInt ? call.cast(made.get(0), ElementType.INT32) : made.get(0));
    if (outputs == 2) {
      values.add(places(call, made.get(1), sliding.rank()));
    }
    Shape y = call.outputType(0).shape();
    return values.stream()
        .map(v -> y.rank() == sliding.rank() + 2 ? v : call.reshape(v, y))
        .toList();
  }

  /// ONNX numbers the elements of all planes.
  private static Value places(Call call, Value places, int spatial) {
    int plane = 1;
    for (int axis = 1; axis <= spatial; axis++) {
      plane *= call.inputType(0).shape().size(-axis);
    }
    return call.cast(call.make("Mod", places, call.integer(plane)), ElementType.INT32);
  }

  private static Value average(AvgPool op, Call call) {
    int spatial = op.sliding().rank();
    Attributes attributes =
        attributes(op.sliding())
            .with("kernel_shape", op.sizes())
            .with("count_include_pad", op.padsCount() ? 1 : 0);
    Value y = call.make("AveragePool", attributes, planes(call, spatial));
    Shape shape = call.outputType(0).shape();
    return shape.rank() == spatial + 2 ? y : call.reshape(y, shape);
  }

  private static Value unpool(Unpool op, Call call) {
    Shape y = call.inputType(0).shape();
    int leading = y.rank() - op.plane().rank();
    int[] outer = Arrays.copyOf(y.toArray(), leading);
    int positions = Arrays.stream(y.toArray()).skip(leading).reduce(1, (a, b) -> a * b);
    Shape flat = ViewRules.joined(Shape.of(outer), positions);
    Value sum =
        summed(
            call,
            call.reshape(call.input(1), flat),
            call.reshape(call.input(0), flat),
            ViewRules.joined(Shape.of(outer), op.plane().count()));
    return call.reshape(sum, call.outputType(0).shape());
  }

  /// Elements put at their places along the last axis of zeros, and added up.
  private static Value summed(Call call, Value places, Value updates, Shape shape) {
    Value zero = call.scalar(call.inputType(0).dtype(), 0);
    Value zeros = call.make("Expand", zero, call.sizes(shape));
    return RowRules.scattered(call, zeros, places, updates, shape.rank() - 1, "add");
  }

  private static Value fold(Fold op, Call call) {
    Shape x = call.inputType(0).shape();
    int taps = op.window().rank();
    int leading = x.rank() - 2 * taps;
    var order = new ArrayList<Integer>();
    IntStream.range(0, op.at()).forEach(order::add);
    IntStream.range(op.at() + taps, leading + taps).forEach(order::add);
    int[] outer = order.stream().mapToInt(x::size).toArray();
    IntStream.range(op.at(), op.at() + taps).forEach(order::add);
    IntStream.range(leading + taps, x.rank()).forEach(order::add);
    NDArray places =
        places(op.window(), op.sizes(), Arrays.copyOfRange(x.toArray(), leading + taps, x.rank()));
    Shape flat = ViewRules.joined(Shape.of(outer), places.count());
    Value updates = call.reshape(ViewRules.transposed(call, call.input(0), order), flat);
    Value each = call.make("Expand", call.constant(places), call.sizes(flat));
    Shape plane = ViewRules.joined(Shape.of(outer), op.sizes().count());
    return call.reshape(summed(call, each, updates, plane), call.outputType(0).shape());
  }

  /// Where each tap of each position lies in the plane, taps first.
  private static NDArray places(Window window, Shape plane, int[] positions) {
    int[] strides = plane.strides();
    int[] places = {0};
    for (int axis = 0; axis < window.rank(); axis++) {
      int step = window.dilations().get(axis) * strides[axis];
      places = crossed(places, window.sizes().get(axis), step);
    }
    for (int axis = 0; axis < window.rank(); axis++) {
      int step = window.strides().get(axis) * strides[axis];
      places = crossed(places, positions[axis], step);
    }
    return NDArray.of(places);
  }

  private static int[] crossed(int[] places, int count, int step) {
    return Arrays.stream(places)
        .flatMap(place -> IntStream.range(0, count).map(k -> place + k * step))
        .toArray();
  }
}
