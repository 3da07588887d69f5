package dev.adjoint.compile;

import dev.adjoint.graph.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The order in which steps run, which decides how much memory is alive at once.
///
/// Depth-first from the results, so that a value is used soon after it is made; but a step that
/// frees more than it takes, or as much, runs as soon as it can. So the gradient of a weight is
/// computed, and used up by the update of the weight, before the backward pass goes on. Linear in
/// the steps and what they read.
final class Schedule {
  /// What a step writes and others read.
  private static final class Value {
    private final long bytes;
    private final List<Integer> readers = new ArrayList<>(2);

    /// How many steps have still to read it.
    private int left;

    /// The sum of those steps' numbers: when one is left, its number.
    private int sum;

    Value(Slot slot) {
      bytes = slot.isTemporary() ? slot.type().bytes() : 0;
    }

    void readBy(int step) {
      readers.add(step);
      left++;
      sum += step;
    }

    void wasReadBy(int step) {
      left--;
      sum -= step;
    }
  }

  /// All steps, depth-first.
  private final List<Step> steps;

  /// By the numbers of their slots.
  private final @Nullable Value[] values;

  /// For each step, what it reads of other steps, and writes.
  private final List<List<Value>> reads = new ArrayList<>();

  private final List<List<Value>> writes = new ArrayList<>();

  /// For each step, how many values it reads that are not there yet.
  private final int[] missing;

  private final boolean[] done;
  private final ArrayDeque<Integer> candidates = new ArrayDeque<>();
  private final List<Step> order = new ArrayList<>();

  private Schedule(List<Step> steps, int slots) {
    this.steps = steps;
    values = new Value[slots];
    missing = new int[steps.size()];
    done = new boolean[steps.size()];
    for (int k = 0; k < steps.size(); k++) {
      connect(k);
    }
  }

  /// {@return the steps that results need, each after those that it reads from}
  ///
  /// @param steps steps in some order
  /// @param slots the number of slots
  /// @param results what is wanted
  static List<Step> of(List<Step> steps, int slots, List<Place> results) {
    return new Schedule(depthFirst(steps, slots, results), slots).run();
  }

  private static List<Step> depthFirst(List<Step> steps, int slots, List<Place> results) {
    var writers = new @Nullable Reader[slots];
    for (Step step : steps) {
      var reader = new Reader(step, step.reads());
      step.writes().forEach(slot -> writers[slot.number()] = reader);
    }
    List<Reader> roots =
        results.stream().map(p -> writers[p.slot().number()]).filter(Objects::nonNull).toList();
    return Topology.sort(roots, new Writers(writers)).stream().map(Reader::step).toList();
  }

  /// A step with what it reads.
  private record Reader(Step step, List<Slot> reads) {}

  /// A step depends on those that write what it reads.
  private record Writers(@Nullable Reader[] bySlot) implements Topology.Dependencies<Reader> {
    @Override
    public int count(Reader reader) {
      return reader.reads().size();
    }

    @Override
    public @Nullable Reader at(Reader reader, int number) {
      return bySlot[reader.reads().get(number).number()];
    }
  }

  /// What a step reads is known by then: its writer came before.
  private void connect(int k) {
    List<Value> read =
        steps.get(k).reads().stream()
            .map(x -> values[x.number()])
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    read.forEach(value -> value.readBy(k));
    missing[k] = read.size();
    reads.add(read);
    var written = new ArrayList<Value>(1);
    for (Slot slot : steps.get(k).writes()) {
      var value = new Value(slot);
      values[slot.number()] = value;
      written.add(value);
    }
    writes.add(written);
  }

  private List<Step> run() {
    for (int k = 0; k < steps.size(); k++) {
      if (!done[k]) {
        run(k);
      }
      while (!candidates.isEmpty()) {
        int candidate = candidates.remove();
        if (!done[candidate] && missing[candidate] == 0 && frees(candidate)) {
          run(candidate);
        }
      }
    }
    return order;
  }

  private boolean frees(int k) {
    long freed = 0;
    for (Value value : reads.get(k)) {
      freed += value.left == 1 ? value.bytes : 0;
    }
    for (Value value : writes.get(k)) {
      freed -= value.bytes;
    }
    return freed >= 0;
  }

  /// Who reads what was made may run now, and who is the last to read something may free it.
  private void run(int k) {
    done[k] = true;
    order.add(steps.get(k));
    for (Value value : writes.get(k)) {
      value.readers.forEach(reader -> missing[reader]--);
      candidates.addAll(value.readers);
    }
    for (Value value : reads.get(k)) {
      value.wasReadBy(k);
      if (value.left == 1) {
        candidates.add(value.sum);
      }
    }
  }
}
