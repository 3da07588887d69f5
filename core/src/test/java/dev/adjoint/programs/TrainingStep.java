package dev.adjoint.programs;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.valueAndGrad;

import dev.adjoint.ValueAndGrad;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Bernoulli;
import dev.adjoint.op.Conv;
import dev.adjoint.op.GeluTanh;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.MaxPool;
import dev.adjoint.op.OneHot;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sliding;
import dev.adjoint.op.Softmax;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A step of training, forward, backward and update, of nets whose programs are measured by tests.
///
/// @param name the name of the net
/// @param loss the loss of weights on a batch
/// @param weights the types of the weights
/// @param batch the types of inputs, labels and, where there is chance, a key
/// @param rule how weights change
record TrainingStep(
    String name,
    BiFunction<List<Tensor>, List<Tensor>, Tensor> loss,
    List<TensorType> weights,
    List<TensorType> batch,
    Rule rule) {
  enum Rule {
    SGD,
    MOMENTUM,
    ADAM
  }

  private record State(
      List<Tensor> weights, List<Tensor> means, List<Tensor> squares, Tensor steps) {}

  private record At(State state, List<Tensor> batch) {}

  private record Outcome(State state, Tensor loss) {}

  /// {@return the nets, the wide ones with batches of this many rows}
  static Stream<TrainingStep> all(int rows) {
    return Stream.of(mnist(), wide(rows), leNet(rows), deep(rows), transformer());
  }

  static TrainingStep mnist() {
    return new TrainingStep(
        "784-100-10, sigmoid, gradient descent",
        (w, batch) -> loss(layers(batch.getFirst(), w, Sigmoid::of), batch.get(1)),
        affine(784, 100, 10),
        List.of(TensorType.f32(100, 784), TensorType.i32(100)),
        Rule.SGD);
  }

  static TrainingStep wide(int rows) {
    return new TrainingStep(
        "784-1024-1024-10, relu, Adam",
        (w, batch) -> loss(layers(batch.getFirst(), w, Relu::of), batch.get(1)),
        affine(784, 1024, 1024, 10),
        List.of(TensorType.f32(rows, 784), TensorType.i32(rows)),
        Rule.ADAM);
  }

  static TrainingStep leNet(int rows) {
    return new TrainingStep(
        "LeNet, momentum",
        (w, batch) -> {
          Tensor x = convolved(batch.getFirst().reshape(rows, 1, 28, 28), w.get(0), w.get(1), 2);
          Tensor y = convolved(MaxPool.of(x, 2, 2), w.get(2), w.get(3), 0);
          Tensor flat = MaxPool.of(y, 2, 2).reshape(rows, 400);
          return loss(layers(flat, w.subList(4, w.size()), Relu::of), batch.get(1));
        },
        Stream.of(kernel(6, 1, 5), kernel(16, 6, 5), affine(400, 120, 84, 10))
            .flatMap(List::stream)
            .toList(),
        List.of(TensorType.f32(rows, 784), TensorType.i32(rows)),
        Rule.MOMENTUM);
  }

  /// (16, 16, pool) (32, 32 with pad 2, pool) (64, 64, pool), affine 50, dropout, affine 10,
  /// dropout.
  static TrainingStep deep(int rows) {
    return new TrainingStep(
        "deep convolutional net, Adam",
        (w, batch) -> {
          Tensor x = batch.getFirst().reshape(rows, 1, 28, 28);
          for (int k = 0; k < 6; k++) {
            Tensor y = convolved(x, w.get(2 * k), w.get(2 * k + 1), k == 3 ? 2 : 1);
            x = k % 2 == 1 ? MaxPool.of(y, 2, 2) : y;
          }
          Tensor hidden = Relu.of(affine(x.reshape(rows, -1), w.subList(12, 14)));
          Tensor key = batch.get(2);
          Tensor out = affine(dropped(hidden, key.slice(0, 0, 1)), w.subList(14, 16));
          return loss(dropped(out, key.slice(0, 1, 2)), batch.get(1));
        },
        Stream.of(
                kernel(16, 1, 3),
                kernel(16, 16, 3),
                kernel(32, 16, 3),
                kernel(32, 32, 3),
                kernel(64, 32, 3),
                kernel(64, 64, 3),
                affine(1024, 50, 10))
            .flatMap(List::stream)
            .toList(),
        List.of(TensorType.f32(rows, 784), TensorType.i32(rows), TensorType.i32(2, 2)),
        Rule.ADAM);
  }

  /// Two blocks of attention with four heads, layer norm before each part, 64 tokens of width 128.
  static TrainingStep transformer() {
    List<TensorType> block =
        List.of(
            TensorType.f32(128, 384),
            TensorType.f32(128, 128),
            TensorType.f32(128, 512),
            TensorType.f32(512, 128));
    return new TrainingStep(
        "two blocks of a transformer, Adam",
        (w, batch) -> {
          Tensor x = batch.getFirst();
          for (int k = 0; k < 2; k++) {
            List<Tensor> own = w.subList(4 * k, 4 * k + 4);
            x = x.plus(attention(normed(x), own.get(0)).matmul(own.get(1)));
            x = x.plus(GeluTanh.of(normed(x).matmul(own.get(2))).matmul(own.get(3)));
          }
          return loss(x.mean(1).matmul(w.getLast()), batch.get(1));
        },
        Stream.of(block, block, List.of(TensorType.f32(128, 10))).flatMap(List::stream).toList(),
        List.of(TensorType.f32(8, 64, 128), TensorType.i32(8)),
        Rule.ADAM);
  }

  private static Tensor attention(Tensor x, Tensor w) {
    Tensor all = x.matmul(w).reshape(8, 64, 3, 4, 32).transpose(2, 0, 3, 1, 4);
    List<Tensor> parts =
        IntStream.range(0, 3).mapToObj(k -> all.slice(0, k, k + 1).reshape(8, 4, 64, 32)).toList();
    Tensor scores =
        parts.get(0).matmul(parts.get(1).transpose(0, 1, 3, 2)).times(Math.sqrt(1 / 32.));
    Tensor seen = Softmax.of(scores).matmul(parts.get(2));
    return seen.transpose(0, 2, 1, 3).reshape(8, 64, 128);
  }

  private static Tensor normed(Tensor x) {
    Tensor centred = x.minus(x.mean(2).reshape(8, 64, 1));
    return centred.div(centred.squared().mean(2).plus(1e-5).sqrt().reshape(8, 64, 1));
  }

  private static Tensor convolved(Tensor x, Tensor w, Tensor b, int pad) {
    return Relu.of(Conv.of(x, w, Sliding.over(2).withPads(pad, pad)).plus(b.reshape(-1, 1, 1)));
  }

  private static Tensor dropped(Tensor x, Tensor key) {
    Tensor half = Tensor.full(x.type(), .5);
    return x.times(Bernoulli.of(key.reshape(2), half).cast(DType.FLOAT32));
  }

  private static Tensor layers(Tensor x, List<Tensor> w, UnaryOperator<Tensor> activation) {
    Tensor y = affine(x, w.subList(0, 2));
    for (int k = 2; k < w.size(); k += 2) {
      y = affine(activation.apply(y), w.subList(k, k + 2));
    }
    return y;
  }

  private static Tensor affine(Tensor x, List<Tensor> w) {
    return x.matmul(w.get(0)).plus(w.get(1));
  }

  private static Tensor loss(Tensor logits, Tensor labels) {
    return LogSoftmax.of(logits).times(OneHot.of(labels, 10, DType.FLOAT32)).sum(1).mean().negate();
  }

  private static List<TensorType> affine(int... sizes) {
    return IntStream.range(1, sizes.length)
        .boxed()
        .flatMap(k -> Stream.of(TensorType.f32(sizes[k - 1], sizes[k]), TensorType.f32(sizes[k])))
        .toList();
  }

  private static List<TensorType> kernel(int to, int from, int size) {
    return List.of(TensorType.f32(to, from, size, size), TensorType.f32(to));
  }

  /// {@return forward, backward and update as one graph}
  Graph graph() {
    List<Tensor> zeros = weights.stream().map(Tensor::zeros).toList();
    List<Tensor> given = batch.stream().map(Tensor::zeros).toList();
    List<Tensor> means = rule == Rule.SGD ? List.of() : zeros;
    List<Tensor> squares = rule == Rule.ADAM ? zeros : List.of();
    return trace(this::step, new At(new State(zeros, means, squares, Tensor.scalar(0)), given));
  }

  /// {@return numbers for the graph's inputs}
  List<NDArray> numbers() {
    return IntStream.range(0, graph().inputs().size())
        .mapToObj(k -> number(graph().inputTypes().get(k), k))
        .toList();
  }

  private static NDArray number(TensorType type, int k) {
    return switch (type.dtype()) {
      case FLOAT32, FLOAT64 -> eval(Tensor.constant(Key.of(k).normal(type)).times(.05).abs());
      case INT32, BOOL -> eval(Tensor.ones(type));
    };
  }

  private Outcome step(At at) {
    ValueAndGrad<List<Tensor>> slope =
        valueAndGrad((List<Tensor> w) -> loss.apply(w, at.batch())).apply(at.state().weights());
    return new Outcome(next(at.state(), slope.grad()), slope.value());
  }

  private State next(State now, List<Tensor> grad) {
    Tensor steps = now.steps().plus(1);
    return switch (rule) {
      case SGD -> new State(moved(now.weights(), grad), List.of(), List.of(), steps);
      case MOMENTUM -> {
        List<Tensor> means = blend(now.means(), grad, .9);
        yield new State(moved(now.weights(), means), means, List.of(), steps);
      }
      case ADAM -> {
        List<Tensor> means = blend(now.means(), grad, .9);
        List<Tensor> squares =
            blend(now.squares(), grad.stream().map(Tensor::squared).toList(), .999);
        List<Tensor> ways =
            each(
                grad.size(),
                k ->
                    means
                        .get(k)
                        .div(unbias(.9, steps))
                        .div(squares.get(k).div(unbias(.999, steps)).sqrt().plus(1e-8)));
        yield new State(moved(now.weights(), ways), means, squares, steps);
      }
    };
  }

  private static Tensor unbias(double kept, Tensor steps) {
    return Tensor.scalar(1).minus(Tensor.scalar(kept).pow(steps)).cast(DType.FLOAT32);
  }

  private static List<Tensor> moved(List<Tensor> w, List<Tensor> ways) {
    return each(w.size(), k -> w.get(k).minus(ways.get(k).times(.01)));
  }

  private static List<Tensor> blend(List<Tensor> old, List<Tensor> now, double kept) {
    return each(old.size(), k -> old.get(k).times(kept).plus(now.get(k).times(1 - kept)));
  }

  private static List<Tensor> each(int count, IntFunction<Tensor> f) {
    return IntStream.range(0, count).mapToObj(f).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
