package dev.adjoint.nn.train;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.io.Parameters;
import dev.adjoint.nn.io.Safetensors;
import dev.adjoint.nn.optim.Optimizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A [Fit] in a file, to be gone on from bit for bit: the model, what the optimiser remembers, the
/// best model and the history. The file is a [Safetensors], written whole or not at all; the
/// model's arrays are named `model.…`, so other programs can read them.
///
/// ```java
/// Checkpoint.write(fit, path);
/// Fit<Net> again = Checkpoint.read(path, Training.start(net, loss, optimizer, key));
/// Net alone = Checkpoint.model(path, net);
/// ```
public final class Checkpoint {
  private static final String MODEL = "model.";
  private static final String HISTORY = "history.";
  private static final String NUMBER = HISTORY + "epoch";
  private static final String STEPS = HISTORY + "steps";
  private static final String VALUES = HISTORY + "values.";

  private Checkpoint() {}

  /// What a file holds besides the history.
  private record Stored<M>(
      M model, Optimizer.State<M> state, M best, Tensor loss, Tensor stepsMade) {
    static <M> Stored<M> of(Training<M> training, M best) {
      return new Stored<>(
          training.model(),
          training.state(),
          best,
          Tensor.scalar(training.loss()),
          Tensor.scalar((double) training.steps()));
    }
  }

  /// Writes a fit.
  ///
  /// @param fit the fit
  /// @param file the file; what is there is replaced when the new one is whole
  /// @param <M> the type of the model
  /// @throws IOException if it cannot be written
  public static <M> void write(Fit<M> fit, Path file) throws IOException {
    var arrays = new LinkedHashMap<>(Parameters.of(Stored.of(fit.training(), fit.best())));
    arrays.putAll(arrays(fit.history()));
    Safetensors.write(arrays, file);
  }

  private static Map<String, NDArray> arrays(History history) {
    var arrays = new LinkedHashMap<String, NDArray>();
    List<History.Epoch> epochs = history.epochs();
    arrays.put(NUMBER, column(epochs, History.Epoch::number));
    arrays.put(STEPS, column(epochs, History.Epoch::steps));
    var names = new LinkedHashSet<String>();
    epochs.forEach(epoch -> names.addAll(epoch.values().keySet()));
    names.forEach(name ->
        arrays.put(VALUES + name, column(epochs, e -> e.values().getOrDefault(name, Double.NaN))));
    return arrays;
  }

  private static NDArray column(List<History.Epoch> epochs, ToDoubleFunction<History.Epoch> value) {
    return NDArray.of(epochs.stream().mapToDouble(value).toArray());
  }

  /// Reads a fit.
  ///
  /// @param file the file
  /// @param start a training of the same model by the same optimiser and objective, whose key
  ///   random layers go on with
  /// @param <M> the type of the model
  /// @return the fit
  /// @throws IOException if the file cannot be read, or is damaged
  /// @throws IllegalArgumentException if it is that of another model or optimiser
  public static <M> Fit<M> read(Path file, Training<M> start) throws IOException {
    Map<String, NDArray> arrays = Safetensors.read(file);
    var own = new LinkedHashMap<>(arrays);
    own.keySet().removeIf(name -> name.startsWith(HISTORY));
    Stored<M> stored = into(file, Stored.of(start, start.model()), own);
    double loss = stored.loss().value().item();
    long steps = (long) stored.stepsMade().value().item();
    return new Fit<>(
        start.resumed(stored.model(), stored.state(), loss, steps),
        history(file, arrays),
        stored.best());
  }

  /// Reads the model alone.
  ///
  /// @param file the file
  /// @param model a model of the same form, such as one just made
  /// @param <M> the type of the model
  /// @return the model as it was after the last epoch
  /// @throws IOException if the file cannot be read, or is damaged
  /// @throws IllegalArgumentException if it is that of another model
  public static <M> M model(Path file, M model) throws IOException {
    record Alone<M>(M model) {}
    var own = new LinkedHashMap<>(Safetensors.read(file));
    own.keySet().removeIf(name -> !name.startsWith(MODEL) && !name.equals("model"));
    return into(file, new Alone<>(model), own).model();
  }

  private static <T> T into(Path file, T tree, Map<String, NDArray> arrays) {
    try {
      return Parameters.into(tree, arrays).complete();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: is no checkpoint of this model and optimiser: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private static History history(Path file, Map<String, NDArray> arrays) throws IOException {
    NDArray numbers = column(file, arrays, NUMBER, -1);
    int epochs = numbers.count();
    NDArray steps = column(file, arrays, STEPS, epochs);
    var values = new LinkedHashMap<String, NDArray>();
    for (String name : arrays.keySet()) {
      if (name.startsWith(VALUES)) {
        values.put(name.substring(VALUES.length()), column(file, arrays, name, epochs));
      }
    }
    History history = History.empty();
    for (int i = 0; i < epochs; i++) {
      int at = i;
      var row = new LinkedHashMap<String, Double>();
      values.forEach((name, column) -> row.put(name, column.value(at)));
      history = history.plus(new History.Epoch((int) numbers.value(i), (long) steps.value(i), row));
    }
    return history;
  }

  private static NDArray column(Path file, Map<String, NDArray> arrays, String name, int length)
      throws IOException {
    NDArray column = arrays.get(name);
    if (column == null
        || column.dtype() != DType.FLOAT64
        || column.shape().rank() != 1
        || (length >= 0 && column.count() != length)) {
      throw new IOException(
          "%s: is no checkpoint: its %s is %s, but the history is columns of f64, one number for each epoch"
              .formatted(file, name, column == null ? "missing" : column.type()));
    }
    return column;
  }
}
