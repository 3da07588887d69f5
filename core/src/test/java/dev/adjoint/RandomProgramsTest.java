package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/// Random programs with loops, choices and transformations in each other must agree in every way of
/// computing them.
final class RandomProgramsTest {
  private static final double ROUNDING = 1e-9;

  /// What the programs must be seen to contain.
  private static final List<String> NESTS =
      List.of(
          "iterate",
          "scan(",
          "scanOfRows",
          "whileLoop(i",
          "whileLoop(sum",
          "cond",
          "guarded",
          "map(",
          "vmap",
          "grad(",
          "jvp",
          "vjp",
          "jacobian",
          "checkpoint",
          "compile",
          "customGradient",
          "stopGradient",
          "doubledGradient");

  @Provide
  Arbitrary<RandomProgram> programs() {
    return RandomProgram.of(false);
  }

  @Provide
  Arbitrary<RandomProgram> honest() {
    return RandomProgram.of(true);
  }

  @Property(seed = "42", tries = 500, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void compiledProgramsGiveWhatTheInterpreterGives(@ForAll("programs") RandomProgram f) {
    Function<List<Tensor>, List<Tensor>> both =
        xs -> {
          var at = Adjoint.valueAndGrad(f::total).apply(xs);
          return Formula.with(at.grad(), at.value(), f.apply(xs));
        };
    Graph graph = Adjoint.trace(both, f.point());
    List<NDArray> numbers = f.point().stream().map(Tensor::value).toList();
    List<Tensor> interpreted =
        Interpreter.run(graph, numbers).stream().map(Tensor::constant).toList();
    close(ROUNDING, compile(both).apply(f.point()), interpreted);
    close(ROUNDING, eval(both.apply(f.point())), interpreted);
    NESTS.forEach(name -> Statistics.label(name).collect(f.formula().text().contains(name)));
    NESTS.forEach(
        name -> Statistics.label(name).coverage(c -> c.check(true).percentage(share -> share > 3)));
  }

  @Property(seed = "42", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void forwardIsReverse(@ForAll("programs") RandomProgram f) {
    List<Tensor> v = direction(f);
    Tensor reverse = dot(grad(f::total).apply(f.point()), v);
    close(ROUNDING, List.of(jvp(f::total, f.point(), v).tangent()), List.of(reverse));
  }

  @Property(seed = "42", tries = 400, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void gradientsAreThoseOfDifferences(@ForAll("honest") RandomProgram f) {
    List<Tensor> v = direction(f);
    Tensor reverse = dot(grad(f::total).apply(f.point()), v);
    Function<Tensor, Tensor> line = t -> f.total(plus(f.point(), v, t));
    closeToDifference(reverse, line);
  }

  @Property(seed = "42", tries = 400, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void secondDerivativesAgreeInAllModes(@ForAll("honest") RandomProgram f) {
    List<Tensor> v = direction(f);
    Function<List<Tensor>, Tensor> forward = xs -> jvp(f::total, xs, v).tangent();
    Function<List<Tensor>, Tensor> reverse = xs -> dot(grad(f::total).apply(xs), v);
    Tensor forwardOverForward = jvp(forward, f.point(), v).tangent();
    Tensor reverseOverForward = dot(grad(forward).apply(f.point()), v);
    Tensor forwardOverReverse = jvp(reverse, f.point(), v).tangent();
    Tensor reverseOverReverse = dot(grad(reverse).apply(f.point()), v);
    close(
        ROUNDING,
        List.of(forwardOverForward, reverseOverForward, forwardOverReverse),
        List.of(reverseOverReverse, reverseOverReverse, reverseOverReverse));
    Function<Tensor, Tensor> line = t -> reverse.apply(plus(f.point(), v, t));
    closeToDifference(reverseOverReverse, line);
  }

  @Property(seed = "42", tries = 400, edgeCases = EdgeCasesMode.NONE)
  void vmapIsALoop(@ForAll("programs") RandomProgram f) {
    List<Tensor> batch = batch(f);
    close(ROUNDING, List.of(vmap(f::apply).apply(batch)), List.of(loop(f::apply, batch)));
    Function<Tensor, Tensor> shared = x -> f.total(List.of(f.point().getFirst(), x));
    Tensor xs = batch.getLast();
    close(
        ROUNDING,
        List.of(vmap(shared).apply(xs), vmap(grad(shared)).apply(xs)),
        List.of(
            loop(x -> shared.apply(x.getFirst()), List.of(xs)),
            loop(x -> grad(shared).apply(x.getFirst()), List.of(xs))));
  }

  @Property(seed = "42", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void compiledInsideIsCompiledOutside(@ForAll("programs") RandomProgram f) {
    Function<List<Tensor>, Tensor> total = f::total;
    List<Tensor> plain = eval(grad(total).apply(f.point()));
    close(ROUNDING, grad(compile(total)).apply(f.point()), plain);
    close(ROUNDING, compile(grad(compile(total))).apply(f.point()), plain);
  }

  @Property(seed = "42", tries = 400, edgeCases = EdgeCasesMode.NONE)
  void derivativesAndBatchesChangePlaces(@ForAll("programs") RandomProgram f) {
    List<Tensor> batch = batch(f);
    List<Tensor> directions = List.of(batch.getLast(), batch.getFirst());
    record Along(List<Tensor> x, List<Tensor> v) {}
    Function<Along, Tensor> tangent = at -> jvp(f::total, at.x(), at.v()).tangent();
    Function<List<Tensor>, Tensor> all = vmap(f::total);
    Tensor outside = jvp(all, batch, directions).tangent();
    close(ROUNDING, List.of(outside), List.of(vmap(tangent).apply(new Along(batch, directions))));
    List<Tensor> ofSum = grad((List<Tensor> xs) -> all.apply(xs).sum()).apply(batch);
    close(ROUNDING, ofSum, vmap(grad(f::total)).apply(batch));
  }

  private static List<Tensor> direction(RandomProgram f) {
    return List.of(constant(f.number(2)), constant(f.number(3)));
  }

  private static List<Tensor> batch(RandomProgram f) {
    return IntStream.of(0, 10)
        .mapToObj(k ->
            Stack.of(
                0, constant(f.number(k)), constant(f.number(k + 5)), constant(f.number(k + 7))))
        .toList();
  }

  private static Tensor loop(Function<List<Tensor>, Tensor> f, List<Tensor> batch) {
    List<Tensor> ys = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      int row = k;
      ys.add(f.apply(batch.stream().map(x -> x.slice(0, row, row + 1).sum(0)).toList()));
    }
    return Stack.of(0, ys);
  }

  private static Tensor dot(List<Tensor> a, List<Tensor> b) {
    return a.getFirst().times(b.getFirst()).sum().plus(a.getLast().times(b.getLast()).sum());
  }

  private static List<Tensor> plus(List<Tensor> xs, List<Tensor> v, Tensor t) {
    return IntStream.range(0, 2).mapToObj(k -> xs.get(k).plus(v.get(k).times(t))).toList();
  }

  /// Two central differences, and Richardson's extrapolation of them. Where they differ much from
  /// each other a condition is near the point at which it switches, and there is no derivative.
  private static void closeToDifference(Tensor derivative, Function<Tensor, Tensor> f) {
    double h = 3e-4;
    List<Tensor> all =
        eval(
            List.of(
                derivative,
                f.apply(scalar(2 * h)).minus(f.apply(scalar(-2 * h))).div(4 * h),
                f.apply(scalar(h)).minus(f.apply(scalar(-h))).div(2 * h)));
    double wide = all.get(1).value().value(0);
    double narrow = all.get(2).value().value(0);
    boolean smooth = Math.abs(narrow - wide) < 1e-3 * Math.max(1, Math.abs(narrow));
    Statistics.label("smooth").collect(smooth);
    Statistics.label("smooth").coverage(c -> c.check(true).percentage(share -> share > 95));
    if (smooth) {
      close(1e-6, List.of(all.getFirst()), List.of(scalar((4 * narrow - wide) / 3)));
    }
  }

  private static void close(double tolerance, List<Tensor> actual, List<Tensor> expected) {
    var all = new ArrayList<>(actual);
    all.addAll(expected);
    List<Tensor> numbers = eval(List.copyOf(all));
    for (int k = 0; k < actual.size(); k++) {
      NDArray found = numbers.get(k).value();
      NDArray wanted = numbers.get(actual.size() + k).value();
      assertThat(found.type()).isEqualTo(wanted.type());
      for (int i = 0; i < found.count(); i++) {
        double size = Math.max(1, Math.abs(wanted.value(i)));
        assertThat(Math.abs(found.value(i) - wanted.value(i)))
            .as("%d: element %d of %s, not %s", k, i, found, wanted)
            .isLessThanOrEqualTo(tolerance * size);
      }
    }
  }
}
