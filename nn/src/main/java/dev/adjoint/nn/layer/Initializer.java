package dev.adjoint.nn.layer;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;

/// How the first values of a parameter are drawn.
///
/// Where a formula speaks of `in` and `out`, these are the last two sizes of the type, each times
/// all sizes before them: `[in,out]` for a matrix, `[height,width,in,out]` for the kernel of a
/// convolution.
@FunctionalInterface
public interface Initializer {
  /// {@return the first values, constant}
  ///
  /// @param type the type of the parameter, f32 or f64
  /// @param key where the numbers come from; each parameter needs its own
  Tensor init(TensorType type, Key key);

  /// {@return zeros; for biases}
  static Initializer zeros() {
    return constant(0);
  }

  /// {@return one number everywhere}
  ///
  /// @param value the number
  static Initializer constant(double value) {
    return (type, key) -> Tensor.constant(NDArray.full(type, value));
  }

  /// {@return the normal distribution N(0, std²)}
  ///
  /// @param std the standard deviation
  static Initializer normal(double std) {
    return (type, key) -> Tensor.constant(key.normal(type, 0, std));
  }

  /// {@return the uniform distribution over ±limit}
  ///
  /// @param limit the largest magnitude, above 0
  static Initializer uniform(double limit) {
    return (type, key) -> Tensor.constant(key.uniform(type, -limit, limit));
  }

  /// {@return the uniform distribution over ±1/√in}
  ///
  /// Source: LeCun, Bottou, Orr, Müller, *Efficient BackProp* (1998), §4.6, whose deviation 1/√in
  /// the limit is here.
  static Initializer uniform() {
    return (type, key) -> uniform(1 / Math.sqrt(Fans.of(type).in())).init(type, key);
  }

  /// {@return the uniform distribution over ±√(6 / (in + out)); for sigmoid and tanh}
  ///
  /// Source: Glorot, Bengio, *Understanding the difficulty of training deep feedforward neural
  /// networks*, AISTATS 2010, equation 16.
  static Initializer xavier() {
    return (type, key) -> uniform(Math.sqrt(6 / Fans.of(type).sum())).init(type, key);
  }

  /// {@return the normal distribution of variance 2 / (in + out), that of [#xavier]}
  ///
  /// Source: as [#xavier], equation 12.
  static Initializer xavierNormal() {
    return (type, key) -> normal(Math.sqrt(2 / Fans.of(type).sum())).init(type, key);
  }

  /// {@return the normal distribution of variance 2 / in; for ReLU}
  ///
  /// Source: He, Zhang, Ren, Sun, *Delving deep into rectifiers*, ICCV 2015, equation 10.
  static Initializer he() {
    return (type, key) -> normal(Math.sqrt(2 / Fans.of(type).in())).init(type, key);
  }

  /// {@return the uniform distribution of variance 2 / in, over ±√(6 / in), that of [#he]}
  ///
  /// Source: as [#he].
  static Initializer heUniform() {
    return (type, key) -> uniform(Math.sqrt(6 / Fans.of(type).in())).init(type, key);
  }
}
