package dev.adjoint.nn;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import com.google.common.reflect.ClassPath;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.io.Npz;
import dev.adjoint.nn.io.Parameters;
import dev.adjoint.nn.io.Safetensors;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.AvgPool2d;
import dev.adjoint.nn.layer.BatchNorm;
import dev.adjoint.nn.layer.Checkpointed;
import dev.adjoint.nn.layer.Conv1d;
import dev.adjoint.nn.layer.Conv2d;
import dev.adjoint.nn.layer.ConvTranspose2d;
import dev.adjoint.nn.layer.Dropout;
import dev.adjoint.nn.layer.Embedding;
import dev.adjoint.nn.layer.Flatten;
import dev.adjoint.nn.layer.Frozen;
import dev.adjoint.nn.layer.GlobalAvgPool;
import dev.adjoint.nn.layer.GroupNorm;
import dev.adjoint.nn.layer.Gru;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.LastStep;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.LayerContract;
import dev.adjoint.nn.layer.LayerNorm;
import dev.adjoint.nn.layer.Lstm;
import dev.adjoint.nn.layer.MaxPool2d;
import dev.adjoint.nn.layer.MultiHeadAttention;
import dev.adjoint.nn.layer.Residual;
import dev.adjoint.nn.layer.RmsNorm;
import dev.adjoint.nn.layer.Rnn;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.layer.TransformerBlock;
import dev.adjoint.nn.loss.CrossEntropy;
import dev.adjoint.nn.loss.Hinge;
import dev.adjoint.nn.loss.Huber;
import dev.adjoint.nn.loss.KlDivergence;
import dev.adjoint.nn.loss.LossContract;
import dev.adjoint.nn.loss.MeanAbsoluteError;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.loss.NegativeLogLikelihood;
import dev.adjoint.nn.loss.SigmoidWithLoss;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.loss.SumOfSquares;
import dev.adjoint.nn.onnx.OnnxRuntime;
import dev.adjoint.nn.optim.Accumulated;
import dev.adjoint.nn.optim.AdaDelta;
import dev.adjoint.nn.optim.AdaGrad;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.AdamW;
import dev.adjoint.nn.optim.Averaged;
import dev.adjoint.nn.optim.ClippedNorm;
import dev.adjoint.nn.optim.ClippedValue;
import dev.adjoint.nn.optim.Groups;
import dev.adjoint.nn.optim.Lbfgs;
import dev.adjoint.nn.optim.Lion;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.nn.optim.NAdam;
import dev.adjoint.nn.optim.Nesterov;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.optim.Rated;
import dev.adjoint.nn.optim.RmsProp;
import dev.adjoint.nn.optim.Schedule;
import dev.adjoint.nn.optim.Scheduled;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.optim.WeightDecay;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the contracts of all layers, losses and optimisers, and writes what holds as
/// `target/nn.md`. One that is public and in no row is a failure.
final class CoverageTest {
  private static final Key KEY = Key.of(5);
  private static final List<String> COLUMNS =
      List.of("gradient", "training", "order 2", "f32", "f64", "compiled", "stored", "ONNX");

  private final Map<String, String> rows = new LinkedHashMap<>();

  @TempDir Path folder;

  private static void put(Map<String, String> rows, String name, String... cells) {
    rows.put(name, "| %s | %s |".formatted(name, String.join(" | ", cells)));
  }

  private void layer(Layer layer, TensorType x) throws IOException, OrtException {
    LayerContract.check(layer, x);
    stored(layer);
    OnnxRuntime.agrees(xs -> layer.apply(xs.getFirst()), input(x));
    put(rows, layer.getClass().getSimpleName(), "✓", "✓", "–", "✓", "✓", "✓", "✓", "✓");
  }

  private static NDArray input(TensorType x) {
    return x.isFloating() ? KEY.normal(x) : KEY.ints(3, x.count()).reshape(x.shape().toArray());
  }

  /// What is written in either format and read into other numbers is the same.
  private void stored(Layer layer) throws IOException {
    Layer zeros = Tree.map(layer, p -> Tensor.constant(NDArray.full(p.type(), 0)));
    Path npz = folder.resolve("layer.npz");
    Path safetensors = folder.resolve("layer.safetensors");
    Npz.write(Parameters.of(layer), npz);
    Safetensors.write(Parameters.of(layer), safetensors);
    for (Map<String, NDArray> arrays : List.of(Npz.read(npz), Safetensors.read(safetensors))) {
      Layer back = Parameters.into(zeros, arrays).complete();
      assertThat(values(back)).isEqualTo(values(layer));
      assertThat(Tree.names(back)).isEqualTo(Tree.names(layer));
    }
  }

  private static List<NDArray> values(Object tree) {
    return Tree.tensors(tree).stream().map(tensor -> eval(tensor)).toList();
  }

  @Test
  void layersLossesAndOptimizersKeepTheirContracts() throws IOException, OrtException {
    layers();
    losses();
    optimizers();
    String table =
        rows.values().stream()
            .collect(
                Collectors.joining(
                    "\n",
                    """
                    # What the tests check of layers, losses and optimisers

                    ✓ checked; – not checked, or does not apply. Gradients are compared with \
                    differences, by all parameters and by the input, in evaluation and in training; \
                    compiled programs with the interpreter. Stored: layers are written and read as \
                    .npz and safetensors, the states of optimisers as .npz. \
                    ONNX: run in ONNX Runtime, to 1e-5.

                    | | %s |
                    |---|%s
                    """
                        .formatted(String.join(" | ", COLUMNS), ":-:|".repeat(COLUMNS.size())),
                    "\n"));
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "nn.md"), table);
    assertThat(catalogue()).allMatch(rows::containsKey);
  }

  private void layers() throws IOException, OrtException {
    layer(Affine.xavier(3, 2, KEY), TensorType.f32(4, 3));
    layer(new AvgPool2d(2), TensorType.f32(2, 3, 4, 6));
    layer(BatchNorm.of(3), TensorType.f32(4, 3));
    layer(
        new Checkpointed(Sequential.of(Affine.xavier(3, 2, KEY), BatchNorm.of(2))),
        TensorType.f32(4, 3));
    layer(Conv1d.of(3, 2, 3, Initializer.he(), KEY), TensorType.f32(2, 3, 7));
    layer(Conv2d.he(3, 2, 3, KEY), TensorType.f32(2, 3, 5, 6));
    layer(ConvTranspose2d.of(3, 2, 2, 2, Initializer.he(), KEY), TensorType.f32(2, 3, 3, 2));
    layer(new Dropout(0.5), TensorType.f32(4, 3));
    layer(Embedding.of(3, 4, KEY), TensorType.i32(2, 5));
    layer(new Flatten(), TensorType.f32(2, 3, 4));
    // that its parameters have no gradient is in its own test
    layer(new Frozen(Tanh::of), TensorType.f32(4, 3));
    layer(new GlobalAvgPool(), TensorType.f32(2, 3, 4, 5));
    layer(GroupNorm.of(2, 4), TensorType.f32(2, 4, 3));
    layer(Gru.of(3, 2, KEY), TensorType.f32(2, 4, 3));
    layer(new LastStep(), TensorType.f32(2, 5, 3));
    layer(LayerNorm.of(5), TensorType.f32(3, 5));
    layer(Lstm.of(3, 2, KEY), TensorType.f32(2, 4, 3));
    layer(new MaxPool2d(2), TensorType.f32(2, 3, 4, 6));
    layer(MultiHeadAttention.of(6, 2, KEY), TensorType.f32(2, 3, 6));
    layer(new Residual(Affine.xavier(3, 3, KEY)), TensorType.f32(4, 3));
    layer(RmsNorm.of(5), TensorType.f32(3, 5));
    layer(Rnn.of(3, 2, KEY), TensorType.f32(2, 4, 3));
    layer(
        Sequential.of()
            .then("hidden", Affine.xavier(3, 4, KEY))
            .then(Tanh::of)
            .then("norm", BatchNorm.of(4)),
        TensorType.f32(4, 3));
    layer(TransformerBlock.of(4, 2, KEY), TensorType.f32(2, 3, 4));
  }

  private void losses() throws OrtException {
    Tensor y = normal(1, 4, 3);
    Tensor t = normal(2, 4, 3);
    Tensor labels = Tensor.constant(KEY.ints(3, 4));
    Tensor distribution = Tensor.constant(eval(Softmax.of(t)));
    Tensor signs =
        Tensor.constant(NDArray.of(1.0, -1, 1, -1, -1, 1, 1, 1, -1, 1, -1, 1)).reshape(4, 3);
    Tensor answers = answers(signs);
    Tensor logs = Tensor.constant(eval(LogSoftmax.of(y)));
    loss("CrossEntropy", CrossEntropy::of, Tensor.constant(eval(Softmax.of(y))), labels);
    loss("Hinge", Hinge::of, y, Tensor.constant(eval(signs)));
    loss("Huber", Huber::of, y, t);
    loss("KlDivergence", KlDivergence::of, logs, distribution);
    loss("MeanAbsoluteError", MeanAbsoluteError::of, y, t);
    loss("MeanSquaredError", MeanSquaredError::of, y, t);
    loss("NegativeLogLikelihood", NegativeLogLikelihood::of, logs, labels);
    loss("SigmoidWithLoss", SigmoidWithLoss::of, y, answers);
    loss("SoftmaxWithLoss", SoftmaxWithLoss::of, y, labels);
    loss("SumOfSquares", SumOfSquares::of, y, t);
  }

  private static Tensor answers(Tensor signs) {
    return Tensor.constant(eval(signs.plus(1).div(2)));
  }

  private void loss(String name, BinaryOperator<Tensor> loss, Tensor y, Tensor t)
      throws OrtException {
    LossContract.check(loss, y, t);
    NDArray labels = eval(t);
    OnnxRuntime.agrees(
        xs -> loss.apply(xs.get(0), xs.get(1)),
        eval(y).cast(DType.FLOAT32),
        labels.type().isFloating() ? labels.cast(DType.FLOAT32) : labels);
    put(rows, name, "✓", "–", "✓", "✓", "✓", "✓", "–", "✓");
  }

  private void optimizers() throws IOException {
    for (Optimizer optimizer :
        List.of(
            new Accumulated(2, new Adam(0.1)),
            new AdaDelta(),
            new AdaGrad(0.1),
            new Adam(0.1),
            new AdamW(0.1, 0.01),
            new Averaged(0.9, new Sgd(0.1)),
            new ClippedNorm(0.5, new Momentum(0.1)),
            new ClippedValue(0.5, new Adam(0.1)),
            new Groups(List.of(new Groups.Group(".*", new Adam(0.1)))),
            new Lbfgs(0.1, 3),
            new Lion(0.1),
            new Momentum(0.1),
            new NAdam(0.1),
            new Nesterov(0.1),
            new Rated(new Momentum(0.1)),
            new RmsProp(0.1),
            new Scheduled(Schedule.cosine(100), new Adam(0.1)),
            new Sgd(0.1),
            new WeightDecay(0.1, new Sgd(0.1)))) {
      optimizer(optimizer);
    }
  }

  private record Progress(Affine params, Optimizer.State<Affine> state) {}

  /// Steps by hand, compiled, in f32, and gone on from a file, end at the same parameters.
  private void optimizer(Optimizer optimizer) throws IOException {
    var start = Affine.of(normal(1, 3, 2), normal(2, 2));
    BiFunction<Progress, Affine, Progress> step =
        (now, grads) -> {
          var next = optimizer.update(grads, now.state(), now.params());
          return new Progress(next.params(), next.state());
        };
    BiFunction<Progress, Affine, Progress> program = compile(step);
    Progress plain = eval(new Progress(start, optimizer.init(start)));
    Progress compiled = plain;
    Progress stored = plain;
    Affine narrowStart = narrow(start);
    Progress narrow = eval(new Progress(narrowStart, optimizer.init(narrowStart)));
    Path file = folder.resolve("state.npz");
    for (int t = 0; t < 5; t++) {
      var grads = Affine.of(normal(10 + t, 3, 2), normal(20 + t, 2));
      plain = eval(step.apply(plain, grads));
      compiled = program.apply(compiled, grads);
      narrow = program.apply(narrow, narrow(grads));
      Npz.write(Parameters.of(stored), file);
      stored = program.apply(Parameters.into(stored, Npz.read(file)).complete(), grads);
      assertThat(values(stored)).isEqualTo(values(compiled));
      agree(compiled.params(), plain.params(), 1e-12);
    }
    agree(narrow.params(), plain.params(), 1e-5);
    put(rows, optimizer.getClass().getSimpleName(), "–", "–", "–", "✓", "✓", "✓", "✓", "–");
  }

  private static Affine narrow(Affine wide) {
    return Tree.map(wide, p -> Tensor.constant(p.value().cast(DType.FLOAT32)));
  }

  private static void agree(Affine a, Affine b, double tolerance) {
    for (int k = 0; k < 2; k++) {
      double[] left = values(a).get(k).cast(DType.FLOAT64).toDoubleArray();
      double[] right = values(b).get(k).cast(DType.FLOAT64).toDoubleArray();
      assertThat(left).usingComparatorWithPrecision(tolerance).containsExactly(right);
    }
  }

  /// Every public layer, loss and optimiser.
  private static List<String> catalogue() throws IOException {
    return ClassPath.from(Layer.class.getClassLoader())
        .getTopLevelClassesRecursive("dev.adjoint.nn")
        .stream()
        .<Class<?>>map(ClassPath.ClassInfo::load)
        .filter(type -> type.getProtectionDomain().equals(Layer.class.getProtectionDomain()))
        .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isInterface())
        .filter(isOneOf(Layer.class).or(isOneOf(Optimizer.class)).or(CoverageTest::isLoss))
        .map(Class::getSimpleName)
        .toList();
  }

  private static Predicate<Class<?>> isOneOf(Class<?> kind) {
    return kind::isAssignableFrom;
  }

  private static boolean isLoss(Class<?> type) {
    return type.getPackageName().endsWith(".loss")
        && Arrays.stream(type.getMethods())
            .anyMatch(m ->
                m.getName().equals("of")
                    && Modifier.isStatic(m.getModifiers())
                    && Arrays.equals(
                        m.getParameterTypes(), new Class<?>[] {Tensor.class, Tensor.class}));
  }
}
