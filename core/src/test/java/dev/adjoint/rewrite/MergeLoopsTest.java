package dev.adjoint.rewrite;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hvp;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import dev.adjoint.op.Less;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/// While loops and the scans that run their steps again. All arithmetic in them is exact or rounded
/// alike everywhere, so that numbers must be equal.
final class MergeLoopsTest {
  private static final int LIMIT = 20;

  private final Tensor x = variable(TensorType.f64(2));

  /// Between no step and fourteen.
  private static Tensor grown(Tensor x) {
    return whileLoop(
        LIMIT,
        c -> Less.of(c.sum(), scalar(40)),
        (Tensor c) -> c.times(x).squared().times(0.25).plus(c).plus(1.5),
        x);
  }

  private static Tensor f(Tensor x) {
    return grown(x).squared().sum();
  }

  private Graph graph(Tensor... outputs) {
    return Graph.of(List.of(x), List.of(outputs));
  }

  private static List<Scan> repetitions(Graph graph) {
    return graph.nodes().stream()
        .map(Node::op)
        .filter(op -> op instanceof Scan scan && !scan.reversed())
        .map(Scan.class::cast)
        .toList();
  }

  /// What a scan of the steps of a while loop makes, its histories too.
  private static List<Tensor> again(Node loop, List<Tensor> given) {
    While op = (While) loop.op();
    Scan scan =
        new Scan(op.body(), op.carries(), 0, op.limit(), false, true, List.of()).saving(List.of());
    var inputs = new ArrayList<>(List.of(loop.outputs().get(op.carries())));
    inputs.addAll(given);
    return Node.of(scan, inputs).outputs();
  }

  private void checkNumbers(Graph graph, Graph merged, double a, double b) {
    List<NDArray> at = List.of(NDArray.of(a, b));
    List<NDArray> expected = Interpreter.run(graph, at);
    assertThat(Interpreter.run(merged, at)).isEqualTo(expected);
    Program program = Compiler.compile(graph);
    // leaves more in memory than most runs write
    assertThat(program.run(List.of(NDArray.of(-1.0, -1.0)))).isNotNull();
    assertThat(program.run(at)).isEqualTo(expected);
    assertThat(Compiler.once(graph).run(at)).isEqualTo(expected);
  }

  @Property(tries = 100)
  void derivativesReadWhatTheLoopStacked(
      @ForAll @DoubleRange(min = -1, max = 25) double a,
      @ForAll @DoubleRange(min = -1, max = 25) double b) {
    Graph graph = graph(f(x), grad(MergeLoopsTest::f).apply(x));
    Graph merged = new MergeLoops().apply(graph);
    assertThat(repetitions(graph)).hasSize(1);
    assertThat(repetitions(merged)).isEmpty();
    checkNumbers(graph, merged, a, b);
  }

  @Property(tries = 100)
  void everyHistoryIsThatOfTheScan(
      @ForAll @DoubleRange(min = -1, max = 25) double a,
      @ForAll @DoubleRange(min = -1, max = 25) double b) {
    Node loop = grown(x).node();
    List<Tensor> read = again(loop, loop.inputs()).stream().map(Tensor::negate).toList();
    Graph graph = Graph.of(List.of(x), read);
    Graph merged = new MergeLoops().apply(graph);
    assertThat(repetitions(merged)).isEmpty();
    checkNumbers(graph, merged, a, b);
  }

  @Property(tries = 20)
  void secondOrderAndLoopsInLoops(@ForAll @DoubleRange(min = -0.5, max = 1) double a) {
    Graph second = graph(hvp(MergeLoopsTest::f).apply(x, x));
    checkNumbers(second, new MergeLoops().apply(second), a, 1);
    Graph nested =
        graph(
            grad((Tensor y) -> Adjoint.iterate(2, (Tensor c) -> f(c).times(y), y).sum()).apply(x));
    checkNumbers(nested, new MergeLoops().apply(nested), a, 1);
  }

  @Test
  void aLoopThatTwoScansRepeatIsOne() {
    Node loop = grown(x).node();
    var outputs = new ArrayList<>(again(loop, loop.inputs()));
    outputs.addAll(again(loop, loop.inputs()));
    Graph graph = Graph.of(List.of(x), outputs);
    Graph merged = new MergeLoops().apply(graph);
    assertThat(repetitions(merged)).isEmpty();
    checkNumbers(graph, merged, 1, 2);
  }

  @Test
  void aScanFromElsewhereStays() {
    Node loop = grown(x).node();
    List<Tensor> given = new ArrayList<>(loop.inputs());
    given.set(0, x.times(2));
    Graph graph = Graph.of(List.of(x), again(loop, given));
    assertThat(new MergeLoops().apply(graph)).isSameAs(graph);
    checkNumbers(graph, graph, 1, 2);
  }
}
