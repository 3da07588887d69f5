package dev.adjoint.compile;

import static dev.adjoint.kernel.Elementary.*;

import com.google.common.collect.ImmutableMap;
import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Elementary;
import dev.adjoint.kernel.Loops;
import dev.adjoint.kernel.TileLoop;
import dev.adjoint.op.Abs;
import dev.adjoint.op.Add;
import dev.adjoint.op.And;
import dev.adjoint.op.BroadcastTo;
import dev.adjoint.op.Cast;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Div;
import dev.adjoint.op.Equal;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Greater;
import dev.adjoint.op.GreaterEqual;
import dev.adjoint.op.Less;
import dev.adjoint.op.LessEqual;
import dev.adjoint.op.Log;
import dev.adjoint.op.Max;
import dev.adjoint.op.Maximum;
import dev.adjoint.op.Min;
import dev.adjoint.op.Minimum;
import dev.adjoint.op.Mul;
import dev.adjoint.op.Neg;
import dev.adjoint.op.Not;
import dev.adjoint.op.NotEqual;
import dev.adjoint.op.Or;
import dev.adjoint.op.Pow;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sign;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Sqrt;
import dev.adjoint.op.Square;
import dev.adjoint.op.Sub;
import dev.adjoint.op.Sum;
import dev.adjoint.op.Tanh;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The loop that runs an elementwise op over a tile: a fast one where the kernels have one, else a
/// loop around the op's own scalar function. Likewise for folds.
final class FastLoops {
  private static final Map<Class<? extends Elementwise>, Elementary> KNOWN =
      ImmutableMap.<Class<? extends Elementwise>, Elementary>builder()
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
          .buildOrThrow();

  private final Loops loops;

  FastLoops(Loops loops) {
    this.loops = loops;
  }

  /// {@return the loop of an op applied to these inputs}
  TileLoop of(Elementwise op, List<Tensor> inputs, DType output) {
    DType dtype = inputs.getLast().dtype();
    if (op instanceof Cast) {
      return loops.cast(dtype, output);
    }
    return Optional.ofNullable(KNOWN.get(op.getClass()))
        .flatMap(known -> loops.loop(known, dtype))
        .orElseGet(() -> plain(op, inputs, output));
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
      case FLOAT32 -> new Fold.OfFloats(op, floatRun(op), op instanceof Sum);
      case FLOAT64 -> new Fold.OfDoubles(op, doubleRun(op), op instanceof Sum);
      case INT32 -> new Fold.OfInts(op, intRun(op));
      case BOOL -> new Fold.OfBooleans(op);
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
