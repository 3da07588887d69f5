package dev.adjoint.graph;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.op.Add;
import dev.adjoint.op.BroadcastTo;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Sum;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GraphTest {
  private final Tensor x = Tensor.variable(TensorType.f64(2));
  private final Tensor y = Tensor.variable(TensorType.f64(2));

  /// Sum and difference at once.
  record SumAndDifference() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      checkCount(inputs, 2);
      return inputs;
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      for (int i = 0; i < outputs.getFirst().count(); i++) {
        outputs.get(0).set(i, inputs.get(0).value(i) + inputs.get(1).value(i));
        outputs.get(1).set(i, inputs.get(0).value(i) - inputs.get(1).value(i));
      }
    }

    @Override
    public Tensor pullback(
        int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      return input == 0
          ? cotangents.get(0).plus(cotangents.get(1))
          : cotangents.get(0).minus(cotangents.get(1));
    }
  }

  // ---- order and text

  @Test
  void nodesComeAfterTheirInputsAndOnce() {
    Tensor sum = x.plus(y);
    Tensor product = sum.times(sum);
    Graph graph = Graph.of(List.of(x, y), List.of(product, sum));
    assertThat(graph.nodes()).containsExactly(x.node(), y.node(), sum.node(), product.node());
    assertThat(graph)
        .hasToString(
            """
            (%0: f64[2], %1: f64[2]) {
              %2: f64[2] = Add %0 %1
              %3: f64[2] = Mul %2 %2
              return %3 %2
            }\
            """);
  }

  @Test
  void constantsStandWhereTheyAreUsedIfTheyAreOneNumber() {
    Graph graph =
        Graph.of(
            List.of(x),
            List.of(x.times(vector(1, 2)), x.slice(0, 0, 1).plus(vector(3)), y, scalar(4)));
    assertThat(graph)
        .hasToString(
            """
            (%0: f64[2]) {
              %1: f64[2] = Constant
              %2: f64[2] = Mul %0 %1
              %3: f64[1] = Slice[starts=[0], sizes=[1], steps=[1]] %0
              %4: f64[1] = Add %3 3.0
              %5: f64[2] = Variable
              return %2 %4 %5 4.0
            }\
            """);
  }

  @Test
  void nodesWithSeveralOutputsAreOneLine() {
    List<Tensor> both = Node.of(new SumAndDifference(), List.of(x, y)).outputs();
    Graph graph = Graph.of(List.of(x, y), both);
    assertThat(graph.nodes()).hasSize(3);
    assertThat(graph.toString()).contains("  %2: f64[2], %3: f64[2] = SumAndDifference %0 %1\n");
    assertThat(Interpreter.run(graph, List.of(NDArray.of(3., 5), NDArray.of(1., 1))))
        .containsExactly(NDArray.of(4., 6), NDArray.of(2., 4));
  }

  @Test
  void freeVariablesAreThoseThatAreNoInputs() {
    assertThat(Graph.of(List.of(x), List.of(x.plus(y))).freeVariables()).containsExactly(y);
    assertThat(Graph.of(List.of(x, y), List.of(x.plus(y))).freeVariables()).isEmpty();
    assertThat(Graph.of(List.of(x, y), List.of(x)).inputTypes())
        .containsExactly(TensorType.f64(2), TensorType.f64(2));
  }

  @Test
  void anAppliedGraphSharesWhatDoesNotDependOnItsArguments() {
    Tensor shared = Sin.of(y);
    Graph graph = Graph.of(List.of(x), List.of(x.times(shared), shared));
    List<Tensor> applied = graph.apply(List.of(vector(1, 2)));
    assertThat(applied.get(1)).isSameAs(shared);
    assertThat(applied.get(0).inputs().get(1)).isSameAs(shared);
    assertThat(graph.apply(List.of(x))).isEqualTo(graph.outputs());
    // an argument may be a formula of the very variable that it replaces
    assertThat(Graph.of(List.of(x), List.of(x.plus(x))).apply(List.of(x.times(y))))
        .singleElement()
        .satisfies(z -> assertThat(z.inputs().getFirst().inputs()).containsExactly(x, y));
  }

  // ---- misuse

  @Test
  void misuseOfGraphs() {
    assertMisuse(
        () -> Graph.of(List.of(x, x), List.of(x)),
        "a graph's inputs are distinct free variables, but got variable f64[2]");
    assertMisuse(
        () -> Graph.of(List.of(scalar(1)), List.of(x)),
        "a graph's inputs are distinct free variables, but got 1.0");
    assertMisuse(
        () -> Graph.of(List.of(x), List.of(x)).apply(List.of(scalar(1))),
        "a graph of inputs [f64[2]] was given [f64[]]");
    assertMisuse(
        () -> Interpreter.run(Graph.of(List.of(x), List.of(x)), List.of(NDArray.of(1, 2))),
        "a graph of inputs [f64[2]] was given [i32[2]]");
    assertMisuse(
        () -> Interpreter.run(Graph.of(List.of(x), List.of(y)), List.of(NDArray.of(1., 2))),
        "variable f64[2] is free: it was given no numbers");
  }

  @Test
  void misuseOfOps() {
    assertMisuse(
        () -> Tensor.of(new SumAndDifference(), x, y),
        "SumAndDifference[] has 2 outputs; take them from Node.of(op, inputs).outputs()");
    assertMisuse(() -> Tensor.of(new Add(), x), "add of f64[2]: wants 2 inputs, but got 1");
    assertMisuse(
        () -> Tensor.of(new Add(), x, scalar(1)),
        "add of f64[2] and f64[]: shapes differ; apply the op with on(…), which broadcasts");
    assertMisuse(
        () -> x.plus(vector(1, 2, 3)),
        "add of f64[2] and f64[3]: shapes [2] and [3] do not broadcast: axis -1 is 2 in one and 3 in the other");
    assertMisuse(
        () -> x.plus(Tensor.constant(NDArray.of(1, 2))),
        "add of f64[2] and i32[2]: dtypes differ; convert one with Cast.of(x, dtype)");
    assertMisuse(
        () -> Sin.of(Tensor.constant(NDArray.of(1, 2))),
        "sin of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)");
    assertMisuse(() -> new Sum(List.of(3)).on(x), "sum of f64[2]: axis 3 does not exist");
    assertMisuse(
        () -> Sum.of(Tensor.constant(NDArray.of(true))),
        "sum of bool[1]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    assertMisuse(
        () -> x.broadcastTo(Shape.of(3)),
        "broadcastto of f64[2]: does not fit [3]; an axis must be 1 or have the wanted size");
  }

  /// A view without strides for contiguous inputs.
  record Lost() implements View {
    @Override
    public TensorType type(TensorType x) {
      return x;
    }

    @Override
    public Optional<Layout> layout(Layout x) {
      return Optional.empty();
    }

    @Override
    public Tensor pullback(Tensor x, Tensor yBar) {
      return yBar;
    }
  }

  @Test
  void aViewMustShowContiguousInputs() {
    Graph graph = Graph.of(List.of(x), List.of(new Lost().on(x)));
    assertThatThrownBy(() -> Interpreter.run(graph, List.of(NDArray.of(1., 2))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Lost[] has no layout for contiguous f64[2]");
  }

  @Test
  void aRewriteMustKeepTypes() {
    Graph graph = Graph.of(List.of(x), List.of(Sin.of(x)));
    assertThatThrownBy(() ->
            new Rewriting()
                .apply(
                    graph,
                    (node, inputs) ->
                        inputs.isEmpty() ? node.outputs() : List.of(inputs.getFirst().sum())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a rewrite of Sin[] changed its type from f64[2] to f64[]");
  }

  // ---- tensors

  @Test
  void tensorsPrintTheirNumbersOrTheirOp() {
    assertThat(vector(1, 2)).hasToString("[1.0, 2.0]");
    assertThat(x).hasToString("variable f64[2]");
    assertThat(Sin.of(x)).hasToString("Sin f64[2]");
    assertThat(x.plus(y).node()).hasToString("Add[] [f64[2], f64[2]]");
  }

  @Test
  void isAllLooksThroughBroadcasts() {
    assertThat(Tensor.ones(TensorType.f64(2, 3)).isAll(1)).isTrue();
    assertThat(Tensor.zeros(TensorType.f64(2, 3)).isAll(-0.0)).isFalse();
    assertThat(scalar(-0.0).isAll(-0.0)).isTrue();
    assertThat(vector(1, 1).isAll(1)).isFalse();
    assertThat(x.isAll(1)).isFalse();
    assertThat(Tensor.full(TensorType.f64(2), 3).op()).isInstanceOf(BroadcastTo.class);
  }

  @Test
  void aNumberTakesTheDtypeOfTheTensorBesideIt() {
    Tensor f32 = Tensor.zeros(TensorType.f32(2));
    assertThat(f32.plus(1).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Tensor.constant(NDArray.of(1, 2)).times(2).dtype()).isEqualTo(DType.INT32);
  }

  private static void assertMisuse(ThrowingCallable action, String message) {
    assertThatThrownBy(action)
        .isInstanceOf(IllegalArgumentException.class)
        .extracting(error -> String.valueOf(error.getMessage()).lines().findFirst().orElse(""))
        .isEqualTo(message);
  }
}
