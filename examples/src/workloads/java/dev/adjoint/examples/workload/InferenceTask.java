package dev.adjoint.examples.workload;

import static dev.adjoint.Adjoint.compile;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.op.Softmax;
import java.util.function.Function;

/// A network that Adjoint asks: each run takes pictures from the heap and brings probabilities
/// there.
public final class InferenceTask implements Task {
  private final Function<Tensor, Tensor> answer;
  private final float[] pictures;
  private final int rows;
  private final float[] probabilities;

  InferenceTask(Layer model, int rows) {
    this.answer = compile(x -> Softmax.of(model.apply(x)));
    this.pictures = Points.pictures(rows);
    this.rows = rows;
    this.probabilities = new float[rows * Net.CLASSES];
  }

  @Override
  public void run() {
    Tensor x = AdjointFramework.floats(pictures, rows, Net.PIXELS);
    answer.apply(x).value().copyTo(probabilities, 0);
  }

  @Override
  public double[] facts() {
    return new double[] {Task.squares(probabilities)};
  }
}
