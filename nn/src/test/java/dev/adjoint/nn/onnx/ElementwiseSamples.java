package dev.adjoint.nn.onnx;

import static dev.adjoint.nn.onnx.OpSamples.DIVISORS;
import static dev.adjoint.nn.onnx.OpSamples.EDGES;
import static dev.adjoint.nn.onnx.OpSamples.INTS;
import static dev.adjoint.nn.onnx.OpSamples.ODD;
import static dev.adjoint.nn.onnx.OpSamples.P;
import static dev.adjoint.nn.onnx.OpSamples.POSITIVE;
import static dev.adjoint.nn.onnx.OpSamples.Q;
import static dev.adjoint.nn.onnx.OpSamples.UNIT;
import static dev.adjoint.nn.onnx.OpSamples.X;
import static dev.adjoint.nn.onnx.OpSamples.Y;
import static dev.adjoint.nn.onnx.OpSamples.map;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.*;
import java.util.List;

/// Elementwise ops.
final class ElementwiseSamples {
  private ElementwiseSamples() {}

  static void addTo(OpSamples s) {
    addUnary(s);
    addBinary(s);
  }

  private static void addUnary(OpSamples s) {
    s.unary(Abs.class, Abs::of, X, INTS);
    s.unary(Acos.class, Acos::of, UNIT);
    s.unary(Acosh.class, x -> Acosh.of(x.plus(1)), POSITIVE);
    s.unary(Asin.class, Asin::of, UNIT);
    s.unary(Asinh.class, Asinh::of, X);
    s.unary(Atan.class, Atan::of, X);
    s.unary(Atanh.class, Atanh::of, UNIT);
    s.unary(BitNot.class, BitNot::of, INTS);
    for (DType dtype : DType.values()) {
      s.unary(Cast.class, x -> x.cast(dtype), X, INTS, P);
    }
    s.unary(Cbrt.class, Cbrt::of, X, EDGES);
    s.unary(Ceil.class, Ceil::of, X, EDGES);
    s.unary(Clip.class, x -> Clip.of(x, -0.5, 0.7), X);
    s.unary(Cos.class, Cos::of, X);
    s.unary(Cosh.class, Cosh::of, X);
    s.unary(Digamma.class, Digamma::of, POSITIVE);
    s.unary(Elu.class, x -> Elu.of(x, 0.7), X, EDGES);
    s.unary(Erf.class, Erf::of, X, EDGES);
    s.unary(Erfc.class, Erfc::of, X, EDGES);
    s.unary(Exp.class, Exp::of, X);
    s.unary(
        Expm1.class, Expm1::of, X, map(X, x -> x.times(1e-4)), NDArray.of(-200f, -90f, 20f, 1e-7f));
    s.unary(Floor.class, Floor::of, X, EDGES);
    s.unary(Gaussian.class, x -> Gaussian.of(x, 0.5), X, EDGES);
    s.unary(Gaussian.class, x -> Gaussian.of(x, 1), X);
    s.unary(Gelu.class, Gelu::of, X, EDGES);
    s.unary(GeluTanh.class, GeluTanh::of, X, EDGES);
    s.unary(GeluTanhGate.class, GeluTanhGate::of, X, EDGES);
    s.unary(HardSigmoid.class, HardSigmoid::of, X, EDGES);
    s.unary(HardSigmoid.class, x -> HardSigmoid.of(x, 0.3, 0.4), X);
    s.unary(HardTanh.class, HardTanh::of, X, EDGES);
    s.unary(IsFinite.class, IsFinite::of, ODD);
    s.unary(IsInf.class, IsInf::of, ODD);
    s.unary(IsNaN.class, IsNaN::of, ODD);
    s.unary(LGamma.class, LGamma::of, POSITIVE);
    s.unary(LeakyRelu.class, x -> LeakyRelu.of(x, 0.1), X, EDGES);
    s.unary(Log.class, Log::of, POSITIVE);
    s.unary(
        Log1p.class, Log1p::of, UNIT, map(UNIT, x -> x.times(1e-4)), NDArray.of(1e-8f, 1e30f, 5f));
    s.unary(LogSigmoid.class, LogSigmoid::of, X, EDGES);
    s.unary(Neg.class, Neg::of, X, INTS);
    s.unary(NormalCdf.class, NormalCdf::of, X, EDGES);
    s.unary(Not.class, Not::of, P);
    s.unary(Polygamma.class, x -> Polygamma.of(x, 1), POSITIVE);
    s.unary(Reciprocal.class, Reciprocal::of, POSITIVE);
    s.unary(Relu.class, Relu::of, X, EDGES);
    s.unary(Round.class, Round::of, X, EDGES);
    s.unary(Rsqrt.class, Rsqrt::of, POSITIVE);
    s.unary(Selu.class, Selu::of, X, EDGES);
    s.unary(Sigmoid.class, Sigmoid::of, X, EDGES);
    s.unary(Sign.class, Sign::of, X, EDGES, INTS);
    s.unary(Silu.class, Silu::of, X, EDGES);
    s.unary(Sin.class, Sin::of, X);
    s.unary(Sinh.class, Sinh::of, X);
    s.unary(Softplus.class, Softplus::of, X, EDGES);
    s.unary(Sqrt.class, Sqrt::of, POSITIVE);
    s.unary(Square.class, Square::of, X, INTS);
    s.unary(StopGradient.class, StopGradient::of, X);
    s.unary(Tan.class, Tan::of, UNIT);
    s.unary(Tanh.class, Tanh::of, X, EDGES);
    s.unary(Trunc.class, Trunc::of, X, EDGES);
    s.gradients("OneMinusSquare", x -> Asin.of(x).sum(), UNIT);
  }

  private static void addBinary(OpSamples s) {
    s.binary(Add.class, Add::of, X, Y);
    s.binary(Add.class, Add::of, INTS, DIVISORS);
    s.binary(And.class, And::of, P, Q);
    s.binary(Atan2.class, Atan2::of, X, Y);
    s.add(
        Atan2.class,
        xs -> Atan2.of(xs.get(0), xs.get(1)),
        NDArray.of(0f, 1f, -1f, 0f, 0f, 2f),
        NDArray.of(0f, 0f, 0f, 1f, -1f, -3f));
    s.binary(BitAnd.class, BitAnd::of, INTS, DIVISORS);
    s.binary(BitOr.class, BitOr::of, INTS, DIVISORS);
    s.binary(BitXor.class, BitXor::of, INTS, DIVISORS);
    s.binary(Div.class, Div::of, X, POSITIVE);
    s.binary(Equal.class, Equal::of, X, map(X, x -> Round.of(x)));
    s.binary(Equal.class, Equal::of, INTS, INTS);
    s.binary(Equal.class, Equal::of, P, Q);
    s.binary(FloorDiv.class, FloorDiv::of, map(X, x -> x.times(7)), Y);
    s.binary(FloorDiv.class, FloorDiv::of, INTS, DIVISORS);
    s.binary(GeluTanhSlope.class, (a, b) -> GeluTanhSlope.of(a, Sigmoid.of(b)), X, Y);
    s.binary(Greater.class, Greater::of, X, Y);
    s.binary(GreaterEqual.class, GreaterEqual::of, INTS, DIVISORS);
    s.binary(GreaterEqual.class, GreaterEqual::of, X, X);
    s.binary(Hypot.class, Hypot::of, X, Y);
    s.add(
        Hypot.class,
        xs -> Hypot.of(xs.get(0), xs.get(1)),
        NDArray.of(0f, 3f, 1e30f, Float.NEGATIVE_INFINITY),
        NDArray.of(0f, 4f, 1e30f, 1f));
    s.binary(Less.class, Less::of, X, Y);
    s.binary(LessEqual.class, LessEqual::of, X, X);
    s.binary(LogAddExp.class, LogAddExp::of, X, Y);
    s.add(
        LogAddExp.class,
        xs -> LogAddExp.of(xs.get(0), xs.get(1)),
        NDArray.of(Float.NEGATIVE_INFINITY, 100f, 1f),
        NDArray.of(Float.NEGATIVE_INFINITY, -100f, 1f));
    s.binary(Maximum.class, Maximum::of, X, Y);
    s.binary(Maximum.class, Maximum::of, INTS, DIVISORS);
    s.binary(Minimum.class, Minimum::of, X, Y);
    s.binary(Minimum.class, Minimum::of, INTS, DIVISORS);
    s.binary(Mod.class, Mod::of, map(X, x -> x.times(7)), Y);
    s.binary(Mod.class, Mod::of, INTS, DIVISORS);
    s.binary(Mul.class, Mul::of, X, Y);
    s.binary(Mul.class, Mul::of, INTS, DIVISORS);
    s.binary(NotEqual.class, NotEqual::of, INTS, DIVISORS);
    s.binary(Or.class, Or::of, P, Q);
    s.binary(Pow.class, Pow::of, POSITIVE, Y);
    NDArray shifts = NDArray.of(0, 1, 5, 31, 32, -1, 3, 2, 4, 8, 16, 30).reshape(3, 4);
    s.binary(ShiftLeft.class, ShiftLeft::of, INTS, shifts);
    s.binary(ShiftRight.class, ShiftRight::of, INTS, shifts);
    s.binary(Sub.class, Sub::of, X, Y);
    s.binary(Sub.class, Sub::of, INTS, DIVISORS);
    s.binary(Xor.class, Xor::of, P, Q);
    for (NDArray branch : List.of(X, INTS, map(X, x -> Greater.of(x, Tensor.zeros(x.type()))))) {
      s.add(
          Where.class,
          xs ->
              Where.of(
                  Greater.of(xs.get(0), xs.get(1)), xs.get(2), xs.get(2).reshape(4, 3).transpose()),
          X,
          Y,
          branch);
    }
    s.binary(Direction.class, (a, b) -> Direction.of(a, b, 1, 0, 0), X, Y);
    s.binary(Direction.class, (a, b) -> Direction.of(a, b, 1, 2, 2), X, Y);
  }
}
