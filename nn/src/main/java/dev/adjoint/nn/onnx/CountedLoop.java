package dev.adjoint.nn.onnx;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A scan as ONNX's `Loop`, which needs no sequences and may stop before their end.
final class CountedLoop {
  /// ONNX's end of a slice that runs to the front.
  private static final long BEFORE_THE_FIRST = -(1L << 40);

  private final Scan op;
  private final Call call;
  private final Value steps;

  private CountedLoop(Scan op, Call call, Value steps) {
    this.op = op;
    this.call = call;
    this.steps = steps;
  }

  static CountedLoop of(Scan op, Call call) {
    Value steps =
        op.counted() ? call.cast(call.input(0), ElementType.INT64) : call.integer(op.length());
    return new CountedLoop(op, call, steps);
  }

  List<Value> write() {
    Graph step = op.step();
    GraphWriter writer = call.writer().inner();
    var body = new Body(writer);
    Value number = body.input(ElementType.INT64);
    Value goesOn = body.input(ElementType.BOOL);
    List<Value> ys = writer.write(step, inputs(step, body, number));
    List<TensorType> types = step.outputs().stream().map(Tensor::type).toList();
    body.outputs(
        ControlRules.joined(List.of(goesOn), ys),
        ControlRules.joined(List.of(TensorType.of(DType.BOOL)), types));
    int first = op.firstCarry();
    List<Value> start = call.inputs().subList(first, first + op.carries());
    List<Value> made =
        call.makeAll(
            "Loop",
            ys.size(),
            Attributes.none().with("body", body.graph()),
            ControlRules.joined(List.of(steps, new Value("")), start));
    return placed(made);
  }

  /// The body's inputs: carries, an element of each sequence, and what is shared.
  private List<Value> inputs(Graph step, Body body, Value number) {
    var inputs = new ArrayList<Value>();
    for (Tensor carry : step.inputs().subList(0, op.carries())) {
      inputs.add(body.input(carry.type()));
    }
    Value place = op.reversed() ? fromTheEnd(body, number) : number;
    for (int k = op.carries(); k < step.inputs().size(); k++) {
      Value given = call.input(op.firstCarry() + k);
      boolean isSequence = k < op.carries() + op.sequences();
      inputs.add(isSequence ? body.make("Gather", Attributes.of("axis", 0), given, place) : given);
    }
    return inputs;
  }

  private Value fromTheEnd(Body body, Value number) {
    Value left = body.make("Sub", Attributes.none(), steps, number);
    return body.make("Sub", Attributes.none(), left, call.integer(1));
  }

  /// Rows in the order of the sequences, and zeros past those that were run.
  private List<Value> placed(List<Value> made) {
    var placed = new ArrayList<>(made);
    for (int k = op.carries(); k < made.size(); k++) {
      Value rows = op.reversed() ? reversed(made.get(k)) : made.get(k);
      placed.set(k, op.counted() ? padded(rows, call.outputType(k)) : rows);
    }
    return placed;
  }

  private Value reversed(Value rows) {
    return call.make(
        "Slice",
        rows,
        call.integers(-1),
        call.integers(BEFORE_THE_FIRST),
        call.integers(0L),
        call.integers(-1));
  }

  private Value padded(Value rows, TensorType type) {
    Value missing = call.make("Sub", call.integers(op.length()), steps);
    Value pads =
        call.make(
            "Concat",
            Attributes.of("axis", 0),
            call.integers(new long[type.rank()]),
            missing,
            call.integers(new long[type.rank() - 1]));
    return call.make("Pad", rows, pads, call.scalar(type.dtype(), 0));
  }
}
