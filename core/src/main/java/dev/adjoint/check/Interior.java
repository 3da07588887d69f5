package dev.adjoint.check;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.Checkpoint;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.While;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an op without a rule of its own is made of, at the numbers it had: the expansion of a
/// composite, the branch that was chosen, the first step of a loop that ran at all.
///
/// @param graph the formulas inside
/// @param arguments the numbers of its inputs
record Interior(Graph graph, List<NDArray> arguments) {
  /// Empty for an op with a rule of its own, and for a loop of no steps.
  static Optional<Interior> of(Node node, List<NDArray> inputs) {
    return switch (node.op()) {
      case Checkpoint op -> Optional.of(new Interior(op.graph(), inputs));
      case Composite.Differentiable _ -> Optional.empty();
      case Composite op -> Optional.of(new Interior(Depths.expansion(op, node), inputs));
      case Cond op -> Optional.of(chosen(op, inputs));
      case While op when runs(op, inputs) -> Optional.of(new Interior(op.body(), inputs));
      case Scan op when steps(op, inputs) > 0 ->
          Optional.of(new Interior(op.body(), firstStep(op, inputs)));
      default -> Optional.empty();
    };
  }

  private static Interior chosen(Cond op, List<NDArray> inputs) {
    Graph branch = inputs.getFirst().item() != 0 ? op.whenTrue() : op.whenFalse();
    return new Interior(branch, inputs.subList(1, inputs.size()));
  }

  private static boolean runs(While op, List<NDArray> inputs) {
    return Interpreter.run(op.condition(), inputs).getFirst().item() != 0;
  }

  private static int steps(Scan op, List<NDArray> inputs) {
    return op.counted() ? (int) inputs.getFirst().item() : op.length();
  }

  private static List<NDArray> firstStep(Scan op, List<NDArray> inputs) {
    var arguments = new ArrayList<>(inputs.subList(op.firstCarry(), inputs.size()));
    int first = op.reversed() ? steps(op, inputs) - 1 : 0;
    for (int k = op.carries(); k < op.carries() + op.sequences(); k++) {
      arguments.set(k, row(arguments.get(k), first));
    }
    return arguments;
  }

  private static NDArray row(NDArray sequence, int number) {
    TensorType type = sequence.type().withShape(sequence.shape().without(List.of(0)));
    Buffer row = Buffer.allocate(type);
    row.copy(Buffer.of(sequence), number * type.count(), 0, type.count());
    return row.toNDArray();
  }
}
