package dev.adjoint.nn.onnx;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A model for any size of a batch, from the models of one function traced at three sizes.
///
/// The three are compared node by node. They must be equal but for numbers that the model holds;
/// where such a number is `a·n + b` or `c/n` at two sizes `n`, and at the third as well, nodes that
/// compute it from the input's shape take its place. Everything else is an error: nothing is
/// guessed from one trace.
final class BatchAxis {
  /// Sizes that seldom are sizes of something else, so that no op looks as if it could be left out.
  static final List<Integer> SIZES = List.of(97, 101, 103);

  static final String NAME = "batch";

  /// No input or output is called this.
  private static final Value BATCH = new Value("#batch");

  private final List<OnnxGraph> traces;
  private final Value input;
  private final List<OnnxNode> computed = new ArrayList<>();
  private final Map<Value, Held> held = new LinkedHashMap<>();

  private BatchAxis(List<OnnxGraph> traces, Value input) {
    this.traces = traces;
    this.input = input;
  }

  /// {@return one model of all sizes}
  ///
  /// @param traces the models at [#SIZES]
  /// @param input an input whose first axis is the batch
  static OnnxGraph of(List<OnnxGraph> traces, Value input) {
    return new BatchAxis(traces, input).merge();
  }

  /// {@return the message of an error at the first size, with the name of the axis for it}
  ///
  /// @param error the error
  static String named(IllegalArgumentException error) {
    return String.valueOf(error.getMessage())
        .replaceAll("(?<![\\d:.])%d(?![\\d.])".formatted(SIZES.getFirst()), NAME);
  }

  private OnnxGraph merge() {
    OnnxGraph first = traces.getFirst();
    OnnxGraph same = SameGraph.of(traces);
    first
        .initializers()
        .forEach((value, one) -> {
          List<Held> all = traces.stream().map(t -> t.initializers().get(value)).toList();
          if (all.stream().allMatch(one::equals)) {
            held.put(value, one);
          } else {
            replace(value, all);
          }
        });
    var nodes = new ArrayList<>(computed);
    if (!nodes.isEmpty()) {
      Attributes axis = Attributes.of("start", 0).with("end", 1);
      nodes.addFirst(node("Shape", axis, BATCH, input));
    }
    nodes.addAll(same.nodes());
    return new OnnxGraph(same.inputs(), same.outputs(), nodes, held);
  }

  private static OnnxNode node(String op, Attributes attributes, Value output, Value... inputs) {
    return new OnnxNode(op, List.of(inputs), List.of(output), attributes, "size of the batch");
  }

  private void replace(Value value, List<Held> all) {
    boolean isDone =
        all.getFirst() instanceof Held.Integers
            ? integers(value, all, isShape(value))
            : numbers(value, all.stream().map(one -> ((Held.Numbers) one)).toList());
    if (!isDone) {
      OnnxNode user = users(value).getFirst();
      throw new IllegalArgumentException(
          "with a dynamic batch axis: %s is given what depends on the size n of the batch axis, but neither as a·n + b nor as c/n: %s where n = %d, %s where n = %d; export it with a fixed size (%s)"
              .formatted(
                  user.op(), all.get(0), SIZES.get(0), all.get(1), SIZES.get(1), user.origin()));
    }
  }

  private List<OnnxNode> users(Value value) {
    var users = new ArrayList<OnnxNode>();
    addUsers(traces.getFirst(), value, users);
    return users;
  }

  private static void addUsers(OnnxGraph graph, Value value, List<OnnxNode> users) {
    for (OnnxNode node : graph.nodes()) {
      if (node.inputs().contains(value)) {
        users.add(node);
      }
      node.bodies().forEach(body -> addUsers(body, value, users));
    }
  }

  private boolean isShape(Value value) {
    return users(value).stream().allMatch(user -> user.op().equals("Reshape"));
  }

  private boolean integers(Value value, List<Held> all, boolean isShape) {
    List<List<Long>> rows = all.stream().map(one -> ((Held.Integers) one).values()).toList();
    List<List<Long>> columns =
        IntStream.range(0, rows.getFirst().size())
            .mapToObj(k -> rows.stream().map(row -> row.get(k)).toList())
            .toList();
    return isShape && leftOpen(value, columns)
        || lines(value, columns, ((Held.Integers) all.getFirst()).isScalar());
  }

  /// A shape in which one size grows, however it does: −1 is ONNX's word for what is left.
  private boolean leftOpen(Value value, List<List<Long>> columns) {
    List<Long> sizes =
        columns.stream()
            .map(column ->
                column.stream().distinct().count() == 1 ? column.getFirst() : Long.valueOf(-1))
            .toList();
    boolean isOne = sizes.stream().filter(size -> size == -1).count() == 1;
    if (isOne && !sizes.contains(0L)) {
      held.put(value, new Held.Integers(sizes, false));
      return true;
    }
    return false;
  }

  private boolean lines(Value value, List<List<Long>> columns, boolean isScalar) {
    var factors = new ArrayList<Long>();
    var offsets = new ArrayList<Long>();
    for (List<Long> column : columns) {
      Optional<long[]> line = line(column);
      if (line.isEmpty()) {
        return false;
      }
      factors.add(line.get()[0]);
      offsets.add(line.get()[1]);
    }
    compute(value, factors, offsets, isScalar);
    return true;
  }

  /// `a` and `b` of `a·n + b`, if that is what the three values are.
  private static Optional<long[]> line(List<Long> values) {
    long rise = values.get(1) - values.get(0);
    int run = SIZES.get(1) - SIZES.get(0);
    long a = rise / run;
    long b = values.get(0) - a * SIZES.get(0);
    boolean holds =
        IntStream.range(0, SIZES.size()).allMatch(k -> values.get(k) == a * SIZES.get(k) + b);
    return holds ? Optional.of(new long[] {a, b}) : Optional.empty();
  }

  private Value hold(Value by, String suffix, Held numbers) {
    var value = new Value(by.name() + suffix);
    held.put(value, numbers);
    return value;
  }

  private void compute(Value value, List<Long> factors, List<Long> offsets, boolean isScalar) {
    Value times = hold(value, "_factors", new Held.Integers(factors, false));
    Value plus = hold(value, "_offsets", new Held.Integers(offsets, false));
    var scaled = new Value(value.name() + "_scaled");
    computed.add(node("Mul", Attributes.none(), scaled, BATCH, times));
    var sum = isScalar ? new Value(value.name() + "_sum") : value;
    computed.add(node("Add", Attributes.none(), sum, scaled, plus));
    if (isScalar) {
      computed.add(node("Squeeze", Attributes.none(), value, sum));
    }
  }

  /// One number over and over, in a shape that grows, or a number that grows or shrinks.
  private boolean numbers(Value value, List<Held.Numbers> all) {
    if (!all.stream().allMatch(Held.Numbers::isUniform)) {
      return false;
    }
    List<NDArray> arrays = all.stream().map(Held.Numbers::value).toList();
    List<Double> numbers = arrays.stream().map(array -> array.value(0)).toList();
    if (numbers.stream().allMatch(numbers.getFirst()::equals)) {
      return filled(value, arrays);
    }
    boolean isOne = arrays.stream().allMatch(array -> array.shape().rank() == 0);
    return isOne
        && (line(value, arrays.getFirst(), numbers) || share(value, arrays.getFirst(), numbers));
  }

  private boolean filled(Value value, List<NDArray> arrays) {
    NDArray first = arrays.getFirst();
    Value number = hold(value, "_number", number(first, first.value(0)));
    var shape = new Value(value.name() + "_shape");
    List<Held> sizes =
        arrays.stream()
            .map(a ->
                (Held) Held.Integers.of(IntStream.of(a.shape().toArray()).asLongStream().toArray()))
            .toList();
    boolean isLinear = integers(shape, sizes, false);
    computed.add(node("Expand", Attributes.none(), value, number, shape));
    return isLinear;
  }

  private static Held number(NDArray like, double number) {
    return new Held.Numbers(NDArray.full(TensorType.of(like.dtype()), number));
  }

  private Value batchAs(Value by, NDArray like) {
    var scalar = new Value(by.name() + "_batch");
    computed.add(node("Squeeze", Attributes.none(), scalar, BATCH));
    var cast = new Value(by.name() + "_cast");
    int type = ElementType.of(like.dtype()).number();
    computed.add(node("Cast", Attributes.of("to", type), cast, scalar));
    return cast;
  }

  private boolean line(Value value, NDArray like, List<Double> numbers) {
    if (!numbers.stream().allMatch(number -> number == Math.rint(number))) {
      return false;
    }
    Optional<long[]> line = line(numbers.stream().map(Double::longValue).toList());
    line.ifPresent(ab -> {
      Value times = hold(value, "_factor", number(like, (double) ab[0]));
      Value plus = hold(value, "_offset", number(like, (double) ab[1]));
      var scaled = new Value(value.name() + "_scaled");
      computed.add(node("Mul", Attributes.none(), scaled, batchAs(value, like), times));
      computed.add(node("Add", Attributes.none(), value, scaled, plus));
    });
    return line.isPresent();
  }

  /// `c/n`, each rounded once to the dtype.
  private boolean share(Value value, NDArray like, List<Double> numbers) {
    double c = numbers.getFirst() * SIZES.getFirst();
    double unit = like.dtype().isFloating() ? (like.dtype().bytes() == 4 ? 0x1p-23 : 0x1p-52) : 0;
    for (int k = 0; k < SIZES.size(); k++) {
      double wanted = c / SIZES.get(k);
      if (!(Math.abs(numbers.get(k) - wanted) <= 2 * unit * Math.abs(wanted))) {
        return false;
      }
    }
    Value whole = hold(value, "_whole", number(like, c));
    computed.add(node("Div", Attributes.none(), value, whole, batchAs(value, like)));
    return true;
  }
}
