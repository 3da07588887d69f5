package dev.adjoint.nn.onnx;

import dev.adjoint.array.Shape;
import dev.adjoint.op.AddAlongAxis;
import dev.adjoint.op.ArgSort;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Scatter;
import dev.adjoint.op.ScatterAdd;
import dev.adjoint.op.ScatterMax;
import dev.adjoint.op.Sort;
import dev.adjoint.op.TakeAlongAxis;
import dev.adjoint.op.TopK;
import java.util.Arrays;
import java.util.List;

/// Ops that pick, put and sort along an axis.
final class RowRules {
  private RowRules() {}

  static void addTo(RuleBook.Entries rules) {
    rules.one(
        Gather.class,
        (op, call) ->
            call.make("Gather", Attributes.of("axis", op.axis()), call.input(0), call.input(1)));
    rules.one(
        TakeAlongAxis.class,
        (op, call) ->
            call.make(
                "GatherElements", Attributes.of("axis", op.axis()), call.input(0), call.input(1)));
    rules.one(
        AddAlongAxis.class,
        (op, call) ->
            scattered(call, call.input(0), call.input(1), call.input(2), op.axis(), "add"));
    rules.one(Scatter.class, (op, call) -> rows(call, op.axis(), "none"));
    rules.one(ScatterAdd.class, (op, call) -> rows(call, op.axis(), "add"));
    rules.one(ScatterMax.class, (op, call) -> rows(call, op.axis(), "max"));
    rules.all(TopK.class, (op, call) -> best(call, op.k(), op.axis(), op.largest()));
    rules.one(Sort.class, (op, call) -> sorted(call, op.axis(), op.descending()).get(0));
    rules.one(ArgSort.class, (op, call) -> sorted(call, op.axis(), op.descending()).get(1));
  }

  /// Each update has an index of its own; those of one place are applied in their order.
  static Value scattered(
      Call call, Value x, Value indices, Value updates, int axis, String reduction) {
    Attributes attributes = Attributes.of("axis", axis).with("reduction", reduction);
    return call.make("ScatterElements", attributes, x, indices, updates);
  }

  /// The axes of the indices become one, and the number of a row is repeated for its elements.
  private static Value rows(Call call, int axis, String reduction) {
    Shape x = call.inputType(0).shape();
    int count = call.inputType(1).count();
    Shape updates = ViewRules.withSize(x, axis, count);
    int[] column = new int[x.rank()];
    Arrays.fill(column, 1);
    column[axis] = count;
    Value numbers = call.reshape(call.input(1), Shape.of(column));
    Value each = call.make("Expand", numbers, call.sizes(updates));
    Value flat = call.reshape(call.input(2), updates);
    return scattered(call, call.input(0), each, flat, axis, reduction);
  }

  private static List<Value> sorted(Call call, int axis, boolean descending) {
    return best(call, call.inputType(0).shape().size(axis), axis, descending);
  }

  /// The values and their places.
  private static List<Value> best(Call call, int k, int axis, boolean largest) {
    Attributes attributes =
        Attributes.of("axis", axis).with("largest", largest ? 1 : 0).with("sorted", 1);
    List<Value> made =
        call.makeAll("TopK", 2, attributes, List.of(call.input(0), call.integers(k)));
    return List.of(made.get(0), call.cast(made.get(1), ElementType.INT32));
  }
}
