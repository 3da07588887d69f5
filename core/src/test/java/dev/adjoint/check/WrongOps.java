package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;

import dev.adjoint.Adjoint;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Maximum;
import dev.adjoint.op.Minimum;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import java.util.List;
import java.util.function.Function;

/// Ops whose rules are wrong on purpose, for the checks to find.
final class WrongOps {
  private WrongOps() {}

  /// A right function with its pullback times a factor.
  record Wrong(Function<Tensor, Tensor> f, Tensor factor) implements Composite.Differentiable {
    Tensor on(Tensor x) {
      return Tensor.of(this, x);
    }

    @Override
    public String toString() {
      return "Wrong[factor=%s]".formatted(factor);
    }

    @Override
    public Tensor expand(List<Tensor> inputs) {
      return f.apply(inputs.getFirst());
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      Function<Tensor, Tensor> weighted = x -> f.apply(x).times(yBar).sum();
      return Adjoint.grad(weighted).apply(inputs.getFirst()).times(factor.cast(y.dtype()));
    }
  }

  /// `x²·y` whose rule forgets that `x` occurs twice, or a term.
  record DroppedTerm() implements Elementwise.Binary {
    @Override
    public double apply(double a, double b) {
      return a * a * b + b;
    }

    @Override
    public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
      return input == 0 ? a.times(b).times(2) : a.squared();
    }
  }

  /// A derivative that is right in its value and wrong in its own derivative.
  record WrongAtOrderTwo() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return Math.sin(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return new Wrong(Cos::of, scalar(-1)).on(x);
    }
  }

  /// The article's gradient of `λΣW²/(2N)`: the scalar `λΣW²` added to every weight.
  record ArticleDecay(double lambda, int samples) implements Composite.Differentiable {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().squared().sum().times(lambda / (2 * samples));
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      Tensor w = inputs.getFirst();
      return w.squared().sum().times(lambda).times(yBar).broadcastTo(w.shape());
    }
  }

  /// The article's data term `Σ(y−t)²/(2N)` with the gradient of the sum, not of the mean.
  record ArticleLoss(int samples) implements Composite.Differentiable {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.get(0).minus(inputs.get(1)).squared().sum().div(2 * samples);
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      Tensor residual = inputs.get(0).minus(inputs.get(1)).times(yBar);
      return input == 0 ? residual : residual.negate();
    }
  }

  /// The identity with a cotangent clipped between −1 and 1, which is not linear.
  record Clipped() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Tensor.ones(x.type());
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
      Tensor one = Tensor.ones(v.type());
      return Maximum.of(Minimum.of(v, one), one.negate());
    }
  }

  /// A formula of two ops, one of them wrong, without a rule of its own.
  record Formula() implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      return Tanh.of(new Wrong(Sin::of, Tensor.scalar(2)).on(x));
    }
  }
}
