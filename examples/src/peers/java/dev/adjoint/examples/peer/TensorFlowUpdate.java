package dev.adjoint.examples.peer;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/// A rule that improves parameters, of TensorFlow's own update ops.
interface TensorFlowUpdate {
  /// {@return the ops that make a step}
  ///
  /// @param graph the graph, for variables of the rule's own
  /// @param gradients those of the parameters
  List<Op> ops(TensorFlowGraph graph, Gradients gradients);

  /// Otherwise the update of a layer may overtake the backward pass that still reads its weight.
  private static Ops after(TensorFlowGraph graph, Gradients gradients) {
    List<Op> all = new ArrayList<>();
    gradients.dy().forEach(gradient -> all.add((Operand<?>) gradient));
    return graph.ops().withControlDependencies(all.toArray(new Op[0]));
  }

  private static Variable<TFloat32> zeros(TensorFlowGraph graph, Variable<TFloat32> like) {
    return graph.variable(new float[(int) like.shape().size()], like.shape().asArray());
  }

  static TensorFlowUpdate sgd(float rate) {
    return (graph, gradients) -> {
      Ops tf = after(graph, gradients);
      List<Op> updates = new ArrayList<>();
      for (int k = 0; k < graph.parameters().size(); k++) {
        updates.add(
            tf.train.applyGradientDescent(
                graph.parameters().get(k), graph.ops().constant(rate), gradients.<TFloat32>dy(k)));
      }
      return updates;
    };
  }

  static TensorFlowUpdate momentum(float rate, float momentum) {
    return (graph, gradients) -> {
      Ops tf = after(graph, gradients);
      List<Op> updates = new ArrayList<>();
      for (int k = 0; k < graph.parameters().size(); k++) {
        Variable<TFloat32> parameter = graph.parameters().get(k);
        updates.add(
            tf.train.applyMomentum(
                parameter,
                zeros(graph, parameter),
                graph.ops().constant(rate),
                gradients.<TFloat32>dy(k),
                graph.ops().constant(momentum)));
      }
      return updates;
    };
  }

  /// Adam with the settings of its paper. TensorFlow's ε stands inside of the corrected root:
  /// scaled it is the paper's.
  static TensorFlowUpdate adam(float rate) {
    return (graph, gradients) -> {
      Ops plain = graph.ops();
      Ops tf = after(graph, gradients);
      var beta1 = plain.constant(0.9f);
      var beta2 = plain.constant(0.999f);
      Variable<TFloat32> power1 = graph.variable(new float[] {0.9f});
      Variable<TFloat32> power2 = graph.variable(new float[] {0.999f});
      var root = plain.math.sqrt(plain.math.sub(plain.constant(1f), power2));
      var epsilon = plain.math.mul(plain.constant(1e-8f), root);
      List<Op> updates = new ArrayList<>();
      for (int k = 0; k < graph.parameters().size(); k++) {
        Variable<TFloat32> parameter = graph.parameters().get(k);
        updates.add(
            tf.train.applyAdam(
                parameter,
                zeros(graph, parameter),
                zeros(graph, parameter),
                power1,
                power2,
                plain.constant(rate),
                beta1,
                beta2,
                epsilon,
                gradients.<TFloat32>dy(k)));
      }
      Ops last = plain.withControlDependencies(updates.toArray(new Op[0]));
      return List.of(
          last.assign(power1, last.math.mul(power1, beta1)),
          last.assign(power2, last.math.mul(power2, beta2)));
    };
  }
}
