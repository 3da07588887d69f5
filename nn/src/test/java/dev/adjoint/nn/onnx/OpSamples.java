package dev.adjoint.nn.onnx;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Applications of every op, with the numbers they are tried at.
final class OpSamples {
  /// A function in which an op appears, and arguments.
  record Sample(Function<List<Tensor>, ?> f, List<NDArray> inputs) {}

  static final Key KEY = Key.of(42);
  static final NDArray X = KEY.fold(1).normal(TensorType.f32(3, 4));
  static final NDArray Y = KEY.fold(2).normal(TensorType.f32(3, 4));
  static final NDArray POSITIVE = map(X, x -> x.abs().plus(0.5));
  static final NDArray UNIT = map(X, x -> Tanh.of(x).times(0.9));
  static final NDArray EDGES =
      NDArray.of(0f, -1f, 1f, 2.5f, -2.5f, 3.5f, 0.3f, -7f, 7f, 100f, -100f, 1e-6f);
  static final NDArray ODD =
      NDArray.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, 1f);
  static final NDArray INTS = NDArray.of(7, -7, 3, -3, 0, 5, -5, 1, -1, 12, -12, 2).reshape(3, 4);
  static final NDArray DIVISORS = NDArray.of(2, 2, -2, -2, 3, 0, -1, -1, 5, 5, 5, -7).reshape(3, 4);
  static final NDArray P = NDArray.of(true, false, true, false);
  static final NDArray Q = NDArray.of(true, true, false, false);
  static final NDArray IMAGES = KEY.fold(3).normal(TensorType.f32(2, 4, 7, 8));
  static final NDArray SQUARE =
      map(
          KEY.fold(4).normal(TensorType.f32(2, 3, 3)),
          x ->
              x.matmul(x.transpose(0, 2, 1))
                  .plus(
                      Tensor.constant(
                          NDArray.of(new float[] {3, 0, 0, 0, 3, 0, 0, 0, 3}).reshape(3, 3))));
  static final NDArray RANDOM = KEY.toNDArray();

  private final Map<Class<?>, List<Sample>> samples = new LinkedHashMap<>();

  private OpSamples() {}

  static Map<Class<?>, List<Sample>> all() {
    var table = new OpSamples();
    ElementwiseSamples.addTo(table);
    ArraySamples.addTo(table);
    WholeSamples.addTo(table);
    return table.samples;
  }

  static NDArray map(NDArray x, UnaryOperator<Tensor> f) {
    return Adjoint.eval(f.apply(Tensor.constant(x)));
  }

  void add(Class<? extends Op> op, Function<List<Tensor>, ?> f, NDArray... inputs) {
    samples.computeIfAbsent(op, _ -> new ArrayList<>()).add(new Sample(f, List.of(inputs)));
  }

  void unary(Class<? extends Op> op, Function<Tensor, ?> f, NDArray... inputs) {
    for (NDArray x : inputs) {
      add(op, xs -> f.apply(xs.getFirst()), x);
    }
  }

  /// Of equal shapes, and broadcast.
  void binary(Class<? extends Op> op, BinaryOperator<Tensor> f, NDArray a, NDArray b) {
    add(op, xs -> f.apply(xs.get(0), xs.get(1)), a, b);
    NDArray row = map(b, y -> y.slice(0, 0, 1));
    add(op, xs -> f.apply(xs.get(0), xs.get(1)), a, row);
    NDArray column = map(a, y -> y.slice(y.shape().rank() - 1, 0, 1));
    add(op, xs -> f.apply(xs.get(0), xs.get(1)), column, b);
  }

  /// An op that no factory makes, but the gradient of another.
  void gradients(String name, UnaryOperator<Tensor> f, NDArray x) {
    try {
      Class<?> op = Class.forName("dev.adjoint.op." + name);
      Function<Tensor, Tensor> gradient = Adjoint.grad(f);
      add(op.asSubclass(Op.class), xs -> gradient.apply(xs.getFirst()), x);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
