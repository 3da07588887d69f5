package dev.adjoint.examples.experiment;

import dev.adjoint.examples.show.Table;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Training;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A training on all data at once, step by step, looked at now and then.
///
/// @param moments when it was looked at, the start first
/// @param broken the step that made the loss infinite or NaN, if one did
/// @param <M> the type of the model
record Course<M>(List<Moment<M>> moments, OptionalInt broken) {
  private static final Table TABLE =
      Table.of(
          new Table.Column("step", "%,d", 8),
          new Table.Column("accuracy", "%.3f", 8),
          new Table.Column("loss", "%.6f", 9));

  /// Keeps a copy.
  Course {
    moments = List.copyOf(moments);
  }

  /// {@return the course of a training}
  ///
  /// @param start the training before its first step
  /// @param data what is learned
  /// @param when after which steps to look, the last step last
  static <M extends Layer> Course<M> run(
      Training<M> start, Dataset data, NavigableSet<Integer> when) {
    var accuracy = Accuracy.<M>compiled();
    Batch all = data.all();
    var loop = start.loop();
    var moments = new ArrayList<Moment<M>>();
    for (int step = 0; step <= when.last(); step++) {
      if (when.contains(step)) {
        Training<M> now = loop.training();
        double right = accuracy.applyAsDouble(now.model(), data);
        moments.add(new Moment<>(step, now.model(), right, now.evaluate(data)));
      }
      // The step after the last only tells the loss there.
      if (!Double.isFinite(loop.step(all))) {
        return new Course<>(moments, OptionalInt.of(step));
      }
    }
    return new Course<>(moments, OptionalInt.empty());
  }

  /// Prints a dozen of the moments.
  void print(PrintWriter out) {
    out.println(TABLE.header());
    even(end().step(), Math.min(10, end().step())).stream()
        .map(this::at)
        .distinct()
        .forEach(m -> out.println(TABLE.row(m.step(), m.accuracy(), m.loss())));
    broken.ifPresent(step -> out.println(TABLE.row(step, "", "NaN")));
  }

  /// {@return steps from 0 to the last, evenly spread}
  ///
  /// @param last the last step
  /// @param count how many parts
  static NavigableSet<Integer> even(int last, int count) {
    return IntStream.rangeClosed(0, count)
        .mapToObj(i -> (int) ((long) last * i / count))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// {@return steps from 0 to the last, a dozen for each doubling, and ten evenly spread}
  ///
  /// @param last the last step
  static NavigableSet<Integer> logarithmic(int last) {
    var steps = new TreeSet<Integer>(even(last, Math.min(10, last)));
    for (double step = 1; step < last; step *= Math.pow(2, 1.0 / 12)) {
      steps.add((int) Math.round(step));
    }
    return steps;
  }

  /// {@return the last moment until a step}
  ///
  /// @param step the step
  Moment<M> at(int step) {
    return moments.stream().filter(m -> m.step() <= step).reduce((_, m) -> m).orElseThrow();
  }

  /// {@return the last moment}
  Moment<M> end() {
    return moments.getLast();
  }
}
