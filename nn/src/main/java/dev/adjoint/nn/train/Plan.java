package dev.adjoint.nn.train;

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

  private @Nullable Training<M> start;
  private @Nullable Order order;
  final Map<String, ToDoubleFunction<Training<M>>> measures = new LinkedHashMap<>();
  final List<Trainer.StepListener> stepListeners = new ArrayList<>();
  final List<Consumer<Fit<M>>> epochListeners = new ArrayList<>();
  Stopping stopping = Stopping.never();
  Optional<Kept> kept = Optional.empty();
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

  void keep(String name, Goal goal) {
    if (!name.equals(History.LOSS) && !measures.containsKey(name)) {
      throw new IllegalArgumentException(
          "keeping the best \"%s\": measured are %s and %s; measure it first"
              .formatted(name, History.LOSS, measures.keySet()));
    }
    kept = Optional.of(new Kept(name, goal));
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
