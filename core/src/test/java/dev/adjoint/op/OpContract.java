package dev.adjoint.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.ReverseMode;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.check.Numbers;
import dev.adjoint.compile.Compiler;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Coverage.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What holds for every op, checked at given inputs: gradients to order 2 are those of central
/// differences, f32 says what f64 says, and compiled programs say what the interpreter says.
final class OpContract {
  private OpContract() {}

  /// A function of some tensors.
  @FunctionalInterface
  interface Formula extends Function<List<Tensor>, Tensor> {}

  static Formula formula(Function<Tensor, Tensor> f) {
    return xs -> f.apply(xs.getFirst());
  }

  static Formula formula(BinaryOperator<Tensor> f) {
    return xs -> f.apply(xs.get(0), xs.get(1));
  }

  /// Everything at once; the inputs are f64 where they are floating.
  static void holds(Formula f, NDArray... inputs) {
    List<NDArray> at = List.of(inputs);
    // Nobody asks for the lines of these nodes, and finding them costs as much as building them.
    Source.Unknown.UNKNOWN.run(() -> {
      gradients(f, at);
      modes(f, at);
      agreesInSinglePrecision(f, at);
    });
  }

  /// Forward mode and batches, of the value and of the pullback.
  static void modes(Formula f, List<NDArray> at) {
    Graph graph = graph(f, types(at));
    ModesContract.holds(graph, at);
    ModesContract.holds(pullback(graph), withCotangents(graph, at));
    note(graph, Part.JVP, Part.VMAP);
  }

  /// Of each input some elements and one direction that mixes all, to order 2.
  static void gradients(Formula f, List<NDArray> inputs) {
    if (inputs.stream().anyMatch(x -> x.dtype().isFloating() && x.count() > 0)) {
      GradientCheck.of((List<Tensor> xs) -> f.apply(xs))
          .order(2)
          .directions(1)
          .elements(4)
          .at(inputs.stream().map(Tensor::constant).toList())
          .orThrow();
      note(graph(f, types(inputs)), Part.ORDER_1, Part.ORDER_2);
    }
  }

  /// The value, its pullback and the pullback of that are all of f32 and near those of f64; both
  /// are the same compiled and interpreted.
  static void agreesInSinglePrecision(Formula f, List<NDArray> inputs) {
    Graph single = graph(f, types(cast(inputs, DType.FLOAT32)));
    Graph twice = graph(f, types(inputs));
    List<NDArray> at = inputs;
    for (int order = 0; order <= 2; order++) {
      List<NDArray> rounded = cast(at, DType.FLOAT32);
      List<NDArray> actual = compiled(single, rounded);
      List<NDArray> expected = compiled(twice, cast(rounded, DType.FLOAT64));
      for (int k = 0; k < actual.size(); k++) {
        assertThat(actual.get(k).type()).isEqualTo(cast(expected, DType.FLOAT32).get(k).type());
        near(actual.get(k), expected.get(k), 1e-4);
      }
      at = withCotangents(twice, at);
      single = pullback(single);
      twice = pullback(twice);
    }
    note(graph(f, types(cast(inputs, DType.FLOAT32))), Part.SINGLE);
    note(graph(f, types(inputs)), Part.COMPILED);
  }

  private static List<NDArray> cast(List<NDArray> arrays, DType dtype) {
    return arrays.stream().map(x -> x.dtype().isFloating() ? x.cast(dtype) : x).toList();
  }

  /// The value, its pullback and the pullback of that are the same compiled and interpreted.
  static void compiles(Formula f, List<NDArray> inputs) {
    Graph graph = graph(f, types(inputs));
    List<NDArray> at = inputs;
    for (int order = 0; order <= 2; order++) {
      compiled(graph, at);
      at = withCotangents(graph, at);
      graph = pullback(graph);
    }
    note(graph(f, types(inputs)), Part.COMPILED);
  }

  /// What the interpreter says, which compiled programs say too.
  private static List<NDArray> compiled(Graph graph, List<NDArray> at) {
    List<NDArray> expected = Interpreter.run(graph, at);
    List<NDArray> actual = Compiler.compile(graph).run(at);
    for (int k = 0; k < actual.size(); k++) {
      assertThat(actual.get(k).type()).isEqualTo(expected.get(k).type());
      near(actual.get(k), expected.get(k), isSingle(expected.get(k)) ? 1e-5 : 1e-12);
    }
    return expected;
  }

  private static void note(Graph graph, Part... parts) {
    Tensor[] outputs = graph.outputs().toArray(Tensor[]::new);
    Stream.of(parts).forEach(part -> CoverageHook.note(part, outputs));
  }

  private static boolean isSingle(NDArray x) {
    return x.dtype() == DType.FLOAT32;
  }

  private static List<NDArray> withCotangents(Graph graph, List<NDArray> at) {
    return Stream.concat(
            at.stream(), floating(graph.outputs()).map(y -> Numbers.smooth().array(y.type(), 5)))
        .toList();
  }

  static Graph graph(Formula f, List<TensorType> types) {
    List<Tensor> variables = types.stream().map(Tensor::variable).toList();
    return Graph.of(variables, List.of(f.apply(variables)));
  }

  /// The function from inputs and cotangents of floating outputs to cotangents of floating inputs.
  private static Graph pullback(Graph f) {
    List<Tensor> outputs = floating(f.outputs()).toList();
    List<Tensor> cotangents = outputs.stream().map(y -> Tensor.variable(y.type())).toList();
    List<Tensor> inputs = floating(f.inputs()).toList();
    return Graph.of(
        Stream.concat(f.inputs().stream(), cotangents.stream()).toList(),
        ReverseMode.pullback(outputs, cotangents, inputs));
  }

  private static Stream<Tensor> floating(List<Tensor> tensors) {
    return tensors.stream().filter(x -> x.type().isFloating());
  }

  private static List<TensorType> types(List<NDArray> arrays) {
    return arrays.stream().map(NDArray::type).toList();
  }

  /// The value of a formula of constants, as the interpreter says.
  static NDArray run(Tensor x) {
    CoverageHook.note(Part.VALUE, x);
    return Interpreter.run(Graph.of(List.of(), List.of(x)), List.of()).getFirst();
  }

  /// The gradient of the sum of the outputs by each floating input.
  static List<NDArray> gradient(Formula f, NDArray... inputs) {
    Graph f1 = graph(f, types(List.of(inputs)));
    NDArray ones = NDArray.full(f1.outputs().getFirst().type(), 1);
    return Interpreter.run(
        pullback(f1), Stream.concat(Stream.of(inputs), Stream.of(ones)).toList());
  }

  /// The second derivatives along the ones: the gradient of the sum of the gradient.
  static List<NDArray> second(Formula f, NDArray... inputs) {
    Graph f1 = graph(f, types(List.of(inputs)));
    List<Tensor> xs = floating(f1.inputs()).toList();
    List<Tensor> ones = List.of(Tensor.ones(f1.outputs().getFirst().type()));
    List<Tensor> first = ReverseMode.pullback(f1.outputs(), ones, xs);
    List<Tensor> sums = first.stream().map(Sum::of).toList();
    Tensor sum = sums.stream().reduce(Tensor::plus).orElseThrow();
    List<Tensor> one = List.of(Tensor.ones(sum.type()));
    return Interpreter.run(
        Graph.of(f1.inputs(), ReverseMode.pullback(List.of(sum), one, xs)), List.of(inputs));
  }

  /// The lines of a graph between its head and its end.
  static String listing(Formula f, TensorType... types) {
    String lines = lines(graph(f, List.of(types)));
    return lines.substring(0, lines.lastIndexOf('\n'));
  }

  /// Such a formula has a simpler one, with equal bits for all kinds of numbers.
  static void simplifies(Formula f, String simpler, TensorType... types) {
    Graph graph = graph(f, List.of(types));
    Tensor y = graph.outputs().getFirst();
    Tensor simple =
        y.op().simplify(y.inputs()).orElseThrow(() -> new AssertionError(graph + " has none"));
    assertThat(lines(Graph.of(graph.inputs(), List.of(simple)))).isEqualTo(simpler);
    for (int seed = 0; seed < 20; seed++) {
      List<NDArray> at = new ArrayList<>();
      for (TensorType type : types) {
        at.add(Numbers.special().array(type, seed * 31L + at.size()));
      }
      assertThat(Interpreter.run(Graph.of(graph.inputs(), List.of(simple)), at))
          .isEqualTo(Interpreter.run(graph, at));
    }
  }

  /// Such a formula is left alone.
  static void stays(Formula f, TensorType... types) {
    Tensor y = graph(f, List.of(types)).outputs().getFirst();
    assertThat(y.op().simplify(y.inputs())).isEmpty();
  }

  private static String lines(Graph graph) {
    return graph
        .toString()
        .lines()
        .filter(line -> line.startsWith("  "))
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  /// The first line of an error; the next ones say where the op and its operands were built.
  static void rejects(ThrowingCallable action, String message) {
    assertThatThrownBy(action)
        .isInstanceOf(IllegalArgumentException.class)
        .extracting(error -> String.valueOf(error.getMessage()).lines().findFirst().orElse(""))
        .isEqualTo(message);
  }

  /// An op applied directly, without the comfort of its factory.
  static ThrowingCallable applied(Op op, TensorType... types) {
    return () -> op.types(List.of(types));
  }

  static Tensor variable(TensorType type) {
    return Tensor.variable(type);
  }

  /// Equal numbers up to a tolerance relative to the largest of all; NaN and infinities where they
  /// are wanted.
  static void near(NDArray actual, NDArray expected, double tolerance) {
    double largest =
        Arrays.stream(expected.toDoubleArray())
            .map(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    within(actual, expected, tolerance * Math.max(1e-30, largest));
  }

  /// Numbers equal in each element up to some units in the last place of the dtype, or to one of
  /// the smallest normal number; NaN and infinities where they are wanted.
  static void close(NDArray actual, NDArray expected, int ulps) {
    assertThat(actual.type()).isEqualTo(expected.type());
    boolean single = isSingle(expected);
    for (int i = 0; i < actual.count(); i++) {
      double wanted = expected.value(i);
      double got = actual.value(i);
      double least = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
      double unit = single ? Math.ulp((float) wanted) : Math.ulp(wanted);
      boolean same =
          Double.isFinite(wanted)
              ? Math.abs(got - wanted) <= Math.max(ulps * unit, least)
              : Double.compare(got, wanted) == 0;
      assertThat(same)
          .as("element %d of %s is %s, not %s as in %s", i, actual, got, wanted, expected)
          .isTrue();
    }
  }

  /// The value alone is the same compiled and interpreted, up to four units in the last place.
  static void compilesClosely(Formula f, NDArray... inputs) {
    Graph graph = graph(f, types(List.of(inputs)));
    note(graph, Part.COMPILED);
    close(
        Compiler.compile(graph).run(List.of(inputs)).getFirst(),
        Interpreter.run(graph, List.of(inputs)).getFirst(),
        4);
  }

  /// Equal numbers up to an absolute tolerance; NaN and infinities where they are wanted.
  static void within(NDArray actual, NDArray expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < actual.count(); i++) {
      double wanted = expected.value(i);
      double got = actual.value(i);
      boolean same =
          Double.isFinite(wanted)
              ? Math.abs(got - wanted) <= tolerance
              : Double.compare(got, wanted) == 0;
      assertThat(same)
          .as("element %d of %s is %s, not %s as in %s", i, actual, got, wanted, expected)
          .isTrue();
    }
  }

  /// An array made by a naive rule from positions.
  static NDArray naive(DType dtype, Shape shape, ToDoubleFunction<int[]> rule) {
    double[] values = positions(shape).mapToDouble(rule).toArray();
    return NDArray.wrap(new TensorType(DType.FLOAT64, shape), values).cast(dtype);
  }

  /// All positions of a shape in row-major order.
  static Stream<int[]> positions(Shape shape) {
    return IntStream.range(0, shape.count()).mapToObj(i -> position(shape, i));
  }

  private static int[] position(Shape shape, int index) {
    int[] result = new int[shape.rank()];
    int rest = index;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      result[axis] = rest % shape.size(axis);
      rest /= shape.size(axis);
    }
    return result;
  }

  /// The element that NumPy's rule shows at a position of a larger shape.
  static double broadcast(NDArray x, int[] position) {
    int[] own = Arrays.copyOfRange(position, position.length - x.shape().rank(), position.length);
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = x.shape().size(axis) == 1 ? 0 : own[axis];
    }
    return x.at(own);
  }
}
