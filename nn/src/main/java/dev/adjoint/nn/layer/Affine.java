package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;

/// Affine (fully connected) layer: `y = x · W + b`.
///
/// Shapes: weight `[in,out]`, bias `[out]`; input `[…,in]` of any rank from 1 gives `[…,out]`.
/// Dtypes: f32 or f64, the same throughout. The factories make f32 unless given a type; a whole
/// model changes its dtype by `Tree.map(model, p -> p.cast(DType.FLOAT64))`.
///
/// Source: Goodfellow, Bengio, Courville, *Deep Learning* (2016), §6.1.
///
/// @param weight the matrix `W`
/// @param bias the vector `b`, zeros in a new layer
public record Affine(Tensor weight, Tensor bias) implements Layer {
  /// {@return a layer of these parameters}
  ///
  /// @param weight the matrix, `[in,out]`
  /// @param bias the vector, `[out]`
  /// @throws IllegalArgumentException if the types do not fit each other
  public static Affine of(Tensor weight, Tensor bias) {
    TensorType w = weight.type();
    if (w.rank() != 2 || !w.isFloating()) {
      throw new IllegalArgumentException(
          "affine layer of weight %s: wants a matrix f32[in,out] or f64[in,out]".formatted(w));
    }
    TensorType wanted = biasType(w);
    if (!bias.type().equals(wanted)) {
      throw new IllegalArgumentException(
          "affine layer of weight %s and bias %s: the bias must be %s"
              .formatted(w, bias.type(), wanted));
    }
    return new Affine(weight, bias);
  }

  /// {@return a layer whose weight is drawn, and whose bias is zero}
  ///
  /// @param weight the type of the weight, `f32[in,out]` or `f64[in,out]`
  /// @param initializer how to draw it
  /// @param key where its numbers come from; each layer needs its own
  /// @throws IllegalArgumentException if the type is not a floating-point matrix
  public static Affine of(TensorType weight, Initializer initializer, Key key) {
    return of(initializer.init(weight, key), Initializer.zeros().init(biasType(weight), key));
  }

  private static TensorType biasType(TensorType weight) {
    return TensorType.of(weight.dtype(), weight.rank() == 0 ? 0 : weight.shape().size(-1));
  }

  /// {@return an f32 layer with weights from N(0, std²)}
  ///
  /// @param in the size of the input
  /// @param out the size of the output
  /// @param std the standard deviation
  /// @param key where the numbers come from; each layer needs its own
  public static Affine normal(int in, int out, double std, Key key) {
    return of(TensorType.f32(in, out), Initializer.normal(std), key);
  }

  /// {@return an f32 layer with weights spread evenly over ±limit}
  ///
  /// @param in the size of the input
  /// @param out the size of the output
  /// @param limit the largest magnitude
  /// @param key where the numbers come from; each layer needs its own
  public static Affine uniform(int in, int out, double limit, Key key) {
    return of(TensorType.f32(in, out), Initializer.uniform(limit), key);
  }

  /// {@return an f32 layer with weights from [Initializer#xavier], made for sigmoid and tanh}
  ///
  /// @param in the size of the input
  /// @param out the size of the output
  /// @param key where the numbers come from; each layer needs its own
  public static Affine xavier(int in, int out, Key key) {
    return of(TensorType.f32(in, out), Initializer.xavier(), key);
  }

  /// {@return an f32 layer with weights from [Initializer#he], made for ReLU}
  ///
  /// @param in the size of the input
  /// @param out the size of the output
  /// @param key where the numbers come from; each layer needs its own
  public static Affine he(int in, int out, Key key) {
    return of(TensorType.f32(in, out), Initializer.he(), key);
  }

  /// {@return `x · W + b`}
  ///
  /// @param x the input, `[…,in]`
  /// @throws IllegalArgumentException if the last axis is not `in`, or the dtype another
  @Override
  public Tensor apply(Tensor x) {
    TensorType type = x.type();
    int in = weight.shape().size(0);
    if (type.rank() == 0 || type.shape().size(-1) != in || type.dtype() != weight.dtype()) {
      throw new IllegalArgumentException(
          "affine layer of weight %s was given %s: wants %s[…,%d]"
              .formatted(weight.type(), type, weight.dtype(), in));
    }
    return x.matmul(weight).plus(bias);
  }
}
