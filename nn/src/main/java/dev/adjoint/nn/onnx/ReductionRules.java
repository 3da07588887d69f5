package dev.adjoint.nn.onnx;

import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.All;
import dev.adjoint.op.Any;
import dev.adjoint.op.ArgMax;
import dev.adjoint.op.ArgMin;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.LogSumExp;
import dev.adjoint.op.Max;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Min;
import dev.adjoint.op.Norm;
import dev.adjoint.op.Prod;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Sum;
import java.util.List;
import java.util.Optional;

/// Ops that fold axes, and those that are normalised along one.
final class ReductionRules {
  /// An operator of ONNX that folds axes.
  private record Folding(String name, List<Integer> axes) {}

  private ReductionRules() {}

  static void addTo(RuleBook.Entries rules) {
    List.<Class<? extends Op>>of(
            Sum.class, Prod.class, Max.class, Min.class, Mean.class, LogSumExp.class)
        .forEach(op -> rules.one(op, (o, call) -> reduced(o, call)));
    rules.all(
        Norm.class,
        (op, call) ->
            folding(op).isPresent() && !op.axes().isEmpty()
                ? List.of(reduced(op, call))
                : call.formula(xs -> List.of(op.expand(xs))));
    rules.one(All.class, (op, call) -> ofTruths(call, "ReduceMin", op.axes()));
    rules.one(Any.class, (op, call) -> ofTruths(call, "ReduceMax", op.axes()));
    rules.one(ArgMax.class, (op, call) -> place(call, "ArgMax", op.axis()));
    rules.one(ArgMin.class, (op, call) -> place(call, "ArgMin", op.axis()));
    rules.one(Softmax.class, (op, call) -> along(call, "Softmax", op.axis()));
    rules.one(LogSoftmax.class, (op, call) -> along(call, "LogSoftmax", op.axis()));
  }

  private static Optional<Folding> folding(Op op) {
    return Optional.ofNullable(
        switch (op) {
          case Sum sum -> new Folding("ReduceSum", sum.axes());
          case Prod prod -> new Folding("ReduceProd", prod.axes());
          case Max max -> new Folding("ReduceMax", max.axes());
          case Min min -> new Folding("ReduceMin", min.axes());
          case Mean mean -> new Folding("ReduceMean", mean.axes());
          case LogSumExp sum -> new Folding("ReduceLogSumExp", List.of(sum.axis()));
          case Norm norm when norm.p() == 1 -> new Folding("ReduceL1", norm.axes());
          case Norm norm when norm.p() == 2 -> new Folding("ReduceL2", norm.axes());
          default -> null;
        });
  }

  private static Value reduced(Op op, Call call) {
    return reduced(folding(op).orElseThrow(), call, call.input(0), false);
  }

  private static Value reduced(Folding folding, Call call, Value x, boolean keepsAxes) {
    if (folding.axes().isEmpty()) {
      return call.make("Identity", x);
    }
    Attributes attributes =
        Attributes.of("keepdims", keepsAxes ? 1 : 0).with("noop_with_empty_axes", 0);
    return call.make(folding.name(), attributes, x, call.integers(folding.axes()));
  }

  /// A fold whose axes are put back as axes of size 1, which ONNX does in one node.
  ///
  /// @param y what a reshape is given
  /// @param x the value that `y` was folded from
  static Optional<Value> keepingAxes(Call call, Tensor y, Value x) {
    return folding(y.op())
        .filter(folding -> {
          var kept = y.inputs().getFirst().shape().withOnes(folding.axes());
          return !folding.axes().isEmpty() && kept.equals(call.outputType(0).shape());
        })
        .map(folding -> reduced(folding, call, x, true));
  }

  /// ONNX Runtime folds numbers, not truth values.
  private static Value ofTruths(Call call, String name, List<Integer> axes) {
    Value numbers = call.cast(call.input(0), ElementType.INT32);
    Value y = reduced(new Folding(name, axes), call, numbers, false);
    return call.cast(y, ElementType.BOOL);
  }

  private static Value place(Call call, String name, int axis) {
    Attributes attributes = Attributes.of("axis", axis).with("keepdims", 0);
    return call.cast(call.make(name, attributes, call.input(0)), ElementType.INT32);
  }

  private static Value along(Call call, String name, int axis) {
    return call.make(name, Attributes.of("axis", axis), call.input(0));
  }
}
