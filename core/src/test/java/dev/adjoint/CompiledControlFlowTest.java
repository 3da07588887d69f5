package dev.adjoint;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.Near.near;
import static dev.adjoint.Near.within;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sin;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What the compiler makes of loops and choices: which run, how long, and in what memory.
final class CompiledControlFlowTest {
  /// Of a batch, the element that is done computes √ of a negative number in vain. The gradient of
  /// weights in a loop is one product of what the steps stacked.
  @Test
  void outerProductsAreSummedByOneProduct() {
    Function<Tensor, Tensor> f =
        w ->
            iterate(7, (Tensor h) -> Sin.of(h.reshape(1, 2).matmul(w).reshape(2)), vector(1, 2))
                .sum();
    Tensor w = matrix(new double[] {0.3, -0.4}, new double[] {0.5, 0.6});
    assertThat(Adjoint.program(grad(f), w)).contains("f64[2,2] = MatMul");
    double h = 1e-6;
    for (int k = 0; k < 4; k++) {
      double[] unit = new double[4];
      unit[k] = h;
      Tensor step = vector(unit).reshape(2, 2);
      double slope =
          (eval(f.apply(w.plus(step))).item() - eval(f.apply(w.minus(step))).item()) / (2 * h);
      within(1e-8, grad(f).apply(w).reshape(4).slice(0, k, k + 1), slope);
    }
    Function<Tensor, Tensor> onto = x -> jvp(grad(f), w.times(x), w).tangent().sum();
    near(
        onto.apply(scalar(1)),
        eval(grad((Tensor x) -> grad(f).apply(w.times(x)).sum()).apply(scalar(1))).item());
  }

  /// However small its result: it might not end.
  @Test
  void aLoopOfConstantsIsNotRunByTheCompiler() {
    Tensor endless = whileLoop(3, c -> Less.of(c, scalar(100)), (Tensor c) -> c.plus(1), scalar(0));
    Program program = Compiler.compile(Graph.of(List.of(), List.of(endless)));
    assertThatThrownBy(() -> program.run(List.of()))
        .hasMessageContaining("whileLoop: the condition still holds after 3 steps");
  }

  @Test
  void aChoiceTakesWhatItsBranchesTake() {
    Tensor x = Tensor.variable(TensorType.f64(2));
    Graph branch = Graph.of(List.of(x), List.of(x));
    Tensor yes = Less.of(scalar(0), scalar(1));
    assertThatThrownBy(() -> Node.of(new Cond(branch, branch), List.of(yes, scalar(1))))
        .hasMessageContaining("cond: the true branch takes [f64[2]], but is given [f64[]]");
    Graph asks = Graph.of(List.of(x), List.of(yes));
    assertThatThrownBy(() -> Node.of(new While(asks, branch, 1, 0), List.of(scalar(1))))
        .hasMessageContaining("while: the body takes [f64[2]], but is given [f64[]]");
  }

  @Test
  void aCountedScanRunsAsManyStepsAsThereAre() {
    Tensor x = Tensor.variable(TensorType.f64());
    Scan scan = new Scan(Graph.of(List.of(x), List.of(x.plus(1))), 1, 0, 3, false, true, List.of());
    for (int steps : new int[] {-1, 4}) {
      Tensor count = Tensor.full(TensorType.i32(), steps);
      Tensor last = Node.of(scan, List.of(count, scalar(0))).outputs().getFirst();
      String message = "scan: it is to run " + steps + " steps, but its sequences have 3";
      assertThatThrownBy(() -> eval(last)).hasMessage(message);
      assertThatThrownBy(() -> Interpreter.run(Graph.of(List.of(), List.of(last)), List.of()))
          .hasMessage(message);
    }
  }

  @Test
  void theArenaCountsThatOfTheBody() {
    assertThat(arenaOfLoop((c, x) -> c.matmul(c).plus(x))).isEqualTo(80_000);
  }

  @Test
  void aCarryHasASecondBufferUnlessItIsWrittenOver() {
    assertThat(arenaOfLoop((c, x) -> c.matmul(x))).isEqualTo(80_000);
    assertThat(arenaOfLoop((c, x) -> c.plus(c.transpose()))).isEqualTo(80_000);
    assertThat(arenaOfLoop((c, x) -> c.times(0.5).plus(x))).isEqualTo(0);
  }

  private static long arenaOfLoop(BinaryOperator<Tensor> body) {
    Graph graph =
        Adjoint.trace(
            (Tensor x) -> iterate(10, (Tensor c) -> body.apply(c, x), x),
            Tensor.zeros(TensorType.f64(100, 100)));
    return Compiler.compile(graph).arenaBytes();
  }

  /// Histories are seen to be unused where the composite around the loop is expanded.
  @Test
  void loopsInCompositesKeepNothingForNobody() {
    Function<Tensor, Tensor> f = x -> iterate(7, (Tensor c) -> Sin.of(c).times(x), x);
    assertThat(Adjoint.program(f, scalar(1))).doesNotContain("[7]");
    assertThat(Adjoint.program(Adjoint.checkpoint(f), scalar(1))).doesNotContain("[7]");
  }
}
