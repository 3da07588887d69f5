package dev.adjoint.examples.peer;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/// A graph of TensorFlow being written, and the numbers that its variables begin with.
final class TensorFlowGraph {
  /// A variable's first numbers on their way into it.
  private record First(Operand<?> placeholder, Op assignment, Tensor numbers) {}

  private final Graph graph = new Graph();
  private final Ops ops = Ops.create(graph);
  private final int threads;
  private final List<Variable<TFloat32>> parameters = new ArrayList<>();
  private final List<First> firsts = new ArrayList<>();

  TensorFlowGraph(int threads) {
    this.threads = threads;
  }

  Ops ops() {
    return ops;
  }

  /// {@return what is trained}
  List<Variable<TFloat32>> parameters() {
    return parameters;
  }

  /// A variable that is trained.
  Variable<TFloat32> parameter(float[] numbers, long... sizes) {
    Variable<TFloat32> parameter = variable(numbers, sizes);
    parameters.add(parameter);
    return parameter;
  }

  Variable<TFloat32> variable(float[] numbers, long... sizes) {
    Variable<TFloat32> variable = ops.variable(Shape.of(sizes), TFloat32.class);
    Placeholder<TFloat32> first = placeholder(sizes);
    firsts.add(
        new First(first, ops.assign(variable, first), tensor(numbers, 0, numbers.length, sizes)));
    return variable;
  }

  Variable<TFloat64> variable(double[] numbers, long... sizes) {
    Shape shape = Shape.of(sizes);
    Variable<TFloat64> variable = ops.variable(shape, TFloat64.class);
    var first = ops.placeholder(TFloat64.class, Placeholder.shape(shape));
    TFloat64 tensor = TFloat64.tensorOf(shape, DataBuffers.of(numbers));
    firsts.add(new First(first, ops.assign(variable, first), tensor));
    return variable;
  }

  Placeholder<TFloat32> placeholder(long... sizes) {
    return ops.placeholder(TFloat32.class, Placeholder.shape(Shape.of(sizes)));
  }

  /// {@return a copy of numbers from the heap}
  static TFloat32 tensor(float[] numbers, int from, int count, long... sizes) {
    var rows = DataBuffers.of(numbers, true, false).offset(from).narrow(count);
    return TFloat32.tensorOf(Shape.of(sizes), rows);
  }

  /// {@return a session of the finished graph, its variables filled}
  Session start() {
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .build();
    var session = new Session(graph, config);
    for (First first : firsts) {
      session
          .runner()
          .feed(first.placeholder(), first.numbers())
          .addTarget(first.assignment())
          .run()
          .close();
      first.numbers().close();
    }
    return session;
  }
}
