package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static dev.adjoint.autodiff.Pullbacks.present;

import dev.adjoint.autodiff.ForwardMode.Dual;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The body of a loop together with the tangents of its inputs. A carry moves if it moves before
/// the first step or after any.
///
/// @param step the body, and whatever else is computed from its inputs
/// @param updates the carries after a step
/// @param arriving the tangent of each input of the loop that moves
/// @param dots the tangent of each input of the body that moves
/// @param forward what became of the tensors of the body
record MovingBody(
    Graph step,
    List<Tensor> updates,
    List<Optional<Tensor>> arriving,
    List<Optional<Tensor>> dots,
    ForwardMode forward) {
  static MovingBody of(Graph step, List<Tensor> updates, List<Optional<Tensor>> arriving) {
    var moves = new ArrayList<>(arriving.stream().map(Optional::isPresent).toList());
    while (true) {
      List<Optional<Tensor>> dots = variables(step.inputs(), moves);
      ForwardMode forward = ForwardMode.of(step, step.inputs(), dots);
      boolean more = false;
      for (int k = 0; k < updates.size(); k++) {
        boolean now = moves.get(k) || forward.tangent(updates.get(k)).isPresent();
        more |= now != moves.set(k, now);
      }
      if (!more) {
        return new MovingBody(step, updates, arriving, dots, forward);
      }
    }
  }

  private static List<Optional<Tensor>> variables(List<Tensor> inputs, List<Boolean> moves) {
    return IntStream.range(0, inputs.size())
        .mapToObj(k -> Optional.of(inputs.get(k)).filter(_ -> moves.get(k)))
        .map(x -> x.map(Tensor::type).map(Tensor::variable))
        .toList();
  }

  /// {@return the body's inputs in a range, then the tangents of those that move}
  List<Tensor> inputs(int from, int to) {
    return concat(step.inputs().subList(from, to), present(dots.subList(from, to)));
  }

  /// {@return the loop's inputs in a range, then their tangents; zeros for carries that begin to
  /// move later}
  List<Tensor> arguments(List<Tensor> given, int from, int to) {
    List<Tensor> tangents =
        IntStream.range(from, to)
            .filter(k -> dots.get(k).isPresent())
            .mapToObj(
                k -> arriving.get(k).orElseGet(() -> Tensor.zeros(step.inputs().get(k).type())))
            .toList();
    return concat(given.subList(from, to), tangents);
  }

  /// {@return the carries after a step, then the tangents of those that move}
  List<Tensor> after() {
    List<Tensor> tangents =
        IntStream.range(0, updates.size())
            .filter(k -> dots.get(k).isPresent())
            .mapToObj(k -> forward.dual(updates.get(k)).filled())
            .toList();
    return concat(forward.values(updates), tangents);
  }

  /// {@return some tensors of the body, then the tangents of those that move}
  List<Tensor> both(List<Tensor> tensors) {
    return concat(
        forward.values(tensors), present(tensors.stream().map(forward::tangent).toList()));
  }

  /// {@return the last carries of the joint loop}
  List<Dual> carried(Node node) {
    var duals = new ArrayList<Dual>();
    int next = updates.size();
    for (int k = 0; k < updates.size(); k++) {
      boolean moves = dots.get(k).isPresent();
      duals.add(
          new Dual(
              node.outputs().get(k),
              moves ? Optional.of(node.outputs().get(next++)) : Optional.empty()));
    }
    return duals;
  }
}
