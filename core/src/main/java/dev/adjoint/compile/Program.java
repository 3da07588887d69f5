package dev.adjoint.compile;

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
/// What a program computes never changes, to the bit; its hot loops become faster. Many threads may
/// run one at once, each in memory of its own, which is kept for the next run.
public final class Program {
  /// More frames than this are made when more threads run at once, but not kept.
  private static final int KEPT = Runtime.getRuntime().availableProcessors();

  private final List<TensorType> inputs;
  private final List<Slot> slots;
  private final List<Step> steps;
  private final List<Place> results;
  private final MemoryPlan plan;
  private final String kernels;
  private final int loops;
  private final Slot[] arguments;
  private final Slot[] own;
  private final boolean[] direct;
  private final List<TensorType> resultTypes;
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
    this.arguments = slots(Slot.Argument.class);
    this.own = slots(Slot.Result.class);
    this.direct = direct(results);
    this.resultTypes =
        results.stream()
            .map(place -> place.slot().type().withShape(place.layout().shape()))
            .toList();
  }

  private Slot[] slots(Class<? extends Slot.Origin> origin) {
    return slots.stream().filter(s -> origin.isInstance(s.origin())).toArray(Slot[]::new);
  }

  private static boolean[] direct(List<Place> results) {
    Set<Integer> seen = new HashSet<>();
    boolean[] direct = new boolean[results.size()];
    for (int k = 0; k < direct.length; k++) {
      Slot slot = results.get(k).slot();
      direct[k] = slot.origin() instanceof Slot.Result && seen.add(slot.number());
    }
    return direct;
  }

  /// Runs the program.
  ///
  /// @param arguments numbers for the graph's inputs, of their types
  /// @return the graph's outputs
  /// @throws IllegalArgumentException if the types differ
  public List<NDArray> run(List<NDArray> arguments) {
    check(arguments);
    Frame frame = frame();
    begin(frame, arguments);
    run(frame);
    List<NDArray> outputs = outputs(frame);
    keep(frame);
    return outputs;
  }

  void run(Frame frame) {
    for (int k = 0; k < steps.size(); k++) {
      steps.get(k).run(frame);
    }
  }

  /// Arguments lie in memory of theirs, results in new arrays.
  private void begin(Frame frame, List<NDArray> given) {
    for (int k = 0; k < arguments.length; k++) {
      frame.bind(arguments[k], given.get(k).storage(), given.get(k).offset());
    }
    for (Slot slot : own) {
      frame.bind(slot, slot.type().dtype().allocate(slot.type().count()), 0);
    }
  }

  private Frame frame() {
    Frame reused = idle.poll();
    return reused != null ? reused : new Frame(slots, plan, loops);
  }

  /// {@return a use of this program in memory that is named by who uses it}
  public Run open() {
    return new Run(this, new Frame(slots, plan, loops));
  }

  @SuppressWarnings("ReturnValueIgnored") // where there is no room, the frame is garbage
  private void keep(Frame frame) {
    release(frame);
    idle.offer(frame);
  }

  /// Lets go of the memory that belongs to one run alone.
  void release(Frame frame) {
    for (Slot slot : arguments) {
      frame.release(slot);
    }
    for (Slot slot : own) {
      frame.release(slot);
    }
    frame.release();
  }

  /// {@return whether a result may be written over an argument of its type}
  ///
  /// @param result the number of the result
  /// @param argument the number of the argument
  public boolean overwrites(int result, int argument) {
    return isDirect(result)
        && new Overwriting(steps, results, arguments[argument]).allows(results.get(result).slot());
  }

  List<Step> steps() {
    return steps;
  }

  List<Place> results() {
    return results;
  }

  /// {@return the slot of an argument}
  Slot argument(int number) {
    return arguments[number];
  }

  /// {@return whether a result is written to memory of its own; else it is an argument, a constant,
  /// or the same as a result before it}
  boolean isDirect(int number) {
    return direct[number];
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

  /// {@return the number of results}
  public int resultCount() {
    return results.size();
  }

  /// {@return the type of a result}
  ///
  /// @param number the number of the result
  public TensorType resultType(int number) {
    return resultTypes.get(number);
  }

  private List<NDArray> outputs(Frame frame) {
    var outputs = new ArrayList<NDArray>(results.size());
    for (int k = 0; k < results.size(); k++) {
      Slot slot = results.get(k).slot();
      outputs.add(NDArray.wrap(resultType(k), frame.storage(slot), frame.offset(slot)));
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
