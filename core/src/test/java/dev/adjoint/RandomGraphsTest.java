package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.check.GradientReport;
import dev.adjoint.check.Verdict;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import dev.adjoint.rewrite.Canonicalize;
import dev.adjoint.rewrite.ExpandComposites;
import dev.adjoint.rewrite.FoldConstants;
import dev.adjoint.rewrite.Narrow;
import dev.adjoint.rewrite.Simplify;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/// Random programs must agree: compiled with interpreted, gradients with differences.
class RandomGraphsTest {
  /// What thirty steps may add up to: some thousand ulps of an f64, 64 ulps of an f32.
  private static final double ROUNDING_F64 = 1e-12;

  private static final double ROUNDING_F32 = 64 * Math.ulp(1f);

  @Provide
  Arbitrary<RandomGraph> graphs() {
    return RandomGraph.of(DType.FLOAT64, DType.FLOAT32);
  }

  @Provide
  Arbitrary<RandomGraph> doubles() {
    return RandomGraph.of(DType.FLOAT64);
  }

  @Property(seed = "42", tries = 1000, generation = GenerationMode.RANDOMIZED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void compiledProgramsGiveWhatTheInterpreterGives(@ForAll("graphs") RandomGraph f) {
    Graph graph = f.trace();
    List<NDArray> arguments = f.point().stream().map(Tensor::value).toList();
    List<Tensor> compiled = Adjoint.compile(f::apply).apply(f.point());
    assertClose(compiled, Interpreter.run(graph, arguments));
    Statistics.label("nodes").collect(graph.nodes().size() / 10 * 10);
    Statistics.label("nodes")
        .coverage(coverage -> {
          coverage.check(20).percentage(share -> share > 8);
          coverage.check(30).percentage(share -> share > 8);
          coverage.check(40).percentage(share -> share > 8);
        });
  }

  /// What rules build is rewritten too, so a second walk finds nothing.
  @Property(seed = "42", tries = 300, generation = GenerationMode.RANDOMIZED)
  void aCanonicalGraphStaysTheVeryGraph(@ForAll("graphs") RandomGraph f) {
    Graph graph = Adjoint.trace(Adjoint.grad(x -> total(f.apply(x))), f.point());
    var rules = new Canonicalize(new Narrow(), new FoldConstants(), new Simplify());
    Graph once = rules.apply(new ExpandComposites().apply(graph));
    assertThat(rules.apply(once)).isSameAs(once);
  }

  @Property(seed = "42", tries = 600, generation = GenerationMode.RANDOMIZED)
  void compiledGradientsGiveWhatTheInterpreterGives(@ForAll("graphs") RandomGraph f) {
    Graph graph = Adjoint.trace(Adjoint.grad(x -> total(f.apply(x))), f.point());
    List<NDArray> arguments = f.point().stream().map(Tensor::value).toList();
    List<Tensor> compiled =
        Adjoint.compile(Adjoint.grad((List<Tensor> x) -> total(f.apply(x)))).apply(f.point());
    assertClose(compiled, Interpreter.run(graph, arguments));
  }

  private static Tensor total(List<Tensor> outputs) {
    return outputs.stream()
        .filter(y -> y.type().isFloating())
        .map(Tensor::sum)
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  private static void assertClose(List<Tensor> compiled, List<NDArray> interpreted) {
    assertThat(compiled).hasSameSizeAs(interpreted);
    for (int k = 0; k < compiled.size(); k++) {
      NDArray found = compiled.get(k).value();
      NDArray expected = interpreted.get(k);
      assertThat(found.type()).isEqualTo(expected.type());
      if (!found.type().isFloating()) {
        assertThat(found).isEqualTo(expected);
        continue;
      }
      double allowed = found.dtype() == DType.FLOAT64 ? ROUNDING_F64 : ROUNDING_F32;
      for (int i = 0; i < found.count(); i++) {
        double size = Math.max(1, Math.abs(expected.value(i)));
        assertThat(Math.abs(found.value(i) - expected.value(i)))
            .as("output %d, element %d: %s, not %s", k, i, found.value(i), expected.value(i))
            .isLessThanOrEqualTo(allowed * size);
      }
    }
  }

  @Property(seed = "42", tries = 600, generation = GenerationMode.RANDOMIZED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void gradientsAreThoseOfDifferences(@ForAll("doubles") RandomGraph f) {
    GradientReport report =
        GradientCheck.of(f::apply).directions(3).elements(5).tolerance(1e-6).at(f.point());
    assertThat(report.verdict()).as(() -> report + "\n" + f.trace()).isNotEqualTo(Verdict.WRONG);
    Statistics.collect(report.verdict());
    Statistics.coverage(coverage -> coverage.check(Verdict.NOISY).percentage(share -> share < 2));
  }

  @Property(seed = "42", tries = 200, generation = GenerationMode.RANDOMIZED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void secondDerivativesAreThoseOfDifferences(@ForAll("doubles") RandomGraph f) {
    GradientReport report =
        GradientCheck.of(f::apply).order(2).directions(1).elements(1).at(f.point());
    assertThat(report.verdict()).as(() -> report + "\n" + f.trace()).isNotEqualTo(Verdict.WRONG);
    Statistics.collect(report.verdict());
    Statistics.coverage(coverage -> coverage.check(Verdict.NOISY).percentage(share -> share < 3));
  }

  @Property(seed = "42", tries = 300, generation = GenerationMode.RANDOMIZED)
  void aGraphAppliedToItsOwnInputsIsItself(@ForAll("graphs") RandomGraph f) {
    Graph graph = f.trace();
    assertThat(graph.apply(graph.inputs())).isEqualTo(graph.outputs());
    List<Tensor> others = graph.inputs().stream().map(x -> Tensor.variable(x.type())).toList();
    Graph copy = Graph.of(others, graph.apply(others));
    List<NDArray> arguments = f.point().stream().map(Tensor::value).toList();
    assertThat(copy).hasToString(graph.toString());
    assertThat(Interpreter.run(copy, arguments)).isEqualTo(Interpreter.run(graph, arguments));
  }

  @Property(seed = "42", tries = 200, generation = GenerationMode.RANDOMIZED)
  void graphsAndProgramsPrintThemselves(@ForAll("graphs") RandomGraph f) {
    Graph graph = f.trace();
    assertThat(graph.nodes()).hasSizeLessThanOrEqualTo(RandomGraph.NODES);
    assertThat(graph.toString()).startsWith("(%0: ").contains("\n  return ").doesNotContain("null");
    assertThat(Adjoint.program(f::apply, f.point())).isNotBlank();
    var seen = new ArrayList<Tensor>(graph.inputs());
    graph
        .nodes()
        .forEach(node -> {
          assertThat(node.inputs()).isSubsetOf(seen);
          seen.addAll(node.outputs());
        });
  }
}
