package dev.adjoint.examples.experiment;

import static dev.adjoint.Adjoint.eval;

import dev.adjoint.array.DType;
import dev.adjoint.examples.experiment.Findings.Figure;
import dev.adjoint.examples.option.Whole;
import dev.adjoint.examples.show.Charts;
import dev.adjoint.examples.show.Composition;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Training;
import dev.adjoint.random.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The network of an article that does not learn exclusive or in the plane, and why.
///
/// Its gradient is wrong, see [ArticleNet]: with fifty units and λ = 1e-4 all weights fall
/// together, faster and faster, until the loss is NaN. With the right gradient it would not learn
/// either: without biases the score of a point is a constant and an odd function, `s(x) + s(−x) = 2
/// s(0)`, while `x` and `−x` are of one class. A quarter of all points stays wrong.
@Command(
    name = "xor-article",
    sortOptions = false,
    description = {
      "Shows why an article's network does not learn exclusive or.",
      "",
      "Its gradient is wrong, which ends in NaN, and it has no biases, without which",
      "three of four points are the most that can be right.",
      ""
    })
final class XorArticle implements Experiment {
  /// A training of the article.
  private record Run(int units, double rate, double lambda, int steps) {
    String title() {
      return String.format(Locale.ROOT, "2-%d-2, rate %s, λ %s", units, rate, lambda(lambda));
    }

    private static String lambda(double lambda) {
      return lambda == 0 ? "0" : String.format(Locale.ROOT, "%.0e", lambda).replace("e-0", "e-");
    }
  }

  private static final List<Run> RUNS =
      List.of(
          new Run(3, 0.003, 0, 70_000),
          new Run(50, 0.003, 1e-4, 150_000),
          new Run(50, 0.003, 1e-6, 70_000),
          new Run(10, 0.001, 1e-6, 70_000));

  @Option(
      names = "--steps",
      paramLabel = "COUNT",
      converter = Whole.class,
      description = "Steps of each training (70000, with λ = 1e-4 150000; --quick 300).")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--points",
      paramLabel = "COUNT",
      converter = Whole.class,
      description = "Points to learn from (${DEFAULT-VALUE}; the article has 50 too).")
  private int points = 300;

  @Mixin private final Setting setting;

  XorArticle(PrintWriter out) {
    setting = new Setting(out);
  }

  @Override
  public Setting setting() {
    return setting;
  }

  @Override
  public Findings run() throws IOException {
    List<Key> keys = setting.key().split(3);
    Dataset data = Quadrants.drawn(keys.get(0), points, DType.FLOAT64);
    var courses = new ArrayList<Course<ArticleNet>>();
    for (int i = 0; i < RUNS.size(); i++) {
      courses.add(course(RUNS.get(i), data, keys.get(1).fold(i)));
    }
    Figure unbiased = unbiased(data, keys.get(2));
    var figures =
        List.of(
            nan(RUNS.get(1), courses.get(1)),
            finite(RUNS.get(2), courses.get(2)),
            best(courses),
            unbiased,
            odd(courses.get(2).end().model(), data));
    return new Findings(figures, pictures(courses, data));
  }

  private Course<ArticleNet> course(Run run, Dataset data, Key key) {
    setting.out().println();
    setting.out().println(run.title());
    var start =
        Training.minimizing(
            ArticleNet.drawn(run.units(), key),
            (ArticleNet net, Batch batch) -> net.articleLoss(batch, run.lambda()),
            new Sgd(run.rate()));
    int last = steps.orElse(setting.count(run.steps(), 300));
    var course = Course.run(start, data, Course.even(last, Math.min(last, 200)));
    course.print(setting.out());
    return course;
  }

  /// When it comes depends on the first weights: steps 64,000 to beyond 70,000 were seen.
  private static Figure nan(Run run, Course<ArticleNet> course) {
    String what = run.title() + ": NaN at step";
    return course.broken().isPresent()
        ? Figure.of(what, "<70000", course.broken().getAsInt(), 0, 150_000)
        : Figure.of(what, "<70000", Double.NaN, 0, 150_000);
  }

  private static Figure finite(Run run, Course<ArticleNet> course) {
    String what = run.title() + ": last finite step";
    double last = course.end().step();
    return Figure.of(what, "all", last, course.broken().isPresent() ? last + 1 : last, last);
  }

  private static Figure best(List<Course<ArticleNet>> courses) {
    double best =
        courses.stream()
            .flatMap(course -> course.moments().stream())
            .mapToDouble(Moment::accuracy)
            .max()
            .orElseThrow();
    return Figure.of("best accuracy of the four", "about .75", best, 0.5, 0.8);
  }

  /// The same network with the right gradient of a better loss.
  private Figure unbiased(Dataset data, Key key) {
    setting.out().println();
    setting.out().println("2-50-2 without biases, softmax with cross entropy, right gradient");
    BiFunction<ArticleNet, Batch, Tensor> loss =
        (net, batch) -> SoftmaxWithLoss.of(net.scores(batch.inputs()), batch.labels());
    var start = Training.minimizing(ArticleNet.drawn(50, key), loss, new Sgd(0.1));
    int last = setting.count(10_000, 300);
    var course = Course.run(start, data, Course.even(last, 10));
    course.print(setting.out());
    double accuracy = course.end().accuracy();
    return Figure.of("right gradient, no biases, accuracy", "about .75", accuracy, 0.4, 0.8);
  }

  /// How far the scores are from a constant and an odd function.
  private static Figure odd(ArticleNet net, Dataset data) {
    Tensor x = data.all().inputs();
    Tensor twice = net.scores(x.times(0)).times(2);
    Tensor rest = net.scores(x).plus(net.scores(x.negate())).minus(twice).abs().max();
    return Figure.of("largest of s(x) + s(-x) - 2 s(0)", "0", eval(rest).item(), 0, 1e-9);
  }

  private List<Path> pictures(List<Course<ArticleNet>> courses, Dataset data) throws IOException {
    setting.out().println();
    setting.out().println("drawing the courses");
    var regions = new ArrayList<BufferedImage>();
    for (int i = 0; i < RUNS.size(); i++) {
      Moment<ArticleNet> end = courses.get(i).end();
      String title = String.format(Locale.ROOT, "%s: step %,d", RUNS.get(i).title(), end.step());
      regions.add(draw(courses.get(i), data).region(end, title));
    }
    BufferedImage all =
        Composition.column(
            "What the article's networks decide",
            List.of(
                Composition.row(regions.subList(0, 2)), Composition.row(regions.subList(2, 4))));
    return List.of(
        Charts.write(all, setting.picture("regions.png")),
        curves(courses, "loss", Moment::loss, 1),
        curves(courses, "accuracy", Moment::accuracy, 1),
        draw(courses.get(1), data)
            .film(setting.picture("course.gif"), draw(courses.get(1), data)::all));
  }

  private CoursePictures<ArticleNet> draw(Course<ArticleNet> course, Dataset data) {
    // Class 1 wins where the second output is above the first.
    BiFunction<ArticleNet, Tensor, Tensor> field =
        (net, x) -> {
          Tensor y = net.apply(x);
          return y.slice(1, 1, 2).minus(y.slice(1, 0, 1)).plus(1).div(2);
        };
    double step = setting.isQuick() ? 0.1 : 0.01;
    return new CoursePictures<>(
        data, field, course.moments(), step, CoursePictures.Axis.EVEN, setting.count(60, 2));
  }

  private Path curves(
      List<Course<ArticleNet>> courses,
      String name,
      ToDoubleFunction<Moment<ArticleNet>> part,
      double top)
      throws IOException {
    XYChart chart = Charts.xy("The article's networks", "step", name, LegendPosition.InsideNW);
    for (int i = 0; i < RUNS.size(); i++) {
      List<Moment<ArticleNet>> moments = courses.get(i).moments();
      double[] steps = CoursePictures.steps(moments);
      double[] values = moments.stream().mapToDouble(part).toArray();
      var line = i == 2 ? Charts.Line.DASHED : Charts.Line.SOLID;
      Charts.line(chart, RUNS.get(i).title(), steps, values, Charts.COLORS.get(i), line);
    }
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(top).setXAxisMin(0.0);
    chart.getStyler().setXAxisTickLabelsFormattingFunction("%,.0f"::formatted);
    return Charts.write(Charts.image(chart), setting.picture(name + ".png"));
  }
}
