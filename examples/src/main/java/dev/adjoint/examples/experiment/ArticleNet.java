package dev.adjoint.examples.experiment;

import static dev.adjoint.Adjoint.vjp;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.Function;

/// The article's network, 2–h–2: `y = σ(σ(x W1) W2)`, without biases, and its loss `Σ(y − t)²/(2N)
/// + λ ΣW²/(2N)`, with the gradient that was written for it by hand.
///
/// Both parts of that gradient are wrong. Of the data it is the sum over all points where the loss
/// is their mean; of the penalty it is one number, `λ ΣW²`, for every weight, where `λ W/N`
/// belongs: a big weight makes all of them fall, the faster the bigger they are.
///
/// @param w1 the weights of the hidden layer, `f64[2,h]`
/// @param w2 the weights of the output, `f64[h,2]`
record ArticleNet(Tensor w1, Tensor w2) implements Layer {
  /// {@return a network with weights from U(−1, 1)/√fan-in}
  ///
  /// @param units the size of the hidden layer
  /// @param key where the weights come from
  static ArticleNet drawn(int units, Key key) {
    List<Key> keys = key.split(2);
    return new ArticleNet(drawn(2, units, keys.get(0)), drawn(units, 2, keys.get(1)));
  }

  private static Tensor drawn(int in, int out, Key key) {
    double limit = Math.sqrt(1.0 / in);
    return Tensor.constant(key.uniform(TensorType.f64(in, out), -limit, limit));
  }

  @Override
  public Tensor apply(Tensor x) {
    return Sigmoid.of(scores(x));
  }

  /// {@return the scores before the last sigmoid}
  ///
  /// @param x points
  Tensor scores(Tensor x) {
    return Sigmoid.of(x.matmul(w1)).matmul(w2);
  }

  /// {@return the loss; its gradient is the true one}
  ///
  /// @param batch points and one-hot classes
  /// @param lambda the factor of the penalty
  Tensor loss(Batch batch, double lambda) {
    return new MeanError()
        .expand(List.of(w1, w2, batch.inputs(), batch.labels()))
        .plus(new L2(lambda, batch.size()).expand(List.of(w1, w2)));
  }

  /// {@return the same loss with the article's gradient}
  ///
  /// @param batch points and one-hot classes
  /// @param lambda the factor of the penalty
  Tensor articleLoss(Batch batch, double lambda) {
    return articleError(batch).plus(articlePenalty(batch, lambda));
  }

  /// {@return the part of the data}
  ///
  /// @param batch points and one-hot classes
  Tensor articleError(Batch batch) {
    return Tensor.of(new MeanError(), w1, w2, batch.inputs(), batch.labels());
  }

  /// {@return the part of the penalty}
  ///
  /// @param batch points, which are counted
  /// @param lambda the factor
  Tensor articlePenalty(Batch batch, double lambda) {
    return Tensor.of(new L2(lambda, batch.size()), w1, w2);
  }

  /// `Σ(y − t)²/(2N)` of `w1, w2, x, t`, with the gradient of the sum.
  private record MeanError() implements Composite.Differentiable {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      var net = new ArticleNet(inputs.get(0), inputs.get(1));
      Tensor x = inputs.get(2);
      double twice = 2.0 * x.shape().size(0);
      return net.apply(x).minus(inputs.get(3)).squared().sum().div(twice);
    }

    @Override
    public List<Tensor> pullback(
        List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
      int points = inputs.get(2).shape().size(0);
      Function<List<Tensor>, Tensor> mean = this::expand;
      var ofTheSum = vjp(mean, inputs).pullback().apply(cotangents.getFirst().times(points));
      return wanted.stream().map(ofTheSum::get).toList();
    }
  }

  /// `λ ΣW²/(2N)`, with one number for the gradient by every weight.
  private record L2(double lambda, int points) implements Composite.Differentiable {
    @Override
    public Tensor expand(List<Tensor> weights) {
      return squares(weights).times(lambda / (2 * points));
    }

    private static Tensor squares(List<Tensor> weights) {
      return weights.stream().map(w -> w.squared().sum()).reduce(Tensor::plus).orElseThrow();
    }

    @Override
    public Tensor pullback(int input, List<Tensor> weights, Tensor y, Tensor yBar) {
      Tensor number = squares(weights).times(lambda).times(yBar);
      return number.broadcastTo(weights.get(input).shape());
    }
  }
}
