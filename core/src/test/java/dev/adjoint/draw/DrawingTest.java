package dev.adjoint.draw;

import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.whileLoop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Less;
import dev.adjoint.op.Softmax;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class DrawingTest {
  private static final Tensor X = Tensor.variable(TensorType.f64(2, 3));

  private static Graph softmax() {
    return Graph.of(List.of(X), List.of(Softmax.of(X.times(2))));
  }

  private static Document parse(String svg) throws Exception {
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }

  private static List<Element> ofClass(String svg, String tag, String name) throws Exception {
    var found = parse(svg).getElementsByTagName(tag);
    return IntStream.range(0, found.getLength())
        .mapToObj(k -> (Element) found.item(k))
        .filter(element -> element.getAttribute("class").equals(name))
        .toList();
  }

  @Test
  void eachNodeIsABoxAndEachUseAnArrow() throws Exception {
    String svg = Drawing.of(softmax()).svg();
    // x, 2.0, Mul, Softmax, y
    assertThat(ofClass(svg, "g", "box")).hasSize(5);
    assertThat(ofClass(svg, "path", "arrow")).hasSize(4);
    assertThat(svg).contains(">Softmax<").contains("axis=1").contains(">2.0<");
  }

  @Test
  void tooltipsSayTheLineUnlessTheyShallNot() {
    assertThat(Drawing.of(softmax()).svg()).contains("DrawingTest.java:");
    assertThat(Drawing.of(softmax()).withoutSources().svg()).doesNotContain("DrawingTest");
  }

  @Test
  void aPageHoldsTheWholePicture() {
    String html = Drawing.of(softmax()).html();
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains(Drawing.of(softmax()).svg().lines().skip(1).findFirst().orElseThrow())
        .doesNotContain("src=")
        .contains("<script>");
  }

  @Test
  void graphviz() {
    assertThat(Drawing.of(softmax()).withoutSources().dot())
        .startsWith("digraph {\n")
        .contains("n0 [label=\"x\\nf64[2,3]\", color=\"#0f766e\", fillcolor=\"#ccfbf1\"]")
        .contains("  n1 [label=\"2.0\"")
        .contains("  n0 -> n2\n  n1 -> n2\n  n2 -> n3\n  n3 -> n4\n}");
  }

  @Test
  void mermaid() {
    assertThat(Drawing.of(softmax()).mermaid())
        .startsWith("flowchart TB\n  n0([\"x<br>f64[2,3]\"]):::input\n  n1([\"2.0\"]):::constant\n")
        .contains("  n3(\"Softmax axis=1<br>f64[2,3]\"):::composite\n")
        .contains("  n2 --> n3\n")
        .contains("  classDef composite fill:#f5f3ff,stroke:#7c3aed,color:#0f172a\n");
  }

  @Test
  void aLoopSaysHowMuchItRepeats() {
    var drawing = Drawing.of(trace(x -> iterate(3, c -> c.times(2), x), X)).withoutSources();
    assertThat(drawing.svg())
        .contains(">Scan<")
        .contains("> 3 × 1 op<")
        .contains(">loop or choice<");
    assertThat(drawing.html()).contains(drawing.svg().lines().skip(1).findFirst().orElseThrow());
    assertThat(drawing.dot())
        .contains("  n1 [label=\"Scan 3 × 1 op\\nf64[2,3], f64[3,2,3], f64[3,2,3]\", color=");
    assertThat(drawing.mermaid())
        .contains("  n1(\"Scan 3 × 1 op<br>f64[2,3], f64[3,2,3], f64[3,2,3]\"):::control\n")
        .contains("  classDef control fill:#fff7ed,stroke:#c2410c,color:#0f172a\n");
  }

  @Test
  void aChoiceSaysHowMuchItChoosesFrom() {
    Tensor x = Tensor.scalar(1);
    Function<Tensor, Tensor> choice =
        a -> cond(Less.of(a, x), b -> b.times(2), b -> Exp.of(b).times(b), a);
    assertThat(Drawing.of(trace(choice, x)).dot()).contains("\"Cond 1 op or 2 ops\\nf64[]\"");
    Function<Tensor, Tensor> loop =
        a -> whileLoop(9, c -> Less.of(c, Tensor.scalar(100)), c -> c.times(3), a);
    assertThat(Drawing.of(trace(loop, x)).dot()).contains("\"While ≤ 9 × 2 ops\\nf64[], i32[]\"");
    assertThat(Drawing.of(trace(grad(loop), x)).dot()).contains("Scan ≤ 9 × 1 op, reversed");
  }

  /// A space ends the name of a class in Mermaid.
  @Test
  void namesOfClassesAreOneWord() {
    for (Kind kind : Kind.values()) {
      var box = new Picture.Box(kind, "title", "", "", "", true);
      assertThat(Notation.mermaid(new Picture(List.of(box), List.of())))
          .containsPattern("\\):::[a-zA-Z]+\n|\\]\\):::[a-zA-Z]+\n")
          .containsPattern("classDef [a-zA-Z]+ fill:");
    }
  }

  @Test
  void inputsAndOutputsHaveNames() {
    var drawing = Drawing.of(softmax()).withNames(List.of("logits"), List.of("a < b & c"));
    assertThat(drawing.svg()).contains(">logits<").contains("a &lt; b &amp; c");
    assertThatThrownBy(() -> drawing.withNames(List.of(), List.of("y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a drawing of 1 inputs and 1 outputs was given 0 and 1 names");
  }

  @Test
  void aGraphOfNothingIsDrawn() throws Exception {
    assertThat(ofClass(Drawing.of(Graph.of(List.of(), List.of())).svg(), "g", "box")).isEmpty();
  }

  private static Picture picture(Graph graph) {
    List<String> inputs = graph.inputs().stream().map(Tensor::toString).toList();
    return Picture.of(graph, inputs, graph.outputs().stream().map(Tensor::toString).toList());
  }

  private static Graph deep() {
    Function<Tensor, Tensor> f =
        x -> {
          Tensor y = x;
          for (int k = 0; k < 40; k++) {
            y = Exp.of(y).plus(y.times(k)).minus(x);
          }
          return y.sum();
        };
    return trace(grad(f), X);
  }

  @Test
  void theFunctionFlowsDownAndItsGradientUp() {
    Picture picture = picture(deep());
    assertThat(picture.boxes()).hasSizeGreaterThan(300);
    int[] ranks = Ranks.of(picture);
    for (Picture.Arrow arrow : picture.arrows()) {
      boolean gradient = picture.boxes().get(arrow.from()).gradient();
      if (gradient == picture.boxes().get(arrow.to()).gradient()) {
        int down = ranks[arrow.to()] - ranks[arrow.from()];
        assertThat(gradient ? -down : down).isPositive();
      }
    }
  }

  @Test
  void noTwoBoxesTouch() {
    List<Plan.Frame> frames = Plan.of(picture(deep())).frames();
    for (Plan.Frame frame : frames) {
      assertThat(frames.stream().filter(other -> touch(frame, other))).containsExactly(frame);
    }
  }

  private static boolean touch(Plan.Frame a, Plan.Frame b) {
    return a.left() <= b.left() + b.width()
        && b.left() <= a.left() + a.width()
        && a.y() <= b.y() + b.height()
        && b.y() <= a.y() + a.height();
  }
}
