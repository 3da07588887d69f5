package dev.adjoint.nn.onnx;

import static dev.adjoint.Adjoint.grad;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.data.Offset.offset;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.op.Less;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Tanh;
import dev.adjoint.op.Uniform;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxTest {
  static final Sequential MODEL =
      Sequential.of(Affine.xavier(4, 3, Key.of(1)), Relu::of, Affine.xavier(3, 2, Key.of(2)));

  static final TensorType ROWS = TensorType.f32(1, 4);

  /// An op of a user's, `x / (1 + |x|)`.
  record Softsign() implements Elementwise.Unary {
    static Tensor of(Tensor x) {
      return new Softsign().on(x);
    }

    @Override
    public double apply(double x) {
      return x / (1 + Math.abs(x));
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Tensor.ones(x.type()).div(x.abs().plus(1).squared());
    }
  }

  /// A formula with a name of a user's.
  private record Twice() implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return Tanh.of(inputs.getFirst()).times(2);
    }
  }

  private record Weights(Tensor slope, Tensor intercept) {}

  static NDArray rows(int count) {
    return Key.of(3).normal(TensorType.f32(count, 4));
  }

  static void rejects(Onnx export, String message) {
    assertThatIllegalArgumentException().isThrownBy(export::model).withMessage(message);
  }

  @Test
  void aModelReadsWell() throws OrtException {
    OnnxModel model = Onnx.of(MODEL, ROWS).withBatch().model();
    assertThat(model.toString())
        .isEqualTo(
            """
            Sequential(x: f32[batch,4]) {
              layers[0].weight: f32[4,3]
              layers[0].bias: f32[3]
              layers[2].weight: f32[3,2]
              layers[2].bias: f32[2]
              matmul = MatMul x layers[0].weight
              add = Add matmul layers[0].bias
              relu = Relu add
              matmul_2 = MatMul relu layers[2].weight
              y = Add matmul_2 layers[2].bias
            } (y: f32[batch,2])\
            """);
    for (int n : List.of(1, 2, 7)) {
      OnnxRuntime.agrees(model, xs -> MODEL.apply(xs.getFirst()), rows(n));
    }
  }

  @Test
  void theFileSaysWhoMadeItAndWhatItTakes(@TempDir Path folder) throws IOException, OrtException {
    Path file = folder.resolve("digits.onnx");
    var model = Sequential.of(Affine.xavier(784, 10, Key.of(1)));
    // @start region="onnx"
    var export = Onnx.of(model, TensorType.f32(1, 784)).withBatch(); // any number of rows
    export.withOutputs("logits").write(file);
    // @end region="onnx"
    try (OrtSession session = OnnxRuntime.environment().createSession(file.toString())) {
      assertThat(session.getMetadata().getProducerName()).isEqualTo("Adjoint");
      assertThat(session.getMetadata().getGraphName()).isEqualTo("Sequential");
      var x = (TensorInfo) requireNonNull(session.getInputInfo().get("x")).getInfo();
      assertThat(x.getShape()).containsExactly(-1, 784);
      assertThat(x.getDimensionNames()).containsExactly("batch", "");
      assertThat(session.getOutputNames()).containsExactly("logits");
    }
  }

  @Test
  void aTreeBecomesInputsAndOutputsOfItsNames() throws OrtException {
    var weights = new Weights(Tensor.scalar(2), Tensor.scalar(1));
    Onnx export =
        Onnx.ofTree(grad((Weights w) -> Tanh.of(w.slope()).times(w.intercept())), weights);
    OnnxModel model = export.model();
    assertThat(model.inputs()).containsExactly("slope", "intercept");
    assertThat(model.outputs()).containsExactly("slope_2", "intercept_2");
    assertThat(export.withOutputs("da", "db").model().outputs()).containsExactly("da", "db");
    NDArray two = NDArray.scalar(2);
    assertThat(OnnxRuntime.run(model, two, NDArray.scalar(1)).get(1).item())
        .isCloseTo(Math.tanh(2), offset(1e-12));
  }

  @Test
  void twoArgumentsAreAAndB() throws OrtException {
    OnnxModel model = Onnx.of((a, b) -> a.times(b), TensorType.f32(3), TensorType.f32(3)).model();
    assertThat(model.toString())
        .isEqualTo("function(a: f32[3], b: f32[3]) {\n  y = Mul a b\n} (y: f32[3])");
    assertThat(Onnx.of((a, b) -> a, ROWS, ROWS).withInputs("u", "v").model().inputs())
        .containsExactly("u", "v");
  }

  @Test
  void whatIsNotComputedIsHandedOn() throws OrtException {
    NDArray three = NDArray.of(1f, 2, 3);
    OnnxModel model =
        OnnxRuntime.agrees(
            xs -> {
              Tensor y = Tanh.of(xs.getFirst());
              return List.of(xs.getFirst(), y, y, Tensor.constant(three));
            },
            three);
    assertThat(model.operators()).containsExactly("Tanh", "Identity", "Identity", "Identity");
  }

  @Test
  void aCapturedModelIsNamed() {
    OnnxModel model = Onnx.of((Tensor x) -> MODEL.apply(x), ROWS).withParameters(MODEL).model();
    assertThat(model.toString()).contains("  layers[2].bias: f32[2]\n");
  }

  @Test
  void anOpOfAUserNeedsARule() throws OrtException {
    Onnx export = Onnx.of(Softsign::of, ROWS);
    assertThatIllegalArgumentException()
        .isThrownBy(export::model)
        .withMessageMatching(
            "not expressible in ONNX: op Softsign\\[\\] of \\[f32\\[1,4\\]\\] \\(at OnnxTest.java:\\d+\\): it is not an op of the library; give a rule with Onnx.with\\(Softsign.class, \\(op, call\\) -> …\\)");
    Onnx ruled = export.with(Softsign.class, (op, call) -> call.make("Softsign", call.input(0)));
    OnnxRuntime.agrees(ruled, xs -> Softsign.of(xs.getFirst()), rows(1));
    assertThat(ruled.model().operators()).containsExactly("Softsign");
  }

  @Test
  void aRuleGivesAValueForEachOutput() {
    Onnx export = Onnx.of(Softsign::of, ROWS).withAll(Softsign.class, (op, call) -> List.of());
    assertThatIllegalStateException()
        .isThrownBy(export::model)
        .withMessage("the ONNX rule of Softsign[] gave 0 values, but the op has 1 outputs");
  }

  @Test
  void aCompositeOfAUserIsExpanded() throws OrtException {
    OnnxModel model = OnnxRuntime.agrees(xs -> Tensor.of(new Twice(), xs.getFirst()), rows(2));
    assertThat(model.operators()).containsExactly("Tanh", "Mul");
  }

  @Test
  void randomNumbersOfAConstantKeyAreNumbers() throws OrtException {
    Tensor key = Tensor.constant(Key.of(5).toNDArray());
    OnnxModel model =
        OnnxRuntime.agrees(
            xs -> xs.getFirst().times(Uniform.of(key, TensorType.f32(2, 4))), rows(2));
    assertThat(model.operators()).containsExactly("Mul");
  }

  @Test
  void namesAreChecked() {
    Onnx export = Onnx.of(Tanh::of, ROWS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> export.withInputs("a", "b"))
        .withMessage("the function has 1 inputs, but got 2 names");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> export.withOutputs("a", "a"))
        .withMessage("each output wants a name of its own, but got [a, a]");
    rejects(export.withOutputs("a", "b"), "the function has 1 outputs, but got 2 names");
  }

  @Test
  void aFreeVariableIsAnError() {
    Tensor free = Tensor.variable(ROWS);
    assertThatIllegalArgumentException()
        .isThrownBy(Onnx.of(x -> x.plus(free), ROWS)::model)
        .withMessageContaining("which is not among its inputs; make it one");
  }

  @Test
  void aLoopWithoutALimitStops() throws OrtException {
    OnnxRuntime.agrees(
        xs ->
            Adjoint.whileLoop(
                (Tensor x) -> Less.of(x, Tensor.full(x.type(), 1000)),
                x -> x.times(3),
                xs.getFirst()),
        NDArray.full(TensorType.f32(), 2));
  }

  @Test
  void emptyTensorsGoThrough() throws OrtException {
    OnnxRuntime.agrees(xs -> xs.getFirst().sum(0).plus(1), NDArray.full(TensorType.f32(0, 3), 0));
  }
}
