package dev.adjoint.compile;

import com.google.common.collect.ImmutableList;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;

/// A graph that runs: steps over slots of memory, all decided.
///
/// Programs are immutable; many threads may run one at once, each in memory of its own, which is
/// kept for the next run.
public final class Program {
  /// More frames than this are made when more threads run at once, but not kept.
  private static final int KEPT = Runtime.getRuntime().availableProcessors();

  private final List<TensorType> inputs;
  private final List<Slot> slots;
  private final List<Slot> changing;
  private final List<Step> steps;
  private final List<Place> results;
  private final MemoryPlan plan;
  private final String kernels;
  private final int loops;
  private final List<Slot> arguments;
  private final ImmutableList<Boolean> direct;
  private final ArrayBlockingQueue<Frame> idle = new ArrayBlockingQueue<>(KEPT);

  Program(
      List<TensorType> inputs,
      List<Slot> slots,
      List<Step> steps,
      List<Place> results,
      String kernels) {
    this.inputs = inputs;
    this.slots = slots;
    this.steps = steps;
    this.results = results;
    this.kernels = kernels;
    this.plan = new MemoryPlan(steps);
    this.loops = (int) steps.stream().filter(Loop.class::isInstance).count();
    this.changing =
        slots.stream()
            .filter(s -> s.origin() instanceof Slot.Argument || s.origin() instanceof Slot.Result)
            .toList();
    this.arguments = slots.stream().filter(s -> s.origin() instanceof Slot.Argument).toList();
    this.direct = direct(results);
  }

  private static ImmutableList<Boolean> direct(List<Place> results) {
    Set<Integer> seen = new HashSet<>();
    return results.stream()
        .map(r -> r.slot().origin() instanceof Slot.Result && seen.add(r.slot().number()))
        .collect(ImmutableList.toImmutableList());
  }

  /// Runs the program.
  ///
  /// @param arguments numbers for the graph's inputs, of their types
  /// @return the graph's outputs
  /// @throws IllegalArgumentException if the types differ
  public List<NDArray> run(List<NDArray> arguments) {
    check(arguments);
    Frame frame = frame();
    frame.begin(changing, arguments);
    for (int k = 0; k < steps.size(); k++) {
      steps.get(k).run(frame);
    }
    List<NDArray> outputs = outputs(frame);
    keep(frame);
    return outputs;
  }

  private Frame frame() {
    Frame reused = idle.poll();
    return reused != null ? reused : new Frame(slots, plan, loops);
  }

  /// {@return a use of this program in the memory of another}
  Run open() {
    return new Run(this, frame());
  }

  @SuppressWarnings("ReturnValueIgnored") // where there is no room, the frame is garbage
  void keep(Frame frame) {
    frame.end(changing);
    idle.offer(frame);
  }

  List<Step> steps() {
    return steps;
  }

  List<Place> results() {
    return results;
  }

  /// {@return the slot of an argument}
  Slot argument(int number) {
    return arguments.get(number);
  }

  /// {@return whether a result is written to memory of its own; else it is an argument, a constant,
  /// or the same as a result before it}
  boolean isDirect(int number) {
    return direct.get(number);
  }

  private void check(List<NDArray> arguments) {
    boolean same = arguments.size() == inputs.size();
    for (int k = 0; same && k < inputs.size(); k++) {
      same = arguments.get(k).type().equals(inputs.get(k));
    }
    if (!same) {
      throw new IllegalArgumentException(
          "a program of inputs %s was given %s"
              .formatted(inputs, arguments.stream().map(NDArray::type).toList()));
    }
  }

  private List<NDArray> outputs(Frame frame) {
    var outputs = new ArrayList<NDArray>(results.size());
    for (Place place : results) {
      TensorType type = place.slot().type().withShape(place.layout().shape());
      outputs.add(NDArray.wrap(type, frame.storage(place.slot())));
    }
    return outputs;
  }

  /// {@return the number of steps}
  public int size() {
    return steps.size();
  }

  /// {@return the bytes of the arena, with those of the programs inside of loops and choices: what
  /// one run keeps between its steps. Tiles and accumulators, which a step needs only while it
  /// runs, are not counted}
  public long arenaBytes() {
    return plan.bytes() + controls().mapToLong(ControlStep::bytes).sum();
  }

  /// {@return the most bytes of the arena that are alive at once, which for this order of steps it
  /// cannot be smaller than; programs inside of loops and choices keep arenas of their own}
  public long liveBytes() {
    return plan.bound() + controls().mapToLong(ControlStep::liveBytes).sum();
  }

  private Stream<ControlStep> controls() {
    return steps.stream().filter(ControlStep.class::isInstance).map(ControlStep.class::cast);
  }

  /// {@return a line for each step, and how much memory the program takes}
  @Override
  public String toString() {
    return new ProgramListing(slots, steps, results)
        .text(
            String.format(
                Locale.ROOT,
                "%s; arena %,d bytes, at most %,d alive at once (%.2f times as many)",
                kernels,
                arenaBytes(),
                liveBytes(),
                liveBytes() == 0 ? 1 : (double) arenaBytes() / liveBytes()));
  }
}
