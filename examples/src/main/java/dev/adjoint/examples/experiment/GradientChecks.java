package dev.adjoint.examples.experiment;

import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.array.DType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.examples.experiment.Findings.Figure;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.random.Key;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// A gradient check finds what is wrong with an article's gradients, and where: see [ArticleNet]
/// for two of the mistakes, and below for the third.
@Command(
    name = "gradient-check",
    sortOptions = false,
    description = {
      "Finds the mistakes in gradients written by hand.",
      "",
      "Each gradient is compared with differences of its function's values. Where one",
      "is wrong, every op is checked on its own to find those at fault.",
      ""
    })
final class GradientChecks implements Experiment {
  private static final double LAMBDA = 1e-4;

  private static final Tensor Z = vector(-2, -0.5, 0.3, 1);

  @Mixin private final Setting setting;

  GradientChecks(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() {
    List<Key> keys = setting.key().split(2);
    Batch batch = Quadrants.drawn(keys.get(0), 50, DType.FLOAT64).all();
    ArticleNet net = ArticleNet.drawn(3, keys.get(1));
    Function<ArticleNet, Tensor> penalty = n -> n.articlePenalty(batch, LAMBDA);
    Function<ArticleNet, Tensor> error = n -> n.articleError(batch);
    Function<ArticleNet, Tensor> loss = n -> n.articleLoss(batch, LAMBDA);
    Function<ArticleNet, Tensor> derived = n -> n.loss(batch, LAMBDA);
    Function<Tensor, Tensor> tanh = z -> new ArticleTanh().on(z);
    show("The article's loss, with the gradient that was written by hand", loss, net);
    show("The same loss, its gradient derived", derived, net);
    show("The article's tanh, with its derivative", tanh, Z);
    return new Findings(
        List.of(
            wrong("L2: relative error", penalty, net),
            wrong("MeanError: relative error", error, net),
            wrong("ArticleTanh: relative error", tanh, Z),
            Figure.of("derived: relative error", "right", error(derived, net), 0, 1e-6)),
        List.of());
  }

  private <A> void show(String what, Function<A, Tensor> f, A at) {
    String report = GradientCheck.of(f).at(at).toString();
    setting.out().printf("--- %s%n%n%s%n%n", what, report);
  }

  private static <A> Figure wrong(String what, Function<A, Tensor> f, A at) {
    return Figure.of(what, "wrong", error(f, at), 0.1, Double.POSITIVE_INFINITY);
  }

  private static <A> double error(Function<A, Tensor> f, A at) {
    return GradientCheck.of(f).at(at).worst().worst().relativeError();
  }

  /// `(1 − e⁻ᶻ)/(1 + e⁻ᶻ)`, which is `tanh(z/2)`, with the derivative of `tanh z`: twice its own.
  private record ArticleTanh() implements Elementwise.Unary {
    @Override
    public double apply(double z) {
      return (1 - Math.exp(-z)) / (1 + Math.exp(-z));
    }

    @Override
    public Tensor derivative(Tensor z, Tensor y) {
      return y.squared().negate().plus(1);
    }
  }
}
