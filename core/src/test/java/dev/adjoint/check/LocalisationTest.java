package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Adjoint;
import dev.adjoint.Step;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Less;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LocalisationTest {
  private static final Tensor X = matrix(new double[][] {{1.5, -.5}, {-1, 2}, {.25, .75}});
  private static final Tensor T = matrix(new double[][] {{0, 1}, {0, 1}, {1, 0}});

  record Weights(Tensor hidden, Tensor output) {
    Tensor on(Tensor x) {
      return Sigmoid.of(Sigmoid.of(x.matmul(hidden)).matmul(output));
    }
  }

  private static final Weights WEIGHTS =
      new Weights(
          matrix(new double[][] {{.5, -1, .25}, {.75, .5, -.5}}),
          matrix(new double[][] {{1, -.5}, {.25, .5}, {-.75, 1}}));

  private static Localisation localisation(Function<Tensor, Tensor> f, Tensor x) {
    return GradientCheck.of(f).at(x).localisation().orElseThrow();
  }

  /// The article's network on exclusive or: its loss rises late and becomes NaN, for which the
  /// article blames exploding gradients.
  private static Tensor articleLoss(Weights w) {
    Tensor decay =
        Tensor.of(new WrongOps.ArticleDecay(1e-4, 3), w.hidden())
            .plus(Tensor.of(new WrongOps.ArticleDecay(1e-4, 3), w.output()));
    return w.on(X).minus(T).squared().sum().div(6).plus(decay);
  }

  @Test
  void theArticlesGradientOfTheL2TermIsNamed() {
    GradientReport report = GradientCheck.of(LocalisationTest::articleLoss).at(WEIGHTS);
    assertThat(report.localisation().orElseThrow().toString())
        .isEqualTo(
            """
            op by op: 2 of 12 rules are wrong
              %12: f64[] = ArticleDecay[lambda=1.0E-4, samples=3] %0
                order 1, input 0 f64[2,3]: WRONG in 6 of 6 checked, worst at [0,1]
                  analytic 0.000237500000, numeric -3.33333333e-05 ± 1.4e-14, relative error 1.1e+00
              %13: f64[] = ArticleDecay[lambda=1.0E-4, samples=3] %1
                order 1, input 0 f64[3,2]: WRONG in 6 of 6 checked, worst at [2,0]
                  analytic 0.000312500000, numeric -2.50000000e-05 ± 1.2e-14, relative error 1.1e+00\
            """);
  }

  @Test
  void theWholeReportOfTheArticle() {
    String text =
        GradientCheck.of((Tensor w) -> Tensor.of(new WrongOps.ArticleDecay(.1, 4), w))
            .directions(1)
            .at(vector(.5, -2))
            .toString();
    assertThat(text)
        .isEqualTo(
            """
            gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)
              order 1, x f64[2]: WRONG in 2 of 2 checked, worst at [1]
                analytic 0.425000000, numeric -0.0500000000 ± 5.0e-12, relative error 1.1e+00
                the differences agree with each other; the gradient is wrong
                step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
                difference  -0.0500000000  -0.0500000000  -0.0500000000  -0.0500000000
              order 1, all inputs along random directions: WRONG in 1 of 1 checked
                analytic 0.241786598, numeric 0.0297934503 ± 4.9e-12, relative error 8.8e-01
                the differences agree with each other; the gradient is wrong
                step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
                difference   0.0297934503   0.0297934503   0.0297934503   0.0297934503
            worst: order 1, x f64[2] at [1], relative error 1.1e+00
            op by op: 1 of 1 rules is wrong
              %1: f64[] = ArticleDecay[lambda=0.1, samples=4] %0
                order 1, input 0 f64[2]: WRONG in 2 of 2 checked, worst at [1]
                  analytic 0.425000000, numeric -0.0500000000 ± 5.0e-12, relative error 1.1e+00\
            """);
  }

  @Test
  void everyWrongRuleIsNamed() {
    Localisation found =
        localisation(
            w ->
                Tensor.of(new WrongOps.ArticleLoss(3), Sigmoid.of(X.matmul(w)), T)
                    .plus(Tensor.of(new WrongOps.ArticleDecay(1e-2, 3), w)),
            matrix(new double[][] {{.5, -1}, {.75, .5}}));
    assertThat(found.suspects().stream().map(Localisation.Suspect::line))
        .containsExactly(
            "%5: f64[] = ArticleLoss[samples=3] %3 %4",
            "%6: f64[] = ArticleDecay[lambda=0.01, samples=3] %0");
  }

  @Test
  void aRuleInsideAFormulaIsNamed() {
    Localisation found =
        localisation(x -> Tensor.of(new WrongOps.Formula(), x.times(2)).sum(), vector(.5, 1));
    assertThat(found.toString())
        .isEqualTo(
            """
            op by op: 1 of 3 rules is wrong
              %1: f64[2] = Wrong[factor=2.0] %0, in Formula
                order 1, input 0 f64[2]: WRONG in 2 of 2 checked, worst at [1]
                  analytic -1.24278945, numeric -0.621394723 ± 1.2e-10, relative error 5.0e-01\
            """);
  }

  @Test
  void rulesInsideLoopsAndChoicesAreNamed() {
    UnaryOperator<Tensor> wrong = x -> new WrongOps.Wrong(Sin::of, scalar(2)).on(x);
    UnaryOperator<Tensor> right = t -> Sin.of(t).times(2);
    assertThat(lines(t -> Adjoint.iterate(3, wrong, t), vector(.5, 1)))
        .containsExactly("%1: f64[2] = Wrong[factor=2.0] %0, in Scan");
    assertThat(
            lines(
                xs ->
                    Adjoint.scan(
                            (Tensor c, Tensor x) -> new Step<>(c.plus(wrong.apply(x)), c),
                            scalar(1),
                            xs)
                        .outputs(),
                vector(.5, 1)))
        .containsExactly("%2: f64[] = Wrong[factor=2.0] %1, in Scan");
    assertThat(
            lines(
                x ->
                    Adjoint.whileLoop(
                        9,
                        (Tensor t) -> Less.of(t, scalar(5)),
                        t -> wrong.apply(t).plus(t.plus(2)),
                        x),
                scalar(1)))
        .containsExactly("%1: f64[] = Wrong[factor=2.0] %0, in While");
    assertThat(lines(x -> Adjoint.cond(Greater.of(x, scalar(0)), right, wrong, x), scalar(-1)))
        .containsExactly("%1: f64[] = Wrong[factor=2.0] %0, in Cond");
    assertThat(lines(Adjoint.checkpoint(wrong), vector(.5, 1)))
        .containsExactly("%1: f64[2] = Wrong[factor=2.0] %0, in Checkpoint");
  }

  private static List<String> lines(Function<Tensor, Tensor> f, Tensor x) {
    return localisation(f, x).suspects().stream().map(Localisation.Suspect::line).toList();
  }

  @Test
  void aGradientOfOnesOwnIsNamed() {
    Function<Tensor, Tensor> decay =
        Adjoint.customGradient(
            (Tensor w) -> w.squared().sum().times(1e-4 / 6),
            (w, y, yBar) -> w.squared().sum().times(1e-4).times(yBar).broadcastTo(w.shape()));
    Localisation found = localisation(w -> Tanh.of(w).sum().plus(decay.apply(w)), vector(.5, -2));
    assertThat(found.toString())
        .isEqualTo(
            """
            op by op: 1 of 4 rules is wrong
              %3: f64[] = CustomGradient %0
                order 1, input 0 f64[2]: WRONG in 2 of 2 checked, worst at [1]
                  analytic 0.000425000000, numeric -6.66666667e-05 ± 7.8e-15, relative error 1.2e+00\
            """);
  }

  @Test
  void theRuleOfARuleIsNamedAtOrderTwo() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> new WrongOps.WrongAtOrderTwo().on(x).sum())
            .order(2)
            .at(vector(1, 2));
    assertThat(report.localisation().orElseThrow().toString())
        .isEqualTo(
            """
            op by op: 1 of 2 rules is wrong
              %3: f64[2] = Wrong[factor=-1.0] %0
                order 1, input 0 f64[2]: WRONG in 2 of 2 checked, worst at [1]
                  analytic 1.35777224, numeric -1.35777224 ± 1.5e-10, relative error 2.0e+00\
            """);
  }

  @Test
  void aRuleThatIsNotLinearIsNamed() {
    Localisation found =
        localisation(x -> new WrongOps.Clipped().on(x.times(3)).times(2).sum(), vector(1, 2));
    assertThat(found.toString())
        .isEqualTo(
            """
            op by op: 1 of 4 rules is wrong
              %3: f64[2] = Clipped %2
                linearity of the pullback, input 0 f64[2]: WRONG in 2 of 4 checked, worst at [1] of a·u + b·v
                  at once -1.00000000, term by term -2.30000000, relative error 1.3e+00\
            """);
  }

  @Test
  void onlyInputsThatTheGradientNeedsAreChecked() {
    // a negative base has no derivative by its exponent, which is not asked for
    Localisation found =
        localisation(
            x -> new WrongOps.Wrong(Sin::of, scalar(3)).on(x).pow(vector(2, 3)), vector(-1, -2));
    assertThat(found.suspects()).hasSize(1);
    assertThat(found.noisy()).isZero();
  }

  @Test
  void opsAtKinksAreLeftInDoubt() {
    Localisation found =
        localisation(
            x -> Relu.of(x).sum().plus(new WrongOps.Wrong(Sin::of, scalar(3)).on(x).sum()),
            vector(0, 1));
    assertThat(found.toString())
        .startsWith("op by op: 1 of 5 rules is wrong (1 could not be told from noise)\n");
  }

  /// Its derivative is not the function's on purpose.
  @Test
  void aStoppedGradientIsNoWrongRule() {
    assertThat(lines(x -> Adjoint.stopGradient(x).times(x), vector(.5, 1))).isEmpty();
    assertThat(lines(x -> wrong(Adjoint.stopGradient(x)).times(x), vector(.5, 1))).isEmpty();
    assertThat(lines(x -> Adjoint.stopGradient(x).times(wrong(x)), vector(.5, 1)))
        .containsExactly("%2: f64[2] = Wrong[factor=3.0] %0");
  }

  @Test
  void whatHoldsAStoppedGradientIsNotWrongForIt() {
    UnaryOperator<Tensor> stopped = x -> Adjoint.stopGradient(x).times(x);
    assertThat(lines(Adjoint.checkpoint(stopped), vector(.5, 1))).isEmpty();
    assertThat(lines(x -> Adjoint.iterate(2, stopped, x), vector(.5, 1))).isEmpty();
    assertThat(lines(Adjoint.checkpoint(x -> stopped.apply(wrong(x))), vector(.5, 1)))
        .containsExactly("%1: f64[2] = Wrong[factor=3.0] %0, in Checkpoint");
    assertThat(localisation(Adjoint.checkpoint(stopped), vector(.5, 1)).toString())
        .isEqualTo(
            "op by op: none of 1 rules is wrong; so the fault is in how they are put together: a stopGradient, a function that is not the same at every call, or the engine");
  }

  private static Tensor wrong(Tensor x) {
    return new WrongOps.Wrong(Sin::of, scalar(3)).on(x);
  }

  @Test
  void aFunctionThatChangesIsNotBlamedOnAnOp() {
    var calls = new int[1];
    Localisation found =
        localisation(x -> calls[0]++ == 1 ? Sin.of(x) : Sin.of(x).times(2), scalar(1));
    assertThat(found.toString())
        .isEqualTo(
            "op by op: none of 2 rules is wrong; so the fault is in how they are put together: a stopGradient, a function that is not the same at every call, or the engine");
  }

  @Test
  void aRightGradientNeedsNoLocalisation() {
    assertThat(GradientCheck.of((Tensor x) -> Sin.of(x)).at(scalar(1)).localisation()).isEmpty();
  }
}
