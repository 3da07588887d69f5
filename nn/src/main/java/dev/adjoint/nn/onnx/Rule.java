package dev.adjoint.nn.onnx;

import dev.adjoint.graph.Op;
import java.util.List;

/// How an op is said in ONNX.
///
/// @param <O> the class of the op
@FunctionalInterface
public interface Rule<O extends Op> {
  /// {@return the value of each output}
  ///
  /// @param op the op
  /// @param call where it is applied, and what makes nodes
  List<Value> write(O op, Call call);
}
