package dev.adjoint.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import com.google.common.util.concurrent.Futures;
import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Runs exported models in ONNX Runtime, whose loading checks them too.
public final class OnnxRuntime {
  /// ONNX Runtime matches a regular expression, by recursion over a long text, when its environment
  /// is made: in half of all processes the stack of a Java thread is not enough, and they die.
  private static final OrtEnvironment ENVIRONMENT = onDeepStack(OrtEnvironment::getEnvironment);

  private OnnxRuntime() {}

  /// The one environment of the process.
  static OrtEnvironment environment() {
    return ENVIRONMENT;
  }

  private static <T> T onDeepStack(Callable<T> task) {
    var future = new FutureTask<>(task);
    new Thread(null, future, "onnx", 256L << 20).start();
    return Futures.getUnchecked(future);
  }

  /// The outputs of a model.
  static List<NDArray> run(OnnxModel model, NDArray... inputs) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      try (OrtSession session = ENVIRONMENT.createSession(model.toBytes(), options)) {
        return run(session, model.inputs(), inputs);
      }
    }
  }

  private static List<NDArray> run(OrtSession session, List<String> names, NDArray... inputs)
      throws OrtException {
    Map<String, OnnxTensor> given = new HashMap<>();
    for (int k = 0; k < inputs.length; k++) {
      given.put(names.get(k), tensor(inputs[k]));
    }
    var outputs = new ArrayList<NDArray>();
    try (var results = session.run(given)) {
      for (var result : results) {
        outputs.add(array((OnnxTensor) result.getValue()));
      }
    }
    given.values().forEach(OnnxTensor::close);
    return outputs;
  }

  private static OnnxTensor tensor(NDArray x) throws OrtException {
    long[] shape = IntStream.of(x.shape().toArray()).asLongStream().toArray();
    return switch (x.dtype()) {
      case FLOAT32 ->
          OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(x.toFloatArray()), shape);
      case FLOAT64 ->
          OnnxTensor.createTensor(ENVIRONMENT, DoubleBuffer.wrap(x.toDoubleArray()), shape);
      case INT32 -> OnnxTensor.createTensor(ENVIRONMENT, IntBuffer.wrap(x.toIntArray()), shape);
      case BOOL -> {
        ByteBuffer bytes = ByteBuffer.allocate(x.count());
        for (boolean value : x.toBooleanArray()) {
          bytes.put((byte) (value ? 1 : 0));
        }
        yield OnnxTensor.createTensor(ENVIRONMENT, bytes.rewind(), shape, OnnxJavaType.BOOL);
      }
    };
  }

  private static NDArray array(OnnxTensor tensor) {
    TensorInfo info = tensor.getInfo();
    int[] sizes = Arrays.stream(info.getShape()).mapToInt(Math::toIntExact).toArray();
    return switch (info.type) {
      case FLOAT -> wrap(DType.FLOAT32, sizes, floats(tensor.getFloatBuffer()));
      case DOUBLE -> wrap(DType.FLOAT64, sizes, doubles(tensor.getDoubleBuffer()));
      case INT32 -> wrap(DType.INT32, sizes, ints(tensor.getIntBuffer()));
      case BOOL -> wrap(DType.BOOL, sizes, booleans(tensor.getByteBuffer()));
      default -> throw new AssertionError("output of type " + info);
    };
  }

  private static NDArray wrap(DType dtype, int[] sizes, Object storage) {
    return NDArray.wrap(TensorType.of(dtype, sizes), storage);
  }

  private static float[] floats(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static double[] doubles(DoubleBuffer buffer) {
    double[] values = new double[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static int[] ints(IntBuffer buffer) {
    int[] values = new int[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static boolean[] booleans(ByteBuffer buffer) {
    boolean[] values = new boolean[buffer.remaining()];
    for (int k = 0; k < values.length; k++) {
      values[k] = buffer.get() != 0;
    }
    return values;
  }

  /// What ONNX Runtime makes of an exported function is what Adjoint makes of it.
  ///
  /// @param f the function
  /// @param inputs where
  /// @return the model
  /// @throws OrtException if ONNX Runtime refuses the model
  public static OnnxModel agrees(Function<List<Tensor>, ?> f, NDArray... inputs)
      throws OrtException {
    List<Tensor> variables = Arrays.stream(inputs).map(Tensor::constant).toList();
    return agrees(Onnx.ofTree(f, variables), f, inputs);
  }

  /// What ONNX Runtime makes of an export is what Adjoint makes of a function.
  static OnnxModel agrees(Onnx export, Function<List<Tensor>, ?> f, NDArray... inputs)
      throws OrtException {
    OnnxModel model = export.model();
    agrees(model, f, inputs);
    return model;
  }

  /// What ONNX Runtime makes of a model is what Adjoint makes of a function.
  static void agrees(OnnxModel model, Function<List<Tensor>, ?> f, NDArray... inputs)
      throws OrtException {
    List<Tensor> given = Arrays.stream(inputs).map(Tensor::constant).toList();
    List<Tensor> wanted = Tree.tensors(Adjoint.compile(f::apply).apply(given));
    List<NDArray> got = run(model, inputs);
    assertThat(got).hasSameSizeAs(wanted);
    for (int k = 0; k < got.size(); k++) {
      assertNear(got.get(k), wanted.get(k).value(), model);
    }
  }

  /// To 1e-5 of the larger of 1 and the number; integers and truths exactly.
  static void assertNear(NDArray got, NDArray wanted, OnnxModel model) {
    assertThat(got.type()).isEqualTo(wanted.type());
    double tolerance = wanted.dtype().isFloating() ? 1e-5 : 0;
    for (int i = 0; i < wanted.count(); i++) {
      double a = got.value(i);
      double b = wanted.value(i);
      boolean near =
          Double.compare(a, b) == 0 || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
      assertThat(near)
          .as("element %d is %s in ONNX Runtime, but %s here; %s", i, a, b, model)
          .isTrue();
    }
  }
}
