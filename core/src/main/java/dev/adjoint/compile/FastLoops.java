package dev.adjoint.compile;

import static dev.adjoint.kernel.Elementary.*;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Curve;
import dev.adjoint.kernel.Elementary;
import dev.adjoint.kernel.Formula.Function;
import dev.adjoint.kernel.Loops;
import dev.adjoint.kernel.TileLoop;
import dev.adjoint.op.Abs;
import dev.adjoint.op.Add;
import dev.adjoint.op.And;
import dev.adjoint.op.Atan;
import dev.adjoint.op.BroadcastTo;
import dev.adjoint.op.Cast;
import dev.adjoint.op.Ceil;
import dev.adjoint.op.Clip;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Cosh;
import dev.adjoint.op.Div;
import dev.adjoint.op.Elu;
import dev.adjoint.op.Equal;
import dev.adjoint.op.Erf;
import dev.adjoint.op.Erfc;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Expm1;
import dev.adjoint.op.Floor;
import dev.adjoint.op.Gaussian;
import dev.adjoint.op.Gelu;
import dev.adjoint.op.GeluTanh;
import dev.adjoint.op.GeluTanhGate;
import dev.adjoint.op.GeluTanhSlope;
import dev.adjoint.op.Greater;
import dev.adjoint.op.GreaterEqual;
import dev.adjoint.op.HardSigmoid;
import dev.adjoint.op.HardTanh;
import dev.adjoint.op.IsFinite;
import dev.adjoint.op.IsInf;
import dev.adjoint.op.IsNaN;
import dev.adjoint.op.LeakyRelu;
import dev.adjoint.op.Less;
import dev.adjoint.op.LessEqual;
import dev.adjoint.op.Log;
import dev.adjoint.op.Log1p;
import dev.adjoint.op.LogSigmoid;
import dev.adjoint.op.Max;
import dev.adjoint.op.Maximum;
import dev.adjoint.op.Min;
import dev.adjoint.op.Minimum;
import dev.adjoint.op.Mul;
import dev.adjoint.op.Neg;
import dev.adjoint.op.NormalCdf;
import dev.adjoint.op.Not;
import dev.adjoint.op.NotEqual;
import dev.adjoint.op.Or;
import dev.adjoint.op.Pow;
import dev.adjoint.op.Reciprocal;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Round;
import dev.adjoint.op.Rsqrt;
import dev.adjoint.op.Selu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sign;
import dev.adjoint.op.Silu;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Sinh;
import dev.adjoint.op.Softplus;
import dev.adjoint.op.Sqrt;
import dev.adjoint.op.Square;
import dev.adjoint.op.Sub;
import dev.adjoint.op.Sum;
import dev.adjoint.op.Tan;
import dev.adjoint.op.Tanh;
import dev.adjoint.op.Trunc;
import dev.adjoint.op.Where;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The loop that runs an elementwise op over a tile: a fast one where the kernels have one, else a
/// loop around the op's own scalar function. Likewise for folds.
final class FastLoops {
  private static final Map<Class<? extends Elementwise>, Enum<?>> KNOWN =
      ImmutableMap.<Class<? extends Elementwise>, Enum<?>>builder()
          .put(Add.class, ADD)
          .put(Sub.class, SUB)
          .put(Mul.class, MUL)
          .put(Div.class, DIV)
          .put(Neg.class, NEG)
          .put(Pow.class, POW)
          .put(Maximum.class, MAXIMUM)
          .put(Minimum.class, MINIMUM)
          .put(Exp.class, EXP)
          .put(Log.class, LOG)
          .put(Sqrt.class, SQRT)
          .put(Square.class, SQUARE)
          .put(Abs.class, ABS)
          .put(Sign.class, SIGN)
          .put(Sin.class, SIN)
          .put(Cos.class, COS)
          .put(Tanh.class, TANH)
          .put(Sigmoid.class, SIGMOID)
          .put(Relu.class, RELU)
          .put(Equal.class, EQUAL)
          .put(NotEqual.class, NOT_EQUAL)
          .put(Less.class, LESS)
          .put(LessEqual.class, LESS_EQUAL)
          .put(Greater.class, GREATER)
          .put(GreaterEqual.class, GREATER_EQUAL)
          .put(Where.class, WHERE)
          .put(And.class, AND)
          .put(Or.class, OR)
          .put(Not.class, NOT)
          .put(Copy.class, IDENTITY)
          .put(Softplus.class, Curve.SOFTPLUS)
          .put(LogSigmoid.class, Curve.LOG_SIGMOID)
          .put(Silu.class, Curve.SILU)
          .put(Gelu.class, Curve.GELU)
          .put(GeluTanh.class, Curve.GELU_TANH)
          .put(GeluTanhGate.class, Curve.GELU_TANH_GATE)
          .put(GeluTanhSlope.class, Curve.GELU_TANH_SLOPE)
          .put(NormalCdf.class, Curve.NORMAL_CDF)
          .put(Erf.class, Curve.ERF)
          .put(Erfc.class, Curve.ERFC)
          .put(Expm1.class, Curve.EXPM1)
          .put(Log1p.class, Curve.LOG1P)
          .put(Sinh.class, Curve.SINH)
          .put(Cosh.class, Curve.COSH)
          .put(Tan.class, Curve.TAN)
          .put(Atan.class, Curve.ATAN)
          .put(Floor.class, Curve.FLOOR)
          .put(Ceil.class, Curve.CEIL)
          .put(Round.class, Curve.ROUND)
          .put(Trunc.class, Curve.TRUNC)
          .put(Reciprocal.class, Curve.RECIPROCAL)
          .put(Rsqrt.class, Curve.RSQRT)
          .put(IsNaN.class, Curve.IS_NAN)
          .put(IsInf.class, Curve.IS_INFINITE)
          .put(IsFinite.class, Curve.IS_FINITE)
          .buildOrThrow();

  private final Loops loops;

  /// The loops of functions without parameters, each made once.
  private final Map<DType, Map<Class<?>, TileLoop>> shared = new EnumMap<>(DType.class);

  FastLoops(Loops loops) {
    this.loops = loops;
  }

  /// {@return the state of a new loop}
  Heat heat() {
    return new Heat(loops, WarmUp.shared()::submit);
  }

  /// {@return the loop of an op applied to these inputs}
  TileLoop of(Elementwise op, List<Tensor> inputs, DType output) {
    DType dtype = inputs.getLast().dtype();
    Map<Class<?>, TileLoop> made = shared.computeIfAbsent(dtype, _ -> new HashMap<>());
    TileLoop known = made.get(op.getClass());
    if (known != null) {
      return known;
    }
    if (op instanceof Cast) {
      return loops.cast(dtype, output);
    }
    Optional<TileLoop> found = function(op).flatMap(function -> loop(function, dtype));
    if (KNOWN.containsKey(op.getClass())) {
      found.ifPresent(loop -> made.put(op.getClass(), loop));
    }
    return found.orElseGet(() -> plain(op, inputs, output));
  }

  private Optional<TileLoop> loop(Function function, DType dtype) {
    return function.name() instanceof Curve curve
        ? loops.curve(curve, dtype, Doubles.toArray(function.parameters()))
        : loops.loop((Elementary) function.name(), dtype);
  }

  /// {@return the function that the kernels know an op by}
  static Optional<Function> function(Elementwise op) {
    Enum<?> known = KNOWN.get(op.getClass());
    return known != null ? Optional.of(Function.of(known)) : parametric(op);
  }

  private static Optional<Function> parametric(Elementwise op) {
    return switch (op) {
      case Clip(double low, double high) -> Optional.of(Function.of(Curve.CLIP, low, high));
      case HardTanh _ -> Optional.of(Function.of(Curve.CLIP, -1., 1.));
      case HardSigmoid(double slope, double offset) ->
          Optional.of(Function.of(Curve.HARD_SIGMOID, slope, offset));
      case LeakyRelu(double alpha) -> Optional.of(Function.of(Curve.LEAKY_RELU, alpha));
      case Elu(double alpha) -> Optional.of(Function.of(Curve.ELU, 1., alpha));
      case Selu _ -> Optional.of(Function.of(Curve.ELU, Selu.SCALE, Selu.SCALE * Selu.ALPHA));
      case Border _ -> Optional.of(Function.of(IDENTITY));
      case Gaussian(double rate) -> Optional.of(Function.of(Curve.BELL, rate));
      default -> Optional.empty();
    };
  }

  /// Ops of a user's own come here; arguments are widened and the result rounded, as in the
  /// interpreter.
  private static TileLoop plain(Elementwise op, List<Tensor> inputs, DType y) {
    DType a = inputs.getFirst().dtype();
    DType b = inputs.get(Math.min(1, inputs.size() - 1)).dtype();
    DType c = inputs.getLast().dtype();
    if (c == DType.INT32 && y == DType.INT32) {
      return (p, po, q, qo, r, ro, s, so, n) -> {
        for (int i = 0; i < n; i++) {
          ((int[]) s)[so + i] =
              op.applyInt(
                  (int) a.load(p, po + i), (int) b.load(q, qo + i), (int) c.load(r, ro + i));
        }
      };
    }
    return (p, po, q, qo, r, ro, s, so, n) -> {
      for (int i = 0; i < n; i++) {
        y.store(s, so + i, op.apply(a.load(p, po + i), b.load(q, qo + i), c.load(r, ro + i)));
      }
    };
  }

  /// {@return what a listing says where a value for each row is repeated along it}
  static Op repetition(Shape shape) {
    return new BroadcastTo(shape);
  }

  /// {@return the fold of a reduction of this dtype}
  Fold fold(Reduction op, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> new Fold.OfFloats(op, floatRun(op), kind(op));
      case FLOAT64 -> new Fold.OfDoubles(op, doubleRun(op), kind(op));
      case INT32 -> new Fold.OfInts(op, intRun(op));
      case BOOL -> new Fold.OfBooleans(op);
    };
  }

  private static Fold.Kind kind(Reduction op) {
    return switch (op) {
      case Sum _ -> Fold.Kind.SUM;
      case Max _ -> Fold.Kind.MAXIMUM;
      default -> Fold.Kind.OTHER;
    };
  }

  private Fold.FloatRun floatRun(Reduction op) {
    return switch (op) {
      case Sum _ -> loops::sum;
      case Max _ -> loops::max;
      case Min _ -> loops::min;
      default -> (x, o, n) -> foldPlainly(op, DType.FLOAT32, x, o, n);
    };
  }

  private Fold.DoubleRun doubleRun(Reduction op) {
    return switch (op) {
      case Sum _ -> loops::sum;
      case Max _ -> loops::max;
      case Min _ -> loops::min;
      default -> (x, o, n) -> foldPlainly(op, DType.FLOAT64, x, o, n);
    };
  }

  private Fold.IntRun intRun(Reduction op) {
    return switch (op) {
      case Sum _ -> loops::sum;
      case Max _ -> loops::max;
      case Min _ -> loops::min;
      default -> (x, o, n) -> foldPlainly(op, x, o, n);
    };
  }

  private static int foldPlainly(Reduction op, int[] x, int o, int n) {
    int folded = (int) op.identity();
    for (int i = o; i < o + n; i++) {
      folded = op.combineInt(folded, x[i]);
    }
    return folded;
  }

  private static double foldPlainly(Reduction op, DType dtype, Object x, int o, int n) {
    double folded = op.identity();
    for (int i = o; i < o + n; i++) {
      folded = op.combine(folded, dtype.load(x, i));
    }
    return folded;
  }
}
