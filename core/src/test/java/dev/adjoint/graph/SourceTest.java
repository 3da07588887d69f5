package dev.adjoint.graph;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Log;
import dev.adjoint.op.MatMul;
import dev.adjoint.op.Softmax;
import dev.adjoint.rewrite.ExpandComposites;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceTest {
  private final Tensor x = Tensor.variable(TensorType.f64(2));

  private static String here() {
    return "SourceTest.java:" + new Throwable().getStackTrace()[1].getLineNumber();
  }

  private static String source(Tensor tensor) {
    return tensor.node().source().toString();
  }

  @Test
  void aNodeKnowsTheLineThatBuiltIt() {
    Tensor y = x.plus(1);
    String line = here();
    Source.Line built = y.node().source().line().orElseThrow();
    int next = Integer.parseInt(line.substring(line.indexOf(':') + 1));
    assertThat(built.number()).isEqualTo(next - 1);
    assertThat(built.file()).isEqualTo("SourceTest.java");
    assertThat(built.method())
        .isEqualTo("dev.adjoint.graph.SourceTest.aNodeKnowsTheLineThatBuiltIt");
    assertThat(y.node().source().gradientOf()).isEmpty();
  }

  @Test
  void theLineIsTheUsersThroughTheLibraryAndTheJdk() {
    List<String> lines = Stream.of(x).map(t -> source(Softmax.of(t.times(2)).sum())).toList();
    assertThat(lines).containsExactly(here("Stream.of(x)"));
    Tensor product = MatMul.of(Tensor.variable(TensorType.f64(3)), Tensor.ones(TensorType.f64(3)));
    assertThat(source(product)).isEqualTo(source(product.inputs().getFirst()));
  }

  /// One line up.
  private static String here(String above) {
    assertThat(above).isNotEmpty();
    int line = new Throwable().getStackTrace()[1].getLineNumber();
    return "SourceTest.java:" + (line - 1);
  }

  @Test
  void theStackIsWalkedOnceForACallThatMakesSeveralNodes() {
    Tensor y = x.plus(1);
    Tensor ones = y.inputs().get(1);
    Source line = y.node().source();
    assertThat(ones.node().source()).isSameAs(line);
    assertThat(ones.inputs().getFirst().node().source()).isSameAs(line);
  }

  @Test
  void onlyWhatIsTracedSaysWhereDataCameIn() {
    NDArray numbers = NDArray.of(1, 2);
    assertThat(Tensor.constant(numbers).node().source()).isSameAs(Source.Unknown.UNKNOWN);
    Graph traced = trace((Tensor t) -> Tensor.constant(numbers), x);
    assertThat(traced.outputs().getFirst().node().source().line()).isPresent();
  }

  @Test
  void theMethodOfALambdaIsItsMethod() {
    Function<Tensor, Tensor> f = t -> t.plus(1);
    assertThat(f.apply(x).node().source().line().orElseThrow().method())
        .isEqualTo("dev.adjoint.graph.SourceTest.theMethodOfALambdaIsItsMethod");
  }

  @Test
  void gradientsComeFromTheLinesOfTheFunction() {
    Function<Tensor, Tensor> f =
        t -> {
          Tensor y = Exp.of(t);
          return y.times(y).sum();
        };
    Graph graph = trace(grad(f), x);
    Node last = graph.outputs().getFirst().node();
    Node exp = graph.nodes().stream().filter(n -> n.op() instanceof Exp).findFirst().orElseThrow();
    assertThat(last.source().line()).isEqualTo(exp.source().line());
    assertThat(last.source().gradientOf()).contains(new Exp());
    assertThat(last.source()).hasToString(exp.source() + ", in the gradient of Exp");
    assertThat(graph.nodes().stream().map(Node::source).map(Source::line))
        .doesNotContain(Optional.empty());
  }

  @Test
  void substitutionAndExpansionKeepTheLine() {
    Tensor y = Softmax.of(x);
    Graph graph = Graph.of(List.of(x), List.of(y));
    Tensor other = Tensor.variable(TensorType.f64(2));
    assertThat(source(graph.apply(List.of(other)).getFirst())).isEqualTo(source(y));
    assertThat(new ExpandComposites().apply(graph).nodes().stream().skip(1))
        .allMatch(node -> node.source().line().equals(y.node().source().line()));
  }

  @Test
  void aTypeErrorSaysWhereTheOperandsWereBuilt() {
    Tensor a = Tensor.ones(TensorType.f32(100, 784));
    Tensor b = Tensor.variable(TensorType.f32(10, 784));
    assertThatThrownBy(() -> a.matmul(b))
        .isInstanceOf(TypeRuleException.class)
        .hasMessage(
            """
            matmul of f32[100,784] and f32[10,784]: inner sizes 784 and 10 differ
              at %s (this matmul)
              left operand f32[100,784] built at %s
              right operand f32[10,784] built at %s\
            """
                .formatted(below(b, 1), source(a), source(b)));
    assertThatThrownBy(() -> a.plus(b))
        .hasMessageStartingWith("add of f32[100,784] and f32[10,784]: shapes")
        .hasMessageEndingWith("right operand f32[10,784] built at " + source(b));
    assertThatThrownBy(() -> a.sum(7))
        .hasMessageStartingWith("sum of f32[100,784]: axis 7")
        .hasMessageEndingWith("  operand f32[100,784] built at " + source(a));
  }

  private static String below(Tensor tensor, int lines) {
    int line = tensor.node().source().line().orElseThrow().number();
    return "SourceTest.java:" + (line + lines);
  }

  @Test
  void anErrorInAnOpNamesThePlacesOnce() {
    Tensor whole = Tensor.variable(TensorType.i32(2, 2));
    assertThatThrownBy(() -> Tensor.of(new Log(), whole))
        .hasMessage(
            "log of i32[2,2]: wants f32 or f64; convert with Cast.of(x, dtype)\n"
                + "  at %s (this log)\n".formatted(below(whole, 1))
                + "  operand i32[2,2] built at "
                + source(whole));
  }
}
