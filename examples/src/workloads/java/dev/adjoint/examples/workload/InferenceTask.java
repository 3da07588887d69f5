package dev.adjoint.examples.workload;

import static dev.adjoint.Adjoint.compile;

import dev.adjoint.Adjoint;
import dev.adjoint.Profile;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.op.Softmax;
import java.time.Duration;
import java.util.function.Function;

/// A network that Adjoint asks: each run takes pictures from the heap and brings probabilities
/// there.
public final class InferenceTask implements Profiled {
  private final Function<Tensor, Tensor> formula;
  private final Function<Tensor, Tensor> answer;
  private final float[] pictures;
  private final int rows;
  private final float[] probabilities;

  InferenceTask(Layer model, int rows) {
    this.formula = x -> Softmax.of(model.apply(x));
    this.answer = compile(formula);
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
  public Profile profile(Duration time) {
    return Adjoint.profile(formula, AdjointFramework.floats(pictures, rows, Net.PIXELS), time);
  }

  @Override
  public double[] facts() {
    return new double[] {Task.squares(probabilities)};
  }
}
