package dev.adjoint.examples.benchmark;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Training;
import java.util.function.BiFunction;

/// One step of gradient descent, forward, backward and update: as a [Training] makes it, and as the
/// bare compiled function.
final class Step {
  private static final double LEARNING_RATE = 1e-6;

  private final BiFunction<Sequential, Batch, Sequential> compiled;
  private final Batch batch;
  private Training<Sequential> training;
  private Sequential model;

  Step(Sequential model, BiFunction<Tensor, Tensor, Tensor> loss, Batch batch) {
    this.model = model;
    this.batch = batch;
    this.training = Training.start(model, loss, new Sgd(LEARNING_RATE));
    BiFunction<Sequential, Batch, Sequential> gradient =
        grad((m, b) -> loss.apply(m.apply(b.inputs()), b.labels()));
    this.compiled =
        compile(
            (m, b) -> Tree.map(m, gradient.apply(m, b), (p, g) -> p.minus(g.times(LEARNING_RATE))));
  }

  Training<Sequential> training() {
    training = training.step(batch);
    return training;
  }

  Sequential compiled() {
    model = compiled.apply(model, batch);
    return model;
  }
}
