package dev.adjoint.nn.layer;

import dev.adjoint.Scope;
import dev.adjoint.Tree;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.FoldIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One way through a model: in evaluation, where a model is a function of its input alone, or in
/// training, where layers may draw random numbers and take note of what they see.
///
/// ```java
/// Pass pass = Pass.training(key);
/// Tensor y = model.apply(x, pass);
/// Model after = pass.updated(model);   // with the running means of batch normalisation moved on
/// ```
///
/// A pass is made for one application of a model and used once. What a layer notes inside of a
/// function that is traced by itself (`checkpoint`, `cond`, `vmap`, `scan`) does not come out of
/// it: layers with statistics, such as [BatchNorm], belong outside, and [#updated] says so. To save
/// memory put a layer into [Checkpointed], out of which its statistics come.
public final class Pass {
  /// What a statistic becomes, in which function that was noted, and the line of its formula.
  private record Note(Tensor next, Scope scope, Source source) {}

  private final boolean training;
  private final @Nullable Tensor key;
  private final Map<Tensor, Note> notes = new LinkedHashMap<>(); // tensors are equal by identity
  private final Map<Tensor, Tensor> before = new HashMap<>();
  private int drawn;

  private Pass(boolean training, @Nullable Tensor key) {
    this.training = training;
    this.key = key;
  }

  /// {@return a pass in evaluation}
  public static Pass evaluation() {
    return new Pass(false, null);
  }

  /// {@return a pass in training, of a model that draws no random numbers}
  public static Pass training() {
    return new Pass(true, null);
  }

  /// {@return a pass in training}
  ///
  /// @param key where its random numbers come from, `i32[2]`; each pass needs its own
  /// @throws IllegalArgumentException if this is no key
  public static Pass training(Tensor key) {
    if (!key.type().equals(TensorType.i32(2))) {
      throw new IllegalArgumentException(
          "a pass in training was given a key of type %s: a key is i32[2], as Tensor.constant(Key.of(1).toNDArray())"
              .formatted(key.type()));
    }
    return new Pass(true, key);
  }

  /// {@return whether this is a pass in training}
  public boolean isTraining() {
    return training;
  }

  /// {@return a key that nothing else uses: the next of this pass}
  ///
  /// @throws IllegalStateException if the pass has no key
  public Tensor key() {
    if (key == null) {
      throw new IllegalStateException(
          "a layer draws random numbers in training, but the pass has no key; give one with Pass.training(key), or to Training.start");
    }
    return FoldIn.of(key, drawn++);
  }

  /// Takes note of what a statistic becomes. Of a layer that is applied more than once, each
  /// application goes on from what the one before it left.
  ///
  /// @param statistic the statistic as it is
  /// @param rule from its numbers so far to the next, of the same type
  /// @throws IllegalArgumentException if the type is another
  /// @throws IllegalStateException if the statistic was noted in another function that is traced
  public void update(Statistic statistic, UnaryOperator<Tensor> rule) {
    Tensor own = statistic.value();
    Note noted = notes.get(own);
    if (noted != null && noted.scope() != Scope.current()) {
      throw lost("a statistic " + own.type(), noted);
    }
    Tensor next = rule.apply(noted == null ? before.getOrDefault(own, own) : noted.next());
    if (!next.type().equals(own.type())) {
      throw new IllegalArgumentException(
          "a statistic of type %s was updated with %s: it keeps its type"
              .formatted(own.type(), next.type()));
    }
    notes.put(own, new Note(next, Scope.current(), next.node().source()));
  }

  /// {@return a model with its statistics as they are after this pass}
  ///
  /// @param model the model that was applied, whole
  /// @param <M> the type of the model
  /// @throws IllegalStateException if a statistic would be lost: it was noted inside of a function
  ///   that is traced by itself, or is not the model's
  public <M> M updated(M model) {
    List<Tensor> tensors = Tree.tensors(model);
    List<String> paths = Tree.names(model);
    List<Boolean> statistics = Places.of(model, Statistic.class);
    var left = new LinkedHashMap<>(notes);
    var next = new ArrayList<>(tensors);
    for (int i = 0; i < next.size(); i++) {
      Note note = notes.get(tensors.get(i));
      if (note != null && statistics.get(i)) {
        next.set(i, within("the statistic " + paths.get(i), note));
        left.remove(tensors.get(i));
      }
    }
    left.forEach(Pass::refuse);
    return Tree.with(model, next);
  }

  private static Tensor within(String name, Note note) {
    if (note.scope() != Scope.current()) {
      throw lost(name, note);
    }
    return note.next();
  }

  private static IllegalStateException lost(String name, Note note) {
    return new IllegalStateException(
        "%s was moved on inside of a function that is traced by itself (checkpoint, cond, vmap, scan, grad, compile), and its new numbers do not come out; apply the layer outside of it, in evaluation, or as new Checkpointed(layer)%s"
            .formatted(name, note.source().mark("update")));
  }

  private static void refuse(Tensor own, Note note) {
    within("a statistic " + own.type(), note);
    throw new IllegalStateException(
        "a statistic %s was moved on that the model does not hold; give updated(model) the model that was applied, itself and whole, and apply others in evaluation%s"
            .formatted(own.type(), note.source().mark("update")));
  }

  /// {@return the pass of a function that is traced by itself and goes on where this one is: it
  /// draws the same numbers}
  ///
  /// @param key the key of this pass, as it is inside of the function
  Pass inner(Optional<Tensor> key) {
    var inner = new Pass(training, key.orElse(null));
    inner.drawn = drawn;
    inner.before.putAll(before);
    notes.forEach((own, note) -> inner.before.put(own, note.next()));
    return inner;
  }

  /// {@return where the random numbers of this pass come from}
  Optional<Tensor> source() {
    return Optional.ofNullable(key);
  }

  /// {@return what was noted in this pass}
  List<Tensor> noted() {
    return notes.values().stream().map(Note::next).toList();
  }

  /// Goes on after a pass inside of a function.
  ///
  /// @param inner the pass
  /// @param noted what was noted there, as it came out of the function
  void after(Pass inner, List<Tensor> noted) {
    drawn = inner.drawn;
    var results = noted.iterator();
    inner.notes.forEach(
        (own, note) -> notes.put(own, new Note(results.next(), Scope.current(), note.source())));
  }

  @Override
  public String toString() {
    return "pass in " + (training ? "training" : "evaluation");
  }
}
