package dev.adjoint.compile;

import dev.adjoint.graph.Topology;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int[] NONE = {};

    private final long bytes;
    private int[] readers = NONE;

    /// How many steps read it.
    private int count;

    /// How many steps have still to read it.
    private int left;

    /// The sum of those steps' numbers: when one is left, its number.
    private int sum;

    Value(Slot slot) {
      bytes = slot.isTemporary() ? slot.type().bytes() : 0;
    }

    /// {@return whether the step is new among its readers}
    boolean isFirstReadBy(int step) {
      if (count > 0 && readers[count - 1] == step) {
        return false;
      }
      if (count == readers.length) {
        readers = Arrays.copyOf(readers, 2 * count + 1);
      }
      readers[count++] = step;
      left++;
      sum += step;
      return true;
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
  private final Value[][] reads;

  private final Value[][] writes;

  /// For each step, how many values it reads that are not there yet.
  private final int[] missing;

  private final boolean[] done;

  /// Steps that may be able to run: a queue, with room for all that ever come in.
  private final int[] candidates;

  private int next;
  private int end;
  private final List<Step> order = new ArrayList<>();

  private Schedule(List<Step> steps, int slots) {
    this.steps = steps;
    values = new Value[slots];
    reads = new Value[steps.size()][];
    writes = new Value[steps.size()][];
    missing = new int[steps.size()];
    done = new boolean[steps.size()];
    int count = 0;
    for (int k = 0; k < steps.size(); k++) {
      connect(k);
      count += missing[k];
    }
    candidates = new int[2 * count];
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
      List<Slot> written = step.writes();
      for (int k = 0; k < written.size(); k++) {
        writers[written.get(k).number()] = reader;
      }
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
    List<Slot> slots = steps.get(k).reads();
    var read = new Value[slots.size()];
    int count = 0;
    for (int i = 0; i < read.length; i++) {
      Value value = values[slots.get(i).number()];
      if (value != null && value.isFirstReadBy(k)) {
        read[count++] = value;
      }
    }
    reads[k] = Arrays.copyOf(read, count);
    missing[k] = count;
    List<Slot> written = steps.get(k).writes();
    writes[k] = new Value[written.size()];
    for (int i = 0; i < writes[k].length; i++) {
      var value = new Value(written.get(i));
      values[written.get(i).number()] = value;
      writes[k][i] = value;
    }
  }

  private List<Step> run() {
    for (int k = 0; k < steps.size(); k++) {
      if (!done[k]) {
        run(k);
      }
      while (next < end) {
        int candidate = candidates[next++];
        if (!done[candidate] && missing[candidate] == 0 && frees(candidate)) {
          run(candidate);
        }
      }
    }
    return order;
  }

  private boolean frees(int k) {
    long freed = 0;
    for (Value value : reads[k]) {
      freed += value.left == 1 ? value.bytes : 0;
    }
    for (Value value : writes[k]) {
      freed -= value.bytes;
    }
    return freed >= 0;
  }

  /// Who reads what was made may run now, and who is the last to read something may free it.
  private void run(int k) {
    done[k] = true;
    order.add(steps.get(k));
    for (Value value : writes[k]) {
      for (int i = 0; i < value.count; i++) {
        missing[value.readers[i]]--;
        candidates[end++] = value.readers[i];
      }
    }
    for (Value value : reads[k]) {
      value.wasReadBy(k);
      if (value.left == 1) {
        candidates[end++] = value.sum;
      }
    }
  }
}
