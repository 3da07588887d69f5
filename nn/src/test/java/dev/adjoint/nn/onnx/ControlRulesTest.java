package dev.adjoint.nn.onnx;

import ai.onnxruntime.OrtException;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Rnn;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Loops in all their forms.
final class ControlRulesTest {
  private static final TensorType EACH = TensorType.f32(2);

  /// A step whose result is its new carry, and that saves a tensor of its own.
  private static Scan scan(int sequences, boolean reversed, boolean counted) {
    Tensor carry = Tensor.variable(EACH);
    Tensor element = Tensor.variable(EACH);
    Tensor shared = Tensor.variable(EACH);
    Tensor product = carry.times(shared);
    Tensor next = sequences == 0 ? product.plus(1) : product.plus(element);
    List<Tensor> inputs = sequences == 0 ? List.of(carry, shared) : List.of(carry, element, shared);
    Graph body = Graph.of(inputs, List.of(next, next.times(2)));
    return new Scan(body, 1, sequences, 5, reversed, counted, List.of(product));
  }

  @ParameterizedTest
  @CsvSource({
    "0,false,false", "0,true,false", "0,false,true", "0,true,true",
    "1,false,false", "1,true,false", "1,false,true", "1,true,true"
  })
  void scansAgree(int sequences, boolean reversed, boolean counted) throws OrtException {
    NDArray rows = Key.of(1).normal(TensorType.f32(5, 2));
    for (int steps : counted ? List.of(0, 3, 5) : List.of(5)) {
      OnnxRuntime.agrees(
          xs -> {
            var inputs = new ArrayList<Tensor>();
            if (counted) {
              inputs.add(xs.get(2));
            }
            inputs.add(xs.get(1));
            if (sequences == 1) {
              inputs.add(xs.get(0));
            }
            inputs.add(xs.get(1).times(0.5));
            return Node.of(scan(sequences, reversed, counted), inputs).outputs();
          },
          rows,
          NDArray.of(0.5f, -2f),
          NDArray.full(TensorType.i32(), steps));
    }
  }

  @Test
  void theStepsAreTheBatch() throws OrtException {
    Rnn layer = Rnn.of(3, 2, Key.of(4));
    OnnxModel model =
        Onnx.of(x -> layer.apply(x.reshape(1, -1, 3)), TensorType.f32(1, 3)).withBatch().model();
    for (int n : List.of(1, 6)) {
      NDArray x = Key.of(n).normal(TensorType.f32(n, 3));
      OnnxRuntime.agrees(model, xs -> layer.apply(xs.getFirst().reshape(1, -1, 3)), x);
    }
  }
}
