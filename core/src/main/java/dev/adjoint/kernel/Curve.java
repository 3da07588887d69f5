package dev.adjoint.kernel;

/// Functions of one f32 or f64 argument that have vector loops beside [Elementary]; in plain Java
/// an op's own scalar function does as well.
///
/// `CLIP` has parameters `low` and `high`, `HARD_SIGMOID` a slope and an offset, `LEAKY_RELU` a
/// slope; `ELU` is `c x` where `x > 0`, else `d (eˣ − 1)`, of `c` and `d`; `BELL` is `e^(−c x²)` of
/// a rate `c` of ½ or 1. `GELU_TANH_SLOPE` takes the gate as a second argument. `IS_NAN` and its
/// like write `boolean[]`. `GELU`, `NORMAL_CDF` and `ERFC` have loops of f32 alone. The others have
/// no parameters, and the meaning of the ops of their names.
public enum Curve {
  CLIP,
  HARD_SIGMOID,
  LEAKY_RELU,
  ELU,
  SOFTPLUS,
  LOG_SIGMOID,
  SILU,
  GELU,
  GELU_TANH,
  GELU_TANH_GATE,
  GELU_TANH_SLOPE,
  BELL,
  NORMAL_CDF,
  ERF,
  ERFC,
  EXPM1,
  LOG1P,
  SINH,
  COSH,
  TAN,
  ATAN,
  FLOOR,
  CEIL,
  ROUND,
  TRUNC,
  RECIPROCAL,
  RSQRT,
  IS_NAN,
  IS_INFINITE,
  IS_FINITE
}
