package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.Net;
import dev.adjoint.examples.workload.Points;
import dev.adjoint.examples.workload.Task;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/// A network that TensorFlow asks: each run takes pictures from the heap and brings probabilities
/// there.
final class TensorFlowInference implements Task {
  private final Session session;
  private final Placeholder<TFloat32> x;
  private final Operand<TFloat32> answer;
  private final float[] pictures;
  private final float[] probabilities;

  TensorFlowInference(
      TensorFlowGraph graph, Placeholder<TFloat32> x, Operand<TFloat32> answer, int rows) {
    this.session = graph.start();
    this.x = x;
    this.answer = answer;
    this.pictures = Points.pictures(rows);
    this.probabilities = new float[rows * Net.CLASSES];
  }

  @Override
  public void run() {
    long[] sizes = x.shape().asArray();
    try (TFloat32 rows = TensorFlowGraph.tensor(pictures, 0, pictures.length, sizes);
        Result result = session.runner().feed(x, rows).fetch(answer).run()) {
      ((TFloat32) result.get(0)).copyTo(DataBuffers.of(probabilities, false, false));
    }
  }

  @Override
  public double[] facts() {
    return new double[] {Task.squares(probabilities)};
  }
}
