package dev.adjoint.examples;

import com.google.common.base.Stopwatch;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.examples.show.Table;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Progress;
import dev.adjoint.nn.train.Training;
import dev.adjoint.nn.train.TrainingLoop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;

/// The course of a training on [Digits]: made step by step, judged as it was before it, after each
/// epoch and at its end, and shown while it goes on.
final class Course {
  private static final Table TABLE =
      Table.of(
          new Table.Column("step", "%,d", 7),
          new Table.Column("epoch", "%.1f", 5),
          new Table.Column("loss", "%.4g", 9),
          new Table.Column("train accuracy", "%.4f", 14),
          new Table.Column("test accuracy", "%.4f", 13),
          new Table.Column("samples/s", "%,.0f", 10));

  private final ToDoubleBiFunction<Sequential, Dataset> accuracy = Accuracy.compiled();
  private final Digits digits;
  private final Schedule schedule;
  private final Progress progress;
  private final double[] losses;
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final Stopwatch training = Stopwatch.createUnstarted();
  private final Stopwatch evaluating = Stopwatch.createUnstarted();
  private final Training<Sequential> start;
  private final TrainingLoop<Sequential> loop;
  private Duration before = Duration.ZERO;
  private long seen;

  private Course(Training<Sequential> start, Digits digits, Schedule schedule, Progress progress) {
    this.start = start;
    this.loop = start.loop();
    this.digits = digits;
    this.schedule = schedule;
    this.progress = progress;
    this.losses = new double[schedule.steps()];
  }

  /// {@return a training from its start to its end}
  ///
  /// @param start the training before its first step
  /// @param digits what to learn and be judged by
  /// @param schedule the batches to learn from
  /// @param out where the table goes
  static Course run(Training<Sequential> start, Digits digits, Schedule schedule, PrintWriter out) {
    try (var progress = Progress.of(out, schedule.steps())) {
      var course = new Course(start, digits, schedule, progress);
      progress.line(TABLE.header());
      schedule.batches().forEach(course::step);
      return course;
    }
  }

  /// The first step is made before the training as it started is judged: judging is many times as
  /// long, and what a step learns from doesn't change under it.
  private void step(Batch batch) {
    training.start();
    double loss = loop.step(batch);
    training.stop();
    int step = (int) loop.steps();
    if (step == 1) {
      evaluate(start, Double.NaN);
    }
    losses[step - 1] = loss;
    seen += batch.size();
    progress.step(this::note);
    if (step % schedule.epoch() == 0 || step == schedule.steps()) {
      evaluate(loop.training(), speed());
      before = training.elapsed();
      seen = 0;
    }
  }

  private void evaluate(Training<Sequential> at, double speed) {
    evaluating.start();
    double train = accuracy.applyAsDouble(at.model(), digits.train());
    double test = accuracy.applyAsDouble(at.model(), digits.test());
    evaluating.stop();
    int step = (int) at.steps();
    double epoch = (double) step / schedule.epoch();
    var now = new Evaluation(step, epoch, at.loss(), train, test, speed);
    evaluations.add(now);
    progress.line(row(now));
  }

  /// Before the first step there is no loss and no speed.
  private static String row(Evaluation now) {
    boolean started = now.step() > 0;
    return TABLE.row(
        now.step(),
        now.epoch(),
        started ? now.loss() : "-",
        now.train(),
        now.test(),
        started ? now.speed() : "-");
  }

  /// Samples per second since the latest evaluation.
  private double speed() {
    return seen / (training.elapsed().minus(before).toNanos() / 1e9);
  }

  private String note() {
    return String.format(
        Locale.ROOT,
        "loss %.3g test %.3f %,.0f samples/s",
        loop.loss(),
        evaluations.getLast().test(),
        speed());
  }

  /// {@return the evaluations, first to last}
  List<Evaluation> evaluations() {
    return List.copyOf(evaluations);
  }

  /// {@return the loss of each step's batch}
  double[] losses() {
    return losses.clone();
  }

  /// {@return the time that the steps took}
  Duration trainingTime() {
    return training.elapsed();
  }

  /// {@return the time that the evaluations took}
  Duration evaluationTime() {
    return evaluating.elapsed();
  }
}
