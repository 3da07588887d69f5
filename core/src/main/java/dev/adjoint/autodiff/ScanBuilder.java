package dev.adjoint.autodiff;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A scan over the same steps as another one, whose formulas may use what the other's body
/// computed: its histories become sequences, its sequences and shared tensors are given again.
/// Views of those are taken anew, for they cost nothing.
final class ScanBuilder {
  private final Scan scan;
  private final Node node;

  private final List<Tensor> carried = new ArrayList<>();
  private final List<Tensor> firsts = new ArrayList<>();
  private final List<Tensor> updates = new ArrayList<>();
  private final List<Tensor> elements = new ArrayList<>();
  private final List<Tensor> sequences = new ArrayList<>();
  private final List<Tensor> shared = new ArrayList<>();
  private final List<Tensor> sharing = new ArrayList<>();
  private final List<Tensor> results = new ArrayList<>();

  /// Where each tensor of the other body is found: an output of its node, with the axis of steps.
  private final Map<Tensor, Tensor> histories;

  /// The numbers of the other body's inputs.
  private final Map<Tensor, Integer> numbers = new IdentityHashMap<>();

  private final Map<Tensor, Tensor> replaced = new IdentityHashMap<>();

  ScanBuilder(Scan scan, Node node) {
    this.scan = scan;
    this.node = node;
    this.histories = scan.stacks(node);
    for (int k = 0; k < scan.body().inputs().size(); k++) {
      numbers.put(scan.body().inputs().get(k), k);
    }
  }

  /// Finds something among the outputs of the scan that was built.
  @FunctionalInterface
  interface Reading {
    Tensor of(List<Tensor> outputs);
  }

  /// Adds a carry: a variable, its first value, its value after a step.
  ///
  /// @return its last value
  Reading carry(Tensor variable, Tensor first, Tensor after) {
    int number = carried.size();
    carried.add(variable);
    firsts.add(first);
    updates.add(after);
    return outputs -> outputs.get(number);
  }

  /// Adds the sum of a formula over the steps: a carry. The sum of outer products `Σₜ aₜ bₜᵀ` is
  /// one matrix product `A Bᵀ` of the stacked factors, which are smaller than the carry.
  ///
  /// @return the sum
  Reading sum(Tensor formula) {
    if (isOuterProduct(formula)) {
      Reading left = result(formula.inputs().get(0));
      Reading right = result(formula.inputs().get(1));
      return outputs -> rows(left.of(outputs)).transpose().matmul(rows(right.of(outputs)));
    }
    Tensor before = Tensor.variable(formula.type());
    return carry(before, Tensor.zeros(formula.type()), before.plus(formula));
  }

  private static boolean isOuterProduct(Tensor formula) {
    return formula.op() instanceof Routine.Contraction
        && formula.shape().rank() == 2
        && formula.inputs().getFirst().shape().size(1) == 1;
  }

  private static Tensor rows(Tensor stack) {
    return stack.reshape(stack.shape().size(0), stack.shape().size(1) * stack.shape().size(2));
  }

  /// Adds a sequence: a variable for its element, and all of it.
  void sequence(Tensor element, Tensor whole) {
    elements.add(element);
    sequences.add(whole);
  }

  /// Adds a result, a formula for each step.
  ///
  /// @return its values, with the axis of steps in front
  Reading result(Tensor formula) {
    int number = results.size();
    results.add(formula);
    return outputs -> outputs.get(carried.size() + number);
  }

  /// {@return the last carries and the results}
  List<Tensor> build(boolean reversed) {
    List<Tensor> formulas = Pullbacks.concat(updates, results);
    replaceForeign(formulas);
    var rewriting = new Rewriting();
    replaced.forEach(rewriting::put);
    List<Tensor> variables = Pullbacks.concat(carried, elements, shared);
    List<Tensor> closed =
        rewriting.apply(
            Graph.of(List.of(), formulas), (old, inputs) -> old.withInputs(inputs).outputs());
    Scan op =
        new Scan(
                Graph.of(variables, closed),
                carried.size(),
                elements.size(),
                scan.length(),
                reversed,
                scan.counted(),
                List.of())
            .saving(List.of());
    List<Tensor> count = node.inputs().subList(0, scan.firstCarry());
    List<Tensor> outputs =
        Node.of(op, Pullbacks.concat(count, firsts, sequences, sharing)).outputs();
    return outputs.subList(0, formulas.size());
  }

  /// Walks from the formulas to what they use of the other body, and no further.
  private void replaceForeign(List<Tensor> formulas) {
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.addAll(carried);
    seen.addAll(elements);
    var stack = new ArrayDeque<>(formulas);
    while (!stack.isEmpty()) {
      Tensor tensor = stack.pop();
      if (seen.add(tensor) && !isForeign(tensor)) {
        tensor.inputs().forEach(stack::push);
      }
    }
  }

  private boolean isForeign(Tensor tensor) {
    int input = numbers.getOrDefault(tensor, -1);
    if (input >= scan.carries() + scan.sequences()) {
      share(tensor, node.inputs().get(scan.firstCarry() + input));
    } else if (input >= scan.carries()) {
      replace(tensor, node.inputs().get(scan.firstCarry() + input));
    } else if (histories.containsKey(tensor)
        && !(tensor.op() instanceof View || tensor.op() instanceof Leaf.Constant)) {
      replace(tensor, histories.get(tensor));
    } else {
      return false;
    }
    return true;
  }

  private void share(Tensor tensor, Tensor outer) {
    Tensor variable = Tensor.variable(tensor.type());
    shared.add(variable);
    sharing.add(outer);
    replaced.put(tensor, variable);
  }

  private void replace(Tensor tensor, Tensor whole) {
    Tensor variable = Tensor.variable(tensor.type());
    sequence(variable, whole);
    replaced.put(tensor, variable);
  }
}
