package dev.adjoint.graph;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A loop with a known number of steps: `(c, yₜ) = body(c, xₜ, k)` for `t = 0 … length − 1`.
///
/// The body's inputs are the carries `c`, one element of each sequence `x`, and the shared tensors
/// `k`; its outputs the new carries and one element of each result `y`. Inputs of the op: the
/// number of steps if [#counted], the first carries, the sequences with the axis of steps in front,
/// the shared tensors. Outputs: the last carries, the results with the axis of steps in front, and
/// the history of each [#saved] tensor of the body, one element a step.
///
/// Histories are what reverse mode reads. Nobody pays for one that is not used: the compiler drops
/// it, see `DropUnused`.
///
/// @param body one step
/// @param carries how many of the body's first inputs and outputs are carried
/// @param sequences how many of the body's inputs after those are elements of sequences
/// @param length the size of the axis of steps
/// @param reversed whether the steps run from the last element to the first
/// @param counted whether only the first `n` elements take part, `n` (i32) being the first input;
///   the rows of results and histories past them are zeros
/// @param saved tensors of the body whose histories are outputs
public record Scan(
    Graph body,
    int carries,
    int sequences,
    int length,
    boolean reversed,
    boolean counted,
    List<Tensor> saved)
    implements Control {
  /// Keeps a copy of the list.
  public Scan {
    saved = List.copyOf(saved);
  }

  /// {@return the same loop with the histories of everything that its body computes}
  ///
  /// @param wanted tensors that must be among them
  public Scan saving(List<Tensor> wanted) {
    var outputs = new ArrayList<>(body.outputs());
    outputs.addAll(wanted);
    Set<Tensor> all = Collections.newSetFromMap(new IdentityHashMap<>());
    var list = new ArrayList<Tensor>();
    wanted.stream().filter(all::add).forEach(list::add);
    body.inputs().subList(0, carries).stream().filter(all::add).forEach(list::add);
    Graph.of(body.inputs(), outputs).nodes().stream()
        .filter(node -> !(node.op() instanceof Leaf || node.op() instanceof View))
        .flatMap(node -> node.outputs().stream())
        .filter(all::add)
        .forEach(list::add);
    return new Scan(body, carries, sequences, length, reversed, counted, list);
  }

  @Override
  public List<Graph> graphs() {
    return List.of(body);
  }

  /// {@return a number of steps that is given when the scan runs}
  ///
  /// @param steps the number
  /// @throws IllegalArgumentException if there are not so many
  public int checkSteps(int steps) {
    if (steps < 0 || steps > length) {
      throw new IllegalArgumentException(
          "scan: it is to run %d steps, but its sequences have %d".formatted(steps, length));
    }
    return steps;
  }

  /// {@return the body with the saved tensors as further outputs}
  public Graph step() {
    var outputs = new ArrayList<>(body.outputs());
    outputs.addAll(saved);
    return Graph.of(body.inputs(), outputs);
  }

  /// {@return where each result and each saved tensor of the body is stacked}
  ///
  /// @param node an application of this scan
  public Map<Tensor, Tensor> stacks(Node node) {
    Map<Tensor, Tensor> stacks = new IdentityHashMap<>();
    List<Tensor> elements = step().outputs();
    for (int k = elements.size() - 1; k >= carries; k--) {
      stacks.put(elements.get(k), node.outputs().get(k));
    }
    return stacks;
  }

  /// {@return the number of the op's input that is the first carry}
  public int firstCarry() {
    return counted ? 1 : 0;
  }

  /// {@return the number of results}
  public int results() {
    return body.outputs().size() - carries;
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, firstCarry() + body.inputs().size());
    if (counted && !inputs.getFirst().equals(TensorType.of(DType.INT32))) {
      throw error(inputs, "the number of steps must be i32[]");
    }
    for (int k = 0; k < body.inputs().size(); k++) {
      checkInput(inputs, k);
    }
    return outputs();
  }

  private void checkInput(List<TensorType> inputs, int k) {
    TensorType wanted = body.inputs().get(k).type();
    boolean isSequence = k >= carries && k < carries + sequences;
    if (isSequence) {
      wanted = stacked(wanted);
    }
    TensorType given = inputs.get(firstCarry() + k);
    if (!given.equals(wanted)) {
      String role = k < carries ? "carry " : isSequence ? "sequence " : "shared ";
      int number = k < carries ? k : isSequence ? k - carries : k - carries - sequences;
      throw new IllegalArgumentException(
          "scan: %s%d is %s, but its body of %d steps wants %s"
              .formatted(role, number, given, length, wanted));
    }
  }

  private List<TensorType> outputs() {
    var types = new ArrayList<TensorType>();
    for (int k = 0; k < carries; k++) {
      types.add(carried(k));
    }
    body.outputs().subList(carries, body.outputs().size()).forEach(y -> types.add(stacked(y)));
    saved.forEach(s -> types.add(stacked(s)));
    return types;
  }

  private TensorType carried(int k) {
    TensorType before = body.inputs().get(k).type();
    TensorType after = body.outputs().get(k).type();
    if (!before.equals(after)) {
      throw new IllegalArgumentException(
          "scan: carry %d is %s before a step and %s after it; a carry keeps its type, so cast or reshape one of them"
              .formatted(k, before, after));
    }
    return before;
  }

  private TensorType stacked(Tensor element) {
    return stacked(element.type());
  }

  private TensorType stacked(TensorType element) {
    return element.withShape(element.shape().prepend(length));
  }

  @Override
  public String toString() {
    return "Scan[length=%d, carries=%d%s%s]"
        .formatted(length, carries, reversed ? ", reversed" : "", counted ? ", counted" : "");
  }
}
