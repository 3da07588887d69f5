package dev.adjoint.nn.onnx;

import dev.adjoint.Adjoint;
import dev.adjoint.Step;
import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.And;
import dev.adjoint.op.Concat;
import dev.adjoint.op.CumMax;
import dev.adjoint.op.CumMin;
import dev.adjoint.op.CumProd;
import dev.adjoint.op.CumSum;
import dev.adjoint.op.Flip;
import dev.adjoint.op.Greater;
import dev.adjoint.op.IsNaN;
import dev.adjoint.op.Less;
import dev.adjoint.op.LinearRecurrence;
import dev.adjoint.op.MoveAxis;
import dev.adjoint.op.Not;
import dev.adjoint.op.Or;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.function.BinaryOperator;

/// Ops that run along an axis: ONNX has the running sum; the others are loops.
final class RunningRules {
  /// The factor and the summand of a step.
  private record Affine(Tensor a, Tensor b) {}

  /// The best element so far, its position, and the position that comes next.
  private record Best(Tensor value, Tensor place, Tensor next) {}

  private record Found(Tensor value, Tensor place) {}

  private RunningRules() {}

  static void addTo(RuleBook.Entries rules) {
    rules.one(
        CumSum.class,
        (op, call) -> {
          Attributes attributes =
              Attributes.of("exclusive", op.exclusive() ? 1 : 0)
                  .with("reverse", op.reverse() ? 1 : 0);
          return call.make("CumSum", attributes, call.input(0), call.integer(op.axis()));
        });
    rules.all(CumProd.class, (op, call) -> call.formula(xs -> List.of(product(op, xs.getFirst()))));
    rules.all(
        LinearRecurrence.class,
        (op, call) -> call.formula(xs -> List.of(recurrence(op, xs.get(0), xs.get(1)))));
    rules.all(
        CumMax.class,
        (op, call) ->
            call.formula(xs -> extremum(xs.getFirst(), op.axis(), op.reverse(), Greater::of)));
    rules.all(
        CumMin.class,
        (op, call) ->
            call.formula(xs -> extremum(xs.getFirst(), op.axis(), op.reverse(), Less::of)));
  }

  /// The axis of steps in front, the first step first.
  private static Tensor steps(Tensor x, int axis, boolean reverse) {
    Tensor front = MoveAxis.of(x, axis, 0);
    return reverse ? Flip.of(front, 0) : front;
  }

  private static Tensor back(Tensor y, int axis, boolean reverse) {
    return MoveAxis.of(reverse ? Flip.of(y, 0) : y, 0, axis);
  }

  private static TensorType element(Tensor x, int axis) {
    return x.type().withShape(x.shape().without(List.of(axis)));
  }

  private static Tensor product(CumProd op, Tensor x) {
    Tensor ys =
        Adjoint.scan(
                (Tensor before, Tensor xt) -> {
                  Tensor now = before.times(xt);
                  return new Step<>(now, op.exclusive() ? before : now);
                },
                Tensor.ones(element(x, op.axis())),
                steps(x, op.axis(), op.reverse()))
            .outputs();
    return back(ys, op.axis(), op.reverse());
  }

  /// The first factor does not matter, not even if it is infinite.
  private static Tensor recurrence(LinearRecurrence op, Tensor a, Tensor b) {
    Tensor factors = steps(a, op.axis(), op.reverse());
    int length = factors.shape().size(0);
    Tensor first = Tensor.zeros(factors.slice(0, 0, Math.min(1, length)).type());
    Tensor rest = factors.slice(0, Math.min(1, length), length);
    var xs = new Affine(Concat.of(0, first, rest), steps(b, op.axis(), op.reverse()));
    Tensor ys =
        Adjoint.scan(
                (Tensor before, Affine x) -> {
                  Tensor now = x.a().times(before).plus(x.b());
                  return new Step<>(now, now);
                },
                Tensor.zeros(element(b, op.axis())),
                xs)
            .outputs();
    return back(ys, op.axis(), op.reverse());
  }

  private static List<Tensor> extremum(
      Tensor x, int axis, boolean reverse, BinaryOperator<Tensor> beats) {
    Tensor xs = steps(x, axis, reverse);
    TensorType each = element(x, axis);
    Tensor none = Tensor.zeros(each.withDType(DType.INT32));
    var start = new Best(xs.slice(0, 0, 1).reshape(each.shape().toArray()), none, none);
    Found found =
        Adjoint.scan((Best best, Tensor xt) -> better(best, xt, beats), start, xs).outputs();
    Tensor places = back(found.place(), axis, reverse);
    int last = x.shape().size(axis) - 1;
    return List.of(
        back(found.value(), axis, reverse),
        reverse ? places.negate().plus(Tensor.full(places.type(), last)) : places);
  }

  /// NaN beats every number, and the first of equals stays.
  private static Step<Best, Found> better(Best best, Tensor x, BinaryOperator<Tensor> beats) {
    Tensor wins = beats.apply(x, best.value());
    Tensor isBetter =
        x.type().isFloating()
            ? Or.of(wins, And.of(IsNaN.of(x), Not.of(IsNaN.of(best.value()))))
            : wins;
    Tensor value = Where.of(isBetter, x, best.value());
    Tensor place = Where.of(isBetter, best.next(), best.place());
    Tensor next = best.next().plus(Tensor.ones(best.next().type()));
    return new Step<>(new Best(value, place, next), new Found(value, place));
  }
}
