package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// A rectifier that lets some through, element by element: `y = x` where `x > 0`, else `α x`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: 1 where `x > 0`, else `α`, so `α` at 0.
/// Special values: keeps −0. Source: Maas, Hannun, Ng, *Rectifier nonlinearities improve neural
/// network acoustic models* (2013), §2; ONNX, operator LeakyRelu.
///
/// @param alpha the slope of the negative side, usually 0.01
public record LeakyRelu(double alpha) implements Elementwise.Unary {
  /// {@return `x` where it is positive, else `0.01 x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return of(x, 0.01);
  }

  /// {@return `x` where it is positive, else `α x`}
  ///
  /// @param x the argument
  /// @param alpha the slope of the negative side
  public static Tensor of(Tensor x, double alpha) {
    return new LeakyRelu(alpha).on(x);
  }

  @Override
  public double apply(double x) {
    return x > 0 ? x : alpha * x;
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    Tensor positive = Greater.of(x, Tensor.zeros(x.type()));
    return Where.of(positive, Tensor.ones(x.type()), Tensor.full(x.type(), alpha));
  }
}
