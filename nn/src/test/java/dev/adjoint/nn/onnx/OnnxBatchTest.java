package dev.adjoint.nn.onnx;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.nn.onnx.OnnxTest.MODEL;
import static dev.adjoint.nn.onnx.OnnxTest.ROWS;
import static dev.adjoint.nn.onnx.OnnxTest.rejects;
import static dev.adjoint.nn.onnx.OnnxTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnxruntime.OrtException;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Exports for batches of any size.
final class OnnxBatchTest {
  /// The loss's mean divides by the size of the batch, and the gradient scatters over it.
  @Test
  void aTrainingGradientIsExportedForAnyBatch() throws OrtException {
    Onnx export =
        Onnx.of(
                (Tensor x, Tensor labels) ->
                    grad((Sequential m) -> SoftmaxWithLoss.of(m.apply(x), labels)).apply(MODEL),
                ROWS,
                TensorType.i32(1))
            .withParameters(MODEL)
            .withBatch();
    OnnxModel model = export.model();
    for (int n : List.of(1, 4, 9)) {
      NDArray labels = Key.of(n).ints(2, n);
      OnnxRuntime.agrees(
          model,
          xs ->
              grad((Sequential m) -> SoftmaxWithLoss.of(m.apply(xs.get(0)), xs.get(1)))
                  .apply(MODEL),
          rows(n),
          labels);
    }
  }

  @Test
  void whatAnotherBatchChangesIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(Onnx.of(x -> x.times(Math.sqrt(x.shape().size(0))), ROWS).withBatch()::model)
        .withMessageMatching(
            "with a dynamic batch axis: Mul is given what depends on the size n of the batch axis, but neither as a·n \\+ b nor as c/n: f32\\[\\] 9.84\\d+ where n = 97, f32\\[\\] 10.04\\d+ where n = 101; export it with a fixed size \\(Mul\\[\\] at OnnxBatchTest.java:\\d+\\)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            Onnx.of(x -> x.shape().size(0) > 100 ? Tanh.of(x) : Relu.of(x), ROWS).withBatch()
                ::model)
        .withMessageMatching(
            "with a dynamic batch axis: the function is another graph at another size of the batch, y = Tanh x \\(of Tanh\\[\\] at OnnxBatchTest.java:\\d+\\) against y = Relu x \\(of Relu\\[\\] at OnnxBatchTest.java:\\d+\\); export it with a fixed size");
    rejects(
        Onnx.of(Tanh::of, TensorType.f32()).withBatch(),
        "with a dynamic batch axis: no input has an axis");
  }

  @Test
  void numbersThatGrowWithTheBatchAreComputed() throws OrtException {
    OnnxModel model =
        Onnx.of(x -> x.times(x.shape().size(0) * 3.0 - 1).sum().div(x.shape().size(0)), ROWS)
            .withBatch()
            .model();
    for (int n : List.of(1, 5)) {
      OnnxRuntime.agrees(model, xs -> xs.getFirst().times(n * 3.0 - 1).sum().div(n), rows(n));
    }
  }

  @Test
  void shapesGrowWithTheBatch() throws OrtException {
    UnaryOperator<Tensor> table =
        x -> {
          int n = x.shape().size(0);
          Tensor products = x.matmul(x.transpose());
          Tensor column = products.reshape(n, n, 1).sum(0).reshape(n, 1);
          return products.reshape(n * n).sum().plus(column.broadcastTo(Shape.of(n, 2 * n + 1)));
        };
    OnnxModel model = Onnx.of(table, ROWS).withBatch().model();
    for (int n : List.of(1, 5)) {
      OnnxRuntime.agrees(model, xs -> table.apply(xs.getFirst()), rows(n));
    }
    assertThat(model.toString()).endsWith("(y: f32[batch,?])");
    assertThatIllegalArgumentException()
        .isThrownBy(
            Onnx.of(x -> x.sum().broadcastTo(Shape.of(x.shape().size(0) * x.shape().size(0))), ROWS)
                    .withBatch()
                ::model)
        .withMessageStartingWith(
            "with a dynamic batch axis: Expand is given what depends on the size n of the batch axis, but neither as a·n + b nor as c/n: i64[9409] where n = 97, i64[10201] where n = 101;");
  }

  /// The sizes at which a function is traced are nothing that its user has ever seen.
  @Test
  void errorsSpeakOfTheBatchAxis() {
    Tensor fixed = Tensor.zeros(TensorType.f32(2, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(Onnx.of(x -> x.plus(fixed), ROWS).withBatch()::model)
        .withMessageStartingWith(
            "with a dynamic batch axis: the function does not take a batch of any size; export it with a fixed one\nadd of f32[batch,4] and f32[2,4]: shapes [batch,4] and [2,4] do not broadcast: axis -2 is batch in one and 2 in the other\n  at OnnxBatchTest.java:")
        .withMessageContaining("left operand f32[batch,4] built at");
    assertThatIllegalArgumentException()
        .isThrownBy(Onnx.of(x -> Tensor.of(new OnnxTest.Softsign(), x), ROWS).withBatch()::model)
        .withMessageContaining("f32[batch,4]");
  }
}
