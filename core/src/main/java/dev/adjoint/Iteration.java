package dev.adjoint;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Program;
import dev.adjoint.compile.Run;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A state on its way, step by step, in memory of its own that every step uses again: what
/// [Adjoint#scan] computes, where the elements come one at a time.
///
/// ```java
/// Function<Model, Iteration<Model, Batch>> training = iteration(step);
/// var iteration = training.apply(model);
/// for (Batch batch : batches) losses.add(iteration.advance(batch));
/// Model trained = iteration.state();
/// ```
///
/// A step allocates nothing but what routines and convolutions need while they run: the new numbers
/// are written over the old ones where the program reads those first, and into a second buffer
/// elsewhere. So the state is inside, where nobody can hold what the next step will overwrite, and
/// comes out as a copy. (Others leave that to the caller: JAX donates an argument, which must then
/// not be used again; PyTorch changes it before everyone's eyes.)
///
/// An iteration is of one thread at a time; those of one function share their programs.
///
/// @param <S> the type of the state
/// @param <X> the type of what a step is given
public final class Iteration<S, X> {
  /// More programs than this are not kept in memory.
  private static final int KEPT = 8;

  /// The argument of the function that is compiled.
  record Given<S, X>(S state, X element) {}

  private static final RecordType GIVEN = RecordType.of(new Given<>("", ""));
  private static final RecordType STEP = RecordType.of(new Step<>("", ""));

  /// A program in this iteration's memory.
  private record Turn(
      Form element, Numbers numbers, Run run, boolean[] overwrites, Buffer output) {}

  private final Compiled<Given<S, X>, Step<S, Tensor>> step;
  private final Form form;
  private final List<TensorType> types;
  private final Object[] memory;
  private final @Nullable Object[] second;
  private final Map<Compiled.Key, Turn> turns = new HashMap<>();
  private @Nullable Turn latest;
  private boolean broken;

  Iteration(Compiled<Given<S, X>, Step<S, Tensor>> step, S start) {
    var tensors = new ArrayList<Tensor>();
    this.step = step;
    this.form = Form.split(Adjoint.eval(start), tensors);
    this.types = tensors.stream().map(Tensor::type).toList();
    this.memory = tensors.stream().map(x -> copy(x.value())).toArray();
    this.second = new Object[memory.length];
  }

  private static Object copy(NDArray array) {
    return Buffer.of(array).toNDArray().storage();
  }

  /// Makes a step.
  ///
  /// @param element what the step is given, without free variables; it is not kept
  /// @return the step's output
  /// @throws IllegalArgumentException if the element has free variables, the step changes the form
  ///   or the types of the state, or its output is no floating-point scalar
  /// @throws IllegalStateException if a step before this one broke off with an error
  public double advance(X element) {
    check();
    Turn turn = latest;
    if (turn == null || !turn.element().matches(element, turn.numbers().clear())) {
      turn = turn(Adjoint.eval(element));
      latest = turn;
    }
    bind(turn);
    broken = true;
    try {
      turn.run().run();
    } finally {
      release(turn);
    }
    broken = false;
    swap(turn);
    return turn.output().value(0);
  }

  /// Where the time of a step goes. The steps are made on a copy: the state stays as it is.
  ///
  /// @param element what each step is given, without free variables
  /// @param time for how long steps are made to warm up, and then again to measure
  /// @return the time of each part of a step
  /// @throws IllegalArgumentException as [#advance]
  public Profile profile(X element, Duration time) {
    var copy = new Iteration<>(step, state());
    Turn turn = copy.turn(Adjoint.eval(element));
    copy.bind(turn);
    return Profile.of(
        turn.run()
            .time(
                time,
                () -> {
                  copy.swap(turn);
                  copy.bind(turn);
                }));
  }

  private void check() {
    if (broken) {
      throw new IllegalStateException(
          "a step of this iteration broke off with an error, and its state is half the old, half the new; start another");
    }
  }

  private void bind(Turn turn) {
    Run run = turn.run();
    for (int k = 0; k < memory.length; k++) {
      run.argument(k, memory[k], 0);
      run.result(k, turn.overwrites()[k] ? memory[k] : second(k), 0);
    }
    for (int k = 0; k < turn.numbers().size(); k++) {
      NDArray value = turn.numbers().value(k);
      run.argument(memory.length + k, value.storage(), value.offset());
    }
  }

  private void release(Turn turn) {
    for (int k = 0; k < turn.numbers().size(); k++) {
      turn.run().release(memory.length + k);
    }
    turn.numbers().release();
  }

  private Object second(int k) {
    Object known = second[k];
    if (known != null) {
      return known;
    }
    Object made = types.get(k).dtype().allocate(types.get(k).count());
    second[k] = made;
    return made;
  }

  /// What was made is what the next step reads.
  private void swap(Turn turn) {
    for (int k = 0; k < memory.length; k++) {
      if (!turn.overwrites()[k]) {
        Object made = second(k);
        second[k] = memory[k];
        memory[k] = made;
      }
    }
  }

  private Turn turn(X element) {
    var tensors = new ArrayList<Tensor>();
    Form given = Form.split(element, tensors);
    List<TensorType> elements = tensors.stream().map(Tensor::type).toList();
    var all = new ArrayList<>(types);
    all.addAll(elements);
    var key = new Compiled.Key(new Form.OfRecord(GIVEN, List.of(form, given)), all);
    if (turns.size() == KEPT && !turns.containsKey(key)) {
      turns.clear();
    }
    Turn turn = turns.computeIfAbsent(key, k -> open(k, given, elements));
    tensors.forEach(turn.numbers().clear()::add);
    return turn;
  }

  private Turn open(Compiled.Key key, Form given, List<TensorType> elements) {
    Compiled.Entry entry = step.entry(key);
    Program program = entry.program().orElseThrow(Iteration::captures);
    checkResult(entry, program);
    boolean[] overwrites = new boolean[memory.length];
    for (int k = 0; k < overwrites.length; k++) {
      overwrites[k] = program.overwrites(k, k);
    }
    Buffer output = Buffer.allocate(program.resultType(memory.length));
    Run run = program.open();
    run.result(memory.length, output.storage(), 0);
    return new Turn(given, new Numbers(elements), run, overwrites, output);
  }

  private static IllegalArgumentException captures() {
    return Misuse.of(
        "iteration",
        "iteration: the step depends on a variable of a function that is traced, so there are no numbers yet; use scan there");
  }

  private void checkResult(Compiled.Entry entry, Program program) {
    var place = Form.of(Tensor.scalar(0));
    boolean same = entry.result().equals(new Form.OfRecord(STEP, List.of(form, place)));
    for (int k = 0; same && k < memory.length; k++) {
      same = program.resultType(k).equals(types.get(k));
    }
    if (!same) {
      throw Misuse.of(
          "iteration",
          "iteration: a step keeps the form and the types of the state, %s, and its output is one tensor"
              .formatted(types));
    }
    TensorType output = program.resultType(memory.length);
    if (output.rank() != 0 || !output.isFloating()) {
      throw Misuse.of(
          "iteration",
          "iteration: the output of a step is a number, f32[] or f64[], but it is %s; what else is wanted of a step belongs to the state"
              .formatted(output));
    }
  }

  /// {@return a copy of the state as it is now; its tensors are constants}
  ///
  /// @throws IllegalStateException if a step broke off with an error
  public S state() {
    check();
    var tensors = new ArrayList<Tensor>();
    for (int k = 0; k < memory.length; k++) {
      tensors.add(Node.result(new Buffer(types.get(k), memory[k], 0).toNDArray()));
    }
    return Tree.join(form, tensors);
  }
}
