package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.ConvNet;
import dev.adjoint.examples.workload.Dense;
import dev.adjoint.examples.workload.Framework;
import dev.adjoint.examples.workload.Net;
import dev.adjoint.examples.workload.Points;
import dev.adjoint.examples.workload.Task;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/// TensorFlow Java: a static graph, its gradients and its own update ops.
///
/// @param threads how many compute
record TensorFlow(int threads) implements Framework {
  private static final List<Long> ONES = List.of(1L, 1L, 1L, 1L);

  private TensorFlowGraph graph() {
    return new TensorFlowGraph(threads);
  }

  private static Operand<TFloat32> crossEntropy(
      TensorFlowGraph graph, Operand<TFloat32> logits, Operand<TFloat32> labels) {
    Ops tf = graph.ops();
    return tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, labels).loss(), tf.constant(0));
  }

  @Override
  public Task digits() {
    Net net = Net.digits();
    return new TensorFlowTraining(
        graph(),
        net.examples(),
        (graph, x, y) -> crossEntropy(graph, dense(graph, net.layers(), x, false), y),
        TensorFlowUpdate.sgd(0.1f),
        Net.PIXELS);
  }

  @Override
  public Task xor() {
    Net net = Net.xor();
    TensorFlowTraining.Objective objective =
        (graph, x, y) -> {
          Ops tf = graph.ops();
          var predictions = tf.math.sigmoid(dense(graph, net.layers(), x, false));
          return tf.math.mean(tf.math.square(tf.math.sub(predictions, y)), tf.array(0, 1));
        };
    return new TensorFlowTraining(
        graph(), net.examples(), objective, TensorFlowUpdate.sgd(0.5f), 2);
  }

  @Override
  public Task wide() {
    Net net = Net.wide();
    return new TensorFlowTraining(
        graph(),
        net.examples(),
        (graph, x, y) -> crossEntropy(graph, dense(graph, net.layers(), x, true), y),
        TensorFlowUpdate.adam(1e-4f),
        Net.PIXELS);
  }

  @Override
  public Task leNet() {
    return convolutional(ConvNet.leNet(), TensorFlowUpdate.momentum(0.05f, 0.9f));
  }

  @Override
  public Task deep() {
    return convolutional(ConvNet.deep(), TensorFlowUpdate.adam(0.001f));
  }

  /// Pictures are `[N,height,width,channels]` here: so TensorFlow wants them on a processor.
  private Task convolutional(ConvNet net, TensorFlowUpdate update) {
    List<Dense> layers = net.dense().layers();
    int features = layers.getFirst().in();
    TensorFlowTraining.Objective objective =
        (graph, x, y) -> {
          Operand<TFloat32> seen = x;
          for (ConvNet.Kernels kernels : net.kernels()) {
            seen = convolve(graph, kernels, seen);
          }
          var flat = graph.ops().reshape(seen, graph.ops().array(-1, features));
          var last = channelsLast(layers, net.kernels().getLast().out());
          return crossEntropy(graph, dense(graph, last, flat, true), y);
        };
    return new TensorFlowTraining(graph(), net.dense().examples(), objective, update, 28, 28, 1);
  }

  private static Operand<TFloat32> convolve(
      TensorFlowGraph graph, ConvNet.Kernels kernels, Operand<TFloat32> x) {
    Ops tf = graph.ops();
    int size = kernels.size();
    float[] turned = channelsLast(kernels);
    var weight = graph.parameter(turned, size, size, kernels.channels(), kernels.out());
    var bias = graph.parameter(kernels.numbers().bias(), kernels.out());
    boolean isSame = 2 * kernels.pad() == size - 1;
    var padded = isSame || kernels.pad() == 0 ? x : pad(tf, x, kernels.pad());
    var sums = tf.nn.conv2d(padded, weight, ONES, isSame ? "SAME" : "VALID");
    var y = tf.nn.relu(tf.nn.biasAdd(sums, bias));
    var two = tf.array(1, 2, 2, 1);
    return kernels.isPooled() ? tf.nn.maxPool(y, two, two, "VALID") : y;
  }

  private static Operand<TFloat32> pad(Ops tf, Operand<TFloat32> x, int pad) {
    int[][] sides = {{0, 0}, {pad, pad}, {pad, pad}, {0, 0}};
    return tf.pad(x, tf.constant(sides), tf.constant(0f));
  }

  /// The weight `[size,size,channels,out]`.
  private static float[] channelsLast(ConvNet.Kernels kernels) {
    float[] weight = kernels.numbers().weight();
    int taps = kernels.size() * kernels.size();
    float[] turned = new float[weight.length];
    for (int k = 0; k < turned.length; k++) {
      int out = k % kernels.out();
      int channel = k / kernels.out() % kernels.channels();
      int tap = k / kernels.out() / kernels.channels();
      turned[k] = weight[(out * kernels.channels() + channel) * taps + tap];
    }
    return turned;
  }

  /// The first layer's rows in the order in which the pictures' numbers come.
  private static List<Dense> channelsLast(List<Dense> layers, int channels) {
    Dense first = layers.getFirst();
    int places = first.in() / channels;
    float[] turned = new float[first.weight().length];
    for (int row = 0; row < first.in(); row++) {
      int from = row % channels * places + row / channels;
      System.arraycopy(first.weight(), from * first.out(), turned, row * first.out(), first.out());
    }
    List<Dense> all = new ArrayList<>(layers);
    all.set(0, new Dense(first.in(), first.out(), turned, first.bias()));
    return all;
  }

  private static Operand<TFloat32> dense(
      TensorFlowGraph graph, List<Dense> layers, Operand<TFloat32> x, boolean relu) {
    Ops tf = graph.ops();
    Operand<TFloat32> y = x;
    for (int k = 0; k < layers.size(); k++) {
      if (k > 0) {
        y = relu ? tf.nn.relu(y) : tf.math.sigmoid(y);
      }
      Dense layer = layers.get(k);
      Variable<TFloat32> weight = graph.parameter(layer.weight(), layer.in(), layer.out());
      Variable<TFloat32> bias = graph.parameter(layer.bias(), layer.out());
      y = tf.nn.biasAdd(tf.linalg.matMul(y, weight), bias);
    }
    return y;
  }

  @Override
  public Task gelu() {
    TensorFlowGraph graph = graph();
    Ops tf = graph.ops();
    Variable<TFloat32> x = graph.parameter(Points.gelu(0), Points.GELU);
    Variable<TFloat32> w = graph.parameter(Points.gelu(1), Points.GELU);
    Variable<TFloat32> b = graph.parameter(Points.gelu(2), Points.GELU);
    float root = (float) Math.sqrt(2 / Math.PI);
    var y = tf.math.add(tf.math.mul(x, w), b);
    var cubic = tf.math.mul(tf.math.mul(y, y), tf.constant(root * 0.044715f));
    var bend = tf.math.tanh(tf.math.mul(tf.math.add(cubic, tf.constant(root)), y));
    var gelu = tf.math.mul(tf.math.mul(tf.math.add(bend, tf.constant(1f)), y), tf.constant(0.5f));
    return new TensorFlowDifferentiation<>(
        graph, tf.math.mean(gelu, tf.constant(0)), graph.parameters());
  }

  @Override
  public Task rosenbrock(int n) {
    TensorFlowGraph graph = graph();
    Ops tf = graph.ops();
    var x = graph.variable(Points.rosenbrock(n), n);
    var head = tf.slice(x, tf.array(0), tf.array(n - 1));
    var tail = tf.slice(x, tf.array(1), tf.array(n - 1));
    var valley = tf.math.square(tf.math.sub(tail, tf.math.square(head)));
    var rest = tf.math.square(tf.math.sub(tf.constant(1.0), head));
    var sum = tf.math.add(tf.math.mul(tf.constant(100.0), valley), rest);
    return new TensorFlowDifferentiation<>(graph, tf.reduceSum(sum, tf.array(0)), List.of(x));
  }

  @Override
  public Task inference(int rows) {
    TensorFlowGraph graph = graph();
    var x = graph.placeholder(rows, Net.PIXELS);
    var logits = dense(graph, Net.digits().layers(), x, false);
    return new TensorFlowInference(graph, x, graph.ops().nn.softmax(logits), rows);
  }
}
