package dev.adjoint.nn.train;

import dev.adjoint.nn.optim.Plateau;
import dev.adjoint.nn.optim.Rated;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// All that a [Trainer] was told, put together for one of its fits.
final class Plan<M> {
  /// What makes an epoch the best.
  record Kept(String name, Goal goal) {}

  /// When the rate of the optimiser is lowered.
  private record Slowed(String name, Plateau plateau) {
    /// The rate after a history, which says all that a plateau has to know.
    double rate(History history) {
      Plateau now = plateau;
      for (double value : history.values(name)) {
        now = now.seen(value);
      }
      return now.rate();
    }
  }

  private @Nullable Training<M> start;
  private @Nullable Order order;
  final Map<String, ToDoubleFunction<Training<M>>> measures = new LinkedHashMap<>();
  final List<Trainer.StepListener> stepListeners = new ArrayList<>();
  final List<Consumer<Fit<M>>> epochListeners = new ArrayList<>();
  private Stopping stopping = Stopping.never();
  Optional<Kept> kept = Optional.empty();
  private Optional<Slowed> slowed = Optional.empty();
  Optional<Path> checkpoints = Optional.empty();
  Optional<PrintWriter> out = Optional.empty();

  void begin(Training<M> training, Order batches) {
    start = training;
    order = batches;
  }

  Order order() {
    return Objects.requireNonNull(order);
  }

  Fit<M> start() {
    Training<M> training = Objects.requireNonNull(start);
    return new Fit<>(training, History.empty(), training.model());
  }

  void measure(String name, ToDoubleFunction<Training<M>> measure) {
    if (name.equals(History.LOSS) || measures.putIfAbsent(name, measure) != null) {
      throw new IllegalArgumentException(
          "measuring \"%s\": there is a measure of that name already".formatted(name));
    }
  }

  void stop(Stopping when) {
    when.measures().forEach(name -> checkMeasured("stopping by", name));
    stopping = when;
  }

  void keep(String name, Goal goal) {
    checkMeasured("keeping the best", name);
    kept = Optional.of(new Kept(name, goal));
  }

  void slow(String name, Plateau plateau) {
    checkMeasured("slowing by", name);
    Rated.rate(start().training().state()); // or says that there is none
    slowed = Optional.of(new Slowed(name, plateau));
  }

  private void checkMeasured(String what, String name) {
    if (!name.equals(History.LOSS) && !measures.containsKey(name)) {
      throw new IllegalArgumentException(
          "%s \"%s\": measured are %s and %s; measure it first"
              .formatted(what, name, History.LOSS, measures.keySet()));
    }
  }

  /// {@return the training at the rate that it is to go on with}
  Training<M> rated(Training<M> training, History history) {
    return slowed
        .map(by ->
            training.resumed(
                training.model(),
                Rated.at(by.rate(history), training.state()),
                training.loss(),
                training.steps()))
        .orElse(training);
  }

  boolean isEnough(History history) {
    return history.size() > 0 && stopping.isDue(history);
  }

  Optional<Fit<M>> found() {
    return checkpoints.filter(Files::exists).map(this::read);
  }

  private Fit<M> read(Path file) {
    try {
      return Checkpoint.read(file, start().training());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Fit<M> fit) {
    try {
      if (checkpoints.isPresent()) {
        Checkpoint.write(fit, checkpoints.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
