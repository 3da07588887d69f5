package dev.adjoint.nn.onnx;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Op;
import dev.adjoint.op.Abs;
import dev.adjoint.op.Acos;
import dev.adjoint.op.Acosh;
import dev.adjoint.op.Add;
import dev.adjoint.op.And;
import dev.adjoint.op.Asin;
import dev.adjoint.op.Asinh;
import dev.adjoint.op.Atan;
import dev.adjoint.op.Atanh;
import dev.adjoint.op.BitAnd;
import dev.adjoint.op.BitNot;
import dev.adjoint.op.BitOr;
import dev.adjoint.op.BitXor;
import dev.adjoint.op.Cast;
import dev.adjoint.op.Ceil;
import dev.adjoint.op.Clip;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Cosh;
import dev.adjoint.op.Div;
import dev.adjoint.op.Elu;
import dev.adjoint.op.Equal;
import dev.adjoint.op.Erf;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Floor;
import dev.adjoint.op.Gelu;
import dev.adjoint.op.GeluTanh;
import dev.adjoint.op.Greater;
import dev.adjoint.op.GreaterEqual;
import dev.adjoint.op.HardSigmoid;
import dev.adjoint.op.HardTanh;
import dev.adjoint.op.IsInf;
import dev.adjoint.op.IsNaN;
import dev.adjoint.op.LeakyRelu;
import dev.adjoint.op.Less;
import dev.adjoint.op.LessEqual;
import dev.adjoint.op.Log;
import dev.adjoint.op.Maximum;
import dev.adjoint.op.Minimum;
import dev.adjoint.op.Mul;
import dev.adjoint.op.Neg;
import dev.adjoint.op.Not;
import dev.adjoint.op.NotEqual;
import dev.adjoint.op.Or;
import dev.adjoint.op.Pow;
import dev.adjoint.op.Reciprocal;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Round;
import dev.adjoint.op.Selu;
import dev.adjoint.op.ShiftLeft;
import dev.adjoint.op.ShiftRight;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sign;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Sinh;
import dev.adjoint.op.Softplus;
import dev.adjoint.op.Sqrt;
import dev.adjoint.op.StopGradient;
import dev.adjoint.op.Sub;
import dev.adjoint.op.Tan;
import dev.adjoint.op.Tanh;
import dev.adjoint.op.Where;
import dev.adjoint.op.Xor;
import java.util.List;
import java.util.Map;

/// Elementwise ops that ONNX has.
final class ElementwiseRules {
  /// Those whose names agree but for a few, and that have no attributes.
  private static final List<Class<? extends Op>> SAME =
      List.of(
          Abs.class,
          Acos.class,
          Acosh.class,
          Add.class,
          And.class,
          Asin.class,
          Asinh.class,
          Atan.class,
          Atanh.class,
          Ceil.class,
          Cos.class,
          Cosh.class,
          Div.class,
          Equal.class,
          Erf.class,
          Exp.class,
          Floor.class,
          Gelu.class,
          Greater.class,
          IsInf.class,
          IsNaN.class,
          Less.class,
          Log.class,
          Mul.class,
          Neg.class,
          Not.class,
          Or.class,
          Reciprocal.class,
          Relu.class,
          Round.class,
          Sigmoid.class,
          Sign.class,
          Sin.class,
          Sinh.class,
          Softplus.class,
          Sqrt.class,
          Sub.class,
          Tan.class,
          Tanh.class,
          Xor.class);

  private static final Map<Class<? extends Op>, String> RENAMED =
      Map.of(
          BitAnd.class, "BitwiseAnd",
          BitNot.class, "BitwiseNot",
          BitOr.class, "BitwiseOr",
          BitXor.class, "BitwiseXor",
          GreaterEqual.class, "GreaterOrEqual",
          LessEqual.class, "LessOrEqual",
          Maximum.class, "Max",
          Minimum.class, "Min",
          StopGradient.class, "Identity");

  private ElementwiseRules() {}

  static void addTo(RuleBook.Entries rules) {
    SAME.forEach(op -> rules.same(op, op.getSimpleName()));
    RENAMED.forEach(rules::same);
    addActivations(rules);
    rules.same(Pow.class, "Pow");
    rules.one(
        NotEqual.class,
        (_, call) -> call.make("Not", call.make("Equal", call.input(0), call.input(1))));
    rules.one(Cast.class, (op, call) -> call.cast(call.input(0), ElementType.of(op.dtype())));
    rules.one(Where.class, (_, call) -> where(call));
    rules.one(ShiftLeft.class, (_, call) -> shiftLeft(call));
    rules.one(ShiftRight.class, (_, call) -> shiftRight(call));
  }

  private static void addActivations(RuleBook.Entries rules) {
    rules.one(Clip.class, (op, call) -> clip(call, op.low(), op.high()));
    rules.one(HardTanh.class, (_, call) -> clip(call, -1, 1));
    rules.one(Elu.class, (op, call) -> withAlpha(call, "Elu", op.alpha()));
    rules.one(LeakyRelu.class, (op, call) -> withAlpha(call, "LeakyRelu", op.alpha()));
    rules.one(
        GeluTanh.class,
        (_, call) ->
            call.make("Gelu", Attributes.none().with("approximate", "tanh"), call.input(0)));
    rules.one(
        Selu.class,
        (_, call) -> {
          Attributes both =
              Attributes.none().withReal("alpha", Selu.ALPHA).withReal("gamma", Selu.SCALE);
          return call.make("Selu", both, call.input(0));
        });
    rules.one(
        HardSigmoid.class,
        (op, call) -> {
          Attributes both =
              Attributes.none().withReal("alpha", op.slope()).withReal("beta", op.offset());
          return call.make("HardSigmoid", both, call.input(0));
        });
  }

  private static Value withAlpha(Call call, String op, double alpha) {
    return call.make(op, Attributes.none().withReal("alpha", alpha), call.input(0));
  }

  private static Value clip(Call call, double low, double high) {
    DType dtype = call.inputType(0).dtype();
    return call.make("Clip", call.input(0), call.scalar(dtype, low), call.scalar(dtype, high));
  }

  /// ONNX Runtime chooses among numbers, not among truth values.
  private static Value where(Call call) {
    Value c = call.input(0);
    Value a = call.input(1);
    Value b = call.input(2);
    if (call.inputType(1).dtype() != DType.BOOL) {
      return call.make("Where", c, a, b);
    }
    Value otherwise = call.make("And", call.make("Not", c), b);
    return call.make("Or", call.make("And", c, a), otherwise);
  }

  /// ONNX shifts unsigned numbers, by less than their width.
  private static Value shiftLeft(Call call) {
    Value y = unsignedShift(call, "LEFT", call.input(0), within(call));
    return call.make("Where", isShort(call), y, call.scalar(DType.INT32, 0));
  }

  /// Of a negative number the complement is shifted, so that ones come in from the left.
  private static Value shiftRight(Call call) {
    Value x = call.input(0);
    Value isNegative = call.make("Less", x, call.scalar(DType.INT32, 0));
    Value bits = call.make("Where", isNegative, call.make("BitwiseNot", x), x);
    Value y = unsignedShift(call, "RIGHT", bits, within(call));
    return call.make("Where", isNegative, call.make("BitwiseNot", y), y);
  }

  /// Whether the distance is 0 to 31.
  private static Value isShort(Call call) {
    Value distance = call.input(1);
    return call.make(
        "And",
        call.make("GreaterOrEqual", distance, call.scalar(DType.INT32, 0)),
        call.make("Less", distance, call.scalar(DType.INT32, 32)));
  }

  private static Value within(Call call) {
    return call.make("Where", isShort(call), call.input(1), call.scalar(DType.INT32, 31));
  }

  private static Value unsignedShift(Call call, String direction, Value x, Value distance) {
    Value y =
        call.make(
            "BitShift",
            Attributes.none().with("direction", direction),
            call.cast(x, ElementType.UINT32),
            call.cast(distance, ElementType.UINT32));
    return call.cast(y, ElementType.INT32);
  }
}
