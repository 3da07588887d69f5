package dev.adjoint.nn.train;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Trained;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// The epochs of one fit, made one after another.
final class Epochs<M> implements AutoCloseable {
  private final Plan<M> plan;
  private final Dataset train;
  private final int first;
  private final Optional<Progress> progress;

  private Epochs(Plan<M> plan, Dataset train, int first, Optional<Progress> progress) {
    this.plan = plan;
    this.train = train;
    this.first = first;
    this.progress = progress;
  }

  static <M> Epochs<M> of(Plan<M> plan, Dataset train, int first, int last) {
    if (train.size() == 0) {
      throw new IllegalArgumentException("fit to a %s: there are no rows".formatted(train));
    }
    long steps = (long) Math.max(0, last - first + 1) * plan.order().steps(train);
    return new Epochs<>(plan, train, first, plan.out.map(out -> Progress.of(out, steps)));
  }

  Fit<M> after(Fit<M> before, int epoch) {
    TrainingLoop<M> loop = before.training().loop();
    double sum = 0;
    long rows = 0;
    for (Batch batch : plan.order().batches(train, epoch)) {
      double loss = loop.step(batch);
      if (!Double.isFinite(loss)) {
        throw diverged(before.training(), epoch);
      }
      sum += loss * batch.size();
      rows += batch.size();
      stepped(loop, epoch);
    }
    Training<M> training = loop.training();
    if (!isFinite(training)) {
      throw diverged(before.training(), epoch);
    }
    return measured(before, training, epoch, sum / rows);
  }

  private void stepped(TrainingLoop<M> loop, int epoch) {
    plan.stepListeners.forEach(listener -> listener.stepped(loop.steps(), loop.loss()));
    progress.ifPresent(bar ->
        bar.step(() -> String.format(Locale.ROOT, "epoch %d loss %.3g", epoch, loop.loss())));
  }

  private Fit<M> measured(Fit<M> before, Training<M> training, int epoch, double loss) {
    var values = new LinkedHashMap<String, Double>();
    values.put(History.LOSS, loss);
    plan.measures.forEach((name, measure) -> values.put(name, measure.applyAsDouble(training)));
    var row = new History.Epoch(epoch, training.steps(), values);
    History history = before.history().plus(row);
    M best = isBest(history, row) ? training.model() : before.best();
    var fit = new Fit<>(plan.rated(training, history), history, best);
    show(row);
    plan.epochListeners.forEach(listener -> listener.accept(fit));
    return fit;
  }

  private boolean isBest(History history, History.Epoch row) {
    return plan.kept
        .map(kept -> history.best(kept.name(), kept.goal()).filter(row::equals).isPresent())
        .orElse(true);
  }

  private void show(History.Epoch row) {
    progress.ifPresent(bar -> {
      if (row.number() == first) {
        bar.line(History.header(row));
      }
      bar.line(History.row(row));
    });
  }

  private static boolean isFinite(Training<?> training) {
    return Trained.tensors(training.model()).stream().allMatch(Epochs::isFinite);
  }

  private static boolean isFinite(Tensor tensor) {
    return IntStream.range(0, tensor.type().count())
        .allMatch(i -> Double.isFinite(tensor.value().value(i)));
  }

  /// The steps of the epoch once more, now one training after another, to the one that made the
  /// first number that is none. They are the same, bit for bit.
  private DivergenceException diverged(Training<M> before, int epoch) {
    Training<M> at = before;
    for (Batch batch : plan.order().batches(train, epoch)) {
      Training<M> next = at.step(batch);
      if (!Double.isFinite(next.loss()) || !isFinite(next)) {
        return new DivergenceException(epoch, next.steps(), next.loss(), batch, at.hunt(batch));
      }
      at = next;
    }
    throw new IllegalStateException(
        "epoch %d broke, but not when its steps were made again".formatted(epoch));
  }

  @Override
  public void close() {
    progress.ifPresent(Progress::close);
  }
}
